//! Tellings of one event that put it on different days.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Duration, NaiveDate};

use super::Context;
use super::cluster::Cluster;
use crate::base::When;
use crate::claims::Status;
use crate::dossier::independence::Origin;
use crate::dossier::records::{Family, Record};
use crate::mentions::NameKind;

/// Accounts of one event are seldom further apart than this; further apart they tell of two.
const APART: i64 = 2;
/// Tellings as like as this are of one event when nothing else speaks against it.
const ALIKE: f64 = 0.8;
/// The same where both name the same two people in the same place.
const ALIKE_IN_COMPANY: f64 = 0.25;
/// Tellings compared for each cluster.
const MOST: usize = 6;

/// The same clusters, with those joined that different sources tell in the same words but put on days close together.
///
/// A source that tells of both keeps them apart, and so does one that appeared before the later day: it could not tell of a second time.
pub(super) fn merged(context: &Context<'_>, clusters: Vec<Cluster>) -> Vec<Cluster> {
    let mut by_day: BTreeMap<NaiveDate, Vec<usize>> = BTreeMap::new();
    for (n, cluster) in clusters.iter().enumerate() {
        if let Some(day) = cluster.when.and_then(When::exact) {
            by_day.entry(day).or_default().push(n);
        }
    }
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (&day, first) in &by_day {
        for (&later, second) in by_day.range(day + Duration::days(1)..=day + Duration::days(APART)) {
            for (&one, &other) in first.iter().flat_map(|one| second.iter().map(move |other| (one, other))) {
                if let Some(likeness) = likeness(context, &clusters[one], &clusters[other], later) {
                    pairs.push((likeness, one, other));
                }
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut left: Vec<Option<Cluster>> = clusters.into_iter().map(Some).collect();
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    for (_, one, other) in pairs {
        // Each cluster moves once: a chain of days would join a week of shelling.
        if !taken.insert(one) || taken.contains(&other) {
            continue;
        }
        taken.insert(other);
        if let (Some(a), Some(b)) = (left[one].take(), left[other].take()) {
            left[one] = Some(joined(context, a, b));
        }
    }
    left.into_iter().flatten().collect()
}

/// How alike two clusters are, when they can be one.
fn likeness(context: &Context<'_>, one: &Cluster, other: &Cluster, later: NaiveDate) -> Option<f64> {
    let places_fit = match (one.place, other.place) {
        (Some(a), Some(b)) => context.places.compatible(a, b),
        _ => true,
    };
    let planned = |cluster: &Cluster| cluster.records.iter().all(|record| record.happening.status == Status::Planned);
    if one.family != other.family || one.family == Family::Statement || !places_fit || planned(one) != planned(other) {
        return None;
    }
    let (here, there) = (origins(context, one), origins(context, other));
    let in_time = |record: &Record| {
        let idx = record.source.idx();
        let stated = !context.inferred.get(idx).is_some_and(|inferred| *inferred);
        // A plan that another source puts elsewhere later was moved; one told while it was fresh is told differently.
        stated && (planned(one) || context.days.get(idx).copied().flatten().is_some_and(|day| day >= later))
    };
    let moved = |cluster: &Cluster| cluster.records.iter().any(|record| is_moved(context, record));
    if !here.is_disjoint(&there)
        || !one.records.iter().chain(&other.records).all(in_time)
        || others_on_both(context, one, other)
        || planned(one) && (moved(one) || moved(other))
    {
        return None;
    }
    let best = one.records.iter().take(MOST).flat_map(|a| other.records.iter().take(MOST).filter_map(move |b| told_alike(context, a, b)));
    let best = best.max_by(f64::total_cmp)?;
    let company = n_people_shared(context, one, other) >= 2 && one.place.is_some() && one.place == other.place;
    (best >= if company { ALIKE_IN_COMPANY } else { ALIKE }).then_some(best)
}

fn told_alike(context: &Context<'_>, one: &Record, other: &Record) -> Option<f64> {
    let telling = |record: &Record| context.tellings.at(record.source.idx(), record.happening.time?);
    Some(context.tellings.likeness(telling(one)?, telling(other)?))
}

/// "Put off by a week": an update of a plan is no disagreement.
fn is_moved(context: &Context<'_>, record: &Record) -> bool {
    let words = context.readings[record.source.idx()].words(record.evidence.span).to_lowercase();
    ["postpone", "put off", "put back", "reschedul", "delay", "moved", "instead", "brought forward", "new date"]
        .iter()
        .any(|word| words.contains(word))
}

fn origins(context: &Context<'_>, cluster: &Cluster) -> BTreeSet<Origin> {
    context.origins.all(cluster.records.iter().map(|record| &record.evidence))
}

fn n_people_shared(context: &Context<'_>, one: &Cluster, other: &Cluster) -> usize {
    let person = |actor: &crate::dossier::ActorId| context.roster.get(*actor).kind == NameKind::Person;
    one.people.keys().filter(|actor| person(actor) && other.people.contains_key(actor)).count()
}

/// Each names a person whom the other does not: two meetings.
fn others_on_both(context: &Context<'_>, one: &Cluster, other: &Cluster) -> bool {
    let lacks = |a: &Cluster, b: &Cluster| {
        a.people.keys().any(|actor| context.roster.get(*actor).kind == NameKind::Person && !b.people.contains_key(actor))
    };
    lacks(one, other) && lacks(other, one)
}

/// Both as one, on the day that more independent reports give; of equals the one that is told first-hand, then the earlier.
fn joined(context: &Context<'_>, one: Cluster, other: Cluster) -> Cluster {
    let weight = |cluster: &Cluster| (origins(context, cluster).len(), cluster.records.iter().any(|record| record.evidence.via.is_none()));
    let when = if weight(&other) > weight(&one) { other.when } else { one.when };
    let mut whole = one;
    whole.absorb(context, other);
    whole.when = when;
    whole
}
