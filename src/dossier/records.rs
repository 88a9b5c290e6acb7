//! Happenings of one source in terms of the corpus: actors instead of chains.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::actors::Roster;
use super::{ActorId, Reading, replies};
use crate::base::{Evidence, SourceId, Span, When};
use crate::claims::{Happening, Kind, Part, Status};
use crate::mentions::time::{Anchor, Direction, Relative, Resolved};
use crate::mentions::{Form, NameKind, TimeIdx};
use crate::text::Shape;

/// One telling with its people and place as actors.
#[derive(Clone, Debug)]
pub(super) struct Record {
    pub source: SourceId,
    pub happening: Happening,
    pub evidence: Evidence,
    pub people: BTreeMap<ActorId, Part>,
    /// The states that take part, themselves or through their people.
    pub sides: BTreeSet<ActorId>,
    pub place: Option<ActorId>,
    pub when: Option<When>,
}

impl Record {
    pub fn family(&self) -> Family {
        Family::of(self.happening.kind)
    }
}

/// Kinds that can be told of one and the same event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Family {
    /// Meetings and the journeys to them.
    Contact,
    /// A conversation at a distance.
    Call,
    /// Words.
    Statement,
    /// Armed violence.
    Strike,
    /// Everything else by its own kind.
    Other(Kind),
}

impl Family {
    pub fn of(kind: Kind) -> Self {
        match kind {
            Kind::Meeting | Kind::Visit => Self::Contact,
            Kind::Call => Self::Call,
            Kind::Statement => Self::Statement,
            Kind::Strike => Self::Strike,
            other => Self::Other(other),
        }
    }
}

/// The records of one reading; `times` are its time expressions as resolved with its day.
pub(super) fn of(reading: &Reading, roster: &Roster, times: &[Resolved], day: Option<NaiveDate>) -> Vec<Record> {
    let source = reading.article().id;
    let mut all: Vec<Record> = reading
        .claims
        .happenings
        .iter()
        .map(|happening| {
            let people = people(reading, roster, happening);
            let time = happening.time.and_then(|time| when(reading, happening, time, times.get(time)?, day));
            // "Update, 9 May: he was freed": what an article of the 8th was given later lies back all the same.
            let past = happening.time.and_then(|time| times.get(time)).is_some_and(is_past_by_entry);
            let mut happening = happening.clone();
            // "The round, which opens on the 20th": what lies ahead of the article is no fact yet.
            if happening.status == Status::Held && !past && time.zip(day).is_some_and(|(when, day)| when.earliest() > day) {
                happening.status = Status::Planned;
            }
            Record {
                source,
                evidence: reading.evidence(happening.span, happening.sentence),
                sides: sides(roster, people.keys()),
                people,
                place: happening.place.and_then(|chain| roster.of(source, chain)),
                when: days(&happening, time),
                happening,
            }
        })
        .collect();
    replies::add(reading, &mut all);
    all
}

/// A past time that is reckoned from the day at the head of its entry.
fn is_past_by_entry(time: &Resolved) -> bool {
    time.direction == Direction::Past && matches!(time.anchor, Anchor::Mention(_))
}

/// The actors who take part; an unnamed officer of a state stands for the state.
fn people(reading: &Reading, roster: &Roster, happening: &Happening) -> BTreeMap<ActorId, Part> {
    let source = reading.article().id;
    let mut all = BTreeMap::new();
    for participant in &happening.participants {
        let actor = roster
            .of(source, participant.chain)
            .or_else(|| reading.mentions.chains[participant.chain].state.as_deref().and_then(|key| roster.state(key)));
        if let Some(actor) = actor.filter(|actor| roster.get(*actor).kind != NameKind::Place) {
            all.entry(actor).or_insert(participant.part);
        }
    }
    all
}

/// The states of the given actors: themselves, or those to which they belong.
pub(super) fn sides<'a>(roster: &Roster, actors: impl Iterator<Item = &'a ActorId>) -> BTreeSet<ActorId> {
    actors.filter_map(|actor| if roster.get(*actor).kind == NameKind::State { Some(*actor) } else { roster.get(*actor).state }).collect()
}

