//! The front pages of earlier days.
//!
//! A build makes the page of its own day only, so those of earlier days are inputs: the output folder has kept them since they were made.
//! A desk that builds from scratch each time puts them into the project's `archive/` folder, where the page of a day wins.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chrono::NaiveDate;

use super::inputs::bytes;
use super::{InputFile, Project, ProjectError};

/// The folder below the project's and below the site's.
const FOLDER: &str = "archive";

/// Every kept front page by its day. Those in the output folder are read even when nothing new is kept, so that none is ever lost.
///
/// # Errors
/// When one is there and cannot be read.
pub(super) fn read(project: &Project) -> Result<Vec<InputFile>, ProjectError> {
    let mut days = BTreeMap::new();
    gather(&project.output_dir().join(FOLDER), &mut days)?;
    if project.config.archive {
        gather(&project.location.root.join(FOLDER), &mut days)?;
    }
    Ok(days.into_iter().map(|(day, bytes)| InputFile { path: format!("{day}/index.html"), bytes: bytes.into() }).collect())
}

fn gather(folder: &Path, days: &mut BTreeMap<NaiveDate, Vec<u8>>) -> Result<(), ProjectError> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(()) };
    for entry in entries.flatten() {
        let day = entry.file_name().to_str().and_then(day_of);
        let path = entry.path().join("index.html");
        let Some(day) = day.filter(|_| path.is_file()) else { continue };
        let page = bytes(&path, u64::MAX).map_err(|source| ProjectError::Unreadable { path, source })?;
        days.insert(day, page);
    }
    Ok(())
}

/// The day that a folder is named after, in one spelling only.
fn day_of(name: &str) -> Option<NaiveDate> {
    let day = NaiveDate::parse_from_str(name, "%Y-%m-%d").ok()?;
    (day.to_string() == name).then_some(day)
}
