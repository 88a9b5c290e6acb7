//! Everything one article says.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::{Evidence, Span, SubSource};
use crate::claims::{Claims, telling};
use crate::ingest::Article;
use crate::lexicon::Lexicon;
use crate::mentions::{Mentions, NameKind};
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
    /// The outlets that its reference markers stand for, by number: as listed, else as the text uses them.
    references: BTreeMap<u32, String>,
}

impl Reading {
    /// A reading; the names of its references are those that the article lists.
    pub fn new(document: Arc<Document>, mentions: Mentions, claims: Claims) -> Self {
        let references = document.article.meta.references.iter().map(|reference| (reference.number, reference.name.clone())).collect();
        Self { document, mentions, claims, references }
    }

    /// The outlets that the article cites by marker, in order of their numbers.
    pub fn cited_outlets(&self) -> Vec<String> {
        self.references.values().cloned().collect()
    }

    /// Names the references that the article does not list by the one medium that its sentences with that marker alone name most ("cited by X [2]").
    pub(super) fn name_references(&mut self, lexicon: &Lexicon) {
        let mut votes: BTreeMap<u32, BTreeMap<String, usize>> = BTreeMap::new();
        for (n, sentence) in self.document.sentences.iter().enumerate() {
            let [number] = sentence.markers.as_slice() else { continue };
            let media: BTreeSet<String> = self.media_in(n, lexicon);
            if let [only] = media.into_iter().collect::<Vec<_>>().as_slice() {
                *votes.entry(*number).or_default().entry(only.clone()).or_default() += 1;
            }
        }
        let mut taken: BTreeSet<String> = self.references.values().cloned().collect();
        for (number, names) in votes {
            let best = names.into_iter().filter(|(name, _)| !taken.contains(name)).max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
            if let (Some((name, _)), false) = (best, self.references.contains_key(&number)) {
                taken.insert(name.clone());
                self.references.insert(number, name);
            }
        }
    }

    fn media_in(&self, sentence: SentenceIdx, lexicon: &Lexicon) -> BTreeSet<String> {
        let mentions = self.mentions.names.iter().filter(|mention| mention.sentence == sentence && mention.kind == NameKind::Organisation);
        mentions
            .map(|mention| self.words(mention.span))
            .filter(|name| lexicon.body_named(name).is_some_and(|body| body.kind.reports()))
            .map(str::to_owned)
            .collect()
    }

    /// The article.
    pub fn article(&self) -> &Article {
        &self.document.article
    }

    /// The words under a span of this article.
    pub fn words(&self, span: Span) -> &str {
        span.of(self.article().body())
    }

    /// The words of a sentence as they can be printed alone.
    pub fn telling(&self, sentence: SentenceIdx) -> Span {
        telling(&self.document, &self.mentions, sentence)
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
        self.references.get(&number).cloned().unwrap_or_else(|| format!("its reference {number}"))
    }
}
