//! From fields and shifts to stretches of the calendar.

use chrono::{Datelike, NaiveDate, Weekday};

use super::expr::{Base, Field, Origin, Shift, Step, Within, YearOf};
use super::scale::{Count, Unit};
use super::stamp::{Stamp, add_days, add_months, monday, on_or_after, on_or_before};
use super::story::{Mode, Story};
use super::yearing;
use super::{Anchor, Direction};

/// A stretch, from what it was reckoned, and how surely.
pub type Reckoned = Option<(Stamp, Anchor, u8)>;

/// What has been said before an expression, and which way its clause points.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// What has been said before.
    pub story: &'a Story,
    /// Which way the clause points.
    pub direction: Direction,
    /// Whether the clause tells what was planned once, whether it came or not.
    pub either: bool,
}

impl Scene<'_> {
    /// The stretch that a field names.
    pub fn field(self, field: Field) -> Reckoned {
        match field {
            Field::Day { year, month, day, weekday } => self.day(year, month, day, weekday),
            Field::WeekOf { year, month, day } => {
                let (stamp, anchor, confidence) = self.day(year, month, day, None)?;
                Some((Stamp::holding(stamp.bounds()?.0, Unit::Week), anchor, confidence))
            }
            Field::DayOfMonth(day) => {
                let (point, anchor) = self.story.point(Base::Either)?;
                Some((Stamp::Day(NaiveDate::from_ymd_opt(point.year, point.month?, day)?), anchor, 70))
            }
            Field::Month { year, month } => self.within_year(year, month, |year| Stamp::Month(year, month)),
            Field::Season { year, season } => self.within_year(year, season.first_month(), |year| Stamp::Season(year, season)),
            Field::Quarter { year, quarter } => self.within_year(year, quarter * 3 - 2, |year| Stamp::Quarter(year, quarter)),
            Field::Half { year, half } => self.within_year(year, half * 6 - 5, |year| Stamp::Half(year, half)),
            Field::Year(year) => Some((Stamp::Year(year), Anchor::Explicit, 90)),
            Field::Decade(decade) => Some((Stamp::Decade(decade), Anchor::Explicit, 90)),
            Field::Century(century) => Some((Stamp::Century(century), Anchor::Explicit, 90)),
            Field::Weekday(weekday, step) => self.weekday(weekday, step),
            Field::WeekdayOf(weekday, weeks) => {
                let (today, anchor) = self.story.speech()?;
                let days = i64::from(weeks) * 7 + i64::from(weekday.num_days_from_monday());
                Some((Stamp::Day(add_days(monday(today), days)?), anchor, 95))
            }
            Field::Weekend(step) => self.weekend(step),
            Field::Turn { unit, offset, base } => self.turn(unit, offset, base),
            Field::AnyDay => None,
        }
    }

    fn day(self, year: YearOf, month: u32, day: u32, weekday: Option<Weekday>) -> Reckoned {
        let (told, anchor, confidence) = yearing::year(self.story, year, month, Some(day), self.direction)?;
        let date = NaiveDate::from_ymd_opt(told, month, day)?;
        if weekday.is_none_or(|weekday| weekday == date.weekday()) {
            return Some((Stamp::Day(date), anchor, confidence));
        }
        let agrees = |date: &NaiveDate| Some(date.weekday()) == weekday;
        let near = [told - 1, told + 1].into_iter().filter_map(|year| NaiveDate::from_ymd_opt(year, month, day)).find(agrees);
        match near.filter(|_| year == YearOf::Unsaid && self.is_far(date)) {
            Some(other) => Some((Stamp::Day(other), anchor, 70)),
            None => Some((Stamp::Day(date), anchor, 55)),
        }
    }

    /// So far from the day on which the text speaks that a slip in the weekday is less likely than another year.
    fn is_far(self, date: NaiveDate) -> bool {
        self.story.speech().is_some_and(|(today, _)| (date - today).num_days().abs() > 60)
    }

    fn within_year(self, year: YearOf, month: u32, stamp: impl Fn(i32) -> Stamp) -> Reckoned {
        let (year, anchor, confidence) = yearing::year(self.story, year, month, None, self.direction)?;
        Some((stamp(year), anchor, confidence))
    }

    /// A weekday counts back from the day of publication, that day included, unless the words look ahead.
    fn weekday(self, weekday: Weekday, step: Step) -> Reckoned {
        if step == Step::Event {
            return None;
        }
        let base = match (step, self.story.mode) {
            (Step::Previous | Step::Following | Step::Same, _) | (_, Mode::Narrative) => Base::Narrative,
            _ => Base::Publication,
        };
        let (today, anchor) = if base == Base::Narrative { self.story.near_day()? } else { self.story.day(base)? };
        let last = on_or_before(today, weekday)?;
        let next = on_or_after(today, weekday)?;
        let (day, confidence) = match step {
            Step::Last => (last_before_this_week(today, last)?, 80),
            Step::Next => (if next == today { add_days(next, 7)? } else { next }, 85),
            Step::This => (add_days(monday(today), i64::from(weekday.num_days_from_monday()))?, 90),
            Step::Previous => (on_or_before(add_days(today, -1)?, weekday)?, 75),
            Step::Following => (on_or_after(add_days(today, 1)?, weekday)?, 75),
            Step::Same | Step::Event => (last, 75),
            Step::Bare if matches!(anchor, Anchor::Mention(_)) && self.story.mode == Mode::Narrative => (next, 60),
            Step::Bare if self.direction == Direction::Future => (next, 90),
            // "were to have met on Wednesday": the nearer one.
            Step::Bare if self.either && (next - today) < (today - last) => (next, 70),
            Step::Bare => (last, if self.direction == Direction::Past { 95 } else { 85 }),
        };
        Some((Stamp::Day(day), anchor, confidence))
    }

    fn weekend(self, step: Step) -> Reckoned {
        let base = if matches!(step, Step::Previous | Step::Following | Step::Same) { Base::Narrative } else { Base::Publication };
        let (today, anchor) = self.story.day(base)?;
        let in_it = today.weekday().num_days_from_monday() >= 5;
        let weeks = match (step, self.direction) {
            (Step::Last | Step::Previous, _) => -1,
            (Step::Next | Step::Following, _) => 1,
            (Step::This | Step::Same | Step::Event, _) | (Step::Bare, Direction::Future) => 0,
            (Step::Bare, _) => -i64::from(!in_it),
        };
        Some((Stamp::Weekend(monday(add_days(today, weeks * 7)?)), anchor, 80))
    }

    fn turn(self, unit: Unit, offset: i32, base: Base) -> Reckoned {
        if let (Unit::Year, Some((point, anchor))) = (unit, self.story.point(base)) {
            return Some((Stamp::Year(point.year.checked_add(offset)?), anchor, confidence_of(base)));
        }
        if let (Unit::Month, Some((point, anchor))) = (unit, self.story.point(base)) {
            let first = add_months(NaiveDate::from_ymd_opt(point.year, point.month?, 1)?, i64::from(offset))?;
            return Some((Stamp::holding(first, Unit::Month), anchor, confidence_of(base)));
        }
        let (day, anchor) = self.day_of(base)?;
        let moved = moved(day, Count::Exact(offset.unsigned_abs()), unit, offset < 0)?;
        Some((Stamp::holding(moved, unit), anchor, confidence_of(base)))
    }

    /// The day from which `base` reckons; what is told as past does not lie on a day to come.
    fn day_of(self, base: Base) -> Option<(NaiveDate, Anchor)> {
        let named = self.story.day(base);
        match (named, self.story.speech()) {
            (Some((day, _)), Some((today, anchor))) if base != Base::Publication && self.direction == Direction::Past && day > today => {
                Some(self.story.last_day_told().filter(|_| base == Base::Narrative).unwrap_or((today, anchor)))
            }
            _ => named,
        }
    }

    /// The days of a part of a longer stretch: "the last week of August".
    pub fn piece(self, within: Within, count: Count, unit: Unit) -> Option<(NaiveDate, NaiveDate, Anchor)> {
        let (whole, anchor, _) = self.field(within.field)?;
        let (first, last) = whole.bounds()?;
        if count == Count::Some {
            return Some((first, last, anchor));
        }
        let skipped = Count::Exact(within.skipped);
        let (begin, end) = if within.from_end {
            let behind = moved(last.succ_opt()?, skipped, unit, true)?;
            (moved(behind, count, unit, true)?, behind.pred_opt()?)
        } else {
            let begin = moved(first, skipped, unit, false)?;
            (begin, moved(begin, count, unit, false)?.pred_opt()?)
        };
        (first <= begin && begin <= end).then_some((begin, end.min(last), anchor))
    }

    /// The stretch that lies so many units from an origin.
    pub fn shifted(self, shift: &Shift) -> Reckoned {
        let (day, anchor, confidence) = match &shift.from {
            Origin::Event => return None,
            Origin::Date(calendar) => {
                let (stamp, anchor, confidence) = self.field(calendar.field)?;
                (stamp.bounds()?.0, anchor, confidence)
            }
            Origin::Base(base) => self.origin(*base, shift.unit)?,
        };
        Some((Stamp::holding(moved(day, shift.count, shift.unit, shift.back)?, shift.unit), anchor, confidence))
    }

    /// A day to count from: years may be counted from a time that is only known by its year.
    fn origin(self, base: Base, unit: Unit) -> Option<(NaiveDate, Anchor, u8)> {
        if unit < Unit::Month || base == Base::Publication {
            let (day, anchor) = self.day_of(base)?;
            return Some((day, anchor, confidence_of(base)));
        }
        let (point, anchor) = self.story.point(base)?;
        let month = if unit == Unit::Month { point.month? } else { point.month.unwrap_or(1) };
        let day = point.day.or_else(|| NaiveDate::from_ymd_opt(point.year, month, 1))?;
        Some((day, anchor, confidence_of(base)))
    }
}

