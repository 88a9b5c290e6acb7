//! `demarche check`

use crate::base::Severity;
use crate::pipeline::observe::counted;
use crate::pipeline::{self, Built};
use crate::publish::{File, links};

use super::args::{Check, Common};
use super::build::is_refused;
use super::desk;
use super::failure::{Failure, MATERIAL};
use super::show::{Show, json, text};

pub(super) fn run(common: &Common, args: &Check, show: &Show) -> Result<u8, Failure> {
    let project = desk::open(common)?;
    let inputs = desk::read(&project, &args.readings.readings)?;
    let built = pipeline::build(&inputs, &desk::options(common), show);
    let Built { artifacts, mut report, summary, timings, .. } = built;
    let files: Vec<File> = artifacts.into_iter().map(|artifact| (artifact.path, artifact.body)).collect();
    let n_links = links::check(&files, project.config.base_url.as_ref(), &mut report);
    show.report(&report);
    show.timings(&timings);
    let counts = [counted(summary.n_articles, "article"), counted(files.len(), "file"), counted(n_links, "link")];
    let found = match text::findings(&report, common.verbose) {
        found if found.is_empty() => "Nothing is wrong.".to_owned(),
        found => found,
    };
    let sentence = format!("Checked {}, {} and {}. {found}", counts[0], counts[1], counts[2]);
    let refused = is_refused(&report, common.strict);
    show.conclude(&sentence, &json::checked(files.len(), n_links, &report), refused || report.count(Severity::Warning) > 0);
    Ok(if refused { MATERIAL } else { 0 })
}
