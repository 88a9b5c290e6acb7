//! Names and what they name.
//!
//! In come the words of a document and what the model sees in it; out go names without overlaps, each with its kind.
//! Joining, roles and metonyms come later and do not ask how a candidate was found.

use std::ops::Range;

use crate::lexicon::StateForm;
use crate::mentions::listed::Listed;
use crate::mentions::names::Name;
use crate::mentions::title_line;
use crate::mentions::words::Words;
use crate::mentions::{Form, NameKind, address, agree, alias, judge, known, settlement, titled, vessel, widen};

/// A name with its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: NameKind,
    /// Whether it is a name or an adjective.
    pub form: Form,
    /// What the lexicon says about it.
    pub listed: Option<Listed>,
}

/// All names of a document in order, without overlaps; `seen` are the model's, `None` without a model.
pub fn find(words: &Words, seen: Option<&[Name]>) -> Vec<Candidate> {
    let mut by_rule = judge::find(words);
    let known = known::find(words, seen.unwrap_or_default());
    let mut candidates = match seen {
        Some(seen) if known.is_empty() => agree::join(words, seen, by_rule),
        Some(seen) => {
            by_rule.retain(|candidate| overlapping(&known, &candidate.tokens).is_empty());
            agree::join(words, &known::first(&known, seen), by_rule)
        }
        None => by_rule,
    };
    address::cut(words, &mut candidates);
    let in_titles = title_line::find(words, &candidates);
    add(&mut candidates, in_titles);
    settlement::add(words, &mut candidates);
    widen::all(words, &mut candidates);
    titled::all(words, &mut candidates);
    alias::read(words, &mut candidates);
    vessel::all(words, &mut candidates);
    known::enforce(known, &mut candidates);
    candidates
}

/// Adds what overlaps nothing that is there.
pub fn add(candidates: &mut Vec<Candidate>, more: Vec<Candidate>) {
    let free: Vec<Candidate> = more.into_iter().filter(|new| overlapping(candidates, &new.tokens).is_empty()).collect();
    candidates.extend(free);
    candidates.sort_by_key(|candidate| candidate.tokens.start);
}

/// The candidates, which stand in order, that share a token with a stretch.
pub fn overlapping<'c>(candidates: &'c [Candidate], tokens: &Range<usize>) -> &'c [Candidate] {
    let first = candidates.partition_point(|candidate| candidate.tokens.end <= tokens.start);
    let end = candidates.partition_point(|candidate| candidate.tokens.start < tokens.end);
    &candidates[first..end.max(first)]
}

/// The kind of a name that the lexicon settles; `None` for months and days, and for the desk's names, which bring theirs along.
pub fn kind_of(listed: &Listed) -> Option<(NameKind, Form)> {
    Some(match listed {
        Listed::State(_, StateForm::Name) => (NameKind::State, Form::Name),
        Listed::State(_, StateForm::Adjective | StateForm::People) => (NameKind::State, Form::Adjective),
        Listed::Seat(_) => (NameKind::State, Form::Metonym),
        Listed::Capital(_) | Listed::City | Listed::Region => (NameKind::Place, Form::Name),
        Listed::Body(_) => (NameKind::Organisation, Form::Name),
        Listed::Other => (NameKind::Other, Form::Name),
        Listed::Calendar | Listed::Desk(_) => return None,
    })
}
