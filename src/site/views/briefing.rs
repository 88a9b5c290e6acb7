//! The front page.

use std::collections::BTreeSet;

use serde::Serialize;

use super::event::EventItem;
use super::{people, quote::Pull};
use crate::base::SourceId;
use crate::claims::{Kind, Status};
use crate::dossier::{ActorId, Event, EventId};
use crate::site::citations::Cards;
use crate::site::desk::Desk;
use crate::site::map::{self, Map, Mark};
use crate::site::places;
use crate::site::shown::{self, Said};
use crate::site::wording::{self, DifferCard};

mod brief;
mod edited;
mod matrix;
mod news;
mod topics;
mod track;

pub use brief::BriefLine;
pub use matrix::{Matrix, Row};
pub use news::News;
pub use topics::{Paragraph, Topic, titles};
pub use track::Stop;

/// Words of each sentence of the standfirst.
const LEDE_WORDS: usize = 40;
/// Differences that the front page prints, and where there are very many sources.
const DIFFERENCES: usize = 6;
const FEW_DIFFERENCES: usize = 4;
/// Versions of each that the front page prints, and where there are very many sources.
const VERSIONS: usize = 4;
const FEW_VERSIONS: usize = 3;
/// Cards that the front page opens before it opens only those that it must: it has a budget.
const ROOM: usize = 16;
/// Sources that each of its statements cites, where there are very many.
const CHIPS: usize = 3;
/// Events of the panel.
const LATEST: usize = 3;
/// Dots of the locator map.
const DOTS: usize = 8;
/// Sources that the front page lists, and where there are very many.
const SOURCES: usize = 12;
const FEW_SOURCES: usize = 8;

/// All that the front page says.
#[derive(Clone, Debug, Serialize)]
pub struct Briefing {
    /// "Briefing, as reported to …".
    pub kicker: String,
    /// The last day on which any source reports, for machines.
    pub as_of: Option<String>,
    /// Headline.
    pub headline: String,
    /// Two sentences at most.
    pub lede: Vec<Said>,
    /// That the desk wrote headline, standfirst or sections.
    pub edited: Option<String>,
    /// Words in place of the standfirst when there is nothing to cite.
    pub empty: Option<String>,
    /// The position in brief.
    pub brief: Vec<BriefLine>,
    /// Where the talks were held.
    pub map: Option<Map>,
    /// The panel's facts.
    pub facts: Facts,
    /// The latest three events.
    pub latest: Vec<EventItem>,
    /// The meetings in a row.
    pub track: Vec<Stop>,
    /// What is new on the last day of reports.
    pub news: Option<News>,
    /// Sections.
    pub topics: Vec<Topic>,
    /// The first differences.
    pub differ: Vec<DifferCard>,
    /// "All 9 differences", when there are more.
    pub differ_more: Option<String>,
    /// Who reports what.
    pub matrix: Option<Matrix>,
    /// People by side.
    pub people: Vec<people::SideGroup>,
    /// The sources by number; the last of them, when there are many.
    pub sources: Vec<super::sources::SourceItem>,
    /// "All 40 sources", when there are more.
    pub sources_more: Option<String>,
}

/// Facts of the panel, in words.
#[derive(Clone, Debug, Serialize)]
pub struct Facts {
    /// The last meeting that took place.
    pub last: String,
    /// Where it stands on the timeline.
    pub last_href: Option<String>,
    /// The next one announced.
    pub next: String,
    /// Where it stands on the timeline.
    pub next_href: Option<String>,
    /// "5 sources".
    pub sources: String,
    /// "112 sentences".
    pub sentences: String,
    /// "18 events".
    pub events: String,
    /// "19 people".
    pub people: String,
    /// "6 where sources differ".
    pub open: String,
    /// Whether there is any.
    pub has_open: bool,
}

