//! The page for addresses that lead nowhere.

use serde::Serialize;

use crate::site::citations::Cards;
use crate::site::desk::Desk;

/// All that the page says.
#[derive(Clone, Debug, Serialize)]
pub struct NotFound {
    /// Title.
    pub title: String,
    /// One sentence.
    pub text: String,
    /// The newest entries of the timeline.
    pub newest: Vec<Newest>,
}

/// A link to something new.
#[derive(Clone, Debug, Serialize)]
pub struct Newest {
    /// Its title.
    pub title: String,
    /// Its path.
    pub href: String,
    /// Its day in words.
    pub when: String,
}

/// Lays out the page.
pub fn view(desk: &Desk<'_>, _cards: &mut Cards<'_, '_>) -> NotFound {
    let newest = super::briefing::latest(desk).into_iter().map(|event| Newest {
        title: desk.title(event.id).to_owned(),
        href: desk.event_path(event.id),
        when: event.when.as_ref().map(|when| desk.days.span(when.value)).unwrap_or_default(),
    });
    NotFound {
        title: desk.words.get("not_found.title").to_owned(),
        text: desk.words.get("not_found.text").to_owned(),
        newest: newest.collect(),
    }
}
