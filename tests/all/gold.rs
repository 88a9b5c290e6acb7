//! The sample site against what an attentive reader marked by hand, with a ratchet.
//!
//! `tests/gold/scores.toml` holds the figures reached. One that falls fails; so does one that rises unrecorded: `BLESS=1 cargo test` records it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;

use crate::support::built;

#[derive(Deserialize)]
struct Gold {
    source: Vec<GoldSource>,
    twin: Vec<[String; 2]>,
    person: Vec<Vec<String>>,
    nobody: Vec<String>,
    event: Vec<GoldEvent>,
    difference: Vec<GoldDifference>,
}

#[derive(Deserialize)]
struct GoldSource {
    file: String,
    days: [String; 2],
    outlet: Option<String>,
}

#[derive(Deserialize)]
struct GoldEvent {
    what: String,
    kind: Vec<String>,
    days: [String; 2],
    status: String,
    #[serde(default)]
    place: Vec<String>,
    #[serde(default)]
    people: Vec<String>,
}

#[derive(Deserialize)]
struct GoldDifference {
    aspect: String,
    values: Vec<String>,
}

type Row = BTreeMap<String, String>;

#[test]
fn the_sample_site_holds_its_figures() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold");
    let gold: Gold = toml::from_str(&std::fs::read_to_string(folder.join("sample.toml")).unwrap()).unwrap();
    let site = built::sample();
    let scores = score(&gold, site);
    let printed: String = scores.iter().map(|(name, (hit, all))| format!("{name} = [{hit}, {all}]\n")).collect();
    let kept = folder.join("scores.toml");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&kept, format!("# Hits and cases of tests/gold/sample.toml; written by BLESS=1 cargo test.\n{printed}")).unwrap();
        return;
    }
    let expected: BTreeMap<String, [usize; 2]> = toml::from_str(&std::fs::read_to_string(&kept).unwrap_or_default()).unwrap();
    let found: BTreeMap<String, [usize; 2]> = scores.iter().map(|(name, (hit, all))| (name.clone(), [*hit, *all])).collect();
    assert_eq!(found, expected, "figures changed; if for the better, record them with BLESS=1\n{printed}");
}

fn score(gold: &Gold, site: &Path) -> BTreeMap<String, (usize, usize)> {
    let (sources, actors, events, differ) =
        (table(site, "sources"), table(site, "actors"), table(site, "events"), table(site, "discrepancies"));
    let persons: Vec<&Row> = actors.iter().filter(|row| row["kind"] == "person").collect();
    let mut scores = BTreeMap::new();
    let mut note = |name: &str, verdicts: Vec<(String, bool)>| {
        let missed: Vec<&str> = verdicts.iter().filter(|(_, hit)| !hit).map(|(what, _)| what.as_str()).collect();
        if !missed.is_empty() {
            eprintln!("{name}: missed {missed:?}");
        }
        scores.insert(name.to_owned(), (verdicts.iter().filter(|(_, hit)| *hit).count(), verdicts.len()));
    };
    note(
        "days",
        gold.source
            .iter()
            .map(|source| (source.file.clone(), file(&sources, &source.file).is_some_and(|row| within(&row["published"], &source.days))))
            .collect(),
    );
    note(
        "outlets",
        gold.source
            .iter()
            .filter_map(|source| {
                source
                    .outlet
                    .as_ref()
                    .map(|outlet| (source.file.clone(), file(&sources, &source.file).is_some_and(|row| row["outlet"] == *outlet)))
            })
            .collect(),
    );
    note("twins", gold.twin.iter().map(|pair| (pair[0].clone(), is_twin(&sources, pair))).collect());
    note("persons", gold.person.iter().map(|names| (names[0].clone(), bearers(&persons, names).len() == 1)).collect());
    let known: BTreeSet<&String> = gold.person.iter().flat_map(|names| bearers(&persons, names)).collect();
    note("persons_right", persons.iter().map(|row| (row["name"].clone(), known.contains(&row["id"]))).collect());
    note(
        "nobody_kept_out",
        gold.nobody.iter().map(|name| (name.clone(), bearers(&persons, std::slice::from_ref(name)).is_empty())).collect(),
    );
    note("events", gold.event.iter().map(|event| (event.what.clone(), events.iter().any(|row| tells(event, row, &actors)))).collect());
    note(
        "events_once",
        gold.event.iter().map(|event| (event.what.clone(), events.iter().filter(|row| tells(event, row, &actors)).count() == 1)).collect(),
    );
    note(
        "event_days",
        gold.event
            .iter()
            .map(|event| (event.what.clone(), events.iter().any(|row| tells(event, row, &actors) && exact(event, row))))
            .collect(),
    );
    note(
        "event_status",
        gold.event
            .iter()
            .map(|event| (event.what.clone(), events.iter().any(|row| tells(event, row, &actors) && row["status"] == event.status)))
            .collect(),
    );
    note(
        "differences",
        gold.difference
            .iter()
            .map(|difference| (format!("{} {:?}", difference.aspect, difference.values), found(difference, &differ)))
            .collect(),
    );
    scores
}

