//! What the whole document tells about a capitalised word: one clear place helps to read all others.

use super::context::Run;
use super::word::{Vocabulary, WordId, class};

/// Signs of a word in its document, a bit each.
pub type Signs = u16;

pub const SEEN_LOWER: Signs = 1;
pub const SEEN_INSIDE: Signs = 1 << 1;
pub const AFTER_TITLE: Signs = 1 << 2;
pub const STARTS_RUN: Signs = 1 << 3;
pub const ENDS_RUN: Signs = 1 << 4;
pub const ENDS_AFTER_GIVEN: Signs = 1 << 5;
pub const ALONE: Signs = 1 << 6;
pub const AFTER_PREPOSITION: Signs = 1 << 7;
pub const BEFORE_SAYING: Signs = 1 << 8;
pub const AFTER_THE: Signs = 1 << 9;
/// How many signs there are.
pub const N_SIGNS: u8 = 10;

/// The signs of every word of the document at hand; those of earlier documents are forgotten by a new round.
#[derive(Debug, Default)]
pub struct Memory {
    round: u32,
    signs: Vec<(u32, Signs)>,
}

impl Memory {
    /// Reads a document: its words with those before them, and its runs of capitals.
    pub fn read(&mut self, vocabulary: &Vocabulary, ids: &[WordId], starts: &[bool], runs: &[Run], shouted: impl Fn(usize) -> bool) {
        self.round += 1;
        self.signs.resize(vocabulary.len(), (0, 0));
        for id in ids {
            let word = vocabulary.get(*id);
            if !word.capital && word.has_letter {
                self.add(word.lower_id, SEEN_LOWER);
            }
        }
        for run in runs.iter().filter(|run| !shouted(run.start)) {
            self.read_run(vocabulary, ids, starts, run);
        }
    }

    fn read_run(&mut self, vocabulary: &Vocabulary, ids: &[WordId], starts: &[bool], run: &Run) {
        let word = |at: usize| vocabulary.get(ids[at]);
        let (first, last) = (run.start, run.end - 1);
        let inside = !starts[first];
        (first + usize::from(!inside)..run.end).for_each(|at| self.add(word(at).lower_id, SEEN_INSIDE));
        for at in first + 1..run.end {
            if word(at - 1).classes & class::TITLE != 0 {
                self.add(word(at).lower_id, AFTER_TITLE);
                self.add(word(last).lower_id, AFTER_TITLE);
            }
        }
        if last > first {
            self.add(word(first).lower_id, STARTS_RUN);
            self.add(word(last).lower_id, ENDS_RUN);
            if word(first).classes & class::GIVEN != 0 {
                self.add(word(last).lower_id, ENDS_AFTER_GIVEN);
            }
        } else if inside {
            self.add(word(first).lower_id, ALONE);
        }
        if inside {
            let before = word(first - 1);
            if before.classes & class::TITLE != 0 {
                self.add(word(first).lower_id, AFTER_TITLE);
                self.add(word(last).lower_id, AFTER_TITLE);
            }
            if before.classes & class::PREPOSITION != 0 {
                self.add(word(first).lower_id, AFTER_PREPOSITION);
            }
            if before.lower == vocabulary.the() {
                self.add(word(first).lower_id, AFTER_THE);
            }
        }
        if run.end < ids.len() && !starts[run.end] && word(run.end).classes & class::SAYS != 0 {
            self.add(word(last).lower_id, BEFORE_SAYING);
        }
    }

    fn add(&mut self, id: WordId, sign: Signs) {
        let Some(slot) = self.signs.get_mut(id as usize) else { return };
        *slot = if slot.0 == self.round { (self.round, slot.1 | sign) } else { (self.round, sign) };
    }

    /// The signs of a word in the document read last.
    pub fn of(&self, lower_id: WordId) -> Signs {
        self.signs.get(lower_id as usize).filter(|(round, _)| *round == self.round).map_or(0, |(_, signs)| *signs)
    }
}
