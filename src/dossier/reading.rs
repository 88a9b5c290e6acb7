//! Everything one article says.

use std::sync::Arc;

use crate::base::{Evidence, Span, SubSource};
use crate::claims::Claims;
use crate::ingest::Article;
use crate::mentions::Mentions;
use crate::text::{Document, SentenceIdx};

/// Everything one article says, as it was read alone.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The article with its sentences.
    pub document: Arc<Document>,
    /// Who, where and when its words point at.
    pub mentions: Mentions,
    /// What it says.
    pub claims: Claims,
}

impl Reading {
    /// The article.
    pub fn article(&self) -> &Article {
        &self.document.article
    }

    /// The words under a span of this article.
    pub fn words(&self, span: Span) -> &str {
        span.of(self.article().body())
    }

    /// Evidence for a span that begins in the given sentence, naming whom the article cites for it.
    pub fn evidence(&self, span: Span, sentence: SentenceIdx) -> Evidence {
        Evidence { source: self.article().id, span, via: self.via(sentence) }
    }

    /// Whom the article cites for a sentence by its reference markers.
    fn via(&self, sentence: SentenceIdx) -> Option<SubSource> {
        let markers = &self.document.sentences.get(sentence)?.markers;
        let names: Vec<String> = markers.iter().map(|&number| self.reference(number)).collect();
        (!names.is_empty()).then(|| SubSource(names.join(" and ").into()))
    }

    fn reference(&self, number: u32) -> String {
        let references = &self.article().meta.references;
        references
            .iter()
            .find(|reference| reference.number == number)
            .map_or_else(|| format!("its reference {number}"), |reference| reference.name.clone())
    }
}
