//! Near-identical texts and shared origins, counted once.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::Reading;
use crate::base::{Evidence, SourceId};

/// Words in a shingle: long enough that two articles share one only by copying.
const SHINGLE: usize = 6;
/// Share of the shorter text's shingles that a copy has in common with it.
const COPY: f64 = 0.5;

/// For each source the first source, in file-name order, that carries nearly its text; itself when there is none.
pub(super) fn same_texts(readings: &[Arc<Reading>]) -> Vec<SourceId> {
    let sets: Vec<Vec<u64>> = readings.iter().map(|reading| shingles(reading.article().body())).collect();
    let mut holders: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut first: Vec<usize> = Vec::with_capacity(sets.len());
    for (n, set) in sets.iter().enumerate() {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for shingle in set {
            for &other in holders.get(shingle).into_iter().flatten() {
                *shared.entry(other).or_default() += 1;
            }
        }
        let twin = shared.into_iter().find(|&(other, count)| {
            let shorter = set.len().min(sets[other].len()).max(1);
            count as f64 >= COPY * shorter as f64 && shorter >= 20
        });
        first.push(twin.map_or(n, |(other, _)| first[other]));
        for &shingle in set {
            // A shingle that stands in many texts is a formula, not a copy; the cap keeps the work linear.
            let list = holders.entry(shingle).or_default();
            if list.len() < 16 {
                list.push(n);
            }
        }
    }
    first.into_iter().map(|n| readings[n].article().id).collect()
}

/// Fingerprints of the distinct runs of six words, case and marks aside.
fn shingles(body: &str) -> Vec<u64> {
    let words: Vec<String> = body.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let set: BTreeSet<u64> = words.windows(SHINGLE).map(fingerprint).collect();
    set.into_iter().collect()
}

/// FNV-1a over the words: stable across builds, which the standard hasher is not promised to be.
fn fingerprint(words: &[String]) -> u64 {
    words
        .iter()
        .flat_map(|word| word.bytes().chain([b' ']))
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

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
}

impl Origins {
    pub fn new(readings: &[Arc<Reading>], same_text: &[SourceId]) -> Self {
        let of_source: Vec<u32> = same_text.iter().map(|first| first.0).collect();
        let mut outlets = BTreeMap::new();
        for reading in readings {
            if let Some(outlet) = &reading.article().meta.outlet {
                outlets.entry(outlet.value.to_lowercase()).or_insert(of_source[reading.article().id.idx()]);
            }
        }
        Self { of_source, outlets }
    }

    pub fn of(&self, evidence: &Evidence) -> Origin {
        if let Some(via) = &evidence.via {
            let cited = via.0.to_lowercase();
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

/// For each source of a group of same texts the earliest by day, then by file name; `None` for that one itself and for texts of their own.
pub(super) fn earliest(same_text: &[SourceId], days: &[Option<chrono::NaiveDate>]) -> Vec<Option<SourceId>> {
    let mut groups: BTreeMap<SourceId, Vec<SourceId>> = BTreeMap::new();
    for (n, first) in same_text.iter().enumerate() {
        groups.entry(*first).or_default().push(SourceId(u32::try_from(n).unwrap_or(u32::MAX)));
    }
    let mut heads = vec![None; same_text.len()];
    for group in groups.into_values().filter(|group| group.len() > 1) {
        let key = |source: &SourceId| (days[source.idx()].is_none(), days[source.idx()], *source);
        let Some(head) = group.iter().copied().min_by_key(key) else { continue };
        for source in group.into_iter().filter(|source| *source != head) {
            heads[source.idx()] = Some(head);
        }
    }
    heads
}
