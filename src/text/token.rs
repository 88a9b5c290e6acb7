//! Blocks become tokens.

use std::collections::BTreeSet;

use icu_properties::CodePointMapData;
use icu_properties::props::GeneralCategory;

use crate::base::Span;
use crate::text::abbreviation::{abbreviation, starts_sentence};
use crate::text::marks::{self, is_apostrophe};
use crate::text::{Shape, Token};

/// The tokens of a block; `start` is its first byte in the body, `listed` are the numbers of the works that the article lists.
pub fn tokens(block: &str, start: usize, listed: &BTreeSet<u32>) -> Vec<Token> {
    let mut scan = Scan { block, at: 0, readings: marks::read(block), tokens: Vec::new(), listed };
    scan.run();
    let shift = |token: Token| Token { span: Span::new(start + token.span.start as usize, start + token.span.end as usize), ..token };
    scan.tokens.into_iter().map(shift).collect()
}

struct Scan<'a> {
    block: &'a str,
    at: usize,
    readings: Vec<marks::Reading>,
    tokens: Vec<Token>,
    listed: &'a BTreeSet<u32>,
}

impl Scan<'_> {
    fn run(&mut self) {
        while let Some(c) = self.peek(self.at) {
            let end = if c.is_whitespace() || is_invisible(c) {
                self.at + c.len_utf8()
            } else if c == '[' && self.marker_end().is_some() {
                let end = self.marker_end().unwrap_or(self.at + 1);
                self.push(end, Shape::Marker)
            } else if let Some(end) = self.raised_marker_end() {
                self.push(end, Shape::Marker)
            } else if c.is_numeric() {
                self.number()
            } else if c.is_alphabetic() {
                self.word()
            } else if marks::is_mark(c) || is_apostrophe(c) {
                self.quote(c)
            } else {
                self.mark(c)
            };
            self.at = end.max(self.at + c.len_utf8());
        }
    }

    fn peek(&self, at: usize) -> Option<char> {
        self.block.get(at..)?.chars().next()
    }

    fn push(&mut self, end: usize, shape: Shape) -> usize {
        self.tokens.push(Token { span: Span::new(self.at, end), shape });
        end
    }

    /// The end of `[2]`, `[2, 3]`, `[2-4]` or `[^2]` at the current place.
    fn marker_end(&self) -> Option<usize> {
        let rest = self.block.get(self.at + 1..)?;
        let close = rest.find(']').filter(|&close| close <= 16)?;
        let inner = rest[..close].strip_prefix('^').unwrap_or(&rest[..close]);
        let fits = inner.starts_with(|c: char| c.is_ascii_digit())
            && inner.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | ' ' | '-' | '–'));
        let short = inner.split(|c: char| !c.is_ascii_digit()).all(|number| number.len() <= 3);
        let end = self.at + 1 + close + 1;
        (fits && short && (self.cites(end) || inner.parse().is_ok_and(|number| self.listed.contains(&number)))).then_some(end)
    }

    /// Whether brackets that end at `end` can cite: they lean on what is before them, or end a sentence or clause.
    ///
    /// "It left [5] dead" and "[1] e4 e5" print numbers of their own.
    fn cites(&self, end: usize) -> bool {
        let before = self.block[..self.at].chars().next_back();
        let rest = &self.block[end..];
        let next = rest.trim_start().chars().next();
        match before {
            None => false,
            Some(c) if !c.is_whitespace() => true,
            Some(_) if !rest.starts_with(char::is_whitespace) => next.is_none_or(|c| !c.is_alphanumeric()),
            Some(_) => next.is_none_or(|c| !c.is_lowercase() && !c.is_numeric()),
        }
    }

    /// The end of raised digits that stand for a listed work: "on Friday.¹"; "3 km²" is a measure.
    fn raised_marker_end(&self) -> Option<usize> {
        let end = self.run_of(self.at, |c| raised(c).is_some());
        let digits = &self.block[self.at..end];
        let number = digits.chars().filter_map(raised).fold(0_u32, |sum, digit| sum.saturating_mul(10).saturating_add(digit));
        let word = self.block[..self.at].rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default().chars().count();
        let leans = self.at > 0 && !self.block[..self.at].ends_with(|c: char| c.is_whitespace() || c.is_numeric());
        let follows_mark = self.block[..self.at].ends_with(|c: char| !c.is_alphanumeric());
        (end > self.at && self.listed.contains(&number) && leans && (follows_mark || word >= 3)).then_some(end)
    }

    fn number(&mut self) -> usize {
        let mut end = self.run_of(self.at, char::is_numeric);
        while self.peek(end).is_some_and(|c| matches!(c, '.' | ',' | ':')) && self.peek(end + 1).is_some_and(char::is_numeric) {
            end = self.run_of(end + 1, char::is_numeric);
        }
        let tail = self.run_of(end, char::is_alphanumeric);
        let shape = if tail > end { Shape::Word } else { Shape::Number };
        self.push(tail, shape)
    }

    fn word(&mut self) -> usize {
        let mut end = self.run_of(self.at, is_word_char);
        while let Some(longer) = self.word_goes_on(end) {
            end = longer;
        }
        if self.peek(end) == Some('.') && self.keeps_point(end) {
            end += 1;
        }
        self.push(end, Shape::Word)
    }

    /// The end of what an inner apostrophe, point or ampersand at `end` adds to the word.
    fn word_goes_on(&self, end: usize) -> Option<usize> {
        let joint = self.peek(end)?;
        let next = end + joint.len_utf8();
        let after = self.peek(next).filter(|c| c.is_alphanumeric())?;
        let run = self.run_of(next, is_word_char);
        let goes_on = if is_apostrophe(joint) {
            !matches!(&self.block[next..run], "s" | "S")
        } else if joint == '.' {
            self.is_pointed(end, run) || is_domain(&self.block[next..run])
        } else {
            joint == '&' && after.is_uppercase()
        };
        goes_on.then_some(run)
    }

    /// Single letters with points ("U.S", "a.m").
    fn is_pointed(&self, end: usize, run: usize) -> bool {
        let last = self.block[self.at..end].rsplit('.').next().unwrap_or_default();
        last.chars().count() == 1 && self.block[end + 1..run].chars().count() == 1
    }

    fn keeps_point(&self, end: usize) -> bool {
        let word = &self.block[self.at..end];
        let next = self.block[end + 1..].trim_start_matches(char::is_whitespace);
        match abbreviation(word) {
            Some(_) if is_ambiguous(word) => next.starts_with(|c: char| c.is_ascii_digit()),
            Some(_) => true,
            None => {
                is_initial(word)
                    && (next.starts_with(char::is_uppercase) || opens_with_article(next))
                    && (self.follows_capital() || !starts_sentence(next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()))
            }
        }
    }

    /// Whether an initial at the current place belongs to a name: "J. Smith", "George W. Bush", not "plan B. The".
    fn follows_capital(&self) -> bool {
        let Some(last) = self.tokens.last() else { return true };
        let text = last.span.of(self.block);
        last.shape != Shape::Word || text.starts_with(char::is_uppercase)
    }

    fn quote(&mut self, c: char) -> usize {
        let end = self.at + c.len_utf8();
        let reading = self.readings.binary_search_by_key(&self.at, |reading| reading.0).ok().and_then(|idx| self.readings[idx].1);
        if let Some(shape) = reading {
            return self.push(end, shape);
        }
        let after_word =
            self.tokens.last().is_some_and(|last| last.span.end as usize == self.at && matches!(last.shape, Shape::Word | Shape::Number));
        if !after_word || !is_apostrophe(c) {
            return self.push(end, Shape::Mark);
        }
        let run = self.run_of(end, is_word_char);
        match &self.block[end..run] {
            "s" | "S" => self.push(run, Shape::Clitic),
            "" if self.block[..self.at].ends_with(['s', 'S', 'z', 'x']) => self.push(end, Shape::Clitic),
            _ => self.push(end, Shape::Mark),
        }
    }

    fn mark(&mut self, c: char) -> usize {
        let end = match c {
            '.' => self.run_of(self.at, |c| c == '.'),
            '-' => self.run_of(self.at, |c| c == '-'),
            _ => self.at + c.len_utf8(),
        };
        self.push(end, Shape::Mark)
    }

    fn run_of(&self, from: usize, fits: impl Fn(char) -> bool) -> usize {
        let rest = self.block.get(from..).unwrap_or_default();
        from + rest.find(|c| !fits(c)).unwrap_or(rest.len())
    }
}

