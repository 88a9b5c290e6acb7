//! What the letters of a text tell about its language, before any word is looked at.

use std::collections::BTreeMap;

use icu_properties::CodePointMapData;
use icu_properties::props::Script;

/// What the letters tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// One language, by a script or a letter that no other has.
    Language(&'static str),
    /// One of these, told apart by words.
    OneOf(&'static [&'static str]),
    /// Any language of the script.
    Any,
}

/// Scripts that one language of the press has to itself.
const ALONE: &[(Script, &str)] = &[
    (Script::Hangul, "ko"),
    (Script::Hebrew, "he"),
    (Script::Greek, "el"),
    (Script::Armenian, "hy"),
    (Script::Georgian, "ka"),
    (Script::Thai, "th"),
    (Script::Lao, "lo"),
    (Script::Khmer, "km"),
    (Script::Myanmar, "my"),
    (Script::Tibetan, "bo"),
    (Script::Ethiopic, "am"),
    (Script::Tamil, "ta"),
    (Script::Telugu, "te"),
    (Script::Kannada, "kn"),
    (Script::Malayalam, "ml"),
    (Script::Gujarati, "gu"),
    (Script::Gurmukhi, "pa"),
    (Script::Oriya, "or"),
    (Script::Sinhala, "si"),
    (Script::Bengali, "bn"),
    (Script::Thaana, "dv"),
];

/// Letters that only one of the languages of a script has, among those that print news.
const TELLTALES: &[(Script, &str, &str)] = &[
    (Script::Cyrillic, "uk", "іїєґ"),
    (Script::Cyrillic, "be", "ў"),
    (Script::Cyrillic, "ru", "ыэё"),
    (Script::Cyrillic, "sr", "ђћ"),
    (Script::Cyrillic, "mk", "ѓќѕ"),
    (Script::Cyrillic, "kk", "әғқңұһ"),
    (Script::Cyrillic, "tg", "ӣӯҳҷ"),
    (Script::Arabic, "ur", "ٹڈڑںےۓہۂ"),
    (Script::Arabic, "ps", "ټډړږښځڅېۍګ"),
    (Script::Arabic, "ckb", "ڕڵۆێە"),
    (Script::Arabic, "fa", "پچژگکی"),
    (Script::Arabic, "ar", "ةكيىأإ"),
];

/// Languages with which a telltale is shared: Belarusian and Kazakh have the Russian letters, Urdu, Pashto and Kurdish the Persian ones.
const SHARED: &[(&str, &[&str])] =
    &[("ru", &["be", "kk", "tg"]), ("fa", &["ur", "ps", "ckb"]), ("ar", &["ur", "ps"]), ("uk", &["be", "kk"])];

/// Belarusian has the Ukrainian і and the Russian ы; each makes this share of its letters at least.
const BELARUSIAN: f64 = 0.015;
/// Kana make this share of a Japanese text at least.
const KANA: f64 = 0.05;
/// A sign of these scripts stands for more than a letter.
const SIGN: usize = 3;

/// The script of most of a text, the words of other scripts left out, and what its letters tell.
pub(super) fn read(text: &str) -> Option<(String, Told)> {
    let scripts = CodePointMapData::<Script>::new();
    if text.is_ascii() {
        return text.bytes().any(|byte| byte.is_ascii_alphabetic()).then(|| (text.to_owned(), Told::Any));
    }
    let n_ascii = text.bytes().filter(u8::is_ascii_alphabetic).count();
    let mut weights: BTreeMap<Script, usize> = BTreeMap::new();
    if n_ascii > 0 {
        weights.insert(Script::Latin, n_ascii);
    }
    for c in text.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()) {
        let script = group(scripts.get(c));
        *weights.entry(script).or_default() += if matches!(script, Script::Han) { SIGN } else { 1 };
    }
    let (main, _) = weights.into_iter().max_by_key(|&(script, weight)| (weight, std::cmp::Reverse(script)))?;
    let words = text.split_inclusive(|c: char| !c.is_alphabetic());
    let in_main = |c: char| {
        c.is_ascii() && main == Script::Latin || matches!(group(scripts.get(c)), script if script == main || script == Script::Inherited)
    };
    let kept: String = words.filter(|word| word.chars().filter(|c| c.is_alphabetic()).all(in_main)).collect();
    let told = told(main, &kept, &scripts);
    Some((kept, told))
}

/// Han and kana are one group: which of Chinese and Japanese it is, their shares tell.
fn group(script: Script) -> Script {
    if matches!(script, Script::Hiragana | Script::Katakana) { Script::Han } else { script }
}

fn told(main: Script, text: &str, scripts: &icu_properties::CodePointMapDataBorrowed<'static, Script>) -> Told {
    if let Some((_, language)) = ALONE.iter().find(|(script, _)| *script == main) {
        return Told::Language(language);
    }
    match main {
        Script::Han => {
            let n_kana = text.chars().filter(|c| matches!(scripts.get(*c), Script::Hiragana | Script::Katakana)).count();
            let n_all = text.chars().filter(|c| c.is_alphabetic()).count();
            Told::Language(if n_kana as f64 >= KANA * n_all as f64 { "ja" } else { "zh" })
        }
        Script::Cyrillic | Script::Arabic => telltale(main, text),
        Script::Devanagari => Told::OneOf(&["hi", "mr", "ne"]),
        _ => Told::Any,
    }
}

/// The language whose own letters are there most, less those that it shares with one whose own letters are there too.
fn telltale(main: Script, text: &str) -> Told {
    let count = |letters: &str| text.chars().filter(|c| c.to_lowercase().any(|c| letters.contains(c))).count();
    let counts: BTreeMap<&str, usize> =
        TELLTALES.iter().filter(|(script, ..)| *script == main).map(|(_, language, letters)| (*language, count(letters))).collect();
    let n_letters = text.chars().filter(|c| c.is_alphabetic()).count();
    // A name or a quotation brings a foreign letter in; one in five hundred is not yet a language.
    let there = |language: &str| counts.get(language).is_some_and(|n| *n > n_letters / 500);
    if main == Script::Cyrillic && !there("kk") && ["і", "ы"].iter().all(|letter| count(letter) as f64 > BELARUSIAN * n_letters as f64) {
        return Told::Language("be");
    }
    let alone = |language: &str| !SHARED.iter().any(|(shared, with)| *shared == language && with.iter().any(|other| there(other)));
    let owner = TELLTALES
        .iter()
        .filter(|(script, language, _)| *script == main && there(language) && alone(language))
        .max_by_key(|(_, language, _)| counts.get(language));
    match owner {
        Some((_, language, _)) => Told::Language(language),
        None if main == Script::Cyrillic && count("јљњџ") > 0 => Told::OneOf(&["mk", "sr"]),
        // Bulgarian has the soft sign before о only, Macedonian and Serbian have none.
        None if main == Script::Cyrillic && text.matches('ь').count() > text.matches("ьо").count() => Told::Language("ru"),
        None if main == Script::Cyrillic => Told::OneOf(&["ru", "bg", "mk", "sr"]),
        None => Told::OneOf(&["ar", "fa", "ur"]),
    }
}
