//! What stands beside the pages, for machines and for whoever looks for a word; it can be laid out after them.

use super::desk::Desk;
use super::feed::{self, Feed};
use super::printed::{Printed, Shown};
use super::search::{self, Search};
use super::tables::{self, Tables};

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
