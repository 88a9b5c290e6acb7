//! Whom the verbs of saying beside a quotation make its speaker.

use std::fmt;
use std::ops::Range;

use super::passage::{Cue, Passage, Spoken};
use super::phrase;
use crate::base::Span;
use crate::claims::scene::{Scene, is_preposition};
use crate::lexicon::Lexicon;

/// Words before a verb in which its subject is looked for.
const FAR: usize = 60;

/// The verbs of saying nearest to a quotation on its two sides, each with its doer.
pub(super) struct Doers {
    /// The last one before the opening mark.
    pub before: Option<Doer>,
    /// The first one behind the closing mark.
    pub behind: Option<Doer>,
}

/// A verb of saying with its doer.
pub(super) struct Doer {
    /// The words that name the doer.
    pub words: Span,
    /// Whether at most one word lies between the verb's phrase and the quotation.
    near: bool,
}

impl Doers {
    pub fn of(passage: &Passage<'_, '_>) -> Self {
        let whole = passage.quotation.whole;
        let before = passage.spoken(passage.opens).and_then(|spoken| {
            let cue = last_before(spoken, whole)?;
            Some(doer(spoken, cue, doing(cue)?, whole))
        });
        let behind = passage.spoken(passage.closes).and_then(|spoken| {
            let later = spoken.cues.iter().filter(|cue| cue.span.start >= whole.end);
            let subject = |cue: &Cue| doing(cue).filter(|words| words.start >= whole.end).or(cue.follows).or_else(|| doing(cue));
            later.filter_map(|cue| Some(doer(spoken, cue, subject(cue)?, whole))).next()
        });
        Self { before, behind }
    }

    /// `b` the doer of the verb before the quotation, `a` of the one behind it, `-` of neither.
    pub fn place(&self, words: Span) -> char {
        let is = |doer: &Option<Doer>| doer.as_ref().is_some_and(|doer| doer.words.overlaps(words));
        match () {
            () if is(&self.before) => 'b',
            () if is(&self.behind) => 'a',
            () => '-',
        }
    }
}

/// The verb of saying before a quotation that governs it: the last one with a doer; what somebody is said to believe is said by whoever says so.
pub(super) fn last_before<'c>(spoken: &'c Spoken<'_>, whole: Span) -> Option<&'c Cue> {
    let before = || spoken.cues.iter().filter(|cue| cue.span.end <= whole.start);
    let believes = |cue: &Cue| {
        spoken.scene.words[cue.at].is(&["believe", "believes", "believed", "think", "thinks", "thought", "hope", "hopes", "hoped"])
    };
    let doers = || before().filter(|cue| doing(cue).is_some()).rev();
    doers().find(|cue| !believes(cue)).or_else(|| doers().next()).or_else(|| before().next_back())
}

/// Whoever does what a cue says, by the shape of its clause.
pub(super) fn doing(cue: &Cue) -> Option<Span> {
    if cue.aside || cue.passive { cue.follows } else { cue.subject.filter(|_| !cue.agentless) }
}

fn doer(spoken: &Spoken<'_>, cue: &Cue, words: Span, whole: Span) -> Doer {
    let clause = words.join(cue.span);
    let gap = if clause.end <= whole.start { clause.end..whole.start } else { whole.end..clause.start.max(whole.end) };
    Doer { words, near: n_words(&spoken.scene, gap) <= 1 }
}

fn n_words(scene: &Scene<'_>, gap: Range<u32>) -> usize {
    scene.words.iter().filter(|word| word.is_word() && gap.start <= word.span.start && word.span.end <= gap.end).count()
}

impl fmt::Display for Doers {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = |doer: &Option<Doer>| doer.as_ref().map_or('-', |doer| if doer.near { 'n' } else { 'f' });
        write!(out, "{}{}", mark(&self.before), mark(&self.behind))
    }
}

/// The noun phrase whose verb stands at `cue`: "the head of the commission's inspectors | told", "with X of Y | calling". The outermost one is taken.
pub(super) fn clause_subject(scene: &Scene<'_>, cue: usize, lexicon: &Lexicon) -> Option<Span> {
    let participle = scene.words[cue].lower.ends_with("ing");
    let quotes_as = participle && cue > 0 && scene.words[cue - 1].is(&["as"]);
    let does = |last: usize| {
        let end = phrase::end(scene, last, lexicon);
        phrase::verb(scene, end) == cue
    };
    let free = |last: usize| {
        let with = phrase::before(scene, last).is_some_and(|before| scene.words[before].is(&["with", "and"]));
        let oblique = phrase::is_oblique(scene, last);
        if quotes_as || (participle && with) { true } else { !participle && !oblique }
    };
    let who = |last: usize| (phrase::end(scene, last, lexicon) + 1..cue).any(|at| scene.words[at].is(&["who"]));
    let actor = |last: usize| phrase::is_actor(scene, last, lexicon) && !phrase::is_clitic(scene, last + 1);
    let last = (cue.saturating_sub(FAR)..cue).find(|&last| actor(last) && does(last) && (free(last) || who(last)))?;
    Some(scene.stretch(phrase::described_from(scene, last), last))
}

/// Whether the verb shares the subject of the clause before it: "met A and | said".
pub(super) fn is_joined(scene: &Scene<'_>, verb: usize) -> bool {
    let adverb = |at: usize| scene.words[at].lower.ends_with("ly") || scene.words[at].is(&["also", "then", "later"]);
    let before = (0..verb).rev().find(|&at| !adverb(at));
    before.is_some_and(|before| scene.words[before].quotation.is_none() && scene.words[before].is(&["and", "but"]))
}

/// "was told", "has been described".
pub(super) fn is_passive(scene: &Scene<'_>, verb: usize) -> bool {
    let before = &scene.words[verb.saturating_sub(2)..verb];
    !scene.words[verb].lower.ends_with("ing")
        && before.iter().any(|word| word.quotation.is_none() && word.is(&["was", "were", "been", "is", "are", "being", "be"]))
}

/// The first noun for a speaker behind `from`: "by the police".
pub(super) fn noun_behind(scene: &Scene<'_>, from: usize, lexicon: &Lexicon) -> Option<Span> {
    let reach = from + 1..scene.words.len().min(from + 6);
    let inside = |at: &usize| scene.words[*at].is_word() && scene.words[*at].quotation.is_none() && scene.words[*at].name.is_none();
    let last = reach.take_while(inside).find(|&at| phrase::is_actor(scene, at, lexicon))?;
    Some(scene.stretch(phrase::described_from(scene, last), last))
}

/// "in remarks", "remarks published by X", "a message posted on X": a noun, or a participle that tells where words stand, not who says them.
pub(super) fn describes_text(scene: &Scene<'_>, at: usize, lexicon: &Lexicon) -> bool {
    let noun = at.checked_sub(1).map(|before| &scene.words[before]);
    let noun = noun.is_some_and(|noun| noun.is_word() && noun.name.is_none() && !noun.is(&["and", "who", "he", "she", "they", "it"]));
    let preposition = at.checked_sub(1).is_some_and(|before| is_preposition(&scene.words[before].lower));
    if preposition && scene.words[at].lower.ends_with('s') {
        return true;
    }
    let follows = scene.words.get(at + 1).is_some_and(|next| next.is(&["by", "on", "to", "in"]));
    scene.words[at].is(&["published", "posted"])
        && noun
        && follows
        && !is_passive(scene, at)
        && clause_subject(scene, at, lexicon).is_none()
}
