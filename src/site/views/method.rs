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
    /// How many sources there are, and how their days were learnt.
    pub counts: String,
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
        counts: counts(
            desk,
            [("method.stated", sources.len() - inferred - undated), ("method.inferred", inferred), ("method.undated", undated)],
        ),
    }
}

/// "12 sources: 9 state their day; the day of 3 was worked out."
fn counts(desk: &Desk<'_>, parts: [(&str, usize); 3]) -> String {
    let words = desk.words;
    let told: Vec<String> = parts.iter().filter(|(_, n)| *n > 0).map(|(key, n)| words.count(key, *n)).collect();
    let sources = words.count("briefing.sources_n", desk.dossier.sources.len());
    if told.is_empty() { format!("{sources}.") } else { format!("{sources}: {}.", told.join("; ")) }
}
