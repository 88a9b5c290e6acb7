//! What every kind of place can do.

use std::collections::BTreeMap;

use super::listing::Listing;
use super::receipt::Receipt;
use super::{File, PublishError};

/// What is public at a target.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Public {
    /// The target's own name for it; `None` when nothing is public yet.
    pub release: Option<String>,
    /// Its files.
    pub files: Listing,
}

/// What shall become public.
#[derive(Clone, Debug, Default)]
pub(super) struct Goal {
    /// All of its files.
    pub files: Listing,
    /// The bytes of those that the build made; the others lie at the target.
    pub bytes: BTreeMap<String, Vec<u8>>,
    /// What changes, for whoever reads the target's history.
    pub message: String,
}

impl Goal {
    /// The bytes of a file that differs from what is public, `None` when the file lies there already.
    pub fn new_bytes(&self, path: &str, now: &Public) -> Option<&[u8]> {
        if now.files.get(path) == self.files.get(path) { None } else { self.bytes.get(path).map(Vec::as_slice) }
    }

    /// The name of a release for places that have none of their own.
    pub fn release(&self) -> String {
        self.files.version().to_string()[..12].to_owned()
    }
}

/// A place that receives sites.
pub(super) trait Target {
    /// Looks at what is public, file by file.
    fn look(&self) -> Result<Public, PublishError>;

    /// Brings everything to the target, where no reader sees it yet, and gives the name of the release.
    fn bring(&self, goal: &Goal, now: &Public) -> Result<String, PublishError>;

    /// Finds the release of a receipt again, whole, and gives the name under which it can be made public.
    fn find(&self, receipt: &Receipt, now: &Public) -> Result<String, PublishError>;

    /// Makes a release public in one step, provided that `now` still is.
    fn switch(&self, release: &str, now: &Public) -> Result<(), PublishError>;

    /// Removes releases that are older than what the desk wants to keep. It is done after the switch, so a failure is no failure of the publication.
    fn tidy(&self) -> Result<(), PublishError> {
        Ok(())
    }

    /// Files that the target wants besides the site's own.
    fn extras(&self) -> Vec<File> {
        Vec::new()
    }

    /// Whether a file at the target stays although the site does not have it.
    fn keeps(&self, _path: &str) -> bool {
        false
    }
}
