//! Years: bare ones, those behind a month or day, and those before our era.

use super::{Paragraph, Read};
use crate::mentions::time::expr::{Base, Calendar, Field, Through, YearOf};
use crate::mentions::time::lex::Kind;

/// A year of four digits that news and history speak about.
pub fn four_digits(p: Paragraph, at: usize) -> Option<i32> {
    match p.kind(at) {
        Kind::Number(value @ 1000..=2199, 4) if !part_of_a_number(p, at) => i32::try_from(value).ok(),
        _ => None,
    }
}

/// "1,941" and "1941.5" and "1941%" hold no year.
fn part_of_a_number(p: Paragraph, at: usize) -> bool {
    let number = |at| matches!(p.kind(at), Kind::Number(..)) && p.glued(at);
    let before = p.glued(at) && matches!(p.kind_before(at), Kind::Mark('$' | '£' | '€' | '#' | '.' | ',' | ':'));
    let after = p.glued(at + 1) && (matches!(p.kind(at + 1), Kind::Mark('.' | ',' | ':')) && number(at + 2) || p.mark(at + 1, '%'));
    let joined = p.glued(at + 1) && p.kind(at + 1) == Kind::Word;
    before || after || joined
}

/// The year behind a month or a day, if any: ", 2025", "of 1940", "of that year", "last year".
pub fn tail(p: Paragraph, at: usize) -> (usize, YearOf) {
    let unsaid = (at, YearOf::Unsaid);
    if let Some(year) = four_digits(p, at) {
        return (at + 1, YearOf::Said(year));
    }
    let comma = at + usize::from(p.mark(at, ','));
    if let Some(year) = four_digits(p, comma).filter(|_| comma > at && !counts_something(p, comma)) {
        return (comma + 1, YearOf::Said(year));
    }
    let of = p.skip(at, &["of"]);
    if let Some(year) = four_digits(p, of) {
        return (of + 1, YearOf::Said(year));
    }
    spoken(p, of).unwrap_or(unsaid)
}

/// "that year", "the same year", "last year", "the following year".
pub fn spoken(p: Paragraph, at: usize) -> Read<YearOf> {
    let step = p.skip(p.skip(at, &["the"]), &["that"]);
    let (step, word) = match (p.key(step), p.key(step.saturating_sub(1))) {
        ("year", "that" | "the") => (step, "that"),
        (word, _) => (step + 1, word),
    };
    if p.key(step) != "year" {
        return None;
    }
    let year = match word {
        "that" | "same" => YearOf::Turn(0, Base::Narrative),
        "this" | "current" => YearOf::Turn(0, Base::Publication),
        "last" => YearOf::Turn(-1, Base::Publication),
        "next" => YearOf::Turn(1, Base::Publication),
        "following" => YearOf::Turn(1, Base::Narrative),
        "previous" | "preceding" => YearOf::Turn(-1, Base::Narrative),
        _ => return None,
    };
    Some((step + 1, year))
}

/// One year, or several: "1939-1945", "1915-17".
pub fn years(p: Paragraph, at: usize) -> Read<Calendar> {
    let (end, first) = bare(p, at)?;
    let year = Field::Year(first);
    let last = if p.hyphen(end) && first > 0 { last_year(p, end + 1, first) } else { None };
    let through = last.map(|last| Through { field: Field::Year(last), first: p.span(at, end), last: p.span(end + 1, end + 2) });
    Some((end + 2 * usize::from(through.is_some()), Calendar { through, ..year.into() }))
}

/// The end of a range that begins with `first`, in four digits or in the last two.
fn last_year(p: Paragraph, at: usize, first: i32) -> Option<i32> {
    let short = || {
        p.number(at, 2)
            .filter(|_| matches!(p.kind(at), Kind::Number(_, 2)))
            .and_then(|two| Some(first - first % 100 + i32::try_from(two).ok()?))
    };
    let more_follows = p.hyphen(at + 1) || (p.glued(at + 1) && p.kind(at + 1) == Kind::Word);
    four_digits(p, at).or_else(short).filter(|&last| last > first && !more_follows)
}

