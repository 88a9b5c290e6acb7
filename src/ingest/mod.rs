//! Files become articles.
//!
//! In come the bytes of the source folder's files; out go [`Article`]s with a clean body, what was left out and why, and metadata with the way each was learnt.
//! Nothing here reads a language: no sentence, name or day inside the body is looked at, and the body never changes afterwards.

mod about;
mod alphabet;
mod article;
mod container;
mod count;
mod credits;
mod draft;
mod eight;
mod entry;
mod features;
mod file;
mod format;
mod frame;
mod front_matter;
mod glued;
mod headline;
mod html;
mod html_author;
mod html_blocks;
mod html_charset;
mod html_features;
mod html_guard;
mod html_head;
mod html_marks;
mod html_meta;
mod html_model;
mod html_near;
mod html_readers;
mod html_strip;
mod html_title;
mod json_ld;
mod language;
/// What the cleaner measures, for the program that learns its weights.
pub mod learn;
/// What the reader of web pages measures, for the program that learns its weights.
pub mod learn_html;
mod lines;
mod markdown;
mod markdown_habits;
mod measure;
mod model;
mod months;
mod outlet;
mod page_parts;
mod place;
mod plain;
mod reason;
mod references;
mod seam;
mod section;
mod select;
mod shape;
mod stamped;
mod tidy;
mod verbatim;
mod vocabulary;
mod when;
mod word;

use std::sync::Arc;

use chrono::NaiveDate;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::base::{Diagnostic, Fingerprint, Known, Place, Report, SourceId, Span, When};

pub use container::READER;
pub use page_parts::parts_of_pages;
pub use stamped::Stamp;

/// A file of the source folder, as it was read.
#[derive(Clone, Debug)]
pub struct RawFile {
    /// Path below the source folder, with forward slashes.
    pub path: String,
    /// The bytes as they are on disk.
    pub bytes: Arc<[u8]>,
}

/// What the desk decided about the reading of files.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Keep articles marked as drafts.
    pub drafts: bool,
    /// Keep articles dated after `today`.
    pub future: bool,
    /// The day of the build, for `future`; without it nothing is called future.
    pub today: Option<NaiveDate>,
    /// What the desk says about single files.
    pub overrides: Vec<Override>,
}

/// What the desk says about one file or one article inside it, stronger than anything the file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Override {
    /// Path below the source folder, and behind `#` the name of an article inside the file.
    pub file: String,
    /// Headline.
    pub title: Option<String>,
    /// Outlet.
    pub outlet: Option<String>,
    /// Byline.
    pub author: Option<String>,
    /// Day of first publication.
    pub published: Option<NaiveDate>,
    /// Address of the original.
    pub url: Option<String>,
    /// Language as a BCP 47 tag.
    pub language: Option<String>,
    /// The desk or part of the outlet in which it appeared.
    pub section: Option<String>,
    /// Leave the article out.
    pub skip: bool,
    /// Blocks that the cleaner dropped and the desk wants back: any words of theirs.
    pub keep: Vec<String>,
    /// Blocks that the cleaner kept and the desk wants out: any words of theirs.
    pub drop: Vec<String>,
}

/// How a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Format {
    /// Plain text, as scraped.
    Text,
    /// Markdown with or without front matter.
    Markdown,
    /// A saved web page.
    Html,
}

/// One article: its cleaned text and what is known about it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Article {
    /// Its place in file-name order.
    pub id: SourceId,
    /// Path below the source folder, with forward slashes, and behind `#` its name when the file holds several articles; the record's id when it came through `analyze`.
    pub path: String,
    /// How it was read.
    pub format: Format,
    /// What is known about it.
    pub meta: Meta,
    /// Fingerprint of the file's bytes; of the entry's text when the file holds several articles.
    pub fingerprint: Fingerprint,
    /// What the cleaner left out.
    pub dropped: Vec<Dropped>,
    body: String,
    blocks: Vec<Block>,
}

impl Article {
    /// An article over a finished body; blocks that do not lie on character boundaries of the body are left out.
    pub fn new(
        id: SourceId,
        path: impl Into<String>,
        format: Format,
        meta: Meta,
        fingerprint: Fingerprint,
        body: String,
        mut blocks: Vec<Block>,
        dropped: Vec<Dropped>,
    ) -> Self {
        blocks.retain(|block| body.get(block.span.range()).is_some());
        Self { id, path: path.into(), format, meta, fingerprint, dropped, body, blocks }
    }

