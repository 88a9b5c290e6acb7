//! Shared origins, counted once: copies of one text, and reports that several sources cite.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Reading, Work};
use crate::base::{Evidence, SourceId};

/// Which report a piece of evidence rests on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Origin {
    /// A source of the corpus, or the earliest one with its text.
    Source(u32),
    /// A report outside the corpus that some source cites.
    Cited(String),
}

/// Tells on which report each piece of evidence rests.
#[derive(Clone, Debug, Default)]
pub(super) struct Origins {
    of_source: Vec<u32>,
    outlets: BTreeMap<String, u32>,
    /// For each source the works of the corpus that it cites: by its name for them, in lower case.
    works: Vec<Vec<(String, u32)>>,
}

impl Origins {
    pub fn new(readings: &[Arc<Reading>], same_text: &[SourceId], works: &[Vec<Work>]) -> Self {
        let of_source: Vec<u32> = same_text.iter().map(|first| first.0).collect();
        let mut outlets = BTreeMap::new();
        for reading in readings {
            if let Some(outlet) = &reading.article().meta.outlet {
                outlets.entry(outlet.value.to_lowercase()).or_insert(of_source[reading.article().id.idx()]);
            }
        }
        let own = |work: &Work| Some((work.name.to_lowercase(), *of_source.get(work.source?.idx())?));
        let works = works.iter().map(|works| works.iter().filter_map(own).collect()).collect();
        Self { of_source, outlets, works }
    }

    pub fn of(&self, evidence: &Evidence) -> Origin {
        if let Some(via) = &evidence.via {
            let cited = via.0.to_lowercase();
            let works = self.works.get(evidence.source.idx()).into_iter().flatten();
            if let Some((_, origin)) = works.into_iter().find(|(name, _)| cited.contains(name.as_str())) {
                return Origin::Source(*origin);
            }
            if let Some((_, origin)) = self.outlets.iter().find(|(outlet, _)| cited.contains(outlet.as_str())) {
                return Origin::Source(*origin);
            }
            // Two references that a digest does not name are two reports; what it rests on both is its own telling.
            match cited.strip_prefix("its reference ") {
                Some(number) if number.parse::<u32>().is_ok() => return Origin::Cited(format!("{} {cited}", evidence.source.0)),
                Some(_) => {}
                None => return Origin::Cited(cited),
            }
        }
        Origin::Source(self.of_source.get(evidence.source.idx()).copied().unwrap_or(evidence.source.0))
    }

    /// The independent reports behind some evidence: a digest that cites two outlets rests on two.
    pub fn all<'a>(&self, evidence: impl IntoIterator<Item = &'a Evidence>) -> BTreeSet<Origin> {
        evidence.into_iter().map(|evidence| self.of(evidence)).collect()
    }

    /// How many independent reports stand behind some evidence.
    pub fn count<'a>(&self, evidence: impl IntoIterator<Item = &'a Evidence>) -> usize {
        self.all(evidence).len()
    }

    /// One source for each independent report, in file-name order.
    pub fn sources<'a>(&self, evidence: impl IntoIterator<Item = &'a Evidence>) -> Vec<SourceId> {
        let mut first: BTreeMap<Origin, SourceId> = BTreeMap::new();
        for evidence in evidence {
            let kept = first.entry(self.of(evidence)).or_insert(evidence.source);
            *kept = (*kept).min(evidence.source);
        }
        first.into_values().collect::<BTreeSet<_>>().into_iter().collect()
    }

    pub fn number(&self, source: SourceId) -> u32 {
        self.of_source.get(source.idx()).copied().unwrap_or(source.0)
    }
}
