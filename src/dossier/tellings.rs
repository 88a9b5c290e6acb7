//! Times of all articles with the words that are told of them, so that two tellings of one event can be seen to be alike.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::words::words;
use crate::base::Span;
use crate::dossier::Reading;
use crate::mentions::time::{Expr, Origin, Shift};
use crate::mentions::{TimeIdx, TimeMention};

/// A word of the corpus by its number.
type Term = u32;

/// A time with the words around it.
pub(super) struct Telling {
    /// Which reading.
    pub reading: usize,
    /// Which of its times.
    pub time: TimeIdx,
    /// Its place among all tellings.
    place: usize,
    /// In order of their numbers, each once.
    words: Vec<Word>,
}

/// How a word stands to a time.
#[derive(Clone, Copy, Debug)]
struct Word {
    term: Term,
    near: Near,
    /// Which part of a name it is; 1 for words that are none.
    part: f64,
}

/// All tellings of a corpus.
pub(super) struct Tellings {
    all: Vec<Telling>,
    of_reading: Vec<std::ops::Range<usize>>,
    /// The tellings in whose sentence a word stands.
    by_term: Vec<Vec<usize>>,
    /// How much a word tells: 1 for one of a single sentence, near 0 for one of most sentences that tell a time.
    weights: Vec<f64>,
    /// The weight of all that each telling says, its paragraph aside.
    wholes: Vec<f64>,
}

/// The tellings of one reading; their words are numbered in the order in which they are met in it.
#[derive(Debug)]
pub(super) struct Own {
    tellings: Vec<(TimeIdx, Box<[Word]>)>,
    words: Vec<Box<str>>,
}

/// What a word shares with a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Near {
    Paragraph,
    Sentence,
    /// It is told of the time itself.
    Telling,
}

impl Near {
    /// How near that is, 0 to 1.
    fn share(self) -> f64 {
        match self {
            Self::Paragraph => 0.3,
            Self::Sentence => 0.6,
            Self::Telling => 1.0,
        }
    }
}

/// Paragraphs longer than this, in bytes, are no help.
const LONG: u32 = 4000;

/// Tellings that share words of their paragraphs only are alike by so much less.
const LOOSELY: f64 = 0.3;

/// So much of what is shared must be words of the event itself: the names alone meet on many days.
const DEEDS: f64 = 0.4;

/// In a corpus of few sentences a word seems common sooner than it is; so many are thought to stand beside them.
const FEW: f64 = 10.0;

/// Words of more tellings than this are not followed in the search for like ones, and of a telling only its rarest words are.
const COMMON: usize = 64;
const RAREST: usize = 16;

impl Telling {
    /// The words that two tellings share.
    fn shared<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = (&'a Word, &'a Word)> {
        let mut rest = other.words.iter().peekable();
        self.words.iter().filter_map(move |word| {
            while rest.peek().is_some_and(|also| also.term < word.term) {
                rest.next();
            }
            rest.peek().filter(|also| also.term == word.term).map(|also| (word, *also))
        })
    }

    /// Whether a word told of the one time stands at least in the sentence of the other.
    pub fn shares_near(&self, other: &Self) -> bool {
        self.shared(other).any(|(word, also)| are_near(word, also))
    }

    /// The weight of all that it says, its paragraph aside.
    fn weight(&self, weights: &[f64]) -> f64 {
        let said = self.words.iter().filter(|word| word.near >= Near::Sentence);
        said.map(|word| weights[word.term as usize] * word.near.share() * word.part).sum()
    }
}

impl Tellings {
    pub fn of(readings: &[Arc<Reading>]) -> Self {
        let own: Vec<&Own> = readings.par_iter().map(|reading| reading.alone.told(|| tellings(reading))).collect();
        let mut numbers: FxHashMap<&str, Term> = FxHashMap::default();
        let (mut all, mut of_reading) = (Vec::<Telling>::new(), Vec::new());
        for (reading, Own { tellings, words }) in own.into_iter().enumerate() {
            let number = |word| {
                let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                *numbers.entry(word).or_insert(next)
            };
            let terms: Vec<Term> = words.iter().map(|word| &**word).map(number).collect();
            let first = all.len();
            for (time, words) in tellings {
                let mut words: Vec<Word> = words.iter().map(|word| Word { term: terms[word.term as usize], ..*word }).collect();
                words.sort_unstable_by_key(|word| word.term);
                all.push(Telling { reading, time: *time, place: all.len(), words });
            }
            of_reading.push(first..all.len());
        }
        let mut by_term = vec![Vec::new(); numbers.len()];
        for (n, telling) in all.iter().enumerate() {
            telling.words.iter().filter(|word| word.near >= Near::Sentence).for_each(|word| by_term[word.term as usize].push(n));
        }
        let sentence = |n: &usize| (all[*n].reading, readings[all[*n].reading].mentions.times[all[*n].time].sentence);
        let n_sentences = |tellings: &[usize]| tellings.chunk_by(|a, b| sentence(a) == sentence(b)).count().max(1) as f64;
        let whole = (FEW + n_sentences(&(0..all.len()).collect::<Vec<_>>())).ln();
        let weights: Vec<f64> = by_term.iter().map(|with| 1.0 - n_sentences(with).ln() / whole).collect();
        let wholes = all.par_iter().map(|telling| telling.weight(&weights)).collect();
        Self { all, of_reading, by_term, weights, wholes }
    }

    /// The tellings of one reading.
    pub fn of_reading(&self, reading: usize) -> &[Telling] {
        self.of_reading.get(reading).and_then(|range| self.all.get(range.clone())).unwrap_or_default()
    }

