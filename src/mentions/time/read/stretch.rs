//! Named stretches longer than a month: seasons, quarters, halves, decades, centuries.

use super::{Paragraph, Read, count, year};
use crate::mentions::time::expr::{Calendar, Field, YearOf};
use crate::mentions::time::lex::Kind;
use crate::mentions::time::scale::Unit;

/// A season, quarter, half, decade or century, with its article.
pub fn stretch(p: Paragraph, at: usize) -> Read<Calendar> {
    let (end, field) = bare(p, at).or_else(|| (p.key(at) == "the").then(|| bare(p, at + 1)).flatten())?;
    Some((end, field.into()))
}

fn bare(p: Paragraph, at: usize) -> Read<Field> {
    season(p, at).or_else(|| quarter(p, at)).or_else(|| half(p, at)).or_else(|| decade(p, at)).or_else(|| century(p, at))
}

fn season(p: Paragraph, at: usize) -> Read<Field> {
    let Kind::Season(season) = p.kind(at) else { return None };
    let (end, year) = year::tail(p, at + 1);
    let plain = year != YearOf::Unsaid || !(p.capital_inside(at) || p.name(at + 1) || is_verb(p, at));
    plain.then_some((end, Field::Season { year, season }))
}

/// "they fall back", "the fall of Aleppo": "fall" and "spring" are seasons behind words of time only.
fn is_verb(p: Paragraph, at: usize) -> bool {
    const LED: &[&str] = &["in", "the", "by", "during", "this", "last", "next", "of", "until", "since", "early", "late", "mid"];
    let led = at.checked_sub(1).is_some_and(|before| p.is_any(before, LED));
    match p.key(at) {
        "fall" => !led || p.key(at + 1) == "of",
        "spring" => !led,
        _ => false,
    }
}

/// "the third quarter of 2010", "Q3 2010".
fn quarter(p: Paragraph, at: usize) -> Read<Field> {
    let short = ["q1", "q2", "q3", "q4"].iter().position(|&key| key == p.key(at)).map(|idx| (at + 1, idx as u32 + 1));
    let (end, quarter) = short.or_else(|| {
        let (end, nth) = count::ordinal(p, at)?;
        let unit = end + usize::from(p.hyphen(end));
        (p.key(unit) == "quarter" && (1..=4).contains(&nth)).then_some((unit + 1, nth))
    })?;
    let (end, year) = year::tail(p, end);
    Some((end, Field::Quarter { year, quarter }))
}

/// "the first half of 2005".
fn half(p: Paragraph, at: usize) -> Read<Field> {
    let half = match p.kind(at) {
        Kind::Ordinal(half @ (1 | 2)) if p.key(at + 1) == "half" => half,
        _ => return None,
    };
    let (end, year) = year::tail(p, at + 2);
    (year != YearOf::Unsaid).then_some((end, Field::Half { year, half }))
}

/// "1980s", "1930's", "'80s", "the sixties".
fn decade(p: Paragraph, at: usize) -> Read<Field> {
    const WORDS: [&str; 8] = ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];
    if let Some(idx) = WORDS.iter().position(|&word| word == p.key(at)) {
        return (p.key_before(at, 1) == "the").then_some((at + 1, Field::Decade(192 + idx as i32)));
    }
    let digits = at + usize::from(p.mark(at, '\'') && p.glued(at + 1));
    let Kind::Number(value, n_digits) = p.kind(digits) else { return None };
    let quote = digits + 1 + usize::from(p.mark(digits + 1, '\'') && p.glued(digits + 1));
    let plural = p.printed(quote) == "s" && p.glued(quote);
    let decade = match (n_digits, value) {
        (4, 1000..=2099) if value % 10 == 0 => i32::try_from(value / 10).ok()?,
        (2, 20..=90) if value % 10 == 0 => 190 + i32::try_from(value / 10).ok()?,
        _ => return None,
    };
    plural.then_some((quote + 1, Field::Decade(decade)))
}

/// "the 20th century", "eighteenth-century", "the 9th century BC".
fn century(p: Paragraph, at: usize) -> Read<Field> {
    let (end, nth) = count::ordinal(p, at)?;
    let unit = end + usize::from(p.hyphen(end));
    if p.kind(unit) != Kind::Unit(Unit::Century) || !(1..=30).contains(&nth) {
        return None;
    }
    let nth = i32::try_from(nth).ok()?;
    let century = |end| (end, Field::Century(nth - 1));
    Some(year::era(p, unit + 1).map_or_else(|| century(unit + 1), |end| (end, Field::Century(-nth))))
}
