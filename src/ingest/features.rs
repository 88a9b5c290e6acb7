//! What a line looks like, as numbers: its own shape, its neighbours, and its place in the file.

use std::collections::BTreeMap;

use super::Reason;
use super::frame::{self, Group, N_GROUPS};
use super::lines::{Line, ends_sentence, folded};
use super::when::starts_with_clock;

/// What is measured on one line alone.
#[derive(Clone, Debug, Default)]
pub(super) struct Shape {
    pub n_words: usize,
    pub ends_sentence: bool,
    pub hits: frame::Hits,
    /// What the first words say that the line is.
    pub opening: Option<Reason>,
    pub clock: bool,
    pub repeated: bool,
    /// Share of words that are small words of running text.
    pub small: f32,
    /// Share of words that begin with a capital.
    pub capitals: f32,
    own: Vec<f32>,
}

/// Measures every line of a file.
pub(super) fn shapes(lines: &[Line]) -> Vec<Shape> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let keys: Vec<String> = lines.iter().map(|line| folded(&line.text)).collect();
    for key in &keys {
        *seen.entry(key.clone()).or_default() += 1;
    }
    let scale = SmallWords::of(lines, &keys);
    lines.iter().zip(&keys).map(|(line, key)| shape(line, key, seen.get(key).is_some_and(|n| *n > 1), scale)).collect()
}

/// How common the known small words are in a file's sentences; few of them are known in most languages but English.
#[derive(Clone, Copy)]
enum SmallWords {
    Known,
    Rarer(f32),
    Unknown,
}

impl SmallWords {
    fn of(lines: &[Line], keys: &[String]) -> Self {
        let sentences = lines.iter().zip(keys).filter(|(line, _)| ends_sentence(&line.text)).map(|(_, key)| key.split(' '));
        let words: Vec<&str> = sentences.flat_map(|words| words.collect::<Vec<_>>()).collect();
        let share = words.iter().filter(|word| frame::is_small(word)).count() as f32 / words.len().max(1) as f32;
        match share {
            _ if words.len() < 16 || share > 0.3 => Self::Known,
            _ if share > 0.06 => Self::Rarer(USUAL / share),
            _ => Self::Unknown,
        }
    }

    fn corrected(self, share: f32, n_words: usize) -> f32 {
        match self {
            Self::Known => share,
            Self::Rarer(factor) => (share * factor).min(0.6),
            Self::Unknown => {
                if n_words >= 6 {
                    USUAL
                } else {
                    0.1
                }
            }
        }
    }
}

/// Share of small words in English sentences.
const USUAL: f32 = 0.42;

fn shape(line: &Line, folded: &str, repeated: bool, scale: SmallWords) -> Shape {
    let text = line.text.as_str();
    let n_words = folded.split(' ').filter(|word| !word.is_empty()).count().max(wide_words(text));
    let per_word = |n: usize| if n_words == 0 { 0.0 } else { n as f32 / n_words as f32 };
    let lower = text.to_lowercase();
    let hits = frame::hits(&lower);
    let ends = ends_sentence(text);
    let clock = starts_with_clock(text);
    let opening = frame::opening(&lower);
    let small = scale.corrected(per_word(folded.split(' ').filter(|word| frame::is_small(word)).count()), n_words);
    let capitals = per_word(text.split_whitespace().filter(|word| starts_upper(word)).count());
    let n_chars = text.chars().count().max(1) as f32;
    let count = |set: &[char]| text.chars().filter(|c| set.contains(c)).count();
    let digits = text.chars().filter(|c| c.is_numeric()).count() as f32 / n_chars;
    let inner_stops = text.matches(". ").count() + text.matches(".” ").count() + text.matches("? ").count();
    let yes = |is: bool| f32::from(u8::from(is));

    let mut own = vec![(1.0 + n_words as f32).ln(), yes(ends), small, capitals, digits];
    const BINS: [usize; 8] = [1, 2, 4, 7, 11, 17, 31, 61];
    own.extend(BINS.windows(2).map(|bin| yes((bin[0]..bin[1]).contains(&n_words))));
    own.push(yes(n_words >= BINS[7]));
    own.push(yes(text.ends_with([':', ',', ';', '-', '–'])));
    own.push(yes(text.ends_with('?')));
    own.push(yes(count(&['|', '•', '·', '»', '›', '>', '→', '/']) > 0));
    own.push(yes(line.bullet));
    own.push(yes(clock));
    own.push(yes(repeated));
    own.push(yes(text.contains("http") || text.contains('@') || text.contains("www.")));
    own.push(yes(text.chars().all(|c| !c.is_lowercase())));
    own.push(yes(text.chars().next().is_some_and(char::is_lowercase)));
    own.push(yes(count(&['"', '“', '”', '«', '»']) > 0));
    own.push((1.0 + count(&[',', '،', '、']) as f32).ln());
    own.push((1.0 + inner_stops as f32).ln());
    own.push((line.indent as f32 / 8.0).min(4.0));
    own.push(yes(line.after_blank));
    own.push(yes(n_words >= 8 && ends && small > 0.2));
    own.push(yes(n_words >= 8 && !ends));
    own.push(yes(n_words <= 3 && !ends));
    own.push(yes(small == 0.0 && n_words >= 5));
    own.push(yes(opening.is_some()));
    own.extend(hits.all().iter().map(|chars| yes(*chars > 0)));
    own.extend(hits.all().iter().map(|chars| (*chars as f32 / n_chars).min(1.0)));
    debug_assert_eq!(own.len(), N_OWN);
    Shape { n_words, ends_sentence: ends, hits, opening, clock, repeated, small, capitals, own }
}

