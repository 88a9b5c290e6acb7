//! Words as a search compares them: small letters without marks. `static/search.js` does the same to what is typed.

use icu_normalizer::DecomposingNormalizerBorrowed;
use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};

/// Letters that no standard takes apart, and what people type for them.
pub const LETTERS: &[(char, &str)] = &[
    ('ß', "ss"),
    ('æ', "ae"),
    ('ð', "d"),
    ('ø', "o"),
    ('þ', "th"),
    ('đ', "d"),
    ('ħ', "h"),
    ('ı', "i"),
    ('ł', "l"),
    ('œ', "oe"),
    ('ə', "a"),
];

/// Longer words are cut: nobody types them, and a word of garbage must not swell the index.
const LONGEST: usize = 24;

/// A text in small letters without marks.
pub fn folded(text: &str) -> String {
    let categories = CodePointMapData::<GeneralCategory>::new();
    let lower = text.to_lowercase();
    let mut out = String::with_capacity(lower.len());
    for c in DecomposingNormalizerBorrowed::new_nfd().normalize_iter(lower.chars()) {
        if GeneralCategoryGroup::Mark.contains(categories.get(c)) {
            continue;
        }
        match LETTERS.iter().find(|(letter, _)| *letter == c) {
            Some((_, typed)) => out.push_str(typed),
            None => out.push(c),
        }
    }
    out
}

/// The words of a text, folded.
pub fn terms(text: &str) -> impl Iterator<Item = String> {
    let categories = CodePointMapData::<GeneralCategory>::new();
    let inside = move |c: char| {
        let category = categories.get(c);
        GeneralCategoryGroup::Letter.contains(category) || GeneralCategoryGroup::Number.contains(category)
    };
    let words: Vec<String> =
        folded(text).split(|c| !inside(c)).filter(|word| !word.is_empty()).map(|word| word.chars().take(LONGEST).collect()).collect();
    words.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_leave_and_scripts_stay() {
        assert_eq!(folded("Çelik Łukasz ÅRHUS Ðurić"), "celik lukasz arhus duric");
        assert_eq!(folded("Ще Їжак Ёлка"), "ще іжак елка");
        assert_eq!(folded("مُحَمَّد"), "محمد");
    }

    #[test]
    fn words_end_at_what_is_neither_letter_nor_digit() {
        let words: Vec<String> = terms("The envoy’s 3rd “round-trip”, A/B").collect();
        assert_eq!(words, ["the", "envoy", "s", "3rd", "round", "trip", "a", "b"]);
        assert_eq!(terms(&"x".repeat(99)).next().unwrap().len(), LONGEST);
    }
}
