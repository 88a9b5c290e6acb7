//! The record of what one article says, as `demarche analyze` writes it and `build --readings` takes it.
//!
//! `docs/analyze.md` is the manual of this schema; fields may be added under the same number, nothing is renamed or removed.

mod describe;
mod label;
mod offsets;
mod records;
mod restore;

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::base::{Basis, Grain};
use crate::claims::{Attitude, Hedge, Kind, Part, Status};
use crate::mentions::Form;
use crate::mentions::time::{Direction, Modifier, TimexType, ValueKind};

pub use label::Label;
pub use records::Records;

/// Version of the schema.
pub const SCHEMA: u32 = 1;

/// An id of a record or a chain, as its maker writes it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Id {
    /// A whole number.
    Number(u64),
    /// Anything else.
    Word(String),
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Word(word) => word.fmt(f),
        }
    }
}

/// Start and end in characters of the text (Unicode scalar values), the end exclusive.
pub type Range = [usize; 2];

/// First and last possible day, both inclusive.
pub type Days = [NaiveDate; 2];

/// What one article says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)] // each field is explained in docs/analyze.md, which a test compares with a record
pub struct Record {
    #[serde(default = "current")]
    pub schema: u32,
    pub id: Id,
    pub title: Option<String>,
    pub title_basis: Option<Basis>,
    pub outlet: Option<String>,
    pub outlet_basis: Option<Basis>,
    pub author: Option<String>,
    pub author_basis: Option<Basis>,
    pub url: Option<String>,
    pub url_basis: Option<Basis>,
    pub published: Option<NaiveDate>,
    pub published_basis: Option<Basis>,
    pub published_days: Option<Days>,
    pub language: Option<String>,
    #[serde(default)]
    pub language_basis: Option<Basis>,
    #[serde(default)]
    pub section: Option<String>,
    #[serde(default)]
    pub section_basis: Option<Basis>,
    #[serde(default)]
    pub place: Option<String>,
    #[serde(default)]
    pub place_basis: Option<Basis>,
    pub text: String,
    #[serde(default)]
    pub dropped: Vec<DroppedText>,
    #[serde(default)]
    pub sentences: Vec<Stretch>,
    #[serde(default)]
    pub entities: Vec<Entity>,
    #[serde(default)]
    pub references: Vec<Reference>,
    #[serde(default)]
    pub chains: Vec<ChainRecord>,
    #[serde(default)]
    pub roles: Vec<RoleRecord>,
    #[serde(default)]
    pub timexes: Vec<Timex>,
    #[serde(default)]
    pub quotes: Vec<QuoteRecord>,
    #[serde(default)]
    pub events: Vec<EventRecord>,
    #[serde(default)]
    pub stances: Vec<StanceRecord>,
}

fn current() -> u32 {
    SCHEMA
}

/// A stretch of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // docs/analyze.md
pub struct Stretch {
    pub start: usize,
    pub end: usize,
}

/// What the cleaner left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // docs/analyze.md
pub struct DroppedText {
    pub line: u32,
    pub text: String,
    pub reason: String,
}

/// A name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // docs/analyze.md
pub struct Entity {
    pub start: usize,
    pub end: usize,
    #[serde(rename = "type")]
    pub label: Label,
    pub chain: Option<Id>,
    #[serde(default = "name_form")]
    pub form: Form,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sentence: Option<usize>,
}

fn name_form() -> Form {
    Form::Name
}

/// A phrase without a name that points at a chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // docs/analyze.md
pub struct Reference {
    pub start: usize,
    pub end: usize,
    #[serde(rename = "type")]
    pub label: Label,
    pub chain: Id,
    pub form: Form,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sentence: Option<usize>,
}

/// Mentions of one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // docs/analyze.md
pub struct ChainRecord {
    pub id: Id,
    #[serde(rename = "type")]
    pub label: Label,
    pub name: String,
    #[serde(default)]
    pub name_at: Option<Range>,
    #[serde(default)]
    pub key: Option<String>,
    #[serde(default)]
    pub state: Option<String>,
    #[serde(default)]
    pub mentions: Vec<Range>,
}

/// A role beside a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // docs/analyze.md
pub struct RoleRecord {
    pub start: usize,
    pub end: usize,
    pub chain: Id,
    pub person: String,
    #[serde(default)]
    pub person_at: Option<Range>,
    #[serde(default)]
    pub state: Option<String>,
    #[serde(default)]
    pub former: bool,
}

/// A time expression.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // docs/analyze.md
pub struct Timex {
    pub start: usize,
    pub end: usize,
    #[serde(rename = "type")]
    pub timex: TimexType,
    pub value: Option<String>,
    #[serde(rename = "mod", default)]
    pub modifier: Option<Modifier>,
    pub days: Option<Days>,
    #[serde(default)]
    pub grain: Option<Grain>,
    #[serde(default)]
    pub direction: Option<Direction>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ValueKind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchor: Option<AnchorName>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchor_at: Option<Range>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<Range>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sentence: Option<usize>,
}

/// What a time expression was reckoned from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // docs/analyze.md
pub enum AnchorName {
    Explicit,
    Publication,
    Mention,
}

/// Words attributed to somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // docs/analyze.md
pub struct QuoteRecord {
    pub start: usize,
    pub end: usize,
    pub speaker: Option<String>,
    pub chain: Option<Id>,
    #[serde(default)]
    pub speaker_text: Option<String>,
    #[serde(default)]
    pub speaker_at: Option<Range>,
    pub cue: Option<String>,
    #[serde(default)]
    pub cue_at: Option<Range>,
    pub direct: bool,
    #[serde(default)]
    pub time: Option<usize>,
    #[serde(default)]
    pub utterance: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sentence: Option<usize>,
}

/// One telling of something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // docs/analyze.md
pub struct EventRecord {
    pub start: usize,
    pub end: usize,
    pub kind: Kind,
    pub status: Status,
    pub days: Option<Days>,
    #[serde(default)]
    pub time: Option<usize>,
    pub participants: Vec<Id>,
    #[serde(default)]
    pub parts: Vec<Part>,
    pub place: Option<Id>,
    #[serde(default)]
    pub trigger: Option<Range>,
    #[serde(default)]
    pub definite: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nth_day: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n_days: Option<u8>,
    #[serde(default)]
    pub numbers: Vec<NumberRecord>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sentence: Option<usize>,
}

/// A stated number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // docs/analyze.md
pub struct NumberRecord {
    pub start: usize,
    pub end: usize,
    pub thousandths: i64,
    pub unit_at: Range,
    pub hedge: Hedge,
}

/// Where somebody stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // docs/analyze.md
pub struct StanceRecord {
    pub start: usize,
    pub end: usize,
    pub chain: Id,
    pub attitude: Attitude,
    #[serde(default)]
    pub issues: Vec<String>,
    #[serde(default)]
    pub time: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sentence: Option<usize>,
}

#[cfg(test)]
mod tests;
