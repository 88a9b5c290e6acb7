//! Days and months of the calendar: "4 December 2025", "Dec. 4", "Nov 29-30", "March 2017", "2025-12-04".

use chrono::NaiveDate;

use crate::base::Span;
use crate::mentions::time::expr::{Calendar, Field, Through, YearOf};
use crate::mentions::time::lex::Kind;

use super::{Paragraph, Read, count, year};

/// A day or month of the calendar.
pub fn date(p: Paragraph, at: usize) -> Read<Calendar> {
    numeric(p, at).or_else(|| across(p, at)).or_else(|| written(p, at)).or_else(|| month(p, at))
}

/// A day, or a range of days of one month.
fn written(p: Paragraph, at: usize) -> Read<Calendar> {
    day_first(p, at).or_else(|| month_first(p, at))
}

/// "30 November to 2 December", "Nov. 29 – Dec. 4, 2017": a range whose ends are each written out.
fn across(p: Paragraph, at: usize) -> Read<Calendar> {
    let (end, first) = written(p, at)?;
    let joins = matches!(p.kind(end), Kind::Mark('-' | '–' | '—')) || p.is_any(end, &["to", "through", "until", "till"]);
    let (last_end, last) = joins.then(|| written(p, end + 1)).flatten()?;
    let (Field::Day { year, month, day, .. }, Field::Day { year: last_year, month: last_month, day: last_day, .. }) =
        (first.field, last.field)
    else {
        return None;
    };
    let over_new_year = i32::from((month, day) > (last_month, last_day));
    let (year, last_year) = match (year, last_year) {
        (YearOf::Unsaid, YearOf::Said(last)) => (YearOf::Said(last - over_new_year), YearOf::Said(last)),
        (YearOf::Said(first), YearOf::Unsaid) => (YearOf::Said(first), YearOf::Said(first + over_new_year)),
        (YearOf::Unsaid, YearOf::Unsaid) => (year, last_year),
        (YearOf::Said(first), YearOf::Said(last)) if first + over_new_year <= last => (year, last_year),
        _ => return None,
    };
    if first.through.is_some() || last.through.is_some() || is_moved(p, at) {
        return None;
    }
    let field = |year, month, day| Field::Day { year, month, day, weekday: None };
    let through = Through { field: field(last_year, last_month, last_day), first: p.span(at, end), last: p.span(end + 1, last_end) };
    Some((last_end, Calendar { through: Some(through), ..field(year, month, day).into() }))
}

/// "The vote was moved from 3 March to 5 May" tells of two days and of none between them.
fn is_moved(p: Paragraph, at: usize) -> bool {
    const MOVED: [&str; 12] = [
        "moved",
        "moving",
        "postponed",
        "delayed",
        "shifted",
        "rescheduled",
        "deferred",
        "pushed",
        "put",
        "brought",
        "changed",
        "extended",
    ];
    p.key_before(at, 1) == "from" && (2..=6).filter_map(|back| at.checked_sub(back)).any(|at| MOVED.contains(&p.printed(at)))
}

/// The month at a place and the place behind its full stop.
pub fn month_name(p: Paragraph, at: usize) -> Option<(u32, usize)> {
    let Kind::Month(month) = p.kind(at) else { return None };
    let key = p.key(at);
    let point = is_short(key) && p.mark(at + 1, '.') && p.glued(at + 1) && p.kind(at + 2) != Kind::End;
    let unmistakable = !is_short(key) && !matches!(key, "march" | "may");
    (p.capital(at) || unmistakable).then_some((month, at + 1 + usize::from(point)))
}

/// "Jan", "Sept" and their kind.
fn is_short(key: &str) -> bool {
    key.len() <= 4 && !matches!(key, "may" | "june" | "july")
}

/// A day of the month.
struct DayNumber {
    end: usize,
    day: u32,
    ordinal: bool,
}

fn day_number(p: Paragraph, at: usize) -> Option<DayNumber> {
    if let Some((end, day)) = count::ordinal(p, at) {
        return (1..=31).contains(&day).then_some(DayNumber { end, day, ordinal: true });
    }
    let day = p.number(at, 2).filter(|day| (1..=31).contains(day))?;
    let inside_number = p.glued(at) && matches!(p.kind_before(at), Kind::Mark('.' | ',' | ':' | '/' | '$') | Kind::Word);
    (!inside_number).then_some(DayNumber { end: at + 1, day, ordinal: false })
}

/// "4 December 2025", "2nd of May", "4-6 December", "4 to 6 December".
fn day_first(p: Paragraph, at: usize) -> Read<Calendar> {
    let first = day_number(p, at)?;
    let last = range_end(p, first.end);
    let end = last.as_ref().map_or(first.end, |last| last.end);
    let of = p.skip(end, &["of"]);
    if of == end && matches!(p.kind(at), Kind::Ordinal(_)) {
        return None;
    }
    let (month, end) = month_name(p, of)?;
    let (end, year) = year::tail(p, end);
    Some((end, days(p, [at, end], year, month, &first, last.as_ref())))
}

