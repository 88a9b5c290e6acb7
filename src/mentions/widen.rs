//! Names made as long as they are printed.
//!
//! In come the candidates; out they go with the particle that opens a family name, without an abbreviated honour, and with the whole of a long form whose abbreviation stands behind it in brackets.

use std::ops::Range;

use crate::lexicon::{WordClass, persons};
use crate::mentions::candidate::{Candidate, overlapping};
use crate::mentions::listed::Listed;
use crate::mentions::words::Words;
use crate::mentions::{Form, NameKind};

/// Widens what is printed longer than it was found.
pub fn all(words: &Words, candidates: &mut Vec<Candidate>) {
    candidates.iter_mut().for_each(|candidate| read_particles(words, candidate));
    read_parents(words, candidates);
    take_particles(words, candidates);
    take_tails(words, candidates);
    join_halves(words, candidates);
    candidates.iter_mut().filter(|candidate| candidate.kind == NameKind::Person).for_each(|person| drop_honours(words, person));
    let mut things: Vec<&str> = Vec::new();
    for at in 1..words.len() {
        if let Some(long) = introduced(words, at) {
            take_long_form(words, candidates, long);
        } else if names_thing(words, at) {
            things.push(words.text(at));
        }
    }
    let is_short =
        |candidate: &&mut Candidate| candidate.kind == NameKind::Organisation && candidate.tokens.len() == 1 && candidate.listed.is_none();
    for candidate in candidates.iter_mut().filter(is_short).filter(|candidate| things.contains(&words.text(candidate.tokens.start))) {
        candidate.kind = NameKind::Other;
    }
}

/// Heads of bodies' names that mean a thing when the name is not spelt with capitals.
const ARRANGEMENTS: &[&str] = &["mechanism", "programme", "program", "initiative", "project", "system", "platform", "fund", "exchange"];

/// "a joint verification mechanism (JVM)": the first letters of common words of which the last is no body's.
fn names_thing(words: &Words, at: usize) -> bool {
    if words.before(at) != "(" || words.ahead(at, 1) != ")" {
        return false;
    }
    let short = words.text(at);
    let n = short.chars().count();
    let Some(long) = at.checked_sub(n + 1).map(|start| start..at - 1) else { return false };
    let spelt = |(word, letter): (usize, char)| {
        !words.is_capital(word) && words.text(word).chars().next().is_some_and(|first| first.to_uppercase().eq(std::iter::once(letter)))
    };
    let last = long.end - 1;
    let is_body = || {
        let head = words.text(last);
        let capital: String = head.chars().take(1).flat_map(char::to_uppercase).chain(head.chars().skip(1)).collect();
        !ARRANGEMENTS.contains(&head) && words.lexicon.is(WordClass::BodyHead, &capital)
            || words.is(WordClass::BodyNoun, last)
            || words.lexicon.common_body(head).is_some()
    };
    let inside = words.sentence_start(at) <= long.start && n > 1;
    inside && long.zip(short.chars()).all(spelt) && !is_body()
}

/// "Mr ag Lhassane": a particle in lower case belongs to the name behind it.
fn take_particles(words: &Words, candidates: &mut [Candidate]) {
    let mut done = 0;
    for candidate in candidates.iter_mut() {
        let start = candidate.tokens.start;
        while candidate.kind == NameKind::Person
            && candidate.tokens.start > done
            && words.back(candidate.tokens.start, 1).is_some_and(|before| is_particle(words, before))
        {
            candidate.tokens.start -= 1;
        }
        if candidate.tokens.start < start {
            candidate.listed = None;
        }
        done = candidate.tokens.end;
    }
}

/// Particles in small letters that stand in no name but a person's. Our own list.
const PERSONAL: &[&str] = &["van", "von", "der", "den", "ter", "bin", "ibn", "bint", "binti", "ag", "ould", "wuld", "mint"];

