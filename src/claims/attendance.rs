//! Sentences that only tell who else was there: "At the table with them were X and Y", "Chad was represented by Z", "X also attended".

use super::scene::Scene;
use super::telling::telling;
use super::{Happening, Kind, Part, Participant, Status};
use crate::mentions::NameKind;

/// Sentences between a meeting and the words about who sat in it, at most.
const NEAR: usize = 2;

/// Words that put somebody in the room, each with whether whoever is meant stands behind them. Our own list.
const PRESENCE: &[(&[&str], bool)] = &[
    (&["at", "the", "table", "with", "them", "were"], true),
    (&["at", "the", "table", "with", "them", "was"], true),
    (&["at", "the", "table", "were"], true),
    (&["at", "the", "table", "was"], true),
    (&["also", "at", "the", "table", "were"], true),
    (&["also", "present", "were"], true),
    (&["also", "present", "was"], true),
    (&["also", "attending", "were"], true),
    (&["also", "attending", "was"], true),
    (&["also", "there", "were"], true),
    (&["also", "there", "was"], true),
    (&["with", "them", "were"], true),
    (&["with", "them", "was"], true),
    (&["was", "represented", "by"], true),
    (&["were", "represented", "by"], true),
    (&["also", "attended"], false),
    (&["also", "took", "part"], false),
    (&["also", "joined"], false),
    (&["also", "sat", "in"], false),
    (&["was", "also", "present"], false),
    (&["were", "also", "present"], false),
    (&["was", "also", "there"], false),
    (&["was", "in", "the", "room"], false),
    (&["were", "in", "the", "room"], false),
    (&["was", "at", "the", "table"], false),
    (&["were", "at", "the", "table"], false),
    (&["sat", "at", "the", "table"], false),
    (&["was", "present", "at", "the"], false),
    (&["were", "present", "at", "the"], false),
];

/// The meeting told last before, told again with those whom this sentence puts in the room.
pub(super) fn read(scene: &Scene<'_>, told: &[Happening]) -> Option<Happening> {
    let block = |sentence: usize| scene.document.sentences[sentence].block;
    let meeting = told.iter().rev().find(|one| matches!(one.kind, Kind::Meeting | Kind::Agreement))?;
    let near = scene.idx - meeting.sentence <= NEAR && block(scene.idx) == block(meeting.sentence);
    if !near || !matches!(meeting.status, Status::Held | Status::UnderWay) {
        return None;
    }
    let spoken = |at: usize, words: &[&str]| {
        words.iter().enumerate().all(|(n, word)| {
            scene.words.get(at + n).is_some_and(|here| here.lower == *word && here.name.is_none() && here.quotation.is_none())
        })
    };
    let (at, words, behind) = (0..scene.words.len())
        .find_map(|at| PRESENCE.iter().find(|(words, _)| spoken(at, words)).map(|(words, behind)| (at, *words, *behind)))?;
    let end = at + words.len();
    let denied = scene.words[..at].iter().any(|word| word.is(&["no", "not", "nobody", "neither", "nor", "none", "if", "would", "will"]));
    if denied {
        return None;
    }
    let range = if behind { end..scene.words.len() } else { 0..at };
    let there = range.filter(|&word| {
        scene.can_act(word) && scene.first_word(word) == word && !scene.is_possessive(word) && scene.words[word].quotation.is_none()
    });
    let in_role =
        |word: usize| scene.words[word].role.is_some() && scene.mention(word).is_some_and(|mention| mention.kind != NameKind::Person);
    let people: Vec<usize> = there
        .filter(|&word| !(in_role(word) || (word > 0 && scene.words[word - 1].is(&["of", "in", "for"]))))
        .filter_map(|word| scene.mention(word).map(|mention| mention.chain))
        .collect();
    if people.is_empty() {
        return None;
    }
    let mut participants = meeting.participants.clone();
    for chain in people {
        if !participants.iter().any(|known| known.chain == chain) {
            participants.push(Participant { chain, part: Part::Actor });
        }
    }
    Some(Happening {
        sentence: scene.idx,
        span: telling(scene.document, scene.mentions, scene.idx),
        trigger: scene.stretch(at, end - 1),
        kind: Kind::Meeting,
        status: meeting.status,
        participants,
        place: meeting.place,
        time: meeting.time,
        definite: true,
        nth_day: None,
        n_days: None,
        numbers: Vec::new(),
    })
}
