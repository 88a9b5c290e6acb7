//! Articles become sentences and tokens.
//!
//! In comes an [`Article`]; out goes a [`Document`] with the boundaries that every later reading uses.
//! No word is interpreted here: names, times and speakers come later.

use std::ops::Range;
use std::sync::Arc;

use crate::base::Span;
use crate::ingest::Article;

/// A sentence's place in [`Document::sentences`].
pub type SentenceIdx = usize;

/// An article with its sentences and tokens.
#[derive(Clone, Debug)]
pub struct Document {
    /// The article.
    pub article: Arc<Article>,
    /// Sentences in order; each lies inside one block.
    pub sentences: Vec<Sentence>,
    /// Tokens in order.
    pub tokens: Vec<Token>,
    /// Quotations in order of their opening marks.
    pub quotations: Vec<Quotation>,
}

/// One sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// All of it, closing marks and reference markers included.
    pub span: Span,
    /// Its block in the article.
    pub block: usize,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Numbers of the reference markers in it (`[2]`), in order, each once.
    pub markers: Vec<u32>,
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its characters.
    pub span: Span,
    /// What it looks like.
    pub shape: Shape,
}

/// What a token looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Letters, with inner apostrophes; initials and abbreviations keep their points ("U.S.", "Gen.").
    Word,
    /// Digits, with inner `.`, `,` and `:`.
    Number,
    /// An opening quotation mark.
    QuoteOpen,
    /// A closing quotation mark.
    QuoteClose,
    /// The clitic "'s" or a bare possessive apostrophe.
    Clitic,
    /// A reference marker such as `[2]`.
    Marker,
    /// Any other mark.
    Mark,
}

/// Words between a pair of quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Opening to closing mark, both included.
    pub whole: Span,
    /// The words between the marks.
    pub words: Span,
    /// 0 for an outer quotation, 1 for one inside it.
    pub depth: u8,
}

/// Divides an article into sentences, tokens and quotations.
pub fn divide(article: Arc<Article>) -> Document {
    Document { article, sentences: Vec::new(), tokens: Vec::new(), quotations: Vec::new() }
}
