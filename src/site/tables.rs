//! The tables for machines; their columns are a contract.

mod rows;
mod standing;

use chrono::NaiveDate;
use rayon::prelude::*;
use serde_json::json;

use super::desk::Desk;
use super::printed::Printed;
use super::ties;
use super::views::actor::kind_word;
use super::views::people::side_name;
use crate::base::{Evidence, SourceId, When};
use crate::dossier::{Event, Statement, Subject};
pub use rows::{ActorRow, DiscrepancyRow, EventRow, IssueRow, PositionRow, QuoteRow, SourceRow, TieRow};

/// All tables.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    /// `data/sources.csv`.
    pub sources: Vec<SourceRow>,
    /// `data/events.csv`.
    pub events: Vec<EventRow>,
    /// `data/actors.csv`.
    pub actors: Vec<ActorRow>,
    /// `data/quotes.csv`.
    pub quotes: Vec<QuoteRow>,
    /// `data/discrepancies.csv`.
    pub discrepancies: Vec<DiscrepancyRow>,
    /// `data/issues.csv`.
    pub issues: Vec<IssueRow>,
    /// `data/positions.csv`.
    pub positions: Vec<PositionRow>,
    /// `data/ties.csv`.
    pub ties: Vec<TieRow>,
}

/// Fills all tables, in the order of the dossier's lists; words that the site does not print are shortened.
pub fn all(desk: &Desk<'_>, printed: &Printed<'_, '_>) -> Tables {
    Tables {
        sources: sources(desk),
        events: events(desk, printed),
        actors: actors(desk),
        quotes: quotes(desk, printed),
        discrepancies: discrepancies(desk, printed),
        issues: standing::issues(desk),
        positions: standing::positions(desk, printed),
        ties: ties::between(desk).into_iter().map(|tie| tie_row(desk, &tie)).collect(),
    }
}

/// Every piece of evidence whose words stand in a table.
pub fn evidence_of<'a>(desk: &Desk<'a>) -> impl Iterator<Item = &'a Evidence> {
    let dossier = desk.dossier;
    let events = dossier.timeline.iter().flat_map(|event| event.accounts.iter().map(|account| &account.evidence).chain([&event.summary]));
    let quotes = dossier.statements.iter().flat_map(|statement| statement.wordings.iter().map(|wording| &wording.words));
    let versions = dossier.discrepancies.iter().flat_map(|one| one.versions.iter().flat_map(|version| version.evidence()));
    events.chain(quotes).chain(versions).chain(dossier.positions.iter().map(|position| &position.words))
}

fn sources(desk: &Desk<'_>) -> Vec<SourceRow> {
    let text = |known: &Option<crate::base::Known<String>>| known.as_ref().map(|known| known.value.clone()).unwrap_or_default();
    let basis = |known: &Option<crate::base::Known<String>>| known.as_ref().map(|known| known.basis.word().to_owned()).unwrap_or_default();
    let row = |source: &crate::dossier::Source| {
        let article = source.reading.article();
        let (earliest, latest) = bounds(source.published.as_ref().map(|when| when.value));
        let place = source.reading.place();
        SourceRow {
            id: source_id(desk, source.id),
            file: article.path.clone(),
            title: article.meta.title.value.clone(),
            outlet: text(&article.meta.outlet),
            author: text(&article.meta.author),
            published: iso(source.day),
            earliest,
            latest,
            basis: source.published.as_ref().map(|when| when.basis.word().to_owned()).unwrap_or_default(),
            url: text(&article.meta.url),
            language: text(&article.meta.language),
            same_text_as: source.same_text.as_ref().map(|copy| source_id(desk, copy.earliest)).unwrap_or_default(),
            sha256: article.fingerprint.to_string(),
            section: text(&article.meta.section),
            title_basis: article.meta.title.basis.word().to_owned(),
            outlet_basis: basis(&article.meta.outlet),
            author_basis: basis(&article.meta.author),
            url_basis: basis(&article.meta.url),
            language_basis: basis(&article.meta.language),
            section_basis: basis(&article.meta.section),
            same_text_kind: source.same_text.as_ref().map(|copy| copy.kind.word().to_owned()).unwrap_or_default(),
            same_text_share: source.same_text.as_ref().map(|copy| format!("{:.2}", copy.share)).unwrap_or_default(),
            path: desk.source_path(source.id),
            place: place.as_ref().map(|place| place.value.clone()).unwrap_or_default(),
            place_basis: place.as_ref().map(|place| place.basis.word().to_owned()).unwrap_or_default(),
            cites: source.cites.iter().map(|work| work.name.as_str()).collect::<Vec<_>>().join("; "),
        }
    };
    desk.dossier.sources.iter().map(row).collect()
}

fn events(desk: &Desk<'_>, printed: &Printed<'_, '_>) -> Vec<EventRow> {
    let row = |event: &Event| {
        let when = event.when.as_ref();
        let (earliest, latest) = bounds(when.map(|when| when.value));
        let mut told: Vec<SourceId> = event.accounts.iter().map(|account| account.evidence.source).collect();
        told.sort_unstable();
        told.dedup();
        let participants = super::titles::once_each(&event.participants.iter().map(|part| part.value.actor).collect::<Vec<_>>());
        EventRow {
            id: slug(&desk.addresses.events, event.id.idx()),
            day: iso(when.and_then(|when| when.value.exact())),
            earliest,
            latest,
            basis: when.map(|when| when.basis.word().to_owned()).unwrap_or_default(),
            status: event.status.word().to_owned(),
            kind: event.kind.word().to_owned(),
            title: desk.title(event.id).to_owned(),
            summary: printed.words(&event.summary),
            salience: format!("{:.3}", event.salience),
            place: event.place.as_ref().map(|place| slug(&desk.addresses.actors, place.value.idx())).unwrap_or_default(),
            participants: list(participants.into_iter().map(|id| slug(&desk.addresses.actors, id.idx()))),
            sources: list(told.into_iter().map(|id| source_id(desk, id))),
            evidence: evidence(desk, printed, event),
            plover: event.kind.plover().unwrap_or_default().to_owned(),
            part_of: event.part_of.map(|id| slug(&desk.addresses.events, id.idx())).unwrap_or_default(),
            path: desk.event_path(event.id),
        }
    };
    desk.dossier.timeline.par_iter().map(row).collect()
}

