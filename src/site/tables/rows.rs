//! The rows of the tables, field by field in the order of their columns.

use serde::Serialize;

/// One source.
#[derive(Clone, Debug, Default, Serialize)]
#[allow(missing_docs)] // the columns are documented in docs/exports.md
pub struct SourceRow {
    pub id: String,
    pub file: String,
    pub title: String,
    pub outlet: String,
    pub author: String,
    pub published: String,
    pub earliest: String,
    pub latest: String,
    pub basis: String,
    pub url: String,
    pub language: String,
    pub same_text_as: String,
    pub sha256: String,
    pub section: String,
    pub title_basis: String,
    pub outlet_basis: String,
    pub author_basis: String,
    pub url_basis: String,
    pub language_basis: String,
    pub section_basis: String,
    pub same_text_kind: String,
    pub same_text_share: String,
    pub cites: String,
    pub path: String,
    pub place: String,
    pub place_basis: String,
}

/// One event.
#[derive(Clone, Debug, Default, Serialize)]
#[allow(missing_docs)] // the columns are documented in docs/exports.md
pub struct EventRow {
    pub id: String,
    pub day: String,
    pub earliest: String,
    pub latest: String,
    pub basis: String,
    pub status: String,
    pub kind: String,
    pub title: String,
    pub summary: String,
    pub salience: String,
    pub place: String,
    pub participants: String,
    pub sources: String,
    pub evidence: String,
    pub plover: String,
    pub part_of: String,
    pub path: String,
}

/// One actor.
#[derive(Clone, Debug, Default, Serialize)]
#[allow(missing_docs)] // the columns are documented in docs/exports.md
pub struct ActorRow {
    pub id: String,
    pub name: String,
    pub kind: String,
    pub role: String,
    pub aliases: String,
    pub sources: String,
    pub side: String,
    pub state: String,
    pub path: String,
}

/// One printing of a statement.
#[derive(Clone, Debug, Default, Serialize)]
#[allow(missing_docs)] // the columns are documented in docs/exports.md
pub struct QuoteRow {
    pub id: String,
    pub statement: String,
    pub speaker: String,
    pub speaker_text: String,
    pub words: String,
    pub direct: bool,
    pub day: String,
    pub source: String,
    pub file: String,
}

/// One version of a discrepancy in one source.
#[derive(Clone, Debug, Default, Serialize)]
#[allow(missing_docs)] // the columns are documented in docs/exports.md
pub struct DiscrepancyRow {
    pub id: String,
    pub aspect: String,
    pub about: String,
    pub value: String,
    pub used: bool,
    pub words: String,
    pub source: String,
    pub file: String,
}

/// A sticking point.
#[derive(Clone, Debug, Default, Serialize)]
#[allow(missing_docs)] // the columns are documented in docs/exports.md
pub struct IssueRow {
    pub id: String,
    pub name: String,
    pub named_by: String,
    pub sentences: usize,
    pub sources: String,
    pub path: String,
}

/// Where somebody stands on an issue.
#[derive(Clone, Debug, Default, Serialize)]
#[allow(missing_docs)] // the columns are documented in docs/exports.md
pub struct PositionRow {
    pub actor: String,
    pub issue: String,
    pub stance: String,
    pub words: String,
    pub day: String,
    pub source: String,
    pub file: String,
}

/// Two people who met, or are named together.
#[derive(Clone, Debug, Default, Serialize)]
#[allow(missing_docs)] // the columns are documented in docs/exports.md
pub struct TieRow {
    pub a: String,
    pub b: String,
    pub events: usize,
    pub sources: usize,
    pub sentences: usize,
}
