//! Who says which words: direct quotes with their speakers, and reported speech.

use super::Quote;
use super::scene::{Scene, Word};
use super::subject::{self, Subject};
use crate::base::Span;
use crate::lexicon::{Lexicon, SayingVerb};
use crate::mentions::{Form, Mentions};
use crate::text::{Document, Shape};

/// A cue of saying in a sentence and whom it gives the words to.
#[derive(Clone, Copy)]
struct Attribution {
    cue: Span,
    speaker: Subject,
}

/// Every quotation of the document with its speaker, and the reported speech of named speakers, in order.
pub(super) fn read(document: &Document, mentions: &Mentions, lexicon: &Lexicon) -> Vec<Quote> {
    let mut reader = Reader { document, mentions, lexicon, quotes: Vec::new(), last: None, utterance: 0 };
    for idx in 0..document.sentences.len() {
        reader.sentence(idx);
    }
    reader.quotes.sort_by_key(|quote| quote.words);
    reader.quotes
}

struct Reader<'a> {
    document: &'a Document,
    mentions: &'a Mentions,
    lexicon: &'a Lexicon,
    quotes: Vec<Quote>,
    /// The last attributed quote, with the block it stands in: a quote without any cue after it goes on.
    last: Option<(usize, Attribution)>,
    utterance: u32,
}

