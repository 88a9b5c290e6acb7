//! Bringing the output folder up to date.

use std::fs;
use std::path::{Path, PathBuf};

use crate::render::{Artifact, Standing};

use super::changes::Changes;
use super::disk::Disk;
use super::journal::Journal;
use super::left::Left;
use super::manifest::Manifest;
use super::staging::Staging;
use super::{Outcome, OutputError};

/// Writes the artifacts that differ from what is in the folder and removes what only the previous build made. Pages that stand are left as they are.
///
/// With `force`, a folder with files and without our manifest is accepted; files in it stay unless an artifact has their path.
///
/// # Errors
/// Before anything is touched: when the folder or a file in it is not ours, when a path is not usable, or when the new files do not fit on the disk. Later errors leave a journal, and the next run finishes the work.
pub fn write(root: &Path, artifacts: &[Artifact], standing: &[Standing], force: bool) -> Result<Outcome, OutputError> {
    write_on(&Disk::default(), root, Goal { artifacts, standing }, force)
}

/// What is to be in the folder.
#[derive(Clone, Copy, Debug)]
pub(super) struct Goal<'a> {
    pub artifacts: &'a [Artifact],
    pub standing: &'a [Standing],
}

pub(super) fn write_on(disk: &Disk, root: &Path, goal: Goal<'_>, force: bool) -> Result<Outcome, OutputError> {
    let root = settled(disk, root)?;
    let staging = Staging::enter(disk, &root)?;
    let finished_earlier_run = finish_earlier(disk, &root, &staging)?;
    let outcome = match stage(disk, &root, goal, force, &staging) {
        Ok((None, outcome)) => outcome,
        Ok((Some(journal), outcome)) => {
            journal.carry_out(disk, &root, &staging)?;
            outcome
        }
        Err(error) => {
            // Nothing is decided yet, so the staging folder can go; if even that fails, the next run clears it.
            let _ = staging.leave(disk);
            return Err(error);
        }
    };
    staging.leave(disk)?;
    Ok(Outcome { finished_earlier_run, ..outcome })
}

/// The folder with links resolved, so that staging stands on the same file system.
fn settled(disk: &Disk, root: &Path) -> Result<PathBuf, OutputError> {
    if let Ok(real) = root.canonicalize() {
        return if real.is_dir() { Ok(real) } else { Err(OutputError::InTheWay(real)) };
    }
    let absolute = std::path::absolute(root).map_err(OutputError::io("found", root))?;
    let (Some(parent), Some(name)) = (absolute.parent(), absolute.file_name()) else {
        return Err(OutputError::InTheWay(absolute));
    };
    disk.make_folder(parent)?;
    let parent = parent.canonicalize().map_err(OutputError::io("found", parent))?;
    Ok(parent.join(name))
}

fn finish_earlier(disk: &Disk, root: &Path, staging: &Staging) -> Result<bool, OutputError> {
    let journal = Journal::left_behind(staging)?;
    if let Some(journal) = &journal {
        journal.carry_out(disk, root, staging)?;
    }
    staging.clear(disk)?;
    Ok(journal.is_some())
}

/// Finds out what has to be done and sets it down; without a journal there is nothing to do.
fn stage(disk: &Disk, root: &Path, goal: Goal<'_>, force: bool, staging: &Staging) -> Result<(Option<Journal>, Outcome), OutputError> {
    let next = Manifest::of(goal.artifacts, goal.standing)?;
    let previous = match Left::read(root) {
        Ok(previous) => previous,
        Err(OutputError::Manifest { .. }) if force => None,
        Err(error) => return Err(error),
    };
    if previous.is_none() && !force && holds_something(root)? {
        return Err(OutputError::NotOurs(root.to_owned()));
    }
    let settled = previous.as_ref().is_some_and(|left| left.manifest == next);
    let changes = Changes::find(root, goal, &next, previous.as_ref(), force)?;
    if changes.is_empty() && settled {
        return Ok((None, changes.outcome));
    }
    let journal = stage_files(disk, staging, &changes)?;
    journal.set_down(disk, staging, &next.to_bytes())?;
    Ok((Some(journal), changes.outcome))
}

fn stage_files(disk: &Disk, staging: &Staging, changes: &Changes<'_>) -> Result<Journal, OutputError> {
    let mut journal = Journal::default();
    changes.first.iter().for_each(|path| journal.drop(path));
    for (n, artifact) in changes.puts.iter().enumerate() {
        let staged = format!("new-{n}");
        disk.write(&staging.place(&staged), &artifact.body)?;
        journal.put(&artifact.path, staged);
    }
    changes.drops.iter().for_each(|path| journal.drop(path));
    Ok(journal)
}

/// Whether a folder holds more than what hosts put there: dotfiles and `CNAME`.
fn holds_something(root: &Path) -> Result<bool, OutputError> {
    let Ok(entries) = fs::read_dir(root) else { return Ok(false) };
    for entry in entries {
        let name = entry.map_err(OutputError::io("read", root))?.file_name();
        if name != "CNAME" && !name.as_encoded_bytes().starts_with(b".") {
            return Ok(true);
        }
    }
    Ok(false)
}
