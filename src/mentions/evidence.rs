//! What the words around a name tell about what it names.
//!
//! Every occurrence adds to four scores; the document's sum decides, so that "President Okello" once tells what a lone "Okello" is everywhere.

use std::ops::Range;

use crate::lexicon::{WordClass, lower};
use crate::mentions::listed::{self, Listed};
use crate::mentions::words::Words;
use crate::text::Shape;

/// How much speaks for each kind. A whole point is a good hint, three are near certainty.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scores {
    /// For a person.
    pub person: f32,
    /// For a body.
    pub body: f32,
    /// For a place.
    pub place: f32,
    /// For something that is no actor.
    pub other: f32,
}

impl Scores {
    /// Adds another occurrence's scores.
    pub fn add(&mut self, more: Self) {
        self.person += more.person;
        self.body += more.body;
        self.place += more.place;
        self.other += more.other;
    }
}

/// What the name's own words tell, wherever it stands.
pub fn of_form(words: &Words, name: &Range<usize>) -> Scores {
    let mut scores = Scores::default();
    let lexicon = words.lexicon;
    let last = name.end - 1;
    let n_words = name.clone().filter(|&at| words.is_word(at)).count();
    let head = head_of(words, name);
    let first_is_given = lexicon.is_first_name(words.text(name.start));
    if n_words > 1 || head != last {
        let weight = if n_words == 2 && first_is_given { 2.5 } else { 4.0 };
        if words.is(WordClass::BodyHead, head) {
            scores.body += weight;
        } else if words.is(WordClass::PlaceHead, head) {
            scores.place += weight;
        } else if words.is(WordClass::OtherHead, head) {
            scores.other += weight;
        }
    } else if words.is(WordClass::BodyHead, last) {
        scores.body += 1.5;
    } else if words.is(WordClass::OtherHead, last) {
        scores.other += 1.5;
    }
    if n_words > 1 && words.is(WordClass::PlaceOpener, name.start) {
        scores.place += 1.5;
    }
    if words.is(WordClass::OtherOpener, name.start) {
        scores.other += 2.5;
    }
    if n_words > 1 && first_is_given {
        scores.person += 2.5;
    } else if first_is_given {
        scores.person += 0.9;
    }
    if words.is(WordClass::SurnameEnding, last) && !connected(words, name) {
        scores.person += 1.0;
    }
    scores.add(letters(words, name, n_words));
    scores
}

fn connected(words: &Words, name: &Range<usize>) -> bool {
    name.clone().any(|at| matches!(words.text(at), "of" | "for" | "and" | "&"))
}

fn letters(words: &Words, name: &Range<usize>, n_words: usize) -> Scores {
    let mut scores = Scores::default();
    let first = words.text(name.start);
    let mut inner = name.start + 1..name.end;
    let is_initial = |at: usize| words.text(at).ends_with('.') && words.text(at).chars().filter(|c| c.is_alphabetic()).count() <= 2;
    if n_words > 1 && (name.clone().any(is_initial) && !is_initial(name.end - 1)) {
        scores.person += 2.5;
    }
    if inner.any(|at| words.is(WordClass::Particle, at) && !words.is_capital(at))
        || (words.is(WordClass::OpeningParticle, name.start) && name.len() > 1)
    {
        scores.person += 1.0;
    }
    let acronym =
        n_words == 1 && name.len() == 1 && words.get(name.start).is_some_and(|word| word.all_capitals) && first.chars().count() <= 7;
    let mixed = n_words == 1
        && first.chars().skip(1).any(char::is_uppercase)
        && !first.contains('\'')
        && !first.starts_with("Mc")
        && !first.starts_with("Mac");
    if acronym {
        scores.body += 2.5;
    } else if mixed {
        scores.body += 1.2;
    }
    if name.clone().any(|at| matches!(words.text(at), "&" | "Inc." | "Inc" | "Ltd" | "Ltd." | "LLC" | "PLC")) || first.contains('&') {
        scores.body += 2.5;
    }
    if first.contains('.') && first.len() > 4 && n_words == 1 {
        scores.body += 2.0;
    }
    if first.chars().any(|c| c.is_ascii_digit()) {
        scores.other += 1.5;
    }
    if (2..=4).contains(&n_words) && !connected(words, name) && !acronym {
        scores.person += 0.6;
    }
    scores
}

