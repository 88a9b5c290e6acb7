//! Dates of the calendar with what stands before them: "early Saturday", "the end of April 1942", "Friday, 5 December".

use super::{Paragraph, Read, count, day, deixis, holiday, stretch, year};
use crate::mentions::time::Modifier;
use crate::mentions::time::expr::{Base, Calendar, Expr, Field, Step};
use crate::mentions::time::lex::Kind;
use crate::mentions::time::scale::{Part, Unit};

/// A date with its modifiers.
pub fn calendar(p: Paragraph, at: usize) -> Read<Expr> {
    let (end, calendar) = part_of_date(p, at).or_else(|| modified(p, at)).or_else(|| named(p, at))?;
    Some((end, Expr::Calendar(calendar)))
}

/// "the night of 10 August 1792", "the early morning hours of 30 April", "the early hours of Tuesday".
fn part_of_date(p: Paragraph, at: usize) -> Read<Calendar> {
    let early = p.skip(p.skip(at, &["the"]), &["early", "late"]);
    let modifier = (early > 0).then(|| modifier_of(p.key(early - 1))).flatten().filter(|_| early > at);
    let inner = p.skip(p.skip(early, &["in"]), &["the"]);
    let part = match p.kind(inner) {
        Kind::Part(part) => part,
        _ if p.key(inner) == "hours" && p.key_before(inner, 1) == "early" => Part::Morning,
        _ => return None,
    };
    let of = p.skip(inner + usize::from(p.key(inner) != "hours"), &["hours"]);
    if !p.is_any(of, &["of", "on"]) {
        return None;
    }
    let (end, date) = day::date(p, p.skip(of + 1, &["the"])).or_else(|| weekday(p, of + 1))?;
    let whole = date.part.is_none() && date.through.is_none();
    whole.then_some((end, Calendar { part: Some(part), modifier, ..date }))
}

/// A date behind "early", "mid-", "the end of" and the like.
fn modified(p: Paragraph, at: usize) -> Read<Calendar> {
    let (inner, modifier, of) = modifier(p, at)?;
    if let Some((end, date)) = named(p, inner).filter(|(_, date)| date.modifier.is_none()) {
        let comparative = p.is_any(p.skip(at, &["the"]), &["earlier", "later"]);
        let part = part_meant(&date, modifier).filter(|_| !comparative);
        return Some((end, Calendar { part: date.part.or(part), modifier: part.is_none().then_some(modifier), ..date }));
    }
    let deictic = deixis::unit(p, inner).or_else(|| of.then(|| spoken_unit(p, inner)).flatten());
    let (end, date) = deictic?;
    Some((end, Calendar { modifier: Some(modifier), ..date }))
}

/// "early Saturday" is a part of that day, "early May" the start of that month.
fn part_meant(date: &Calendar, modifier: Modifier) -> Option<Part> {
    match (date.field, modifier) {
        _ if date.part.is_some() => None,
        (Field::Weekday(..) | Field::WeekdayOf(..) | Field::Day { .. }, Modifier::Start) => Some(Part::Morning),
        (Field::Weekday(..) | Field::WeekdayOf(..) | Field::Day { .. }, Modifier::End) => Some(Part::Evening),
        _ => None,
    }
}

/// "the month", "the year", "the week" behind "the end of".
fn spoken_unit(p: Paragraph, at: usize) -> Read<Calendar> {
    let unit = p.skip(at, &["the", "its", "their", "his", "her"]);
    let Kind::Unit(unit_kind @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century)) = p.kind(unit) else {
        return None;
    };
    let singular = !p.key(unit).ends_with('s');
    let field = Field::Turn { unit: unit_kind, offset: 0, base: Base::Either };
    (singular && unit > at && !p.is_any(unit + 1, &["before", "after", "of"])).then_some((unit + 1, field.into()))
}

/// The modifier at a place, and whether it takes "the month" and its kind.
fn modifier(p: Paragraph, at: usize) -> Option<(usize, Modifier, bool)> {
    let start = p.skip(at, &["the"]);
    let modifier = modifier_of(p.key(start))?;
    let joined = start + 1 + usize::from(p.hyphen(start + 1));
    match p.key(start) {
        "early" | "late" if p.phrase(joined, &["part", "of"]).is_some() => Some((joined + 2, modifier, true)),
        "early" | "late" => {
            let within = p.skip(joined, &["in", "on"]);
            Some((p.skip(within, &["the"]), modifier, within > joined))
        }
        "earlier" | "later" => Some((p.skip(start + 1, &["in", "on"]), modifier, p.key(start + 1) == "in")),
        "mid" => Some((joined, modifier, false)),
        "latter" => Some((p.phrase(start + 1, &["part", "of"])?, modifier, true)),
        _ => (p.key(start + 1) == "of").then_some((start + 2, modifier, true)),
    }
}

