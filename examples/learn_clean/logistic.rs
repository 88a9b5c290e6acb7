//! Logistic regression by Adam on the whole set, with a little shrinkage.

use demarche::ingest::learn::apply;

use crate::Example;
use crate::scale::Scale;

/// Weights on the features, the constant last.
pub fn fit(examples: &[Example]) -> Vec<f32> {
    let n = examples.first().map_or(0, |example| example.row.len());
    let scale = Scale::of(examples);
    let total: f32 = examples.iter().map(|example| example.weight).sum();
    let (mut weights, mut drift, mut spread) = (vec![0.0_f32; n + 1], vec![0.0_f32; n + 1], vec![0.0_f32; n + 1]);
    let scaled: Vec<Vec<f32>> = examples.iter().map(|example| scale.row(&example.row)).collect();
    for step in 1..=600_i32 {
        let mut gradient = vec![0.0_f32; n + 1];
        for (example, row) in examples.iter().zip(&scaled) {
            let error = (1.0 / (1.0 + (-apply(&weights, row)).exp()) - example.label) * example.weight;
            gradient.iter_mut().zip(row).for_each(|(sum, value)| *sum += error * value);
            gradient[n] += error;
        }
        for i in 0..=n {
            let shrink = if i < n { 1e-4 * weights[i] } else { 0.0 };
            let g = gradient[i] / total + shrink;
            drift[i] = 0.9 * drift[i] + 0.1 * g;
            spread[i] = 0.999 * spread[i] + 0.001 * g * g;
            let (d, s) = (drift[i] / (1.0 - 0.9_f32.powi(step)), spread[i] / (1.0 - 0.999_f32.powi(step)));
            weights[i] -= 0.03 * d / (s.sqrt() + 1e-8);
        }
    }
    scale.undo(&weights)
}
