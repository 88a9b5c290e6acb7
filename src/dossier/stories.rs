//! Which articles tell one story, by the words of the sentences in which they tell of events.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::alike::Told;
use super::vectors::{self, Vector};
use super::{linkage, words};

/// Articles whose mean likeness is at least this tell one story.
const ONE_STORY: f64 = 0.05;

/// Articles by the caller's numbers.
pub(super) struct Stories {
    words: BTreeMap<usize, Vector>,
    stories: BTreeMap<usize, usize>,
}

impl Stories {
    /// The stories of the articles in which something is told. Takes time in the square of their number.
    pub fn of(told: &[Told<'_>]) -> Self {
        let mut said: BTreeMap<usize, BTreeSet<Cow<'_, str>>> = BTreeMap::new();
        for one in told {
            said.entry(one.article).or_default().extend(words::set(one.words));
        }
        let (articles, said): (Vec<usize>, Vec<Vec<Cow<'_, str>>>) =
            said.into_iter().map(|(article, words)| (article, words.into_iter().collect())).unzip();
        let vectors = vectors::of(&said);
        let stories = linkage::groups(articles.len(), |one, other| vectors::likeness(&vectors[one], &vectors[other]), ONE_STORY);
        Self { stories: articles.iter().copied().zip(stories).collect(), words: articles.into_iter().zip(vectors).collect() }
    }

    /// Whether two articles tell one story.
    pub fn is_one(&self, one: usize, other: usize) -> bool {
        self.stories.get(&one) == self.stories.get(&other)
    }

    /// How much two articles share, 0 to 1.
    pub fn words(&self, one: usize, other: usize) -> f64 {
        self.words.get(&one).zip(self.words.get(&other)).map_or(0.0, |(one, other)| vectors::likeness(one, other))
    }
}