    /// The same article under another number.
    #[must_use]
    pub fn with_id(self, id: SourceId) -> Self {
        Self { id, ..self }
    }

    /// The clean text. Every span of every later stage points into it.
    pub fn body(&self) -> &str {
        &self.body
    }

    /// Paragraphs, headings and list items, in order and without overlaps.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }
}

/// What is known about an article. Nothing is invented: what nobody says is `None`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// Headline; when none is stated, the first words of the text with basis `Inferred`.
    pub title: Known<String>,
    /// The outlet that published it.
    pub outlet: Option<Known<String>>,
    /// Byline as printed, without "By".
    pub author: Option<Known<String>>,
    /// Day of first publication.
    pub published: Option<Known<When>>,
    /// Address of the original, http or https.
    pub url: Option<Known<String>>,
    /// Language as a BCP 47 tag.
    pub language: Option<Known<String>>,
    /// The desk or part of the outlet in which it appeared, such as "World".
    pub section: Option<Known<String>>,
    /// Where it was written, or of where it tells, as its file states it: "The Hague".
    pub place: Option<Known<String>>,
    /// The names of the works that an inline marker such as `[2]` stands for, by number, as far as the text tells.
    pub references: Vec<Reference>,
    /// Marked as a draft.
    pub draft: bool,
}

/// A work that a digest cites.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// The number in the marker; 0 for a work that the text names and links instead.
    pub number: u32,
    /// The outlet or title that the digest gives for it, or the host of its address.
    pub name: String,
    /// The title, where the digest gives one beside the outlet.
    pub title: Option<String>,
    /// Its address, http or https.
    pub url: Option<String>,
}

impl Reference {
    /// A work of which only the name is known.
    pub fn new(number: u32, name: impl Into<String>) -> Self {
        Self { number, name: name.into(), title: None, url: None }
    }
}

/// A stretch of the body with one function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Its function.
    pub kind: BlockKind,
    /// Its words.
    pub span: Span,
    /// Line of the file on which it begins, counted from 1; 0 when the format has none.
    pub line: u32,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum BlockKind {
    /// A heading inside the article.
    Heading,
    /// Running text.
    Paragraph,
    /// An entry of a list, dated entries included.
    ListItem,
    /// A quotation set apart.
    Quote,
    /// Words under a picture; they make no actors.
    Caption,
}

/// A stretch of the file that is not part of the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dropped {
    /// Line of the file on which it begins, counted from 1; 0 when the format has none.
    pub line: u32,
    /// Its words.
    pub text: String,
    /// Why it was left out.
    pub reason: Reason,
}

/// Why a stretch was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Reason {
    /// Menus and other links of the site.
    Menu,
    /// A column of clock times.
    ClockTimes,
    /// The headline once more.
    RepeatedHeadline,
    /// A photo's caption or credit.
    Caption,
    /// A plea to subscribe, donate, sign up or log in.
    Plea,
    /// Buttons for sharing and for social networks.
    Share,
    /// Headlines of other articles.
    Related,
    /// Readers' comments.
    Comments,
    /// Copyright and legal lines.
    Legal,
    /// Cookie and consent notices.
    Cookies,
    /// Dates, bylines and the like, used as metadata.
    Metadata,
    /// The list of works that a digest cites.
    References,
    /// Quotes of markets, weather and other widgets.
    Widget,
    /// Page markup outside the article, told by the HTML extractor.
    PageFrame,
    /// Running heads and page numbers of a printed page.
    RunningHead,
    /// An earlier message that a mail quotes, or one that it passes on.
    QuotedMail,
    /// Markup that is no text: notes of the writer, short codes of a site's templates, embedded media.
    Markup,
    /// Words that the desk named in `drop`.
    Desk,
    /// Anything else that does not read like running text.
    NotProse,
}

