//! What the cleaner measures, for the program that learns its weights.

pub use super::model::{apply, with_neighbours};
use super::{features, lines, select};

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

/// Measures the lines of a raw text.
pub fn measure(text: &str) -> Vec<Measured> {
    let lines = lines::lines(text);
    let shapes = features::shapes(&lines);
    let rows = features::rows(&shapes);
    lines
        .iter()
        .zip(shapes.iter().zip(rows))
        .map(|(line, (shape, row))| Measured { lines: line.number..=line.last, n_words: shape.n_words, row })
        .collect()
}

/// The text that the cleaner would keep if its model had these log-odds.
pub fn keep_by(text: &str, odds: &[f32]) -> String {
    let lines = lines::lines(text);
    let shapes = features::shapes(&lines);
    let kept = select::choose(&lines, &shapes, odds);
    let words: Vec<&str> = lines.iter().zip(kept).filter(|(_, keep)| *keep).map(|(line, _)| line.text.as_str()).collect();
    words.join("\n")
}
