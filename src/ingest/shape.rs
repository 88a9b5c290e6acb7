//! What is measured on one line alone, in one pass over its characters.

use std::sync::LazyLock;

use super::Reason;
use super::frame::{self, Group, N_GROUPS, Word};
use super::lines::{Line, ends_sentence};
use super::when::starts_with_clock;
use super::{reason, word};

/// A line in numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Shape {
    pub n_words: usize,
    /// Letters and digits.
    pub n_letters: usize,
    pub ends_sentence: bool,
    /// Frame words in it, by group.
    pub hits: frame::Hits,
    /// What the first words say that the line is.
    pub opening: Option<Reason>,
    /// The reason that the line gives by itself, so plainly that it is left out of clean text too.
    pub certain: Option<Reason>,
    pub clock: bool,
    /// Whether the same words stand on another line of the file.
    pub repeated: bool,
    /// Share of words that are small words of running text.
    pub small: f32,
    /// Share of words that begin with a capital.
    pub capitals: f32,
    /// Fingerprint of its words, case and marks aside.
    pub key: u64,
    /// Its words in the file's list of words.
    pub words: std::ops::Range<usize>,
    /// Kinds of words that stand in it, as bits of [`super::word`].
    pub kinds: u16,
    /// Whether a slash or a copyright sign stands in it.
    pub credit_mark: bool,
    /// What the models see of it, besides its neighbours.
    pub own: Own,
}

impl Shape {
    /// Words, when the line reads like a sentence or several.
    pub(super) fn sentence_words(&self) -> usize {
        if self.n_words >= 8 && self.ends_sentence { self.n_words } else { 0 }
    }

    pub(super) fn has(&self, group: Group) -> bool {
        self.hits.of(group) > 0
    }
}

/// How many numbers describe a line alone.
pub(super) const N_OWN: usize = 35 + 2 * N_GROUPS;

/// The numbers that describe a line alone.
#[derive(Clone, Copy, Debug)]
pub(super) struct Own(pub [f32; N_OWN]);

impl Default for Own {
    fn default() -> Self {
        Self([0.0; N_OWN])
    }
}

/// What one pass over the characters of a line counts.
#[derive(Default)]
struct Count {
    n_words: usize,
    n_chars: usize,
    n_letters: usize,
    n_wide: usize,
    n_digits: usize,
    n_capitals: usize,
    n_small: usize,
    n_personal: usize,
    n_quotes: usize,
    n_separators: usize,
    n_commas: usize,
    n_stops: usize,
    lowercase: bool,
    at_sign: bool,
    year: bool,
    clock: bool,
    /// Kinds of words that stand in the line, as bits.
    kinds: u16,
    /// A slash or a copyright sign.
    credit_mark: bool,
    key: u64,
}

/// A word in the making.
#[derive(Default)]
struct Open {
    word: Word,
    n_digits: usize,
    digits: u32,
}

impl Count {
    fn of(text: &str, words: &mut Vec<Word>) -> Self {
        if text.is_ascii() { Self::of_chars(text.bytes().map(char::from), words) } else { Self::of_chars(text.chars(), words) }
    }

    fn of_chars(chars: impl Iterator<Item = char>, words: &mut Vec<Word>) -> Self {
        let mut count = Self::default();
        let mut open = Open::default();
        let mut in_word = false;
        // Whether no letter or digit of the current stretch without spaces has been met yet.
        let mut fresh = true;
        let mut before = [' ', ' '];
        for c in chars {
            count.n_chars += 1;
            if is_letter(c) {
                // The digit behind the colon: "9:05", not "2: the".
                count.clock |= before[1] == ':' && before[0].is_ascii_digit() && c.is_ascii_digit();
                count.letter(c, &mut open, fresh);
                (fresh, in_word) = (false, true);
            } else {
                if in_word {
                    count.close(&open, words);
                    open = Open::default();
                    in_word = false;
                }
                if c == ' ' {
                    fresh = true;
                    count.n_stops += usize::from(matches!(before[1], '.' | '?') || before[0] == '.' && before[1] == '”');
                } else {
                    fresh |= count.mark(c);
                }
            }
            before = [before[1], c];
        }
        if in_word {
            count.close(&open, words);
        }
        count.n_words = count.n_words.max(count.n_wide / 2);
        count
    }

