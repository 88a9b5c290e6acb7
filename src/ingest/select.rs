//! Which lines are the article: the best run over the model's opinion, and a guard that leaves clean text alone.

use super::features::{self, Shape};
use super::lines::Line;
use super::{Reason, model, reason};

/// Lines of a text with what is measured on them, those that are certainly frame taken out.
pub(super) struct Candidates {
    /// Places in the list of all lines.
    pub at: Vec<usize>,
    /// Their lines.
    pub lines: Vec<Line>,
    /// Their shapes.
    pub shapes: Vec<Shape>,
    /// How many lines were taken out because only a page's frame has them.
    pub n_frame: usize,
}

impl Candidates {
    /// The lines that may be the article.
    pub(super) fn of(lines: &[Line]) -> Self {
        let certain = reason::certain_of(lines.iter().map(|line| line.text.as_str()));
        let at: Vec<usize> = (0..lines.len()).filter(|at| certain[*at].is_none()).collect();
        let lines: Vec<Line> = at.iter().map(|at| lines[*at].clone()).collect();
        let shapes = features::shapes(&lines);
        let n_frame = certain.iter().flatten().filter(|reason| is_page(**reason)).count();
        Self { at, lines, shapes, n_frame }
    }

    /// The features of every candidate.
    pub(super) fn rows(&self) -> Vec<Vec<f32>> {
        features::rows(&self.shapes)
    }
}

/// Whether clean text has no such line; captions and credits of reporters stand in clean text too.
fn is_page(reason: Reason) -> bool {
    !matches!(reason, Reason::Caption | Reason::Metadata | Reason::NotProse)
}

/// For every line, whether it belongs to the article.
pub(super) fn select(lines: &[Line]) -> Vec<bool> {
    let candidates = Candidates::of(lines);
    let odds = model::log_odds(&candidates.rows());
    let mut kept = vec![false; lines.len()];
    for (at, keep) in candidates.at.iter().zip(choose(&candidates, &odds)) {
        kept[*at] = keep;
    }
    kept
}

/// The choice among candidates for given log-odds.
pub(super) fn choose(candidates: &Candidates, odds: &[f32]) -> Vec<bool> {
    let shapes = candidates.shapes.as_slice();
    let run = best_run(shapes, odds);
    let total: usize = shapes.iter().map(|shape| shape.n_words).sum();
    let inside: usize = shapes[run.clone()].iter().map(|shape| shape.n_words).sum();
    if run.is_empty() || candidates.n_frame <= MOST_FRAME && is_clean(shapes, inside, total) {
        return shapes.iter().enumerate().map(|(idx, shape)| run.contains(&idx) || !is_framed(shape)).collect();
    }
    (0..shapes.len()).map(|idx| run.contains(&idx) && odds[idx] > LEAST).collect()
}

/// Lines of a page's frame that do not yet make a text a page.
const MOST_FRAME: usize = 1;

/// Log-odds of a probability of 0.2: inside the run, only what is surely not the article goes.
const LEAST: f32 = -1.386;

/// A text that keeps nearly all its words and has few short lines is clean: it is left exactly alone.
fn is_clean(shapes: &[Shape], inside: usize, total: usize) -> bool {
    let n_short = shapes.iter().filter(|shape| shape.n_words <= 3).count();
    let sentences: usize = shapes.iter().map(Shape::sentence_words).sum();
    let (inside, sentences, short) = (share(inside, total), share(sentences, total), share(n_short, shapes.len()));
    inside >= 0.98 && short < 0.5 || inside >= 0.9 && short < 0.35 || inside >= 0.75 && sentences >= 0.8 && short < 0.2
}

fn share(part: usize, whole: usize) -> f32 {
    part as f32 / whole.max(1) as f32
}

/// Whether a line at the edge of clean text says itself that it is no part of it.
fn is_framed(shape: &Shape) -> bool {
    shape.opening.is_some() && shape.n_words <= 30
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
