//! One actor as JSON: its row of the table, and the rows in which it takes part.

use serde_json::{Value, json};

use super::joined::{Joined, ids};
use crate::site::ActorRow;

/// The version of the file's shape; it grows when a field goes or changes its meaning.
const VERSION: u32 = 1;

/// The bytes of `actors/SLUG/index.json`.
pub fn record(joined: &Joined<'_>, actor: &ActorRow) -> Vec<u8> {
    let list = |cell: &str| ids(cell).map(str::to_owned).collect::<Vec<_>>();
    let mut record = json!({
        "version": VERSION,
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "role": actor.role,
        "side": actor.side,
        "state": actor.state,
        "aliases": list(&actor.aliases),
        "sources": list(&actor.sources),
        "events": joined.events_of(&actor.id).iter().map(|event| json!({
            "id": event.id,
            "day": event.day,
            "earliest": event.earliest,
            "latest": event.latest,
            "status": event.status,
            "kind": event.kind,
            "title": event.title,
            "summary": event.summary,
            "place": event.place,
            "participants": list(&event.participants),
            "sources": list(&event.sources),
            "path": event.path,
        })).collect::<Vec<_>>(),
        "quotes": joined.quotes_of(&actor.id).iter().map(|quote| json!({
            "id": quote.id,
            "words": quote.words,
            "direct": quote.direct,
            "day": quote.day,
            "source": quote.source,
        })).collect::<Vec<_>>(),
        "positions": joined.positions_of(&actor.id).iter().map(|position| json!({
            "issue": position.issue,
            "stance": position.stance,
            "words": position.words,
            "day": position.day,
            "source": position.source,
        })).collect::<Vec<_>>(),
    });
    if let Some(address) = joined.address(&actor.path) {
        record["url"] = Value::String(address);
    }
    super::pretty(&record)
}
