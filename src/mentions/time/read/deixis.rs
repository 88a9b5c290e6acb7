//! Times that point: "today", "last week", "the following day", "that same year", "the day before".

use super::{Paragraph, Read, count, date, day, year};
use crate::mentions::time::Modifier;
use crate::mentions::time::expr::{Base, Calendar, Expr, Field, Length, Step, Within, YearOf};
use crate::mentions::time::lex::Kind;
use crate::mentions::time::scale::{Count, Part, Unit};

/// A pointing word with what it points at.
pub fn deixis(p: Paragraph, at: usize) -> Read<Expr> {
    counted(p, at).or_else(|| unit(p, at).map(|(end, calendar)| (end, Expr::Calendar(calendar))))
}

/// "today", "yesterday evening", "last week", "next Friday", "that afternoon".
pub fn unit(p: Paragraph, at: usize) -> Read<Calendar> {
    day_word(p, at).or_else(|| weekend(p, at)).or_else(|| stepped(p, at))
}

fn day_word(p: Paragraph, at: usize) -> Read<Calendar> {
    let (offset, part) = match p.key(at) {
        "today" => (0, None),
        "tonight" => (0, Some(Part::Night)),
        "yesterday" => (-1, None),
        "tomorrow" => (1, None),
        _ => return None,
    };
    if p.capital_inside(at) && p.name(at.saturating_sub(1)) {
        return None;
    }
    let day = Calendar { part, ..turn(Unit::Day, offset, Base::Publication) };
    match p.kind(at + 1) {
        Kind::Part(part) => Some((at + 2, Calendar { part: Some(part), ..day })),
        _ => Some((at + 1, day)),
    }
}

/// "the weekend".
fn weekend(p: Paragraph, at: usize) -> Read<Calendar> {
    let end = p.phrase(at, &["the", "weekend"])?;
    Some((end, Field::Weekend(Step::Bare).into()))
}

fn turn(unit: Unit, offset: i32, base: Base) -> Calendar {
    Field::Turn { unit, offset, base }.into()
}

/// The step that words such as "last" or "the following" take, and the place behind them.
fn step(p: Paragraph, at: usize) -> Option<(usize, Step)> {
    let the = p.skip(at, &["the"]);
    let with_article = the > at;
    let step = match p.key(the) {
        "last" | "past" => Step::Last,
        "next" if with_article => Step::Following,
        "next" | "coming" | "upcoming" => Step::Next,
        "previous" | "preceding" => Step::Previous,
        "following" => Step::Following,
        "this" | "current" => Step::This,
        "that" | "same" => Step::Same,
        _ => return None,
    };
    let end = match (p.key(the), p.key(the + 1)) {
        ("this", "past" | "last") => return Some((the + 2, Step::Last)),
        ("this", "coming" | "next") => return Some((the + 2, Step::Next)),
        ("that" | "this", "same" | "very") => the + 2,
        _ => the + 1,
    };
    Some((end, step))
}

fn stepped(p: Paragraph, at: usize) -> Read<Calendar> {
    let (noun, step) = step(p, at)?;
    let past_unit = p.key(noun - 1) == "past" && p.key_before(noun, 2) != "this";
    match p.kind(noun) {
        Kind::Unit(_) if past_unit || p.key(noun).ends_with('s') => None,
        Kind::Unit(Unit::Decade | Unit::Century) if step == Step::Following => None,
        Kind::Unit(unit) if !unit.is_clock() => Some((noun + 1, unit_turn(unit, step))),
        Kind::Part(part) if !p.key(noun).ends_with('s') => Some((noun + 1, day_part(part, step))),
        Kind::Season(season) => Some((noun + 1, Field::Season { year: year_of(step), season }.into())),
        Kind::Month(_) => {
            let (month, end) = day::month_name(p, noun)?;
            Some((end, Field::Month { year: year_of(step), month }.into()))
        }
        Kind::Weekday(_) => weekday(p, noun, step),
        _ if p.key(noun) == "weekend" => Some((noun + 1, Field::Weekend(step).into())),
        _ => None,
    }
}

fn unit_turn(unit: Unit, step: Step) -> Calendar {
    let (offset, base) = offset(step);
    turn(unit, offset, if unit == Unit::Day && step == Step::This { Base::Either } else { base })
}

/// How many units on, and from which day.
fn offset(step: Step) -> (i32, Base) {
    match step {
        Step::Last => (-1, Base::Publication),
        Step::This | Step::Bare | Step::Event => (0, Base::Publication),
        Step::Next => (1, Base::Publication),
        Step::Previous => (-1, Base::Narrative),
        Step::Same => (0, Base::Narrative),
        Step::Following => (1, Base::Narrative),
    }
}

