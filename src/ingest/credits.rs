//! Bylines, dates, datelines and owners as plain text prints them.

use std::sync::LazyLock;

use chrono::NaiveDate;
use regex::Regex;

use super::lines::has_more_words;
use super::outlet::names_paper;
use super::when::{full_date, may_tell_day};

#[allow(clippy::expect_used)] // patterns are part of the program and compiled by a test
static BYLINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?i:by|written by|words by|story by|report by|author|authors|von|par|por)(?:\s*:\s*|\s+)(.+)$").expect("pattern")
});

#[allow(clippy::expect_used)]
static REPORTING: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^[(\[]?\s*(?i:reporting|writing|written|report)\s+by\s+([^;)\]]+)").expect("pattern"));

#[allow(clippy::expect_used)]
static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?x)^
        (?P<city>\p{Lu}[\p{L}\p{M}'’.\-]*(?:[\s/]+\p{Lu}[\p{L}\p{M}'’.\-]*){0,4})
        (?P<more>,\s[^()—–]{1,50}?)?
        \s*(?:[(\[](?P<agency>[^)\]]{2,40})[)\]])?
        \s*(?:—|–|--|-)\s+\S";
    Regex::new(pattern).expect("pattern")
});

#[allow(clippy::expect_used)]
static OWNER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:copyright\s*)?(?:\d{4}(?:\s*[-–]\s*\d{2,4})?)?[\s,.]*(?:by\s+)?([^.|©]{2,})")
        .expect("pattern")
});

/// The author that a byline names, without "By": "By Ana Petrova and Joon Seo | 3 min read".
pub(super) fn author(line: &str) -> Option<String> {
    let names = BYLINE.captures(line)?.get(1)?.as_str();
    clean_names(names)
}

/// The reporters that a closing credit names: "(Reporting by Ana Petrova; editing by Joon Seo)".
pub(super) fn reporters(line: &str) -> Option<String> {
    clean_names(REPORTING.captures(line)?.get(1)?.as_str())
}

fn clean_names(names: &str) -> Option<String> {
    let mut end = names.len();
    for mark in ["|", "•", "·", " – ", " — ", " - ", "(", "@", " On ", " on ", "Published", "Updated", "Posted", "\t", "  "] {
        end = end.min(names.find(mark).unwrap_or(end));
    }
    let digit = names.find(|c: char| c.is_ascii_digit()).unwrap_or(end);
    let head = names.get(..end.min(digit))?;
    // "Ana Petrova, Deputy Editor" is one name, "Ana Petrova, Joon Seo and Idris Haroun" three.
    // What stands behind a comma may be where they write, too.
    let own = |part: &&str| is_names(part) && !names_paper(part);
    let kept: Vec<&str> = head.split(',').map(str::trim).take_while(own).collect();
    let names = without_places(&kept.join(", "));
    let names = names.trim().trim_end_matches(['.', ';', ',', ':', '/']);
    (!names.is_empty()).then(|| names.to_owned())
}

/// "Ana Petrova in Oslo and Joon Seo in Port Sudan" without the towns.
fn without_places(names: &str) -> String {
    let own = |name: &str| name.split(" in ").next().unwrap_or_default().trim_end().to_owned();
    names.split(" and ").map(own).collect::<Vec<_>>().join(" and ")
}

/// Words that stand beside names and are none.
const JOBS: [&str; 24] = [
    "editor",
    "editors",
    "correspondent",
    "reporter",
    "writer",
    "staff",
    "dietitian",
    "bureau",
    "desk",
    "analyst",
    "columnist",
    "columnists",
    "contributor",
    "contributors",
    "director",
    "manager",
    "founder",
    "officer",
    "engineer",
    "specialist",
    "expert",
    "consultant",
    "advisor",
    "strategist",
];

fn is_names(part: &str) -> bool {
    let words: Vec<&str> = part.split_whitespace().collect();
    let links = [
        "and", "&", "with", "in", "de", "da", "del", "della", "der", "den", "van", "von", "al", "el", "bin", "ben", "ibn", "bint", "ould",
        "ag", "du", "la", "le", "dos", "und", "et", "y",
    ];
    let named = |word: &&str| word.starts_with(|c: char| c.is_uppercase() || is_uncased(c));
    let job = |word: &&str| {
        let lower = word.to_lowercase();
        JOBS.contains(&lower.trim_matches('.'))
    };
    let first = words.first().is_some_and(named);
    (1..=10).contains(&words.len()) && first && !words.iter().any(job) && words.iter().all(|word| named(word) || links.contains(word))
}

/// The name that stands on one line with a full date: "Ana Petrova • 6 May 2014", "Posted on 6 May 2014 by Ana Petrova".
pub(super) fn beside_day(line: &str) -> Option<String> {
    const MOST_WORDS: usize = 14;
    if has_more_words(line, MOST_WORDS) || !line.contains(char::is_numeric) {
        return None;
    }
    let day = full_date(line)?.range;
    let sides = [line.get(..day.start)?, line.get(day.end..)?];
    let mut pieces = sides.iter().flat_map(|side| side.split(['|', '•', '·', '–', '—', '/', '\t']));
    pieces.find_map(|piece| person(without_labels(piece)))
}

