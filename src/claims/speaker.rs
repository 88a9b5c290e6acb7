//! Who speaks the words between quotation marks.
//!
//! In come a quotation and the sentences around it; out goes the likeliest of its candidates: names, pronouns with whom they may mean, people without a name, the last speakers, nobody.
//! What tells for a candidate are features with weights learnt from marked news (docs/actors.md); they stand in `data/speakers.tsv` and can be read.

mod antecedent;
mod candidate;
mod cues;
mod doer;
mod features;
pub mod learn;
mod meaning;
mod newcomer;
mod office;
mod part;
mod passage;
mod phrase;
mod place;
mod told;
mod weights;

pub(super) use candidate::Candidate;
pub(super) use candidate::all as candidates;
pub(super) use passage::{Passage, Scenes, Spoken};
pub(super) use phrase::{described_from as phrase_start, end as phrase_end, is_actor};
pub(super) use weights::Weights;

use std::sync::LazyLock;

use crate::base::Span;
use crate::mentions::{ChainIdx, Form, Mentions};

/// The words that name a speaker whose chain and printed words are known: the fullest form of the name, or a seat that stands for its government as printed ("White House").
pub fn speaker_name(chain: Option<ChainIdx>, words: Span, mentions: &Mentions) -> Option<Span> {
    let chain = mentions.chains.get(chain?)?;
    let first = mentions.names.partition_point(|name| name.span.start < words.start);
    let seat = mentions.names.get(first).is_some_and(|name| name.span == words && name.form == Form::Metonym);
    Some(if seat { words } else { chain.fullest })
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(Weights::built_in);

/// Whoever spoke a quotation, as the next one looks back at it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heard {
    /// The block of the quotation.
    pub block: usize,
    /// Whom the words belong to.
    pub candidate: Candidate,
}

/// The place of the likeliest candidate by the built-in weights.
pub(super) fn likeliest(passage: &Passage<'_, '_>, candidates: &[Candidate]) -> usize {
    let words = features::Words::of(passage);
    let scores: Vec<f32> = candidates
        .iter()
        .map(|candidate| {
            let mut score = 0.0;
            features::of(passage, &words, candidate, &mut |parts| score += WEIGHTS.of(parts));
            score
        })
        .collect();
    let speakers: Vec<Speaker> = candidates.iter().map(|candidate| (candidate.chain, candidate.words)).collect();
    best(&speakers, &scores)
}

/// How much better than nobody a speaker has to be: words given to the wrong person are worse than words without one.
/// Chosen by folds, so that at most one in six quotes of nobody is given to somebody (docs/actors.md).
const DOUBT: f32 = 0.33;

/// A chain and the words that lead to it.
type Speaker = (Option<ChainIdx>, Option<Span>);

/// The candidate with the greatest score, nobody standing first, among those of the likeliest speaker; readings that lead to one chain, or to the same words without one, count together.
fn best(speakers: &[Speaker], scores: &[f32]) -> usize {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let weight = |score: f32| (score - top).exp();
    let same = |one: &Speaker, other: &Speaker| if one.0.is_some() { one.0 == other.0 } else { one == other };
    let mut found = (0, f32::MIN, f32::MIN);
    for (at, (speaker, &score)) in speakers.iter().zip(scores).enumerate() {
        let together: f32 = speakers.iter().zip(scores).filter(|(other, _)| same(speaker, other)).map(|(_, &score)| weight(score)).sum();
        let together = if *speaker == (None, None) { together * DOUBT.exp() } else { together };
        if (together, score) > (found.1, found.2) {
            found = (at, together, score);
        }
    }
    found.0
}
