//! What TIMEX3 marks for an expression: one mark, or for a range, which TIMEX3 does not know, one for each of its ends.

use serde::{Deserialize, Serialize};

use crate::base::{Span, When};

use super::expr::{Calendar, Expr, Field};
use super::scale::Unit;
use super::stamp::Stamp;
use super::{Found, Resolved, TimexType};

/// A stretch of words with its TIMEX3 value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The words.
    pub span: Span,
    /// Their value; `None` when it cannot be told without an anchor.
    pub value: Option<String>,
    /// The days covered.
    pub when: Option<When>,
}

/// What kind of value an expression has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // the names say it
pub enum ValueKind {
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Half,
    Season,
    Year,
    Decade,
    Century,
    /// "Friday evening".
    PartOfDay,
    /// "10:57", "0800 UTC".
    Clock,
    Duration,
    /// "every day".
    Set,
    /// Roughly now, before or after now.
    Reference,
    /// Its words name a time that nothing fixes.
    Unresolved,
}

/// The marks of an expression.
pub fn marks(found: &Found, resolved: &Resolved) -> Vec<Mark> {
    ends(found, resolved).unwrap_or_else(|| vec![Mark { span: found.span, value: resolved.value.clone(), when: resolved.when }])
}

/// The two ends of a range.
fn ends(found: &Found, resolved: &Resolved) -> Option<Vec<Mark>> {
    let calendar = found.expr.calendar()?;
    let (through, when) = (calendar.through?, resolved.when?);
    let unit = match calendar.field {
        Field::Day { .. } => Unit::Day,
        Field::Year(_) => Unit::Year,
        _ => return None,
    };
    let mark = |span, day| {
        let stamp = Stamp::holding(day, unit);
        Mark { span, value: Some(stamp.to_string()), when: stamp.when() }
    };
    Some(vec![mark(through.first, when.earliest()), mark(through.last, when.latest())])
}

impl Resolved {
    /// What kind of value it is, given what the words say.
    pub fn kind(&self, expr: &Expr) -> ValueKind {
        match (self.timex, self.value.as_deref()) {
            (_, None) => ValueKind::Unresolved,
            (TimexType::Duration, _) => ValueKind::Duration,
            (TimexType::Set, _) => ValueKind::Set,
            (_, Some(value)) if value.ends_with("_REF") => ValueKind::Reference,
            (_, Some(value)) => match expr {
                Expr::Calendar(calendar) => calendar.kind(),
                Expr::Shift(shift) => of_unit(shift.unit),
                _ => of_value(value),
            },
        }
    }
}

impl Calendar {
    fn kind(&self) -> ValueKind {
        match self.field {
            _ if self.clock.is_some() => ValueKind::Clock,
            _ if self.part.is_some() => ValueKind::PartOfDay,
            Field::Day { .. } | Field::DayOfMonth(_) | Field::Weekday(..) | Field::WeekdayOf(..) | Field::AnyDay => ValueKind::Day,
            Field::WeekOf { .. } => ValueKind::Week,
            Field::Weekend(_) => ValueKind::Weekend,
            Field::Month { .. } => ValueKind::Month,
            Field::Season { .. } => ValueKind::Season,
            Field::Quarter { .. } => ValueKind::Quarter,
            Field::Half { .. } => ValueKind::Half,
            Field::Year(_) => ValueKind::Year,
            Field::Decade(_) => ValueKind::Decade,
            Field::Century(_) => ValueKind::Century,
            Field::Turn { unit, .. } => of_unit(unit),
        }
    }
}

fn of_unit(unit: Unit) -> ValueKind {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => ValueKind::Day,
        Unit::Week => ValueKind::Week,
        Unit::Month => ValueKind::Month,
        Unit::Quarter => ValueKind::Quarter,
        Unit::Year => ValueKind::Year,
        Unit::Decade => ValueKind::Decade,
        Unit::Century => ValueKind::Century,
    }
}

/// The kind of a value that another engine wrote.
fn of_value(value: &str) -> ValueKind {
    let (date, time) = value.split_once('T').map_or((value, None), |(date, time)| (date, Some(time)));
    match (time, date.get(4..).unwrap_or_default(), date.len()) {
        (Some(time), ..) if time.starts_with(|c: char| c.is_ascii_digit()) => ValueKind::Clock,
        (Some(_), ..) => ValueKind::PartOfDay,
        (_, week, _) if week.ends_with("-WE") => ValueKind::Weekend,
        (_, week, 8) if week.starts_with("-W") && week != "-WI" => ValueKind::Week,
        (_, part, 7) if part.starts_with("-Q") => ValueKind::Quarter,
        (_, part, 7) if part.starts_with("-H") => ValueKind::Half,
        (_, "-SP" | "-SU" | "-FA" | "-WI", _) => ValueKind::Season,
        (_, _, 10) => ValueKind::Day,
        (_, _, 7) => ValueKind::Month,
        (_, _, 4) => ValueKind::Year,
        (_, _, 3) => ValueKind::Decade,
        (_, _, 2) => ValueKind::Century,
        _ => ValueKind::Unresolved,
    }
}
