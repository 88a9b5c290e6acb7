//! Whom the verbs of saying beside a quotation make its speaker.

use std::ops::Range;

use super::cues::Cue;
use super::passage::{Passage, Spoken};
use crate::base::Span;
use crate::claims::scene::Scene;

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
    pub near: bool,
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

    /// What stands on either side: `n` a doer near the quotation, `f` one further away, `-` none.
    pub fn name(&self) -> &'static str {
        const NAMES: [[&str; 3]; 3] = [["--", "-n", "-f"], ["n-", "nn", "nf"], ["f-", "fn", "ff"]];
        let side = |doer: &Option<Doer>| doer.as_ref().map_or(0, |doer| if doer.near { 1 } else { 2 });
        NAMES[side(&self.before)][side(&self.behind)]
    }

    /// `b` the doer of the verb before the quotation, `a` of the one behind it, `-` of neither.
    pub fn place(&self, words: Span) -> &'static str {
        let is = |doer: &Option<Doer>| doer.as_ref().is_some_and(|doer| doer.words.overlaps(words));
        match () {
            () if is(&self.before) => "b",
            () if is(&self.behind) => "a",
            () => "-",
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
