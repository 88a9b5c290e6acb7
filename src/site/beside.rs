//! What stands beside the pages, for machines and for whoever looks for a word; it can be laid out after them.

use super::desk::Desk;
use super::feed::{self, Feed};
use super::printed::{Printed, Shown};
use super::search::{self, Search};
use super::tables::{self, Tables};
use super::{Options, Words};
use crate::base::Report;
use crate::dossier::Dossier;

/// Tables, search and the feeds of single things.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// Feeds of actors and issues.
    pub feeds: Vec<Feed>,
    /// What the search finds.
    pub search: Search,
    /// The tables for machines.
    pub tables: Tables,
}

impl Beside {
    pub(super) fn of(desk: &Desk<'_>, shown: &Shown) -> Self {
        let printed = Printed::new(desk, shown);
        let (feeds, (tables, search)) = rayon::join(
            || feed::beside_pages(desk, &printed),
            || rayon::join(|| tables::all(desk, &printed), || search::everything(desk, &printed)),
        );
        Self { feeds, search, tables }
    }
}

/// What is needed to lay out the rest of a site of which the pages are laid out.
#[derive(Debug)]
pub struct Later(Shown);

impl Later {
    pub(super) fn of(shown: Shown) -> Self {
        Self(shown)
    }

    /// The rest, from the dossier, the options and the words from which the pages came.
    pub fn lay_out(&self, dossier: &Dossier, options: &Options, words: &Words) -> Beside {
        // What is wrong with the desk's own briefing was told with the pages.
        let desk = Desk::read(dossier, options, words, &mut Report::default());
        Beside::of(&desk, &self.0)
    }
}
