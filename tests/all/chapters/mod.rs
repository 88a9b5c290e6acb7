//! How each chapter describes what was found: one file per chapter, each with `lines`, from a case to lines.

pub mod actors;
pub mod clean;
pub mod discrepancies;
pub mod formats;
pub mod happenings;
pub mod issues;
pub mod merge;
pub mod names;
pub mod places;
pub mod quotes;
pub mod roles;
pub mod sentences;
pub mod stances;
pub mod time;
pub mod time_undated;
