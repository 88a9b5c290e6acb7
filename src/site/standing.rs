//! Who stands where: positions as pages print them, each wording once.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::desk::Desk;
use super::shown;
use crate::base::{Evidence, When};
use crate::claims::Attitude;
use crate::dossier::Position;

/// A position with every printing of the same words.
pub struct Standing<'a> {
    /// The position as first printed.
    pub position: &'a Position,
    /// All its printings.
    pub printed: Vec<&'a Evidence>,
    /// The day that the words give, or else the source's.
    pub day: Option<When>,
}

impl Standing<'_> {
    /// Newest first, those without a day last; then in the dossier's order.
    pub fn order(&self) -> (Reverse<Option<NaiveDate>>, &Evidence) {
        (Reverse(self.day.map(|when| when.latest())), &self.position.words)
    }

    /// The attitude in words.
    pub fn attitude(&self, desk: &Desk<'_>) -> String {
        attitude(desk, self.position.attitude).to_owned()
    }
}

/// An attitude in words.
pub fn attitude<'a>(desk: &Desk<'a>, attitude: Attitude) -> &'a str {
    desk.words.get(match attitude {
        Attitude::Demands => "attitude.demands",
        Attitude::Offers => "attitude.offers",
        Attitude::Accepts => "attitude.accepts",
        Attitude::Rejects => "attitude.rejects",
        Attitude::Insists => "attitude.insists",
        Attitude::Ready => "attitude.ready",
        Attitude::Supports => "attitude.supports",
        Attitude::Accuses => "attitude.accuses",
    })
}

/// Some positions, each wording once, in the dossier's order.
pub fn standings<'a>(desk: &Desk<'a>, positions: impl Iterator<Item = &'a Position>) -> Vec<Standing<'a>> {
    let mut order: Vec<Standing<'a>> = Vec::new();
    let mut known: BTreeMap<_, usize> = BTreeMap::new();
    for position in positions {
        let words = shown::plain(position.words.span.of(desk.body(position.words.source)));
        let key = (position.actor, position.attitude, position.issue.as_str(), words.trim_end_matches(['.', ',', ';']).to_lowercase());
        let reported = desk.source(position.words.source).and_then(|source| source.published.as_ref()).map(|when| when.value);
        match known.get(&key) {
            Some(&at) => order[at].printed.push(&position.words),
            None => {
                known.insert(key, order.len());
                order.push(Standing { position, printed: vec![&position.words], day: position.when.or(reported) });
            }
        }
    }
    order
}
