//! What expressions mean: in the order of the text, each with what was said before it.

use chrono::NaiveDate;

use crate::base::{Grain, When};

use super::expr::{Base, Calendar, Clock, Expr, Field, Length, Shift, Step, Vague, YearOf};
use super::find::find_among;
use super::lex::{Token, lex};
use super::place::{Place, entries};
use super::reckon::Scene;
use super::scale::{Count, Part, Unit};
use super::stamp::Stamp;
use super::story::{Mode, Story};
use super::{Anchor, Direction, Found, Modifier, Resolved, TimexType};

/// What the expressions mean when the text was published on `published`; as many, in the same order.
pub fn resolve(text: &str, found: &[Found], published: Option<NaiveDate>) -> Vec<Resolved> {
    resolve_among(text, &lex(text), found, published)
}

/// All time expressions of a text with their meanings: [`find`](super::find()) and [`resolve`] in one reading of the text.
pub fn tag(text: &str, published: Option<NaiveDate>) -> Vec<(Found, Resolved)> {
    let tokens = lex(text);
    let found = find_among(text, &tokens);
    let resolved = resolve_among(text, &tokens, &found, published);
    found.into_iter().zip(resolved).collect()
}

fn resolve_among(text: &str, tokens: &[Token], found: &[Found], published: Option<NaiveDate>) -> Vec<Resolved> {
    let entries = entries(text, tokens, found);
    let mut story = Story::new(found, published);
    let (mut reached, mut ahead) = (0, false);
    let mut read = |(found, entry): (&Found, Option<usize>)| {
        let place = Place::of(text, tokens, found.span);
        story.reach(found.span.start as usize, place.begins_paragraph_since(reached), place.begins_sentence_since(reached));
        let goes_on = ahead && place.goes_on_since(reached);
        reached = place.end;
        // What stands before the date of an entry belongs to the entry before.
        let (direction, either) = if entry.is_some() { (found.expr.direction(), false) } else { place.direction(&found.expr) };
        let direction = if goes_on && direction == Direction::Open { Direction::Future } else { direction };
        ahead = direction == Direction::Future;
        let reading = Reading(Scene { story: &story, direction, either });
        if place.is_spent() && repeats_day(&found.expr) {
            return reading.blank(TimexType::Duration);
        }
        let (mut resolved, stamp) = reading.read(&found.expr);
        if either {
            resolved.direction = story.side(resolved.when);
        } else if matches!(found.expr, Expr::Shift(_)) {
            // The clause tells from where such words reckon, and not where they lie.
            resolved.direction = found.expr.direction();
        }
        let aside = place.is_aside() || story.mode == Mode::News && place.is_subordinate();
        tell(&mut story, found, &resolved, stamp, aside);
        if let (Some(Stamp::Year(year)), true) = (stamp, place.opens_sentence()) {
            story.open_with(year, found.span);
        }
        if let (Some(Stamp::Day(day)), Some(end)) = (stamp, entry) {
            story.enter(day, found.span, end);
        }
        resolved
    };
    found.iter().zip(entries).map(&mut read).collect()
}

/// Lets the story go on with what was read.
fn tell(story: &mut Story, found: &Found, resolved: &Resolved, stamp: Option<Stamp>, aside: bool) {
    let of_today = resolved.anchor == Anchor::Publication && story.mode == Mode::Narrative;
    match stamp {
        Some(stamp) if !of_today && !repeats_day(&found.expr) => {
            story.name(stamp, found.span, aside || looks_back(&found.expr), resolved.anchor == Anchor::Explicit);
        }
        None if found.expr.names_some_day() => story.lose_day(),
        _ => {}
    }
}

/// "at 10:57": the day is the one that was spoken about already.
fn repeats_day(expr: &Expr) -> bool {
    matches!(expr, Expr::Calendar(Calendar { field: Field::Turn { unit: Unit::Day, offset: 0, base: Base::Either }, .. }))
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
struct Reading<'a>(Scene<'a>);

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
        Resolved { timex, value: None, when: None, modifier: None, direction: self.0.direction, anchor: Anchor::None, confidence: 30 }
    }

    fn length(&self, length: &Length) -> Resolved {
        let value = Some(length.unit.duration(length.count));
        let piece = length.within.and_then(|within| self.0.piece(within, length.count, length.unit));
        let when = piece.map(|(first, last, _)| When::span(first, last, Grain::Window));
        let anchor = piece.map_or(Anchor::Explicit, |(.., anchor)| anchor);
        Resolved { value, when, modifier: length.modifier, anchor, confidence: 90, ..self.blank(TimexType::Duration) }
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
        let Some((stamp, anchor, confidence)) = self.0.field(calendar.field) else { return (blank, None) };
        let last = calendar.through.and_then(|through| self.0.field(through.field)).filter(|(last, ..)| follows(stamp, *last));
        let (value, when) = match last {
            Some((last, ..)) => (format!("{stamp}/{last}"), range(stamp, last)),
            None => (format!("{stamp}{}", time_of_day(calendar.part, calendar.clock)), stamp.when()),
        };
        (Resolved { value: Some(value), when, anchor, confidence, ..blank }, Some(stamp))
    }

    /// "today" in a text about the past is no day.
    fn is_nowadays(&self, calendar: &Calendar) -> bool {
        let today = Field::Turn { unit: Unit::Day, offset: 0, base: Base::Publication };
        self.0.story.mode == Mode::Narrative && calendar.field == today && calendar.part.is_none() && calendar.clock.is_none()
    }

    fn shift(&self, shift: &Shift) -> (Resolved, Option<Stamp>) {
        let timex = if shift.unit.is_clock() { TimexType::Time } else { TimexType::Date };
        let blank = Resolved { modifier: beyond(shift), ..self.blank(timex) };
        if shift.count == Count::Some {
            let value = if shift.back { "PAST_REF" } else { "FUTURE_REF" };
            return (Resolved { value: Some(value.to_owned()), ..blank }, None);
        }
        let Some((stamp, anchor, confidence)) = self.0.shifted(shift) else { return (blank, None) };
        let value = format!("{stamp}{}", if shift.unit.is_clock() { "TXX" } else { "" });
        (Resolved { value: Some(value), when: stamp.when(), anchor, confidence, ..blank }, Some(stamp))
    }
}

/// "more than a year ago" lies before the day a year back, "less than a year ago" after it.
fn beyond(shift: &Shift) -> Option<Modifier> {
    match (shift.modifier?, shift.back) {
        (Modifier::MoreThan, true) | (Modifier::LessThan, false) => Some(Modifier::Before),
        (Modifier::MoreThan, false) | (Modifier::LessThan, true) => Some(Modifier::After),
        (modifier, _) => Some(modifier),
    }
}

/// Whether a range may end there.
fn follows(first: Stamp, last: Stamp) -> bool {
    first.bounds().zip(last.bounds()).is_some_and(|(first, last)| first.0 <= last.1)
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
