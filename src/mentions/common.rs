//! Bodies named by a common noun and their owner: "Chadian troops", "UN observers", "parliament in N'Djamena"; and those who sit at the head of a body and speak as it: "the co-chairs of the Contact Group".
//!
//! They stand as [`Form::Office`] of a body: words that point at it without its name.

use std::ops::Range;

use crate::base::Span;
use crate::lexicon::{CommonBody, LONGEST_COMMON_BODY, Owner, StateForm};
use crate::mentions::candidate::Candidate;
use crate::mentions::chain::key_of;
use crate::mentions::listed::Listed;
use crate::mentions::words::Words;
use crate::mentions::{Chain, ChainIdx, Form, Mention, Mentions, NameKind};

/// A common noun found.
struct Found<'l> {
    body: &'l CommonBody,
    /// The noun.
    noun: Range<usize>,
    /// The noun with its owner, where they stand together ("Chadian troops").
    whole: Range<usize>,
    owner: Option<Possessor>,
}

/// Whose a body is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Possessor {
    /// A state's, by its key.
    State(String),
    /// A body's, by the chain of its name.
    Body(ChainIdx),
}

/// Adds both kinds.
pub(super) fn add(words: &Words, candidates: &[Candidate], mentions: &mut Mentions) {
    add_bodies(words, candidates, mentions);
    add_chairs(words, candidates, mentions);
}

fn add_bodies(words: &Words, candidates: &[Candidate], mentions: &mut Mentions) {
    let mut known: Vec<(&str, Possessor, ChainIdx)> = Vec::new();
    let found: Vec<Found> = nouns(words).filter_map(|(noun, body)| read(words, candidates, mentions, noun, body)).collect();
    let (owned, bare): (Vec<Found>, Vec<Found>) = found.into_iter().partition(|found| found.owner.is_some());
    for found in owned {
        let Some(owner) = found.owner else { continue };
        let same = known.iter().find(|(name, known, _)| *name == found.body.name && *known == owner);
        let chain = same.map_or_else(
            || {
                let state = if let Possessor::State(key) = &owner { Some(key.clone()) } else { None };
                let fullest = words.span(&found.whole);
                mentions.chains.push(Chain { kind: NameKind::Organisation, fullest, key: None, state });
                mentions.chains.len() - 1
            },
            |(_, _, chain)| *chain,
        );
        if same.is_none() {
            known.push((&found.body.name, owner, chain));
        }
        mentions.names.push(mention(words, &found.noun, chain));
    }
    for found in bare.iter().filter(|found| found.body.bare.contains(&words.name(&found.noun).to_lowercase())) {
        let mut same = known.iter().filter(|(name, _, _)| *name == found.body.name);
        if let (Some((_, _, chain)), None) = (same.next(), same.next()) {
            mentions.names.push(mention(words, &found.noun, *chain));
        }
    }
}

fn mention(words: &Words, tokens: &Range<usize>, chain: ChainIdx) -> Mention {
    let sentence = words.get(tokens.start).map_or(0, |word| word.sentence);
    Mention { span: words.span(tokens), sentence, kind: NameKind::Organisation, form: Form::Office, chain }
}

/// Every noun of the lexicon in lower case, the longest at each place.
fn nouns<'w>(words: &'w Words<'_>) -> impl Iterator<Item = (Range<usize>, &'w CommonBody)> {
    let mut done = 0;
    (0..words.len()).filter_map(move |at| {
        if at < done || !words.is_word(at) || words.is_capital(at) || !words.lexicon.common_body_begins(words.text(at)) {
            return None;
        }
        let end = words.sentence_end(at);
        let (noun, body) = (at + 1..=(at + LONGEST_COMMON_BODY).min(end))
            .rev()
            .find_map(|stop| Some((at..stop, words.lexicon.common_body(words.name(&(at..stop)).as_ref())?)))?;
        done = noun.end;
        Some((noun, body))
    })
}

/// Whose the noun is; `None` where it is counted, or where it only says what another noun is ("the army spokesman").
fn read<'l>(words: &Words, candidates: &[Candidate], mentions: &Mentions, noun: Range<usize>, body: &'l CommonBody) -> Option<Found<'l>> {
    let span = words.span(&noun);
    let next = words.text(noun.end);
    let describes = words.lexicon.is_title_word(next) && !matches!(next, "general");
    let taken = mentions.roles.iter().any(|role| role.span.overlaps(span)) || mentions.names.iter().any(|name| name.span.overlaps(span));
    if describes || next == "-" || taken {
        return None;
    }
    let before = owner_before(words, candidates, noun.start, body.owner);
    let behind = || owner_behind(words, candidates, noun.end, body.owner);
    let (at, owner) = match before.map(|(n, owner)| (candidates[n].tokens.start, n, owner)) {
        Some((start, n, owner)) => (start, Some(owner.unwrap_or_else(|| Possessor::Body(mentions.names[n].chain)))),
        None => (noun.start, behind().map(|(n, owner)| owner.unwrap_or_else(|| Possessor::Body(mentions.names[n].chain)))),
    };
    (!is_counted(words, at)).then_some(Found { body, whole: at..noun.end, noun, owner })
}

