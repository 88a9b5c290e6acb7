//! What the words around a happening count.

use std::ops::Range;

use super::scene::{Scene, Word};
use super::{Count, Hedge};
use crate::lexicon;
use crate::mentions::time::TimexType;
use crate::text::Shape;

/// Words between a number and the noun that it counts, at most: "27 captured young Malian soldiers".
const BETWEEN: usize = 4;

/// Numbers with what they count, outside quotations and times.
pub(super) fn counts(scene: &Scene<'_>, range: Range<usize>) -> Vec<Count> {
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let counted = count_at(scene, at, &range);
        at = counted.as_ref().map_or(at, |(_, last)| *last) + 1;
        found.extend(counted.map(|(count, _)| count));
    }
    found
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

/// The count that begins at a word, with the last word that belongs to it.
fn count_at(scene: &Scene<'_>, at: usize, range: &Range<usize>) -> Option<(Count, usize)> {
    let (thousandths, mut from) = numeral(scene, at)?;
    // "Nine of the 30 prisoners": nine are counted, and the thirty are those among whom they are.
    let is = |at: usize, words: &[&str]| scene.words.get(at).is_some_and(|word| word.is(words));
    if is(from, &["of"]) && is(from + 1, &["the", "its", "their", "his", "her", "some", "about", "these", "those"]) {
        from = numeral(scene, from + 2).map_or(from + 2, |(_, next)| next);
    }
    while is(from, &["-", "consecutive", "straight", "more", "other", "further", "additional"]) {
        from += 1;
    }
    let unit = head(scene, from, range.end)?;
    let hedge = behind(scene, unit + 1).unwrap_or_else(|| before(scene, at));
    Some((Count { span: scene.stretch(at, unit), thousandths, unit: scene.words[unit].span, hedge }, unit))
}

/// The number that begins at a word, in thousandths, and the word behind it.
fn numeral(scene: &Scene<'_>, at: usize) -> Option<(i64, usize)> {
    let free = |at: usize| {
        let word = scene.words.get(at)?;
        let length = word.time.is_some_and(|time| matches!(scene.mentions.times[time].resolved.timex, TimexType::Duration));
        (word.quotation.is_none() && word.name.is_none() && (word.time.is_none() || length)).then_some(word)
    };
    let word = free(at)?;
    let next = |lower: &[&str]| scene.words.get(at + 1).is_some_and(|next| next.is(lower));
    let of_many = word.is(&["a", "one"]);
    let (mut number, mut end) = if of_many && next(&["dozen"]) {
        (12_000, at + 2)
    } else if of_many && next(&["hundred", "thousand", "million", "billion"]) {
        (1_000, at + 1)
    } else if let Some(digits) = digits(word.text, word.shape) {
        (digits, at + 1)
    } else {
        // "One" alone counts nothing: "one said".
        let small = small_number(&word.lower).filter(|small| *small > 1_000)?;
        // "Twenty-three".
        let ones = scene.words.get(at + 2).and_then(|word| small_number(&word.lower)).filter(|ones| *ones < 10_000);
        match ones.filter(|_| small >= 20_000 && small % 10_000 == 0 && next(&["-"])) {
            Some(ones) => (small + ones, at + 3),
            None => (small, at + 1),
        }
    };
    while let Some(scale) = scene.words.get(end).and_then(|word| scale(&word.lower)) {
        number = number.checked_mul(scale)?;
        end += 1;
    }
    Some((number, end))
}

fn scale(lower: &str) -> Option<i64> {
    Some(match lower {
        "dozen" => 12,
        "hundred" => 100,
        "thousand" => 1_000,
        "million" => 1_000_000,
        "billion" => 1_000_000_000,
        _ => return None,
    })
}

/// The noun that is counted: the first plural of a short run of words ("27 captured Malian soldiers"), else the word behind the number.
fn head(scene: &Scene<'_>, from: usize, end: usize) -> Option<usize> {
    let counts = |at: &usize| scene.words.get(*at).is_some_and(|word| word.is_word() && !is_function_word(&word.lower));
    let run = (from..end.min(from + BETWEEN + 1)).take_while(counts);
    let in_time = |word: &Word<'_>| word.time.is_some();
    // The noun of a length is part of its time: "three hours".
    let first = scene.words.get(from)?;
    let plural =
        run.take_while(|&at| at == from || !in_time(&scene.words[at]) || in_time(first)).find(|&at| is_plural(&scene.words[at].lower));
    plural.or(Some(from).filter(|&at| at < end && counts(&at)))
}

