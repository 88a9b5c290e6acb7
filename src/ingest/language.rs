//! The language of an article: by its letters where these tell it, else by its words; what the markup states decides between near relatives.

use super::alphabet::{self, Told};
use super::draft::Found;
use crate::base::{Basis, Known};

/// Letters of the beginning that are looked at.
const HEAD: usize = 6_000;
/// Fewer letters tell nothing.
const FEW: usize = 12;
/// Confidence from which on the words are believed. Measured on sentences: no guess above it was wrong but between near relatives.
const CONFIDENT: f64 = 0.6;
/// Letters below which words that are less than certain are not believed.
const SHORT: usize = 40;
/// The same for texts that are a headline only.
const CERTAIN: f64 = 0.9;
/// The same where the letters leave a few languages to choose from.
const AMONG_FEW: f64 = 0.25;

/// Languages that words alone do not tell apart reliably; between these the markup decides.
const RELATIVES: &[&[&str]] =
    &[&["sr", "hr", "bs", "sh", "cnr"], &["no", "nb", "nn", "da"], &["id", "ms"], &["fa", "prs"], &["es", "gl", "ast"]];

/// Languages without a press that a desk would collect from, which a short text is easily mistaken for.
const SELDOM: &[whatlang::Lang] = &[
    whatlang::Lang::Epo,
    whatlang::Lang::Lat,
    whatlang::Lang::Aka,
    whatlang::Lang::Jav,
    whatlang::Lang::Sna,
    whatlang::Lang::Zul,
    whatlang::Lang::Tuk,
    whatlang::Lang::Cym,
];

/// Letters that are common in one language; where they are, and the words point to it as well, it needs no more confidence.
const COMMON: &[(&str, &str)] = &[
    ("az", "ə"),
    ("cs", "řůě"),
    ("da", "øæ"),
    ("de", "ßäöü"),
    ("es", "ñ¿"),
    ("fr", "çèêù"),
    ("hu", "őű"),
    ("lt", "ėųį"),
    ("lv", "ķņļģ"),
    ("no", "øæ"),
    ("pl", "łżśęą"),
    ("pt", "ãõ"),
    ("ro", "țșţă"),
    ("sk", "ľĺŕô"),
    ("tr", "ğış"),
];
/// Share of a text's letters that makes such letters common.
const COMMON_SHARE: f64 = 0.01;

/// Words of every day that Serbian writes one way and Croatian another.
const SERBIAN: &[&str] = &[
    "gde",
    "pre",
    "posle",
    "šta",
    "ko",
    "niko",
    "svet",
    "vreme",
    "mesto",
    "reč",
    "ponedeljak",
    "sreda",
    "nedelje",
    "takođe",
    "evra",
    "hiljada",
    "uslov",
    "saopštila",
    "saopštio",
    "sledeće",
    "ovde",
];
const CROATIAN: &[&str] = &[
    "gdje",
    "prije",
    "poslije",
    "što",
    "tko",
    "nitko",
    "svijet",
    "vrijeme",
    "mjesto",
    "riječ",
    "ponedjeljak",
    "srijeda",
    "tjedan",
    "tjedna",
    "također",
    "eura",
    "tisuća",
    "uvjet",
    "priopćila",
    "priopćio",
    "sljedeći",
    "sljedeće",
    "ovdje",
];

/// What the text says when it says it clearly, else what the markup states.
pub(super) fn detect(body: &str, found: &Found) -> Option<Known<String>> {
    let stated = found.language.as_ref().map(|known| Known { value: known.value.replace('_', "-"), ..known.clone() });
    match if is_plain_english(&body[..body.floor_char_boundary(HEAD)]) { Some("en") } else { read(head(body)) } {
        Some(tag) => {
            let fits = stated.filter(|stated| are_relatives(&primary(&stated.value), &primary(tag)));
            Some(fits.unwrap_or_else(|| Known::new(tag.to_owned(), Basis::BodyText)))
        }
        None => stated,
    }
}

fn head(body: &str) -> &str {
    body.char_indices().nth(HEAD).map_or(body, |(end, _)| &body[..end])
}

/// Most articles are plain English, which its small words tell many times faster than a comparison with all languages.
fn is_plain_english(head: &str) -> bool {
    const LEAST_WORDS: usize = 40;
    const MOST_WORDS: usize = 160;
    // Bytes from C3 on begin letters of other alphabets, all but E2, with which marks and quotation marks begin.
    // Few bytes are counted in one, so that the machine counts many side by side.
    let n_of = |bytes: &[u8]| usize::from(bytes.iter().map(|byte| u8::from(*byte >= 0xc3 && *byte != 0xe2)).sum::<u8>());
    let n_other: usize = head.as_bytes().chunks(128).map(n_of).sum();
    if n_other * 20 > head.len() {
        return false;
    }
    let words = head.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).take(MOST_WORDS);
    let (n_words, n_english) = words.fold((0, 0), |(n, english), word| (n + 1, english + usize::from(is_english(word))));
    n_words >= LEAST_WORDS && n_english * 8 >= n_words
}

