//! What the browser is shown: the last good site, and the trouble with the newest build.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use tokio::sync::watch;

use super::Attempt;

/// A good site in memory.
#[derive(Debug, Default)]
pub(super) struct Site {
    /// Bytes by path.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Its number among the good builds of this run; 0 before the first.
    pub build: u64,
    /// The path of its published address, "/" or "/talks/".
    pub base_path: String,
}

/// What a page is told over the open connection.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub(super) struct News {
    /// The number of the last good build.
    pub build: u64,
    /// What is wrong with the newest build, if it failed.
    pub trouble: Option<String>,
}

/// The last good site and the newest news, for many readers.
#[derive(Debug, Default)]
pub(super) struct Shown {
    site: RwLock<Arc<Site>>,
    news: watch::Sender<News>,
}

impl Shown {
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
            Ok(artifacts) => {
                let build = self.site().build + 1;
                let files = artifacts.into_iter().map(|artifact| (artifact.path, artifact.body)).collect();
                let site = Arc::new(Site { files, build, base_path: attempt.base_path });
                *self.site.write().unwrap_or_else(PoisonError::into_inner) = site;
                self.news.send_replace(News { build, trouble: None });
            }
            Err(trouble) => self.tell(trouble),
        }
    }

    /// Says what is wrong with the newest build.
    pub fn tell(&self, trouble: String) {
        self.news.send_replace(News { build: self.site().build, trouble: Some(trouble) });
    }
}
