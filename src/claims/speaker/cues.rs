//! The verbs of saying in a sentence, each with those whom the words beside it make its doer.

use super::phrase;
use crate::base::Span;
use crate::claims::cue;
use crate::claims::scene::{Scene, is_preposition};
use crate::claims::subject::{self, Subject};
use crate::lexicon::Lexicon;
use crate::mentions::NameKind;
use crate::text::Shape;

/// Words beyond which a line is a table or a list rather than a sentence, and nobody speaks in it.
const SENTENCE: usize = 1000;
/// Words before a verb in which its subject is looked for.
const FAR: usize = 60;

/// A verb of saying or "according to", with those whom the words beside it make its doer.
#[derive(Clone, Copy, Debug)]
pub(in crate::claims) struct Cue {
    /// The word in its scene.
    pub at: usize,
    /// What it is, all words of it.
    pub span: Span,
    /// The subject to its left.
    pub subject: Option<Span>,
    /// The first actor behind it.
    pub follows: Option<Span>,
    /// "described by X": the actor behind it is the doer.
    pub passive: bool,
    /// "was told", and nobody is named who told.
    pub agentless: bool,
    /// "according to X", "as X put it": `follows` is the doer.
    pub aside: bool,
    /// Whether the subject is the noun phrase whose verb this is, rather than the nearest name.
    pub own: bool,
    /// "met A and said": it shares the subject of what stands before.
    pub joined: bool,
    /// "as X put it", "with the words", "in the words of X": nobody but the doer can be meant.
    pub sure: bool,
}

/// The verbs of saying of a sentence, in order; none in what is too long for one.
pub(super) fn cues(scene: &Scene<'_>, lexicon: &Lexicon) -> Vec<Cue> {
    if scene.words.len() > SENTENCE {
        return Vec::new();
    }
    let according = |at: usize| cue::is_according(scene, at) || cue::in_words_of(scene, at);
    (0..scene.words.len())
        .filter(|&at| {
            according(at) || cue::with_words(scene, at) || (cue::is_cue(scene, at, lexicon) && !cue::is_plain_form(scene, at, lexicon))
        })
        .filter(|&at| cue::with_words(scene, at) || !describes_text(scene, at, lexicon))
        .filter(|&at| !is_said_of_quoted(scene, at))
        .map(|at| {
            let last = if according(at) { at + 1 } else { at };
            let after_quote = (0..at).rev().find(|&word| scene.words[word].quotation.is_some()).map_or(0, |word| word + 1);
            let participle = scene.words[at].lower.ends_with("ing") && !(at > 0 && scene.words[at - 1].is(&["as"]));
            let outside = (at + 1..scene.words.len()).filter(|&word| scene.words[word].quotation.is_none()).take(4);
            let by =
                outside.take_while(|&word| !matches!(scene.words[word].text, "," | ";" | ":")).find(|&word| scene.words[word].is(&["by"]));
            let clause = clause_subject(scene, at, lexicon);
            let quoted = cue::quotes_as(scene, at);
            let passive = by.is_some() && !quoted && !according(at) && (clause.is_none() || is_passive(scene, at));
            let joined = is_joined(scene, at);
            let head = if joined { relative_head(scene, at, lexicon) } else { None };
            let left = || {
                clause.or_else(|| {
                    // "A met B, saying": the main clause's subject; "quotes B as saying": the nearest.
                    let found = if head.is_some() {
                        head.map(|last| Subject { chain: None, words: scene.stretch(phrase::described_from(scene, last), last) })
                    } else if participle || joined || cue::with_words(scene, at) {
                        opening(scene, at, lexicon).or_else(|| subject::before(scene, at))
                    } else {
                        subject::between(scene, after_quote, at).or_else(|| subject::between(scene, 0, at))
                    };
                    found.map(|found| found.words)
                })
            };
            let last_word = by.filter(|_| passive).unwrap_or(last);
            let behind = || {
                let titled = titled_behind(scene, last_word, lexicon);
                let found = titled.or_else(|| subject::following(scene, last_word).map(|found| found.words));
                found.or_else(|| noun_behind(scene, last_word, lexicon)).map(|words| headed(scene, words))
            };
            let doer = || left().map(|words| headed(scene, words));
            // "according to X" and "as X put it" stand aside of the clause.
            let put = cue::puts_it(scene, at);
            let aside = according(at) || put;
            Cue {
                at,
                aside,
                joined,
                own: clause.is_some(),
                sure: put || cue::with_words(scene, at) || cue::in_words_of(scene, at),
                passive,
                agentless: !passive && !aside && !quoted && is_passive(scene, at),
                span: scene.stretch(at, last),
                subject: if aside { None } else { doer() },
                follows: if put {
                    doer()
                } else if (joined || quoted || cue::with_words(scene, at)) && !passive && !aside {
                    None
                } else {
                    behind()
                },
            }
        })
        .collect()
}

