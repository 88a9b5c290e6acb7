//! Finds expressions: every place of every paragraph is read, and the longest reading wins.

use crate::base::Span;

use super::Found;
use super::lex::{Kind, Token, lex};
use super::read::{Paragraph, longest};

/// All time expressions of `text`, in order and without overlaps.
pub fn find(text: &str) -> Vec<Found> {
    let tokens = lex(text);
    let mut found = Vec::new();
    for paragraph in tokens.chunk_by(|_, next| !next.paragraph) {
        find_in(Paragraph { text, tokens: paragraph }, &mut found);
    }
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

/// Unlisted words and most marks begin no expression.
fn may_begin(token: &Token) -> bool {
    match token.kind {
        Kind::Word => !token.key.is_empty(),
        Kind::Mark(mark) => mark == '\'',
        _ => true,
    }
}
