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
    let bands: Vec<Band> = (0..BANDS).into_par_iter().map(|band| Band::of(outlines, band)).collect();
    let votes = || Votes { numbers: vec![0; outlines.len()], met: Vec::new() };
    let of_text = |votes: &mut Votes, other: usize| {
        bands.iter().flat_map(|band| band.met(other)).for_each(|one| votes.add(one));
        votes.take().into_iter().map(|one| (one as usize, other)).collect()
    };
    let pairs: Vec<Vec<(usize, usize)>> = (0..outlines.len()).into_par_iter().map_init(votes, of_text).collect();
    let mut pairs = pairs.concat();
    pairs.par_sort_unstable();
    pairs
}

/// In how many bands a text meets others.
struct Votes {
    /// By the others' indices; 0 for those that it does not meet.
    numbers: Vec<usize>,
    met: Vec<u32>,
}

impl Votes {
    fn add(&mut self, one: u32) {
        let number = &mut self.numbers[one as usize];
        if *number == 0 {
            self.met.push(one);
        }
        *number += 1;
    }

    /// Those that it meets in most bands, and forgets all.
    fn take(&mut self) -> Vec<u32> {
        let numbers = &self.numbers;
        if self.met.len() > CANDIDATES {
            self.met.select_nth_unstable_by_key(CANDIDATES, |one| (std::cmp::Reverse(numbers[*one as usize]), *one));
        }
        let best = self.met.iter().take(CANDIDATES).copied().collect();
        self.met.drain(..).for_each(|one| self.numbers[one as usize] = 0);
        best
    }
}

/// The texts by their values in one band of the fingerprint.
struct Band {
    /// Those of one bucket side by side and in order.
    placed: Vec<u32>,
    /// Where each text stands there, and where its bucket begins; 0 and 0 for a text without a fingerprint.
    places: Vec<(u32, u32)>,
}

impl Band {
    fn of(outlines: &[Arc<Outline>], band: usize) -> Self {
        let rows = band * ROWS..(band + 1) * ROWS;
        // The values of a row and the place of the text make one number, which is sorted faster than they are. The values lose a few digits by it:
        // should two rows ever look alike that are not, the texts are told apart when they are verified.
        let digits = usize::BITS - outlines.len().leading_zeros();
        let mixed =
            |outline: &Outline| Some(outline.signature.get(rows.clone())?.iter().fold(0, |mixed: u64, one| mixed.rotate_left(32) ^ one));
        let place = |n: u64, mixed: u64| (mixed >> digits) << digits | n;
        let mut placed: Vec<u64> = (0..).zip(outlines).filter_map(|(n, outline)| Some(place(n, mixed(outline)?))).collect();
        placed.sort_unstable();
        let text = |placed: u64| u32::try_from(placed & ((1 << digits) - 1)).unwrap_or(u32::MAX);
        let mut places = vec![(0, 0); outlines.len()];
        let mut start: u32 = 0;
        for bucket in placed.chunk_by(|one, other| one >> digits == other >> digits) {
            let first = start;
            for one in bucket {
                places[text(*one) as usize] = (start, first);
                start += 1;
            }
        }
        Self { placed: placed.into_iter().map(text).collect(), places }
    }

    /// The texts before one in its bucket that it is held against.
    fn met(&self, text: usize) -> impl Iterator<Item = u32> {
        let (at, start) = self.places[text];
        let bucket = &self.placed[start as usize..at as usize];
        let n_first = bucket.len().min(NEIGHBOURS);
        let n_last = (bucket.len() - n_first).min(NEIGHBOURS);
        bucket[..n_first].iter().chain(&bucket[bucket.len() - n_last..]).copied()
    }
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
