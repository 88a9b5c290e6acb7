//! Which form of a counted phrase a number takes, by the rules of the language.

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};

/// The category of a number in a language; that of English where its rules are not known.
pub fn category(language: &str, n: usize) -> PluralCategory {
    let rules = |tag: &str| {
        let locale: Locale = tag.parse().ok()?;
        PluralRules::try_new(locale.into(), Default::default()).ok()
    };
    rules(language).or_else(|| rules("en")).map_or(PluralCategory::Other, |rules| rules.category_for(n))
}

/// The name of a category in strings files.
pub fn name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_the_form_of_their_language() {
        let forms = |language: &str, numbers: [usize; 6]| numbers.map(|n| name(category(language, n)));
        let numbers = [0, 1, 2, 5, 21, 111];
        assert_eq!(forms("en-GB", numbers), ["other", "one", "other", "other", "other", "other"]);
        assert_eq!(forms("uk", numbers), ["many", "one", "few", "many", "one", "many"]);
        assert_eq!(forms("ru-RU", numbers), ["many", "one", "few", "many", "one", "many"]);
        assert_eq!(forms("fr", numbers), ["one", "one", "other", "other", "other", "other"]);
        assert_eq!(forms("ar", numbers), ["zero", "one", "two", "few", "many", "many"]);
        assert_eq!(forms("not a tag", numbers), forms("en", numbers));
    }
}
