//! How each chapter describes what was found: one file per chapter, each with `lines`, from a case to lines.

pub mod clean;
pub mod names;
pub mod roles;
pub mod sentences;
pub mod time;
