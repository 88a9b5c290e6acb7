//! A document's tokens as the reading of names needs them.

use std::borrow::Cow;
use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::base::Span;
use crate::lexicon::{Lexicon, WordClass, lower, plain};
use crate::text::{Document, SentenceIdx, Shape};

/// One token with what its letters and its place tell.
#[derive(Clone, Debug)]
pub struct Word<'a> {
    /// Its letters, spaces and apostrophes made plain.
    pub text: Cow<'a, str>,
    /// Its shape.
    pub shape: Shape,
    /// Its sentence.
    pub sentence: SentenceIdx,
    /// Begins with a capital letter.
    pub capital: bool,
    /// Two letters or more, all of them capitals.
    pub all_capitals: bool,
    /// The first word of its sentence, or of a quotation or bracket in it: its capital tells nothing.
    pub opens: bool,
    /// Nothing stands between it and the token before.
    pub glued: bool,
    /// Its line has capitals on most words, so that they tell nothing.
    pub in_title: bool,
}

/// All tokens of a document.
pub struct Words<'a> {
    /// The document.
    pub document: &'a Document,
    /// What the desk knows.
    pub lexicon: &'a Lexicon,
    words: Vec<Word<'a>>,
    /// Words that stand in lower case somewhere.
    lower: FxHashSet<&'a str>,
    /// Words that stand with a capital inside a sentence.
    capitals_inside: FxHashSet<&'a str>,
}

impl<'a> Words<'a> {
    pub fn new(document: &'a Document, lexicon: &'a Lexicon) -> Self {
        let mut words = Vec::with_capacity(document.tokens.len());
        for idx in 0..document.sentences.len() {
            read_sentence(document, lexicon, idx, &mut words);
        }
        let mut this = Self { document, lexicon, words, lower: FxHashSet::default(), capitals_inside: FxHashSet::default() };
        let is = |word: &Word, capital: bool| word.shape == Shape::Word && word.capital == capital;
        this.lower.extend(this.words.iter().enumerate().filter(|(_, word)| is(word, false)).map(|(at, _)| document.word(at)));
        for sentence in &document.sentences {
            let headline = this.headline_in_front(sentence.tokens.clone());
            this.words[headline].iter_mut().for_each(|word| word.in_title = true);
        }
        let inside = this.words.iter().enumerate().filter(|(_, word)| is(word, true) && !word.opens && !word.in_title);
        this.capitals_inside.extend(inside.map(|(at, _)| document.word(at)));
        this
    }

    /// The words of a headline that runs into its text without a mark: "Rivals Meet Again in Doha Okello said …". Empty where there is none.
    fn headline_in_front(&self, sentence: Range<usize>) -> Range<usize> {
        let content = |at: &usize| {
            let small = !self.is_capital(*at) && self.lexicon.is(WordClass::FunctionWord, self.text(*at));
            self.is_word(*at) && !small && self.text(*at).chars().nth(1).is_some()
        };
        let end = sentence.clone().filter(content).find(|&at| !self.is_capital(at)).unwrap_or(sentence.start);
        let front = sentence.start..end;
        let is_common = |at: &usize| {
            let text = self.text(*at);
            self.seen_lower(text)
                && !self.lexicon.is_title_word(text)
                && !self.lexicon.is_first_name(text)
                && !self.is(WordClass::BodyHead, *at)
                && !self.is(WordClass::PlaceHead, *at)
        };
        let n_content = front.clone().filter(content).count();
        let n_common = front.clone().filter(content).filter(is_common).count();
        if n_content >= 5 && n_common >= 2 { front } else { sentence.start..sentence.start }
    }

    pub fn len(&self) -> usize {
        self.words.len()
    }

