//! What has to be done to the output folder, found out without touching it.

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::path::Path;

use rayon::prelude::*;

use crate::render::Artifact;

use super::left::Left;
use super::manifest::{Manifest, folders, place};
use super::write::Goal;
use super::{Outcome, OutputError};

/// Paths that one thread looks at before it takes others.
const AT_A_TIME: usize = 256;

/// Which artifacts have to be written and which files have to go.
#[derive(Debug, Default)]
pub(super) struct Changes<'a> {
    /// Artifacts to write, in the order in which readers should meet them.
    pub puts: Vec<&'a Artifact>,
    /// Files that stand where an artifact needs a folder, or below where it needs a file: they go first.
    pub first: Vec<String>,
    /// Other files to remove, after everything new is in place.
    pub drops: Vec<String>,
    /// The same, sorted for the report.
    pub outcome: Outcome,
}

impl<'a> Changes<'a> {
    /// Compares what is to be there with the previous manifest and with what is on disk.
    pub fn find(root: &Path, goal: Goal<'a>, next: &Manifest, left: Option<&Left>, force: bool) -> Result<Self, OutputError> {
        let mut changes = Self::default();
        let previous = left.iter().flat_map(|left| left.manifest.files.keys());
        let gone: BTreeSet<&String> = previous.filter(|path| !next.files.contains_key(*path)).collect();
        // The system is asked about many files at a time: most builds change few of very many.
        let ways = |paths: Vec<&'a str>| -> Result<Vec<Option<Metadata>>, OutputError> {
            let some = |paths: &[&'a str]| -> Result<Vec<Option<Metadata>>, OutputError> {
                let mut folders = BTreeSet::new();
                paths.iter().map(|path| check_way(root, path, &gone, &mut folders)).collect()
            };
            let found: Vec<Vec<Option<Metadata>>> = paths.par_chunks(AT_A_TIME).map(some).collect::<Result<_, _>>()?;
            Ok(found.into_iter().flatten().collect())
        };
        let found = ways(goal.artifacts.iter().map(|artifact| artifact.path.as_str()).collect())?;
        for (artifact, found) in goal.artifacts.iter().zip(found) {
            changes.weigh(root, artifact, found, next, left, force)?;
        }
        let found = ways(goal.standing.iter().map(|page| page.path.as_str()).collect())?;
        for (page, found) in goal.standing.iter().zip(found) {
            let entry = left.and_then(|left| left.manifest.files.get(&page.path)).filter(|entry| next.files.get(&page.path) == Some(entry));
            if !entry.zip(found).is_some_and(|(entry, meta)| left.is_some_and(|left| left.is_untouched(entry, &meta))) {
                return Err(OutputError::Changed(place(root, &page.path)));
            }
            changes.outcome.unchanged.push(page.path.clone());
        }
        changes.puts.sort_by_key(|artifact| turn(&artifact.path));
        changes.split(gone, next);
        for paths in [&mut changes.outcome.created, &mut changes.outcome.updated, &mut changes.outcome.unchanged] {
            paths.sort();
        }
        Ok(changes)
    }

    pub fn is_empty(&self) -> bool {
        self.puts.is_empty() && self.first.is_empty() && self.drops.is_empty()
    }

    fn weigh(
        &mut self,
        root: &Path,
        artifact: &'a Artifact,
        found: Option<Metadata>,
        next: &Manifest,
        left: Option<&Left>,
        force: bool,
    ) -> Result<(), OutputError> {
        let path = &artifact.path;
        let target = place(root, path);
        let Some(meta) = found else {
            self.puts.push(artifact);
            self.outcome.created.push(path.clone());
            return Ok(());
        };
        if meta.is_dir() {
            // `check_way` has seen that only files of ours are below, and that they all go.
            self.puts.push(artifact);
            self.outcome.created.push(path.clone());
            return Ok(());
        }
        let known = left.and_then(|left| Some((left, left.manifest.files.get(path)?)));
        let surely = known.filter(|(left, entry)| left.is_untouched(entry, &meta)).map(|(_, entry)| next.files.get(path) == Some(entry));
        let same_size = || meta.is_file() && meta.len() == artifact.body.len() as u64;
        let same = surely.unwrap_or_else(|| same_size() && fs::read(&target).is_ok_and(|bytes| bytes == artifact.body));
        if same {
            self.outcome.unchanged.push(path.clone());
            return Ok(());
        }
        if known.is_none() && !force {
            return Err(OutputError::InTheWay(target));
        }
        self.puts.push(artifact);
        self.outcome.updated.push(path.clone());
        Ok(())
    }

    fn split(&mut self, gone: BTreeSet<&String>, next: &Manifest) {
        let needed: BTreeSet<&str> = next.files.keys().flat_map(|path| folders(path)).collect();
        for path in gone {
            let blocks = needed.contains(path.as_str()) || folders(path).any(|folder| next.files.contains_key(folder));
            let list = if blocks { &mut self.first } else { &mut self.drops };
            list.push(path.clone());
            self.outcome.removed.push(path.clone());
        }
    }
}

/// Refuses a path on which something foreign stands: a link among its folders, a file where it needs a folder, a folder where it is a file.
///
/// Tells what stands there; `known` are folders that were looked at before.
fn check_way<'p>(
    root: &Path,
    path: &'p str,
    gone: &BTreeSet<&String>,
    known: &mut BTreeSet<&'p str>,
) -> Result<Option<Metadata>, OutputError> {
    for folder in folders(path) {
        if known.contains(folder) {
            continue;
        }
        let at = place(root, folder);
        match fs::symlink_metadata(&at) {
            Ok(meta) if meta.is_symlink() => return Err(OutputError::Link(at)),
            Ok(meta) if meta.is_dir() => {
                known.insert(folder);
            }
            Ok(_) if !gone.contains(&folder.to_owned()) => return Err(OutputError::InTheWay(at)),
            Ok(_) => {}
            Err(_) => return Ok(None),
        }
    }
    let at = place(root, path);
    let found = fs::symlink_metadata(&at).ok();
    let is_folder = found.as_ref().is_some_and(Metadata::is_dir);
    if is_folder && !only_ours(root, path, gone) { Err(OutputError::InTheWay(at)) } else { Ok(found) }
}

/// Whether everything below a folder is about to be removed.
fn only_ours(root: &Path, path: &str, gone: &BTreeSet<&String>) -> bool {
    walkdir::WalkDir::new(place(root, path)).into_iter().all(|entry| {
        let Ok(entry) = entry else { return false };
        let below = entry.path().strip_prefix(root).ok().and_then(Path::to_str).map(|below| below.replace('\\', "/"));
        entry.file_type().is_dir() || below.is_some_and(|below| gone.contains(&below))
    })
}

/// Assets before the pages that name them, deep pages before those that lead to them, feeds and tables of pages last.
fn turn(path: &str) -> (u8, std::cmp::Reverse<usize>, String) {
    let depth = path.matches('/').count();
    let class = match path.rsplit('.').next() {
        Some("html") => 1,
        Some("xml" | "json" | "txt" | "ics") => 2,
        _ => 0,
    };
    (class, std::cmp::Reverse(depth), path.to_owned())
}
