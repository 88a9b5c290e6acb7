//! FollowTheMoney entities, one a line: actors, articles, events, and which article documents what.

use serde_json::{Value, json};

use super::joined::{self, Joined, ids};
use crate::site::{ActorRow, EventRow, SourceRow};

/// The bytes of `data/ftm.jsonl`.
pub fn entities(joined: &Joined<'_>) -> Vec<u8> {
    let tables = &joined.site.beside.tables;
    let sources = tables.sources.iter().map(|source| article(joined, source));
    let actors =
        tables.actors.iter().flat_map(|actor| std::iter::once(party(joined, actor)).chain(documented("actor", &actor.id, &actor.sources)));
    let events = tables
        .events
        .iter()
        .flat_map(|event| std::iter::once(event_of(joined, event)).chain(documented("event", &event.id, &event.sources)));
    let mut out = String::new();
    for entity in sources.chain(actors).chain(events) {
        out.push_str(&entity.to_string());
        out.push('\n');
    }
    out.into_bytes()
}

/// An entity with its properties; those without a value are left out.
fn entity(id: &str, schema: &str, properties: &[(&str, Vec<String>)]) -> Value {
    let kept = properties.iter().map(|(name, values)| (*name, values.iter().filter(|value| !value.is_empty()).collect::<Vec<_>>()));
    let properties: serde_json::Map<String, Value> =
        kept.filter(|(_, values)| !values.is_empty()).map(|(name, values)| (name.to_owned(), json!(values))).collect();
    json!({ "id": id, "schema": schema, "properties": properties })
}

fn one(value: &str) -> Vec<String> {
    vec![value.to_owned()]
}

fn article(joined: &Joined<'_>, source: &SourceRow) -> Value {
    entity(
        &format!("source-{}", source.id),
        "Article",
        &[
            ("title", one(&source.title)),
            ("fileName", one(&source.file)),
            ("author", one(&source.author)),
            ("publisher", one(&source.outlet)),
            ("publishedAt", one(&source.published)),
            ("sourceUrl", one(&source.url)),
            ("alephUrl", joined.address(&source.path).into_iter().collect()),
        ],
    )
}

fn party(joined: &Joined<'_>, actor: &ActorRow) -> Value {
    let schema = match actor.kind.as_str() {
        "person" => "Person",
        "state" => "PublicBody",
        "place" => "Address",
        _ => "Organization",
    };
    let aliases = ids(&actor.aliases).filter(|alias| *alias != actor.name).map(str::to_owned).collect();
    let mut properties = vec![("name", one(&actor.name)), ("sourceUrl", joined.address(&actor.path).into_iter().collect())];
    match schema {
        "Address" => properties.push(("full", one(&actor.name))),
        "Person" => properties.extend([("alias", aliases), ("position", one(&actor.role))]),
        _ => properties.push(("alias", aliases)),
    }
    entity(&format!("actor-{}", actor.id), schema, &properties)
}

fn event_of(joined: &Joined<'_>, event: &EventRow) -> Value {
    let parties = ids(&event.participants).filter(|id| joined.actor(id).is_some_and(|actor| actor.kind != "place"));
    let involved = parties.map(|id| format!("actor-{id}")).collect();
    let proof = ids(&event.sources).map(|id| format!("source-{id}")).collect();
    let (start, end) = joined::days(event).map_or_else(Default::default, |(first, last)| {
        if first == last { (String::new(), String::new()) } else { (first.to_string(), last.to_string()) }
    });
    entity(
        &format!("event-{}", event.id),
        "Event",
        &[
            ("name", one(&event.title)),
            ("summary", one(&event.summary)),
            ("date", one(&event.day)),
            ("startDate", vec![start]),
            ("endDate", vec![end]),
            ("location", one(joined.name(&event.place))),
            ("involved", involved),
            ("proof", proof),
            ("keywords", vec![event.kind.clone(), event.status.clone()]),
            ("sourceUrl", joined.address(&event.path).into_iter().collect()),
        ],
    )
}

/// One link from each source to what it tells of.
fn documented(kind: &str, id: &str, sources: &str) -> Vec<Value> {
    let link = |source: &str| {
        entity(
            &format!("in-{source}-{kind}-{id}"),
            "Documentation",
            &[("document", vec![format!("source-{source}")]), ("entity", vec![format!("{kind}-{id}")])],
        )
    };
    ids(sources).map(link).collect()
}
