//! What the choice of speakers sees, for the program that learns its weights.

use super::features::Words;
use super::passage::Scenes;
use super::{Candidate, features};
use crate::base::Span;
use crate::claims::quote;
use crate::lexicon::Lexicon;
use crate::mentions::{ChainIdx, Mentions};
use crate::text::Document;

/// One who may have spoken a quotation.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The chain, when the words lead to one.
    pub chain: Option<ChainIdx>,
    /// The words as printed; `None` for nobody.
    pub words: Option<Span>,
    /// How the words lead to the speaker, as features name it.
    pub reading: &'static str,
    /// Names of all features.
    pub features: Vec<String>,
}

/// Goes through the quotations of a document. `choose` is given the words of each and all who may have spoken them, and tells whose they are; later quotations look back at that.
pub fn read(document: &Document, mentions: &Mentions, lexicon: &Lexicon, mut choose: impl FnMut(Span, &[Choice]) -> usize) {
    let scenes = Scenes::new(document, mentions, lexicon);
    quote::direct(&scenes, &mut |passage, candidates| {
        let words = Words::of(passage);
        let choice = |candidate: &Candidate| {
            let mut names = Vec::new();
            features::of(passage, &words, candidate, &mut |parts| names.push(parts.iter().map(|part| part.text).collect()));
            Choice { chain: candidate.chain, words: candidate.words, reading: candidate.reading.word(), features: names }
        };
        let choices: Vec<Choice> = candidates.iter().map(choice).collect();
        choose(passage.quotation.words, &choices)
    });
}

/// The place of the likeliest choice, given the sum of each one's weights.
pub fn likeliest(choices: &[Choice], scores: &[f32]) -> usize {
    let speakers: Vec<super::Speaker> = choices.iter().map(|choice| (choice.chain, choice.words)).collect();
    super::best(&speakers, scores)
}
