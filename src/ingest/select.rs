//! Which lines are the article: the best run over the model's opinion, and a guard that leaves clean text alone.

use super::features::{self, Shape};
use super::lines::Line;
use super::model;

/// For every line, whether it belongs to the article.
pub(super) fn select(lines: &[Line], shapes: &[Shape]) -> Vec<bool> {
    let odds = model::log_odds(&features::rows(shapes));
    choose(lines, shapes, &odds)
}

/// The choice for given log-odds.
pub(super) fn choose(lines: &[Line], shapes: &[Shape], odds: &[f32]) -> Vec<bool> {
    let run = best_run(shapes, odds);
    let total: usize = shapes.iter().map(|shape| shape.n_words).sum();
    let inside: usize = shapes[run.clone()].iter().map(|shape| shape.n_words).sum();
    if run.is_empty() || is_clean(shapes, inside, total) {
        return vec![true; lines.len()];
    }
    (0..lines.len()).map(|idx| run.contains(&idx) && odds[idx] > LEAST).collect()
}

/// Log-odds of a probability of 0.2: inside the run, only what is surely not the article goes.
const LEAST: f32 = -1.386;

/// A text that keeps nearly all its words and has few short lines is clean: it is left exactly alone.
fn is_clean(shapes: &[Shape], inside: usize, total: usize) -> bool {
    let short = shapes.iter().filter(|shape| shape.n_words <= 3).count();
    inside * 10 >= total * 9 && short * 20 < shapes.len() * 7
}

/// The stretch of lines with the greatest sum of log-odds, long lines counting more.
fn best_run(shapes: &[Shape], odds: &[f32]) -> std::ops::Range<usize> {
    let (mut best, mut best_sum) = (0..0, 0.0_f32);
    let (mut start, mut sum) = (0, 0.0_f32);
    for (idx, (shape, odds)) in shapes.iter().zip(odds).enumerate() {
        if sum <= 0.0 {
            (start, sum) = (idx, 0.0);
        }
        sum += odds * (shape.n_words as f32).powf(0.7);
        if sum > best_sum {
            (best, best_sum) = (start..idx + 1, sum);
        }
    }
    best
}
