//! What the browser is shown: the last good site, and the trouble with the newest build.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{SystemTime, UNIX_EPOCH};

use axum::body::Bytes;
use tokio::sync::watch;

use crate::render::Artifact;

use super::maker::{Made, Maker};
use super::{Attempt, Good};

/// A file of the site.
#[derive(Clone, Debug)]
pub(super) struct File {
    /// Its bytes, shared with whoever is reading them.
    pub bytes: Bytes,
    /// Since when it has had them, as far as this run knows.
    pub modified: SystemTime,
}

/// A good site in memory.
#[derive(Debug)]
pub(super) struct Site {
    /// Files that are there already, by path.
    pub files: BTreeMap<String, File>,
    /// Its number among the good builds of this run; 0 before the first.
    pub build: u64,
    /// The build in which a style sheet last changed.
    pub styles: u64,
    /// The build in which anything else last changed.
    pub pages: u64,
    /// When it was built.
    pub built: SystemTime,
    /// The path of its published address, "/" or "/talks/".
    pub base_path: String,
    /// Who makes the other files.
    pub maker: Option<Maker>,
    /// What was made by now.
    made: Mutex<BTreeMap<String, File>>,
    /// What earlier sites showed at paths of which nothing is made yet.
    before: BTreeMap<String, File>,
}

impl Default for Site {
    fn default() -> Self {
        Self {
            files: BTreeMap::new(),
            build: 0,
            styles: 0,
            pages: 0,
            built: UNIX_EPOCH,
            base_path: "/".to_owned(),
            maker: None,
            made: Mutex::default(),
            before: BTreeMap::new(),
        }
    }
}

/// What there is at a path.
#[derive(Debug)]
pub(super) enum Found {
    File(File),
    Failed,
    Nothing,
}

impl Site {
    /// Whether a path is known to have a file.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path) || self.maker.as_ref().is_some_and(|maker| maker.has(path))
    }

    /// The file at a path, made now if it has to be. One that cannot be made is that of an earlier site.
    pub fn get(&self, path: &str) -> Found {
        if let Some(file) = self.files.get(path) {
            return Found::File(file.clone());
        }
        let made = || self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(file) = made().get(path) {
            return Found::File(file.clone());
        }
        let Some(maker) = &self.maker else { return Found::Nothing };
        let earlier = self.before.get(path);
        match maker.make(path) {
            Made::File(bytes) => {
                let same = earlier.filter(|file| file.bytes == bytes).cloned();
                let file = same.unwrap_or_else(|| File { bytes: bytes.into(), modified: self.built });
                made().insert(path.to_owned(), file.clone());
                Found::File(file)
            }
            Made::Failed => earlier.cloned().map_or(Found::Failed, Found::File),
            Made::Nothing => Found::Nothing,
        }
    }

    /// The site after this one. Files that did not change keep their bytes and their time.
    fn after(&self, good: Good, base_path: String, built: SystemTime) -> Self {
        let build = self.build + 1;
        let Good { artifacts, maker, same_pages } = good;
        let before = self.known();
        let mut next = Self { build, styles: self.styles, pages: self.pages, built, base_path, maker, ..Self::default() };
        for Artifact { path, body, .. } in artifacts {
            let file = match before.get(&path) {
                Some(same) if same.bytes == body => same.clone(),
                known => {
                    // Of a page that nobody asked for, nobody has another version.
                    if known.is_some() || !self.has(&path) {
                        next.note(&path);
                    }
                    File { bytes: body.into(), modified: built }
                }
            };
            next.files.insert(path, file);
        }
        next.before = before.into_iter().filter(|(path, _)| !next.files.contains_key(path)).collect();
        let is_made = next.maker.as_ref().is_some_and(Maker::has_pages);
        let gone = self.files.keys().any(|path| !next.has(path));
        if gone || is_made && !same_pages || self.build == 0 || self.base_path != next.base_path {
            next.pages = build;
        }
        next
    }

    /// Everything that was shown so far, the newest of each path.
    fn known(&self) -> BTreeMap<String, File> {
        let mut known = self.before.clone();
        known.extend(self.made.lock().unwrap_or_else(PoisonError::into_inner).clone());
        known.extend(self.files.clone());
        known
    }

    /// Notes a file that is new or changed.
    fn note(&mut self, path: &str) {
        if path.ends_with(".css") { self.styles = self.build } else { self.pages = self.build }
    }
}

/// What a page is told over the open connection.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub(super) struct News {
    /// Which run of the preview this is; builds of another are not comparable.
    pub run: u64,
    /// The number of the last good build.
    pub build: u64,
    /// The good build in which a style sheet last changed.
    pub styles: u64,
    /// The good build in which anything else last changed.
    pub pages: u64,
    /// What is wrong with the newest build, if it failed.
    pub trouble: Option<String>,
}

/// The last good site and the newest news, for many readers.
#[derive(Debug)]
pub(super) struct Shown {
    /// The moment at which this run began, in milliseconds since 1970.
    pub run: u64,
    site: RwLock<Arc<Site>>,
    news: watch::Sender<News>,
}

impl Shown {
    /// Nothing yet.
    pub fn new() -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let run = u64::try_from(since.as_millis()).unwrap_or_default();
        let news = News { run, build: 0, styles: 0, pages: 0, trouble: None };
        Self { run, site: RwLock::default(), news: watch::Sender::new(news) }
    }

    /// The last good site.
    pub fn site(&self) -> Arc<Site> {
        Arc::clone(&self.site.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The newest news, now and whenever they change.
    pub fn news(&self) -> watch::Receiver<News> {
        self.news.subscribe()
    }

    /// Takes over a build: a good one replaces the site, a failed one leaves it standing.
    pub fn publish(&self, attempt: Attempt) {
        match attempt.result {
            Ok(good) => {
                let site = Arc::new(self.site().after(good, attempt.base_path, SystemTime::now()));
                let before = std::mem::replace(&mut *self.site.write().unwrap_or_else(PoisonError::into_inner), Arc::clone(&site));
                self.announce(None);
                if let Some(maker) = &site.maker {
                    maker.shown(site.build);
                }
                drop(before);
            }
            Err(trouble) => self.tell(trouble),
        }
    }

    /// Says what is wrong with the newest build.
    pub fn tell(&self, trouble: String) {
        self.announce(Some(trouble));
    }

    /// Says what is wrong with a build that is shown, unless another one is by now.
    pub fn tell_of(&self, build: u64, trouble: String) {
        if self.site().build == build {
            self.tell(trouble);
        }
    }

    fn announce(&self, trouble: Option<String>) {
        let Site { build, styles, pages, .. } = *self.site();
        self.news.send_replace(News { run: self.run, build, styles, pages, trouble });
    }
}
