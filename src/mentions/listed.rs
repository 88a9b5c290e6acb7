//! Names that the lexicon knows.

use std::ops::Range;

use crate::lexicon::{Lexicon, StateForm, WordClass};
use crate::mentions::words::Words;

/// What the lexicon says about a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listed {
    /// A state's name, adjective or people, with its key.
    State(String, StateForm),
    /// A seat of government, with the key of its state.
    Seat(String),
    /// A capital, with the key of its state.
    Capital(String),
    /// A large town.
    City,
    /// A region, sea or province.
    Region,
    /// A body, with its key.
    Body(String),
    /// A month or a day of the week: no name.
    Calendar,
    /// A faith, a people without a state, a feast.
    Other,
    /// A name that the desk knows, with its key; what it names is the desk's word.
    Desk(String),
}

/// The longest name of the lexicon that begins at a token and ends before `end`, with its last token, exclusive.
pub fn longest(words: &Words, start: usize, end: usize) -> Option<(Range<usize>, Listed)> {
    let first = words.get(start)?;
    // A headline in capitals, or the town of a dateline.
    let shouted = first.all_capitals && (first.in_title || (first.opens && first.text.chars().count() > 3));
    let reach = words.lexicon.longest_name_from(&first.text).max(if shouted { 4 } else { 0 }).max(1);
    (start + 1..=(start + reach).min(end)).rev().find_map(|stop| {
        let range = start..stop;
        let name = words.name(&range);
        let found = named(words.lexicon, &name).or_else(|| if shouted { named(words.lexicon, &title_case(&name)) } else { None });
        found.map(|listed| (range, listed))
    })
}

/// What the lexicon says about a name as a whole.
pub fn named(lexicon: &Lexicon, name: &str) -> Option<Listed> {
    if !lexicon.may_name(name) {
        return None;
    }
    if let Some((state, form)) = lexicon.state_named(name) {
        return Some(Listed::State(state.key.clone(), form));
    }
    if let Some(state) = lexicon.metonym(name) {
        return Some(Listed::Seat(state.key.clone()));
    }
    if let Some(body) = lexicon.body_named(name) {
        return Some(Listed::Body(body.key.clone()));
    }
    if let Some(state) = lexicon.capital(name) {
        return Some(Listed::Capital(state.key.clone()));
    }
    if lexicon.is(WordClass::Month, name) || lexicon.is(WordClass::Weekday, name) {
        return Some(Listed::Calendar);
    }
    if lexicon.is(WordClass::Other, name) {
        return Some(Listed::Other);
    }
    if lexicon.region(name) {
        return Some(Listed::Region);
    }
    lexicon.city(name).then_some(Listed::City)
}

/// "SOUTH KOREA" as "South Korea".
fn title_case(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut inside = false;
    for c in name.chars() {
        if inside {
            out.extend(c.to_lowercase());
        } else {
            out.push(c);
        }
        inside = c.is_alphabetic() || c == '\'';
    }
    out
}
