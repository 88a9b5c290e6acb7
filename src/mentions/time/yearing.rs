//! The year of a month or day that is told without one.

use chrono::{Datelike, NaiveDate};

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
        Step::Bare | Step::This | Step::Same => point.year,
    };
    Some((year, anchor, 80))
}

fn unsaid(story: &Story, month: u32, day: Option<u32>, direction: Direction) -> Option<(i32, Anchor, u8)> {
    match (story.mode, story.speech()) {
        (Mode::News, Some((today, anchor))) => Some((nearest(today, month, day, direction)?, anchor, 85)),
        _ => {
            let point = story.last()?;
            Some((carried(point, month), Anchor::Mention(point.span), 70))
        }
    }
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

/// The year that a story carries on into: it goes forward rather than back, and rarely by more than some months.
fn carried(point: Point, month: u32) -> i32 {
    let Some(now) = point.month else { return point.year };
    let back = i64::from(now) - i64::from(month);
    if back > BACK { point.year.saturating_add(1) } else { point.year }
}

/// So many months may a story go back within a year before the next year is meant.
const BACK: i64 = 6;
