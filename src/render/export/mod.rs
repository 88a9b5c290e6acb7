//! The site for machines: one small file for each format.
//!
//! In come the tables, whose rows hold no word that the site does not print; out go files with their paths.

mod actor;
mod calendar;
mod columns;
mod csv;
mod ftm;
mod gexf;
mod ics;
mod joined;
mod metadata;
mod sqlite;
mod timelinejs;

use joined::Joined;
use rayon::prelude::*;
use serde_json::Value;

use crate::site::{ActorRow, Site};

/// Every export with its path.
pub fn all(site: &Site) -> Vec<(String, Vec<u8>)> {
    let (database, mut files) = rayon::join(|| sqlite::dossier(site), || texts(site));
    files.push(("data/dossier.sqlite".to_owned(), database));
    files
}

/// Every export but the database.
fn texts(site: &Site) -> Vec<(String, Vec<u8>)> {
    let joined = Joined::new(site);
    let mut files = csv::tables(&site.beside.tables);
    files.extend([
        ("data/ftm.jsonl".to_owned(), ftm::entities(&joined)),
        ("data/metadata.json".to_owned(), metadata::tables(site)),
        ("data/network.gexf".to_owned(), gexf::network(&joined)),
        ("data/timelinejs.json".to_owned(), timelinejs::timeline(&joined)),
        ("timeline.ics".to_owned(), calendar::of_site(&joined)),
    ]);
    let of_actor = |actor: &ActorRow| {
        let folder = actor.path.trim_end_matches("index.html");
        let record = (format!("{folder}index.json"), actor::record(&joined, actor));
        [record, (format!("{folder}events.ics"), calendar::of_actor(&joined, actor))]
    };
    files.par_extend(site.beside.tables.actors.par_iter().filter(|actor| actor.path.starts_with("actors/")).flat_map_iter(of_actor));
    files
}

/// A JSON file as people may read it, with a newline at its end.
fn pretty(value: &Value) -> Vec<u8> {
    format!("{value:#}\n").into_bytes()
}
