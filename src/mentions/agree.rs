//! The model's names beside those of lexicon and rules.
//!
//! The model decides what is a name and of which type; the lexicon about what it knows by key: states, seats, bodies.
//! Rules speak where the model is in doubt, or where it leaves out the short form of a name that it sees elsewhere in the document.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon::{StateForm, WordClass, lower};
use crate::mentions::candidate::{Candidate, add, kind_of, overlapping};
use crate::mentions::listed::{self, Listed};
use crate::mentions::names::{Name, NameType};
use crate::mentions::words::Words;
use crate::mentions::{Form, NameKind};

/// Below it the model is in doubt.
const DOUBT: f32 = 0.82;
/// Above it the model is sure.
const SURE: f32 = 0.95;

/// All names of the running text, and what the model is not in doubt of in title lines.
pub fn join(words: &Words, seen: &[Name], by_rule: Vec<Candidate>) -> Vec<Candidate> {
    let surnames = Surnames::of(words, seen);
    let mut candidates: Vec<Candidate> = Vec::with_capacity(seen.len());
    for name in seen.iter().filter(|name| is_name(words, name)) {
        let name = &surnames.read(words, trim(words, name));
        let done = candidates.last().map_or(0, |last| last.tokens.end);
        if name.tokens.start < done {
            continue;
        }
        match overlapping(&by_rule, &name.tokens) {
            [same] if same.tokens == name.tokens && is_keyed(same) => candidates.push(same.clone()),
            [longer] if done <= longer.tokens.start && contains(&longer.tokens, &name.tokens) && is_better(words, longer, name) => {
                candidates.push(longer.clone());
            }
            [same] if is_known_better(same, name) => candidates.push(same.clone()),
            ruled @ [state, ..] if opens_with_state(words, state, name) => split(words, name, ruled, &mut candidates),
            ruled if is_office(words, name) => {
                let inner = ruled.iter().filter(|inner| is_keyed(inner) && contains(&name.tokens, &inner.tokens));
                candidates.extend(inner.cloned());
            }
            _ => candidates.push(of_name(words, name)),
        }
    }
    let tails = Tails::of(words, &candidates);
    let keyed = |candidate: &Candidate| is_keyed(candidate) && !is_currency(words, &candidate.tokens);
    let more =
        by_rule.into_iter().filter(|candidate| keyed(candidate) || tails.have(words, candidate) || has_article(words, candidate)).collect();
    add(&mut candidates, more);
    settle(words, &mut candidates);
    candidates
}

/// Neither a currency nor a small word, and in a title line beyond doubt: a long stretch of capitals there looks like the title of a work.
fn is_name(words: &Words, name: &Name) -> bool {
    let in_title = words.get(name.tokens.start).is_some_and(|word| word.in_title);
    let small = |at: usize| words.lexicon.is(WordClass::FunctionWord, &lower(words.text(at))) || words.is_clitic(at);
    let shouted = words.get(name.tokens.start).is_some_and(|word| word.all_capitals);
    let empty = !shouted && name.tokens.clone().all(small) && whole(words, &name.tokens).is_none();
    let plain = is_plain_opener(words, &name.tokens) || is_section(words, &name.tokens);
    !is_currency(words, &name.tokens) && !empty && !plain && (!in_title || (name.confidence >= DOUBT && name.kind != NameType::Other))
}

/// "“Lines do not fail,” he said": a lone word whose capital only its place explains, and that the document has in small letters, in one number or the other.
fn is_plain_opener(words: &Words, tokens: &Range<usize>) -> bool {
    let at = tokens.start;
    let lone = tokens.len() == 1 && words.get(at).is_some_and(|word| word.opens && !word.all_capitals) && !words.seen_capital_inside(at);
    let text = words.text(at);
    let common = || {
        words.seen_lower(text) || text.strip_suffix('s').is_some_and(|one| words.seen_lower(one)) || words.seen_lower(&format!("{text}s"))
    };
    let person = || words.lexicon.is_first_name(text) || words.lexicon.is_title_head(words.before(at));
    lone && common() && !person() && whole(words, tokens).is_none()
}

/// "AHEAD": a line of one or two words in capitals is the heading of a section, unless the text has the name elsewhere.
fn is_section(words: &Words, tokens: &Range<usize>) -> bool {
    let line = words.sentence_start(tokens.start)..words.sentence_end(tokens.start);
    let shouted = line.len() <= 2 && line.into_iter().all(|at| words.get(at).is_some_and(|word| word.all_capitals));
    shouted && !words.seen_capital_inside(tokens.start) && whole(words, tokens).is_none()
}

/// "US dollars", "US$20".
fn is_currency(words: &Words, tokens: &Range<usize>) -> bool {
    let next = words.ahead(tokens.end - 1, 1);
    matches!(words.text(tokens.start), "US" | "U.S.") && tokens.len() == 1 && (next.starts_with("dollar") || next == "$")
}

