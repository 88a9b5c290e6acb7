//! Names that the desk knows: found before anything else looks, and of the desk's kind whatever else is seen.
//!
//! In come the words and what the recogniser sees; out go the stretches of known names, and the recogniser's names beside them.
//! A known name of one word that stands inside a longer name of the recogniser's is a part of that name and nothing by itself.

use std::ops::Range;

use crate::lexicon::{KnownKind, KnownName};
use crate::mentions::candidate::{Candidate, overlapping};
use crate::mentions::listed::{self, Listed};
use crate::mentions::names::{Name, NameType};
use crate::mentions::words::Words;
use crate::mentions::{Form, NameKind};

/// The known names of a document, in order and without overlaps.
pub fn find(words: &Words, seen: &[Name]) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    if words.lexicon.known().is_empty() {
        return found;
    }
    let mut at = 0;
    while at < words.len() {
        let Some((tokens, known)) = longest(words, at).filter(|(tokens, _)| !is_part(words, tokens, seen)) else {
            at += 1;
            continue;
        };
        at = tokens.end;
        let kind = match known.kind {
            Some(kind) => Some(kind_of(kind)),
            None => kind_told(words, &tokens, seen),
        };
        let listed = known.key().map(Listed::Desk);
        found.extend(kind.map(|kind| Candidate { tokens, kind, form: Form::Name, listed }));
    }
    found
}

/// The longest known name that begins at a token.
fn longest<'w>(words: &'w Words, at: usize) -> Option<(Range<usize>, &'w KnownName)> {
    let end = words.sentence_end(at);
    let forms = words.lexicon.known().beginning_with(words.text(at));
    forms.into_iter().find_map(|(form, known)| {
        // Every token of a form has a letter of it or more.
        let stops = at + 1..=end.min(at + form.len());
        let stop = stops.into_iter().map_while(|stop| Some((stop, words.name(&(at..stop)))).filter(|(_, name)| name.len() <= form.len()));
        let stop = stop.into_iter().find(|(_, name)| *name == form)?.0;
        Some((at..stop, known))
    })
}

/// One word of a longer name, such as a surname behind another first name.
fn is_part(words: &Words, tokens: &Range<usize>, seen: &[Name]) -> bool {
    let single = tokens.clone().filter(|&at| words.is_word(at)).count() <= 1;
    single && seen.iter().any(|name| holds(&name.tokens, tokens))
}

fn holds(longer: &Range<usize>, tokens: &Range<usize>) -> bool {
    longer != tokens && longer.start <= tokens.start && tokens.end <= longer.end
}

/// What the recogniser makes of the name where it sees it; else what its first word tells. `None` for what the lexicon knows by itself.
fn kind_told(words: &Words, tokens: &Range<usize>, seen: &[Name]) -> Option<NameKind> {
    let name = words.name(tokens);
    if listed::named(words.lexicon, &name).is_some() {
        return None;
    }
    let same = seen.iter().find(|other| words.name(&other.tokens) == name).map(|other| match other.kind {
        NameType::Person => NameKind::Person,
        NameType::Location => NameKind::Place,
        NameType::Organisation | NameType::Other => NameKind::Organisation,
    });
    let person = tokens.len() > 1 && words.lexicon.is_first_name(words.text(tokens.start));
    same.or(Some(if person { NameKind::Person } else { NameKind::Organisation }))
}

fn kind_of(kind: KnownKind) -> NameKind {
    match kind {
        KnownKind::Person => NameKind::Person,
        KnownKind::Organisation => NameKind::Organisation,
        KnownKind::Place => NameKind::Place,
        KnownKind::Other => NameKind::Other,
    }
}

/// The recogniser's names where there is no known one, and the known ones as if it had seen them.
pub fn first(known: &[Candidate], seen: &[Name]) -> Vec<Name> {
    let free = seen.iter().filter(|name| overlapping(known, &name.tokens).is_empty()).cloned();
    let ours = known.iter().map(|candidate| {
        let kind = match candidate.kind {
            NameKind::Person => NameType::Person,
            NameKind::Organisation => NameType::Organisation,
            NameKind::State | NameKind::Place => NameType::Location,
            NameKind::Other => NameType::Other,
        };
        Name { tokens: candidate.tokens.clone(), kind, confidence: 1.0 }
    });
    let mut all: Vec<Name> = free.chain(ours).collect();
    all.sort_by_key(|name| name.tokens.start);
    all
}

/// Puts the known names in the place of whatever was made of their words.
pub fn enforce(known: Vec<Candidate>, candidates: &mut Vec<Candidate>) {
    for name in known {
        let from = candidates.partition_point(|candidate| candidate.tokens.end <= name.tokens.start);
        let to = from + overlapping(candidates, &name.tokens).len();
        match &mut candidates[from..to] {
            // A particle in front or a word behind that belongs to it: "ag", "Jr.".
            [longer] if name.tokens.len() == 1 && holds(&longer.tokens, &name.tokens) => {
                longer.kind = name.kind;
                longer.listed = name.listed;
            }
            _ => {
                candidates.splice(from..to, [name]);
            }
        }
    }
}
