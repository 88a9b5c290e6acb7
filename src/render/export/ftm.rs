//! FollowTheMoney entities, one a line: actors, articles, events, and which article documents what.

use std::borrow::Cow;

use rayon::prelude::*;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::joined::{self, Joined, ids};
use crate::site::{ActorRow, EventRow, SourceRow};

/// Rows that are written by one thread.
const AT_A_TIME: usize = 256;

/// The bytes of `data/ftm.jsonl`.
pub fn entities(joined: &Joined<'_>) -> Vec<u8> {
    let tables = &joined.site.beside.tables;
    let sources = lines(&tables.sources, |source, out| article(joined, source).write(out));
    let actors = lines(&tables.actors, |actor, out| {
        party(joined, actor).write(out);
        document("actor", &actor.id, &actor.sources, out);
    });
    let events = lines(&tables.events, |event, out| {
        event_of(joined, event).write(out);
        document("event", &event.id, &event.sources, out);
    });
    [sources, actors, events].concat()
}

/// The lines of all rows in their order.
fn lines<Row: Sync>(rows: &[Row], write: impl Fn(&Row, &mut Vec<u8>) + Sync) -> Vec<u8> {
    let some = |rows: &[Row]| {
        let mut out = Vec::new();
        rows.iter().for_each(|row| write(row, &mut out));
        out
    };
    rows.par_chunks(AT_A_TIME).map(some).collect::<Vec<_>>().concat()
}

/// An entity as its line tells it.
#[derive(Serialize)]
struct Entity<'r> {
    id: String,
    properties: Properties<'r>,
    schema: &'static str,
}

impl Entity<'_> {
    fn write(&self, out: &mut Vec<u8>) {
        // Writing to memory cannot fail, and JSON holds whatever an entity does.
        let _ = serde_json::to_writer(&mut *out, self);
        out.push(b'\n');
    }
}

/// Properties in the order of their names, each with its values; those without a value are left out.
struct Properties<'r>(Vec<(&'static str, Vec<Cow<'r, str>>)>);

impl Serialize for Properties<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, values) in &self.0 {
            let told: Vec<&str> = values.iter().map(|value| &**value).filter(|value| !value.is_empty()).collect();
            if !told.is_empty() {
                map.serialize_entry(name, &told)?;
            }
        }
        map.end()
    }
}

fn entity<'r>(id: String, schema: &'static str, mut properties: Vec<(&'static str, Vec<Cow<'r, str>>)>) -> Entity<'r> {
    properties.sort_by_key(|(name, _)| *name);
    Entity { id, properties: Properties(properties), schema }
}

fn one(value: &str) -> Vec<Cow<'_, str>> {
    vec![value.into()]
}

/// The absolute address of a path, when the site has one.
fn address<'r>(joined: &Joined<'_>, path: &str) -> Vec<Cow<'r, str>> {
    joined.address(path).map(Cow::Owned).into_iter().collect()
}

fn article<'r>(joined: &Joined<'_>, source: &'r SourceRow) -> Entity<'r> {
    let properties = vec![
        ("title", one(&source.title)),
        ("fileName", one(&source.file)),
        ("author", one(&source.author)),
        ("publisher", one(&source.outlet)),
        ("publishedAt", one(&source.published)),
        ("sourceUrl", one(&source.url)),
        ("alephUrl", address(joined, &source.path)),
    ];
    entity(format!("source-{}", source.id), "Article", properties)
}

fn party<'r>(joined: &Joined<'_>, actor: &'r ActorRow) -> Entity<'r> {
    let schema = match actor.kind.as_str() {
        "person" => "Person",
        "state" => "PublicBody",
        "place" => "Address",
        _ => "Organization",
    };
    let aliases = ids(&actor.aliases).filter(|alias| *alias != actor.name).map(Cow::Borrowed).collect();
    let mut properties = vec![("name", one(&actor.name)), ("sourceUrl", address(joined, &actor.path))];
    match schema {
        "Address" => properties.push(("full", one(&actor.name))),
        "Person" => properties.extend([("alias", aliases), ("position", one(&actor.role))]),
        _ => properties.push(("alias", aliases)),
    }
    entity(format!("actor-{}", actor.id), schema, properties)
}

fn event_of<'r>(joined: &Joined<'r>, event: &'r EventRow) -> Entity<'r> {
    let parties = ids(&event.participants).filter(|id| joined.actor(id).is_some_and(|actor| actor.kind != "place"));
    let involved = parties.map(|id| format!("actor-{id}").into()).collect();
    let proof = ids(&event.sources).map(|id| format!("source-{id}").into()).collect();
    let several = joined::days(event).filter(|(first, last)| first != last);
    let (start, end) = several.map_or_else(Default::default, |(first, last)| (first.to_string(), last.to_string()));
    let properties = vec![
        ("name", one(&event.title)),
        ("summary", one(&event.summary)),
        ("date", one(&event.day)),
        ("startDate", vec![start.into()]),
        ("endDate", vec![end.into()]),
        ("location", one(joined.name(&event.place))),
        ("involved", involved),
        ("proof", proof),
        ("keywords", vec![event.kind.as_str().into(), event.status.as_str().into()]),
        ("sourceUrl", address(joined, &event.path)),
    ];
    entity(format!("event-{}", event.id), "Event", properties)
}

/// One link from each source to what it tells of.
fn document(kind: &str, id: &str, sources: &str, out: &mut Vec<u8>) {
    for source in ids(sources) {
        let properties = vec![("document", vec![format!("source-{source}").into()]), ("entity", vec![format!("{kind}-{id}").into()])];
        entity(format!("in-{source}-{kind}-{id}"), "Documentation", properties).write(out);
    }
}
