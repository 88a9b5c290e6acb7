//! What can be told from an expression alone: its weekday, its side, how it lies to the day of publication.

use chrono::{NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::Direction;
use super::expr::{Base, Calendar, Expr, Field, Origin, Shift, Step, Vague, YearOf};
use super::scale::{Count, Part, Unit};

/// How an expression lies to the day of publication, for reckoning that day from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // the names are the words themselves
pub enum Relative {
    Today,
    Yesterday,
    Tomorrow,
    LastWeek,
    ThisWeek,
    NextWeek,
    LastMonth,
    ThisMonth,
    NextMonth,
    LastYear,
    ThisYear,
    NextYear,
    ThisWeekend,
    LastWeekend,
    NextWeekend,
    /// "the weekend", the last or the coming one.
    Weekend,
    /// A bare weekday, or one with "this".
    Weekday(Weekday),
    /// "last Friday".
    LastWeekday(Weekday),
    /// "next Friday".
    NextWeekday(Weekday),
    /// "Saturday of next week": a weekday so many weeks on.
    WeekdayOf(Weekday, i32),
    /// "three days ago".
    DaysAgo(u32),
    /// "two weeks ago".
    WeeksAgo(u32),
    /// "in three days", "three days from now".
    DaysAhead(u32),
}

impl Expr {
    /// The weekday that the words name.
    pub fn weekday(&self) -> Option<Weekday> {
        match self.calendar()?.field {
            Field::Weekday(weekday, _) | Field::WeekdayOf(weekday, _) => Some(weekday),
            Field::Day { weekday, .. } => weekday,
            _ => None,
        }
    }

    /// How the words lie to the day of publication, when they are reckoned from it.
    pub fn relative(&self) -> Option<Relative> {
        match self {
            Self::Calendar(calendar) if calendar.through.is_none() => calendar.field.relative(),
            Self::Shift(shift) => shift.relative(),
            _ => None,
        }
    }

    /// The day, when year, month and day are told and one day is meant.
    pub fn explicit_day(&self) -> Option<NaiveDate> {
        let calendar = self.calendar()?;
        match (calendar.field, calendar.through) {
            (Field::Day { year: YearOf::Said(year), month, day, .. }, None) => NaiveDate::from_ymd_opt(year, month, day),
            _ => None,
        }
    }

    /// Month and day, when they are told without a year and one day is meant.
    pub fn month_day(&self) -> Option<(u32, u32)> {
        let calendar = self.calendar()?;
        match (calendar.field, calendar.through) {
            (Field::Day { year: YearOf::Unsaid, month, day, .. }, None) => Some((month, day)),
            _ => None,
        }
    }

    /// The part of the day that the words name.
    pub fn part_of_day(&self) -> Option<Part> {
        self.calendar()?.part
    }

    /// Whether the words alone place it before or after the day of publication.
    pub fn direction(&self) -> Direction {
        match self {
            Self::Fixed(resolved) => resolved.direction,
            Self::Calendar(calendar) => calendar.field.direction(),
            Self::Shift(Shift { from: Origin::Base(Base::Publication), back, .. }) => side(*back),
            Self::Vague(Vague::Present) => Direction::Present,
            Self::Vague(Vague::Past) => Direction::Past,
            Self::Vague(Vague::Future) => Direction::Future,
            _ => Direction::Open,
        }
    }

    /// How many days behind (or, negative, before) something that happened the words point: "two days after the landing".
    pub fn days_beside_event(&self) -> Option<i64> {
        match self {
            Self::Shift(Shift { count: Count::Exact(n), unit, back, from: Origin::Event, modifier: None }) => {
                let days = match unit {
                    Unit::Day => i64::from(*n),
                    Unit::Week => i64::from(*n) * 7,
                    _ => return None,
                };
                Some(if *back { -days } else { days })
            }
            _ => None,
        }
    }

    /// Whether nothing but the words is needed to tell the days.
    pub fn is_explicit(&self) -> bool {
        self.calendar().is_some_and(|calendar| calendar.field.is_explicit())
    }

    /// Whether the words name one day or a part of it, known or not.
    pub(super) fn names_some_day(&self) -> bool {
        match self {
            Self::Calendar(calendar) => matches!(
                calendar.field,
                Field::Day { .. } | Field::DayOfMonth(_) | Field::Weekday(..) | Field::WeekdayOf(..) | Field::Turn { unit: Unit::Day, .. }
            ),
            Self::Shift(shift) => shift.unit == Unit::Day && shift.count != Count::Some,
            _ => false,
        }
    }

    pub(super) fn calendar(&self) -> Option<&Calendar> {
        match self {
            Self::Calendar(calendar) => Some(calendar),
            _ => None,
        }
    }
}

fn side(back: bool) -> Direction {
    if back { Direction::Past } else { Direction::Future }
}

impl Field {
    /// Whether the words name the stretch in full.
    pub(super) fn is_explicit(self) -> bool {
        match self {
            Self::Day { year, .. } | Self::WeekOf { year, .. } | Self::Month { year, .. } | Self::Season { year, .. } => {
                matches!(year, YearOf::Said(_))
            }
            Self::Quarter { year, .. } | Self::Half { year, .. } => matches!(year, YearOf::Said(_)),
            Self::Year(_) | Self::Decade(_) | Self::Century(_) => true,
            _ => false,
        }
    }

    fn relative(self) -> Option<Relative> {
        match self {
            Self::Weekday(weekday, Step::Bare | Step::This) => Some(Relative::Weekday(weekday)),
            Self::Weekday(weekday, Step::Last) => Some(Relative::LastWeekday(weekday)),
            Self::Weekday(weekday, Step::Next) => Some(Relative::NextWeekday(weekday)),
            Self::WeekdayOf(weekday, weeks) => Some(Relative::WeekdayOf(weekday, weeks)),
            Self::Weekend(Step::Bare) => Some(Relative::Weekend),
            Self::Weekend(Step::This) => Some(Relative::ThisWeekend),
            Self::Weekend(Step::Last) => Some(Relative::LastWeekend),
            Self::Weekend(Step::Next) => Some(Relative::NextWeekend),
            Self::Turn { unit, offset, base: Base::Publication } => turn(unit, offset),
            _ => None,
        }
    }

    fn direction(self) -> Direction {
        match self {
            Self::Turn { offset, base: Base::Publication, .. } => side_of(offset),
            Self::Weekday(_, step) | Self::Weekend(step) => step.direction(),
            Self::WeekdayOf(_, weeks) if weeks != 0 => side_of(weeks),
            Self::Month { year, .. } | Self::Season { year, .. } | Self::Quarter { year, .. } | Self::Half { year, .. } => year.direction(),
            Self::Day { year, .. } | Self::WeekOf { year, .. } => year.direction(),
            _ => Direction::Open,
        }
    }
}

impl YearOf {
    fn direction(self) -> Direction {
        match self {
            Self::Turn(offset, Base::Publication) if offset != 0 => side_of(offset),
            Self::Nearest(step) => step.direction(),
            _ => Direction::Open,
        }
    }
}

impl Step {
    fn direction(self) -> Direction {
        match self {
            Self::Last => Direction::Past,
            Self::Next => Direction::Future,
            _ => Direction::Open,
        }
    }
}

fn side_of(offset: i32) -> Direction {
    match offset {
        0 => Direction::Present,
        _ => side(offset < 0),
    }
}

fn turn(unit: Unit, offset: i32) -> Option<Relative> {
    Some(match (unit, offset) {
        (Unit::Day, 0) => Relative::Today,
        (Unit::Day, -1) => Relative::Yesterday,
        (Unit::Day, 1) => Relative::Tomorrow,
        (Unit::Day, ahead) if ahead > 0 => Relative::DaysAhead(ahead.unsigned_abs()),
        (Unit::Day, back) => Relative::DaysAgo(back.unsigned_abs()),
        (Unit::Week, -1) => Relative::LastWeek,
        (Unit::Week, 0) => Relative::ThisWeek,
        (Unit::Week, 1) => Relative::NextWeek,
        (Unit::Month, -1) => Relative::LastMonth,
        (Unit::Month, 0) => Relative::ThisMonth,
        (Unit::Month, 1) => Relative::NextMonth,
        (Unit::Year, -1) => Relative::LastYear,
        (Unit::Year, 0) => Relative::ThisYear,
        (Unit::Year, 1) => Relative::NextYear,
        _ => return None,
    })
}

impl Shift {
    fn relative(&self) -> Option<Relative> {
        match (self.count, self.unit, self.back, &self.from) {
            (Count::Exact(n), Unit::Day, true, Origin::Base(Base::Publication)) => Some(Relative::DaysAgo(n)),
            (Count::Exact(n), Unit::Week, true, Origin::Base(Base::Publication)) => Some(Relative::WeeksAgo(n)),
            (Count::Exact(n), Unit::Day, false, Origin::Base(Base::Publication)) => Some(Relative::DaysAhead(n)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::time::find;

    /// The only expression of a text.
    fn expr(text: &str) -> Expr {
        let mut found = find(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        found.remove(0).expr
    }

    #[test]
    fn words_that_point_at_the_day_of_publication_say_how() {
        let told = [
            ("today", Relative::Today),
            ("later today", Relative::Today),
            ("yesterday evening", Relative::Yesterday),
            ("tomorrow", Relative::Tomorrow),
            ("earlier this week", Relative::ThisWeek),
            ("last week", Relative::LastWeek),
            ("next week", Relative::NextWeek),
            ("late last month", Relative::LastMonth),
            ("early Saturday", Relative::Weekday(Weekday::Sat)),
            ("last Friday", Relative::LastWeekday(Weekday::Fri)),
            ("next Tuesday", Relative::NextWeekday(Weekday::Tue)),
            ("three days ago", Relative::DaysAgo(3)),
            ("two weeks ago", Relative::WeeksAgo(2)),
            ("the day after tomorrow", Relative::DaysAhead(2)),
            ("the weekend", Relative::Weekend),
            ("Saturday of next week", Relative::WeekdayOf(Weekday::Sat, 1)),
        ];
        for (words, relative) in told {
            assert_eq!(expr(words).relative(), Some(relative), "{words}");
        }
        for words in ["4 December 2023", "the following day", "two days later", "five hours"] {
            assert_eq!(expr(words).relative(), None, "{words}");
        }
    }

    #[test]
    fn a_date_tells_as_much_as_its_words() {
        assert_eq!(expr("Monday, 4 December 2023").explicit_day(), NaiveDate::from_ymd_opt(2023, 12, 4));
        assert_eq!(expr("Monday, 4 December 2023").weekday(), Some(Weekday::Mon));
        assert_eq!(expr("Dec. 4").month_day(), Some((12, 4)));
        assert_eq!(expr("Dec. 4").explicit_day(), None);
        assert_eq!(expr("4-6 December 2023").explicit_day(), None);
        assert_eq!(expr("Friday evening").part_of_day(), Some(Part::Evening));
    }

    #[test]
    fn the_words_alone_tell_the_side() {
        assert_eq!(expr("last week").direction(), Direction::Past);
        assert_eq!(expr("next Tuesday").direction(), Direction::Future);
        assert_eq!(expr("today").direction(), Direction::Present);
        assert_eq!(expr("Tuesday").direction(), Direction::Open);
    }
}