    fn letter(&mut self, c: char, open: &mut Open, fresh: bool) {
        self.n_letters += 1;
        if c.is_ascii_lowercase() {
            self.lowercase = true;
            open.word.push(c);
        } else if c.is_ascii_uppercase() {
            self.n_capitals += usize::from(fresh);
            open.word.push(c.to_ascii_lowercase());
        } else if c.is_ascii_digit() {
            self.n_digits += 1;
            open.n_digits += 1;
            open.digits = open.digits.wrapping_mul(10).wrapping_add(c as u32 - '0' as u32);
            open.word.push(c);
        } else {
            self.n_digits += usize::from(c.is_numeric());
            self.lowercase |= c.is_lowercase();
            self.n_capitals += usize::from(fresh && c.is_uppercase());
            self.n_wide += usize::from(is_wide(c));
            c.to_lowercase().for_each(|c| open.word.push(c));
        }
    }

    /// Counts a mark; whether it is white space.
    fn mark(&mut self, c: char) -> bool {
        match c {
            '"' | '“' | '”' | '«' => self.n_quotes += 1,
            '»' => (self.n_quotes, self.n_separators) = (self.n_quotes + 1, self.n_separators + 1),
            '/' => (self.credit_mark, self.n_separators) = (true, self.n_separators + 1),
            '|' | '•' | '·' | '›' | '>' | '→' => self.n_separators += 1,
            ',' | '،' | '、' => self.n_commas += 1,
            '@' => self.at_sign = true,
            '©' => self.credit_mark = true,
            _ => return c.is_whitespace(),
        }
        false
    }

    fn close(&mut self, open: &Open, words: &mut Vec<Word>) {
        let mut word = open.word;
        self.year |= open.n_digits == 4 && word.n_chars() == 4 && (1900..=2100).contains(&open.digits);
        word.finish();
        self.n_words += 1;
        self.n_small += usize::from(word.is_small());
        self.n_personal += usize::from(word.is_personal());
        self.kinds |= word.kind();
        self.key = (self.key.rotate_left(7) ^ u64::from(word.key())).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        words.push(word);
    }
}

fn is_letter(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() }
}

/// Letters of scripts without spaces, of which two count as a word.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// Measures lines one by one and keeps what they share.
#[derive(Default)]
pub(super) struct Measure {
    lower: String,
    counts: Vec<Count>,
    /// The words of all lines.
    pub words: Vec<Word>,
    /// The lines.
    pub shapes: Vec<Shape>,
}

impl Measure {
    /// Measures every line of a file.
    pub(super) fn of<'a>(lines: impl Iterator<Item = &'a Line>) -> Self {
        let mut measure = Self::default();
        lines.for_each(|line| measure.line(line));
        measure.mark_repeated();
        let scale = SmallWords::of(&measure.shapes, &measure.counts);
        for (shape, count) in measure.shapes.iter_mut().zip(&measure.counts) {
            shape.small = scale.corrected(count.n_small as f32 / shape.n_words.max(1) as f32, shape.n_words);
            finish(shape);
        }
        measure
    }

    fn line(&mut self, line: &Line) {
        let text = line.text.as_str();
        frame::lower_into(text, &mut self.lower);
        let start = self.words.len();
        let count = Count::of(text, &mut self.words);
        let mut shape = Shape {
            n_words: count.n_words,
            n_letters: count.n_letters,
            ends_sentence: ends_sentence(text),
            hits: frame::hits(&self.lower),
            opening: frame::opening(&self.lower),
            clock: text.starts_with(|c: char| c.is_ascii_digit()) && starts_with_clock(text),
            capitals: if count.n_words == 0 { 0.0 } else { count.n_capitals as f32 / count.n_words as f32 },
            key: count.key,
            words: start..self.words.len(),
            kinds: count.kinds,
            credit_mark: count.credit_mark,
            ..Shape::default()
        };
        shape.certain = reason::certain_by(text, &self.lower, &shape);
        shape.own = own(line, &shape, &count);
        self.shapes.push(shape);
        self.counts.push(count);
    }

    fn mark_repeated(&mut self) {
        let mut order: Vec<(u64, usize)> = self.shapes.iter().enumerate().map(|(at, shape)| (shape.key, at)).collect();
        order.sort_unstable();
        for pair in order.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
            self.shapes[pair[0].1].repeated = true;
            self.shapes[pair[1].1].repeated = true;
        }
    }
}

