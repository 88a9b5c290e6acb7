//! Organisations, alliances, armed groups, media.

use super::table::{Names, list, rows};

/// A body that acts beyond one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Its key, unique among bodies.
    pub key: String,
    /// Its name in full.
    pub name: String,
    /// What it is.
    pub kind: BodyKind,
}

/// What a body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // the words say it
pub enum BodyKind {
    World,
    Union,
    Alliance,
    Mission,
    Court,
    Aid,
    Government,
    Party,
    Armed,
    Research,
    Company,
    Media,
    Platform,
}

impl BodyKind {
    fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "world" => Self::World,
            "union" => Self::Union,
            "alliance" => Self::Alliance,
            "mission" => Self::Mission,
            "court" => Self::Court,
            "aid" => Self::Aid,
            "government" => Self::Government,
            "party" => Self::Party,
            "armed" => Self::Armed,
            "research" => Self::Research,
            "company" => Self::Company,
            "media" => Self::Media,
            "platform" => Self::Platform,
            _ => return None,
        })
    }

    /// Whether it carries news rather than makes it: a source that others cite, no party to talks.
    pub fn reports(self) -> bool {
        matches!(self, Self::Media | Self::Platform)
    }
}

#[derive(Debug, Default)]
pub struct Bodies {
    all: Vec<Body>,
    names: Names<usize>,
}

impl Bodies {
    pub fn built_in() -> Self {
        let mut bodies = Self::default();
        for [key, name, also, kind, _seats] in rows(include_str!("data/bodies.tsv")) {
            let Some(kind) = BodyKind::parse(kind) else { continue };
            let idx = bodies.all.len();
            for entry in std::iter::once(name).chain(list(also)) {
                bodies.names.enter(entry, idx);
            }
            bodies.all.push(Body { key: key.to_owned(), name: name.to_owned(), kind });
        }
        bodies
    }

    pub fn by_key(&self, key: &str) -> Option<&Body> {
        self.all.iter().find(|body| body.key == key)
    }

    pub fn named(&self, name: &str) -> Option<&Body> {
        self.all.get(*self.names.get(name)?)
    }

    /// All names, in no order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.all().map(|(name, _)| name)
    }

    /// First words of names.
    pub fn firsts(&self) -> impl Iterator<Item = (&str, usize)> {
        self.names.firsts()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_known_kind_and_its_own_key() {
        let rows: Vec<[&str; 5]> = rows(include_str!("data/bodies.tsv")).collect();
        let mut keys: Vec<&str> = rows.iter().map(|row| row[0]).collect();
        assert!(rows.iter().all(|row| BodyKind::parse(row[3]).is_some()));
        keys.sort_unstable();
        let n_rows = keys.len();
        keys.dedup();
        assert_eq!(keys.len(), n_rows);
    }
}
