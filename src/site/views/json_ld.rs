//! What a page tells machines about its subject, in the words of schema.org.

use serde_json::{Value, json};

use super::actor::ActorPage;
use super::place::PlacePage;
use super::timeline::Timeline;
use super::{EventItem, View};
use crate::base::SourceId;
use crate::claims::Status;
use crate::dossier::Event;
use crate::site::desk::Desk;
use crate::site::route;

/// Entries of a list that a block repeats; a page has them all.
const LISTED: usize = 100;

/// Adds to the block of a page what its kind can tell.
pub fn describe(desk: &Desk<'_>, view: &View, block: &mut Value) {
    match view {
        View::Briefing(page) => {
            block["headline"] = block["name"].clone();
            block["dateModified"] = json!(page.as_of.clone().unwrap_or_else(|| desk.options.built_on.to_string()));
            block["publisher"] = json!({ "@type": "Organization", "name": desk.options.title });
            block["citation"] = desk.numbers.order().iter().take(LISTED).filter_map(|&id| article(desk, id)).collect();
        }
        View::Timeline(page) => block["mainEntity"] = timeline(desk, page),
        View::Actors(page) => {
            let rows = page.sides.iter().flat_map(|side| &side.rows);
            block["mainEntity"] = list(desk, rows.map(|row| (row.name.clone(), row.href.clone())));
        }
        View::Actor(page) => block["mainEntity"] = actor(page, block["url"].as_str()),
        View::Issue(page) => block["about"] = json!({ "@type": "Thing", "name": page.name }),
        View::Place(page) => block["about"] = place(page),
        View::Sources(_) => {
            let articles: Vec<Value> = desk.numbers.order().iter().take(LISTED).filter_map(|&id| article(desk, id)).collect();
            let entries = (1..).zip(articles).map(|(position, item)| json!({ "@type": "ListItem", "position": position, "item": item }));
            block["mainEntity"] = json!({
                "@type": "ItemList",
                "numberOfItems": desk.numbers.order().len(),
                "itemListElement": entries.collect::<Vec<_>>(),
            });
        }
        View::Source(page) => {
            let id = page.item.as_ref().and_then(|item| desk.numbers.order().get(item.number.checked_sub(1)?));
            block["about"] = id.and_then(|&id| article(desk, id)).unwrap_or_else(|| page.json_ld());
        }
        _ => {}
    }
}

fn absolute(desk: &Desk<'_>, path: &str) -> Option<String> {
    let (file, anchor) = path.split_once('#').map_or((path, String::new()), |(file, anchor)| (file, format!("#{anchor}")));
    desk.options.base_url.as_ref().map(|base| format!("{base}{}{anchor}", route::clean(file)))
}

/// Puts a property in when there is something to put.
fn set(block: &mut Value, name: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        block[name] = value.into();
    }
}

fn list(desk: &Desk<'_>, items: impl Iterator<Item = (String, String)>) -> Value {
    let all: Vec<(String, String)> = items.collect();
    let entries = all.iter().take(LISTED).zip(1..).map(|((name, path), position)| {
        let mut entry = json!({ "@type": "ListItem", "position": position, "name": name });
        set(&mut entry, "url", absolute(desk, path));
        entry
    });
    json!({ "@type": "ItemList", "numberOfItems": all.len(), "itemListElement": entries.collect::<Vec<_>>() })
}

/// A source as the article that it is.
fn article(desk: &Desk<'_>, id: SourceId) -> Option<Value> {
    let source = desk.source(id)?;
    let meta = &source.reading.article().meta;
    let value = |known: &Option<crate::base::Known<String>>| known.as_ref().map(|known| known.value.clone());
    let mut block = json!({
        "@type": "NewsArticle",
        "headline": meta.title.value,
        "identifier": source.reading.article().fingerprint.to_string(),
    });
    set(&mut block, "url", value(&meta.url));
    set(&mut block, "inLanguage", value(&meta.language));
    set(&mut block, "datePublished", source.day.map(|day| day.to_string()));
    set(&mut block, "publisher", value(&meta.outlet).map(|name| json!({ "@type": "Organization", "name": name })));
    set(&mut block, "author", value(&meta.author).map(|name| json!({ "@type": "Person", "name": name })));
    Some(block)
}

fn actor(page: &ActorPage, url: Option<&str>) -> Value {
    let kind = match page.kind {
        "person" => "Person",
        "state" => "Country",
        "place" => "Place",
        _ => "Organization",
    };
    let mut names: Vec<&str> = page.names.iter().map(|name| name.name.as_str()).collect();
    names.retain(|name| *name != page.name);
    let mut block = json!({ "@type": kind, "name": page.name });
    set(&mut block, "alternateName", (!names.is_empty()).then(|| json!(names)));
    set(&mut block, "jobTitle", page.role.clone().filter(|_| kind == "Person"));
    set(&mut block, "url", url);
    block
}

fn place(page: &PlacePage) -> Value {
    let names: Vec<&str> = page.names.iter().map(|name| name.name.as_str()).filter(|name| *name != page.name).collect();
    let mut block = json!({ "@type": "Place", "name": page.name });
    set(&mut block, "alternateName", (!names.is_empty()).then(|| json!(names)));
    block
}

/// The dated events of the page, as far as a list goes.
fn timeline(desk: &Desk<'_>, page: &Timeline) -> Value {
    let items = page.before.iter().chain(&page.days).flat_map(|group| &group.events).filter(|item| item.datetime.is_some());
    let entries = items.take(LISTED).zip(1..).map(|(item, position)| {
        let event = item.id.strip_prefix("e-").and_then(|slug| desk.event_at(slug));
        json!({ "@type": "ListItem", "position": position, "item": event_block(desk, item, event) })
    });
    json!({ "@type": "ItemList", "numberOfItems": page.n_events, "itemListElement": entries.collect::<Vec<_>>() })
}

fn event_block(desk: &Desk<'_>, item: &EventItem, event: Option<&Event>) -> Value {
    let mut block = json!({ "@type": "Event", "name": item.title });
    let when = event.and_then(|event| event.when.as_ref()).map(|when| when.value);
    set(&mut block, "startDate", when.map(|when| when.earliest().to_string()).or_else(|| item.datetime.clone()));
    set(&mut block, "endDate", when.filter(|when| when.exact().is_none()).map(|when| when.latest().to_string()));
    set(&mut block, "location", item.place.as_ref().map(|name| json!({ "@type": "Place", "name": name })));
    set(&mut block, "url", absolute(desk, &item.href));
    let status = match event.map(|event| event.status) {
        Some(Status::Planned) => Some("https://schema.org/EventScheduled"),
        Some(Status::CalledOff) => Some("https://schema.org/EventCancelled"),
        _ => None,
    };
    set(&mut block, "eventStatus", status);
    block
}