/// Lays out the front page.
pub fn view(desk: &Desk<'_>, cards: &mut Cards<'_, '_>) -> Briefing {
    let dossier = desk.dossier;
    for source in &dossier.sources {
        cards.draws_on(source.id);
    }
    cards.have_room_for(ROOM, CHIPS);
    let lead = lead_event(desk);
    let (lede, told_events) = edited::standfirst(desk, cards).unwrap_or_else(|| lede(desk, lead, cards));
    let words = desk.words;
    let n_sources = dossier.sources.len();
    let n_differ = dossier.discrepancies.len();
    let n_listed = if desk.is_large() { FEW_SOURCES } else { SOURCES };
    let (n_printed, n_versions) = if desk.is_large() { (FEW_DIFFERENCES, FEW_VERSIONS) } else { (DIFFERENCES, VERSIONS) };
    Briefing {
        kicker: dossier.as_of.map_or_else(
            || words.get("briefing.kicker_undated").to_owned(),
            |when| words.fill("briefing.kicker", &[("day", &desk.days.long(when.latest()))]),
        ),
        as_of: dossier.as_of.map(|when| when.latest().to_string()),
        headline: desk.editorial.as_ref().and_then(|own| own.headline.clone()).unwrap_or_else(|| headline(desk, lead)),
        edited: desk.editorial.is_some().then(|| words.get("briefing.edited").to_owned()),
        empty: lede.is_empty().then(|| words.get(if n_sources == 0 { "briefing.empty_lede" } else { "briefing.no_event_lede" }).to_owned()),
        brief: brief::lines(desk, &lede, &told_events, cards),
        map: locator(desk),
        facts: facts(desk),
        latest: latest(desk).into_iter().map(|event| EventItem::new(desk, event, cards)).collect(),
        track: track::stops(desk, cards),
        news: news::news(desk, cards),
        topics: edited::sections(desk, cards).unwrap_or_else(|| topics::topics(desk, &|_| true, cards)),
        differ: (0..n_differ.min(n_printed)).filter_map(|idx| wording::differ_card(desk, idx, n_versions, cards)).collect(),
        differ_more: (n_differ > n_printed).then(|| words.fill("briefing.differ_more", &[("n", &words.number(n_differ))])),
        matrix: matrix::matrix(desk),
        people: people::by_side(desk),
        sources: desk
            .numbers
            .order()
            .iter()
            .skip(n_sources.saturating_sub(n_listed))
            .filter_map(|&id| super::sources::item(desk, id))
            .collect(),
        sources_more: (n_sources > n_listed).then(|| words.fill("briefing.sources_more", &[("n", &words.number(n_sources))])),
        lede,
    }
}

/// The towns where delegations met, and others of the events.
fn locator(desk: &Desk<'_>) -> Option<Map> {
    let words = desk.words;
    let mark = |(id, met): (ActorId, bool)| {
        let mark = places::mark(desk, id, desk.name(id).to_owned())?;
        Some(Mark { filled: met, ..mark })
    };
    let marks: Vec<Mark> = places::of_talks(desk, DOTS).into_iter().filter_map(mark).collect();
    let names = |met: bool| {
        let names: Vec<&str> = marks.iter().filter(|mark| mark.filled == met).map(|mark| mark.name.as_str()).collect();
        if names.is_empty() { words.get("map.none").to_owned() } else { names.join(words.get("list.comma")) }
    };
    let title = words.fill("map.title_talks", &[("met", &names(true)), ("others", &names(false))]);
    let caption = if marks.iter().any(|mark| mark.filled) { "map.caption_talks" } else { "map.caption_index" };
    map::draw(map::Size::Narrow, title, words.get(caption).to_owned(), &marks)
}

/// The most salient event that took place, the later one of equals; else the most salient of any status.
fn lead_event<'a>(desk: &Desk<'a>) -> Option<&'a Event> {
    let best = |wanted: &dyn Fn(&Event) -> bool| {
        desk.dossier.timeline.iter().filter(|event| wanted(event)).max_by(|a, b| {
            let day = |event: &Event| event.when.as_ref().map(|when| when.value.latest());
            a.salience.total_cmp(&b.salience).then_with(|| day(a).cmp(&day(b)))
        })
    };
    best(&|event| matches!(event.status, Status::Held | Status::UnderWay)).or_else(|| best(&|_| true))
}

/// The headline of the front page, for lists of front pages.
pub fn headline_of_the_day(desk: &Desk<'_>) -> String {
    headline(desk, lead_event(desk))
}

fn headline(desk: &Desk<'_>, lead: Option<&Event>) -> String {
    let words = desk.words;
    match (lead, desk.dossier.sources.len()) {
        (Some(event), _) => desk.title(event.id).to_owned(),
        (None, 0) => words.get("briefing.empty_headline").to_owned(),
        (None, 1) => words.get("briefing.no_event_headline_one").to_owned(),
        (None, n) => words.fill("briefing.no_event_headline", &[("n", &words.number(n))]),
    }
}

