//! Files that hold articles inside something else: feeds, mails and mailboxes, saved pages, archives of pages, documents.
//!
//! In come the bytes of one file; out go its entries, each with its text and what the container states about it.
//! Nothing here decides what of a page is the article, and what was passed over is counted, not listed one by one.

mod feed;
pub(super) mod fragment;
mod http;
mod mail;
mod mail_frame;
mod mailbox;
mod name;
mod pdf;
mod pdf_columns;
mod pdf_hyphen;
mod pdf_lines;
mod pdf_page;
mod saved_page;
mod warc;

use std::collections::BTreeMap;

use crate::base::{Diagnostic, Place, Report};
use crate::ingest::draft::{Draft, Found};
use crate::ingest::{Format, format};

/// Stack of the threads in which foreign parsers run.
const STACK: usize = 64 * 1024 * 1024;

/// Name of those threads: a panic in them is a finding about the file, and the command line prints nothing else about it.
pub const READER: &str = "reader";

/// What kind of file is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The file is the article.
    Plain(Format),
    /// RSS, Atom or JSON Feed, by its name or perhaps (`.xml`, `.json`).
    Feed { sure: bool },
    /// One mail.
    Mail,
    /// Many mails.
    Mailbox,
    /// A page with its parts in one file (MHTML).
    SavedPage,
    /// What a crawler recorded (WARC).
    WebArchive,
    /// PDF.
    Document,
}

impl Kind {
    /// The reader for a path, by its extension; `None` for files that are not read.
    pub(super) fn of(path: &str) -> Option<Self> {
        let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
        let name = name.strip_suffix(".gz").filter(|name| name.ends_with(".warc")).unwrap_or(&name);
        let (_, extension) = name.rsplit_once('.')?;
        Some(match extension {
            "rss" | "atom" => Self::Feed { sure: true },
            "xml" | "json" | "rdf" => Self::Feed { sure: false },
            "eml" => Self::Mail,
            "mbox" => Self::Mailbox,
            "mht" | "mhtml" => Self::SavedPage,
            "warc" => Self::WebArchive,
            "pdf" => Self::Document,
            _ => Self::Plain(Format::of(path)?),
        })
    }
}

/// One article of a file.
#[derive(Debug)]
pub(super) struct Entry {
    /// Its name inside the file; `None` when the file holds one article.
    pub name: Option<String>,
    /// What is to be read.
    pub content: Content,
    /// What the container states about it.
    pub stated: Found,
    /// Whether the statements of the container come before those of the content.
    pub first: bool,
}

/// What is to be read.
#[derive(Debug)]
pub(super) enum Content {
    /// A text for one of the readers.
    Text(Format, String),
    /// Read already.
    Draft(Box<Draft>),
}

/// What was passed over in a container, by what it is, with its number.
pub(super) type PassedOver = BTreeMap<&'static str, usize>;

/// What a file holds.
#[derive(Debug, Default)]
pub(super) struct Opened {
    /// Its articles, in the order in which it holds them.
    pub entries: Vec<Entry>,
    /// What of it is no article.
    pub passed_over: PassedOver,
}

impl Opened {
    fn one(entry: Entry) -> Self {
        Self { entries: vec![entry], passed_over: PassedOver::new() }
    }

    fn many(entries: Vec<Entry>, passed_over: PassedOver) -> Self {
        Self { entries: name::name(entries), passed_over }
    }
}

/// Opens a file. Nothing is in it when it cannot be read, which the report says.
pub(super) fn open(path: &str, bytes: &[u8], report: &mut Report) -> Opened {
    let opened = match Kind::of(path) {
        Some(kind) => open_as(kind, path, bytes, report),
        None => {
            Err(Diagnostic::new("I04", "only text, Markdown, HTML, feeds, mails, mailboxes, MHTML, WARC and PDF files are read").into())
        }
    };
    opened.unwrap_or_else(|finding| {
        report.add(finding.at(Place::file(path)));
        Opened::default()
    })
}

fn open_as(kind: Kind, path: &str, bytes: &[u8], report: &mut Report) -> Result<Opened, Box<Diagnostic>> {
    let none = |code: &'static str, message: &str| Box::new(Diagnostic::new(code, message));
    let most = most_bytes(kind);
    if bytes.len() > most && kind != Kind::WebArchive {
        return Err(none("I05", &format!("the file has more than {} MB and was not read", most / (1024 * 1024))));
    }
    match kind {
        Kind::Plain(format) => {
            let text = format::decode(bytes, format).ok_or_else(|| none("I01", "the file holds no text"))?;
            Ok(Opened::one(Entry { name: None, content: Content::Text(format, text), stated: Found::default(), first: false }))
        }
        Kind::Feed { sure } => {
            let feed = feed::read(bytes).map_err(|why| match sure {
                true => none("I01", &format!("the feed cannot be read: {why}")),
                false => none("I04", "the file is no feed; .xml and .json files are read only when they are"),
            })?;
            feed.say_teasers(path, report);
            Ok(Opened::many(feed.entries, PassedOver::new()))
        }
        Kind::Mail => mail::read(bytes).map(Opened::one).ok_or_else(|| none("I01", "the file is no mail, or one without text")),
        Kind::Mailbox => {
            let (entries, passed_over) = mailbox::read(bytes);
            if entries.is_empty() {
                Err(none("I01", "the mailbox holds no mail with text"))
            } else {
                Ok(Opened::many(entries, passed_over))
            }
        }
        Kind::SavedPage => saved_page::read(bytes).map(Opened::one).ok_or_else(|| none("I01", "the file holds no saved page")),
        Kind::WebArchive => {
            let archive = warc::read(bytes, most);
            if let Some((code, why)) = archive.broken {
                report.add(Diagnostic::new(code, why).at(Place::file(path)));
            }
            Ok(Opened::many(archive.entries, archive.passed_over))
        }
        Kind::Document => pdf::read(bytes).map(Opened::one),
    }
}

/// Bytes of a file above which it is not read.
fn most_bytes(kind: Kind) -> usize {
    const MB: usize = 1024 * 1024;
    match kind {
        Kind::Plain(Format::Html) => usize::MAX,
        Kind::Plain(_) | Kind::Feed { .. } => 10 * MB,
        Kind::Mail | Kind::SavedPage | Kind::Document => 50 * MB,
        Kind::Mailbox | Kind::WebArchive => 200 * MB,
    }
}

/// One note that counts what of a file is no article.
pub(super) fn say_passed_over(path: &str, passed_over: &PassedOver, report: &mut Report) {
    let n: usize = passed_over.values().sum();
    if n == 0 {
        return;
    }
    let parts: Vec<String> = passed_over.iter().map(|(what, n)| format!("{what} {n}")).collect();
    report.add(Diagnostic::new("I11", format!("{n} passed over: {}", parts.join(", "))).at(Place::file(path)));
}

/// Runs a foreign parser where a panic of it ends nothing but its own work; `None` when it broke off.
fn contained<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    std::thread::scope(|scope| {
        let worker = std::thread::Builder::new().name(READER.to_owned()).stack_size(STACK).spawn_scoped(scope, work);
        worker.ok()?.join().ok()
    })
}
