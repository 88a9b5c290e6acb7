//! Where a statement stands: the source, the words, and whom the source cites.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Span;

/// One source of a build: its place in file-name order, counted from 0.
///
/// It is stable within a build. The number that readers see is given by `site::citations`, by day and then file name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SourceId(pub u32);

impl SourceId {
    /// The position in a list of all sources in file-name order.
    pub fn idx(self) -> usize {
        self.0 as usize
    }
}

/// Whom a second-hand source cites, as a reader would name it: "CNN", or "its reference 2" when no name is given.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SubSource(pub Arc<str>);

/// The words in a source on which a statement rests.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Evidence {
    /// The source.
    pub source: SourceId,
    /// The words, in the body of that source.
    pub span: Span,
    /// Whom that source cites for them ("source 3, citing CNN").
    pub via: Option<SubSource>,
}

impl Evidence {
    /// Evidence of a source in its own words.
    pub fn new(source: SourceId, span: Span) -> Self {
        Self { source, span, via: None }
    }
}

/// A value together with the evidence that carries it; there is no way to make one without.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited<T> {
    /// What is stated.
    pub value: T,
    first: Evidence,
    more: Vec<Evidence>,
    /// Whether each piece stands behind the one before it: a further one behind the last is new.
    ascends: bool,
}

impl<T> Cited<T> {
    /// A value and its first evidence.
    pub fn new(value: T, first: Evidence) -> Self {
        Self { value, first, more: Vec::new(), ascends: true }
    }

    /// Adds evidence unless it is there already.
    pub fn also(&mut self, evidence: Evidence) {
        if self.ascends && *self.more.last().unwrap_or(&self.first) < evidence {
            self.more.push(evidence);
        } else if self.first != evidence && !self.more.contains(&evidence) {
            self.more.push(evidence);
            self.ascends = false;
        }
    }

    /// The evidence that was given first.
    pub fn first(&self) -> &Evidence {
        &self.first
    }

    /// All evidence, the first in front.
    pub fn evidence(&self) -> impl Iterator<Item = &Evidence> {
        std::iter::once(&self.first).chain(&self.more)
    }

    /// The same evidence for another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Cited<U> {
        Cited { value: change(self.value), first: self.first, more: self.more, ascends: self.ascends }
    }
}
