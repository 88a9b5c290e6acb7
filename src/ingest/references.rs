//! The works that a digest cites: its numbered list, its footnotes, and outlets that it links behind a sentence.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use url::Url;

use super::draft::Part;
use super::lines::begins_with;
use super::when::full_date;
use super::{Reason, Reference};

#[allow(clippy::expect_used)] // patterns are part of the program and compiled by a test
static MARKERS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?:(?:\[\^?\d{1,3}\]:?|[¹²³⁰⁴-⁹]{1,3})\s*)+").expect("pattern"));

#[allow(clippy::expect_used)]
static NUMBER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\[\^?(\d{1,3})\]|([¹²³⁰⁴-⁹]{1,3})").expect("pattern"));

/// A marker in running text leans on the word or mark before it, "Friday.[1]", or stands before a mark, "on Friday [1]."
#[allow(clippy::expect_used)]
static INLINE: LazyLock<Regex> = LazyLock::new(|| {
    const MARKER: &str = r"((?:\[\^?[\d,\s–-]{1,12}\]|[¹²³⁰⁴-⁹]{1,3})+)";
    Regex::new(&format!(r"[\p{{L}}\p{{N}}.,;:!?…)\]”’»\x22]{MARKER}|\s{MARKER}(?:[.,;:!?]|\s*$)|[.!?…”»\x22]\s{MARKER}\s+\p{{Lu}}"))
        .expect("pattern")
});

#[allow(clippy::expect_used)]
static ORDINAL: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^(\d{1,3})[.)]\s+").expect("pattern"));

#[allow(clippy::expect_used)]
static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:sources?|references|bibliography|footnotes|endnotes|works cited|notes|links?|further reading)\s*(?:\(\s*\d+[^)]{0,24}\))?\s*:?$")
        .expect("pattern")
});

#[allow(clippy::expect_used)]
static TALLY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^\p{L}+\s*\(\s*\d+\s+(?:articles?|sources?|stories|reports|items|posts)\s*\)$").expect("pattern"));

/// Words of an entry at most; a longer text that begins with a marker is no entry.
const ENTRY: usize = 60;
/// Bytes of a heading over a list at most.
const HEADING_BYTES: usize = 80;
/// Words of a linked outlet at most.
const LINK: usize = 6;

/// Takes the list out of the parts and gives its entries by number.
///
/// An entry stands under a heading such as "Sources", has an address, or has a number that a sentence of the text uses:
/// "[1] e4 e5 [2] Nf3" is none.
pub(super) fn take(parts: &mut [Part]) -> Vec<Reference> {
    let used = used(parts);
    let mut references = Vec::new();
    let mut under_heading = false;
    for at in 0..parts.len() {
        let Some(text) = words(&parts[at]) else { continue };
        let short = text.len() <= HEADING_BYTES;
        if short && (is_tally(text) || is_heading(text) && (text.contains('(') || next_is_entry(parts, at))) {
            parts[at].drop_for(Reason::References);
            under_heading = true;
            continue;
        }
        let entries = entries(text, under_heading);
        let is_listed = |entry: &Reference| under_heading || entry.url.is_some() || used.contains(&entry.number);
        if entries.is_empty() {
            under_heading = under_heading && text.trim().is_empty();
        } else if text.split_whitespace().count() <= ENTRY && entries.iter().any(is_listed) {
            references.extend(entries);
            parts[at].drop_for(Reason::References);
        }
    }
    references.sort_by_key(|reference| reference.number);
    references.dedup_by_key(|reference| reference.number);
    references
}

/// "Sources (4 articles)".
fn is_tally(text: &str) -> bool {
    text.ends_with(')') && TALLY.is_match(text)
}

/// "References:"; few lines begin with such a word and need the pattern.
fn is_heading(text: &str) -> bool {
    const STARTS: [&str; 9] = ["source", "reference", "bibliography", "footnote", "endnote", "works", "note", "link", "further"];
    let initial = text.as_bytes().first().map(u8::to_ascii_lowercase);
    STARTS.iter().any(|start| start.bytes().next() == initial && begins_with(text, start)) && HEADING.is_match(text)
}

fn words(part: &Part) -> Option<&str> {
    match part {
        Part::Kept(piece) => Some(&piece.text),
        Part::Dropped(dropped) => Some(&dropped.text),
    }
}

/// The numbers that the text uses as markers.
fn used(parts: &[Part]) -> BTreeSet<u32> {
    // Most texts have neither a bracket nor a raised digit, and need no pattern.
    // A bracket, the first bytes of ¹ ² ³, or those of the other raised digits.
    let marked = |text: &str| {
        let bytes = text.as_bytes();
        memchr::memchr3_iter(b'[', 0xc2, 0xe2, bytes)
            .any(|at| matches!(&bytes[at..], [b'[', ..] | [0xc2, 0xb2 | 0xb3 | 0xb9, ..] | [0xe2, 0x81, ..]))
    };
    let texts = parts.iter().filter_map(Part::piece).map(|piece| piece.text.as_str());
    let kept = texts.filter(|text| marked(text) && !begins_with_marker(text)).flat_map(|text| INLINE.captures_iter(text));
    kept.flat_map(|found| {
        let inside = (1..=3).find_map(|group| found.get(group)).map_or("", |group| group.as_str());
        inside.split(|c: char| !(c.is_ascii_digit() || superscript(c).is_some())).filter_map(number).collect::<Vec<_>>()
    })
    .collect()
}

