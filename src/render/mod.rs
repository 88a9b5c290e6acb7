//! Pages become bytes.
//!
//! In come the planned site and the theme; out go [`Artifact`]s.
//! Nothing is decided here about what a page says, and no disk is touched.

use crate::base::SourceId;

/// One file of the finished site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// Path below the output folder, with forward slashes, without a leading one, never leaving the folder.
    pub path: String,
    /// Its bytes.
    pub body: Vec<u8>,
    /// The sources it was made from; empty for files of the theme.
    pub made_from: Vec<SourceId>,
}
