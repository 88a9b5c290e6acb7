//! Capitalised stretches of a sentence.
//!
//! A run takes everything that may belong to one name or to several names side by side; `segment` cuts it.

use std::ops::Range;

use crate::lexicon::WordClass;
use crate::mentions::listed;
use crate::mentions::words::Words;
use crate::text::Shape;

/// The runs of all lines whose capitals tell something, in order.
pub fn runs(words: &Words) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if words.get(at).is_some_and(|word| word.in_title) || !starts(words, at) {
            at += 1;
            continue;
        }
        let start = at;
        at += 1;
        let end = words.sentence_end(start);
        while let Some(next) = goes_on(words, start, at).filter(|&next| next <= end) {
            at = next;
        }
        runs.push(start..at);
    }
    runs
}

/// A capital, or a particle that a hyphen or a space joins to one ("al-Bashir").
fn starts(words: &Words, at: usize) -> bool {
    words.is_capital(at) || opens_with_particle(words, at)
}

fn opens_with_particle(words: &Words, at: usize) -> bool {
    words.ahead(at, 1) == "-"
        && words.is_capital(at + 2)
        && words.get(at + 2).is_some_and(|word| word.glued)
        && words.is(WordClass::OpeningParticle, at)
}

/// The place after what joins the run at `at`; `None` when the run ends there.
fn goes_on(words: &Words, start: usize, at: usize) -> Option<usize> {
    let word = words.get(at).filter(|word| word.sentence == words.get(start).map_or(usize::MAX, |first| first.sentence))?;
    if word.shape == Shape::Word && word.capital {
        return Some(at + 1);
    }
    let hyphen = word.text == "-" && word.glued && words.get(at + 1).is_some_and(|next| next.glued && next.sentence == word.sentence);
    if hyphen {
        return after_hyphen(words, start, at);
    }
    if let Some(next) = nickname_or_suffix(words, at) {
        return Some(next);
    }
    if word.shape == Shape::Clitic {
        return owns_head(words, at).then_some(at + 1);
    }
    if word.shape == Shape::Number {
        return names_number(words, at).then_some(at + 1);
    }
    if word.shape != Shape::Word {
        return (word.text == "&" && words.is_capital(at + 1)).then_some(at + 1);
    }
    if opens_with_particle(words, at) || (words.is(WordClass::Particle, at) && particle_reaches_name(words, at)) {
        return Some(at + 1);
    }
    connects(words, start, at)
}

/// "Jean-Claude", "al-Assad", "Tehrik-e-Insaf", "Ri Chun-hee", but not "Doha-based".
fn after_hyphen(words: &Words, start: usize, at: usize) -> Option<usize> {
    if words.is_capital(at + 1) {
        return Some(at + 2);
    }
    let short = words.text(at + 1).chars().count() <= 2 && words.text(at + 2) == "-" && words.is_capital(at + 3);
    if short {
        return Some(at + 4);
    }
    let syllable = |at: usize| words.text(at).chars().count() <= 6 && words.text(at).is_ascii();
    let given = at > start + 1 && words.is_capital(at - 2) && syllable(at - 1) && syllable(at + 1) && syllable(at - 2);
    let name = given
        && words.is_word(at + 1)
        && !words.is(WordClass::HyphenTail, at + 1)
        && words.lexicon.state_named(words.text(at - 1)).is_none();
    name.then_some(at + 2)
}

/// `Abdul "Abu" Karim` and "King, Jr.": the place after the nickname or the suffix.
fn nickname_or_suffix(words: &Words, at: usize) -> Option<usize> {
    let shape = |at: usize| words.get(at).map(|word| word.shape);
    if shape(at) == Some(Shape::QuoteOpen) && words.is_capital(at + 1) {
        let close = (at + 2..=at + 3).find(|&close| shape(close) == Some(Shape::QuoteClose))?;
        let inside = (at + 1..close).all(|inner| words.is_capital(inner));
        return (inside && words.is_capital(close + 1)).then_some(close + 1);
    }
    (words.text(at) == "," && matches!(words.text(at + 1), "Jr." | "Sr." | "Jr" | "Sr")).then_some(at + 2)
}

fn particle_reaches_name(words: &Words, at: usize) -> bool {
    words.is_capital(at + 1)
        || (words.is(WordClass::Particle, at + 1) && words.is_capital(at + 2))
        || (words.text(at + 1) == "-" && words.is_capital(at + 2))
}