/// A stretch without what bylines put around a name.
fn without_labels(piece: &str) -> &str {
    const LABELS: [&str; 9] = ["first", "last", "posted", "published", "updated", "written", "by", "on", "-"];
    let is_label = |word: &str| LABELS.contains(&word.to_lowercase().trim_end_matches([':', ',', '.']));
    let mut rest = piece.trim();
    while let Some(first) = rest.split_whitespace().next().filter(|word| is_label(word)) {
        rest = rest[first.len()..].trim_start();
    }
    while let Some(last) = rest.split_whitespace().next_back().filter(|word| is_label(word)) {
        rest = rest[..rest.len() - last.len()].trim_end();
    }
    rest.trim_end_matches([',', ';', ':'])
}

/// A name of two to four words and nothing else.
fn person(text: &str) -> Option<String> {
    let n_words = text.split_whitespace().count();
    let plain = !text.contains(|c: char| c.is_numeric() || matches!(c, ',' | ':' | '(' | '@' | '?' | '!'));
    ((2..=4).contains(&n_words) && plain && is_names(text)).then(|| text.to_owned())
}

/// Letters of scripts without capitals.
fn is_uncased(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}

/// The day of first publication that a line near the headline states: a line that says "published", or a date on its own.
pub(super) fn published(line: &str) -> Option<NaiveDate> {
    if !may_tell_day(line) || has_more_words(line, 24) || !line.contains(char::is_numeric) {
        return None;
    }
    let lower = line.to_lowercase();
    if lower.contains('©') || lower.contains("copyright") {
        return None;
    }
    let said = ["first published", "published", "posted", "publié", "veröffentlicht", "publicado", "опубликовано", "issued", "date:"];
    if let Some(at) = said.iter().filter_map(|word| lower.find(word)).min() {
        // Folding may change lengths; the date is then looked for in the folded line, which reads the same.
        return full_date(lower.get(at..)?).map(|found| found.day);
    }
    let changed = ["updated", "modified", "last update", "mis à jour", "aktualisiert", "actualizado", "обновлено", "edited"];
    let first_change = changed.iter().filter_map(|word| lower.find(word)).min();
    let found = full_date(&lower)?;
    if first_change.is_some_and(|at| at < found.range.start) {
        return None;
    }
    stands_alone(&lower, &found.range).then_some(found.day)
}

/// Whether little else than a weekday, a clock time or a byline stands on the date's line.
fn stands_alone(line: &str, date: &std::ops::Range<usize>) -> bool {
    let rest = [line.get(..date.start).unwrap_or_default(), line.get(date.end..).unwrap_or_default()];
    let n_words =
        rest.iter().flat_map(|part| part.split_whitespace()).filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 2).count();
    let by = line.starts_with("by ") || line.contains(" by ");
    n_words <= if by { 9 } else { 4 }
}

/// What a dateline states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Dateline {
    /// The day, when it has a year.
    pub day: Option<NaiveDate>,
    /// The agency in brackets.
    pub agency: Option<String>,
    /// The words up to the dash.
    pub words: String,
}

/// The dateline with which a paragraph begins: "SEOUL, Oct. 4, 2018 (Han News) — Envoys …".
pub(super) fn dateline(paragraph: &str) -> Option<Dateline> {
    let head = paragraph.char_indices().nth(140).map_or(paragraph, |(end, _)| &paragraph[..end]);
    if !head.contains(['—', '–', '-']) {
        return None;
    }
    let found = DATELINE.captures(head)?;
    let city = found.name("city")?.as_str();
    let inner = found.name("agency").map(|agency| agency.as_str().trim().to_owned());
    let more = found.name("more").map(|more| more.as_str()).unwrap_or_default();
    let in_brackets = inner.as_deref().and_then(full_date).map(|date| date.day);
    let day = full_date(more).map(|date| date.day).or(in_brackets);
    let shouted = city.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase) && city.chars().count() > 2;
    let agency = inner.filter(|agency| in_brackets.is_none() && is_agency(agency));
    let dated = more.chars().any(|c| c.is_ascii_digit());
    if !(shouted || agency.is_some() && (dated || more.is_empty()) || day.is_some()) {
        return None;
    }
    Some(Dateline { day, agency, words: found.get(0)?.as_str().trim_end_matches(|c: char| !c.is_whitespace()).trim().to_owned() })
}

fn is_agency(text: &str) -> bool {
    let n_words = text.split_whitespace().count();
    (1..=5).contains(&n_words) && text.starts_with(char::is_uppercase) && !text.chars().any(|c| c.is_ascii_digit())
}

