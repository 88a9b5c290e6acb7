//! Texts as vectors of their words, so that the angle between two tells how alike they are.

use std::borrow::Cow;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// Terms in order with their weights; of length one, or empty.
pub(super) type Vector = Vec<(u32, f64)>;

/// Texts whose words are numbered by one thread, before others are.
const AT_A_TIME: usize = 512;

/// The words of some texts, numbered in the order in which these meet them.
struct Part<'t> {
    words: Vec<&'t str>,
    /// In how many of the texts each stands.
    counted: Vec<f64>,
    /// The numbers of each text with how often they stand in it.
    texts: Vec<Vector>,
}

impl<'t> Part<'t> {
    fn of(texts: &'t [Vec<Cow<'_, str>>]) -> Self {
        let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
        let mut part = Self { words: Vec::new(), counted: Vec::new(), texts: Vec::with_capacity(texts.len()) };
        for text in texts {
            let number = |word: &'t Cow<'_, str>| {
                *numbers.entry(word).or_insert_with(|| {
                    part.words.push(word);
                    number_of(part.words.len() - 1)
                })
            };
            let mut terms: Vec<u32> = text.iter().map(number).collect();
            terms.sort_unstable();
            part.counted.resize(part.words.len(), 0.0);
            let counts = terms.chunk_by(|one, other| one == other).map(|same| (same[0], same.len() as f64));
            part.texts.push(counts.inspect(|(term, _)| part.counted[*term as usize] += 1.0).collect());
        }
        part
    }
}

fn number_of(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// A vector for each text, in the order of the texts: the rarer a word is among them, the more it weighs.
pub(super) fn of(texts: &[Vec<Cow<'_, str>>]) -> Vec<Vector> {
    let parts: Vec<Part<'_>> = texts.par_chunks(AT_A_TIME).map(Part::of).collect();
    let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
    let mut counted: Vec<f64> = Vec::new();
    let mut of_all: Vec<(Vec<u32>, Vec<Vector>)> = Vec::with_capacity(parts.len());
    for Part { words, counted: here, texts } in parts {
        let mut number = |(word, n_texts)| {
            let next = number_of(numbers.len());
            let number = *numbers.entry(word).or_insert(next);
            counted.resize(numbers.len(), 0.0);
            counted[number as usize] += n_texts;
            number
        };
        of_all.push((words.into_iter().zip(here).map(&mut number).collect(), texts));
    }
    // One more, so that two texts that share all their words are alike.
    let whole = texts.len() as f64 + 1.0;
    let weighed = |(numbers, texts): (Vec<u32>, Vec<Vector>)| {
        let weigh = |mut vector: Vector| {
            vector.iter_mut().for_each(|(term, _)| *term = numbers[*term as usize]);
            vector.sort_unstable_by_key(|(term, _)| *term);
            vector.iter_mut().for_each(|(term, weight)| *weight *= (whole / counted[*term as usize]).ln());
            normalise(&mut vector);
            vector
        };
        texts.into_iter().map(weigh).collect::<Vec<Vector>>()
    };
    of_all.into_par_iter().flat_map_iter(weighed).collect()
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
    fn many_texts_are_numbered_as_one() {
        let text = |n: usize| vec![Cow::from("quay"), format!("pier{}", n % 7).into(), format!("berth{}", n / 3).into()];
        let texts: Vec<Vec<Cow<'_, str>>> = (0..2 * AT_A_TIME + 9).map(text).collect();
        let vectors = of(&texts);
        assert_eq!(vectors.len(), texts.len());
        assert!(vectors.iter().all(|vector| vector.is_sorted_by(|a, b| a.0 < b.0)));
        let (first, last) = (&vectors[0], &vectors[7 * 3 * 48]);
        assert!((likeness(first, first) - 1.0).abs() < 1e-9);
        assert_eq!(first.iter().filter(|(term, _)| last.iter().any(|(other, _)| other == term)).count(), 2, "quay and pier0");
    }

    #[test]
    fn rare_words_weigh_more() {
        let texts = ["dam river envoy", "dam river flood", "dam ferry envoy", "dam"];
        let vectors = of(&texts.map(|text| text.split(' ').map(Cow::from).collect()));
        let alike = |one: usize, other: usize| likeness(&vectors[one], &vectors[other]);
        assert!((alike(0, 0) - 1.0).abs() < 1e-9);
        assert!((alike(0, 2) - alike(0, 1)).abs() < 1e-9, "two words of two texts");
        assert!(alike(1, 2) < alike(0, 1), "only what all say is shared");
    }
}
