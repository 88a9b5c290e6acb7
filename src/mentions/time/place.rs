//! Where an expression stands in the text: its clause, its paragraph, the entry of a list.

use crate::base::Span;

use super::cue;
use super::lex::{Kind, Token};
use super::{Direction, Expr, Found};

/// Where an expression stands among the tokens.
pub struct Place<'a> {
    text: &'a str,
    tokens: &'a [Token],
    first: usize,
    /// The place behind its last token.
    pub end: usize,
}

impl<'a> Place<'a> {
    /// The place of a span.
    pub fn of(text: &'a str, tokens: &'a [Token], span: Span) -> Self {
        let first = tokens.partition_point(|token| token.start < span.start as usize);
        let end = tokens.partition_point(|token| token.start < span.end as usize);
        Self { text, tokens, first, end }
    }

    /// Whether the words before it make it a bound and not a time of the story: "until 1953".
    pub fn is_aside(&self) -> bool {
        self.first.checked_sub(1).is_some_and(|at| matches!(self.tokens[at].key, "until" | "till" | "since"))
    }

    /// Whether a paragraph has begun between the token `reached` and this place.
    pub fn begins_paragraph_since(&self, reached: usize) -> bool {
        self.tokens.get(reached..=self.first).unwrap_or_default().iter().any(|token| token.paragraph)
    }

    /// The words' own direction, or that of the clause around them.
    pub fn direction(&self, expr: &Expr) -> Direction {
        match (expr, expr.direction()) {
            (Expr::Calendar(_), Direction::Open) => cue::direction(self.text, self.tokens, self.first, self.end),
            (_, direction) => direction,
        }
    }

    /// Whether a line begins with it, a bullet aside.
    fn begins_line(&self) -> bool {
        let begins = |at: usize| self.tokens.get(at).is_some_and(|token| token.line);
        let is_bullet = |at: &usize| matches!(self.tokens[*at].kind, Kind::Mark('-' | '–' | '*' | '•' | '·'));
        begins(self.first) || self.first.checked_sub(1).filter(is_bullet).is_some_and(begins)
    }

    /// Whether a dash or colon sets it apart from what follows on its line.
    fn is_set_apart(&self) -> bool {
        let Some(mark) = self.tokens.get(self.end).filter(|token| !token.line) else { return false };
        let next = self.tokens.get(self.end + 1);
        match mark.kind {
            Kind::Mark(':') => next.is_some_and(|next| !next.glued),
            Kind::Mark('-' | '–') => !mark.glued || next.is_some_and(|next| !next.glued),
            _ => false,
        }
    }

    /// Whether nothing else stands on its line.
    fn fills_line(&self) -> bool {
        self.begins_line() && self.tokens.get(self.end).is_some_and(|token| token.line)
    }

    fn line_end(&self) -> usize {
        let rest = self.tokens.get(self.end..).unwrap_or_default();
        rest.iter().find(|token| token.line).map_or(self.text.len(), |token| token.start)
    }
}

/// For each expression that opens a dated entry, where that entry ends: "30 April – ..." and "- Dec 2, 2025: ..." at the end of
/// their line, a date alone on its line, when a text has several such, at the next of them.
pub fn entries(text: &str, tokens: &[Token], found: &[Found]) -> Vec<Option<usize>> {
    let alone: Vec<usize> =
        (0..found.len()).filter(|&idx| names_day(&found[idx].expr) && Place::of(text, tokens, found[idx].span).fills_line()).collect();
    let mut entries = vec![None; found.len()];
    for (idx, found) in found.iter().enumerate() {
        let place = Place::of(text, tokens, found.span);
        if place.begins_line() && place.is_set_apart() {
            entries[idx] = Some(place.line_end());
        }
    }
    if alone.len() > 1 {
        let ends = alone.iter().skip(1).map(|&next| found[next].span.start as usize).chain([text.len()]);
        for (&idx, end) in alone.iter().zip(ends) {
            entries[idx] = Some(end);
        }
    }
    entries
}

fn names_day(expr: &Expr) -> bool {
    expr.explicit_day().is_some() || expr.month_day().is_some()
}
