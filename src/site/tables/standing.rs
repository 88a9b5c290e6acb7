//! Sticking points, and who stands where on them.

use super::rows::{IssueRow, PositionRow};
use super::{file, iso, list, slug, source_id};
use crate::base::When;
use crate::dossier::{Issue, Position};
use crate::site::desk::Desk;
use crate::site::printed::Printed;

/// One row for each issue of the corpus.
pub(super) fn issues(desk: &Desk<'_>) -> Vec<IssueRow> {
    let row = |issue: &Issue| IssueRow {
        id: issue.key.clone(),
        name: desk.issue_name(issue),
        named_by: issue.named_by.word().to_owned(),
        sentences: issue.sentences.len(),
        sources: list(issue.sources.iter().map(|&id| source_id(desk, id))),
        path: desk.issue_path(&issue.key).unwrap_or_default(),
    };
    desk.dossier.issues.iter().map(row).collect()
}

/// One row for each position.
pub(super) fn positions(desk: &Desk<'_>, printed: &Printed<'_, '_>) -> Vec<PositionRow> {
    let row = |position: &Position| PositionRow {
        actor: slug(&desk.addresses.actors, position.actor.idx()),
        issue: position.issue.clone(),
        stance: position.attitude.word().to_owned(),
        words: printed.words(&position.words),
        day: iso(position.when.and_then(When::exact).or_else(|| desk.source(position.words.source)?.day)),
        source: source_id(desk, position.words.source),
        file: file(desk, position.words.source),
    };
    desk.dossier.positions.iter().map(row).collect()
}
