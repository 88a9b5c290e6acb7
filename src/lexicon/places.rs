//! Towns, regions, first names and surnames: lists without values.

use rustc_hash::FxHashSet;

use super::table::{Names, lines};
use super::titles::Gender;

#[derive(Debug, Default)]
pub struct Places {
    cities: Names<()>,
    regions: Names<()>,
    /// Towns among the regions: many a region bears the name of its chief town.
    chief_towns: Names<()>,
    /// With what they tell about the gender of who bears them.
    first_names: Names<Option<Gender>>,
    surnames: FxHashSet<&'static str>,
}

impl Places {
    pub fn built_in() -> Self {
        let mut places = Self::default();
        lines(include_str!("data/cities.txt")).for_each(|name| places.cities.enter(name, ()));
        lines(include_str!("data/regions.txt")).for_each(|name| places.regions.enter(name, ()));
        lines(include_str!("data/chief_towns.txt")).for_each(|name| places.chief_towns.enter(name, ()));
        for line in lines(include_str!("data/given_names.txt")) {
            let (name, gender) = line.split_once('\t').map_or((line, None), |(name, mark)| (name, gender(mark)));
            places.first_names.enter(name, gender);
        }
        places.surnames = lines(include_str!("data/surnames.txt")).collect();
        places
    }

    /// Names of towns and regions, in no order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.cities.all().chain(self.regions.all()).map(|(name, ())| name)
    }

    pub fn city(&self, name: &str) -> bool {
        self.cities.get(name).is_some()
    }

    pub fn region(&self, name: &str) -> bool {
        self.regions.get(name).is_some()
    }

    pub fn chief_town(&self, name: &str) -> bool {
        self.chief_towns.get(name).is_some()
    }

    pub fn first_name(&self, word: &str) -> bool {
        self.first_names.get(word).is_some()
    }

    pub fn gender(&self, first_name: &str) -> Option<Gender> {
        self.first_names.get(first_name).copied().flatten()
    }

    pub fn surname(&self, word: &str) -> bool {
        self.surnames.contains(word)
    }

    /// First words of towns and regions.
    pub fn firsts(&self) -> impl Iterator<Item = (&str, usize)> {
        self.cities.firsts().chain(self.regions.firsts())
    }
}

fn gender(mark: &str) -> Option<Gender> {
    match mark {
        "f" => Some(Gender::Female),
        "m" => Some(Gender::Male),
        _ => None,
    }
}