fn modifier_of(key: &str) -> Option<Modifier> {
    match key {
        "early" | "earlier" | "start" | "beginning" => Some(Modifier::Start),
        "mid" | "middle" => Some(Modifier::Mid),
        "late" | "later" | "latter" | "end" | "close" => Some(Modifier::End),
        _ => None,
    }
}

/// A date, weekday, year, season, decade, century, quarter or half, as named.
fn named(p: Paragraph, at: usize) -> Read<Calendar> {
    weekday(p, at)
        .or_else(|| holiday::holiday(p, at))
        .or_else(|| day::date(p, at))
        .or_else(|| the_ordinal(p, at))
        .or_else(|| stretch::stretch(p, at))
        .or_else(|| year::years(p, at))
}

/// "the 19th of October 1950": the article belongs to the ordinal; in "the 15 September attack" it belongs to the attack.
fn the_ordinal(p: Paragraph, at: usize) -> Read<Calendar> {
    let ordinal = p.key(at) == "the" && count::ordinal(p, at + 1).is_some();
    ordinal.then(|| day::date(p, at + 1)).flatten().filter(|(_, date)| matches!(date.field, Field::Day { .. }))
}

/// A weekday alone, with a part of the day, or with its date.
fn weekday(p: Paragraph, at: usize) -> Read<Calendar> {
    let (weekday, end) = weekday_name(p, at)?;
    let (after_part, part) = match p.kind(end) {
        Kind::Part(part) if !p.key(end).ends_with('s') => (end + 1, Some(part)),
        _ => (end, None),
    };
    let comma = after_part + usize::from(p.mark(after_part, ','));
    if let Some((end, mut calendar)) = day::date(p, p.skip(comma, &["the"]))
        && let Field::Day { weekday: beside, .. } = &mut calendar.field
    {
        *beside = Some(weekday);
        calendar.part = part;
        return Some((end, calendar));
    }
    if is_abbreviation(p.key(at)) || names_something_else(p, at, after_part) {
        return None;
    }
    let (end, field) = match (week_beside(p, after_part), step_behind(p, after_part)) {
        (Some((end, weeks)), _) => (end, Field::WeekdayOf(weekday, weeks)),
        (None, Some((end, step))) => (end, Field::Weekday(weekday, step)),
        (None, None) => (after_part, Field::Weekday(weekday, step_beside(p, at, after_part))),
    };
    Some((end, Calendar { part, ..field.into() }))
}

/// "Saturday of next week", "Tuesday this week".
fn week_beside(p: Paragraph, end: usize) -> Read<i32> {
    let of = p.skip(end, &["of"]);
    let weeks = match p.key(of) {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    (p.key(of + 1) == "week").then_some((of + 2, weeks))
}

/// "on Saturday last, …", "will rule on Thursday next."
fn step_behind(p: Paragraph, end: usize) -> Read<Step> {
    let step = match p.key(end) {
        "last" => Step::Last,
        "next" => Step::Next,
        _ => return None,
    };
    matches!(p.kind(end + 1), Kind::End | Kind::Mark(',' | '.' | ';' | ':' | ')' | '!' | '?')).then_some((end + 1, step))
}

/// "the Sunday before the vote" is beside something that this room cannot date.
fn step_beside(p: Paragraph, at: usize, end: usize) -> Step {
    let beside = p.key_before(at, 1) == "the" && p.is_any(end, &["before", "after"]);
    if beside { Step::Event } else { Step::Bare }
}

/// "Black Monday", "Bloody Sunday", "the Sunday Times".
fn names_something_else(p: Paragraph, at: usize, end: usize) -> bool {
    const DAYS: [&str; 8] = ["Black", "Bloody", "Good", "Holy", "Ash", "Palm", "Easter", "Super"];
    const PAPERS: [&str; 6] = ["Times", "Telegraph", "Mirror", "Express", "Mail", "Post"];
    let named = at.checked_sub(1).is_some_and(|before| DAYS.contains(&p.printed(before)));
    named || PAPERS.contains(&p.printed(end))
}

fn is_abbreviation(key: &str) -> bool {
    matches!(key, "mon" | "tue" | "tues" | "wed" | "thu" | "thur" | "thurs" | "fri" | "sat" | "sun")
}

/// The weekday at a place, one day and not all of its kind, and the place behind its full stop.
pub fn weekday_name(p: Paragraph, at: usize) -> Option<(chrono::Weekday, usize)> {
    let Kind::Weekday(weekday) = p.kind(at) else { return None };
    let key = p.key(at);
    let plural = key.ends_with("days");
    let point = is_abbreviation(key) && p.mark(at + 1, '.') && p.glued(at + 1);
    (p.capital(at) && !plural).then_some((weekday, at + 1 + usize::from(point)))
}