/// "two Chadian troops", "thousands of Chadian troops": people who are counted; "the fear of Chadian troops" is none.
fn is_counted(words: &Words, at: usize) -> bool {
    let lower = |steps: usize| words.back(at, steps).map(|before| words.text(before).to_lowercase()).unwrap_or_default();
    let counts = |word: &str| {
        let number = word.starts_with(|c: char| c.is_ascii_digit());
        number || COUNTS.contains(&word) || COUNTS.iter().any(|count| word.strip_suffix('s') == Some(count))
    };
    let before = lower(1);
    if before == "of" { counts(&lower(2)) } else { counts(&before) }
}

/// Words that count people. Our own list.
const COUNTS: &[&str] = &[
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozen", "score", "hundred", "thousand", "million", "number",
    "most", "some", "many", "half", "all", "more", "several", "no", "few",
];

/// The owner right before: "Chadian", "Chad's", "US"; its candidate, and the state if it is one.
fn owner_before(words: &Words, candidates: &[Candidate], at: usize, allowed: Owner) -> Option<(usize, Option<Possessor>)> {
    let clitic = at.checked_sub(1).is_some_and(|before| words.is_clitic(before));
    let end = at - usize::from(clitic);
    let n = candidates.partition_point(|candidate| candidate.tokens.end < end);
    let owner = candidates.get(n).filter(|candidate| candidate.tokens.end == end)?;
    let letters = words.get(owner.tokens.start).is_some_and(|word| word.all_capitals || word.text.contains('.'));
    match &owner.listed {
        Some(Listed::State(key, form)) if allowed != Owner::Body && (clitic || letters || *form == StateForm::Adjective) => {
            Some((n, Some(Possessor::State(key.clone()))))
        }
        Some(Listed::Body(_)) if allowed != Owner::State => Some((n, None)),
        _ => None,
    }
}

/// The owner behind: "of Chad", "in N'Djamena".
fn owner_behind(words: &Words, candidates: &[Candidate], end: usize, allowed: Owner) -> Option<(usize, Option<Possessor>)> {
    let joint = words.text(end);
    let start = end + 1 + usize::from(words.text(end + 1) == "the");
    let n = candidates.partition_point(|candidate| candidate.tokens.start < start);
    let owner = candidates.get(n).filter(|candidate| candidate.tokens.start == start)?;
    match (&owner.listed, joint) {
        (Some(Listed::State(key, StateForm::Name)), "of") if allowed != Owner::Body => Some((n, Some(Possessor::State(key.clone())))),
        (Some(listed @ Listed::Capital(_)), "in") if allowed == Owner::State => Some((n, key_of(listed).map(Possessor::State))),
        (Some(Listed::Body(_)), "of" | "from") if allowed != Owner::State => Some((n, None)),
        _ => None,
    }
}

/// Those who chair a body together act as it.
fn is_chair(word: &str) -> bool {
    let letters = || word.chars().filter(|c| *c != '-').flat_map(char::to_lowercase);
    ["cochairs", "cochairmen", "cochairpersons"].iter().any(|chairs| letters().eq(chairs.chars()))
}

/// "the Co-Chairs of the Contact Group", "the Contact Group co-chairs"; "the co-chairs" alone where the article knows those of one body.
fn add_chairs(words: &Words, candidates: &[Candidate], mentions: &mut Mentions) {
    let mut bodies: Vec<ChainIdx> = Vec::new();
    let mut bare: Vec<Range<usize>> = Vec::new();
    let mut found: Vec<(Range<usize>, ChainIdx)> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some(chairs) = chairs_at(words, at) else {
            at += 1;
            continue;
        };
        at = chairs.end;
        match chaired(words, candidates, &chairs) {
            Some(n) => {
                let chain = mentions.names[n].chain;
                found.push((chairs, chain));
                if !bodies.contains(&chain) {
                    bodies.push(chain);
                }
            }
            None => bare.push(chairs),
        }
    }
    if let [only] = bodies.as_slice() {
        found.extend(bare.into_iter().map(|chairs| (chairs, *only)));
    }
    for (chairs, chain) in found {
        let span: Span = words.span(&chairs);
        if !mentions.names.iter().any(|name| name.span.overlaps(span)) {
            mentions.names.push(mention(words, &chairs, chain));
        }
    }
}

/// "co-chairs" is one token or three.
fn chairs_at(words: &Words, at: usize) -> Option<Range<usize>> {
    let first = words.text(at).chars().find(|c| *c != '-');
    if first.is_some_and(|first| !matches!(first, 'c' | 'C')) {
        return None;
    }
    let end = words.sentence_end(at);
    [at + 1, at + 3].into_iter().find(|&stop| stop <= end && is_chair(words.name(&(at..stop)).as_ref())).map(|stop| at..stop)
}

/// The body whose chairs they are.
fn chaired(words: &Words, candidates: &[Candidate], chairs: &Range<usize>) -> Option<usize> {
    let is_body = |n: &usize| candidates[*n].kind == NameKind::Organisation;
    let before = candidates.iter().position(|candidate| candidate.tokens.end == chairs.start).filter(is_body);
    before.or_else(|| {
        let start = chairs.end + 1 + usize::from(words.text(chairs.end + 1) == "the");
        let behind = candidates.iter().position(|candidate| candidate.tokens.start == start).filter(is_body);
        behind.filter(|_| words.text(chairs.end) == "of")
    })
}
