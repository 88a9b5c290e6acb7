//! Finds expressions: every place of every paragraph is read, and the longest reading wins.

use crate::base::Span;

use super::Found;
use super::beside::settle;
use super::lex::{Kind, Token, lex};
use super::read::{Paragraph, longest};

/// All time expressions of `text`, in order and without overlaps.
pub fn find(text: &str) -> Vec<Found> {
    let tokens = lex(text);
    let mut found = Vec::new();
    for paragraph in tokens.chunk_by(|_, next| !next.paragraph) {
        find_in(Paragraph { text, tokens: paragraph }, &mut found);
    }
    settle(text, &tokens, &mut found);
    found
}

fn find_in(paragraph: Paragraph, found: &mut Vec<Found>) {
    let tokens = paragraph.tokens;
    let mut at = 0;
    while at < tokens.len() {
        match may_begin(&tokens[at]).then(|| longest(paragraph, at)).flatten() {
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

/// Unlisted words and most marks begin no expression.
fn may_begin(token: &Token) -> bool {
    match token.kind {
        Kind::Word => !token.key.is_empty() && !INNER.contains(&token.key),
        Kind::Mark(mark) => mark == '\'',
        _ => true,
    }
}
