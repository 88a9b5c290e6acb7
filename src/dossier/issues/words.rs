//! The words of a stretch as what they are to noun phrases: nouns, names, articles, and what a phrase ends at.

use std::borrow::Cow;
use std::ops::Range;

use crate::base::Span;
use crate::lexicon::{Lexicon, PhraseWord};
use crate::mentions::{Form, Mentions, NameKind};
use crate::text::{Document, Shape};

/// An article in which phrases are looked for.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    pub document: &'a Document,
    pub mentions: &'a Mentions,
    pub lexicon: &'a Lexicon,
}

/// What a word is to a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A common word; `None` is one of which the lexicon knows nothing.
    Noun(Option<PhraseWord>),
    Name,
    Article,
    Of,
    /// "and", "or", a comma between the members of a list.
    And,
    Break,
}

#[derive(Clone, Debug)]
pub(super) struct Item<'a> {
    pub kind: Kind,
    /// In lower case and in the singular.
    pub base: Cow<'a, str>,
    pub span: Span,
}

impl<'a> Text<'a> {
    /// Tokens as what they are to phrases; hyphens glue.
    pub fn items(self, tokens: Range<usize>) -> Vec<Item<'a>> {
        let document = self.document;
        let mut items: Vec<Item<'a>> = Vec::new();
        let mut at = tokens.start;
        while at < tokens.end {
            let start = at;
            at += 1;
            if let Some((kind, whole)) = self.mention_at(document.tokens[start].span) {
                while at < tokens.end && whole.overlaps(document.tokens[at].span) {
                    at += 1;
                }
                items.push(Item { kind, base: Cow::Owned(whole.of(document.body()).to_lowercase()), span: whole });
                continue;
            }
            while at + 1 < tokens.end && is_joint(document.word(at)) && self.is_glued(at - 1) && self.is_glued(at) {
                at += 2;
            }
            let span = document.tokens[start].span.join(document.tokens[at - 1].span);
            let is_half = start > 0 && is_joint(document.word(start - 1)) && self.is_glued(start - 1);
            let follows_article = items.last().is_some_and(|item| item.kind == Kind::Article);
            let (mut kind, base) = self.word(start, span, follows_article);
            // "night-time landing": the first half belongs to a name or a time.
            if is_half && matches!(kind, Kind::Noun(_)) {
                kind = Kind::Noun(Some(PhraseWord::Modifier));
            }
            if kind == Kind::Article {
                without_verb(&mut items);
            }
            items.push(Item { kind, base, span });
        }
        items
    }

    /// Whether no space stands between a token and the next one.
    fn is_glued(self, at: usize) -> bool {
        let tokens = &self.document.tokens;
        tokens.get(at + 1).is_some_and(|next| next.span.start == tokens[at].span.end)
    }

    /// The name, role or time that a token belongs to; only names of places and of other things can stand in a phrase.
    fn mention_at(self, token: Span) -> Option<(Kind, Span)> {
        let mentions = self.mentions;
        let n = mentions.names.partition_point(|mention| mention.span.end <= token.start);
        if let Some(mention) = mentions.names.get(n).filter(|mention| mention.span.contains(token)) {
            let fits = matches!(mention.kind, NameKind::Place | NameKind::Other) && mention.form == Form::Name;
            return Some((if fits { Kind::Name } else { Kind::Break }, mention.span));
        }
        let times = mentions.times.partition_point(|time| time.span().end <= token.start);
        let time = mentions.times.get(times).map(|time| time.span()).filter(|time| time.overlaps(token));
        let roles = mentions.roles.partition_point(|role| role.span.end <= token.start);
        let role = mentions.roles.get(roles).map(|role| role.span).filter(|role| role.contains(token));
        time.or(role).map(|span| (Kind::Break, span))
    }

    /// What one word is, with its form in lower case and in the singular.
    fn word(self, token: usize, span: Span, follows_article: bool) -> (Kind, Cow<'a, str>) {
        let text = span.of(self.document.body());
        let is_capital = text.chars().any(char::is_uppercase);
        let lower = if is_capital { Cow::Owned(text.to_lowercase()) } else { Cow::Borrowed(text) };
        let opens = || self.document.sentence_of(token).is_some_and(|idx| self.document.sentences[idx].tokens.start == token);
        let is_plain = text.chars().all(|c| c.is_alphabetic() || is_joint(c.encode_utf8(&mut [0; 4])));
        match lower.as_ref() {
            "," | "and" | "or" => return (Kind::And, lower),
            "of" => return (Kind::Of, lower),
            word if is_article(word) => return (Kind::Article, lower),
            _ if self.document.tokens[token].shape != Shape::Word || !is_plain || is_capital && !opens() => return (Kind::Break, lower),
            _ => {}
        }
        let base = singular(&lower);
        let kind = self.kind(&lower, &base, follows_article);
        let base = base.into_owned();
        (kind, if kind == Kind::Break { lower } else { Cow::Owned(base) })
    }

    fn kind(self, lower: &str, base: &str, follows_article: bool) -> Kind {
        let lexicon = self.lexicon;
        // "warning" is a verb's form, "warnings" is none.
        let class = lexicon.phrase_word(lower).or_else(|| lexicon.phrase_word(base).filter(|class| *class != PhraseWord::Stop));
        match class {
            Some(PhraseWord::Stop) => Kind::Break,
            Some(class) => Kind::Noun(Some(class)),
            None if lower.len() < 3 || lower.ends_with("ly") && !NO_ADVERBS.contains(&base) => Kind::Break,
            // "the shared stocks", but "the quota agreed in spring".
            None if lower.ends_with("ed") && !NO_PARTICIPLES.contains(&lower) => match follows_article {
                true => Kind::Noun(Some(PhraseWord::Modifier)),
                false => Kind::Break,
            },
            None if lexicon.speaker_noun(lower).is_some() || lexicon.is_title_word(base) => Kind::Noun(Some(PhraseWord::General)),
            None => Kind::Noun(None),
        }
    }
}

