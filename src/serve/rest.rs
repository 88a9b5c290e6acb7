//! Files that nobody waits for: exports and the index of the search are made when a browser asks for the first of them.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;
use std::time::SystemTime;

use super::Later;
use super::shown::File;
use crate::render::Artifact;

type Files = BTreeMap<String, File>;
type Make = Box<dyn FnOnce() -> Files + Send>;

/// The rest of a site: nothing, something to be made, or what was made.
pub(super) struct Rest(LazyLock<Files, Make>);

impl Rest {
    /// What `make` makes, once, when it is asked for; files have the time of their build.
    pub fn of(make: Option<Later>, built: SystemTime) -> Self {
        let file = move |Artifact { path, body, .. }| (path, File { bytes: body.into(), modified: built });
        Self(LazyLock::new(Box::new(move || make.map(|make| make().into_iter().map(file).collect()).unwrap_or_default())))
    }

    /// The file at a path. The first question takes as long as making all of them.
    pub fn get(&self, path: &str) -> Option<&File> {
        self.0.get(path)
    }
}

impl Default for Rest {
    fn default() -> Self {
        Self::of(None, SystemTime::UNIX_EPOCH)
    }
}

impl fmt::Debug for Rest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Rest")
    }
}
