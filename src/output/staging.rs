//! The folder beside the output folder in which new files wait.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::OutputError;
use super::disk::{self, Disk};

const LOCK: &str = "lock";

/// A staging folder that this run alone may use.
#[derive(Debug)]
pub(super) struct Staging {
    folder: PathBuf,
    _lock: File,
}

impl Staging {
    /// Opens the staging folder of an output folder, making it if need be.
    ///
    /// It stands beside the output folder, or inside when renames from beside would cross a file system or nothing may be made there.
    pub fn enter(disk: &Disk, root: &Path) -> Result<Self, OutputError> {
        let inside = inside(root);
        if crosses(root) {
            return Self::enter_at(disk, root, inside);
        }
        match Self::enter_at(disk, root, beside(root)) {
            Err(OutputError::Io { source, .. }) if is_forbidden(&source) && root.is_dir() => Self::enter_at(disk, root, inside),
            result => result,
        }
    }

    fn enter_at(disk: &Disk, root: &Path, folder: PathBuf) -> Result<Self, OutputError> {
        if fs::symlink_metadata(&folder).is_ok_and(|meta| !meta.is_dir()) {
            return Err(OutputError::InTheWay(folder));
        }
        disk.make_folder(&folder)?;
        let lock = folder.join(LOCK);
        disk.write(&lock, &[])?;
        let file = File::open(&lock).map_err(OutputError::io("opened", &lock))?;
        if disk::lock(&file).map_err(OutputError::io("locked", &lock))? {
            Ok(Self { folder, _lock: file })
        } else {
            Err(OutputError::Busy(root.to_owned()))
        }
    }

    /// The place of a file in it.
    pub fn place(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Removes every file that an earlier run left in it.
    pub fn clear(&self, disk: &Disk) -> Result<(), OutputError> {
        let entries = fs::read_dir(&self.folder).map_err(OutputError::io("read", &self.folder))?;
        for entry in entries {
            let entry = entry.map_err(OutputError::io("read", &self.folder))?;
            if entry.file_name() != LOCK {
                disk.remove(&entry.path())?;
            }
        }
        Ok(())
    }

    /// Removes the folder and gives up the lock.
    pub fn leave(self, disk: &Disk) -> Result<(), OutputError> {
        self.clear(disk)?;
        disk.remove(&self.folder.join(LOCK))?;
        disk.remove_if_empty(&self.folder)
    }
}

/// Whether a build is writing to an output folder, or was interrupted while it did.
pub(super) fn is_in_use(root: &Path) -> bool {
    [inside(root), beside(root)].iter().any(|folder| fs::symlink_metadata(folder).is_ok())
}

fn is_forbidden(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem)
}

fn inside(root: &Path) -> PathBuf {
    root.join(".demarche-staging")
}

fn beside(root: &Path) -> PathBuf {
    let name = root.file_name().unwrap_or_default().to_string_lossy();
    root.with_file_name(format!(".{name}.demarche-staging"))
}

/// Whether the output folder is where another file system begins, as a mounted volume is.
#[cfg(unix)]
fn crosses(root: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| fs::metadata(path).map(|meta| meta.dev()).ok();
    match (device(root), root.parent().and_then(device)) {
        (Some(inside), Some(beside)) => inside != beside,
        _ => false,
    }
}

#[cfg(not(unix))]
fn crosses(_root: &Path) -> bool {
    false
}