/// "Aleida van den Berg" is a person, whatever else the words look like.
fn read_particles(words: &Words, candidate: &mut Candidate) {
    let Range { start, end } = candidate.tokens;
    let inside = (start + 1..end.saturating_sub(1)).any(|at| PERSONAL.contains(&words.text(at)));
    if candidate.kind == NameKind::Other && candidate.listed.is_none() && words.is_capital(start) && inside {
        candidate.kind = NameKind::Person;
    }
}

/// "Umm Salem said": a mother or a father named after a child, whom the same words elsewhere may make a town ("Umm Qasr").
fn read_parents(words: &Words, candidates: &mut [Candidate]) {
    let is_parent = |candidate: &Candidate| {
        candidate.listed.is_none() && candidate.tokens.len() == 2 && PARENTS.contains(&words.text(candidate.tokens.start))
    };
    let placed = |candidate: &Candidate| matches!(words.before(candidate.tokens.start), "in" | "at" | "near" | "from" | "outside");
    let towns: Vec<String> = candidates
        .iter()
        .filter(|candidate| is_parent(candidate) && placed(candidate))
        .map(|candidate| words.name(&candidate.tokens).into_owned())
        .collect();
    let speaks = |candidate: &Candidate| {
        let next = words.text(candidate.tokens.end);
        let behind_comma = next == "," && matches!(words.text(candidate.tokens.end + 1), "as" | "who" | "whose" | "whom");
        candidate.kind == NameKind::Person || behind_comma || words.lexicon.is_saying_verb(next).is_some()
    };
    let persons: Vec<String> = candidates
        .iter()
        .filter(|candidate| is_parent(candidate) && speaks(candidate))
        .map(|candidate| words.name(&candidate.tokens).into_owned())
        .filter(|name| !towns.contains(name))
        .collect();
    for candidate in candidates.iter_mut().filter(|candidate| is_parent(candidate)) {
        if persons.iter().any(|person| *person == words.name(&candidate.tokens)) {
            candidate.kind = NameKind::Person;
        }
    }
}

/// "Mother of" and "father of", before the name of a child. Our own list.
const PARENTS: &[&str] = &["Umm", "Um", "Oum", "Abu", "Abou"];

/// "Hamid bin Salem | al-Harithi": a family name in small letters belongs to the name before it.
fn take_tails(words: &Words, candidates: &mut Vec<Candidate>) {
    let mut at = 0;
    while at < candidates.len() {
        let end = candidates[at].tokens.end;
        let tail = Some(&candidates[at]).filter(|person| person.kind == NameKind::Person).and_then(|_| family_behind(words, end));
        let fits = |tail: &usize| {
            let others = overlapping(candidates, &(end..*tail));
            others.iter().all(|other| other.listed.is_none() && other.tokens.start >= end && other.tokens.end <= *tail)
        };
        match tail.filter(fits) {
            Some(tail) => {
                let n_inside = overlapping(candidates, &(end..tail)).len();
                candidates.drain(at + 1..=at + n_inside);
                candidates[at] = Candidate { tokens: candidates[at].tokens.start..tail, listed: None, ..candidates[at].clone() };
            }
            None => at += 1,
        }
    }
}

/// Where the family name ends that begins at `at` with a particle in small letters: "al-Harithi", "bin Salem", "van den Berg".
fn family_behind(words: &Words, at: usize) -> Option<usize> {
    words.back(at, 1).filter(|_| words.is_word(at) && !words.is_capital(at))?;
    let hyphen = words.is(WordClass::OpeningParticle, at) && words.ahead(at, 1) == "-" && words.ahead(at, 2) == words.text(at + 2);
    if hyphen {
        // "the Hamid al-Harithi Brigades".
        return (words.is_capital(at + 2) && !words.is(WordClass::BodyHead, at + 3)).then_some(at + 3);
    }
    let name = (at..words.sentence_end(at)).find(|&at| !PERSONAL.contains(&words.text(at)))?;
    (name > at && words.is_capital(name)).then_some(name + 1)
}

