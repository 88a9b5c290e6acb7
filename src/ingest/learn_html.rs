//! What the reader of web pages measures, for the program that learns its trees.

pub use super::html_model::{Forest, Tree};
use super::{html, html_strip};

/// A block of a page as the reader sees it.
#[derive(Clone, Debug)]
pub struct Measured {
    /// Its words.
    pub text: String,
    /// Its features.
    pub row: Vec<f32>,
}

/// Measures the blocks of a page; none for a page that is refused.
pub fn measure(page: &str) -> Vec<Measured> {
    html::measure(&html_strip::strip(page)).unwrap_or_default().into_iter().map(|(text, row)| Measured { text, row }).collect()
}

/// The body that the reader would give if its model had these log-odds, in the order of [`measure`].
pub fn keep_by(page: &str, odds: &[f32]) -> String {
    html::read_by(&html_strip::strip(page), |_| odds.to_vec()).map(|draft| draft.into_body().0).unwrap_or_default()
}