/// A sentence on the lead event and one on the next most salient, each a source's own.
fn lede(desk: &Desk<'_>, lead: Option<&Event>, cards: &mut Cards<'_, '_>) -> (Vec<Said>, Vec<EventId>) {
    let Some(lead) = lead else { return Default::default() };
    let mut told_events = Vec::new();
    let mut others: Vec<&Event> =
        desk.dossier.timeline.iter().filter(|event| event.id != lead.id && event.part_of != Some(lead.id)).collect();
    others.sort_by(|a, b| b.salience.total_cmp(&a.salience));
    let mut seen = Default::default();
    let mut printed: Vec<String> = Vec::new();
    let mut lede = Vec::new();
    for event in std::iter::once(lead).chain(others) {
        let told = desk.told(event);
        let text = shown::plain(told.span.of(desk.body(told.source)));
        if printed.iter().any(|old| shown::alike(old, &text)) || event.id != lead.id && !shown::is_sentence(&text) {
            continue;
        }
        let chips = cards.chips(std::iter::once(&told).chain(event.accounts.iter().map(|account| &account.evidence)));
        lede.push(Said::of(shown::linked(desk, &told, LEDE_WORDS, &mut seen), chips));
        printed.push(text);
        told_events.push(event.id);
        if lede.len() == 2 {
            break;
        }
    }
    (lede, told_events)
}

fn facts(desk: &Desk<'_>) -> Facts {
    let (dossier, words) = (desk.dossier, desk.words);
    let last = track::last_meeting(desk);
    let next = track::next_meeting(desk);
    let said = |event: &Event| {
        let when = event.when.as_ref().map_or_else(|| words.get("date.none").to_owned(), |when| desk.days.span(when.value));
        let place = event.place.as_ref().map(|place| format!("{}{}", words.get("list.comma"), desk.name(place.value)));
        format!("{when}{}", place.unwrap_or_default())
    };
    let n_sentences = dossier.sources.iter().map(|source| source.reading.document.sentences.len()).sum();
    Facts {
        last: last.map_or_else(|| words.get("briefing.no_last").to_owned(), said),
        last_href: last.map(|event| desk.event_path(event.id)),
        next: next.map_or_else(|| words.get("briefing.no_next").to_owned(), said),
        next_href: next.map(|event| desk.event_path(event.id)),
        sources: words.count("briefing.sources_n", dossier.sources.len()),
        sentences: words.count("briefing.sentences_n", n_sentences),
        events: words.count("briefing.events_n", dossier.timeline.len()),
        people: words.count("briefing.people_n", people::all(desk).count()),
        open: if dossier.discrepancies.is_empty() {
            words.get("briefing.open_none").to_owned()
        } else {
            words.count("briefing.open_count", dossier.discrepancies.len())
        },
        has_open: !dossier.discrepancies.is_empty(),
    }
}

/// The three latest events whose days are told and that are not merely announced, newest first; no title twice.
pub fn latest<'a>(desk: &Desk<'a>) -> Vec<&'a Event> {
    let day = |event: &Event| {
        event.when.as_ref().map(|when| when.value).filter(|when| track::days_are_told(*when)).map(|when| (when.latest(), when.earliest()))
    };
    let as_of = desk.dossier.as_of.map(|when| when.latest());
    let past = |event: &Event| day(event).is_some_and(|(_, earliest)| as_of.is_none_or(|day| earliest <= day));
    let mut dated: Vec<&Event> = desk.dossier.timeline.iter().filter(|event| past(event) && event.status != Status::Planned).collect();
    dated.sort_by(|a, b| day(b).cmp(&day(a)).then_with(|| b.salience.total_cmp(&a.salience)).then_with(|| a.id.cmp(&b.id)));
    let mut titles = BTreeSet::new();
    dated.retain(|event| titles.insert(desk.title(event.id)));
    dated.truncate(LATEST);
    dated
}

/// Whether delegations came together in it.
fn is_meeting(event: &Event) -> bool {
    event.kind == Kind::Meeting
}

/// The independent sources that tell an event.
fn tellers(event: &Event) -> impl Iterator<Item = SourceId> + '_ {
    event.accounts.iter().map(|account| account.evidence.source)
}

/// A pull quote beside a section.
fn pull(desk: &Desk<'_>, id: crate::dossier::StatementId, cards: &mut Cards<'_, '_>) -> Option<Pull> {
    let statement = desk.statement(id)?;
    let wording = statement.wordings.iter().find(|wording| wording.direct)?;
    Some(Pull::new(desk, statement, wording, topics::PULL_WORDS, true, cards))
}
