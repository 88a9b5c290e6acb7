//! Whom "he", "she", "they" and "the minister" may mean.

use crate::claims::scene::Scene;
use crate::claims::speaker::doer;
use crate::claims::speaker::passage::Scenes;
use crate::mentions::{ChainIdx, Form, Mention};
use crate::text::SentenceIdx;

/// Sentences before a pronoun in which its person is looked for.
const REACH: usize = 3;
/// Words of a sentence that are looked at, from its end.
const LONGEST: usize = 300;
/// Persons that one pronoun is tried with.
const MOST: usize = 4;

/// Somebody whom a pronoun or a noun may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Antecedent {
    pub chain: ChainIdx,
    /// Sentences between, 0 for the same.
    pub distance: usize,
    /// 0 for the first that is found on the way back.
    pub rank: usize,
    /// Named first in its sentence, free of prepositions and owners.
    pub subject: bool,
    /// Subject of a verb of saying.
    pub says: bool,
    /// Nobody else fits.
    pub only: bool,
    /// Named last of all that stand free.
    pub latest: bool,
}

/// Those named before `word` of sentence `idx` that `fits` takes: by sentence on the way back, within a sentence from its beginning.
pub fn before(scenes: &Scenes<'_>, idx: SentenceIdx, word: usize, fits: impl Fn(&Mention) -> bool) -> Vec<Antecedent> {
    let block = |idx: SentenceIdx| scenes.document.sentences.get(idx).map_or(0, |sentence| sentence.block);
    let mut found: Vec<Antecedent> = Vec::new();
    let mut latest = None;
    for distance in 0..=REACH.min(idx) {
        let Some(spoken) = scenes.at(idx - distance).filter(|_| block(idx - distance) + 1 >= block(idx)) else { break };
        let end = if distance == 0 { word } else { spoken.scene.words.len() };
        let mut first = true;
        let mut last_free = None;
        for at in end.saturating_sub(LONGEST)..end {
            let Some(mention) = starting(&spoken.scene, at).filter(|mention| fits(mention) && mention.form != Form::Adjective) else {
                continue;
            };
            let says = spoken.cues.iter().any(|cue| doer::doing(cue).is_some_and(|doer| doer.overlaps(mention.span)));
            let free = says || !spoken.scene.is_oblique(at) && !spoken.scene.is_possessive(at);
            let subject = first && free;
            first &= !free;
            last_free = if free { Some(mention.chain) } else { last_free };
            if found.iter().all(|known| known.chain != mention.chain) {
                found.push(Antecedent { chain: mention.chain, distance, rank: found.len(), subject, says, only: false, latest: false });
            }
        }
        latest = latest.or(last_free);
        if found.len() >= MOST {
            break;
        }
    }
    found.truncate(MOST);
    found.iter_mut().for_each(|who| who.latest = Some(who.chain) == latest);
    if let [one] = found.as_mut_slice() {
        one.only = true;
    }
    found
}

/// The mention that begins at a word outside quotations.
fn starting<'a>(scene: &Scene<'a>, at: usize) -> Option<&'a Mention> {
    let begins = scene.words[at].quotation.is_none() && scene.first_word(at) == at;
    scene.mention(at).filter(|_| begins)
}
