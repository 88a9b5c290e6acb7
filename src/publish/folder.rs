//! A folder of this machine: a link that points at one of the releases beside it.

use std::cell::RefCell;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::output::{Disk, OutputError, place};

use super::PublishError;
use super::listing::Listing;
use super::receipt::Receipt;
use super::releases::{Lock, Releases, is_release};
use super::target::{Goal, Public, Target};

/// The link and the releases behind it.
pub(super) struct Folder {
    path: PathBuf,
    releases: Releases,
    disk: Disk,
    /// Held from bringing to switching.
    lock: RefCell<Option<Lock>>,
}

impl Folder {
    pub fn new(path: PathBuf, keep: usize) -> Self {
        Self::on(Disk::default(), path, keep)
    }

    pub(super) fn on(disk: Disk, path: PathBuf, keep: usize) -> Self {
        Self { releases: Releases::beside(&path, keep), path, disk, lock: RefCell::new(None) }
    }

    /// The release that the link points at; `None` when nothing, or an empty folder, stands there.
    fn public(&self) -> Result<Option<String>, PublishError> {
        let shown = || self.path.display().to_string();
        match fs::symlink_metadata(&self.path) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(OutputError::io("read", &self.path)(error).into()),
            Ok(meta) if meta.is_symlink() => {
                let at = fs::read_link(&self.path).map_err(OutputError::io("read", &self.path))?;
                let (folder, release) = (at.parent(), at.file_name().and_then(|name| name.to_str()));
                match release.filter(|release| is_release(release) && folder == Some(Path::new(&self.releases.name()))) {
                    Some(release) => Ok(Some(release.to_owned())),
                    None => Err(PublishError::NotOurs(format!("The link {} to {}", shown(), at.display()))),
                }
            }
            Ok(meta) if meta.is_dir() && is_empty(&self.path)? => Ok(None),
            Ok(meta) if meta.is_dir() => Err(PublishError::RealFolder(shown())),
            Ok(_) => Err(PublishError::NotOurs(format!("The file {}", shown()))),
        }
    }

    /// A name for the release that no other release has; one with the same files is taken as it is.
    fn free_name(&self, goal: &Goal) -> Result<(String, bool), PublishError> {
        let mut name = goal.release();
        for n in 2_u32.. {
            let folder = self.releases.place(&name);
            if !folder.is_dir() {
                return Ok((name, false));
            }
            if Listing::of_folder(&folder)? == goal.files {
                return Ok((name, true));
            }
            name = format!("{}-{n}", goal.release());
        }
        Ok((name, false))
    }

    fn write(&self, goal: &Goal, now: &Public, part: &Path) -> Result<(), PublishError> {
        let old = now.release.as_ref().map(|release| self.releases.place(release));
        for (path, _) in goal.files.iter() {
            let target = place(part, path);
            if let Some(folder) = target.parent().filter(|folder| !folder.is_dir()) {
                self.disk.make_folder(folder)?;
            }
            match (goal.new_bytes(path, now), &old) {
                (Some(bytes), _) => self.disk.write(&target, bytes)?,
                (None, Some(old)) => self.disk.link(&place(old, path), &target)?,
                (None, None) => return Err(PublishError::Garbled(path.clone())),
            }
        }
        Ok(())
    }
}

fn is_empty(folder: &Path) -> Result<bool, PublishError> {
    Ok(fs::read_dir(folder).map_err(OutputError::io("read", folder))?.next().is_none())
}

impl Target for Folder {
    fn look(&self) -> Result<Public, PublishError> {
        let Some(release) = self.public()? else { return Ok(Public::default()) };
        let folder = self.releases.place(&release);
        // A link into nothing shows nothing to readers either.
        let files = if folder.is_dir() { Listing::of_folder(&folder)? } else { Listing::default() };
        Ok(Public { release: Some(release), files })
    }

    fn bring(&self, goal: &Goal, now: &Public) -> Result<String, PublishError> {
        let lock = self.releases.enter(&self.disk)?;
        let (release, is_there) = self.free_name(goal)?;
        if !is_there {
            let part = self.releases.part(&release);
            self.disk.make_folder(&part)?;
            self.write(goal, now, &part).inspect_err(|_| drop(self.disk.remove_tree(&part)))?;
            self.disk.rename(&part, &self.releases.place(&release))?;
        }
        self.lock.replace(Some(lock));
        Ok(release)
    }

    fn find(&self, receipt: &Receipt, _now: &Public) -> Result<String, PublishError> {
        let lock = self.releases.enter(&self.disk)?;
        let gone = |reason: String| PublishError::Gone { number: receipt.number, reason };
        let folder = self.releases.place(&receipt.release);
        if !is_release(&receipt.release) || !folder.is_dir() {
            return Err(gone(format!("its release {} is not kept any more", folder.display())));
        }
        let difference = receipt.files().difference(&Listing::of_folder(&folder)?);
        if difference.count() > 0 {
            return Err(gone(format!("{} files of its release {} were changed", difference.count(), folder.display())));
        }
        self.lock.replace(Some(lock));
        Ok(receipt.release.clone())
    }

    fn switch(&self, release: &str, now: &Public) -> Result<(), PublishError> {
        let _lock = self.lock.take();
        if self.public()? != now.release {
            return Err(PublishError::Overtaken);
        }
        if self.path.is_dir() && !self.path.is_symlink() {
            self.disk.remove_if_empty(&self.path)?;
        }
        let next = self.releases.next();
        self.disk.remove(&next)?;
        self.disk.point(&next, &Path::new(&self.releases.name()).join(release))?;
        self.disk.rename(&next, &self.path)?;
        self.releases.touch(release);
        Ok(())
    }

    fn tidy(&self) -> Result<(), PublishError> {
        self.public()?.map_or(Ok(()), |public| self.releases.tidy(&self.disk, &public))
    }
}
