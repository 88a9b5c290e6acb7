//! From a document to its names.

use std::borrow::Cow;
use std::ops::Range;

use super::Name;
use super::context::Context;
use super::features::{OWN, PLACES, of_place, of_word};
use super::label::{INNER, LABELS, OUTSIDE, Part, kind, part};
use super::model::{Bucket, Model, Row};
use super::path;
use super::phrases::Phrases;
use super::pool::{Opinions, pool};
use super::word::Vocabulary;
use crate::lexicon::Lexicon;
use crate::text::Document;

/// Words that are kept between documents; beyond it the vocabulary begins anew.
const KEPT_WORDS: usize = 1 << 15;

/// A model with the words it has met: for each of them the sum of its own features is kept.
#[derive(Debug)]
pub struct Tagger<'m> {
    model: Cow<'m, Model>,
    vocabulary: Vocabulary,
    phrases: Phrases,
    sums: Vec<[Row; PLACES]>,
    context: Context,
    work: Work,
}

/// Lists that every document fills anew.
#[derive(Debug, Default)]
struct Work {
    stretches: Vec<(Range<usize>, Range<usize>)>,
    scores: Vec<Row>,
    buckets: Vec<Bucket>,
    opinions: Opinions,
    emissions: Vec<[i32; LABELS]>,
    back: Vec<[u8; LABELS]>,
    path: Vec<u8>,
}

impl<'m> Tagger<'m> {
    /// A tagger that has met no word.
    pub fn new(model: Cow<'m, Model>) -> Self {
        let phrases = Phrases::of(&Lexicon::new());
        Self { model, vocabulary: Vocabulary::new(), phrases, sums: Vec::new(), context: Context::default(), work: Work::default() }
    }

    /// Whether the model has any weights.
    pub fn is_trained(&self) -> bool {
        !self.model.is_empty()
    }

    /// The names of a document, in order and without overlaps.
    pub fn tag(&mut self, document: &Document) -> Vec<Name> {
        if self.vocabulary.len() > KEPT_WORDS {
            self.vocabulary = Vocabulary::new();
            self.sums.clear();
        }
        self.context.read(document, &mut self.vocabulary, &self.phrases);
        self.sum_new_words();
        self.score(document);
        let Self { work, context, vocabulary, .. } = self;
        let word = |at: usize| Some(vocabulary.get(context.ids[at])).filter(|word| word.capital).map(|word| word.lower_id);
        pool(&mut work.scores, work.stretches.iter().flat_map(|(_, tokens)| tokens.clone()).map(word), &mut work.opinions);
        self.decode()
    }

    fn sum_new_words(&mut self) {
        let columns = self.model.columns();
        for id in self.sums.len()..self.vocabulary.len() {
            let word = self.vocabulary.get(id as u32);
            let mut sums = [[0; INNER]; PLACES];
            for (place, sum) in sums.iter_mut().enumerate() {
                of_word(word, place, |key| columns.add(key, sum));
            }
            self.sums.push(sums);
        }
    }

    fn score(&mut self, document: &Document) {
        let Self { model, vocabulary, sums, context, work, .. } = self;
        let columns = model.columns();
        work.stretches.clear();
        work.scores.clear();
        for sentence in &document.sentences {
            work.stretches.extend(context.stretches(sentence.tokens.clone()).map(|stretch| (sentence.tokens.clone(), stretch)));
        }
        let Work { stretches, scores, buckets, .. } = work;
        for (sentence, stretch) in stretches.iter() {
            for at in stretch.clone() {
                let mut row = [0; INNER];
                let ids: [_; PLACES] = std::array::from_fn(|place| context.id(sentence, (at + place).wrapping_sub(OWN)));
                for (place, id) in ids.into_iter().enumerate() {
                    let kept = &sums[id as usize][place];
                    row.iter_mut().zip(kept).for_each(|(sum, own)| *sum += own);
                }
                // All buckets are asked for before the first is read, so that their memory comes at the same time.
                of_place(context, vocabulary, sentence, at, |key| buckets.push(columns.bucket(key)));
                buckets.drain(..).for_each(|bucket| columns.add_from(&bucket, &mut row));
                scores.push(row);
            }
        }
    }

    fn decode(&mut self) -> Vec<Name> {
        let Work { stretches, scores, emissions, back, path, .. } = &mut self.work;
        let mut names = Vec::new();
        let mut done = 0;
        for (_, stretch) in stretches.iter() {
            let rows = &scores[done..done + stretch.len()];
            done += stretch.len();
            emissions.clear();
            emissions.extend(rows.iter().map(|row| std::array::from_fn(|label| if label == 0 { 0 } else { row[label - 1] })));
            path::best(emissions, self.model.transitions(), back, path);
            collect(stretch.start, path, rows, &mut names);
        }
        names
    }
}

/// The names of a path of labels.
fn collect(start: usize, path: &[u8], rows: &[Row], names: &mut Vec<Name>) {
    let mut first = 0;
    for (at, label) in path.iter().enumerate().filter(|(_, label)| **label != OUTSIDE) {
        match part(*label) {
            Some(Part::Begin) => first = at,
            Some(Part::Unit) => first = at,
            _ => {}
        }
        if let (Some(Part::Last | Part::Unit), Some(kind)) = (part(*label), kind(*label)) {
            let tokens = start + first..start + at + 1;
            names.push(Name { tokens, kind, confidence: confidence(&path[first..=at], &rows[first..=at]) });
        }
    }
}

/// How likely a name is right, by how far its labels stand above the best ones of another type or of none.
fn confidence(path: &[u8], rows: &[Row]) -> f32 {
    let margin = |(label, row): (&u8, &Row)| {
        let own = usize::from(*label) - 1;
        let other = row.iter().enumerate().filter(|(at, _)| at / 4 != own / 4).map(|(_, score)| *score).max().unwrap_or(0).max(0);
        (row[own] - other) as f32
    };
    let total: f32 = path.iter().zip(rows).map(margin).sum();
    1.0 / (1.0 + (-LEVEL - total / path.len().max(1) as f32 / STEP).exp())
}

/// The odds of a name without any margin, and the margin that multiplies them by e: fitted to what folds of the news found right.
const LEVEL: f32 = 2.9;
const STEP: f32 = 500.0;
