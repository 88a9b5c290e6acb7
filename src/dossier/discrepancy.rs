//! Where accounts differ: each rule finds one aspect, and keeps every version with its words.

mod days;
mod numbers;
mod outcome;
mod parties;
mod places;
mod removals;
mod reworded;
mod roles;
mod said;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::timeline::Context;
use super::{Account, Aspect, Discrepancy, DiscrepancyId, Event, Statement, Subject, Why};
use crate::base::{Cited, Evidence};
use crate::claims::{Kind, Status};

/// Every discrepancy of the corpus, in order of aspect and subject.
pub(super) fn find(context: &Context<'_>, events: &[Event], statements: &[Statement]) -> Vec<Discrepancy> {
    let of_event = |event: &Event| {
        let mut found = numbers::differ(context, event);
        found.extend(status(context, event));
        found.extend(days::differ(context, event));
        found.extend(places::differ(context, event));
        found.extend(outcome::sealed(context, event));
        found
    };
    let of_statement = |statement: &Statement| said::wording(context, statement).into_iter().chain(said::day(context, statement));
    let of_actor = |actor| roles::differ(context, actor).or_else(|| removals::differ(context, actor));
    let beside = || {
        let mut all: Vec<Discrepancy> = outcome::differ(context, events);
        all.extend(parties::differ(context, events));
        all
    };
    let one_by_one = || {
        let of_statements = statements.par_iter().flat_map_iter(of_statement);
        let rest: Vec<Discrepancy> = of_statements.chain(context.roster.actors.par_iter().filter_map(of_actor)).collect();
        (events.par_iter().flat_map_iter(of_event).collect::<Vec<_>>(), rest)
    };
    let ((mut all, rest), beside) = rayon::join(one_by_one, beside);
    all.extend(beside.into_iter().chain(rest));
    let changed = reworded::differ(context, events, &all);
    all.extend(changed);
    all.sort_by(|a, b| (a.aspect, &a.about).cmp(&(b.aspect, &b.about)));
    for (n, discrepancy) in all.iter_mut().enumerate() {
        discrepancy.id = DiscrepancyId(u32::try_from(n).unwrap_or(u32::MAX));
    }
    all
}

/// For each source those of some events that it tells, in their order.
fn by_source<'e>(context: &Context<'_>, events: impl Iterator<Item = &'e Event>) -> Vec<Vec<&'e Event>> {
    let mut by_source: Vec<Vec<&Event>> = vec![Vec::new(); context.readings.len()];
    for event in events {
        let sources: BTreeSet<usize> = event.accounts.iter().map(|account| account.evidence.source.idx()).collect();
        sources.into_iter().for_each(|source| by_source[source].push(event));
    }
    by_source
}

/// Somebody tells it as held, or as said to be held, and somebody else denies it. Whether a text was signed is an outcome.
fn status(context: &Context<'_>, event: &Event) -> Option<Discrepancy> {
    if event.kind == Kind::Agreement {
        return None;
    }
    let over = event.when.as_ref().map(|when| when.value.latest());
    let afterwards = |account: &Account| context.days[account.evidence.source.idx()].zip(over).is_some_and(|(told, over)| told >= over);
    let mut versions: BTreeMap<&str, Vec<Evidence>> = BTreeMap::new();
    for account in &event.accounts {
        let value = match account.status {
            Status::Held | Status::UnderWay => "took place",
            Status::Claimed => "is said to have taken place",
            Status::Denied => "did not take place",
            Status::CalledOff if afterwards(account) => "did not take place",
            _ => continue,
        };
        versions.entry(value).or_default().push(account.evidence.clone());
    }
    // One source may tell both: what is reported, and right behind it who denies that.
    let not = versions.get("did not take place")?;
    let place = |evidence: &Evidence| {
        let sentences = &context.readings[evidence.source.idx()].document.sentences;
        sentences.partition_point(|sentence| sentence.span.end <= evidence.span.start)
    };
    let against = |one: &Evidence, other: &Evidence| one.source != other.source || place(one) + 1 == place(other);
    let told = versions.iter().filter(|(value, _)| **value != "did not take place").flat_map(|(_, evidence)| evidence);
    let differ = told.into_iter().any(|one| not.iter().any(|other| against(one, other)));
    differ.then(|| assembled(context, Subject::Event(event.id), Aspect::Status, versions)).flatten()
}

