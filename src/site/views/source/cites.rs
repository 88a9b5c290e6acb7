//! The works that a digest cites: its sub-sources, with what rests on each.

use serde::Serialize;

use crate::dossier::{Source, Work};
use crate::site::citations::{Cards, sentences_of};
use crate::site::desk::Desk;
use crate::site::shown;

/// Events that are listed under a work.
const EVENTS: usize = 6;
/// Words of a title.
const TITLE_WORDS: usize = 20;

/// One work.
#[derive(Clone, Debug, Serialize)]
pub struct CitedWork {
    /// The outlet, or whatever the digest calls it.
    pub name: String,
    /// Its title, where one is known.
    pub title: String,
    /// Path of its page here, when it is a source of the corpus.
    pub href: Option<String>,
    /// "Source 2", when it is one.
    pub source: String,
    /// Its address, when it is none.
    pub url: Option<String>,
    /// Events that rest on it.
    pub events: Vec<Rest>,
    /// How many more events, how many quotes; that nothing rests on it.
    pub counts: String,
}

/// An event that rests on a work.
#[derive(Clone, Debug, Serialize)]
pub struct Rest {
    /// Its title.
    pub title: String,
    /// Its path.
    pub href: String,
}

/// The works in the order in which the digest cites them.
pub fn view(desk: &Desk<'_>, source: &Source, cards: &mut Cards<'_, '_>) -> Vec<CitedWork> {
    source.cites.iter().map(|work| cited(desk, source, work, cards)).collect()
}

fn cited(desk: &Desk<'_>, source: &Source, work: &Work, cards: &mut Cards<'_, '_>) -> CitedWork {
    let name = work.name.to_lowercase();
    let rests = |span: crate::base::Span| {
        let (first, last) = sentences_of(source, span);
        (first..=last).any(|sentence| source.reading.cited_in(sentence).iter().any(|cited| cited.to_lowercase() == name))
    };
    let told = desk.index.told_by(source.id).iter().filter_map(|event| desk.dossier.timeline.get(event.idx()));
    let events: Vec<Rest> = told
        .filter(|event| event.accounts.iter().any(|account| account.evidence.source == source.id && rests(account.evidence.span)))
        .map(|event| Rest { title: desk.title(event.id).to_owned(), href: desk.event_path(event.id) })
        .collect();
    let n_quotes = desk.index.spoken(source.id).iter().filter(|(span, _)| rests(*span)).count();
    let words = desk.words;
    let mut counts = Vec::new();
    if events.len() > EVENTS {
        counts.push(words.count("cites.more_events", events.len() - EVENTS));
    }
    if n_quotes > 0 {
        counts.push(words.count("cites.quotes", n_quotes));
    }
    if events.is_empty() && n_quotes == 0 {
        counts.push(words.get("cites.nothing").to_owned());
    }
    let own = work.source.and_then(|id| desk.source(id));
    if let Some(own) = own {
        cards.draws_on(own.id);
    }
    let title = work.title.clone().or_else(|| own.map(|own| own.reading.article().meta.title.value.clone()));
    CitedWork {
        name: work.name.clone(),
        title: title.map(|title| shown::cut(&shown::plain(&title), TITLE_WORDS)).unwrap_or_default(),
        href: own.map(|own| desk.source_path(own.id)),
        source: own.map(|own| words.fill("note.source", &[("n", &desk.numbers.of(own.id).to_string())])).unwrap_or_default(),
        url: work.url.clone().filter(|url| url.starts_with("https://") || url.starts_with("http://")),
        events: events.into_iter().take(EVENTS).collect(),
        counts: counts.join("; "),
    }
}
