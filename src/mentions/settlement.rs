//! Places told by what they are: "the border village of X", "X town".
//!
//! In come the candidates; out they go with the names of settlements that nobody saw, everywhere in the document, and with those that were taken for something else.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::lexicon::{StateForm, lower};
use crate::mentions::candidate::{Candidate, overlapping};
use crate::mentions::listed::Listed;
use crate::mentions::words::Words;
use crate::mentions::{Form, NameKind};

/// Nouns that a settlement's name follows behind "of". Our own list.
const SETTLEMENTS: &[&str] =
    &["village", "town", "city", "hamlet", "port", "settlement", "villages", "towns", "suburb", "outskirts", "district", "commune"];
/// Nouns behind a settlement's name.
const BEHIND: &[&str] = &["village", "town", "district", "province"];
/// Nouns behind a name that is an adjective elsewhere, when no article stands before it: "in Turkmen district" is the town of that name.
const UNITS: &[&str] = &["district", "oblast", "county", "raion", "rayon", "prefecture", "governorate", "cercle"];
/// Words of a settlement's name, at most.
const LONGEST: usize = 3;

/// Adds the settlements.
pub fn add(words: &Words, candidates: &mut Vec<Candidate>) {
    let mut told: BTreeSet<String> = BTreeSet::new();
    for at in 0..words.len() {
        let Some(tokens) = behind_of(words, at).or_else(|| before_noun(words, at)) else { continue };
        if take(words, candidates, &tokens) {
            told.insert(text(words, &tokens));
        }
    }
    take_adjectives(words, candidates);
    let firsts: BTreeSet<&str> = told.iter().filter_map(|name| name.split(' ').next()).collect();
    for at in (0..words.len()).filter(|&at| firsts.contains(words.text(at))) {
        let longest =
            (1..=LONGEST).rev().map(|n| at..at + n).find(|tokens| tokens.end <= words.len() && told.contains(&text(words, tokens)));
        if let Some(tokens) = longest {
            take(words, candidates, &tokens);
        }
    }
}

/// "the village of | X".
fn behind_of(words: &Words, at: usize) -> Option<Range<usize>> {
    if words.ahead(at, 1) != "of" || !SETTLEMENTS.contains(&lower(words.text(at)).as_ref()) {
        return None;
    }
    name_from(words, at + 2)
}

/// "X | village".
fn before_noun(words: &Words, at: usize) -> Option<Range<usize>> {
    let opens = at.checked_sub(1).is_none_or(|before| !words.is_capital(before) && words.text(before) != "-");
    let tokens =
        name_from(words, at).filter(|tokens| opens && words.sentence_start(at) != at && BEHIND.contains(&words.text(tokens.end)))?;
    Some(tokens)
}

/// The capitalised words from `at` on, when they can be a name.
fn name_from(words: &Words, at: usize) -> Option<Range<usize>> {
    let is_part = |at: usize| at < words.len() && words.is_word(at) && words.is_capital(at) && words.text(at).chars().count() > 1;
    let end = (at..at + LONGEST + 1).find(|&at| !is_part(at))?;
    (end > at && end - at <= LONGEST).then_some(at..end)
}

/// A unit named by a lone adjective has that word for its name where an article would have to stand before a description.
fn take_adjectives(words: &Words, candidates: &mut [Candidate]) {
    for candidate in candidates.iter_mut().filter(|candidate| matches!(candidate.listed, Some(Listed::State(_, StateForm::Adjective)))) {
        let (at, noun) = (candidate.tokens.start, words.text(candidate.tokens.end));
        let headline = words.get(at).is_none_or(|word| word.in_title);
        let slot = matches!(words.before(at), "in" | "of" | "from" | "near" | "to" | "at" | "into" | "around" | "between" | "and" | "or");
        if candidate.tokens.len() == 1 && !headline && slot && UNITS.contains(&noun) {
            *candidate = Candidate { tokens: candidate.tokens.clone(), kind: NameKind::Place, form: Form::Name, listed: None };
        }
    }
}

/// Makes the stretch a place, unless the lexicon or a longer name knows better; whether it is one now.
fn take(words: &Words, candidates: &mut Vec<Candidate>, tokens: &Range<usize>) -> bool {
    match overlapping(candidates, tokens) {
        [] => {
            let place = Candidate { tokens: tokens.clone(), kind: NameKind::Place, form: Form::Name, listed: None };
            let at = candidates.partition_point(|candidate| candidate.tokens.start < tokens.start);
            candidates.insert(at, place);
            true
        }
        [same] if same.tokens == *tokens && same.listed.is_none() && may_be_place(words, candidates, same) => {
            let at = candidates.partition_point(|candidate| candidate.tokens.start < tokens.start);
            if let Some(known) = candidates.get_mut(at) {
                known.kind = NameKind::Place;
            }
            true
        }
        [same] => same.tokens == *tokens && same.kind == NameKind::Place,
        _ => false,
    }
}

/// A body, or a lone word that no fuller name makes a person's.
fn may_be_place(words: &Words, candidates: &[Candidate], name: &Candidate) -> bool {
    let bears = |other: &Candidate| {
        other.kind == NameKind::Person && other.tokens.len() > 1 && words.text(other.tokens.end - 1) == words.text(name.tokens.start)
    };
    match name.kind {
        NameKind::Organisation | NameKind::Other => true,
        NameKind::Person => name.tokens.len() == 1 && !candidates.iter().any(bears),
        _ => false,
    }
}

fn text(words: &Words, tokens: &Range<usize>) -> String {
    tokens.clone().map(|at| words.text(at)).collect::<Vec<_>>().join(" ")
}