/// The owner in a copyright line: "© 2014 Nile Courier. All rights reserved".
pub(super) fn owner(line: &str) -> Option<String> {
    const MOST: usize = 60;
    let found = OWNER.captures(line)?.get(1)?.as_str();
    let mut name = found.char_indices().nth(MOST).map_or(found, |(end, _)| &found[..end]);
    for mark in [" – ", " — ", " - ", " · ", "|", ",", " All ", " all ", " ALL "] {
        name = name.split(mark).next().unwrap_or(name);
    }
    let name = name.trim().trim_end_matches([',', '.']);
    let named = name.split_whitespace().all(|word| {
        word.starts_with(|c: char| c.is_uppercase() || is_uncased(c) || c == '&' || c.is_ascii_digit())
            || matches!(word, "of" | "the" | "and" | "de" | "la")
    });
    let legal = ["copyright", "rights", "reserved", "terms", "privacy"].iter().any(|word| name.to_lowercase().contains(word));
    (named && !legal && name.chars().count() > 2).then(|| name.to_owned())
}

/// Whether a text tells who its author is: "Ana Petrova teaches law in Oslo."
pub(super) fn is_note(text: &str, author: &str) -> bool {
    const MOST_WORDS: usize = 70;
    const VERBS: [&str; 24] = [
        "is",
        "was",
        "teaches",
        "works",
        "writes",
        "wrote",
        "leads",
        "heads",
        "directs",
        "covers",
        "studies",
        "lectures",
        "reports",
        "edits",
        "lives",
        "holds",
        "chairs",
        "runs",
        "has",
        "researches",
        "serves",
        "contributed",
        "specialises",
        "specializes",
    ];
    let text = text.trim().trim_start_matches(['*', '_', '(', '[', '–', '—', '-', ' ']);
    let names = author.split([',', '&']).flat_map(|part| part.split(" and ")).map(str::trim).filter(|name| name.contains(' '));
    let behind = names.chain(["The author", "The writer"]).find_map(|name| text.strip_prefix(name));
    let verb = behind.filter(|rest| rest.starts_with([' ', ','])).is_some_and(|rest| {
        let mut words = rest.split_whitespace().map(|word| word.trim_matches(','));
        rest.starts_with(',') || words.next().is_some_and(|word| VERBS.contains(&word))
    });
    verb && !has_more_words(text, MOST_WORDS) && !text.contains(['"', '“', '”', '«'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines() {
        assert_eq!(author("By Ana Petrova").as_deref(), Some("Ana Petrova"));
        assert_eq!(author("By Ana Petrova and Joon Seo | 3 min read").as_deref(), Some("Ana Petrova and Joon Seo"));
        assert_eq!(author("By Ana Petrova, Deputy Editor").as_deref(), Some("Ana Petrova"));
        assert_eq!(author("By Brahim ould Salek On 11/13/19 at 4:00 PM").as_deref(), Some("Brahim ould Salek"));
        assert_eq!(author("By noon the square was empty"), None);
        assert_eq!(reporters("(Reporting by Ana Petrova; editing by Joon Seo)").as_deref(), Some("Ana Petrova"));
        assert_eq!(reporters("(Reporting by Ana Petrova in Oslo and Joon Seo in Port Sudan)").as_deref(), Some("Ana Petrova and Joon Seo"));
        assert_eq!(author("By Ana Petrova, Nile Courier").as_deref(), Some("Ana Petrova"));
    }

    #[test]
    fn notes_about_authors() {
        assert!(is_note("*Ana Petrova teaches law at the University of Oslo.*", "Ana Petrova"));
        assert!(is_note("The author is a former envoy.", "Ana Petrova"));
        assert!(!is_note("Ana Petrovic teaches law.", "Ana Petrova"));
        assert!(!is_note("Ana Petrova said \"no\".", "Ana Petrova"));
    }

    #[test]
    fn days_of_publication() {
        assert_eq!(published("Published 3 May 2014, updated 5 May 2014"), NaiveDate::from_ymd_opt(2014, 5, 3));
        assert_eq!(published("Wednesday, October 7, 2015 10:12 GMT"), NaiveDate::from_ymd_opt(2015, 10, 7));
        assert_eq!(published("Last updated: 7 October 2015"), None);
        assert_eq!(published("© 7 October 2015 Nile Courier"), None);
        assert_eq!(published("The ceasefire that both armies signed on 7 October 2015 in the border town has held since then"), None);
    }

    #[test]
    fn datelines() {
        let full = dateline("SEOUL, Oct. 4, 2018 (Han News) — Envoys of both Koreas met.").unwrap();
        assert_eq!((full.day, full.agency.as_deref()), (NaiveDate::from_ymd_opt(2018, 10, 4), Some("Han News")));
        let bare = dateline("JUBA, 6 May (Nile Wire) - The parties signed.").unwrap();
        assert_eq!((bare.day, bare.agency.as_deref()), (None, Some("Nile Wire")));
        assert!(dateline("Belgrade and Pristina – long at odds – met.").is_none());
        assert!(dateline("DOHA — Mediators left on Friday.").is_some());
    }

    #[test]
    fn owners() {
        assert_eq!(owner("© 2014 Nile Courier. All rights reserved").as_deref(), Some("Nile Courier"));
        assert_eq!(owner("© Nile Courier – Legal notice – Contact").as_deref(), Some("Nile Courier"));
        assert_eq!(owner("Copyright © 2012-2016 The Port Herald").as_deref(), Some("The Port Herald"));
        assert_eq!(owner("© 2014. All rights reserved"), None);
    }
}
