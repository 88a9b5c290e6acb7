//! Pages become bytes.
//!
//! In come the planned site and the theme; out go [`Artifact`]s.
//! Nothing is decided here about what a page says, and no disk is touched.

use crate::base::{Report, SourceId};
use crate::site::Site;

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

/// Templates and static files: the built-in ones with the desk's own in front, file by file.
#[derive(Clone, Debug, Default)]
pub struct Theme {}

/// A file of the desk's `templates/` or `static/` folder.
#[derive(Clone, Debug)]
pub struct ThemeFile {
    /// Path below that folder, with forward slashes.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Theme {
    /// The built-in theme with the desk's files in front of it.
    pub fn new(_templates: Vec<ThemeFile>, _statics: Vec<ThemeFile>, _report: &mut Report) -> Self {
        Self {}
    }
}

/// Renders every page and table; the artifacts come sorted by path, no path twice.
pub fn render(_site: &Site, _theme: &Theme, _report: &mut Report) -> Vec<Artifact> {
    Vec::new()
}
