//! What has been said so far: the day on which the text speaks, and the times it has named.

use chrono::{Datelike, NaiveDate};

use crate::base::{Span, When};

use super::expr::{Base, Expr, Field, YearOf};
use super::stamp::Stamp;
use super::{Anchor, Direction, Found};

/// How a text reckons what it does not tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// From the day on which it was published.
    News,
    /// From the time it has just spoken about.
    Narrative,
}

/// A time that the text has named.
#[derive(Clone, Copy, Debug)]
pub struct Point {
    /// Its year.
    pub year: i32,
    /// Its month, if it is as fine as that.
    pub month: Option<u32>,
    /// Its day, if it is as fine as that.
    pub day: Option<NaiveDate>,
    /// Where it is named.
    pub span: Span,
    /// Named in passing: the story stays where it was ("until 1953", "the previous year").
    pub aside: bool,
    /// Its year is told.
    pub told: bool,
}

/// The state of a reading, from the first expression to the last.
#[derive(Debug)]
pub struct Story {
    /// How the text reckons.
    pub mode: Mode,
    published: Option<NaiveDate>,
    entry: Option<Entry>,
    points: Vec<Point>,
    /// How many points had been named before the paragraph.
    paragraph: usize,
    last_day: Option<(NaiveDate, Span)>,
    paragraph_day: Option<(NaiveDate, Span)>,
    /// The year with which the sentence opens: "In 2008, …".
    year: Option<(i32, Span)>,
}

/// A dated entry of a list: its day is the reference up to the end of its line.
#[derive(Clone, Copy, Debug)]
struct Entry {
    day: NaiveDate,
    span: Span,
    end: usize,
}

/// Days from publication beyond which a time belongs to history and not to the news.
const FAR: i64 = 60;

/// Days before publication from which on a paragraph of news that names such a time is told from there.
const HISTORY: i64 = 200;

impl Story {
    /// A reading that has not begun.
    pub fn new(found: &[Found], published: Option<NaiveDate>) -> Self {
        Self {
            mode: mode(found, published),
            published,
            entry: None,
            points: first_point(found).into_iter().collect(),
            paragraph: 0,
            last_day: None,
            paragraph_day: None,
            year: None,
        }
    }

    /// Forgets what held for a list entry, a paragraph or a sentence that is over.
    pub fn reach(&mut self, at: usize, new_paragraph: bool, new_sentence: bool) {
        if new_sentence {
            self.year = None;
        }
        if self.entry.is_some_and(|entry| at >= entry.end) {
            self.entry = None;
        }
        if new_paragraph {
            self.paragraph_day = None;
            self.paragraph = self.points.len();
        }
    }

    /// A list entry begins that runs to `end`.
    pub fn enter(&mut self, day: NaiveDate, span: Span, end: usize) {
        self.entry = Some(Entry { day, span, end });
    }

    /// A sentence opens with a year, in which its days lie.
    pub fn open_with(&mut self, year: i32, span: Span) {
        self.year = Some((year, span));
    }

    /// The year with which the sentence has opened.
    pub fn year(&self) -> Option<(i32, Span)> {
        self.year
    }

    /// On which side of the day on which the text speaks some days lie.
    pub fn side(&self, when: Option<When>) -> Direction {
        match (when, self.speech()) {
            (Some(when), Some((today, _))) if when.earliest() > today => Direction::Future,
            (Some(_), Some(_)) => Direction::Past,
            _ => Direction::Open,
        }
    }

    /// The last day named that does not lie ahead of the day on which the text speaks.
    pub fn last_day_told(&self) -> Option<(NaiveDate, Anchor)> {
        let (today, _) = self.speech()?;
        let mut days = self.points().filter_map(|point| Some((point.day?, Anchor::Mention(point.span))));
        days.find(|(day, _)| *day <= today)
    }

    /// The text has named a time.
    pub fn name(&mut self, stamp: Stamp, span: Span, aside: bool, told: bool) {
        let (year, month, day) = match stamp {
            Stamp::Day(day) => (day.year(), Some(day.month()), Some(day)),
            Stamp::Month(year, month) => (year, Some(month), None),
            Stamp::Week(monday) | Stamp::Weekend(monday) => (monday.year(), Some(monday.month()), None),
            Stamp::Year(year) => (year, None, None),
            Stamp::Season(year, season) => (year, Some(season.first_month()), None),
            Stamp::Quarter(year, quarter) => (year, Some(quarter * 3 - 2), None),
            Stamp::Half(year, half) => (year, Some(half * 6 - 5), None),
            Stamp::Decade(_) | Stamp::Century(_) => return,
        };
        let coarser = month.is_none() && self.last().is_some_and(|last| last.year == year && last.month.is_some());
        if !coarser {
            self.points.push(Point { year, month, day, span, aside, told });
        }
        if let Some(day) = day {
            self.last_day = Some((day, span));
            self.paragraph_day = Some((day, span));
        }
    }

