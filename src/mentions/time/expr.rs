//! What an expression says, independent of an anchor.

use chrono::Weekday;
use serde::{Deserialize, Serialize};

use crate::base::Span;

use super::Modifier;
use super::Resolved;
use super::scale::{Count, Part, Season, Unit};

/// What an expression says, independent of an anchor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Expr {
    /// Already resolved elsewhere (a record made by another engine).
    Fixed(Resolved),
    /// A stretch of the calendar: a day, week, month, year, or a part of a day.
    Calendar(Calendar),
    /// So many units away from something: "two days later", "a year ago".
    Shift(Shift),
    /// A length of time: "five hours".
    Length(Length),
    /// Something that recurs, as its TIMEX3 value: "every day" is `P1D`.
    Repeat(String),
    /// Roughly now, before now or after now.
    Vague(Vague),
}

/// A stretch of the calendar.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Calendar {
    /// Which.
    pub field: Field,
    /// The other end of a range ("4-6 December").
    pub through: Option<Through>,
    /// A part of the day.
    pub part: Option<Part>,
    /// A time of the day.
    pub clock: Option<Clock>,
    /// "early", "the end of" and the like.
    pub modifier: Option<Modifier>,
}

impl From<Field> for Calendar {
    fn from(field: Field) -> Self {
        Self { field, through: None, part: None, clock: None, modifier: None }
    }
}

/// The end of a range whose beginning stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Through {
    /// The last stretch.
    pub field: Field,
    /// The words of the beginning.
    pub first: Span,
    /// The words of the end.
    pub last: Span,
}

/// A named or counted stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Field {
    /// A day of a month, with the weekday when the words give it.
    Day {
        /// Its year.
        year: YearOf,
        /// Its month, 1 to 12.
        month: u32,
        /// Its day, 1 to 31.
        day: u32,
        /// The weekday that stands beside it.
        weekday: Option<Weekday>,
    },
    /// The week that holds a day: "the week of 1 December".
    WeekOf {
        /// The day's year.
        year: YearOf,
        /// Its month, 1 to 12.
        month: u32,
        /// Its day, 1 to 31.
        day: u32,
    },
    /// A day of the month that is being spoken about: "the 15th".
    DayOfMonth(u32),
    /// A month, 1 to 12.
    Month {
        /// Its year.
        year: YearOf,
        /// The month.
        month: u32,
    },
    /// A year.
    Year(i32),
    /// A season, 1 the spring to 4 the winter.
    Season {
        /// Its year.
        year: YearOf,
        /// The season.
        season: Season,
    },
    /// A quarter, 1 to 4; the number is `None` for "the quarter".
    Quarter {
        /// Its year.
        year: YearOf,
        /// The quarter.
        quarter: u32,
    },
    /// A half year, 1 or 2.
    Half {
        /// Its year.
        year: YearOf,
        /// The half.
        half: u32,
    },
    /// Ten years, by their first three digits: 198.
    Decade(i32),
    /// A hundred years, by their first two digits: 19 for the 20th century; negative before our era.
    Century(i32),
    /// A day of the week.
    Weekday(Weekday, Step),
    /// A day of the week so many weeks from this one: "Saturday of next week".
    WeekdayOf(Weekday, i32),
    /// A Saturday and Sunday.
    Weekend(Step),
    /// So many units from the one that holds the anchor: "last week", "the next day", "today".
    Turn {
        /// The unit.
        unit: Unit,
        /// How many units on.
        offset: i32,
        /// From which day.
        base: Base,
    },
    /// No day in particular: "at night".
    AnyDay,
}

/// The year of a month, day or season.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum YearOf {
    /// Not told.
    Unsaid,
    /// Told; 0 is 1 BC.
    Said(i32),
    /// So many years from the anchor's: "April last year", "May of that year".
    Turn(i32, Base),
    /// The nearest such time in a direction: "last April", "the following April".
    Nearest(Step),
}

/// The side on which a weekday, month or season is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// Not told.
    Bare,
    /// "this".
    This,
    /// "last".
    Last,
    /// "next".
    Next,
    /// "the previous", from the time spoken about.
    Previous,
    /// "the following", from the time spoken about.
    Following,
    /// "that", "the same".
    Same,
    /// Beside something that happened and that this room cannot date: "the Sunday before the vote".
    Event,
}

/// From which day an expression reckons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Base {
    /// The day on which the text speaks.
    Publication,
    /// The time that is being spoken about.
    Narrative,
    /// The day spoken about if the paragraph gave one, else the day on which the text speaks.
    Either,
}

/// A time of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// 0 to 24.
    pub hour: u32,
    /// 0 to 59; `None` when only the hour is told.
    pub minute: Option<u32>,
    /// Minutes east of Greenwich, when a zone is told.
    pub zone: Option<i32>,
}

/// So many units away from something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shift {
    /// How many units.
    pub count: Count,
    /// Which units.
    pub unit: Unit,
    /// Towards the past.
    pub back: bool,
    /// From what.
    pub from: Origin,
    /// "nearly", "more than" and the like.
    pub modifier: Option<Modifier>,
}

/// From what a shift is reckoned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Origin {
    /// A day of reckoning.
    Base(Base),
    /// A date that stands beside it: "two days after 5 May".
    Date(Box<Calendar>),
    /// Something that happened and that this room cannot date: "two days after the landing".
    Event,
}

/// A length of time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Length {
    /// How many units.
    pub count: Count,
    /// Which units.
    pub unit: Unit,
    /// "nearly", "more than" and the like.
    pub modifier: Option<Modifier>,
    /// The stretch of the calendar that it is part of: "the last week of August".
    pub within: Option<Within>,
}

/// A place in a longer stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Within {
    /// The longer stretch.
    pub field: Field,
    /// Units before it in that stretch, or behind it when it is counted from the end.
    pub skipped: u32,
    /// Counted from the end.
    pub from_end: bool,
}

/// Roughly now, before now or after now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Vague {
    /// "now", "currently".
    Present,
    /// "recently", "former".
    Past,
    /// "soon", "the future".
    Future,
    /// "this time", "that period": a time that the text speaks about and does not name.
    Spoken,
}