/// "Kisumu reservoir", "Algiers ceasefire": a noun in small letters behind a place is no part of its name, unless the name is an adjective ("Korean peninsula").
fn trim(words: &Words, name: &Name) -> Name {
    let last = name.tokens.end - 1;
    let adjective = words.lexicon.state_named(words.text(name.tokens.start)).is_some_and(|(_, form)| form != StateForm::Name);
    let noun = name.kind == NameType::Location && name.tokens.len() > 1 && words.is_word(last) && !words.is_capital(last);
    let end = if noun && !adjective && words.is_capital(last - 1) { last } else { name.tokens.end };
    Name { tokens: name.tokens.start..end, ..name.clone() }
}

/// Surnames of the persons whom the document names in full.
struct Surnames<'a>(FxHashSet<&'a str>);

impl<'a> Surnames<'a> {
    fn of(words: &'a Words, seen: &[Name]) -> Self {
        let is_full = |name: &&Name| name.kind == NameType::Person && name.tokens.len() > 1;
        let full = seen.iter().filter(is_full).filter(|name| !is_odd(words, name));
        Self(full.map(|name| words.text(name.tokens.end - 1)).collect())
    }

    /// A lone surname is the person's, unless the model is sure of something else; at the end of a headline that runs into the text it is all of the name.
    fn read(&self, words: &Words, name: Name) -> Name {
        let last = name.tokens.end - 1;
        if name.kind == NameType::Person && is_odd(words, &name) && self.0.contains(words.text(last)) {
            return Name { tokens: last..name.tokens.end, ..name };
        }
        let other = matches!(name.kind, NameType::Organisation | NameType::Location) && name.confidence < SURE && name.tokens.len() == 1;
        let is_state = || words.lexicon.state_named(words.text(name.tokens.start)).is_some();
        let person = other && !is_state() && self.0.contains(words.text(name.tokens.start));
        if person { Name { kind: NameType::Person, ..name } } else { name }
    }
}

/// "Slow Progress Okello": the document has the first word in lower case, and it is nobody's first name.
fn is_odd(words: &Words, name: &Name) -> bool {
    let first = words.text(name.tokens.start);
    name.tokens.len() > 1
        && words.seen_lower(first)
        && !words.lexicon.is_first_name(first)
        && !words.is(WordClass::OpeningParticle, name.tokens.start)
}

/// "ECOWAS Mediator for Chad": an office, whose words name a body but are none.
fn is_office(words: &Words, name: &Name) -> bool {
    let joint = name.tokens.clone().skip(1).find(|&at| matches!(words.text(at), "of" | "for" | "to"));
    let head = joint.unwrap_or(name.tokens.end) - 1;
    let body = (name.tokens.start..=head).any(|at| words.is(WordClass::BodyHead, at));
    name.kind == NameType::Organisation
        && name.tokens.len() > 1
        && words.lexicon.is_title_head(words.text(head))
        && !body
        && whole(words, &name.tokens).is_none()
}

/// States, seats and bodies of the lexicon.
fn is_keyed(candidate: &Candidate) -> bool {
    matches!(candidate.listed, Some(Listed::State(..) | Listed::Seat(_) | Listed::Body(_)))
}

