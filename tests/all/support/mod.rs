//! What the tests share.

pub mod chapter;
pub mod prose;
pub mod built;
