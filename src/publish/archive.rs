//! An archive file for hosts that take uploads, with the archives before it beside.

use std::cell::RefCell;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::output::{Disk, OutputError};

use super::pack::{self, Kind};
use super::receipt::Receipt;
use super::releases::{Lock, Releases};
use super::target::{Goal, Public, Target};
use super::{File, PublishError};

/// The file and its predecessors.
pub(super) struct Archive {
    path: PathBuf,
    kind: Kind,
    releases: Releases,
    disk: Disk,
    lock: RefCell<Option<Lock>>,
}

impl Archive {
    pub fn new(path: PathBuf, keep: usize) -> Self {
        Self::on(Disk::default(), path, keep)
    }

    pub(super) fn on(disk: Disk, path: PathBuf, keep: usize) -> Self {
        let kind = Kind::of(&path.to_string_lossy());
        Self { releases: Releases::beside(&path, keep), path, kind, disk, lock: RefCell::new(None) }
    }

    fn file(&self, release: &str) -> String {
        format!("{release}.{}", self.kind.ending())
    }

    fn open(&self, path: &Path) -> Result<Option<Vec<File>>, PublishError> {
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(OutputError::io("read", path)(error).into()),
        };
        let files = self.kind.unpack(&bytes);
        files.map(Some).map_err(|_: io::Error| PublishError::NotOurs(format!("The file {}", path.display())))
    }

    fn pack(&self, goal: &Goal) -> Result<Vec<u8>, PublishError> {
        let old = self.open(&self.path)?.unwrap_or_default();
        let mut files: Vec<(&str, &[u8])> = Vec::new();
        for (path, _) in goal.files.iter() {
            let from_before = || old.iter().find(|(known, _)| known == path).map(|(_, bytes)| bytes);
            let bytes = goal.bytes.get(path).or_else(from_before).ok_or_else(|| PublishError::Garbled(path.clone()))?;
            files.push((path, bytes));
        }
        self.kind.pack(&files).map_err(|error| OutputError::io("packed", &self.path)(error).into())
    }
}

impl Target for Archive {
    fn look(&self) -> Result<Public, PublishError> {
        let Some(files) = self.open(&self.path)? else { return Ok(Public::default()) };
        let files = pack::listing(&files);
        Ok(Public { release: Some(files.version().to_string()[..12].to_owned()), files })
    }

    fn bring(&self, goal: &Goal, _now: &Public) -> Result<String, PublishError> {
        let bytes = self.pack(goal)?;
        let lock = self.releases.enter(&self.disk)?;
        let release = goal.release();
        let part = self.releases.part(&release);
        self.disk.write(&part, &bytes).inspect_err(|_| drop(self.disk.remove(&part)))?;
        self.disk.rename(&part, &self.releases.place(&self.file(&release)))?;
        self.lock.replace(Some(lock));
        Ok(release)
    }

    fn find(&self, receipt: &Receipt, _now: &Public) -> Result<String, PublishError> {
        let lock = self.releases.enter(&self.disk)?;
        let path = self.releases.place(&self.file(&receipt.release));
        let gone = |reason: &str| PublishError::Gone { number: receipt.number, reason: format!("{} {reason}", path.display()) };
        let files = self.open(&path)?.ok_or_else(|| gone("is not kept any more"))?;
        if pack::listing(&files) != receipt.files() {
            return Err(gone("was changed"));
        }
        self.lock.replace(Some(lock));
        Ok(receipt.release.clone())
    }

    fn switch(&self, release: &str, now: &Public) -> Result<(), PublishError> {
        let _lock = self.lock.take();
        if self.look()?.release != now.release {
            return Err(PublishError::Overtaken);
        }
        let next = self.releases.next();
        self.disk.remove(&next)?;
        self.disk.link(&self.releases.place(&self.file(release)), &next)?;
        self.disk.rename(&next, &self.path)?;
        self.releases.touch(&self.file(release));
        Ok(())
    }

    fn tidy(&self) -> Result<(), PublishError> {
        self.look()?.release.map_or(Ok(()), |public| self.releases.tidy(&self.disk, &self.file(&public)))
    }
}
