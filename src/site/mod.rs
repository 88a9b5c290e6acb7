//! The dossier laid out as pages and addresses.
//!
//! In comes the dossier; out goes a [`Site`]: every page with its address, its view and its citations.
//! No bytes are made here, and nothing is claimed that the dossier does not carry.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::base::{Place, Report, SourceId};
use crate::dossier::Dossier;

mod archive;
mod beside;
mod book;
mod chart;
mod citations;
mod corrections;
mod days;
mod desk;
mod editorial;
mod feed;
pub mod fold;
mod index;
mod layout;
mod map;
mod moved;
mod network;
mod places;
mod plural;
mod printed;
mod printings;
mod route;
mod search;
mod shelves;
mod shown;
mod sides;
mod standing;
mod tables;
mod ties;
mod titles;
pub mod views;
mod wording;
mod words;

pub use beside::Beside;
pub use citations::{Card, Chip, Piece};
pub use corrections::CorrectionEntry;
use desk::Desk;
pub use editorial::EditorialFile;
pub use feed::{Entry, Feed};
pub use layout::Layout;
pub use search::{Found, Record, Search};
pub use tables::{ActorRow, DiscrepancyRow, EventRow, IssueRow, PositionRow, QuoteRow, SourceRow, Tables, TieRow};
pub use views::{Frame, View};
pub use words::Words;

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
    /// What the site said and no longer says.
    pub corrections: Vec<Correction>,
    /// Keep the front page of the day of the build.
    pub archive: bool,
    /// The front pages of earlier days.
    pub archived: Vec<Archived>,
    /// Ship the text faces, or rely on the reader's.
    pub bundled_fonts: bool,
    /// The day of the build, printed in the footer and used in feeds.
    pub built_on: NaiveDate,
    /// Old addresses of pages.
    pub redirects: Vec<Redirect>,
    /// The desk's own briefing.
    pub editorial: Option<EditorialFile>,
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

/// Something that the site said and no longer says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Where the desk wrote it down.
    pub place: Place,
    /// The day of the correction.
    pub day: NaiveDate,
    /// Path of the page's file, with an anchor behind `#` where one is named.
    pub page: String,
    /// What it said.
    pub said: String,
    /// What it says now.
    pub says: String,
    /// Whose mistake it was.
    pub wrong: Wrong,
}

/// Whose mistake a correction mends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the words say it
pub enum Wrong {
    Source,
    Reading,
    Editor,
}

/// The front page of an earlier day, as it was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archived {
    /// The day.
    pub day: NaiveDate,
    /// The bytes of the page.
    pub page: Vec<u8>,
}

/// An old address of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// Path of the file that stood there.
    pub from: String,
    /// Path of the page that a reader is led to, or of another old one.
    pub to: String,
    /// Where the desk says so.
    pub place: Place,
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
pub struct Site {
    /// Pages, sorted by path.
    pub pages: Vec<Page>,
    /// Entries of the site's feed, newest first.
    pub feed: Feed,
    /// Corrections, newest first.
    pub corrections: Vec<CorrectionEntry>,
    /// The absolute addresses of the pages that a search engine should know, in the order of their paths; none for a site without an address.
    pub addresses: Vec<String>,
    /// Pages of earlier days by path, not rendered again.
    pub kept: Vec<(String, Vec<u8>)>,
    /// The sources that any page draws on, in file-name order.
    pub drawn_on: Arc<[SourceId]>,
    /// What stands beside the pages.
    pub beside: Beside,
    /// Absolute address under which the site is published, with a final slash.
    pub base_url: Option<String>,
    /// The words of the interface.
    pub words: Words,
    /// Ship the text faces.
    pub bundled_fonts: bool,
}

/// One page before rendering.
#[derive(Clone, Debug)]
pub struct Page {
    /// Path of its file below the output folder.
    pub path: String,
    /// Name of its template.
    pub template: &'static str,
    /// What every page has: head, navigation, footer.
    pub frame: Frame,
    /// What this page says.
    pub view: View,
    /// The evidence cards that its citations open.
    pub notes: Vec<Card>,
    /// The sources that it draws on, in file-name order.
    pub made_from: Vec<SourceId>,
}

/// Lays the dossier out in the built-in words of the interface.
pub fn plan(dossier: &Dossier, options: &Options, report: &mut Report) -> Site {
    plan_in_words(dossier, options, Words::built_in(&options.language), report)
}

/// Lays the dossier out in the given words of the interface: a theme may have its own.
pub fn plan_in_words(dossier: &Dossier, options: &Options, words: Words, report: &mut Report) -> Site {
    let site = open(dossier, options, &words, report, |layout, report| {
        layout.check(report);
        layout.whole()
    });
    Site { words, ..site }
}

/// Opens the dossier so that `work` can take the pages one by one, each laid out when it is asked for.
///
/// What is wrong with the desk's own briefing, corrections and redirects is reported before.
pub fn open<T>(
    dossier: &Dossier,
    options: &Options,
    words: &Words,
    report: &mut Report,
    work: impl FnOnce(&Layout<'_, '_>, &mut Report) -> T,
) -> T {
    let desk = Desk::read(dossier, options, words, report);
    let layout = Layout::new(&desk, report);
    work(&layout, report)
}
