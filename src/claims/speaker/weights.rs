//! The weights of features, kept as text: a feature, a tab, its weight in hundredths.

use std::fmt::{self, Write};
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
            Some((key(format_args!("{feature}")), hundredths.parse::<f32>().ok()? / 100.0))
        };
        Self { by_key: rows.filter_map(row).collect() }
    }

    /// The weight of a feature; 0 for one that was not learnt.
    pub fn of(&self, feature: fmt::Arguments<'_>) -> f32 {
        self.by_key.get(&key(feature)).copied().unwrap_or(0.0)
    }
}

/// A feature's name as a number, made without putting the name together.
fn key(feature: fmt::Arguments<'_>) -> u64 {
    let mut key = Key(FxHasher::default());
    // Writing to a hasher cannot fail.
    let _ = key.write_fmt(feature);
    key.0.finish()
}

struct Key(FxHasher);

impl Write for Key {
    fn write_str(&mut self, part: &str) -> fmt::Result {
        // Byte by byte, so that it does not matter where the parts meet.
        part.bytes().for_each(|byte| self.0.write_u8(byte));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_is_found_however_it_is_put_together() {
        assert_eq!(key(format_args!("~ length {} {}", 3, 'U')), key(format_args!("{} length 3 {}", '~', "U")));
        assert_ne!(key(format_args!("~ length 3")), key(format_args!("~ length 4")));
    }

    #[test]
    fn the_file_is_read() {
        let rows = include_str!("../data/speakers.tsv").lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(Weights::built_in().by_key.len(), rows);
    }
}
