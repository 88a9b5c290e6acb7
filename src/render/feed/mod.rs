//! Feeds: one small file for each format, and what both need to know of addresses.

mod atom;
mod json;

use chrono::NaiveDate;

pub use atom::atom;
pub use json::json;

use crate::base::Fingerprint;
use crate::site::{Entry, Feed};

/// Where a feed and its links point: absolute with the site's address, else relative to the feed's folder.
struct Address<'s> {
    base: Option<&'s str>,
    feed: &'s Feed,
}

impl Address<'_> {
    /// The address of a file of the site, given its path.
    fn of(&self, path: &str) -> String {
        match self.base {
            Some(base) => format!("{base}{}", path.replacen("index.html", "", 1)),
            None => format!("{}{path}", "../".repeat(self.feed.folder.matches('/').count())),
        }
    }

    /// The id of the feed itself; Atom and JSON of one thing are told apart by their file's name.
    fn feed_id(&self, file: &str) -> String {
        let folder = &self.feed.folder;
        self.base.map_or_else(|| urn(&format!("{}{folder}", self.feed.title)), |base| format!("{base}{folder}{file}"))
    }

    /// The id of an entry: that of the event, whichever feed it stands in.
    fn entry_id(&self, site: &str, entry: &Entry) -> String {
        self.base.map_or_else(|| urn(&format!("{site}\n{}", entry.slug)), |base| format!("{base}timeline/#e-{}", entry.slug))
    }

    /// Path of the page that the feed is about.
    fn home(&self) -> String {
        format!("{}index.html", self.feed.folder)
    }
}

/// Midnight of a day, which is all that is known of the hour.
pub(super) fn midnight(day: NaiveDate) -> chrono::DateTime<chrono::FixedOffset> {
    day.and_time(chrono::NaiveTime::MIN).and_utc().fixed_offset()
}

/// An id for what has no address: a UUID of version 8 over the fingerprint of a name.
pub(super) fn urn(name: &str) -> String {
    let hex = Fingerprint::of(name.as_bytes()).to_string();
    format!("urn:uuid:{}-{}-8{}-8{}-{}", &hex[..8], &hex[8..12], &hex[13..16], &hex[17..20], &hex[20..32])
}
