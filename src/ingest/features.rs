//! What the model sees of a line: its own shape, its neighbours, its place in the file, and how much of the article's vocabulary it shares.

use super::frame::Group;
use super::lines::Line;
use super::measure::Measure;
use super::shape::{N_OWN, Shape, log};
use super::vocabulary::Vocabulary;
use super::word::Word;

/// Numbers that describe a line to the first model.
pub(super) const N_FIRST: usize = N_OWN + 24 + 9 + 8 + 3;

/// Numbers that describe to the second model what the first one thinks of the lines around.
pub(super) const N_AROUND: usize = 7 + 9 + 4;

/// Rows of numbers of one width.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    numbers: Vec<f32>,
    width: usize,
}

impl Rows {
    fn with_width(width: usize, n_rows: usize) -> Self {
        Self { numbers: Vec::with_capacity(width * n_rows), width }
    }

    pub(super) fn iter(&self) -> std::slice::ChunksExact<'_, f32> {
        self.numbers.chunks_exact(self.width.max(1))
    }
}

/// Measures every line of a file alone.
pub(super) fn shapes(lines: &[Line]) -> Vec<Shape> {
    Measure::of(lines.iter()).shapes
}

/// What the first model sees of every line.
pub(super) fn first(shapes: &[&Shape]) -> Rows {
    let n = shapes.len();
    let mut sums = vec![0_usize; n + 1];
    for (idx, shape) in shapes.iter().enumerate() {
        sums[idx + 1] = sums[idx] + shape.sentence_words();
    }
    let peak = peak(&sums);
    let mut fading = [0.0_f32; 3];
    let mut rows = Rows::with_width(N_FIRST, n);
    for (idx, shape) in shapes.iter().enumerate() {
        rows.numbers.extend_from_slice(&shape.own.0);
        neighbours(shapes, idx, &mut rows.numbers);
        place(&sums, peak, idx, &mut rows.numbers);
        rows.numbers.extend_from_slice(&fading);
        fade(shape, &mut fading);
    }
    debug_assert_eq!(rows.numbers.len(), n * N_FIRST);
    rows
}

/// Length, sentence end and small words of three lines on either side.
fn neighbours(shapes: &[&Shape], idx: usize, row: &mut Vec<f32>) {
    for distance in 1..=3_usize {
        for other in [idx.checked_sub(distance), Some(idx + distance)] {
            match other.and_then(|at| shapes.get(at)) {
                // The first two numbers of a shape are the logarithm of its words and whether a sentence ends.
                Some(shape) => row.extend([shape.own.0[0], shape.own.0[1], shape.small, 0.0]),
                None => row.extend([0.0, 0.0, 0.0, 1.0]),
            }
        }
    }
}

/// Sentences around a line and its place among them.
fn place(sums: &[usize], peak: f32, idx: usize, row: &mut Vec<f32>) {
    let n = sums.len() - 1;
    for window in [3, 6, 12] {
        let before = log(sums[idx] - sums[idx.saturating_sub(window)]);
        let after = log(sums[(idx + 1 + window).min(n)] - sums[idx + 1]);
        row.extend([before, after, before.min(after)]);
    }
    let total = sums[n].max(1) as f32;
    let before = sums[idx] as f32 / total;
    let after = (sums[n] - sums[idx + 1]) as f32 / total;
    row.extend([before, after, before.min(after), f32::from(u8::from(before == 0.0)), f32::from(u8::from(after == 0.0))]);
    let place = (idx as f32 - peak) / n as f32;
    row.extend([place.max(0.0), (-place).max(0.0), idx as f32 / n as f32]);
}

/// The densest spot of the file: the middle of the six lines with most sentence words.
fn peak(sums: &[usize]) -> f32 {
    let n = sums.len() - 1;
    let best = (0..n).max_by_key(|&at| (sums[(at + 6).min(n)] - sums[at], std::cmp::Reverse(at)));
    best.map_or(0.0, |at| at as f32 + 3.0)
}

