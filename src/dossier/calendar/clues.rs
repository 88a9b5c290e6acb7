//! What an undated article tells about its own day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Duration, Months, NaiveDate, Weekday};

use super::window::{OPEN, Weighed};
use super::{Clue, Record};
use crate::base::{Evidence, Grain, Span, When};
use crate::claims::Status;
use crate::dossier::records::Containment;
use crate::dossier::{ActorId, Reading};
use crate::ingest::BlockKind;
use crate::mentions::TimeMention;
use crate::mentions::time::{Direction, Expr, Relative, Resolved};

/// Dated records by who takes part, so that a telling is compared only with those that share somebody.
pub(super) struct Dated<'a> {
    records: Vec<&'a Record>,
    by_actor: BTreeMap<ActorId, Vec<usize>>,
}

impl<'a> Dated<'a> {
    pub fn new(all: &'a [Vec<Record>]) -> Self {
        let records: Vec<&Record> = all.iter().flatten().filter(|record| record.when.is_some()).collect();
        let mut by_actor: BTreeMap<ActorId, Vec<usize>> = BTreeMap::new();
        for (n, record) in records.iter().enumerate() {
            for actor in record.people.keys().chain(record.sides.iter().filter(|side| !record.people.contains_key(side))) {
                by_actor.entry(*actor).or_default().push(n);
            }
        }
        Self { records, by_actor }
    }

    fn near(&self, record: &Record) -> impl Iterator<Item = &'a Record> {
        let found: BTreeSet<usize> =
            record.people.keys().chain(&record.sides).filter_map(|actor| self.by_actor.get(actor)).flatten().copied().collect();
        found.into_iter().map(|n| self.records[n])
    }
}

/// All clues of one reading, given the dated records of all.
pub(super) fn of(reading: &Reading, own: &[Record], times: &[Resolved], dated: &Dated<'_>, places: &Containment) -> Vec<Clue> {
    let mut clues = dated_past(reading, times);
    clues.extend(dated_ahead(reading, times));
    for record in own {
        for other in dated.near(record).filter(|other| other.source != record.source || other.evidence.span != record.evidence.span) {
            clues.extend(tie(reading, record, other, other.source == record.source, places));
        }
    }
    clues
}

/// What a clue from two tellings with the same people, place and kind of event counts for, and one from the article's own dates.
const TOLD: f64 = 1.0;

/// The same of an event told without any time, which bounds from one side.
const UNTIMED: f64 = 0.4;

/// The same of a text copied from one of a known day.
const COPIED: f64 = 4.0;

/// The clues with their weights. Clues about one time belong together; the two bounds that the article's own dates set are two things.
pub(super) fn weighed(reading: &Reading, clues: Vec<Clue>) -> Vec<Weighed> {
    let times = &reading.mentions.times;
    let n_times = times.len();
    let weighed = |(n, clue): (usize, Clue)| {
        let of_time = times.iter().position(|time| time.span() == clue.evidence.span);
        let group = of_time.filter(|_| clue.other.is_some()).unwrap_or(n_times + 1 + n);
        let weight = if group > n_times && clue.other.is_some() { UNTIMED } else { TOLD };
        Weighed { clue, weight, group }
    };
    clues.into_iter().enumerate().map(weighed).collect()
}

/// A clue from a copied text.
pub(super) fn of_twin(clue: Clue) -> Weighed {
    Weighed { clue, weight: COPIED, group: usize::MAX }
}

/// A text nearly the same as one of a known day appeared on that day or the next: wires are copied at once.
pub(super) fn same_text(reading: &Reading, twin: &Reading, day: NaiveDate) -> Option<Clue> {
    let first = |reading: &Reading| reading.document.sentences.first().map(|sentence| reading.evidence(sentence.span, 0));
    let allows = When::span(day, day + Duration::days(1), Grain::Window);
    let reason = "It carries nearly the text of a source of that day, so it appeared then or a day later.".to_owned();
    Some(Clue { evidence: first(reading)?, other: first(twin), allows, reason, dropped: false })
}

