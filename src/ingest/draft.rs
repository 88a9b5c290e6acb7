//! An article in the making: its parts in file order, and what was found about it.

use chrono::NaiveDate;

use super::credits;
use super::{Block, BlockKind, Dropped, Reason, Reference};
use crate::base::{Known, Span};

/// A stretch that goes into the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub kind: BlockKind,
    pub text: String,
    pub line: u32,
}

/// A stretch of the file: in the body or left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Kept(Piece),
    Dropped(Dropped),
}

impl Part {
    pub(super) fn kept(kind: BlockKind, text: impl Into<String>, line: u32) -> Self {
        Self::Kept(Piece { kind, text: text.into(), line })
    }

    pub(super) fn dropped(text: impl Into<String>, line: u32, reason: Reason) -> Self {
        Self::Dropped(Dropped { line, text: text.into(), reason })
    }

    /// The same words, left out.
    pub(super) fn drop_for(&mut self, why: Reason) {
        match self {
            Self::Kept(piece) => *self = Self::dropped(std::mem::take(&mut piece.text), piece.line, why),
            Self::Dropped(dropped) => dropped.reason = why,
        }
    }

    /// Line of the file on which it begins.
    pub(super) fn line(&self) -> u32 {
        match self {
            Self::Kept(piece) => piece.line,
            Self::Dropped(dropped) => dropped.line,
        }
    }

    /// The piece, when it goes into the body.
    pub(super) fn piece(&self) -> Option<&Piece> {
        match self {
            Self::Kept(piece) => Some(piece),
            Self::Dropped(_) => None,
        }
    }
}

/// What a reader found out about an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub title: Option<Known<String>>,
    pub outlet: Option<Known<String>>,
    pub author: Option<Known<String>>,
    pub published: Option<Known<NaiveDate>>,
    pub url: Option<Known<String>>,
    pub language: Option<Known<String>>,
    pub section: Option<Known<String>>,
    pub place: Option<Known<String>>,
    pub references: Vec<Reference>,
    pub draft: bool,
}

impl Found {
    /// Fills what is still missing from another finding.
    pub(super) fn or(mut self, other: Self) -> Self {
        self.title = self.title.or(other.title);
        self.outlet = self.outlet.or(other.outlet);
        self.author = self.author.or(other.author);
        self.published = self.published.or(other.published);
        self.url = self.url.or(other.url);
        self.language = self.language.or(other.language);
        self.section = self.section.or(other.section);
        self.place = self.place.or(other.place);
        self.draft |= other.draft;
        if self.references.is_empty() {
            self.references = other.references;
        }
        self
    }
}

/// An article as its reader leaves it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Draft {
    pub parts: Vec<Part>,
    pub found: Found,
}

impl Draft {
    /// Takes dropped stretches back that hold one of the given words.
    pub(super) fn keep(&mut self, words: &[String]) {
        let words: Vec<&str> = words.iter().map(|words| words.trim()).filter(|words| !words.is_empty()).collect();
        for part in &mut self.parts {
            if let Part::Dropped(dropped) = part
                && words.iter().any(|words| dropped.text.contains(words))
            {
                *part = Part::kept(BlockKind::Paragraph, std::mem::take(&mut dropped.text), dropped.line);
            }
        }
    }

    /// Whether some stretch, kept or left out, holds the words.
    pub(super) fn holds(&self, words: &str) -> bool {
        self.parts.iter().any(|part| match part {
            Part::Kept(piece) => piece.text.contains(words.trim()),
            Part::Dropped(dropped) => dropped.text.contains(words.trim()),
        })
    }

    /// Leaves out blocks that hold one of the given words.
    pub(super) fn leave_out(&mut self, words: &[String]) {
        let words: Vec<&str> = words.iter().map(|words| words.trim()).filter(|words| !words.is_empty()).collect();
        for part in &mut self.parts {
            if part.piece().is_some_and(|piece| words.iter().any(|words| piece.text.contains(words))) {
                part.drop_for(Reason::Desk);
            }
        }
    }

    /// Leaves out the last paragraph when it tells who the author is.
    pub(super) fn leave_out_note(&mut self, author: Option<&str>) {
        let last = self.parts.iter_mut().rev().find(|part| part.piece().is_some_and(|piece| !piece.text.trim().is_empty()));
        if let (Some(author), Some(part)) = (author, last)
            && part.piece().is_some_and(|piece| credits::is_note(&piece.text, author))
        {
            part.drop_for(Reason::Metadata);
        }
    }

    /// The body with its blocks, and what was left out.
    pub(super) fn into_body(self) -> (String, Vec<Block>, Vec<Dropped>) {
        let n_kept = self.parts.iter().filter(|part| part.piece().is_some()).count();
        let n_bytes = self.parts.iter().filter_map(Part::piece).map(|piece| piece.text.len() + 2).sum();
        let (mut body, mut blocks) = (String::with_capacity(n_bytes), Vec::with_capacity(n_kept));
        let mut dropped = Vec::with_capacity(self.parts.len() - n_kept);
        let mut last = None;
        for part in self.parts {
            match part {
                Part::Kept(piece) if piece.text.trim().is_empty() => {}
                Part::Kept(piece) => {
                    let in_list = last == Some(BlockKind::ListItem) && piece.kind == BlockKind::ListItem;
                    body.push_str(if body.is_empty() {
                        ""
                    } else if in_list {
                        "\n"
                    } else {
                        "\n\n"
                    });
                    let start = body.len();
                    body.push_str(piece.text.trim());
                    blocks.push(Block { kind: piece.kind, span: Span::new(start, body.len()), line: piece.line });
                    last = Some(piece.kind);
                }
                Part::Dropped(stretch) => dropped.push(stretch),
            }
        }
        (body, blocks, dropped)
    }
}