/// "Fishermen's Wharf", "Children's Fund": the owner is many people, not a state or a person.
fn owns_head(words: &Words, at: usize) -> bool {
    const OWNERS: &[&str] = &[
        "People", "Children", "Women", "Men", "Workers", "Teachers", "Sheriff", "King", "Queen", "Prince", "Veterans", "Farmers",
        "Lawyers", "Writers", "Doctors", "Students", "Citizens", "Soldiers", "Mothers", "Nation", "Lord", "Bishop",
    ];
    let owner = at.checked_sub(1).map_or("", |before| words.text(before));
    let head = words.is(WordClass::BodyHead, at + 1) || words.is(WordClass::PlaceHead, at + 1);
    words.is_capital(at + 1)
        && (OWNERS.contains(&owner)
            || (head && owner.ends_with('s') && words.text(at) == "'" && listed::named(words.lexicon, owner).is_none()))
}

/// "Group of 20" is listed; here "Boeing 737", "Unit 101".
fn names_number(words: &Words, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| words.is(WordClass::OtherOpener, before)) && !words.is_capital(at + 1)
}

/// "of", "for", "on", "and" inside the name of a body, a place or an event.
fn connects(words: &Words, start: usize, at: usize) -> Option<usize> {
    let connector = words.text(at);
    let skip = usize::from(matches!(words.text(at + 1), "the" | "a"));
    let reaches = words.is_capital(at + 1 + skip);
    let before = at.checked_sub(1).filter(|&before| before >= start)?;
    let heads = [WordClass::BodyHead, WordClass::PlaceHead, WordClass::OtherHead, WordClass::PlaceOpener]
        .iter()
        .any(|&class| words.is(class, before));
    let joins = match connector {
        "of" => heads || in_long_name(words, start, at) || words.text(before) == "Line" || opens_portfolio(words, before, at + 1 + skip),
        "for" | "on" | "against" => heads && start < at && !words.is(WordClass::Weekday, at + 1),
        "and" => {
            skip == 0
                && (((start..at).any(|inner| matches!(words.text(inner), "of" | "for" | "on")) && !begins_other_name(words, at + 1))
                    || joins_fields(words, start, at))
        }
        "in" => skip == 1 && (start..at).any(|inner| words.text(inner) == "of") && words.is(WordClass::BodyHead, start),
        _ => false,
    };
    let calendar = words.is(WordClass::Month, at + 1 + skip) || words.is(WordClass::Weekday, at + 1 + skip);
    (joins && reaches && !calendar).then_some(at + 1 + skip)
}

/// "Secretary of State", not "Governor of New Mexico".
fn opens_portfolio(words: &Words, title: usize, at: usize) -> bool {
    words.lexicon.is_title_head(words.text(title))
        && words.lexicon.is_title_modifier(words.text(at))
        && listed::longest(words, at, words.sentence_end(at)).is_none()
}

/// "Movement for the Dignity" goes on with "of Azawad".
fn in_long_name(words: &Words, start: usize, at: usize) -> bool {
    let connector = (start + 1..at).find(|&inner| matches!(words.text(inner), "for" | "of"));
    connector.is_some_and(|connector| words.is(WordClass::BodyHead, connector - 1))
}

/// "Security and Defence Council": two fields of one body.
fn joins_fields(words: &Words, start: usize, at: usize) -> bool {
    let is_field = |at: usize| {
        let text = words.text(at);
        let title = words.lexicon.is_title_head(text) && !words.lexicon.is_first_name(text);
        let common = words.seen_lower(text) && !words.is(WordClass::BodyHead, at);
        words.is_capital(at) && (words.lexicon.is_title_modifier(text) || common || title)
    };
    let rest: Vec<usize> = (at + 1..at + 4).take_while(|&at| words.is_capital(at)).collect();
    let head = rest.iter().rposition(|&at| words.is(WordClass::BodyHead, at));
    let fields = start < at && (start..at).rev().take(2).all(is_field);
    fields && head.is_some_and(|head| head > 0 && rest[..head].iter().all(|&at| is_field(at)))
}

/// Whether what follows "and" is a name of its own rather than the rest of "Health and Welfare".
fn begins_other_name(words: &Words, at: usize) -> bool {
    let text = words.text(at);
    let lexicon = words.lexicon;
    let has_head = (at..at + 6)
        .take_while(|&at| words.is_capital(at))
        .any(|at| words.is(WordClass::BodyHead, at) || words.is(WordClass::PlaceHead, at));
    has_head
        || lexicon.is_first_name(text)
        || lexicon.state_named(text).is_some()
        || lexicon.body_named(text).is_some()
        || lexicon.city(text)
        || lexicon.is_title_head(text)
}