/// The subject of the sentence's main clause before `end`: its first pronoun, name or noun for a speaker that hangs on nothing.
fn opening(scene: &Scene<'_>, end: usize, lexicon: &Lexicon) -> Option<Subject> {
    let free = |at: usize| !scene.is_oblique(at) && !scene.is_possessive(at);
    let acts = |at: usize| {
        let word = &scene.words[at];
        let named = scene.mention(at).is_some();
        let beside = word.role.is_some() || scene.words.get(at + 1).is_some_and(|next| next.name.is_some() && !named);
        word.quotation.is_none()
            && (word.is(&["he", "she", "it", "they"])
                || (named && scene.can_act(at) && word.role.is_none() && free(at))
                || (!named && !beside && word.is_head(lexicon) && free(at) && !phrase::is_oblique(scene, at)))
    };
    let at = (0..end).find(|&at| acts(at))?;
    Some(subject::named(scene, at))
}

/// The person whose role holds the words, when it is named in the sentence: "Sahel Post editor | X".
fn headed(scene: &Scene<'_>, words: Span) -> Span {
    let role = scene.words.iter().find(|word| words.overlaps(word.span)).and_then(|word| word.role);
    let beside = role.and_then(|role| scene.mentions.names.get(scene.mentions.roles.get(role)?.name));
    beside.filter(|name| name.sentence == scene.idx).map_or(words, |name| name.span)
}

/// The noun phrase whose verb stands at `cue`: "the head of the commission's inspectors | told", "with X of Y | calling". The outermost one is taken.
fn clause_subject(scene: &Scene<'_>, cue: usize, lexicon: &Lexicon) -> Option<Span> {
    let participle = scene.words[cue].lower.ends_with("ing");
    let quotes_as = participle && cue > 0 && scene.words[cue - 1].is(&["as"]);
    let does = |last: usize| phrase::verb(scene, phrase::end(scene, last, lexicon)) == cue;
    let free = |last: usize| {
        let with = phrase::before(scene, last).is_some_and(|before| scene.words[before].is(&["with", "and"]));
        // "as X put it": the "as" opens a clause.
        let put = cue::puts_it(scene, cue) && phrase::before(scene, last).is_some_and(|before| scene.words[before].is(&["as"]));
        quotes_as || put || if participle { with } else { !phrase::is_oblique(scene, last) }
    };
    let who = |last: usize| (phrase::end(scene, last, lexicon) + 1..cue).any(|at| scene.words[at].is(&["who"]));
    let actor = |last: usize| phrase::is_actor(scene, last, lexicon) && !phrase::is_clitic(scene, last + 1);
    let last = (cue.saturating_sub(FAR)..cue).find(|&last| actor(last) && does(last) && (free(last) || who(last)))?;
    Some(scene.stretch(phrase::described_from(scene, last), last))
}

/// Whether the word is the "saying" of "was quoted as saying", whose doer the first verb tells.
fn is_said_of_quoted(scene: &Scene<'_>, at: usize) -> bool {
    let behind_as = at.checked_sub(1).is_some_and(|before| scene.words[before].is(&["as"]));
    behind_as && (at.saturating_sub(9)..at).any(|quoted| cue::quotes_as(scene, quoted))
}

