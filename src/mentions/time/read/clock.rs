//! Times of the day: "10:57", "3:00 a.m.", "08:30 UTC", "6 p.m. Tuesday", "that night", "midnight".

use super::{Paragraph, Read, date, deixis};
use crate::mentions::time::expr::{Base, Calendar, Clock, Expr, Field};
use crate::mentions::time::lex::Kind;
use crate::mentions::time::scale::Unit;

/// A time of the day, with the day that stands beside it.
pub fn clock(p: Paragraph, at: usize) -> Read<Expr> {
    let (end, calendar) = told(p, at).or_else(|| part(p, at))?;
    Some((end, Expr::Calendar(calendar)))
}

fn told(p: Paragraph, at: usize) -> Read<Calendar> {
    let (end, clock, sure) = hands(p, at)?;
    let (end, zone) = zone(p, end).map_or((end, None), |(end, zone)| (end, Some(zone)));
    let dated = p.key(end) == "on" && date::calendar(p, end + 1).is_some();
    if !sure && zone.is_none() && !dated && !led(p, at) {
        return None;
    }
    let day = day_beside(p, end);
    let (end, field) = day.unwrap_or((end, Field::Turn { unit: Unit::Day, offset: 0, base: Base::Either }));
    Some((end, Calendar { clock: Some(Clock { zone, ..clock }), ..field.into() }))
}

/// The day directly behind a time: "16:00 UTC today", "6 p.m. Tuesday", "2:30 the next day".
fn day_beside(p: Paragraph, at: usize) -> Read<Field> {
    let comma = at + usize::from(p.mark(at, ','));
    let (end, calendar) = deixis::unit(p, comma).or_else(|| {
        date::weekday_name(p, comma).map(|(weekday, end)| (end, Field::Weekday(weekday, crate::mentions::time::expr::Step::Bare).into()))
    })?;
    let single = matches!(calendar.field, Field::Turn { unit: Unit::Day, .. } | Field::Weekday(..)) && calendar.part.is_none();
    single.then_some((end, calendar.field))
}

/// Words before a bare "10:57" that make it a time of day; in columns and bullets of clock times none does.
fn led(p: Paragraph, at: usize) -> bool {
    let begins_line = |at: usize| p.tokens.get(at).is_some_and(|token| token.line);
    let Some(before) = at.checked_sub(1).filter(|&before| !begins_line(at) && !begins_line(before)) else { return false };
    p.is_any(before, &["at", "by", "around", "about", "from", "until", "to", "after", "before", "between", "since", "till"])
        || matches!(p.kind(before), Kind::Mark('(' | '-' | '–') | Kind::Weekday(_))
}

/// Hour and minute, and whether the words leave no doubt that they are.
fn hands(p: Paragraph, at: usize) -> Option<(usize, Clock, bool)> {
    if p.glued(at) && matches!(p.kind_before(at), Kind::Mark(':' | '.' | ',' | '/' | '$') | Kind::Word) {
        return None;
    }
    military(p, at).or_else(|| colon(p, at)).or_else(|| whole_hour(p, at))
}

/// "0300 hours", "0800 UTC".
fn military(p: Paragraph, at: usize) -> Option<(usize, Clock, bool)> {
    let Kind::Number(value, 4) = p.kind(at) else { return None };
    let clock = Clock { hour: value / 100, minute: Some(value % 100), zone: None };
    let hours = p.is_any(at + 1, &["hours", "hrs", "hr"]) && value < 2500;
    let zone = p.is_any(at + 1, &["utc", "gmt"]) || p.phrase(at + 1, &["local", "time"]).is_some();
    (exists(clock) && (hours || zone)).then_some((at + 1 + usize::from(hours), clock, true))
}

/// "10:57", "05:30hrs", "6:40 p.m.", "6.40pm".
fn colon(p: Paragraph, at: usize) -> Option<(usize, Clock, bool)> {
    let hour = p.number(at, 2)?;
    let Kind::Mark(mark @ (':' | '.')) = p.kind(at + 1) else { return None };
    let Kind::Number(minute, 2) = p.kind(at + 2) else { return None };
    if !(p.glued(at + 1) && p.glued(at + 2)) {
        return None;
    }
    let seconds = p.mark(at + 3, ':') && p.glued(at + 3) && p.number(at + 4, 2).is_some();
    let end = at + 3 + 2 * usize::from(seconds);
    let (end, hour, sure) = match half_of_day(p, end) {
        Some((end, afternoon)) => (end, twelve_hours(hour, afternoon)?, true),
        None if mark == ':' || p.is_any(end, &["hrs", "hr"]) => (p.skip(end, &["hrs", "hr", "hours"]), hour, p.is_any(end, &["hrs", "hr"])),
        None => return None,
    };
    let clock = Clock { hour, minute: Some(minute), zone: None };
    exists(clock).then_some((end, clock, sure))
}

