//! Differences in what is counted.

use std::collections::BTreeMap;

use super::of_sources;
use crate::base::{Evidence, Span};
use crate::claims::{Count, Hedge, Kind};
use crate::dossier::timeline::Context;
use crate::dossier::{Account, Aspect, Discrepancy, Event, Reading, Subject};

/// Counts of one thing that cannot all be right, "nearly five" and "five" not being a difference.
pub(super) fn differ(context: &Context<'_>, event: &Event) -> Vec<Discrepancy> {
    let mut by_unit: BTreeMap<String, Vec<(Count, Evidence)>> = BTreeMap::new();
    for account in &event.accounts {
        let reading = &context.readings[account.evidence.source.idx()];
        for count in &account.numbers {
            let thing = unit(reading.words(count.unit));
            let thing = if event.kind == Kind::Strike && is_people(&thing) { fate(reading, account, count).to_owned() } else { thing };
            by_unit.entry(thing).or_default().push((*count, account.evidence.clone()));
        }
    }
    by_unit.into_iter().filter_map(|(unit, counts)| of_unit(context, event, &counts, is_toll(&unit))).collect()
}

/// The dead and the wounded: "at least nine" and "at least eleven" are two tolls.
fn is_toll(unit: &str) -> bool {
    matches!(unit, "dead" | "wounded")
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
fn conflict(a: &Count, b: &Count, toll: bool) -> bool {
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

/// Whether people are counted, by whatever name: soldiers, villagers, dead.
fn is_people(unit: &str) -> bool {
    matches!(
        unit,
        "people"
            | "person"
            | "soldier"
            | "serviceman"
            | "servicemen"
            | "troop"
            | "civilian"
            | "villager"
            | "resident"
            | "fighter"
            | "policeman"
            | "policemen"
            | "officer"
            | "peacekeeper"
            | "child"
            | "children"
            | "woman"
            | "women"
            | "man"
            | "men"
            | "militant"
            | "rebel"
            | "conscript"
            | "dead"
            | "wounded"
            | "victim"
            | "sailor"
            | "pilot"
            | "worker"
            | "refugee"
            | "guard"
            | "gunmen"
            | "gunman"
    )
}

/// What befell those counted: the nearest word of harm behind the number, else the nearest before it.
fn fate(reading: &Reading, account: &Account, count: &Count) -> &'static str {
    let words = |from: u32, to: u32| reading.words(Span { start: from.min(to), end: to }).to_lowercase();
    let harm = |text: &str| match text {
        "killed" | "died" | "dead" | "killing" | "die" | "perished" | "fell" | "lost" | "lives" => Some("dead"),
        "wounded" | "hurt" | "injured" | "wounding" | "injuring" | "injuries" => Some("wounded"),
        _ => None,
    };
    let split = |text: String| text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>();
    let (from, to) = (account.evidence.span.start, account.evidence.span.end);
    let behind = split(words(count.unit.start, to.min(count.span.end + 60)));
    let before = split(words(from.max(count.span.start.saturating_sub(60)), count.span.start));
    let near = behind.iter().find_map(|word| harm(word));
    near.or_else(|| before.iter().rev().find_map(|word| harm(word))).unwrap_or("people")
}

/// The unit in the singular, lower case.
fn unit(words: &str) -> String {
    let lower = words.to_lowercase();
    lower.strip_suffix("ies").map(|stem| format!("{stem}y")).or_else(|| lower.strip_suffix('s').map(str::to_owned)).unwrap_or(lower)
}