/// The word that names the kind: the last, or the one before "of" and "for".
fn head_of(words: &Words, name: &Range<usize>) -> usize {
    let connector = name.clone().skip(1).find(|&at| matches!(words.text(at), "of" | "for" | "on" | "against"));
    connector.map_or(name.end - 1, |at| at - 1)
}

/// What the words around one occurrence tell.
pub fn of_context(words: &Words, name: &Range<usize>) -> Scores {
    let mut scores = before(words, name);
    scores.add(after(words, name));
    scores.add(pronouns_after(words, name));
    scores
}

/// "X … its", "X … his": a pronoun of the same clause, with no other name between.
fn pronouns_after(words: &Words, name: &Range<usize>) -> Scores {
    let mut scores = Scores::default();
    let end = words.sentence_end(name.start).min(name.end + 9);
    for at in name.end..end {
        match words.text(at) {
            _ if words.is_capital(at) => break,
            "his" | "her" | "he" | "she" | "him" => scores.person += 0.5,
            "its" => scores.body += 0.6,
            _ => continue,
        }
        break;
    }
    scores
}

fn before(words: &Words, name: &Range<usize>) -> Scores {
    let mut scores = Scores::default();
    let lexicon = words.lexicon;
    let Some(at) = words.back(name.start, 1) else { return scores };
    let text = words.text(at);
    let lower = lower(text);
    let title = words.is_word(at)
        && (lexicon.is_honorific(text)
            || lexicon.is_title_abbreviation(text)
            || (lexicon.is_title_head(text) && !is_plain_noun(&lower, words.is_capital(at))));
    // "Officials Plan Return": a plural stands before several names, or before none.
    let plural = text.ends_with('s') && !text.ends_with("ss") && !lexicon.is_honorific(text);
    if title {
        scores.person += if plural {
            0.8
        } else if words.is(WordClass::BodyHead, name.end - 1) {
            1.5
        } else {
            3.0
        };
    }
    if lexicon.is_kinship(text) {
        scores.person += 2.0;
    }
    if words.is(WordClass::BodyNoun, at) && !title {
        scores.body += if names_kind_of_body(text) { 2.2 } else { 0.4 };
    }
    if words.is(WordClass::PlaceNoun, at) && !words.is_capital(at) {
        scores.place += 1.2;
    }
    if words.is(WordClass::PlacePreposition, at) {
        scores.place += preposition_weight(text);
    }
    match text {
        "of" if words.back(at, 1).is_some_and(|noun| words.is(WordClass::PlaceNoun, noun)) => scores.place += 3.0,
        "the" | "The" => {
            scores.body += 1.0;
            scores.place += 0.4;
            scores.other += 0.5;
            scores.person -= 2.0;
        }
        "northern" | "southern" | "eastern" | "western" | "central" | "southeastern" | "northeastern" | "southwestern" | "northwestern"
        | "downtown" | "nearby" | "neighboring" | "neighbouring" => scores.place += 2.5,
        "a" | "an" => scores.other += 1.0,
        // The subject of a clause: "whether X seemed", never a place.
        "whether" | "that" | "because" | "if" | "when" | "while" | "although" | "though" => scores.person += 0.5,
        "," => {
            let named_before = words.back(at, 1).is_some_and(|noun| words.is(WordClass::PlaceNoun, noun) && !words.is_capital(noun));
            if named_before {
                scores.place += 0.8;
            }
            if words.back(at, 1).is_some_and(|noun| !words.is_capital(noun) && lexicon.is_title_head(words.text(noun))) {
                scores.person += 1.0;
            }
        }
        _ => {}
    }
    scores
}

/// "the weekly X", "the group X": nouns that stand in apposition before a body's name.
fn names_kind_of_body(noun: &str) -> bool {
    matches!(
        noun,
        "newspaper"
            | "magazine"
            | "daily"
            | "weekly"
            | "network"
            | "agency"
            | "company"
            | "firm"
            | "website"
            | "channel"
            | "broadcaster"
            | "movement"
            | "militia"
            | "group"
            | "party"
            | "club"
            | "organization"
            | "organisation"
            | "airline"
            | "bank"
            | "faction"
            | "app"
            | "foundation"
            | "band"
            | "chain"
            | "retailer"
            | "brand"
            | "troupe"
            | "automaker"
            | "carmaker"
            | "giant"
    )
}

