//! One event that two accounts put on different days.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Duration, NaiveDate};

use super::new;
use crate::base::{Evidence, SourceId};
use crate::claims::{Kind, Status};
use crate::dossier::timeline::Context;
use crate::dossier::{ActorId, Aspect, Discrepancy, Event, Subject};
use crate::mentions::NameKind;

/// Accounts of one event are seldom further apart than this; further apart they tell of two.
const APART: i64 = 2;

/// Events that different sources put on days close together, and that nobody tells apart: the same people do the same in the same place,
/// and all sources appeared when both days had passed, so that each could have told of a second time.
pub(super) fn differ(context: &Context<'_>, events: &[Event]) -> Vec<Discrepancy> {
    let mut by_day: BTreeMap<NaiveDate, Vec<&Event>> = BTreeMap::new();
    for event in events.iter().filter(|event| counts(event)) {
        if let Some(day) = day_of(event) {
            by_day.entry(day).or_default().push(event);
        }
    }
    let mut found = Vec::new();
    for (&day, first) in &by_day {
        for (&later, second) in by_day.range(day + Duration::days(1)..=day + Duration::days(APART)) {
            for (one, other) in first.iter().flat_map(|one| second.iter().map(move |other| (one, other))) {
                if are_one(context, one, other, later) {
                    let versions = [(day, one), (later, other)].map(|(day, event)| (day.to_string(), evidence(event)));
                    found.extend(new(context, Subject::Event(one.id), Aspect::Day, versions.into()));
                }
            }
        }
    }
    found
}

/// Words are said on many days, and shots fall on many.
fn counts(event: &Event) -> bool {
    let held = matches!(event.status, Status::Held | Status::UnderWay);
    held && !matches!(event.kind, Kind::Statement | Kind::Proposal | Kind::Strike) && event.part_of.is_none()
}

fn day_of(event: &Event) -> Option<NaiveDate> {
    event.when.as_ref()?.value.exact()
}

fn evidence(event: &Event) -> Vec<Evidence> {
    event.accounts.iter().map(|account| account.evidence.clone()).collect()
}

fn are_one(context: &Context<'_>, one: &Event, other: &Event, later: NaiveDate) -> bool {
    let place = |event: &Event| event.place.as_ref().map(|place| place.value);
    let sources = |event: &Event| -> BTreeSet<SourceId> { event.accounts.iter().map(|account| account.evidence.source).collect() };
    let (here, there) = (sources(one), sources(other));
    let afterwards = |source: &SourceId| {
        let idx = source.idx();
        !context.inferred.get(idx).is_some_and(|inferred| *inferred)
            && context.days.get(idx).copied().flatten().is_some_and(|day| day >= later)
    };
    let people = people(context, one);
    one.kind == other.kind
        && people.len() >= 2
        && people == self::people(context, other)
        && place(one).is_some()
        && place(one) == place(other)
        && here.is_disjoint(&there)
        && here.iter().chain(&there).all(afterwards)
}

fn people(context: &Context<'_>, event: &Event) -> BTreeSet<ActorId> {
    let person = |actor: &ActorId| context.roster.actors.get(actor.idx()).is_some_and(|actor| actor.kind == NameKind::Person);
    event.participants.iter().map(|participant| participant.value.actor).filter(person).collect()
}
