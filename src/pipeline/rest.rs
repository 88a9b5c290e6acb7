//! What stands beside the pages, made when somebody asks for it.

use crate::dossier::Dossier;
use crate::render::{self, Artifact};
use crate::site::{Later, Options, Site};

/// Exports, search and feeds of single things of a site whose pages are made: a preview needs them only when its reader opens one.
#[derive(Debug)]
pub struct Rest {
    dossier: Dossier,
    options: Options,
    /// The site without its pages.
    site: Site,
    later: Later,
}

impl Rest {
    pub(super) fn new(dossier: Dossier, options: Options, mut site: Site, later: Later) -> Self {
        site.pages = Vec::new();
        Self { dossier, options, site, later }
    }

    /// The files, each with its path; in no order.
    pub fn make(mut self) -> Vec<Artifact> {
        self.site.beside = self.later.lay_out(&self.dossier, &self.options, &self.site.words);
        render::render_beside(&self.site)
    }
}
