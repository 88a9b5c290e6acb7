//! Diagnostics: what was noticed about the user's material.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use std::path::{Path, PathBuf};

use super::codes;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Something was left out or guessed.
    Warning,
    /// A page would be wrong or missing; nothing is written.
    Error,
}

/// Where in the user's files something was noticed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The file, relative to the project folder where possible.
    pub path: PathBuf,
    /// Line, counted from 1.
    pub line: Option<u32>,
    /// Column in characters, counted from 1.
    pub column: Option<u32>,
    /// The text of that line, for a caret under it, and how many characters the caret covers.
    pub snippet: Option<(String, u32)>,
}

impl Place {
    /// A whole file.
    pub fn file(path: impl AsRef<Path>) -> Self {
        Self { path: path.as_ref().to_owned(), line: None, column: None, snippet: None }
    }

    /// A line of a file, counted from 1.
    pub fn line(path: impl AsRef<Path>, line: u32) -> Self {
        Self { line: Some(line), ..Self::file(path) }
    }
}

/// One finding about the user's material.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// Its code; `demarche explain CODE` says more.
    pub code: &'static str,
    /// What was found, in one sentence without a full stop.
    pub message: String,
    /// Where.
    pub place: Option<Place>,
    /// What to try.
    pub hints: Vec<String>,
}

/// A finding as it was written down; its code has to be one of ours.
#[derive(Deserialize)]
struct Written {
    severity: Severity,
    code: String,
    message: String,
    place: Option<Place>,
    hints: Vec<String>,
}

impl<'de> Deserialize<'de> for Diagnostic {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let Written { severity, code, message, place, hints } = Written::deserialize(from)?;
        let known = codes::find(&code).ok_or_else(|| D::Error::custom(format!("there is no code {code}")))?;
        Ok(Self { severity, code: known.code, message, place, hints })
    }
}

impl Diagnostic {
    /// A finding under one of the codes of [`codes`], with the severity that the code has.
    ///
    /// # Panics
    /// In debug builds, when the code is not listed.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        let known = codes::find(code);
        debug_assert!(known.is_some(), "code {code} is not documented");
        let severity = known.map_or(Severity::Warning, |code| code.severity);
        Self { severity, code, message: message.into(), place: None, hints: Vec::new() }
    }

    /// Says where.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Adds something to try.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}

/// All findings of one run, gathered along the way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    items: Vec<Diagnostic>,
}

impl Report {
    /// Adds a finding.
    pub fn add(&mut self, diagnostic: Diagnostic) {
        self.items.push(diagnostic);
    }

    /// Takes over the findings of another report.
    pub fn append(&mut self, other: Self) {
        self.items.extend(other.items);
    }

    /// Findings in the order in which they were made.
    pub fn items(&self) -> &[Diagnostic] {
        &self.items
    }

    /// How many there are of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.items.iter().filter(|item| item.severity == severity).count()
    }

    /// Whether anything forbids writing the site.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }
}
