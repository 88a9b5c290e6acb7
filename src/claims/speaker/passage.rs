//! A quotation with the sentences around it, and the verbs of saying in them.

use std::cell::OnceCell;
use std::cmp::Ordering;
use std::ops::{Range, RangeInclusive};

use super::Heard;
use super::candidate::is_head;
use super::doer;
use super::phrase;
use super::told::Told;
use crate::base::Span;
use crate::claims::cue;
use crate::claims::scene::Scene;
use crate::claims::subject::{self, Subject};
use crate::lexicon::Lexicon;
use crate::mentions::Mentions;
use crate::text::{Document, Quotation, SentenceIdx};

/// Words of a sentence on either side of a quotation in which its speaker may be named.
const NEAR: usize = 150;
/// Words beyond which a line is a table or a list rather than a sentence, and nobody speaks in it.
const SENTENCE: usize = 1000;
/// Sentences before a quotation in which its speaker may be named.
const REACH: usize = 3;

/// A sentence with its verbs of saying.
pub(in crate::claims) struct Spoken<'a> {
    pub scene: Scene<'a>,
    pub cues: Vec<Cue>,
}

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
}

/// The sentences of a document, each read when it is first asked for.
pub(in crate::claims) struct Scenes<'a> {
    pub document: &'a Document,
    pub mentions: &'a Mentions,
    pub lexicon: &'a Lexicon,
    read: Vec<OnceCell<Spoken<'a>>>,
    told: OnceCell<Told>,
}

impl<'a> Scenes<'a> {
    pub fn new(document: &'a Document, mentions: &'a Mentions, lexicon: &'a Lexicon) -> Self {
        let read = (0..document.sentences.len()).map(|_| OnceCell::new()).collect();
        Self { document, mentions, lexicon, read, told: OnceCell::new() }
    }

    /// What the article tells about its chains.
    pub fn told(&self) -> &Told {
        self.told.get_or_init(|| Told::new(self.document, self.mentions, self.lexicon))
    }

    pub fn at(&self, idx: SentenceIdx) -> Option<&Spoken<'a>> {
        let cell = self.read.get(idx)?;
        Some(cell.get_or_init(|| {
            let scene = Scene::new(self.document, self.mentions, idx);
            let cues = cues(&scene, self.lexicon);
            Spoken { scene, cues }
        }))
    }
}

