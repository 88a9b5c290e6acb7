//! Happenings become events; each event keeps every account of it.

mod answered;
mod apart;
mod cluster;
mod days;
mod entries;
mod filed;
mod nameless;
mod repeats;
mod salience;
mod summary;
mod support;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::actors::Roster;
use super::alike::Deeds;
use super::hands::Hands;
use super::independence::Origins;
use super::records::{Containment, Family, Record};
use super::tellings::Tellings;
use super::{Account, ActorId, Event, EventId, Participation, Reading};
use crate::base::{Basis, Cited, Known, SourceId, When};
use crate::claims::{Kind, Part, Status};
use crate::mentions::NameKind;
use crate::mentions::time::{Anchor, Resolved};
use cluster::Cluster;
pub(super) use cluster::completed;
pub(super) use days::add as add_days;
pub(super) use repeats::without as without_repeats;
pub(super) use salience::of as salience_of;
pub(super) use summary::{is_open, is_sentence, leans, length};

/// What the merging looks at besides the records.
pub(super) struct Context<'a> {
    pub readings: &'a [Arc<Reading>],
    pub roster: &'a Roster,
    pub places: &'a Containment,
    pub hands: &'a Hands,
    pub tellings: &'a Tellings,
    pub deeds: &'a Deeds,
    pub origins: &'a Origins,
    pub times: &'a [Vec<Resolved>],
    pub inferred: &'a [bool],
    /// Sources whose own day is known to two days at best: what they call "Friday" may be another.
    pub unsure: &'a [bool],
    pub days: &'a [Option<chrono::NaiveDate>],
}

impl Context<'_> {
    /// The last day of which a source can tell; `None` where its own day is not sure.
    pub fn latest(&self, source: SourceId) -> Option<chrono::NaiveDate> {
        let unsure = self.unsure.get(source.idx()).copied().unwrap_or(true);
        self.days.get(source.idx()).copied().flatten().filter(|_| !unsure)
    }
}

/// Merges the records of all sources into events, in order of time; statements have their own way (`statements.rs`).
pub(super) fn merge(context: &Context<'_>, records: Vec<Vec<Record>>) -> Vec<Event> {
    let told = |own: Vec<Record>| -> Vec<Arc<Record>> {
        own.into_iter().filter(|record| record.family() != Family::Statement).map(Arc::new).collect()
    };
    let records: Vec<Vec<Arc<Record>>> = records.into_par_iter().map(told).collect();
    let first = clusters(context, &records);
    // What two tellings of one meeting call "in Ohrid" and "at the lake" may name one scene elsewhere too: merge once more with that.
    let places = context.places.with_scenes(first.iter().map(Cluster::places));
    let context = &Context { places: &places, ..*context };
    let merged = apart::merged(context, clusters(context, &records));
    let merged = entries::joined(context, answered::joined(context, nameless::joined(context, merged)));
    let mut events: Vec<Event> =
        merged.into_par_iter().filter(|cluster| is_event(context, cluster)).map(|cluster| event(context, &cluster)).collect();
    sort(&mut events);
    events
}

fn clusters(context: &Context<'_>, records: &[Vec<Arc<Record>>]) -> Vec<Cluster> {
    let within: Vec<Vec<Cluster>> = records.par_iter().map(|own| cluster::within_article(context, own.iter())).collect();
    let within = within.into_iter().flatten().collect();
    let mut merged = cluster::across(context, within);
    // What was merged since may show that two earlier clusters are one.
    loop {
        let before = merged.len();
        merged = cluster::across(context, merged);
        if merged.len() == before {
            return merged;
        }
    }
}

/// Puts events in order of time and numbers them; those without a day come last.
pub(super) fn sort(events: &mut [Event]) {
    events.sort_by(|a, b| {
        let key = |event: &Event| event.when.as_ref().map(|known| (known.value.earliest(), known.value.latest()));
        match (key(a), key(b)) {
            (Some(x), Some(y)) => x.cmp(&y),
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (None, None) => std::cmp::Ordering::Equal,
        }
        .then_with(|| a.kind.cmp(&b.kind))
        .then_with(|| a.summary.cmp(&b.summary))
    });
    for (n, event) in events.iter_mut().enumerate() {
        event.id = EventId(u32::try_from(n).unwrap_or(u32::MAX));
    }
}

/// Whether a cluster tells enough to be an event of its own: a time, or both people and a place, or several sources.
fn is_event(context: &Context<'_>, cluster: &Cluster) -> bool {
    let named =
        cluster.people.keys().filter(|actor| matches!(context.roster.get(**actor).kind, NameKind::Person | NameKind::Organisation)).count();
    let several = context.origins.count(cluster.records.iter().map(|record| &record.evidence)) > 1;
    if nameless::is_nameless(cluster) && nameless::stands(context, cluster, several) {
        return true;
    }
    let dated = cluster.when.is_some_and(|when| when.n_days() <= 31);
    let enough_people = match cluster.family {
        Family::Contact | Family::Call => named > 0 || cluster.people.len() > 1,
        _ => !cluster.people.is_empty() || cluster.place.is_some(),
    };
    let vague = matches!(cluster.family, Family::Other(kind) if kind.is_spoken()) && cluster.when.is_none_or(|when| when.n_days() > 3);
    if vague {
        return false;
    }
    let enough_people = enough_people || cluster.family == Family::Other(Kind::Ceasefire);
    let contact = matches!(cluster.family, Family::Contact | Family::Call);
    let of_a_day = contact && cluster.place.is_some() && cluster.when.is_some_and(|when| when.n_days() <= 3);
    let told_well =
        dated || (several && cluster.people.len() > 1) || (contact && named > 0 && cluster.people.len() > 1 && cluster.place.is_some());
    (enough_people && told_well) || of_a_day
}

