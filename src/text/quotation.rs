//! Quotation marks become quotations.

use std::ops::Range;

use crate::base::Span;
use crate::text::{Quotation, Shape, Token};

/// Pairs the quotation marks of all blocks; `blocks` are the token ranges of the blocks in order.
///
/// An opening without a closing mark runs to the end of its block when the next block opens with a mark again, as long quotes do; otherwise it is no quotation.
pub fn quotations(tokens: &[Token], blocks: &[Range<usize>]) -> Vec<Quotation> {
    let mut found = Vec::new();
    for (idx, block) in blocks.iter().enumerate() {
        let goes_on =
            blocks[idx + 1..].iter().find(|next| !next.is_empty()).is_some_and(|next| tokens[next.start].shape == Shape::QuoteOpen);
        pair(tokens, block.clone(), goes_on, &mut found);
    }
    found.sort_by_key(|quotation: &Quotation| (quotation.whole.start, quotation.depth));
    found
}

fn pair(tokens: &[Token], block: Range<usize>, goes_on: bool, found: &mut Vec<Quotation>) {
    let mut open: Vec<usize> = Vec::new();
    for at in block.clone() {
        match tokens[at].shape {
            Shape::QuoteOpen => open.push(at),
            Shape::QuoteClose => {
                if let Some(opening) = open.pop() {
                    found.push(quotation(tokens[opening].span, tokens[at].span.start, tokens[at].span.end, open.len()));
                }
            }
            _ => {}
        }
    }
    let last = tokens[block].last().map(|token| token.span.end);
    if let (true, Some(opening), Some(end)) = (goes_on, open.first(), last) {
        found.push(quotation(tokens[*opening].span, end, end, 0));
    }
}

fn quotation(opening: Span, words_end: u32, end: u32, depth: usize) -> Quotation {
    let words = Span { start: opening.end, end: words_end.max(opening.end) };
    Quotation { whole: Span { start: opening.start, end }, words, depth: u8::try_from(depth).unwrap_or(u8::MAX) }
}
