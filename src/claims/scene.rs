//! One sentence with everything in it that points at something.

use std::borrow::Cow;
use std::cell::OnceCell;

use crate::base::Span;
use crate::lexicon::{Lexicon, SayingVerb, lower};
use crate::mentions::{Form, Mention, Mentions, NameKind};
use crate::text::{Document, SentenceIdx, Shape};

/// A sentence as the readers of this room look at it: words in order, each knowing the name, role, time and quotation it stands in.
pub(super) struct Scene<'a> {
    pub document: &'a Document,
    pub mentions: &'a Mentions,
    pub idx: SentenceIdx,
    pub words: Vec<Word<'a>>,
}

/// One token of a sentence.
#[derive(Clone, Debug)]
pub(super) struct Word<'a> {
    pub text: &'a str,
    pub lower: Cow<'a, str>,
    pub span: Span,
    pub shape: Shape,
    /// The mention it belongs to, as an index of `Mentions::names`.
    pub name: Option<usize>,
    /// The role it belongs to, as an index of `Mentions::roles`.
    pub role: Option<usize>,
    /// The time expression it belongs to.
    pub time: Option<usize>,
    /// The outermost quotation it stands in, as an index of `Document::quotations`.
    pub quotation: Option<usize>,
    head: OnceCell<bool>,
    saying: OnceCell<Option<&'static SayingVerb>>,
}

impl Word<'_> {
    /// Whether it is a noun for somebody who may speak: people, a body, a text, a title, a relation. Looked up once, since many ask.
    pub fn is_head(&self, lexicon: &Lexicon) -> bool {
        let lower = &self.lower;
        let look = || lexicon.speaker_noun(lower).is_some() || lexicon.is_title_head(lower) || lexicon.is_kinship(lower);
        *self.head.get_or_init(look)
    }

    /// The verb of saying of which it is a form; looked up once.
    pub fn saying(&self, lexicon: &Lexicon) -> Option<&'static SayingVerb> {
        *self.saying.get_or_init(|| lexicon.is_saying_verb(&self.lower))
    }

    pub fn is(&self, words: &[&str]) -> bool {
        words.contains(&self.lower.as_ref())
    }

    pub fn is_word(&self) -> bool {
        self.shape == Shape::Word
    }
}

impl<'a> Scene<'a> {
    pub fn new(document: &'a Document, mentions: &'a Mentions, idx: SentenceIdx) -> Self {
        let body = document.article.body();
        let sentence = &document.sentences[idx];
        let names = within(&mentions.names, sentence.span, |mention| mention.span);
        let roles = within(&mentions.roles, sentence.span, |role| role.span);
        let times = within(&mentions.times, sentence.span, |time| time.span());
        let quotations = within(&document.quotations, sentence.span, |quotation| quotation.whole);
        let words = document.tokens[sentence.tokens.clone()]
            .iter()
            .map(|token| {
                let text = token.span.of(body);
                Word {
                    text,
                    lower: if text == "\u{2011}" { Cow::Borrowed("-") } else { lower(text) },
                    span: token.span,
                    shape: token.shape,
                    name: names.iter().copied().find(|&at| mentions.names[at].span.contains(token.span)),
                    role: roles.iter().copied().find(|&at| mentions.roles[at].span.contains(token.span)),
                    time: times.iter().copied().find(|&at| mentions.times[at].span().overlaps(token.span)),
                    quotation: quotations
                        .iter()
                        .copied()
                        .find(|&at| document.quotations[at].depth == 0 && document.quotations[at].whole.contains(token.span)),
                    head: OnceCell::new(),
                    saying: OnceCell::new(),
                }
            })
            .collect();
        Self { document, mentions, idx, words }
    }