/// A day named in full on which something is told to have happened, or told as past, is the first day on which the article can have appeared.
fn dated_past(reading: &Reading, times: &[Resolved]) -> Vec<Clue> {
    let named = |expr: &Expr| expr.explicit_day().is_some() || expr.month_day().is_some();
    let told: BTreeSet<usize> = reading
        .claims
        .happenings
        .iter()
        .filter(|happening| happening.status == Status::Held)
        .filter_map(|happening| happening.time)
        .collect();
    let latest = (reading.mentions.times.iter().zip(times).enumerate())
        .filter(|(n, (_, resolved))| {
            resolved.direction == Direction::Past
                || (resolved.direction != Direction::Future && (told.contains(n) || heads_entry(reading, *n)))
        })
        .filter(|(_, (time, _))| named(&time.found.expr))
        .filter_map(|(_, (time, resolved))| Some((resolved.when?.exact()?, time)))
        .max_by_key(|(day, time)| (*day, std::cmp::Reverse(time.span())));
    let Some((day, time)) = latest else { return Vec::new() };
    let evidence = reading.evidence(time.span(), time.sentence);
    let reason = "It reports on this day, so it appeared then or later.".to_owned();
    vec![Clue { evidence, other: None, allows: When::span(day, day + Duration::days(OPEN), Grain::Window), reason, dropped: false }]
}

/// A day named in full and told as still to come is the last day on which the article can have appeared.
fn dated_ahead(reading: &Reading, times: &[Resolved]) -> Option<Clue> {
    let named = |expr: &Expr| expr.explicit_day().is_some() || expr.month_day().is_some();
    let ahead = reading.mentions.times.iter().zip(times).enumerate().filter(|(n, _)| !heads_entry(reading, *n)).map(|(_, pair)| pair);
    let ahead = ahead.filter(|(time, _)| {
        let cited = reading.document.quotations.iter().any(|quotation| quotation.whole.contains(time.span()));
        time.resolved.direction == Direction::Future && named(&time.found.expr) && !cited
    });
    let (day, time) =
        ahead.filter_map(|(time, resolved)| Some((resolved.when?.exact()?, time))).min_by_key(|(day, time)| (*day, time.span()))?;
    let reason = "It looks ahead to this day, so it appeared then or before.".to_owned();
    let allows = When::span(day - Duration::days(OPEN), day, Grain::Window);
    Some(Clue { evidence: reading.evidence(time.span(), time.sentence), other: None, allows, reason, dropped: false })
}

/// Whether the time stands at the head of an entry of a dated list ("4 May – …", "4 May: …"), be the list marked up or not.
pub(super) fn heads_entry(reading: &Reading, n: usize) -> bool {
    let Some(span) = reading.mentions.times.get(n).map(TimeMention::span) else { return false };
    let blocks = reading.article().blocks();
    let place = blocks.partition_point(|block| block.span.end < span.end);
    let Some(block) = blocks.get(place).filter(|block| block.span.contains(span)) else { return false };
    let before = reading.words(Span { start: block.span.start, end: span.start });
    let line = before.rfind('\n').map_or(before.len(), |at| before.len() - at - 1);
    let opens = line <= 2;
    let behind = reading.words(Span { start: span.end, end: block.span.end }).trim_start_matches([' ', '\u{a0}']);
    opens && (block.kind == BlockKind::ListItem || behind.starts_with(['–', '—', '-', ':']))
}

