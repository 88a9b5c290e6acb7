//! The integration tests of demarche: one binary, one module per kind of test.
#![allow(clippy::disallowed_methods, reason = "tests read their cases from the disk and the wish to bless from the environment")]
#![allow(clippy::print_stderr, reason = "a failing score says what it missed")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod again;
mod architecture;
mod cases;
mod chapters;
mod days;
mod gold;
mod publish;
mod readings;
mod regions;
mod serve;
mod sites;
mod support;
mod whole;
