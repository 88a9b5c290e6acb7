//! Quotation marks and apostrophes, told apart.
//!
//! A mark is read from its neighbours, and where these do not decide, from what is open in the same block.

use crate::text::Shape;

/// The reading of the quotation mark or apostrophe at a byte of the block; `None` for an apostrophe inside or after a word.
pub type Reading = (usize, Option<Shape>);

/// Readings of every quotation mark in `block`, in order.
pub fn read(block: &str) -> Vec<Reading> {
    let places: Vec<Place> = block.char_indices().filter(|&(_, c)| is_mark(c)).map(|(at, c)| Place::of(block, at, c)).collect();
    let mut open = Open::default();
    (0..places.len()).map(|idx| (places[idx].at, open.read(&places, idx))).collect()
}

/// Whether the character is a quotation mark or an apostrophe of any kind.
pub fn is_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '“'
            | '”'
            | '„'
            | '‟'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '\''
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '〝'
            | '〞'
            | '＂'
            | '「'
            | '」'
            | '『'
            | '』'
    )
}

/// Whether the character is an apostrophe when letters stand on both sides.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | '`')
}

#[derive(Clone, Copy, Debug)]
struct Place {
    at: usize,
    mark: char,
    before: Option<char>,
    after: Option<char>,
    after_that: Option<char>,
}

impl Place {
    fn of(block: &str, at: usize, mark: char) -> Self {
        let mut rest = block[at..].chars().skip(1);
        Self { at, mark, before: block[..at].chars().next_back(), after: rest.next(), after_that: rest.next() }
    }

    fn in_word(self) -> bool {
        self.before.is_some_and(char::is_alphanumeric) && self.after.is_some_and(char::is_alphanumeric)
    }

    fn leans_right(self) -> bool {
        let free =
            self.before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '{' | '—' | '–' | '-' | '/' | '…') || is_mark(c));
        free && self.after.is_some_and(|c| !c.is_whitespace())
    }

    fn leans_left(self) -> bool {
        let free = self.after.is_none_or(|c| {
            c.is_whitespace()
                || is_mark(c)
                || matches!(c, ')' | ']' | '}' | '.' | ',' | ';' | ':' | '!' | '?' | '—' | '–' | '-' | '[' | '/' | '…')
        });
        free && self.before.is_some_and(|c| !c.is_whitespace())
    }

    /// "the rebels’ camp": an s before, a word in lower case after.
    fn looks_possessive(self) -> bool {
        self.before == Some('s') && self.after.is_some_and(char::is_whitespace) && self.after_that.is_some_and(char::is_alphabetic)
    }

    fn may_close_single(self) -> bool {
        matches!(self.mark, '\'' | '’') && !self.in_word() && self.leans_left()
    }
}

#[derive(Default)]
struct Open {
    double: Vec<char>,
    single: bool,
}

impl Open {
    fn read(&mut self, places: &[Place], idx: usize) -> Option<Shape> {
        let place = places[idx];
        match place.mark {
            '„' | '‟' | '〝' | '「' | '『' => self.open(place.mark),
            '」' | '』' => self.close(),
            '“' if self.double.last() == Some(&'„') && place.leans_left() => self.close(),
            '“' => self.open('“'),
            '”' if self.double.is_empty() && place.leans_right() && !place.leans_left() => self.open('”'),
            '”' | '〞' => self.close(),
            '«' if self.double.last() == Some(&'»') => self.close(),
            '«' | '‹' => self.open('«'),
            '»' if self.double.last() != Some(&'«') && place.leans_right() && !place.leans_left() => self.open('»'),
            '»' | '›' => self.close(),
            '"' | '＂' => self.straight(place),
            _ => self.single(places, idx),
        }
    }

    fn straight(&mut self, place: Place) -> Option<Shape> {
        let opens = match (place.leans_right(), place.leans_left()) {
            (true, false) => true,
            (false, true) => false,
            _ => !self.double.contains(&'"'),
        };
        if opens { self.open('"') } else { self.close() }
    }

    fn single(&mut self, places: &[Place], idx: usize) -> Option<Shape> {
        let place = places[idx];
        let closes_later = |after: usize| places[after..].iter().any(|later| later.may_close_single());
        if place.in_word() {
            return None;
        }
        if self.single && place.may_close_single() && !(place.looks_possessive() && closes_later(idx + 1)) {
            self.single = false;
            return Some(Shape::QuoteClose);
        }
        let may_open =
            matches!(place.mark, '\'' | '‘' | '‚' | '‛') && place.leans_right() && !place.after.is_some_and(|c| c.is_ascii_digit());
        if !self.single && may_open && closes_later(idx + 1) {
            self.single = true;
            return Some(Shape::QuoteOpen);
        }
        None
    }

    fn open(&mut self, mark: char) -> Option<Shape> {
        self.double.push(mark);
        Some(Shape::QuoteOpen)
    }

    fn close(&mut self) -> Option<Shape> {
        self.double.pop();
        Some(Shape::QuoteClose)
    }
}