/// What it tells that `other` dates the event that `record` tells too.
fn tie(reading: &Reading, record: &Record, other: &Record, same_article: bool, places: &Containment) -> Option<Clue> {
    let known = round(record, other)?;
    let day = known.exact().or_else(|| (known.grain() == Grain::Days).then(|| known.latest()))?;
    let planned = matches!(record.happening.status, Status::Planned);
    // One article that tells of a meeting and of a plan for a meeting tells of two.
    let stages = same_article && planned != matches!(other.happening.status, Status::Planned);
    if stages || !one_event(record, other, places) {
        return None;
    }
    let time = record.happening.time.map(|time| &reading.mentions.times[time]);
    let relative = time.and_then(|time| time.found.expr.relative());
    if let (Some(time), Some(relative)) = (time, relative) {
        let future = planned || time.resolved.direction == Direction::Future;
        let (allows, reason) = from_relative(relative, day, known, future)?;
        let evidence = reading.evidence(time.span(), time.sentence);
        return Some(Clue { evidence, other: Some(other.evidence.clone()), allows, reason, dropped: false });
    }
    if time.is_some() || same_article {
        return None;
    }
    let told_days = record.happening.nth_day.or(record.happening.n_days);
    let first = if told_days.is_some() { known.latest() } else { known.earliest() };
    let evidence = Evidence { span: record.happening.trigger, ..record.evidence.clone() };
    let (allows, reason) = if planned {
        (
            When::span(day - Duration::days(OPEN), day, Grain::Window),
            "It announces an event that another source puts on that day, so it appeared then or before.",
        )
    } else {
        (
            When::span(first, first + Duration::days(OPEN), Grain::Window),
            "It reports an event that another source puts on that day, so it appeared then or later.",
        )
    };
    Some(Clue { evidence, other: Some(other.evidence.clone()), allows, reason: reason.to_owned(), dropped: false })
}

/// The days that `other` gives, stretched to the day of the round that `record` tells of: "the third day" of talks that began on a known day.
fn round(record: &Record, other: &Record) -> Option<When> {
    let known = other.when?;
    let Some(nth) =
        record.happening.nth_day.or(record.happening.n_days).filter(|_| other.happening.nth_day.is_none() && known.exact().is_some())
    else {
        return Some(known);
    };
    Some(When::span(known.earliest(), known.earliest() + Duration::days(i64::from(nth) - 1), Grain::Days))
}

/// Weekdays that the article names both as past and as still to come: it appeared on such a day.
pub(super) fn own_weekdays(reading: &Reading) -> Vec<Weekday> {
    let named = |wanted: Direction| -> BTreeSet<u32> {
        let times = reading.mentions.times.iter().filter(|time| time.resolved.direction == wanted);
        // "asked for time until Wednesday": a term may lie in any week.
        let is_term = |time: &&TimeMention| {
            let sentence = reading.document.sentences.get(time.sentence).map_or(0, |sentence| sentence.span.start);
            let before = reading.words(Span { start: sentence.min(time.span().start), end: time.span().start });
            before.split_whitespace().next_back().is_some_and(|word| matches!(word, "until" | "till" | "by" | "before" | "from"))
        };
        times
            .filter(|time| !is_term(time))
            .filter_map(|time| match time.found.expr.relative() {
                Some(Relative::Weekday(weekday)) => Some(weekday.num_days_from_monday()),
                _ => None,
            })
            .collect()
    };
    let both = named(Direction::Past).intersection(&named(Direction::Future)).copied().collect::<Vec<_>>();
    both.into_iter().filter_map(|n| Weekday::try_from(u8::try_from(n).ok()?).ok()).collect()
}

/// Two tellings of one event, strictly: the same kind, a shared place, and two shared people or all of one side's.
fn one_event(one: &Record, other: &Record, places: &Containment) -> bool {
    let place = match (one.place, other.place) {
        (Some(a), Some(b)) => places.compatible(a, b),
        _ => false,
    };
    let clash = matches!((one.place, other.place), (Some(a), Some(b)) if places.clash(a, b));
    let shared = one.people.keys().filter(|actor| other.people.contains_key(actor)).count();
    let sides = one.sides.intersection(&other.sides).count();
    one.family() == other.family() && !clash && ((place && (shared >= 1 || sides >= 2)) || shared >= 2)
}

