//! What expressions mean: in the order of the text, each with what was said before it.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::base::{Grain, Span, When};

use super::cue;
use super::expr::{Base, Calendar, Clock, Expr, Field, Length, Origin, Shift, Step, Vague, YearOf};
use super::lex::{Kind, Token, lex};
use super::scale::{Count, Part, Unit};
use super::stamp::{Stamp, add_days, add_months, monday, on_or_after, on_or_before};
use super::story::{Mode, Story};
use super::yearing;
use super::{Anchor, Direction, Found, Resolved, TimexType};

/// What the expressions mean when the text was published on `published`; as many, in the same order.
pub fn resolve(text: &str, found: &[Found], published: Option<NaiveDate>) -> Vec<Resolved> {
    let tokens = lex(text);
    let mut story = Story::new(found, published);
    let mut reached = 0;
    found
        .iter()
        .map(|found| {
            let place = Place::of(text, &tokens, found.span);
            story.reach(found.span.start as usize, place.new_sentence_since(reached));
            reached = place.end;
            let (resolved, stamp) = Reading { story: &story, direction: place.direction(&found.expr) }.read(&found.expr);
            let from_publication = resolved.anchor == Anchor::Publication && story.mode == Mode::Narrative;
            if let Some(stamp) = stamp.filter(|_| !from_publication) {
                story.name(stamp, found.span, place.is_aside() || looks_back(&found.expr));
                if let (Stamp::Day(day), Some(end)) = (stamp, place.entry_end()) {
                    story.enter(day, found.span, end);
                }
            }
            resolved
        })
        .collect()
}

/// What TIMEX3 marks for an expression: the words and their value, twice for a range, which TIMEX3 does not know.
pub fn timexes(found: &Found, resolved: &Resolved) -> Vec<(Span, Option<String>)> {
    let through = found.expr.calendar().and_then(|calendar| calendar.through);
    match (through, resolved.value.as_deref().and_then(|value| value.split_once('/'))) {
        (Some(through), Some((first, last))) => vec![(through.first, Some(first.to_owned())), (through.last, Some(last.to_owned()))],
        _ => vec![(found.span, resolved.value.clone())],
    }
}

/// Where an expression stands among the tokens.
struct Place<'a> {
    text: &'a str,
    tokens: &'a [Token],
    first: usize,
    end: usize,
}

impl<'a> Place<'a> {
    fn of(text: &'a str, tokens: &'a [Token], span: Span) -> Self {
        let first = tokens.partition_point(|token| token.start < span.start as usize);
        let end = tokens.partition_point(|token| token.start < span.end as usize);
        Self { text, tokens, first, end }
    }

    /// Whether the words before it make it a bound and not a time of the story: "until 1953".
    fn is_aside(&self) -> bool {
        self.first.checked_sub(1).is_some_and(|at| matches!(self.tokens[at].key, "until" | "till" | "since"))
    }

    /// Whether a sentence has begun between the token `reached` and this place.
    fn new_sentence_since(&self, reached: usize) -> bool {
        self.tokens
            .get(reached..=self.first)
            .unwrap_or_default()
            .windows(2)
            .any(|pair| pair[1].paragraph || matches!(pair[0].kind, Kind::Mark('.' | '!' | '?')) && pair[1].capital && !pair[1].glued)
    }

    /// The words' own direction, or that of the clause around them.
    fn direction(&self, expr: &Expr) -> Direction {
        match (expr, expr.direction()) {
            (Expr::Calendar(_), Direction::Open) => cue::direction(self.text, self.tokens, self.first, self.end),
            (_, direction) => direction,
        }
    }

    /// The end of the line, when the expression opens a dated entry: "30 April – ...", "- Dec 2, 2025: ...".
    fn entry_end(&self) -> Option<usize> {
        let begins = |at: usize| self.tokens.get(at).is_some_and(|token| token.line);
        let bullet =
            self.first.checked_sub(1).filter(|&at| begins(at) && matches!(self.tokens[at].kind, Kind::Mark('-' | '–' | '*' | '•' | '·')));
        let dash = self.tokens.get(self.end).filter(|token| matches!(token.kind, Kind::Mark('-' | '–' | ':')) && !token.line)?;
        let apart = !dash.glued || dash.kind == Kind::Mark(':') || self.tokens.get(self.end + 1).is_some_and(|next| !next.glued);
        if !(apart && (begins(self.first) || bullet.is_some())) {
            return None;
        }
        let next_line = self.tokens.get(self.end..)?.iter().find(|token| token.line);
        Some(next_line.map_or(self.text.len(), |token| token.start))
    }
}

/// "the previous year": the story tells something from before and goes on where it was.
fn looks_back(expr: &Expr) -> bool {
    match expr.calendar().map(|calendar| calendar.field) {
        Some(Field::Turn { offset, .. }) => offset < 0,
        Some(Field::Month { year: YearOf::Nearest(step), .. } | Field::Season { year: YearOf::Nearest(step), .. }) => {
            step == Step::Previous
        }
        _ => false,
    }
}

