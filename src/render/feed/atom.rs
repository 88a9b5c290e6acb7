//! Atom.

use atom_syndication::{Category, Entry, Feed as Atom, Generator, Link, Person, Text};

use super::{Address, midnight};
use crate::site::{Feed, Site};

/// The bytes of a `feed.xml`.
pub fn atom(site: &Site, feed: &Feed) -> Vec<u8> {
    let address = Address { base: site.base_url.as_deref(), feed };
    let mut atom = Atom::default();
    atom.set_id(address.feed_id("feed.xml"));
    atom.set_title(Text::plain(feed.title.clone()));
    atom.set_lang(Some(feed.language.clone()));
    if !feed.subtitle.is_empty() {
        atom.set_subtitle(Text::plain(feed.subtitle.clone()));
    }
    atom.set_updated(midnight(feed.updated));
    atom.set_generator(Generator { value: "demarche".to_owned(), uri: None, version: Some(env!("CARGO_PKG_VERSION").to_owned()) });
    atom.set_authors(vec![Person { name: site.feed.title.clone(), ..Person::default() }]);
    let own = format!("{}feed.xml", feed.folder);
    atom.set_links(vec![
        link("self", address.of(&own), "application/atom+xml"),
        link("alternate", address.of(&address.home()), "text/html"),
    ]);
    atom.set_entries(feed.entries.iter().map(|entry| one(site, &address, entry)).collect::<Vec<_>>());
    // Writing to memory cannot fail; an empty file would be seen by the whole-site check.
    let mut bytes = atom.write_to(Vec::new()).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn one(site: &Site, address: &Address<'_>, entry: &crate::site::Entry) -> Entry {
    let mut atom = Entry::default();
    atom.set_id(address.entry_id(&site.feed.title, entry));
    atom.set_title(Text::plain(entry.title.clone()));
    atom.set_updated(midnight(entry.updated));
    atom.set_summary(Some(Text::plain(entry.summary.clone())));
    atom.set_categories(vec![Category { term: entry.kind.clone(), ..Category::default() }]);
    atom.set_links(vec![link("alternate", address.of(&entry.path), "text/html")]);
    atom
}

fn link(rel: &str, href: String, mime: &str) -> Link {
    Link { href, rel: rel.to_owned(), mime_type: Some(mime.to_owned()), ..Link::default() }
}
