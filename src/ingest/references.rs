//! The list of works that a digest cites by number.

use std::sync::LazyLock;

use regex::Regex;

use super::draft::Part;
use super::{Reason, Reference};

#[allow(clippy::expect_used)] // patterns are part of the program and compiled by a test
static MARKERS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?:\[(\d{1,3})\]\s*)+").expect("pattern"));

#[allow(clippy::expect_used)]
static NUMBER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\[(\d{1,3})\]").expect("pattern"));

#[allow(clippy::expect_used)]
static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:sources?|references|bibliography|footnotes|endnotes|works cited|notes)\s*(?:\(\s*\d+[^)]{0,24}\))?\s*:?$")
        .expect("pattern")
});

#[allow(clippy::expect_used)]
static TALLY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^\p{L}+\s*\(\s*\d+\s+(?:articles?|sources?|stories|reports|items|posts)\s*\)$").expect("pattern"));

/// Takes the list out of the parts and gives its entries by number.
pub(super) fn take(parts: &mut [Part]) -> Vec<Reference> {
    let mut references = Vec::new();
    let mut under_heading = false;
    for at in 0..parts.len() {
        let Some(text) = words(&parts[at]) else { continue };
        if TALLY.is_match(text) || (HEADING.is_match(text) && (text.contains('(') || next_is_entry(parts, at))) {
            parts[at].drop_for(Reason::References);
            under_heading = true;
            continue;
        }
        let entries = entries(text);
        if entries.is_empty() {
            under_heading = under_heading && text.trim().is_empty();
        } else if under_heading || is_list_entry(text) {
            references.extend(entries);
            parts[at].drop_for(Reason::References);
        }
    }
    references.sort_by_key(|reference| reference.number);
    references.dedup_by_key(|reference| reference.number);
    references
}

fn words(part: &Part) -> Option<&str> {
    match part {
        Part::Kept(piece) => Some(&piece.text),
        Part::Dropped(dropped) => Some(&dropped.text),
    }
}

fn next_is_entry(parts: &[Part], at: usize) -> bool {
    parts.get(at + 1).and_then(words).is_some_and(|text| !entries(text).is_empty())
}

/// A line that begins with a marker is an entry unless a long text follows.
fn is_list_entry(text: &str) -> bool {
    text.starts_with('[') && text.split_whitespace().count() <= 60
}

/// The entries of one line: "[1] Outlet, Title" or "[1] [4] Outlet  [2] Other".
fn entries(text: &str) -> Vec<Reference> {
    if NUMBER.find(text).is_none_or(|found| found.start() != 0) {
        return Vec::new();
    }
    let groups: Vec<_> = MARKERS.find_iter(text).collect();
    let mut entries = Vec::new();
    for (idx, group) in groups.iter().enumerate() {
        let end = groups.get(idx + 1).map_or(text.len(), |next| next.start());
        let Some(name) = text.get(group.end()..end).and_then(name) else { continue };
        for number in NUMBER.captures_iter(group.as_str()).filter_map(|found| found[1].parse().ok()) {
            entries.push(Reference { number, name: name.to_owned() });
        }
    }
    entries
}

/// The outlet in front of the title, or all of it when it is short or has no such form.
fn name(entry: &str) -> Option<&str> {
    let entry = entry.split("http").next().unwrap_or(entry).trim().trim_end_matches([',', ';', '-', '–', '(', ' ']);
    let cut = [", ", " – ", " — ", " - ", ": ", " | "].iter().filter_map(|mark| entry.find(mark)).min();
    let name = cut.and_then(|at| entry.get(..at)).unwrap_or(entry).trim();
    name.chars().any(char::is_alphabetic).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::BlockKind;

    fn parts(lines: &[&str]) -> Vec<Part> {
        lines.iter().map(|line| Part::kept(BlockKind::Paragraph, *line, 0)).collect()
    }

    #[test]
    fn a_numbered_list_is_taken_out() {
        let mut parts = parts(&[
            "The council met on Friday.[1][2]",
            "[1] Gulf Monitor (GM), Council meets in Doha",
            "[2] Port Herald – Ferries resume",
        ]);
        let names: Vec<String> = take(&mut parts).into_iter().map(|reference| reference.name).collect();
        assert_eq!(names, ["Gulf Monitor (GM)", "Port Herald"]);
        assert!(parts[0].piece().is_some() && parts[1].piece().is_none());
    }

    #[test]
    fn several_entries_on_one_line() {
        let mut parts = parts(&["Sources", "[1] [3] Gulf Monitor  [2] Port Herald"]);
        let found: Vec<(u32, String)> = take(&mut parts).into_iter().map(|entry| (entry.number, entry.name)).collect();
        assert_eq!(found, [(1, "Gulf Monitor".into()), (2, "Port Herald".into()), (3, "Gulf Monitor".into())]);
        assert!(parts.iter().all(|part| part.piece().is_none()));
    }

    #[test]
    fn a_bare_tally_goes_and_sources_in_a_sentence_stay() {
        let mut parts = parts(&["Sources (2 articles)", "Sources close to the talks said the text was ready."]);
        assert!(take(&mut parts).is_empty());
        assert!(parts[0].piece().is_none() && parts[1].piece().is_some());
    }
}
