//! Tellings that name neither people nor a place: they join the event of their day, or stand by what they count and where they stand.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::Context;
use super::cluster::{Cluster, given, likeness};
use super::entries::{is_entry, named_in};
use crate::base::When;
use crate::claims::Kind;
use crate::dossier::ActorId;
use crate::dossier::counted::{self, Unit};
use crate::dossier::records::{Family, Record};
use crate::mentions::NameKind;

/// Tellings as like as this are of one event where only one happened on that day.
const ALIKE: f64 = 0.4;
/// Sentences at the head of an article that tell what it is about.
const LEAD: usize = 2;

/// The same clusters, with those that name nobody joined to the only one of their day and kind that somebody is named in.
pub(super) fn joined(context: &Context<'_>, clusters: Vec<Cluster>) -> Vec<Cluster> {
    let mut by_day: BTreeMap<(Family, NaiveDate), Vec<usize>> = BTreeMap::new();
    for (n, cluster) in clusters.iter().enumerate().filter(|(_, cluster)| !is_nameless(cluster)) {
        if let Some(day) = cluster.when.and_then(When::exact) {
            by_day.entry((cluster.family, day)).or_default().push(n);
        }
    }
    let only = |cluster: &Cluster| {
        let day = cluster.when.and_then(When::exact).filter(|_| is_nameless(cluster) && is_deed(cluster.family))?;
        match by_day.get(&(cluster.family, day))?.as_slice() {
            [only] => Some(*only).filter(|&n| are_one(context, &clusters[n], cluster)),
            _ => None,
        }
    };
    let found: Vec<Option<usize>> = clusters.iter().map(only).collect();
    given(clusters, &found, |event, own| event.absorb(context, own))
}

/// Whether nobody and no place is named in a cluster.
pub(super) fn is_nameless(cluster: &Cluster) -> bool {
    cluster.people.is_empty() && cluster.place.is_none()
}

/// Whether a cluster that names nobody is an event all the same: told by two, in a dated list, at the head of an article, or with a count of
/// those whom it befell.
pub(super) fn stands(context: &Context<'_>, cluster: &Cluster, several: bool) -> bool {
    let dated = cluster.when.is_some_and(|when| when.n_days() <= 3);
    let spoken = matches!(cluster.family, Family::Other(kind) if kind.is_spoken());
    let listed = || cluster.records.iter().any(|record| is_entry(context, record));
    let leads = || is_deed(cluster.family) && cluster.records.iter().any(|record| record.happening.sentence < LEAD);
    let counted = || {
        let day = cluster.when.and_then(When::exact);
        day.is_some()
            && is_deed(cluster.family)
            && cluster.records.iter().any(|record| units(context, record).any(|(unit, _)| unit.is_of_people()))
    };
    dated && !spoken && (several || listed() || leads() || counted())
}

/// Deeds that happen to some at a time and a place; meetings and words have many of one day.
fn is_deed(family: Family) -> bool {
    match family {
        Family::Strike => true,
        Family::Other(kind) => matches!(
            kind,
            Kind::Exchange | Kind::Detention | Kind::Protest | Kind::Ceasefire | Kind::Agreement | Kind::Vote | Kind::Withdrawal
        ),
        Family::Contact | Family::Call | Family::Statement => false,
    }
}

/// Whether a telling without names is of the only event of its day and kind: they count the same things, name the same in passing, or say
/// the same.
fn are_one(context: &Context<'_>, event: &Cluster, nameless: &Cluster) -> bool {
    let counts = |cluster: &Cluster| -> BTreeSet<(Unit, i64)> {
        cluster.records.iter().flat_map(|record| units(context, record).collect::<Vec<_>>()).collect()
    };
    // States are in every sentence.
    let is_state = |actor: &ActorId| context.roster.get(*actor).kind == NameKind::State;
    let named = |cluster: &Cluster| -> BTreeSet<ActorId> {
        let all = cluster.records.iter().flat_map(|record| named_in(context, record));
        all.filter(|actor| !is_state(actor)).collect()
    };
    let (here, there) = (counts(event), counts(nameless));
    // Crowds are counted wildly, the dead less so.
    let near = |a: i64, b: i64| event.family != Family::Strike || a <= 2 * b && b <= 2 * a;
    let counted = here.iter().any(|(unit, n)| there.iter().any(|(other, m)| unit == other && unit.is_of_people() && near(*n, *m)));
    counted || !named(event).is_disjoint(&named(nameless)) || likeness(context, event, nameless) >= ALIKE
}

/// What a telling counts.
fn units<'a>(context: &'a Context<'_>, record: &'a Record) -> impl Iterator<Item = (Unit, i64)> + 'a {
    let reading = &context.readings[record.source.idx()];
    let strike = record.family() == Family::Strike;
    let span = record.evidence.span;
    record.happening.numbers.iter().map(move |count| (counted::unit(reading, span, count, strike), count.thousandths))
}
