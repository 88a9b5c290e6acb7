//! What the last build left in the output folder, as far as nobody touched it since.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::OutputError;
use super::manifest::{Entry, MANIFEST, Manifest, place};
use super::staging;
use crate::render::Standing;

/// A folder with the manifest of the build that made it.
#[derive(Debug)]
pub struct Left {
    root: PathBuf,
    pub(super) manifest: Manifest,
    /// When the manifest was written: after every file that it lists.
    written: Option<SystemTime>,
}

impl Left {
    /// What is in a folder; nothing when no build made it, when its manifest is no good, or while a build is writing or was interrupted.
    pub fn of(root: &Path) -> Self {
        // The staging folder stands beside the folder itself, not beside a link to it.
        let root = &root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let known = if staging::is_in_use(root) { None } else { Self::read(root).ok().flatten() };
        known.unwrap_or_else(|| Self { root: root.to_owned(), manifest: Manifest::default(), written: None })
    }

    /// What is in a folder; `None` when no build made it.
    ///
    /// # Errors
    /// When its manifest is no good.
    pub(super) fn read(root: &Path) -> Result<Option<Self>, OutputError> {
        let written = fs::symlink_metadata(root.join(MANIFEST)).and_then(|meta| meta.modified()).ok();
        Ok(Manifest::read(root)?.map(|manifest| Self { root: root.to_owned(), manifest, written }))
    }

    /// The file at a path, when it is as the build left it: of the size that the manifest states, and not written since the manifest was.
    pub fn untouched(&self, path: &str) -> Option<Standing> {
        let entry = self.manifest.files.get(path)?;
        let meta = fs::symlink_metadata(place(&self.root, path)).ok()?;
        let Entry { fingerprint, size } = *entry;
        self.is_untouched(entry, &meta).then(|| Standing { path: path.to_owned(), fingerprint, size })
    }

    /// Whether a file of which the system says this is as the build left it. One that was written in the moment in which the manifest was counts as touched.
    pub(super) fn is_untouched(&self, entry: &Entry, meta: &Metadata) -> bool {
        let before = |written: SystemTime| meta.modified().is_ok_and(|at| at < written);
        meta.is_file() && meta.len() == entry.size && self.written.is_some_and(before)
    }
}
