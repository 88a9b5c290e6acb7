//! The network of all people who met: sides as vertical bands, the best connected on top.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::met_at;
use crate::base::SourceId;
use crate::dossier::ActorId;
use crate::mentions::NameKind;
use crate::site::desk::Desk;
use crate::site::views::Link;
use crate::site::views::actor::short_name;
use crate::site::views::people::{self, side_name};

/// Beyond this many people only those who met are drawn.
const FEW: usize = 40;
/// People that are drawn at most, the best connected first.
const MOST: usize = 60;
/// Dotted lines at most, those of most sentences first.
const MOST_NAMED: usize = 200;
/// Width of the view box, and people one below the other.
const WIDTH: i64 = 1120;
const ROWS: usize = 12;
/// The first row, and the distance between rows.
const TOP: i64 = 70;
const STEP: i64 = 54;
/// The most that a line bulges out of its column.
const BULGE: i64 = 56;

/// The chart in numbers, and the same as a list.
#[derive(Clone, Debug, Serialize)]
pub struct Whole {
    /// What it shows, for its `<title>`.
    pub title: String,
    /// Width of the view box.
    pub width: i64,
    /// Height of the view box.
    pub height: i64,
    /// The sides from left to right.
    pub bands: Vec<Band>,
    /// Lines between people who were in one event.
    pub met: Vec<Curve>,
    /// Lines between people who are only named in one sentence.
    pub named: Vec<Curve>,
    /// The people.
    pub nodes: Vec<Node>,
    /// Who met whom, in words.
    pub list: Vec<Company>,
    /// How many people are left out.
    pub more: Option<String>,
}

/// One side.
#[derive(Clone, Debug, Serialize)]
pub struct Band {
    /// Its name.
    pub name: String,
    /// Its hue class.
    pub hue: String,
    /// Left edge.
    pub x: i64,
    /// Width.
    pub width: i64,
}

/// A line between two people.
#[derive(Clone, Debug, Serialize)]
pub struct Curve {
    /// A quadratic curve as an SVG path.
    pub d: String,
    /// Its width.
    pub width: i64,
}

/// One person.
#[derive(Clone, Debug, Serialize)]
pub struct Node {
    /// Surname.
    pub label: String,
    /// Whole name.
    pub name: String,
    /// Path of the page.
    pub href: String,
    /// Hue class.
    pub hue: String,
    /// Middle of the circle.
    pub x: i64,
    /// Middle of the circle.
    pub y: i64,
    /// Radius of the circle.
    pub r: i64,
}

/// Somebody and those who were in an event with them.
#[derive(Clone, Debug, Serialize)]
pub struct Company {
    /// Who.
    pub who: Link,
    /// The others, most events first, each with the number of events.
    pub others: Vec<Link>,
}

/// What binds two people.
#[derive(Clone, Debug, Default)]
struct Tie {
    n_events: usize,
    sources: BTreeSet<SourceId>,
}

type Pair = (ActorId, ActorId);

/// The chart; `None` when no two people were in one event.
pub fn whole(desk: &Desk<'_>) -> Option<Whole> {
    let met = met(desk);
    if met.is_empty() {
        return None;
    }
    let named = named(desk, &met);
    let degree = degrees(met.keys());
    let in_sentences = degrees(named.iter().map(|(pair, _)| pair));
    let everybody: Vec<ActorId> = people::all(desk).map(|actor| actor.id).collect();
    let mut drawn: Vec<ActorId> = everybody
        .iter()
        .copied()
        .filter(|id| degree.contains_key(id) || (everybody.len() <= FEW && in_sentences.contains_key(id)))
        .collect();
    drawn.sort_by_key(|id| (Reverse(degree.get(id).copied().unwrap_or(0)), *id));
    let n_left_out = drawn.len().saturating_sub(MOST);
    drawn.truncate(MOST);
    let (bands, places) = places(desk, &drawn);
    let curve = |(one, other): &Pair, width: i64| Some(Curve { d: bend(*places.get(one)?, *places.get(other)?), width });
    let height = places.values().map(|(_, y)| *y).max().unwrap_or(TOP) + 40;
    let nodes: Vec<Node> = drawn.iter().filter_map(|id| node(desk, *id, *places.get(id)?, degree.get(id).copied().unwrap_or(0))).collect();
    let words = desk.words;
    Some(Whole {
        title: words.fill("network.title", &[("n", &words.number(nodes.len()))]),
        width: WIDTH,
        height,
        bands,
        met: met.iter().filter_map(|(pair, tie)| curve(pair, 2 + (tie.sources.len() as i64 / 2).min(4))).collect(),
        named: named.iter().filter_map(|(pair, _)| curve(pair, 1)).take(MOST_NAMED).collect(),
        nodes,
        list: drawn.iter().filter_map(|id| company(desk, *id, &met)).collect(),
        more: (n_left_out > 0).then(|| words.count("network.more", n_left_out)),
    })
}

