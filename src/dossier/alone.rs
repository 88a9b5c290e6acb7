//! What merging works out of one article alone, or of a pair, kept as long as the article stays the same.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};

use rustc_hash::FxHashMap;

use super::Reading;
use super::citing::Cited;
use super::copies::{Candidates, Tie};
use super::tellings::Own;
use crate::base::{Fingerprint, Span};
use crate::mentions::Mentions;
use crate::text::{Outline, SentenceIdx};

/// Where a process that merges again and again keeps what it worked out of articles that did not change.
///
/// An article is known by what was read of it, so that a reading made anew is another article.
#[derive(Debug, Default)]
pub struct Memory {
    known: Mutex<FxHashMap<usize, Known>>,
    candidates: Mutex<Option<Candidates>>,
}

#[derive(Debug)]
struct Known {
    /// While this is held, nothing else can have its address.
    read: Weak<Mentions>,
    alone: Arc<Alone>,
}

impl Memory {
    /// Gives each reading what is known of it, and forgets the articles that nobody holds any more.
    pub(super) fn remind(&self, readings: &mut [Reading]) {
        let mut known = locked(&self.known);
        known.retain(|_, one| one.read.strong_count() > 0);
        for reading in readings {
            let read = &reading.mentions;
            let new = || Known { read: Arc::downgrade(read), alone: Arc::default() };
            reading.alone = Arc::clone(&known.entry(Arc::as_ptr(read).addr()).or_insert_with(new).alone);
        }
        known.values().for_each(|one| one.alone.forget());
    }

    /// Pairs of texts that may be one, the earlier index first, in order.
    pub(super) fn candidates(&self, outlines: Vec<Arc<Outline>>) -> Vec<(usize, usize)> {
        let mut before = locked(&self.candidates);
        let now = Candidates::of(outlines, before.take());
        before.insert(now).pairs()
    }
}

/// What was worked out of one article.
#[derive(Debug, Default)]
pub(super) struct Alone {
    cited: Mutex<Option<(Fingerprint, Cited)>>,
    told: OnceLock<Own>,
    touched: Mutex<Touched>,
    ties: Pairs<Option<Tie>>,
    shares: Pairs<f64>,
    reworded: Pairs<Arc<[(SentenceIdx, SentenceIdx)]>>,
}

/// The issues that stretches of an article touch.
#[derive(Debug, Default)]
struct Touched {
    /// The fingerprint of all issues.
    issues: Option<Fingerprint>,
    keys: FxHashMap<Span, Vec<String>>,
}

impl Alone {
    /// Whom the article cites, in a corpus whose outlets have this fingerprint.
    pub fn cited(&self, outlets: Fingerprint, of: impl FnOnce() -> Cited) -> Cited {
        let mut known = locked(&self.cited);
        match &*known {
            Some((of_these, cited)) if *of_these == outlets => cited.clone(),
            _ => known.insert((outlets, of())).1.clone(),
        }
    }

    /// The tellings of the article.
    pub fn told(&self, of: impl FnOnce() -> Own) -> &Own {
        self.told.get_or_init(of)
    }

    /// Keys of the issues that a stretch of the article touches, of issues that have this fingerprint.
    pub fn issues_in(&self, issues: Fingerprint, stretch: Span, of: impl FnOnce() -> Vec<String>) -> Vec<String> {
        let mut touched = locked(&self.touched);
        if touched.issues != Some(issues) {
            *touched = Touched { issues: Some(issues), keys: FxHashMap::default() };
        }
        touched.keys.entry(stretch).or_insert_with(of).clone()
    }

    /// How its text and that of another article are one.
    pub fn tie(&self, other: &Arc<Self>, of: impl FnOnce() -> Option<Tie>) -> Option<Tie> {
        self.ties.of(other, of)
    }

    /// The share of its words that stand in another article.
    pub fn share(&self, of_other: &Arc<Self>, of: impl FnOnce() -> f64) -> f64 {
        self.shares.of(of_other, of)
    }

    /// The sentences, its own first, that it and a copy have in different words.
    pub fn reworded(&self, copy: &Arc<Self>, of: impl FnOnce() -> Arc<[(SentenceIdx, SentenceIdx)]>) -> Arc<[(SentenceIdx, SentenceIdx)]> {
        self.reworded.of(copy, of)
    }

    fn forget(&self) {
        self.ties.forget();
        self.shares.forget();
        self.reworded.forget();
    }
}

/// What was worked out of an article and each of some others.
#[derive(Debug)]
struct Pairs<T>(Mutex<FxHashMap<usize, (Weak<Alone>, T)>>);

impl<T> Default for Pairs<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone> Pairs<T> {
    fn of(&self, other: &Arc<Alone>, of: impl FnOnce() -> T) -> T {
        let at = Arc::as_ptr(other).addr();
        let known = locked(&self.0).get(&at).map(|(_, known)| known.clone());
        known.unwrap_or_else(|| {
            let new = of();
            locked(&self.0).insert(at, (Arc::downgrade(other), new.clone()));
            new
        })
    }

    fn forget(&self) {
        locked(&self.0).retain(|_, (other, _)| other.strong_count() > 0);
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is under the lock is whole at every step.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
