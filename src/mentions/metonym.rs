//! Whether a capital stands for its government: "Doha denied it", not "in Doha".

use std::ops::Range;

use crate::lexicon::WordClass;
use crate::mentions::words::Words;

/// Nouns that follow a capital as a place: "the Moscow talks".
const AFTER_PLACE: &[&str] = &[
    "talks",
    "meeting",
    "meetings",
    "visit",
    "summit",
    "conference",
    "region",
    "time",
    "residents",
    "airport",
    "trip",
    "session",
    "round",
    "accord",
    "accords",
    "agreement",
    "agreements",
    "attack",
    "attacks",
    "bombing",
    "protest",
    "protests",
    "office",
    "bureau",
    "embassy",
    "suburb",
    "suburbs",
    "street",
    "streets",
    "hotel",
    "hospital",
    "court",
    "university",
    "mayor",
    "area",
    "district",
    "neighborhood",
    "neighbourhood",
    "police",
    "metro",
    "stock",
    "press",
    "negotiations",
    "forum",
    "process",
    "city",
    "correspondent",
    "apartment",
    "home",
    "based",
    "born",
    "bound",
    "headquarters",
    "premises",
    "stop",
    "leg",
    "rally",
    "airspace",
    "prosecutor",
    "governor",
    "newspaper",
    "ceasefire",
    "cease-fire",
    "cease",
    "truce",
    "armistice",
    "communiqué",
    "communique",
    "declaration",
    "protocol",
    "protocols",
    "memorandum",
    "pact",
    "treaty",
    "convention",
    "arrangement",
    "understanding",
    "understandings",
    "document",
    "roadmap",
    "deal",
    "peace",
    "format",
    "track",
    "table",
    "dialogue",
    "gathering",
    "congress",
    "edition",
    "principles",
    "formula",
    "airlift",
    "siege",
    "massacre",
    "market",
    "hall",
    "zoo",
    "daily",
];

/// Verbs and nouns of motion before "to": "flew to Doha".
const MOTION: &[&str] = &[
    "travel",
    "travels",
    "travelled",
    "traveled",
    "travelling",
    "traveling",
    "fly",
    "flies",
    "flew",
    "flying",
    "flown",
    "go",
    "goes",
    "went",
    "going",
    "gone",
    "come",
    "comes",
    "came",
    "coming",
    "return",
    "returns",
    "returned",
    "returning",
    "visit",
    "visits",
    "trip",
    "trips",
    "journey",
    "arrive",
    "arrived",
    "head",
    "heads",
    "headed",
    "heading",
    "back",
    "way",
    "move",
    "moved",
    "drive",
    "drove",
    "sent",
    "send",
    "bring",
    "brought",
    "fled",
    "escaped",
    "tour",
    "invited",
    "invitation",
    "flight",
    "flights",
    "road",
    "train",
    "take",
    "took",
    "taken",
    "transferred",
    "evacuated",
    "close",
    "ambassador",
    "envoy",
    "delegation",
    "embassy",
    "advance",
    "advancing",
    "dispatched",
    "rushed",
    "deported",
    "next",
    "extradited",
];

/// Nouns before "of" that make a capital a government: "the position of Doha".
const OF_GOVERNMENT: &[&str] = &[
    "position",
    "government",
    "policy",
    "policies",
    "interests",
    "demands",
    "side",
    "allies",
    "ally",
    "support",
    "part",
    "approval",
    "stance",
    "hands",
    "behalf",
    "control",
    "intentions",
    "authorities",
    "ambitions",
    "accusations",
    "criticism",
    "critics",
    "concessions",
    "consent",
    "favour",
    "favor",
    "goals",
    "aims",
    "willingness",
    "readiness",
    "rulers",
    "leadership",
    "partners",
    "influence",
];

/// Whether the capital at `name` acts as a government.
pub fn acts(words: &Words, name: &Range<usize>) -> bool {
    !(follows_as_place(words, name) || stands_as_place(words, name))
}

