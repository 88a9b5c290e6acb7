//! Why a line is not the article: what is certain from the line alone, and the likeliest reason for the rest.

use std::sync::LazyLock;

use regex::Regex;

use super::Reason;
use super::frame::Group;
use super::lines::{begins_with, contains};
use super::measure;
use super::shape::Shape;
use super::when::{full_date, is_clock};
use super::word;

#[allow(clippy::expect_used)] // patterns are part of the program and compiled by a test
static CREDIT: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?xi)
        (?-u:\b)(?:photo|image|picture|photograph|illustration)s?(?:\s+(?:credit|source|courtesy))?\s*:   # Photo: …, Image source: …
        | (?-u:\b)(?:photo|photograph|image|picture)s?\s+(?:by|via|courtesy\s+of)(?-u:\b)                       # Photo by …
        | (?-u:\b)(?:ap|afp|epa|reuters|getty|file|handout|stock)\s+(?:photo|images?|picture)(?-u:\b)               # AP Photo
        | (?-u:\b)credit\s*:
        | [/©]\s*(?:getty(?:\s+images)?|afp|ap|epa|reuters|shutterstock|istock|anadolu|xinhua)(?-u:\b)
        | (?-u:\b)via\s+(?:getty|afp|ap|reuters)(?-u:\b)";
    Regex::new(pattern).expect("pattern")
});

#[allow(clippy::expect_used)]
static REPORTING: LazyLock<Regex> = LazyLock::new(|| {
    let pattern =
        r"(?i)^[(\[]?\s*(?:additional\s+)?(?:reporting|writing|report|written|editing|edited|compiled|translated)\s+by\s+(?-i:\p{Lu})";
    Regex::new(pattern).expect("pattern")
});

#[allow(clippy::expect_used)]
static COUNTED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^(?:\d+|no|one)\s+(?:comments?|replies|responses)(?-u:\b)").expect("pattern"));

/// The reason that a line gives by itself, so plainly that it is left out of clean text too.
pub(super) fn certain(text: &str) -> Option<Reason> {
    measure::alone(text).certain
}

/// The same for a line that is being measured; the patterns are tried only where words of theirs stand in it.
pub(super) fn certain_by(text: &str, shape: &Shape) -> Option<Reason> {
    if shape.n_letters == 0 {
        return Some(Reason::NotProse);
    }
    if shape.n_words > 60 {
        return None;
    }
    let n_words = shape.n_words;
    if shape.clock && is_clock(text) {
        return Some(Reason::ClockTimes);
    }
    if (shape.kinds & (word::PICTURE | word::VIA) != 0 || shape.credit_mark && names_agency(text))
        && CREDIT.is_match(text)
        && is_credit(text, n_words)
    {
        return Some(Reason::Caption);
    }
    if shape.kinds & word::BY != 0 && begins_credit(text) && REPORTING.is_match(text) {
        return Some(Reason::Metadata);
    }
    if text.starts_with('©') || n_words <= 40 && shape.has(Group::Legal) && contains(text, "all rights reserved") {
        return Some(Reason::Legal);
    }
    if n_words <= 16 && !shape.ends_sentence && shape.kinds & word::PERSONAL != 0 && is_tagline(&text.to_lowercase()) {
        return Some(Reason::Plea);
    }
    if n_words <= 12 && begins_count(text) && COUNTED.is_match(text) {
        return Some(Reason::Comments);
    }
    if n_words <= 14 && covers(shape, Group::Share, 0.5) && !text.ends_with('.') {
        return Some(Reason::Share);
    }
    match shape.opening {
        Some(Reason::Cookies) if is_cookie_notice(text) => Some(Reason::Cookies),
        Some(reason @ Reason::Related) if n_words > 2 && n_words <= 30 && is_label(text) => Some(reason),
        Some(reason @ (Reason::Share | Reason::Comments)) if n_words <= 20 => Some(reason),
        _ => None,
    }
}

