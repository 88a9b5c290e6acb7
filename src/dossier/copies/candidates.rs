//! The pairs of texts that may be one, found in linear time.

use std::sync::Arc;

use rayon::prelude::*;

use crate::text::{BANDS, Outline, ROWS};

/// In a crowded bucket each text is held against so many of the first and of the last ones only, which keeps the work linear.
const NEIGHBOURS: usize = 4;
/// When more than one text of so many changed, all are looked at again.
const FEW: usize = 16;
/// The most candidates that are verified for one text: those that it meets in most bands.
const CANDIDATES: usize = 16;

/// For each text those before it that may be one with it; every pair still has to be verified.
#[derive(Debug)]
pub(in crate::dossier) struct Candidates {
    outlines: Vec<Arc<Outline>>,
    bands: Vec<Band>,
    of_text: Vec<Vec<u32>>,
}

impl Candidates {
    /// The candidates of these texts. What was found before is taken over for texts that are held against the same ones as then.
    pub fn of(outlines: Vec<Arc<Outline>>, before: Option<Self>) -> Self {
        let n_texts = outlines.len();
        let is_new = |before: &Self, n: usize| !Arc::ptr_eq(&outlines[n], &before.outlines[n]) && outlines[n] != before.outlines[n];
        let of_same_size = before.filter(|before| before.outlines.len() == n_texts);
        let few = of_same_size.and_then(|before| {
            let changed: Vec<usize> = (0..n_texts).filter(|&n| is_new(&before, n)).collect();
            (changed.len() * FEW < n_texts).then_some((before, changed))
        });
        let (bands, mut of_text, again): (Vec<Band>, Vec<Vec<u32>>, Vec<usize>) = match few {
            Some((before, changed)) => {
                let exchange = |(n, band): (usize, Band)| band.exchange(n, &before.outlines, &outlines, &changed);
                let (bands, touched): (Vec<Band>, Vec<Vec<u32>>) = before.bands.into_par_iter().enumerate().map(exchange).unzip();
                let mut again: Vec<usize> = touched.into_iter().flatten().map(|n| n as usize).chain(changed).collect();
                again.sort_unstable();
                again.dedup();
                (bands, before.of_text, again)
            }
            None => {
                ((0..BANDS).into_par_iter().map(|n| Band::of(&outlines, n)).collect(), vec![Vec::new(); n_texts], (0..n_texts).collect())
            }
        };
        let votes = || Votes { numbers: vec![0; n_texts], met: Vec::new() };
        let of_one = |votes: &mut Votes, &text: &usize| {
            bands.iter().flat_map(|band| band.met(text)).for_each(|one| votes.add(one));
            votes.take()
        };
        let found: Vec<Vec<u32>> = again.par_iter().map_init(votes, of_one).collect();
        again.into_iter().zip(found).for_each(|(n, found)| of_text[n] = found);
        Self { outlines, bands, of_text }
    }

    /// Pairs of texts that may be one, the earlier index first, in order.
    pub fn pairs(&self) -> Vec<(usize, usize)> {
        let pairs = self.of_text.iter().enumerate().flat_map(|(other, found)| found.iter().map(move |&one| (one as usize, other)));
        let mut pairs: Vec<(usize, usize)> = pairs.collect();
        pairs.par_sort_unstable();
        pairs
    }
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
#[derive(Debug)]
struct Band {
    /// Those of one bucket side by side and in order.
    placed: Vec<Key>,
    /// Where each text stands there, and where its bucket begins; 0 and 0 for a text without a fingerprint.
    places: Vec<(u32, u32)>,
}

/// The values of a row and the place of the text in one number, which is sorted faster than they are. The values lose a few digits by it:
/// should two rows ever look alike that are not, the texts are told apart when they are verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key(u64);

impl Key {
    fn of(outline: &Outline, band: usize, n: usize, n_texts: usize) -> Option<Self> {
        let values = outline.signature.get(band * ROWS..(band + 1) * ROWS)?;
        let mixed = values.iter().fold(0, |mixed: u64, one| mixed.rotate_left(32) ^ one);
        let digits = digits(n_texts);
        Some(Self((mixed >> digits) << digits | n as u64))
    }

    fn text(self, n_texts: usize) -> u32 {
        u32::try_from(self.0 & ((1 << digits(n_texts)) - 1)).unwrap_or(u32::MAX)
    }

