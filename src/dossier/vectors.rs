//! Texts as vectors of their words, so that the angle between two tells how alike they are.

use std::borrow::Cow;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// Terms in order with their weights; of length one, or empty.
pub(super) type Vector = Vec<(u32, f64)>;

/// A vector for each text, in the order of the texts: the rarer a word is among them, the more it weighs.
pub(super) fn of<'t, T: IntoIterator<Item = Cow<'t, str>>>(texts: impl IntoIterator<Item = T>) -> Vec<Vector> {
    let mut numbers: FxHashMap<Cow<'t, str>, u32> = FxHashMap::default();
    let mut counted: Vec<f64> = Vec::new();
    let mut vectors: Vec<Vector> = Vec::new();
    for text in texts {
        let number = |word: Cow<'t, str>| {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            *numbers.entry(word).or_insert(next)
        };
        let mut terms: Vec<u32> = text.into_iter().map(number).collect();
        terms.sort_unstable();
        counted.resize(numbers.len(), 0.0);
        let counts = terms.chunk_by(|one, other| one == other).map(|same| (same[0], same.len() as f64));
        vectors.push(counts.inspect(|(term, _)| counted[*term as usize] += 1.0).collect());
    }
    // One more, so that two texts that share all their words are alike.
    let whole = vectors.len() as f64 + 1.0;
    vectors.par_iter_mut().for_each(|vector| {
        vector.iter_mut().for_each(|(term, weight)| *weight *= (whole / counted[*term as usize]).ln());
        normalise(vector);
    });
    vectors
}

/// How alike two texts are, 0 to 1.
pub(super) fn likeness(one: &Vector, other: &Vector) -> f64 {
    let mut rest = other.iter().peekable();
    let mut sum = 0.0;
    for (term, weight) in one {
        while rest.peek().is_some_and(|(also, _)| also < term) {
            rest.next();
        }
        sum += rest.peek().filter(|(also, _)| also == term).map_or(0.0, |(_, also)| weight * also);
    }
    sum
}

fn normalise(vector: &mut Vector) {
    let length = vector.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|(_, weight)| *weight /= length);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_words_weigh_more() {
        let texts = ["dam river envoy", "dam river flood", "dam ferry envoy", "dam"];
        let vectors = of(texts.map(|text| text.split(' ').map(Cow::from)));
        let alike = |one: usize, other: usize| likeness(&vectors[one], &vectors[other]);
        assert!((alike(0, 0) - 1.0).abs() < 1e-9);
        assert!((alike(0, 2) - alike(0, 1)).abs() < 1e-9, "two words of two texts");
        assert!(alike(1, 2) < alike(0, 1), "only what all say is shared");
    }
}
