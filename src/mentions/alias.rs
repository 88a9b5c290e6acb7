//! Two names that the words give to one person: "X alias “Y”", "X, better known as Y", "X, whose legal name is Y", "X, born Y".
//!
//! In come the candidates; out they go with both as persons, and out come the pairs, which `chain` makes one.

use std::ops::Range;

use crate::lexicon::lower;
use crate::mentions::NameKind;
use crate::mentions::candidate::{Candidate, overlapping};
use crate::mentions::words::Words;
use crate::text::Shape;

/// A name and the other name of its bearer, as candidates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The name by which the text goes on.
    pub name: usize,
    /// The other one.
    pub alias: usize,
}

/// Words between the two names, at most.
const REACH: usize = 12;

/// What says "otherwise called", in the words that stand between the names. Our own list.
const PHRASES: &[&str] = &[
    "alias",
    "aka",
    "a.k.a.",
    "a.k.a",
    "nom de guerre",
    "known as",
    "also known as",
    "better known as",
    "best known as",
    "more widely known as",
    "commonly known as",
    "generally known as",
    "popularly known as",
    "universally known as",
    "known simply as",
    "known only as",
    "born",
    "née",
    "nee",
    "né",
    "nicknamed",
    "real name",
    "who goes by",
    "who goes by the name",
    "who goes by the name of",
    "who uses the alias",
    "by his nom de guerre",
    "by her nom de guerre",
    "known by his nom de guerre",
    "known by her nom de guerre",
    "known by the nom de guerre",
    "who uses the nom de guerre",
    "under the nom de guerre",
    "under the alias",
    "with the alias",
];

/// Makes persons of the names on both sides.
pub fn read(words: &Words, candidates: &mut Vec<Candidate>) {
    for at in 1..words.len() {
        let Some(after) = phrase_end(words, at) else { continue };
        let told = is_alias(words, at) || follows_title(words, at);
        let inside = overlapping(candidates, &(after..after + 1)).first().map(|name| name.tokens.clone());
        let Some(alias) = inside.or_else(|| capitals_from(words, after).filter(|_| told)) else { continue };
        let first = candidates.partition_point(|candidate| candidate.tokens.start < alias.start);
        let name = first.checked_sub(1).map(|before| candidates[before].clone()).filter(|name| name.tokens.end <= alias.start);
        let beside = name.filter(|name| is_otherwise(words, name, alias.start));
        match beside {
            Some(name) if told || name.kind == NameKind::Person => {
                make_person(candidates, &name.tokens);
                make_person(candidates, &alias);
            }
            None if told => make_person(candidates, &alias),
            _ => {}
        }
    }
}

/// "alias", "a.k.a.": only people have one.
fn is_alias(words: &Words, at: usize) -> bool {
    matches!(lower(words.text(at)).as_ref(), "alias" | "aka" | "a.k.a." | "a.k.a")
}

/// "their commander, known as X".
fn follows_title(words: &Words, at: usize) -> bool {
    let phrase = ["known", "as", "also", "better", "best", "widely", "commonly", "popularly", "only", "simply", ","];
    let before = (words.sentence_start(at)..at).rev().find(|&at| !phrase.contains(&words.text(at)));
    before.is_some_and(|before| words.text(at) == "as" && words.lexicon.is_title_head(words.text(before)) && !words.is_capital(before))
}

/// Names of one person, in order of the second of them.
pub fn pairs(words: &Words, candidates: &[Candidate]) -> Vec<Pair> {
    let is_person = |idx: &usize| candidates.get(*idx).is_some_and(|candidate| candidate.kind == NameKind::Person);
    let pair = |alias: usize| {
        let beside =
            alias.checked_sub(1).filter(is_person).filter(|&name| is_otherwise(words, &candidates[name], candidates[alias].tokens.start));
        let name = beside.or_else(|| called_so(words, candidates, alias))?;
        Some(Pair { name, alias })
    };
    (0..candidates.len()).filter(is_person).filter_map(pair).collect()
}