fn table(site: &Path, name: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(site.join(format!("data/{name}.csv"))).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

fn file<'a>(rows: &'a [Row], name: &str) -> Option<&'a Row> {
    rows.iter().find(|row| row["file"] == name)
}

fn within(day: &str, days: &[String; 2]) -> bool {
    !day.is_empty() && *days[0] <= *day && *day <= *days[1]
}

fn is_twin(sources: &[Row], pair: &[String; 2]) -> bool {
    let (Some(one), Some(other)) = (file(sources, &pair[0]), file(sources, &pair[1])) else { return false };
    one["same_text_as"] == other["id"] || other["same_text_as"] == one["id"]
}

/// The ids of persons of whom one of the names is an alias.
fn bearers<'a>(persons: &[&'a Row], names: &[String]) -> BTreeSet<&'a String> {
    persons
        .iter()
        .filter(|row| row["aliases"].split(';').chain([row["name"].as_str()]).any(|alias| names.iter().any(|name| name == alias.trim())))
        .map(|row| &row["id"])
        .collect()
}

/// Whether a row tells the event: the kind, overlapping days, and one of its people or its place.
fn tells(event: &GoldEvent, row: &Row, actors: &[Row]) -> bool {
    let kind = event.kind.contains(&row["kind"]);
    let (earliest, latest) = (&row["earliest"], &row["latest"]);
    let days = !earliest.is_empty() && *earliest <= event.days[1] && *latest >= event.days[0];
    let name = |id: &str| {
        actors.iter().find(|actor| actor["id"] == id).map(|actor| format!("{};{}", actor["name"], actor["aliases"])).unwrap_or_default()
    };
    let cast: Vec<String> = row["participants"].split(';').map(name).collect();
    let place = name(&row["place"]);
    let people =
        event.people.iter().filter(|person| cast.iter().any(|names| names.split(';').any(|alias| alias.trim() == **person))).count();
    let there = event.place.is_empty() || event.place.iter().any(|known| place.split(';').any(|alias| alias.trim() == known));
    kind && days && there && (event.people.is_empty() || people > 0)
}

fn exact(event: &GoldEvent, row: &Row) -> bool {
    row["earliest"] == event.days[0] && row["latest"] == event.days[1]
}

fn found(difference: &GoldDifference, rows: &[Row]) -> bool {
    let ids: BTreeSet<&String> = rows.iter().filter(|row| row["aspect"] == difference.aspect).map(|row| &row["id"]).collect();
    ids.into_iter().any(|id| {
        difference.values.iter().all(|value| {
            rows.iter().any(|row| row["id"] == *id && (row["value"].contains(value.as_str()) || row["words"].contains(value.as_str())))
        })
    })
}
