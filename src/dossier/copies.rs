//! Sources that carry one text: syndicated copies, versions of one story, a page saved twice.
//!
//! Candidates are found by MinHash fingerprints in linear time and verified word by word; `docs/decisions/0008-same-texts.md` has the reasons.

mod candidates;
mod changes;
mod overlap;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;
use rayon::prelude::*;

use super::{Memory, Reading};
use crate::base::SourceId;
use crate::ingest::Meta;
use crate::text::{Outline, Sketch};
pub(super) use candidates::Candidates;
pub use changes::{Change, Changes, Piece, PieceKind, changes, reworded_line};
use overlap::Part;
pub(super) use overlap::Tie;

/// How a source's text is that of an earlier one.
#[derive(Clone, Debug, PartialEq)]
pub struct SameText {
    /// The earliest source of the group, by day and then by file name.
    pub earliest: SourceId,
    /// How the text relates to that one's.
    pub kind: CopyKind,
    /// The share of this source's words that stand in the earliest, 0 to 1.
    pub share: f64,
}

/// How a text relates to an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CopyKind {
    /// Word for word, case, marks and spacing aside.
    Exact,
    /// The same report in another outlet: edited, cut or moved about.
    Near,
    /// The same outlet's later version of its story, or one that adds to it.
    Version,
}

impl CopyKind {
    /// The word used in exports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Near => "near",
            Self::Version => "version",
        }
    }
}

/// Share of a text that is new to it, from which on a text without an outlet counts as a later version.
const ADDS: f64 = 0.15;
/// So many works cited make a digest, whose parts are texts of others.
const DIGEST: usize = 2;

/// Which sources carry one text.
#[derive(Clone, Debug, Default)]
pub(super) struct Copies {
    texts: Texts,
    /// For each source the first of its group in file-name order; itself when it is alone.
    pub first: Vec<SourceId>,
}

/// What is known of the texts.
#[derive(Clone, Debug, Default)]
struct Texts {
    outlines: Vec<Arc<Outline>>,
    readings: Vec<Arc<Reading>>,
    /// Made when they are asked for: most texts are like no other.
    sketches: Vec<OnceLock<Sketch>>,
}

impl Texts {
    fn of(readings: &[Arc<Reading>]) -> Self {
        let text = |reading: &Arc<Reading>| match reading.outline() {
            Some(outline) => (Arc::clone(outline), OnceLock::new()),
            None => {
                let sketch = Sketch::of(&reading.document);
                (Arc::new(sketch.outline()), OnceLock::from(sketch))
            }
        };
        let (outlines, sketches) = readings.par_iter().map(text).unzip();
        Self { outlines, readings: readings.to_vec(), sketches }
    }

    fn sketch(&self, n: usize) -> &Sketch {
        self.sketches[n].get_or_init(|| Sketch::of(&self.readings[n].document))
    }

    /// The share of one text's words that stand in another.
    fn share(&self, n: usize, of_other: usize) -> f64 {
        let share = || overlap::share(self.sketch(n), self.sketch(of_other));
        if self.are_equal(n, of_other) { 1.0 } else { self.readings[n].alone.share(&self.readings[of_other].alone, share) }
    }

    /// How two texts are one.
    fn tie(&self, one: usize, other: usize) -> Option<Tie> {
        let tie = || overlap::tie(self.sketch(one), self.sketch(other));
        self.readings[one].alone.tie(&self.readings[other].alone, tie)
    }

    fn are_equal(&self, one: usize, other: usize) -> bool {
        self.outlines[one].whole == self.outlines[other].whole
    }
}

/// For each source the first, in file-name order, that carries its text; itself when there is none.
pub fn same_texts(readings: &[Arc<Reading>]) -> Vec<SourceId> {
    Copies::find(readings, &Memory::default()).first
}

impl Copies {
    /// Finds the groups.
    pub fn find(readings: &[Arc<Reading>], memory: &Memory) -> Self {
        let texts = Texts::of(readings);
        let pairs = memory.candidates(texts.outlines.clone());
        let verified: Vec<Option<Tie>> = pairs.par_iter().map(|&(one, other)| texts.tie(one, other)).collect();
        let mut groups = Groups::new(readings.len());
        let mut parts: Vec<(usize, usize, Part)> = Vec::new();
        for ((one, other), tie) in pairs.into_iter().zip(verified) {
            match tie {
                Some(Tie::Mutual) => groups.join(one, other),
                Some(Tie::FirstInSecond(part)) => parts.push((one, other, part)),
                Some(Tie::SecondInFirst(part)) => parts.push((other, one, part)),
                None => {}
            }
        }
        join_pages_saved_twice(&texts, &mut groups);
        let is_digest = |n: usize| readings[n].cited_outlets().len() >= DIGEST;
        join_parts(&texts, &parts, is_digest, &mut groups);
        let first = (0..readings.len()).map(|n| readings[groups.root(n)].article().id).collect();
        Self { texts, first }
    }

