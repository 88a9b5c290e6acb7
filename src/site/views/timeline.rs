//! The timeline: one page, or an overview with pages by year and month.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::event::EventItem;
use super::shelf::{self, Pager, Way};
use crate::base::When;
use crate::claims::Kind;
use crate::dossier::Event;
use crate::site::chart::{self, Strip, Tally};
use crate::site::citations::Cards;
use crate::site::days;
use crate::site::desk::Desk;
use crate::site::shelves::{Period, Shelf};
use crate::site::views::people::side_name;
use crate::site::wording::Group;

/// Events this many days before the talks are background.
const BACKGROUND_DAYS: u64 = 60;
/// From this many day groups on, a link leads to the latest.
const LONG: usize = 8;
/// The weightiest events that an overview prints.
const WEIGHTIEST: usize = 24;

/// All that a page of the timeline says.
#[derive(Clone, Debug, Serialize)]
pub struct Timeline {
    /// Title with the count.
    pub title: String,
    /// What the badges mean.
    pub lede: String,
    /// How many events there are.
    pub n_events: usize,
    /// The chart; `None` when no event is dated.
    pub strip: Option<Strip>,
    /// The chart as a list, for phones.
    pub tally: Vec<Tally>,
    /// Sides to filter by.
    pub sides: Vec<Choice>,
    /// Groups of kinds to filter by.
    pub kinds: Vec<Choice>,
    /// Path of the last day group, on long pages and on the overview; an anchor when it stands on this page.
    pub latest: Option<String>,
    /// Events long before the talks.
    pub before: Vec<DayGroup>,
    /// "12 earlier events".
    pub before_text: String,
    /// Day groups, oldest first.
    pub days: Vec<DayGroup>,
    /// Events without any day.
    pub undated: Vec<EventItem>,
    /// On an overview: the weightiest events, oldest first.
    pub weightiest: Vec<EventItem>,
    /// On an overview: its pages.
    pub ways: Vec<Way>,
    /// Those of years and months long before the talks.
    pub ways_before: Vec<Way>,
    /// On a page below the overview: its neighbours.
    pub pager: Option<Pager>,
}

/// One choice of a filter.
#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    /// Id of the radio button; the stylesheet knows it.
    pub id: String,
    /// Its words.
    pub label: String,
}

/// Events of one day, or of one span of days.
#[derive(Clone, Debug, Serialize)]
pub struct DayGroup {
    /// Anchor.
    pub id: String,
    /// The day or span in words.
    pub label: String,
    /// The day for machines.
    pub datetime: Option<String>,
    /// "3 events".
    pub count: String,
    /// Its events.
    pub events: Vec<EventItem>,
}

/// Lays out one page of the timeline, counted from 0.
pub fn view(desk: &Desk<'_>, page: usize, cards: &mut Cards<'_, '_>) -> Timeline {
    let shelf = &desk.timeline.list[page];
    let items = desk.timeline.items(page, |own, other| own.holds(*other));
    let all: Vec<&Event> = items.iter().filter_map(|&idx| desk.dossier.timeline.get(idx)).collect();
    let talks = if shelf.covers == Period::All { talks_begin(desk) } else { None };
    let early = |event: &Event| talks.is_some_and(|day| event.when.as_ref().is_some_and(|when| when.value.latest() < day));
    let (before, since): (Vec<&Event>, Vec<&Event>) = all.iter().filter(|event| event.when.is_some()).partition(|event| early(event));
    let mut view = Timeline {
        title: cards.aside(|| title(desk, shelf, &all)),
        lede: desk.words.get(if all.is_empty() { "timeline.empty" } else { "timeline.lede" }).to_owned(),
        n_events: all.len(),
        strip: cards.aside(|| chart::strip(desk, shelf, &since)),
        tally: Vec::new(),
        sides: Vec::new(),
        kinds: Vec::new(),
        latest: None,
        before: Vec::new(),
        before_text: String::new(),
        days: Vec::new(),
        undated: Vec::new(),
        weightiest: Vec::new(),
        ways: Vec::new(),
        ways_before: Vec::new(),
        pager: shelf::pager(desk, &desk.timeline, page, desk.words.get("timeline.whole"), |shelf| shelf::period(desk, shelf)),
    };
    if shelf.is_overview() {
        let whole: Vec<&Event> = since.iter().copied().filter(|event| event.part_of.is_none()).collect();
        let weightiest = chart::heaviest(&whole, WEIGHTIEST);
        view.weightiest = weightiest.into_iter().map(|event| EventItem::new(desk, event, cards)).collect();
        let count = |n| desk.words.count("briefing.events_n", n);
        let long_before = |period: Period| talks.is_some_and(|day| period.ends_before(day));
        view.ways = shelf::ways(desk, &desk.timeline, page, count, |period| !long_before(period));
        view.ways_before = shelf::ways(desk, &desk.timeline, page, count, long_before);
        let n_before = desk.timeline.list.iter().filter(|shelf| long_before(shelf.covers)).map(|shelf| shelf.n_items).sum();
        view.before_text = desk.words.count("timeline.before_text", n_before);
        view.latest = latest_page(desk, shelf);
        return view;
    }
    let undated = all.iter().filter(|event| event.when.is_none());
    view.tally = cards.aside(|| chart::tally(desk, &since));
    view.sides = cards.aside(|| side_choices(desk, &all));
    view.kinds = kind_choices(desk, &all);
    view.before_text = desk.words.count("timeline.before_text", before.len());
    view.before = day_groups(desk, &before, "before", cards);
    view.days = day_groups(desk, &since, "day", cards);
    view.undated = undated.map(|event| EventItem::new(desk, event, cards)).collect();
    view.latest = view.days.last().filter(|_| view.days.len() >= LONG).map(|group| format!("#{}", group.id));
    view
}

