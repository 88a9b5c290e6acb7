//! Whom a digest names for a sentence without a number: "(CNN)", "(Harbour Post, 4 May)", "— via Lake Radio", "according to" an outlet that it cites.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use super::Reading;
use crate::lexicon::Lexicon;
use crate::text::SentenceIdx;

#[allow(clippy::expect_used)] // patterns are part of the program and compiled by a test
static BRACKET: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\(([^()]{2,80})\)[\s.!?”’»\x22]*$").expect("pattern"));

#[allow(clippy::expect_used)]
static VIA: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)(?:—|–|--|-|\(|\.)\s*(?:via|source:|reported by)\s+([^()]{2,60}?)[\s.)”’»\x22]*$").expect("pattern"));

#[allow(clippy::expect_used)]
static DATED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(.+?),\s+(?:\p{L}+\.?\s+\d{1,2}|\d{1,2}\.?\s+\p{L}+)(?:,?\s+\d{4})?$").expect("pattern"));

#[allow(clippy::expect_used)]
static ACCORDING: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)\baccording to (?:the )?").expect("pattern"));

/// One outlet behind one sentence is the credit of a wire report, one link a tip to read on; from two sentences on an article is a digest.
const DIGEST: usize = 2;

/// Whom an article cites.
#[derive(Clone, Debug)]
pub(super) struct Cited {
    /// The outlets that its reference markers stand for, by number.
    pub references: BTreeMap<u32, String>,
    /// The outlets that it names for a sentence without a number.
    pub named: BTreeMap<SentenceIdx, Vec<String>>,
}

/// The outlets named for sentences, by sentence; empty for an article that is no digest.
///
/// `outlets` are those of the corpus in lower case: a name is believed to be an outlet's when the lexicon or the corpus knows it,
/// the article lists or links it, or a day stands behind it.
pub(super) fn named(
    reading: &Reading,
    listed: &[String],
    outlets: &BTreeSet<String>,
    lexicon: &Lexicon,
) -> BTreeMap<SentenceIdx, Vec<String>> {
    let mut known: BTreeSet<String> = listed.iter().map(|name| name.to_lowercase()).collect();
    let is_known = |name: &str, known: &BTreeSet<String>| {
        let lower = name.to_lowercase();
        known.contains(&lower) || outlets.contains(&lower) || lexicon.body_named(name).is_some_and(|body| body.kind.reports())
    };
    let linked: Vec<&str> = reading
        .article()
        .meta
        .references
        .iter()
        .filter(|reference| reference.number == 0)
        .map(|reference| reference.name.as_str())
        .collect();
    known.extend(linked.iter().map(|name| name.to_lowercase()));
    let mut named: BTreeMap<SentenceIdx, Vec<String>> = BTreeMap::new();
    for (n, sentence) in reading.document.sentences.iter().enumerate() {
        if !sentence.markers.is_empty() || reading.document.is_heading(n) {
            continue;
        }
        let text = reading.words(sentence.span);
        let mut add = |n: SentenceIdx, name: &str| {
            let names = named.entry(n).or_default();
            if !names.iter().any(|other| other == name) {
                names.push(name.to_owned());
            }
        };
        if let Some(name) = linked.iter().find(|name| text.trim_end_matches(['.', ' ']) == **name) {
            // The linked outlet stands behind the sentence that it is cited for.
            let before = n.checked_sub(1).filter(|&before| reading.document.sentences[before].block == sentence.block);
            add(before.unwrap_or(n), name);
            continue;
        }
        let bracket = Some(text).filter(|text| text.contains('(')).and_then(|text| BRACKET.captures(text)).map(|found| found[1].to_owned());
        for part in bracket.iter().flat_map(|inside| outlets_in(inside)) {
            if part.1 || is_known(&part.0, &known) {
                add(n, &part.0);
            }
        }
        if let Some(name) = VIA.captures(text).map(|found| found[1].trim().to_owned())
            && (is_known(&name, &known) || name.starts_with(char::is_uppercase) && name.split_whitespace().count() <= 4)
        {
            let alone = text.starts_with(['—', '–']);
            let before = n.checked_sub(1).filter(|&before| alone && reading.document.sentences[before].block == sentence.block);
            add(before.unwrap_or(n), &name);
        }
    }
    if named.len() < DIGEST && listed.is_empty() {
        return BTreeMap::new();
    }
    known.extend(named.values().flatten().map(|name| name.to_lowercase()));
    for (n, sentence) in reading.document.sentences.iter().enumerate().filter(|(_, sentence)| sentence.markers.is_empty()) {
        let text = reading.words(sentence.span);
        let found = ACCORDING.find_iter(text).find_map(|found| leading_name(&text[found.end()..], &known));
        if let Some(name) = found.filter(|_| !named.contains_key(&n)) {
            named.insert(n, vec![name]);
        }
    }
    named
}

/// The outlets inside a pair of brackets, and whether a day stands behind each: "CNN; Harbour Post, 4 May".
fn outlets_in(inside: &str) -> Vec<(String, bool)> {
    let whole = |part: &str| match DATED.captures(part.trim()) {
        Some(found) => vec![(found[1].trim().to_owned(), found[1].starts_with(char::is_uppercase))],
        None => part.split(", ").flat_map(|part| part.split(" and ")).map(|part| (part.trim().to_owned(), false)).collect(),
    };
    inside.trim_start_matches("via ").split(';').flat_map(whole).filter(|(name, _)| !name.is_empty()).collect()
}

/// The known name with which a text begins.
fn leading_name(text: &str, known: &BTreeSet<String>) -> Option<String> {
    let lower = text.to_lowercase();
    let fits = |name: &&String| lower.starts_with(name.as_str()) && !lower[name.len()..].starts_with(char::is_alphanumeric);
    let name = known.iter().filter(fits).max_by_key(|name| name.len())?;
    text.get(..name.len()).map(str::to_owned)
}
