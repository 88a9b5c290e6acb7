//! The pairs of texts that may be one, found in linear time.

use std::sync::Arc;

use rayon::prelude::*;

use crate::text::{BANDS, Outline, ROWS};

/// In a crowded bucket each text is held against so many of the first and of the last ones only, which keeps the work linear.
const NEIGHBOURS: usize = 4;
/// The most candidates that are verified for one text: those that it meets in most bands.
const CANDIDATES: usize = 16;

/// Pairs of texts that may be one, the earlier index first, in order; every pair still has to be verified.
pub(super) fn candidates(outlines: &[Arc<Outline>]) -> Vec<(usize, usize)> {
    let mut met: Vec<(usize, usize)> = (0..BANDS).into_par_iter().flat_map_iter(|band| meetings(outlines, band)).collect();
    met.par_sort_unstable();
    let mut best: Vec<Vec<(usize, usize)>> = vec![Vec::new(); outlines.len()];
    for votes in met.chunk_by(|one, other| one == other) {
        let (one, other) = votes[0];
        best[other].push((votes.len(), one));
    }
    let mut pairs = Vec::new();
    for (other, mut met) in best.into_iter().enumerate() {
        met.sort_by_key(|&(n, one)| (std::cmp::Reverse(n), one));
        pairs.extend(met.into_iter().take(CANDIDATES).map(|(_, one)| (one, other)));
    }
    pairs.sort_unstable();
    pairs
}

/// The pairs that meet in one band.
fn meetings(outlines: &[Arc<Outline>], band: usize) -> Vec<(usize, usize)> {
    let rows = band * ROWS..(band + 1) * ROWS;
    let mut placed: Vec<(&[u64], usize)> =
        outlines.iter().enumerate().filter_map(|(n, outline)| Some((outline.signature.get(rows.clone())?, n))).collect();
    placed.sort_unstable();
    let mut pairs = Vec::new();
    for bucket in placed.chunk_by(|one, other| one.0 == other.0) {
        for (at, &(_, other)) in bucket.iter().enumerate() {
            let near = at.saturating_sub(NEIGHBOURS).max(NEIGHBOURS.min(at))..at;
            pairs.extend(bucket[..at.min(NEIGHBOURS)].iter().chain(&bucket[near]).map(|&(_, one)| (one, other)));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crowded_bucket_costs_no_more_than_its_length() {
        let signature = (1..).take(BANDS * ROWS).collect();
        let outline = Arc::new(Outline { signature, whole: 7, weight: 30 });
        let pairs = candidates(&vec![outline; 400]);
        assert!(pairs.len() <= 400 * 2 * NEIGHBOURS, "{}", pairs.len());
        assert!((1..400).all(|other| pairs.iter().any(|pair| pair.1 == other)));
    }
}
