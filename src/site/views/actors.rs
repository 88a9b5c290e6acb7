//! The index of actors: by side, with the network of those who met; very many are listed by letter.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::event::{Meter, meter};
use super::people::{role, side_name};
use crate::claims::Kind;
use crate::dossier::{Actor, ActorId};
use crate::mentions::NameKind;
use crate::site::citations::Cards;
use crate::site::desk::Desk;
use crate::site::network::whole::{self, Whole};
use crate::site::route;

/// From here on the index names the most reported only.
const MANY: usize = 300;
/// How many those are.
const MOST_REPORTED: usize = 200;
/// Actors of one page by letter.
const PER_PAGE: usize = 600;

/// All that the index says.
#[derive(Clone, Debug, Serialize)]
pub struct Actors {
    /// Title.
    pub title: String,
    /// How it is sorted.
    pub lede: String,
    /// One table for each side.
    pub sides: Vec<SideTable>,
    /// Pages by letter, when there are more actors than the index names.
    pub letters: Vec<Letter>,
    /// Who met whom.
    pub network: Option<Whole>,
}

/// Actors whose names begin with one letter.
#[derive(Clone, Debug, Serialize)]
pub struct ByLetter {
    /// Title.
    pub title: String,
    /// For search engines.
    pub description: String,
    /// All pages by letter.
    pub letters: Vec<Letter>,
    /// The actors by name.
    pub table: SideTable,
}

/// A page by letter.
#[derive(Clone, Debug, Serialize)]
pub struct Letter {
    /// "B", or "B 2" where one page is not enough.
    pub label: String,
    /// Its path.
    pub href: String,
    /// Whether it is this page.
    pub current: bool,
}

/// The actors of one side, or of one letter.
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
    /// Its actors.
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
    let pages = by_letter(desk);
    // The dossier's order is that of sources, then mentions.
    let n_listed = if pages.is_empty() { usize::MAX } else { MOST_REPORTED };
    let listed: BTreeSet<ActorId> = desk.actors_with_pages().take(n_listed).collect();
    let n_sides = desk.sides.list().len();
    let sides = (0..=n_sides).map(|idx| table(desk, (idx < n_sides).then_some(idx), &listed));
    let sides: Vec<SideTable> = sides.filter(|table| !table.rows.is_empty()).collect();
    let words = desk.words;
    let lede = match (sides.is_empty(), pages.is_empty()) {
        (true, _) => words.get("actors.empty").to_owned(),
        (_, true) => words.get("actors.lede").to_owned(),
        _ => {
            words.fill("actors.lede_most", &[("n", &words.number(MOST_REPORTED)), ("all", &words.number(desk.actors_with_pages().count()))])
        }
    };
    Actors { title: words.get("actors.title").to_owned(), lede, sides, letters: letters(&pages, ""), network: whole::whole(desk) }
}

/// The pages by letter with their actors by name; none when the index names everybody.
pub fn by_letter(desk: &Desk<'_>) -> Vec<(String, Vec<ActorId>)> {
    if desk.actors_with_pages().count() <= MANY {
        return Vec::new();
    }
    let mut groups: BTreeMap<String, Vec<(String, ActorId)>> = BTreeMap::new();
    for id in desk.actors_with_pages() {
        let slug = route::slug(desk.name(id));
        let letter = slug.chars().next().filter(char::is_ascii_alphabetic).map_or_else(|| "0-9".to_owned(), String::from);
        groups.entry(letter).or_default().push((slug, id));
    }
    let mut pages = Vec::new();
    for (letter, mut actors) in groups {
        actors.sort();
        for (n, part) in actors.chunks(PER_PAGE).enumerate() {
            let name = if n == 0 { letter.clone() } else { format!("{letter}-{}", n + 1) };
            pages.push((name, part.iter().map(|(_, id)| *id).collect()));
        }
    }
    pages
}

/// Path of a page by letter; no actor has the slug `all`.
pub fn letter_path(name: &str) -> String {
    format!("actors/{}/{name}/index.html", route::ALL)
}

/// Lays out one page by letter.
pub fn letter_view(desk: &Desk<'_>, name: &str, pages: &[(String, Vec<ActorId>)], cards: &mut Cards<'_, '_>) -> ByLetter {
    let ids = pages.iter().find(|(page, _)| page == name).map(|(_, ids)| ids.as_slice()).unwrap_or_default();
    let actors: Vec<&Actor> = ids.iter().filter_map(|&id| desk.actor(id)).collect();
    actors.iter().flat_map(|actor| &actor.sources).for_each(|&source| cards.draws_on(source));
    let words = desk.words;
    let title = words.fill("actors.letter_title", &[("letter", &label(name))]);
    ByLetter {
        description: words.count("actors.letter_lede", actors.len()),
        letters: letters(pages, name),
        table: SideTable {
            id: "letter".to_owned(),
            name: title.clone(),
            hue: "ot".to_owned(),
            label: words.fill("actors.table_letter", &[("letter", &label(name))]),
            rows: actors.into_iter().map(|actor| item(desk, actor)).collect(),
        },
        title,
    }
}

fn letters(pages: &[(String, Vec<ActorId>)], current: &str) -> Vec<Letter> {
    let letter = |name: &String| Letter { label: label(name), href: letter_path(name), current: name == current };
    pages.iter().map(|(name, _)| letter(name)).collect()
}

fn label(name: &str) -> String {
    if name.starts_with(|c: char| c.is_ascii_digit()) { name.to_owned() } else { name.to_uppercase().replace('-', " ") }
}

fn table(desk: &Desk<'_>, side: Option<usize>, listed: &BTreeSet<ActorId>) -> SideTable {
    let on_it = |actor: &&Actor| actor.kind != NameKind::Place && desk.sides.of(actor.id) == side && listed.contains(&actor.id);
    let mut members: Vec<&Actor> = desk.dossier.actors.iter().filter(on_it).collect();
    // By the number that the table prints, which counts one report once.
    let n_sources = |actor: &&Actor| desk.n_independent(actor.sources.iter().copied());
    members.sort_by_cached_key(|actor| (Reverse(n_sources(actor)), actor.name.value.clone()));
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
        role: role(desk, actor).unwrap_or_default(),
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