/// "December 4, 2025", "Dec. 4", "Nov 29-30".
fn month_first(p: Paragraph, at: usize) -> Read<Calendar> {
    let (month, end) = month_name(p, at)?;
    let the = p.skip(end, &["the"]);
    let first = day_number(p, the).filter(|first| (first.ordinal || the == end) && !counted(p, first.end))?;
    let last =
        range_end(p, first.end).filter(|last| last.day > first.day && month_name(p, last.end).is_none() && !counts_noun(p, &first, last));
    let end = last.as_ref().map_or(first.end, |last| last.end);
    let (end, year) = year::tail(p, end);
    Some((end, days(p, [at, end], year, month, &first, last.as_ref())))
}

/// The last day of a range, behind its dash or word.
fn range_end(p: Paragraph, at: usize) -> Option<DayNumber> {
    let joins = matches!(p.kind(at), Kind::Mark('-' | '–')) || p.is_any(at, &["to", "and", "through", "until"]);
    joins.then(|| day_number(p, at + 1)).flatten()
}

/// "May 4 and 5 ships": behind "and", the number is no day when it counts something.
fn counts_noun(p: Paragraph, first: &DayNumber, last: &DayNumber) -> bool {
    counted(p, last.end) || p.key(first.end) == "and" && p.kind(last.end) == Kind::Word && p.key(last.end).is_empty()
}

/// "June 30%" and "March 20 million" hold no day.
fn counted(p: Paragraph, at: usize) -> bool {
    let clock = p.mark(at, ':') && p.glued(at + 1) && p.number(at + 1, 2).is_some();
    p.mark(at, '%') || clock || matches!(p.printed(at), "percent" | "million" | "billion" | "thousand" | "people" | "km")
}

/// One day, or the range that the tokens `[at, end]` hold.
fn days(p: Paragraph, [at, end]: [usize; 2], year: YearOf, month: u32, first: &DayNumber, last: Option<&DayNumber>) -> Calendar {
    let field = |day| Field::Day { year, month, day, weekday: None };
    let through = last.filter(|last| last.day > first.day).map(|last| {
        let begins = first.end + 1;
        Through { field: field(last.day), first: p.span(at, first.end), last: p.span(begins, end) }
    });
    Calendar { through, ..field(first.day).into() }
}

/// "December 2025", "June of that year", "December".
fn month(p: Paragraph, at: usize) -> Read<Calendar> {
    let (month, end) = month_name(p, at)?;
    match year::tail(p, end) {
        (_, YearOf::Unsaid) => month_alone(p, at, end).then(|| (at + 1, Field::Month { year: YearOf::Unsaid, month }.into())),
        (end, year) => Some((end, Field::Month { year, month }.into())),
    }
}

/// Words before a month that leave no doubt that it is one.
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

/// Words before a month behind which even a capital is no name: "in August Congress met".
const SURE: &[&str] = &["in", "since", "until", "early", "late", "mid", "last", "this", "next", "during"];

/// Whether a month's name without day and year is one: not the verbs "march" and "may", nor a person's name.
fn month_alone(p: Paragraph, at: usize, end: usize) -> bool {
    let before = at.checked_sub(1);
    let led = before.is_some_and(|at| p.is_any(at, BEFORE) || matches!(p.kind(at), Kind::Mark('-' | '–' | '(' | '/')));
    let named = p.name(end) || before.is_some_and(|at| p.capital_inside(at) && p.name(at));
    let name_follows = p.name(end) && !before.is_some_and(|at| p.is_any(at, SURE));
    match p.key(at) {
        "march" | "may" => led && !p.name(end),
        key if is_short(key) => false,
        _ => !name_follows && (led || !named),
    }
}

/// "2025-12-04", "4/12/2025", "04.12.2025".
fn numeric(p: Paragraph, at: usize) -> Read<Calendar> {
    let Kind::Mark(mark @ ('-' | '/' | '.')) = p.kind(at + 1) else { return None };
    let (Kind::Number(a, n), Kind::Number(b, _), Kind::Number(c, last)) = (p.kind(at), p.kind(at + 2), p.kind(at + 4)) else { return None };
    let inside_number = p.glued(at) && matches!(p.kind_before(at), Kind::Mark('/' | '-' | '.'));
    if !(p.mark(at + 3, mark) && (at + 1..at + 5).all(|at| p.glued(at))) || inside_number {
        return None;
    }
    let (year, month, day) = match (mark, n, last) {
        ('-' | '/', 4, 1..=2) => (a, b, c),
        ('/', 1..=2, 4) if a > 12 => (c, b, a),
        ('/', 1..=2, 4) => (c, a, b),
        ('.' | '-', 1..=2, 4) => (c, b, a),
        _ => return None,
    };
    let year = i32::try_from(year).ok().filter(|year| (1000..=2199).contains(year))?;
    NaiveDate::from_ymd_opt(year, month, day)?;
    Some((at + 5, Field::Day { year: YearOf::Said(year), month, day, weekday: None }.into()))
}

impl Paragraph<'_> {
    /// The words of the tokens from `at` to `end`, exclusive.
    pub(super) fn span(self, at: usize, end: usize) -> Span {
        let start = self.tokens.get(at).map_or(0, |token| token.start);
        Span::new(start, end.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(start, |token| token.end))
    }
}
