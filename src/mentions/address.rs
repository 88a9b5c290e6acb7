//! Ranks, forms of address and words of nations are no part of a name: "Col Xoán Barro", "Brig-Gen Barro", "Monsignor Barro", "the Galician Xoán Barro".
//!
//! In come the candidates; out they go with the words cut off by which a person is addressed, and as persons where these words alone tell it.
//! Some are in the lexicon; others the article tells itself, when it has them in small letters too ("Kapu Ona Barro … the kapu").

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::lexicon::{StateForm, WordClass, persons};
use crate::mentions::candidate::{Candidate, kind_of};
use crate::mentions::listed::{self, Listed};
use crate::mentions::words::Words;
use crate::mentions::{Form, NameKind};

/// Cuts the words of address off the names.
pub fn cut(words: &Words, candidates: &mut Vec<Candidate>) {
    let nouns = nouns(words);
    candidates.iter_mut().filter(|candidate| is_open(candidate) && !is_placed(words, candidate)).for_each(|candidate| {
        if let Some(start) = name_start(words, &nouns, candidate) {
            let tokens = start..candidate.tokens.end;
            *candidate = Candidate { tokens, kind: NameKind::Person, form: Form::Name, listed: None };
        }
    });
    part_nations(words, candidates);
    // "Commander X Friday announced".
    let dated = |person: &Candidate| person.tokens.len() > 1 && words.is(WordClass::Weekday, person.tokens.end - 1);
    candidates.iter_mut().filter(|person| person.kind == NameKind::Person && dated(person)).for_each(|person| person.tokens.end -= 1);
    // "Lt Gen (rtd) X": a rank is nobody.
    candidates.retain(|candidate| {
        candidate.kind != NameKind::Person || !candidate.tokens.clone().all(|at| !words.is_word(at) || is_rank(words, at))
    });
}

fn is_open(candidate: &Candidate) -> bool {
    candidate.listed.is_none() && candidate.tokens.len() > 1 && candidate.kind != NameKind::State
}

/// "in Sheikh Zayed", "the village of Sheikh Zayed": places that are called so.
fn is_placed(words: &Words, candidate: &Candidate) -> bool {
    let before = words.before(candidate.tokens.start);
    let of = before == "of" && words.back(candidate.tokens.start, 2).is_some_and(|noun| words.is(WordClass::PlaceNoun, noun));
    of || candidate.kind == NameKind::Place && words.lexicon.is(WordClass::PlacePreposition, before)
}

/// Words that the running text has in small letters behind an article.
fn nouns(words: &Words) -> FxHashSet<String> {
    let behind_article =
        |at: &usize| words.is_word(*at) && !words.is_capital(*at) && matches!(words.before(*at), "the" | "The" | "a" | "A");
    (0..words.len()).filter(behind_article).map(|at| words.text(at).to_owned()).collect()
}

/// "the Norwegian Anna Berg": a word of a nation and a person.
fn part_nations(words: &Words, candidates: &mut Vec<Candidate>) {
    let mut at = 0;
    while at < candidates.len() {
        if let Some((nation, person)) = nation_and_person(words, &candidates[at]) {
            candidates.splice(at..=at, [nation, person]);
        }
        at += 1;
    }
}

fn nation_and_person(words: &Words, candidate: &Candidate) -> Option<(Candidate, Candidate)> {
    let Range { start, end } = candidate.tokens;
    if !is_open(candidate) || words.get(start).is_some_and(|word| word.in_title) {
        return None;
    }
    let (range, listed) = listed::longest(words, start, end)?;
    let nation = matches!(listed, Listed::State(_, StateForm::Adjective | StateForm::People));
    let told = matches!(words.before(start), "the" | "The") || !may_be_name(words, start);
    let given = words.lexicon.is_first_name(words.text(range.end)) && end - range.end > 1;
    let named = candidate.kind == NameKind::Person || given && words.is_capital(end - 1) && !words.is(WordClass::Other, range.end);
    if !nation || !told || !named || range.end == end || !is_persons(words, candidate) || !opens_name(words, range.end, end) {
        return None;
    }
    let person = Candidate { tokens: range.end..end, kind: NameKind::Person, form: Form::Name, listed: None };
    let (kind, form) = kind_of(&listed)?;
    Some((Candidate { tokens: range, kind, form, listed: Some(listed) }, person))
}

/// Where the name itself begins, if words of address stand before it.
fn name_start(words: &Words, nouns: &FxHashSet<String>, candidate: &Candidate) -> Option<usize> {
    let Range { start, end } = candidate.tokens;
    let reach = end.min(start + 5);
    let front = start..(start..reach).find(|&at| words.is_word(at) && !words.is_capital(at)).unwrap_or(reach);
    // "Khalid Sheikh Hassan": an honour behind a name is a name.
    let in_front = |at: usize| {
        is_cut_short(words, at)
            || is_honour(words, at) && (start..at).all(|at| is_rank(words, at) || words.lexicon.is_title_word(words.text(at)))
    };
    let last = front.rev().find(|&at| in_front(at) && opens_name(words, at + 1, end));
    if let Some(last) = last.filter(|_| is_persons(words, candidate)) {
        return Some(last + 1);
    }
    let opener =
        words.get(start).is_some_and(|word| word.opens) && words.lexicon.is(WordClass::FunctionWord, &words.text(start).to_lowercase());
    let title = |at: usize| words.lexicon.is_title_head(words.text(at)) && opens_name(words, at + 1, end);
    let told = |at: usize| nouns.contains(words.text(at).to_lowercase().as_str()) && end - at > 2 && opens_name(words, at + 1, end);
    let spoken = candidate.kind == NameKind::Person && !may_be_name(words, start);
    (spoken && (title(start) || told(start) || opener && opens_name(words, start + 1, end))).then_some(start + 1)
}

/// A rank or a form of address, as it is printed: "Col", "Gen.", "Monsignor", "Sheikh".
fn is_rank(words: &Words, at: usize) -> bool {
    is_cut_short(words, at) || is_honour(words, at)
}

fn is_cut_short(words: &Words, at: usize) -> bool {
    words.lexicon.is_rank(words.text(at)) || words.lexicon.is_honorific(words.text(at))
}

fn is_honour(words: &Words, at: usize) -> bool {
    let text = words.text(at);
    text.len() > 3 && words.is_capital(at) && words.lexicon.is_title_head(text) && persons::is_honour(&text.to_lowercase())
}

fn opens_name(words: &Words, at: usize, end: usize) -> bool {
    at < end && words.text(at).chars().count() > 1 && (words.is_capital(at) || words.is(WordClass::OpeningParticle, at))
}

/// Not "Gen Z Council": a body, a place or a thing that happens to open like a rank.
fn is_persons(words: &Words, candidate: &Candidate) -> bool {
    let heads = [WordClass::BodyHead, WordClass::PlaceHead, WordClass::OtherHead];
    candidate.kind == NameKind::Person || !candidate.tokens.clone().any(|at| heads.iter().any(|&class| words.is(class, at)))
}

fn may_be_name(words: &Words, at: usize) -> bool {
    words.lexicon.is_first_name(words.text(at)) || words.lexicon.is_surname(words.text(at))
}
