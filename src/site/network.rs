//! The ego network: who met an actor, and who is only named beside it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::citations;
use super::desk::Desk;
use super::views::actor::short_name;
use super::wording::Group;
use crate::base::SourceId;
use crate::claims::Status;
use crate::dossier::{Actor, ActorId, Event};
use crate::mentions::NameKind;

pub mod whole;

/// The middle of the chart.
const MIDDLE: (i64, i64) = (190, 172);
/// Where others stand: own side left, others right; eight at most, in this order.
const LEFT: [(i64, i64); 4] = [(52, 92), (52, 252), (120, 40), (120, 304)];
const RIGHT: [(i64, i64); 4] = [(328, 92), (328, 252), (260, 40), (260, 304)];

/// The chart in numbers.
#[derive(Clone, Debug, Serialize)]
pub struct Network {
    /// What it shows, for its `<title>`.
    pub title: String,
    /// The actor in the middle.
    pub name: String,
    /// Top of the view box: few people need less sky.
    pub top: i64,
    /// Height of the view box.
    pub height: i64,
    /// The others.
    pub others: Vec<Other>,
}

/// Somebody around the actor.
#[derive(Clone, Debug, Serialize)]
pub struct Other {
    /// Short name.
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
    /// Where the name stands.
    pub text_y: i64,
    /// "3 events"; empty for those only named.
    pub sub: String,
    /// Where it stands.
    pub sub_y: i64,
    /// Width of the line for those who met; `None` for those only named.
    pub width: Option<i64>,
}

/// What binds somebody to the actor.
#[derive(Default)]
struct Tie {
    n_events: usize,
    sources: BTreeSet<SourceId>,
    n_sentences: usize,
}

/// The chart around a person; `None` for others and for people who stand alone.
pub fn around(desk: &Desk<'_>, actor: &Actor) -> Option<Network> {
    if actor.kind != NameKind::Person {
        return None;
    }
    let mut ties: Vec<(ActorId, Tie)> = ties(desk, actor).into_iter().collect();
    ties.sort_by(|(a_id, a), (b_id, b)| {
        (b.n_events, b.sources.len(), b.n_sentences).cmp(&(a.n_events, a.sources.len(), a.n_sentences)).then_with(|| a_id.cmp(b_id))
    });
    let own_side = desk.sides.of(actor.id);
    let (mut left, mut right) = (LEFT.iter(), RIGHT.iter());
    let mut others = Vec::new();
    for (id, tie) in ties {
        let near = own_side.is_some() && desk.sides.of(id) == own_side;
        let Some(&(x, y)) = (if near { left.next().or_else(|| right.next()) } else { right.next().or_else(|| left.next()) }) else { break };
        others.extend(desk.actor(id).map(|other| node(desk, other, &tie, x, y)));
    }
    if others.is_empty() {
        return None;
    }
    let names = |met: bool| {
        let list: Vec<String> = others.iter().filter(|other| other.width.is_some() == met).map(|other| other.name.clone()).collect();
        if list.is_empty() { desk.words.get("actor.around_nobody").to_owned() } else { list.join(desk.words.get("list.comma")) }
    };
    let title = desk.words.fill("actor.around_title", &[("name", &actor.name.value), ("met", &names(true)), ("named", &names(false))]);
    let top = others.iter().map(|other| other.text_y.min(other.y - other.r)).chain([MIDDLE.1 - 40]).min().unwrap_or_default() - 18;
    let bottom = others.iter().map(|other| other.sub_y).chain([MIDDLE.1 + 50]).max().unwrap_or_default() + 10;
    Some(Network { title, name: short_name(actor), top, height: bottom - top, others })
}

/// Whether those who took part in an event met, or spoke to each other.
fn met_at(event: &Event) -> bool {
    Group::of(event.kind) == Group::Meet && matches!(event.status, Status::Held | Status::UnderWay)
}

fn ties(desk: &Desk<'_>, actor: &Actor) -> BTreeMap<ActorId, Tie> {
    let mut ties: BTreeMap<ActorId, Tie> = BTreeMap::new();
    let a_person = |id: ActorId| id != actor.id && desk.actor(id).is_some_and(|other| other.kind == NameKind::Person);
    for event in desk.events_of(actor.id).filter(|event| met_at(event)) {
        let others: BTreeSet<ActorId> = event.participants.iter().map(|part| part.value.actor).filter(|&id| a_person(id)).collect();
        for other in others {
            let tie = ties.entry(other).or_default();
            tie.n_events += 1;
            tie.sources.extend(event.accounts.iter().map(|account| account.evidence.source));
        }
    }
    for mention in &actor.mentions {
        let Some(source) = desk.source(mention.source) else { continue };
        let (idx, _) = citations::sentences_of(source, mention.span);
        let Some(sentence) = source.reading.document.sentences.get(idx) else { continue };
        for &(_, other) in desk.people_in(mention.source, sentence.span).filter(|(_, id)| a_person(*id)) {
            ties.entry(other).or_default().n_sentences += 1;
        }
    }
    ties
}

fn node(desk: &Desk<'_>, other: &Actor, tie: &Tie, x: i64, y: i64) -> Other {
    let met = tie.n_events > 0;
    let r = if met { 8 + (tie.sources.len() as i64).min(6) } else { 8 };
    let above = y < MIDDLE.1 - 100;
    let text_y = if above { y - r - (if met { 20 } else { 6 }) } else { y + r + 18 };
    Other {
        name: short_name(other),
        href: desk.actor_path(other.id),
        hue: desk.hue_of(other.id),
        x,
        y,
        r,
        text_y,
        sub: if met { desk.words.count("actor.around_met", tie.n_events) } else { String::new() },
        sub_y: text_y + 15,
        width: met.then(|| 2 + tie.sources.len() as i64 / 2),
    }
}
