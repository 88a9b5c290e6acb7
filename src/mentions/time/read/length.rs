//! Lengths of time, and the same lengths reckoned from somewhere: "five hours", "two days later", "a year ago".

use super::{Paragraph, Read, count, date};
use crate::mentions::time::Modifier;
use crate::mentions::time::expr::{Base, Expr, Length, Origin, Shift};
use crate::mentions::time::lex::Kind;
use crate::mentions::time::scale::{Count, Unit};

/// "five hours", "nearly five-hour", "another seven months", "decades".
pub fn length(p: Paragraph, at: usize) -> Read<Expr> {
    let (end, length) = measured(p, at).or_else(|| bare_plural(p, at)).or_else(|| long(p, at))?;
    Some((end, Expr::Length(length)))
}

/// A length with "ago", "later", "before" and their kind.
pub fn shift(p: Paragraph, at: usize) -> Read<Expr> {
    let (end, length) = measured(p, at).or_else(|| plural(p, at))?;
    let back = matches!(p.key(end), "ago" | "earlier" | "before" | "prior" | "previously");
    let (end, from) = match p.key(end) {
        "ago" => (p.skip(end + 1, &["today"]), Origin::Base(Base::Publication)),
        "earlier" | "later" | "previously" => (end + 1, Origin::Base(Base::Narrative)),
        "hence" => (end + 1, Origin::Base(Base::Publication)),
        "from" if p.is_any(end + 1, &["now", "today"]) => (end + 2, Origin::Base(Base::Publication)),
        "before" | "after" | "prior" => beside(p, at, end)?,
        _ => return None,
    };
    Some((end, Expr::Shift(Shift { count: length.count, unit: length.unit, back, from, modifier: length.modifier })))
}

/// What follows "before" or "after": nothing, a date, or an event.
fn beside(p: Paragraph, at: usize, end: usize) -> Read<Origin> {
    if p.is_any(at.wrapping_sub(1), &["for", "within", "in", "during"]) {
        return None;
    }
    let next = p.skip(end + 1, &["to"]);
    if let Some((end, Expr::Calendar(calendar))) = date::calendar(p, next) {
        return Some((end, Origin::Date(Box::new(calendar))));
    }
    match p.kind(end + 1) {
        Kind::End | Kind::Mark(_) => Some((end + 1, Origin::Base(Base::Narrative))),
        _ => Some((next, Origin::Event)),
    }
}

/// Modifiers, a number and a unit.
pub fn measured(p: Paragraph, at: usize) -> Read<Length> {
    let (start, modifier) = modifiers(p, at);
    let (end, length) = half_unit(p, start).or_else(|| counted(p, start)).or_else(|| single(p, start))?;
    Some((end, Length { modifier, ..length }))
}

/// Words before the number that belong to the expression.
fn modifiers(p: Paragraph, at: usize) -> (usize, Option<Modifier>) {
    match (p.key(at), p.key(at + 1), p.key(at + 2)) {
        ("a", _, _) if p.printed(at + 1) == "little" && p.key(at + 2) == "more" => (at + 4, Some(Modifier::MoreThan)),
        ("more" | "longer", "than", _) => (at + 2, Some(Modifier::MoreThan)),
        ("at", "least", _) => (at + 2, Some(Modifier::MoreThan)),
        ("less", "than", _) | ("at", "most", _) | ("up", "to", _) | ("close", "to", _) => (at + 2, Some(Modifier::LessThan)),
        ("over", _, _) => (at + 1, Some(Modifier::MoreThan)),
        ("nearly" | "almost" | "under", _, _) => (at + 1, Some(Modifier::LessThan)),
        ("about" | "around" | "approximately" | "roughly" | "some", _, _) => (at + 1, Some(Modifier::Approx)),
        ("just", "over" | "under" | "more" | "less", _) => modifiers(p, at + 1),
        ("just" | "only" | "another" | "further" | "additional", _, _) => (at + 1, None),
        ("a", "further" | "mere" | "full" | "additional", _) => (at + 2, None),
        _ => (at, None),
    }
}

/// "half an hour", "half a century".
fn half_unit(p: Paragraph, at: usize) -> Read<Length> {
    if p.key(at) != "half" {
        return None;
    }
    let unit = if p.hyphen(at + 1) { at + 2 } else { p.skip(at + 1, &["a", "an"]) };
    let (count, half) = match p.kind(unit) {
        Kind::Unit(Unit::Hour) => (Count::Exact(30), Unit::Minute),
        Kind::Unit(Unit::Day) => (Count::Exact(12), Unit::Hour),
        Kind::Unit(Unit::Year) => (Count::Exact(6), Unit::Month),
        Kind::Unit(Unit::Decade) => (Count::Exact(5), Unit::Year),
        Kind::Unit(Unit::Century) => (Count::Exact(50), Unit::Year),
        _ => return None,
    };
    (unit > at + 1).then_some((unit + 1, Length { count, unit: half, modifier: None, within: None }))
}

