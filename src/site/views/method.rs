//! How the pages are made.

use serde::Serialize;

use crate::site::SourceText;
use crate::site::citations::Cards;
use crate::site::desk::Desk;

/// What the page needs beyond its own words.
#[derive(Clone, Debug, Serialize)]
pub struct Method {
    /// Title.
    pub title: String,
    /// For search engines.
    pub description: String,
    /// `excerpts`, `full` or `none`.
    pub source_text: &'static str,
    /// Version of demarche.
    pub version: &'static str,
    /// How many sources there are.
    pub n_sources: usize,
    /// How many of them state their day.
    pub n_stated: usize,
    /// How many carry an inferred day.
    pub n_inferred: usize,
    /// How many have none.
    pub n_undated: usize,
}

/// Lays out the page.
pub fn view(desk: &Desk<'_>, _cards: &mut Cards<'_, '_>) -> Method {
    let sources = &desk.dossier.sources;
    let inferred =
        sources.iter().filter(|source| source.published.as_ref().is_some_and(|when| when.basis == crate::base::Basis::Inferred)).count();
    let undated = sources.iter().filter(|source| source.published.is_none()).count();
    Method {
        title: desk.words.get("method.title").to_owned(),
        description: desk.words.get("method.description").to_owned(),
        source_text: match desk.options.source_text {
            SourceText::Excerpts => "excerpts",
            SourceText::Full => "full",
            SourceText::None => "none",
        },
        version: env!("CARGO_PKG_VERSION"),
        n_sources: sources.len(),
        n_stated: sources.len() - inferred - undated,
        n_inferred: inferred,
        n_undated: undated,
    }
}
