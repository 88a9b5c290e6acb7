//! Pages that were rendered before are not rendered again.

use serde::Serialize;

use super::{Standing, Theme};
use crate::base::Fingerprint;
use crate::site::{Card, Frame, Page, Site, View};

/// Where pages of earlier builds are kept, each under the fingerprint of all that has a part in its bytes.
pub trait Earlier: Sync {
    /// The page at a path of the output folder, when it was rendered under this fingerprint and nobody touched it since.
    fn standing(&self, key: Fingerprint, path: &str) -> Option<Standing>;

    /// The page of that path that was rendered under this fingerprint.
    fn recall(&self, key: Fingerprint, path: &str) -> Option<Vec<u8>>;

    /// Keeps a page for the next build.
    fn keep(&self, key: Fingerprint, page: &[u8]);
}

/// What all pages of a build have in common, and where earlier ones are kept.
pub(super) struct Again<'a> {
    earlier: &'a dyn Earlier,
    common: Fingerprint,
}

/// All that a template sees of one page.
#[derive(Serialize)]
struct Seen<'a> {
    template: &'a str,
    frame: &'a Frame,
    view: &'a View,
    notes: &'a [Card],
}

impl<'a> Again<'a> {
    /// The pages of one site in one theme; `None` when JSON cannot hold the words of the interface.
    pub fn new(earlier: &'a dyn Earlier, site: &Site, theme: &Theme) -> Option<Self> {
        let common = (env!("DEMARCHE_ENGINE"), site.words.table(), site.bundled_fonts);
        Some(Self { earlier, common: Fingerprint::of_value(theme.fingerprint(), &common)? })
    }

    /// All that has a part in the bytes of a page; `None` when JSON cannot hold it.
    pub fn key(&self, page: &Page) -> Option<Fingerprint> {
        Fingerprint::of_value(self.common, &Seen { template: page.template, frame: &page.frame, view: &page.view, notes: &page.notes })
    }

    /// The page of that path as it stands in the output folder.
    pub fn standing(&self, key: Option<Fingerprint>, path: &str) -> Option<Standing> {
        self.earlier.standing(key?, path)
    }

    /// The bytes of a page: those of an earlier build, or those that `render` makes, which are kept.
    pub fn page<E>(&self, key: Option<Fingerprint>, path: &str, render: impl FnOnce() -> Result<Vec<u8>, E>) -> Result<Vec<u8>, E> {
        let Some(key) = key else { return render() };
        if let Some(bytes) = self.earlier.recall(key, path) {
            return Ok(bytes);
        }
        let bytes = render()?;
        self.earlier.keep(key, &bytes);
        Ok(bytes)
    }
}
