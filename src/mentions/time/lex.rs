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
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        if first == ' ' {
            at += 1;
            continue;
        }
        let end = at + token_length(&text[at..], first);
        if !is_space(first) {
            let token = token(text, at, end, first, tokens.last());
            tokens.push(token);
        }
        at = end;
    }
    tokens
}

/// White space, and marks without width.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

fn token_length(rest: &str, first: char) -> usize {
    let run = |test: fn(char) -> bool| rest.find(|c| !test(c)).unwrap_or(rest.len());
    match first {
        c if c.is_ascii_digit() => run(|c| c.is_ascii_digit()),
        c if c.is_alphabetic() => word_length(rest),
        c if is_space(c) => run(is_space),
        c => c.len_utf8(),
    }
}

/// Letters, and for "Q3" and its kind the digit behind them.
fn word_length(rest: &str) -> usize {
    let letters = rest.bytes().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(rest.len());
    match rest.as_bytes().get(letters) {
        Some(byte) if !byte.is_ascii() => rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len()),
        Some(b'1'..=b'4') if letters == 1 && rest.starts_with(['Q', 'q']) => 2,
        _ => letters,
    }
}

fn token(text: &str, start: usize, end: usize, first: char, before: Option<&Token>) -> Token {
    let gap = &text[before.map_or(0, |token| token.end)..start];
    let line = before.is_none() || (!matches!(gap, "" | " ") && gap.contains(['\n', '\r', '\u{2028}']));
    let paragraph = line && before.is_none_or(|token| ends_sentence(token.kind) || gap.matches('\n').count() > 1);
    let (key, kind) = classify(&text[start..end], first);
    Token { start, end, kind, key, glued: gap.is_empty() && before.is_some(), line, paragraph, capital: first.is_uppercase() }
}

fn ends_sentence(kind: Kind) -> bool {
    matches!(kind, Kind::Mark('.' | '!' | '?' | ':' | '"' | ')' | ']'))
}

fn classify(word: &str, first: char) -> (&'static str, Kind) {
    if first.is_ascii_digit() {
        return ("", Kind::Number(word.parse().unwrap_or(u32::MAX), u8::try_from(word.len()).unwrap_or(u8::MAX)));
    }
    if !first.is_alphabetic() {
        return ("", Kind::Mark(fold(first)));
    }
    let mut lower = [0; words::LONGEST];
    let Some(lower) = lower.get_mut(..word.len()) else { return ("", Kind::Word) };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    words::look_up(lower).unwrap_or(("", Kind::Word))
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
        assert!(words::look_up(b"approximately").is_some());
    }
}
