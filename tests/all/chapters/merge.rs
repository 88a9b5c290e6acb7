//! Several articles together: the days they get, the actors they name, the events they tell and the points on which they differ.

use std::sync::Arc;

use demarche::base::Report;
use demarche::claims::extract;
use demarche::dossier::{Dossier, Options, Reading, assemble};
use demarche::lexicon::Lexicon;
use demarche::mentions::{NameKind, find};

use crate::support::chapter::{Case, Given};
use crate::support::prose;

pub fn lines(case: &Case) -> Vec<String> {
    let dossier = dossier(case);
    let mut lines: Vec<String> = dossier
        .sources
        .iter()
        .map(|source| format!("source {}: {}", source.id.0 + 1, source.day.map_or_else(|| "undated".to_owned(), |day| day.to_string())))
        .collect();
    lines.extend(dossier.sources.iter().filter_map(|source| {
        let copy = source.same_text.as_ref()?;
        Some(format!("source {}: {} copy of {}, {:.2} in common", source.id.0 + 1, copy.kind.word(), copy.earliest.0 + 1, copy.share))
    }));
    lines.extend(dossier.sources.iter().filter(|source| !source.cites.is_empty()).map(|source| {
        let works: Vec<String> = source
            .cites
            .iter()
            .map(|work| work.source.map_or_else(|| work.name.clone(), |id| format!("{} (source {})", work.name, id.0 + 1)))
            .collect();
        format!("source {} cites {}", source.id.0 + 1, works.join(" / "))
    }));
    lines.extend(dossier.actors.iter().filter(|actor| actor.kind == NameKind::Person).map(|actor| {
        let aliases: Vec<&str> = actor.aliases.iter().map(|alias| alias.name.value.as_str()).collect();
        format!("person {}: {} in {}", actor.name.value, aliases.join(" / "), list(actor.sources.iter().map(|source| source.0)))
    }));
    lines.extend(dossier.timeline.iter().map(|event| line(&dossier, event)));
    lines.extend(dossier.discrepancies.iter().map(|discrepancy| {
        let versions: Vec<String> = discrepancy
            .versions
            .iter()
            .map(|version| format!("{:?} in {}", version.value, list(version.evidence().map(|evidence| evidence.source.0))))
            .collect();
        format!("differ on {}: {}", discrepancy.aspect.word(), versions.join(" / "))
    }));
    lines
}

/// The texts of a case as one corpus.
pub fn dossier(case: &Case) -> Dossier {
    of(&case.given)
}

/// Texts as one corpus.
pub fn of(texts: &[Given]) -> Dossier {
    told(texts, &Lexicon::new(), &mut Report::default())
}

/// The same, with what the desk is told.
pub fn told(texts: &[Given], lexicon: &Lexicon, report: &mut Report) -> Dossier {
    let readings = texts
        .iter()
        .enumerate()
        .map(|(n, given)| {
            let document = Arc::new(prose::numbered(given, n));
            let mentions = find(&document, lexicon);
            let claims = extract(&document, &mentions, lexicon);
            Reading::new(document, mentions, claims)
        })
        .collect();
    assemble(readings, lexicon, Options::default(), report)
}

fn line(dossier: &Dossier, event: &demarche::dossier::Event) -> String {
    let who: Vec<&str> =
        event.participants.iter().map(|participant| dossier.actors[participant.value.actor.idx()].name.value.as_str()).collect();
    let place = event.place.as_ref().map(|place| format!(" in {}", dossier.actors[place.value.idx()].name.value)).unwrap_or_default();
    let when = event.when.as_ref().map_or_else(
        || " undated".to_owned(),
        |known| match known.value.exact() {
            Some(day) => format!(" on {day}"),
            None => format!(" from {} to {}", known.value.earliest(), known.value.latest()),
        },
    );
    format!(
        "{} {}: {}{place}{when}, told in {}",
        event.kind.word(),
        event.status.word(),
        who.join(", "),
        list(event.accounts.iter().map(|account| account.evidence.source.0))
    ) + &cited(event)
}

/// Whom the accounts cite.
fn cited(event: &demarche::dossier::Event) -> String {
    let via: Vec<String> = event
        .accounts
        .iter()
        .filter_map(|account| Some(format!("{} citing {}", account.evidence.source.0 + 1, account.evidence.via.as_ref()?.0)))
        .collect();
    if via.is_empty() { String::new() } else { format!(" ({})", via.join("; ")) }
}

fn list(sources: impl Iterator<Item = u32>) -> String {
    let mut all: Vec<u32> = sources.map(|source| source + 1).collect();
    all.sort_unstable();
    all.dedup();
    all.iter().map(u32::to_string).collect::<Vec<_>>().join(", ")
}
