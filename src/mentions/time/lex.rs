//! Text as the tokens that time expressions are made of, with odd spaces, hyphens and quotes folded.

use chrono::Weekday;

use super::scale::{Part, Season, Unit};
use super::words;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Past the end of the text, or beyond the paragraph.
    End,
    /// A word; its spelling is in [`Token::key`] when time expressions use it.
    Word,
    /// A mark, folded: every dash is `-` when it joins, every apostrophe `'`.
    Mark(char),
    /// Digits: their value and how many there are.
    Number(u32, u8),
    /// The name of a month.
    Month(u32),
    /// The name of a weekday.
    Weekday(Weekday),
    /// A unit of time.
    Unit(Unit),
    /// A length in one word.
    Long(Unit),
    /// A number word.
    Cardinal(u32),
    /// An ordinal word.
    Ordinal(u32),
    /// A season.
    Season(Season),
    /// A part of the day.
    Part(Part),
}

/// One token.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
    /// The word in lower case when time expressions use it, else empty.
    pub key: &'static str,
    /// Nothing stands between it and the token before.
    pub glued: bool,
    /// It begins a line.
    pub line: bool,
    /// It begins a paragraph: a blank line, or a line end after a full stop, stands before it.
    pub paragraph: bool,
    /// Its first letter is a capital.
    pub capital: bool,
}

/// Divides `text` into tokens.
pub fn lex(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 5 + 1);
    let mut gap = Gap { start: 0, line: true };
    let mut at = 0;
    while let Some(&first) = text.as_bytes().get(at) {
        let (end, read) = match CLASSES[usize::from(first)] {
            Class::Space => {
                at += 1;
                gap.line |= first == b'\n' || first == b'\r';
                continue;
            }
            Class::Letter => word(text, at),
            Class::Digit => number(text, at),
            Class::Mark => (at + 1, Some(("", Kind::Mark(fold(char::from(first)))))),
            Class::Wide => wide(text, at),
        };
        match read {
            Some((key, kind)) => {
                tokens.push(token(text, [at, end], (key, kind), &gap, tokens.last()));
                gap = Gap { start: end, line: false };
            }
            None => gap.line |= text[at..end].contains(['\n', '\r', '\u{2028}']),
        }
        at = end;
    }
    tokens
}

/// What stands between two tokens.
struct Gap {
    start: usize,
    line: bool,
}

/// What a byte begins.
#[derive(Clone, Copy, PartialEq)]
enum Class {
    Space,
    Letter,
    Digit,
    Mark,
    /// A character beyond ASCII.
    Wide,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Wide; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        classes[byte as usize] = match byte {
            b' ' | b'\t'..=b'\r' => Class::Space,
            b'0'..=b'9' => Class::Digit,
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            _ => Class::Mark,
        };
        byte += 1;
    }
    classes
};

/// White space beyond ASCII, and marks without width.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

/// The place behind a token, and what it is unless it is a space.
type Lexed = (usize, Option<(&'static str, Kind)>);

/// How many bytes of a class stand at a place.
fn run(text: &str, at: usize, class: Class) -> usize {
    let bytes = text.as_bytes().get(at..).unwrap_or_default();
    bytes.iter().position(|&byte| CLASSES[usize::from(byte)] != class).unwrap_or(bytes.len())
}

/// A word that begins with a plain letter; "Q3" and its kind hold the digit behind them.
fn word(text: &str, at: usize) -> Lexed {
    let letters = run(text, at, Class::Letter);
    let end = at + letters;
    match text.as_bytes().get(end) {
        Some(byte) if !byte.is_ascii() => {
            let end = at + text[at..].find(|c: char| !c.is_alphabetic()).unwrap_or(text.len() - at);
            let plain = end == at + letters;
            (end, Some(if plain { listed(text, at, end) } else { UNLISTED }))
        }
        Some(b'1'..=b'4') if letters == 1 && text[at..].starts_with(['Q', 'q']) => (end + 1, Some(listed(text, at, end + 1))),
        _ => (end, Some(listed(text, at, end))),
    }
}

const UNLISTED: (&str, Kind) = ("", Kind::Word);

fn listed(text: &str, at: usize, end: usize) -> (&'static str, Kind) {
    words::look_up(text.as_bytes(), at, end).unwrap_or(UNLISTED)
}

fn number(text: &str, at: usize) -> Lexed {
    let n_digits = run(text, at, Class::Digit);
    let digits = &text[at..at + n_digits];
    (at + n_digits, Some(("", Kind::Number(digits.parse().unwrap_or(u32::MAX), u8::try_from(n_digits).unwrap_or(u8::MAX)))))
}

/// A space, word or mark that begins with a character beyond ASCII.
fn wide(text: &str, at: usize) -> Lexed {
    let rest = &text[at..];
    let first = rest.chars().next().unwrap_or(' ');
    let run = |test: fn(char) -> bool| at + rest.find(|c| !test(c)).unwrap_or(rest.len());
    match first {
        c if c.is_alphabetic() => (run(char::is_alphabetic), Some(UNLISTED)),
        c if is_space(c) => (run(is_space), None),
        c => (at + c.len_utf8(), Some(("", Kind::Mark(fold(c))))),
    }
}

fn token(text: &str, [start, end]: [usize; 2], (key, kind): (&'static str, Kind), gap: &Gap, before: Option<&Token>) -> Token {
    let paragraph = gap.line
        && before
            .is_none_or(|before| ends_sentence(before.kind) || text[gap.start..start].bytes().filter(|&byte| byte == b'\n').count() > 1);
    let first = text.as_bytes()[start];
    let capital = if first.is_ascii() { first.is_ascii_uppercase() } else { text[start..].starts_with(char::is_uppercase) };
    Token { start, end, kind, key, glued: gap.start == start && before.is_some(), line: gap.line, paragraph, capital }
}

fn ends_sentence(kind: Kind) -> bool {
    matches!(kind, Kind::Mark('.' | '!' | '?' | ':' | '"' | ')' | ']'))
}

/// One mark for all that look alike.
fn fold(mark: char) -> char {
    match mark {
        '\u{2010}'..='\u{2012}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}' | '\u{2043}' => '-',
        '\u{2013}'..='\u{2015}' => '–',
        '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{2032}' | '`' | '\u{B4}' | '\u{2BC}' => '\'',
        '\u{201C}' | '\u{201D}' | '\u{AB}' | '\u{BB}' | '\u{201E}' => '"',
        '\u{FF0C}' => ',',
        '\u{FF1A}' => ':',
        mark => mark,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_spaces_and_hyphens_are_folded() {
        let tokens = lex("Dec\u{202F}4\u{2011}6");
        let kinds: Vec<Kind> = tokens.iter().map(|token| token.kind).collect();
        assert_eq!(kinds, [Kind::Month(12), Kind::Number(4, 1), Kind::Mark('-'), Kind::Number(6, 1)]);
        assert!(!tokens[1].glued && tokens[2].glued);
    }

    #[test]
    fn a_word_with_letters_beyond_ascii_is_one_token() {
        let tokens = lex("Tết día");
        assert_eq!(tokens.len(), 2);
        assert_eq!((tokens[0].end, tokens[1].key), ("Tết".len(), ""));
    }

    #[test]
    fn no_listed_word_is_longer_than_the_table_allows() {
        assert_eq!(lex("approximately")[0].key, "approximately");
    }
}
