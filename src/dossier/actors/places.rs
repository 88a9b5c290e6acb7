//! Places without a key: one name, one place, in any transliteration.
//!
//! Two towns of the lexicon are two, however alike their names are, unless they are spellings of one capital.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{ChainRef, Group, JoinedBy, plain};
use crate::dossier::Reading;
use crate::lexicon::Lexicon;
use crate::lexicon::sounds::{Distance, Sound};
use crate::mentions::NameKind;

/// A place in the making.
struct Draft {
    printed: String,
    sound: Sound,
    members: Vec<(ChainRef, JoinedBy)>,
}

/// Groups the chains of places.
pub(super) fn group(readings: &[Arc<Reading>], lexicon: &Lexicon, chains: &[ChainRef]) -> Vec<Group> {
    let mut found: BTreeMap<String, Draft> = BTreeMap::new();
    for &at in chains {
        let reading = &readings[at.source.idx()];
        let printed = reading.words(reading.mentions.chains[at.chain].fullest);
        found
            .entry(plain(printed))
            .or_insert_with(|| Draft { printed: printed.to_owned(), sound: Sound::of(printed), members: Vec::new() })
            .members
            .push((at, JoinedBy::Name));
    }
    let mut drafts: Vec<Draft> = found.into_values().collect();
    drafts.sort_by_key(|draft| (std::cmp::Reverse(draft.members.len()), draft.members.first().map(|(at, _)| *at)));
    let mut places: Vec<Draft> = Vec::new();
    let mut by_sound: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for draft in drafts {
        let near = by_sound.entry(draft.sound.block()).or_default();
        match near.iter().copied().find(|&n| is_one(&places[n], &draft, lexicon)) {
            Some(n) => places[n].members.extend(draft.members.into_iter().map(|(at, _)| (at, JoinedBy::Transliteration))),
            None => {
                near.push(places.len());
                places.push(draft);
            }
        }
    }
    places.into_iter().map(|place| Group::new(NameKind::Place, None, place.members)).collect()
}

fn is_one(one: &Draft, other: &Draft, lexicon: &Lexicon) -> bool {
    let Some(distance) = one.sound.within(&other.sound, Distance { slips: 0, rules: 2 }) else { return false };
    let capital = |draft: &Draft| lexicon.state_of_capital(&draft.printed);
    if let (Some(state), Some(others)) = (capital(one), capital(other)) {
        return state == others;
    }
    let known = |draft: &Draft| lexicon.city(&draft.printed) || lexicon.region(&draft.printed);
    let allowed = match one.sound.len().min(other.sound.len()) {
        0..=4 => 0,
        5..=7 => 1,
        _ => 2,
    };
    distance.rules == 0 || (distance.rules <= allowed && !(known(one) && known(other)))
}
