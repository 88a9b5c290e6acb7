//! The year of a month or day that is told without one.

use chrono::{Datelike, NaiveDate};

use crate::base::Span;

use super::expr::{Base, Step, YearOf};
use super::story::{Mode, Point, Story};
use super::{Anchor, Direction};

/// The year, from what it was reckoned, and how surely.
pub fn year(story: &Story, year: YearOf, month: u32, day: Option<u32>, direction: Direction) -> Option<(i32, Anchor, u8)> {
    match year {
        YearOf::Said(year) => Some((year, Anchor::Explicit, 97)),
        YearOf::Turn(offset, base) => {
            let (point, anchor) = story.point(base)?;
            Some((point.year.checked_add(offset)?, anchor, 85))
        }
        YearOf::Nearest(step) => stepped(story, step, month),
        YearOf::Unsaid => unsaid(story, month, day, direction),
    }
}

/// "last April", "next April", "the previous April", "the following April".
fn stepped(story: &Story, step: Step, month: u32) -> Option<(i32, Anchor, u8)> {
    let base = if matches!(step, Step::Previous | Step::Following | Step::Same) { Base::Narrative } else { Base::Publication };
    let (point, anchor) = story.point(base).or_else(|| story.point(Base::Narrative))?;
    let now = point.month.unwrap_or(1);
    let year = match step {
        Step::Last | Step::Previous => point.year - i32::from(month >= now),
        Step::Next | Step::Following => point.year + i32::from(month <= now),
        Step::Bare | Step::This | Step::Same | Step::Event => point.year,
    };
    Some((year, anchor, 80))
}

fn unsaid(story: &Story, month: u32, day: Option<u32>, direction: Direction) -> Option<(i32, Anchor, u8)> {
    if let Some((year, span)) = story.year().filter(|_| direction != Direction::Future) {
        return Some((year, Anchor::Mention(span), 80));
    }
    let told = match (story.mode, story.speech()) {
        (Mode::Narrative, _) => carried(story.points(), month, day),
        (Mode::News, None) => carried(story.points_of_paragraph().filter(|point| point.month.is_some()), month, day),
        (Mode::News, Some(_)) if story.is_in_the_past() && direction != Direction::Future => {
            carried(story.points_of_paragraph().take(1), month, day)
        }
        (Mode::News, Some((today, anchor))) => return Some((nearest(today, month, day, direction)?, anchor, 85)),
    };
    told.map(|(year, span)| (year, Anchor::Mention(span), 70))
}

/// The nearest such time; a past verb before a month alone asks for the last one.
fn nearest(today: NaiveDate, month: u32, day: Option<u32>, direction: Direction) -> Option<i32> {
    if let (None, Direction::Past) = (day, direction) {
        return Some(today.year() - i32::from(month > today.month()));
    }
    let distance = |year: i32| {
        let day = NaiveDate::from_ymd_opt(year, month, day.unwrap_or(15))?;
        Some((day - today).num_days())
    };
    let lean = |days: i64| match direction {
        Direction::Future if days < 0 => 30,
        Direction::Past if days > 0 => 30,
        _ => 0,
    };
    let years = [today.year(), today.year() - 1, today.year() + 1];
    years
        .into_iter()
        .filter_map(|year| distance(year).map(|days| (days.abs() + lean(days), year)))
        .min_by_key(|&(cost, _)| cost)
        .map(|(_, year)| year)
}

/// How many of the times named last may carry a story on.
const MEMORY: usize = 5;

/// The year that a story carries on into: the one that lies best to a time named shortly before.
fn carried<'a>(points: impl Iterator<Item = &'a Point>, month: u32, day: Option<u32>) -> Option<(i32, Span)> {
    let candidates = points.take(MEMORY).zip(0..).flat_map(|(point, age)| {
        [point.year, point.year + 1, point.year - 1].map(|year| (cost(point, year, month, day) + AGE * age, year, point.span))
    });
    candidates.min_by_key(|&(cost, ..)| cost).map(|(_, year, span)| (year, span))
}

/// How little a day of this month and year would be the next that a story tells after `point`, in days:
/// stories go forward, seldom back, and a time named in passing or by its year alone does not hold them.
fn cost(point: &Point, year: i32, month: u32, day: Option<u32>) -> i64 {
    let passing = if point.aside { ASIDE } else { 0 };
    let Some(now) = point.month else {
        return passing + COARSE + if year == point.year { 0 } else { OTHER_YEAR };
    };
    let months = i64::from(year - point.year) * 12 + i64::from(month) - i64::from(now);
    let days = match (day, point.day) {
        (Some(day), Some(before)) => months * 30 + i64::from(day) - i64::from(before.day()),
        _ => months * 30,
    };
    passing + if days < 0 { BACKWARD * -days / 10 } else { days }
}

/// Going back costs so much more than going forward, in tenths.
const BACKWARD: i64 = 15;
/// Days that a time named in passing costs.
const ASIDE: i64 = 90;
/// Days that a time without a month costs.
const COARSE: i64 = 120;
/// Days that leaving such a time's year costs.
const OTHER_YEAR: i64 = 300;
/// Days that each time named in between costs.
const AGE: i64 = 45;