/// Pairs of people who took part in one meeting, call or visit that took place.
fn met(desk: &Desk<'_>) -> BTreeMap<Pair, Tie> {
    let mut pairs: BTreeMap<Pair, Tie> = BTreeMap::new();
    for event in desk.dossier.timeline.iter().filter(|event| met_at(event)) {
        let is_person = |id: &ActorId| desk.actor(*id).is_some_and(|actor| actor.kind == NameKind::Person);
        let present: BTreeSet<ActorId> = event.participants.iter().map(|part| part.value.actor).filter(is_person).collect();
        let present: Vec<ActorId> = present.into_iter().collect();
        for (n, &one) in present.iter().enumerate() {
            for &other in &present[n + 1..] {
                let tie = pairs.entry((one, other)).or_default();
                tie.n_events += 1;
                tie.sources.extend(event.accounts.iter().map(|account| account.evidence.source));
            }
        }
    }
    pairs
}

/// Pairs that are named in one sentence and never met, most sentences first.
fn named(desk: &Desk<'_>, met: &BTreeMap<Pair, Tie>) -> Vec<(Pair, usize)> {
    let mut counts: BTreeMap<Pair, usize> = BTreeMap::new();
    for source in desk.dossier.sources.iter().filter(|source| source.same_text.is_none()) {
        for sentence in &source.reading.document.sentences {
            let people: BTreeSet<ActorId> = desk.people_in(source.id, sentence.span).map(|(_, id)| *id).collect();
            let people: Vec<ActorId> = people.into_iter().collect();
            for (n, &one) in people.iter().enumerate() {
                people[n + 1..].iter().for_each(|&other| *counts.entry((one, other)).or_default() += 1);
            }
        }
    }
    let mut list: Vec<(Pair, usize)> = counts.into_iter().filter(|(pair, _)| !met.contains_key(pair)).collect();
    list.sort_by_key(|(pair, n)| (Reverse(*n), *pair));
    list
}

fn degrees<'p>(pairs: impl Iterator<Item = &'p Pair>) -> BTreeMap<ActorId, usize> {
    let mut degrees = BTreeMap::new();
    for &(one, other) in pairs {
        *degrees.entry(one).or_default() += 1;
        *degrees.entry(other).or_default() += 1;
    }
    degrees
}

/// The bands, as many columns wide as their people need, and where everybody stands.
fn places(desk: &Desk<'_>, drawn: &[ActorId]) -> (Vec<Band>, BTreeMap<ActorId, (i64, i64)>) {
    let mut by_side: BTreeMap<usize, Vec<ActorId>> = BTreeMap::new();
    for &id in drawn {
        by_side.entry(desk.sides.of(id).unwrap_or(usize::MAX)).or_default().push(id);
    }
    let columns = |n: usize| n.div_ceil(ROWS);
    let n_columns: usize = by_side.values().map(|list| columns(list.len())).sum();
    let column = WIDTH / i64::try_from(n_columns.max(1)).unwrap_or(1);
    let (mut bands, mut places, mut x) = (Vec::new(), BTreeMap::new(), 0);
    for (idx, list) in by_side {
        let side = Some(idx).filter(|&idx| idx != usize::MAX);
        let n_here = columns(list.len());
        let n_rows = list.len().div_ceil(n_here);
        for (n, id) in list.into_iter().enumerate() {
            let (at_column, row) = ((n / n_rows) as i64, (n % n_rows) as i64);
            places.insert(id, (x + at_column * column + column / 2, TOP + row * STEP));
        }
        let width = column * n_here as i64;
        bands.push(Band { name: side_name(desk, side), hue: desk.sides.hue(side), x, width });
        x += width;
    }
    (bands, places)
}

/// A curve between two points: to the left of a column, and slightly up between columns, so that no line runs through a circle on its way.
fn bend((x1, y1): (i64, i64), (x2, y2): (i64, i64)) -> String {
    let (cx, cy) = if x1 == x2 {
        (x1 - 40 - ((y2 - y1).abs() / 5).min(2 * BULGE - 40), (y1 + y2) / 2)
    } else {
        ((x1 + x2) / 2, (y1 + y2) / 2 - (x2 - x1).abs() / 10)
    };
    format!("M{x1} {y1}Q{cx} {cy} {x2} {y2}")
}

fn node(desk: &Desk<'_>, id: ActorId, (x, y): (i64, i64), degree: usize) -> Option<Node> {
    let actor = desk.actor(id)?;
    Some(Node {
        label: short_name(actor),
        name: actor.name.value.clone(),
        href: desk.actor_path(id),
        hue: desk.hue_of(id),
        x,
        y,
        r: 6 + (degree as i64).min(6),
    })
}

fn company(desk: &Desk<'_>, id: ActorId, met: &BTreeMap<Pair, Tie>) -> Option<Company> {
    let mut others: Vec<(ActorId, usize)> = met
        .iter()
        .filter_map(|(&(one, other), tie)| {
            let other = if one == id {
                other
            } else if other == id {
                one
            } else {
                return None;
            };
            Some((other, tie.n_events))
        })
        .collect();
    others.sort_by_key(|&(other, n)| (Reverse(n), other));
    let others: Vec<Link> =
        others.into_iter().filter_map(|(other, n)| Link::to(desk, other, desk.words.count("actor.around_met", n))).collect();
    if others.is_empty() { None } else { Some(Company { who: Link::to(desk, id, String::new())?, others }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_bend_away_from_their_column() {
        assert_eq!(bend((100, 50), (100, 150)), "M100 50Q40 100 100 150");
        assert_eq!(bend((100, 50), (340, 90)), "M100 50Q220 46 340 90");
    }
}
