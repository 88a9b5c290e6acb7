//! Which changes on disk ask for a new build.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};

use super::Watched;

/// How long files must rest before a change counts: editors write in bursts.
const REST: Duration = Duration::from_millis(50);

/// What the watching thread hears.
pub(super) enum Change {
    /// These paths were touched.
    Paths(BTreeSet<PathBuf>),
    /// The system lost track; anything may have changed.
    Anything,
    /// The preview ends.
    Stop,
}

/// Ends the waiting of [`next`].
pub(super) struct Stopper(Sender<Change>);

impl Stopper {
    pub fn stop(&self) {
        // Nobody waits any more when this fails, which is what it is for.
        let _ = self.0.send(Change::Stop);
    }
}

/// Watches files and folders, those that do not exist yet included.
pub(super) struct Watch {
    debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
    sender: Sender<Change>,
    watched: Watched,
    roots: BTreeSet<PathBuf>,
}

impl Watch {
    pub fn new() -> notify::Result<(Self, Receiver<Change>)> {
        let (sender, receiver) = channel();
        let events = sender.clone();
        let hear = move |result: DebounceEventResult| {
            let change = match result {
                Ok(events) => {
                    let touching = events.iter().filter(|event| !event.kind.is_access());
                    Change::Paths(touching.flat_map(|event| event.paths.iter().cloned()).collect())
                }
                Err(_) => Change::Anything,
            };
            let _ = events.send(change);
        };
        let debouncer = new_debouncer(REST, None, hear)?;
        Ok((Self { debouncer, sender, watched: Watched::default(), roots: BTreeSet::new() }, receiver))
    }

    pub fn stopper(&self) -> Stopper {
        Stopper(self.sender.clone())
    }

    /// Watches these from now on.
    pub fn follow(&mut self, watched: Watched) {
        if self.watched != watched {
            self.watched = watched;
            self.renew();
        }
    }

    /// Takes every watch anew, since a folder that was deleted and made again is another one to the system.
    pub fn renew(&mut self) {
        for root in std::mem::take(&mut self.roots) {
            let _ = self.debouncer.unwatch(&root);
        }
        let parents = self.watched.files.iter().chain(&self.watched.folders).filter_map(|path| path.parent()).filter_map(existing);
        let parents: BTreeSet<PathBuf> = parents.map(Path::to_owned).collect();
        let folders: BTreeSet<PathBuf> = self.watched.folders.iter().filter(|folder| folder.is_dir()).cloned().collect();
        // What cannot be watched, such as a folder that vanishes just now, is heard of through its parent.
        for parent in parents.difference(&folders) {
            let _ = self.debouncer.watch(parent, RecursiveMode::NonRecursive);
        }
        for folder in &folders {
            let _ = self.debouncer.watch(folder, RecursiveMode::Recursive);
        }
        self.roots = parents.into_iter().chain(folders).collect();
    }

    fn concerns(&self, path: &Path) -> bool {
        let Watched { files, folders, ignored } = &self.watched;
        let inside = folders.iter().any(|folder| path.strip_prefix(folder).is_ok_and(|below| !is_hidden(below)));
        // A parent that appears or goes takes the folder with it.
        let above = folders.iter().chain(files).any(|watched| watched.starts_with(path));
        (inside || above) && !ignored.iter().any(|folder| path.starts_with(folder))
    }
}

/// Waits for a change that asks for a build, with every watch as it should be by then; false when the preview ends.
pub(super) fn next(changes: &Receiver<Change>, watch: &mut Watch) -> bool {
    while let Ok(change) = changes.recv() {
        match change {
            Change::Stop => return false,
            Change::Anything => {
                watch.renew();
                return true;
            }
            Change::Paths(paths) if paths.iter().any(|path| watch.concerns(path)) => {
                // Where nothing but files was written, no folder can have been exchanged for another.
                if !paths.iter().all(|path| path.is_file()) {
                    watch.renew();
                }
                return true;
            }
            Change::Paths(_) => {}
        }
    }
    false
}

/// The path or the nearest folder above it that exists.
fn existing(path: &Path) -> Option<&Path> {
    path.ancestors().find(|path| path.is_dir())
}

fn is_hidden(below: &Path) -> bool {
    below.components().any(|part| part.as_os_str().as_encoded_bytes().starts_with(b"."))
}
