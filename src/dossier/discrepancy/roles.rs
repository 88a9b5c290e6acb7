//! Differences in what office a person is said to hold.

use std::collections::BTreeMap;

use super::new;
use crate::base::Evidence;
use crate::dossier::timeline::Context;
use crate::dossier::{Actor, Aspect, Discrepancy, Subject};
use crate::mentions::NameKind;

/// Portfolios of which one person holds one at a time; the words that name each.
const PORTFOLIOS: &[(&str, &[&[&str]])] = &[
    ("president", &[&["president"]]),
    ("prime minister", &[&["prime", "minister"], &["premier"]]),
    ("foreign affairs", &[&["foreign", "minister"], &["secretary", "state"], &["foreign", "secretary"]]),
    // Before defence: a council of security and defence is no ministry of defence.
    ("security council", &[&["security", "council"], &["national", "security"], &["security", "chief"]]),
    ("defence", &[&["defence"], &["defense"]]),
    ("interior", &[&["interior", "minister"]]),
    ("finance", &[&["finance", "minister"]]),
    ("intelligence", &[&["intelligence", "chief"], &["intelligence", "head"], &["spy", "chief"]]),
    ("general staff", &[&["general", "staff"], &["chief", "staff", "armed"], &["army", "chief"]]),
    ("parliament", &[&["speaker", "parliament"], &["parliament", "chair"]]),
];

/// Words that make a title something other than the office itself.
const BESIDE: &[&str] = &[
    "former",
    "ex",
    "deputy",
    "vice",
    "adviser",
    "advisor",
    "aide",
    "spokesperson",
    "spokesman",
    "spokeswoman",
    "assistant",
    "wife",
    "son",
    "candidate",
    "presidential",
    "acting",
    "elect",
];

/// Two sources give one person two portfolios.
pub(super) fn differ(context: &Context<'_>, actor: &Actor) -> Option<Discrepancy> {
    if actor.kind != NameKind::Person {
        return None;
    }
    let mut versions: BTreeMap<&str, (String, Vec<Evidence>)> = BTreeMap::new();
    for role in &actor.roles {
        let Some(portfolio) = portfolio(&role.value) else { continue };
        let entry = versions.entry(portfolio).or_insert_with(|| (role.value.clone(), Vec::new()));
        entry.1.extend(role.evidence().cloned());
    }
    let all: Vec<(String, Vec<Evidence>)> = versions.into_values().collect();
    // "Deputy prime minister, who is also foreign minister": what one source gives together is held together.
    let together = |(n, one): (usize, &(String, Vec<Evidence>))| {
        let shares = |other: &(String, Vec<Evidence>)| other.1.iter().any(|a| one.1.iter().any(|b| a.source == b.source));
        all.iter().enumerate().any(|(m, other)| m != n && shares(other))
    };
    let versions: BTreeMap<String, Vec<Evidence>> =
        all.iter().enumerate().filter(|one| !together(*one)).map(|(_, version)| version.clone()).collect();
    new(context, Subject::Actor(actor.id), Aspect::Role, versions)
}

fn portfolio(role: &str) -> Option<&'static str> {
    let lower = role.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let has = |word: &str| words.contains(&word);
    if ["former", "ex", "acting", "elect", "designate"].into_iter().any(has) {
        return None;
    }
    // A deputy, a minister delegate and an ambassador are no ministers, and a minister is none of them.
    if has("minister") && (has("deputy") || has("vice")) {
        return Some("deputy minister");
    }
    if has("minister") && (has("delegate") || lower.contains("minister of state")) {
        return Some("minister delegate");
    }
    if has("ambassador") && !has("minister") {
        return Some("ambassador");
    }
    if BESIDE.iter().any(|word| words.contains(word)) {
        return None;
    }
    let named = PORTFOLIOS.iter().filter(|(_, any)| any.iter().any(|all| all.iter().all(|word| words.contains(word))));
    // "National Security and Defence Council": the longer portfolio wins.
    let all: Vec<&str> = named.map(|(name, _)| *name).collect();
    if all.contains(&"security council") { Some("security council") } else { all.first().copied() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_portfolio_in_different_words_is_one() {
        assert_eq!(portfolio("national security chief"), portfolio("head of the National Security and Defence Council"));
        assert_ne!(portfolio("defense chief"), portfolio("head of the National Security Council"));
        assert_ne!(portfolio("deputy foreign minister"), portfolio("foreign minister"));
        assert_ne!(portfolio("minister delegate for African affairs"), portfolio("Algerian foreign minister"));
        assert_eq!(portfolio("ambassador-at-large"), portfolio("ambassador to the OSCE"));
        assert_eq!(portfolio("former deputy foreign minister"), None);
        assert_eq!(portfolio("chief negotiator"), None);
        assert_eq!(portfolio("adviser to the president"), None);
    }
}
