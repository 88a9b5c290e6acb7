//! The site for machines: every format has its shape, agrees with the tables, and carries no word that the site does not print.

use std::collections::{BTreeMap, BTreeSet};

use demarche::base::Report;
use demarche::dossier::Dossier;
use demarche::ingest::{self, RawFile};
use demarche::site::{Options, SourceText};
use serde_json::Value;

use super::pages::{Files, texts};
use super::{build, fixture, sample_site_with, seeds};

/// Words in a row that nobody writes twice by chance.
const IN_A_ROW: usize = 7;

fn site(base_url: Option<&str>) -> Files {
    Files::new(build(&fixture::dossier(), &Options { base_url: base_url.map(str::to_owned), ..fixture::options() }))
}

fn json(files: &Files, path: &str) -> Value {
    serde_json::from_str(files.text(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn every_actor_with_a_page_has_its_feeds_calendar_and_record() {
    let files = site(None);
    let folders: Vec<&str> = files.paths().filter_map(|path| path.strip_prefix("actors/")?.strip_suffix("/index.html")).collect();
    assert!(folders.len() > 5);
    for slug in folders {
        for name in ["feed.xml", "feed.json", "events.ics", "index.json"] {
            assert!(files.has(&format!("actors/{slug}/{name}")), "{slug} has no {name}");
        }
        let record = json(&files, &format!("actors/{slug}/index.json"));
        assert_eq!((&record["version"], record["id"].as_str()), (&Value::from(1), Some(slug)));
        let page = files.text(&format!("actors/{slug}/index.html"));
        for name in ["feed.xml", "feed.json", "events.ics", "index.json"] {
            assert!(page.contains(&format!("href=\"../../actors/{slug}/{name}\">")), "the page of {slug} does not lead to {name}");
        }
    }
    for issue in fixture::dossier().issues {
        let page = files.text(&format!("issues/{}/index.html", issue.key));
        for name in ["feed.xml", "feed.json"] {
            assert!(files.has(&format!("issues/{}/{name}", issue.key)));
            assert!(page.contains(&format!("href=\"../../issues/{}/{name}\">", issue.key)), "{name}");
        }
        assert!(!page.contains("events.ics"));
    }
}

#[test]
fn the_feeds_of_one_thing_have_the_same_entries() {
    let files = site(Some("https://desk.example/talks/"));
    let mut n_entries = 0;
    for path in files.paths().filter(|path| path.ends_with("feed.xml") && *path != "corrections/feed.xml") {
        let atom: atom_syndication::Feed = files.text(path).parse().unwrap();
        let feed = json(&files, &path.replace(".xml", ".json"));
        let ids: Vec<&str> = atom.entries().iter().map(|entry| entry.id()).collect();
        let others: Vec<&str> = feed["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect();
        assert_eq!(ids, others, "{path}");
        assert_eq!(feed["feed_url"].as_str().unwrap(), format!("https://desk.example/talks/{}", path.replace(".xml", ".json")));
        n_entries += ids.len();
    }
    assert!(n_entries > 20);
}

#[test]
fn links_of_a_feed_lead_somewhere_without_an_address_too() {
    let files = site(None);
    for path in files.paths().filter(|path| path.starts_with("actors/") && path.ends_with("feed.xml")) {
        let atom: atom_syndication::Feed = files.text(path).parse().unwrap();
        for entry in atom.entries() {
            assert!(entry.links()[0].href().starts_with("../../timeline/index.html#e-"), "{path}");
        }
    }
}

#[test]
fn the_calendar_tells_what_is_certain() {
    let calendar = site(None).text("timeline.ics").replace("\r\n ", "");
    let events: Vec<&str> = calendar.split("BEGIN:VEVENT").skip(1).collect();
    assert!(!events.is_empty());
    let rows = site(None).table("data/events.csv");
    for event in &events {
        let value = |name: &str| event.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
        let uid = value("UID:");
        let row = rows.iter().find(|row| uid.starts_with(&format!("{}-", row["id"]))).unwrap();
        let status = match row["status"].as_str() {
            "planned" | "claimed" => "TENTATIVE",
            "called-off" => "CANCELLED",
            _ => "CONFIRMED",
        };
        assert_eq!(value("STATUS:"), status);
        assert_eq!(value("DTSTART;VALUE=DATE:"), row["earliest"].replace('-', ""));
        assert_ne!(row["status"], "denied");
    }
    assert!(calendar.contains("STATUS:TENTATIVE"));
    let uids: BTreeSet<&str> = calendar.lines().filter(|line| line.starts_with("UID:")).collect();
    assert_eq!(uids.len(), events.len());
}

#[test]
fn the_described_columns_are_exactly_those_of_the_files() {
    let files = site(None);
    let metadata = json(&files, "data/metadata.json");
    let mut described = BTreeSet::new();
    for table in metadata["tables"].as_array().unwrap() {
        let path = format!("data/{}", table["url"].as_str().unwrap());
        let columns: Vec<&str> =
            table["tableSchema"]["columns"].as_array().unwrap().iter().map(|column| column["name"].as_str().unwrap()).collect();
        let header = csv::Reader::from_reader(files.bytes(&path)).headers().unwrap().clone();
        assert_eq!(columns, header.iter().collect::<Vec<_>>(), "{path}");
        described.insert(path);
    }
    let tables: BTreeSet<String> = files.paths().filter(|path| path.ends_with(".csv")).map(str::to_owned).collect();
    assert_eq!(described, tables);
}

#[test]
fn the_handbook_names_every_export_table_and_column() {
    let handbook = include_str!("../../../docs/exports.md");
    let files = site(None);
    for path in files.paths().filter(|path| path.starts_with("data/")) {
        assert!(handbook.contains(&format!("`{path}`")), "docs/exports.md does not name {path}");
    }
    let metadata = json(&files, "data/metadata.json");
    for table in metadata["tables"].as_array().unwrap() {
        let name = table["url"].as_str().unwrap();
        let section = handbook.split(&format!("### `data/{name}`")).nth(1).unwrap_or_else(|| panic!("no section for {name}"));
        let section = section.split("\n##").next().unwrap();
        for column in table["tableSchema"]["columns"].as_array().unwrap() {
            let row = format!("| `{}` | {} |", column["name"].as_str().unwrap(), column["dc:description"].as_str().unwrap());
            assert!(section.contains(&row), "docs/exports.md has no line {row} under {name}");
        }
    }
}

#[test]
fn the_database_has_the_rows_of_the_tables() {
    let files = site(None);
    let mut database = rusqlite::Connection::open_in_memory().unwrap();
    database
        .deserialize_read_exact(rusqlite::MAIN_DB, files.bytes("data/dossier.sqlite"), files.bytes("data/dossier.sqlite").len(), true)
        .unwrap();
    let count = |sql: &str| database.query_row(sql, [], |row| row.get::<_, i64>(0)).map(|n| usize::try_from(n).unwrap()).unwrap();
    for path in files.paths().filter(|path| path.ends_with(".csv")) {
        let table = path.trim_start_matches("data/").trim_end_matches(".csv");
        let n = count(&format!("SELECT count(*) FROM {table}"));
        assert_eq!(n, files.table(path).len(), "{table}");
    }
    let n_broken = database.prepare("PRAGMA foreign_key_check").unwrap().query_map([], |_| Ok(())).unwrap().count();
    assert_eq!(n_broken, 0);
    let met = count("SELECT count(*) FROM events_participants");
    assert_eq!(
        met,
        files.table("data/events.csv").iter().map(|row| row["participants"].split(';').filter(|id| !id.is_empty()).count()).sum::<usize>()
    );
    let found = count("SELECT count(*) FROM quotes_fts WHERE quotes_fts MATCH 'plainly'");
    assert!(found > 0);
}

#[test]
fn entities_point_at_entities() {
    let files = site(None);
    let entities: Vec<Value> = files.text("data/ftm.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let ids: BTreeSet<&str> = entities.iter().map(|entity| entity["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), entities.len());
    let mut n_links = 0;
    for entity in &entities {
        for name in ["document", "entity", "proof", "involved"] {
            for id in entity["properties"][name].as_array().into_iter().flatten() {
                assert!(ids.contains(id.as_str().unwrap()), "{entity}");
                n_links += 1;
            }
        }
    }
    assert!(n_links > 40);
}

#[test]
fn the_network_keeps_meeting_apart_from_being_named() {
    let files = site(None);
    let network = files.text("data/network.gexf");
    let count = |kind: &str| network.matches(&format!("kind=\"{kind}\"")).count();
    let ties = files.table("data/ties.csv");
    assert_eq!(count("met"), ties.iter().filter(|tie| tie["events"] != "0").count());
    assert_eq!(count("named"), ties.iter().filter(|tie| tie["sentences"] != "0").count());
    assert!(count("met") > 0 && count("named") > 0);
}

#[test]
fn slides_are_the_dated_events_in_safe_html() {
    let mut dossier = fixture::dossier();
    dossier.timeline.iter_mut().take(1).for_each(|event| event.when = None);
    let files = Files::new(build(&dossier, &Options { title: "Talks <b> & more".to_owned(), ..fixture::options() }));
    let timeline = json(&files, "data/timelinejs.json");
    let n_dated = files.table("data/events.csv").iter().filter(|row| !row["earliest"].is_empty()).count();
    assert_eq!(timeline["events"].as_array().unwrap().len(), n_dated);
    assert_eq!(timeline["title"]["text"]["headline"], "Talks &lt;b&gt; &amp; more");
}

/// Words without marks, as a stream: what is left of a text in whatever file it stands.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

fn rows_of_words(text: &str) -> BTreeSet<String> {
    words(text).windows(IN_A_ROW).map(|row| row.join(" ")).collect()
}

fn strings(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::String(text) => match serde_json::from_str::<Value>(text) {
            Ok(inner) if inner.is_array() => strings(&inner, out),
            _ => out.push(text.clone()),
        },
        Value::Array(list) => list.iter().for_each(|one| strings(one, out)),
        Value::Object(fields) => fields.values().for_each(|one| strings(one, out)),
        _ => {}
    }
}

/// Every text cell of a database.
fn cells(bytes: &[u8]) -> Vec<String> {
    let mut database = rusqlite::Connection::open_in_memory().unwrap();
    database.deserialize_read_exact(rusqlite::MAIN_DB, bytes, bytes.len(), true).unwrap();
    let mut names = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%_fts%'").unwrap();
    let names: Vec<String> = names.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut out = Vec::new();
    for name in names {
        let mut query = database.prepare(&format!("SELECT * FROM \"{name}\"")).unwrap();
        let n_columns = query.column_count();
        let mut rows = query.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            out.extend((0..n_columns).filter_map(|column| row.get::<_, String>(column).ok()));
        }
    }
    out
}

/// The texts of a file that is no page, each by itself.
fn carried(files: &Files, path: &str) -> Vec<String> {
    let mut out = Vec::new();
    match path.rsplit('.').next().unwrap() {
        "csv" => files.table(path).into_iter().flat_map(BTreeMap::into_values).for_each(|cell| strings(&Value::String(cell), &mut out)),
        "json" => strings(&json(files, path), &mut out),
        "jsonl" => files.text(path).lines().for_each(|line| strings(&serde_json::from_str(line).unwrap(), &mut out)),
        "sqlite" => cells(files.bytes(path)).into_iter().for_each(|cell| strings(&Value::String(cell), &mut out)),
        "ics" => out.extend(files.text(path).replace("\r\n ", "").lines().map(|line| line.replace("\\n", " "))),
        _ => out.extend(files.text(path).split(['<', '>', '"']).map(|text| html_escape::decode_html_entities(text).into_owned())),
    }
    out
}

fn without_tags(html: &str) -> String {
    html.split('<').map(|part| part.split_once('>').map_or("", |(_, text)| text)).collect::<Vec<_>>().join(" ")
}

/// Every row of words of a source that an export carries stands on a page; counts them.
fn check_words(files: &Files, bodies: &[String]) -> usize {
    let mut printed = BTreeSet::new();
    for path in files.paths().filter(|path| path.ends_with(".html")) {
        // Elements end words in one place and not in another.
        printed.extend(rows_of_words(&files.texts(path, "body").join(" ")));
        printed.extend(rows_of_words(&html_escape::decode_html_entities(&without_tags(files.text(path)))));
    }
    let source: BTreeSet<String> = bodies.iter().flat_map(|body| rows_of_words(body)).collect();
    let is_data = |path: &&str| [".csv", ".json", ".jsonl", ".gexf", ".xml", ".ics", ".sqlite"].iter().any(|end| path.ends_with(end));
    let mut n_rows = 0;
    for path in files.paths().filter(is_data) {
        let rows: BTreeSet<String> = carried(files, path).iter().flat_map(|text| rows_of_words(text)).collect();
        for row in rows.intersection(&source) {
            assert!(printed.contains(row), "{path} carries “{row}”, which no page prints");
            n_rows += 1;
        }
    }
    n_rows
}

#[test]
fn no_export_carries_a_sentence_that_no_page_prints() {
    let dossier: Dossier = fixture::dossier();
    for source_text in [SourceText::Excerpts, SourceText::Full, SourceText::None] {
        let files = Files::new(build(&dossier, &Options { source_text, ..fixture::options() }));
        let n_rows = check_words(&files, &texts(&dossier));
        assert!(n_rows > 100, "only {n_rows} rows of words seen");
    }
}

#[test]
fn nor_do_those_of_the_sample_site() {
    let raw: Vec<RawFile> = seeds().into_iter().map(|file| RawFile { path: file.path, bytes: file.bytes }).collect();
    let articles = ingest::collect(&raw, &ingest::Options::default(), &mut Report::default());
    let bodies: Vec<String> = articles.iter().map(|article| article.body().to_owned()).collect();
    for policy in ["excerpts", "none"] {
        let files = Files::new(sample_site_with(seeds(), &format!("source_text = \"{policy}\"")));
        let n_rows = check_words(&files, &bodies);
        assert!(n_rows > 100, "only {n_rows} rows of words seen");
    }
}

#[test]
fn words_of_tables_are_whole_under_excerpts_and_cut_under_none() {
    let dossier = fixture::dossier();
    let bodies = texts(&dossier);
    let files = |source_text| Files::new(build(&dossier, &Options { source_text, ..fixture::options() }));
    for row in files(SourceText::Excerpts).table("data/quotes.csv") {
        assert!(!row["words"].is_empty() && bodies.iter().any(|body| body.contains(&row["words"])), "{row:?}");
    }
    let none = files(SourceText::None).table("data/quotes.csv");
    assert_eq!(none.len(), files(SourceText::Excerpts).table("data/quotes.csv").len());
    for row in none {
        let pieces: Vec<&str> = row["words"].split('…').map(str::trim).collect();
        assert!(bodies.iter().any(|body| pieces.iter().all(|piece| body.contains(piece))), "{row:?}");
    }
}
