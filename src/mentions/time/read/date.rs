//! Dates of the calendar with what stands before them: "early Saturday", "the end of April 1942", "Friday, 5 December".

use super::{Paragraph, Read, count, deixis, stretch, year};
use crate::mentions::time::Modifier;
use crate::mentions::time::expr::{Base, Calendar, Expr, Field, Step, YearOf};
use crate::mentions::time::lex::Kind;
use crate::mentions::time::scale::{Part, Unit};

/// A date with its modifiers.
pub fn calendar(p: Paragraph, at: usize) -> Read<Expr> {
    let (end, calendar) = part_of_date(p, at).or_else(|| modified(p, at)).or_else(|| named(p, at))?;
    Some((end, Expr::Calendar(calendar)))
}

/// "the night of 10 August 1792", "the early morning hours of 30 April", "early in the morning of 29 April 1975".
fn part_of_date(p: Paragraph, at: usize) -> Read<Calendar> {
    let early = p.skip(p.skip(at, &["the"]), &["early", "late"]);
    let modifier = (early > 0).then(|| modifier_of(p.key(early - 1))).flatten().filter(|_| early > at);
    let inner = p.skip(p.skip(early, &["in"]), &["the"]);
    let Kind::Part(part) = p.kind(inner) else { return None };
    let of = p.skip(inner + 1, &["hours"]);
    if !p.is_any(of, &["of", "on"]) {
        return None;
    }
    let (end, date) = date(p, p.skip(of + 1, &["the"])).or_else(|| weekday(p, of + 1))?;
    let whole = date.part.is_none() && date.through.is_none();
    whole.then_some((end, Calendar { part: Some(part), modifier, ..date }))
}

/// A date behind "early", "mid-", "the end of" and the like.
fn modified(p: Paragraph, at: usize) -> Read<Calendar> {
    let (inner, modifier, of) = modifier(p, at)?;
    if let Some((end, date)) = named(p, inner).filter(|(_, date)| date.modifier.is_none()) {
        return Some((end, with_modifier(date, modifier)));
    }
    let deictic = deixis::unit(p, inner).or_else(|| of.then(|| spoken_unit(p, inner)).flatten());
    let (end, date) = deictic?;
    Some((end, Calendar { modifier: Some(modifier), ..date }))
}