fn follows_as_place(words: &Words, name: &Range<usize>) -> bool {
    let last = name.end - 1;
    let next = words.ahead(last, 1);
    // "Special session of the council, Vienna": a lone name behind the last comma tells where.
    let at_end = words.sentence_end(name.start) - name.end < 2
        && words.back(name.start, 1).is_some_and(|comma| words.text(comma) == ",")
        && words.back(name.start, 2).is_some_and(|before| !words.is_capital(before) || words.text(before).len() > 3);
    let comma_name = next == "," && words.is_capital(name.end + 1);
    let dateline = matches!(next, "(" | "—" | "–") && words.get(name.start).is_some_and(|word| word.opens)
        || (next == "-" && !words.get(name.end).is_some_and(|mark| mark.glued));
    // "the cities they took, X first among them".
    let listed = matches!(next, "first" | "foremost" | "chief") && words.ahead(last, 2) == "among";
    let after_hyphen = next == "-" && AFTER_PLACE.contains(&words.ahead(last, 2));
    AFTER_PLACE.contains(&next)
        || words.is(WordClass::PlaceNoun, name.end)
        || comma_name
        || at_end
        || dateline
        || after_hyphen
        || listed
        || (words.is_capital(name.end) && next != "I")
}

fn stands_as_place(words: &Words, name: &Range<usize>) -> bool {
    let Some(at) = words.back(name.start, 1) else { return words.sentence_end(name.start) - name.end < 2 };
    let text = words.text(at).to_lowercase();
    let earlier = |steps: usize| words.back(at, steps).map_or_else(String::new, |at| words.text(at).to_lowercase());
    match text.as_str() {
        "in" | "at" | "near" | "outside" | "around" | "across" | "inside" | "within" | "into" | "through" | "throughout" | "over"
        | "via" | "toward" | "towards" | "off" | "above" | "leaving" | "left" | "reached" | "entered" | "visited" | "visiting"
        | "central" | "downtown" | "northern" | "southern" | "eastern" | "western" | "capital" | "city" | "nearby" | "beyond" | "visit"
        | "visits" | "bombed" | "shelled" => true,
        "from" => !matches!(
            earlier(1).as_str(),
            "support"
                | "pressure"
                | "demands"
                | "guarantees"
                | "statement"
                | "response"
                | "aid"
                | "assistance"
                | "money"
                | "comment"
                | "reaction"
                | "approval"
                | "independence"
        ),
        // "A week after X, …": what happened there.
        "after" | "since" | "before" => {
            let ends = !words.is_word(name.end) && !words.is_clitic(name.end) || name.end == words.sentence_end(name.start);
            ends && words.text(name.end) != "-"
        }
        // "It was to X that they had gone".
        "to" if matches!(earlier(1).as_str(), "was" | "is") && words.text(name.end) == "that" => true,
        "to" => (1..=4).any(|steps| MOTION.contains(&earlier(steps).as_str())),
        "of" => !OF_GOVERNMENT.contains(&earlier(1).as_str()),
        "for" => (1..=2).any(|steps| {
            matches!(
                earlier(steps).as_str(),
                "left"
                    | "leave"
                    | "leaves"
                    | "leaving"
                    | "bound"
                    | "departed"
                    | "depart"
                    | "departing"
                    | "departs"
                    | "headed"
                    | "set"
                    | "battle"
                    | "fight"
            )
        }),
        "on" => (1..=2).any(|steps| {
            matches!(
                earlier(steps).as_str(),
                "attack"
                    | "attacks"
                    | "strike"
                    | "strikes"
                    | "assault"
                    | "raid"
                    | "raids"
                    | "march"
                    | "advance"
                    | "rockets"
                    | "missiles"
                    | "drones"
                    | "marched"
                    | "advanced"
                    | "fired"
            )
        }),
        "," => words.back(at, 1).is_some_and(|before| !words.is_capital(before) && words.is(WordClass::PlaceNoun, before)),
        _ => false,
    }
}
