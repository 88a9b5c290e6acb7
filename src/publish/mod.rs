//! Delivery to hosts.
//!
//! In come the files of a finished build and the place that they are for; out go a [`Plan`] of what differs there and, once it is carried out, a [`Receipt`].
//! At the place a whole site is exchanged for another in one step, or nothing is: an interrupted delivery leaves the old one, and the next run finishes or undoes it.
//! Nothing is built here, no clock is read, and no password is asked for, passed on or kept: git and ssh have their own places for them.
#![expect(
    clippy::disallowed_methods,
    reason = "this room is the end that reaches hosts: disk, environment and the system's git, ssh and rsync"
)]

mod archive;
mod asked;
mod delivery;
mod folder;
mod git;
mod git_tree;
pub mod hosts;
pub mod links;
mod listing;
mod pack;
pub mod pin;
mod plan;
mod program;
mod receipt;
mod receipts;
mod releases;
mod remote;
mod rsync;
pub mod suspects;
mod target;

use std::path::PathBuf;

use thiserror::Error;

use crate::output::OutputError;

pub use asked::ask;
pub use delivery::{Delivery, Folders};
pub use plan::{Change, ChangeKind, Interrupted, Plan};
pub use receipt::{Receipt, Stamp};

/// A file of the site: its path below the site's root, and its bytes.
pub type File = (String, Vec<u8>);

/// Where a site goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A folder of this machine, which becomes a link to the release that is public.
    Folder {
        /// The link.
        path: PathBuf,
        /// How many releases stay.
        keep: usize,
    },
    /// An archive file.
    Archive {
        /// The file; its name ends in `.zip` or `.tar.zst`.
        path: PathBuf,
        /// How many releases stay.
        keep: usize,
    },
    /// A branch of a git repository.
    Git {
        /// Address, path or name of the remote.
        remote: String,
        /// The branch.
        branch: String,
        /// A domain for the file `CNAME`.
        cname: Option<String>,
    },
    /// A folder of another machine, which becomes a link as [`Place::Folder`] does.
    Rsync {
        /// The machine, with a user in front where one is needed.
        host: String,
        /// The link there.
        path: String,
        /// How many releases stay.
        keep: usize,
    },
}

/// What a target holds that its receipt does not say; paths, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Files of the receipt that are not there.
    pub missing: Vec<String>,
    /// Files with other bytes.
    pub changed: Vec<String>,
    /// Files that the receipt does not know.
    pub added: Vec<String>,
}

impl Difference {
    /// How many files differ.
    pub fn count(&self) -> usize {
        self.missing.len() + self.changed.len() + self.added.len()
    }
}

/// An answer of the host that is not what the receipt says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The file's path.
    pub path: String,
    /// Where it was asked for.
    pub address: String,
    /// The status of the answer.
    pub status: u16,
    /// The status that it should have; when both are the same, the bytes differ.
    pub expected: u16,
}

/// Why a site could not be delivered. Unless a variant says otherwise, what was public before still is.
#[derive(Debug, Error)]
pub enum PublishError {
    /// The disk of this machine.
    #[error(transparent)]
    Disk(#[from] OutputError),
    /// A program of the system is missing.
    #[error("The program {program} is not installed")]
    NoProgram {
        /// Its name.
        program: String,
    },
    /// A program of the system failed.
    #[error("{doing} failed: {program} says: {said}")]
    Program {
        /// What it was asked for, as the start of a sentence.
        doing: String,
        /// Its name.
        program: String,
        /// Its last words.
        said: String,
    },
    /// A folder stands where the link to the release should be.
    #[error("{} is a folder with files in it, and a release is made public by exchanging a link of that name", .0)]
    RealFolder(String),
    /// Something that no publication made stands at the target.
    #[error("{0} was not made by demarche")]
    NotOurs(String),
    /// The target differs from what was published last.
    #[error("The target has changed since publication {number}: {}", listed(difference))]
    Changed {
        /// Number of the receipt.
        number: u32,
        /// What differs.
        difference: Difference,
    },
    /// Somebody else published between the look at the target and the switch.
    #[error("Somebody else published to the target in the meantime; what they published is public")]
    Overtaken,
    /// What arrived is not what was sent.
    #[error("What arrived at the target is not what was sent ({0}); it was not made public")]
    Garbled(String),
    /// The release that should come back is not at the target any more, or was changed there.
    #[error("Publication {number} cannot come back: {reason}")]
    Gone {
        /// Number of its receipt.
        number: u32,
        /// Why.
        reason: String,
    },
    /// There is nothing to go back to.
    #[error("There is no publication before the one that is public")]
    NothingBefore,
    /// There is no receipt to compare with.
    #[error("Nothing was published to this target from here yet")]
    NeverPublished,
    /// The host does not answer readers.
    #[error("{address} does not answer")]
    Unreachable {
        /// What was asked for.
        address: String,
        /// Why.
        source: Box<ureq::Error>,
    },
    /// A receipt cannot be read.
    #[error("{} is damaged: {reason}", path.display())]
    Receipt {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
}

/// "index.html has other bytes, feed.xml is missing and 3 more"
fn listed(difference: &Difference) -> String {
    let told = [(&difference.changed, "has other bytes"), (&difference.missing, "is missing"), (&difference.added, "was added")];
    let all: Vec<String> = told.iter().flat_map(|(paths, what)| paths.iter().map(move |path| format!("{path} {what}"))).collect();
    let shown = all.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
    if all.len() > 3 { format!("{shown}, and {} more", all.len() - 3) } else { shown }
}

#[cfg(test)]
mod tests;
