//! Folders that nothing is left in.

use std::path::Path;

use super::OutputError;
use super::disk::Disk;
use super::manifest::{folders, place};

/// Removes the folders of a removed file that are empty now, innermost first; the output folder itself stays.
pub(super) fn empty_folders(disk: &Disk, root: &Path, path: &str) -> Result<(), OutputError> {
    folders(path)
        .rev()
        .map(|folder| place(root, folder))
        .filter(|folder| folder.is_dir())
        .try_for_each(|folder| disk.remove_if_empty(&folder))
}