/// Whether an agency stands behind a slash or a copyright sign, as the pattern of credits has it.
fn names_agency(text: &str) -> bool {
    const AGENCIES: [&str; 9] = ["getty", "afp", "ap", "epa", "reuters", "shutterstock", "istock", "anadolu", "xinhua"];
    let behind = text.split(['/', '©']).skip(1);
    behind.map(str::trim_start).any(|rest| AGENCIES.iter().any(|agency| begins_with(rest, agency)))
}

/// Whether a line begins like a credit of reporters or editors; the pattern looks closer.
fn begins_credit(text: &str) -> bool {
    let head = text.trim_start_matches(['(', '[', ' ', '\u{a0}']);
    ["additional", "report", "writ", "edit", "compiled", "translated"].iter().any(|start| begins_with(head, start))
}

/// Whether a line begins with a number, "no" or "one", as counts of comments do.
fn begins_count(text: &str) -> bool {
    if !text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, 'n' | 'N' | 'o' | 'O')) {
        return false;
    }
    let first = text.split_whitespace().next().unwrap_or_default();
    first.eq_ignore_ascii_case("no") || first.eq_ignore_ascii_case("one") || first.chars().all(char::is_numeric)
}

fn is_cookie_notice(text: &str) -> bool {
    ["we use cookies", "this website uses cookies", "this site uses cookies"].iter().any(|start| begins_with(text, start))
}

/// "News of the straits, on your desk every morning": when it comes and to whom.
fn is_tagline(lower: &str) -> bool {
    const WHEN: [&str; 12] =
        ["day", "morning", "evening", "week", "weekday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let often = lower.split("every ").skip(1).any(|rest| WHEN.iter().any(|when| rest.starts_with(when)));
    often && lower.contains("your ")
}

/// The certain reason of every line of a file; a clock time needs company to be a ticker, and not the hour over an entry of a live report.
pub(super) fn certain_of(shapes: &[Shape]) -> Vec<Option<Reason>> {
    let mut reasons: Vec<Option<Reason>> = shapes.iter().map(|shape| shape.certain).collect();
    let n_clocks = reasons.iter().filter(|reason| **reason == Some(Reason::ClockTimes)).count();
    if n_clocks < 3 {
        reasons.iter_mut().filter(|reason| **reason == Some(Reason::ClockTimes)).for_each(|reason| *reason = None);
    }
    reasons
}

/// A credit near the end or a caption of moderate length; not a report that mentions a photograph.
fn is_credit(text: &str, n_words: usize) -> bool {
    let at = CREDIT.find_iter(text).last().map_or(0, |found| found.start());
    let behind = text.get(at..).unwrap_or_default().split_whitespace().count();
    n_words <= 12 || behind <= 12 && !super::lines::ends_sentence(text.get(at..).unwrap_or_default())
}

/// "READ MORE: …", not "Read: the minister had …" in the middle of a text.
fn is_label(text: &str) -> bool {
    text.find(':').is_some_and(|at| at < 30) || begins_with(text, "read more") || begins_with(text, "click here")
}

fn covers(shape: &Shape, group: Group, share: f32) -> bool {
    shape.n_letters > 0 && shape.hits.of(group) as f32 >= share * shape.n_letters as f32
}

/// Where a dropped line stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    /// Behind the last line of the article.
    pub behind: bool,
    /// Between the first line of the article and the last.
    pub inside: bool,
    /// What the last short heading-like line above announced.
    pub section: Option<Reason>,
    /// Said before in the file.
    pub said: bool,
}

/// The likeliest reason for a line that the model left out.
pub(super) fn likely(text: &str, shape: &Shape, place: Place) -> Reason {
    if let Some(reason) = shape.certain {
        return reason;
    }
    if shape.clock && !shape.ends_sentence {
        return Reason::ClockTimes;
    }
    if let Some(reason) = shape.opening {
        return reason;
    }
    if let Some(reason) = by_words(shape) {
        return reason;
    }
    if shape.n_words <= 12 && shape.has_digit && !shape.dated && full_date(text).is_some() {
        return Reason::Metadata;
    }
    if let Some(section) = place.section {
        return section;
    }
    by_shape(shape, place)
}

