//! What the cleaner measures, for the program that learns its weights.

use super::lines::{self, Line};
use super::measure::Measure;
use super::model::Model;
pub use super::model::{Network, UNITS, Weights, apply};
use super::select::Candidates;

/// A raw text as the cleaner sees it.
pub struct Page {
    lines: Vec<Line>,
    measure: Measure,
}

/// A line that may be the article.
#[derive(Clone, Debug)]
pub struct Measured {
    /// Lines of the file that it covers, counted from 1, both ends included.
    pub lines: std::ops::RangeInclusive<u32>,
    /// Its words.
    pub n_words: usize,
}

impl Page {
    /// Measures a raw text.
    pub fn new(text: &str) -> Self {
        let lines = lines::lines(text);
        let measure = Measure::of(lines.iter());
        Self { lines, measure }
    }

    /// The lines that may be its article.
    pub fn lines(&self) -> Vec<Measured> {
        let candidates = Candidates::of(&self.measure);
        let measured = candidates.at.iter().zip(&candidates.shapes);
        measured.map(|(at, shape)| Measured { lines: self.lines[*at].number..=self.lines[*at].last, n_words: shape.n_words }).collect()
    }

    /// What the first model sees of each of them.
    pub fn first(&self) -> Vec<Vec<f32>> {
        let candidates = Candidates::of(&self.measure);
        candidates.shapes.iter().zip(candidates.settings()).map(|(shape, setting)| [&shape.own.0[..], &setting].concat()).collect()
    }

    /// What the second model sees of each, given the first one's log-odds.
    pub fn second(&self, odds: &[f32]) -> Vec<Vec<f32>> {
        let candidates = Candidates::of(&self.measure);
        let around = candidates.around(odds);
        self.first().into_iter().enumerate().map(|(idx, first)| [&first[..], &around.row(idx)].concat()).collect()
    }

    /// Log-odds by some weights.
    pub fn log_odds(&self, weights: &Weights) -> Vec<f32> {
        Candidates::of(&self.measure).log_odds(&Model::of(weights))
    }

    /// The text that the cleaner would keep if its model had these log-odds.
    pub fn keep(&self, odds: &[f32]) -> String {
        let kept = Candidates::of(&self.measure).choose(odds, self.lines.len());
        let words: Vec<&str> = self.lines.iter().zip(kept).filter(|(_, keep)| *keep).map(|(line, _)| line.text.as_str()).collect();
        words.join("\n")
    }
}
