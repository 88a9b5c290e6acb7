//! What the sources of the last day told first.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Serialize;

use super::{pull, topics};
use crate::base::SourceId;
use crate::dossier::{Event, Statement, StatementId};
use crate::site::chart;
use crate::site::citations::Cards;
use crate::site::desk::Desk;
use crate::site::views::event::EventItem;
use crate::site::views::quote::Pull;

/// Events that the section prints.
const EVENTS: usize = 6;
/// Quotes beside them.
const QUOTES: usize = 2;

/// The section.
#[derive(Clone, Debug, Serialize)]
pub struct News {
    /// "New since Friday 5 December".
    pub title: String,
    /// Events, oldest first.
    pub events: Vec<EventItem>,
    /// "and 4 more events".
    pub more: Option<String>,
    /// Quotes that belong to none of them.
    pub quotes: Vec<Pull>,
}

/// Events and statements that no source told before the last day of reports; `None` when there is none, or no earlier day.
pub fn news(desk: &Desk<'_>, cards: &mut Cards<'_, '_>) -> Option<News> {
    let days: BTreeSet<NaiveDate> = desk.dossier.sources.iter().filter_map(|source| source.day).collect();
    let mut latest = days.into_iter().rev();
    let (last, before) = (latest.next()?, latest.next()?);
    let is_new = |source: SourceId| desk.source(source).is_some_and(|source| source.day == Some(last));
    let new_event = |event: &&Event| event.accounts.iter().all(|account| is_new(account.evidence.source));
    let new_statement = |statement: &&Statement| statement.wordings.iter().all(|wording| is_new(wording.words.source));
    let mut titles = BTreeSet::new();
    let events: Vec<&Event> = desk.dossier.timeline.iter().filter(new_event).filter(|event| titles.insert(desk.title(event.id))).collect();
    let printed = chart::heaviest(&events, EVENTS);
    let told: BTreeSet<StatementId> = events.iter().filter_map(|event| event.statement).collect();
    let quotes = desk.dossier.statements.iter().filter(new_statement).map(|statement| statement.id);
    let quotes = quotes.filter(|id| !told.contains(id) && topics::worth_pulling(desk, *id)).take(QUOTES);
    let quotes: Vec<Pull> = quotes.filter_map(|id| pull(desk, id, cards)).collect();
    let n_more = events.len() - printed.len();
    (!printed.is_empty() || !quotes.is_empty()).then(|| News {
        title: desk.words.fill("briefing.news", &[("day", &desk.days.named(before))]),
        events: printed.into_iter().map(|event| EventItem::new(desk, event, cards)).collect(),
        more: (n_more > 0).then(|| desk.words.count("cites.more_events", n_more)),
        quotes,
    })
}
