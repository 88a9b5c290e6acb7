//! One place: what happened there, and who was there.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::actor::{Line, NameRow, Stat, lines, name_rows};
use super::event::EventItem;
use super::link::Link;
use crate::claims::Status;
use crate::dossier::{Actor, ActorId, Event, SpotGrain};
use crate::mentions::NameKind;
use crate::site::citations::Cards;
use crate::site::desk::Desk;
use crate::site::map::{self, Map};
use crate::site::places;

/// Events that a page prints; the others are counted.
const EVENTS: usize = 100;
/// People, bodies and states that a page names.
const THERE: usize = 24;
/// Other places on the small map.
const NEIGHBOURS: usize = 12;

/// All that a place's page says.
#[derive(Clone, Debug, Serialize)]
pub struct PlacePage {
    /// Display name.
    pub name: String,
    /// "Place" or "State".
    pub kind_words: String,
    /// For search engines.
    pub description: String,
    /// "4 of 5".
    pub n_sources: String,
    /// The other numbers of the head, each with its words.
    pub stats: Vec<Stat>,
    /// The town that the sources put it in.
    pub inside: Option<Link>,
    /// Places that the sources put in it.
    pub holds: Vec<Link>,
    /// A state's page as an actor.
    pub as_actor: Option<String>,
    /// The small map; `None` when nobody knows where the place lies.
    pub map: Option<Map>,
    /// Events there, in order of time.
    pub events: Vec<EventItem>,
    /// "and 12 more".
    pub events_more: Option<String>,
    /// Who took part in them, most events first.
    pub there: Vec<Link>,
    /// "and 3 more".
    pub there_more: Option<String>,
    /// One line of context for each source.
    pub lines: Vec<Line>,
    /// "and 40 more sources".
    pub lines_more: Option<String>,
    /// Names in use.
    pub names: Vec<NameRow>,
}

/// Lays out one place's page.
pub fn view(desk: &Desk<'_>, actor: &Actor, cards: &mut Cards<'_, '_>) -> PlacePage {
    let id = actor.id;
    let words = desk.words;
    actor.sources.iter().for_each(|&source| cards.draws_on(source));
    let events = desk.events_at(id);
    let there = cards.aside(|| there(desk, id, &events));
    let (lines, lines_more) = cards.aside(|| lines(desk, actor));
    let counts = (words.number(actor.sources.len()), words.number(desk.dossier.sources.len()));
    PlacePage {
        name: actor.name.value.clone(),
        kind_words: super::actors::kind(desk, actor.kind),
        description: words.fill("place.description", &[("name", &actor.name.value), ("n", &counts.0)]),
        n_sources: words.fill("briefing.of", &[("n", &counts.0), ("all", &counts.1)]),
        stats: vec![Stat::new(desk, "actor.stat_mentions", actor.mentions.len()), Stat::new(desk, "place.stat_events", events.len())],
        inside: match desk.dossier.spots.get(&id).map(|spot| spot.grain) {
            Some(SpotGrain::Inside(town)) => Link::to(desk, town, String::new()),
            _ => None,
        },
        holds: desk.index.places_in(id).iter().filter_map(|&inner| Link::to(desk, inner, String::new())).collect(),
        as_actor: (actor.kind == NameKind::State).then(|| desk.actor_path(id)),
        map: cards.aside(|| small_map(desk, actor)),
        events: events.iter().take(EVENTS).map(|event| EventItem::new(desk, event, cards)).collect(),
        events_more: (events.len() > EVENTS).then(|| words.count("place.events_more", events.len() - EVENTS)),
        there_more: (there.len() > THERE).then(|| words.count("briefing.people_more", there.len() - THERE)),
        there: there.into_iter().take(THERE).collect(),
        lines,
        lines_more,
        names: cards.aside(|| name_rows(desk, actor)),
    }
}

/// Those who took part in what happened there; the place itself is not among them.
fn there(desk: &Desk<'_>, here: ActorId, events: &[&Event]) -> Vec<Link> {
    let mut counts: BTreeMap<ActorId, usize> = BTreeMap::new();
    for event in events.iter().filter(|event| matches!(event.status, Status::Held | Status::UnderWay)) {
        let present: BTreeSet<ActorId> = event.participants.iter().map(|part| part.value.actor).filter(|id| *id != here).collect();
        present.into_iter().for_each(|id| *counts.entry(id).or_default() += 1);
    }
    let mut list: Vec<(ActorId, usize)> = counts.into_iter().collect();
    let is_person = |id: ActorId| desk.actor(id).is_some_and(|actor| actor.kind == NameKind::Person);
    list.sort_by_key(|&(id, n)| (!is_person(id), Reverse(n), id));
    list.into_iter().filter_map(|(id, n)| Link::to(desk, id, desk.words.count("briefing.events_n", n))).collect()
}

/// The place with others around it that lie within the map.
fn small_map(desk: &Desk<'_>, actor: &Actor) -> Option<Map> {
    let own = places::mark(desk, actor.id, actor.name.value.clone())?;
    let around = map::Surroundings::of(own.at)?;
    let mut points = BTreeSet::from([own.at]);
    let at = |id: &ActorId| desk.dossier.spots.get(id).map(|spot| spot.at);
    let near = desk.places.iter().map(|place| place.id).filter(|id| *id != actor.id && at(id).is_some_and(|at| around.hold(at)));
    let others = near
        .filter_map(|id| places::mark(desk, id, desk.name(id).to_owned()))
        .filter(|mark| mark.filled && points.insert(mark.at))
        .take(NEIGHBOURS)
        .map(|mark| map::Mark { filled: false, ..mark });
    let marks: Vec<_> = std::iter::once(map::Mark { filled: true, ..own }).chain(others).collect();
    let title = desk.words.fill("map.title_one", &[("name", &actor.name.value)]);
    let caption = desk.words.get(if marks.len() > 1 { "map.caption_place" } else { "map.caption_index" }).to_owned();
    around.draw(title, caption, &marks)
}