/// The days of a happening: a bare weekday lies ahead of the article for a plan and behind it for a fact, unless its clause looks ahead.
fn when(reading: &Reading, happening: &Happening, time: TimeIdx, resolved: &Resolved, day: Option<NaiveDate>) -> Option<When> {
    let when = resolved.when?;
    let bare = matches!(reading.mentions.times[time].found.expr.relative(), Some(Relative::Weekday(_)));
    let (Some(day), Some(told), true) = (day, when.exact(), bare) else { return Some(when) };
    // "The visit planned for Tuesday had to be postponed": the weekday may lie behind.
    let put_off = ["postpone", "put off", "cancel", "called off", "delayed"];
    let words = reading.words(happening.span).to_lowercase();
    if happening.status == Status::Planned && put_off.iter().any(|word| words.contains(word)) {
        return Some(when);
    }
    let looks_ahead = resolved.direction == Direction::Future || resolved.anchor != Anchor::Publication;
    let week = chrono::Duration::days(7);
    // "The council meets on Wednesday": what is told as it comes lies ahead.
    if is_present(reading.words(happening.trigger)) && told > day {
        return Some(when);
    }
    Some(match happening.status {
        Status::Planned if told < day && told + week >= day => When::day(told + week),
        Status::Held if told > day && told - week <= day && !looks_ahead => When::day(told - week),
        _ => when,
    })
}

/// Whether a verb tells of what comes as if it were there.
fn is_present(trigger: &str) -> bool {
    const VERBS: &[&str] = &[
        "meets",
        "opens",
        "begins",
        "starts",
        "resumes",
        "convenes",
        "sits",
        "hosts",
        "visits",
        "travels",
        "flies",
        "goes",
        "comes",
        "arrives",
        "leaves",
        "departs",
        "returns",
        "receives",
        "briefs",
        "addresses",
        "votes",
        "holds",
        "gathers",
    ];
    trigger.split(' ').next().is_some_and(|first| VERBS.contains(&first.to_lowercase().as_str()))
}

/// "A third consecutive day" dates the whole round: it began two days before.
fn days(happening: &Happening, when: Option<When>) -> Option<When> {
    let when = when?;
    match (happening.nth_day, when.exact()) {
        (Some(nth), Some(day)) if nth > 1 => {
            let first = day - chrono::Duration::days(i64::from(nth) - 1);
            Some(When::span(first, day, crate::base::Grain::Days))
        }
        _ => Some(when),
    }
}

/// Which places lie inside which, as far as the texts and the lexicon tell: "the Lake House in Ohrid", "Vienna, Austria".
#[derive(Clone, Debug, Default)]
pub(super) struct Containment {
    inside: BTreeMap<ActorId, BTreeSet<ActorId>>,
    /// Towns that an atlas knows.
    towns: BTreeSet<ActorId>,
    /// Places that no atlas knows, and bodies: venues in towns perhaps.
    unknown: BTreeSet<ActorId>,
    /// Regions, inside which a town may lie although nothing tells so.
    regions: BTreeSet<ActorId>,
    /// Places that tellings of one event give, neither of which is known to contain the other.
    beside: BTreeSet<(ActorId, ActorId)>,
}

impl Containment {
    /// The same, with the places of each set taken to be names for one scene.
    pub fn with_scenes(&self, scenes: impl Iterator<Item = BTreeSet<ActorId>>) -> Self {
        let mut wider = self.clone();
        for scene in scenes {
            wider
                .beside
                .extend(scene.iter().flat_map(|&one| scene.iter().map(move |&other| (one, other))).filter(|(one, other)| one != other));
        }
        wider
    }