/// Letters, digits and what is written on or between them: accents, vowel signs, the joiners of Persian and Indian words.
fn is_word_char(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    if raised(c).is_some() {
        return false;
    }
    c.is_alphanumeric() || matches!(c, 'ʼ' | 'ʻ' | '\u{ad}' | '\u{200c}' | '\u{200d}') || is_combining(c)
}

fn is_combining(c: char) -> bool {
    use GeneralCategory::{NonspacingMark, SpacingMark};
    matches!(CodePointMapData::<GeneralCategory>::new().get(c), NonspacingMark | SpacingMark)
}

/// The value of a raised digit.
pub fn raised(c: char) -> Option<u32> {
    Some(match c {
        '⁰' => 0,
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        '⁴'..='⁹' => c as u32 - '⁴' as u32 + 4,
        _ => return None,
    })
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}')
}

/// "al-Harithi": an article of Arabic names before a capital.
fn opens_with_article(text: &str) -> bool {
    let Some((article, name)) = text.split_once('-') else { return false };
    (2..=3).contains(&article.len()) && article.chars().all(|c| c.is_ascii_lowercase()) && name.starts_with(char::is_uppercase)
}

fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
}

/// Words that are an abbreviation only before a number: "No. 5", not "He said no."
fn is_ambiguous(word: &str) -> bool {
    matches!(
        word,
        "No" | "Nos"
            | "Fig"
            | "Vol"
            | "min"
            | "max"
            | "ed"
            | "al"
            | "est"
            | "Mar"
            | "Jun"
            | "Jul"
            | "Mass"
            | "Wash"
            | "Mon"
            | "Fri"
            | "Wed"
            | "Thu"
            | "Tue"
            | "v"
            | "Ph"
            | "ca"
    )
}

fn is_domain(ending: &str) -> bool {
    matches!(ending, "com" | "org" | "net" | "info" | "gov" | "edu" | "io" | "ru" | "ua" | "uk" | "co" | "eu" | "int" | "news" | "tv")
}
