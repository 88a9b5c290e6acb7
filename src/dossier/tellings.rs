//! Times of all articles with the words that are told of them, so that two tellings of one event can be seen to be alike.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::words::words;
use crate::base::Span;
use crate::dossier::Reading;
use crate::mentions::TimeMention;
use crate::mentions::time::{Expr, Origin, Shift};

/// A word of the corpus by its number.
type Term = u32;

/// A time with the words around it.
pub(super) struct Telling {
    /// Which reading.
    pub reading: usize,
    /// Which of its times.
    pub time: usize,
    /// In order of their numbers, each once.
    words: Vec<Word>,
}

/// How a word stands to a time.
#[derive(Clone, Copy)]
struct Word {
    term: Term,
    /// How near, 0 to 1.
    near: f64,
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
}

/// How near words stand that are told of the time itself.
const NEAR: f64 = 1.0;
/// The same for words that share its sentence.
const SENTENCE: f64 = 0.6;
/// The same for words that share its paragraph.
const PARAGRAPH: f64 = 0.3;

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
        self.shared(other).any(|(word, also)| word.near.max(also.near) >= NEAR && word.near.min(also.near) >= SENTENCE)
    }
}

impl Tellings {
    pub fn of(readings: &[Arc<Reading>]) -> Self {
        let mut numbers: BTreeMap<String, Term> = BTreeMap::new();
        let (mut all, mut of_reading) = (Vec::new(), Vec::new());
        for (n, reading) in readings.iter().enumerate() {
            let first = all.len();
            all.extend(tellings(n, reading, &mut numbers));
            of_reading.push(first..all.len());
        }
        let mut by_term = vec![Vec::new(); numbers.len()];
        for (n, telling) in all.iter().enumerate() {
            telling.words.iter().filter(|word| word.near >= SENTENCE).for_each(|word| by_term[word.term as usize].push(n));
        }
        let sentence = |n: &usize| (all[*n].reading, readings[all[*n].reading].mentions.times[all[*n].time].sentence);
        let n_sentences = |tellings: &[usize]| tellings.chunk_by(|a, b| sentence(a) == sentence(b)).count().max(1) as f64;
        let whole = (FEW + n_sentences(&(0..all.len()).collect::<Vec<_>>())).ln();
        let weights = by_term.iter().map(|with| 1.0 - n_sentences(with).ln() / whole).collect();
        Self { all, of_reading, by_term, weights }
    }

    /// The tellings of one reading.
    pub fn of_reading(&self, reading: usize) -> &[Telling] {
        self.of_reading.get(reading).and_then(|range| self.all.get(range.clone())).unwrap_or_default()
    }

    /// The telling of one time of a reading.
    pub fn at(&self, reading: usize, time: usize) -> Option<&Telling> {
        self.of_reading(reading).iter().find(|telling| telling.time == time)
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
        let (mut shared, mut deeds) = (0.0, 0.0);
        for (word, also) in one.shared(other) {
            let part = word.part.min(also.part);
            let weight = self.weights[word.term as usize] * (word.near * also.near).sqrt() * part;
            shared += weight;
            deeds += if part < 1.0 { 0.0 } else { weight };
        }
        let whole = self.whole(one).min(self.whole(other));
        let share = if whole > 0.0 { (shared / whole).min(1.0) } else { 0.0 };
        let closely = if one.shares_near(other) { 1.0 } else { LOOSELY };
        shared * share * closely * (deeds / DEEDS).min(1.0)
    }

    /// The weight of all that a telling says, its paragraph aside.
    fn whole(&self, telling: &Telling) -> f64 {
        let said = telling.words.iter().filter(|word| word.near >= SENTENCE);
        said.map(|word| self.weights[word.term as usize] * word.near * word.part).sum()
    }
}

fn tellings(n: usize, reading: &Reading, numbers: &mut BTreeMap<String, Term>) -> Vec<Telling> {
    let times = &reading.mentions.times;
    let tells = |time: &TimeMention| matches!(time.found.expr, Expr::Calendar(_) | Expr::Shift(_) | Expr::Fixed(_));
    let mut spans: Vec<Span> = times.iter().filter(|time| tells(time)).map(TimeMention::span).collect();
    spans.sort_unstable();
    let in_time = |at: u32| spans.partition_point(|span| span.start <= at).checked_sub(1).is_some_and(|before| at < spans[before].end);
    let mut found = Vec::new();
    for (at, time) in times.iter().enumerate().filter(|(_, time)| tells(time)) {
        let Some(sentence) = reading.document.sentences.get(time.sentence) else { continue };
        let block = reading.article().blocks().get(sentence.block).map_or(sentence.span, |block| block.span);
        let block = if block.end - block.start > LONG { sentence.span } else { block };
        let mut words_of: BTreeMap<Term, Word> = BTreeMap::new();
        for (stretch, near) in [(block, PARAGRAPH), (sentence.span, SENTENCE), (around(reading, sentence.span, time, &spans), NEAR)] {
            for (word, at) in words(reading.words(stretch), stretch.start).filter(|(_, at)| !in_time(*at)) {
                let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                let term = *numbers.entry(word).or_insert(next);
                words_of.insert(term, Word { term, near, part: part_of_name(reading, at) });
            }
        }
        found.push(Telling { reading: n, time: at, words: words_of.into_values().collect() });
    }
    found
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
