//! What tellings of one event, in this article and in dated ones, say about an article's day.

use std::collections::BTreeMap;

use chrono::{Datelike, Duration, NaiveDate};

use super::Calendar;
use super::clues::{from_relative, heads_entry};
use super::window::{OPEN, Weighed};
use crate::base::{Basis, Grain, When};
use crate::dossier::tellings::{Telling, Tellings};
use crate::dossier::{Clue, Reading};
use crate::mentions::TimeMention;
use crate::mentions::time::{Anchor, Direction, Relative};

/// Tellings less alike than this are of different events, as far as anyone can tell.
const LEAST: f64 = 0.25;

/// Ties that count for less are not worth hearing.
const FAINT: f64 = 0.15;

/// Days read less surely tie nothing.
const SURE: u8 = 80;

/// A tie that no weekday confirms counts for so much less.
const UNCONFIRMED: f64 = 0.4;

/// A tie to a day that was itself worked out counts for so much less.
const INFERRED: f64 = 0.8;

/// A length behind an event whose end falls on the weekday named beside it is hardly so by chance.
const CONFIRMED: f64 = 1.8;

/// How many of the likest tellings are heard for one time.
const MOST: usize = 6;

/// The clues of an undated article, each with its weight and the time that it is about.
pub(super) fn of(readings: &[std::sync::Arc<Reading>], calendar: &Calendar, tellings: &Tellings, n: usize) -> Vec<Weighed> {
    let ties = Ties { readings, calendar, tellings };
    let mut clues: Vec<Weighed> = tellings.of_reading(n).iter().flat_map(|telling| ties.of_telling(telling)).collect();
    let times = &readings[n].mentions.times;
    let told = |weighed: &Weighed| (times.get(weighed.group).map(|time| time.sentence), weighed.clue.other.clone());
    // "Voted on Tuesday and were back today": of the times of one sentence, one is the time that the other account tells.
    clues.sort_by(|a, b| told(a).cmp(&told(b)).then(b.weight.total_cmp(&a.weight)).then(a.group.cmp(&b.group)));
    clues.dedup_by(|later, first| told(later) == told(first));
    clues
}

struct Ties<'a> {
    readings: &'a [std::sync::Arc<Reading>],
    calendar: &'a Calendar,
    tellings: &'a Tellings,
}

