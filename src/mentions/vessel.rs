//! Ships and rigs are no people, places or bodies: "the patrol boat Tukan", "the tankers Aulla and Vega".

use std::collections::BTreeSet;
use std::ops::Range;

use crate::lexicon::WordClass;
use crate::mentions::candidate::Candidate;
use crate::mentions::words::Words;
use crate::mentions::{Form, NameKind};

/// Makes vessels of the names that stand right behind a noun for one, here and wherever the article has them without it.
pub fn all(words: &Words, candidates: &mut [Candidate]) {
    let mut known: BTreeSet<String> = BTreeSet::new();
    for candidate in candidates.iter().filter(|candidate| is_open(candidate)) {
        if follows_noun(words, &candidate.tokens) {
            known.insert(words.name(&candidate.tokens).into_owned());
        }
    }
    if known.is_empty() {
        return;
    }
    let named = |candidate: &&mut Candidate| is_open(candidate) && known.contains(words.name(&candidate.tokens).as_ref());
    candidates.iter_mut().filter(named).for_each(|candidate| {
        (candidate.kind, candidate.form) = (NameKind::Other, Form::Name);
    });
}

fn is_open(candidate: &Candidate) -> bool {
    candidate.listed.is_none() && candidate.kind != NameKind::State
}

/// "the frigate X", "the frigates X and Y"; not "the ship's captain X", nor "the frigate Captain X commands".
fn follows_noun(words: &Words, tokens: &Range<usize>) -> bool {
    let is_noun = |at: usize| words.is(WordClass::VesselNoun, at) && !words.is_capital(at);
    words.back(tokens.start, 1).is_some_and(is_noun) && !words.lexicon.is_title_head(words.text(tokens.start))
}
