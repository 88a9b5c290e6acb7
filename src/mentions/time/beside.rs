//! What the words beside an expression add to it: the year or day of its neighbour, the order of two weekdays, "in".

use crate::base::Span;

use super::cue;
use super::expr::{Base, Expr, Field, Origin, Shift, Step, YearOf};
use super::lex::{Kind, Token};
use super::scale::{Count, Unit};
use super::{Direction, Found};

/// Completes the expressions of a text with what stands beside them.
pub fn settle(text: &str, tokens: &[Token], found: &mut [Found]) {
    share_years(tokens, found);
    share_days(tokens, found);
    order_weekdays(tokens, found);
    look_ahead(text, tokens, found);
}

/// In "from Sunday to Tuesday" the second day follows the first.
fn order_weekdays(tokens: &[Token], found: &mut [Found]) {
    for idx in 1..found.len() {
        let (head, tail) = found.split_at_mut(idx);
        let (Some(first), Some(second)) = (head.last(), tail.first_mut()) else { continue };
        let is_weekday = |expr: &Expr| expr.calendar().is_some_and(|calendar| matches!(calendar.field, Field::Weekday(_, _)));
        let joined = is_weekday(&first.expr)
            && word_between(tokens, first.span, second.span).is_some_and(|token| token.key != "and" && token.key != "or");
        if let Expr::Calendar(calendar) = &mut second.expr
            && let Field::Weekday(_, step @ Step::Bare) = &mut calendar.field
            && joined
        {
            *step = Step::Following;
        }
    }
}

/// In "will resume in two weeks" the length leads to a day; in "was built in two weeks" it is one.
fn look_ahead(text: &str, tokens: &[Token], found: &mut [Found]) {
    for found in found {
        let Expr::Length(length) = &found.expr else { continue };
        let first = tokens.partition_point(|token| token.start < found.span.start as usize);
        let end = tokens.partition_point(|token| token.start < found.span.end as usize);
        let behind_in = first.checked_sub(1).is_some_and(|at| tokens[at].key == "in");
        // "in the next thirty days" is all of them.
        let whole = tokens.get(first).is_some_and(|token| token.key == "the");
        let counted = !whole && !length.unit.is_clock() && length.count != Count::Some && length.within.is_none();
        if behind_in && counted && !tops(text, tokens, first) && cue::direction(text, tokens, first, end) == Direction::Future {
            let (count, unit, modifier) = (length.count, length.unit, length.modifier);
            found.expr = Expr::Shift(Shift { count, unit, back: false, from: Origin::Base(Base::Publication), modifier });
        }
    }
}

/// "may be its deepest slump in ten years": what tops all others does so over a time that lies back.
fn tops(text: &str, tokens: &[Token], first: usize) -> bool {
    let near = tokens.get(first.saturating_sub(7)..first).unwrap_or_default();
    let word = |token: &Token| text.get(token.start..token.end).unwrap_or_default();
    near.iter().map(word).any(|word| matches!(word, "first" | "most" | "only") || word.len() > 4 && word.ends_with("est"))
}

/// In "at 5 a.m. on Sunday" and "at 0400 local time (0100 GMT) on 4 May" the day stands for the times before it.
fn share_days(tokens: &[Token], found: &mut [Found]) {
    for idx in (1..found.len()).rev() {
        let (head, tail) = found.split_at_mut(idx);
        let (Some(first), Some(second)) = (head.last_mut(), tail.first()) else { continue };
        let (Expr::Calendar(time), Some(day)) = (&mut first.expr, second.expr.calendar()) else { continue };
        let open = Field::Turn { unit: Unit::Day, offset: 0, base: Base::Either };
        let names_day = day.through.is_none() && day.field != open && second.expr.names_some_day();
        if time.clock.is_some() && time.field == open && names_day && leads_to(tokens, first.span, second.span) {
            time.field = day.field;
        }
    }
}

/// Only "on", "local time" and brackets stand between them, and "on" or a bracket does.
fn leads_to(tokens: &[Token], first: Span, second: Span) -> bool {
    let at = tokens.partition_point(|token| token.start < first.end as usize);
    let end = tokens.partition_point(|token| token.start < second.start as usize);
    let between = tokens.get(at..end).unwrap_or_default();
    let joins = |token: &Token| matches!(token.key, "on" | "local" | "time") || matches!(token.kind, Kind::Mark('(' | ')'));
    let leads = |token: &Token| token.key == "on" || token.kind == Kind::Mark('(');
    between.len() <= 5 && between.iter().all(joins) && between.iter().any(leads)
}

/// In "April and June 1955" and "from 3 March to 5 May 2023" the year stands for both.
fn share_years(tokens: &[Token], found: &mut [Found]) {
    for idx in (1..found.len()).rev() {
        let (head, tail) = found.split_at_mut(idx);
        let (Some(first), Some(second)) = (head.last_mut(), tail.first()) else { continue };
        if let Some((year, month)) = told(&second.expr).filter(|_| are_joined(tokens, first.span, second.span)) {
            give_year(&mut first.expr, year, month);
        }
    }
}

fn told(expr: &Expr) -> Option<(i32, u32)> {
    match expr.calendar()?.field {
        Field::Day { year: YearOf::Said(year), month, .. } | Field::Month { year: YearOf::Said(year), month } => Some((year, month)),
        _ => None,
    }
}

fn are_joined(tokens: &[Token], first: Span, second: Span) -> bool {
    word_between(tokens, first, second).is_some()
}

/// The word or dash that joins two expressions, when nothing else stands between them.
fn word_between(tokens: &[Token], first: Span, second: Span) -> Option<&Token> {
    let at = tokens.partition_point(|token| token.start < first.end as usize);
    let follows = tokens.get(at + 1).is_some_and(|token| token.start == second.start as usize);
    let joins =
        |token: &&Token| matches!(token.key, "and" | "to" | "or" | "until" | "through") || matches!(token.kind, Kind::Mark('-' | '–'));
    tokens.get(at).filter(joins).filter(|_| follows)
}

fn give_year(expr: &mut Expr, said: i32, last: u32) {
    let Expr::Calendar(calendar) = expr else { return };
    if let Field::Day { year: year @ YearOf::Unsaid, month, .. } | Field::Month { year: year @ YearOf::Unsaid, month } = &mut calendar.field
    {
        *year = YearOf::Said(said - i32::from(*month > last));
    }
}