/// "11 a.m.", "3 o'clock".
fn whole_hour(p: Paragraph, at: usize) -> Option<(usize, Clock, bool)> {
    let hour = p.number(at, 2).or_else(|| super::count::cardinal(p, at).map(|(_, n)| n)).filter(|hour| (1..=12).contains(hour))?;
    if let Some((end, afternoon)) = half_of_day(p, at + 1) {
        return Some((end, Clock { hour: twelve_hours(hour, afternoon)?, minute: Some(0), zone: None }, true));
    }
    let spelt = p.key(at + 1) == "o" && p.mark(at + 2, '\'') && p.key(at + 3) == "clock";
    spelt.then_some((at + 4, Clock { hour, minute: Some(0), zone: None }, true))
}

/// "a.m." and its kind; true after noon.
fn half_of_day(p: Paragraph, at: usize) -> Read<bool> {
    match p.key(at) {
        "am" => Some((at + 1, false)),
        "pm" => Some((at + 1, true)),
        half @ ("a" | "p") if p.mark(at + 1, '.') && p.glued(at + 1) && p.key(at + 2) == "m" && p.glued(at + 2) => {
            let end = at + 3 + usize::from(p.mark(at + 3, '.') && p.glued(at + 3));
            Some((end, half == "p"))
        }
        _ => None,
    }
}

fn twelve_hours(hour: u32, afternoon: bool) -> Option<u32> {
    match (hour, afternoon) {
        (12, false) => Some(0),
        (12, true) => Some(12),
        (1..=11, _) => Some(hour + 12 * u32::from(afternoon)),
        _ => None,
    }
}

fn exists(clock: Clock) -> bool {
    clock.hour <= 24 && clock.minute.is_none_or(|minute| minute < 60)
}

/// "UTC", "GMT +8", "(GMT +8)", in minutes east of Greenwich. "IST" has three meanings and tells nothing.
fn zone(p: Paragraph, at: usize) -> Read<i32> {
    let open = at + usize::from(p.mark(at, '('));
    let minutes = match p.key(open) {
        "utc" | "gmt" => 0,
        "bst" | "cet" => 60,
        "cest" | "eet" => 120,
        "eest" => 180,
        "est" => -300,
        "edt" => -240,
        "pst" => -480,
        "pdt" => -420,
        _ => return None,
    };
    let (end, minutes) = match (p.kind(open + 1), p.number(open + 2, 2)) {
        (Kind::Mark('+'), Some(hours @ 0..=14)) => (open + 3, minutes + 60 * i32::try_from(hours).ok()?),
        (Kind::Mark('-' | '–'), Some(hours @ 0..=12)) if p.glued(open + 2) => (open + 3, minutes - 60 * i32::try_from(hours).ok()?),
        _ => (open + 1, minutes),
    };
    match (open > at, p.mark(end, ')')) {
        (true, true) => Some((end + 1, minutes)),
        (true, false) => None,
        (false, _) => Some((end, minutes)),
    }
}

/// "the morning", "overnight", "midnight", "at night": a part of a day that the text names elsewhere or not at all.
fn part(p: Paragraph, at: usize) -> Read<Calendar> {
    let the = p.skip(at, &["the"]);
    let Kind::Part(part) = p.kind(the) else { return None };
    let plural = p.key(the).ends_with('s');
    if plural || p.capital_inside(the) || p.name(the + 1) {
        return None;
    }
    let general = p.key(the) == "night" && p.key_before(the, 1) == "at"
        || p.hyphen(the + 1)
        || !(the > at || p.is_any(the, &["overnight", "midnight", "noon", "dawn"]));
    let day = Field::Turn { unit: Unit::Day, offset: 0, base: Base::Either };
    let field = if general { Field::AnyDay } else { day };
    Some((the + 1, Calendar { part: Some(part), ..field.into() }))
}
