//! Bytes reach the disk.
//!
//! In come the artifacts of a finished build; out goes an [`Outcome`], and a folder in which every file is whole at every moment.
//! Nothing is touched that the previous manifest does not list, unchanged files are not rewritten, and a run that was killed is finished by the next.
#![expect(clippy::disallowed_methods, reason = "this room is the end that writes the disk")]

mod changes;
mod disk;
mod journal;
mod left;
mod manifest;
mod prune;
mod staging;
mod write;

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

#[cfg(test)]
pub(crate) use disk::tests as faults;
pub(crate) use disk::{Disk, lock};
pub use left::Left;
pub use manifest::{Entry, MANIFEST, Manifest};
pub(crate) use manifest::{is_below, place};
pub use write::write;

/// What a run did to the output folder; paths below it, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Files that were not there before.
    pub created: Vec<String>,
    /// Files with new bytes.
    pub updated: Vec<String>,
    /// Files that were left as they are.
    pub unchanged: Vec<String>,
    /// Files of an earlier build that this one does not make.
    pub removed: Vec<String>,
    /// Whether an earlier run had been interrupted and was finished first.
    pub finished_earlier_run: bool,
}

/// Why the output folder could not be brought up to date.
#[derive(Debug, Error)]
pub enum OutputError {
    /// The folder holds files and no manifest of ours.
    #[error("{} is not empty and was not made by demarche", .0.display())]
    NotOurs(PathBuf),
    /// A page would be written over a file that no build of ours made.
    #[error("{} is in the way and was not made by demarche", .0.display())]
    InTheWay(PathBuf),
    /// A folder below the output folder is a link to another place.
    #[error("{} is a symbolic link, and a page would be written through it", .0.display())]
    Link(PathBuf),
    /// An artifact has a path that leaves the folder or cannot be a file.
    #[error("\"{0}\" is not a path below the output folder")]
    BadPath(String),
    /// Two artifacts claim one path, or one is a folder of the other.
    #[error("two files of the site claim the path {0}")]
    Clash(String),
    /// A page that need not be written anew is not there any more as it was when the build began.
    #[error("{} was changed while the site was built", .0.display())]
    Changed(PathBuf),
    /// Another run is writing.
    #[error("another demarche is writing to {}", .0.display())]
    Busy(PathBuf),
    /// The manifest cannot be read.
    #[error("{} is damaged: {reason}", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// The journal of an interrupted run cannot be read.
    #[error("the journal of an interrupted run, {}, is damaged: {reason}", path.display())]
    Journal {
        /// The journal.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// The system refused.
    #[error("{} cannot be {doing}", path.display())]
    Io {
        /// What was being done to the path: "written", "removed".
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl OutputError {
    /// Says what was being done to a path when the system refused.
    pub(crate) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { doing, path, source }
    }
}

#[cfg(test)]
mod tests;
