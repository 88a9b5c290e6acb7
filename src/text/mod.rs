//! Articles become sentences and tokens.
//!
//! In comes an [`Article`]; out goes a [`Document`] with the boundaries that every later reading uses.
//! No word is interpreted here: names, times and speakers come later.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::base::{SourceId, Span};
use crate::ingest::{Article, BlockKind};

mod abbreviation;
mod direction;
mod marks;
mod quotation;
mod sentence;
mod sketch;
#[cfg(test)]
mod tests;
mod token;

pub use direction::runs_right_to_left;
pub use sentence::marker_numbers;
pub use sketch::{BANDS, Outline, ROWS, Sketch, Unit, WORD};

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

impl Token {
    fn is_number(&self) -> bool {
        self.shape == Shape::Number
    }
}

impl Document {
    /// The same document as another source's.
    pub fn with_id(&self, id: SourceId) -> Self {
        Self { article: Arc::new(Article::clone(&self.article).with_id(id)), ..self.clone() }
    }

    /// The clean text into which every span points.
    pub fn body(&self) -> &str {
        self.article.body()
    }

    /// The words of a token; empty beyond the last.
    pub fn word(&self, token: usize) -> &str {
        self.tokens.get(token).map_or("", |token| token.span.of(self.body()))
    }

    /// The sentence that holds a token.
    pub fn sentence_of(&self, token: usize) -> Option<SentenceIdx> {
        let idx = self.sentences.partition_point(|sentence| sentence.tokens.end <= token);
        self.sentences.get(idx).filter(|sentence| sentence.tokens.contains(&token)).map(|_| idx)
    }

    /// The sentence that holds a byte of the body.
    pub fn sentence_at(&self, byte: u32) -> Option<SentenceIdx> {
        let idx = self.sentences.partition_point(|sentence| sentence.span.end <= byte);
        self.sentences.get(idx).filter(|sentence| sentence.span.start <= byte).map(|_| idx)
    }

    /// Whether a sentence is (part of) a heading.
    pub fn is_heading(&self, sentence: SentenceIdx) -> bool {
        self.block_kind(sentence) == Some(BlockKind::Heading)
    }

    /// Whether a sentence is neither heading nor caption.
    pub fn is_running(&self, sentence: SentenceIdx) -> bool {
        !self.is_heading(sentence) && !self.is_caption(sentence)
    }

    /// Whether a sentence stands under a picture; such words make no actors.
    pub fn is_caption(&self, sentence: SentenceIdx) -> bool {
        self.block_kind(sentence) == Some(BlockKind::Caption)
    }

    fn block_kind(&self, sentence: SentenceIdx) -> Option<BlockKind> {
        let block = self.sentences.get(sentence)?.block;
        self.article.blocks().get(block).map(|block| block.kind)
    }
}

/// Divides an article into sentences, tokens and quotations. Total on any text.
pub fn divide(article: Arc<Article>) -> Document {
    let body = article.body();
    let listed: BTreeSet<u32> = article.meta.references.iter().map(|reference| reference.number).collect();
    let mut tokens = Vec::new();
    let mut sentences = Vec::new();
    let mut blocks = Vec::new();
    for (idx, block) in article.blocks().iter().enumerate() {
        let start = tokens.len();
        tokens.extend(token::tokens(block.span.of(body), block.span.start as usize, &listed));
        let listed =
            block.kind == BlockKind::ListItem && tokens.get(start..start + 2).is_some_and(|head| head.iter().any(Token::is_number));
        let ends = if listed { sentence::Ends::WithSemicolons } else { sentence::Ends::Plain };
        sentences.extend(sentence::sentences(body, &tokens, start..tokens.len(), idx, ends));
        blocks.push(start..tokens.len());
    }
    let quotations = quotation::quotations(&tokens, &blocks);
    Document { article, sentences, tokens, quotations }
}