    /// For each source of a group its tie to the earliest by day, then by file name; `None` for that one itself and for texts of their own.
    pub fn under_the_earliest(&self, readings: &[Arc<Reading>], days: &[Option<NaiveDate>]) -> Vec<Option<SameText>> {
        let mut groups: BTreeMap<SourceId, Vec<usize>> = BTreeMap::new();
        for (n, first) in self.first.iter().enumerate() {
            groups.entry(*first).or_default().push(n);
        }
        let mut ties = vec![None; self.first.len()];
        for group in groups.into_values().filter(|group| group.len() > 1) {
            let Some(head) = group.iter().copied().min_by_key(|&n| (days[n].is_none(), days[n], n)) else { continue };
            for n in group.into_iter().filter(|n| *n != head) {
                let share = self.texts.share(n, head);
                let kind = if self.texts.are_equal(n, head) {
                    CopyKind::Exact
                } else {
                    kind(&readings[n].article().meta, &readings[head].article().meta, share)
                };
                ties[n] = Some(SameText { earliest: readings[head].article().id, kind, share });
            }
        }
        ties
    }
}

/// Whether a text that is not word for word the earlier one is its copy elsewhere or a later version.
fn kind(later: &Meta, earlier: &Meta, share: f64) -> CopyKind {
    let outlets = (later.outlet.as_ref(), earlier.outlet.as_ref());
    let one_address = later.url.is_some() && later.url.as_ref().map(|url| &url.value) == earlier.url.as_ref().map(|url| &url.value);
    let is_version = match outlets {
        _ if one_address => true,
        (Some(one), Some(other)) => one.value.to_lowercase() == other.value.to_lowercase(),
        _ => 1.0 - share >= ADDS,
    };
    if is_version { CopyKind::Version } else { CopyKind::Near }
}

/// Texts too short to tell anything are one when headline and words are equal.
fn join_pages_saved_twice(texts: &Texts, groups: &mut Groups) {
    let mut first: BTreeMap<(u64, &str), usize> = BTreeMap::new();
    for (n, outline) in texts.outlines.iter().enumerate().filter(|(_, outline)| outline.weight > 0) {
        let title = texts.readings[n].article().meta.title.value.as_str();
        let one = *first.entry((outline.whole, title)).or_insert(n);
        groups.join(one, n);
    }
}

/// A shortened text joins the one group that it fits best and never bridges two; a text that holds parts of two groups is a digest of both.
fn join_parts(texts: &Texts, parts: &[(usize, usize, Part)], is_digest: impl Fn(usize) -> bool, groups: &mut Groups) {
    let mut held: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for &(part, whole, _) in parts {
        held.entry(whole).or_default().insert(groups.root(part));
    }
    let of_one_text = |whole: usize| held.get(&whole).is_none_or(|roots| roots.len() == 1) && !is_digest(whole);
    let mut best: BTreeMap<usize, usize> = BTreeMap::new();
    let cut = parts.iter().filter(|&&(_, whole, place)| place == Part::End && of_one_text(whole));
    let mut sorted: Vec<(usize, usize)> = cut.map(|&(part, whole, _)| (part, whole)).collect();
    sorted.sort_by(|a, b| {
        let fit = |pair: &(usize, usize)| texts.share(pair.1, pair.0);
        a.0.cmp(&b.0).then(fit(b).total_cmp(&fit(a))).then(a.1.cmp(&b.1))
    });
    for (part, whole) in sorted {
        best.entry(part).or_insert(whole);
    }
    // One tie for each group of shortened texts: two copies of one cut may fit two longer reports.
    let mut bound: BTreeSet<usize> = BTreeSet::new();
    let ties: Vec<(usize, usize, usize)> = best.into_iter().map(|(part, whole)| (groups.root(part), part, whole)).collect();
    for (root, part, whole) in ties {
        if bound.insert(root) {
            groups.join(part, whole);
        }
    }
}

/// Groups of indices, each known by its first.
#[derive(Clone, Debug)]
struct Groups {
    above: Vec<usize>,
}

impl Groups {
    fn new(n: usize) -> Self {
        Self { above: (0..n).collect() }
    }

    fn root(&self, mut n: usize) -> usize {
        while self.above[n] != n {
            n = self.above[n];
        }
        n
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        let (first, second) = (one.min(other), one.max(other));
        self.above[second] = first;
    }
}

#[cfg(test)]
mod tests;
