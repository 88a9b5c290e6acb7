//! What the tests share.

pub mod chapter;
pub mod prose;
