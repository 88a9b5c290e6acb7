//! Releases beside the name under which one of them is public: `/srv/www/.briefing.releases/…` beside `/srv/www/briefing`.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::output::{Disk, OutputError, lock};

use super::PublishError;

const LOCK: &str = "lock";
/// What is being written ends so until it is whole.
const PART: &str = ".part";
/// The link or file that takes the public name with the next rename.
const NEXT: &str = "next";

/// The folder of releases of one target on this machine.
#[derive(Debug)]
pub(super) struct Releases {
    folder: PathBuf,
    keep: usize,
}

/// While it lives, no other run changes the releases.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Releases {
    /// The releases of what is public as `path`.
    pub fn beside(path: &Path, keep: usize) -> Self {
        Self { folder: path.with_file_name(format!("{}.releases", hidden_name(path))), keep }
    }

    /// The folder's own name.
    pub fn name(&self) -> String {
        self.folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    pub fn place(&self, release: &str) -> PathBuf {
        self.folder.join(release)
    }

    /// The place of a release that is not whole yet.
    pub fn part(&self, release: &str) -> PathBuf {
        self.folder.join(format!("{release}{PART}"))
    }

    pub fn next(&self) -> PathBuf {
        self.folder.join(NEXT)
    }

    /// Enters the folder, making it if need be, and clears away what interrupted runs left half-written.
    pub fn enter(&self, disk: &Disk) -> Result<Lock, PublishError> {
        disk.make_folder(&self.folder)?;
        let path = self.folder.join(LOCK);
        let file = File::create(&path).map_err(OutputError::io("written", &path))?;
        if !lock(&file).map_err(OutputError::io("locked", &path))? {
            return Err(OutputError::Busy(self.folder.clone()).into());
        }
        for (name, path) in self.entries()? {
            if name.ends_with(PART) || name == NEXT {
                remove(disk, &path)?;
            }
        }
        Ok(Lock { _file: file })
    }

    /// Marks a release as the youngest, without a clock: a second younger than any other.
    pub fn touch(&self, release: &str) {
        let times = self.entries().unwrap_or_default().into_iter().filter(|(name, _)| is_release(name));
        let youngest = times.filter_map(|(_, path)| modified(&path).ok()).max();
        if let Some(time) = youngest.and_then(|youngest| youngest.checked_add(Duration::from_secs(1))) {
            // Only the order in which releases are removed depends on it.
            let _ = File::open(self.place(release)).and_then(|file| file.set_modified(time));
        }
    }

    /// Removes the oldest releases beyond those to keep, never the one that is public.
    pub fn tidy(&self, disk: &Disk, public: &str) -> Result<(), PublishError> {
        let _lock = self.enter(disk)?;
        let mut others: Vec<(SystemTime, PathBuf)> = Vec::new();
        for (name, path) in self.entries()? {
            if is_release(&name) && name != public {
                let time = modified(&path).map_err(OutputError::io("read", &path))?;
                others.push((time, path));
            }
        }
        others.sort();
        let n_gone = others.len().saturating_sub(self.keep.saturating_sub(1));
        others.iter().take(n_gone).try_for_each(|(_, path)| remove(disk, path))
    }

    fn entries(&self) -> Result<Vec<(String, PathBuf)>, PublishError> {
        let read = || fs::read_dir(&self.folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>();
        let paths = read().map_err(OutputError::io("read", &self.folder))?;
        let name = |path: &PathBuf| path.file_name().and_then(|name| name.to_str()).map(str::to_owned);
        Ok(paths.into_iter().filter_map(|path| Some((name(&path)?, path))).collect())
    }
}

/// The name of a file or folder with a full stop in front, so that web servers and listings pass over it.
fn hidden_name(path: &Path) -> String {
    format!(".{}", path.file_name().unwrap_or_default().to_string_lossy())
}

/// Whether a name in the folder is one that we give to releases: twelve digits of a version, perhaps a number, perhaps an ending.
pub(super) fn is_release(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name);
    let version = stem.split('-').next().unwrap_or(stem);
    version.len() == 12 && version.bytes().all(|byte| byte.is_ascii_hexdigit()) && !name.ends_with(PART)
}

fn modified(path: &Path) -> io::Result<SystemTime> {
    fs::metadata(path)?.modified()
}

fn remove(disk: &Disk, path: &Path) -> Result<(), PublishError> {
    let is_folder = fs::symlink_metadata(path).is_ok_and(|meta| meta.is_dir());
    let removed = if is_folder { disk.remove_tree(path) } else { disk.remove(path) };
    Ok(removed?)
}
