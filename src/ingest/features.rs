//! What the model sees of a line: its own shape, its neighbours, its place in the file, and how much of the article's vocabulary it shares.

use super::frame::Group;
use super::lines::Line;
use super::measure::Measure;
use super::shape::{Shape, log};
use super::vocabulary::Vocabulary;

/// Numbers that describe where a line stands.
pub(super) const N_SETTING: usize = N_NEAR + N_PLACE + 3;

/// Four numbers of each of the three lines before it and behind it.
const N_NEAR: usize = 2 * 3 * 4;

/// Numbers that tell where it stands among the sentences of the file.
const N_PLACE: usize = 9 + 8;

/// Numbers that describe to the second model what the first one thinks of the lines around.
pub(super) const N_AROUND: usize = N_OPINIONS + 4;

/// What the first model thinks of a line, of three on either side, and of three wider stretches.
const N_OPINIONS: usize = 7 + 9;

/// Measures every line of a file alone.
pub(super) fn shapes(lines: &[Line]) -> Vec<Shape> {
    Measure::of(lines.iter()).shapes
}

/// What the first model sees of every line besides its own numbers.
pub(super) fn settings(shapes: &[&Shape]) -> Vec<[f32; N_SETTING]> {
    let n = shapes.len();
    let mut sums = vec![0_usize; n + 1];
    for (idx, shape) in shapes.iter().enumerate() {
        sums[idx + 1] = sums[idx] + shape.sentence_words();
    }
    let peak = peak(&sums);
    let mut fading = [0.0_f32; 3];
    let mut rows = vec![[0.0; N_SETTING]; n];
    for ((idx, shape), row) in shapes.iter().enumerate().zip(&mut rows) {
        let (near, rest) = row.split_at_mut(N_NEAR);
        neighbours(shapes, idx, near);
        let (placed, faded) = rest.split_at_mut(N_PLACE);
        placed.copy_from_slice(&place(&sums, peak, idx));
        faded.copy_from_slice(&fading);
        fade(shape, &mut fading);
    }
    rows
}

/// Length, sentence end and small words of three lines on either side.
fn neighbours(shapes: &[&Shape], idx: usize, row: &mut [f32]) {
    for (distance, pair) in (1..).zip(row.chunks_exact_mut(8)) {
        for (other, numbers) in [idx.checked_sub(distance), Some(idx + distance)].into_iter().zip(pair.chunks_exact_mut(4)) {
            numbers.copy_from_slice(&match other.and_then(|at| shapes.get(at)) {
                // The first two numbers of a shape are the logarithm of its words and whether a sentence ends.
                Some(shape) => [shape.own.0[0], shape.own.0[1], shape.small, 0.0],
                None => [0.0, 0.0, 0.0, 1.0],
            });
        }
    }
}

/// Sentences around a line and its place among them.
fn place(sums: &[usize], peak: f32, idx: usize) -> [f32; N_PLACE] {
    let n = sums.len() - 1;
    let around = |window: usize| {
        let before = log(sums[idx] - sums[idx.saturating_sub(window)]);
        let after = log(sums[(idx + 1 + window).min(n)] - sums[idx + 1]);
        [before, after, before.min(after)]
    };
    let ([a, b, c], [d, e, f], [g, h, i]) = (around(3), around(6), around(12));
    let total = sums[n].max(1) as f32;
    let before = sums[idx] as f32 / total;
    let after = (sums[n] - sums[idx + 1]) as f32 / total;
    let (first, last) = (f32::from(u8::from(before == 0.0)), f32::from(u8::from(after == 0.0)));
    let place = (idx as f32 - peak) / n as f32;
    let (behind, above) = (place.max(0.0), (-place).max(0.0));
    [a, b, c, d, e, f, g, h, i, before, after, before.min(after), first, last, behind, above, idx as f32 / n as f32]
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

/// What the second model sees besides: what the first model thinks of the lines around, and the vocabulary of what it takes for the article.
pub(super) struct Around<'a> {
    shapes: &'a [&'a Shape],
    words: &'a [u32],
    odds: Vec<f32>,
    /// Sums of the log-odds of the lines before.
    sums: Vec<f32>,
    most: Most,
    vocabulary: Vocabulary,
}

impl<'a> Around<'a> {
    /// Gathers it, given the first model's log-odds.
    pub(super) fn of(shapes: &'a [&'a Shape], words: &'a [u32], odds: &[f32]) -> Self {
        let odds: Vec<f32> = odds.iter().map(|odds| odds.clamp(-5.0, 5.0)).collect();
        let mut sums = vec![0.0_f32; odds.len() + 1];
        for (idx, odds) in odds.iter().enumerate() {
            sums[idx + 1] = sums[idx] + odds;
        }
        Self { most: Most::of(&odds), vocabulary: Vocabulary::of(shapes, words, &odds), shapes, words, odds, sums }
    }

    /// The numbers for one line.
    pub(super) fn row(&self, idx: usize) -> [f32; N_AROUND] {
        let mut row = [0.0; N_AROUND];
        let (told, shared) = row.split_at_mut(N_OPINIONS);
        told.copy_from_slice(&opinions(&self.odds, &self.sums, &self.most, idx));
        let share = self.vocabulary.share(&self.words[self.shapes[idx].words.clone()], self.odds[idx]);
        let known_of_some = share.known * f32::from(u8::from(share.n_telling >= 4));
        shared.copy_from_slice(&[share.known, share.weight, known_of_some, log(share.n_telling)]);
        row
    }
}

fn opinions(odds: &[f32], sums: &[f32], most: &Most, idx: usize) -> [f32; N_OPINIONS] {
    const NONE: f32 = -3.0;
    let n = odds.len();
    let before = |distance: usize| idx.checked_sub(distance).map_or(NONE, |at| odds[at]);
    let behind = |distance: usize| odds.get(idx + distance).copied().unwrap_or(NONE);
    let mean = |a: usize, b: usize| if a == b { NONE } else { (sums[b] - sums[a]) / (b - a) as f32 };
    let means = |window: usize| (mean(idx.saturating_sub(window), idx), mean(idx + 1, (idx + 1 + window).min(n)));
    let (five, fifteen, forty) = (means(5), means(15), means(40));
    let [most_of_five, most_of_fifteen, most_of_forty] = [0, 1, 2].map(|window| most.windows[window][idx]);
    [
        odds[idx],
        before(1),
        behind(1),
        before(2),
        behind(2),
        before(3),
        behind(3),
        five.0,
        five.1,
        most_of_five,
        fifteen.0,
        fifteen.1,
        most_of_fifteen,
        forty.0,
        forty.1,
        most_of_forty,
    ]
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
    let mut five = vec![LEAST; odds.len()];
    (1..=5).for_each(|back| raise(&mut five, odds, back));
    let widened = |narrow: &[f32], back: [usize; 2]| {
        let mut wide = narrow.to_vec();
        back.into_iter().for_each(|back| raise(&mut wide, narrow, back));
        wide
    };
    let fifteen = widened(&five, [5, 10]);
    let forty = widened(&fifteen, [15, 25]);
    [five, fifteen, forty]
}

/// Raises every number to the one so many places before in another list, where that is greater.
fn raise(most: &mut [f32], odds: &[f32], back: usize) {
    for (most, odds) in most.iter_mut().skip(back).zip(odds) {
        *most = if *odds > *most { *odds } else { *most };
    }
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
