//! Noun phrases of a stretch of words: a run of common nouns with what stands before it, a name with the thing that it names, and two of them joined by "of".
//!
//! Nothing is parsed: a phrase is what lies between words that stand in none. A verb that is taken for a noun makes a phrase that no second source prints.

use std::ops::Range;

use super::words::{Item, Kind, Text};
use crate::base::Span;
use crate::lexicon::PhraseWord;

/// Nouns of a phrase, the name before them and what follows "of" not counted.
const LONGEST: usize = 3;
/// Nouns behind "of".
const LONGEST_OF: usize = 2;

/// One noun phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    /// Its words in the singular, in the order of the alphabet: "transit of gas" and "gas transit" have one.
    pub key: String,
    /// As it is printed, common words in lower case.
    pub form: String,
    /// Whether it stands there on its own and not inside of a longer one.
    pub is_whole: bool,
}

impl Text<'_> {
    /// Every phrase in a stretch of tokens, those inside of longer ones too.
    pub fn phrases(self, tokens: Range<usize>) -> Vec<Phrase> {
        of_items(self.document.body(), &self.items(tokens))
    }

    /// The same for a stretch that opens with a phrase: it ends where the list of phrases ends.
    pub fn leading(self, tokens: Range<usize>) -> Vec<Phrase> {
        let items = self.items(tokens);
        let end = items.iter().position(|item| item.kind == Kind::Break).unwrap_or(items.len());
        of_items(self.document.body(), &items[..end])
    }
}

fn of_items(body: &str, items: &[Item<'_>]) -> Vec<Phrase> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < items.len() {
        let Some(run) = run(items, at) else {
            at += 1;
            continue;
        };
        at = run.end;
        let article = items.get(run.end + 1).is_some_and(|item| item.kind == Kind::Article);
        let is_joined = items.get(run.end).is_some_and(|item| item.kind == Kind::Of);
        let owner = if is_joined { self::run(items, run.end + 1 + usize::from(article)) } else { None };
        let start = found.len();
        if let Some(owner) = &owner {
            add_joined(body, &run, owner, &mut found);
        }
        let is_part = found.len() > start;
        add_run(body, &run, is_part, &mut found);
        if let Some(owner) = owner.filter(|_| is_part) {
            add_run(body, &owner, true, &mut found);
            at = owner.end;
        }
    }
    found
}

/// A name and the nouns behind it; one of them may be missing.
struct Run<'i, 'a> {
    name: Option<&'i Item<'a>>,
    /// Without the adjectives that say nothing, before and behind.
    nouns: &'i [Item<'a>],
    /// Whether the nouns stand right behind the name.
    close: bool,
    end: usize,
}

fn run<'i, 'a>(items: &'i [Item<'a>], start: usize) -> Option<Run<'i, 'a>> {
    let name = items.get(start).filter(|item| item.kind == Kind::Name);
    let first = start + usize::from(name.is_some());
    let end = first + items.get(first..)?.iter().take_while(|item| matches!(item.kind, Kind::Noun(_))).count();
    let is_empty = |item: &Item<'_>| item.kind == Kind::Noun(Some(PhraseWord::Modifier));
    let n_before = items[first..end].iter().take_while(|item| is_empty(item)).count();
    let n_behind = items[first + n_before..end].iter().rev().take_while(|item| is_empty(item)).count();
    let nouns = &items[first + n_before..end - n_behind];
    (end > start).then_some(Run { name, nouns, close: n_before == 0, end })
}

/// The phrases of a run, the longest first; `is_part` where all of them are parts of a longer one.
fn add_run(body: &str, run: &Run<'_, '_>, is_part: bool, found: &mut Vec<Phrase>) {
    let mut is_whole = !is_part;
    let mut add = |parts: &[&Item<'_>]| {
        found.push(phrase(body, parts, is_whole));
        is_whole = false;
    };
    if let (Some(name), [noun]) = (run.name.filter(|_| run.close), run.nouns)
        && noun.kind == Kind::Noun(Some(PhraseWord::Thing))
    {
        add(&[name, noun]);
    }
    if let (Some(name), []) = (run.name, run.nouns)
        && names_thing(body, name)
    {
        add(&[name]);
    }
    for n in (1..=run.nouns.len().min(LONGEST)).rev() {
        let nouns: Vec<&Item<'_>> = run.nouns[run.nouns.len() - n..].iter().collect();
        if can_stand(&nouns) {
            add(&nouns);
        }
    }
}

