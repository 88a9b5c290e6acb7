//! What the recogniser sees, for the program that trains it.

use std::ops::Range;
use std::sync::Arc;

pub use super::label::{INNER, LABELS, OUTSIDE, Part, TYPES, kind, label, part};
pub use super::marks::{Marked, Marks};
pub use super::model::{Row, Weighed};
pub use super::path::{Transitions, best};

use super::context::Context;
use super::features::{OWN, PLACES, of_place, of_word};
use super::phrases::Phrases;
use super::word::Vocabulary;
use crate::base::{Basis, Fingerprint, Known, SourceId, Span};
use crate::ingest::{Article, Block, BlockKind, Format, Meta};
use crate::lexicon::Lexicon;
use crate::text::{self, Document};

/// A text as it is: every line is a block.
pub fn document(body: &str) -> Document {
    let mut start = 0;
    let mut blocks = Vec::new();
    for line in body.split_inclusive('\n') {
        let words = line.trim_end();
        if !words.is_empty() {
            blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(start, start + words.len()), line: 0 });
        }
        start += line.len();
    }
    let meta = Meta {
        title: Known::new(String::new(), Basis::Inferred),
        outlet: None,
        author: None,
        published: None,
        url: None,
        language: None,
        section: None,
        place: None,
        references: Vec::new(),
        draft: false,
    };
    text::divide(Arc::new(Article::new(
        SourceId(0),
        "-",
        Format::Text,
        meta,
        Fingerprint::of(body.as_bytes()),
        body.to_owned(),
        blocks,
        Vec::new(),
    )))
}

/// A stretch that the recogniser decodes, with the keys of the features of each token.
pub struct Stretch {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Keys of features, token by token.
    pub keys: Vec<Vec<u64>>,
}

/// Reads documents as the recogniser does, without weights.
pub struct Reader {
    vocabulary: Vocabulary,
    phrases: Phrases,
    context: Context,
}

impl Default for Reader {
    fn default() -> Self {
        Self { vocabulary: Vocabulary::new(), phrases: Phrases::of(&Lexicon::new()), context: Context::default() }
    }
}

impl Reader {
    /// The stretches of a document.
    pub fn read(&mut self, document: &Document) -> Vec<Stretch> {
        self.context.read(document, &mut self.vocabulary, &self.phrases);
        let sentences = document.sentences.iter().map(|sentence| sentence.tokens.clone());
        sentences
            .flat_map(|sentence| self.context.stretches(sentence.clone()).map(move |tokens| (sentence.clone(), tokens)).collect::<Vec<_>>())
            .map(|(sentence, tokens)| Stretch { keys: tokens.clone().map(|at| self.keys(&sentence, at)).collect(), tokens })
            .collect()
    }

    fn keys(&self, sentence: &Range<usize>, at: usize) -> Vec<u64> {
        let mut keys = Vec::with_capacity(64);
        for place in 0..PLACES {
            of_word(self.context.word(&self.vocabulary, sentence, (at + place).wrapping_sub(OWN)), place, |key| keys.push(key));
        }
        of_place(&self.context, &self.vocabulary, sentence, at, |key| keys.push(key));
        keys
    }
}
