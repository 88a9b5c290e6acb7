//! What the tests share.

pub mod built;
pub mod chapter;
pub mod prose;
