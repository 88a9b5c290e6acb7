//! The language of an article.

use super::draft::Found;
use crate::base::{Basis, Known};

/// What the words say when they say it clearly, else what the markup states.
pub(super) fn detect(body: &str, found: &Found) -> Option<Known<String>> {
    let head: String = body.chars().take(6_000).collect();
    let clear = whatlang::detect(&head).filter(|guess| guess.is_reliable() && head.chars().filter(|c| c.is_alphabetic()).count() >= 40);
    if let Some(tag) = clear.and_then(|guess| tag(guess.lang())) {
        let stated = found.language.as_ref().filter(|stated| primary(&stated.value) == tag);
        return Some(stated.cloned().unwrap_or_else(|| Known::new(tag.to_owned(), Basis::BodyText)));
    }
    found.language.clone().map(|known| Known { value: known.value.replace('_', "-"), ..known })
}

/// The language without its region: "en" of "en-GB".
pub(super) fn primary(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or(tag).to_lowercase()
}

/// BCP 47 wants the two-letter code where there is one.
fn tag(language: whatlang::Lang) -> Option<&'static str> {
    const TAGS: [(&str, &str); 50] = [
        ("eng", "en"),
        ("rus", "ru"),
        ("ukr", "uk"),
        ("fra", "fr"),
        ("deu", "de"),
        ("spa", "es"),
        ("por", "pt"),
        ("ita", "it"),
        ("nld", "nl"),
        ("pol", "pl"),
        ("ces", "cs"),
        ("slk", "sk"),
        ("hun", "hu"),
        ("ron", "ro"),
        ("bul", "bg"),
        ("srp", "sr"),
        ("hrv", "hr"),
        ("slv", "sl"),
        ("mkd", "mk"),
        ("ell", "el"),
        ("tur", "tr"),
        ("aze", "az"),
        ("hye", "hy"),
        ("kat", "ka"),
        ("ara", "ar"),
        ("heb", "he"),
        ("pes", "fa"),
        ("urd", "ur"),
        ("hin", "hi"),
        ("ben", "bn"),
        ("tam", "ta"),
        ("jpn", "ja"),
        ("kor", "ko"),
        ("cmn", "zh"),
        ("vie", "vi"),
        ("tha", "th"),
        ("ind", "id"),
        ("swe", "sv"),
        ("dan", "da"),
        ("nob", "no"),
        ("fin", "fi"),
        ("est", "et"),
        ("lav", "lv"),
        ("lit", "lt"),
        ("bel", "be"),
        ("amh", "am"),
        ("mya", "my"),
        ("khm", "km"),
        ("uzb", "uz"),
        ("nep", "ne"),
    ];
    let code = language.code();
    TAGS.iter().find(|(long, _)| *long == code).map(|(_, short)| *short).or(Some(code))
}
