//! From the weights learnt to the file that is shipped: the largest rows, in whole numbers.

use demarche::mentions::names::Model;
use demarche::mentions::names::learn::{INNER, LABELS, Transitions, Weighed};

use super::corpus::Corpus;
use super::perceptron::Weights;

/// Rows that are kept.
const ROWS: usize = 130_000;
/// The quantum: the row at this rank just fits into a byte without a shift.
const FINE: usize = 3000;

/// The weights as bytes.
pub fn write(corpus: &Corpus, weights: &Weights) -> Vec<u8> {
    let mut order: Vec<(u32, usize)> =
        weights.features.iter().enumerate().map(|(at, cells)| (size(cells).to_bits(), at)).filter(|(size, _)| *size > 0).collect();
    // The size is not negative, so that its bits stand in its order.
    order.sort_by_key(|(size, at)| (std::cmp::Reverse(*size), *at));
    order.truncate(ROWS);
    let fine = order.get(FINE.min(order.len().saturating_sub(1))).map_or(1.0, |(size, _)| f32::from_bits(*size));
    let unit = fine / 127.0;
    let rows: Vec<Weighed> = order
        .iter()
        .map(|(_, at)| Weighed { key: corpus.keys[*at], weights: std::array::from_fn(|label| inner(&weights.features[*at], label, unit)) })
        .collect();
    let mut transitions: Transitions<i32> = [[0; LABELS]; LABELS];
    for (to, from) in transitions.iter_mut().flatten().zip(weights.transitions.iter().flatten()) {
        *to = (from / unit).round() as i32;
    }
    Model::write(&rows, &transitions)
}

fn size(cells: &[f32; LABELS]) -> f32 {
    cells.iter().skip(1).map(|weight| (weight - cells[0]).abs()).fold(0.0, f32::max)
}

fn inner(cells: &[f32; LABELS], label: usize, unit: f32) -> i32 {
    debug_assert!(label < INNER);
    ((cells[label + 1] - cells[0]) / unit).round() as i32
}