/// The words of every account as a JSON list, each once.
fn evidence(desk: &Desk<'_>, printed: &Printed<'_, '_>, event: &Event) -> String {
    let mut all: Vec<&Evidence> = Vec::new();
    for one in event.accounts.iter().map(|account| &account.evidence) {
        if !all.iter().any(|old| old.source == one.source && old.span == one.span) {
            all.push(one);
        }
    }
    let list: Vec<_> = all.into_iter().map(|one| json!({ "file": file(desk, one.source), "text": printed.words(one) })).collect();
    serde_json::Value::from(list).to_string()
}

fn actors(desk: &Desk<'_>) -> Vec<ActorRow> {
    let row = |actor: &crate::dossier::Actor| ActorRow {
        id: slug(&desk.addresses.actors, actor.id.idx()),
        name: actor.name.value.clone(),
        kind: kind_word(actor.kind).to_owned(),
        role: actor.roles.first().map(|role| role.value.clone()).unwrap_or_default(),
        aliases: list(actor.aliases.iter().map(|alias| alias.name.value.replace(';', ","))),
        sources: list(actor.sources.iter().map(|&id| source_id(desk, id))),
        side: desk.sides.of(actor.id).map(|side| side_name(desk, Some(side))).unwrap_or_default(),
        state: actor.state.map(|id| slug(&desk.addresses.actors, id.idx())).unwrap_or_default(),
        path: desk.actor_href(actor.id).unwrap_or_default(),
    };
    desk.dossier.actors.iter().map(row).collect()
}

fn quotes(desk: &Desk<'_>, printed: &Printed<'_, '_>) -> Vec<QuoteRow> {
    let of_statement = |statement: &Statement| {
        let id = slug(&desk.addresses.statements, statement.id.idx());
        let mut rows = Vec::with_capacity(statement.wordings.len());
        for (wording, n) in statement.wordings.iter().zip(1..) {
            let when = wording.when.or(statement.when.as_ref().map(|when| when.value));
            let speaker_text = wording.speaker_words.map(|span| span.of(desk.body(wording.words.source)).to_owned());
            rows.push(QuoteRow {
                id: format!("{id}-{n}"),
                statement: id.clone(),
                speaker: statement.speaker.map(|id| slug(&desk.addresses.actors, id.idx())).unwrap_or_default(),
                speaker_text: speaker_text
                    .or_else(|| statement.speaker_words.as_ref().map(|words| words.value.clone()))
                    .unwrap_or_default(),
                words: printed.words(&wording.words),
                direct: wording.direct,
                day: iso(when.and_then(When::exact)),
                source: source_id(desk, wording.words.source),
                file: file(desk, wording.words.source),
            });
        }
        rows
    };
    desk.dossier.statements.par_iter().flat_map_iter(of_statement).collect()
}

fn discrepancies(desk: &Desk<'_>, printed: &Printed<'_, '_>) -> Vec<DiscrepancyRow> {
    let mut rows = Vec::new();
    for (idx, discrepancy) in desk.dossier.discrepancies.iter().enumerate() {
        for (version_idx, version) in discrepancy.versions.iter().enumerate() {
            for one in version.evidence() {
                rows.push(DiscrepancyRow {
                    id: slug(&desk.addresses.discrepancies, idx),
                    aspect: discrepancy.aspect.word().to_owned(),
                    about: about(desk, &discrepancy.about),
                    value: version.value.clone(),
                    used: discrepancy.used.is_some_and(|(used, _)| used == version_idx),
                    words: printed.words(one),
                    source: source_id(desk, one.source),
                    file: file(desk, one.source),
                });
            }
        }
    }
    rows
}

fn about(desk: &Desk<'_>, about: &Subject) -> String {
    match about {
        Subject::Actor(id) => slug(&desk.addresses.actors, id.idx()),
        Subject::Event(id) => slug(&desk.addresses.events, id.idx()),
        Subject::Statement(id) => slug(&desk.addresses.statements, id.idx()),
        Subject::Issue(key) => key.clone(),
        Subject::Source(id) => slug(&desk.addresses.sources, id.idx()),
    }
}

fn slug(slugs: &[String], idx: usize) -> String {
    slugs.get(idx).cloned().unwrap_or_default()
}

fn source_id(desk: &Desk<'_>, id: SourceId) -> String {
    slug(&desk.addresses.sources, id.idx())
}

fn file(desk: &Desk<'_>, id: SourceId) -> String {
    desk.source(id).map(|source| source.reading.article().path.clone()).unwrap_or_default()
}

fn tie_row(desk: &Desk<'_>, tie: &ties::Tie) -> TieRow {
    TieRow {
        a: slug(&desk.addresses.actors, tie.pair.0.idx()),
        b: slug(&desk.addresses.actors, tie.pair.1.idx()),
        events: tie.n_events,
        sources: tie.n_sources,
        sentences: tie.n_sentences,
    }
}

fn iso(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn bounds(when: Option<When>) -> (String, String) {
    when.map_or_else(Default::default, |when| (when.earliest().to_string(), when.latest().to_string()))
}

fn list(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(";")
}
