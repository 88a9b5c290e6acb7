//! What comes out of files that hold articles inside something else: the findings, then each article by its path, with its facts, blocks and what was left out.

use std::fs;
use std::path::Path;

use demarche::base::Report;
use demarche::ingest::{Options, RawFile, collect};

use super::clean;
use crate::support::chapter::{Case, Given};

pub fn lines(case: &Case) -> Vec<String> {
    let mut report = Report::default();
    let files: Vec<RawFile> = case.given.iter().map(file).collect();
    let articles = collect(&files, &Options::default(), &mut report);
    let mut lines: Vec<String> = report.items().iter().map(|item| format!("{} {}", item.code, item.message)).collect();
    for article in &articles {
        lines.push(format!("= {}", article.path));
        lines.extend(clean::described(article));
    }
    lines
}

/// `bytes=` names a file of `tests/files`. Mails end their lines as they are typed here; the readers take both ways.
fn file(given: &Given) -> RawFile {
    let path = given.settings.get("file").cloned().unwrap_or_else(|| format!("case.{}", given.language));
    let bytes = match given.settings.get("bytes") {
        Some(name) => fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files").join(name)).expect("the file of the case"),
        None => given.text.clone().into_bytes(),
    };
    RawFile { path, bytes: bytes.into() }
}