/// The measure of one line without a file around it.
pub(super) fn alone(text: &str) -> Shape {
    let line = Line { text: text.to_owned(), number: 0, last: 0, range: 0..0, indent: 0, after_blank: true, bullet: false };
    Measure::of(std::iter::once(&line)).shapes.pop().unwrap_or_default()
}

/// Places in the list of a line's own numbers that only the whole file can fill.
const REPEATED: usize = 18;
const SMALL: usize = 2;
const PROSE: usize = 27;
const WORDLESS: usize = 30;

/// A line's own numbers, those that need the file left at nought.
fn own(line: &Line, shape: &Shape, count: &Count) -> Own {
    let text = line.text.as_str();
    let n_words = shape.n_words;
    let n_chars = count.n_chars.max(1) as f32;
    let yes = |is: bool| f32::from(u8::from(is));
    let mut own = [0.0; N_OWN];
    own[..5].copy_from_slice(&[log(n_words), yes(shape.ends_sentence), 0.0, shape.capitals, count.n_digits as f32 / n_chars]);
    const ENDS: [usize; 8] = [2, 4, 7, 11, 17, 31, 61, usize::MAX];
    if n_words > 0 {
        own[5 + ENDS.iter().take_while(|end| n_words >= **end).count()] = 1.0;
    }
    own[13..35].copy_from_slice(&[
        yes(text.ends_with([':', ',', ';', '-', '–'])),
        yes(text.ends_with('?')),
        yes(count.n_separators > 0),
        yes(line.bullet),
        yes(shape.clock),
        0.0,
        yes(count.at_sign || count.kinds & word::WEB != 0),
        yes(!count.lowercase),
        yes(text.starts_with(char::is_lowercase)),
        yes(count.n_quotes > 0),
        log(count.n_commas),
        log(count.n_stops),
        (line.indent as f32 / 8.0).min(4.0),
        yes(line.after_blank),
        0.0,
        yes(n_words >= 8 && !shape.ends_sentence),
        yes(n_words <= 3 && !shape.ends_sentence),
        0.0,
        yes(shape.opening.is_some()),
        count.n_personal as f32 / n_words.max(1) as f32,
        yes(count.year),
        yes(count.clock),
    ]);
    for (group, chars) in shape.hits.all().iter().enumerate().filter(|(_, chars)| **chars > 0) {
        own[35 + group] = 1.0;
        own[35 + N_GROUPS + group] = (*chars as f32 / n_chars).min(1.0);
    }
    Own(own)
}

fn finish(shape: &mut Shape) {
    let yes = |is: bool| f32::from(u8::from(is));
    shape.own.0[SMALL] = shape.small;
    shape.own.0[REPEATED] = yes(shape.repeated);
    shape.own.0[PROSE] = yes(shape.n_words >= 8 && shape.ends_sentence && shape.small > 0.2);
    shape.own.0[WORDLESS] = yes(shape.small == 0.0 && shape.n_words >= 5);
}

/// The logarithm of a count and one.
pub(super) fn log(n: usize) -> f32 {
    static SMALL: LazyLock<[f32; 64]> = LazyLock::new(|| std::array::from_fn(|n| (1.0 + n as f32).ln()));
    SMALL.get(n).copied().unwrap_or_else(|| (1.0 + n as f32).ln())
}

/// How common the known small words are in a file's sentences; few of them are known in most languages but English.
#[derive(Clone, Copy)]
enum SmallWords {
    Known,
    Rarer(f32),
    Unknown,
}

impl SmallWords {
    fn of(shapes: &[Shape], counts: &[Count]) -> Self {
        let sentences = shapes.iter().zip(counts).filter(|(shape, _)| shape.ends_sentence);
        let (n_words, n_small) = sentences.fold((0, 0), |(words, small), (_, count)| (words + count.n_words, small + count.n_small));
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