/// "12 events on 5 days", "March 2024: 12 events on 5 days".
fn title(desk: &Desk<'_>, shelf: &Shelf<Period>, events: &[&Event]) -> String {
    let words = desk.words;
    if events.is_empty() {
        return words.get("nav.timeline").to_owned();
    }
    let exact_days: BTreeSet<NaiveDate> = events.iter().filter_map(|event| event.when.as_ref()?.value.exact()).collect();
    let on_days = || words.count("timeline.title_days", exact_days.len());
    let whole = shelf.covers == Period::All;
    let mut title = words.count(if whole { "timeline.title" } else { "briefing.events_n" }, events.len());
    if !exact_days.is_empty() && events.len() > 1 {
        title = format!("{title} {}", on_days());
    }
    if whole { title } else { words.fill("timeline.title_period", &[("period", &shelf::period(desk, shelf)), ("events", &title)]) }
}

/// The last page of dated events below an overview.
fn latest_page(desk: &Desk<'_>, own: &Shelf<Period>) -> Option<String> {
    let dated = |shelf: &&Shelf<Period>| !shelf.is_overview() && shelf.covers != Period::Undated && own.covers.holds(shelf.covers);
    desk.timeline.list.iter().rev().find(dated).map(|shelf| shelf.path.clone())
}

/// The first day that is not background: sixty days before the first meeting that is near the sources' own days.
pub fn talks_begin(desk: &Desk<'_>) -> Option<NaiveDate> {
    let first_source = desk.dossier.sources.iter().filter_map(|source| source.day).min();
    let far = first_source.and_then(|day| day.checked_sub_days(Days::new(BACKGROUND_DAYS)));
    let meetings = desk
        .dossier
        .timeline
        .iter()
        .filter(|event| event.kind == Kind::Meeting)
        .filter_map(|event| event.when.as_ref())
        .map(|when| when.value.earliest());
    // A summit of years ago is background itself: only meetings near the reports begin the talks.
    let first_meeting = meetings.filter(|day| far.is_none_or(|far| *day >= far)).min();
    first_meeting.or(first_source)?.checked_sub_days(Days::new(BACKGROUND_DAYS))
}

/// Groups by day or span: a span stands after the last day that falls in it.
fn day_groups(desk: &Desk<'_>, events: &[&Event], prefix: &str, cards: &mut Cards<'_, '_>) -> Vec<DayGroup> {
    let mut groups: BTreeMap<Option<days::Order>, (When, Vec<&Event>)> = BTreeMap::new();
    for event in events {
        let Some(when) = event.when.as_ref().map(|when| when.value) else { continue };
        groups.entry(cards.aside(|| Some(desk.days.order(when)))).or_insert_with(|| (when, Vec::new())).1.push(event);
    }
    let group = |(order, (when, events)): (Option<days::Order>, (When, Vec<&Event>))| {
        let (id, label) = order.map_or_else(Default::default, |(latest, spans, earliest, label)| {
            let id = if spans {
                format!("{prefix}-{earliest}-{latest}-{}", crate::site::route::slug(&label))
            } else {
                format!("{prefix}-{latest}")
            };
            (id, label)
        });
        DayGroup {
            id,
            label,
            datetime: days::machine(when),
            count: desk.words.count("briefing.events_n", events.len()),
            events: events.into_iter().map(|event| EventItem::new(desk, event, cards)).collect(),
        }
    };
    groups.into_iter().map(group).collect()
}

fn side_choices(desk: &Desk<'_>, events: &[&Event]) -> Vec<Choice> {
    let mut present: BTreeSet<usize> = BTreeSet::new();
    for part in events.iter().flat_map(|event| &event.participants) {
        present.insert(desk.sides.of(part.value.actor).map_or(0, |side| side + 1));
    }
    let named = (1..=desk.sides.list().len()).chain([0]).filter(|side| present.contains(side));
    let choices: Vec<Choice> = named.map(|side| Choice { id: format!("s-{side}"), label: side_name(desk, side.checked_sub(1)) }).collect();
    if choices.len() > 1 { choices } else { Vec::new() }
}

fn kind_choices(desk: &Desk<'_>, events: &[&Event]) -> Vec<Choice> {
    let present: BTreeSet<Group> = events.iter().map(|event| Group::of(event.kind)).collect();
    let choices: Vec<Choice> = Group::ALL
        .into_iter()
        .filter(|group| present.contains(group))
        .map(|group| Choice { id: format!("k-{}", group.word()), label: desk.words.get(&format!("group.{}", group.word())).to_owned() })
        .collect();
    if choices.len() > 1 { choices } else { Vec::new() }
}
