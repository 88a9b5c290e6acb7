//! Where towns lie, and the middles of states: data of GeoNames and Natural Earth, packed.

use std::collections::BTreeMap;
use std::io::Read;

use flate2::read::GzDecoder;
use rustc_hash::FxHashMap;

/// A point on the earth in tenths of a degree, north and east positive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Coordinates {
    /// Degrees north, times ten.
    pub lat: i32,
    /// Degrees east, times ten.
    pub lon: i32,
}

/// A town that bears a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Town {
    /// Key of the state that it lies in, as the gazetteer counts it.
    pub state: &'static str,
    /// Where.
    pub at: Coordinates,
    /// Its size in steps of the square root of two above a thousand people.
    pub size: u8,
}

/// The size from which a town is known beyond its country: about 90,000 people.
pub const LARGE: u8 = 13;

#[derive(Debug, Default)]
pub(super) struct Towns {
    by_name: FxHashMap<String, Vec<Town>>,
    middles: BTreeMap<&'static str, Coordinates>,
}

impl Towns {
    pub fn built_in() -> Self {
        let mut text = String::new();
        // The data is part of the binary and a test reads it; without it, no place has a dot.
        if GzDecoder::new(include_bytes!("data/towns.gz").as_slice()).read_to_string(&mut text).is_err() {
            return Self::default();
        }
        let text: &'static str = text.leak();
        let mut towns = Self::default();
        let mut state = "";
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&'static str> = line.split('\t').collect();
            match (line.strip_prefix('>'), cells.as_slice()) {
                (Some(_), [key, at @ ..]) => {
                    state = key.trim_start_matches('>');
                    towns.middles.extend(point(at).map(|at| (state, at)));
                }
                (None, [names, at @ .., size]) => {
                    let size = size.bytes().next().unwrap_or(b'a').saturating_sub(b'a');
                    towns.enter(names, point(at).map(|at| Town { state, at, size }));
                }
                _ => {}
            }
        }
        towns
    }

    fn enter(&mut self, names: &str, town: Option<Town>) {
        let Some(town) = town else { return };
        for name in names.split(';').map(folded) {
            let all = self.by_name.entry(name).or_default();
            if !all.contains(&town) {
                all.push(town.clone());
            }
        }
    }

    pub fn named(&self, name: &str) -> &[Town] {
        self.by_name.get(&folded(name)).map_or(&[], Vec::as_slice)
    }

    pub fn middle(&self, state: &str) -> Option<Coordinates> {
        self.middles.get(state).copied()
    }
}

fn point(cells: &[&str]) -> Option<Coordinates> {
    match cells {
        [lat, lon] => Some(Coordinates { lat: lat.parse().ok()?, lon: lon.parse().ok()? }),
        _ => None,
    }
}

/// Lower case without marks: "Herāt" and "herat" are one name.
fn folded(name: &str) -> String {
    deunicode::deunicode(name).to_lowercase().chars().filter(|c| !matches!(c, '\'' | '`')).map(|c| if c == '-' { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn towns_are_found_in_any_dress() {
        let towns = Towns::built_in();
        let states = |name: &str| towns.named(name).iter().map(|town| town.state).collect::<Vec<_>>();
        assert!(states("Herat").contains(&"AFG") && states("Herāt").contains(&"AFG"));
        assert!(states("Tripoli").contains(&"LBY") && states("Tripoli").contains(&"LBN"));
        assert!(towns.named("Unmapped-on-Sea").is_empty());
        let nairobi = towns.named("Nairobi").iter().max_by_key(|town| town.size).expect("Nairobi");
        assert!((nairobi.at.lat + 13).abs() <= 1 && (nairobi.at.lon - 368).abs() <= 1 && nairobi.size > LARGE);
    }

    #[test]
    fn most_states_have_a_middle_and_most_capitals_a_place() {
        let (towns, lexicon) = (Towns::built_in(), Lexicon::new());
        let own = |key: &&str| !key.starts_with("X-");
        let keys: Vec<&str> = lexicon.states().iter().map(|state| state.key.as_str()).filter(own).collect();
        let n_middles = keys.iter().filter(|key| towns.middle(key).is_some()).count();
        assert!(n_middles * 100 >= keys.len() * 90, "{n_middles} of {}", keys.len());
        let lost: Vec<&str> = lexicon
            .states()
            .iter()
            .filter(|state| own(&state.key.as_str()) && !state.capital.is_empty())
            .filter(|state| !towns.named(&state.capital).iter().any(|town| town.state == state.key))
            .map(|state| state.capital.as_str())
            .collect();
        assert!(lost.len() < 15, "{lost:?}");
    }
}