/// Before an object: "limiting the catch", "to widen the canal".
fn without_verb(items: &mut [Item<'_>]) {
    let n = items.len();
    let follows_to = n >= 2 && items[n - 2].base == "to";
    if let Some(last) = items.last_mut().filter(|last| follows_to || last.base.ends_with("ing")) {
        last.kind = Kind::Break;
    }
}

fn is_joint(text: &str) -> bool {
    matches!(text, "-" | "\u{2010}" | "\u{2011}")
}

fn is_article(lower: &str) -> bool {
    matches!(
        lower,
        "the"
            | "a"
            | "an"
            | "this"
            | "that"
            | "these"
            | "those"
            | "its"
            | "his"
            | "her"
            | "their"
            | "our"
            | "my"
            | "your"
            | "any"
            | "all"
            | "some"
            | "no"
            | "every"
            | "each"
            | "both"
    )
}

/// Nouns that end as adverbs and participles do.
const NO_ADVERBS: &[&str] = &["anomaly", "fly", "jelly", "lily", "monopoly", "rally", "tally"];
const NO_PARTICIPLES: &[&str] = &["bed", "feed", "riverbed", "seabed", "seed", "shed", "speed", "watershed", "weed"];

/// A noun in lower case in the singular; words that only look like plurals are the same in both.
pub(super) fn singular(lower: &str) -> Cow<'_, str> {
    if let Some(stem) = lower.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return Cow::Owned(format!("{stem}y"));
    }
    let hissing = ["sses", "shes", "ches", "xes"].iter().any(|ending| lower.ends_with(ending));
    if hissing {
        return Cow::Borrowed(&lower[..lower.len() - 2]);
    }
    let is_plural = lower.len() > 3 && lower.ends_with('s') && !["ss", "us", "is"].iter().any(|ending| lower.ends_with(ending));
    if is_plural { Cow::Borrowed(&lower[..lower.len() - 1]) } else { Cow::Borrowed(lower) }
}

/// The plural of a noun in the singular.
pub(super) fn plural(base: &str) -> String {
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    if let Some(stem) = base.strip_suffix('y').filter(|stem| !stem.ends_with(vowel)) {
        return format!("{stem}ies");
    }
    let hisses = ["s", "sh", "ch", "x"].iter().any(|ending| base.ends_with(ending));
    if hisses { format!("{base}es") } else { format!("{base}s") }
}
