//! Who says which words: direct quotes with their speakers, and reported speech.

use super::scene::Scene;
use super::speaker::{self, Candidate, Heard, Passage, Scenes, Spoken};
use super::subject::Subject;
use super::{Quote, reported};
use crate::base::Span;
use crate::lexicon::Lexicon;
use crate::mentions::{Mentions, NameKind};
use crate::text::{Document, Quotation, SentenceIdx};

/// Quotations that a later one looks back at.
const REMEMBERED: usize = 2;

/// Words that may stand between the halves of one quotation.
const CUT: usize = 24;
/// Words before "known as" in which the one who is known is named.
const NAMED: usize = 8;

/// A cue of saying in a sentence and whom it gives the words to.
#[derive(Clone, Copy)]
struct Attribution {
    cue: Option<Span>,
    speaker: Subject,
}

/// Every quotation of the document with its speaker, and the reported speech of named speakers, in order.
pub(super) fn read(document: &Document, mentions: &Mentions, lexicon: &Lexicon) -> Vec<Quote> {
    let scenes = Scenes::new(document, mentions, lexicon);
    let mut quotes = direct(&scenes, &mut speaker::likeliest);
    let spoken = quotes.last().map_or(0, |quote| quote.utterance);
    let unmarked = (0..document.sentences.len()).filter(|&idx| document.is_running(idx) && starting_in(document, idx).next().is_none());
    let reported = unmarked.filter_map(|idx| reported::read(scenes.at(idx)?, lexicon)).zip(spoken + 1..);
    quotes.extend(reported.map(|(quote, utterance)| Quote { utterance, ..quote }));
    quotes.sort_by_key(|quote| quote.words);
    quotes
}

/// Outer quotations whose opening mark stands in the sentence.
fn starting_in(document: &Document, idx: SentenceIdx) -> impl Iterator<Item = Quotation> {
    let sentence = document.sentences[idx].span;
    let first = document.quotations.partition_point(|quotation| quotation.whole.start < sentence.start);
    let rest = document.quotations[first..].iter().copied();
    rest.take_while(move |quotation| quotation.whole.start < sentence.end).filter(|quotation| quotation.depth == 0)
}

/// Every quotation with the speaker that `choose` picks from its candidates.
pub(super) fn direct<'a>(scenes: &Scenes<'a>, choose: &mut dyn FnMut(&Passage<'_, 'a>, &[Candidate]) -> usize) -> Vec<Quote> {
    let document = scenes.document;
    let mut heard: Vec<Heard> = Vec::new();
    let mut quotes: Vec<Quote> = Vec::new();
    let mut utterance = 0;
    for idx in (0..document.sentences.len()).filter(|&idx| document.is_running(idx)) {
        for quotation in starting_in(document, idx).filter(|quotation| !quotation.words.is_empty()) {
            let Some(passage) = Passage::new(scenes, quotation, &heard).filter(|passage| !is_name(passage)) else { continue };
            let mut candidates = speaker::candidates(&passage);
            let half = quotes.last().and_then(|last| cut_short(&passage, last));
            if let Some(between) = half.clone() {
                keep_speaker(&passage, &mut candidates, &between, quotes.last().is_some_and(|last| last.speaker_words.is_some()));
            }
            let chosen = candidates.get(choose(&passage, &candidates)).copied().filter(|candidate| candidate.words.is_some());
            // Words alone in their sentences go on with those before, when they are the same speaker's.
            let same = |last: &&Heard, candidate: &Candidate| candidate.chain.is_some() && last.candidate.chain == candidate.chain;
            let goes_on = |candidate: Candidate| heard.first().filter(|last| passage.stands_alone() && same(last, &candidate));
            let chosen = chosen.map(|candidate| goes_on(candidate).map_or(candidate, |last| last.candidate));
            let found = chosen.and_then(|chosen| attribution(&passage, &chosen, quotes.last()));
            let goes_on = found.is_some_and(|found| quotes.last().is_some_and(|last| continues(&passage, last, found)));
            if let Some(last) = quotes.last_mut().filter(|last| half.is_some() && last.speaker_words.is_none()) {
                *last = Quote { utterance: last.utterance, ..quote_of(last, found) };
            }
            let goes_on = goes_on || half.is_some() && found.is_some();
            utterance += u32::from(!goes_on);
            quotes.push(quote(&passage, found, utterance));
            let block = passage.block(idx);
            if let Some(candidate) = chosen {
                heard.retain(|known| known.candidate.chain.is_none() || known.candidate.chain != candidate.chain);
                heard.insert(0, Heard { block, candidate });
                heard.truncate(REMEMBERED);
            }
        }
    }
    quotes
}

