//! The day or days that each article may have appeared on, and under it the clues: the words, those of another article, the days they allow.

use demarche::base::{Evidence, When};
use demarche::dossier::{Clue, Dossier, Source};

use super::merge::dossier;
use crate::support::chapter::Case;

pub fn lines(case: &Case) -> Vec<String> {
    let dossier = dossier(case);
    dossier
        .sources
        .iter()
        .flat_map(|source| std::iter::once(head(source)).chain(source.clues.iter().map(|clue| line(&dossier, clue))))
        .collect()
}

fn head(source: &Source) -> String {
    let day = source.day.map_or_else(|| "undated".to_owned(), |day| day.to_string());
    let window = source.published.as_ref().map(|known| known.value).filter(|when| when.exact().is_none());
    format!("source {}: {day}{}", source.id.0 + 1, window.map(|when| format!(", within {}", days(when))).unwrap_or_default())
}

fn line(dossier: &Dossier, clue: &Clue) -> String {
    let other = clue.other.as_ref().map(|other| format!(" beside {}", words(dossier, other))).unwrap_or_default();
    let dropped = if clue.dropped { "dropped: " } else { "" };
    format!("  {dropped}{}{other} allows {}", words(dossier, &clue.evidence), days(clue.allows))
}

fn words(dossier: &Dossier, evidence: &Evidence) -> String {
    let source = &dossier.sources[evidence.source.0 as usize];
    format!("{:?} of {}", source.reading.words(evidence.span), evidence.source.0 + 1)
}

fn days(when: When) -> String {
    match (when.exact(), when.n_days() > 366) {
        (Some(day), _) => day.to_string(),
        (None, true) => format!("one side of {} to {}", when.earliest(), when.latest()),
        (None, false) => format!("{} to {}", when.earliest(), when.latest()),
    }
}
