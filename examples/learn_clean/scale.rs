//! Features brought to one scale for the learning, and the weights taken back to the features as they are.

use crate::Example;

/// Mean and spread of every feature.
pub struct Scale {
    means: Vec<f32>,
    spreads: Vec<f32>,
}

impl Scale {
    /// The scale of some examples; a feature that hardly varies is not blown up.
    pub fn of(examples: &[Example]) -> Self {
        let n = examples.first().map_or(0, |example| example.row.len());
        let count = examples.len().max(1) as f32;
        let means: Vec<f32> = (0..n).map(|i| examples.iter().map(|example| example.row[i]).sum::<f32>() / count).collect();
        let spread = |i: usize| examples.iter().map(|example| (example.row[i] - means[i]).powi(2)).sum::<f32>() / count;
        let spreads = (0..n).map(|i| spread(i).sqrt().max(0.05)).collect();
        Self { means, spreads }
    }

    /// A row on this scale.
    pub fn row(&self, row: &[f32]) -> Vec<f32> {
        row.iter().zip(self.means.iter().zip(&self.spreads)).map(|(value, (mean, spread))| (value - mean) / spread).collect()
    }

    /// Weights for rows as they are, from weights for scaled ones; the constant stands last.
    pub fn undo(&self, weights: &[f32]) -> Vec<f32> {
        let mut out: Vec<f32> = weights.iter().zip(&self.spreads).map(|(weight, spread)| weight / spread).collect();
        let shift: f32 = out.iter().zip(&self.means).map(|(weight, mean)| weight * mean).sum();
        out.push(weights[self.means.len()] - shift);
        out
    }
}
