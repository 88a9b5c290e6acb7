//! What `site.toml` says and what it means.
//!
//! In comes the text of the file; out goes a [`Config`] in which every question has an answer, or a report with everything that is wrong with the file.
//! No disk is touched and no default is left for later rooms to invent.

mod file;
mod issue;
mod names;
mod publish;
mod redirect;
mod resolve;
mod table;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use chrono_tz::Tz;
use url::Url;

use crate::base::{Place, Report};

pub use publish::{Destination, HostFile, Publish};

/// The decisions of one project, complete.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Name of the site; by default the name of the project's folder.
    pub title: String,
    /// One sentence about it; may be empty.
    pub description: String,
    /// Absolute address under which the site is published, with a final slash.
    pub base_url: Option<Url>,
    /// Language of the interface, a BCP 47 tag.
    pub language: String,
    /// The zone in which the day of the build is reckoned.
    pub timezone: Tz,
    /// The articles' folder, as written: relative to the project's folder unless absolute.
    pub source_dir: PathBuf,
    /// The site's folder, as written: relative to the project's folder unless absolute.
    pub output_dir: PathBuf,
    /// How much of an article its source page prints.
    pub source_text: SourceText,
    /// Keep the front page of each day on which the site is built.
    pub archive: bool,
    /// Which text faces the site uses.
    pub fonts: Fonts,
    /// The sides, in the order in which they are printed.
    pub sides: Vec<Side>,
    /// What the desk says about single files.
    pub sources: Vec<SourceEntry>,
    /// What the site said and no longer says, in the order of the file.
    pub corrections: Vec<Correction>,
    /// Old addresses of pages.
    pub redirects: Vec<Redirect>,
    /// Sticking points that the desk adds or completes.
    pub issues: Vec<Issue>,
    /// Whether phrases of the articles become sticking points too.
    pub issues_from_corpus: bool,
    /// Where the site is published.
    pub publish: Vec<Publish>,
    /// What the desk says about names.
    pub names: Names,
}

/// What the desk says about names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names {
    /// A model of the desk's that takes the place of the built-in recogniser.
    pub model: Option<NamesModel>,
    /// Names that are found before any model looks, each form once.
    pub known: Vec<KnownName>,
}

/// Where the desk's own model is.
#[derive(Clone, Debug, PartialEq)]
pub struct NamesModel {
    /// The file, as written: relative to the project's folder unless absolute.
    pub path: PathBuf,
    /// Where `site.toml` names it.
    pub place: Place,
}

/// A name that the desk knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownName {
    /// The name in full, with single spaces.
    pub name: String,
    /// What it names.
    pub kind: NameType,
    /// Other forms of it.
    pub also: Vec<String>,
}

/// What a name that the desk knows names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameType {
    /// A person.
    Person,
    /// A body, a party, a firm, an armed group.
    Organisation,
    /// A place that is not a state.
    Place,
    /// A treaty, a ship, an operation: no actor.
    Other,
}

/// A sticking point of the desk's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Its key, also its address.
    pub key: String,
    /// Its name for readers; `None` keeps that of a built-in one.
    pub name: Option<String>,
    /// Words that touch it, in small letters; a final `*` stands for any ending.
    pub words: Vec<String>,
}

/// How much of an article its source page prints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SourceText {
    /// Only sentences that are cited.
    #[default]
    Excerpts,
    /// All of it.
    Full,
    /// Nothing.
    None,
}

/// Which text faces the site uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fonts {
    /// Those of the theme, shipped with the site.
    #[default]
    Bundled,
    /// Those of the reader's system.
    System,
}

/// A side of the negotiation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// Short id of lower-case letters, digits and hyphens; unique.
    pub id: String,
    /// Name for readers.
    pub name: String,
    /// One of the theme's hues, 1 to 5.
    pub hue: u8,
    /// Names of those who belong to it.
    pub members: Vec<String>,
}

/// What the desk says about one file of the source folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceEntry {
    /// Path below the source folder, with forward slashes, and behind `#` the name of an article inside the file; each is named once.
    pub file: String,
    /// Line of `site.toml` on which it is named.
    pub line: u32,
    /// Headline.
    pub title: Option<String>,
    /// Outlet.
    pub outlet: Option<String>,
    /// Byline.
    pub author: Option<String>,
    /// Day of first publication.
    pub published: Option<NaiveDate>,
    /// Address of the original, http or https.
    pub url: Option<String>,
    /// Language, a BCP 47 tag.
    pub language: Option<String>,
    /// The desk or part of the outlet in which it appeared.
    pub section: Option<String>,
    /// Leave the article out.
    pub skip: bool,
    /// Words of blocks that the cleaner dropped and the desk wants back.
    pub keep: Vec<String>,
    /// Words of blocks that the cleaner kept and the desk wants out.
    pub drop: Vec<String>,
}

/// Something that the site said and no longer says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Where the file names the page.
    pub place: Place,
    /// The day of the correction.
    pub day: NaiveDate,
    /// Path of the page's file on the site, with an anchor behind `#` where one is named.
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
pub enum Wrong {
    /// A source told it wrongly.
    Source,
    /// The source was right and was read wrongly.
    Reading,
    /// The desk set it wrongly.
    Editor,
}

/// An old address of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// Path of the file that stood there, below the output folder; unique.
    pub from: String,
    /// Path of the file that a reader is led to.
    pub to: String,
    /// Line of `site.toml` on which it is named.
    pub line: u32,
}

/// Reads `site.toml`; `path` is only named in findings, `folder` is the title of a site that gives none.
///
/// # Errors
/// Everything that is wrong with the file, each finding with its line and column.
pub fn read(text: &str, path: &Path, folder: &str) -> Result<Config, Report> {
    let mut problems = table::Problems::new(text, path);
    let file = file::parse(text, &mut problems);
    let config = resolve::resolve(file, folder, &mut problems);
    let report = problems.into_report();
    if report.has_errors() { Err(report) } else { Ok(config) }
}

/// Reads an address for the site: absolute, http or https, without query; a final slash is added.
///
/// # Errors
/// What is wrong with it, as the end of a sentence about it.
pub fn base_url(written: &str) -> Result<Url, &'static str> {
    resolve::base_url(written)
}

#[cfg(test)]
mod tests;
