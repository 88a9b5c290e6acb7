//! Reads expressions at a token: one file per kind of expression.
//!
//! Every reader takes the place of its first token and gives the place behind its last one with what was read.

use super::expr::Expr;
use super::lex::{Kind, Token};

mod clock;
mod count;
mod date;
mod day;
mod deixis;
mod holiday;
mod length;
mod repeat;
mod stretch;
mod vague;
mod year;

/// What was read, behind the place of the token that follows it.
type Read<T> = Option<(usize, T)>;

/// The longest expression that begins at token `at`.
pub fn longest(paragraph: Paragraph, at: usize) -> Read<Expr> {
    let readers =
        [clock::clock, date::calendar, deixis::deixis, deixis::neighbour, repeat::repeat, length::shift, length::length, vague::vague];
    let mut best: Read<Expr> = None;
    for read in readers {
        if let Some((end, expr)) = read(paragraph, at)
            && best.as_ref().is_none_or(|(longest, _)| end > *longest)
        {
            best = Some((end, expr));
        }
    }
    best
}

/// The tokens of one paragraph; expressions never cross its ends.
#[derive(Clone, Copy)]
pub struct Paragraph<'a> {
    /// The whole text.
    pub text: &'a str,
    /// The paragraph's tokens.
    pub tokens: &'a [Token],
}

impl<'a> Paragraph<'a> {
    /// What stands at a place.
    fn kind(self, at: usize) -> Kind {
        self.tokens.get(at).map_or(Kind::End, |token| token.kind)
    }

    /// The listed word at a place, or the empty string.
    fn key(self, at: usize) -> &'static str {
        self.tokens.get(at).map_or("", |token| token.key)
    }

    /// The listed word so many places before `at`.
    fn key_before(self, at: usize, back: usize) -> &'static str {
        at.checked_sub(back).map_or("", |at| self.key(at))
    }

    /// What stands before `at`.
    fn kind_before(self, at: usize) -> Kind {
        at.checked_sub(1).map_or(Kind::End, |at| self.kind(at))
    }

    /// The printed token at a place.
    fn printed(self, at: usize) -> &'a str {
        self.tokens.get(at).and_then(|token| self.text.get(token.start..token.end)).unwrap_or_default()
    }

    /// Whether the token at a place is one of these words.
    fn is_any(self, at: usize, words: &[&str]) -> bool {
        let key = self.key(at);
        !key.is_empty() && words.contains(&key)
    }

    /// The place behind one of these words, or the same place.
    fn skip(self, at: usize, words: &[&str]) -> usize {
        at + usize::from(self.is_any(at, words))
    }

    /// The place behind these words in a row.
    fn phrase(self, at: usize, words: &[&str]) -> Option<usize> {
        words.iter().enumerate().all(|(idx, word)| self.key(at + idx) == *word).then_some(at + words.len())
    }

    /// Whether a mark stands at a place.
    fn mark(self, at: usize, mark: char) -> bool {
        self.kind(at) == Kind::Mark(mark)
    }

    /// Whether nothing stands between a token and the one before it.
    fn glued(self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.glued)
    }

    /// Whether a hyphen joins the tokens on both sides of a place.
    fn hyphen(self, at: usize) -> bool {
        matches!(self.kind(at), Kind::Mark('-' | '–')) && self.glued(at) && self.glued(at + 1)
    }

    /// Whether the token at a place begins with a capital.
    fn capital(self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.capital)
    }

    /// Whether a word with a capital stands at a place where a sentence does not begin.
    fn capital_inside(self, at: usize) -> bool {
        self.capital(at) && !matches!(self.kind_before(at), Kind::End | Kind::Mark('.' | '!' | '?' | '"' | ':'))
    }

    /// Whether a name goes on at a place: a capitalised word that is no part of time expressions.
    fn name(self, at: usize) -> bool {
        self.kind(at) == Kind::Word && self.key(at).is_empty() && self.capital(at)
    }

    /// A number of at most `digits` digits.
    fn number(self, at: usize, digits: u8) -> Option<u32> {
        match self.kind(at) {
            Kind::Number(value, n_digits) if n_digits <= digits => Some(value),
            _ => None,
        }
    }
}