    pub fn read(
        readings: &[Arc<Reading>],
        roster: &Roster,
        capital_of: impl Fn(&str) -> Option<String>,
        is_region: impl Fn(&str) -> bool,
        is_town: impl Fn(&str) -> bool,
    ) -> Self {
        let mut inside: BTreeMap<ActorId, BTreeSet<ActorId>> = BTreeMap::new();
        for (inner, outer, _) in readings.iter().flat_map(|reading| joined_places(reading, roster)) {
            inside.entry(inner).or_default().insert(outer);
        }
        for actor in roster.actors.iter().filter(|actor| actor.kind == NameKind::Place) {
            if let Some(state) = capital_of(&actor.name.value).and_then(|key| roster.state(&key)) {
                inside.entry(actor.id).or_default().insert(state);
            }
        }
        let places = || roster.actors.iter().filter(|actor| actor.kind == NameKind::Place);
        let regions = places().filter(|actor| is_region(&actor.name.value)).map(|actor| actor.id).collect();
        let towns: BTreeSet<ActorId> = places().filter(|actor| is_town(&actor.name.value)).map(|actor| actor.id).collect();
        let listed = |actor: &super::Actor| is_region(&actor.name.value) || towns.contains(&actor.id);
        // Where somebody is received in a body, its house is meant.
        let houses = roster.actors.iter().filter(|actor| actor.kind == NameKind::Organisation);
        let unknown = places().filter(|actor| !listed(actor)).chain(houses).map(|actor| actor.id).collect();
        Self { inside, towns, unknown, regions, beside: BTreeSet::new() }
    }

    /// Whether the two are one place or one lies inside the other.
    pub fn compatible(&self, one: ActorId, other: ActorId) -> bool {
        one == other || self.beside.contains(&(one, other)) || self.reaches(one, other, 3) || self.reaches(other, one, 3)
    }

    /// Whether the two are plainly different places: two towns, or two regions.
    pub fn clash(&self, one: ActorId, other: ActorId) -> bool {
        !self.compatible(one, other) && self.regions.contains(&one) == self.regions.contains(&other)
    }

    /// Whether one is a town and the other a place that no atlas knows: a palace, a villa, a quarter perhaps.
    pub fn may_be_venue(&self, one: ActorId, other: ActorId) -> bool {
        let may = |town: ActorId, venue: ActorId| self.towns.contains(&town) && self.unknown.contains(&venue);
        may(one, other) || may(other, one)
    }

    fn reaches(&self, from: ActorId, to: ActorId, steps: u8) -> bool {
        steps > 0
            && self
                .inside
                .get(&from)
                .is_some_and(|outer| outer.contains(&to) || outer.iter().any(|&next| self.reaches(next, to, steps - 1)))
    }

    /// Whether `inner` lies inside `outer`.
    pub fn within(&self, inner: ActorId, outer: ActorId) -> bool {
        self.reaches(inner, outer, 3)
    }
}

/// What stands between the names of two places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// "the Lake House in Ohrid"
    In,
    /// "Vienna, Austria"
    Comma,
}

/// Places with a place or state right behind them in the same sentence, which may lie around them.
pub(super) fn joined_places(reading: &Reading, roster: &Roster) -> Vec<(ActorId, ActorId, Joint)> {
    let is_place =
        |mention: &&crate::mentions::Mention| matches!(mention.kind, NameKind::Place | NameKind::State) && mention.form == Form::Name;
    let places: Vec<_> = reading.mentions.names.iter().filter(is_place).collect();
    let source = reading.article().id;
    let pair = |pair: &[&crate::mentions::Mention]| {
        let joint = match reading.words(Span::new(pair[0].span.end as usize, pair[1].span.start as usize)).trim() {
            "in" => Joint::In,
            "," => Joint::Comma,
            _ => return None,
        };
        let near = pair[0].sentence == pair[1].sentence && pair[0].kind == NameKind::Place;
        let (inner, outer) = (roster.of(source, pair[0].chain)?, roster.of(source, pair[1].chain)?);
        (near && inner != outer).then_some((inner, outer, joint))
    };
    places.windows(2).filter_map(pair).collect()
}

/// The number of words in a span, marks aside.
pub(super) fn n_words(reading: &Reading, span: Span) -> usize {
    let tokens = &reading.document.tokens;
    let first = tokens.partition_point(|token| token.span.start < span.start);
    tokens[first..]
        .iter()
        .take_while(|token| token.span.end <= span.end)
        .filter(|token| matches!(token.shape, Shape::Word | Shape::Number))
        .count()
}