fn event(context: &Context<'_>, cluster: &Cluster) -> Event {
    let mut accounts: Vec<Account> = cluster.records.iter().map(|record| account(context, record)).collect();
    accounts.sort_by_key(|account| (context.days[account.evidence.source.idx()], account.evidence.clone()));
    accounts.dedup_by(|a, b| a.evidence == b.evidence);
    let status = status(context, &accounts, cluster.when);
    let participants = participants(context, cluster);
    let summary = summary::best(context, cluster, status);
    let when = cluster.when.map(|when| known_when(context, cluster, when));
    let place = place(cluster);
    let mut event = Event {
        id: EventId(0),
        kind: kind(cluster),
        status,
        when,
        place,
        participants,
        accounts,
        summary,
        statement: None,
        salience: 0.0,
        part_of: None,
    };
    event.salience = salience::of(context, &event);
    event
}

fn account(context: &Context<'_>, record: &Record) -> Account {
    let reading = &context.readings[record.source.idx()];
    let time_words = record.happening.time.map(|time| reading.mentions.times[time].span());
    Account {
        evidence: record.evidence.clone(),
        trigger: record.happening.trigger,
        status: record.happening.status,
        when: record.when,
        time_words,
        place: record.place,
        numbers: record.happening.numbers.clone(),
    }
}

/// Held once anybody tells it as held and nobody denies it, claimed when somebody does; planned as long as all do, or nobody could know.
fn status(context: &Context<'_>, accounts: &[Account], when: Option<When>) -> Status {
    let could_know = |account: &Account| {
        let told = context.latest(account.evidence.source);
        told.zip(when).is_none_or(|(told, when)| when.earliest() <= told)
    };
    let has = |status: Status| accounts.iter().any(|account| account.status == status);
    if has(Status::Held) && !accounts.iter().any(|account| account.status == Status::Held && could_know(account)) {
        return Status::Planned;
    }
    if has(Status::Denied) && (has(Status::Held) || has(Status::Claimed)) {
        Status::Claimed
    } else if has(Status::Held) {
        Status::Held
    } else if has(Status::UnderWay) {
        Status::UnderWay
    } else {
        accounts.last().map_or(Status::Held, |account| account.status)
    }
}

/// A meeting that somebody travelled to is a meeting.
fn kind(cluster: &Cluster) -> Kind {
    let mut votes: BTreeMap<Kind, usize> = BTreeMap::new();
    for record in &cluster.records {
        *votes.entry(record.happening.kind).or_default() += 1;
    }
    // What an entry only reports is what others tell in words that name it.
    if votes.len() > 1 {
        votes.remove(&Kind::Report);
    }
    if votes.contains_key(&Kind::Meeting) {
        Kind::Meeting
    } else {
        votes.into_iter().max_by_key(|(kind, n)| (*n, std::cmp::Reverse(*kind))).map_or(Kind::Meeting, |(kind, _)| kind)
    }
}

/// People first, then bodies, then states that nobody named represents.
fn participants(context: &Context<'_>, cluster: &Cluster) -> Vec<Cited<Participation>> {
    let represented: Vec<ActorId> = cluster.people.keys().filter_map(|actor| context.roster.get(*actor).state).collect();
    let mut all: Vec<(u8, ActorId, Part)> = cluster
        .people
        .iter()
        .filter(|(actor, _)| !(context.roster.get(**actor).kind == NameKind::State && represented.contains(actor)))
        .map(|(actor, part)| (order(context.roster.get(*actor).kind), *actor, *part))
        .collect();
    all.sort();
    all.into_iter()
        .filter_map(|(_, actor, part)| {
            let mut evidence =
                cluster.records.iter().filter(|record| record.people.contains_key(&actor)).map(|record| record.evidence.clone());
            let mut cited = Cited::new(Participation { actor, part }, evidence.next()?);
            evidence.for_each(|evidence| cited.also(evidence));
            Some(cited)
        })
        .collect()
}

fn order(kind: NameKind) -> u8 {
    match kind {
        NameKind::Person => 0,
        NameKind::Organisation => 1,
        _ => 2,
    }
}

fn place(cluster: &Cluster) -> Option<Cited<ActorId>> {
    let place = cluster.place?;
    let mut evidence = cluster.records.iter().filter(|record| record.place == Some(place)).map(|record| record.evidence.clone());
    let mut cited = Cited::new(place, evidence.next()?);
    evidence.for_each(|evidence| cited.also(evidence));
    Some(cited)
}

/// The event's time with the way it was learnt: stated in full, or reckoned from words such as "Friday".
fn known_when(context: &Context<'_>, cluster: &Cluster, when: When) -> Known<When> {
    let told = cluster.records.iter().filter_map(|record| {
        let time = record.happening.time?;
        let resolved = context.times[record.source.idx()].get(time)?;
        resolved.when.filter(|own| own.meets(when))?;
        let words =
            context.readings[record.source.idx()].words(context.readings[record.source.idx()].mentions.times[time].span()).to_owned();
        let explicit = resolved.anchor == Anchor::Explicit;
        let inferred = context.inferred[record.source.idx()];
        Some((!explicit, inferred, words))
    });
    match told.min() {
        Some((false, _, _)) => Known::new(when, Basis::BodyText),
        Some((true, false, words)) => Known::from_words(when, Basis::BodyText, words),
        Some((true, true, words)) => Known::from_words(when, Basis::Inferred, words),
        None => Known::new(when, Basis::Inferred),
    }
}
