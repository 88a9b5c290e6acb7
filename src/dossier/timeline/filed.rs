//! Events by those who take part, by their places and by their days, so that a telling is compared only with events that it can belong to.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use rustc_hash::FxHashMap;

use super::cluster::Cluster;
use crate::base::When;
use crate::dossier::ActorId;
use crate::dossier::records::Family;

/// On days with more events than this only those that share a name are compared.
const BUSY: usize = 64;

/// Days of a stretch under which events are filed.
const STRETCH: i32 = 8;
/// An event of more stretches than this is found from every day.
const LONG: i32 = 16;

/// Events by what they are looked up by.
#[derive(Default)]
pub(super) struct Filed {
    by_name: FxHashMap<Label, Vec<usize>>,
    /// A telling that names nobody is looked up by its days.
    by_day: FxHashMap<NaiveDate, Vec<usize>>,
    /// What each event is filed under.
    known: Vec<Known>,
}

/// What is written on a shelf of events.
type Label = (Family, ActorId, Shelf);

/// Events that share a name. Times that do not meet are never one event, so only those near in time are looked at.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Shelf {
    All,
    Stretch(i32),
    /// Events without a time, or with a long one.
    Open,
}

#[derive(Default)]
struct Known {
    names: BTreeSet<ActorId>,
    when: Option<When>,
}

impl Filed {
    /// The events that a telling may be of, in order; all those among them that can be one with it.
    pub fn near(&self, cluster: &Cluster) -> Vec<usize> {
        let mut near: Vec<usize> = Vec::new();
        for name in names(cluster) {
            let mut take = |shelf: Shelf| near.extend(self.by_name.get(&(cluster.family, name, shelf)).into_iter().flatten());
            match stretches(cluster.when) {
                Some(stretches) => stretches.map(Shelf::Stretch).chain([Shelf::Open]).for_each(take),
                None => take(Shelf::All),
            }
        }
        let that_day = days(cluster).filter_map(|day| self.by_day.get(&day));
        let n_most = if cluster.people.is_empty() { usize::MAX } else { BUSY };
        near.extend(that_day.filter(|events| events.len() <= n_most).flatten());
        near.sort_unstable();
        near.dedup();
        near
    }

    /// Files an event under what it tells now.
    pub fn enter(&mut self, n: usize, event: &Cluster) {
        for day in days(event) {
            self.by_day.entry(day).or_default().push(n);
        }
        if self.known.len() <= n {
            self.known.resize_with(n + 1, Known::default);
        }
        let known = &mut self.known[n];
        let new: Vec<ActorId> = names(event).into_iter().filter(|name| known.names.insert(*name)).collect();
        let mut put = |name: ActorId, shelf: Shelf| self.by_name.entry((event.family, name, shelf)).or_default().push(n);
        let mut shelf = |name: ActorId| match stretches(event.when) {
            Some(stretches) => stretches.for_each(|stretch| put(name, Shelf::Stretch(stretch))),
            None => put(name, Shelf::Open),
        };
        if known.when == event.when {
            new.iter().for_each(|name| shelf(*name));
        } else {
            // What it was found by before, it is found by on its new days as well.
            known.names.iter().for_each(|name| shelf(*name));
            known.when = event.when;
        }
        new.into_iter().for_each(|name| put(name, Shelf::All));
    }
}

/// The stretches of days that a time touches; `None` for none and for many.
fn stretches(when: Option<When>) -> Option<std::ops::RangeInclusive<i32>> {
    let stretch = |day: NaiveDate| day.num_days_from_ce().div_euclid(STRETCH);
    let (first, last) = when.map(|when| (stretch(when.earliest()), stretch(when.latest())))?;
    (last - first <= LONG).then_some(first..=last)
}

/// The days of a cluster that tells them to a week or better.
fn days(cluster: &Cluster) -> impl Iterator<Item = NaiveDate> + use<> {
    let when = cluster.when.filter(|when| when.n_days() <= 7);
    when.into_iter().flat_map(|when| when.earliest().iter_days().take_while(move |day| *day <= when.latest()))
}

/// What a cluster is looked up by: its people, their states, its place.
fn names(cluster: &Cluster) -> Vec<ActorId> {
    let mut names: Vec<ActorId> = cluster.sides.iter().chain(cluster.people.keys()).chain(cluster.place.as_ref()).copied().collect();
    names.sort_unstable();
    names.dedup();
    names
}
