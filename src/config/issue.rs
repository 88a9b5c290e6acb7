//! Sticking points that the desk adds.

use std::collections::BTreeSet;

use super::Issue;
use super::file::WrittenIssue;
use super::resolve::slug;
use super::table::{Problems, Written};

/// Answers for every `[[issue]]`, and reports those that cannot be used.
pub(super) fn resolve(written: Vec<WrittenIssue>, problems: &mut Problems<'_>) -> Vec<Issue> {
    let mut seen = BTreeSet::new();
    written.into_iter().filter_map(|issue| one(issue, &mut seen, problems)).collect()
}

fn one(issue: WrittenIssue, seen: &mut BTreeSet<String>, problems: &mut Problems<'_>) -> Option<Issue> {
    let at = issue.key.as_ref().or(issue.name.as_ref()).map_or_else(|| issue.at.clone(), |text| text.at.clone());
    let name = issue.name.map(|name| name.value.trim().to_owned()).filter(|name| !name.is_empty());
    let key = issue.key.map_or_else(|| slug(name.as_deref().unwrap_or_default()), |key| key.value.trim().to_owned());
    if key.is_empty() {
        problems.wrong(&at, "an [[issue]] needs a `name`");
        return None;
    }
    if !key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
        problems.wrong(&at, "the `key` of an [[issue]] is made of lower-case letters, digits and hyphens");
        return None;
    }
    if !seen.insert(key.clone()) {
        problems.wrong(&at, format!("two issues have the key \"{key}\""));
        return None;
    }
    let words: Vec<String> = issue.words.iter().filter_map(|word| self::word(word, problems)).collect();
    if words.is_empty() {
        problems
            .wrong(&at, "an [[issue]] needs `words`, a list of words and phrases that touch it, such as [\"grain corridor\", \"wheat*\"]");
        return None;
    }
    Some(Issue { key, name, words })
}

/// A word or phrase in small letters; a star may stand at its end only.
fn word(written: &Written<String>, problems: &mut Problems<'_>) -> Option<String> {
    let word = written.value.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let stem = word.strip_suffix('*').unwrap_or(&word);
    let is_usable = stem.chars().filter(|c| c.is_alphanumeric()).count() >= 2 && !stem.contains('*');
    if !is_usable {
        problems.wrong(&written.at, "a word of an [[issue]] has two letters or more; a star stands at its end and takes any ending");
    }
    is_usable.then_some(word)
}
