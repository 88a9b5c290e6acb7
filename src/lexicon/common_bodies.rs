//! Bodies that have a common noun for a name.

use serde::Deserialize;

/// A body of every state, or of every body that sends people out: its army, its parliament, its observers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommonBody {
    /// The noun by which it is compared ("armed forces").
    pub name: String,
    /// Whose it may be.
    pub owner: Owner,
    /// The nouns that mean it, lower case.
    pub nouns: Vec<String>,
    /// Those of them that stand for it where nothing beside them says whose it is.
    pub bare: Vec<String>,
}

/// Who has such a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Owner {
    /// A state.
    State,
    /// An organisation.
    Body,
    /// Either.
    Any,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    body: Vec<CommonBody>,
}

/// All of them; the longest noun has [`LONGEST`] words.
#[derive(Debug, Default)]
pub(super) struct CommonBodies {
    bodies: Vec<CommonBody>,
    /// The nouns in order, each with the place of the first body that has it.
    nouns: Vec<(String, usize)>,
}

/// Words of the longest noun.
pub const LONGEST: usize = 3;

impl CommonBodies {
    pub fn built_in() -> Self {
        let file: File = toml::from_str(include_str!("data/common_bodies.toml")).unwrap_or_default();
        let nouns = file.body.iter().enumerate().flat_map(|(at, body)| body.nouns.iter().map(move |noun| (noun.clone(), at)));
        let mut nouns: Vec<(String, usize)> = nouns.collect();
        nouns.sort();
        Self { bodies: file.body, nouns }
    }

    pub fn by_noun(&self, noun: &str) -> Option<&CommonBody> {
        let (known, at) = self.first_from(noun)?;
        self.bodies.get(*at).filter(|_| known == noun)
    }

    /// Whether any noun begins with these letters.
    pub fn begin_with(&self, letters: &str) -> bool {
        self.first_from(letters).is_some_and(|(known, _)| known.starts_with(letters))
    }

    /// The first noun that does not stand before these letters in the order of the alphabet.
    fn first_from(&self, letters: &str) -> Option<&(String, usize)> {
        self.nouns.get(self.nouns.partition_point(|(known, _)| known.as_str() < letters))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read() {
        let file: File = toml::from_str(include_str!("data/common_bodies.toml")).expect("common_bodies.toml");
        let words = |noun: &String| noun.split(' ').count();
        assert!(file.body.iter().flat_map(|body| &body.nouns).all(|noun| words(noun) <= LONGEST));
        assert!(file.body.iter().all(|body| body.bare.iter().all(|noun| body.nouns.contains(noun))));
        assert_eq!(CommonBodies::built_in().by_noun("troops").map(|body| body.name.as_str()), Some("armed forces"));
    }

    #[test]
    fn nouns_are_told_by_their_first_letters() {
        let bodies = CommonBodies::built_in();
        for body in &bodies.bodies {
            for noun in &body.nouns {
                assert!(bodies.by_noun(noun).is_some_and(|found| found.nouns.contains(noun)), "{noun}");
                assert!(noun.char_indices().all(|(end, _)| bodies.begin_with(&noun[..end])), "{noun}");
            }
        }
        assert!(bodies.by_noun("troop").is_none() && bodies.by_noun("zoo").is_none());
        assert!(!bodies.begin_with("troopship") && !bodies.begin_with("zoo"));
    }
}