impl Reader<'_> {
    fn sentence(&mut self, idx: usize) {
        let sentence = &self.document.sentences[idx];
        let block = sentence.block;
        if !self.document.is_running(idx) {
            return;
        }
        let scene = Scene::new(self.document, self.mentions, idx);
        let starting: Vec<usize> = self.starting_in(sentence.span);
        let first_new = self.quotes.len();
        for &at in &starting {
            self.direct(&scene, at, block);
        }
        let spoken = self.quotes[first_new..].iter().any(|quote| quote.speaker.is_some());
        if !spoken && starting.is_empty() {
            self.reported(&scene);
        }
    }

    /// Outer quotations whose opening mark stands in the sentence.
    fn starting_in(&self, sentence: Span) -> Vec<usize> {
        let all = &self.document.quotations;
        let first = all.partition_point(|quotation| quotation.whole.start < sentence.start);
        (first..all.len()).take_while(|&at| all[at].whole.start < sentence.end).filter(|&at| all[at].depth == 0).collect()
    }

    fn direct(&mut self, scene: &Scene<'_>, at: usize, block: usize) {
        let quotation = self.document.quotations[at];
        if quotation.words.is_empty() {
            return;
        }
        let own = self.attribution(scene, quotation.whole);
        let (found, goes_on) = match own {
            Some(found) => (Some(found), self.continues(scene, quotation.whole, found)),
            None if self.stands_alone(scene, quotation.whole) => (self.carried(scene, block), true),
            None => (None, false),
        };
        if !goes_on || found.is_none() {
            self.utterance += 1;
        }
        if let Some(found) = found {
            self.last = Some((block, found));
        }
        self.push(scene, quotation.words, found, true);
    }

    /// The speaker of the paragraph's last quote, or the one a following sentence of attribution names.
    fn carried(&self, scene: &Scene<'_>, block: usize) -> Option<Attribution> {
        self.last.filter(|(last, _)| *last == block).map(|(_, found)| found).or_else(|| self.announced(scene))
    }

    /// "The mediator, X, was blunt. “…”": a sentence before that has a person as its only actor and a colon or verb of saying.
    fn announced(&self, scene: &Scene<'_>) -> Option<Attribution> {
        let before = scene.idx.checked_sub(1)?;
        let (this, previous) = (&self.document.sentences[scene.idx], &self.document.sentences[before]);
        if this.block.abs_diff(previous.block) > 1 {
            return None;
        }
        let ends_in_colon = previous.span.of(self.document.article.body()).trim_end().ends_with(':');
        let earlier = Scene::new(self.document, self.mentions, before);
        let cue = (0..earlier.words.len()).rev().find(|&at| self.is_cue(&earlier, at))?;
        (ends_in_colon || this.block == previous.block)
            .then(|| subject::before(&earlier, cue))
            .flatten()
            .map(|speaker| Attribution { cue: earlier.words[cue].span, speaker })
    }

    /// Whether nothing but the quotation stands in the sentence.
    fn stands_alone(&self, scene: &Scene<'_>, whole: Span) -> bool {
        scene.words.iter().all(|word| whole.overlaps(word.span) || word.quotation.is_some() || !word.is_word())
    }

    /// An interrupted quote: the same cue serves the part before and the part after it.
    fn continues(&self, scene: &Scene<'_>, whole: Span, found: Attribution) -> bool {
        self.quotes.last().is_some_and(|last| {
            last.direct
                && last.cue == Some(found.cue)
                && last.sentence == scene.idx
                && last.words.end <= found.cue.start
                && found.cue.end <= whole.start
        })
    }

    fn attribution(&self, scene: &Scene<'_>, whole: Span) -> Option<Attribution> {
        let first = scene.words.iter().position(|word| whole.contains(word.span))?;
        let last = scene.words.iter().rposition(|word| whole.contains(word.span))?;
        self.after(scene, last).or_else(|| self.before(scene, first)).or_else(|| self.next_sentence(scene, last))
    }

    /// "…," X said / said X / X, who …, said / according to X: the words behind the closing mark begin with the verb or with its subject.
    fn after(&self, scene: &Scene<'_>, last: usize) -> Option<Attribution> {
        let stop = (last + 1..scene.words.len()).find(|&at| scene.words[at].quotation.is_some()).unwrap_or(scene.words.len());
        if let Some(at) = (last + 1..stop.min(last + 4)).find(|&at| self.is_according(scene, at)) {
            return subject::following(scene, at + 1).map(|speaker| Attribution { cue: scene.stretch(at, at + 1), speaker });
        }
        let inner = scene.words[..=last].iter().rev().find(|word| word.shape != Shape::QuoteClose);
        let joint = scene.words.get(last + 1)?;
        let ends_like_speech =
            inner.is_some_and(|word| matches!(word.text, "," | "?" | "!" | "…")) || matches!(joint.text, "," | "—" | "–");
        let first = last + 1 + usize::from(!joint.is_word());
        if !ends_like_speech || first >= stop || !self.opens_attribution(scene, first) {
            return None;
        }
        let cue = (first..stop).take(16).find(|&at| self.is_cue(scene, at) && !scene.words[at].lower.ends_with("ing"))?;
        let speaker = subject::between(scene, first, cue).or_else(|| subject::following(scene, cue))?;
        Some(Attribution { cue: scene.words[cue].span, speaker })
    }

    /// Whether the word can begin "X said" or "said X".
    fn opens_attribution(&self, scene: &Scene<'_>, at: usize) -> bool {
        let word = &scene.words[at];
        let participle = word.lower.ends_with("ing");
        (self.is_cue(scene, at) && !participle)
            || scene.can_act(at)
            || scene.mention(at).is_some_and(|mention| mention.form == Form::Adjective)
            || word.role.is_some()
            || word.is(&["he", "she", "they", "it", "the", "a", "an", "one", "his", "her", "its", "their"])
            || (word.name.is_none() && self.lexicon.is_title_word(word.text))
    }

    /// X said: "…" / X called it "…" / described by X as "…".
    fn before(&self, scene: &Scene<'_>, first: usize) -> Option<Attribution> {
        let cue = (0..first).rev().find(|&at| self.is_cue(scene, at))?;
        if let Some(found) = self.passive(scene, cue, first) {
            return Some(found);
        }
        let speaker = subject::before(scene, cue)?;
        Some(Attribution { cue: scene.words[cue].span, speaker })
    }

    /// "described by the Kremlin as": the agent of a passive verb of saying.
    fn passive(&self, scene: &Scene<'_>, cue: usize, first: usize) -> Option<Attribution> {
        let by = (cue + 1..first.min(cue + 4)).find(|&at| scene.words[at].is(&["by"]))?;
        subject::following(scene, by).map(|speaker| Attribution { cue: scene.words[cue].span, speaker })
    }

    /// "…" A sentence later: He said this in a letter. Only when the quotation fills its sentence and ends with a comma.
    fn next_sentence(&self, scene: &Scene<'_>, last: usize) -> Option<Attribution> {
        let comma = scene.words[..=last].iter().rev().take(2).any(|word| word.text == ",");
        let next = scene.idx + 1;
        if !comma || self.document.sentences.get(next).is_none_or(|sentence| sentence.block != self.document.sentences[scene.idx].block) {
            return None;
        }
        let later = Scene::new(self.document, self.mentions, next);
        let cue = (0..later.words.len().min(10)).find(|&at| self.is_cue(&later, at))?;
        let speaker = subject::between(&later, 0, cue).or_else(|| subject::following(&later, cue))?;
        Some(Attribution { cue: later.words[cue].span, speaker })
    }

    fn is_cue(&self, scene: &Scene<'_>, at: usize) -> bool {
        let word = &scene.words[at];
        let verb =
            if word.is_word() && word.quotation.is_none() && word.name.is_none() { self.lexicon.is_saying_verb(&word.lower) } else { None };
        verb.is_some_and(|verb| !is_noun_use(scene, at, verb))
    }

    fn is_according(&self, scene: &Scene<'_>, at: usize) -> bool {
        scene.words[at].is(&["according"]) && scene.words.get(at + 1).is_some_and(|next| next.is(&["to"]))
    }

    /// Speech without marks: "X said that …", "…, according to X".
    fn reported(&mut self, scene: &Scene<'_>) {
        if let Some(at) = (0..scene.words.len()).find(|&at| self.is_according(scene, at)) {
            self.reported_according(scene, at);
            return;
        }
        let Some(cue) = (0..scene.words.len()).find(|&at| self.is_cue(scene, at) && self.reports(scene, at)) else { return };
        let Some(speaker) = subject::before(scene, cue).filter(|speaker| speaker.chain.is_some()) else { return };
        let Some(words) = clause_after(scene, cue) else { return };
        self.utterance += 1;
        self.push(scene, words, Some(Attribution { cue: scene.words[cue].span, speaker }), false);
    }

    /// Whether a clause that tells what was said follows: "said that", "told X that", "said the road was closed".
    fn reports(&self, scene: &Scene<'_>, cue: usize) -> bool {
        let near = &scene.words[cue + 1..scene.words.len().min(cue + 7)];
        let between = |word: &&Word<'_>| {
            word.name.is_some()
                || word.role.is_some()
                || word.time.is_some()
                || word.is(&["on", "the", "a", "reporters", "journalists", "parliament", "lawmakers"])
        };
        let that = near.iter().find(|word| !between(word)).is_some_and(|word| word.is(&["that"]));
        let bare = scene.words[cue].is(&["said", "says"])
            && near
                .first()
                .is_some_and(|word| !word.is(&["in", "of", "to", "on", "at", "by", "with", "as", "so", "it", "this"]) && word.is_word());
        that || bare
    }

    fn reported_according(&mut self, scene: &Scene<'_>, at: usize) {
        let Some(speaker) = subject::following(scene, at + 1) else { return };
        let Some(end) = (0..at).rev().find(|&word| scene.words[word].is_word() || scene.words[word].shape == Shape::Number) else { return };
        self.utterance += 1;
        self.push(scene, scene.stretch(0, end), Some(Attribution { cue: scene.stretch(at, at + 1), speaker }), false);
    }

    fn push(&mut self, scene: &Scene<'_>, words: Span, found: Option<Attribution>, direct: bool) {
        let (speaker, speaker_words) = found.map_or((None, None), |found| (found.speaker.chain, Some(found.speaker.words)));
        let time = said_when(scene, words, found.map(|found| found.cue));
        self.quotes.push(Quote {
            words,
            sentence: scene.idx,
            speaker,
            speaker_words,
            cue: found.map(|found| found.cue),
            direct,
            time,
            utterance: self.utterance,
        });
    }
}

