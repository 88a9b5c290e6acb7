//! The few things done to the disk, in one place, so that tests can make any of them fail.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use super::OutputError;

/// How long a lock is asked for again: a program that is being started holds for a moment every file that its parent has open.
const PATIENCE: Duration = Duration::from_millis(250);

/// Locks a file; `false` when another run holds it.
pub(crate) fn lock(file: &File) -> io::Result<bool> {
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(true),
            Err(TryLockError::Error(error)) => return Err(error),
            Err(TryLockError::WouldBlock) if start.elapsed() >= PATIENCE => return Ok(false),
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(5)),
        }
    }
}

/// The disk. In tests it can be killed, or filled up, before a given operation.
#[derive(Debug, Default)]
pub(crate) struct Disk {
    #[cfg(test)]
    pub fault: Option<tests::Fault>,
}

impl Disk {
    pub fn make_folder(&self, path: &Path) -> Result<(), OutputError> {
        self.may_fail(path, &[]).and_then(|()| fs::create_dir_all(path)).map_err(OutputError::io("created", path))
    }

    pub fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), OutputError> {
        self.may_fail(path, bytes).and_then(|()| fs::write(path, bytes)).map_err(OutputError::io("written", path))
    }

    /// Writes a file that must survive a loss of power before what follows it.
    pub fn write_surely(&self, path: &Path, bytes: &[u8]) -> Result<(), OutputError> {
        let write = || {
            let mut file = File::create(path)?;
            file.write_all(bytes)?;
            file.sync_all()
        };
        self.may_fail(path, bytes).and_then(|()| write()).map_err(OutputError::io("written", path))
    }

    pub fn rename(&self, from: &Path, to: &Path) -> Result<(), OutputError> {
        self.may_fail(to, &[]).and_then(|()| fs::rename(from, to)).map_err(OutputError::io("written", to))
    }

    /// Gives a file a second name, or copies it where the file system knows no second names.
    pub fn link(&self, from: &Path, to: &Path) -> Result<(), OutputError> {
        let link = || fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(|_| ()));
        self.may_fail(to, &[]).and_then(|()| link()).map_err(OutputError::io("written", to))
    }

    /// Makes a symbolic link to a folder.
    pub fn point(&self, link: &Path, at: &Path) -> Result<(), OutputError> {
        self.may_fail(link, &[]).and_then(|()| symlink(at, link)).map_err(OutputError::io("made a symbolic link", link))
    }

    /// Removes a folder with everything in it; one that is gone already is no error.
    pub fn remove_tree(&self, path: &Path) -> Result<(), OutputError> {
        let removed = self.may_fail(path, &[]).and_then(|()| fs::remove_dir_all(path));
        forgive(removed, &[ErrorKind::NotFound]).map_err(OutputError::io("removed", path))
    }

    /// Removes a file or link; one that is gone already is no error.
    pub fn remove(&self, path: &Path) -> Result<(), OutputError> {
        let removed = self.may_fail(path, &[]).and_then(|()| fs::remove_file(path));
        forgive(removed, &[ErrorKind::NotFound]).map_err(OutputError::io("removed", path))
    }

    /// Removes a folder unless it holds something.
    pub fn remove_if_empty(&self, path: &Path) -> Result<(), OutputError> {
        let removed = self.may_fail(path, &[]).and_then(|()| fs::remove_dir(path));
        forgive(removed, &[ErrorKind::NotFound, ErrorKind::DirectoryNotEmpty, ErrorKind::NotADirectory])
            .map_err(OutputError::io("removed", path))
    }

    #[cfg(not(test))]
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "only the disk of tests fails on purpose")]
    fn may_fail(&self, _path: &Path, _bytes: &[u8]) -> io::Result<()> {
        Ok(())
    }

    #[cfg(test)]
    fn may_fail(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.fault.as_ref().map_or(Ok(()), |fault| fault.strike(path, bytes))
    }
}

#[cfg(unix)]
fn symlink(at: &Path, link: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(at, link)
}

#[cfg(not(unix))]
fn symlink(_at: &Path, _link: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

fn forgive(result: io::Result<()>, kinds: &[ErrorKind]) -> io::Result<()> {
    match result {
        Err(error) if kinds.contains(&error.kind()) => Ok(()),
        other => other,
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::cell::Cell;

    use super::*;

    /// Something that goes wrong before the operation of the given number, counted from 0.
    #[derive(Debug)]
    pub struct Fault {
        pub before: usize,
        pub kind: FaultKind,
        pub n_done: Cell<usize>,
    }

    #[derive(Clone, Copy, Debug, PartialEq)]
    pub enum FaultKind {
        /// The process dies: half of a file that was being written stays, and nothing more is done.
        Kill,
        /// The disk is full: writing fails from then on, removing does not.
        Full,
    }

    impl Fault {
        pub fn strike(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
            let now = self.n_done.replace(self.n_done.get() + 1);
            if now < self.before || (self.kind == FaultKind::Full && bytes.is_empty()) {
                return Ok(());
            }
            if (now == self.before || self.kind == FaultKind::Full) && !bytes.is_empty() {
                let _ = fs::write(path, &bytes[..bytes.len() / 2]);
            }
            let kind = if self.kind == FaultKind::Kill { ErrorKind::Interrupted } else { ErrorKind::StorageFull };
            Err(kind.into())
        }
    }
}
