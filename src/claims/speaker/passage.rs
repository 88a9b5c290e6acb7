//! A quotation with the sentences around it, and the verbs of saying in them.

use std::cell::OnceCell;
use std::cmp::Ordering;
use std::ops::{Range, RangeInclusive};

use super::Heard;
use super::cues::{Cue, cues};
use super::told::Told;
use crate::claims::scene::Scene;
use crate::lexicon::Lexicon;
use crate::mentions::Mentions;
use crate::text::{Document, Quotation, SentenceIdx};

/// Words of a sentence on either side of a quotation in which its speaker may be named.
const NEAR: usize = 150;
/// Sentences before a quotation in which its speaker may be named.
const REACH: usize = 3;

/// A sentence with its verbs of saying.
pub(in crate::claims) struct Spoken<'a> {
    pub scene: Scene<'a>,
    pub cues: Vec<Cue>,
}

/// The sentences of a document, each read when it is first asked for.
pub(in crate::claims) struct Scenes<'a> {
    pub document: &'a Document,
    pub mentions: &'a Mentions,
    pub lexicon: &'a Lexicon,
    read: Vec<OnceCell<Spoken<'a>>>,
    told: OnceCell<Told>,
}

impl<'a> Scenes<'a> {
    pub fn new(document: &'a Document, mentions: &'a Mentions, lexicon: &'a Lexicon) -> Self {
        let read = (0..document.sentences.len()).map(|_| OnceCell::new()).collect();
        Self { document, mentions, lexicon, read, told: OnceCell::new() }
    }

    /// What the article tells about its chains.
    pub fn told(&self) -> &Told {
        self.told.get_or_init(|| Told::new(self.document, self.mentions, self.lexicon))
    }

    pub fn at(&self, idx: SentenceIdx) -> Option<&Spoken<'a>> {
        let cell = self.read.get(idx)?;
        Some(cell.get_or_init(|| {
            let scene = Scene::new(self.document, self.mentions, idx);
            let cues = cues(&scene, self.lexicon);
            Spoken { scene, cues }
        }))
    }
}

/// A quotation as its speaker is looked for.
pub(in crate::claims) struct Passage<'p, 'a> {
    pub scenes: &'p Scenes<'a>,
    pub quotation: Quotation,
    /// The sentence that holds the opening mark.
    pub opens: SentenceIdx,
    /// The sentence that holds the closing mark.
    pub closes: SentenceIdx,
    /// Whoever spoke the quotations before, last first.
    pub heard: &'p [Heard],
}

impl<'p, 'a> Passage<'p, 'a> {
    /// The passage of a quotation; `None` for one that lies in no sentence.
    pub fn new(scenes: &'p Scenes<'a>, quotation: Quotation, heard: &'p [Heard]) -> Option<Self> {
        let opens = scenes.document.sentence_at(quotation.whole.start)?;
        let closes = scenes.document.sentence_at(quotation.whole.end.saturating_sub(1)).unwrap_or(opens).max(opens);
        Some(Self { scenes, quotation, opens, closes, heard })
    }

    pub fn spoken(&self, idx: SentenceIdx) -> Option<&'p Spoken<'a>> {
        self.scenes.at(idx)
    }

    pub fn block(&self, idx: SentenceIdx) -> usize {
        self.scenes.document.sentences.get(idx).map_or(0, |sentence| sentence.block)
    }

    /// The sentences in which the speaker may be named: those of the quotation, three before and one behind.
    pub fn sentences(&self) -> impl Iterator<Item = SentenceIdx> {
        let (first, last) = (self.block(self.opens).saturating_sub(2), self.block(self.closes));
        let reach: RangeInclusive<usize> = self.opens.saturating_sub(REACH)..=self.closes + 1;
        reach.filter(move |&idx| {
            let inside = idx > self.opens && idx < self.closes;
            idx < self.scenes.document.sentences.len() && !inside && (first..=last).contains(&self.block(idx))
        })
    }

    /// The first word behind the closing mark, in the closing sentence.
    pub fn after(&self) -> usize {
        let scene = self.spoken(self.closes).map(|spoken| &spoken.scene);
        scene.map_or(0, |scene| scene.words.partition_point(|word| word.span.start < self.quotation.whole.end))
    }

    /// The number of words before the opening mark, in the opening sentence.
    pub fn before(&self) -> usize {
        let scene = self.spoken(self.opens).map(|spoken| &spoken.scene);
        scene.map_or(0, |scene| scene.words.partition_point(|word| word.span.start < self.quotation.whole.start))
    }

    /// The words of one of its sentences that lie near enough to the quotation.
    pub fn near(&self, idx: SentenceIdx) -> Range<usize> {
        let n_words = self.spoken(idx).map_or(0, |spoken| spoken.scene.words.len());
        let from = match idx.cmp(&self.opens) {
            Ordering::Less => n_words,
            Ordering::Equal => self.before(),
            Ordering::Greater => 0,
        };
        let to = match idx.cmp(&self.closes) {
            Ordering::Less => n_words,
            Ordering::Equal => self.after(),
            Ordering::Greater => 0,
        };
        from.saturating_sub(NEAR)..(to + NEAR).min(n_words)
    }

    /// Whether nothing but quotations stands in its sentences.
    pub fn stands_alone(&self) -> bool {
        [self.opens, self.closes].into_iter().filter_map(|idx| self.spoken(idx)).all(|spoken| {
            spoken.scene.words.iter().all(|word| self.quotation.whole.overlaps(word.span) || word.quotation.is_some() || !word.is_word())
        })
    }
}
