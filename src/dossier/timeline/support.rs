//! How far the sources of a day bear out one of its sentences.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Context;
use super::days::Place;
use crate::dossier::vectors::{self, Vector};
use crate::dossier::words::words;

/// A likeness told by a sentence that only stands at the head of an article of the day counts so much.
const LEADING: f64 = 0.5;
/// What a sentence gains by naming the day, and by naming one of the corpus's subjects.
const NAMES_DAY: f64 = 0.3;
const ON_SUBJECT: f64 = 0.5;
/// What it loses by leaning on the sentence before it, and for each sentence that stands before it in its article.
const LEANS: f64 = 0.5;
const LATER: f64 = 0.2;
/// What each source adds that names the day in a sentence on the subject, whatever it says.
const SOURCE: f64 = 0.1;
/// So many sentences of a day, the nearest to its centre, are weighed; the others would not be among the best.
const WEIGHED: usize = 96;

/// The words of all sentences that tell of a day.
pub(super) struct Support<'a> {
    context: &'a Context<'a>,
    vectors: FxHashMap<Place, Vector>,
    on_subject: FxHashSet<Place>,
}

impl<'a> Support<'a> {
    pub fn new(context: &'a Context<'a>, places: &[Place], on_subject: FxHashSet<Place>) -> Self {
        let said = |&(n, at): &Place| {
            let reading = &context.readings[n];
            words(reading.words(reading.telling(at)), 0).map(|(word, _)| word).collect()
        };
        let said: Vec<Vec<Cow<'_, str>>> = places.par_iter().map(said).collect();
        let vectors = places.iter().copied().zip(vectors::of(&said)).collect();
        Self { context, vectors, on_subject }
    }

    /// The sentences of a day: those that name it, those that lead its articles, and those that lead the articles by which it is reported; all in order and each once.
    pub fn pool<'s>(&'s self, naming: &'s [Place], leading: &[Place], reporting: &[Place]) -> Pool<'s> {
        let centre = centre(&self.mean(naming), &self.mean(reporting));
        let mut all = [naming, leading].concat();
        all.sort_unstable();
        all.dedup();
        let mut terms: FxHashMap<u32, Vec<(usize, f64)>> = FxHashMap::default();
        let members: Vec<(Place, f64)> =
            all.into_iter().map(|place| (place, if naming.binary_search(&place).is_ok() { 1.0 } else { LEADING })).collect();
        for (n, (place, _)) in members.iter().enumerate() {
            for (term, weight) in self.vectors.get(place).into_iter().flatten() {
                terms.entry(*term).or_default().push((n, *weight));
            }
        }
        let on_subject = naming.iter().filter(|place| self.on_subject.contains(place)).map(|place| self.origin(*place));
        let n_sources = on_subject.collect::<BTreeSet<_>>().len();
        let of_member: Vec<u32> = members.iter().map(|(place, _)| self.origin(*place)).collect();
        let origins: Vec<u32> = of_member.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
        let of_member = of_member.into_iter().map(|origin| origins.partition_point(|other| *other < origin)).collect();
        Pool { support: self, naming, members, origins, of_member, terms, centre, n_sources }
    }

    fn origin(&self, (n, _): Place) -> u32 {
        self.context.origins.number(self.context.readings[n].article().id)
    }

    fn mean(&self, places: &[Place]) -> FxHashMap<u32, f64> {
        let mut sum: FxHashMap<u32, f64> = FxHashMap::default();
        for (term, weight) in places.iter().filter_map(|place| self.vectors.get(place)).flatten() {
            *sum.entry(*term).or_default() += weight / places.len() as f64;
        }
        sum
    }
}

/// The sentences of one day.
pub(super) struct Pool<'s> {
    support: &'s Support<'s>,
    naming: &'s [Place],
    /// Each sentence with what a likeness to it counts.
    members: Vec<(Place, f64)>,
    /// The reports behind them in order, and which of these is that of each.
    origins: Vec<u32>,
    of_member: Vec<usize>,
    /// Which members a term stands in.
    terms: FxHashMap<u32, Vec<(usize, f64)>>,
    centre: FxHashMap<u32, f64>,
    n_sources: usize,
}

impl Pool<'_> {
    /// The sentences of the day with their worth, the best first.
    pub fn ranked(&self) -> Vec<(f64, Place)> {
        let mut near: Vec<(f64, Place)> = self.members.iter().map(|(place, _)| (self.nearness(*place), *place)).collect();
        near.sort_by(order);
        let mut ranked: Vec<(f64, Place)> = near.into_iter().take(WEIGHED).map(|(_, place)| (self.worth(place), place)).collect();
        ranked.sort_by(order);
        ranked
    }

    /// What a sentence is worth on this day: how many other sources say something like it of the day, how near it is to all that is said, and whether it stands on its own.
    pub fn worth(&self, place: Place) -> f64 {
        let mut like = vec![0.0; self.members.len()];
        for (term, weight) in self.support.vectors.get(&place).into_iter().flatten() {
            for (member, other) in self.terms.get(term).into_iter().flatten() {
                like[*member] += weight * other;
            }
        }
        let mut best: Vec<f64> = vec![0.0; self.origins.len()];
        for (((_, counts), like), origin) in self.members.iter().zip(like).zip(&self.of_member) {
            best[*origin] = best[*origin].max(counts * like);
        }
        let own = self.support.origin(place);
        let others = self.origins.iter().zip(best).filter(|(origin, _)| **origin != own).map(|(_, best)| best);
        let naming = self.naming.binary_search(&place).is_ok();
        let reading = &self.support.context.readings[place.0];
        let leans = super::leans(self.support.context, &reading.evidence(reading.telling(place.1), place.1));
        let given = |yes: bool, weight: f64| if yes { weight } else { 0.0 };
        others.sum::<f64>() + self.nearness(place) + given(naming, NAMES_DAY) + given(self.support.on_subject.contains(&place), ON_SUBJECT)
            - given(leans, LEANS)
            - given(!naming, LATER * place.1.min(5) as f64)
            + SOURCE * self.n_sources as f64
    }

    fn nearness(&self, place: Place) -> f64 {
        let vector = self.support.vectors.get(&place).into_iter().flatten();
        vector.map(|(term, weight)| weight * self.centre.get(term).copied().unwrap_or(0.0)).sum()
    }

    /// How like two sentences are, 0 to 1.
    pub fn likeness(&self, one: Place, other: Place) -> f64 {
        let vectors = &self.support.vectors;
        vectors.get(&one).zip(vectors.get(&other)).map_or(0.0, |(a, b)| vectors::likeness(a, b))
    }
}

fn order(a: &(f64, Place), b: &(f64, Place)) -> std::cmp::Ordering {
    b.0.total_cmp(&a.0).then(a.1.cmp(&b.1))
}

/// What both means share, term by term; where one is empty, the other.
fn centre(naming: &FxHashMap<u32, f64>, reporting: &FxHashMap<u32, f64>) -> FxHashMap<u32, f64> {
    if naming.is_empty() || reporting.is_empty() {
        return naming.iter().chain(reporting).map(|(term, weight)| (*term, *weight)).collect();
    }
    naming.iter().filter_map(|(term, weight)| Some((*term, (weight * reporting.get(term)?).sqrt()))).collect()
}