/// "last Monday" on a Thursday is the one of the week before, since this week's would be "on Monday"; on a Saturday it is this week's.
fn last_before_this_week(today: NaiveDate, last: NaiveDate) -> Option<NaiveDate> {
    const CLOSE: i64 = 3;
    if monday(last) == monday(today) && (today - last).num_days() <= CLOSE { add_days(last, -7) } else { Some(last) }
}

fn confidence_of(base: Base) -> u8 {
    match base {
        Base::Publication => 95,
        Base::Either => 75,
        Base::Narrative => 70,
    }
}

fn moved(day: NaiveDate, count: Count, unit: Unit, back: bool) -> Option<NaiveDate> {
    let (whole, half) = match count {
        Count::Exact(n) => (i64::from(n), 0),
        Count::AndHalf(n) => (i64::from(n), 1),
        Count::Some => return None,
    };
    let sign = if back { -1 } else { 1 };
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => Some(day),
        Unit::Day => add_days(day, sign * whole),
        Unit::Week => add_days(day, sign * (whole * 7 + half * 3)),
        Unit::Month => add_days(add_months(day, sign * whole)?, sign * half * 15),
        Unit::Quarter => add_months(day, sign * whole * 3),
        Unit::Year => add_months(day, sign * (whole * 12 + half * 6)),
        Unit::Decade => add_months(day, sign * (whole * 120 + half * 60)),
        Unit::Century => add_months(day, sign * (whole * 1200 + half * 600)),
    }
}
