//! The files of a site by path, without their bytes.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use walkdir::WalkDir;

use crate::base::Fingerprint;
use crate::output::{Entry, OutputError};

use super::Difference;

/// Fingerprints and sizes by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Listing(BTreeMap<String, Entry>);

impl FromIterator<(String, Entry)> for Listing {
    fn from_iter<I: IntoIterator<Item = (String, Entry)>>(entries: I) -> Self {
        Self(entries.into_iter().collect())
    }
}

impl Listing {
    pub fn get(&self, path: &str) -> Option<&Entry> {
        self.0.get(path)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&String, &Entry)> {
        self.0.iter()
    }

    pub fn insert(&mut self, path: String, entry: Entry) {
        self.0.insert(path, entry);
    }

    /// One fingerprint for all: it tells two sites apart whatever their place.
    pub fn version(&self) -> Fingerprint {
        let lines: String = self.0.iter().map(|(path, entry)| format!("{} {path}\0", entry.fingerprint)).collect();
        Fingerprint::of(lines.as_bytes())
    }

    /// What another listing has otherwise.
    pub fn difference(&self, other: &Self) -> Difference {
        let mut difference = Difference::default();
        for (path, entry) in &self.0 {
            match other.get(path) {
                None => difference.missing.push(path.clone()),
                Some(found) if found != entry => difference.changed.push(path.clone()),
                Some(_) => {}
            }
        }
        difference.added = other.0.keys().filter(|path| !self.0.contains_key(*path)).cloned().collect();
        difference
    }

    /// The files below a folder.
    pub fn of_folder(folder: &Path) -> Result<Self, OutputError> {
        let mut listing = Self::default();
        for found in WalkDir::new(folder).min_depth(1) {
            let found = found.map_err(|error| {
                let path = error.path().unwrap_or(folder).to_owned();
                OutputError::Io { doing: "read", path, source: error.into_io_error().unwrap_or_else(|| io::ErrorKind::InvalidData.into()) }
            })?;
            if found.file_type().is_dir() {
                continue;
            }
            let below = found.path().strip_prefix(folder).unwrap_or(found.path());
            let path = below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
            listing.insert(path, entry_at(found.path()).map_err(OutputError::io("read", found.path()))?);
        }
        Ok(listing)
    }
}

/// A link is an entry too, so that it counts as a difference; nothing behind it is read.
fn entry_at(path: &Path) -> io::Result<Entry> {
    let bytes = if fs::symlink_metadata(path)?.is_symlink() {
        format!("link to {}", fs::read_link(path)?.display()).into_bytes()
    } else {
        fs::read(path)?
    };
    Ok(Entry::of(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listing(files: &[(&str, &str)]) -> Listing {
        files.iter().map(|(path, text)| ((*path).to_owned(), Entry::of(text.as_bytes()))).collect()
    }

    #[test]
    fn versions_follow_paths_and_bytes_alone() {
        let one = listing(&[("a", "1"), ("b", "2")]);
        assert_eq!(one.version(), listing(&[("b", "2"), ("a", "1")]).version());
        assert_ne!(one.version(), listing(&[("a", "2"), ("b", "1")]).version());
        assert_ne!(one.version(), listing(&[("a", "1")]).version());
    }

    #[test]
    fn differences_have_three_kinds() {
        let difference = listing(&[("a", "1"), ("b", "2"), ("c", "3")]).difference(&listing(&[("a", "1"), ("b", "9"), ("d", "4")]));
        assert_eq!((difference.missing, difference.changed, difference.added), (vec!["c".into()], vec!["b".into()], vec!["d".into()]));
    }
}
