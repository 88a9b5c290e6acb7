//! Whether two tellings are of one event, by their words alone: what they say was done, and what they say beside it.
//!
//! Days, places and people are no concern of this file: `timeline` weighs them together with what is told here.
//! Tellings that come without them are grouped by [`groups`].

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::records::Record;
use super::stories::Stories;
use super::vectors::{self, Vector};
use super::{Reading, linkage, words};
use crate::claims::Happening;
use crate::lexicon::Deed;

/// From this likeness on two tellings are rather of one event than of two. Chosen on ECB+, where the figures are level from 0.14 to 0.2.
pub(super) const ONE_EVENT: f64 = 0.16;
/// What it adds to the likeness of two tellings that their articles tell one story.
const STORY: f64 = 0.2;

/// The words that name an event, and the sentence in which they stand.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// Which article, by any number of the caller's.
    pub article: usize,
    /// Which of its sentences, by any number of the caller's.
    pub sentence: usize,
    /// The words that name the event: "gunned down", "the talks".
    pub names_it: &'a str,
    /// The sentence.
    pub words: &'a str,
}

/// The event of each telling, numbered from 0 in order of their first tellings: tellings of one number are taken to be of one event.
///
/// The tellings are of one subject: how rare a word is, is counted among them. Takes time in the square of their number.
pub fn groups(told: &[Told<'_>]) -> Vec<usize> {
    let (alike, stories) = (Alike::of(told), Stories::of(told));
    let likeness = |one: usize, other: usize| {
        let deeds = alike.deeds(one, other);
        if deeds == 0.0 {
            return 0.0;
        }
        let (here, there) = (told[one].article, told[other].article);
        let story = if stories.is_one(here, there) { STORY } else { 0.0 };
        deeds * (alike.words(one, other).max(stories.words(here, there)) + story)
    };
    linkage::groups(told.len(), likeness, ONE_EVENT)
}

/// What tellings say: their deeds, and the words of their sentences.
#[derive(Default)]
struct Alike {
    /// The deed of each telling, and which of the sentences is its own.
    tellings: Vec<(Deed, usize)>,
    sentences: Vec<Vector>,
}

impl Alike {
    fn of<'t>(told: &[Told<'t>]) -> Self {
        let mut places: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        let mut said: Vec<&str> = Vec::new();
        let sentence = |one: &Told<'t>| {
            *places.entry((one.article, one.sentence)).or_insert_with(|| {
                said.push(one.words);
                said.len() - 1
            })
        };
        let sentences: Vec<usize> = told.iter().map(sentence).collect();
        let tellings = told.par_iter().zip(sentences).map(|(one, sentence)| (Deed::of(one.names_it), sentence)).collect();
        let said: Vec<Vec<Cow<'_, str>>> = said.into_par_iter().map(words::set).collect();
        Self { tellings, sentences: vectors::of(&said) }
    }

    /// How surely both tell of one kind of deed, 0 to 1.
    fn deeds(&self, one: usize, other: usize) -> f64 {
        self.tellings[one].0.likeness(&self.tellings[other].0)
    }

    /// How much their sentences share, 0 to 1.
    fn words(&self, one: usize, other: usize) -> f64 {
        vectors::likeness(&self.sentences[self.tellings[one].1], &self.sentences[self.tellings[other].1])
    }
}

/// The tellings of a corpus.
#[derive(Default)]
pub(super) struct Deeds {
    alike: Alike,
    /// The telling of a reading whose trigger begins at a place.
    numbers: FxHashMap<(usize, u32), usize>,
}

impl Deeds {
    pub fn of<'r>(readings: &'r [Arc<Reading>]) -> Self {
        let told = |article: usize, reading: &'r Reading, happening: &Happening| {
            let words = reading.words(reading.telling(happening.sentence));
            Told { article, sentence: happening.sentence, names_it: reading.words(happening.trigger), words }
        };
        let happenings = readings.par_iter().enumerate().flat_map_iter(|(article, reading)| {
            reading.claims.happenings.iter().map(move |one| ((article, one.trigger.start), told(article, reading, one)))
        });
        let (places, told): (Vec<(usize, u32)>, Vec<Told<'_>>) = happenings.unzip();
        let numbers = places.into_iter().zip(0..).collect();
        Self { alike: Alike::of(&told), numbers }
    }

    /// How surely two tellings of a corpus are of one event, 0 to 1: nothing where they tell of different deeds, else what their sentences share.
    pub fn likeness(&self, one: &Record, other: &Record) -> f64 {
        let number = |record: &Record| self.numbers.get(&(record.source.idx(), record.happening.trigger.start)).copied();
        let Some((one, other)) = number(one).zip(number(other)) else { return 0.0 };
        let deeds = self.alike.deeds(one, other);
        if deeds > 0.0 { deeds * self.alike.words(one, other) } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_deed_of_one_story_is_one_event() {
        let told = [
            (0, "rammed", "A coaster rammed the fishing smack Alma off Skagen at dawn."),
            (1, "collided", "The smack Alma and a coaster collided in fog off Skagen."),
            (1, "sank", "The smack Alma and a coaster collided in fog off Skagen and the smack sank."),
            (2, "collided", "Two buses collided on the bridge at Mbale, wounding nine pupils."),
            (3, "the crash", "Nine pupils were wounded in the crash of two buses at Mbale."),
        ];
        let told: Vec<Told<'_>> =
            told.iter().enumerate().map(|(sentence, &(article, names_it, words))| Told { article, sentence, names_it, words }).collect();
        assert_eq!(groups(&told), [0, 0, 1, 2, 2]);
    }
}