    /// The telling of one time of a reading.
    pub fn at(&self, reading: usize, time: usize) -> Option<&Telling> {
        let own = self.of_reading(reading);
        own.get(own.partition_point(|telling| telling.time < time)).filter(|telling| telling.time == time)
    }

    /// The tellings that share a rare word of the sentence.
    pub fn near(&self, telling: &Telling) -> impl Iterator<Item = &Telling> {
        let mut places: Vec<&Vec<usize>> = telling.words.iter().map(|word| &self.by_term[word.term as usize]).collect();
        places.retain(|places| (2..=COMMON).contains(&places.len()));
        places.sort_by_key(|places| places.len());
        let found: BTreeSet<usize> = places.into_iter().take(RAREST).flatten().copied().collect();
        found.into_iter().map(|n| &self.all[n])
    }

    /// How surely two tellings are of one event: the weight of the words that they share, and which share that is of the shorter telling.
    pub fn likeness(&self, one: &Telling, other: &Telling) -> f64 {
        let (mut shared, mut deeds, mut closely) = (0.0, 0.0, LOOSELY);
        for (word, also) in one.shared(other) {
            if are_near(word, also) {
                closely = 1.0;
            }
            let part = word.part.min(also.part);
            let weight = self.weights[word.term as usize] * (word.near.share() * also.near.share()).sqrt() * part;
            shared += weight;
            deeds += if part < 1.0 { 0.0 } else { weight };
        }
        let whole = self.wholes[one.place].min(self.wholes[other.place]);
        let share = if whole > 0.0 { (shared / whole).min(1.0) } else { 0.0 };
        shared * share * closely * (deeds / DEEDS).min(1.0)
    }
}

/// Whether a word that two tellings share is told of the one time, and stands at least in the sentence of the other.
fn are_near(word: &Word, also: &Word) -> bool {
    word.near.max(also.near) == Near::Telling && word.near.min(also.near) >= Near::Sentence
}

fn tellings<'r>(reading: &'r Reading) -> Own {
    let times = &reading.mentions.times;
    let tells = |time: &TimeMention| matches!(time.found.expr, Expr::Calendar(_) | Expr::Shift(_) | Expr::Fixed(_));
    let mut spans: Vec<Span> = times.iter().filter(|time| tells(time)).map(TimeMention::span).collect();
    spans.sort_unstable();
    let in_time = |at: u32| spans.partition_point(|span| span.start <= at).checked_sub(1).is_some_and(|before| at < spans[before].end);
    let (mut found, mut numbers, mut met) = (Vec::new(), FxHashMap::default(), Vec::new());
    // Times of one sentence, and sentences of one paragraph, are told in the same words.
    let mut known: FxHashMap<Span, Vec<(Term, f64)>> = FxHashMap::default();
    let mut number = |word: Cow<'r, str>| match numbers.get(&word) {
        Some(number) => *number,
        None => {
            let next = u32::try_from(met.len()).unwrap_or(u32::MAX);
            met.push(word.clone());
            numbers.insert(word, next);
            next
        }
    };
    let mut words_of: Vec<Word> = Vec::new();
    for (at, time) in times.iter().enumerate().filter(|(_, time)| tells(time)) {
        let Some(sentence) = reading.document.sentences.get(time.sentence) else { continue };
        let block = reading.article().blocks().get(sentence.block).map_or(sentence.span, |block| block.span);
        let block = if block.end - block.start > LONG { sentence.span } else { block };
        words_of.clear();
        let own = around(reading, sentence.span, time, &spans);
        for (stretch, near) in [(block, Near::Paragraph), (sentence.span, Near::Sentence), (own, Near::Telling)] {
            let told = known.entry(stretch).or_insert_with(|| {
                let told = words(reading.words(stretch), stretch.start).filter(|(_, at)| !in_time(*at));
                told.map(|(word, at)| (number(word), part_of_name(reading, at))).collect()
            });
            words_of.extend(told.iter().map(|&(term, part)| Word { term, near, part }));
        }
        // A word that stands several times counts where it stands nearest.
        words_of.reverse();
        words_of.sort_by_key(|word| word.term);
        words_of.dedup_by_key(|word| word.term);
        found.push((at, words_of.as_slice().into()));
    }
    Own { tellings: found, words: met.into_iter().map(|word| word.into()).collect() }
}

/// Which part of a name the word at a place is: all words of a name together count for little more than one.
fn part_of_name(reading: &Reading, at: u32) -> f64 {
    let names = &reading.mentions.names;
    let next = names.partition_point(|name| name.span.start <= at);
    let name = next.checked_sub(1).map(|before| names[before].span).filter(|span| at < span.end);
    name.map_or(1.0, |span| 0.9 / (reading.words(span).split_whitespace().count().max(1) as f64).sqrt())
}

/// The words told of a time: those between the times before and behind it; of "two days after the landing, …" the landing alone.
fn around(reading: &Reading, sentence: Span, time: &TimeMention, all: &[Span]) -> Span {
    let own = time.span();
    let place = all.partition_point(|span| span.start < own.start);
    let before = place.checked_sub(1).map_or(0, |before| all[before].end).max(sentence.start);
    let after = all.get(place + 1).map_or(u32::MAX, |span| span.start).min(sentence.end).max(own.end);
    if matches!(&time.found.expr, Expr::Shift(Shift { from: Origin::Event, .. })) {
        let behind = Span { start: own.end, end: after };
        let n_bytes = reading.words(behind).find([',', ';', '.']).and_then(|at| u32::try_from(at).ok());
        return Span { start: own.end, end: n_bytes.map_or(after, |n_bytes| own.end + n_bytes) };
    }
    Span { start: before.min(after), end: after }
}