    pub fn mention(&self, word: usize) -> Option<&'a Mention> {
        self.words.get(word)?.name.map(|name| &self.mentions.names[name])
    }

    /// The words from `from` up to `to`, both included.
    pub fn stretch(&self, from: usize, to: usize) -> Span {
        self.words[from].span.join(self.words[to].span)
    }

    /// The first word of the mention that `word` belongs to.
    pub fn first_word(&self, word: usize) -> usize {
        let Some(name) = self.words[word].name.map(Some) else { return word };
        (0..=word).rev().take_while(|&at| self.words[at].name == name).last().unwrap_or(word)
    }

    /// The last word of the mention that `word` belongs to.
    pub fn last_word(&self, word: usize) -> usize {
        let Some(name) = self.words[word].name.map(Some) else { return word };
        (word..self.words.len()).take_while(|&at| self.words[at].name == name).last().unwrap_or(word)
    }

    /// Whether the mention at `word` owns what follows it ("Ukraine's").
    pub fn is_possessive(&self, word: usize) -> bool {
        let last = self.last_word(word);
        self.words.get(last + 1).is_some_and(|next| next.shape == Shape::Clitic)
    }

    /// The first word of the noun phrase around the mention at `word`: titles, roles and adjectives before it included.
    pub fn phrase_start(&self, word: usize) -> usize {
        let mut at = self.first_word(word);
        while at > 0 {
            let before = &self.words[at - 1];
            if before.time.is_some() {
                break;
            }
            let goes_on = before.role.is_some()
                || (before.name.is_some()
                    && (before.shape == Shape::Clitic || self.mention(at - 1).is_some_and(|mention| mention.form == Form::Adjective)))
                || (before.shape == Shape::Clitic && at >= 2 && self.words[at - 2].name.is_some())
                || (before.is_word()
                    && before.name.is_none()
                    && before.quotation.is_none()
                    && (is_modifier(&before.lower) || starts_upper(before.text) && at - 1 > 0))
                || (before.shape == Shape::Mark && before.text == "-")
                || (before.lower == "in" && self.words[at].text == "-");
            if !goes_on {
                break;
            }
            at -= 1;
        }
        self.title_start(word).map_or(at, |start| start.min(at))
    }

    /// Where a title begins that runs into the name at `word` through other names: "Chancellor of the Republic of Austria X".
    pub fn title_start(&self, word: usize) -> Option<usize> {
        let first = self.first_word(word);
        let person = |at: usize| self.mention(at).is_some_and(|mention| mention.kind == NameKind::Person);
        let beside = first.checked_sub(1).filter(|&before| self.words[before].name.is_some() && !person(before))?;
        let inside = |at: usize| {
            let here = &self.words[at];
            !person(at)
                && here.quotation.is_none()
                && (here.name.is_some() || here.is(&["of", "the", "and", "for", "in"]) || here.is_word() && starts_upper(here.text))
        };
        let start = (0..beside).rev().take(14).take_while(|&at| inside(at) || self.parts_field(at)).last()?;
        // What stands before the first "of" is the office itself.
        let of = (start..beside).find(|&at| self.words[at].is(&["of", "for"]))?;
        let office =
            (start..of).find(|&at| self.words[at].name.is_none() && starts_upper(self.words[at].text) && self.words[at].is_word())?;
        person(word).then_some(office)
    }

    /// Whether the comma stands inside the field of an office: "Minister of Foreign Trade, Industry and Energy of X".
    fn parts_field(&self, comma: usize) -> bool {
        if self.words[comma].text != "," {
            return false;
        }
        let open = |at: usize| self.words[at].name.is_none() && self.words[at].is_word() && starts_upper(self.words[at].text);
        let field = |at: &usize| open(*at) || self.words[*at].name.is_some() || self.words[*at].is(&["of", "and", "for", "the"]);
        let of = (0..comma).rev().take(8).take_while(field).find(|&at| self.words[at].is(&["of", "for"]));
        of.and_then(|of| of.checked_sub(1)).is_some_and(|office| office > 0 && open(office))
    }

    /// The name that the title at `of` runs into, when it does: behind "Chancellor | of the Republic of Austria X".
    pub fn titled_by(&self, of: usize) -> Option<usize> {
        let person =
            (of + 1..self.words.len().min(of + 14)).find(|&at| self.mention(at).is_some_and(|mention| mention.kind == NameKind::Person))?;
        self.title_start(person).filter(|&start| start < of).map(|_| person)
    }

    /// Whether the noun phrase around the mention at `word` hangs on a preposition.
    pub fn is_oblique(&self, word: usize) -> bool {
        let start = self.phrase_start(word);
        if start == 0 {
            return false;
        }
        let before = &self.words[start - 1];
        if before.time.is_some() {
            return false;
        }
        // "visiting X" and "in X" take the name away from the verb alike.
        let participle = before.is_word() && before.name.is_none() && before.lower.len() > 4 && before.lower.ends_with("ing");
        if participle || (before.is_word() && is_preposition(&before.lower)) {
            return true;
        }
        // "with A and B": the second of a pair hangs on what the first hangs on.
        let last = self.last_word(word);
        let list_goes_on = self.words.get(last + 1).is_some_and(|next| next.text == "," || next.is(&["and", "or"]));
        let joined = before.is(&["and", "or"]) || (before.text == "," && list_goes_on);
        let other = if joined { self.conjunct_before(start, word) } else { None };
        other.is_some_and(|other| self.is_oblique(other))
    }

    /// The name that "and" or a comma before `start` joins to the name at `word`; "A of X and B of Y" joins A and B. States and bodies are joined as equals.
    pub fn conjunct_before(&self, start: usize, word: usize) -> Option<usize> {
        let person = |at: usize| self.mention(at).map(|mention| mention.kind == NameKind::Person);
        let kind = person(word)?;
        let mut other = start.checked_sub(2)?;
        // "A, the minister, and B".
        other -= usize::from(self.words[other].text == "," && other > 0);
        while person(other)? != kind {
            let first = self.first_word(other);
            let of = first.checked_sub(1).filter(|&of| self.words[of].is(&["of", "from", "for"]))?;
            other = of.checked_sub(1)?;
        }
        Some(other)
    }

    /// Whether the state at `word` only says whose office follows: "the US President".
    fn owns_office(&self, word: usize) -> bool {
        let next = self.last_word(word) + 1;
        let next = next + usize::from(self.words.get(next).is_some_and(|word| word.shape == Shape::Clitic));
        self.mention(next).is_some_and(|mention| mention.form == Form::Office)
    }

    /// Whether the mention can stand for somebody who acts or speaks.
    pub fn can_act(&self, word: usize) -> bool {
        self.mention(word).is_some_and(|mention| match mention.kind {
            NameKind::Person | NameKind::Organisation => true,
            NameKind::State => mention.form != Form::Adjective && !self.owns_office(word),
            NameKind::Place => mention.form == Form::Metonym,
            NameKind::Other => false,
        })
    }
}

