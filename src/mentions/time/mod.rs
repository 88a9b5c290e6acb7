//! Time expressions in running text, in the terms of TIMEX3.
//!
//! In comes plain text and, to resolve, the day of publication; out go expressions with their values and the days they cover.
//! Nothing here knows of articles, sites or other documents, so that this part could stand as a crate of its own.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::base::{Span, When};

/// The TIMEX3 type of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexType {
    /// A calendar day or anything coarser.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// Something that recurs.
    Set,
}

/// An expression with its meaning before any anchor is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Its words.
    pub span: Span,
    /// What it says.
    pub expr: Expr,
}

/// What an expression says, independent of an anchor.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// Already resolved elsewhere (a record made by another engine).
    Fixed(Resolved),
}

/// How an expression relates to the day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Relative {
    Today,
    Yesterday,
    Tomorrow,
    ThisWeek,
    LastWeek,
    NextWeek,
    ThisMonth,
    LastMonth,
    NextMonth,
    Weekday(chrono::Weekday),
    DaysAgo(u32),
}

impl Expr {
    /// x
    pub fn relative(&self) -> Option<Relative> {
        None
    }
    /// x
    pub fn explicit_day(&self) -> Option<NaiveDate> {
        None
    }
}

/// What an expression means given an anchor.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    /// TIMEX3 type.
    pub timex: TimexType,
    /// TIMEX3 value; `None` when it cannot be told without an anchor.
    pub value: Option<String>,
    /// The days covered, for expressions that name days; `None` for durations, sets and open references.
    pub when: Option<When>,
    /// TIMEX3 modifier: START, MID, END, APPROX, BEFORE, AFTER, LESS_THAN, MORE_THAN.
    pub modifier: Option<Modifier>,
    /// Whether the words place it before or after the anchor.
    pub direction: Direction,
    /// What it was reckoned from.
    pub anchor: Anchor,
    /// How sure the reading is, 0 to 100.
    pub confidence: u8,
}

/// TIMEX3 modifiers in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[allow(missing_docs)] // the names are TIMEX3's own
pub enum Modifier {
    Start,
    Mid,
    End,
    Approx,
    Before,
    After,
    LessThan,
    MoreThan,
}

/// On which side of its anchor an expression lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Before it, or the same day.
    Past,
    /// On the anchor's own day or unit.
    Present,
    /// After it, or the same day.
    Future,
    /// The words do not tell.
    Open,
}

/// What an expression was reckoned from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Anchor {
    /// Nothing: the words name the day in full.
    Explicit,
    /// The day of publication.
    Publication,
    /// An earlier expression in the text.
    Mention(Span),
    /// Not reckoned: no anchor was known.
    None,
}

/// All time expressions of `text`, in order and without overlaps. Total on any text.
pub fn find(_text: &str) -> Vec<Found> {
    Vec::new()
}

/// What the expressions that [`find`] gave for `text` mean when it was published on `published`; as many, in the same order.
pub fn resolve(_text: &str, found: &[Found], _published: Option<NaiveDate>) -> Vec<Resolved> {
    found
        .iter()
        .map(|found| match &found.expr {
            Expr::Fixed(resolved) => resolved.clone(),
        })
        .collect()
}