const N_OWN: usize = 32 + 2 * N_GROUPS;

/// Scripts without spaces count as a word for every two letters.
fn wide_words(text: &str) -> usize {
    text.chars().filter(|c| matches!(*c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')).count() / 2
}

fn starts_upper(word: &str) -> bool {
    word.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase)
}

impl Shape {
    /// Words, when the line reads like a sentence or several.
    pub(super) fn sentence_words(&self) -> usize {
        if self.n_words >= 8 && self.ends_sentence { self.n_words } else { 0 }
    }

    fn has(&self, group: Group) -> bool {
        self.hits.of(group) > 0
    }
}

/// One row of numbers a line: what the cleaner's weights are applied to.
pub(super) fn rows(shapes: &[Shape]) -> Vec<Vec<f32>> {
    let n = shapes.len();
    let mut sums = vec![0_usize; n + 1];
    for (idx, shape) in shapes.iter().enumerate() {
        sums[idx + 1] = sums[idx] + shape.sentence_words();
    }
    let peak = peak(&sums);
    let headed = sections(shapes);
    (0..n).map(|idx| row(shapes, &sums, peak, &headed, idx)).collect()
}

fn row(shapes: &[Shape], sums: &[usize], peak: f32, headed: &[[f32; 3]], idx: usize) -> Vec<f32> {
    let n = shapes.len();
    let mut row = shapes[idx].own.clone();
    for distance in 1..=3_usize {
        for other in [idx.checked_sub(distance), Some(idx + distance)] {
            let other = other.and_then(|at| shapes.get(at));
            row.push(other.map_or(0.0, |shape| (1.0 + shape.n_words as f32).ln()));
            row.push(other.map_or(0.0, |shape| f32::from(u8::from(shape.ends_sentence))));
            row.push(other.map_or(0.0, |shape| shape.small));
            row.push(f32::from(u8::from(other.is_none())));
        }
    }
    for window in [3, 6, 12] {
        let before = (1.0 + (sums[idx] - sums[idx.saturating_sub(window)]) as f32).ln();
        let after = (1.0 + (sums[(idx + 1 + window).min(n)] - sums[idx + 1]) as f32).ln();
        row.extend([before, after, before.min(after)]);
    }
    let total = sums[n].max(1) as f32;
    let before = sums[idx] as f32 / total;
    let after = (sums[n] - sums[idx + 1]) as f32 / total;
    row.extend([before, after, before.min(after), f32::from(u8::from(before == 0.0)), f32::from(u8::from(after == 0.0))]);
    let place = (idx as f32 - peak) / n as f32;
    row.extend([place.max(0.0), (-place).max(0.0), idx as f32 / n as f32]);
    row.extend(headed[idx]);
    row
}

/// The densest spot of the file: the middle of the six lines with most sentence words.
fn peak(sums: &[usize]) -> f32 {
    let n = sums.len() - 1;
    let best = (0..n).max_by_key(|&at| (sums[(at + 6).min(n)] - sums[at], std::cmp::Reverse(at)));
    best.map_or(0.0, |at| at as f32 + 3.0)
}

/// Whether a short line above announces other articles, comments or a plea, fading with the distance.
pub(super) fn sections(shapes: &[Shape]) -> Vec<[f32; 3]> {
    let mut fading = [0.0_f32; 3];
    shapes
        .iter()
        .map(|shape| {
            let now = fading;
            let short = shape.n_words <= 6 && !shape.ends_sentence;
            let marks = [shape.has(Group::Related), shape.has(Group::Comments), shape.has(Group::Plea) || shape.has(Group::Share)];
            for (value, mark) in fading.iter_mut().zip(marks) {
                *value = if short && mark { 1.0 } else { *value * 0.85 };
            }
            now
        })
        .collect()
}
