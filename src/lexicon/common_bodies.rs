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
pub(super) struct CommonBodies(Vec<CommonBody>);

/// Words of the longest noun.
pub const LONGEST: usize = 3;

impl CommonBodies {
    pub fn built_in() -> Self {
        let file: File = toml::from_str(include_str!("data/common_bodies.toml")).unwrap_or_default();
        Self(file.body)
    }

    pub fn by_noun(&self, noun: &str) -> Option<&CommonBody> {
        self.0.iter().find(|body| body.nouns.iter().any(|known| known == noun))
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
}
