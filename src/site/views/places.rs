//! The index of places, with the map.

use serde::Serialize;

use super::event::{Meter, meter};
use super::link::Link;
use crate::dossier::SpotGrain;
use crate::mentions::NameKind;
use crate::site::citations::Cards;
use crate::site::desk::Desk;
use crate::site::map::{self, Map, Mark};
use crate::site::places::{self, Place};

/// Places of events in the table, and links to further places and to those that are only named.
const ROWS: usize = 300;
const LINKS: usize = 1_500;
/// Dots of the map.
const DOTS: usize = 40;

/// All that the index says.
#[derive(Clone, Debug, Serialize)]
pub struct Places {
    /// Title with the count.
    pub title: String,
    /// What the numbers are.
    pub lede: String,
    /// The map; `None` when no place of an event has a known point.
    pub map: Option<Map>,
    /// Places of events, most events first.
    pub rows: Vec<PlaceRow>,
    /// Further places of events, where there are very many.
    pub further: Vec<Link>,
    /// Places that are only named.
    pub named: Vec<Link>,
    /// "and 300 more".
    pub named_more: Option<String>,
}

/// One place.
#[derive(Clone, Debug, Serialize)]
pub struct PlaceRow {
    /// Its number on the map.
    pub number: usize,
    /// Display name.
    pub name: String,
    /// Path of the page.
    pub href: String,
    /// "in Selby", "a state, marked at its middle", "not on the map"; may be empty.
    pub note: String,
    /// Events that took, or are to take, place there.
    pub n_events: usize,
    /// Sources that name it.
    pub meter: Meter,
    /// The latest day on which something happened there, in words.
    pub latest: String,
}

/// Lays out the index.
pub fn view(desk: &Desk<'_>, cards: &mut Cards<'_, '_>) -> Places {
    let (words, all) = (desk.words, &desk.places);
    for place in all {
        desk.actor(place.id).iter().flat_map(|actor| &actor.sources).for_each(|&source| cards.draws_on(source));
    }
    let (active, named): (Vec<Place>, Vec<Place>) = all.iter().partition(|place| place.n_events > 0);
    let mut seen = std::collections::BTreeSet::new();
    let marks: Vec<Mark> = active
        .iter()
        .filter(|place| place.on_map && seen.insert(place.number))
        .take(DOTS)
        .filter_map(|place| places::mark(desk, place.id, place.number.to_string()))
        .collect();
    let names: Vec<&str> = marks.iter().map(|mark| mark.name.as_str()).collect();
    let title = words.fill("map.title", &[("places", &names.join(words.get("list.comma")))]);
    Places {
        title: if all.is_empty() { words.get("places.title_none").to_owned() } else { words.count("places.title", all.len()) },
        lede: words.get(lede(all, &marks)).to_owned(),
        map: map::draw(map::Size::Wide, title, words.get("map.caption_index").to_owned(), &marks),
        rows: active.iter().take(ROWS).map(|place| row(desk, place)).collect(),
        further: active.iter().skip(ROWS).take(LINKS).filter_map(|place| Link::to(desk, place.id, String::new())).collect(),
        named: named.iter().take(LINKS).filter_map(|place| Link::to(desk, place.id, String::new())).collect(),
        named_more: (named.len() > LINKS).then(|| words.count("briefing.people_more", named.len() - LINKS)),
    }
}

fn lede(all: &[Place], marks: &[Mark]) -> &'static str {
    match (all.is_empty(), marks.is_empty()) {
        (true, _) => "places.empty",
        (_, true) => "places.lede_no_map",
        _ => "places.lede",
    }
}

fn row(desk: &Desk<'_>, place: &Place) -> PlaceRow {
    let sources = desk.actor(place.id).map(|actor| actor.sources.clone()).unwrap_or_default();
    let days = desk.events_at(place.id).into_iter().filter_map(|event| event.when.as_ref()).map(|when| when.value);
    PlaceRow {
        number: place.number,
        name: desk.name(place.id).to_owned(),
        href: desk.place_path(place.id),
        note: note(desk, place),
        n_events: place.n_events,
        meter: meter(desk, sources),
        latest: days.max_by_key(|when| (when.latest(), when.earliest())).map(|when| desk.days.span(when)).unwrap_or_default(),
    }
}

/// What a reader of the map should know about a dot, or about its absence.
fn note(desk: &Desk<'_>, place: &Place) -> String {
    let is_state = desk.actor(place.id).is_some_and(|actor| actor.kind == NameKind::State);
    match desk.dossier.spots.get(&place.id).map(|spot| spot.grain) {
        Some(SpotGrain::Inside(town)) => desk.words.fill("places.inside", &[("name", desk.name(town))]),
        Some(SpotGrain::State) => desk.words.get("places.state").to_owned(),
        Some(SpotGrain::Town) => String::new(),
        None if is_state => desk.words.get("person.kind_state").to_owned(),
        None => desk.words.get("places.off_map").to_owned(),
    }
}