/// "Hamid Faisal | Omar al-Dosari": two halves of one name, with nothing between them.
fn join_halves(words: &Words, candidates: &mut Vec<Candidate>) {
    let running = |candidate: &Candidate| {
        let first = words.get(candidate.tokens.start);
        candidate.kind == NameKind::Person && candidate.listed.is_none() && first.is_some_and(|word| !word.in_title)
    };
    candidates.dedup_by(|next, person| {
        let sentence = |at: usize| words.get(at).map(|word| word.sentence);
        let joined = running(next)
            && running(person)
            && person.tokens.end == next.tokens.start
            && sentence(person.tokens.start) == sentence(next.tokens.start);
        if joined {
            person.tokens.end = next.tokens.end;
        }
        joined
    });
}

/// "H.E. Salifou Kindo": an honour that is told by its letters is no part of the name.
fn drop_honours(words: &Words, person: &mut Candidate) {
    let is_honour = |at: usize| {
        let text = words.text(at);
        text.contains('.') && persons::is_honour(&text.replace('.', "").to_lowercase())
    };
    while person.tokens.len() > 2 && is_honour(person.tokens.start) {
        person.tokens.start += 1;
    }
}

fn is_particle(words: &Words, at: usize) -> bool {
    let text = words.text(at);
    words.is_word(at) && !words.is_capital(at) && persons::is_particle(text) && !words.lexicon.is(WordClass::FunctionWord, text)
}

/// The long form of the abbreviation in brackets at `at`: the shortest stretch before it in which its letters stand in order, the first of them at the head of a word.
///
/// Schwartz and Hearst, “A simple algorithm for identifying abbreviation definitions in biomedical text” (2003).
fn introduced(words: &Words, at: usize) -> Option<Range<usize>> {
    let bracket = words.back(at, 1).filter(|&before| words.text(before) == "(")?;
    let short = words.get(at).filter(|word| word.all_capitals && (2..=10).contains(&word.text.chars().count()))?;
    if !matches!(words.ahead(at, 1), ")" | "," | ";") {
        return None;
    }
    let letters: Vec<char> = short.text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let reach = (letters.len() + 5).min(letters.len() * 2);
    let earliest = words.sentence_start(at).max(bracket.saturating_sub(reach));
    let mut open = letters.as_slice();
    let mut n_heads = 0;
    for token in (earliest..bracket).rev() {
        if !words.is_word(token) && words.text(token) != "-" {
            return None;
        }
        let text: Vec<char> = words.text(token).chars().flat_map(char::to_lowercase).collect();
        for (place, letter) in text.iter().enumerate().rev() {
            match open {
                [only] if only == letter && place > 0 => {}
                [rest @ .., last] if last == letter => {
                    open = rest;
                    n_heads += usize::from(place == 0);
                }
                _ => {}
            }
        }
        if open.is_empty() {
            // A third of the letters or more open a word, or it is a chance.
            return (n_heads * 3 >= letters.len() && bracket - token > 1 && words.is_capital(token)).then_some(token..bracket);
        }
    }
    None
}

/// Makes one body of the words, unless they are a name of the lexicon or the name of a person.
fn take_long_form(words: &Words, candidates: &mut Vec<Candidate>, tokens: Range<usize>) {
    let inside = overlapping(candidates, &tokens);
    let fits = |candidate: &Candidate| {
        let contained = tokens.start <= candidate.tokens.start && candidate.tokens.end <= tokens.end;
        let whole = candidate.tokens == tokens;
        let listed = matches!(candidate.listed, Some(Listed::Body(_))) && candidate.tokens.end == tokens.end;
        contained && !whole && !listed && candidate.kind != NameKind::Person
    };
    let thing = words.is(WordClass::OtherHead, tokens.end - 1);
    if thing || !inside.iter().all(fits) {
        return;
    }
    let first = candidates.partition_point(|candidate| candidate.tokens.end <= tokens.start);
    let end = first + inside.len();
    candidates.splice(first..end, [Candidate { tokens, kind: NameKind::Organisation, form: Form::Name, listed: None }]);
}
