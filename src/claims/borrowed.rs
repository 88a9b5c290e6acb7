//! What a telling leaves to the rest of its article: who "the ministers" are, and where the reporter stands.

use super::{Happening, Kind};
use crate::mentions::{Mentions, NameKind, dateline};
use crate::text::Document;

/// "The ministers will meet again": those who met as ministers in the telling before it, else in the next one.
pub(super) fn parties(document: &Document, mentions: &Mentions, all: &mut [Happening], leaning: &[Option<String>]) {
    let acts = |chain: usize| mentions.chains[chain].kind != NameKind::Place;
    let full = |happening: &Happening| {
        let contact = matches!(happening.kind, Kind::Meeting | Kind::Call | Kind::Agreement);
        contact && happening.participants.iter().filter(|participant| acts(participant.chain)).count() >= 2
    };
    let full: Vec<usize> = (0..all.len()).filter(|&n| full(&all[n])).collect();
    for n in 0..all.len() {
        let Some(word) = leaning.get(n).and_then(Option::as_deref).filter(|_| all[n].participants.is_empty()) else { continue };
        let fits = |&&other: &&usize| fit(document, &all[other], &all[n], word);
        let before = full.iter().rev().filter(|&&other| other < n).find(fits);
        let behind = || full.iter().filter(|&&other| all[other].sentence > all[n].sentence).find(fits);
        if let Some(&other) = before.or_else(behind) {
            all[n].participants = all[other].participants.clone();
        }
    }
}

/// Tellings further apart than this, in blocks, are of different rounds.
const NEAR: usize = 8;

/// Whether `other` names those whom `word` stands for in `here`.
fn fit(document: &Document, other: &Happening, here: &Happening, word: &str) -> bool {
    let block = |happening: &Happening| document.sentences[happening.sentence].block;
    let same_place = other.place.is_none() || here.place.is_none() || other.place == here.place;
    match word {
        "they" => same_place && (1..=2).contains(&here.sentence.saturating_sub(other.sentence)),
        // Every meeting has its sides; only those of the same place are surely meant.
        "sides" | "parties" | "delegations" | "teams" | "delegates" | "negotiators" => {
            let n_between = here.sentence.saturating_sub(other.sentence);
            let there = here.place.is_some() && here.place == other.place && block(other).abs_diff(block(here)) <= NEAR;
            n_between > 0 && (there || (same_place && n_between <= 2))
        }
        office => {
            let words = document.sentences[other.sentence].span.of(document.body()).to_lowercase();
            words.contains(office.trim_end_matches('s')) && block(other).abs_diff(block(here)) <= NEAR
        }
    }
}

/// A march that a reporter tells of without a place went where the dateline says.
pub(super) fn places(document: &Document, mentions: &Mentions, all: &mut [Happening]) {
    let Some(head) = dateline(document) else { return };
    let words = head.of(document.body());
    let town = words.split([',', '(']).next().unwrap_or_default().trim().to_lowercase();
    let named = |chain: &crate::mentions::Chain| chain.kind == NameKind::Place && chain.fullest.of(document.body()).to_lowercase() == town;
    let Some(place) = mentions.chains.iter().position(named) else { return };
    let local = |happening: &Happening| happening.kind == Kind::Protest && happening.place.is_none();
    all.iter_mut().filter(|happening| local(happening)).for_each(|happening| happening.place = Some(place));
}
