//! The tables as one SQLite file, with keys, indexes and full-text search.
//!
//! A list in a cell becomes a table of its own that links both sides: `events_participants` has `events_id` and `actors_id`.
//! The file holds no clock and no chance: equal tables give equal bytes.

use rusqlite::types::{ToSqlOutput, ValueRef as Cell};
use rusqlite::{Connection, MAIN_DB, params_from_iter};
use serde_json::{Map, Value};

use super::columns::{self, Column, Kind, Table};
use super::joined::ids;
use crate::site::Site;

/// The version of the tables, as `metadata.json` states it.
const VERSION: u32 = 1;
/// What can be searched: table and columns.
const SEARCHED: [(&str, &str); 3] = [("actors", "name, aliases, role"), ("events", "title, summary"), ("quotes", "words, speaker_text")];

/// The bytes of `data/dossier.sqlite`; empty when SQLite refuses, which the whole-site check would see.
pub fn dossier(site: &Site) -> Vec<u8> {
    written(site).unwrap_or_default()
}

fn written(site: &Site) -> rusqlite::Result<Vec<u8>> {
    let mut database = Connection::open_in_memory()?;
    database.execute_batch(&format!(
        "PRAGMA page_size = 4096; PRAGMA user_version = {VERSION}; PRAGMA foreign_keys = OFF; PRAGMA journal_mode = OFF;"
    ))?;
    let all = database.transaction()?;
    for table in columns::tables() {
        all.execute_batch(&schema(table))?;
        let rows = columns::rows(&table.name, &site.beside.tables);
        fill(&all, table, &rows)?;
        for column in table.columns.iter().filter(|column| links(column)) {
            link(&all, table, column, &rows)?;
        }
        // An index over rows that are there is sorted once; one that grows with them is looked through for each.
        all.execute_batch(&indexes(table))?;
    }
    for (table, columns) in SEARCHED {
        let name = format!("{table}_fts");
        all.execute_batch(&format!(
            "CREATE VIRTUAL TABLE {name} USING fts5({columns}, content='{table}', tokenize='unicode61 remove_diacritics 2');
             INSERT INTO {name}({name}) VALUES('rebuild');"
        ))?;
    }
    describe(&all, site)?;
    all.commit()?;
    Ok(database.serialize(MAIN_DB)?.to_vec())
}

/// A list of ids is a link; a list of words stays in its cell.
fn links(column: &Column) -> bool {
    column.list.is_some() && column.to.is_some()
}

fn schema(table: &Table) -> String {
    let columns: Vec<String> = table.columns.iter().filter(|column| !links(column)).map(|column| definition(table, column)).collect();
    let mut sql = format!("CREATE TABLE \"{}\" (\n  {}\n);\n", table.name, columns.join(",\n  "));
    table.columns.iter().filter(|column| links(column)).for_each(|column| sql.push_str(&link_schema(table, column)));
    sql
}

fn indexes(table: &Table) -> String {
    let index = |column: &Column| match &column.to {
        Some(to) if links(column) => format!("CREATE INDEX \"{0}_{1}_{to}\" ON \"{0}_{1}\"(\"{to}_id\");\n", table.name, column.name),
        Some(_) => format!("CREATE INDEX \"{0}_{1}\" ON \"{0}\"(\"{1}\");\n", table.name, column.name),
        None => String::new(),
    };
    table.columns.iter().map(index).collect()
}

fn definition(table: &Table, column: &Column) -> String {
    let kind = match column.kind {
        Kind::Integer | Kind::Boolean => "INTEGER",
        Kind::Number => "REAL",
        Kind::String | Kind::Date | Kind::Address | Kind::Json => "TEXT",
    };
    let key = if table.key.as_ref() == Some(&column.name) { " PRIMARY KEY" } else { "" };
    let reference = column.to.as_ref().map(|to| format!(" REFERENCES \"{to}\"(\"id\")")).unwrap_or_default();
    format!("\"{}\" {kind}{key}{reference}", column.name)
}

fn link_schema(table: &Table, column: &Column) -> String {
    let (name, own) = (format!("{}_{}", table.name, column.name), &table.name);
    let to = column.to.as_deref().unwrap_or_default();
    format!(
        "CREATE TABLE \"{name}\" (\n  \"{own}_id\" TEXT REFERENCES \"{own}\"(\"id\"),\n  \"{to}_id\" TEXT REFERENCES \"{to}\"(\"id\"),\n  PRIMARY KEY (\"{own}_id\", \"{to}_id\")\n);\n"
    )
}

fn fill(database: &Connection, table: &Table, rows: &[Map<String, Value>]) -> rusqlite::Result<()> {
    let columns: Vec<&Column> = table.columns.iter().filter(|column| !links(column)).collect();
    let marks = vec!["?"; columns.len()].join(", ");
    let mut insert = database.prepare(&format!("INSERT INTO \"{}\" VALUES ({marks})", table.name))?;
    for row in rows {
        insert.execute(params_from_iter(columns.iter().map(|column| cell(column, row.get(&column.name)))))?;
    }
    Ok(())
}

fn link(database: &Connection, table: &Table, column: &Column, rows: &[Map<String, Value>]) -> rusqlite::Result<()> {
    let mut insert = database.prepare(&format!("INSERT OR IGNORE INTO \"{}_{}\" VALUES (?, ?)", table.name, column.name))?;
    for row in rows {
        let text = |name: &str| row.get(name).and_then(Value::as_str).unwrap_or_default();
        for id in ids(text(&column.name)) {
            insert.execute([text("id"), id])?;
        }
    }
    Ok(())
}

/// A value as SQLite keeps it; what is empty or not a number where one belongs is nothing.
fn cell<'v>(column: &Column, value: Option<&'v Value>) -> ToSqlOutput<'v> {
    let text = value.and_then(Value::as_str).unwrap_or_default();
    ToSqlOutput::Borrowed(match (value, column.kind) {
        (Some(Value::Bool(yes)), _) => Cell::Integer(i64::from(*yes)),
        (Some(Value::Number(number)), _) => number.as_i64().map_or(Cell::Null, Cell::Integer),
        (_, _) if text.is_empty() => Cell::Null,
        (_, Kind::Number) => text.parse().map_or(Cell::Null, Cell::Real),
        _ => Cell::Text(text.as_bytes()),
    })
}

/// The name of the site, the day of the data and what each table is, as a table of their own.
fn describe(database: &Connection, site: &Site) -> rusqlite::Result<()> {
    database.execute_batch("CREATE TABLE \"about\" (\"key\" TEXT PRIMARY KEY, \"value\" TEXT);")?;
    let mut insert = database.prepare("INSERT INTO \"about\" VALUES (?, ?)")?;
    insert.execute(["title", &site.feed.title])?;
    insert.execute(["as_of", &site.feed.updated.to_string()])?;
    insert.execute(["rights", site.words.get("export.rights")])?;
    insert.execute(["made_with", &format!("demarche {}", env!("CARGO_PKG_VERSION"))])?;
    for table in columns::tables() {
        insert.execute([format!("table {}", table.name), table.row.clone()])?;
    }
    Ok(())
}
