//! Everything one article says.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::alone::Alone;
use super::citing::{self, Cited};
use crate::base::{Basis, Evidence, Fingerprint, Known, Span, SubSource};
use crate::claims::{Claims, telling};
use crate::ingest::Article;
use crate::lexicon::Lexicon;
use crate::mentions::{Mentions, NameKind, dateline};
use crate::text::{Document, Outline, SentenceIdx};

/// Everything one article says, as it was read alone.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The article with its sentences.
    pub document: Arc<Document>,
    /// Who, where and when its words point at.
    pub mentions: Arc<Mentions>,
    /// What it says.
    pub claims: Arc<Claims>,
    /// The outlets that its reference markers stand for, by number: as listed, else as the text uses them.
    references: BTreeMap<u32, String>,
    /// The outlets that it names for a sentence without a number.
    named: BTreeMap<SentenceIdx, Vec<String>>,
    outline: Option<Arc<Outline>>,
    /// What merging worked out of it.
    pub(super) alone: Arc<Alone>,
}

impl Reading {
    /// A reading; the names of its references are those that the article lists.
    pub fn new(document: Arc<Document>, mentions: impl Into<Arc<Mentions>>, claims: impl Into<Arc<Claims>>) -> Self {
        let numbered = document.article.meta.references.iter().filter(|reference| reference.number > 0);
        let references = numbered.map(|reference| (reference.number, reference.name.clone())).collect();
        Self {
            document,
            mentions: mentions.into(),
            claims: claims.into(),
            references,
            named: BTreeMap::new(),
            outline: None,
            alone: Arc::default(),
        }
    }

    /// The same reading with the outline of its text, where that is known already.
    #[must_use]
    pub fn with_outline(self, outline: Arc<Outline>) -> Self {
        Self { outline: Some(outline), ..self }
    }

    /// The outline of its text, when that is known.
    pub fn outline(&self) -> Option<&Arc<Outline>> {
        self.outline.as_ref()
    }

    /// The outlets that the article cites, each once: by number, then those that it names for a sentence in the order of the text.
    pub fn cited_outlets(&self) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for name in self.references.values().chain(self.named.values().flatten()) {
            if !all.iter().any(|other| other.to_lowercase() == name.to_lowercase()) {
                all.push(name.clone());
            }
        }
        all
    }

    /// The outlets that the article cites for a sentence, by number or by name.
    pub fn cited_in(&self, sentence: SentenceIdx) -> Vec<String> {
        let markers = self.document.sentences.get(sentence).map_or(&[][..], |sentence| &sentence.markers);
        let numbered = markers.iter().map(|&number| self.reference(number));
        numbered.chain(self.named.get(&sentence).into_iter().flatten().cloned()).collect()
    }

    /// Finds whom the article cites: names its numbered references, then the outlets that it names for single sentences.
    ///
    /// `outlets` are those of the corpus in lower case, with their fingerprint.
    pub(super) fn find_citations(&mut self, (outlets, known_by): (&BTreeSet<String>, Fingerprint), lexicon: &Lexicon) {
        let alone = Arc::clone(&self.alone);
        let cited = alone.cited(known_by, || {
            self.name_references(lexicon);
            let listed: Vec<String> = self.references.values().cloned().collect();
            Cited { references: self.references.clone(), named: citing::named(self, &listed, outlets, lexicon) }
        });
        (self.references, self.named) = (cited.references, cited.named);
    }

    /// Names the references that the article does not list by the one medium that its sentences with that marker alone name most ("cited by X [2]").
    fn name_references(&mut self, lexicon: &Lexicon) {
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

    /// Where the article was written or of where it tells: as its file states it, else the town of its dateline.
    pub fn place(&self) -> Option<Known<String>> {
        let town = || {
            let head = dateline(&self.document)?;
            let town = self.words(head).split([',', '(']).next()?.trim();
            Some(Known::new(town.to_owned(), Basis::BodyText)).filter(|town| !town.value.is_empty())
        };
        self.article().meta.place.clone().or_else(town)
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

    fn via(&self, sentence: SentenceIdx) -> Option<SubSource> {
        let names = self.cited_in(sentence);
        (!names.is_empty()).then(|| SubSource(names.join(" and ").into()))
    }

    fn reference(&self, number: u32) -> String {
        self.references.get(&number).cloned().unwrap_or_else(|| format!("its reference {number}"))
    }
}