/// A discrepancy of two or more versions that rest on different reports; `None` otherwise. Most independent sources first.
fn new<V: AsRef<str> + Ord>(
    context: &Context<'_>,
    about: Subject,
    aspect: Aspect,
    versions: BTreeMap<V, Vec<Evidence>>,
) -> Option<Discrepancy> {
    let told = versions.values().filter(|evidence| !evidence.is_empty()).map(|evidence| context.origins.all(evidence));
    if are_several(told) { assembled(context, about, aspect, versions) } else { None }
}

/// A discrepancy of two or more versions that different sources print, be they copies of one another.
fn of_sources<V: AsRef<str> + Ord>(
    context: &Context<'_>,
    about: Subject,
    aspect: Aspect,
    versions: BTreeMap<V, Vec<Evidence>>,
) -> Option<Discrepancy> {
    let told = versions.values().map(|evidence| evidence.iter().map(|one| one.source).collect::<BTreeSet<_>>());
    if are_several(told) { assembled(context, about, aspect, versions) } else { None }
}

/// Whether not all versions are told by the same.
fn are_several<T: PartialEq>(mut told: impl Iterator<Item = T>) -> bool {
    told.next().is_some_and(|first| told.any(|other| other != first))
}

/// A discrepancy of two or more versions, most independent sources first.
fn assembled<V: AsRef<str> + Ord>(
    context: &Context<'_>,
    about: Subject,
    aspect: Aspect,
    versions: BTreeMap<V, Vec<Evidence>>,
) -> Option<Discrepancy> {
    let mut versions: Vec<Cited<String>> = versions.into_iter().filter_map(|(value, evidence)| cited(value.as_ref(), evidence)).collect();
    if versions.len() < 2 {
        return None;
    }
    let origins = |version: &Cited<String>| context.origins.all(version.evidence());
    versions.sort_by(|a, b| origins(b).len().cmp(&origins(a).len()).then_with(|| a.first().cmp(b.first())));
    let used = used(context, aspect, &versions);
    Some(Discrepancy { id: DiscrepancyId(0), about, aspect, versions, used })
}

fn cited(value: &str, evidence: Vec<Evidence>) -> Option<Cited<String>> {
    let mut evidence = evidence.into_iter();
    let mut cited = Cited::new(value.to_owned(), evidence.next()?);
    evidence.for_each(|evidence| cited.also(evidence));
    Some(cited)
}

/// Which version the pages use: for facts the one with more independent sources, or the first-hand one; words are never chosen between.
fn used(context: &Context<'_>, aspect: Aspect, versions: &[Cited<String>]) -> Option<(usize, Why)> {
    if matches!(aspect, Aspect::Wording | Aspect::Outcome | Aspect::Role) {
        return None;
    }
    let counts: Vec<usize> = versions.iter().map(|version| context.origins.count(version.evidence())).collect();
    let first_hand: Vec<bool> = versions.iter().map(|version| version.evidence().any(|evidence| evidence.via.is_none())).collect();
    let most = counts.iter().copied().max()?;
    let leading: Vec<usize> = (0..versions.len()).filter(|&n| counts[n] == most).collect();
    match leading.as_slice() {
        [only] => Some((*only, Why::MoreSources)),
        _ => {
            let direct: Vec<usize> = leading.into_iter().filter(|&n| first_hand[n]).collect();
            match direct.as_slice() {
                [only] => Some((*only, Why::FirstHand)),
                _ => None,
            }
        }
    }
}