/// "by guards, who took his plates and | accused him": the last word of those whom the relative clause tells of.
fn relative_head(scene: &Scene<'_>, verb: usize, lexicon: &Lexicon) -> Option<usize> {
    let who = (verb.saturating_sub(FAR)..verb).rev().find(|&at| scene.words[at].is(&["who"]) && scene.words[at].quotation.is_none())?;
    let inside = (who..verb).all(|at| !matches!(scene.words[at].text, "," | ";" | ":"));
    let before = who.checked_sub(1)?;
    let last = if scene.words[before].text == "," { before.checked_sub(1)? } else { before };
    (inside && phrase::is_actor(scene, last, lexicon)).then_some(last)
}

/// Whether the verb shares the subject of the clause before it: "met A and | said".
fn is_joined(scene: &Scene<'_>, verb: usize) -> bool {
    let adverb = |at: usize| scene.words[at].lower.ends_with("ly") || scene.words[at].is(&["also", "then", "later"]);
    let before = (0..verb).rev().find(|&at| !adverb(at));
    before.is_some_and(|before| scene.words[before].quotation.is_none() && scene.words[before].is(&["and", "but"]))
}

/// "was told", "has been described".
fn is_passive(scene: &Scene<'_>, verb: usize) -> bool {
    let before = &scene.words[verb.saturating_sub(2)..verb];
    !scene.words[verb].lower.ends_with("ing")
        && before.iter().any(|word| word.quotation.is_none() && word.is(&["was", "were", "been", "is", "are", "being", "be"]))
}

/// "said | the envoy to the talks, X": the name that an office behind the verb leads to.
fn titled_behind(scene: &Scene<'_>, from: usize, lexicon: &Lexicon) -> Option<Span> {
    let plain = |at: &usize| scene.words[*at].quotation.is_none() && !matches!(scene.words[*at].text, "," | "." | ";" | ":");
    let comma = (from + 1..scene.words.len().min(from + 16)).find(|at| !plain(at)).filter(|&at| scene.words[at].text == ",")?;
    let office = from + 1..comma;
    let head = office.clone().any(|at| scene.words[at].is_word() && scene.words[at].name.is_none() && scene.words[at].is_head(lexicon));
    let person = |at: usize| scene.mention(at).is_some_and(|mention| mention.kind == NameKind::Person);
    let verb = office.clone().any(|at| cue::is_cue(scene, at, lexicon) || scene.words[at].is(&["that", "who", "which", "and"]));
    if !head || verb || office.into_iter().any(person) {
        return None;
    }
    // Ranks may stand before the name.
    let first = (comma + 1..scene.words.len().min(comma + 9)).find(|&at| person(at))?;
    let ranks = (comma + 1..first).all(|at| {
        let word = &scene.words[at];
        word.role.is_some()
            || word.text.starts_with(char::is_uppercase)
            || matches!(word.text, "." | "-" | "(" | ")")
            || word.is(&["rtd", "ret"])
    });
    let last = scene.last_word(first);
    let rounded = scene.words.get(last + 1).is_none_or(|next| !next.is_word() && next.shape != Shape::Clitic);
    (ranks && rounded).then(|| scene.stretch(first, last))
}

/// The first noun for a speaker behind `from`: "by the police".
fn noun_behind(scene: &Scene<'_>, from: usize, lexicon: &Lexicon) -> Option<Span> {
    let reach = from + 1..scene.words.len().min(from + 6);
    let inside = |at: &usize| scene.words[*at].is_word() && scene.words[*at].quotation.is_none() && scene.words[*at].name.is_none();
    let last = reach.take_while(inside).find(|&at| phrase::is_actor(scene, at, lexicon))?;
    Some(scene.stretch(phrase::described_from(scene, last), last))
}

/// "in remarks", "remarks published by X", "a message posted on X": a noun, or a participle that tells where words stand, not who says them.
fn describes_text(scene: &Scene<'_>, at: usize, lexicon: &Lexicon) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &scene.words[before]) else { return false };
    if is_preposition(&before.lower) && scene.words[at].lower.ends_with('s') {
        return true;
    }
    let noun = before.is_word() && before.name.is_none() && !before.is(&["and", "who", "he", "she", "they", "it"]);
    let follows = scene.words.get(at + 1).is_some_and(|next| next.is(&["by", "on", "to", "in"]));
    let place = scene.words[at].is(&["published", "posted"]) && noun && follows && !is_passive(scene, at);
    place && clause_subject(scene, at, lexicon).is_none()
}
