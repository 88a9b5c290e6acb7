//! Differences about who was there.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::{by_source, new};
use crate::base::{Evidence, Span};
use crate::claims::Status;
use crate::dossier::records::Family;
use crate::dossier::timeline::Context;
use crate::dossier::{ActorId, Aspect, Discrepancy, Event, EventId, Reading, Subject};
use crate::mentions::{Form, Mention, NameKind};

/// Words behind a name that say it was not there.
const ABSENT: &[&str] = &[
    "was not invited",
    "were not invited",
    "was not present",
    "were not present",
    "was not represented",
    "were not represented",
    "was not in the room",
    "were not in the room",
    "was not at the table",
    "were not at the table",
    "was not there",
    "were not there",
    "was absent",
    "were absent",
    "did not attend",
    "did not take part",
    "did not participate",
    "did not join",
    "stayed away",
    "was left out",
    "were left out",
];

/// People of a body or state of whom "no X official was in the room" denies any.
const PEOPLE: &[&str] = &[
    "official",
    "officials",
    "representative",
    "representatives",
    "delegate",
    "delegates",
    "envoy",
    "diplomat",
    "diplomats",
    "delegation",
];

/// Bytes on either side of a name that hold these words in any case.
const REACH: usize = 80;

/// Sentences between an account and the word that somebody was not there, at most.
const NEAR: usize = 8;

/// Meetings of which one source names somebody among those present whom another says was not there. "Not named by" is never "not there".
pub(super) fn differ(context: &Context<'_>, events: &[Event]) -> Vec<Discrepancy> {
    let meets = |event: &Event| Family::of(event.kind) == Family::Contact && matches!(event.status, Status::Held | Status::UnderWay);
    let by_source = by_source(context, events.iter().filter(|event| meets(event)));
    let absent = |(reading, meetings): (&Arc<Reading>, &Vec<&Event>)| -> Vec<((EventId, ActorId), Evidence)> {
        let told = reading.mentions.names.iter().filter(|mention| !meetings.is_empty() && is_absent(reading, mention));
        told.filter_map(|mention| {
            let actor = context.roster.of(reading.article().id, mention.chain)?;
            let event = told_near(reading, meetings, mention)?;
            Some(((event, actor), reading.evidence(reading.telling(mention.sentence), mention.sentence)))
        })
        .collect()
    };
    let told: Vec<Vec<((EventId, ActorId), Evidence)>> = context.readings.par_iter().zip(&by_source).map(absent).collect();
    let mut absences: BTreeMap<(EventId, ActorId), Vec<Evidence>> = BTreeMap::new();
    told.into_iter().flatten().for_each(|(subject, evidence)| absences.entry(subject).or_default().push(evidence));
    let differing = absences.into_iter().filter_map(|((id, actor), absent)| {
        let event = events.get(id.idx())?;
        let present: Vec<Evidence> = event
            .participants
            .iter()
            .filter(|one| stands_for(context, one.value.actor, actor))
            .flat_map(|one| one.evidence().cloned().collect::<Vec<_>>())
            .filter(|evidence| absent.iter().all(|other| other.source != evidence.source))
            .collect();
        let name = &context.roster.get(actor).name.value;
        let versions = BTreeMap::from([(format!("{name} took part"), present), (format!("{name} was not there"), absent)]);
        new(context, Subject::Event(id), Aspect::Participants, versions)
    });
    differing.collect()
}

fn is_absent(reading: &Reading, mention: &Mention) -> bool {
    let Some(sentence) = reading.document.sentences.get(mention.sentence) else { return false };
    let before = reading.words(Span { start: sentence.span.start, end: mention.span.start });
    let behind = reading.words(Span { start: mention.span.end, end: sentence.span.end.max(mention.span.end) }).trim_start();
    // The few words next to the name tell, and most names have none of these.
    let before = before[before.floor_char_boundary(before.len().saturating_sub(REACH))..].to_lowercase();
    let next = behind[..behind.ceil_char_boundary(REACH)].to_lowercase();
    let of_people = mention.kind != NameKind::Person
        && (before.ends_with("no ") || before.ends_with("not a single "))
        && PEOPLE.contains(&next.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default())
        && !behind.to_lowercase().contains("comment");
    let itself = mention.form != Form::Adjective && ABSENT.iter().any(|words| next.starts_with(words));
    of_people || itself
}

/// The one of some meetings that is told last before these words.
fn told_near(reading: &Reading, meetings: &[&Event], mention: &Mention) -> Option<EventId> {
    let sentence = mention.sentence;
    let source = reading.article().id;
    let told = meetings.iter().flat_map(|event| {
        let own = event.accounts.iter().filter(|account| account.evidence.source == source && account.trigger.start < mention.span.start);
        own.map(|account| (reading.document.sentences.partition_point(|one| one.span.end <= account.evidence.span.start), *event))
    });
    let near = told.filter(|(n, _)| *n <= sentence && sentence - n <= NEAR);
    // "the first time since they met in May": what lies far back is told in passing.
    near.max_by_key(|(n, event)| (!is_long_past(reading, event), *n, std::cmp::Reverse(event.id))).map(|(_, event)| event.id)
}

/// Days before its article beyond which a meeting is no news in it.
const NEWS: i64 = 21;

fn is_long_past(reading: &Reading, event: &Event) -> bool {
    let published = reading.article().meta.published.as_ref().map(|known| known.value.latest());
    let ended = event.when.as_ref().map(|when| when.value.latest());
    matches!((published, ended), (Some(published), Some(ended)) if (published - ended).num_days() > NEWS)
}

/// Whether a participant is the actor, belongs to that state, or holds an office of that body.
fn stands_for(context: &Context<'_>, participant: ActorId, actor: ActorId) -> bool {
    let (one, other) = (context.roster.get(participant), context.roster.get(actor));
    let body = || {
        one.roles.iter().any(|role| other.aliases.iter().any(|alias| alias.name.value.len() > 1 && role.value.contains(&alias.name.value)))
    };
    participant == actor || one.state == Some(actor) || (other.kind == NameKind::Organisation && body())
}
