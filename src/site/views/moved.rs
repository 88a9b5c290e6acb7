//! What stands at the old address of a page.

use serde::Serialize;

use crate::site::desk::Desk;

/// All that a stub says.
#[derive(Clone, Debug, Serialize)]
pub struct Moved {
    /// "Anna Lindqvist has moved".
    pub title: String,
    /// Title of the page.
    pub name: String,
    /// Its path.
    pub href: String,
}

impl Moved {
    /// The stub that leads to a page.
    pub fn new(desk: &Desk<'_>, name: &str, path: &str) -> Self {
        let name = if name.is_empty() { desk.options.title.as_str() } else { name };
        Self { title: desk.words.fill("moved.title", &[("name", name)]), name: name.to_owned(), href: path.to_owned() }
    }
}
