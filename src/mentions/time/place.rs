//! Where an expression stands in the text: its clause, its paragraph, the entry of a list.

use crate::base::Span;

use super::cue::{self, Cue};
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

    /// The words' own direction, or that of the clause around them; and whether that clause leaves open on which side of the text's day it lies.
    pub fn direction(&self, expr: &Expr) -> (Direction, bool) {
        let (Expr::Calendar(_) | Expr::Shift(_), Direction::Open) = (expr, expr.direction()) else { return (expr.direction(), false) };
        match cue::cue(self.text, self.tokens, self.first, self.end) {
            Some(Cue::Past) => (Direction::Past, false),
            Some(Cue::Future) => (Direction::Future, false),
            Some(Cue::Either) => (Direction::Open, true),
            None => (Direction::Open, false),
        }
    }

    /// Whether its clause only tells since when, or of whom something else is told: "since their soldiers fought there in June 2008".
    pub fn is_subordinate(&self) -> bool {
        const REACH: usize = 14;
        let before = self.tokens.get(self.first.saturating_sub(REACH)..self.first).unwrap_or_default();
        let word = |token: &Token| self.text.get(token.start..token.end).unwrap_or_default();
        let clause = before.iter().rev().take_while(|token| !matches!(token.kind, Kind::Mark('.' | ';' | '!' | '?')));
        clause.map(word).any(|word| matches!(word, "since" | "after" | "because" | "although" | "which" | "who" | "whose"))
    }

    /// Whether its clause goes on with the one before: "flies to X on Wednesday, where on Thursday …".
    pub fn goes_on_since(&self, reached: usize) -> bool {
        let between = self.tokens.get(reached..self.first).unwrap_or_default();
        let word = |token: &Token| self.text.get(token.start..token.end).unwrap_or_default();
        between.len() <= 4 && between.iter().any(|token| word(token) == "where") && !self.begins_sentence_since(reached)
    }

    /// "spent the night", "through the night": how long something took, and no time of its own.
    pub fn is_spent(&self) -> bool {
        let before = self.first.checked_sub(1).and_then(|at| self.tokens.get(at));
        let word = before.and_then(|before| self.text.get(before.start..before.end)).unwrap_or_default();
        matches!(word, "spent" | "spend" | "spends" | "spending" | "through" | "throughout")
    }

    /// Whether a sentence has begun between the token `reached` and this place.
    pub fn begins_sentence_since(&self, reached: usize) -> bool {
        let between = self.tokens.get(reached..=self.first).unwrap_or_default();
        self.begins_paragraph_since(reached) || between.windows(2).any(ends_sentence)
    }

    /// Whether it opens its sentence: "In 2008, …".
    pub fn opens_sentence(&self) -> bool {
        let before = self.tokens.get(self.first.saturating_sub(3)..=self.first).unwrap_or_default();
        let begins = before.iter().rev().take(3).any(|token| token.paragraph);
        begins || self.first < 3 || before.windows(2).any(ends_sentence)
    }

    /// Whether a line begins with it, a bullet or the word "update" aside.
    fn begins_line(&self) -> bool {
        let begins = |at: usize| self.tokens.get(at).is_some_and(|token| token.line);
        let is_bullet = |at: &usize| matches!(self.tokens[*at].kind, Kind::Mark('-' | '–' | '*' | '•' | '·'));
        begins(self.first) || self.first.checked_sub(1).filter(is_bullet).is_some_and(begins) || self.follows_label()
    }

    /// "Update, Friday 9 May: …", "UPDATED 9 May – …": the day of what was added later.
    fn follows_label(&self) -> bool {
        const LABELS: [&str; 6] = ["update", "updated", "added", "addendum", "postscript", "correction"];
        let before = self.tokens.get(self.first.saturating_sub(2)..self.first).unwrap_or_default();
        let Some(label) = before.iter().rposition(|token| token.line) else { return false };
        let word = self.text.get(before[label].start..before[label].end).unwrap_or_default();
        let mark = |token: &Token| matches!(token.kind, Kind::Mark(',' | ':' | '(' | '-' | '–')) || token.key == "on";
        LABELS.iter().any(|label| label.eq_ignore_ascii_case(word)) && before[label + 1..].iter().all(mark)
    }

    /// Whether a capital or a number follows on its line, as the words of an entry begin that white space alone parts from their day.
    fn leads(&self) -> bool {
        let next = self.tokens.get(self.end).filter(|next| !next.line && !next.glued);
        next.is_some_and(|next| next.capital || matches!(next.kind, Kind::Number(..)))
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
/// their line, as several lines do that begin with a day and white space; a date alone on its line, when a text has several such, at the next of them.
pub fn entries(text: &str, tokens: &[Token], found: &[Found]) -> Vec<Option<usize>> {
    let alone: Vec<usize> =
        (0..found.len()).filter(|&idx| names_day(&found[idx].expr) && Place::of(text, tokens, found[idx].span).fills_line()).collect();
    let leading = |idx: &usize| {
        let place = Place::of(text, tokens, found[*idx].span);
        names_day(&found[*idx].expr) && place.begins_line() && place.leads()
    };
    let leading: Vec<usize> = (0..found.len()).filter(leading).collect();
    let mut entries = vec![None; found.len()];
    if leading.len() >= ROW {
        leading.iter().for_each(|&idx| entries[idx] = Some(Place::of(text, tokens, found[idx].span).line_end()));
    }
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

/// Lines that begin with a day and white space are entries when a text has so many.
const ROW: usize = 3;

/// Whether the first of two tokens ends a sentence and the second begins one.
fn ends_sentence(pair: &[Token]) -> bool {
    matches!(pair, [end, next] if matches!(end.kind, Kind::Mark('.' | '!' | '?')) && next.capital && !next.glued)
}

fn names_day(expr: &Expr) -> bool {
    expr.explicit_day().is_some() || expr.month_day().is_some()
}
