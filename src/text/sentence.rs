//! Tokens become sentences.

use std::ops::Range;

use crate::base::Span;
use crate::text::abbreviation::{Abbreviation, abbreviation, starts_sentence};
use crate::text::token::raised;
use crate::text::{Sentence, Shape, Token};

/// What ends a sentence of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// A full stop and its kin.
    Plain,
    /// A semicolon before a capital too: "9 May: Ferry hit; Elders meet in Ardo" tells of two things.
    WithSemicolons,
}

/// The sentences of one block, whose tokens are `tokens[range]`.
pub fn sentences(body: &str, tokens: &[Token], range: Range<usize>, block: usize, ends: Ends) -> Vec<Sentence> {
    let words = Words { body, tokens: &tokens[range.clone()], ends };
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < words.tokens.len() {
        let end = words.tail(at + 1);
        if words.may_end(start, at) && words.may_begin(at, end) {
            sentences.push(words.sentence(start..end, range.start, block));
            start = end;
            at = end;
        } else {
            at += 1;
        }
    }
    if start < words.tokens.len() {
        sentences.push(words.sentence(start..words.tokens.len(), range.start, block));
    }
    sentences
}

struct Words<'a> {
    body: &'a str,
    tokens: &'a [Token],
    ends: Ends,
}

impl Words<'_> {
    fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.body))
    }

    fn shape(&self, at: usize) -> Option<Shape> {
        self.tokens.get(at).map(|token| token.shape)
    }

    /// Whether the token can be the last of a sentence, closing marks left out.
    fn may_end(&self, start: usize, at: usize) -> bool {
        match self.shape(at) {
            Some(Shape::Mark) => {
                let text = self.text(at);
                let numbered = at == start + 1 && self.shape(start) == Some(Shape::Number);
                is_end(text) || self.divides(at) || (text.starts_with('.') && !numbered && !self.closes_title(start, at))
            }
            Some(Shape::Word) => self.text(at).strip_suffix('.').is_some_and(|word| abbreviation(word) == Some(Abbreviation::Other)),
            _ => false,
        }
    }

    /// Whether a semicolon parts two things that an entry of a list tells.
    fn divides(&self, at: usize) -> bool {
        // "; Algiers meeting off": at the head of a sentence such a town would be read as one who meets.
        let subject = !self.text(at + 2).ends_with("ing");
        let word = self.shape(at + 1) == Some(Shape::Word) && self.opens_with_capital(at + 1);
        self.ends == Ends::WithSemicolons && self.text(at) == ";" && word && subject
    }

    /// Whether the point stands behind a title in brackets: "(Mr). X".
    fn closes_title(&self, start: usize, at: usize) -> bool {
        at >= start + 2 && self.text(at - 1) == ")" && abbreviation(self.text(at - 2).trim_end_matches('.')) == Some(Abbreviation::Title)
    }

    /// The first token after the closing marks, brackets and reference markers that follow an end.
    fn tail(&self, mut at: usize) -> usize {
        while self.closes(at) {
            at += 1;
        }
        at
    }

    fn closes(&self, at: usize) -> bool {
        match self.shape(at) {
            Some(Shape::QuoteClose | Shape::Marker) => true,
            Some(Shape::Mark) => {
                matches!(self.text(at), ")" | "]" | "}" | "）" | "】") || is_end(self.text(at)) || self.text(at).starts_with('.')
            }
            _ => false,
        }
    }

    /// Whether what follows can begin a sentence after an end at `last`.
    fn may_begin(&self, last: usize, next: usize) -> bool {
        let Some(shape) = self.shape(next) else { return true };
        let after_abbreviation = self.shape(last) == Some(Shape::Word);
        // 「帰る。」と述べた: words that lean on a closing mark go on with the sentence.
        if shape == Shape::Word
            && self.shape(next - 1) == Some(Shape::QuoteClose)
            && self.tokens[next - 1].span.end == self.tokens[next].span.start
        {
            return false;
        }
        match shape {
            Shape::Word if after_abbreviation => starts_sentence(self.text(next)),
            Shape::QuoteOpen | Shape::Number => !after_abbreviation,
            Shape::Word => self.opens_with_capital(next),
            Shape::Mark => {
                !after_abbreviation
                    && matches!(self.text(next), "(" | "[" | "•" | "–" | "—" | "#" | "@" | "$" | "€" | "£" | "¿" | "¡" | "（" | "【" | "《")
                    && (self.capital_after(next + 1) || matches!(self.text(next), "–" | "—") && self.shape(next + 1) == Some(Shape::Word))
            }
            _ => false,
        }
    }

    fn capital_after(&self, at: usize) -> bool {
        match self.shape(at) {
            Some(Shape::Word) => self.opens_with_capital(at),
            Some(Shape::Number | Shape::QuoteOpen) => true,
            _ => false,
        }
    }

    /// A capital, a script without capitals, or a particle before a hyphen and a capital ("al-Shabaab").
    fn opens_with_capital(&self, at: usize) -> bool {
        let first = |at: usize| self.text(at).chars().next();
        let particle = self.text(at).len() <= 3 && self.text(at + 1) == "-" && first(at + 2).is_some_and(char::is_uppercase);
        first(at).is_some_and(|c| !c.is_lowercase()) || particle
    }

    fn sentence(&self, tokens: Range<usize>, shift: usize, block: usize) -> Sentence {
        let inner = &self.tokens[tokens.clone()];
        let span = match (inner.first(), inner.last()) {
            (Some(first), Some(last)) => first.span.join(last.span),
            _ => Span::new(0, 0),
        };
        let mut markers = Vec::new();
        for token in inner.iter().filter(|token| token.shape == Shape::Marker) {
            for number in marker_numbers(token.span.of(self.body)) {
                if !markers.contains(&number) {
                    markers.push(number);
                }
            }
        }
        Sentence { span, block, tokens: tokens.start + shift..tokens.end + shift, markers }
    }
}

/// Whether a mark ends a sentence, in whatever script; the point is not among them, since it ends abbreviations as well.
fn is_end(mark: &str) -> bool {
    matches!(mark, "!" | "?" | "…" | "。" | "｡" | "！" | "？" | "؟" | "۔" | "।" | "॥" | "։" | "።" | "‼" | "⁉" | "။" | "។")
}

/// The numbers of `[2]`, `[2, 3]`, `[2-4]`, `[^2]` or `²`.
pub fn marker_numbers(marker: &str) -> Vec<u32> {
    let raised: Option<Vec<u32>> = marker.chars().map(raised).collect();
    if let Some(digits) = raised {
        return vec![digits.into_iter().fold(0, |sum: u32, digit| sum.saturating_mul(10).saturating_add(digit))];
    }
    let inner = marker.trim_matches(['[', ']', '^']);
    let mut numbers = Vec::new();
    for part in inner.split([',', ' ']) {
        let mut bounds = part.split(['-', '–']).filter_map(|number| number.parse::<u32>().ok());
        match (bounds.next(), bounds.next()) {
            (Some(from), Some(to)) if to > from && to - from < 100 => numbers.extend(from..=to),
            (Some(one), _) => numbers.push(one),
            _ => {}
        }
    }
    numbers
}
