//! People whom nobody names, where the words bring them in: "an official of the harbour … he", "Ruritania's minister … the minister".

use super::doer;
use super::office::Office;
use super::passage::{Scenes, Spoken};
use super::phrase;
use crate::base::Span;
use crate::claims::scene::{Scene, is_preposition};
use crate::mentions::{ChainIdx, Form, Mention, NameKind};
use crate::text::SentenceIdx;

/// Sentences before a pronoun or a noun in which its person is brought in.
const REACH: usize = 2;

/// Somebody brought in without a name.
#[derive(Clone, Copy, Debug)]
pub struct Newcomer {
    /// The words that tell who it is.
    pub words: Span,
    /// The chain, where the mentions room made one of the office.
    pub chain: Option<ChainIdx>,
}

/// The one without a name of whom the words before "he" or "she" told last; nobody when that was one with a name that `fits`.
pub fn before_pronoun(scenes: &Scenes<'_>, idx: SentenceIdx, at: usize, fits: impl Fn(&Mention) -> bool) -> Option<Newcomer> {
    for distance in 0..=REACH.min(idx) {
        let spoken = scenes.at(idx - distance).filter(|_| block(scenes, idx - distance) == block(scenes, idx))?;
        let end = if distance == 0 { at } else { spoken.scene.words.len() };
        match topic(scenes, spoken, end, &fits) {
            Topic::Newcomer(words) => return Some(Newcomer { words, chain: None }),
            Topic::Named => return None,
            Topic::Open => {}
        }
    }
    None
}

/// "a Western diplomat", "Ruritania's minister" for "the diplomat", "the minister" at `at`: the last that can be meant in this sentence or the two before.
pub fn before_noun(scenes: &Scenes<'_>, idx: SentenceIdx, at: usize, office: &Office) -> Option<Newcomer> {
    (0..=REACH.min(idx)).filter_map(|distance| scenes.at(idx - distance)).find_map(|spoken| {
        let scene = &spoken.scene;
        let end = if scene.idx == idx { at } else { scene.words.len() };
        (0..end).rev().find_map(|noun| introduced(scenes, scene, noun, office))
    })
}

fn introduced(scenes: &Scenes<'_>, scene: &Scene<'_>, noun: usize, office: &Office) -> Option<Newcomer> {
    let word = &scene.words[noun];
    let mention = scene.mention(noun);
    if word.quotation.is_some() || word.lower != office.head || mention.is_some_and(|mention| mention.form != Form::Office) {
        return None;
    }
    let beside = word.role.and_then(|role| scene.mentions.names.get(scene.mentions.roles.get(role)?.name));
    if beside.is_some_and(|name| name.sentence == scene.idx) {
        return None;
    }
    let start = phrase::described_from(scene, noun);
    let owned = (start..noun).any(|at| phrase::is_clitic(scene, at));
    let end = phrase::with_complement(scene, noun, scenes.lexicon);
    // "the governor of Graz, X": whose office it is stands behind it.
    let holder = if end > noun { named_behind(scene, end) } else { None };
    let new = scene.words[start].is(&["a", "an", "one"]) || owned || holder.is_some();
    let chain = holder.or(mention).map(|mention| mention.chain);
    let words = holder.map_or_else(|| scene.stretch(start, end), |holder| holder.span);
    (new && office.agrees(&Office::of(scene, start, noun, scenes.lexicon))).then_some(Newcomer { words, chain })
}

/// The person named between commas behind a noun phrase.
fn named_behind<'a>(scene: &Scene<'a>, end: usize) -> Option<&'a Mention> {
    let comma = |at: usize| scene.words.get(at).is_some_and(|word| word.text == ",");
    let person = scene.mention(end + 2).filter(|mention| mention.kind == NameKind::Person && mention.form == Form::Name)?;
    (comma(end + 1) && comma(scene.last_word(end + 2) + 1)).then_some(person)
}

