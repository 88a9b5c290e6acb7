//! Facts with the way they were learnt.

use serde::{Deserialize, Serialize};

/// How a fact about an article was learnt, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// Set by the editor in `site.toml`, or given with the record that was analysed.
    Config,
    /// Stated in the front matter of a Markdown file.
    FrontMatter,
    /// Stated by what holds the article: the feed, the mail's headers, the archive of pages, the document's own information.
    Container,
    /// Stated in the markup of a page: JSON-LD, OpenGraph, meta tags, microdata.
    HtmlMeta,
    /// Read in the text: a dateline, a headline line, a byline.
    BodyText,
    /// Read in the article's address.
    Address,
    /// Read in the file's name.
    FileName,
    /// Worked out from other facts; pages show the chain.
    Inferred,
}

impl Basis {
    /// The word used in exports and records.
    pub fn word(self) -> &'static str {
        match self {
            Self::Config => "config",
            Self::FrontMatter => "front-matter",
            Self::Container => "container",
            Self::HtmlMeta => "html-meta",
            Self::BodyText => "body-text",
            Self::Address => "address",
            Self::FileName => "file-name",
            Self::Inferred => "inferred",
        }
    }
}

/// A fact with the way it was learnt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known<T> {
    /// The fact.
    pub value: T,
    /// How it was learnt.
    pub basis: Basis,
    /// The words it came from, verbatim, when a reader should see them ("from “Friday”").
    pub words: Option<String>,
}

impl<T> Known<T> {
    /// A fact learnt in the given way.
    pub fn new(value: T, basis: Basis) -> Self {
        Self { value, basis, words: None }
    }

    /// The same, with the words that it came from.
    pub fn from_words(value: T, basis: Basis, words: impl Into<String>) -> Self {
        Self { value, basis, words: Some(words.into()) }
    }
}
