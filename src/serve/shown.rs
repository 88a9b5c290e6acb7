//! What the browser is shown: the last good site, and the trouble with the newest build.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{SystemTime, UNIX_EPOCH};

use axum::body::Bytes;
use tokio::sync::watch;

use crate::render::Artifact;

use super::rest::Rest;
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
    /// Files by path.
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
    /// Files that are made when the first of them is asked for.
    pub rest: Rest,
}

impl Default for Site {
    fn default() -> Self {
        let rest = Rest::default();
        Self { files: BTreeMap::new(), build: 0, styles: 0, pages: 0, built: UNIX_EPOCH, base_path: "/".to_owned(), rest }
    }
}

impl Site {
    /// The site after this one. Files that did not change keep their bytes and their time.
    fn after(&self, good: Good, base_path: String, built: SystemTime) -> Self {
        let build = self.build + 1;
        let rest = Rest::of(good.rest, built);
        let mut next = Self { build, styles: self.styles, pages: self.pages, built, base_path, rest, ..Self::default() };
        for Artifact { path, body, .. } in good.artifacts {
            let file = match self.files.get(&path).filter(|file| file.bytes == body) {
                Some(same) => same.clone(),
                None => {
                    next.note(&path);
                    File { bytes: body.into(), modified: built }
                }
            };
            next.files.insert(path, file);
        }
        let gone = self.files.keys().any(|path| !next.files.contains_key(path));
        if gone || self.build == 0 || self.base_path != next.base_path {
            next.pages = build;
        }
        next
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
                *self.site.write().unwrap_or_else(PoisonError::into_inner) = site;
                self.announce(None);
            }
            Err(trouble) => self.tell(trouble),
        }
    }

    /// Says what is wrong with the newest build.
    pub fn tell(&self, trouble: String) {
        self.announce(Some(trouble));
    }

    fn announce(&self, trouble: Option<String>) {
        let Site { build, styles, pages, .. } = *self.site();
        self.news.send_replace(News { run: self.run, build, styles, pages, trouble });
    }
}
