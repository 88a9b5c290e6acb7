//! Denials and cancellations that tell no day: each belongs to the event that it answers.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::Context;
use super::cluster::{Cluster, given, others_on_both};
use crate::claims::Status;
use crate::dossier::ActorId;
use crate::dossier::records::Family;
use crate::mentions::NameKind;

/// Days between an event and an answer to it, at most.
const SOON: i64 = 21;

/// The same clusters, with those that only deny or call off something joined to the one that they answer.
pub(super) fn joined(context: &Context<'_>, clusters: Vec<Cluster>) -> Vec<Cluster> {
    let mut by_name: BTreeMap<(Family, ActorId), Vec<usize>> = BTreeMap::new();
    for (n, cluster) in clusters.iter().enumerate().filter(|(_, cluster)| !answers(cluster)) {
        names(context, cluster).into_iter().for_each(|name| by_name.entry((cluster.family, name)).or_default().push(n));
    }
    let answered = |cluster: &Cluster| -> Option<usize> {
        if !answers(cluster) {
            return None;
        }
        let own = names(context, cluster);
        let near: BTreeSet<usize> = own.iter().filter_map(|name| by_name.get(&(cluster.family, *name))).flatten().copied().collect();
        let mut fitting: Vec<(_, usize)> = near.into_iter().filter_map(|n| Some((fit(context, &clusters[n], cluster)?, n))).collect();
        fitting.sort();
        match fitting.as_slice() {
            [(_, only)] => Some(*only),
            // Of several the one that the same article tells, or that names more of them.
            [(best, one), (next, _), ..] if best.0 < next.0 => Some(*one),
            _ => None,
        }
    };
    let found: Vec<Option<usize>> = clusters.iter().map(answered).collect();
    given(clusters, &found, |event, own| event.absorb_answer(own))
}

/// Whether all of a cluster denies or calls off something of which it tells no day.
fn answers(cluster: &Cluster) -> bool {
    let negates = |status: Status| matches!(status, Status::Denied | Status::CalledOff);
    cluster.when.is_none() && cluster.records.iter().all(|record| negates(record.happening.status))
}

/// Whoever a cluster is looked up by: its people, and the states that somebody acts for.
fn names(context: &Context<'_>, cluster: &Cluster) -> BTreeSet<ActorId> {
    let states = cluster.people.keys().filter_map(|actor| context.roster.get(*actor).state);
    cluster.people.keys().copied().chain(states).collect()
}

/// How well an event fits an answer, the best least: the same people, soon enough, and no other place; `None` when it does not.
fn fit(context: &Context<'_>, event: &Cluster, answer: &Cluster) -> Option<((bool, Reverse<usize>), i64)> {
    let there = names(context, event);
    let named = |actor: &ActorId| there.contains(actor) || context.roster.get(*actor).state.is_some_and(|state| there.contains(&state));
    let all_there = answer.people.keys().all(named);
    let shared = answer.people.keys().filter(|actor| there.contains(actor)).count();
    let persons = answer.people.keys().filter(|actor| context.roster.get(**actor).kind == NameKind::Person).count();
    // Two states meet every week; two people, or a place, make a meeting known.
    let known = persons >= 1 && answer.people.len() >= 2 || answer.place.is_some() && event.place.is_some();
    let places = matches!((event.place, answer.place), (Some(a), Some(b)) if !context.places.compatible(a, b));
    let same_source = event.records.iter().any(|record| answer.records.iter().any(|other| other.source == record.source));
    let when = event.when.filter(|when| when.n_days() <= 7)?;
    let told = answer.records.iter().filter_map(|record| context.days[record.source.idx()]).max()?;
    let gap = (told - when.earliest()).num_days().abs();
    let fits = all_there && !answer.people.is_empty() && (known || same_source && answer.people.len() >= 2) && !places;
    (fits && gap <= SOON && !others_on_both(context, event, answer)).then_some(((!same_source, Reverse(shared)), gap))
}
