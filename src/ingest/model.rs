//! How likely each line is to belong to the article: a logistic regression, and a small network that also sees what the first thinks of the lines around.
//!
//! `scripts/learn-clean` learns the weights in `data/clean.toml` from pages with hand-marked bodies.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::shape::N_OWN;

/// Learnt weights; the last of each list is the constant.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Weights {
    /// Weights on a line's own row of features.
    pub first: Vec<f32>,
    /// The network over the row and the first model's opinion of the neighbourhood.
    pub second: Network,
}

/// A network with one hidden layer of rectified units.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Network {
    /// Weights of each hidden unit on the row.
    pub hidden: Vec<Vec<f32>>,
    /// Weights on the hidden units.
    pub output: Vec<f32>,
}

/// Hidden units of the network.
pub const UNITS: usize = 16;

/// A network laid out feature by feature, so that all units are summed side by side and features at nought cost nothing.
#[derive(Clone, Debug)]
pub(super) struct Layered {
    by_feature: Vec<[f32; UNITS]>,
    constants: [f32; UNITS],
    output: [f32; UNITS],
    constant: f32,
}

impl Layered {
    pub(super) fn of(network: &Network) -> Self {
        let weight = |unit: usize, at: usize| network.hidden.get(unit).and_then(|unit| unit.get(at)).copied().unwrap_or(0.0);
        let n = network.hidden.first().map_or(0, |unit| unit.len().saturating_sub(1));
        Self {
            by_feature: (0..n).map(|at| std::array::from_fn(|unit| weight(unit, at))).collect(),
            constants: std::array::from_fn(|unit| weight(unit, n)),
            output: std::array::from_fn(|unit| network.output.get(unit).copied().unwrap_or(0.0)),
            constant: network.output.last().copied().unwrap_or(0.0),
        }
    }

    /// Log-odds for a row in parts, the first of which has noughts in most places.
    pub(super) fn apply(&self, sparse: &[f32], dense: [&[f32]; 2]) -> f32 {
        let (for_sparse, mut by_feature) = self.by_feature.split_at(sparse.len().min(self.by_feature.len()));
        let mut sums = added_sparsely(self.constants, sparse, for_sparse);
        for part in dense {
            let (for_part, behind) = by_feature.split_at(part.len().min(by_feature.len()));
            sums = added(sums, part, for_part);
            by_feature = behind;
        }
        sums.iter().zip(&self.output).map(|(sum, weight)| sum.max(0.0) * weight).sum::<f32>() + self.constant
    }
}

/// The sums of all units with the numbers of a row added. The sums go through it by value, so that they stay in registers.
fn added(mut sums: [f32; UNITS], row: &[f32], by_feature: &[[f32; UNITS]]) -> [f32; UNITS] {
    for (value, weights) in row.iter().zip(by_feature) {
        for (sum, weight) in sums.iter_mut().zip(weights) {
            *sum += value * weight;
        }
    }
    sums
}

/// The same for a row of noughts in most places, which are not guessed one by one but listed first.
fn added_sparsely(mut sums: [f32; UNITS], row: &[f32], by_feature: &[[f32; UNITS]]) -> [f32; UNITS] {
    let mut places = [0_u8; N_OWN];
    let mut n = 0;
    for (at, value) in (0..).zip(row).take(N_OWN) {
        places[n.min(N_OWN - 1)] = at;
        n += usize::from(value.to_bits() != 0);
    }
    for at in places.iter().take(n).map(|at| usize::from(*at)) {
        if let (Some(value), Some(weights)) = (row.get(at), by_feature.get(at)) {
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += value * weight;
            }
        }
    }
    sums
}

/// Weights made ready for use.
#[derive(Clone, Debug)]
pub(super) struct Model {
    pub first: Vec<f32>,
    pub second: Layered,
}

impl Model {
    pub(super) fn of(weights: &Weights) -> Self {
        Self { first: weights.first.clone(), second: Layered::of(&weights.second) }
    }
}

/// The weights that are part of the program.
fn shipped() -> Weights {
    toml::from_str(include_str!("data/clean.toml")).unwrap_or_default()
}

/// The model that is part of the program.
pub(super) static MODEL: LazyLock<Model> = LazyLock::new(|| Model::of(&shipped()));

/// Log-odds beyond which the second model does not go.
pub(super) const SUREST: f32 = 8.0;

/// Weighted sum of a row, in eight strands so that the machine can add them side by side.
pub fn apply(weights: &[f32], row: &[f32]) -> f32 {
    let constant = weights.get(row.len()).copied().unwrap_or(0.0);
    let weights = weights.get(..row.len()).unwrap_or_default();
    let (rows, sums) = (row.chunks_exact(8), weights.chunks_exact(8));
    let rest: f32 = rows.remainder().iter().zip(sums.remainder()).map(|(value, weight)| value * weight).sum();
    let mut strands = [0.0_f32; 8];
    for (values, weights) in rows.zip(sums) {
        for (strand, (value, weight)) in strands.iter_mut().zip(values.iter().zip(weights)) {
            *strand += value * weight;
        }
    }
    strands.iter().sum::<f32>() + rest + constant
}

#[cfg(test)]
mod tests {
    use super::super::features::{N_AROUND, N_SETTING};
    const N_FIRST: usize = N_OWN + N_SETTING;
    const N_SECOND: usize = N_FIRST + N_AROUND;
    use super::*;

    #[test]
    fn the_learnt_weights_fit_the_features() {
        let weights = shipped();
        assert_eq!(weights.first.len(), N_FIRST + 1);
        assert_eq!(weights.second.hidden.len(), UNITS);
        assert!(weights.second.hidden.iter().all(|unit| unit.len() == N_SECOND + 1));
        assert_eq!(weights.second.output.len(), UNITS + 1);
    }

    #[test]
    fn the_layers_are_the_network() {
        let weights = shipped();
        let row: Vec<f32> = (0..N_SECOND).map(|at| if at % 3 == 0 { 0.0 } else { at as f32 / 100.0 }).collect();
        let units = weights.second.hidden.iter().zip(&weights.second.output);
        let plain: f32 = units.map(|(unit, weight)| apply(unit, &row).max(0.0) * weight).sum::<f32>() + weights.second.output[UNITS];
        let (first, around) = row.split_at(N_FIRST);
        let (own, setting) = first.split_at(N_OWN);
        assert!((Layered::of(&weights.second).apply(own, [setting, around]) - plain).abs() < 1e-3);
    }

    #[test]
    fn a_weighted_sum_has_every_term_and_the_constant() {
        let row: Vec<f32> = (0..19_u8).map(f32::from).collect();
        let mut weights = vec![0.0; 20];
        (weights[0], weights[9], weights[18], weights[19]) = (5.0, 2.0, 1.0, 0.5);
        assert_eq!(apply(&weights, &row), 36.5);
    }
}
