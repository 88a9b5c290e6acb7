//! One issue: who stands where on it, and what touches it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::event::{EventItem, Meter, meter};
use super::people::side_name;
use super::quote::{self, Pull};
use crate::base::Evidence;
use crate::dossier::{Event, Issue, NamedBy, Subject};
use crate::site::citations::{self, Cards};
use crate::site::days;
use crate::site::desk::Desk;
use crate::site::shown::{self, Said};
use crate::site::standing::{Standing, standings};
use crate::site::titles;
use crate::site::wording::{self, DifferCard};

/// Positions of one side that a page prints.
const POSITIONS: usize = 40;
/// Words of a position.
const POSITION_WORDS: usize = 40;
/// Fewer words than these do not stand alone: the sentence around them is printed.
const FEW_WORDS: usize = 6;
/// Events, quotes and sentences that a page prints.
const EVENTS: usize = 30;
const QUOTES: usize = 10;
const SENTENCES: usize = 8;
/// Open points that a page prints.
const OPEN: usize = 8;
/// Words of a quote, and of a sentence.
const QUOTE_WORDS: usize = 50;
const SENTENCE_WORDS: usize = 50;

/// All that an issue's page says.
#[derive(Clone, Debug, Serialize)]
pub struct IssuePage {
    /// Name.
    pub name: String,
    /// It is a phrase of the sources, in English.
    pub found: bool,
    /// For search engines.
    pub description: String,
    /// Sources that touch it.
    pub meter: Meter,
    /// "5 positions, 7 events, 3 quotes".
    pub counts: String,
    /// Positions by side.
    pub sides: Vec<SidePositions>,
    /// The latest events that touch it, newest first.
    pub events: Vec<EventItem>,
    /// "12 earlier events on the timeline".
    pub events_more: Option<String>,
    /// Quotes that touch it, newest first.
    pub quotes: Vec<Pull>,
    /// Further sentences that touch it.
    pub sentences: Vec<Sentence>,
    /// Points on which sources differ and no version is preferred.
    pub differ: Vec<DifferCard>,
    /// "12 more among the differences".
    pub differ_more: Option<String>,
}

/// The positions of one side.
#[derive(Clone, Debug, Serialize)]
pub struct SidePositions {
    /// Anchor.
    pub id: String,
    /// The side's name.
    pub name: String,
    /// Its hue class.
    pub hue: String,
    /// Its positions, newest first.
    pub rows: Vec<PositionRow>,
    /// "and 3 earlier ones".
    pub more: Option<String>,
}

/// One position.
#[derive(Clone, Debug, Serialize)]
pub struct PositionRow {
    /// Whose.
    pub actor: String,
    /// Path of the actor's page.
    pub href: Option<String>,
    /// "rejects".
    pub attitude: String,
    /// The words, with citations of every source that prints them.
    pub said: Said,
    /// Outlets.
    pub by: String,
    /// The day in words.
    pub when: String,
    /// The words give no day: it is the source's.
    pub reported: bool,
    /// The day for machines.
    pub datetime: Option<String>,
}

/// A sentence of a source.
#[derive(Clone, Debug, Serialize)]
pub struct Sentence {
    /// Its words.
    pub said: Said,
    /// Outlet and day.
    pub by: String,
}

/// Lays out one issue's page.
pub fn view(desk: &Desk<'_>, issue: &Issue, cards: &mut Cards<'_, '_>) -> IssuePage {
    let words = desk.words;
    issue.sources.iter().for_each(|&source| cards.draws_on(source));
    let standings = standings(desk, desk.dossier.positions.iter().filter(|position| position.issue == issue.key));
    let touching = events(desk, issue);
    let quotes = quotes(desk, issue, cards);
    let n_quotes = desk.dossier.statements.iter().filter(|statement| statement.direct && statement.issues.contains(&issue.key)).count();
    let counts = [("issues.positions", standings.len()), ("briefing.events_n", touching.len()), ("issues.quotes", n_quotes)];
    let counts: Vec<String> = counts.iter().filter(|(_, n)| *n > 0).map(|(key, n)| words.count(key, *n)).collect();
    let sides = sides(desk, &standings, cards);
    let open = open_points(desk, issue, &touching);
    IssuePage {
        name: desk.issue_name(issue),
        found: issue.named_by == NamedBy::Corpus,
        description: words.fill("issue.description", &[("name", &desk.issue_name(issue)), ("n", &words.number(issue.sources.len()))]),
        meter: meter(desk, issue.sources.iter().copied()),
        counts: counts.join(words.get("list.comma")),
        events: touching.iter().take(EVENTS).map(|event| EventItem::new(desk, event, cards)).collect(),
        events_more: (touching.len() > EVENTS).then(|| words.count("issue.events_more", touching.len() - EVENTS)),
        quotes,
        sentences: sentences(desk, issue, &standings, cards),
        differ_more: (open.len() > OPEN).then(|| words.count("issue.differ_more", open.len() - OPEN)),
        differ: open.into_iter().take(OPEN).filter_map(|idx| wording::differ_card(desk, idx, wording::VERSIONS, cards)).collect(),
        sides,
    }
}

fn sides(desk: &Desk<'_>, standings: &[Standing<'_>], cards: &mut Cards<'_, '_>) -> Vec<SidePositions> {
    let mut by_side: BTreeMap<usize, Vec<&Standing<'_>>> = BTreeMap::new();
    for standing in standings {
        by_side.entry(desk.sides.of(standing.position.actor).unwrap_or(usize::MAX)).or_default().push(standing);
    }
    let mut groups = Vec::new();
    for (n, (idx, mut list)) in by_side.into_iter().enumerate() {
        list.sort_by(|a, b| a.order().cmp(&b.order()));
        let side = Some(idx).filter(|&idx| idx != usize::MAX);
        groups.push(SidePositions {
            id: format!("p-{}", n + 1),
            name: side_name(desk, side),
            hue: desk.sides.hue(side),
            rows: list.iter().take(POSITIONS).map(|standing| row(desk, standing, cards)).collect(),
            more: (list.len() > POSITIONS).then(|| desk.words.count("issue.positions_more", list.len() - POSITIONS)),
        });
    }
    groups
}

