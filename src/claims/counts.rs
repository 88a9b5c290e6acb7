//! What the words around a happening count.

use std::ops::Range;

use super::scene::Scene;
use super::{Count, Hedge};
use crate::lexicon;
use crate::mentions::time::TimexType;
use crate::text::Shape;

/// Numbers with what they count, outside quotations and times.
pub(super) fn counts(scene: &Scene<'_>, range: Range<usize>) -> Vec<Count> {
    range.clone().filter_map(|at| count_at(scene, at, &range)).collect()
}

/// Whether a number of people stands in the range: "five policemen", "some 4,000 shopkeepers".
pub(super) fn of_people(scene: &Scene<'_>, range: Range<usize>) -> bool {
    // "four Djiboutians".
    let nationals = |unit: crate::base::Span, word: &str| {
        let at = scene.words.iter().position(|word| word.span.overlaps(unit));
        let state = at.and_then(|at| scene.mention(at)).is_some_and(|mention| mention.kind == crate::mentions::NameKind::State);
        state && word.ends_with('s')
    };
    let of_people = |count: &Count| {
        let word = count.unit.of(scene.document.body()).to_lowercase();
        lexicon::is_of_people(&word) || nationals(count.unit, &word)
    };
    counts(scene, range).iter().any(of_people)
}

/// The same, or a word for many: "thousands of residents", "a crowd".
pub(super) fn of_crowd(scene: &Scene<'_>, range: Range<usize>) -> bool {
    let many = |at: usize| scene.words[at].quotation.is_none() && lexicon::is_crowd(&scene.words[at].lower);
    range.clone().any(many) || of_people(scene, range)
}

/// Whether the sentence tells of a mishap rather than of violence.
pub(super) fn by_accident(scene: &Scene<'_>) -> bool {
    scene.words.iter().any(|word| lexicon::is_mishap(&word.lower))
}

fn count_at(scene: &Scene<'_>, at: usize, range: &Range<usize>) -> Option<Count> {
    let word = &scene.words[at];
    let length = word.time.is_some_and(|time| matches!(scene.mentions.times[time].resolved.timex, TimexType::Duration));
    if word.quotation.is_some() || word.name.is_some() || (word.time.is_some() && !length) {
        return None;
    }
    // "a thousand people": the article is the number.
    let one_of_many =
        word.is(&["a", "one"]) && scene.words.get(at + 1).is_some_and(|next| next.is(&["hundred", "thousand", "million", "billion"]));
    let number = number(word.text, word.shape).or_else(|| small_number(&word.lower)).or_else(|| one_of_many.then_some(1_000))?;
    let mut unit = at + 1;
    let mut scale = 1;
    while let Some(next) = scene.words.get(unit).filter(|_| unit < range.end) {
        match next.lower.as_ref() {
            "hundred" => scale = 100,
            "thousand" => scale = 1_000,
            "million" => scale = 1_000_000,
            "billion" => scale = 1_000_000_000,
            "-" | "‑" | "consecutive" | "straight" | "more" | "other" => {}
            _ => break,
        }
        unit += 1;
    }
    // "116 Ukrainian drones", "three senior officers": the noun counted is the last word of a short run.
    while scene.words.get(unit).is_some_and(|word| {
        word.is_word()
            && unit + 1 < range.end
            && scene.words[unit + 1].is_word()
            && ends_plural(&scene.words[unit + 1].lower)
            && !ends_plural(&word.lower)
    }) {
        unit += 1;
    }
    let noun = scene.words.get(unit).filter(|word| unit < range.end && word.is_word() && !is_function_word(&word.lower))?;
    Some(Count { span: scene.stretch(at, unit), thousandths: number.checked_mul(scale)?, unit: noun.span, hedge: hedge(scene, at) })
}

fn ends_plural(lower: &str) -> bool {
    lower.ends_with('s') || matches!(lower, "people" | "children" | "men" | "women" | "dead")
}

fn hedge(scene: &Scene<'_>, at: usize) -> Hedge {
    let before: Vec<&str> = scene.words[at.saturating_sub(2)..at].iter().map(|word| word.lower.as_ref()).collect();
    match before.as_slice() {
        [.., "at", "least"] | [.., "more", "than"] | [.., "over"] => Hedge::AtLeast,
        [.., "at", "most"] | [.., "up", "to"] | [.., "less", "than"] | [.., "fewer", "than"] => Hedge::AtMost,
        [.., "about"] | [.., "nearly"] | [.., "almost"] | [.., "some"] | [.., "around"] | [.., "roughly"] | [.., "approximately"] => {
            Hedge::About
        }
        _ => Hedge::Exact,
    }
}

/// Digits with thousands separators and a decimal point, in thousandths.
fn number(text: &str, shape: Shape) -> Option<i64> {
    if shape != Shape::Number || text.contains(':') {
        return None;
    }
    let plain: String = text.chars().filter(|&c| c != ',').collect();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let thousandths: String = fraction.chars().chain("000".chars()).take(3).collect();
    let whole: i64 = whole.parse().ok()?;
    whole.checked_mul(1_000)?.checked_add(thousandths.parse().ok()?)
}

fn small_number(lower: &str) -> Option<i64> {
    let words = [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    let tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let small = words.iter().position(|word| *word == lower).map(|at| at + 2);
    let n = small.or_else(|| tens.iter().position(|word| *word == lower).map(|at| (at + 2) * 10))?;
    i64::try_from(n).ok().map(|n| n * 1_000)
}

fn is_function_word(lower: &str) -> bool {
    matches!(
        lower,
        "of" | "the"
            | "a"
            | "an"
            | "and"
            | "or"
            | "to"
            | "in"
            | "on"
            | "at"
            | "by"
            | "from"
            | "for"
            | "with"
            | "is"
            | "are"
            | "was"
            | "were"
            | "have"
            | "has"
            | "had"
            | "that"
            | "as"
            | "it"
            | "ago"
            | "later"
    )
}
