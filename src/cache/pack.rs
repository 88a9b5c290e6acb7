//! One file of entries, each with its key and its checksum.
//!
//! New entries are appended; when most of what is there is no longer asked for, the file is written anew beside itself and renamed.
//! The file is read as it is met: what ends too early, or does not carry its own checksum, is not there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;
use thiserror::Error;

use crate::base::Fingerprint;

/// What a file is of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Label {
    /// What the file begins with.
    pub magic: &'static [u8],
    /// What is in it, for a person.
    pub of: &'static str,
    /// What was done in place of reading a damaged part, for a person.
    pub anew: &'static str,
}

/// Before each entry: its length, its key, and the fingerprint of its bytes.
const HEAD: usize = 8 + 32 + 32;

/// Why readings cannot be remembered.
#[derive(Debug, Error)]
#[error("{} cannot be written", path.display())]
pub struct CacheError {
    /// The file or its folder.
    pub path: PathBuf,
    /// What the system says.
    pub source: io::Error,
}

/// The file as it was when it was opened.
#[derive(Debug)]
pub(super) struct Pack {
    path: PathBuf,
    label: Label,
    bytes: Vec<u8>,
    entries: BTreeMap<Fingerprint, Range<usize>>,
    /// Where the last whole entry ends; 0 when the file is not ours.
    end: usize,
}

impl Pack {
    pub fn open(path: PathBuf, label: Label) -> Self {
        let bytes = fs::read(&path).unwrap_or_default();
        let (entries, end) = entries(&bytes, label.magic);
        Self { path, label, bytes, entries, end }
    }

    /// The bytes of an entry; `Some(None)` when they are damaged.
    pub fn get(&self, key: Fingerprint) -> Option<Option<&[u8]>> {
        let range = self.entries.get(&key)?;
        let checksum = &self.bytes[range.start - 32..range.start];
        let bytes = &self.bytes[range.clone()];
        Some((Fingerprint::of(bytes).as_bytes() == checksum).then_some(bytes))
    }

    /// What is wrong with the file, for a person.
    pub fn damage(&self, n_damaged: usize) -> Option<String> {
        let path = self.path.display();
        if self.end == 0 && !self.bytes.is_empty() {
            return Some(format!("{path} is not a file of {} and was replaced", self.label.of));
        }
        let cut_off = self.end < self.bytes.len();
        (cut_off || n_damaged > 0).then(|| format!("parts of {path} were damaged and were {}", self.label.anew))
    }

    /// Adds entries, and drops those that are not used once they are the greater part.
    pub fn save(
        &mut self,
        fresh: &BTreeMap<Fingerprint, Vec<u8>>,
        used: &BTreeSet<Fingerprint>,
        aside: &[(&str, &str)],
    ) -> Result<(), CacheError> {
        let n_used: usize = self.entries.iter().filter(|(key, _)| used.contains(key)).map(|(_, range)| HEAD + range.len()).sum();
        let is_whole = self.end > 0 && self.end == self.bytes.len();
        let mostly_used = 2 * n_used + self.label.magic.len() >= self.end;
        if fresh.is_empty() && is_whole && mostly_used {
            return Ok(());
        }
        let path = self.path.clone();
        let fail = |source| CacheError { path: path.clone(), source };
        prepare(&path, aside).map_err(fail)?;
        let appended = self.end > 0 && mostly_used && fresh.keys().all(|key| !self.entries.contains_key(key));
        if appended { self.append(fresh) } else { self.replace(fresh, used) }.map_err(fail)
    }

    /// Writes behind the last whole entry, unless another process is at the file or has changed it.
    fn append(&mut self, fresh: &BTreeMap<Fingerprint, Vec<u8>>) -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).open(&self.path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(()),
            Err(TryLockError::Error(error)) => return Err(error),
        }
        if file.metadata()?.len() != self.bytes.len() as u64 {
            return Ok(());
        }
        let mut new = Vec::new();
        fresh.iter().for_each(|(key, bytes)| push(&mut new, *key, bytes));
        file.set_len(self.end as u64)?;
        file.seek(SeekFrom::Start(self.end as u64))?;
        file.write_all(&new)?;
        self.bytes.truncate(self.end);
        self.bytes.extend(new);
        (self.entries, self.end) = entries(&self.bytes, self.label.magic);
        Ok(())
    }

    /// Writes the file anew with what is used, and puts it in the place of the old one in one step.
    fn replace(&mut self, fresh: &BTreeMap<Fingerprint, Vec<u8>>, used: &BTreeSet<Fingerprint>) -> io::Result<()> {
        let mut new = self.label.magic.to_vec();
        let old = self.entries.keys().filter(|key| used.contains(key) && !fresh.contains_key(key));
        for (key, bytes) in old.filter_map(|key| Some((key, self.get(*key)??))) {
            push(&mut new, *key, bytes);
        }
        fresh.iter().for_each(|(key, bytes)| push(&mut new, *key, bytes));
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let mut file = NamedTempFile::new_in(folder)?;
        file.write_all(&new)?;
        file.persist(&self.path)?;
        self.bytes = new;
        (self.entries, self.end) = entries(&self.bytes, self.label.magic);
        Ok(())
    }
}

/// The folder with what keeps others away from it.
fn prepare(path: &Path, aside: &[(&str, &str)]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    for (name, text) in aside {
        let path = folder.join(name);
        if !path.exists() {
            File::create(path)?.write_all(text.as_bytes())?;
        }
    }
    Ok(())
}

fn push(out: &mut Vec<u8>, key: Fingerprint, bytes: &[u8]) {
    out.extend((bytes.len() as u64).to_le_bytes());
    out.extend(key.as_bytes());
    out.extend(Fingerprint::of(bytes).as_bytes());
    out.extend(bytes);
}

/// The whole entries of a file by key, and where the last of them ends; nothing and 0 when the file is not one of ours.
fn entries(bytes: &[u8], magic: &[u8]) -> (BTreeMap<Fingerprint, Range<usize>>, usize) {
    let mut entries = BTreeMap::new();
    if !bytes.starts_with(magic) {
        return (entries, 0);
    }
    let mut end = magic.len();
    while let Some((key, range)) = entry(bytes, end) {
        end = range.end;
        entries.insert(key, range);
    }
    (entries, end)
}

fn entry(bytes: &[u8], at: usize) -> Option<(Fingerprint, Range<usize>)> {
    let head = bytes.get(at..at.checked_add(HEAD)?)?;
    let (length, rest) = head.split_first_chunk::<8>()?;
    let key = rest.first_chunk::<32>()?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
    let start = at + HEAD;
    let range = start..start.checked_add(length)?;
    bytes.get(range.clone())?;
    Some((Fingerprint::from_bytes(*key), range))
}