    /// Equal for texts of one bucket.
    fn bucket(self, n_texts: usize) -> u64 {
        self.0 >> digits(n_texts)
    }
}

/// Binary digits of the places of so many texts.
fn digits(n_texts: usize) -> u32 {
    usize::BITS - n_texts.leading_zeros()
}

impl Band {
    fn of(outlines: &[Arc<Outline>], band: usize) -> Self {
        let n_texts = outlines.len();
        let mut placed: Vec<Key> = outlines.iter().enumerate().filter_map(|(n, outline)| Key::of(outline, band, n, n_texts)).collect();
        placed.sort_unstable();
        Self::placed(placed, n_texts)
    }

    fn placed(placed: Vec<Key>, n_texts: usize) -> Self {
        let mut places = vec![(0, 0); n_texts];
        let mut start: u32 = 0;
        for bucket in placed.chunk_by(|one, other| one.bucket(n_texts) == other.bucket(n_texts)) {
            let first = start;
            for one in bucket {
                places[one.text(n_texts) as usize] = (start, first);
                start += 1;
            }
        }
        Self { placed, places }
    }

    /// The band once some texts are others, and the texts that are held against others than before.
    fn exchange(mut self, band: usize, before: &[Arc<Outline>], now: &[Arc<Outline>], changed: &[usize]) -> (Self, Vec<u32>) {
        let n_texts = now.len();
        let mut touched = Vec::new();
        for &n in changed {
            let (old, new) = (Key::of(&before[n], band, n, n_texts), Key::of(&now[n], band, n, n_texts));
            if let Some((old, at)) = old.and_then(|old| Some((old, self.placed.binary_search(&old).ok()?))) {
                self.placed.remove(at);
                touched.extend(self.behind(old, at, n_texts));
            }
            if let Some((new, at)) = new.and_then(|new| Some((new, self.placed.binary_search(&new).err()?))) {
                self.placed.insert(at, new);
                touched.extend(self.behind(new, at, n_texts));
            }
        }
        (Self::placed(self.placed, n_texts), touched)
    }

    /// The texts that are held against whatever stands, or stood, at a place of a bucket: those near behind it, and all behind it when it is one of the first.
    fn behind(&self, key: Key, at: usize, n_texts: usize) -> impl Iterator<Item = u32> {
        let is_of_bucket = move |other: &&Key| other.bucket(n_texts) == key.bucket(n_texts);
        let n_before = self.placed[..at].iter().rev().take(NEIGHBOURS).take_while(is_of_bucket).count();
        let n_behind = if n_before < NEIGHBOURS { usize::MAX } else { 1 + NEIGHBOURS };
        self.placed[at..].iter().take(n_behind).take_while(is_of_bucket).map(move |key| key.text(n_texts))
    }

    /// The texts before one in its bucket that it is held against.
    fn met(&self, text: usize) -> impl Iterator<Item = u32> {
        let n_texts = self.places.len();
        let (at, start) = self.places[text];
        let bucket = &self.placed[start as usize..at as usize];
        let n_first = bucket.len().min(NEIGHBOURS);
        let n_last = (bucket.len() - n_first).min(NEIGHBOURS);
        bucket[..n_first].iter().chain(&bucket[bucket.len() - n_last..]).map(move |key| key.text(n_texts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn outline(values: &[u64]) -> Arc<Outline> {
        let signature = if values.is_empty() { Vec::new() } else { values.iter().copied().cycle().take(BANDS * ROWS).collect() };
        Arc::new(Outline { signature, whole: values.iter().sum(), weight: 30 })
    }

    fn texts() -> impl Strategy<Value = Vec<Arc<Outline>>> {
        let values = prop::collection::vec(0..3_u64, 0..5).prop_map(|values| outline(&values));
        prop::collection::vec(values, 60..70)
    }

    proptest! {
        #[test]
        fn after_a_change_the_candidates_are_those_of_all_texts_anew(
            texts in texts(),
            changes in prop::collection::vec((0..60_usize, prop::collection::vec(0..3_u64, 0..5)), 0..6),
        ) {
            let mut now = texts.clone();
            let mut kept = Candidates::of(texts, None);
            for (n, values) in changes {
                now[n] = outline(&values);
                kept = Candidates::of(now.clone(), Some(kept));
                prop_assert_eq!(kept.pairs(), Candidates::of(now.clone(), None).pairs());
            }
        }
    }

    #[test]
    fn a_crowded_bucket_costs_no_more_than_its_length() {
        let signature = (1..).take(BANDS * ROWS).collect();
        let outline = Arc::new(Outline { signature, whole: 7, weight: 30 });
        let pairs = Candidates::of(vec![outline; 400], None).pairs();
        assert!(pairs.len() <= 400 * 2 * NEIGHBOURS, "{}", pairs.len());
        assert!((1..400).all(|other| pairs.iter().any(|pair| pair.1 == other)));
    }
}
