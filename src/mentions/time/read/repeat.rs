//! Times that recur: "every day", "daily", "on Mondays", "twice a week".

use super::{Paragraph, Read, count};
use crate::mentions::time::expr::Expr;
use crate::mentions::time::lex::Kind;
use crate::mentions::time::scale::{Count, Unit};

/// A set of times, as its TIMEX3 value.
pub fn repeat(p: Paragraph, at: usize) -> Read<Expr> {
    let (end, value) = every(p, at).or_else(|| adverb(p, at)).or_else(|| rate(p, at)).or_else(|| weekdays(p, at))?;
    Some((end, Expr::Repeat(value)))
}

/// "every day", "each Monday", "every two weeks", "every other month".
fn every(p: Paragraph, at: usize) -> Read<String> {
    if !p.is_any(at, &["every", "each"]) {
        return None;
    }
    let other = p.key(at + 1) == "other";
    let (noun, n) = match count::count(p, at + 1) {
        Some((end, count)) => (end, count),
        None => (at + 1 + usize::from(other), Count::Exact(1 + u32::from(other))),
    };
    let value = match p.kind(noun) {
        Kind::Unit(unit) => unit.duration(n),
        Kind::Weekday(weekday) => format!("XXXX-WXX-{}", weekday.number_from_monday()),
        Kind::Part(part) => format!("XXXX-XX-XXT{}", part.code()),
        Kind::Season(season) => format!("XXXX-{}", season.code()),
        Kind::Month(month) => format!("XXXX-{month:02}"),
        _ => return None,
    };
    Some((noun + 1, value))
}

fn adverb(p: Paragraph, at: usize) -> Read<String> {
    let unit = match p.key(at) {
        "hourly" => Unit::Hour,
        "daily" | "nightly" => Unit::Day,
        "weekly" => Unit::Week,
        "monthly" => Unit::Month,
        "quarterly" => Unit::Quarter,
        "yearly" | "annually" => Unit::Year,
        _ => return None,
    };
    (!p.capital_inside(at)).then(|| (at + 1, unit.duration(Count::Exact(1))))
}

/// "per day"; "a year" behind a number of things or of times.
fn rate(p: Paragraph, at: usize) -> Read<String> {
    let Kind::Unit(unit) = p.kind(at + 1) else { return None };
    let per = p.key(at) == "per";
    let is_number = |back: usize| at.checked_sub(back).is_some_and(|at| matches!(p.kind(at), Kind::Number(..) | Kind::Cardinal(_)));
    let of_things = is_number(2) && p.kind_before(at) == Kind::Word;
    let times = p.is_any(at.wrapping_sub(1), &["once", "twice", "times"]) || is_number(1) || of_things;
    let a = matches!(p.key(at), "a" | "an") && times;
    ((per || a) && !p.key(at + 1).ends_with('s')).then(|| (at + 2, unit.duration(Count::Exact(1))))
}

/// "Mondays".
fn weekdays(p: Paragraph, at: usize) -> Read<String> {
    let Kind::Weekday(weekday) = p.kind(at) else { return None };
    (p.capital(at) && p.key(at).ends_with("days")).then(|| (at + 1, format!("XXXX-WXX-{}", weekday.number_from_monday())))
}
