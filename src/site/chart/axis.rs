//! Columns of the dot strip: days, weeks, months or years.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::dossier::Event;
use crate::site::desk::Desk;

/// Beyond these, columns get coarser.
const MOST_DAYS: i64 = 21;
/// The days of a month have a column each where the page is one month's.
const DAYS_OF_A_MONTH: i64 = 31;
const MOST_WEEKS: i64 = 20;
const MOST_MONTHS: i64 = 40;

/// Where columns begin, and how they are labelled.
pub struct Axis {
    /// First day of each column.
    pub starts: Vec<NaiveDate>,
    /// The last day.
    pub end: NaiveDate,
    /// What a column covers.
    pub unit: Unit,
    /// The page names the month, so that columns need not.
    pub of_a_month: bool,
}

/// What a column covers.
#[derive(Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the words say it
pub enum Unit {
    Day,
    Week,
    Month,
    Year,
}

impl Axis {
    /// The axis over all single days, which may be those `of_a_month`; `None` when there is none.
    pub fn of(events: &[&Event], of_a_month: bool) -> Option<Self> {
        let days = || events.iter().filter_map(|event| event.when.as_ref()?.value.exact());
        let (first, last) = (days().min()?, days().max()?);
        let n_days = (last - first).num_days() + 1;
        let unit = match n_days {
            n if n <= if of_a_month { DAYS_OF_A_MONTH } else { MOST_DAYS } => Unit::Day,
            n if n <= MOST_WEEKS * 7 => Unit::Week,
            n if n <= MOST_MONTHS * 30 => Unit::Month,
            _ => Unit::Year,
        };
        let mut starts = Vec::new();
        let mut at = unit.floor(first);
        while at <= last {
            starts.push(at);
            at = unit.next(at)?;
        }
        Some(Self { starts, end: last, unit, of_a_month })
    }

    /// The column of a day.
    pub fn column(&self, day: NaiveDate) -> Option<usize> {
        self.starts.partition_point(|start| *start <= day).checked_sub(1)
    }

    /// The two lines under a column.
    pub fn label(&self, desk: &Desk<'_>, start: NaiveDate, idx: usize) -> (String, String) {
        let days = &desk.days;
        match self.unit {
            Unit::Day if self.of_a_month => (start.day().to_string(), days.weekday_short(start).to_owned()),
            Unit::Day => (days.short(start), days.weekday_short(start).to_owned()),
            Unit::Week => (days.short(start), String::new()),
            Unit::Month => {
                (days.month_short(start).to_owned(), if start.month0() == 0 || idx == 0 { start.year().to_string() } else { String::new() })
            }
            Unit::Year => (start.year().to_string(), String::new()),
        }
    }
}

impl Unit {
    fn floor(self, day: NaiveDate) -> NaiveDate {
        match self {
            Self::Day => day,
            Self::Week => day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday()))).unwrap_or(day),
            Self::Month => day.with_day(1).unwrap_or(day),
            Self::Year => day.with_day(1).and_then(|day| day.with_month(1)).unwrap_or(day),
        }
    }

    fn next(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Day => day.succ_opt(),
            Self::Week => day.checked_add_days(Days::new(7)),
            Self::Month => day.checked_add_months(Months::new(1)),
            Self::Year => day.checked_add_months(Months::new(12)),
        }
    }
}