/// "alias “Falcon”", "“Big Sam” to his men": a name, and nobody's words.
fn is_name(passage: &Passage<'_, '_>) -> bool {
    const SHORT: usize = 3;
    let words = passage.quotation.words.of(passage.scenes.document.body());
    let capital = |word: &str| word.starts_with(char::is_uppercase) || matches!(word, "the" | "de" | "la" | "el" | "al" | "of");
    if words.split_whitespace().count() > SHORT || !words.split_whitespace().all(capital) || words.ends_with([',', '.', '!', '?']) {
        return false;
    }
    let Some(scene) = passage.spoken(passage.opens).map(|spoken| &spoken.scene) else { return false };
    let before = |back: usize| passage.before().checked_sub(back).and_then(|at| scene.words.get(at));
    let is = |back: usize, words: &[&str]| before(back).is_some_and(|word| word.is(words));
    // A thing that is "known as “…”" is a term.
    let person = || {
        let near = passage.before().saturating_sub(NAMED)..passage.before();
        near.into_iter().any(|at| scene.mention(at).is_some_and(|mention| mention.kind == NameKind::Person))
    };
    let alias = is(1, &["alias", "aka", "a.k.a."])
        || is(1, &["guerre"]) && is(2, &["de"])
        || (is(1, &["nicknamed"]) || is(1, &["as"]) && is(2, &["known"])) && person();
    let behind = |ahead: usize, words: &[&str]| scene.words.get(passage.after() + ahead).is_some_and(|word| word.is(words));
    alias || behind(0, &["to"]) && behind(1, &["his", "her", "their"])
}

/// The chosen speaker with the cue that gives the words to it: its own verb nearest to the quotation; for whoever goes on speaking, the cue of before.
fn attribution(passage: &Passage<'_, '_>, chosen: &Candidate, last: Option<&Quote>) -> Option<Attribution> {
    let words = chosen.words?;
    let speaker = Subject { chain: chosen.chain, words };
    let before = last.filter(|last| last.speaker_words == Some(words)).and_then(|last| last.cue);
    let (idx, first, end) = chosen.place?;
    let own = passage.spoken(idx).and_then(|spoken| nearest_cue(spoken, passage.quotation.whole, spoken.scene.stretch(first, end)));
    Some(Attribution { cue: before.or(own), speaker })
}

fn nearest_cue(spoken: &Spoken<'_>, whole: Span, words: Span) -> Option<Span> {
    let gap = |one: Span, other: Span| if one.end <= other.start { other.start - one.end } else { one.start.saturating_sub(other.end) };
    let is = |span: Option<Span>| span.is_some_and(|span| span.overlaps(words));
    let tied = spoken.cues.iter().filter(|cue| is(cue.subject) || is(cue.follows)).min_by_key(|cue| gap(cue.span, whole));
    tied.or_else(|| spoken.cues.iter().min_by_key(|cue| gap(cue.span, words))).map(|cue| cue.span)
}

/// The words between the halves of a quotation that a verb of saying interrupts: "“…,” she says, “…”".
fn cut_short(passage: &Passage<'_, '_>, last: &Quote) -> Option<std::ops::Range<usize>> {
    let spoken = passage.spoken(passage.opens).filter(|_| last.sentence == passage.opens)?;
    let words = &spoken.scene.words;
    let end = passage.before().checked_sub(1)?;
    let first = words.partition_point(|word| word.span.start < last.words.end);
    let first = (first..end).find(|&at| words[at].quotation.is_none())?;
    let open = last.words.of(passage.scenes.document.body()).ends_with([',', '?', '!', '—', '–']);
    let first = if words[first].text == "," { first + 1 } else { first };
    let joined = open || words[first - 1].text == ",";
    let inner = words.get(first..end)?;
    let plain = inner.iter().all(|word| word.quotation.is_none() && !matches!(word.text, ";" | ":"));
    let doer = |words: Span| words.start >= last.words.end && words.end <= passage.quotation.whole.start;
    let mut cues = spoken.cues.iter().filter(|cue| (first..end).contains(&cue.at));
    let says = cues.next().is_some_and(|cue| cue.subject.or(cue.follows).is_some_and(doer)) && cues.next().is_none();
    let opener = inner.first().is_none_or(|word| word.is(&["and", "but", "while", "then"]));
    (joined && plain && says && !opener && inner.len() <= CUT && words[end].text == ",").then_some(first..end)
}

