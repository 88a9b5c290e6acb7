//! The telling words of what is taken for the article, each weighted by how surely it is: teasers and comments share few of them.

use super::shape::Shape;

/// Weights of words, in an open table by fingerprint.
pub(super) struct Vocabulary {
    slots: Vec<(u32, f32)>,
}

/// How a line's telling words stand in the vocabulary.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Share {
    /// How many telling words it has.
    pub n_telling: usize,
    /// Share of them that other lines of the article have.
    pub known: f32,
    /// The mean of their weights in other lines, each three at most, as a share of three.
    pub weight: f32,
}

const MOST: f32 = 3.0;

/// The weight of a word of which it is only asked whether it is there.
const FOUND: f32 = 1.0;

impl Vocabulary {
    /// Gathers the words of lines with their log-odds.
    pub(super) fn of(shapes: &[&Shape], words: &[u32], odds: &[f32]) -> Self {
        let sure = || shapes.iter().zip(odds).map(|(shape, odds)| (&words[shape.words.clone()], probability(*odds)));
        let mut vocabulary = Self::with_room(sure().filter(|(_, sure)| *sure > 0.1).map(|(words, _)| words.len()).sum());
        for (words, sure) in sure().filter(|(_, sure)| *sure > 0.1) {
            words.iter().for_each(|word| vocabulary.add(*word, sure));
        }
        vocabulary
    }

    /// The telling words of some lines that stand in others too.
    pub(super) fn shared<'a>(lines: impl Iterator<Item = &'a [u32]> + Clone, others: impl Iterator<Item = &'a [u32]>) -> Self {
        const SOUGHT: f32 = FOUND / 2.0;
        let mut vocabulary = Self::with_room(lines.clone().map(<[u32]>::len).sum());
        // Most words of the others are none of these, which one bit of theirs tells.
        let mut bits = [0_u64; 32];
        let bit = |word: u32| (word as usize / 64 % 32, 1 << (word % 64));
        for word in lines.flatten() {
            let at = vocabulary.find(*word);
            vocabulary.slots[at] = (*word, SOUGHT);
            let (place, bit) = bit(*word);
            bits[place] |= bit;
        }
        for word in others.flatten() {
            let (place, bit) = bit(*word);
            if bits[place] & bit == 0 {
                continue;
            }
            let at = vocabulary.find(*word);
            if vocabulary.slots[at].1 > 0.0 {
                vocabulary.slots[at].1 = FOUND;
            }
        }
        vocabulary
    }

    fn with_room(n_words: usize) -> Self {
        Self { slots: vec![(0, 0.0); (n_words * 3 / 2).next_power_of_two().max(16)] }
    }

    /// Whether a word is surely in it.
    pub(super) fn has(&self, word: u32) -> bool {
        self.slots[self.find(word)].1 >= FOUND
    }

    fn add(&mut self, key: u32, weight: f32) {
        let at = self.find(key);
        self.slots[at] = (key, self.slots[at].1 + weight);
    }

    /// The slot of a fingerprint, or the free one where it would go; the table is never full.
    fn find(&self, key: u32) -> usize {
        let mut at = (key.wrapping_mul(0x9e37_79b9) >> 8) as usize & (self.slots.len() - 1);
        while self.slots[at].1 > 0.0 && self.slots[at].0 != key {
            at = (at + 1) & (self.slots.len() - 1);
        }
        at
    }

    /// How the words of a line with these log-odds stand in the lines besides it.
    pub(super) fn share(&self, words: &[u32], odds: f32) -> Share {
        let own = probability(odds);
        let own = if own > 0.1 { own } else { 0.0 };
        let mut share = Share { n_telling: words.len(), ..Share::default() };
        for word in words {
            let weight = (self.slots[self.find(*word)].1 - own).clamp(0.0, MOST);
            share.known += f32::from(u8::from(weight > 0.4));
            share.weight += weight / MOST;
        }
        let n = share.n_telling.max(1) as f32;
        Share { known: share.known / n, weight: share.weight / n, ..share }
    }
}

/// The probability that log-odds stand for.
fn probability(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds).exp())
}

#[cfg(test)]
mod tests {
    use super::super::measure::Measure;
    use super::*;

    #[test]
    fn what_the_article_shares_is_known_and_a_line_does_not_vouch_for_itself() {
        let texts = ["The ferry left Aqaba at dawn.", "The ferry reached Nuweiba late.", "Onions are dear this spring."];
        let lines = super::super::lines::lines(&texts.join("\n\n"));
        let measure = Measure::of(lines.iter());
        let shapes: Vec<&Shape> = measure.shapes.iter().collect();
        let vocabulary = Vocabulary::of(&shapes, &measure.words, &[4.0, 4.0, -4.0]);
        let share = |at: usize| vocabulary.share(&measure.words[shapes[at].words.clone()], [4.0, 4.0, -4.0][at]);
        assert!(share(1).known > 0.2 && share(1).known < 0.5, "{:?}", share(1));
        assert_eq!(share(2).known, 0.0);
    }
}
