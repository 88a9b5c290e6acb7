//! What a run has decided to do, set down so that the next run can finish it.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::disk::Disk;
use super::manifest::{MANIFEST, folders, is_below, place};
use super::staging::Staging;
use super::{OutputError, prune};

const JOURNAL: &str = "journal.json";
const STAGED_MANIFEST: &str = "manifest.json";

/// The steps of a run in order; each may be done twice without harm.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Journal {
    steps: Vec<Step>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Step {
    /// Move a staged file to its place.
    Put { path: String, staged: String },
    /// Remove a file and the folders that it leaves empty.
    Drop { path: String },
}

impl Journal {
    pub fn put(&mut self, path: &str, staged: String) {
        self.steps.push(Step::Put { path: path.to_owned(), staged });
    }

    pub fn drop(&mut self, path: &str) {
        self.steps.push(Step::Drop { path: path.to_owned() });
    }

    /// Sets the journal down, with the manifest that will hold when it is done. From here on the run counts as decided.
    pub fn set_down(&self, disk: &Disk, staging: &Staging, manifest: &[u8]) -> Result<(), OutputError> {
        disk.write_surely(&staging.place(STAGED_MANIFEST), manifest)?;
        let draft = staging.place("journal.draft");
        disk.write_surely(&draft, &serde_json::to_vec(self).unwrap_or_default())?;
        disk.rename(&draft, &staging.place(JOURNAL))
    }

    /// The journal that an interrupted run left behind, if any.
    pub fn left_behind(staging: &Staging) -> Result<Option<Self>, OutputError> {
        let path = staging.place(JOURNAL);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(OutputError::Io { doing: "read", path, source }),
        };
        let journal: Self =
            serde_json::from_slice(&bytes).map_err(|error| OutputError::Journal { path: path.clone(), reason: error.to_string() })?;
        match journal.steps.iter().find(|step| !step.is_safe()) {
            Some(step) => Err(OutputError::Journal { path, reason: format!("it names a place outside of the folder: {step:?}") }),
            None => Ok(Some(journal)),
        }
    }

    /// Does the steps, then puts the manifest in place, then drops the journal.
    pub fn carry_out(&self, disk: &Disk, root: &Path, staging: &Staging) -> Result<(), OutputError> {
        disk.make_folder(root)?;
        for step in &self.steps {
            step.carry_out(disk, root, staging)?;
        }
        move_in(disk, &staging.place(STAGED_MANIFEST), &root.join(MANIFEST))?;
        disk.remove(&staging.place(JOURNAL))
    }
}

impl Step {
    fn is_safe(&self) -> bool {
        match self {
            Self::Put { path, staged } => is_below(path) && is_below(staged) && !staged.contains('/'),
            Self::Drop { path } => is_below(path),
        }
    }

    fn carry_out(&self, disk: &Disk, root: &Path, staging: &Staging) -> Result<(), OutputError> {
        match self {
            Self::Put { path, staged } => {
                refuse_links(root, path)?;
                let target = place(root, path);
                if let Some(folder) = target.parent().filter(|folder| !folder.is_dir()) {
                    disk.make_folder(folder)?;
                }
                move_in(disk, &staging.place(staged), &target)
            }
            // What lies behind a link is not ours to remove.
            Self::Drop { path } if refuse_links(root, path).is_err() => Ok(()),
            Self::Drop { path } => {
                let target = place(root, path);
                if fs::symlink_metadata(&target).is_ok_and(|meta| !meta.is_dir()) {
                    disk.remove(&target)?;
                }
                prune::empty_folders(disk, root, path)
            }
        }
    }
}

/// Renames a staged file to its place; one that is not there any more was moved by the run that was interrupted.
fn move_in(disk: &Disk, staged: &Path, target: &Path) -> Result<(), OutputError> {
    if fs::symlink_metadata(staged).is_err() {
        return Ok(());
    }
    if target.is_dir() && !target.is_symlink() {
        return Err(OutputError::InTheWay(target.to_owned()));
    }
    disk.rename(staged, target)
}

fn refuse_links(root: &Path, path: &str) -> Result<(), OutputError> {
    let link = folders(path).map(|folder| place(root, folder)).find(|folder| folder.is_symlink());
    link.map_or(Ok(()), |folder| Err(OutputError::Link(folder)))
}