fn begins_with_marker(text: &str) -> bool {
    text.starts_with(|c: char| c == '[' || superscript(c).is_some()) && NUMBER.find(text).is_some_and(|found| found.start() == 0)
}

fn next_is_entry(parts: &[Part], at: usize) -> bool {
    parts.get(at + 1).and_then(words).is_some_and(|text| !entries(text, true).is_empty())
}

/// The entries of one line: "[1] Outlet, Title", "[1] [4] Outlet  [2] Other", "¹ Outlet"; under a heading also "1. Outlet, Title".
fn entries(text: &str, under_heading: bool) -> Vec<Reference> {
    if !begins_with_marker(text) {
        let Some(found) = under_heading.then(|| ORDINAL.captures(text)).flatten() else { return Vec::new() };
        return found[1].parse().ok().and_then(|number| entry(number, &text[found[0].len()..])).into_iter().collect();
    }
    let groups: Vec<_> = MARKERS.find_iter(text).filter(|group| group.start() == 0 || text[..group.start()].ends_with(' ')).collect();
    let mut entries = Vec::new();
    for (idx, group) in groups.iter().enumerate() {
        let end = groups.get(idx + 1).map_or(text.len(), |next| next.start());
        let Some(words) = text.get(group.end()..end) else { continue };
        for found in NUMBER.captures_iter(group.as_str()) {
            let digits = found.get(1).or(found.get(2)).map_or("", |digits| digits.as_str());
            entries.extend(number(digits).and_then(|number| entry(number, words)));
        }
    }
    entries
}

/// The value of plain or superscript digits.
fn number(digits: &str) -> Option<u32> {
    let plain: String = digits.chars().map(|c| superscript(c).unwrap_or(c)).collect();
    plain.parse().ok()
}

fn superscript(c: char) -> Option<char> {
    if c.is_ascii() {
        return None;
    }
    "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|digit| digit == c).and_then(|at| "0123456789".chars().nth(at))
}

/// What an entry names: outlet, title and address, in whatever order the digest prints them; the host where there is nothing else.
pub(super) fn entry(number: u32, text: &str) -> Option<Reference> {
    let at = text.find("https://").or_else(|| text.find("http://"));
    let url = at.and_then(|at| address(text[at..].split(|c: char| c.is_whitespace() || matches!(c, '>' | '|')).next().unwrap_or_default()));
    let said = text.get(..at.unwrap_or(text.len())).unwrap_or(text);
    let said = said.trim().trim_end_matches([',', ';', '-', '–', '—', '(', ':', '<', ' ', '|']).trim();
    let mut parts = divide(said).into_iter().filter(|part| part.chars().any(char::is_alphabetic) && full_date(part).is_none());
    let (first, second) = (parts.next(), parts.next());
    let bare = |part: &str| part.trim_matches(['“', '”', '"', '«', '»', '‘', '’', '*', '_']).trim_end_matches('.').trim().to_owned();
    // A title in quotation marks stands before or behind its outlet.
    let quoted = |part: &str| part.starts_with(['“', '"', '«']);
    let (name, title) = match (first, second) {
        (Some(first), Some(second)) if quoted(first) && !quoted(second) => (bare(second), Some(bare(first))),
        (Some(first), second) => (bare(first), second.map(bare)),
        (None, _) => (host(url.as_ref()?)?, None),
    };
    let name = if name.is_empty() { host(url.as_ref()?)? } else { name };
    Some(Reference { number, name, title: title.filter(|title| !title.is_empty()), url: url.map(String::from) })
}

