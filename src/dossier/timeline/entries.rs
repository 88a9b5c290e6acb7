//! Entries of dated lists: a few words that sum up what is told elsewhere of their day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::Context;
use super::cluster::{Cluster, given, likeness};
use crate::claims::Kind;
use crate::dossier::ActorId;
use crate::dossier::records::{Family, Record};
use crate::mentions::NameKind;

/// An entry is of an event of its day from this score on: a kind and somebody, a place and somebody, or words and either of them.
const ENOUGH: f64 = 3.0;
/// An event that lasts longer has more than one entry.
const DAYS: i64 = 3;

/// The same clusters, with entries of dated lists joined to the event of their day that they are most surely of.
pub(super) fn joined(context: &Context<'_>, clusters: Vec<Cluster>) -> Vec<Cluster> {
    let entry = |cluster: &Cluster| cluster.records.iter().all(|record| is_entry(context, record));
    let mut by_day: BTreeMap<NaiveDate, Vec<usize>> = BTreeMap::new();
    for (n, cluster) in clusters.iter().enumerate().filter(|(_, cluster)| !entry(cluster)) {
        let days = cluster
            .when
            .filter(|when| when.n_days() <= DAYS)
            .into_iter()
            .flat_map(|when| when.earliest().iter_days().take_while(move |day| *day <= when.latest()));
        days.for_each(|day| by_day.entry(day).or_default().push(n));
    }
    let event_of = |cluster: &Cluster| -> Option<usize> {
        let when = cluster.when.filter(|when| when.n_days() <= DAYS && entry(cluster))?;
        let days = when.earliest().iter_days().take_while(|day| *day <= when.latest());
        let near: BTreeSet<usize> = days.filter_map(|day| by_day.get(&day)).flatten().copied().collect();
        let near = near.into_iter();
        let mut fitting: Vec<(f64, usize)> =
            near.map(|n| (score(context, &clusters[n], cluster), n)).filter(|(score, _)| *score >= ENOUGH).collect();
        fitting.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        match fitting.as_slice() {
            [(_, only)] => Some(*only),
            [(best, one), (next, _), ..] if best > next => Some(*one),
            _ => None,
        }
    };
    let found: Vec<Option<usize>> = clusters.iter().map(event_of).collect();
    given(clusters, &found, |event, own| event.absorb(context, own))
}

/// Whether a telling is an entry of a dated list: its day stands before its words.
pub(super) fn is_entry(context: &Context<'_>, record: &Record) -> bool {
    let reading = &context.readings[record.source.idx()];
    let time = record.happening.time.map(|time| &reading.mentions.times[time]);
    time.is_some_and(|time| time.sentence == record.happening.sentence && time.span().end <= record.evidence.span.start)
}

/// How surely an entry is of an event of its day.
fn score(context: &Context<'_>, event: &Cluster, entry: &Cluster) -> f64 {
    let open = entry.family == Family::Other(Kind::Report);
    let words = likeness(context, event, entry);
    let same_kind = event.family == entry.family;
    // "Sanctions on X" is no meeting with X: deeds of two kinds are one only where they say the same, and words of somebody are no deed.
    let deed = |family: Family| match family {
        Family::Strike => true,
        Family::Other(kind) => !kind.is_spoken(),
        Family::Contact | Family::Call | Family::Statement => false,
    };
    let same_deed = deed(event.family) && deed(entry.family) && words >= 0.4;
    if !(open || same_kind || same_deed) {
        return 0.0;
    }
    if matches!((event.place, entry.place), (Some(a), Some(b)) if context.places.clash(a, b)) {
        return 0.0;
    }
    let there = |cluster: &Cluster| -> BTreeSet<ActorId> {
        let named = cluster.records.iter().flat_map(|record| named_in(context, record));
        cluster.people.keys().copied().chain(cluster.sides.iter().copied()).chain(named).collect()
    };
    let (told, listed) = (there(event), there(entry));
    let shared =
        told.intersection(&listed).map(|actor| if context.roster.get(*actor).kind == NameKind::State { 0.75 } else { 1.5 }).sum::<f64>();
    let place = matches!((event.place, entry.place), (Some(a), Some(b)) if context.places.compatible(a, b));
    f64::from(u8::from(same_kind)) * 1.5 + shared.min(3.0) + f64::from(u8::from(place)) * 1.5 + words.min(1.0) * 3.0
}

/// Whom and what the words of a telling name.
pub(super) fn named_in(context: &Context<'_>, record: &Record) -> BTreeSet<ActorId> {
    let reading = &context.readings[record.source.idx()];
    let inside = reading.mentions.names.iter().filter(|mention| record.evidence.span.contains(mention.span));
    inside.filter_map(|mention| context.roster.of(record.source, mention.chain)).collect()
}
