//! What was read of unchanged files, remembered between builds.
//!
//! In come readings under the fingerprint of all that had a part in them; out come the same readings again.
//! Nothing is ever served under another fingerprint, and a file of readings that is damaged, foreign or half written costs time, never a wrong page.
#![expect(clippy::disallowed_methods, reason = "this room is an end that reads and writes the disk")]

mod pack;
mod pages;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use crate::base::{Fingerprint, Report};
use crate::claims::Claims;
use crate::ingest::Article;
use crate::mentions::Mentions;
use crate::text::{self, Document, Outline};

pub use pack::CacheError;
use pack::{Label, Pack};
pub use pages::Pages;

/// Name of the file of readings below the cache's folder.
const FILE: &str = "readings";
const LABEL: Label = Label { magic: b"demarche readings 1\n", of: "readings", anew: "read anew from the articles" };
/// Name of the file that tells what the pages of the site were made of.
const PAGES: &str = "pages";
/// What keeps version control and backups away from the folder.
const ASIDE: [(&str, &str); 2] = [(".gitignore", "*\n"), ("CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n")];

/// Which engine reads: a fingerprint of its sources and of the crates that it is made with.
pub const ENGINE: &str = env!("DEMARCHE_ENGINE");

/// Everything that was read of one file.
#[derive(Clone, Debug)]
pub struct FileReading {
    /// What was found on the way.
    pub findings: Report,
    /// Its articles in order.
    pub articles: Vec<Said>,
}

/// One article and all that it says, read alone.
#[derive(Clone, Debug)]
pub struct Said {
    /// The article with its sentences.
    pub document: Arc<Document>,
    /// Who, where and when its words point at.
    pub mentions: Arc<Mentions>,
    /// What it says.
    pub claims: Arc<Claims>,
    /// The outline of its text.
    pub outline: Arc<Outline>,
}

/// The form on disk: sentences are found again, faster than they would be read.
#[derive(Serialize, Deserialize)]
struct Written {
    findings: Report,
    articles: Vec<(Article, Mentions, Claims, Outline)>,
}

/// The same to write from.
#[derive(Serialize)]
struct Writing<'a> {
    findings: &'a Report,
    articles: Vec<(&'a Article, &'a Mentions, &'a Claims, &'a Outline)>,
}

/// Readings of files, in memory and in a file.
#[derive(Debug, Default)]
pub struct Cache {
    pack: Option<Pack>,
    pages: Pages,
    state: Mutex<State>,
    /// Whether readings are kept in memory for the next build of this process.
    stays: bool,
}

#[derive(Debug, Default)]
struct State {
    /// Readings of this process.
    held: BTreeMap<Fingerprint, Arc<FileReading>>,
    /// Readings that the file does not have yet.
    fresh: BTreeMap<Fingerprint, Vec<u8>>,
    /// What this build asked for or gave.
    used: BTreeSet<Fingerprint>,
    /// Entries of the file that were no good.
    n_damaged: usize,
}

impl Cache {
    /// Remembers nothing.
    pub fn none() -> Self {
        Self::default()
    }

    /// The readings in a folder; an empty cache when there are none that can be used.
    pub fn open(folder: &Path) -> Self {
        Self { pack: Some(Pack::open(folder.join(FILE), LABEL)), ..Self::default() }
    }

    /// The readings and the pages in a folder; `site` is where the last build left its pages.
    pub fn open_with_site(folder: &Path, site: &Path) -> Self {
        Self { pages: Pages::open(folder.join(PAGES), site), ..Self::open(folder) }
    }

    /// Keeps in memory what is read from now on, for a process that builds again and again.
    #[must_use]
    pub fn staying(mut self) -> Self {
        self.stays = true;
        self.pages.stays = true;
        self
    }

    /// The pages that were rendered before, when any are remembered.
    pub fn pages(&self) -> Option<&Pages> {
        (!self.pages.is_none()).then_some(&self.pages)
    }

    /// Whether nothing is remembered.
    pub fn is_none(&self) -> bool {
        self.pack.is_none() && !self.stays
    }

    /// What was read under this fingerprint.
    pub fn recall(&self, key: Fingerprint) -> Option<Arc<FileReading>> {
        self.state().used.insert(key);
        if let Some(held) = self.state().held.get(&key) {
            return Some(Arc::clone(held));
        }
        let bytes = self.pack.as_ref()?.get(key)?;
        let Some(reading) = bytes.and_then(read) else {
            self.state().n_damaged += 1;
            return None;
        };
        let reading = Arc::new(reading);
        self.hold(key, &reading);
        Some(reading)
    }

    /// Remembers what was read.
    pub fn keep(&self, key: Fingerprint, reading: FileReading) {
        let bytes = self.pack.as_ref().and_then(|_| write(&reading));
        let mut state = self.state();
        state.used.insert(key);
        state.fresh.extend(bytes.map(|bytes| (key, bytes)));
        drop(state);
        self.hold(key, &Arc::new(reading));
    }

    /// Lets go in memory of what nobody asked for since the last time. Nothing is written.
    pub fn forget(&self) {
        let mut state = self.state();
        let used = std::mem::take(&mut state.used);
        state.held.retain(|key, _| used.contains(key));
        state.fresh.clear();
        drop(state);
        self.pages.forget();
    }

    /// Writes what is new and forgets what nobody asked for since the last time; says what was wrong with the file, if anything was.
    ///
    /// # Errors
    /// When the file cannot be written. What it held before is still there then, or is found damaged the next time.
    pub fn save(&mut self) -> Result<Option<String>, CacheError> {
        let State { fresh, used, n_damaged, .. } = std::mem::take(&mut *self.state());
        let of_pages = self.pages.save()?;
        let Some(pack) = &mut self.pack else { return Ok(of_pages) };
        let damage = pack.damage(n_damaged);
        pack.save(&fresh, &used, &ASIDE)?;
        Ok(damage.or(of_pages))
    }

    fn hold(&self, key: Fingerprint, reading: &Arc<FileReading>) {
        if self.stays {
            self.state().held.insert(key, Arc::clone(reading));
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // What is under the lock is whole at every step.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn read(bytes: &[u8]) -> Option<FileReading> {
    let Written { findings, articles } = postcard::from_bytes(bytes).ok()?;
    let said = |(article, mentions, claims, outline): (Article, Mentions, Claims, Outline)| Said {
        document: Arc::new(text::divide(Arc::new(article))),
        mentions: Arc::new(mentions),
        claims: Arc::new(claims),
        outline: Arc::new(outline),
    };
    Some(FileReading { findings, articles: articles.into_iter().map(said).collect() })
}

fn write(reading: &FileReading) -> Option<Vec<u8>> {
    let articles = reading.articles.iter().map(|said| (&*said.document.article, &*said.mentions, &*said.claims, &*said.outline)).collect();
    postcard::to_allocvec(&Writing { findings: &reading.findings, articles }).ok()
}
