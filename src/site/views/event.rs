//! One event as lists print it, and the source meter.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::Serialize;

use crate::base::{Evidence, SourceId};
use crate::dossier::{ActorId, Event};
use crate::site::citations::Cards;
use crate::site::days;
use crate::site::desk::Desk;
use crate::site::shown::{self, Said};
use crate::site::wording::{self, Badge, Group};

/// The most words of an account that a list prints.
const EVENT_WORDS: usize = 40;

/// One event.
#[derive(Clone, Debug, Default, Serialize)]
pub struct EventItem {
    /// Anchor on the timeline.
    pub id: String,
    /// Path of its entry on the timeline.
    pub href: String,
    /// Title.
    pub title: String,
    /// One sentence of a source, with a citation of every source that tells it.
    pub said: Said,
    /// The kind in words.
    pub kind: String,
    /// Class of its group: `meet`, `say`, `act`, `mil`.
    pub group: &'static str,
    /// Hue class of the first participant's side.
    pub hue: String,
    /// Numbers of the sides that take part, from 1, for the filters; `0` is the others.
    pub sides: String,
    /// Place as its name.
    pub place: Option<String>,
    /// Path of the place's page.
    pub place_href: Option<String>,
    /// The round of several days that it belongs to.
    pub part_of: Option<PartOf>,
    /// Badges, two at most.
    pub badges: Vec<Badge>,
    /// When, for lists.
    pub when: String,
    /// When, for machines.
    pub datetime: Option<String>,
}

/// A round that an event belongs to.
#[derive(Clone, Debug, Serialize)]
pub struct PartOf {
    /// Its title.
    pub title: String,
    /// Its path.
    pub href: String,
}

impl EventItem {
    /// Lays out one event.
    pub fn new(desk: &Desk<'_>, event: &Event, cards: &mut Cards<'_, '_>) -> Self {
        let plain = cards.aside(|| Some(desk.plain_item(event)));
        let told = plain.map_or_else(|| Cow::Owned(desk.told(event)), |plain| Cow::Borrowed(&plain.told));
        let chips = cards.chips(std::iter::once(&*told).chain(event.accounts.iter().map(|account| &account.evidence)));
        let mut item = plain.map(|plain| plain.item.clone()).unwrap_or_default();
        item.said.chips = chips;
        item
    }
}

/// One event as all lists print it, citations aside, which are numbered page by page.
#[derive(Debug)]
pub struct PlainItem {
    told: Evidence,
    item: EventItem,
}

impl PlainItem {
    /// Lays out one event.
    pub fn new(desk: &Desk<'_>, event: &Event) -> Self {
        let told = desk.told(event);
        let item = EventItem::without_citations(desk, event, &told);
        Self { told, item }
    }
}

impl EventItem {
    fn without_citations(desk: &Desk<'_>, event: &Event, told: &Evidence) -> Self {
        let slug = desk.addresses.events.get(event.id.idx()).map_or("", String::as_str);
        let mut seen = BTreeSet::new();
        Self {
            id: format!("e-{slug}"),
            href: desk.event_path(event.id),
            title: desk.title(event.id).to_owned(),
            said: Said::of(shown::linked(desk, told, EVENT_WORDS, &mut seen), Vec::new()),
            kind: desk.words.get(&format!("kind.{}", event.kind.word())).to_owned(),
            group: Group::of(event.kind).word(),
            hue: hue(desk, event),
            sides: sides(desk, event),
            place: event.place.as_ref().map(|place| desk.name(place.value).to_owned()),
            place_href: event.place.as_ref().map(|place| desk.place_path(place.value)),
            part_of: event.part_of.map(|id| PartOf { title: desk.title(id).to_owned(), href: desk.event_path(id) }),
            badges: wording::event_badges(desk, event),
            when: event.when.as_ref().map_or_else(|| desk.words.get("date.none").to_owned(), |when| desk.days.span(when.value)),
            datetime: event.when.as_ref().and_then(|when| days::machine(when.value)),
        }
    }
}

/// The hue of an event: that of the first participant with a side.
pub fn hue(desk: &Desk<'_>, event: &Event) -> String {
    let side = actors(event).find_map(|id| desk.sides.of(id));
    desk.sides.hue(side)
}

fn actors(event: &Event) -> impl Iterator<Item = ActorId> + '_ {
    event.participants.iter().map(|part| part.value.actor)
}

fn sides(desk: &Desk<'_>, event: &Event) -> String {
    let sides: BTreeSet<usize> = actors(event).map(|id| desk.sides.of(id).map_or(0, |side| side + 1)).collect();
    sides.iter().map(usize::to_string).collect::<Vec<_>>().join(" ")
}

/// A count of sources as squares and words.
#[derive(Clone, Debug, Serialize)]
pub struct Meter {
    /// One entry for each source up to eight, true when it counts; empty beyond.
    pub squares: Vec<bool>,
    /// Beyond eight: tenths of the bar that are filled, 0 to 10.
    pub tenths: Option<usize>,
    /// "3 of 5".
    pub words: String,
}

/// The meter for some sources out of all independent ones.
pub fn meter(desk: &Desk<'_>, sources: impl IntoIterator<Item = SourceId>) -> Meter {
    let all = desk.n_origins;
    let n = desk.n_independent(sources).min(all);
    let words = desk.words.fill("briefing.of", &[("n", &desk.words.number(n)), ("all", &desk.words.number(all))]);
    if all <= 8 {
        Meter { squares: (0..all).map(|idx| idx < n).collect(), tenths: None, words }
    } else {
        Meter { squares: Vec::new(), tenths: Some((n * 10).div_ceil(all)), words }
    }
}
