//! The index of actors.

use serde::Serialize;

use super::event::{Meter, meter};
use super::people::{role, side_name};
use crate::claims::Kind;
use crate::dossier::Actor;
use crate::mentions::NameKind;
use crate::site::citations::Cards;
use crate::site::desk::Desk;

/// All that the index says.
#[derive(Clone, Debug, Serialize)]
pub struct Actors {
    /// Title.
    pub title: String,
    /// How it is sorted.
    pub lede: String,
    /// One table for each side.
    pub sides: Vec<SideTable>,
}

/// The actors of one side.
#[derive(Clone, Debug, Serialize)]
pub struct SideTable {
    /// Anchor.
    pub id: String,
    /// Name of the side.
    pub name: String,
    /// Hue class.
    pub hue: String,
    /// What a screen reader calls the table.
    pub label: String,
    /// Actors, most sources first.
    pub rows: Vec<ActorItem>,
}

/// One actor.
#[derive(Clone, Debug, Serialize)]
pub struct ActorItem {
    /// Display name.
    pub name: String,
    /// Path of the page.
    pub href: String,
    /// "Person", "State" …
    pub kind: String,
    /// The role that most sources give; empty when none does.
    pub role: String,
    /// Sources that name it.
    pub meter: Meter,
    /// Meetings that took it in.
    pub n_meetings: usize,
    /// Direct quotes.
    pub n_quotes: usize,
    /// Day of the last dated source that names it.
    pub last_seen: String,
}

/// Lays out the index.
pub fn view(desk: &Desk<'_>, cards: &mut Cards<'_, '_>) -> Actors {
    for source in &desk.dossier.sources {
        cards.draws_on(source.id);
    }
    let n_sides = desk.sides.list().len();
    let sides: Vec<SideTable> =
        (0..=n_sides).map(|idx| table(desk, (idx < n_sides).then_some(idx))).filter(|table| !table.rows.is_empty()).collect();
    let words = desk.words;
    Actors {
        title: words.get("actors.title").to_owned(),
        lede: words.get(if sides.is_empty() { "actors.empty" } else { "actors.lede" }).to_owned(),
        sides,
    }
}

fn table(desk: &Desk<'_>, side: Option<usize>) -> SideTable {
    let mut members: Vec<&Actor> =
        desk.dossier.actors.iter().filter(|actor| actor.kind != NameKind::Place && desk.sides.of(actor.id) == side).collect();
    members.sort_by(|a, b| b.sources.len().cmp(&a.sources.len()).then_with(|| a.name.value.cmp(&b.name.value)));
    let name = side_name(desk, side);
    SideTable {
        id: side.map_or_else(|| "side-others".to_owned(), |idx| format!("side-{}", idx + 1)),
        hue: desk.sides.hue(side),
        label: desk.words.fill("actors.table", &[("side", &name)]),
        rows: members.into_iter().map(|actor| item(desk, actor)).collect(),
        name,
    }
}

fn item(desk: &Desk<'_>, actor: &Actor) -> ActorItem {
    let last = actor.sources.iter().filter_map(|&id| desk.source(id)?.day).max();
    ActorItem {
        name: actor.name.value.clone(),
        href: desk.actor_path(actor.id),
        kind: kind(desk, actor.kind),
        role: role(actor).unwrap_or_default(),
        meter: meter(desk, actor.sources.iter().copied()),
        n_meetings: desk.events_of(actor.id).filter(|event| event.kind == Kind::Meeting).count(),
        n_quotes: desk.n_quotes(actor.id),
        last_seen: last.map(|day| desk.days.short(day)).unwrap_or_default(),
    }
}

/// The kind of an actor in words.
pub fn kind(desk: &Desk<'_>, kind: NameKind) -> String {
    let key = match kind {
        NameKind::Person => "person.kind_person",
        NameKind::State => "person.kind_state",
        NameKind::Place => "person.kind_place",
        NameKind::Organisation | NameKind::Other => "person.kind_organisation",
    };
    desk.words.get(key).to_owned()
}
