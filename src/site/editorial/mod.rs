//! The desk's own briefing: headline, standfirst and sections in Markdown, with citations that are checked.
//!
//! A level-one heading is the headline, what follows it the standfirst, a level-two heading a section.
//! A section without words keeps the compiled one of that name in its place; without any section all compiled ones stay.
//! What cites cites `[@slug#s12]` a sentence or `[@slug#p4]` a paragraph; several stand side by side, or in one pair of brackets with a semicolon.

mod check;
mod markdown;

use crate::base::Evidence;

pub use check::read;

/// The desk's file, as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditorialFile {
    /// Path below the project's folder, for messages.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// What the desk wrote, with its citations resolved.
#[derive(Clone, Debug, Default)]
pub struct Editorial {
    /// In place of the compiled headline.
    pub headline: Option<String>,
    /// In place of the compiled standfirst, when it is not empty.
    pub standfirst: Vec<Passage>,
    /// In place of the compiled sections, when there is any.
    pub sections: Vec<Section>,
}

/// Words of the desk and what they rest on.
#[derive(Clone, Debug)]
pub struct Passage {
    /// The words.
    pub words: String,
    /// The cited words; empty for words of the desk's own.
    pub evidence: Vec<Evidence>,
}

/// A section of the desk.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its heading.
    pub heading: String,
    /// Its paragraphs; none: the compiled section of that heading stands here.
    pub paragraphs: Vec<Vec<Passage>>,
    /// Line of the heading, counted from 1.
    pub line: u32,
}
