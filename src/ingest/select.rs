//! Which lines are the article: the best run over the model's opinion, and a guard that leaves clean text alone.

use std::ops::Range;

use super::Reason;
use super::features::{self, Around, N_SETTING};
use super::measure::Measure;
use super::model::{MODEL, Model, SUREST, apply};
use super::reason;
use super::shape::{N_OWN, Shape};

/// Lines of a text with what is measured on them, those that are certainly frame set aside.
pub(super) struct Candidates<'a> {
    /// Places in the list of all lines.
    pub at: Vec<usize>,
    /// Their shapes.
    pub shapes: Vec<&'a Shape>,
    /// The telling words of all lines.
    words: &'a [u32],
    /// What every line of the text says of itself.
    certain: Vec<Option<Reason>>,
    /// How many lines were set aside because only a page's frame has them.
    n_frame: usize,
}

impl<'a> Candidates<'a> {
    /// The lines that may be the article.
    pub(super) fn of(measure: &'a Measure) -> Self {
        let certain = reason::certain_of(&measure.shapes);
        let at: Vec<usize> = (0..certain.len()).filter(|at| certain[*at].is_none()).collect();
        let shapes = at.iter().map(|at| &measure.shapes[*at]).collect();
        let n_frame = certain.iter().flatten().filter(|reason| is_page(**reason)).count();
        Self { at, shapes, words: &measure.words, certain, n_frame }
    }

    /// What the models see of the places where the lines stand.
    pub(super) fn settings(&self) -> Vec<[f32; N_SETTING]> {
        features::settings(&self.shapes)
    }

    /// What the second model sees besides, given the first one's log-odds.
    pub(super) fn around(&self, odds: &[f32]) -> Around<'_> {
        Around::of(&self.shapes, self.words, odds)
    }

    /// Log-odds that each line belongs to the article.
    pub(super) fn log_odds(&self, model: &Model) -> Vec<f32> {
        let settings = self.settings();
        let (for_own, for_setting) = model.first.split_at(N_OWN.min(model.first.len()));
        let first = |(shape, setting): (&&Shape, &[f32; N_SETTING])| apply(for_own, &shape.own.0) + apply(for_setting, setting);
        let odds: Vec<f32> = self.shapes.iter().zip(&settings).map(first).collect();
        let (asked, around) = (asked(&odds), self.around(&odds));
        let second = |idx: usize| model.second.apply(&self.shapes[idx].own.0, [&settings[idx], &around.row(idx)]);
        (0..odds.len()).map(|idx| if asked[idx] { second(idx) } else { odds[idx] }.clamp(-SUREST, SUREST)).collect()
    }

    /// For every line of the text, whether it belongs to the article.
    pub(super) fn choose(&self, odds: &[f32], n_lines: usize) -> Vec<bool> {
        let run = best_run(&self.shapes, odds);
        let mut kept = vec![false; n_lines];
        if run.is_empty() || self.is_clean(odds, &run) {
            for (idx, at) in self.at.iter().enumerate() {
                kept[*at] = run.contains(&idx) || !is_framed(self.shapes[idx]);
            }
            self.keep_certain(&run, &mut kept);
        } else {
            run.filter(|idx| odds[*idx] > LEAST).for_each(|idx| kept[self.at[idx]] = true);
        }
        kept
    }

    /// Of a long clean text, what looks like one line of a frame is more likely a line of the text; rules and lone marks stay too.
    fn keep_certain(&self, run: &Range<usize>, kept: &mut [bool]) {
        let (Some(first), Some(last)) = (self.at.get(run.start), self.at.get(run.end.saturating_sub(1))) else { return };
        let n_odd = self.certain.iter().flatten().filter(|reason| **reason != Reason::NotProse).count();
        let long = n_odd * LINES_PER_ODD_ONE <= self.at.len();
        for (kept, certain) in kept.iter_mut().zip(&self.certain).take(*last + 1).skip(*first) {
            *kept |= match certain {
                Some(Reason::NotProse) => true,
                Some(_) => long,
                None => false,
            };
        }
    }

    /// Whether nearly everything reads like the article and hardly a line is a page's frame: such a text is left exactly alone.
    fn is_clean(&self, odds: &[f32], run: &Range<usize>) -> bool {
        let n_lines = self.shapes.len();
        let n_words = |shapes: &[&Shape]| shapes.iter().map(|shape| shape.n_words).sum::<usize>();
        let inside = share(n_words(&self.shapes[run.clone()]), n_words(&self.shapes));
        let likely = share(odds.iter().filter(|odds| **odds > 0.0).count(), n_lines);
        let short = share(self.shapes.iter().filter(|shape| shape.n_words <= 3).count(), n_lines);
        let few = self.n_frame <= (n_lines / LINES_PER_ODD_ONE).max(1);
        few && inside >= 0.85 && (likely >= 0.8 || n_lines <= 30 && short <= 0.15)
    }
}

/// Whether clean text has no such line; captions and credits of reporters stand in clean text too.
fn is_page(reason: Reason) -> bool {
    !matches!(reason, Reason::Caption | Reason::Metadata | Reason::NotProse)
}

/// For every line, whether it belongs to the article.
pub(super) fn select(measure: &Measure) -> Vec<bool> {
    let candidates = Candidates::of(measure);
    candidates.choose(&candidates.log_odds(&MODEL), measure.shapes.len())
}

/// About which lines the second model is asked: not about those in the middle of a menu or of comments, as the first one sees it.
fn asked(odds: &[f32]) -> Vec<bool> {
    const NEAR: usize = 4;
    const LOST: f32 = -3.0;
    let mut asked = vec![false; odds.len()];
    for (idx, _) in odds.iter().enumerate().filter(|(_, odds)| **odds >= LOST) {
        asked[idx.saturating_sub(NEAR)..(idx + NEAR + 1).min(odds.len())].fill(true);
    }
    asked
}

/// Lines of a clean text to one that looks like a frame's by chance.
const LINES_PER_ODD_ONE: usize = 64;

/// Log-odds of a probability of 0.2: inside the run, only what is surely not the article goes.
const LEAST: f32 = -1.386;

fn share(part: usize, whole: usize) -> f32 {
    part as f32 / whole.max(1) as f32
}

/// Whether a line at the edge of clean text says itself that it is no part of it.
fn is_framed(shape: &Shape) -> bool {
    shape.opening.is_some() && shape.n_words <= 30
}

/// Added to the log-odds: a lost paragraph costs more than a kept teaser.
const LEANING: f32 = 0.1;

/// The stretch of lines with the greatest sum of log-odds, long lines counting more.
fn best_run(shapes: &[&Shape], odds: &[f32]) -> Range<usize> {
    let (mut best, mut best_sum) = (0..0, 0.0_f32);
    let (mut start, mut sum) = (0, 0.0_f32);
    for (idx, (shape, odds)) in shapes.iter().zip(odds).enumerate() {
        if sum <= 0.0 {
            (start, sum) = (idx, 0.0);
        }
        sum += (odds + LEANING) * (shape.n_words as f32).sqrt();
        if sum > best_sum {
            (best, best_sum) = (start..idx + 1, sum);
        }
    }
    best
}
