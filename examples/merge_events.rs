//! Reads JSON lines `{"id", "topic", "doc", "sentence_no", "trigger", "sentence"}` on standard input and writes one JSON object, id → event.
//!
//! Each line is a telling of an event: the words that name it, and their sentence. Tellings of different topics are never one event.
//! Of `id` and `doc` it matters only whether two are equal.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, BufRead, Write};

use demarche::dossier::{Told, groups};
use serde::Deserialize;

#[derive(Deserialize)]
struct Item {
    id: String,
    topic: String,
    doc: String,
    sentence_no: usize,
    trigger: String,
    sentence: String,
}

fn main() -> io::Result<()> {
    let mut topics: BTreeMap<String, Vec<Item>> = BTreeMap::new();
    for line in io::stdin().lock().lines() {
        let item: Item = serde_json::from_str(&line?)?;
        topics.entry(item.topic.clone()).or_default().push(item);
    }
    let events: BTreeMap<&str, String> = topics.values().flat_map(|items| events(items)).collect();
    writeln!(io::stdout().lock(), "{}", serde_json::to_string(&events)?)
}

/// The items of one topic with their events.
fn events(items: &[Item]) -> impl Iterator<Item = (&str, String)> {
    let mut docs: HashMap<&str, usize> = HashMap::new();
    let mut told: Vec<Told<'_>> = Vec::new();
    for item in items {
        let next = docs.len();
        let article = *docs.entry(&item.doc).or_insert(next);
        told.push(Told { article, sentence: item.sentence_no, names_it: &item.trigger, words: &item.sentence });
    }
    items.iter().zip(groups(&told)).map(|(item, event)| (item.id.as_str(), format!("{}/{event}", item.topic)))
}
