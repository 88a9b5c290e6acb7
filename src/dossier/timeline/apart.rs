//! Tellings of one event that put it on different days, or in different places.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{Duration, NaiveDate};
use rayon::prelude::*;

use super::Context;
use super::cluster::{Cluster, likeness, others_on_both, same_count};
use crate::base::When;
use crate::claims::Status;
use crate::dossier::independence::Origin;
use crate::dossier::records::{Family, Record};
use crate::mentions::NameKind;
use crate::mentions::time::Anchor;

/// Accounts of one event are seldom further apart than this; further apart they tell of two.
const APART: i64 = 2;
/// Tellings as like as this are of one event when nothing else speaks against it.
const ALIKE: f64 = 0.8;
/// The same where both name the same two people in the same place.
const ALIKE_IN_COMPANY: f64 = 0.25;
/// The same clusters, with those joined that different sources tell in the same words but put on days close together or in two places.
///
/// A source that tells of both keeps them apart, and so does one that appeared before the later day: it could not tell of a second time.
pub(super) fn merged(context: &Context<'_>, clusters: Vec<Cluster>) -> Vec<Cluster> {
    let mut by_day: BTreeMap<NaiveDate, Vec<usize>> = BTreeMap::new();
    for (n, cluster) in clusters.iter().enumerate() {
        if let Some(day) = cluster.when.and_then(When::exact) {
            by_day.entry(day).or_default().push(n);
        }
    }
    let origins: Vec<BTreeSet<Origin>> = clusters.par_iter().map(|cluster| origins(context, cluster)).collect();
    let of_day = |(&day, first): (&NaiveDate, &Vec<usize>)| {
        let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
        for (&later, second) in by_day.range(day..=day + Duration::days(APART)) {
            for (&one, &other) in first.iter().flat_map(|one| second.iter().map(move |other| (one, other))) {
                if (later > day || one < other) && clusters[one].family == clusters[other].family {
                    let pair = [(&clusters[one], &origins[one]), (&clusters[other], &origins[other])];
                    pairs.extend(are_one(context, pair, later).map(|likeness| (likeness, one, other)));
                }
            }
        }
        pairs
    };
    let pairs: Vec<Vec<(f64, usize, usize)>> = by_day.par_iter().map(of_day).collect();
    let mut pairs: Vec<(f64, usize, usize)> = pairs.into_iter().flatten().collect();
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

/// How alike two clusters of one family are, when they can be one; each comes with its origins.
fn are_one(context: &Context<'_>, pair: [(&Cluster, &BTreeSet<Origin>); 2], later: NaiveDate) -> Option<f64> {
    let [(one, here), (other, there)] = pair;
    let same_day = one.when == other.when;
    let places_fit = match (one.place, other.place) {
        (Some(a), Some(b)) => context.places.compatible(a, b),
        _ => !same_day,
    };
    let planned = |cluster: &Cluster| cluster.records.iter().all(|record| record.happening.status == Status::Planned);
    if one.family == Family::Statement || places_fit == same_day {
        return None;
    }
    // A plan and its report are one event already when they give one day; on two days they are an update.
    if planned(one) != planned(other) && !same_day {
        return None;
    }
    let in_time = |record: &Arc<Record>| {
        let idx = record.source.idx();
        let explicit =
            record.happening.time.and_then(|time| context.times[idx].get(time)).is_some_and(|time| time.anchor == Anchor::Explicit);
        let stated = explicit || !context.unsure.get(idx).is_some_and(|unsure| *unsure);
        // A plan that another source puts elsewhere later was moved; one told while it was fresh is told differently.
        stated && (same_day || planned(one) || context.days.get(idx).copied().flatten().is_some_and(|day| day >= later))
    };
    let moved = |cluster: &Cluster| cluster.records.iter().any(|record| is_moved(context, record));
    if !here.is_disjoint(there)
        || !one.records.iter().chain(&other.records).all(in_time)
        || others_on_both(context, one, other)
        || planned(one) && (moved(one) || moved(other))
    {
        return None;
    }
    let best = likeness(context, one, other);
    if same_day {
        return (best >= ALIKE || same_count(one, other)).then_some(best);
    }
    let company = n_people_shared(context, one, other) >= 2 && one.place.is_some() && one.place == other.place;
    (best >= if company { ALIKE_IN_COMPANY } else { ALIKE }).then_some(best)
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

/// Both as one, on the day and in the place that more independent reports give; of equals the one that is told first-hand, then the earlier.
fn joined(context: &Context<'_>, one: Cluster, other: Cluster) -> Cluster {
    let weight = |cluster: &Cluster| (origins(context, cluster).len(), cluster.records.iter().any(|record| record.evidence.via.is_none()));
    let (when, place) =
        if weight(&other) > weight(&one) { (other.when, other.place.or(one.place)) } else { (one.when, one.place.or(other.place)) };
    let mut whole = one;
    whole.absorb(context, other);
    whole.when = when;
    whole.place = place;
    whole
}