fn contains(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// A listed body of which the model sees a part; a name that it cuts at a mark inside ("Ri Chun-hee", "Sand & Water").
fn is_better(words: &Words, longer: &Candidate, name: &Name) -> bool {
    let hyphen = words.text(name.tokens.end) == "-" && words.get(name.tokens.end).is_some_and(|mark| mark.glued);
    let person = longer.kind == NameKind::Person && name.kind == NameType::Person && hyphen;
    let firm = longer.kind == NameKind::Organisation && words.text(name.tokens.end) == "&";
    let cut = (person || firm) && longer.tokens.start == name.tokens.start;
    whole(words, &name.tokens).is_none() && (is_keyed(longer) || cut)
}

/// Where the model is in doubt, the words around may tell more: a firm with one word for a name, which looks like a surname; a surname that looks like a town.
fn is_known_better(ruled: &Candidate, name: &Name) -> bool {
    let told = match name.kind {
        NameType::Person | NameType::Other => ruled.kind == NameKind::Organisation,
        NameType::Location => ruled.kind == NameKind::Person,
        NameType::Organisation => false,
    };
    told && ruled.tokens == name.tokens && name.confidence < DOUBT
}

/// "Mansur al-Harithi": a person whose family name the article of Arabic names opens.
fn has_article(words: &Words, candidate: &Candidate) -> bool {
    let inside = candidate.tokens.start + 1..candidate.tokens.end.saturating_sub(2);
    let article = |at: usize| words.is(WordClass::OpeningParticle, at) && !words.is_capital(at) && words.text(at + 1) == "-";
    let running = words.get(candidate.tokens.start).is_some_and(|word| !word.in_title);
    running && candidate.kind == NameKind::Person && inside.into_iter().any(article)
}

/// The last words of persons' and bodies' names, in lower case: "the Commission", "Al-Mazrui".
struct Tails(FxHashSet<(NameKind, String)>);

impl Tails {
    fn of(words: &Words, candidates: &[Candidate]) -> Self {
        let long = candidates.iter().filter(|long| matches!(long.kind, NameKind::Person | NameKind::Organisation));
        let tails = long.flat_map(|long| {
            let name = words.name(&long.tokens).to_lowercase();
            let starts: Vec<usize> = name.match_indices(' ').map(|(at, _)| at + 1).collect();
            starts.into_iter().map(move |at| (long.kind, name[at..].to_owned()))
        });
        Self(tails.collect())
    }

    /// Whether it is the short form of a longer name of its kind.
    fn have(&self, words: &Words, short: &Candidate) -> bool {
        !self.0.is_empty() && self.0.contains(&(short.kind, words.name(&short.tokens).to_lowercase()))
    }
}

/// "US | Department of State": a state and its body are two names. "Iraq War" is one, "Iraq elections" names the state alone.
fn opens_with_state(words: &Words, state: &Candidate, name: &Name) -> bool {
    let is_state = matches!(state.listed, Some(Listed::State(_, StateForm::Name)));
    let parted = match name.kind {
        NameType::Person => false,
        NameType::Other => (state.tokens.end..name.tokens.end).any(|at| !words.is_capital(at)),
        NameType::Organisation | NameType::Location => true,
    };
    is_state && parted && state.tokens.start == name.tokens.start && state.tokens.end < name.tokens.end
}

fn split(words: &Words, name: &Name, ruled: &[Candidate], candidates: &mut Vec<Candidate>) {
    let (state, rest) = (&ruled[0], &ruled[1..]);
    candidates.push(state.clone());
    let start = state.tokens.end + usize::from(words.is_clitic(state.tokens.end));
    if rest.iter().all(|candidate| contains(&name.tokens, &candidate.tokens)) && rest.iter().any(is_keyed) {
        candidates.extend_from_slice(rest);
    } else if name.kind != NameType::Other && words.is_capital(start) && start < name.tokens.end {
        candidates.push(of_name(words, &Name { tokens: start..name.tokens.end, ..name.clone() }));
    }
}

/// One name is of one kind in a document: that of most of its places.
fn settle(words: &Words, candidates: &mut [Candidate]) {
    let mut votes: FxHashMap<Cow<str>, BTreeMap<NameKind, usize>> = FxHashMap::default();
    for candidate in candidates.iter().filter(|candidate| is_open(candidate)) {
        *votes.entry(words.name(&candidate.tokens)).or_default().entry(candidate.kind).or_default() += 1;
    }
    votes.retain(|_, kinds| kinds.len() > 1);
    for candidate in candidates.iter_mut().filter(|candidate| is_open(candidate)) {
        let Some(kinds) = votes.get(&words.name(&candidate.tokens)) else { continue };
        let most = kinds.values().max().copied().unwrap_or(0);
        let mut first = kinds.iter().filter(|(_, votes)| **votes == most).map(|(kind, _)| *kind);
        if let (Some(kind), None) = (first.next(), first.next()) {
            candidate.listed = candidate.listed.take().filter(|_| candidate.kind == kind);
            candidate.kind = kind;
        }
    }
}

/// A person, a body or a place that the lexicon has at most as a town.
fn is_open(candidate: &Candidate) -> bool {
    let kind = matches!(candidate.kind, NameKind::Person | NameKind::Organisation | NameKind::Place);
    kind && matches!(candidate.listed, None | Some(Listed::City))
}

/// What the lexicon says about a stretch as a whole.
fn whole(words: &Words, tokens: &Range<usize>) -> Option<Listed> {
    listed::longest(words, tokens.start, tokens.end).filter(|(range, _)| range == tokens).map(|(_, listed)| listed)
}

/// A name of the model, with what the lexicon says about it where the two agree.
fn of_name(words: &Words, name: &Name) -> Candidate {
    let kind = match name.kind {
        NameType::Person => NameKind::Person,
        NameType::Organisation => NameKind::Organisation,
        NameType::Location => NameKind::Place,
        NameType::Other => NameKind::Other,
    };
    let listed = whole(words, &name.tokens);
    // "National Pact": a text is no body.
    let text = kind == NameKind::Organisation
        && listed.is_none()
        && name.tokens.len() > 1
        && name.confidence < SURE
        && words.is(WordClass::OtherHead, name.tokens.end - 1);
    let kind = if text { NameKind::Other } else { kind };
    let agreed = listed.as_ref().and_then(kind_of).filter(|(ruled, _)| match &listed {
        Some(Listed::Capital(_)) => kind != NameKind::Person,
        Some(Listed::Other) => matches!(kind, NameKind::Organisation | NameKind::Other),
        _ => *ruled == kind || (*ruled == NameKind::State && matches!(kind, NameKind::Place | NameKind::Other)),
    });
    let (kind, form) = agreed.unwrap_or((kind, Form::Name));
    Candidate { tokens: name.tokens.clone(), kind, form, listed: listed.filter(|_| agreed.is_some()) }
}
