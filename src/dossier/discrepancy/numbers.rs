//! Differences in what is counted.

use std::collections::BTreeMap;

use super::of_sources;
use crate::base::Evidence;
use crate::claims::{Count, Hedge, Kind};
use crate::dossier::counted::{self, Unit};
use crate::dossier::timeline::Context;
use crate::dossier::{Aspect, Discrepancy, Event, Subject};

/// Counts of one thing that cannot all be right, "nearly five" and "five" not being a difference.
pub(super) fn differ(context: &Context<'_>, event: &Event) -> Vec<Discrepancy> {
    let mut by_unit: BTreeMap<Unit, Vec<(Count, Evidence)>> = BTreeMap::new();
    for account in &event.accounts {
        let reading = &context.readings[account.evidence.source.idx()];
        for count in &account.numbers {
            let thing = counted::unit(reading, account.evidence.span, count, event.kind == Kind::Strike);
            by_unit.entry(thing).or_default().push((*count, account.evidence.clone()));
        }
    }
    by_unit.into_iter().filter_map(|(unit, counts)| of_unit(context, event, &counts, unit.is_toll())).collect()
}

fn of_unit(context: &Context<'_>, event: &Event, counts: &[(Count, Evidence)], toll: bool) -> Option<Discrepancy> {
    let sources: std::collections::BTreeSet<_> = counts.iter().map(|(_, evidence)| evidence.source).collect();
    let once_each = sources.iter().all(|source| {
        let own: std::collections::BTreeSet<i64> =
            counts.iter().filter(|(_, evidence)| evidence.source == *source).map(|(count, _)| count.thousandths).collect();
        own.len() == 1
    });
    // A source that states two numbers of one unit speaks of two things.
    if !once_each || !counts.iter().any(|(a, _)| counts.iter().any(|(b, _)| conflict(a, b, toll))) {
        return None;
    }
    let mut versions: BTreeMap<String, Vec<Evidence>> = BTreeMap::new();
    for (count, evidence) in counts {
        let words = context.readings[evidence.source.idx()].words(count.span).to_owned();
        let value = versions.keys().find(|known| number(known) == number(&words)).cloned().unwrap_or(words);
        versions.entry(value).or_default().push(evidence.clone());
    }
    // A copy that prints another number is an account of its own in that point.
    of_sources(context, Subject::Event(event.id), Aspect::Number, versions)
}

fn number(words: &str) -> String {
    words.split([' ', '-', '‑']).next().unwrap_or_default().to_lowercase()
}

/// Whether no number fits both.
pub(super) fn conflict(a: &Count, b: &Count, toll: bool) -> bool {
    let bounds = |count: &Count| match count.hedge {
        Hedge::AtLeast if toll => (count.thousandths, count.thousandths),
        _ => bounds(count),
    };
    let (from, to) = bounds(a);
    let (other_from, other_to) = bounds(b);
    from > other_to || other_from > to
}

fn bounds(count: &Count) -> (i64, i64) {
    let n = count.thousandths;
    match count.hedge {
        Hedge::Exact => (n, n),
        Hedge::About => (n - n / 5, n + n / 5),
        Hedge::AtLeast => (n, i64::MAX),
        Hedge::AtMost => (0, n),
    }
}
