//! A line in numbers: what is known of it alone.

use std::sync::LazyLock;

use super::count::Count;
use super::entry::Entry;
use super::frame::{self, Group, N_GROUPS};
use super::lines::Line;
use super::{Reason, word};

/// A line in numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Shape {
    pub n_words: usize,
    /// Small words of running text among them.
    pub n_small: usize,
    /// Letters and digits.
    pub n_letters: usize,
    pub ends_sentence: bool,
    /// Frame words in it, by group.
    pub hits: frame::Hits,
    /// What the first words say that the line is.
    pub opening: Option<Reason>,
    /// The reason that the line gives by itself, so plainly that it is left out of clean text too.
    pub certain: Option<Reason>,
    pub clock: bool,
    /// Whether the same words stand on another line of the file.
    pub repeated: bool,
    /// Share of words that are small words of running text.
    pub small: f32,
    /// Share of words that begin with a capital.
    pub capitals: f32,
    /// Fingerprint of its words, case and marks aside.
    pub key: u64,
    /// Its telling words in the file's list of them.
    pub words: std::ops::Range<usize>,
    /// Kinds of words that stand in it, as bits of [`super::word`].
    pub kinds: u16,
    /// Whether a slash or a copyright sign stands in it.
    pub credit_mark: bool,
    /// Whether a digit stands in it.
    pub has_digit: bool,
    /// The day with which it begins, as entries of a chronology do.
    pub entry: Option<Entry>,
    /// Whether it is an entry of a chronology.
    pub dated: bool,
    /// Marks between links, such as a stroke.
    pub n_separators: usize,
    /// What the models see of it, besides its neighbours.
    pub own: Own,
}

impl Shape {
    /// Words, when the line reads like a sentence or several.
    pub(super) fn sentence_words(&self) -> usize {
        if self.n_words >= 8 && self.ends_sentence { self.n_words } else { 0 }
    }

    pub(super) fn has(&self, group: Group) -> bool {
        self.hits.of(group) > 0
    }
}

/// How many numbers describe a line alone.
pub(super) const N_OWN: usize = 35 + 2 * N_GROUPS;

/// The numbers that describe a line alone.
#[derive(Clone, Copy, Debug)]
pub(super) struct Own(pub [f32; N_OWN]);

impl Default for Own {
    fn default() -> Self {
        Self([0.0; N_OWN])
    }
}

/// Places in the list of a line's own numbers that only the whole file can fill.
const REPEATED: usize = 18;
const SMALL: usize = 2;
const PROSE: usize = 27;
const WORDLESS: usize = 30;

/// Fills a line's own numbers, those that need the file left at nought.
pub(super) fn measure_own(line: &Line, count: &Count, shape: &mut Shape) {
    let text = line.text.as_str();
    let n_words = shape.n_words;
    let n_chars = count.n_chars.max(1) as f32;
    let yes = |is: bool| f32::from(u8::from(is));
    let own = &mut shape.own.0;
    own[..5].copy_from_slice(&[log(n_words), yes(shape.ends_sentence), 0.0, shape.capitals, count.n_digits as f32 / n_chars]);
    const ENDS: [usize; 8] = [2, 4, 7, 11, 17, 31, 61, usize::MAX];
    if n_words > 0 {
        own[5 + ENDS.iter().take_while(|end| n_words >= **end).count()] = 1.0;
    }
    own[13..35].copy_from_slice(&[
        yes(text.ends_with([':', ',', ';', '-', '–'])),
        yes(text.ends_with('?')),
        yes(count.n_separators > 0),
        yes(line.bullet),
        yes(shape.clock),
        0.0,
        yes(count.at_sign || count.kinds & word::WEB != 0),
        yes(!count.lowercase),
        yes(text.starts_with(char::is_lowercase)),
        yes(count.n_quotes > 0),
        log(count.n_commas),
        log(count.n_stops),
        (line.indent as f32 / 8.0).min(4.0),
        yes(line.after_blank),
        0.0,
        yes(n_words >= 8 && !shape.ends_sentence),
        yes(n_words <= 3 && !shape.ends_sentence),
        0.0,
        yes(shape.opening.is_some()),
        count.n_personal as f32 / n_words.max(1) as f32,
        yes(count.year),
        yes(count.clock),
    ]);
    for (group, chars) in shape.hits.all().iter().enumerate().filter(|(_, chars)| **chars > 0) {
        own[35 + group] = 1.0;
        own[35 + N_GROUPS + group] = (*chars as f32 / n_chars).min(1.0);
    }
}

/// Fills what only the whole file tells.
pub(super) fn finish(shape: &mut Shape) {
    let yes = |is: bool| f32::from(u8::from(is));
    shape.own.0[SMALL] = shape.small;
    shape.own.0[REPEATED] = yes(shape.repeated);
    shape.own.0[PROSE] = yes(shape.n_words >= 8 && shape.ends_sentence && shape.small > 0.2);
    shape.own.0[WORDLESS] = yes(shape.small == 0.0 && shape.n_words >= 5);
}

/// The logarithm of a count and one.
pub(super) fn log(n: usize) -> f32 {
    static SMALL: LazyLock<[f32; 1024]> = LazyLock::new(|| std::array::from_fn(|n| (1.0 + n as f32).ln()));
    SMALL.get(n).copied().unwrap_or_else(|| (1.0 + n as f32).ln())
}