/// The reason that the frame words in a line speak for.
fn by_words(shape: &Shape) -> Option<Reason> {
    const READINGS: [(Group, Reason); 9] = [
        (Group::Cookie, Reason::Cookies),
        (Group::Legal, Reason::Legal),
        (Group::Share, Reason::Share),
        (Group::Plea, Reason::Plea),
        (Group::Comments, Reason::Comments),
        (Group::Related, Reason::Related),
        (Group::Market, Reason::Widget),
        (Group::Menu, Reason::Menu),
        (Group::Byline, Reason::Metadata),
    ];
    if shape.hits.of(Group::Plea) > 0 && shape.n_words >= 4 {
        return Some(Reason::Plea);
    }
    if shape.hits.of(Group::Photo) > 0 && shape.n_words >= 3 && shape.n_words <= 50 {
        return Some(Reason::Caption);
    }
    let letters = shape.n_letters.max(1) as f32;
    let best = READINGS.iter().max_by(|a, b| shape.hits.of(a.0).cmp(&shape.hits.of(b.0)).then(std::cmp::Ordering::Greater))?;
    let covered = shape.hits.of(best.0) as f32 / letters;
    (covered > 0.25 || covered > 0.0 && shape.n_words <= 12).then_some(best.1)
}

fn by_shape(shape: &Shape, place: Place) -> Reason {
    if shape.n_separators >= 2 || (shape.n_words <= 4 && !shape.ends_sentence && !place.behind) {
        return Reason::Menu;
    }
    if shape.repeated && place.said && shape.n_words >= 4 {
        return Reason::RepeatedHeadline;
    }
    if (place.behind || shape.n_words >= 5) && !shape.ends_sentence && shape.n_words >= 3 && shape.capitals > 0.1 {
        return if place.inside { Reason::Caption } else { Reason::Related };
    }
    if shape.n_words <= 4 { Reason::Menu } else { Reason::NotProse }
}

/// Whether a line says that an advertisement follows.
pub(super) fn is_advertisement(text: &str) -> bool {
    const LABELS: [&str; 12] = [
        "advertisement",
        "advertisements",
        "advertising",
        "advert",
        "sponsored",
        "sponsored content",
        "paid content",
        "publicidad",
        "publicité",
        "publicidade",
        "anzeige",
        "reklama",
    ];
    LABELS.iter().any(|label| text.trim_matches(|c: char| !c.is_alphabetic()).eq_ignore_ascii_case(label))
}

/// The section that a short line opens: "Most read", "23 comments".
pub(super) fn announces(text: &str, shape: &Shape) -> Option<Reason> {
    if shape.n_words > 6 || shape.ends_sentence {
        return None;
    }
    if covers(shape, Group::Related, 0.6) || shape.opening == Some(Reason::Related) {
        return Some(Reason::Related);
    }
    if covers(shape, Group::Comments, 0.6) || shape.certain == Some(Reason::Comments) && COUNTED.is_match(text) {
        return Some(Reason::Comments);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_cases_are_certain() {
        assert_eq!(certain("12:20"), Some(Reason::ClockTimes));
        assert_eq!(certain("Tents near the crossing at dawn. Photo: Idris Haroun / Nile Courier"), Some(Reason::Caption));
        assert_eq!(certain("(Reporting by Ana Petrova; editing by Joon Seo)"), Some(Reason::Metadata));
        assert_eq!(certain("© 2016 Nile Courier. All rights reserved"), Some(Reason::Legal));
        assert_eq!(certain("READ MORE: How the dam was filled"), Some(Reason::Related));
        assert_eq!(certain("Share · Tweet · Print"), Some(Reason::Share));
        assert_eq!(certain("News of the straits, on your desk every morning"), Some(Reason::Plea));
        assert_eq!(certain("14 comments"), Some(Reason::Comments));
    }

    #[test]
    fn sentences_are_not() {
        for text in [
            "The envoy shared a photo of the signing with reporters.",
            "Reporting from the border has been difficult since March.",
            "Related talks on water will open in Geneva next week.",
            "Share prices fell in Riyadh after the announcement.",
        ] {
            assert_eq!(certain(text), None, "{text}");
        }
    }
}
