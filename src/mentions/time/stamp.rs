//! Resolved stretches of the calendar: their TIMEX3 values and the days they cover.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use crate::base::{Grain, When};

use super::scale::{Season, Unit};

/// A resolved stretch of the calendar. Years count 0 for 1 BC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stamp {
    /// A day.
    Day(NaiveDate),
    /// The ISO week that begins on this Monday.
    Week(NaiveDate),
    /// The weekend of the ISO week that begins on this Monday.
    Weekend(NaiveDate),
    /// Year and month.
    Month(i32, u32),
    /// Year and quarter.
    Quarter(i32, u32),
    /// Year and half.
    Half(i32, u32),
    /// Year and season; a winter begins in December of its year.
    Season(i32, Season),
    /// A year.
    Year(i32),
    /// The first three digits of its years.
    Decade(i32),
    /// The first two digits of its years; before our era -1 stands for the years 99 to 1.
    Century(i32),
}

impl Stamp {
    /// The unit of the calendar that holds `day`; no clock unit holds a day.
    pub fn holding(day: NaiveDate, unit: Unit) -> Self {
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Self::Day(day),
            Unit::Week => Self::Week(monday(day)),
            Unit::Month => Self::Month(day.year(), day.month()),
            Unit::Quarter => Self::Quarter(day.year(), day.month0() / 3 + 1),
            Unit::Year => Self::Year(day.year()),
            Unit::Decade => Self::Decade(day.year().div_euclid(10)),
            Unit::Century => Self::Century(day.year().div_euclid(100)),
        }
    }

    /// First and last day; `None` beyond the calendar's ends.
    pub fn bounds(self) -> Option<(NaiveDate, NaiveDate)> {
        match self {
            Self::Day(day) => Some((day, day)),
            Self::Week(monday) => Some((monday, monday.checked_add_days(Days::new(6))?)),
            Self::Weekend(monday) => Some((monday.checked_add_days(Days::new(5))?, monday.checked_add_days(Days::new(6))?)),
            Self::Month(year, month) => months(year, month, 1),
            Self::Quarter(year, quarter) => months(year, quarter * 3 - 2, 3),
            Self::Half(year, half) => months(year, half * 6 - 5, 6),
            Self::Season(year, season) => months(year, season.first_month(), 3),
            Self::Year(year) => months(year, 1, 12),
            Self::Decade(decade) => years(decade.checked_mul(10)?, 10),
            Self::Century(century) => years(century.checked_mul(100)?, 100),
        }
    }

    /// The days as bounds with their grain.
    pub fn when(self) -> Option<When> {
        let (first, last) = self.bounds()?;
        Some(When::span(first, last, self.grain()))
    }

    fn grain(self) -> Grain {
        match self {
            Self::Day(_) => Grain::Day,
            Self::Week(_) => Grain::Week,
            Self::Weekend(_) => Grain::Weekend,
            Self::Month(..) => Grain::Month,
            Self::Quarter(..) => Grain::Quarter,
            Self::Half(..) => Grain::Half,
            Self::Season(..) => Grain::Season,
            Self::Year(_) => Grain::Year,
            Self::Decade(_) | Self::Century(_) => Grain::Decade,
        }
    }
}

impl std::fmt::Display for Stamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Day(day) => write!(f, "{}-{:02}-{:02}", Year(day.year()), day.month(), day.day()),
            Self::Week(monday) => write!(f, "{}-W{:02}", monday.iso_week().year(), monday.iso_week().week()),
            Self::Weekend(monday) => write!(f, "{}-W{:02}-WE", monday.iso_week().year(), monday.iso_week().week()),
            Self::Month(year, month) => write!(f, "{}-{month:02}", Year(year)),
            Self::Quarter(year, quarter) => write!(f, "{}-Q{quarter}", Year(year)),
            Self::Half(year, half) => write!(f, "{}-H{half}", Year(year)),
            Self::Season(year, season) => write!(f, "{}-{}", Year(year), season.code()),
            Self::Year(year) => write!(f, "{}", Year(year)),
            Self::Decade(decade) => write!(f, "{decade:03}"),
            Self::Century(century) if century < 0 => write!(f, "BC{:02}", -1 - century),
            Self::Century(century) => write!(f, "{century:02}"),
        }
    }
}

/// A year as TIMEX3 writes it.
struct Year(i32);

impl std::fmt::Display for Year {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            year if year > 0 => write!(f, "{year:04}"),
            year => write!(f, "BC{:04}", 1_i64 - i64::from(year)),
        }
    }
}

/// The Monday of the ISO week that holds `day`.
pub fn monday(day: NaiveDate) -> NaiveDate {
    add_days(day, -i64::from(day.weekday().num_days_from_monday())).unwrap_or(day)
}

/// `day` moved by so many days, if the calendar reaches so far.
pub fn add_days(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    let distance = Days::new(days.unsigned_abs());
    if days < 0 { day.checked_sub_days(distance) } else { day.checked_add_days(distance) }
}

/// `day` moved by so many months, to the last day of a shorter month.
pub fn add_months(day: NaiveDate, count: i64) -> Option<NaiveDate> {
    let distance = Months::new(u32::try_from(count.unsigned_abs()).ok()?);
    if count < 0 { day.checked_sub_months(distance) } else { day.checked_add_months(distance) }
}

/// The last such weekday on or before `day`.
pub fn on_or_before(day: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    let back = (7 + day.weekday().num_days_from_monday() - weekday.num_days_from_monday()) % 7;
    add_days(day, -i64::from(back))
}

/// The next such weekday on or after `day`.
pub fn on_or_after(day: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    let ahead = (7 + weekday.num_days_from_monday() - day.weekday().num_days_from_monday()) % 7;
    add_days(day, i64::from(ahead))
}

fn months(year: i32, month: u32, count: u32) -> Option<(NaiveDate, NaiveDate)> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    Some((first, first.checked_add_months(Months::new(count))?.pred_opt()?))
}

fn years(first: i32, count: i32) -> Option<(NaiveDate, NaiveDate)> {
    Some((NaiveDate::from_ymd_opt(first, 1, 1)?, NaiveDate::from_ymd_opt(first.checked_add(count - 1)?, 12, 31)?))
}
