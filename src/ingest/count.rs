//! What one pass over the characters of a line counts.

use std::ops::Range;

use super::eight::Eight;
use super::frame::Opening;
use super::word::{self, Word};

/// What one pass over the characters of a line counts.
#[derive(Default)]
pub(super) struct Count {
    pub n_words: usize,
    pub n_chars: usize,
    pub n_letters: usize,
    pub n_wide: usize,
    pub n_digits: usize,
    pub n_capitals: usize,
    pub n_small: usize,
    pub n_personal: usize,
    pub n_quotes: usize,
    pub n_separators: usize,
    pub n_commas: usize,
    pub n_stops: usize,
    pub lowercase: bool,
    pub at_sign: bool,
    pub year: bool,
    pub clock: bool,
    /// Kinds of words that stand in the line, as bits.
    pub kinds: u16,
    /// A slash or a copyright sign.
    pub credit_mark: bool,
    pub key: u64,
    /// Whether it begins as lines of a frame do.
    pub leads: bool,
}

impl Count {
    /// Counts a line: the fingerprints of its telling words go to `words`, the places where a frame phrase may begin to `openings`.
    pub(super) fn of(text: &str, words: &mut Vec<u32>, openings: &mut Vec<Opening>) -> Self {
        // While the pass goes on, what the bytes outnumber the letters by.
        let mut pass = Pass { text, bytes: text.as_bytes(), fresh: true, known: &word::KNOWN, count: Self::default(), words, openings };
        pass.run();
        let mut count = pass.count;
        count.n_chars = text.len() - count.n_chars;
        count.n_words = count.n_words.max(count.n_wide / 2);
        count
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
}

/// The pass itself; most bytes are small letters of plain words, and cost a look into a table.
struct Pass<'a> {
    text: &'a str,
    bytes: &'a [u8],
    /// Whether no letter or digit of the current stretch without spaces has been met yet.
    fresh: bool,
    known: &'a word::Table,
    count: Count,
    words: &'a mut Vec<u32>,
    openings: &'a mut Vec<Opening>,
}

