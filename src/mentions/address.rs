//! Ranks and forms of address are no part of a name: "Col Xoán Barro", "Brig-Gen Barro", "Monsignor Barro".
//!
//! In come the candidates; out they go with the words cut off by which a person is addressed, and as persons where these words alone tell it.
//! Some are in the lexicon; others the article tells itself, when it has them in small letters too ("Kapu Ona Barro … the kapu").

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::lexicon::WordClass;
use crate::mentions::candidate::Candidate;
use crate::mentions::words::Words;
use crate::mentions::{Form, NameKind};

/// Cuts the words of address off the names.
pub fn cut(words: &Words, candidates: &mut Vec<Candidate>) {
    let mut nouns = nouns(words);
    nouns.extend(openers(words, candidates));
    candidates.iter_mut().filter(|candidate| is_open(candidate)).for_each(|candidate| {
        if let Some(start) = name_start(words, &nouns, candidate) {
            let tokens = start..candidate.tokens.end;
            *candidate = Candidate { tokens, kind: NameKind::Person, form: Form::Name, listed: None };
        }
    });
    // "Lt Gen (rtd) X": a rank is nobody.
    candidates.retain(|candidate| {
        candidate.kind != NameKind::Person || !candidate.tokens.clone().all(|at| !words.is_word(at) || is_rank(words, at))
    });
}

fn is_open(candidate: &Candidate) -> bool {
    candidate.listed.is_none() && candidate.tokens.len() > 1 && candidate.kind != NameKind::State
}

/// Words that the running text has in small letters behind an article.
fn nouns(words: &Words) -> FxHashSet<String> {
    let behind_article = |at: &usize| words.is_word(*at) && !words.is_capital(*at) && matches!(words.before(*at), "the" | "The" | "a" | "A");
    (0..words.len()).filter(behind_article).map(|at| words.text(at).to_owned()).collect()
}

/// "Kapu Ona Barro and Kapu Lin Soto": words that open names of three words or more which are otherwise different.
fn openers(words: &Words, candidates: &[Candidate]) -> Vec<String> {
    let long = candidates.iter().filter(|candidate| candidate.kind == NameKind::Person && candidate.tokens.len() > 2 && is_open(candidate));
    let mut rests: BTreeMap<&str, BTreeSet<[&str; 2]>> = BTreeMap::new();
    for Range { start, end } in long.map(|candidate| candidate.tokens.clone()).filter(|tokens| !may_be_name(words, tokens.start)) {
        rests.entry(words.text(start)).or_default().insert([words.text(start + 1), words.text(end - 1)]);
    }
    let differ = |rests: &BTreeSet<[&str; 2]>| rests.iter().any(|one| rests.iter().any(|other| one.iter().all(|word| !other.contains(word))));
    rests.into_iter().filter(|(_, rests)| differ(rests)).map(|(opener, _)| opener.to_lowercase()).collect()
}

/// Where the name itself begins, if words of address stand before it.
fn name_start(words: &Words, nouns: &FxHashSet<String>, candidate: &Candidate) -> Option<usize> {
    let Range { start, end } = candidate.tokens;
    let reach = end.min(start + 5);
    let last = (start..reach).rev().find(|&at| is_rank(words, at) && opens_name(words, at + 1, end));
    if let Some(last) = last.filter(|_| is_persons(words, candidate)) {
        return Some(last + 1);
    }
    let title = |at: usize| words.lexicon.is_title_head(words.text(at)) && opens_name(words, at + 1, end);
    let told = |at: usize| nouns.contains(words.text(at).to_lowercase().as_str()) && end - at > 2 && opens_name(words, at + 1, end);
    let spoken = candidate.kind == NameKind::Person && !may_be_name(words, start);
    (spoken && (title(start) || told(start))).then_some(start + 1)
}

/// A rank or a form of address, as it is printed: "Col", "Gen.", "Monsignor".
fn is_rank(words: &Words, at: usize) -> bool {
    words.lexicon.is_rank(words.text(at)) || words.lexicon.is_honorific(words.text(at))
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
