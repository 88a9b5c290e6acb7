//! How likely each block of a page is to belong to the article: boosted trees over the rows of [`super::html_features`].
//!
//! `scripts/learn-html` learns the trees in `data/html.toml` from pages with hand-marked bodies.

use std::sync::LazyLock;

use serde::Deserialize;

/// Learnt trees, all of one depth.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Forest {
    /// Log-odds of a block of which nothing is known.
    pub start: f32,
    /// The trees, whose leaves are added up.
    pub trees: Vec<Tree>,
}

/// A complete binary tree; the children of node `n` are `2n + 1` (not above the limit) and `2n + 2`.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Tree {
    /// The feature that each node asks for.
    pub asks: Vec<usize>,
    /// The limit that each node compares it with.
    pub limits: Vec<f32>,
    /// What the leaves add to the log-odds.
    pub leaves: Vec<f32>,
}

impl Tree {
    /// What the tree says about a row.
    pub fn apply(&self, row: &[f32]) -> f32 {
        let mut node = 0;
        while let (Some(ask), Some(limit)) = (self.asks.get(node), self.limits.get(node)) {
            node = 2 * node + if row.get(*ask).is_some_and(|value| value > limit) { 2 } else { 1 };
        }
        self.leaves.get(node - self.asks.len()).copied().unwrap_or(0.0)
    }
}

impl Forest {
    /// Log-odds of a row.
    pub fn apply(&self, row: &[f32]) -> f32 {
        self.start + self.trees.iter().map(|tree| tree.apply(row)).sum::<f32>()
    }
}

static FOREST: LazyLock<Forest> = LazyLock::new(|| toml::from_str(include_str!("data/html.toml")).unwrap_or_default());

/// Log-odds that each block belongs to the article, by the trees that are part of the program.
pub(super) fn log_odds(rows: &[Vec<f32>]) -> Vec<f32> {
    rows.iter().map(|row| FOREST.apply(row)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_falls_to_its_leaf() {
        let tree = Tree { asks: vec![0, 1, 1], limits: vec![0.5, 2.0, 4.0], leaves: vec![-1.0, -0.5, 0.5, 1.0] };
        assert_eq!([[0.0, 2.0], [0.0, 3.0], [1.0, 4.0], [1.0, 5.0]].map(|row| tree.apply(&row)), tree.leaves.as_slice());
    }

    #[test]
    fn the_learnt_trees_are_whole() {
        assert!(!FOREST.trees.is_empty());
        let page = "<html><body><h1>Two maps</h1><p>The envoys of the army and of the movement met in Juba on Monday.</p></body></html>";
        let n_features = crate::ingest::learn_html::measure(page)[0].row.len();
        for tree in &FOREST.trees {
            assert_eq!((tree.asks.len(), tree.leaves.len()), (tree.limits.len(), tree.asks.len() + 1));
            assert!(tree.asks.iter().all(|ask| *ask < n_features));
        }
    }
}