/// Whether nothing but a phrase of the list stands between two names, titles and forms of address of the second aside.
fn is_otherwise(words: &Words, name: &Candidate, alias: usize) -> bool {
    let between = name.tokens.end..alias;
    if between.is_empty() || between.len() > REACH || words.sentence_end(name.tokens.start) <= alias {
        return false;
    }
    let title =
        |at: usize| words.is_capital(at) && (words.lexicon.is_title_word(words.text(at)) || words.lexicon.is_honorific(words.text(at)));
    let said: Vec<&str> = between.filter(|&at| words.is_word(at) && !title(at)).map(|at| words.text(at)).collect();
    let phrase = said.join(" ").to_lowercase();
    PHRASES.contains(&phrase.as_str()) || names_otherwise(&phrase)
}

/// "X waited. Umm Salem, as everybody calls her, …": the only person of the sentences right before.
fn called_so(words: &Words, candidates: &[Candidate], alias: usize) -> Option<usize> {
    let Range { start, end } = candidates[alias].tokens;
    if words.sentence_start(start) != start || words.text(end) != "," || words.text(end + 1) != "as" {
        return None;
    }
    let verb = (end + 2..end + 6).find(|&at| matches!(words.text(at), "call" | "calls" | "called" | "know" | "knows" | "knew"))?;
    if !matches!(words.text(verb + 1), "her" | "him") || words.text(verb + 2) != "," {
        return None;
    }
    let sentence = |at: usize| words.get(at).map_or(0, |word| word.sentence);
    let block = |at: usize| words.document.sentences.get(sentence(at)).map(|sentence| sentence.block);
    let near = |idx: &usize| {
        let at = candidates[*idx].tokens.start;
        candidates[*idx].kind == NameKind::Person && sentence(at) + 2 >= sentence(start) && block(at) == block(start)
    };
    let mut persons = (0..alias).rev().take(20).filter(near);
    persons.next().filter(|_| persons.next().is_none())
}

/// "whose legal name is", "known to his men as".
fn names_otherwise(phrase: &str) -> bool {
    let name = phrase.strip_prefix("whose ").and_then(|rest| rest.split_once(" name "));
    let kind = |kind: &str| matches!(kind, "real" | "legal" | "full" | "birth" | "given" | "baptismal" | "actual");
    name.is_some_and(|(of, verb)| kind(of) && matches!(verb, "is" | "was" | "being"))
        || phrase.strip_prefix("known to ").is_some_and(|rest| rest.ends_with(" as") && rest.split(' ').count() <= 5)
}

/// The place behind a phrase that ends at `at`, and behind the quotation mark that opens the other name.
fn phrase_end(words: &Words, at: usize) -> Option<usize> {
    let last = lower(words.text(at));
    let ends =
        matches!(last.as_ref(), "alias" | "aka" | "a.k.a." | "a.k.a" | "as" | "born" | "née" | "guerre" | "nicknamed" | "is" | "was");
    let known = || {
        let phrase = (at.saturating_sub(4).max(words.sentence_start(at))..=at)
            .map(|at| lower(words.text(at)).into_owned())
            .collect::<Vec<_>>()
            .join(" ");
        last.as_ref() != "as" && !matches!(last.as_ref(), "is" | "was") || phrase.contains("known") || phrase.contains(" name ")
    };
    let quote = words.get(at + 1).is_some_and(|word| word.shape == Shape::QuoteOpen);
    let after = at + 1 + usize::from(quote);
    (ends && words.is_capital(after) && known()).then_some(after)
}

/// One to three capitalised words.
fn capitals_from(words: &Words, at: usize) -> Option<Range<usize>> {
    let end = (at..words.sentence_end(at)).find(|&at| !words.is_capital(at)).unwrap_or(words.sentence_end(at));
    (1..=3).contains(&(end - at)).then_some(at..end)
}

/// A name that is none of the lexicon's, or none at all so far.
fn make_person(candidates: &mut Vec<Candidate>, tokens: &Range<usize>) {
    let first = candidates.partition_point(|candidate| candidate.tokens.end <= tokens.start);
    match candidates.get_mut(first).filter(|candidate| candidate.tokens.start < tokens.end) {
        Some(same) if same.listed.is_none() && same.tokens == *tokens => same.kind = NameKind::Person,
        Some(_) => {}
        None => {
            let form = crate::mentions::Form::Name;
            candidates.insert(first, Candidate { tokens: tokens.clone(), kind: NameKind::Person, form, listed: None });
        }
    }
}
