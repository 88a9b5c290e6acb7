//! The weights of features, kept as text: a feature, a tab, its weight in hundredths.

use rustc_hash::FxHashMap;

use super::part::{Key, Part};

/// Weights by feature.
#[derive(Debug, Default)]
pub(in crate::claims) struct Weights {
    by_key: FxHashMap<Key, f32>,
}

impl Weights {
    pub fn built_in() -> Self {
        let rows = include_str!("../data/speakers.tsv").lines().filter(|line| !line.starts_with('#'));
        let row = |line: &str| {
            let (feature, hundredths) = line.rsplit_once('\t')?;
            Some((Key::of(feature), hundredths.parse::<f32>().ok()? / 100.0))
        };
        Self { by_key: rows.filter_map(row).collect() }
    }

    /// The weight of the feature whose name the parts make; 0 for one that was not learnt.
    pub(super) fn of(&self, parts: &[Part<'_>]) -> f32 {
        let key = parts.iter().fold(Key::EMPTY, |key, part| key.then(part.key));
        self.by_key.get(&key).copied().unwrap_or(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::speaker::part::name;

    #[test]
    fn a_feature_is_found_however_it_is_put_together() {
        let weights = Weights { by_key: [(Key::of("~ length 3 U"), 0.5)].into_iter().collect() };
        let (length, capital) = ("3", Part::of("U"));
        assert!((weights.of(name!["~ length ", length, " ", capital]) - 0.5).abs() < 1e-6);
        assert!((weights.of(name!["~", " length 3 ", capital]) - 0.5).abs() < 1e-6);
        assert!(weights.of(name!["~ length 4 U"]).abs() < 1e-6);
    }

    #[test]
    fn the_file_is_read() {
        let rows = include_str!("../data/speakers.tsv").lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(Weights::built_in().by_key.len(), rows);
    }
}