/// A year that stands alone.
fn bare(p: Paragraph, at: usize) -> Read<i32> {
    before_our_era(p, at).or_else(|| {
        let year = four_digits(p, at)?;
        (plausible(p, at, year) && !counts_something(p, at)).then_some((at + 1, year))
    })
}

/// Words that introduce a year.
const INTRODUCE: &[&str] = &[
    "in", "of", "since", "by", "from", "until", "till", "through", "between", "during", "before", "after", "early", "late", "mid", "year",
    "around", "about", "the", "to", "and", "within", "years",
];

/// Words behind which a number of four digits counts or names something else.
const COUNT: &[&str] = &["than", "over", "nearly", "almost", "some", "approximately", "roughly"];

fn plausible(p: Paragraph, at: usize, year: i32) -> bool {
    let Some(before) = at.checked_sub(1) else { return (1800..=2050).contains(&year) };
    let introduced = p.is_any(before, INTRODUCE) || matches!(p.kind(before), Kind::Mark('(' | '-' | '–'));
    let numbered =
        matches!(p.printed(before), "Resolution" | "resolution" | "Flight" | "Route" | "Article" | "Order" | "Decree" | "Section");
    let number = p.mark(before, '.') && matches!(p.printed(before.saturating_sub(1)), "No" | "no" | "Nos");
    let free = !numbered && !number && !p.is_any(before, COUNT) && !joined_to_letters(p, at);
    introduced || free && (1800..=2050).contains(&year)
}

/// "Boeing-1941" and "A1941" hold no year.
fn joined_to_letters(p: Paragraph, at: usize) -> bool {
    p.glued(at) && matches!(p.kind_before(at), Kind::Word | Kind::Mark('-' | '/' | '_'))
}

/// "2000 soldiers": the number counts the noun behind it, unless a preposition of time stands before it.
fn counts_something(p: Paragraph, at: usize) -> bool {
    let timely = at.checked_sub(1).is_some_and(|before| p.is_any(before, &["in", "since", "until", "early", "late", "by", "year"]));
    let next = p.printed(at + 1);
    let plural = next.ends_with('s') && !next.ends_with("ss") && !matches!(next, "was" | "is" | "has" | "as");
    let noun = plural && p.kind(at + 1) == Kind::Word && p.key(at + 1).is_empty() && !p.capital(at + 1);
    !timely && (noun || is_measure(next))
}

/// Nouns without a plural "s", and units of measure.
fn is_measure(word: &str) -> bool {
    const MEASURES: &str =
        "people men women children km kilometres kilometers miles metres meters tonnes tons dollars euros million billion feet percent";
    !word.is_empty() && MEASURES.split(' ').any(|measure| measure == word)
}

/// "264 BC", "149 B.C.", the "264" of "264 to 241 BC", "AD 70"; 0 stands for 1 BC.
fn before_our_era(p: Paragraph, at: usize) -> Read<i32> {
    if p.key(at) == "ad" && p.printed(at) == "AD" {
        return Some((at + 2, i32::try_from(p.number(at + 1, 4)?).ok()?));
    }
    let year = i32::try_from(p.number(at, 4).filter(|&year| year > 0)?).ok()?;
    if let Some(end) = era(p, at + 1) {
        return Some((end, 1 - year));
    }
    let range = p.key(at + 1) == "to" || matches!(p.kind(at + 1), Kind::Mark('-' | '–'));
    (range && p.number(at + 2, 4).is_some() && era(p, at + 3).is_some()).then_some((at + 1, 1 - year))
}

/// "BC", "B.C.", "BCE".
pub fn era(p: Paragraph, at: usize) -> Option<usize> {
    if matches!(p.printed(at), "BC" | "BCE") {
        return Some(at + 1);
    }
    let spelt = p.printed(at) == "B" && p.mark(at + 1, '.') && p.printed(at + 2) == "C" && p.glued(at + 2);
    let end = at + 3 + usize::from(p.mark(at + 3, '.') && p.glued(at + 3));
    spelt.then_some(end)
}