/// Indices of the items whose span overlaps `inside`; items are in order of their spans.
fn within<T>(items: &[T], inside: Span, span: impl Fn(&T) -> Span) -> Vec<usize> {
    let first = items.partition_point(|item| span(item).end <= inside.start);
    (first..items.len()).take_while(|&at| span(&items[at]).start < inside.end).collect()
}

fn starts_upper(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_uppercase)
}

/// Words that may stand between a preposition and the name that hangs on it.
fn is_modifier(lower: &str) -> bool {
    matches!(
        lower,
        "the"
            | "a"
            | "an"
            | "his"
            | "her"
            | "its"
            | "their"
            | "our"
            | "former"
            | "top"
            | "senior"
            | "chief"
            | "deputy"
            | "acting"
            | "special"
            | "then"
            | "both"
            | "new"
            | "fellow"
            | "mr"
            | "mr."
            | "mrs"
            | "mrs."
            | "ms"
            | "ms."
            | "dr"
            | "dr."
            | "gen."
            | "col."
            | "lt."
            | "outgoing"
            | "late"
            | "lead"
            | "regional"
            | "son"
            | "daughter"
            | "father"
            | "brother"
            | "sister"
            | "wife"
            | "husband"
            | "law"
    )
}

/// English prepositions that take a noun phrase away from its verb.
pub(super) fn is_preposition(lower: &str) -> bool {
    matches!(
        lower,
        "of" | "in"
            | "on"
            | "at"
            | "to"
            | "with"
            | "by"
            | "from"
            | "for"
            | "about"
            | "against"
            | "after"
            | "before"
            | "between"
            | "among"
            | "during"
            | "over"
            | "under"
            | "into"
            | "near"
            | "through"
            | "toward"
            | "towards"
            | "via"
            | "without"
            | "within"
            | "alongside"
            | "behind"
            | "around"
            | "across"
            | "despite"
            | "including"
            | "like"
            | "outside"
            | "inside"
            | "beyond"
            | "upon"
            | "than"
            | "as"
    )
}