/// One expression with what was said before it.
struct Reading<'a> {
    story: &'a Story,
    direction: Direction,
}

/// A stretch, from what it was reckoned, and how surely.
type Reckoned = Option<(Stamp, Anchor, u8)>;

impl Reading<'_> {
    fn read(&self, expr: &Expr) -> (Resolved, Option<Stamp>) {
        match expr {
            Expr::Fixed(resolved) => (resolved.clone(), None),
            Expr::Calendar(calendar) => self.calendar(calendar),
            Expr::Shift(shift) => self.shift(shift),
            Expr::Length(length) => (self.length(length), None),
            Expr::Repeat(value) => (Resolved { value: Some(value.clone()), ..self.blank(TimexType::Set) }, None),
            Expr::Vague(vague) => (self.vague(*vague), None),
        }
    }

    /// Nothing known but the type.
    fn blank(&self, timex: TimexType) -> Resolved {
        Resolved { timex, value: None, when: None, modifier: None, direction: self.direction, anchor: Anchor::None, confidence: 30 }
    }

    fn length(&self, length: &Length) -> Resolved {
        let value = Some(length.unit.duration(length.count));
        Resolved { value, modifier: length.modifier, anchor: Anchor::Explicit, confidence: 90, ..self.blank(TimexType::Duration) }
    }

    fn vague(&self, vague: Vague) -> Resolved {
        let value = match vague {
            Vague::Present => Some("PRESENT_REF"),
            Vague::Past => Some("PAST_REF"),
            Vague::Future => Some("FUTURE_REF"),
            Vague::Spoken => None,
        };
        Resolved { value: value.map(str::to_owned), confidence: 60, ..self.blank(TimexType::Date) }
    }

    fn calendar(&self, calendar: &Calendar) -> (Resolved, Option<Stamp>) {
        let timex = if calendar.part.is_some() || calendar.clock.is_some() { TimexType::Time } else { TimexType::Date };
        let blank = Resolved { modifier: calendar.modifier, ..self.blank(timex) };
        if calendar.field == Field::AnyDay {
            let value = format!("XXXX-XX-XX{}", time_of_day(calendar.part, calendar.clock));
            return (Resolved { value: Some(value), ..blank }, None);
        }
        if self.is_nowadays(calendar) {
            return (self.vague(Vague::Present), None);
        }
        let Some((stamp, anchor, confidence)) = self.field(calendar.field) else { return (blank, None) };
        let (value, when) = match calendar.through.and_then(|through| self.field(through.field)) {
            Some((last, ..)) => (format!("{stamp}/{last}"), range(stamp, last)),
            None => (format!("{stamp}{}", time_of_day(calendar.part, calendar.clock)), stamp.when()),
        };
        (Resolved { value: Some(value), when, anchor, confidence, ..blank }, Some(stamp))
    }

    /// "today" in a text about the past is no day.
    fn is_nowadays(&self, calendar: &Calendar) -> bool {
        let today = Field::Turn { unit: Unit::Day, offset: 0, base: Base::Publication };
        self.story.mode == Mode::Narrative && calendar.field == today && calendar.part.is_none() && calendar.clock.is_none()
    }

    fn field(&self, field: Field) -> Reckoned {
        match field {
            Field::Day { year, month, day, .. } => {
                let (year, anchor, confidence) = yearing::year(self.story, year, month, Some(day), self.direction)?;
                Some((Stamp::Day(NaiveDate::from_ymd_opt(year, month, day)?), anchor, confidence))
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
            Field::Weekend(step) => self.weekend(step),
            Field::Turn { unit, offset, base } => self.turn(unit, offset, base),
            Field::AnyDay => None,
        }
    }

    fn within_year(&self, year: YearOf, month: u32, stamp: impl Fn(i32) -> Stamp) -> Reckoned {
        let (year, anchor, confidence) = yearing::year(self.story, year, month, None, self.direction)?;
        Some((stamp(year), anchor, confidence))
    }

    /// A weekday counts back from the day of publication, that day included, unless the words look ahead.
    fn weekday(&self, weekday: Weekday, step: Step) -> Reckoned {
        let base = match (step, self.story.mode) {
            (Step::Previous | Step::Following | Step::Same, _) | (_, Mode::Narrative) => Base::Narrative,
            _ => Base::Publication,
        };
        let (today, anchor) = self.story.day(base)?;
        let last = on_or_before(today, weekday)?;
        let next = on_or_after(today, weekday)?;
        let (day, confidence) = match step {
            Step::Last => (last_before_this_week(today, last)?, 80),
            Step::Next => (if next == today { add_days(next, 7)? } else { next }, 85),
            Step::This => (add_days(monday(today), i64::from(weekday.num_days_from_monday()))?, 90),
            Step::Previous => (on_or_before(add_days(today, -1)?, weekday)?, 75),
            Step::Following => (on_or_after(add_days(today, 1)?, weekday)?, 75),
            Step::Same => (last, 75),
            Step::Bare if self.story.mode == Mode::Narrative => (next, 60),
            Step::Bare if self.direction == Direction::Future => (next, 90),
            Step::Bare => (last, if self.direction == Direction::Past { 95 } else { 85 }),
        };
        Some((Stamp::Day(day), anchor, confidence))
    }

    fn weekend(&self, step: Step) -> Reckoned {
        let base = if matches!(step, Step::Previous | Step::Following | Step::Same) { Base::Narrative } else { Base::Publication };
        let (today, anchor) = self.story.day(base)?;
        let in_it = today.weekday().num_days_from_monday() >= 5;
        let weeks = match (step, self.direction) {
            (Step::Last | Step::Previous, _) => -1,
            (Step::Next | Step::Following, _) => 1,
            (Step::This | Step::Same, _) | (Step::Bare, Direction::Future) => 0,
            (Step::Bare, _) => -i64::from(!in_it),
        };
        Some((Stamp::Weekend(monday(add_days(today, weeks * 7)?)), anchor, 80))
    }

    fn turn(&self, unit: Unit, offset: i32, base: Base) -> Reckoned {
        if let (Unit::Year, Some((point, anchor))) = (unit, self.story.point(base)) {
            return Some((Stamp::Year(point.year.checked_add(offset)?), anchor, confidence_of(base)));
        }
        if let (Unit::Month, Some((point, anchor))) = (unit, self.story.point(base)) {
            let first = add_months(NaiveDate::from_ymd_opt(point.year, point.month?, 1)?, i64::from(offset))?;
            return Some((Stamp::holding(first, Unit::Month), anchor, confidence_of(base)));
        }
        let (day, anchor) = self.story.day(base)?;
        let moved = moved(day, Count::Exact(offset.unsigned_abs()), unit, offset < 0)?;
        Some((Stamp::holding(moved, unit), anchor, confidence_of(base)))
    }

    fn shift(&self, shift: &Shift) -> (Resolved, Option<Stamp>) {
        let timex = if shift.unit.is_clock() { TimexType::Time } else { TimexType::Date };
        let blank = Resolved { modifier: shift.modifier, ..self.blank(timex) };
        if shift.count == Count::Some {
            let value = if shift.back { "PAST_REF" } else { "FUTURE_REF" };
            return (Resolved { value: Some(value.to_owned()), ..blank }, None);
        }
        let Some((stamp, anchor, confidence)) = self.shifted(shift) else { return (blank, None) };
        let value = format!("{stamp}{}", if shift.unit.is_clock() { "TXX" } else { "" });
        (Resolved { value: Some(value), when: stamp.when(), anchor, confidence, ..blank }, Some(stamp))
    }

    fn shifted(&self, shift: &Shift) -> Reckoned {
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
    fn origin(&self, base: Base, unit: Unit) -> Option<(NaiveDate, Anchor, u8)> {
        if unit < Unit::Month || base == Base::Publication {
            let (day, anchor) = self.story.day(base)?;
            return Some((day, anchor, confidence_of(base)));
        }
        let (point, anchor) = self.story.point(base)?;
        let month = if unit == Unit::Month { point.month? } else { point.month.unwrap_or(1) };
        let day = point.day.or_else(|| NaiveDate::from_ymd_opt(point.year, month, 1))?;
        Some((day, anchor, confidence_of(base)))
    }
}

/// "last Monday" on a Thursday is the one of the week before, since this week's would be "on Monday".
fn last_before_this_week(today: NaiveDate, last: NaiveDate) -> Option<NaiveDate> {
    if monday(last) == monday(today) { add_days(last, -7) } else { Some(last) }
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

fn range(first: Stamp, last: Stamp) -> Option<When> {
    let grain = if matches!(first, Stamp::Day(_)) { Grain::Days } else { Grain::Window };
    Some(When::span(first.bounds()?.0, last.bounds()?.1, grain))
}

fn time_of_day(part: Option<Part>, clock: Option<Clock>) -> String {
    match (part, clock) {
        (_, Some(clock)) => format!("T{:02}:{:02}{}", clock.hour, clock.minute.unwrap_or(0), zone(clock.zone)),
        (Some(part), None) => format!("T{}", part.code()),
        (None, None) => String::new(),
    }
}

fn zone(minutes: Option<i32>) -> String {
    match minutes {
        None => String::new(),
        Some(0) => "Z".to_owned(),
        Some(minutes) => format!("{}{:02}:{:02}", if minutes < 0 { '-' } else { '+' }, minutes.abs() / 60, minutes.abs() % 60),
    }
}
