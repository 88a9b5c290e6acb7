//! Days and their grain.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How finely a time is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grain {
    /// One calendar day.
    Day,
    /// Several named days in a row ("4 to 6 December").
    Days,
    /// A Saturday and Sunday.
    Weekend,
    /// An ISO week, Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A half of a year.
    Half,
    /// A season.
    Season,
    /// A calendar year.
    Year,
    /// Ten years or more.
    Decade,
    /// Bounds that no calendar unit names: "before 30 November", "between two articles".
    Window,
}

/// A time as bounds of days, both inclusive, with `earliest <= latest`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct When {
    earliest: NaiveDate,
    latest: NaiveDate,
    grain: Grain,
}

impl When {
    /// One day.
    pub fn day(day: NaiveDate) -> Self {
        Self { earliest: day, latest: day, grain: Grain::Day }
    }

    /// The days between two bounds, in either order.
    pub fn span(one: NaiveDate, other: NaiveDate, grain: Grain) -> Self {
        Self { earliest: one.min(other), latest: one.max(other), grain }
    }

    /// First possible day.
    pub fn earliest(self) -> NaiveDate {
        self.earliest
    }

    /// Last possible day.
    pub fn latest(self) -> NaiveDate {
        self.latest
    }

    /// How finely it is told.
    pub fn grain(self) -> Grain {
        self.grain
    }

    /// The day, when it is one.
    pub fn exact(self) -> Option<NaiveDate> {
        (self.earliest == self.latest).then_some(self.earliest)
    }

    /// Whether at least one day is shared.
    pub fn meets(self, other: Self) -> bool {
        self.earliest <= other.latest && other.earliest <= self.latest
    }

    /// Number of days covered, one or more.
    pub fn n_days(self) -> i64 {
        (self.latest - self.earliest).num_days() + 1
    }

    /// Whether all its days lie inside `other`.
    pub fn within(self, other: Self) -> bool {
        other.earliest <= self.earliest && self.latest <= other.latest
    }
}