fn day_part(part: Part, step: Step) -> Calendar {
    let (offset, base) = offset(step);
    Calendar { part: Some(part), ..turn(Unit::Day, offset, base) }
}

fn year_of(step: Step) -> YearOf {
    match step {
        Step::This => YearOf::Turn(0, Base::Publication),
        Step::Same => YearOf::Turn(0, Base::Narrative),
        step => YearOf::Nearest(step),
    }
}

fn weekday(p: Paragraph, at: usize, step: Step) -> Read<Calendar> {
    let (weekday, end) = date::weekday_name(p, at)?;
    let calendar = Field::Weekday(weekday, step).into();
    match p.kind(end) {
        Kind::Part(part) => Some((end + 1, Calendar { part: Some(part), ..calendar })),
        _ => Some((end, calendar)),
    }
}

/// "the past two years", "the next few months": lengths, not dates.
fn counted(p: Paragraph, at: usize) -> Read<Expr> {
    const STARTS: &[&str] = &["last", "past", "next", "following", "previous", "preceding", "coming", "final", "first", "intervening"];
    let the = p.skip(p.skip(at, &["the"]), &["this"]);
    if let Some(read) = piece(p, at) {
        return Some(read);
    }
    if !p.is_any(the, STARTS) || is_verb(p, the) {
        return None;
    }
    if let Some((end, count)) = count::count(p, the + 1) {
        let noun = p.skip(end, &["trading", "working", "business", "calendar", "full", "consecutive"]);
        let Kind::Unit(unit) = p.kind(noun) else { return None };
        return Some((noun + 1, length(count, unit, None)));
    }
    let Kind::Unit(unit) = p.kind(the + 1) else { return None };
    if p.key(the + 1).ends_with('s') {
        return (the > at).then(|| (the + 2, length(Count::Some, unit, None)));
    }
    let span = match p.key(the) {
        "past" => true,
        "following" | "next" if the > at => matches!(unit, Unit::Decade | Unit::Century),
        _ => false,
    };
    span.then(|| (the + 2, length(Count::Exact(1), unit, None)))
}

/// "will last 72 hours".
fn is_verb(p: Paragraph, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |before| p.printed(before));
    p.key(at) == "last" && matches!(before, "to" | "will" | "would" | "could" | "can" | "may" | "might" | "should" | "must" | "not")
}

/// "the last week of August", "the first ten months of 1915", "the second week of May".
fn piece(p: Paragraph, at: usize) -> Read<Expr> {
    let nth = p.skip(at, &["the"]);
    let (from_end, skipped) = match (p.kind(nth), p.key(nth)) {
        (_, "last" | "final") => (true, 0),
        (Kind::Ordinal(n @ 1..=5), _) => (false, n - 1),
        _ => return None,
    };
    let (noun, count) = count::count(p, nth + 1).unwrap_or((nth + 1, Count::Exact(1)));
    let Kind::Unit(unit) = p.kind(noun) else { return None };
    let plural = p.key(noun).ends_with('s');
    let count = if plural && noun == nth + 1 { Count::Some } else { count };
    let (end, field) = of_date(p, noun + 1)?;
    let divides = plural || matches!(unit, Unit::Week | Unit::Month) || skipped == 0 && from_end;
    (divides && unit != Unit::Quarter).then(|| (end, length(count, unit, Some(Within { field, skipped, from_end }))))
}

/// "of August", "of 1915".
fn of_date(p: Paragraph, at: usize) -> Read<Field> {
    if p.key(at) != "of" {
        return None;
    }
    if let Some(year) = year::four_digits(p, at + 1) {
        return Some((at + 2, Field::Year(year)));
    }
    let (end, date) = day::date(p, at + 1)?;
    matches!(date.field, Field::Month { .. }).then_some((end, date.field))
}

fn length(count: Count, unit: Unit, within: Option<Within>) -> Expr {
    Expr::Length(Length { count, unit, modifier: None, within })
}

/// "the week of 1 December", "the week beginning Dec. 1".
fn week_of(p: Paragraph, at: usize) -> Read<Calendar> {
    let week = p.skip(at, &["the"]);
    let joins = p.key(week + 1) == "of" || matches!(p.printed(week + 1), "beginning" | "starting" | "ending");
    if p.key(week) != "week" || !joins {
        return None;
    }
    match day::date(p, week + 2)? {
        (end, Calendar { field: Field::Day { year, month, day, .. }, through: None, .. }) => {
            Some((end, Field::WeekOf { year, month, day }.into()))
        }
        _ => None,
    }
}