fn cues(scene: &Scene<'_>, lexicon: &Lexicon) -> Vec<Cue> {
    if scene.words.len() > SENTENCE {
        return Vec::new();
    }
    let according = |at: usize| cue::is_according(scene, at);
    (0..scene.words.len())
        .filter(|&at| !doer::describes_text(scene, at, lexicon))
        .filter(|&at| according(at) || (cue::is_cue(scene, at, lexicon) && !cue::is_plain_form(scene, at, lexicon)))
        .map(|at| {
            let last = if according(at) { at + 1 } else { at };
            let after_quote = (0..at).rev().find(|&word| scene.words[word].quotation.is_some()).map_or(0, |word| word + 1);
            let participle = scene.words[at].lower.ends_with("ing") && !(at > 0 && scene.words[at - 1].is(&["as"]));
            let outside = (at + 1..scene.words.len()).filter(|&word| scene.words[word].quotation.is_none()).take(4);
            let by =
                outside.take_while(|&word| !matches!(scene.words[word].text, "," | ";" | ":")).find(|&word| scene.words[word].is(&["by"]));
            let clause = doer::clause_subject(scene, at, lexicon);
            let passive = by.is_some() && !according(at) && (clause.is_none() || doer::is_passive(scene, at));
            let joined = doer::is_joined(scene, at);
            let left = || {
                clause.or_else(|| {
                    // "A met B, saying": the main clause's subject; "quotes B as saying": the nearest.
                    let found = if participle || joined {
                        opening(scene, at, lexicon).or_else(|| subject::before(scene, at))
                    } else {
                        subject::between(scene, after_quote, at).or_else(|| subject::between(scene, 0, at))
                    };
                    found.map(|found| found.words)
                })
            };
            let last_word = by.filter(|_| passive).unwrap_or(last);
            let behind = || {
                let found = subject::following(scene, last_word).map(|found| found.words);
                found.or_else(|| doer::noun_behind(scene, last_word, lexicon)).map(|words| headed(scene, words))
            };
            let doer = || left().map(|words| headed(scene, words));
            // "according to X" and "as X put it" stand aside of the clause.
            let put = cue::puts_it(scene, at);
            let aside = according(at) || put;
            Cue {
                at,
                aside,
                passive,
                agentless: !passive && !aside && doer::is_passive(scene, at),
                span: scene.stretch(at, last),
                subject: if aside { None } else { doer() },
                follows: if put {
                    doer()
                } else if joined && !passive && !aside {
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
                || (!named && !beside && is_head(&word.lower, lexicon) && free(at) && !phrase::is_oblique(scene, at)))
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

/// A quotation as its speaker is looked for.
pub(in crate::claims) struct Passage<'p, 'a> {
    pub scenes: &'p Scenes<'a>,
    pub quotation: Quotation,
    /// The sentence that holds the opening mark.
    pub opens: SentenceIdx,
    /// The sentence that holds the closing mark.
    pub closes: SentenceIdx,
    /// Whoever spoke the quotations before, last first.
    pub heard: &'p [Heard],
}

impl<'p, 'a> Passage<'p, 'a> {
    /// The passage of a quotation; `None` for one that lies in no sentence.
    pub fn new(scenes: &'p Scenes<'a>, quotation: Quotation, heard: &'p [Heard]) -> Option<Self> {
        let opens = scenes.document.sentence_at(quotation.whole.start)?;
        let closes = scenes.document.sentence_at(quotation.whole.end.saturating_sub(1)).unwrap_or(opens).max(opens);
        Some(Self { scenes, quotation, opens, closes, heard })
    }

    pub fn spoken(&self, idx: SentenceIdx) -> Option<&'p Spoken<'a>> {
        self.scenes.at(idx)
    }

    pub fn block(&self, idx: SentenceIdx) -> usize {
        self.scenes.document.sentences.get(idx).map_or(0, |sentence| sentence.block)
    }

    /// The sentences in which the speaker may be named: those of the quotation, three before and one behind.
    pub fn sentences(&self) -> impl Iterator<Item = SentenceIdx> {
        let (first, last) = (self.block(self.opens).saturating_sub(2), self.block(self.closes));
        let reach: RangeInclusive<usize> = self.opens.saturating_sub(REACH)..=self.closes + 1;
        reach.filter(move |&idx| {
            let inside = idx > self.opens && idx < self.closes;
            idx < self.scenes.document.sentences.len() && !inside && (first..=last).contains(&self.block(idx))
        })
    }

    /// The first word behind the closing mark, in the closing sentence.
    pub fn after(&self) -> usize {
        let scene = self.spoken(self.closes).map(|spoken| &spoken.scene);
        scene.map_or(0, |scene| scene.words.partition_point(|word| word.span.start < self.quotation.whole.end))
    }

    /// The number of words before the opening mark, in the opening sentence.
    pub fn before(&self) -> usize {
        let scene = self.spoken(self.opens).map(|spoken| &spoken.scene);
        scene.map_or(0, |scene| scene.words.partition_point(|word| word.span.start < self.quotation.whole.start))
    }

    /// The words of one of its sentences that lie near enough to the quotation.
    pub fn near(&self, idx: SentenceIdx) -> Range<usize> {
        let n_words = self.spoken(idx).map_or(0, |spoken| spoken.scene.words.len());
        let from = match idx.cmp(&self.opens) {
            Ordering::Less => n_words,
            Ordering::Equal => self.before(),
            Ordering::Greater => 0,
        };
        let to = match idx.cmp(&self.closes) {
            Ordering::Less => n_words,
            Ordering::Equal => self.after(),
            Ordering::Greater => 0,
        };
        from.saturating_sub(NEAR)..(to + NEAR).min(n_words)
    }

    /// Whether nothing but quotations stands in its sentences.
    pub fn stands_alone(&self) -> bool {
        [self.opens, self.closes].into_iter().filter_map(|idx| self.spoken(idx)).all(|spoken| {
            spoken.scene.words.iter().all(|word| self.quotation.whole.overlaps(word.span) || word.quotation.is_some() || !word.is_word())
        })
    }
}
