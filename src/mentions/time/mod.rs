//! Time expressions in running text, in the terms of TIMEX3.
//!
//! In comes plain text and, to resolve, the day of publication; out go expressions with their values and the days they cover.
//! Nothing here knows of articles, sites or other documents, so that this part could stand as a crate of its own.

use serde::{Deserialize, Serialize};

use crate::base::{Span, When};

mod beside;
mod cue;
mod expr;
mod find;
mod lex;
mod marks;
mod place;
mod read;
mod reckon;
mod relative;
mod resolve;
mod scale;
mod stamp;
mod story;
mod words;
mod yearing;

#[cfg(test)]
mod properties;

pub use expr::{Base, Calendar, Clock, Expr, Field, Length, Origin, Shift, Step, Through, Vague, Within, YearOf};
pub use find::{find, n_triggers};
pub use marks::{Mark, ValueKind, marks};
pub use relative::Relative;
pub use resolve::{resolve, tag};
pub use scale::{Count, Part, Season, Unit};

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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// Its words.
    pub span: Span,
    /// What it says.
    pub expr: Expr,
}

/// What an expression means given an anchor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Resolved {
    /// TIMEX3 type.
    pub timex: TimexType,
    /// TIMEX3 value; `None` when it cannot be told without an anchor.
    pub value: Option<String>,
    /// The days covered, for expressions that name days; `None` for sets, open references and all durations
    /// but those that are part of a named stretch ("the last week of August").
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
