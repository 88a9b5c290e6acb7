//! The Atom feed.

use atom_syndication::{Entry, Feed as Atom, FixedDateTime, Generator, Link, Person, Text};
use chrono::NaiveDate;

use crate::base::Fingerprint;
use crate::site::{Feed, Site};

/// The bytes of `feed.xml`.
pub fn atom(site: &Site) -> Vec<u8> {
    let feed = &site.feed;
    let base = site.base_url.as_deref();
    let mut atom = Atom::default();
    atom.set_id(base.map_or_else(|| urn(&feed.title), |base| format!("{base}feed.xml")));
    atom.set_title(Text::plain(feed.title.clone()));
    if !feed.subtitle.is_empty() {
        atom.set_subtitle(Text::plain(feed.subtitle.clone()));
    }
    atom.set_updated(midnight(feed.updated));
    atom.set_generator(Generator { value: "demarche".to_owned(), uri: None, version: Some(env!("CARGO_PKG_VERSION").to_owned()) });
    atom.set_authors(vec![Person { name: feed.title.clone(), ..Person::default() }]);
    atom.set_links(vec![link("self", base, "feed.xml", "application/atom+xml"), link("alternate", base, "index.html", "text/html")]);
    atom.set_entries(feed.entries.iter().map(|entry| one(feed, entry, base)).collect::<Vec<_>>());
    // Writing to memory cannot fail; an empty file would be seen by the whole-site check.
    let mut bytes = atom.write_to(Vec::new()).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn one(feed: &Feed, entry: &crate::site::Entry, base: Option<&str>) -> Entry {
    let mut atom = Entry::default();
    atom.set_id(base.map_or_else(|| urn(&format!("{}\n{}", feed.title, entry.slug)), |base| format!("{base}timeline/#e-{}", entry.slug)));
    atom.set_title(Text::plain(entry.title.clone()));
    atom.set_updated(midnight(entry.updated));
    atom.set_summary(Some(Text::plain(entry.summary.clone())));
    atom.set_links(vec![link("alternate", base, &entry.path, "text/html")]);
    atom
}

fn link(rel: &str, base: Option<&str>, path: &str, mime: &str) -> Link {
    let path = if base.is_some() { path.replacen("index.html", "", 1) } else { path.to_owned() };
    Link { href: format!("{}{path}", base.unwrap_or_default()), rel: rel.to_owned(), mime_type: Some(mime.to_owned()), ..Link::default() }
}

pub(super) fn midnight(day: NaiveDate) -> FixedDateTime {
    day.and_time(chrono::NaiveTime::MIN).and_utc().fixed_offset()
}

/// An id for what has no address: a UUID of version 8 over the fingerprint of a name.
pub(super) fn urn(name: &str) -> String {
    let hex = Fingerprint::of(name.as_bytes()).to_string();
    format!("urn:uuid:{}-{}-8{}-8{}-{}", &hex[..8], &hex[8..12], &hex[13..16], &hex[17..20], &hex[20..32])
}
