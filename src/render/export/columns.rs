//! What the tables are made of: `tables.toml`, read once.

use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::site::Tables;

static TABLES: LazyLock<Vec<Table>> = LazyLock::new(|| toml::from_str::<File>(include_str!("tables.toml")).unwrap_or_default().table);

#[derive(Default, Deserialize)]
struct File {
    table: Vec<Table>,
}

/// One table.
#[derive(Debug, Deserialize)]
pub struct Table {
    /// Its name; the file is `data/NAME.csv`.
    pub name: String,
    /// The column that tells its rows apart, when one does.
    pub key: Option<String>,
    /// What a row is.
    pub row: String,
    /// Its columns in order.
    pub columns: Vec<Column>,
}

/// One column.
#[derive(Debug, Deserialize)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What its values are.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// What it tells.
    pub means: String,
    /// The table whose ids stand in it.
    pub to: Option<String>,
    /// What divides several values.
    pub list: Option<String>,
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // the words say it
pub enum Kind {
    String,
    Date,
    Integer,
    Number,
    Boolean,
    Address,
    Json,
}

/// All tables by name.
pub fn tables() -> &'static [Table] {
    &TABLES
}

/// The rows of a table, each a value under the name of its column.
pub fn rows(name: &str, tables: &Tables) -> Vec<Map<String, Value>> {
    fn all<Row: serde::Serialize>(rows: &[Row]) -> Vec<Map<String, Value>> {
        let object = |row: &Row| match serde_json::to_value(row) {
            Ok(Value::Object(object)) => Some(object),
            _ => None,
        };
        rows.iter().filter_map(object).collect()
    }
    match name {
        "actors" => all(&tables.actors),
        "discrepancies" => all(&tables.discrepancies),
        "events" => all(&tables.events),
        "issues" => all(&tables.issues),
        "positions" => all(&tables.positions),
        "quotes" => all(&tables.quotes),
        "sources" => all(&tables.sources),
        "ties" => all(&tables.ties),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_understood_and_its_references_lead_to_keys() {
        assert_eq!(tables().len(), 8);
        for column in tables().iter().flat_map(|table| &table.columns) {
            let Some(to) = &column.to else { continue };
            let target = tables().iter().find(|table| table.name == *to);
            assert_eq!(target.and_then(|table| table.key.as_deref()), Some("id"), "{} leads nowhere", column.name);
        }
    }
}
