//! The meetings in a row.

use chrono::NaiveDate;
use serde::Serialize;

use super::is_meeting;
use crate::base::{Grain, When};
use crate::claims::Status;
use crate::dossier::Event;
use crate::site::citations::Cards;
use crate::site::desk::Desk;
use crate::site::shown::{self, Said};
use crate::site::titles;
use crate::site::views::event::hue;
use crate::site::views::timeline;
use crate::site::wording::{self, Badge};

/// Beyond this many meetings the middle ones are folded into a gap.
const MOST_STOPS: usize = 6;
/// Words of the clause under a stop.
const CLAUSE_WORDS: usize = 18;
/// The same where the stops stand close.
const CLOSE_WORDS: usize = 10;

/// One stop of the track: a meeting, a gap, or what comes next.
#[derive(Clone, Debug, Serialize)]
pub struct Stop {
    /// When, in words.
    pub when: String,
    /// When, for machines.
    pub datetime: Option<String>,
    /// Place, or the kind of meeting where none is told.
    pub title: String,
    /// Its entry on the timeline.
    pub href: Option<String>,
    /// Who, before the clause.
    pub who: String,
    /// One clause of a source.
    pub said: Option<Said>,
    /// Badges, one at most.
    pub badges: Vec<Badge>,
    /// Hue class.
    pub hue: String,
    /// Drawn hollow: not yet held.
    pub open: bool,
    /// Stands for meetings left out.
    pub gap: bool,
}

/// Dated meetings that took place, in order of time; days of a round are left to their round.
pub fn meetings<'a>(desk: &Desk<'a>) -> Vec<&'a Event> {
    let as_of = desk.dossier.as_of.map(|when| when.latest());
    // A summit of years ago is background; what no source can have seen yet has not been held, whatever its tense.
    let begin = timeline::talks_begin(desk);
    let past = |event: &Event| {
        event
            .when
            .as_ref()
            .is_some_and(|when| as_of.is_none_or(|day| when.value.earliest() <= day) && begin.is_none_or(|day| when.value.latest() >= day))
    };
    let held = |event: &&Event| {
        is_meeting(event) && past(event) && matches!(event.status, Status::Held | Status::UnderWay) && event.part_of.is_none()
    };
    let mut list: Vec<&Event> = desk.dossier.timeline.iter().filter(held).collect();
    list.sort_by_key(|event| (event.when.as_ref().map(|when| likely_day(when.value)), event.id));
    list
}

/// The last meeting whose days are told, else the last of all.
pub fn last_meeting<'a>(desk: &Desk<'a>) -> Option<&'a Event> {
    let all = meetings(desk);
    all.iter().rev().find(|event| event.when.as_ref().is_some_and(|when| days_are_told(when.value))).or(all.last()).copied()
}

/// Whether a span names its days, rather than bounds between which one lies.
pub fn days_are_told(when: When) -> bool {
    when.exact().is_some() || matches!(when.grain(), Grain::Day | Grain::Days | Grain::Weekend)
}

/// The last day of days that are told; the middle of bounds.
fn likely_day(when: When) -> NaiveDate {
    if days_are_told(when) { when.latest() } else { when.earliest() + (when.latest() - when.earliest()) / 2 }
}

/// The first meeting announced for a day after the last report, or without a day.
pub fn next_meeting<'a>(desk: &Desk<'a>) -> Option<&'a Event> {
    let as_of = desk.dossier.as_of.map(|when| when.latest());
    let ahead = |event: &&Event| {
        is_meeting(event)
            && event.status == Status::Planned
            && event.when.as_ref().is_some_and(|when| as_of.is_none_or(|day| when.value.latest() >= day))
    };
    desk.dossier
        .timeline
        .iter()
        .filter(ahead)
        .min_by_key(|event| (event.when.as_ref().map(|when| (when.value.earliest(), when.value.latest())), event.id))
}

/// The stops of the track; none when no meeting is dated.
pub fn stops(desk: &Desk<'_>, cards: &mut Cards<'_, '_>) -> Vec<Stop> {
    let held = meetings(desk);
    let next = next_meeting(desk);
    if held.is_empty() && next.is_none() {
        return Vec::new();
    }
    let n_words = if held.len() > 4 { CLOSE_WORDS } else { CLAUSE_WORDS };
    let stop = |event: &Event, cards: &mut Cards<'_, '_>| stop(desk, event, n_words, cards);
    let mut stops = Vec::new();
    if held.len() > MOST_STOPS {
        stops.extend(held[..3].iter().map(|event| stop(event, cards)));
        stops.push(gap(desk, held.len() - MOST_STOPS));
        stops.extend(held[held.len() - 3..].iter().map(|event| stop(event, cards)));
    } else {
        stops.extend(held.iter().map(|event| stop(event, cards)));
    }
    stops.push(next.map_or_else(|| nothing_next(desk), |event| Stop { open: true, ..stop(event, cards) }));
    stops
}

fn stop(desk: &Desk<'_>, event: &Event, n_words: usize, cards: &mut Cards<'_, '_>) -> Stop {
    let words = desk.words;
    let announced = (event.status == Status::Planned).then(|| Badge::new("plan", words.get("event.planned")));
    let mut badges: Vec<Badge> = announced.into_iter().chain(event.when.iter().filter_map(|when| wording::day_badge(desk, when))).collect();
    badges.truncate(1);
    let told = desk.told(event);
    let text = shown::plain(told.span.of(desk.body(told.source)));
    let chips = cards.chips(std::iter::once(&told).chain(event.accounts.iter().map(|account| &account.evidence)));
    let actors: Vec<_> = event
        .participants
        .iter()
        .map(|part| part.value.actor)
        .filter(|id| Some(*id) != event.place.as_ref().map(|place| place.value))
        .collect();
    let who = titles::upper_first(&titles::list(desk, &titles::once_each(&actors)));
    Stop {
        when: event.when.as_ref().map_or_else(|| words.get("date.none").to_owned(), |when| desk.days.span(when.value)),
        datetime: event.when.as_ref().and_then(|when| crate::site::days::machine(when.value)),
        title: event.place.as_ref().map_or_else(|| words.get("kind.meeting").to_owned(), |place| desk.name(place.value).to_owned()),
        href: Some(desk.event_path(event.id)),
        who,
        said: Some(Said::plain(&shown::cut_clean(titles::without_dateline(&text), n_words), chips)),
        badges,
        hue: hue(desk, event),
        open: false,
        gap: false,
    }
}

fn gap(desk: &Desk<'_>, n: usize) -> Stop {
    Stop { title: desk.words.count("briefing.track_gap", n), gap: true, href: Some("timeline/index.html".to_owned()), ..nothing_next(desk) }
}

fn nothing_next(desk: &Desk<'_>) -> Stop {
    Stop {
        when: desk.words.get("briefing.track_open").to_owned(),
        datetime: None,
        title: desk.words.get("briefing.track_open_title").to_owned(),
        href: None,
        who: String::new(),
        said: None,
        badges: Vec::new(),
        hue: "ot".to_owned(),
        open: true,
        gap: false,
    }
}
