//! The weights of features, kept as text: a feature, a tab, its weight in hundredths.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

/// Weights by feature.
#[derive(Debug, Default)]
pub(in crate::claims) struct Weights {
    by_key: FxHashMap<u64, f32>,
}

impl Weights {
    pub fn built_in() -> Self {
        let rows = include_str!("../data/speakers.tsv").lines().filter(|line| !line.starts_with('#'));
        let row = |line: &str| {
            let (feature, hundredths) = line.rsplit_once('\t')?;
            Some((key(feature), hundredths.parse::<f32>().ok()? / 100.0))
        };
        Self { by_key: rows.filter_map(row).collect() }
    }

    /// Weighs features one after the other.
    pub fn scale(&self) -> Scale<'_> {
        Scale { weights: self, name: String::new() }
    }
}

/// Weights with a place to put names together, so that none is allocated for.
pub(in crate::claims) struct Scale<'w> {
    weights: &'w Weights,
    name: String,
}

impl Scale<'_> {
    /// The weight of the feature whose name the parts make; 0 for one that was not learnt.
    pub fn of(&mut self, parts: &[&str]) -> f32 {
        self.name.clear();
        parts.iter().for_each(|part| self.name.push_str(part));
        self.weights.by_key.get(&key(&self.name)).copied().unwrap_or(0.0)
    }
}

/// A feature's name as a number.
fn key(name: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(name.as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_is_found_however_it_is_put_together() {
        let weights = Weights { by_key: [(key("~ length 3 U"), 0.5)].into_iter().collect() };
        let mut scale = weights.scale();
        assert!((scale.of(&["~ length ", "3", " ", "U"]) - 0.5).abs() < 1e-6);
        assert!((scale.of(&["~", " length 3 ", "U"]) - 0.5).abs() < 1e-6);
        assert!(scale.of(&["~ length 4 U"]).abs() < 1e-6);
    }

    #[test]
    fn the_file_is_read() {
        let rows = include_str!("../data/speakers.tsv").lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(Weights::built_in().by_key.len(), rows);
    }
}
