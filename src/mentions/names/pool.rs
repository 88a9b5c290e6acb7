//! Occurrences of one word lend each other their evidence.
//!
//! Where a surname stands beside its title the scores are clear; where it stands alone they follow the mean of all its places in the document.

use rustc_hash::FxHashMap;

use super::label::{INNER, TYPES};
use super::model::Row;
use super::word::WordId;

/// How far a place follows the mean, in thousandths, before the number of places is looked at.
const TRUST: i64 = 700;

/// What the places of one word say together.
#[derive(Clone, Copy, Debug, Default)]
struct Opinion {
    sums: [i64; TYPES.len()],
    n_places: i64,
}

/// Shifts the scores of capitalised words towards the mean of their occurrences; `ids` has `None` where a word is not to be pooled.
pub fn pool(scores: &mut [Row], ids: impl Iterator<Item = Option<WordId>> + Clone, opinions: &mut Opinions) {
    opinions.0.clear();
    for (row, id) in scores.iter().zip(ids.clone()) {
        let Some(id) = id else { continue };
        let opinion = opinions.0.entry(id).or_default();
        opinion.n_places += 1;
        for (sum, own) in opinion.sums.iter_mut().zip(evidence(row)) {
            *sum += i64::from(own);
        }
    }
    for (row, id) in scores.iter_mut().zip(ids) {
        let Some(opinion) = id.and_then(|id| opinions.0.get(&id)).filter(|opinion| opinion.n_places > 1) else { continue };
        let own = evidence(row);
        for (kind, labels) in row.chunks_mut(INNER / TYPES.len()).enumerate() {
            let mean = opinion.sums[kind] / opinion.n_places;
            let shift = (mean - i64::from(own[kind])) * TRUST * opinion.n_places / (opinion.n_places + 1) / 1000;
            labels.iter_mut().for_each(|score| *score += shift as i32);
        }
    }
}

/// Opinions by word, kept between documents so that their memory is.
#[derive(Debug, Default)]
pub struct Opinions(FxHashMap<WordId, Opinion>);

/// How much speaks for each type: its best label.
fn evidence(row: &Row) -> [i32; TYPES.len()] {
    std::array::from_fn(|kind| row[kind * 4..kind * 4 + 4].iter().copied().max().unwrap_or(0))
}