    /// The text has named a day that could not be told: what follows it must not be reckoned from an earlier one.
    pub fn lose_day(&mut self) {
        self.last_day = None;
        self.paragraph_day = None;
    }

    /// The day on which the text speaks here.
    pub fn speech(&self) -> Option<(NaiveDate, Anchor)> {
        match self.entry {
            Some(entry) => Some((entry.day, Anchor::Mention(entry.span))),
            None => self.published.map(|day| (day, Anchor::Publication)),
        }
    }

    /// The time that was named last.
    pub fn last(&self) -> Option<Point> {
        self.points.last().copied()
    }

    /// The times that were named, the latest first.
    pub fn points(&self) -> impl Iterator<Item = &Point> {
        self.points.iter().rev()
    }

    /// The times that this paragraph has named, the latest first.
    pub fn points_of_paragraph(&self) -> impl Iterator<Item = &Point> {
        self.points.get(self.paragraph..).unwrap_or_default().iter().rev()
    }

    /// Whether the paragraph has just spoken about a time of history, in news.
    pub fn is_in_the_past(&self) -> bool {
        let last = self.points_of_paragraph().find(|point| point.told && !point.aside);
        let first_day = last.and_then(|point| point.day.or_else(|| NaiveDate::from_ymd_opt(point.year, point.month?, 15)));
        matches!((first_day, self.speech()), (Some(day), Some((today, _))) if (today - day).num_days() > HISTORY)
    }

    /// The day that this paragraph spoke about, or in its want the day of publication.
    pub fn near_day(&self) -> Option<(NaiveDate, Anchor)> {
        let named = self.paragraph_day.map(|(day, span)| (day, Anchor::Mention(span)));
        named.or_else(|| self.speech())
    }

    /// The day from which `base` reckons.
    pub fn day(&self, base: Base) -> Option<(NaiveDate, Anchor)> {
        let of_mention = |named: Option<(NaiveDate, Span)>| named.map(|(day, span)| (day, Anchor::Mention(span)));
        match (base, self.mode) {
            (Base::Publication, _) => self.speech(),
            (Base::Narrative, Mode::Narrative) => of_mention(self.last_day),
            (Base::Narrative, Mode::News) => of_mention(self.last_day).or_else(|| self.speech()),
            (Base::Either, Mode::News) => self.near_day(),
            (Base::Either, Mode::Narrative) => of_mention(self.last_day),
        }
    }

    /// The year and month from which `base` reckons.
    pub fn point(&self, base: Base) -> Option<(Point, Anchor)> {
        let spoken = || {
            let (day, anchor) = self.speech()?;
            Some((
                Point { year: day.year(), month: Some(day.month()), day: Some(day), span: Span::new(0, 0), aside: false, told: false },
                anchor,
            ))
        };
        let named = || self.last().map(|point| (point, Anchor::Mention(point.span)));
        match (base, self.mode) {
            (Base::Publication, _) => spoken(),
            (Base::Narrative, _) | (Base::Either, Mode::Narrative) => named().or_else(spoken),
            (Base::Either, Mode::News) => spoken().or_else(named),
        }
    }
}

/// Narrative when most of its times lie far from the day of publication and few words point at that day.
fn mode(found: &[Found], published: Option<NaiveDate>) -> Mode {
    let far = found.iter().filter(|found| is_far(&found.expr, published)).count();
    let pointing = found.iter().filter(|found| points_at_publication(&found.expr)).count();
    if far >= 3 && pointing * 8 < far { Mode::Narrative } else { Mode::News }
}

fn is_far(expr: &Expr, published: Option<NaiveDate>) -> bool {
    let Some(calendar) = expr.calendar() else { return false };
    let year = match calendar.field {
        Field::Day { year: YearOf::Said(year), .. } | Field::Month { year: YearOf::Said(year), .. } | Field::Year(year) => year,
        _ => return false,
    };
    match (expr.explicit_day(), published) {
        (_, None) => true,
        (Some(day), Some(published)) => (day - published).num_days().abs() > FAR,
        (None, Some(published)) => year != published.year(),
    }
}

fn points_at_publication(expr: &Expr) -> bool {
    expr.relative().is_some() || expr.weekday().is_some() && expr.explicit_day().is_none()
}

/// Until the text names a time, the first year that it will name stands in for it.
fn first_point(found: &[Found]) -> Option<Point> {
    found.iter().find_map(|found| match found.expr.calendar()?.field {
        Field::Day { year: YearOf::Said(year), .. } | Field::Month { year: YearOf::Said(year), .. } | Field::Year(year) => {
            Some(Point { year, month: None, day: None, span: found.span, aside: true, told: true })
        }
        _ => None,
    })
}