impl Ties<'_> {
    fn time(&self, telling: &Telling) -> &TimeMention {
        &self.readings[telling.reading].mentions.times[telling.time]
    }

    /// Clues of one time, the strongest first; of several that allow the same days one is enough.
    fn of_telling(&self, telling: &Telling) -> Vec<Weighed> {
        let expr = &self.time(telling).found.expr;
        if expr.relative().is_none() && expr.days_beside_event().is_none() {
            return Vec::new();
        }
        let mut best: BTreeMap<(NaiveDate, NaiveDate), Weighed> = BTreeMap::new();
        for other in self.tellings.near(telling).filter(|other| self.is_another(telling, other)) {
            let Some((day, trust)) = self.known_day(other) else { continue };
            if expr.days_beside_event().is_some() && !telling.shares_near(other) {
                continue;
            }
            let likeness = self.tellings.likeness(telling, other);
            let chance = trust * likeness * likeness / (1.0 + likeness * likeness);
            let Some(weighed) = (likeness >= LEAST).then(|| self.clue(telling, other, day, chance)).flatten() else { continue };
            let allows = (weighed.clue.allows.earliest(), weighed.clue.allows.latest());
            if best.get(&allows).is_none_or(|known| known.weight < weighed.weight) {
                best.insert(allows, weighed);
            }
        }
        let mut best: Vec<Weighed> = best.into_values().collect();
        best.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.clue.evidence.cmp(&b.clue.evidence)));
        best.truncate(MOST);
        // One of them is meant: the more of them are as likely, the less each counts.
        let whole: f64 = best.iter().map(|weighed| weighed.weight).sum();
        best.iter_mut().for_each(|weighed| weighed.weight *= weighed.weight / whole);
        best.retain(|weighed| weighed.weight >= FAINT);
        best
    }

    /// Whether a telling stands in another article, or heads an entry of this one's own dated list.
    fn is_another(&self, telling: &Telling, other: &Telling) -> bool {
        telling.reading != other.reading || telling.time != other.time && heads_entry(&self.readings[other.reading], other.time)
    }

    /// The day of a telling that does not hang on the day which is sought, and how far it can be trusted.
    fn known_day(&self, telling: &Telling) -> Option<(NaiveDate, f64)> {
        let resolved = self.calendar.times[telling.reading].get(telling.time)?;
        let day = resolved.when?.exact().filter(|_| resolved.confidence >= SURE || resolved.anchor == Anchor::None)?;
        let inferred = self.calendar.published[telling.reading].as_ref().is_some_and(|known| known.basis == Basis::Inferred);
        let told =
            self.time(telling).found.expr.relative().is_none() && !matches!(resolved.anchor, Anchor::Publication | Anchor::Mention(_));
        Some((day, if inferred && !told { INFERRED } else { 1.0 }))
    }

    fn clue(&self, telling: &Telling, other: &Telling, day: NaiveDate, chance: f64) -> Option<Weighed> {
        let (time, reading) = (self.time(telling), &self.readings[telling.reading]);
        let (allows, reason, weight) = match time.found.expr.days_beside_event() {
            Some(days) => self.beside_event(telling, day.checked_add_signed(Duration::try_days(days)?)?, chance)?,
            None => {
                let future = time.resolved.direction == Direction::Future;
                let relative = time.found.expr.relative()?;
                let (allows, reason) = from_relative(relative, day, When::day(day), future)?;
                (allows, reason, chance * if names_weekday(relative) { 1.0 } else { UNCONFIRMED })
            }
        };
        let there = self.time(other);
        let evidence = |reading: &Reading, time: &TimeMention| reading.evidence(time.span(), time.sentence);
        let clue = Clue {
            evidence: evidence(reading, time),
            other: Some(evidence(&self.readings[other.reading], there)),
            allows,
            reason,
            dropped: false,
        };
        Some(Weighed { clue, weight, group: telling.time })
    }

    /// "Two days after the landing, he said on Friday": the landing's day gives that Friday, if it is one.
    fn beside_event(&self, telling: &Telling, day: NaiveDate, chance: f64) -> Option<(When, String, f64)> {
        let times = &self.readings[telling.reading].mentions.times;
        let sentence = times[telling.time].sentence;
        let beside = [telling.time.checked_sub(1), telling.time.checked_add(1)];
        let weekday = beside.into_iter().flatten().filter_map(|at| times.get(at)).filter(|time| time.sentence == sentence).find_map(
            |time| match time.found.expr.relative() {
                Some(Relative::Weekday(weekday)) => Some((weekday, time.resolved.direction)),
                _ => None,
            },
        );
        let reason = "It reckons from an event that another account dates".to_owned();
        match weekday {
            Some((named, _)) if named != day.weekday() => None,
            Some((_, Direction::Future)) => Some((
                When::span(day - Duration::days(6), day, Grain::Window),
                format!("{reason}, to a weekday still to come."),
                chance * CONFIRMED,
            )),
            Some(_) => Some((
                When::span(day, day + Duration::days(6), Grain::Window),
                format!("{reason}, to a weekday less than a week back."),
                chance * CONFIRMED,
            )),
            None => Some((
                When::span(day, day + Duration::days(OPEN), Grain::Window),
                format!("{reason}, so it appeared then or later."),
                chance,
            )),
        }
    }
}

/// Whether a weekday among the words had to agree with the day.
fn names_weekday(relative: Relative) -> bool {
    matches!(relative, Relative::Weekday(_) | Relative::LastWeekday(_) | Relative::NextWeekday(_) | Relative::WeekdayOf(..))
}
