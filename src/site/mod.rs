//! The dossier laid out as pages and addresses.
//!
//! In comes the dossier; out goes a [`Site`]: every page with its address, its view and its citations.
//! No bytes are made here, and nothing is claimed that the dossier does not carry.

use chrono::NaiveDate;

use crate::base::Report;
use crate::dossier::Dossier;

/// What the desk decided about the site.
#[derive(Clone, Debug)]
pub struct Options {
    /// Name of the file, as the masthead and every `<title>` print it.
    pub title: String,
    /// One sentence for search engines and feeds; may be empty.
    pub description: String,
    /// Absolute address under which the site is published, with a final slash; without it, links are relative and feeds use a `urn:`.
    pub base_url: Option<String>,
    /// Language of the interface as a BCP 47 tag.
    pub language: String,
    /// The sides in the order in which they are printed; empty: the states that most sources name.
    pub sides: Vec<Side>,
    /// How much of an article's text its source page prints.
    pub source_text: SourceText,
    /// Ship the text faces, or rely on the reader's.
    pub bundled_fonts: bool,
    /// The day of the build, printed in the footer and used in feeds.
    pub built_on: NaiveDate,
}

/// A side of the negotiation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// Short id, used in addresses and classes.
    pub id: String,
    /// Name for readers.
    pub name: String,
    /// One of the theme's hues, 1 to 5; the desk's hues are given in order when it names none.
    pub hue: u8,
    /// Names of the states, bodies and people that belong to it, as the sources or the lexicon print them.
    pub members: Vec<String>,
}

/// How much of an article's text its source page prints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SourceText {
    /// Only sentences that are cited.
    #[default]
    Excerpts,
    /// All of it.
    Full,
    /// Nothing; evidence cards keep the cited words.
    None,
}

/// Every page, feed and table of the site, before rendering.
#[derive(Clone, Debug, Default)]
pub struct Site {}

/// Lays the dossier out.
pub fn plan(_dossier: &Dossier, _options: &Options, _report: &mut Report) -> Site {
    Site::default()
}
