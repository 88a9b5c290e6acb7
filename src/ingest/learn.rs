//! What the cleaner measures, for the program that learns its weights.

use super::lines;
pub use super::model::{apply, with_neighbours};
use super::select::{self, Candidates};

/// A line of raw text as the cleaner sees it.
#[derive(Clone, Debug)]
pub struct Measured {
    /// Lines of the file that it covers, counted from 1, both ends included.
    pub lines: std::ops::RangeInclusive<u32>,
    /// Its words.
    pub n_words: usize,
    /// Its features.
    pub row: Vec<f32>,
}

/// Measures the lines of a raw text that may be its article.
pub fn measure(text: &str) -> Vec<Measured> {
    let candidates = Candidates::of(&lines::lines(text));
    let rows = candidates.rows();
    let measured = candidates.lines.iter().zip(candidates.shapes.iter().zip(rows));
    measured.map(|(line, (shape, row))| Measured { lines: line.number..=line.last, n_words: shape.n_words, row }).collect()
}

/// The text that the cleaner would keep if its model had these log-odds.
pub fn keep_by(text: &str, odds: &[f32]) -> String {
    let candidates = Candidates::of(&lines::lines(text));
    let kept = select::choose(&candidates, odds);
    let words: Vec<&str> = candidates.lines.iter().zip(kept).filter(|(_, keep)| *keep).map(|(line, _)| line.text.as_str()).collect();
    words.join("\n")
}
