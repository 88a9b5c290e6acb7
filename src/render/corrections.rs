//! The feed of corrections.

use atom_syndication::{Entry, Feed as Atom, Link, Person, Text};

use super::feed::{midnight, urn};
use crate::site::{CorrectionEntry, Site};

/// The bytes of `corrections/feed.xml`; a feed without entries is one too.
pub fn atom(site: &Site) -> Vec<u8> {
    let base = site.base_url.as_deref();
    let title = site.words.fill("corrections.feed", &[("site", &site.feed.title)]);
    let mut atom = Atom::default();
    atom.set_id(base.map_or_else(|| urn(&title), |base| format!("{base}corrections/feed.xml")));
    atom.set_title(Text::plain(title.clone()));
    atom.set_updated(midnight(site.corrections.first().map_or(site.feed.updated, |newest| newest.day)));
    atom.set_authors(vec![Person { name: site.feed.title.clone(), ..Person::default() }]);
    atom.set_links(vec![link("self", base, "feed.xml", "application/atom+xml"), link("alternate", base, &page(site, ""), "text/html")]);
    atom.set_entries(site.corrections.iter().map(|one| entry(site, &title, one)).collect::<Vec<_>>());
    // Writing to memory cannot fail; an empty file would be seen by the whole-site check.
    let mut bytes = atom.write_to(Vec::new()).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn entry(site: &Site, title: &str, one: &CorrectionEntry) -> Entry {
    let (base, words) = (site.base_url.as_deref(), &site.words);
    let mut entry = Entry::default();
    entry.set_id(base.map_or_else(|| urn(&format!("{title}\n{}", one.id)), |base| format!("{base}corrections/#{}", one.id)));
    entry.set_title(Text::plain(one.about.clone()));
    entry.set_updated(midnight(one.day));
    let wrong = words.get(&format!("corrections.wrong_{}", one.wrong)).to_owned();
    let summary = words.fill("corrections.summary", &[("said", &one.said), ("says", &one.says), ("wrong", &wrong)]);
    entry.set_summary(Some(Text::plain(summary)));
    entry.set_links(vec![link("alternate", base, &page(site, &format!("#{}", one.id)), "text/html")]);
    entry
}

/// The page beside the feed: by its folder where there is a server, by its file where there may be none.
fn page(site: &Site, anchor: &str) -> String {
    format!("{}{anchor}", if site.base_url.is_some() { "" } else { "index.html" })
}

fn link(rel: &str, base: Option<&str>, beside: &str, mime: &str) -> Link {
    let href = base.map_or_else(|| beside.to_owned(), |base| format!("{base}corrections/{beside}"));
    Link { href, rel: rel.to_owned(), mime_type: Some(mime.to_owned()), ..Link::default() }
}