/// The parts of an entry; a mark inside quotation marks divides nothing.
fn divide(entry: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut quoted) = (0, false);
    for (at, c) in entry.char_indices() {
        match c {
            '“' | '«' => quoted = true,
            '”' | '»' => quoted = false,
            '"' => quoted = !quoted,
            ',' | ':' | '|' | '–' | '—' | '-' | ';' if !quoted && at >= start => {
                let (before, after) = (&entry[..at], &entry[at + c.len_utf8()..]);
                let free = after.starts_with(' ') && (matches!(c, ',' | ':' | ';') || before.ends_with(' '));
                if free {
                    parts.push(entry[start..at].trim());
                    start = at + c.len_utf8();
                }
            }
            _ => {}
        }
    }
    parts.push(entry[start..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

fn address(text: &str) -> Option<Url> {
    let url = Url::parse(text.trim_end_matches(['.', ',', ')', ']', ';'])).ok()?;
    (url.scheme() == "https" || url.scheme() == "http").then_some(url)
}

fn host(url: &Url) -> Option<String> {
    url.host_str().map(|host| host.trim_start_matches("www.").to_owned())
}

/// An outlet that is linked behind a sentence or in brackets: "The council met. [Gulf Monitor](https://…)", "… met ([GM](https://…))".
///
/// `text` is the block without its markup, `words` the place of the link in it.
pub(super) fn linked(text: &str, words: Range<usize>, url: &str) -> Option<Reference> {
    let url = address(url)?;
    let (before, name, after) = (text.get(..words.start)?.trim_end(), text.get(words.clone())?.trim(), text.get(words.end..)?.trim_start());
    let lower = before.to_lowercase();
    let behind = before.ends_with(['.', '!', '?', '…', '”', '"', '(', '[', '—', '–']) || lower.ends_with(" via") || lower.ends_with(" per");
    let ends = after.is_empty() || after.starts_with([')', ']', '.', ',', ';']) || after.starts_with(char::is_uppercase);
    let is_name = name.split_whitespace().count() <= LINK && name.starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase());
    let is_host = name.contains('.') && !name.contains(' ');
    let name = if is_host || name.starts_with("http") { host(&url)? } else { name.to_owned() };
    (behind && ends && (is_name || is_host)).then(|| Reference { number: 0, name, title: None, url: Some(url.into()) })
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

    fn read(text: &str) -> (String, Option<String>, Option<String>) {
        let found = entry(1, text).unwrap();
        (found.name, found.title, found.url)
    }

    #[test]
    fn outlet_title_and_address_in_any_order() {
        let title = || Some("Ferries resume, at last".to_owned());
        let url = || Some("https://port.example/f?id=2".to_owned());
        assert_eq!(
            read("Port Herald, “Ferries resume, at last”, 4 May 2014, https://port.example/f?id=2"),
            ("Port Herald".into(), title(), url())
        );
        assert_eq!(read("“Ferries resume, at last”, Port Herald, 4 May 2014"), ("Port Herald".into(), title(), None));
        assert_eq!(read("Port Herald – Ferries resume"), ("Port Herald".into(), Some("Ferries resume".into()), None));
        assert_eq!(read("https://www.port.example/f"), ("port.example".into(), None, Some("https://www.port.example/f".into())));
        assert_eq!(read("4 May 2014, <https://port.example/f>").0, "port.example");
        assert_eq!(entry(1, "4 May 2014"), None);
    }

    #[test]
    fn footnotes_superscripts_and_ordinals_are_entries() {
        let mut superscripts =
            parts(&["The council met on Friday.¹ It will meet again.² ³", "¹ Gulf Monitor", "² Port Herald ³ Lake Radio"]);
        let names: Vec<(u32, String)> = take(&mut superscripts).into_iter().map(|entry| (entry.number, entry.name)).collect();
        assert_eq!(names, [(1, "Gulf Monitor".into()), (2, "Port Herald".into()), (3, "Lake Radio".into())]);
        let mut carets = parts(&["The council met on Friday.[^1]", "[^1]: Gulf Monitor"]);
        assert_eq!(take(&mut carets), [Reference::new(1, "Gulf Monitor")]);
        let mut ordinals = parts(&["The council met.", "Sources:", "1. Gulf Monitor", "2) Port Herald"]);
        assert_eq!(take(&mut ordinals).len(), 2);
    }

    #[test]
    fn numbers_in_brackets_that_cite_nothing_stay() {
        for lines in [
            ["The shelling left [5] dead and [12] wounded, the hospital said.", "[5] of them were children, it added."],
            ["The opening was played as in the match of [1982].", "[1] e4 e5 [2] Nf3 Nc6 was all that the audience saw."],
            ["The pole measures 3 m² and weighs 12 kg.", "1. Gulf is first on the list of the ferry line."],
        ] {
            let mut parts = parts(&lines);
            assert_eq!(take(&mut parts), [], "{lines:?}");
            assert!(parts.iter().all(|part| part.piece().is_some()));
        }
    }

    #[test]
    fn a_link_behind_a_sentence_cites_and_one_inside_does_not() {
        let text = "The army met the movement. Gulf Monitor";
        let at = text.find("Gulf").unwrap();
        let found = linked(text, at..text.len(), "https://gm.example/a").unwrap();
        assert_eq!((found.number, found.name.as_str(), found.url.as_deref()), (0, "Gulf Monitor", Some("https://gm.example/a")));
        assert_eq!(linked(text, 4..8, "https://gm.example/a"), None);
        let text = "The army met. The movement said nothing.";
        assert_eq!(linked(text, 14..26, "https://gm.example/a"), None);
        assert!(linked("It met (GM).", 8..10, "https://gm.example/a").is_some());
        assert_eq!(linked("It met (GM).", 8..10, "mailto:desk@gm.example"), None);
    }
}
