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
    take_particles(words, candidates);
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
