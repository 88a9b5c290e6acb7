//! What one pass over the characters of a line counts.

use super::word::Word;

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
}

/// A word in the making.
#[derive(Default)]
struct Open {
    word: Word,
    n_digits: usize,
    digits: u32,
}

impl Count {
    pub(super) fn of(text: &str, words: &mut Vec<Word>) -> Self {
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