/// Small words that English shares with none of its neighbours.
fn is_english(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "The"
            | "and"
            | "to"
            | "that"
            | "with"
            | "by"
            | "from"
            | "for"
            | "said"
            | "are"
            | "have"
            | "has"
            | "were"
            | "will"
            | "would"
            | "they"
            | "their"
            | "this"
            | "which"
            | "been"
            | "but"
            | "its"
            | "his"
            | "who"
            | "you"
            | "your"
            | "our"
            | "it"
            | "how"
            | "what"
            | "when"
            | "than"
            | "these"
            | "there"
            | "into"
    )
}

/// The language without its region: "en" of "en-GB".
pub(super) fn primary(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or(tag).to_lowercase()
}

fn are_relatives(one: &str, other: &str) -> bool {
    one == other || RELATIVES.iter().any(|family| family.contains(&one) && family.contains(&other))
}

/// The language of a text as its letters and words tell it; `None` when they do not tell it clearly.
fn read(text: &str) -> Option<&'static str> {
    let (text, told) = alphabet::read(text)?;
    let n_letters = text.chars().filter(|c| c.is_alphabetic()).count();
    match told {
        Told::Language(tag) => (n_letters >= FEW || matches!(tag, "zh" | "ja" | "ko") && 3 * n_letters >= FEW).then_some(tag),
        Told::OneOf(tags) => by_words(&text, n_letters, Some(tags)),
        Told::Any => by_words(&text, n_letters, None),
    }
}

fn by_words(text: &str, n_letters: usize, among: Option<&[&'static str]>) -> Option<&'static str> {
    if n_letters < FEW {
        return None;
    }
    let detector = match among {
        Some(tags) => {
            whatlang::Detector::with_allowlist(whatlang::Lang::all().iter().copied().filter(|lang| tags.contains(&tag(*lang))).collect())
        }
        None => whatlang::Detector::with_denylist(SELDOM.to_vec()),
    };
    let guess = detector.detect(text)?;
    let least = match among {
        Some(_) => AMONG_FEW,
        None if letters_agree(text, n_letters, tag(guess.lang())) => 0.0,
        None if n_letters < SHORT => CERTAIN,
        None => CONFIDENT,
    };
    (guess.confidence() >= least).then(|| match tag(guess.lang()) {
        "hr" | "sr" if among.is_none() => serbian_or_croatian(text),
        tag => tag,
    })
}

fn letters_agree(text: &str, n_letters: usize, tag: &str) -> bool {
    COMMON.iter().filter(|(language, _)| *language == tag).any(|(_, letters)| {
        let n_common = text.chars().filter(|c| c.to_lowercase().any(|c| letters.contains(c))).count();
        n_common as f64 >= COMMON_SHARE * n_letters as f64
    })
}

/// Serbian in Latin letters and Croatian have one alphabet, and most words, in common.
fn serbian_or_croatian(text: &str) -> &'static str {
    let lower = text.to_lowercase();
    let count = |list: &[&str]| lower.split(|c: char| !c.is_alphabetic()).filter(|word| list.contains(word)).count();
    if count(SERBIAN) > count(CROATIAN) { "sr-Latn" } else { "hr" }
}

/// BCP 47 wants the two-letter code where there is one.
fn tag(language: whatlang::Lang) -> &'static str {
    use whatlang::Lang;
    match language {
        Lang::Afr => "af",
        Lang::Aka => "ak",
        Lang::Amh => "am",
        Lang::Ara => "ar",
        Lang::Aze => "az",
        Lang::Bel => "be",
        Lang::Ben => "bn",
        Lang::Bul => "bg",
        Lang::Cat => "ca",
        Lang::Ces => "cs",
        Lang::Cmn => "zh",
        Lang::Dan => "da",
        Lang::Deu => "de",
        Lang::Ell => "el",
        Lang::Eng => "en",
        Lang::Epo => "eo",
        Lang::Est => "et",
        Lang::Fin => "fi",
        Lang::Fra => "fr",
        Lang::Guj => "gu",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Hrv => "hr",
        Lang::Hun => "hu",
        Lang::Hye => "hy",
        Lang::Ind => "id",
        Lang::Ita => "it",
        Lang::Jav => "jv",
        Lang::Jpn => "ja",
        Lang::Kan => "kn",
        Lang::Kat => "ka",
        Lang::Khm => "km",
        Lang::Kor => "ko",
        Lang::Lat => "la",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Mal => "ml",
        Lang::Mar => "mr",
        Lang::Mkd => "mk",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Nld => "nl",
        Lang::Nob => "no",
        Lang::Ori => "or",
        Lang::Pan => "pa",
        Lang::Pes => "fa",
        Lang::Pol => "pl",
        Lang::Por => "pt",
        Lang::Ron => "ro",
        Lang::Rus => "ru",
        Lang::Sin => "si",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Sna => "sn",
        Lang::Spa => "es",
        Lang::Srp => "sr",
        Lang::Swe => "sv",
        Lang::Tam => "ta",
        Lang::Tel => "te",
        Lang::Tgl => "tl",
        Lang::Tha => "th",
        Lang::Tuk => "tk",
        Lang::Tur => "tr",
        Lang::Ukr => "uk",
        Lang::Urd => "ur",
        Lang::Uzb => "uz",
        Lang::Vie => "vi",
        Lang::Yid => "yi",
        Lang::Zul => "zu",
        other => other.code(),
    }
}

#[cfg(test)]
mod tests;
