//! TimelineJS 3: dated events with their sentence, people and sources.

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};

use super::joined::{self, Joined, ids};
use crate::site::EventRow;

/// The bytes of `data/timelinejs.json`.
pub fn timeline(joined: &Joined<'_>) -> Vec<u8> {
    let site = joined.site;
    super::pretty(&json!({
        "scale": "human",
        "title": { "text": { "headline": escaped(&site.feed.title), "text": escaped(&site.feed.subtitle) } },
        "events": site.beside.tables.events.iter().filter_map(|event| slide(joined, event)).collect::<Vec<_>>(),
    }))
}

fn slide(joined: &Joined<'_>, event: &EventRow) -> Option<Value> {
    let (first, last) = joined::days(event)?;
    let mut outlets: Vec<&str> = ids(&event.sources).filter_map(|id| joined.source(id)).map(|source| source.outlet.as_str()).collect();
    outlets.sort_unstable();
    outlets.dedup();
    outlets.retain(|outlet| !outlet.is_empty());
    let mut text = format!("<p>{}</p>", escaped(&event.summary));
    if !outlets.is_empty() {
        text.push_str(&format!("<p>{}</p>", escaped(&outlets.join("; "))));
    }
    if let Some(address) = joined.address(&event.path) {
        let label = joined.site.words.get("nav.timeline");
        text.push_str(&format!("<p><a href=\"{}\">{}</a></p>", escaped(&address), escaped(label)));
    }
    let mut slide = json!({
        "unique_id": event.id,
        "start_date": date(first),
        "text": { "headline": escaped(&event.title), "text": text },
        "group": joined.site.words.get(&format!("kind.{}", event.kind)),
    });
    if last > first {
        slide["end_date"] = date(last);
    }
    Some(slide)
}

fn date(day: NaiveDate) -> Value {
    json!({ "year": day.year(), "month": day.month(), "day": day.day() })
}

/// TimelineJS takes HTML wherever it takes words.
fn escaped(words: &str) -> String {
    html_escape::encode_safe(words).into_owned()
}