/// "third consecutive day", "a fifth straight week": the unit that holds the day spoken about.
fn consecutive(p: Paragraph, at: usize) -> Read<Calendar> {
    let (end, _) = count::ordinal(p, p.skip(at, &["a", "the"]))?;
    let Kind::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year)) = p.kind(end + 1) else { return None };
    let follows = p.is_any(end, &["consecutive", "straight", "successive"]) && !p.key(end + 1).ends_with('s');
    follows.then(|| (end + 2, turn(unit, 0, Base::Either)))
}

/// "the day before yesterday", "the following day", "the year before", "the day after", "later that day", "month's end".
pub fn neighbour(p: Paragraph, at: usize) -> Read<Expr> {
    let (end, calendar) = beside_day_word(p, at)
        .or_else(|| before_or_after(p, at))
        .or_else(|| consecutive(p, at))
        .or_else(|| week_of(p, at))
        .or_else(|| end_of_unit(p, at))
        .or_else(|| day_of_month(p, at))
        .or_else(|| early_next_morning(p, at))?;
    Some((end, Expr::Calendar(calendar)))
}

fn beside_day_word(p: Paragraph, at: usize) -> Read<Calendar> {
    let the = p.skip(at, &["the"]);
    let offset = match (p.key(the), p.key(the + 1), p.key(the + 2)) {
        ("day", "before", "yesterday") => -2,
        ("day", "after", "tomorrow") => 2,
        _ => return None,
    };
    Some((the + 3, turn(Unit::Day, offset, Base::Publication)))
}

/// "the day before", "the year after": beside the time spoken about; beside an event that follows, the words leave it open.
fn before_or_after(p: Paragraph, at: usize) -> Read<Calendar> {
    let Kind::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year)) = p.kind(at + 1) else { return None };
    if p.key(at) != "the" || p.key(at + 1).ends_with('s') {
        return None;
    }
    let offset = match p.key(at + 2) {
        "before" => -1,
        "after" | "following" => 1,
        _ => return None,
    };
    let ends = matches!(p.kind(at + 3), Kind::End | Kind::Mark(_)) || p.is_any(at + 3, &["in", "at", "on", "by", "and", "to"]);
    ends.then(|| (at + 3, turn(unit, offset, Base::Narrative)))
}

/// "month's end", "year-end".
fn end_of_unit(p: Paragraph, at: usize) -> Read<Calendar> {
    let Kind::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year)) = p.kind(at) else { return None };
    let end = match (p.kind(at + 1), p.printed(at + 2), p.key(at + 3)) {
        (Kind::Mark('\''), "s", "end") => at + 4,
        (Kind::Mark('-'), "end", _) if p.hyphen(at + 1) => at + 3,
        _ => return None,
    };
    Some((end, Calendar { modifier: Some(Modifier::End), ..turn(unit, 0, Base::Either) }))
}

/// "the 15th", "the 4th of that month", "the second of this month", "on the twenty-fourth".
fn day_of_month(p: Paragraph, at: usize) -> Read<Calendar> {
    let (end, day) = count::ordinal(p, at + 1).filter(|_| p.key(at) == "the")?;
    let counted = matches!(p.kind(at + 1), Kind::Number(..)) || day > 12;
    let digits = counted && (1..=31).contains(&day);
    let on = matches!(p.key_before(at, 1), "on" | "by" | "until" | "from" | "since");
    if let Some(of) = ["that", "the", "this"].iter().find_map(|which| p.phrase(end, &["of", which, "month"])) {
        return (1..=31).contains(&day).then_some((of, Field::DayOfMonth(day).into()));
    }
    let alone = matches!(p.kind(end), Kind::End | Kind::Mark('.' | ',' | ';' | ')')) || p.is_any(end, &["and", "to", "at", "in"]);
    (digits && on && alone).then_some((end, Field::DayOfMonth(day).into()))
}

/// "early the next morning", "late that night", "early this morning".
fn early_next_morning(p: Paragraph, at: usize) -> Read<Calendar> {
    let modifier = match p.key(at) {
        "early" | "earlier" => Modifier::Start,
        "late" | "later" => Modifier::End,
        _ => return None,
    };
    let (end, calendar) = unit(p, p.skip(at + 1, &["on"]))?;
    Some((end, Calendar { modifier: Some(modifier), ..calendar }))
}
