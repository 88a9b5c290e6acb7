//! What the site prints of its sources, so that no export carries more.
//!
//! With `full` that is everything, with `excerpts` the sentences that a page or a table cites, with `none` the words on the cards.

use std::collections::BTreeMap;

use super::SourceText;
use super::book::Cited;
use super::citations;
use super::desk::Desk;
use crate::base::{Evidence, SourceId, Span};

/// What pages show of the sources.
#[derive(Clone, Debug)]
pub struct Shown {
    cited: Cited,
    on_cards: BTreeMap<SourceId, Vec<Span>>,
}

impl Shown {
    /// `cited` are the sentences that a page or a table cites, `stretches` what cards print.
    pub fn new(cited: Cited, stretches: impl IntoIterator<Item = (SourceId, Span)>) -> Self {
        let mut on_cards: BTreeMap<SourceId, Vec<Span>> = BTreeMap::new();
        for (source, span) in stretches {
            on_cards.entry(source).or_default().push(span);
        }
        Self { cited, on_cards }
    }
}

/// The words that readers can see.
pub struct Printed<'d, 'a> {
    desk: &'d Desk<'a>,
    shown: &'d Shown,
}

impl<'d, 'a> Printed<'d, 'a> {
    /// The words of what is shown.
    pub fn new(desk: &'d Desk<'a>, shown: &'d Shown) -> Self {
        Self { desk, shown }
    }

    /// The words of some evidence as far as they are printed, with "…" where they are cut; empty when they are not.
    pub fn words(&self, evidence: &Evidence) -> String {
        let body = self.desk.body(evidence.source);
        let Some(shown) = self.shown(evidence) else { return String::new() };
        let words = shown.of(body);
        let (before, after) = (shown.start > evidence.span.start, shown.end < evidence.span.end);
        match (before, after) {
            (false, false) => words.to_owned(),
            (true, false) => format!("… {}", words.trim_start()),
            (false, true) => format!("{} …", words.trim_end()),
            (true, true) => format!("… {} …", words.trim()),
        }
    }

    /// The stretches of a source that are printed, each a sentence or a part of one, in order.
    pub fn stretches(&self, source: SourceId) -> Vec<Span> {
        let Some(found) = self.desk.source(source) else { return Vec::new() };
        let sentences = &found.reading.document.sentences;
        match self.desk.options.source_text {
            SourceText::Full => sentences.iter().map(|sentence| sentence.span).collect(),
            SourceText::Excerpts => {
                let cited = self.shown.cited.range((source, 0)..=(source, usize::MAX));
                cited.filter_map(|&(_, idx)| sentences.get(idx)).map(|sentence| sentence.span).collect()
            }
            SourceText::None => sentences.iter().filter_map(|sentence| self.on_card(source, sentence.span)).collect(),
        }
    }

    fn shown(&self, evidence: &Evidence) -> Option<Span> {
        match self.desk.options.source_text {
            SourceText::Full => Some(evidence.span),
            SourceText::Excerpts => {
                let (first, last) = citations::sentences_of(self.desk.source(evidence.source)?, evidence.span);
                (first..=last).all(|idx| self.shown.cited.contains(&(evidence.source, idx))).then_some(evidence.span)
            }
            SourceText::None => self.on_card(evidence.source, evidence.span),
        }
    }

    /// The longest part of a stretch that one card prints.
    fn on_card(&self, source: SourceId, span: Span) -> Option<Span> {
        let common = |card: &Span| Span { start: card.start.max(span.start), end: card.end.min(span.end) };
        let parts = self.shown.on_cards.get(&source)?.iter().filter(|card| card.overlaps(span)).map(common);
        parts.max_by_key(|part| (part.len(), std::cmp::Reverse(part.start)))
    }
}
