//! Places told by what they are: "the border village of X", "X town".
//!
//! In come the candidates; out they go with the names of settlements that nobody saw, everywhere in the document, and with those that were taken for something else.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::lexicon::{StateForm, WordClass, lower};
use crate::mentions::candidate::{Candidate, overlapping};
use crate::mentions::listed::Listed;
use crate::mentions::words::Words;
use crate::mentions::{Form, NameKind};

/// Nouns that a settlement's name follows behind "of". Our own list.
const SETTLEMENTS: &[&str] =
    &["village", "town", "city", "hamlet", "port", "settlement", "villages", "towns", "suburb", "outskirts", "district", "commune"];
/// Nouns of other places, behind which their names follow. Our own list.
const PLACES: &[&str] = &[
    "temple",
    "shrine",
    "sanctuary",
    "monastery",
    "abbey",
    "hill",
    "hills",
    "ridge",
    "mountain",
    "valley",
    "plain",
    "plateau",
    "gorge",
    "oasis",
    "island",
    "islands",
    "islet",
    "peninsula",
    "river",
    "lake",
    "bay",
    "strait",
    "fort",
    "fortress",
    "garrison",
    "province",
    "region",
    "county",
    "governorate",
    "prefecture",
    "canton",
    "municipality",
    "department",
    "enclave",
    "crossing",
    "pass",
    "dam",
    "reservoir",
    "quarter",
    "neighbourhood",
    "neighborhood",
    "township",
    "parish",
    "diocese",
    "archdiocese",
];
/// Who sits in a place, and what befalls it: nouns behind which its name follows. Our own list.
const OF_PLACES: &[&str] = &[
    "governor",
    "mayor",
    "prefect",
    "bishop",
    "archbishop",
    "abbot",
    "abbess",
    "monks",
    "nuns",
    "residents",
    "inhabitants",
    "villagers",
    "townspeople",
    "siege",
    "bombardment",
    "shelling",
    "streets",
];
/// Nouns behind a settlement's name.
const BEHIND: &[&str] = &["village", "town", "district", "province"];
/// What is called after a person or a place: "the X bridge".
const SITES: &[&str] = &[
    "bridge",
    "bridges",
    "airport",
    "airfield",
    "airbase",
    "square",
    "roundabout",
    "substation",
    "barracks",
    "stadium",
    "monastery",
    "temple",
    "mosque",
    "cathedral",
    "dam",
    "reservoir",
    "crossing",
    "checkpoint",
    "bazaar",
    "refinery",
    "pipeline",
    "prison",
    "jail",
    "camp",
    "hill",
    "ridge",
    "river",
    "valley",
    "island",
    "highway",
    "road",
    "tunnel",
    "pass",
    "port",
    "harbour",
    "harbor",
    "hotel",
    "hospital",
];
/// What lies between two places.
const LINKS: &[&str] = &[
    "bridge", "road", "highway", "motorway", "railway", "border", "frontier", "boundary", "line", "crossing", "river", "ferry", "corridor",
];
/// Verbs of going that a place follows directly, and those that it follows behind "to".
const VISITS: &[&str] = &["visited", "toured", "visiting", "touring"];
const GOINGS: &[&str] = &[
    "drove",
    "driven",
    "flew",
    "flown",
    "travelled",
    "traveled",
    "went",
    "gone",
    "marched",
    "fled",
    "returned",
    "walked",
    "rode",
    "sailed",
    "journeyed",
    "driving",
    "flying",
    "travelling",
    "traveling",
];
/// Nouns behind a name that is an adjective elsewhere, when no article stands before it: "in Turkmen district" is the town of that name.
const UNITS: &[&str] = &["district", "oblast", "county", "raion", "rayon", "prefecture", "governorate", "cercle"];
/// Words of a settlement's name, at most.
const LONGEST: usize = 3;

