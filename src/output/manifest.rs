//! The list of the files that a build made.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::base::Fingerprint;
use crate::render::{Artifact, Standing};

use super::OutputError;

/// Name of the manifest inside the output folder.
pub const MANIFEST: &str = ".demarche-manifest.json";

const VERSION: u32 = 1;

/// The files of a finished site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// By path below the output folder.
    pub files: BTreeMap<String, Entry>,
}

/// One file of a finished site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Fingerprint of its bytes.
    pub fingerprint: Fingerprint,
    /// Number of its bytes.
    pub size: u64,
}

impl Entry {
    /// The entry of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self { fingerprint: Fingerprint::of(bytes), size: bytes.len() as u64 }
    }
}

/// The manifest as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    version: u32,
    files: BTreeMap<String, WrittenEntry>,
}

#[derive(Serialize, Deserialize)]
struct WrittenEntry {
    sha256: String,
    size: u64,
}

impl Manifest {
    /// The manifest of some artifacts and of pages that stand.
    ///
    /// # Errors
    /// When a path is not one below a folder, or two artifacts cannot both be written.
    pub fn of(artifacts: &[Artifact], standing: &[Standing]) -> Result<Self, OutputError> {
        let entries: Vec<Entry> = artifacts.par_iter().map(|artifact| Entry::of(&artifact.body)).collect();
        let stand = standing.iter().map(|page| (&page.path, Entry { fingerprint: page.fingerprint, size: page.size }));
        let mut files = BTreeMap::new();
        for (path, entry) in artifacts.iter().map(|artifact| &artifact.path).zip(entries).chain(stand) {
            if !is_below(path) || path == MANIFEST {
                return Err(OutputError::BadPath(path.clone()));
            }
            if files.insert(path.clone(), entry).is_some() {
                return Err(OutputError::Clash(path.clone()));
            }
        }
        let manifest = Self { files };
        match manifest.files.keys().find(|path| manifest.is_file_above(path)) {
            Some(path) => Err(OutputError::Clash(path.clone())),
            None => Ok(manifest),
        }
    }

    /// Whether a file of this manifest stands where `path` needs a folder.
    fn is_file_above(&self, path: &str) -> bool {
        folders(path).any(|folder| self.files.contains_key(folder))
    }

    /// The manifest inside an output folder, if there is one.
    ///
    /// # Errors
    /// When there is one that cannot be read, or that names paths outside of the folder.
    pub fn read(root: &Path) -> Result<Option<Self>, OutputError> {
        let path = root.join(MANIFEST);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(OutputError::Io { doing: "read", path, source }),
        };
        Self::parse(&bytes).map(Some).map_err(|reason| OutputError::Manifest { path, reason })
    }

    fn parse(bytes: &[u8]) -> Result<Self, String> {
        let written: Written = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        if written.version != VERSION {
            return Err(format!("its version is {}, and this demarche writes {VERSION}", written.version));
        }
        let read = |(path, entry): (String, WrittenEntry)| {
            let fingerprint = Fingerprint::parse(&entry.sha256).ok_or_else(|| format!("the fingerprint of {path} is not one"))?;
            let below = is_below(&path) && path != MANIFEST;
            if below { Ok((path, Entry { fingerprint, size: entry.size })) } else { Err(format!("it names {path:?}")) }
        };
        Ok(Self { files: written.files.into_iter().map(read).collect::<Result<_, String>>()? })
    }

    /// The bytes of the manifest as it is written.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let entry = |entry: &Entry| WrittenEntry { sha256: entry.fingerprint.to_string(), size: entry.size };
        let files = self.files.iter().map(|(path, file)| (path.clone(), entry(file))).collect();
        let mut bytes = serde_json::to_vec_pretty(&Written { version: VERSION, files }).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

/// Whether a path names a file below a folder: relative, with forward slashes, never leaving it.
pub(crate) fn is_below(path: &str) -> bool {
    let odd = path.contains(['\\', '\0', ':']);
    !path.is_empty() && !odd && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

/// The folders of a path, outermost first: "a" and "a/b" for "a/b/c".
pub(super) fn folders(path: &str) -> impl DoubleEndedIterator<Item = &str> {
    path.match_indices('/').map(|(slash, _)| &path[..slash])
}

/// The place of a path of a manifest on disk.
pub(crate) fn place(root: &Path, path: &str) -> PathBuf {
    path.split('/').fold(root.to_owned(), |place, part| place.join(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_below() {
        for good in ["index.html", "actors/a-b/index.html", "CNAME", ".nojekyll", "a..b"] {
            assert!(is_below(good), "{good}");
        }
        for bad in ["", "/etc/passwd", "../x", "a/../../x", "a//b", "a/./b", "a/", "..\\x", "C:x", "nul\0"] {
            assert!(!is_below(bad), "{bad}");
        }
        assert_eq!(folders("a/b/c").collect::<Vec<_>>(), ["a", "a/b"]);
    }

    #[test]
    fn a_manifest_survives_its_own_writing_and_refuses_others() {
        let artifact = Artifact { path: "a/b.html".into(), body: b"words".to_vec(), made_from: [].into() };
        let manifest = Manifest::of(&[artifact], &[]).unwrap();
        assert_eq!(Manifest::parse(&manifest.to_bytes()).unwrap(), manifest);
        let text = String::from_utf8(manifest.to_bytes()).unwrap();
        assert!(Manifest::parse(text.replace("a/b.html", "../b.html").as_bytes()).is_err());
        assert!(Manifest::parse(text.replace("\"version\": 1", "\"version\": 9").as_bytes()).is_err());
    }
}