impl Reason {
    /// The reason as a short phrase for a reader.
    pub fn phrase(self) -> &'static str {
        match self {
            Self::Menu => "menu",
            Self::ClockTimes => "clock times",
            Self::RepeatedHeadline => "repeated headline",
            Self::Caption => "caption or photo credit",
            Self::Plea => "plea to subscribe or sign up",
            Self::Share => "share buttons",
            Self::Related => "links to other articles",
            Self::Comments => "comments",
            Self::Legal => "legal line",
            Self::Cookies => "cookie notice",
            Self::Metadata => "used as metadata",
            Self::References => "list of references",
            Self::Widget => "widget",
            Self::PageFrame => "page frame",
            Self::RunningHead => "running head or page number",
            Self::QuotedMail => "quoted or forwarded mail",
            Self::Markup => "markup without text",
            Self::Desk => "left out by the desk",
            Self::NotProse => "not running text",
        }
    }
}

/// One text in memory, as a record of `analyze` gives it.
#[derive(Clone, Debug)]
pub struct Input<'a> {
    /// The record's id, or a path.
    pub path: &'a str,
    /// How to read it.
    pub format: Format,
    /// The text itself.
    pub text: &'a str,
    /// Whether to leave out what is not the article. Otherwise the body is the text as it is, byte for byte; of a page, all visible text.
    pub clean: bool,
    /// What is given with it; `file` and `skip` have no meaning here.
    pub given: Override,
}

/// Reads one text in memory; `None` when it was refused, which the report says.
pub fn read(id: SourceId, input: &Input<'_>, report: &mut Report) -> Option<Article> {
    article::read(id, input, report)
}

/// What one file holds, and what was found while it was read.
#[derive(Clone, Debug, Default)]
pub struct FileRead {
    /// Its articles in the order in which it holds them, not yet numbered; drafts left out unless asked for, articles of the future still among them.
    pub articles: Vec<Article>,
    /// The findings.
    pub findings: Report,
}

/// Reads all files into articles, in the order of their paths, which also numbers them.
pub fn collect(files: &[RawFile], options: &Options, report: &mut Report) -> Vec<Article> {
    let files = article_files(files, report);
    let read: Vec<FileRead> = files.par_iter().map(|file| read_file(file, options)).collect();
    let mut articles = Vec::new();
    for FileRead { articles: found, findings } in read {
        report.append(findings);
        for mut article in found.into_iter().filter(|article| !is_of_the_future(article, options, report)).collect::<Vec<_>>() {
            let Ok(number) = u32::try_from(articles.len()) else { break };
            article.id = SourceId(number);
            articles.push(article);
        }
    }
    articles
}

/// The files that may hold articles, in the order of their paths: parts of saved pages are none.
pub fn article_files<'a>(files: &'a [RawFile], report: &mut Report) -> Vec<&'a RawFile> {
    let parts = parts_of_pages(files.iter().map(|file| file.path.as_str()));
    if !parts.is_empty() {
        let (files, belong) = if parts.len() == 1 { ("file", "belongs") } else { ("files", "belong") };
        report.add(Diagnostic::new(
            "I09",
            format!("{} {files} {belong} to pages and {} no articles", parts.len(), if parts.len() == 1 { "is" } else { "are" }),
        ));
    }
    let mut files: Vec<&RawFile> = files.iter().filter(|file| !parts.contains(file.path.as_str())).collect();
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}

/// Reads one file. Nothing but its path, its bytes, `drafts` and what the desk says about it has a part in that.
pub fn read_file(file: &RawFile, options: &Options) -> FileRead {
    let (articles, findings) = file::read(file, options);
    FileRead { articles, findings }
}

/// Whether an article stays away because it is dated after the day of the build, which the report then says.
pub fn is_of_the_future(article: &Article, options: &Options, report: &mut Report) -> bool {
    let day = article.meta.published.as_ref().map(|published| published.value.earliest());
    let (Some(day), Some(today), false) = (day, options.today, options.future) else { return false };
    let is_later = day > today;
    if is_later {
        report.add(Diagnostic::new("I07", format!("it is dated {day}, after the day of the build")).at(Place::file(&article.path)));
    }
    is_later
}

/// Drafts stay away unless asked for.
fn is_wanted(article: &Article, options: &Options, report: &mut Report) -> bool {
    let is_draft = article.meta.draft && !options.drafts;
    if is_draft {
        report.add(Diagnostic::new("I06", "the front matter marks it as a draft").at(Place::file(&article.path)));
    }
    !is_draft
}