/// Heads that stand before places and bodies as often as before persons when in lower case.
fn is_plain_noun(lower: &str, capital: bool) -> bool {
    !capital
        && matches!(
            lower,
            "member"
                | "members"
                | "head"
                | "private"
                | "host"
                | "model"
                | "champion"
                | "father"
                | "monitor"
                | "developer"
                | "publisher"
                | "producer"
                | "owner"
                | "chair"
                | "state"
                | "rebel"
                | "rebels"
                | "militant"
                | "fellow"
        )
}

fn preposition_weight(text: &str) -> f32 {
    match text {
        "in" | "near" | "outside" | "inside" | "around" | "throughout" | "across" | "within" => 2.2,
        "at" | "into" | "through" | "off" | "via" => 1.2,
        "toward" | "towards" | "to" | "from" => 0.7,
        _ => 0.5,
    }
}

fn after(words: &Words, name: &Range<usize>) -> Scores {
    let mut scores = Scores::default();
    let lexicon = words.lexicon;
    let last = name.end - 1;
    let next = words.ahead(last, 1);
    let Some(word) = words.get(name.end).filter(|word| words.get(last).is_some_and(|last| last.sentence == word.sentence)) else {
        return scores;
    };
    match word.shape {
        Shape::Clitic => scores.person += 0.2,
        Shape::Word if !word.capital => {
            let says = lexicon.is_saying_verb(next).is_some();
            if words.is(WordClass::PersonVerb, name.end) {
                scores.person += if next.starts_with("who") || next.ends_with("self") { 2.5 } else { 1.2 };
            }
            if says {
                scores.person += 0.4;
                scores.body += 0.4;
            }
            if matches!(next, "administration" | "presidency" | "family" | "campaign" | "team" | "camp" | "era") {
                scores.person += if words.before(name.start) == "the" { 3.0 } else { 1.5 };
            } else if next.ends_with("ed") && !says {
                scores.person += 0.4;
            }
            if words.is(WordClass::PlaceNoun, name.end) {
                scores.place += 2.2;
            }
            if !words.is_capital(name.end + 1)
                && words.is(WordClass::PlaceNoun, name.end + 1)
                && !words.is(WordClass::FunctionWord, name.end)
                && !says
            {
                scores.place += 1.2;
            }
            if words.is(WordClass::BodyNoun, name.end) {
                scores.body += 1.6;
            }
            if lexicon.is_title_head(next) && !words.is(WordClass::BodyNoun, name.end) && !says {
                scores.body += 0.6;
                scores.place += 0.2;
            }
        }
        Shape::Mark if next == "," => scores.add(after_comma(words, name.end + 1)),
        Shape::Mark if next == "(" => {
            let acronym = words.get(name.end + 1).is_some_and(|word| word.all_capitals) && words.text(name.end + 2) == ")";
            if acronym {
                scores.body += 2.0;
            }
        }
        Shape::Mark if next == "-" && matches!(words.ahead(last, 2), "based" | "born" | "bound" | "area" | "controlled" | "held") => {
            scores.place += 2.0;
        }
        _ => {}
    }
    scores
}

/// "X, 45,", "X, who …", "X, the head of …", "X, Kenya".
fn after_comma(words: &Words, at: usize) -> Scores {
    let mut scores = Scores::default();
    let text = words.text(at);
    let is_age =
        words.get(at).is_some_and(|word| word.shape == Shape::Number) && text.len() <= 3 && matches!(words.text(at + 1), "," | "." | "who");
    if is_age || matches!(text, "who" | "whose") {
        scores.person += 2.5;
    }
    if text == "where" {
        scores.place += 2.5;
    }
    if text == "a" || text == "an" || text == "the" || words.lexicon.is_title_word(text) || words.is_clitic(at + 1) {
        let head = (at..at + 7)
            .take_while(|&at| words.is_word(at) || words.is_clitic(at) || words.text(at) == "-")
            .find(|&at| words.lexicon.is_title_head(words.text(at)) && !words.is_clitic(at + 1));
        if head.is_some() {
            scores.person += 2.2;
        }
    }
    let place = listed::longest(words, at, at + 4)
        .is_some_and(|(_, listed)| matches!(listed, Listed::State(_, crate::lexicon::StateForm::Name) | Listed::Region | Listed::City));
    if place {
        scores.place += 1.2;
    }
    scores
}
