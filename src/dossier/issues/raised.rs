//! Where an article puts something in question: what somebody takes a position on, and what is talked, agreed or quarrelled about.

use std::ops::Range;

use super::phrase::Phrase;
use super::words::Text;
use crate::claims::{Attitude, Stance};
use crate::dossier::actors::Roster;
use crate::dossier::{ActorId, Reading};
use crate::lexicon::Lexicon;
use crate::text::SentenceIdx;

/// Tokens of a position that are looked at; what it is about stands near its verb.
const REACH: usize = 22;
/// Tokens behind "talks on".
const NEAR: usize = 12;

/// Phrases that stand in question together.
pub(super) struct Raised {
    pub sentence: SentenceIdx,
    /// Who takes which position, where it is one.
    pub stance: Option<(ActorId, Attitude)>,
    pub phrases: Vec<Phrase>,
}

/// Everything that one article raises.
pub(super) fn by(reading: &Reading, roster: &Roster, lexicon: &Lexicon) -> Vec<Raised> {
    let text = Text { document: &reading.document, mentions: &reading.mentions, lexicon };
    let actor = |stance: &Stance| roster.of(reading.article().id, stance.actor);
    let stances = reading.claims.stances.iter();
    let mut all: Vec<Raised> = stances.filter_map(|stance| Some(position(text, stance, actor(stance)?))).collect();
    let running = (0..reading.document.sentences.len()).filter(|&idx| reading.document.is_running(idx));
    all.extend(running.flat_map(|idx| topics(text, idx)));
    all
}

fn position(text: Text<'_>, stance: &Stance, actor: ActorId) -> Raised {
    let tokens = &text.document.tokens;
    let start = tokens.partition_point(|token| token.span.start < stance.words.start);
    let end = tokens.partition_point(|token| token.span.start < stance.words.end).min(start + REACH);
    let end = (start + 1..end).find(|&at| turns(text.document.word(at))).unwrap_or(end);
    Raised { sentence: stance.sentence, stance: Some((actor, stance.attitude)), phrases: text.phrases(start..end) }
}

/// Words behind which a position tells its reasons and circumstances.
fn turns(word: &str) -> bool {
    matches!(
        word,
        ";" | "—"
            | "because"
            | "after"
            | "before"
            | "while"
            | "when"
            | "where"
            | "which"
            | "who"
            | "whose"
            | "since"
            | "until"
            | "although"
            | "though"
            | "unless"
            | "whereas"
            | "saying"
            | "adding"
            | "if"
            | "as"
    )
}

/// "talks on X and Y", "the question of X", "agreed on X", "discussed X".
fn topics(text: Text<'_>, idx: SentenceIdx) -> impl Iterator<Item = Raised> {
    let document = text.document;
    let Range { start, end } = document.sentences[idx].tokens;
    let opens = move |at: &usize| {
        let before = || if *at > start { document.word(at - 1).to_lowercase() } else { String::new() };
        match document.word(*at) {
            "on" | "over" | "about" | "concerning" | "regarding" => is_talk(&before()) || is_agreeing(&before()),
            "of" => is_question(&before()),
            "discuss" | "discussed" | "discussing" | "negotiate" | "negotiated" | "negotiating" => true,
            _ => false,
        }
    };
    (start..end).filter(opens).filter_map(move |at| {
        let phrases = text.leading(at + 1..end.min(at + 1 + NEAR));
        (!phrases.is_empty()).then_some(Raised { sentence: idx, stance: None, phrases })
    })
}

fn is_talk(lower: &str) -> bool {
    is_question(lower)
        || matches!(
            lower,
            "talks"
                | "negotiations"
                | "discussions"
                | "consultations"
                | "dialogue"
                | "disagreement"
                | "disagreements"
                | "differences"
                | "row"
                | "quarrel"
                | "wrangling"
                | "deadlock"
                | "standoff"
                | "impasse"
                | "conflict"
                | "deal"
                | "agreement"
                | "accord"
                | "compromise"
                | "treaty"
                | "protocol"
                | "pact"
                | "memorandum"
                | "proposal"
                | "proposals"
        )
}

fn is_question(lower: &str) -> bool {
    matches!(lower, "question" | "questions" | "issue" | "issues" | "matter" | "matters" | "problem" | "problems" | "dispute" | "disputes")
}

fn is_agreeing(lower: &str) -> bool {
    matches!(
        lower,
        "agree"
            | "agreed"
            | "agrees"
            | "disagree"
            | "disagreed"
            | "disagrees"
            | "differ"
            | "differed"
            | "quarrelled"
            | "quarreled"
            | "negotiating"
            | "negotiate"
            | "divided"
            | "split"
            | "bargaining"
            | "haggling"
    )
}
