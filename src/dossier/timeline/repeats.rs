//! Events that say what another one says already.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::base::Evidence;
use crate::claims::Kind;
use crate::dossier::{Event, Statement};

/// The same events without those that rest on sentences alone on which a weightier one of that day rests too; words in quotation marks stay.
pub(in crate::dossier) fn without(events: Vec<Event>, statements: &[Statement]) -> Vec<Event> {
    let mut by_day: BTreeMap<NaiveDate, Vec<usize>> = BTreeMap::new();
    for (n, event) in events.iter().enumerate() {
        if let Some(day) = event.when.as_ref().and_then(|when| when.value.exact()) {
            by_day.entry(day).or_default().push(n);
        }
    }
    let quoted = |event: &Event| {
        let statement = event.statement.and_then(|id| statements.get(id.idx()));
        event.kind == Kind::Statement && statement.is_some_and(|statement| statement.direct)
    };
    let mut repeats: BTreeSet<usize> = BTreeSet::new();
    for here in by_day.values() {
        let told: Vec<BTreeSet<&Evidence>> =
            here.iter().map(|&n| events[n].accounts.iter().map(|account| &account.evidence).collect()).collect();
        for (a, &one) in here.iter().enumerate().filter(|(_, one)| !quoted(&events[**one])) {
            let weightier = |b: usize| {
                let order = |n: usize, m: usize| (told[m].len(), events[n].salience.to_bits());
                let other = here[b];
                a != b && !repeats.contains(&other) && told[a].is_subset(&told[b]) && (order(other, b), other) > (order(one, a), one)
            };
            if (0..here.len()).any(weightier) {
                repeats.insert(one);
            }
        }
    }
    events.into_iter().enumerate().filter(|(n, _)| !repeats.contains(n)).map(|(_, event)| event).collect()
}
