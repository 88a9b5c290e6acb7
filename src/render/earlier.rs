//! Pages that were rendered before are not rendered again.

use serde::Serialize;

use super::Theme;
use crate::base::Fingerprint;
use crate::site::{Card, Frame, Page, Site, View};

/// Where pages of earlier builds are kept, each under the fingerprint of all that has a part in its bytes.
pub trait Earlier: Sync {
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

    /// The bytes of a page: those of an earlier build, or those that `render` makes, which are kept.
    pub fn page<E>(&self, page: &Page, render: impl FnOnce() -> Result<Vec<u8>, E>) -> Result<Vec<u8>, E> {
        let seen = Seen { template: page.template, frame: &page.frame, view: &page.view, notes: &page.notes };
        let Some(key) = Fingerprint::of_value(self.common, &seen) else { return render() };
        if let Some(bytes) = self.earlier.recall(key, &page.path) {
            return Ok(bytes);
        }
        let bytes = render()?;
        self.earlier.keep(key, &bytes);
        Ok(bytes)
    }
}