    pub fn get(&self, at: usize) -> Option<&Word<'a>> {
        self.words.get(at)
    }

    /// The letters of a token; empty beyond either end.
    pub fn text(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| &word.text)
    }

    /// The letters of the token before; empty at the start of a sentence.
    pub fn before(&self, at: usize) -> &str {
        self.back(at, 1).map_or("", |at| self.text(at))
    }

    /// The token `steps` before, inside the sentence.
    pub fn back(&self, at: usize, steps: usize) -> Option<usize> {
        let to = at.checked_sub(steps)?;
        (self.words.get(to)?.sentence == self.words.get(at)?.sentence).then_some(to)
    }

    /// The letters of the token `steps` after, inside the sentence.
    pub fn ahead(&self, at: usize, steps: usize) -> &str {
        match (self.words.get(at), self.words.get(at + steps)) {
            (Some(here), Some(there)) if here.sentence == there.sentence => &there.text,
            _ => "",
        }
    }

    pub fn is_capital(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.capital && word.shape == Shape::Word)
    }

    pub fn is_word(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.shape == Shape::Word)
    }

    pub fn is_clitic(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.shape == Shape::Clitic)
    }

    pub fn is(&self, class: WordClass, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| self.lexicon.is_plain(class, &word.text))
    }

    /// The last token of the sentence that holds `at`, exclusive.
    pub fn sentence_end(&self, at: usize) -> usize {
        self.words.get(at).and_then(|word| self.document.sentences.get(word.sentence)).map_or(at, |sentence| sentence.tokens.end)
    }

    /// The first token of the sentence that holds `at`.
    pub fn sentence_start(&self, at: usize) -> usize {
        self.words.get(at).and_then(|word| self.document.sentences.get(word.sentence)).map_or(at, |sentence| sentence.tokens.start)
    }

    /// Whether the word stands in lower case anywhere in the document.
    pub fn seen_lower(&self, word: &str) -> bool {
        self.lower.contains(lower(word).as_ref())
    }

    /// Whether the word stands with a capital inside a sentence anywhere in the document.
    pub fn seen_capital_inside(&self, at: usize) -> bool {
        self.capitals_inside.contains(self.document.word(at))
    }

    /// The characters of a stretch of tokens.
    pub fn span(&self, range: &Range<usize>) -> Span {
        let tokens = &self.document.tokens;
        match (tokens.get(range.start), range.end.checked_sub(1).and_then(|last| tokens.get(last))) {
            (Some(first), Some(last)) => first.span.join(last.span),
            _ => Span::new(0, 0),
        }
    }

    /// A stretch of tokens as one plain name.
    pub fn name(&self, range: &Range<usize>) -> Cow<'a, str> {
        plain(self.span(range).of(self.document.body()))
    }
}

fn read_sentence<'a>(document: &'a Document, lexicon: &Lexicon, idx: SentenceIdx, words: &mut Vec<Word<'a>>) {
    let sentence = &document.sentences[idx];
    let in_title = is_title(document, lexicon, idx);
    let mut opens = true;
    let mut end = None;
    for at in sentence.tokens.clone() {
        let token = document.tokens[at];
        let text = plain(document.word(at));
        let is_word = token.shape == Shape::Word;
        let capital = text.starts_with(char::is_uppercase);
        let mut letters = text.chars().filter(|c| c.is_alphabetic());
        let all_capitals = capital && text.chars().nth(1).is_some() && letters.all(char::is_uppercase);
        words.push(Word {
            shape: token.shape,
            sentence: idx,
            capital,
            all_capitals,
            opens: opens && is_word,
            glued: end == Some(token.span.start),
            in_title,
            text,
        });
        opens = match token.shape {
            Shape::Word | Shape::Number | Shape::Clitic => false,
            Shape::QuoteOpen => true,
            _ => opens || matches!(document.word(at), ":" | "(" | "[" | "•" | "–" | "—"),
        };
        end = Some(token.span.end);
    }
}

/// Whether most words of a line begin with a capital, as in "Rivals Meet in Doha", or the whole line is in capitals.
fn is_title(document: &Document, lexicon: &Lexicon, idx: SentenceIdx) -> bool {
    let sentence = &document.sentences[idx];
    let ends = sentence.tokens.clone().next_back().is_some_and(|last| matches!(document.word(last), "." | "!" | "?"));
    let content = |at: &usize| {
        let word = document.word(*at);
        document.tokens[*at].shape == Shape::Word && word.chars().nth(1).is_some() && !lexicon.is(WordClass::FunctionWord, &lower(word))
    };
    let words: Vec<&str> = sentence.tokens.clone().filter(content).map(|at| document.word(at)).collect();
    let n_capitals = words.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    let shouted = words.len() >= 3 && words.iter().all(|word| !word.chars().any(char::is_lowercase));
    // A headline may run on ("Source: …") or end in a full stop.
    let has_comma = sentence.tokens.clone().any(|at| document.word(at) == ",");
    let nearly_all = words.len() >= 6 && n_capitals == words.len() && !has_comma;
    shouted
        || nearly_all
        || (words.len() >= 4 && !ends && n_capitals * 5 >= words.len() * 4)
        || (document.is_heading(idx) && words.len() >= 2 && n_capitals * 4 >= words.len() * 3)
}
