//! Pages that were rendered before, under the fingerprint of all that had a part in them.
//!
//! On disk only their own fingerprints are kept: the bytes are those of the site that the last build left, and count as long as they carry the fingerprint.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::ASIDE;
use super::pack::{CacheError, Label, Pack};
use crate::base::Fingerprint;

const LABEL: Label = Label { magic: b"demarche pages 1\n", of: "page fingerprints", anew: "made anew from the pages" };

/// Rendered pages, in memory and as a site in a folder.
#[derive(Debug, Default)]
pub struct Pages {
    site: Option<Site>,
    state: Mutex<State>,
    /// Whether pages are kept in memory for the next build of this process.
    pub(super) stays: bool,
}

/// A site on disk, with what its pages were made of.
#[derive(Debug)]
struct Site {
    folder: PathBuf,
    pack: Pack,
}

#[derive(Debug, Default)]
struct State {
    held: BTreeMap<Fingerprint, Arc<[u8]>>,
    fresh: BTreeMap<Fingerprint, Vec<u8>>,
    used: BTreeSet<Fingerprint>,
    n_damaged: usize,
}

impl Pages {
    pub(super) fn open(file: PathBuf, site: &Path) -> Self {
        Self { site: Some(Site { folder: site.to_owned(), pack: Pack::open(file, LABEL) }), ..Self::default() }
    }

    pub(super) fn is_none(&self) -> bool {
        self.site.is_none() && !self.stays
    }

    /// The fingerprint of the page that was made under this one.
    pub fn known(&self, key: Fingerprint) -> Option<Fingerprint> {
        let bytes = self.site.as_ref()?.pack.get(key)??;
        let known = Fingerprint::from_bytes(bytes.try_into().ok()?);
        self.state().used.insert(key);
        Some(known)
    }

    /// The page at a path that was made under this fingerprint.
    pub fn recall(&self, key: Fingerprint, path: &str) -> Option<Vec<u8>> {
        let held = {
            let mut state = self.state();
            state.used.insert(key);
            state.held.get(&key).cloned()
        };
        if let Some(held) = held {
            return Some(held.to_vec());
        }
        let Site { folder, pack } = self.site.as_ref()?;
        let Some(known) = pack.get(key)?.and_then(|bytes| bytes.try_into().ok()) else {
            self.state().n_damaged += 1;
            return None;
        };
        // The folder may have been changed, emptied or given to another project since.
        let page = fs::read(path.split('/').fold(folder.clone(), |place, part| place.join(part))).ok()?;
        if Fingerprint::of(&page) != Fingerprint::from_bytes(known) {
            return None;
        }
        self.hold(key, &page);
        Some(page)
    }

    /// Remembers a page.
    pub fn keep(&self, key: Fingerprint, page: &[u8]) {
        let own = self.site.as_ref().map(|_| Fingerprint::of(page).as_bytes().to_vec());
        let mut state = self.state();
        state.used.insert(key);
        state.fresh.extend(own.map(|own| (key, own)));
        drop(state);
        self.hold(key, page);
    }

    pub(super) fn forget(&self) {
        let mut state = self.state();
        let used = std::mem::take(&mut state.used);
        state.held.retain(|key, _| used.contains(key));
        state.fresh.clear();
    }

    pub(super) fn save(&mut self) -> Result<Option<String>, CacheError> {
        let State { fresh, used, n_damaged, .. } = std::mem::take(&mut *self.state());
        let Some(Site { pack, .. }) = &mut self.site else { return Ok(None) };
        let damage = pack.damage(n_damaged);
        pack.save(&fresh, &used, &ASIDE).map(|()| damage)
    }

    fn hold(&self, key: Fingerprint, page: &[u8]) {
        if self.stays {
            self.state().held.insert(key, page.into());
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // What is under the lock is whole at every step.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
