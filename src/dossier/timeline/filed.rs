//! Events by those who take part, by their places and by their days, so that a telling is compared only with events that it can belong to.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

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
    by_name: BTreeMap<(Family, ActorId), Shelf>,
    /// A telling that names nobody is looked up by its days.
    by_day: BTreeMap<NaiveDate, Vec<usize>>,
    /// What each event is filed under.
    known: Vec<Known>,
}

/// Events that share a name. Times that do not meet are never one event, so only those near in time are looked at.
#[derive(Default)]
struct Shelf {
    all: Vec<usize>,
    by_stretch: BTreeMap<i32, Vec<usize>>,
    /// Events without a time, or with a long one.
    open: Vec<usize>,
}

#[derive(Default)]
struct Known {
    names: BTreeSet<ActorId>,
    when: Option<When>,
}

impl Filed {
    /// The events that a telling may be of, in order; all those among them that can be one with it.
    pub fn near(&self, cluster: &Cluster) -> Vec<usize> {
        let names = names(cluster);
        let shelves = names.iter().filter_map(|name| self.by_name.get(&(cluster.family, *name)));
        let mut near: Vec<usize> = Vec::new();
        shelves.for_each(|shelf| shelf.take(cluster.when, &mut near));
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
        let by_name = &mut self.by_name;
        let mut shelf = |name: ActorId| by_name.entry((event.family, name)).or_default().enter(n, event.when);
        if known.when == event.when {
            new.iter().for_each(|name| shelf(*name));
        } else {
            // What it was found by before, it is found by on its new days as well.
            known.names.iter().for_each(|name| shelf(*name));
            known.when = event.when;
        }
        new.into_iter().for_each(|name| by_name.entry((event.family, name)).or_default().all.push(n));
    }
}

impl Shelf {
    fn take(&self, when: Option<When>, near: &mut Vec<usize>) {
        let Some(stretches) = stretches(when) else { return near.extend(&self.all) };
        near.extend(self.by_stretch.range(stretches).flat_map(|(_, events)| events));
        near.extend(&self.open);
    }

    fn enter(&mut self, n: usize, when: Option<When>) {
        match stretches(when) {
            Some(stretches) => stretches.for_each(|stretch| self.by_stretch.entry(stretch).or_default().push(n)),
            None => self.open.push(n),
        }
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
fn names(cluster: &Cluster) -> BTreeSet<ActorId> {
    cluster.sides.iter().chain(cluster.people.keys()).chain(cluster.place.as_ref()).copied().collect()
}