/// The time that stands beside the verb of saying and outside the words said.
fn said_when(scene: &Scene<'_>, words: Span, cue: Option<Span>) -> Option<usize> {
    let cue = cue?;
    let at = scene.words.iter().position(|word| word.span.overlaps(cue))?;
    scene
        .words
        .iter()
        .enumerate()
        .filter(|(n, word)| word.time.is_some() && word.quotation.is_none() && !words.contains(word.span) && !is_attribute(scene, *n))
        .filter(|(near, _)| near.abs_diff(at) <= 6)
        .min_by_key(|(near, _)| near.abs_diff(at))
        .and_then(|(_, word)| word.time)
}

/// "the weekend meetings": a time that tells which meetings, not when something was said.
pub(super) fn is_attribute(scene: &Scene<'_>, at: usize) -> bool {
    let time = scene.words[at].time;
    let next = scene.words[at..].iter().find(|word| word.time != time);
    next.is_some_and(|next| {
        next.is_word()
            && next.name.is_none()
            && (next.lower.ends_with('s') || next.lower.ends_with("ing") || next.lower.ends_with("ion"))
            && !next.is(&["as", "is", "was", "has", "his", "its", "this", "saying", "adding"])
    })
}

/// "the statement says" against "in a statement": a verb of saying used as a noun.
fn is_noun_use(scene: &Scene<'_>, at: usize, verb: &SayingVerb) -> bool {
    let word = &scene.words[at];
    let Some(before) = at.checked_sub(1).map(|before| &scene.words[before]) else { return false };
    // "state television", "a report": the plain form is a verb only behind what takes one.
    if word.lower == verb.lemma {
        let takes_verb = before.is(&[
            "to", "will", "would", "could", "may", "might", "must", "can", "did", "does", "do", "not", "n't", "n’t", "they", "we", "i",
            "you", "who", "also", "and",
        ]);
        return !takes_verb && !before.lower.ends_with('s') && word.lower != "read";
    }
    let determined =
        before.is(&["a", "an", "the", "of", "his", "her", "its", "their", "no", "any", "this", "that"]) || before.shape == Shape::Clitic;
    determined && !word.lower.ends_with("ing") && word.lower != "said"
}

/// The clause that depends on a verb of saying: from behind it (and "that") to the sentence's end.
fn clause_after(scene: &Scene<'_>, cue: usize) -> Option<Span> {
    let mut from = cue + 1;
    while scene.words.get(from).is_some_and(|word| word.time.is_some() || word.is(&["on", "that", ",", ":"])) {
        from += 1;
    }
    let to = (from..scene.words.len()).rev().find(|&at| scene.words[at].is_word() || scene.words[at].shape == Shape::Number)?;
    let long_enough = to >= from + 3;
    long_enough.then(|| scene.stretch(from, to))
}