/// The halves of one quotation have one speaker: the one of the first half, or, where it has none, somebody of the words between.
fn keep_speaker(passage: &Passage<'_, '_>, candidates: &mut Vec<Candidate>, between: &std::ops::Range<usize>, known: bool) {
    let heard = passage.heard.first().filter(|_| known).map(|heard| heard.candidate);
    let same = |candidate: &Candidate| match heard {
        Some(heard) if heard.chain.is_some() => candidate.chain == heard.chain,
        Some(heard) => candidate.words == heard.words,
        None => candidate.place.is_none_or(|(idx, first, _)| idx == passage.opens && between.contains(&first)),
    };
    if candidates.iter().any(|candidate| candidate.words.is_some() && same(candidate)) {
        candidates.retain(|candidate| same(candidate) && (heard.is_none() || candidate.words.is_some()));
    }
}

/// Whether a quotation goes on with the one before: interrupted by its cue, or alone in its sentence behind it.
fn continues(passage: &Passage<'_, '_>, last: &Quote, found: Attribution) -> bool {
    let whole = passage.quotation.whole;
    let interrupted = last.cue == found.cue
        && last.sentence == passage.opens
        && found.cue.is_some_and(|cue| last.words.end <= cue.start && cue.end <= whole.start);
    let same = last.speaker_words == Some(found.speaker.words) && passage.block(last.sentence) == passage.block(passage.opens);
    interrupted || (same && passage.stands_alone())
}

/// A quote with another attribution.
fn quote_of(quote: &Quote, found: Option<Attribution>) -> Quote {
    Quote {
        speaker: found.and_then(|found| found.speaker.chain),
        speaker_words: found.map(|found| found.speaker.words),
        cue: found.and_then(|found| found.cue),
        ..*quote
    }
}

fn quote(passage: &Passage<'_, '_>, found: Option<Attribution>, utterance: u32) -> Quote {
    let words = passage.quotation.words;
    let scene = passage.spoken(passage.opens).map(|spoken| &spoken.scene);
    let cue = found.and_then(|found| found.cue);
    Quote {
        words,
        sentence: passage.opens,
        speaker: found.and_then(|found| found.speaker.chain),
        speaker_words: found.map(|found| found.speaker.words),
        cue,
        direct: true,
        time: scene.and_then(|scene| said_when(scene, words, cue)),
        utterance,
    }
}

/// The time that stands beside the verb of saying and outside the words said.
pub(super) fn said_when(scene: &Scene<'_>, words: Span, cue: Option<Span>) -> Option<usize> {
    let cue = cue?;
    let at = scene.words.iter().position(|word| word.span.overlaps(cue))?;
    let participle = scene.words[at].lower.ends_with("ing");
    // "talks on Saturday, with X saying “…”": the day of the clause before is not that of the words.
    let own = if participle { super::clause::around(scene, at) } else { 0..scene.words.len() };
    let beside = |at: usize, reach: usize, inside: &std::ops::Range<usize>| {
        let times = scene.words.iter().enumerate().filter(|(n, word)| {
            word.time.is_some()
                && word.quotation.is_none()
                && !words.contains(word.span)
                && !is_attribute(scene, *n)
                && !is_background(scene, *n, at)
        });
        let near = times.filter(|(near, _)| inside.contains(near) && near.abs_diff(at) <= reach);
        near.min_by_key(|(near, _)| near.abs_diff(at)).and_then(|(_, word)| word.time)
    };
    // "X said on Wednesday that …, adding “…”": the participle shares the day of the verb before it.
    let main = || {
        let says = |word: usize| {
            scene.words[word].is(&["said", "told", "says", "announced", "wrote", "warned"]) && scene.words[word].quotation.is_none()
        };
        (0..scene.words.len()).find(|&word| participle && says(word)).and_then(|word| beside(word, 3, &(0..scene.words.len())))
    };
    beside(at, 6, &own).or_else(main)
}

/// "The general, who led troops in 2000, | said", "Asked why he left on Saturday, X | said": a time of what else is told of the speaker.
fn is_background(scene: &Scene<'_>, time: usize, cue: usize) -> bool {
    let comma = |at: usize| scene.words[at].text == "," && scene.words[at].quotation.is_none();
    let opens = |at: usize| scene.words[at].is(&["who", "whose", "which", "where", "asked", "when"]);
    let rounded = time < cue && (time..cue).any(comma);
    rounded && (0..time).rev().take_while(|&at| !comma(at)).any(opens)
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