fn row(desk: &Desk<'_>, standing: &Standing<'_>, cards: &mut Cards<'_, '_>) -> PositionRow {
    let position = standing.position;
    let body = desk.body(position.words.source);
    let own = shown::plain(position.words.span.of(body));
    let alone = own.split_whitespace().count() >= FEW_WORDS;
    let text = if alone { own } else { shown::plain(position.sentence.span.of(body)) };
    let cut_off = alone && position.words.span.start > position.sentence.span.start;
    let text = shown::cut_clean(&text, POSITION_WORDS);
    PositionRow {
        actor: desk.name(position.actor).to_owned(),
        href: desk.actor_href(position.actor),
        attitude: standing.attitude(desk),
        said: Said::plain(&if cut_off { format!("… {text}") } else { text }, cards.chips(standing.printed.iter().copied())),
        by: outlets(desk, standing),
        reported: position.when.is_none() && standing.day.is_some(),
        when: standing.day.map_or_else(|| desk.words.get("actor.undated").to_owned(), |when| desk.days.span(when)),
        datetime: standing.day.and_then(days::machine),
    }
}

fn outlets(desk: &Desk<'_>, standing: &Standing<'_>) -> String {
    let mut names: Vec<String> = Vec::new();
    for name in standing.printed.iter().map(|evidence| wording::outlet(desk, evidence.source)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    titles::joined(&names, desk.words.get("list.comma"), desk.words.get("list.and"))
}

/// Events of which an account stands in a sentence that touches the issue, newest first, those without a day last.
fn events<'a>(desk: &Desk<'a>, issue: &Issue) -> Vec<&'a Event> {
    let mut found = BTreeSet::new();
    for sentence in &issue.sentences {
        for &id in desk.index.told_by(sentence.source) {
            let Some(event) = desk.dossier.timeline.get(id.idx()) else { continue };
            let told_here = |evidence: &Evidence| evidence.source == sentence.source && evidence.span.overlaps(sentence.span);
            if event.accounts.iter().any(|account| told_here(&account.evidence)) {
                found.insert(id);
            }
        }
    }
    let mut events: Vec<&Event> = found.into_iter().filter_map(|id| desk.dossier.timeline.get(id.idx())).collect();
    events.sort_by_key(|event| Reverse((event.when.as_ref().map(|when| when.value.latest()), event.id)));
    events
}

/// Direct quotes on the issue, newest first, one wording each.
fn quotes(desk: &Desk<'_>, issue: &Issue, cards: &mut Cards<'_, '_>) -> Vec<Pull> {
    let direct = desk.dossier.statements.iter().filter(|statement| statement.direct && statement.issues.contains(&issue.key));
    let mut list: Vec<_> =
        direct.filter_map(|statement| Some((statement, statement.wordings.iter().find(|wording| wording.direct)?))).collect();
    list.retain(|(_, wording)| quote::words_of(desk, wording).split_whitespace().count() > 2);
    list.sort_by_key(|(statement, _)| Reverse((statement.when.as_ref().map(|when| when.value.latest()), statement.id)));
    list.truncate(QUOTES);
    list.into_iter().map(|(statement, wording)| Pull::new(desk, statement, wording, QUOTE_WORDS, true, cards)).collect()
}

/// The best further sentences: none that a position above is taken from, no heading, no copy.
fn sentences(desk: &Desk<'_>, issue: &Issue, standings: &[Standing<'_>], cards: &mut Cards<'_, '_>) -> Vec<Sentence> {
    let taken = |one: &Evidence| {
        standings
            .iter()
            .any(|standing| standing.position.sentence.source == one.source && standing.position.sentence.span.overlaps(one.span))
    };
    let mut printed: Vec<String> = Vec::new();
    let mut list = Vec::new();
    for one in issue.sentences.iter().filter(|one| !taken(one)) {
        let Some(source) = desk.source(one.source) else { continue };
        let text = shown::plain(one.span.of(desk.body(one.source)));
        if source.same_text.is_some() || citations::in_heading(source, one.span) || printed.iter().any(|old| shown::alike(old, &text)) {
            continue;
        }
        let said = Said::of(shown::linked(desk, one, SENTENCE_WORDS, &mut BTreeSet::new()), cards.chips([one]));
        list.push(Sentence { said, by: wording::byline(desk, one.source) });
        printed.push(text);
        if list.len() == SENTENCES {
            break;
        }
    }
    list
}

/// Points about the issue, its events or its quotes on which no version is preferred.
fn open_points(desk: &Desk<'_>, issue: &Issue, events: &[&Event]) -> Vec<usize> {
    let touches = |about: &Subject| match about {
        Subject::Issue(key) => *key == issue.key,
        Subject::Event(id) => events.iter().any(|event| event.id == *id),
        Subject::Statement(id) => desk.statement(*id).is_some_and(|statement| statement.issues.contains(&issue.key)),
        Subject::Actor(_) | Subject::Source(_) => false,
    };
    let all = desk.dossier.discrepancies.iter().enumerate();
    let open = all.filter(|(_, discrepancy)| discrepancy.used.is_none() && touches(&discrepancy.about));
    open.map(|(idx, _)| idx).collect()
}
