//! Finds expressions: every place of every paragraph is read, and the longest reading wins.

use crate::base::Span;

use super::Found;
use super::beside::settle;
use super::lex::{Kind, Token, lex};
use super::read::{Paragraph, longest};

/// All time expressions of `text`, in order and without overlaps.
pub fn find(text: &str) -> Vec<Found> {
    find_among(text, &lex(text))
}

/// The same, with the text's tokens at hand.
pub(super) fn find_among(text: &str, tokens: &[Token]) -> Vec<Found> {
    let mut found = Vec::new();
    for paragraph in tokens.chunk_by(|_, next| !next.paragraph) {
        find_in(Paragraph { text, tokens: paragraph }, &mut found);
    }
    settle(text, tokens, &mut found);
    found
}

/// At how many places of a text an expression may begin: the scan that comes before all reading.
pub fn n_triggers(text: &str) -> usize {
    let tokens = lex(text);
    let paragraphs = tokens.chunk_by(|_, next| !next.paragraph).map(|tokens| Paragraph { text, tokens });
    paragraphs.map(|paragraph| (0..paragraph.tokens.len()).filter(|&at| may_begin(paragraph, at)).count()).sum()
}

fn find_in(paragraph: Paragraph, found: &mut Vec<Found>) {
    let tokens = paragraph.tokens;
    let mut at = 0;
    while at < tokens.len() {
        match may_begin(paragraph, at).then(|| longest(paragraph, at)).flatten() {
            Some((end, expr)) if end > at && end <= tokens.len() => {
                found.push(Found { span: Span::new(tokens[at].start, tokens[end - 1].end), expr });
                at = end;
            }
            _ => at += 1,
        }
    }
}

/// Words that expressions hold and that never begin one; they are the most frequent of all.
const INNER: &[&str] = &[
    "of", "in", "on", "by", "for", "to", "and", "or", "from", "as", "s", "until", "till", "through", "between", "during", "within", "into",
    "before", "after", "its", "their", "his", "her", "our", "then", "being", "o", "m", "p", "old", "age", "time", "times",
];

/// Words that are expressions by themselves; any other listed word only begins one.
const WHOLE: &[&str] = &[
    "today",
    "yesterday",
    "tomorrow",
    "tonight",
    "now",
    "currently",
    "current",
    "nowadays",
    "recently",
    "recent",
    "former",
    "formerly",
    "lately",
    "soon",
    "future",
    "hourly",
    "daily",
    "nightly",
    "weekly",
    "monthly",
    "quarterly",
    "yearly",
    "annually",
    "christmas",
    "q1",
    "q2",
    "q3",
    "q4",
];

/// A cheap look before the readers are tried: unlisted words and most marks begin no expression, and a word such as "the" or "two"
/// begins one only before another word that time expressions hold.
fn may_begin(paragraph: Paragraph, at: usize) -> bool {
    let token = &paragraph.tokens[at];
    let next = paragraph.tokens.get(at + 1);
    let listed = |token: &Token| token.kind != Kind::Word || !token.key.is_empty();
    match token.kind {
        Kind::Word if token.key.is_empty() => false,
        Kind::Word => match next {
            Some(Token { kind: Kind::Mark(mark), .. }) if !matches!(mark, '-' | '–' | '\'') => WHOLE.contains(&token.key),
            Some(next) if listed(next) => !INNER.contains(&token.key),
            _ => WHOLE.contains(&token.key),
        },
        Kind::Mark(mark) => mark == '\'' && next.is_some_and(|next| matches!(next.kind, Kind::Number(..))),
        Kind::Cardinal(_) | Kind::Ordinal(_) => next.is_some_and(listed),
        Kind::Number(_, n_digits) if n_digits != 4 => next.is_some_and(|next| listed(next) || next.capital),
        _ => true,
    }
}