impl Pass<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while let Some(byte) = self.bytes.get(at) {
            match CLASSES[usize::from(*byte)] {
                Class::Word => {
                    at = self.word(at);
                    // Most words stand before a space.
                    if self.bytes.get(at) == Some(&b' ') {
                        self.fresh = true;
                        at += 1;
                    }
                }
                Class::Space => {
                    self.fresh = true;
                    at += 1;
                }
                Class::Mark => at += 1,
                Class::Stop => {
                    at += 1;
                    self.count.n_stops += usize::from(self.bytes.get(at) == Some(&b' '));
                }
                Class::Other => at = self.other(at),
            }
        }
    }

    /// A mark, or a letter outside ASCII with the word that it begins.
    fn other(&mut self, at: usize) -> usize {
        let Some(c) = self.text.get(at..).and_then(|rest| rest.chars().next()) else { return at + 1 };
        if is_wide_letter(c) {
            return self.wide_word(at);
        }
        self.fresh |= self.count.mark(c);
        self.count.n_chars += c.len_utf8() - 1;
        self.count.leads |= at == 0 && matches!(c, '©' | '(');
        if matches!(c, '©' | '°') {
            self.openings.push(Opening { at, end: at, list: None });
        }
        let end = at + c.len_utf8();
        let closed = c == '”' && self.bytes[..at].ends_with(b".");
        self.count.n_stops += usize::from(closed && self.bytes.get(end) == Some(&b' '));
        end
    }

    /// A word that begins with a letter or digit of ASCII: where it ends.
    fn word(&mut self, start: usize) -> usize {
        let (mut end, mut hash) = (start, word::Hash::default());
        let (mut small, mut n_digits) = (0, 0);
        loop {
            let eight = Eight::at(self.bytes, end);
            let mut n = eight.n_letters();
            if self.bytes.get(end + n).is_some_and(u8::is_ascii_digit) {
                n = eight.n_letters_and_digits();
                n_digits += eight.n_digits(n);
            }
            hash.add(eight.letters(n));
            small |= eight.small(n);
            end += n;
            if n < 8 {
                break;
            }
        }
        if self.bytes.get(end).is_some_and(|byte| !byte.is_ascii())
            && self.text.get(end..).is_some_and(|rest| rest.starts_with(is_wide_letter))
        {
            return self.wide_word(start);
        }
        self.clock(start);
        let count = &mut self.count;
        count.n_letters += end - start;
        count.lowercase |= small != 0;
        count.n_capitals += usize::from(self.fresh && self.bytes[start].is_ascii_uppercase());
        count.n_digits += n_digits;
        count.year |= n_digits == 4 && end - start == 4 && is_year(&self.bytes[start..end]);
        let word = self.known.found(hash, end - start);
        self.close(start..end, word);
        end
    }

    /// A word with letters outside ASCII: where it ends.
    #[cold]
    fn wide_word(&mut self, start: usize) -> usize {
        let rest = self.text.get(start..).unwrap_or_default();
        let end = rest.find(|c: char| !is_letter(c)).unwrap_or(rest.len());
        let word = &rest[..end];
        self.clock(start);
        let count = &mut self.count;
        let mut lower = String::with_capacity(word.len());
        for (at, c) in word.char_indices() {
            count.n_letters += 1;
            count.n_chars += c.len_utf8() - 1;
            count.lowercase |= c.is_lowercase();
            count.n_capitals += usize::from(self.fresh && at == 0 && c.is_uppercase());
            count.n_digits += usize::from(c.is_numeric());
            count.n_wide += usize::from(is_wide(c));
            lower.extend(c.to_lowercase());
        }
        let word = self.known.word(&lower);
        self.close(start..start + end, word);
        start + end
    }

    /// A digit behind a colon: "9:05", not "2: the".
    fn clock(&mut self, start: usize) {
        self.count.clock |=
            self.bytes[start].is_ascii_digit() && start >= 2 && self.bytes[start - 1] == b':' && self.bytes[start - 2].is_ascii_digit();
    }

    #[inline]
    fn close(&mut self, place: Range<usize>, word: Word) {
        self.fresh = false;
        let count = &mut self.count;
        count.n_words += 1;
        count.n_small += usize::from(word.is_small());
        count.n_personal += usize::from(word.is_personal());
        count.kinds |= word.kind();
        count.key = (count.key.rotate_left(7) ^ u64::from(word.key())).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        if place.start == 0 {
            count.leads = word.kind() & word::LEADS != 0;
        }
        if word.kind() & word::OPENS != 0 {
            self.openings.push(Opening { at: place.start, end: place.end, list: Some(word.list()) });
        }
        // Written first and taken back: half of all words are telling, and which cannot be guessed.
        self.words.push(word.key());
        self.words.truncate(self.words.len() - usize::from(!word.is_telling()));
    }
}

/// What a byte is.
#[derive(Clone, Copy)]
enum Class {
    /// A letter or digit.
    Word,
    /// The usual white space.
    Space,
    /// A mark that may end a sentence.
    Stop,
    /// A mark that is not counted.
    Mark,
    /// A mark that is counted, other white space, and what is not ASCII.
    Other,
}

/// What each byte is.
static CLASSES: [Class; 256] = {
    let mut classes = [Class::Mark; 256];
    let mut byte = 0;
    while byte < 256 {
        let c = byte as u8;
        classes[byte] = if c.is_ascii_alphanumeric() {
            Class::Word
        } else if !c.is_ascii() || matches!(c, b'"' | b'/' | b'|' | b'>' | b',' | b'@' | b'(' | b'\t'..=b'\r') {
            Class::Other
        } else if c == b' ' {
            Class::Space
        } else if matches!(c, b'.' | b'?') {
            Class::Stop
        } else {
            Class::Mark
        };
        byte += 1;
    }
    classes
};

fn is_year(digits: &[u8]) -> bool {
    let value = digits.iter().fold(0, |value, digit| value * 10 + u32::from(digit - b'0'));
    (1900..=2100).contains(&value)
}

fn is_letter(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { is_wide_letter(c) }
}

/// Whether a character outside ASCII is a letter or digit; quotation marks and dashes, which most of them are, need no look-up.
fn is_wide_letter(c: char) -> bool {
    !matches!(c, '\0'..='\u{7f}' | '\u{2000}'..='\u{206f}') && c.is_alphanumeric()
}

/// Letters of scripts without spaces, of which two count as a word.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}
