//! Measures lines one by one, and keeps what they share.

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::count::Count;
use super::entry;
use super::frame::{self, Opening};
use super::lines::{Line, ends_sentence};
use super::reason;
use super::shape::{self, Shape};
use super::when::starts_with_clock;

/// The lines of a file in numbers.
#[derive(Default)]
pub(super) struct Measure {
    openings: Vec<Opening>,
    /// Fingerprints of the telling words of all lines.
    pub words: Vec<u32>,
    /// The lines.
    pub shapes: Vec<Shape>,
}

impl Measure {
    /// Measures every line of a file.
    pub(super) fn of<'a>(lines: impl ExactSizeIterator<Item = &'a Line>) -> Self {
        let n = lines.len();
        let mut measure = Self { shapes: Vec::with_capacity(n), ..Self::default() };
        lines.for_each(|line| measure.line(line));
        measure.mark_repeated();
        measure.mark_dated();
        let scale = SmallWords::of(&measure.shapes);
        for shape in &mut measure.shapes {
            shape.small = scale.corrected(shape.n_small as f32 / shape.n_words.max(1) as f32, shape.n_words);
            shape::finish(shape);
        }
        measure
    }

    fn line(&mut self, line: &Line) {
        let text = line.text.as_str();
        let start = self.words.len();
        self.openings.clear();
        let count = Count::of(text, &mut self.words, &mut self.openings);
        let mut shape = Shape {
            n_words: count.n_words,
            n_small: count.n_small,
            n_letters: count.n_letters,
            ends_sentence: ends_sentence(text),
            hits: frame::hits(text, &self.openings),
            opening: if count.leads { frame::opening(text) } else { None },
            clock: text.starts_with(|c: char| c.is_ascii_digit()) && starts_with_clock(text),
            capitals: if count.n_words == 0 { 0.0 } else { count.n_capitals as f32 / count.n_words as f32 },
            key: count.key,
            words: start..self.words.len(),
            kinds: count.kinds,
            credit_mark: count.credit_mark,
            has_digit: count.n_digits > 0,
            entry: if count.n_digits > 0 { entry::of(text) } else { None },
            n_separators: count.n_separators,
            ..Shape::default()
        };
        shape.certain = reason::certain_by(text, &shape);
        shape::measure_own(line, &count, &mut shape);
        self.shapes.push(shape);
    }

    fn mark_dated(&mut self) {
        let entries: Vec<_> = self.shapes.iter().map(|shape| shape.entry).collect();
        self.shapes.iter_mut().zip(entry::in_chronologies(&entries)).for_each(|(shape, dated)| shape.dated = dated);
    }

    fn mark_repeated(&mut self) {
        let mut firsts = FxHashMap::with_capacity_and_hasher(self.shapes.len(), FxBuildHasher);
        for at in 0..self.shapes.len() {
            let first = *firsts.entry(self.shapes[at].key).or_insert(at);
            if first != at {
                self.shapes[first].repeated = true;
                self.shapes[at].repeated = true;
            }
        }
    }
}

/// The measure of one line without a file around it.
pub(super) fn alone(text: &str) -> Shape {
    let line = Line { text: text.to_owned(), number: 0, last: 0, range: 0..0, indent: 0, after_blank: true, bullet: false };
    Measure::of(std::iter::once(&line)).shapes.pop().unwrap_or_default()
}

/// How common the known small words are in a file's sentences; few of them are known in most languages but English.
#[derive(Clone, Copy)]
enum SmallWords {
    Known,
    Rarer(f32),
    Unknown,
}

impl SmallWords {
    fn of(shapes: &[Shape]) -> Self {
        let sentences = shapes.iter().filter(|shape| shape.ends_sentence);
        let (n_words, n_small) = sentences.fold((0, 0), |(words, small), shape| (words + shape.n_words, small + shape.n_small));
        let share = n_small as f32 / n_words.max(1) as f32;
        match share {
            _ if n_words < 16 || share > 0.3 => Self::Known,
            _ if share > 0.06 => Self::Rarer(USUAL / share),
            _ => Self::Unknown,
        }
    }

    fn corrected(self, share: f32, n_words: usize) -> f32 {
        match self {
            Self::Known => share,
            Self::Rarer(factor) => (share * factor).min(0.6),
            Self::Unknown => {
                if n_words >= 6 {
                    USUAL
                } else {
                    0.1
                }
            }
        }
    }
}

/// Share of small words in English sentences.
const USUAL: f32 = 0.42;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_capitals_and_small_words_are_counted() {
        let shape = alone("Żeljava: the 2 envoys of “Côte d’Ivoire” met at 10:15, she said.");
        assert_eq!((shape.n_words, shape.ends_sentence), (14, true));
        assert!((shape.capitals - 2.0 / 14.0).abs() < 1e-6, "{}", shape.capitals);
        assert!(shape.small > 0.2 && !shape.clock);
    }

    #[test]
    fn the_same_words_have_the_same_key() {
        assert_eq!(alone("Talks resume — in MUSCAT").key, alone("talks resume in Muscat!").key);
        assert_ne!(alone("Talks resume in Muscat").key, alone("Talks in Muscat resume").key);
    }

    #[test]
    fn scripts_without_spaces_have_words_too() {
        assert_eq!(alone("两国特使星期一在多哈会面").n_words, 6);
    }
}
