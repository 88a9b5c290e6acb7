//! How likely each line is to belong to the article: two logistic regressions, the second of which also sees what the first thinks of the lines around.
//!
//! `scripts/learn-clean` learns the weights in `data/clean.toml` from pages with hand-marked bodies.

use std::sync::LazyLock;

use serde::Deserialize;

/// Learnt weights; the last of each list is the constant.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Weights {
    /// Weights on a line's own row of features.
    pub first: Vec<f32>,
    /// Weights on the row and on the first model's opinion of the neighbourhood.
    pub second: Vec<f32>,
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| toml::from_str(include_str!("data/clean.toml")).unwrap_or_default());

/// Log-odds that each line belongs to the article, by the weights that are part of the program.
pub(super) fn log_odds(rows: &[Vec<f32>]) -> Vec<f32> {
    let first: Vec<f32> = rows.iter().map(|row| apply(&WEIGHTS.first, row)).collect();
    with_neighbours(rows, &first).iter().map(|row| apply(&WEIGHTS.second, row).clamp(-8.0, 8.0)).collect()
}

/// Weighted sum of a row.
pub fn apply(weights: &[f32], row: &[f32]) -> f32 {
    let constant = weights.get(row.len()).copied().unwrap_or(0.0);
    weights.iter().zip(row).map(|(weight, value)| weight * value).sum::<f32>() + constant
}

/// Rows with the first model's log-odds of the lines around added.
pub fn with_neighbours(rows: &[Vec<f32>], first: &[f32]) -> Vec<Vec<f32>> {
    let odds: Vec<f32> = first.iter().map(|odds| odds.clamp(-5.0, 5.0)).collect();
    let mean = |slice: &[f32]| if slice.is_empty() { -3.0 } else { slice.iter().sum::<f32>() / slice.len() as f32 };
    let most = |slice: &[f32]| slice.iter().copied().fold(-5.0, f32::max);
    let n = odds.len();
    (0..n)
        .map(|idx| {
            let mut row = rows[idx].clone();
            row.push(odds[idx]);
            for distance in 1..=3 {
                row.push(idx.checked_sub(distance).map_or(-3.0, |at| odds[at]));
                row.push(odds.get(idx + distance).copied().unwrap_or(-3.0));
            }
            for window in [5, 15, 40] {
                let (before, after) = (&odds[idx.saturating_sub(window)..idx], &odds[idx + 1..(idx + 1 + window).min(n)]);
                row.extend([mean(before), mean(after), most(before).min(most(after))]);
            }
            row
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_learnt_weights_fit_the_features() {
        let lines = crate::ingest::lines::lines("Talks resume in Muscat\n\nThe envoys met on Sunday.");
        let rows = crate::ingest::features::rows(&crate::ingest::features::shapes(&lines));
        assert_eq!(WEIGHTS.first.len(), rows[0].len() + 1);
        assert_eq!(WEIGHTS.second.len(), with_neighbours(&rows, &[0.0, 0.0])[0].len() + 1);
    }
}