/// "transit of gas", "closure of the strait", "partition of X".
fn add_joined(body: &str, run: &Run<'_, '_>, owner: &Run<'_, '_>, found: &mut Vec<Phrase>) {
    let Some(head) = run.nouns.last() else { return };
    let mut is_whole = true;
    let mut add = |parts: &[&Item<'_>]| {
        found.push(phrase(body, parts, is_whole));
        is_whole = false;
    };
    if owner.nouns.is_empty() {
        if let Some(name) = owner.name.filter(|_| head.kind == Kind::Noun(Some(PhraseWord::Deed))) {
            add(&[head, name]);
        }
        return;
    }
    for n in (1..=owner.nouns.len().min(LONGEST_OF)).rev() {
        let nouns = &owner.nouns[owner.nouns.len() - n..];
        let last_is_general = nouns.last().is_some_and(|item| item.kind == Kind::Noun(Some(PhraseWord::General)));
        // The head stands last, as it would in "gas transit".
        let ordered: Vec<&Item<'_>> = nouns.iter().chain([head]).collect();
        if !last_is_general && can_stand(&ordered) {
            add(&ordered);
        }
    }
}

/// Whether nouns can name a sticking point, the head last.
fn can_stand(nouns: &[&Item<'_>]) -> bool {
    let class = |item: &Item<'_>| if let Kind::Noun(class) = item.kind { class } else { None };
    let (Some(first), Some(head)) = (nouns.first(), nouns.last()) else { return false };
    let heads = !matches!(class(head), Some(PhraseWord::General | PhraseWord::Modifier));
    match nouns {
        [only] => class(only).is_none() && only.base.len() >= 3 && !only.base.ends_with("ing"),
        _ => {
            heads
                && class(first) != Some(PhraseWord::Modifier)
                && nouns.iter().any(|item| matches!(class(item), None | Some(PhraseWord::Thing)))
        }
    }
}

/// Whether a name says itself what it names: "the Corinth Canal", "the Strait of Messina".
fn names_thing(body: &str, name: &Item<'_>) -> bool {
    let words: Vec<&str> = name.span.of(body).split_whitespace().collect();
    let is_thing = |word: Option<&&str>| word.is_some_and(|word| THING_NAMES.contains(&word.to_lowercase().as_str()));
    words.len() > 1 && (is_thing(words.first()) || is_thing(words.last()))
}

/// Things that a capital makes a name of and that are fought over; rivers and towns are places and no more.
const THING_NAMES: &[&str] =
    &["barrage", "bridge", "canal", "corridor", "crossing", "dam", "pipeline", "railway", "shoal", "strait", "straits", "triangle"];

/// From items in the order of key words; they need not stand in this order.
fn phrase(body: &str, parts: &[&Item<'_>], is_whole: bool) -> Phrase {
    let split = |c: char| c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}');
    let mut key: Vec<&str> =
        parts.iter().flat_map(|part| part.base.split(split)).filter(|word| !matches!(*word, "of" | "the" | "")).collect();
    key.sort_unstable();
    let span = parts.iter().map(|part| part.span).reduce(Span::join).unwrap_or(Span::new(0, 0));
    let is_name = |start: usize, end: usize| {
        let at = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX).saturating_add(span.start);
        parts.iter().any(|part| part.kind == Kind::Name && part.span.start <= at(start) && at(end) <= part.span.end)
    };
    let printed = span.of(body);
    let words = printed.split_whitespace().map(|word| {
        let start = word.as_ptr() as usize - printed.as_ptr() as usize;
        if is_name(start, start + word.len()) { word.to_owned() } else { word.to_lowercase() }
    });
    Phrase { key: key.join(" "), form: words.collect::<Vec<_>>().join(" "), is_whole }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::base::{Basis, Fingerprint, Known, SourceId};
    use crate::dossier::issues::words::{plural, singular};
    use crate::ingest::{Article, Block, BlockKind, Format, Meta};
    use crate::lexicon::Lexicon;
    use crate::mentions::find;
    use crate::text::divide;

    fn phrases(words: &str) -> Vec<Phrase> {
        let meta = Meta {
            title: Known::new("A case".to_owned(), Basis::Config),
            outlet: None,
            author: None,
            published: None,
            url: None,
            language: None,
            section: None,
            place: None,
            references: Vec::new(),
            draft: false,
        };
        let blocks = vec![Block { kind: BlockKind::Paragraph, span: Span::new(0, words.len()), line: 1 }];
        let print = Fingerprint::of(words.as_bytes());
        let article = Article::new(SourceId(0), "a.txt".to_owned(), Format::Text, meta, print, words.to_owned(), blocks, Vec::new());
        let document = divide(Arc::new(article));
        let lexicon = Lexicon::new();
        let mentions = find(&document, &lexicon);
        Text { document: &document, mentions: &mentions, lexicon: &lexicon }.phrases(0..document.tokens.len())
    }

    /// The forms of all phrases, those that are parts of longer ones in brackets.
    fn forms(words: &str) -> Vec<String> {
        phrases(words).into_iter().map(|one| if one.is_whole { one.form } else { format!("({})", one.form) }).collect()
    }

    #[test]
    fn a_phrase_lies_between_words_that_stand_in_none() {
        assert_eq!(forms("Peru rejected higher mooring fees for the ferries."), ["mooring fees", "(fees)", "ferries"]);
        assert_eq!(forms("Peru insists that lobster quotas, agreed in spring, be halved."), ["lobster quotas", "(quotas)"]);
        assert_eq!(forms("They spoke of limiting the catch."), ["catch"]);
        assert_eq!(forms("It demanded night-time landing slots."), ["landing slots", "(slots)"]);
        assert_eq!(forms("It demanded deep-water landing slots."), ["deep-water landing slots", "(landing slots)", "(slots)"]);
    }

    #[test]
    fn what_names_no_sticking_point_makes_no_phrase() {
        for words in [
            "They meet next week.",
            "The minister held a press conference.",
            "It took a long time.",
            "The two sides want a new round of talks.",
        ] {
            assert!(forms(words).is_empty(), "{words} {:?}", forms(words));
        }
        // A deed needs what is done.
        assert!(forms("Peru opposed the release.").is_empty());
        assert_eq!(forms("Peru opposed the release of sediment."), ["release of sediment", "(sediment)"]);
    }

    #[test]
    fn orders_and_numbers_of_one_phrase_are_one() {
        let key = |words: &str| phrases(words).swap_remove(0).key;
        for words in ["They opposed cargo transit.", "They opposed the transit of cargo.", "They opposed the transits of the cargo."] {
            assert_eq!(key(words), "cargo transit", "{words}");
        }
        for (base, many) in [("quota", "quotas"), ("ferry", "ferries"), ("beach", "beaches"), ("gas", "gases")] {
            assert_eq!(plural(base), many);
        }
        for (many, base) in
            [("ferries", "ferry"), ("beaches", "beach"), ("fees", "fee"), ("canvas", "canva"), ("status", "status"), ("pass", "pass")]
        {
            assert_eq!(singular(many), base);
        }
    }

    #[test]
    fn a_name_and_the_thing_that_it_names_are_a_phrase() {
        assert_eq!(forms("Greece refused to widen the Corinth canal."), ["Corinth canal"]);
        assert_eq!(forms("Greece refused to widen the Corinth Canal."), ["Corinth Canal"]);
        assert!(forms("Greece praised the Greek minister.").is_empty());
    }
}