fn is_plural(lower: &str) -> bool {
    let ends = |ends: &[&str]| ends.iter().any(|end| lower.ends_with(end));
    (lower.ends_with('s') && !ends(&["ous", "ss", "us", "is", "'s", "’s"]))
        || ends(&["men", "people"])
        || matches!(lower, "children" | "dead" | "police" | "personnel" | "crew" | "staff" | "troops")
}

/// What the words before a number make of it.
fn before(scene: &Scene<'_>, at: usize) -> Hedge {
    let before: Vec<&str> = scene.words[at.saturating_sub(3)..at].iter().map(|word| word.lower.as_ref()).collect();
    match before.as_slice() {
        [.., "no" | "not", "more", "than"] => Hedge::AtMost,
        [.., "no" | "not", "fewer" | "less", "than"] => Hedge::AtLeast,
        // "Handed over 27 men": the word is the verb's.
        [.., verb, "over"] if takes_over(verb) => Hedge::Exact,
        [.., "at", "least"] | [.., "more", "than"] | [.., "over"] => Hedge::AtLeast,
        [.., "at", "most"]
        | [.., "up", "to"]
        | [.., "less" | "fewer", "than"]
        | [.., "many", "as"]
        | [.., "barely" | "hardly" | "scarcely"] => Hedge::AtMost,
        [.., "about" | "nearly" | "almost" | "some" | "around" | "roughly" | "approximately"] | [.., "close", "to"] => Hedge::About,
        _ => Hedge::Exact,
    }
}

/// What the words behind the counted noun make of its number: "fifteen people at most".
fn behind(scene: &Scene<'_>, at: usize) -> Option<Hedge> {
    let lower = |at: usize| scene.words.get(at).map(|word| word.lower.as_ref());
    match (lower(at), lower(at + 1)) {
        (Some("at"), Some("most")) => Some(Hedge::AtMost),
        (Some("at"), Some("least")) | (Some("or"), Some("more")) => Some(Hedge::AtLeast),
        (Some("or"), Some("so")) => Some(Hedge::About),
        _ => None,
    }
}

/// Whether "over" behind a verb belongs to it.
fn takes_over(verb: &str) -> bool {
    const VERBS: &[&str] = &[
        "hand", "hands", "handed", "handing", "turn", "turns", "turned", "turning", "take", "takes", "took", "taken", "taking", "give",
        "gives", "gave", "given", "giving", "sign", "signed", "bring", "brought", "run", "ran", "win", "won", "send", "sent", "carried",
    ];
    VERBS.contains(&verb)
}

/// Digits with thousands separators and a decimal point, in thousandths.
fn digits(text: &str, shape: Shape) -> Option<i64> {
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
    let ones = || if lower == "one" { Some(1) } else { None };
    let n = small.or_else(|| tens.iter().position(|word| *word == lower).map(|at| (at + 2) * 10)).or_else(ones)?;
    i64::try_from(n).ok().map(|n| n * 1_000)
}

fn is_function_word(lower: &str) -> bool {
    const WORDS: &[&str] = &[
        "of", "the", "a", "an", "and", "or", "to", "in", "on", "at", "by", "from", "for", "with", "is", "are", "was", "were", "be", "been",
        "have", "has", "had", "that", "as", "it", "its", "his", "this", "ago", "later", "near", "after", "before", "during", "under",
        "over", "against", "between", "among", "into", "inside", "outside", "when", "while", "who", "whom", "which", "since", "until",
        "through", "across", "but", "not", "than", "per", "will", "would", "could", "may", "might", "can",
    ];
    WORDS.contains(&lower)
}

#[cfg(test)]
mod tests {
    use super::is_plural;

    #[test]
    fn adjectives_are_no_plurals() {
        assert!(["soldiers", "policemen", "people", "troops"].into_iter().all(is_plural));
        assert!(!["dangerous", "press", "virus", "crisis", "captured"].into_iter().any(is_plural));
    }
}
