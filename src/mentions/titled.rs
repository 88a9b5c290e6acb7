//! Persons whom a title introduces: "President of the Republic of X | Given Surname".
//!
//! In come the candidates; out they go with one person for the capitals that stand right behind the state or body of a title.
//! A long title in front of a name is what press offices write and what leads a reader of single words astray.

use std::ops::Range;

use crate::lexicon::{StateForm, WordClass, persons};
use crate::mentions::candidate::{Candidate, overlapping};
use crate::mentions::listed::{self, Listed};
use crate::mentions::words::Words;
use crate::mentions::{Form, NameKind};

/// Words between the noun of a title and the state or body that ends it: "Minister of Foreign Affairs and Cooperation of".
const REACH: usize = 14;

/// Makes one person of each name that a title with a state introduces, and of its other mentions in full.
pub fn all(words: &Words, candidates: &mut Vec<Candidate>) {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut done = 0;
    for at in 0..words.len() {
        let Some((owner, listed)) = owner_of_title(words, at).filter(|_| at >= done) else { continue };
        done = owner.end;
        let Some(person) = run_behind(words, owner.end) else { continue };
        let kind = if matches!(listed, Listed::Body(_)) { NameKind::Organisation } else { NameKind::State };
        put(candidates, Candidate { tokens: owner, kind, form: Form::Name, listed: Some(listed) });
        put(candidates, Candidate { tokens: person.clone(), kind: NameKind::Person, form: Form::Name, listed: None });
        found.push(person);
    }
    for person in &found {
        let name = words.name(person);
        for candidate in candidates.iter_mut().filter(|candidate| words.name(&candidate.tokens) == name) {
            (candidate.kind, candidate.form, candidate.listed) = (NameKind::Person, Form::Name, None);
        }
    }
}

/// The state or body that begins at `at` behind "of", when a title's noun stands before.
fn owner_of_title(words: &Words, at: usize) -> Option<(Range<usize>, Listed)> {
    let article = usize::from(matches!(words.before(at), "the" | "The"));
    let of = words.back(at, 1 + article).filter(|&of| words.text(of) == "of")?;
    if !words.is_capital(at) || words.get(at).is_some_and(|word| word.in_title) {
        return None;
    }
    let (range, listed) = listed::longest(words, at, words.sentence_end(at))?;
    let owns = matches!(listed, Listed::State(_, StateForm::Name) | Listed::Body(_));
    (owns && range.start == at && in_title(words, of)).then_some((range, listed))
}

/// Whether the words up to "of" are a title: one of its nouns, and between it and the "of" only what names its field.
fn in_title(words: &Words, of: usize) -> bool {
    let earliest = words.sentence_start(of).max(of.saturating_sub(REACH));
    for at in (earliest..of).rev() {
        if words.lexicon.is_title_head(words.text(at)) {
            return !words.text(at).ends_with('s');
        }
        let field = words.is_capital(at) || matches!(words.text(at), "of" | "for" | "and" | "the" | "," | "-");
        if !field {
            return false;
        }
    }
    false
}

/// The capitals that begin right at `start` and read as a person's name: two words or more, none of them of a body, a place or a title.
fn run_behind(words: &Words, start: usize) -> Option<Range<usize>> {
    let end = words.sentence_end(start.checked_sub(1)?);
    let start = (start..end).find(|&at| !words.lexicon.is_honorific(words.text(at)))?;
    let hyphen = |at: usize| words.text(at) == "-" && words.get(at).is_some_and(|mark| mark.glued) && words.is_capital(at + 1);
    let particle = |at: usize| persons::is_particle(words.text(at)) && (at + 1..end.min(at + 3)).any(|next| words.is_capital(next));
    let part = |at: usize| words.is_capital(at) || at > start && (hyphen(at) || particle(at));
    let stop = (start..end).find(|&at| !part(at)).unwrap_or(end);
    let n_words = (start..stop).filter(|&at| words.is_capital(at)).count();
    let alien = |at: usize| {
        let text = words.text(at);
        let heads = [WordClass::BodyHead, WordClass::PlaceHead, WordClass::OtherHead];
        let title = words.lexicon.is_title_word(text) && !words.lexicon.is_first_name(text);
        heads.iter().any(|&class| words.is(class, at)) || title || words.lexicon.is(WordClass::FunctionWord, &text.to_lowercase())
    };
    let shouted = (start..stop).all(|at| words.get(at).is_some_and(|word| word.all_capitals));
    let clean = (start..stop).filter(|&at| words.is_capital(at)).all(|at| !alien(at) && listed_elsewhere(words, at).is_none());
    ((2..=6).contains(&n_words) && clean && !shouted).then_some(start..stop)
}

/// A state, a seat or a body that begins at a word: no part of a person's name, unless it is a given name too.
fn listed_elsewhere(words: &Words, at: usize) -> Option<Listed> {
    let (range, listed) = listed::longest(words, at, words.sentence_end(at))?;
    let hard = matches!(listed, Listed::State(..) | Listed::Body(_) | Listed::Calendar);
    (hard && !(range.len() == 1 && words.lexicon.is_first_name(words.text(at)))).then_some(listed)
}

/// Puts a candidate in place of those that it overlaps; what reaches further than it stays.
fn put(candidates: &mut Vec<Candidate>, new: Candidate) {
    let inside = overlapping(candidates, &new.tokens);
    let (n, reaches) = (inside.len(), inside.last().is_some_and(|last| last.tokens.end > new.tokens.end && new.kind == NameKind::Person));
    if reaches || inside == [new.clone()] {
        return;
    }
    let first = candidates.partition_point(|candidate| candidate.tokens.end <= new.tokens.start);
    candidates.splice(first..first + n, [new]);
}
