//! The tables with what belongs together looked up once.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::site::{ActorRow, EventRow, PositionRow, QuoteRow, Site, SourceRow};

/// The site's tables by id.
pub struct Joined<'s> {
    /// The site.
    pub site: &'s Site,
    actors: BTreeMap<&'s str, &'s ActorRow>,
    sources: BTreeMap<&'s str, &'s SourceRow>,
    events_of: BTreeMap<&'s str, Vec<&'s EventRow>>,
    quotes_of: BTreeMap<&'s str, Vec<&'s QuoteRow>>,
    positions_of: BTreeMap<&'s str, Vec<&'s PositionRow>>,
}

impl<'s> Joined<'s> {
    /// Goes once through the tables.
    pub fn new(site: &'s Site) -> Self {
        let tables = &site.beside.tables;
        let mut events_of: BTreeMap<&str, Vec<&EventRow>> = BTreeMap::new();
        for event in &tables.events {
            for actor in ids(&event.participants) {
                events_of.entry(actor).or_default().push(event);
            }
        }
        let quotes_of = by(&tables.quotes, |quote| &quote.speaker);
        let positions_of = by(&tables.positions, |position| &position.actor);
        Self {
            site,
            actors: tables.actors.iter().map(|actor| (actor.id.as_str(), actor)).collect(),
            sources: tables.sources.iter().map(|source| (source.id.as_str(), source)).collect(),
            events_of,
            quotes_of,
            positions_of,
        }
    }

    /// The display name of an actor; empty for an id that is none.
    pub fn name(&self, actor: &str) -> &'s str {
        self.actors.get(actor).map_or("", |actor| actor.name.as_str())
    }

    /// An actor.
    pub fn actor(&self, id: &str) -> Option<&'s ActorRow> {
        self.actors.get(id).copied()
    }

    /// A source.
    pub fn source(&self, id: &str) -> Option<&'s SourceRow> {
        self.sources.get(id).copied()
    }

    /// Events in which an actor takes part, in order of time.
    pub fn events_of(&self, actor: &str) -> &[&'s EventRow] {
        self.events_of.get(actor).map_or(&[], Vec::as_slice)
    }

    /// Printings of what an actor says, in order of time.
    pub fn quotes_of(&self, actor: &str) -> &[&'s QuoteRow] {
        self.quotes_of.get(actor).map_or(&[], Vec::as_slice)
    }

    /// Where an actor stands, in order of issue and time.
    pub fn positions_of(&self, actor: &str) -> &[&'s PositionRow] {
        self.positions_of.get(actor).map_or(&[], Vec::as_slice)
    }

    /// The absolute address of a path, when the site has one.
    pub fn address(&self, path: &str) -> Option<String> {
        self.site.base_url.as_ref().map(|base| format!("{base}{}", path.replacen("index.html", "", 1)))
    }
}

/// Rows by one of their cells, in their order.
fn by<Row>(rows: &[Row], cell: impl Fn(&Row) -> &str) -> BTreeMap<&str, Vec<&Row>> {
    let mut found: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    rows.iter().for_each(|row| found.entry(cell(row)).or_default().push(row));
    found
}

/// The ids of a cell.
pub fn ids(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').filter(|id| !id.is_empty())
}

/// The first and the last day on which an event can have been; `None` for undated ones.
pub fn days(event: &EventRow) -> Option<(NaiveDate, NaiveDate)> {
    Some((event.earliest.parse().ok()?, event.latest.parse().ok()?))
}
