//! Who reports what: events by sources.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::tellers;
use crate::base::SourceId;
use crate::claims::Status;
use crate::dossier::{Event, Subject};
use crate::site::desk::Desk;

/// Rows at most.
const EVENTS: usize = 10;
/// Columns at most; with more sources they are grouped by outlet.
const COLUMNS: usize = 12;

/// The table.
#[derive(Clone, Debug, Serialize)]
pub struct Matrix {
    /// Columns from left to right.
    pub columns: Vec<Column>,
    /// Events in order of time.
    pub rows: Vec<Row>,
}

/// One source, or the sources of one outlet.
#[derive(Clone, Debug, Serialize)]
pub struct Column {
    /// Number or name.
    pub label: String,
    /// What a screen reader says.
    pub name: String,
    /// Path of the source's page, or of the list.
    pub href: String,
    /// It is a number.
    pub numeric: bool,
}

/// One event.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// Its title.
    pub title: String,
    /// Its path.
    pub href: String,
    /// Its day in words.
    pub when: String,
    /// `r` reported, `p` announced only, `x` reported but differs, empty: silent.
    pub cells: Vec<&'static str>,
}

/// The matrix of the most salient events; `None` with fewer than two sources or no event.
pub fn matrix(desk: &Desk<'_>) -> Option<Matrix> {
    if desk.dossier.sources.len() < 2 || desk.dossier.timeline.is_empty() {
        return None;
    }
    let mut events: Vec<&Event> = desk.dossier.timeline.iter().filter(|event| event.part_of.is_none()).collect();
    events.sort_by(|a, b| b.salience.total_cmp(&a.salience).then_with(|| a.id.cmp(&b.id)));
    events.truncate(EVENTS);
    events.sort_by_key(|event| event.id);
    let groups = groups(desk);
    let rows = events.into_iter().map(|event| row(desk, event, &groups)).collect();
    Some(Matrix { columns: groups.into_iter().map(|group| group.0).collect(), rows })
}

type Group = (Column, BTreeSet<SourceId>);

fn groups(desk: &Desk<'_>) -> Vec<Group> {
    let order = desk.numbers.order();
    if order.len() <= COLUMNS {
        let column = |&id: &SourceId| {
            let number = desk.numbers.of(id).to_string();
            let name = desk.words.fill("note.source", &[("n", &number)]);
            (Column { label: number, name, href: desk.source_path(id), numeric: true }, BTreeSet::from([id]))
        };
        return order.iter().map(column).collect();
    }
    let mut outlets: BTreeMap<String, BTreeSet<SourceId>> = BTreeMap::new();
    for source in &desk.dossier.sources {
        let outlet = source
            .reading
            .article()
            .meta
            .outlet
            .as_ref()
            .map_or_else(|| desk.words.get("sources.outlet_none").to_owned(), |outlet| outlet.value.clone());
        outlets.entry(outlet).or_default().insert(source.id);
    }
    let mut outlets: Vec<(String, BTreeSet<SourceId>)> = outlets.into_iter().collect();
    outlets.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.0.cmp(&b.0)));
    if outlets.len() > COLUMNS {
        let rest = outlets.split_off(COLUMNS - 1).into_iter().flat_map(|(_, sources)| sources).collect();
        outlets.push((desk.words.get("briefing.other_outlets").to_owned(), rest));
    }
    let column = |(name, sources): (String, BTreeSet<SourceId>)| {
        (Column { label: name.clone(), name, href: "sources/index.html".to_owned(), numeric: false }, sources)
    };
    outlets.into_iter().map(column).collect()
}

fn row(desk: &Desk<'_>, event: &Event, groups: &[Group]) -> Row {
    let differing: BTreeSet<SourceId> = desk
        .differing(&Subject::Event(event.id))
        .filter_map(|(_, discrepancy)| discrepancy.used.map(|(used, _)| (discrepancy, used)))
        .flat_map(|(discrepancy, used)| {
            discrepancy
                .versions
                .iter()
                .enumerate()
                .filter(move |(idx, _)| *idx != used)
                .flat_map(|(_, version)| version.evidence().map(|one| one.source))
        })
        .collect();
    let told: BTreeSet<SourceId> = tellers(event).collect();
    let held: BTreeSet<SourceId> =
        event.accounts.iter().filter(|account| account.status != Status::Planned).map(|account| account.evidence.source).collect();
    let cell = |sources: &BTreeSet<SourceId>| {
        if sources.iter().any(|id| held.contains(id) && !differing.contains(id)) {
            "r"
        } else if sources.iter().any(|id| differing.contains(id)) {
            "x"
        } else if sources.iter().any(|id| told.contains(id)) {
            "p"
        } else {
            ""
        }
    };
    Row {
        title: desk.title(event.id).to_owned(),
        href: desk.event_path(event.id),
        when: event.when.as_ref().map(|when| desk.days.span(when.value)).unwrap_or_default(),
        cells: groups.iter().map(|(_, sources)| cell(sources)).collect(),
    }
}
