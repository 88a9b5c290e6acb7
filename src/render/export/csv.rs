//! CSV tables: UTF-8, commas, a header line, `\n` at the end of lines.

use serde::Serialize;

use crate::site::Tables;

const SOURCES: &[&str] = &[
    "id",
    "file",
    "title",
    "outlet",
    "author",
    "published",
    "earliest",
    "latest",
    "basis",
    "url",
    "language",
    "same_text_as",
    "sha256",
    "section",
    "title_basis",
    "outlet_basis",
    "author_basis",
    "url_basis",
    "language_basis",
    "section_basis",
    "same_text_kind",
    "same_text_share",
    "cites",
];
const EVENTS: &[&str] = &[
    "id",
    "day",
    "earliest",
    "latest",
    "basis",
    "status",
    "kind",
    "title",
    "summary",
    "salience",
    "place",
    "participants",
    "sources",
    "evidence",
    "plover",
];
const ACTORS: &[&str] = &["id", "name", "kind", "role", "aliases", "sources"];
const QUOTES: &[&str] = &["id", "statement", "speaker", "speaker_text", "words", "direct", "day", "source", "file"];
const POSITIONS: &[&str] = &["actor", "issue", "stance", "words", "day", "source", "file"];
const DISCREPANCIES: &[&str] = &["id", "aspect", "about", "value", "used", "words", "source", "file"];

/// The tables with their paths.
pub fn tables(tables: &Tables) -> [(&'static str, Vec<u8>); 6] {
    [
        ("data/actors.csv", table(ACTORS, &tables.actors)),
        ("data/discrepancies.csv", table(DISCREPANCIES, &tables.discrepancies)),
        ("data/events.csv", table(EVENTS, &tables.events)),
        ("data/positions.csv", table(POSITIONS, &tables.positions)),
        ("data/quotes.csv", table(QUOTES, &tables.quotes)),
        ("data/sources.csv", table(SOURCES, &tables.sources)),
    ]
}

/// The header is written by hand, so that an empty table has one too.
fn table<Row: Serialize>(columns: &[&str], rows: &[Row]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
    // Writing to memory cannot fail, and rows are flat structs of the header's length.
    let _ = writer.write_record(columns);
    for row in rows {
        let _ = writer.serialize(row);
    }
    writer.into_inner().unwrap_or_default()
}
