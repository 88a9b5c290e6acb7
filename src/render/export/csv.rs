//! CSV tables: UTF-8, commas, a header line, `\n` at the end of lines.

use serde::Serialize;

use super::columns::{self, Table};
use crate::site::Tables;

/// The tables with their paths.
pub fn tables(tables: &Tables) -> Vec<(String, Vec<u8>)> {
    columns::tables().iter().map(|table| (format!("data/{}.csv", table.name), bytes(table, tables))).collect()
}

fn bytes(table: &Table, tables: &Tables) -> Vec<u8> {
    match table.name.as_str() {
        "actors" => write(table, &tables.actors),
        "discrepancies" => write(table, &tables.discrepancies),
        "events" => write(table, &tables.events),
        "issues" => write(table, &tables.issues),
        "positions" => write(table, &tables.positions),
        "quotes" => write(table, &tables.quotes),
        "sources" => write(table, &tables.sources),
        "ties" => write(table, &tables.ties),
        _ => Vec::new(),
    }
}

/// The header is written by hand, so that an empty table has one too.
fn write<Row: Serialize>(table: &Table, rows: &[Row]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
    // Writing to memory cannot fail, and rows are flat structs of the header's length.
    let _ = writer.write_record(table.columns.iter().map(|column| &column.name));
    for row in rows {
        let _ = writer.serialize(row);
    }
    writer.into_inner().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::{ActorRow, DiscrepancyRow, EventRow, IssueRow, PositionRow, QuoteRow, SourceRow, TieRow};

    /// The names of a row's fields, as the writer that knows them puts them into a header.
    fn fields<Row: Serialize + Default>() -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.serialize(Row::default()).unwrap();
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        text.lines().next().unwrap().to_owned()
    }

    #[test]
    fn the_described_columns_are_those_of_the_rows() {
        let rows = [
            fields::<ActorRow>(),
            fields::<DiscrepancyRow>(),
            fields::<EventRow>(),
            fields::<IssueRow>(),
            fields::<PositionRow>(),
            fields::<QuoteRow>(),
            fields::<SourceRow>(),
            fields::<TieRow>(),
        ];
        assert_eq!(columns::tables().len(), rows.len());
        for (table, fields) in columns::tables().iter().zip(rows) {
            let described: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
            assert_eq!(described.join(","), fields, "{}", table.name);
        }
    }
}