/// Adds the settlements.
pub fn add(words: &Words, candidates: &mut Vec<Candidate>) {
    let mut told: BTreeSet<String> = BTreeSet::new();
    for at in 0..words.len() {
        let Some(tokens) = behind_of(words, at).or_else(|| before_noun(words, at)).or_else(|| visited(words, candidates, at)) else {
            continue;
        };
        if take(words, candidates, &tokens) {
            told.insert(text(words, &tokens));
        }
    }
    for tokens in described(words, candidates).into_iter().chain(linked(words)) {
        if take(words, candidates, &tokens) {
            told.insert(text(words, &tokens));
        }
    }
    take_adjectives(words, candidates);
    take_sites(words, candidates);
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
    let noun = lower(words.text(at));
    let opens = || [SETTLEMENTS, PLACES, OF_PLACES].iter().any(|nouns| nouns.contains(&noun.as_ref()));
    if words.ahead(at, 1) != "of" || !opens() {
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

/// "visited | X", "drove to | X": a lone name that is nobody's.
fn visited(words: &Words, candidates: &[Candidate], at: usize) -> Option<Range<usize>> {
    let to = words.before(at) == "to" && words.back(at, 2).is_some_and(|verb| GOINGS.contains(&words.text(verb)));
    let goes = to || VISITS.contains(&words.before(at));
    let [name] = overlapping(candidates, &(at..at + 1)) else { return None };
    let unknown = || !words.lexicon.is_first_name(words.text(at)) && !words.lexicon.is_surname(words.text(at));
    (goes && name.tokens == (at..at + 1) && name.kind == NameKind::Person && unknown()).then_some(at..at + 1)
}

/// "on | X, a sandy island in the river": names with an apposition of which a place's noun is the head.
fn described(words: &Words, candidates: &[Candidate]) -> Vec<Range<usize>> {
    let noun = |at: usize| {
        let text = words.text(at);
        SETTLEMENTS.contains(&text) || PLACES.contains(&text)
    };
    let ends = |at: usize| !words.is_word(at) || words.lexicon.is(WordClass::FunctionWord, words.text(at));
    let is_place = |candidate: &&Candidate| {
        let comma = candidate.tokens.end;
        let end = words.sentence_end(candidate.tokens.start).min(comma + 7);
        words.text(comma) == ","
            && matches!(words.text(comma + 1), "a" | "an" | "the")
            && (comma + 2..end)
                .take_while(|&at| words.is_word(at) && !words.is_capital(at) && !words.lexicon.is(WordClass::FunctionWord, words.text(at)))
                .find(|&at| noun(at))
                .is_some_and(|at| ends(at + 1))
    };
    // "another temple, X, …".
    let named = |candidate: &&Candidate| {
        let (start, next) = (candidate.tokens.start, candidate.tokens.end);
        words.before(start) == ","
            && words.back(start, 2).is_some_and(noun)
            && words.back(start, 3).is_some_and(|article| matches!(words.text(article), "a" | "an" | "another" | "one"))
            && (next == words.sentence_end(start) || matches!(words.text(next), "," | "." | ";" | "–" | "—"))
    };
    let told = |candidate: &&Candidate| is_place(candidate) || named(candidate);
    candidates.iter().filter(|candidate| candidate.listed.is_none()).filter(told).map(|candidate| candidate.tokens.clone()).collect()
}

/// "the bridge between | X and | Y".
fn linked(words: &Words) -> Vec<Range<usize>> {
    let noun = |at: usize| words.back(at, 1 + usize::from(words.before(at) == ",")).map(|noun| lower(words.text(noun)));
    let is_link = |at: &usize| words.text(*at) == "between" && noun(*at).is_some_and(|noun| LINKS.contains(&noun.as_ref()));
    let two = |between: usize| {
        let one = name_from(words, between + 1)?;
        let other = name_from(words, one.end + 1).filter(|_| words.text(one.end) == "and")?;
        Some([one, other])
    };
    (0..words.len()).filter(is_link).filter_map(two).flatten().collect()
}

/// "the X bridge": a person's name that the article has for what is called so, and for nothing else.
fn take_sites(words: &Words, candidates: &mut [Candidate]) {
    let is_site = |candidate: &Candidate| {
        let Range { start, end } = candidate.tokens;
        let behind = if words.text(end) == "-" { end + 2 } else { end };
        matches!(words.before(start), "the" | "The") && SITES.contains(&words.text(behind))
    };
    let describes = |at: usize| words.is(WordClass::Other, at) || words.lexicon.state_named(words.text(at)).is_some();
    let open = |candidate: &Candidate| {
        let kind = matches!(candidate.kind, NameKind::Person | NameKind::Organisation | NameKind::Other);
        candidate.listed.is_none() && kind && !candidate.tokens.clone().any(describes)
    };
    let (mut sites, mut others): (BTreeSet<String>, BTreeSet<String>) = (BTreeSet::new(), BTreeSet::new());
    for candidate in candidates.iter().filter(|candidate| open(candidate)) {
        if is_site(candidate) { &mut sites } else { &mut others }.insert(text(words, &candidate.tokens));
    }
    for candidate in candidates.iter_mut().filter(|candidate| open(candidate)) {
        let name = text(words, &candidate.tokens);
        if sites.contains(&name) && !others.contains(&name) {
            candidate.kind = NameKind::Place;
        }
    }
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

/// A body, or a name that no fuller one and no title makes a person's.
fn may_be_place(words: &Words, candidates: &[Candidate], name: &Candidate) -> bool {
    let bears = |other: &Candidate| {
        other.kind == NameKind::Person && other.tokens.len() > 1 && words.text(other.tokens.end - 1) == words.text(name.tokens.start)
    };
    let addressed = |other: &Candidate| {
        let before = words.before(other.tokens.start);
        let titled = words.lexicon.is_title_head(before) || words.lexicon.is_honorific(before);
        titled && other.kind == NameKind::Person && text(words, &other.tokens) == text(words, &name.tokens)
    };
    match name.kind {
        NameKind::Organisation | NameKind::Other => true,
        NameKind::Person if name.tokens.len() == 1 => !candidates.iter().any(bears),
        NameKind::Person => !candidates.iter().any(addressed),
        _ => false,
    }
}

fn text(words: &Words, tokens: &Range<usize>) -> String {
    tokens.clone().map(|at| words.text(at)).collect::<Vec<_>>().join(" ")
}
