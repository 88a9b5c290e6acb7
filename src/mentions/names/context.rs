//! A document as numbers: its words, runs of capitals, listed names of several words, lines that shout.

use std::ops::Range;

use super::document::Memory;
use super::label::Part;
use super::phrases::Phrases;
use super::word::{NOTHING, Vocabulary, Word, WordId};
use crate::text::Document;

/// Tokens beside a waking one that are decoded too.
const REACH: usize = 2;

/// A run of capitalised words.
pub type Run = Range<usize>;

/// No run.
const NONE: u32 = u32::MAX;

/// Where in a listed name a token stands: the lists and the part.
pub type Listed = Option<(u8, Part)>;

/// What features look at.
#[derive(Debug, Default)]
pub struct Context {
    /// The words in order.
    pub ids: Vec<WordId>,
    /// Whether a token is the first of its sentence.
    pub starts: Vec<bool>,
    /// Runs of capitalised words.
    pub runs: Vec<Run>,
    /// The same, with small words between them.
    pub long_runs: Vec<Run>,
    /// Sentences in which most words have capitals.
    pub shouted: Vec<bool>,
    /// The listed name at each token.
    pub listed: Vec<Listed>,
    /// Signs of the document.
    pub memory: Memory,
    run_of: Vec<u32>,
    long_run_of: Vec<u32>,
    awake: Vec<bool>,
}

impl Context {
    /// Reads a document.
    pub fn read(&mut self, document: &Document, vocabulary: &mut Vocabulary, phrases: &Phrases) {
        let body = document.body();
        self.ids.clear();
        self.ids.extend(document.tokens.iter().map(|token| vocabulary.id(token.span.of(body))));
        let n_tokens = self.ids.len();
        refill(&mut self.starts, n_tokens, false);
        refill(&mut self.shouted, n_tokens, false);
        refill(&mut self.listed, n_tokens, None);
        refill(&mut self.run_of, n_tokens, NONE);
        refill(&mut self.long_run_of, n_tokens, NONE);
        refill(&mut self.awake, n_tokens, false);
        self.runs.clear();
        self.long_runs.clear();
        for sentence in &document.sentences {
            self.read_sentence(vocabulary, phrases, sentence.tokens.clone());
        }
        let Self { memory, ids, starts, runs, shouted, .. } = self;
        memory.read(vocabulary, ids, starts, runs, |at| shouted[at]);
    }

    fn read_sentence(&mut self, vocabulary: &Vocabulary, phrases: &Phrases, sentence: Range<usize>) {
        if let Some(first) = self.starts.get_mut(sentence.start) {
            *first = true;
        }
        self.find_runs(vocabulary, &sentence);
        let words = || self.ids[sentence.clone()].iter().map(|id| vocabulary.get(*id)).filter(|word| word.has_letter);
        let (n_words, n_capitals) = (words().count(), words().filter(|word| word.capital).count());
        if n_words >= 4 && n_capitals * 10 >= n_words * 6 {
            self.shouted[sentence.clone()].fill(true);
        }
        for at in sentence.clone() {
            let word = vocabulary.get(self.ids[at]);
            if word.wakes {
                let near = at.saturating_sub(REACH).max(sentence.start)..(at + REACH + 1).min(sentence.end);
                self.awake[near].fill(true);
            }
            if word.longest > 0 && word.capital && self.listed[at].is_none() {
                let end = (at + usize::from(word.longest)).min(sentence.end);
                let exact = self.ids[at..end].iter().map(|id| vocabulary.get(*id).exact);
                if let Some((n_tokens, lists)) = phrases.longest(exact) {
                    for (step, slot) in self.listed[at..at + n_tokens].iter_mut().enumerate() {
                        let part = if step == 0 {
                            Part::Begin
                        } else if step + 1 == n_tokens {
                            Part::Last
                        } else {
                            Part::Inside
                        };
                        *slot = Some((lists, part));
                    }
                }
            }
        }
    }

    fn find_runs(&mut self, vocabulary: &Vocabulary, sentence: &Range<usize>) {
        let ids = &self.ids;
        let word = |at: usize| vocabulary.get(ids[at]);
        let mut at = sentence.start;
        while at < sentence.end {
            if !word(at).capital {
                at += 1;
                continue;
            }
            let start = at;
            while at < sentence.end && word(at).capital {
                at += 1;
            }
            self.run_of[start..at].fill(self.runs.len() as u32);
            self.runs.push(start..at);
            let joins = self.long_runs.last().is_some_and(|before| {
                before.end > sentence.start
                    && before.end < start
                    && start - before.end <= 2
                    && (before.end..start).all(|at| word(at).connects)
            });
            match self.long_runs.last_mut().filter(|_| joins) {
                Some(long) => long.end = at,
                None => self.long_runs.push(start..at),
            }
            if let Some(long) = self.long_runs.last() {
                self.long_run_of[long.clone()].fill(self.long_runs.len() as u32 - 1);
            }
        }
    }

    /// The word at a token, and what stands there where there is no token of the sentence.
    pub fn word<'v>(&self, vocabulary: &'v Vocabulary, sentence: &Range<usize>, at: usize) -> &'v Word {
        vocabulary.get(self.id(sentence, at))
    }

    /// The id of the word at a token of a sentence; places before it wrap around and are none.
    pub fn id(&self, sentence: &Range<usize>, at: usize) -> WordId {
        if sentence.contains(&at) { self.ids[at] } else { NOTHING }
    }

    /// The run that holds a token.
    pub fn run(&self, at: usize) -> Option<&Run> {
        self.runs.get(*self.run_of.get(at)? as usize)
    }

    /// The long run that holds a token.
    pub fn long_run(&self, at: usize) -> Option<&Run> {
        self.long_runs.get(*self.long_run_of.get(at)? as usize)
    }

    /// The stretches of a sentence that are worth decoding.
    pub fn stretches(&self, sentence: Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let mut at = sentence.start;
        std::iter::from_fn(move || {
            while at < sentence.end && !self.awake[at] {
                at += 1;
            }
            let start = at;
            while at < sentence.end && self.awake[at] {
                at += 1;
            }
            (start < at).then_some(start..at)
        })
    }
}

fn refill<T: Clone>(list: &mut Vec<T>, n: usize, value: T) {
    list.clear();
    list.resize(n, value);
}
