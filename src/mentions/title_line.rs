//! Names in lines whose capitals tell nothing: headlines in title case or in capitals.
//!
//! Such a line gives no new names: only those that the running text or the lexicon knows.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::lexicon::StateForm;
use crate::mentions::candidate::{Candidate, kind_of};
use crate::mentions::listed::{self, Listed};
use crate::mentions::words::Words;
use crate::mentions::{Form, NameKind};

/// The names of all title lines; `known` are those of the running text.
pub fn find(words: &Words, known: &[Candidate]) -> Vec<Candidate> {
    let mut found = Vec::new();
    if !(0..words.len()).any(|at| words.get(at).is_some_and(|word| word.in_title)) {
        return found;
    }
    let known = Known::new(words, known);
    let mut at = 0;
    while at < words.len() {
        let candidate = words.get(at).filter(|word| word.in_title && word.capital).and_then(|_| known.longest(words, at));
        at = candidate.as_ref().map_or(at + 1, |candidate| candidate.tokens.end);
        found.extend(candidate);
    }
    found
}

struct Known {
    /// Kinds by the name in lower case.
    kinds: BTreeMap<String, NameKind>,
    /// Tokens of the longest name by its first word in lower case.
    longest: FxHashMap<String, usize>,
}

impl Known {
    fn new(words: &Words, candidates: &[Candidate]) -> Self {
        let mut this = Self { kinds: BTreeMap::new(), longest: FxHashMap::default() };
        for candidate in candidates.iter().filter(|candidate| candidate.form == Form::Name) {
            this.enter(words, candidate.tokens.clone(), candidate.kind);
            let surname = candidate.tokens.end - 1;
            if candidate.kind == NameKind::Person && candidate.tokens.len() > 1 && words.is_capital(surname) {
                this.enter(words, surname..surname + 1, NameKind::Person);
            }
        }
        this
    }

    fn enter(&mut self, words: &Words, tokens: Range<usize>, kind: NameKind) {
        let longest = self.longest.entry(words.text(tokens.start).to_lowercase()).or_default();
        *longest = (*longest).max(tokens.len());
        self.kinds.entry(words.name(&tokens).to_lowercase()).or_insert(kind);
    }

    fn longest(&self, words: &Words, at: usize) -> Option<Candidate> {
        let end = words.sentence_end(at);
        let listed = listed::longest(words, at, end).filter(|(range, listed)| self.tells(words, range, listed));
        let reach = self.longest.get(&words.text(at).to_lowercase()).copied().unwrap_or(0);
        let known = (1..=reach)
            .rev()
            .map(|n_tokens| at..(at + n_tokens).min(end))
            .find_map(|range| Some((self.kinds.get(&words.name(&range).to_lowercase()).copied()?, range)));
        match (listed, known) {
            (listed, Some((kind, range))) if listed.as_ref().is_none_or(|(other, _)| other.len() < range.len()) => {
                Some(Candidate { tokens: range, kind, form: Form::Name, listed: None })
            }
            (Some((range, listed)), _) => {
                let (kind, form) = kind_of(&listed)?;
                Some(Candidate { tokens: range, kind, form, listed: Some(listed) })
            }
            _ => None,
        }
    }

    /// Lists hold words that a headline has as common ones ("Guardian", "Nice"): only states, seats, capitals and names that a shout or the body confirm.
    fn tells(&self, words: &Words, range: &Range<usize>, listed: &Listed) -> bool {
        let plain_acronym = words.get(range.start).is_some_and(|word| word.all_capitals) && range.len() == 1;
        let shouted_line = words.get(range.start + 1).is_some_and(|word| word.all_capitals)
            || words.get(range.start.saturating_sub(1)).is_some_and(|word| word.all_capitals);
        match listed {
            Listed::State(_, StateForm::Name | StateForm::Adjective | StateForm::People)
            | Listed::Seat(_)
            | Listed::Capital(_)
            | Listed::Region
            | Listed::Calendar => !(words.text(range.start) == "US" && shouted_line && range.len() == 1),
            Listed::Body(_) => (plain_acronym && !shouted_line) || range.len() > 1 || !words.seen_lower(words.text(range.start)),
            Listed::Other | Listed::Desk(_) => true,
            Listed::City => range.len() > 1 || !words.seen_lower(words.text(range.start)),
        }
    }
}
