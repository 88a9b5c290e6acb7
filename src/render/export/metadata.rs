//! What the CSV files hold, as CSV on the Web: columns, types, keys, rights and the day of the data.

use serde_json::{Value, json};

use super::columns::{self, Column, Kind, Table};
use crate::site::Site;

/// The version of the tables; it grows when a column goes or changes its meaning.
const VERSION: u32 = 1;

/// The bytes of `data/metadata.json`.
pub fn tables(site: &Site) -> Vec<u8> {
    super::pretty(&json!({
        "@context": ["http://www.w3.org/ns/csvw", { "@language": "en" }],
        "dc:title": site.feed.title,
        "dc:description": site.feed.subtitle,
        "dc:modified": site.feed.updated.to_string(),
        "dc:rights": site.words.get("export.rights"),
        "schema:version": VERSION.to_string(),
        "schema:softwareVersion": format!("demarche {}", env!("CARGO_PKG_VERSION")),
        "dialect": { "header": true, "lineTerminators": ["\n"] },
        "tables": columns::tables().iter().map(table).collect::<Vec<_>>(),
    }))
}

fn table(table: &Table) -> Value {
    let mut schema = json!({ "columns": table.columns.iter().map(column).collect::<Vec<_>>() });
    if let Some(key) = &table.key {
        schema["primaryKey"] = json!(key);
    }
    let keys: Vec<Value> = table.columns.iter().filter_map(foreign_key).collect();
    if !keys.is_empty() {
        schema["foreignKeys"] = Value::from(keys);
    }
    json!({ "url": format!("{}.csv", table.name), "dc:description": table.row, "tableSchema": schema })
}

fn column(column: &Column) -> Value {
    let datatype = match column.kind {
        Kind::String => "string",
        Kind::Date => "date",
        Kind::Integer => "integer",
        Kind::Number => "number",
        Kind::Boolean => "boolean",
        Kind::Address => "anyURI",
        Kind::Json => "json",
    };
    let mut described = json!({ "name": column.name, "titles": column.name, "datatype": datatype, "dc:description": column.means });
    if let Some(separator) = &column.list {
        described["separator"] = json!(separator);
    }
    described
}

fn foreign_key(column: &Column) -> Option<Value> {
    let to = column.to.as_ref()?;
    Some(json!({ "columnReference": column.name, "reference": { "resource": format!("{to}.csv"), "columnReference": "id" } }))
}