/// Whether a short line above announces other articles, comments or a plea, fading with the distance.
fn fade(shape: &Shape, fading: &mut [f32; 3]) {
    let short = shape.n_words <= 6 && !shape.ends_sentence;
    let marks = [shape.has(Group::Related), shape.has(Group::Comments), shape.has(Group::Plea) || shape.has(Group::Share)];
    for (value, mark) in fading.iter_mut().zip(marks) {
        *value = if short && mark { 1.0 } else { *value * 0.85 };
    }
}

/// What the second model sees besides the first row: what the first model thinks of the lines around, and the vocabulary of what it takes for the article; noughts for lines that are not wanted.
pub(super) fn around(shapes: &[&Shape], words: &[Word], odds: &[f32], wanted: &[bool]) -> Rows {
    let odds: Vec<f32> = odds.iter().map(|odds| odds.clamp(-5.0, 5.0)).collect();
    let n = odds.len();
    let mut sums = vec![0.0_f32; n + 1];
    for (idx, odds) in odds.iter().enumerate() {
        sums[idx + 1] = sums[idx] + odds;
    }
    let most = Most::of(&odds);
    let vocabulary = Vocabulary::of(shapes, words, &odds);
    let mut rows = Rows::with_width(N_AROUND, n);
    for idx in 0..n {
        if !wanted[idx] {
            rows.numbers.resize(rows.numbers.len() + N_AROUND, 0.0);
            continue;
        }
        opinions(&odds, &sums, &most, idx, &mut rows.numbers);
        let share = vocabulary.share(&words[shapes[idx].words.clone()], odds[idx]);
        rows.numbers.extend([share.known, share.weight, share.known * f32::from(u8::from(share.n_telling >= 4)), log(share.n_telling)]);
    }
    debug_assert_eq!(rows.numbers.len(), n * N_AROUND);
    rows
}

fn opinions(odds: &[f32], sums: &[f32], most: &Most, idx: usize, row: &mut Vec<f32>) {
    const NONE: f32 = -3.0;
    let n = odds.len();
    row.push(odds[idx]);
    for distance in 1..=3 {
        row.push(idx.checked_sub(distance).map_or(NONE, |at| odds[at]));
        row.push(odds.get(idx + distance).copied().unwrap_or(NONE));
    }
    for (window, most) in [5, 15, 40].into_iter().zip(&most.windows) {
        let (from, to) = (idx.saturating_sub(window), (idx + 1 + window).min(n));
        let mean = |a: usize, b: usize| if a == b { NONE } else { (sums[b] - sums[a]) / (b - a) as f32 };
        row.extend([mean(from, idx), mean(idx + 1, to), most[idx]]);
    }
}

/// For every line, the greatest log-odds among the five, fifteen and forty lines before it and behind it, whichever is smaller.
struct Most {
    windows: [Vec<f32>; 3],
}

impl Most {
    fn of(odds: &[f32]) -> Self {
        let backwards: Vec<f32> = odds.iter().rev().copied().collect();
        let (before, behind) = (before(odds), before(&backwards));
        let n = odds.len();
        let both = |window: usize| (0..n).map(|idx| before[window][idx].min(behind[window][n - 1 - idx])).collect();
        Self { windows: [both(0), both(1), both(2)] }
    }
}

/// For every line, the greatest log-odds among the five, fifteen and forty before it.
fn before(odds: &[f32]) -> [Vec<f32>; 3] {
    const LEAST: f32 = -5.0;
    let widened = |narrow: &[f32], back: [usize; 2]| -> Vec<f32> {
        let at = |idx: usize, back: usize| idx.checked_sub(back).map_or(LEAST, |at| narrow[at]);
        (0..narrow.len()).map(|idx| narrow[idx].max(at(idx, back[0])).max(at(idx, back[1]))).collect()
    };
    let five: Vec<f32> = (0..odds.len()).map(|idx| odds[idx.saturating_sub(5)..idx].iter().copied().fold(LEAST, f32::max)).collect();
    let fifteen = widened(&five, [5, 10]);
    let forty = widened(&fifteen, [15, 25]);
    [five, fifteen, forty]
}

/// What short lines above announce, for every line.
pub(super) fn sections(shapes: &[Shape]) -> Vec<[f32; 3]> {
    let mut fading = [0.0_f32; 3];
    let above = |shape: &Shape| {
        let now = fading;
        fade(shape, &mut fading);
        now
    };
    shapes.iter().map(above).collect()
}