/// Of whom a sentence tells.
enum Topic {
    /// Somebody without a name.
    Newcomer(Span),
    /// Somebody with one.
    Named,
    /// Whoever was told of before, or nobody.
    Open,
}

/// Whoever says something in the words up to `end`, else the first that hangs on nothing.
fn topic(scenes: &Scenes<'_>, spoken: &Spoken<'_>, end: usize, fits: &impl Fn(&Mention) -> bool) -> Topic {
    let scene = &spoken.scene;
    let limit = scene.words.get(end).map_or(u32::MAX, |word| word.span.start);
    let said = spoken.cues.iter().filter(|cue| cue.at < end).filter_map(doer::doing).rfind(|words| words.end <= limit);
    if let Some(last) = said.and_then(|words| (0..end).rfind(|&at| words.overlaps(scene.words[at].span))) {
        return whoever(scenes, scene, last);
    }
    let actor =
        |at: &usize| phrase::is_actor(scene, *at, scenes.lexicon) && !phrase::is_oblique(scene, *at) && !phrase::is_clitic(scene, at + 1);
    let mut actors = (0..end).filter(actor);
    let Some(first) = actors.next() else { return Topic::Open };
    let named =
        |at: usize| scene.mention(at).is_some_and(|mention| mention.kind == NameKind::Person && fits(mention)) && !is_second(scene, at);
    match whoever(scenes, scene, first) {
        Topic::Newcomer(_) if actors.any(named) => Topic::Named,
        topic => topic,
    }
}

/// "for the guards Berg and | Rehn": the second of two whose first the mentions room took for something else.
fn is_second(scene: &Scene<'_>, word: usize) -> bool {
    let capital = |at: &usize| scene.words[*at].is_word() && scene.words[*at].text.starts_with(char::is_uppercase);
    let and = scene.phrase_start(word).checked_sub(1).filter(|&and| scene.words[and].is(&["and"]));
    let Some(first) = and.and_then(|and| (0..and).rev().take_while(capital).last()) else { return false };
    first.checked_sub(1).is_some_and(|before| is_preposition(&scene.words[before].lower))
}

fn whoever(scenes: &Scenes<'_>, scene: &Scene<'_>, last: usize) -> Topic {
    match scene.mention(last) {
        Some(mention) if mention.kind == NameKind::Person => Topic::Named,
        Some(_) => Topic::Open,
        None => one_of(scenes, scene, last).or_else(|| somebody(scenes, scene, last)).map_or(Topic::Open, Topic::Newcomer),
    }
}

/// "one of the diplomats".
fn one_of(scenes: &Scenes<'_>, scene: &Scene<'_>, last: usize) -> Option<Span> {
    let of = scene.words.get(last + 1).is_some_and(|next| next.is(&["of"]));
    let end = phrase::with_complement(scene, last, scenes.lexicon);
    (scene.words[last].is(&["one", "another"]) && of && end > last + 1).then(|| scene.stretch(last, end))
}

fn somebody(scenes: &Scenes<'_>, scene: &Scene<'_>, last: usize) -> Option<Span> {
    let start = phrase::described_from(scene, last);
    let end = phrase::with_complement(scene, last, scenes.lexicon);
    let new = scene.words[start].is(&["a", "an", "another"]);
    // "The northern commander" is brought in, "the commander" was told of before.
    let definite = scene.words[start].is(&["the"]) && (last > start + 1 || end > last);
    let known = || {
        let office = Office::of(scene, start, last, scenes.lexicon);
        scenes.told().by_role(&office.head).iter().any(|&chain| scenes.told().can_hold(chain, &office, scenes.lexicon))
    };
    (phrase::is_somebody(scene, last, scenes.lexicon) && (new || definite && !known())).then(|| scene.stretch(start, end))
}

fn block(scenes: &Scenes<'_>, idx: SentenceIdx) -> usize {
    scenes.document.sentences.get(idx).map_or(0, |sentence| sentence.block)
}