/// The days of publication on which a relative time can mean `day`.
pub(super) fn from_relative(relative: Relative, day: NaiveDate, known: When, future: bool) -> Option<(When, String)> {
    let week = |n: i64| {
        let monday = day - Duration::days(i64::from(day.weekday().num_days_from_monday())) + Duration::days(7 * n);
        (monday, monday + Duration::days(6))
    };
    let weekday = |weekday: Weekday| known.earliest().iter_days().take_while(|at| *at <= known.latest()).find(|at| at.weekday() == weekday);
    Some(match relative {
        Relative::Today => (When::day(day), "It tells the event as of its own day.".to_owned()),
        Relative::Yesterday => (When::day(day + Duration::days(1)), "The event was the day before.".to_owned()),
        Relative::Tomorrow => (When::day(day - Duration::days(1)), "The event is the day after.".to_owned()),
        Relative::DaysAgo(n) => (When::day(day + Duration::days(i64::from(n))), format!("The event was {n} days before.")),
        Relative::Weekday(named) => {
            let day = weekday(named)?;
            if future {
                (When::span(day - Duration::days(6), day, Grain::Window), "The event still lies ahead, at most a week away.".to_owned())
            } else {
                (When::span(day, day + Duration::days(6), Grain::Window), "The event lies back, less than a week.".to_owned())
            }
        }
        Relative::ThisWeek => {
            let (monday, sunday) = week(0);
            let (from, to) = if future { (monday, day) } else { (day, sunday) };
            (When::span(from, to, Grain::Window), "The event falls in the article's own week.".to_owned())
        }
        Relative::LastWeek => {
            let (monday, sunday) = week(1);
            (When::span(monday, sunday, Grain::Window), "The event fell in the week before.".to_owned())
        }
        Relative::NextWeek => {
            let (monday, sunday) = week(-1);
            (When::span(monday, sunday, Grain::Window), "The event falls in the week after.".to_owned())
        }
        Relative::LastWeekday(named) => (window_after(weekday(named)?, 1, 13), "The event lies back, a week or so.".to_owned()),
        Relative::NextWeekday(named) => (window_before(weekday(named)?, 1, 13), "The event lies ahead, a week or so.".to_owned()),
        Relative::DaysAhead(n) => (When::day(day - Duration::days(i64::from(n))), format!("The event lies {n} days ahead.")),
        Relative::WeeksAgo(n) => {
            let about = 7 * i64::from(n);
            (window_after(day, about - 3, about + 3), format!("The event was about {n} weeks before."))
        }
        Relative::Weekend | Relative::ThisWeekend if future => {
            (window_before(day, 0, 6), "The event falls on the weekend ahead.".to_owned())
        }
        Relative::Weekend | Relative::ThisWeekend | Relative::LastWeekend => {
            (window_after(day, 0, 7), "The event fell on the weekend before.".to_owned())
        }
        Relative::NextWeekend => (window_before(day, 0, 13), "The event falls on a weekend ahead.".to_owned()),
        Relative::WeekdayOf(named, weeks) => {
            weekday(named)?;
            let (monday, sunday) = week(-i64::from(weeks));
            (When::span(monday, sunday, Grain::Window), "It tells the event's weekday and how many weeks lie between.".to_owned())
        }
        Relative::ThisMonth => {
            let (first, last) = month(day, 0)?;
            let (from, to) = if future { (first, day) } else { (day, last) };
            (When::span(from, to, Grain::Window), "The event falls in the article's own month.".to_owned())
        }
        Relative::LastMonth => {
            let (first, last) = month(day, 1)?;
            (When::span(first, last, Grain::Window), "The event fell in the month before.".to_owned())
        }
        Relative::NextMonth => {
            let (first, last) = month(day, -1)?;
            (When::span(first, last, Grain::Window), "The event falls in the month after.".to_owned())
        }
        Relative::LastYear | Relative::ThisYear | Relative::NextYear => return None,
    })
}

/// The month of a day, moved on by so many months.
fn month(day: NaiveDate, months: i32) -> Option<(NaiveDate, NaiveDate)> {
    let first = day.with_day(1)?;
    let distance = Months::new(months.unsigned_abs());
    let first = if months < 0 { first.checked_sub_months(distance)? } else { first.checked_add_months(distance)? };
    Some((first, first.checked_add_months(Months::new(1))?.pred_opt()?))
}

/// The days from `from` to `to` after a day.
fn window_after(day: NaiveDate, from: i64, to: i64) -> When {
    When::span(day + Duration::days(from), day + Duration::days(to), Grain::Window)
}

/// The days from `to` to `from` before a day.
fn window_before(day: NaiveDate, from: i64, to: i64) -> When {
    window_after(day, -to, -from)
}
