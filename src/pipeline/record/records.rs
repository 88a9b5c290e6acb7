//! The records of articles that were analysed elsewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::{Diagnostic, Place, Report};
use crate::dossier::Reading;
use crate::ingest::Article;
use crate::project::InputFile;

use super::restore::restore;
use super::{Record, SCHEMA};

/// The records of some files, by the path of the article that each describes.
#[derive(Debug, Default)]
pub struct Records {
    by_path: BTreeMap<String, (Record, Place)>,
}

impl Records {
    /// Reads JSON lines; a line that cannot be used is reported and left out.
    pub fn read<'a>(files: &[InputFile], articles: impl Iterator<Item = &'a Article>, report: &mut Report) -> Self {
        let mut records = Self::default();
        if files.is_empty() {
            return records;
        }
        let paths: BTreeSet<&str> = articles.map(|article| article.path.as_str()).collect();
        for file in files {
            for (n, line) in file.bytes.split(|byte| *byte == b'\n').enumerate() {
                let place = Place::line(&file.path, u32::try_from(n + 1).unwrap_or(u32::MAX));
                if let Err(message) = records.take(line, &place, &paths) {
                    report.add(Diagnostic::new("V01", message).at(place));
                }
            }
        }
        records
    }

    fn take(&mut self, line: &[u8], place: &Place, paths: &BTreeSet<&str>) -> Result<(), String> {
        if line.trim_ascii().is_empty() {
            return Ok(());
        }
        let record: Record = serde_json::from_slice(line).map_err(|error| format!("not a record of the schema: {error}"))?;
        if record.schema != SCHEMA {
            return Err(format!("a record of schema {}, and this demarche reads {SCHEMA}", record.schema));
        }
        let path = record.id.to_string();
        if !paths.contains(path.as_str()) {
            return Err(format!("no article of the source folder has the path {path}"));
        }
        if self.by_path.contains_key(&path) {
            return Err(format!("a second record for {path}; the first one is used"));
        }
        self.by_path.insert(path, (record, place.clone()));
        Ok(())
    }

    /// The reading of an article, if there is a usable record of it.
    pub(in crate::pipeline) fn restore(&self, article: &Arc<Article>, report: &mut Report) -> Option<Reading> {
        let (record, place) = self.by_path.get(&article.path)?;
        match restore(record, article) {
            Ok(reading) => Some(reading),
            Err(reason) => {
                let message = format!("the record of {} is not used: {reason}", article.path);
                report.add(Diagnostic::new("V01", message).at(place.clone()).hint("the article was analysed anew"));
                None
            }
        }
    }
}