/// Words that may stand between a number and its unit.
const BETWEEN: &[&str] = &[
    "consecutive",
    "full",
    "whole",
    "straight",
    "working",
    "trading",
    "business",
    "calendar",
    "bloody",
    "long",
    "short",
    "more",
    "additional",
    "further",
    "brutal",
];

fn counted(p: Paragraph, at: usize) -> Read<Length> {
    let (end, count) = count::count(p, at)?;
    let joined = p.hyphen(end);
    let noun = if joined { end + 1 } else { p.skip(end, BETWEEN) };
    let (unit_end, unit) = unit(p, noun)?;
    let suits = joined || p.key(noun).ends_with('s') || count == Count::Exact(1) || singular_suits(p, at, noun);
    let rest = tail(p, unit_end)?;
    let fraction = unit == Unit::Quarter && p.key(unit_end) == "of";
    (suits && !fraction && !inside_a_name(p, at, noun) && !is_clock_hour(p, noun))
        .then_some((rest, Length { count, unit, modifier: None, within: None }))
}

/// "a ten year old law": a number in words or digits directly before a unit in the singular.
fn singular_suits(p: Paragraph, at: usize, noun: usize) -> bool {
    noun == at + 1 && matches!(p.kind(at), Kind::Cardinal(_) | Kind::Number(..)) && matches!(p.kind(noun + 1), Kind::Word | Kind::End)
}

/// "Seven Days Battles", "Six-Day War": a name, whose length says nothing.
fn inside_a_name(p: Paragraph, at: usize, noun: usize) -> bool {
    p.capital(noun) && p.capital_inside(at)
}

/// "0300 hours" is a time of day.
fn is_clock_hour(p: Paragraph, noun: usize) -> bool {
    p.key(noun) == "hours" && matches!(p.kind_before(noun), Kind::Number(_, 4))
}

/// What may follow a unit: "-long" belongs to it; "-old" makes it an age, which is no time.
fn tail(p: Paragraph, end: usize) -> Option<usize> {
    let after = if p.hyphen(end) { end + 1 } else { end };
    if p.key(after) == "old" || p.phrase(after, &["of", "age"]).is_some() {
        return None;
    }
    let long = p.key(after) == "long" && after > end;
    Some(if long { after + 1 } else { end })
}

/// "a week", "an hour", "one-year" without a number.
fn single(p: Paragraph, at: usize) -> Read<Length> {
    if !matches!(p.key(at), "a" | "an") {
        return None;
    }
    let noun = p.skip(at + 1, &["full", "whole", "single", "further"]);
    let (end, unit) = unit(p, noun)?;
    if p.key(noun).ends_with('s') || p.capital_inside(noun) || p.hyphen(end) || unit == Unit::Quarter {
        return None;
    }
    let half = p.phrase(end, &["and", "a", "half"]);
    let count = if half.is_some() { Count::AndHalf(1) } else { Count::Exact(1) };
    Some((half.unwrap_or(end), Length { count, unit, modifier: None, within: None }))
}

fn unit(p: Paragraph, at: usize) -> Read<Unit> {
    match p.kind(at) {
        Kind::Unit(unit) => Some((at + 1, unit)),
        _ => None,
    }
}

/// Words before a unit in the plural that make it a length: "for months", "within days".
const LED: &[&str] = &["for", "in", "within", "after", "over", "of", "last", "few"];

fn bare_plural(p: Paragraph, at: usize) -> Read<Length> {
    let (end, length) = plural(p, at)?;
    let long = p.hyphen(end) && p.key(end + 1) == "long";
    let led =
        at.checked_sub(1).is_some_and(|before| p.is_any(before, LED) || matches!(p.printed(before), "took" | "take" | "lasted" | "spent"));
    match (long, led) {
        (true, _) => Some((end + 2, length)),
        (_, true) if p.key(end) != "of" || p.key_before(at, 1) != "of" => Some((end, length)),
        _ => None,
    }
}

/// "weeklong", "a month-long truce".
fn long(p: Paragraph, at: usize) -> Read<Length> {
    let (end, unit) = match p.kind(at) {
        Kind::Long(unit) => (at + 1, unit),
        Kind::Unit(unit) if p.hyphen(at + 1) && p.key(at + 2) == "long" => (at + 3, unit),
        _ => return None,
    };
    let count = if p.key(at).contains("slong") { Count::Some } else { Count::Exact(1) };
    Some((end, Length { count, unit, modifier: None, within: None }))
}

/// A unit in the plural without a number.
fn plural(p: Paragraph, at: usize) -> Read<Length> {
    let (end, unit) = unit(p, at)?;
    let free = !matches!(p.kind_before(at), Kind::Number(..) | Kind::Cardinal(_)) && !p.capital_inside(at);
    (p.key(at).ends_with('s') && free && unit != Unit::Quarter)
        .then_some((end, Length { count: Count::Some, unit, modifier: None, within: None }))
}