/// "early Saturday" is a part of that day, "early May" the start of that month.
fn with_modifier(date: Calendar, modifier: Modifier) -> Calendar {
    let part = match (date.field, modifier) {
        (Field::Weekday(..) | Field::Day { .. }, Modifier::Start) if date.part.is_none() => Some(Part::Morning),
        (Field::Weekday(..) | Field::Day { .. }, Modifier::End) if date.part.is_none() => Some(Part::Evening),
        _ => None,
    };
    match part {
        Some(part) => Calendar { part: Some(part), ..date },
        None => Calendar { modifier: Some(modifier), ..date },
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
    let start = p.skip(at, &["the", "as"]);
    let modifier = modifier_of(p.key(start));
    match p.key(start) {
        "early" | "late" => {
            let joined = start + 1 + usize::from(p.hyphen(start + 1));
            let within = p.skip(joined, &["in", "on"]);
            let the = p.skip(within, &["the"]);
            let end = if p.phrase(joined, &["part", "of"]).is_some() { joined + 2 } else { the };
            Some((end, modifier?, within > joined))
        }
        "earlier" | "later" => Some((p.skip(start + 1, &["in", "on"]), modifier?, p.key(start + 1) == "in")),
        "mid" => {
            let joined = start + 1 + usize::from(p.hyphen(start + 1));
            Some((joined, modifier?, false))
        }
        "start" | "beginning" | "end" | "middle" | "close" if p.key(start + 1) == "of" => {
            let within = start + 2;
            Some((if named(p, within).is_some() { within } else { p.skip(within, &["the"]).min(within) }, modifier?, true))
        }
        "latter" if p.phrase(start + 1, &["part", "of"]).is_some() => Some((start + 3, Modifier::End, true)),
        _ => None,
    }
}

fn modifier_of(key: &str) -> Option<Modifier> {
    match key {
        "early" | "earlier" | "start" | "beginning" => Some(Modifier::Start),
        "mid" | "middle" => Some(Modifier::Mid),
        "late" | "later" | "end" | "close" => Some(Modifier::End),
        _ => None,
    }
}

/// A date, weekday, year, season, decade, century, quarter or half, as named.
fn named(p: Paragraph, at: usize) -> Read<Calendar> {
    weekday(p, at)
        .or_else(|| date(p, at))
        .or_else(|| date(p, at + 1).filter(|(_, date)| p.key(at) == "the" && matches!(date.field, Field::Day { .. })))
        .or_else(|| stretch::stretch(p, at))
        .or_else(|| year::bare(p, at).map(|(end, year)| (end, Field::Year(year).into())))
}

/// A weekday alone, with a part of the day, or with its date.
fn weekday(p: Paragraph, at: usize) -> Read<Calendar> {
    let (weekday, end) = weekday_name(p, at)?;
    let (after_part, part) = match p.kind(end) {
        Kind::Part(part) if !p.key(end).ends_with('s') => (end + 1, Some(part)),
        _ => (end, None),
    };
    let comma = after_part + usize::from(p.mark(after_part, ','));
    if let Some((end, mut calendar)) = date(p, p.skip(comma, &["the"]))
        && let Field::Day { weekday: beside, .. } = &mut calendar.field
    {
        *beside = Some(weekday);
        calendar.part = part;
        return Some((end, calendar));
    }
    if is_abbreviation(p.key(at)) || names_something_else(p, at, after_part) {
        return None;
    }
    Some((after_part, Calendar { part, ..Field::Weekday(weekday, Step::Bare).into() }))
}

/// "Black Monday", "Bloody Sunday", "the Sunday Times".
fn names_something_else(p: Paragraph, at: usize, end: usize) -> bool {
    let named_before = at > 0
        && p.capital_inside(at - 1)
        && p.name(at - 1)
        && matches!(p.printed(at - 1), "Black" | "Bloody" | "Good" | "Holy" | "Ash" | "Palm" | "Easter" | "Super");
    let paper = p.name(end) && matches!(p.printed(end), "Times" | "Telegraph" | "Mirror" | "Express" | "Mail" | "Post" | "Night");
    named_before || paper && p.key_before(at, 1) == "the"
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

/// A day or month of the calendar.
pub fn date(p: Paragraph, at: usize) -> Read<Calendar> {
    numeric(p, at).or_else(|| day_first(p, at)).or_else(|| month_first(p, at))
}

/// The month at a place and the place behind its full stop.
pub fn month_name(p: Paragraph, at: usize) -> Option<(u32, usize)> {
    let Kind::Month(month) = p.kind(at) else { return None };
    let key = p.key(at);
    let point = key.len() <= 4 && p.mark(at + 1, '.') && p.glued(at + 1) && !matches!(p.kind(at + 2), Kind::End) && key != "may";
    let plain = matches!(key, "march" | "may") || key.len() <= 4;
    (p.capital(at) || !plain).then_some((month, at + 1 + usize::from(point)))
}

/// A day of the month in digits or as an ordinal, and whether it was an ordinal.
fn day_number(p: Paragraph, at: usize) -> Option<(usize, u32, bool)> {
    if let Some((end, day)) = count::ordinal(p, at) {
        return (1..=31).contains(&day).then_some((end, day, true));
    }
    let day = p.number(at, 2).filter(|day| (1..=31).contains(day))?;
    let inside_number = p.glued(at) && matches!(p.kind_before(at), Kind::Mark('.' | ',' | ':' | '/' | '$') | Kind::Word);
    (!inside_number).then_some((at + 1, day, false))
}

/// "4 December 2025", "2nd of May", "4-6 December", "4 to 6 December".
fn day_first(p: Paragraph, at: usize) -> Read<Calendar> {
    let (end, first, ordinal) = day_number(p, at)?;
    let (end, last) = range_end(p, end).map_or((end, None), |(end, last)| (end, Some(last)));
    let of = p.skip(end, &["of"]);
    let (month, end) = month_name(p, of)?;
    if of > end || (of == end && ordinal && p.capital(of) && p.name(end)) {
        return None;
    }
    let (end, year) = year::tail(p, end);
    days(end, year, month, first, last)
}

/// The last day of a range, behind its dash or word.
fn range_end(p: Paragraph, at: usize) -> Read<u32> {
    let joins = matches!(p.kind(at), Kind::Mark('-' | '–')) || p.is_any(at, &["to", "and", "through", "until"]);
    if !joins {
        return None;
    }
    let (end, day, _) = day_number(p, at + 1)?;
    Some((end, day))
}

fn days(end: usize, year: YearOf, month: u32, first: u32, last: Option<u32>) -> Read<Calendar> {
    let day = |day| Field::Day { year, month, day, weekday: None };
    let last = last.filter(|&last| last > first);
    Some((end, Calendar { through: last.map(day), ..day(first).into() }))
}

/// "December 4, 2025", "Dec. 4", "Nov 29-30", "December 2025", "December".
fn month_first(p: Paragraph, at: usize) -> Read<Calendar> {
    let (month, end) = month_name(p, at)?;
    let the = p.skip(end, &["the"]);
    if let Some((end, first, ordinal)) =
        day_number(p, the).filter(|&(end, _, ordinal)| (the == end || ordinal || the + 1 == end) && !counted(p, end))
    {
        if the > 0 && p.key(the - 1) == "the" && !ordinal {
            return None;
        }
        let range = range_end(p, end)
            .filter(|&(after, last)| p.key(end) != "and" && last > first && month_name(p, after).is_none() && !counted(p, after));
        let (end, last) = range.map_or((end, None), |(end, last)| (end, Some(last)));
        let (end, year) = year::tail(p, end);
        return days(end, year, month, first, last);
    }
    let (after, year) = year::tail(p, end);
    let whole = year != YearOf::Unsaid || month_alone(p, at, end);
    let end = if year == YearOf::Unsaid { at + 1 } else { after };
    whole.then_some((end, Field::Month { year, month }.into()))
}

/// "June 30%" and "March 20 million" hold no day.
fn counted(p: Paragraph, at: usize) -> bool {
    p.mark(at, '%')
        || matches!(p.printed(at), "percent" | "million" | "billion" | "thousand" | "people" | "km")
        || (p.mark(at, ':') && p.glued(at + 1) && p.number(at + 1, 2).is_some())
}

/// Whether a month's name without day and year is one: not the verbs "march" and "may", nor a person's name.
fn month_alone(p: Paragraph, at: usize, end: usize) -> bool {
    let key = p.key(at);
    if key.len() <= 4 && !matches!(key, "may" | "june" | "july") {
        return false;
    }
    const BEFORE: &[&str] = &[
        "in",
        "of",
        "since",
        "by",
        "from",
        "until",
        "till",
        "through",
        "between",
        "during",
        "before",
        "after",
        "early",
        "late",
        "mid",
        "last",
        "this",
        "next",
        "to",
        "and",
        "or",
        "previous",
        "following",
        "every",
        "each",
        "around",
        "about",
        "on",
    ];
    let led =
        at.checked_sub(1).is_some_and(|before| p.is_any(before, BEFORE) || matches!(p.kind(before), Kind::Mark('-' | '–' | '(' | '/')));
    match key {
        "march" | "may" => led && p.capital(at) && !p.name(end) && !(p.key_before(at, 1) == "the"),
        _ => led || !(p.name(end) || p.capital_inside(at.saturating_sub(1)) && p.name(at.saturating_sub(1))),
    }
}

/// "2025-12-04", "4/12/2025", "04.12.2025".
fn numeric(p: Paragraph, at: usize) -> Read<Calendar> {
    let mark = match p.kind(at + 1) {
        Kind::Mark(mark @ ('-' | '/' | '.')) => mark,
        _ => return None,
    };
    let whole = (at + 1..at + 5).all(|at| p.glued(at))
        && p.mark(at + 3, mark)
        && !(p.glued(at) && matches!(p.kind_before(at), Kind::Mark('/' | '-' | '.')));
    let (Kind::Number(a, n), Kind::Number(b, _), Kind::Number(c, last)) = (p.kind(at), p.kind(at + 2), p.kind(at + 4)) else { return None };
    let (year, month, day) = match (mark, n, last) {
        ('-' | '/', 4, 1..=2) => (a, b, c),
        ('/' | '-', 1..=2, 4) if a > 12 => (c, b, a),
        ('/', 1..=2, 4) => (c, a, b),
        ('.', 1..=2, 4) => (c, b, a),
        _ => return None,
    };
    let year = i32::try_from(year).ok()?;
    let exists = (1000..=2199).contains(&year) && chrono::NaiveDate::from_ymd_opt(year, month, day).is_some();
    let field = Field::Day { year: YearOf::Said(year), month, day, weekday: None };
    (whole && exists).then_some((at + 5, field.into()))
}
