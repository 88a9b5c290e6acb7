//! The weights, read where they lie.
//!
//! After a head of four numbers and the transitions come three columns: where each bucket of rows begins, the fingerprints of the rows with the power of two by which a row is multiplied, and the rows of 16 bytes.
//! The weight of the label outside is subtracted from the others, so that it is 0 and takes no place.

use std::borrow::Cow;

use super::label::{INNER, LABELS};
use super::path::Transitions;

const MAGIC: [u8; 4] = *b"DMN1";
const HEAD: usize = 12;
const N_TRANSITIONS: usize = LABELS * LABELS;
/// Bits of a row's fingerprint; the other two tell the shift.
const PRINT_BITS: u32 = 14;
/// The shift grows by this many bits.
const SHIFT_STEP: u32 = 2;

/// The scores of all labels but the one outside.
pub type Row = [i32; INNER];

/// Weights of features and transitions.
#[derive(Clone, Debug, Default)]
pub struct Model {
    bytes: Cow<'static, [u8]>,
    transitions: Transitions<i32>,
    n_buckets: usize,
    n_rows: usize,
}

/// A row before it is written: the key of its feature and its weights in the finest unit.
pub struct Weighed {
    /// The key of the feature.
    pub key: u64,
    /// A weight for each label but the one outside.
    pub weights: Row,
}

impl Model {
    /// The weights in the binary.
    pub fn built_in() -> Self {
        Self::read(Cow::Borrowed(include_bytes!("../data/names.bin"))).unwrap_or_default()
    }

    /// Weights as [`Model::write`] lays them out; `None` when they are not.
    pub fn read(bytes: Cow<'static, [u8]>) -> Option<Self> {
        let number = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize);
        let (n_buckets, n_rows) = (number(4)?, number(8)?);
        let whole = HEAD + 4 * N_TRANSITIONS + 4 * (n_buckets + 1) + (2 + INNER) * n_rows;
        if bytes.get(..4)? != MAGIC || bytes.len() != whole || n_buckets == 0 {
            return None;
        }
        let mut transitions = [[0; LABELS]; LABELS];
        for (at, weight) in transitions.iter_mut().flatten().enumerate() {
            *weight = number(HEAD + 4 * at)? as u32 as i32;
        }
        let starts = HEAD + 4 * N_TRANSITIONS;
        let bounds: Option<Vec<usize>> = (0..=n_buckets).map(|bucket| number(starts + 4 * bucket)).collect();
        let ordered = bounds?.windows(2).all(|pair| pair[0] <= pair[1] && pair[1] <= n_rows);
        ordered.then_some(Self { bytes, transitions, n_buckets, n_rows })
    }

    /// Lays out weights: the same bytes for the same weights in whatever order.
    pub fn write(rows: &[Weighed], transitions: &Transitions<i32>) -> Vec<u8> {
        let n_buckets = (rows.len() / 4).max(1);
        let mut sorted: Vec<(usize, u16, &Row)> =
            rows.iter().map(|row| (bucket(row.key, n_buckets), print(row.key), &row.weights)).collect();
        sorted.sort();
        sorted.dedup_by_key(|row| (row.0, row.1));
        let mut starts = vec![0_u32; n_buckets + 1];
        sorted.iter().for_each(|row| starts[row.0 + 1] += 1);
        (0..n_buckets).for_each(|at| starts[at + 1] += starts[at]);
        let mut bytes = MAGIC.to_vec();
        bytes.extend((n_buckets as u32).to_le_bytes());
        bytes.extend((sorted.len() as u32).to_le_bytes());
        transitions.iter().flatten().for_each(|weight| bytes.extend(weight.to_le_bytes()));
        starts.iter().for_each(|start| bytes.extend(start.to_le_bytes()));
        let shifts: Vec<u32> = sorted.iter().map(|row| shift_of(row.2)).collect();
        for (row, shift) in sorted.iter().zip(&shifts) {
            bytes.extend((row.1 | ((*shift as u16) << PRINT_BITS)).to_le_bytes());
        }
        for (row, shift) in sorted.iter().zip(&shifts) {
            let unit = f64::from(1 << (shift * SHIFT_STEP));
            bytes.extend(row.2.iter().map(|weight| (f64::from(*weight) / unit).round().clamp(-127.0, 127.0) as i8 as u8));
        }
        bytes
    }

    /// Whether there are no weights.
    pub fn is_empty(&self) -> bool {
        self.n_rows == 0
    }

    /// The columns, for many look-ups.
    pub fn columns(&self) -> Columns<'_> {
        let starts = HEAD + 4 * N_TRANSITIONS;
        let prints = starts + 4 * (self.n_buckets + 1);
        let rows = prints + 2 * self.n_rows;
        let column = |from: usize, to: usize| self.bytes.get(from..to).unwrap_or_default();
        Columns {
            starts: column(starts, prints).as_chunks().0,
            prints: column(prints, rows).as_chunks().0,
            rows: column(rows, self.bytes.len()).as_chunks().0,
        }
    }

    /// Scores of going from one label to the next.
    pub fn transitions(&self) -> &Transitions<i32> {
        &self.transitions
    }
}

/// The columns of a model where they lie.
#[derive(Clone, Copy)]
pub struct Columns<'a> {
    starts: &'a [[u8; 4]],
    prints: &'a [[u8; 2]],
    rows: &'a [[u8; INNER]],
}

/// Where the row of a feature lies, if there is one.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bucket {
    first: u32,
    end: u32,
    print: u16,
}

impl Columns<'_> {
    /// Adds the weights of a feature.
    #[inline]
    pub fn add(&self, key: u64, to: &mut Row) {
        self.add_from(&self.bucket(key), to);
    }

    /// The bucket of a feature.
    #[inline]
    pub fn bucket(&self, key: u64) -> Bucket {
        let at = bucket(key, self.starts.len().saturating_sub(1));
        let start = |at: usize| self.starts.get(at).map_or(0, |start| u32::from_le_bytes(*start));
        Bucket { first: start(at), end: start(at + 1), print: print(key) }
    }

    /// Adds the weights of the feature with this bucket.
    #[inline]
    pub fn add_from(&self, bucket: &Bucket, to: &mut Row) {
        let Some((row, shift)) = self.find(bucket) else { return };
        for (sum, byte) in to.iter_mut().zip(row) {
            *sum += i32::from(*byte as i8) << shift;
        }
    }

    #[inline]
    fn find(&self, bucket: &Bucket) -> Option<(&[u8; INNER], u32)> {
        let first = bucket.first as usize;
        let prints = self.prints.get(first..bucket.end as usize)?.iter().map(|print| u16::from_le_bytes(*print));
        let (at, found) = prints.enumerate().find(|(_, print)| print & PRINT_MASK == bucket.print)?;
        Some((self.rows.get(first + at)?, u32::from(found >> PRINT_BITS) * SHIFT_STEP))
    }
}

const PRINT_MASK: u16 = (1 << PRINT_BITS) - 1;

fn bucket(key: u64, n_buckets: usize) -> usize {
    (((key >> 32) * n_buckets as u64) >> 32) as usize
}

fn print(key: u64) -> u16 {
    key as u16 & PRINT_MASK
}

/// The smallest shift with which all weights of a row fit into a byte.
fn shift_of(row: &Row) -> u32 {
    let most = row.iter().map(|weight| weight.unsigned_abs()).max().unwrap_or(0);
    (0..3).find(|step| most <= 127 << (step * SHIFT_STEP)).unwrap_or(3)
}
