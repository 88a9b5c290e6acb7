//! JSON Feed 1.1.

use serde_json::{Value, json};

use super::{Address, midnight};
use crate::site::{Entry, Feed, Site};

/// The bytes of a `feed.json`. Addresses are left out of a site that has none: the format asks for absolute ones.
pub fn json(site: &Site, feed: &Feed) -> Vec<u8> {
    let address = Address { base: site.base_url.as_deref(), feed };
    let mut out = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "language": feed.language,
        "authors": [{ "name": site.feed.title }],
        "items": feed.entries.iter().map(|entry| item(site, &address, entry)).collect::<Vec<_>>(),
    });
    if !feed.subtitle.is_empty() {
        out["description"] = json!(feed.subtitle);
    }
    if site.base_url.is_some() {
        out["home_page_url"] = json!(address.of(&address.home()));
        out["feed_url"] = json!(address.of(&format!("{}feed.json", feed.folder)));
    }
    format!("{out:#}\n").into_bytes()
}

fn item(site: &Site, address: &Address<'_>, entry: &Entry) -> Value {
    let mut item = json!({
        "id": address.entry_id(&site.feed.title, entry),
        "title": entry.title,
        "content_text": entry.summary,
        "date_modified": midnight(entry.updated).to_rfc3339(),
        "tags": [entry.kind],
    });
    if site.base_url.is_some() {
        item["url"] = json!(address.of(&entry.path));
    }
    item
}
