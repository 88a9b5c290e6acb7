//! `demarche build`

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::base::{Fingerprint, Report, Severity};
use crate::cache::Cache;
use crate::output::{self, Left, Outcome};
use crate::pipeline::observe::{Clock, Line, Stage, Unobserved};
use crate::pipeline::{self, Built};
use crate::project::Project;

use super::args::{Build, Common};
use super::desk;
use super::failure::{Failure, MATERIAL};
use super::show::Show;

pub(super) fn run(common: &Common, args: &Build, show: &Show) -> Result<u8, Failure> {
    let project = desk::open(common)?;
    // Three files or folders of the disk that know nothing of each other.
    let read = || desk::read(&project, &args.readings.readings);
    let cache = || if args.no_cache { Cache::none() } else { desk::cache(&project) };
    let (inputs, (mut cache, left)) = rayon::join(read, || rayon::join(cache, || Left::of(&project.output_dir())));
    let inputs = inputs?;
    let mut built = pipeline::build_over(&inputs, &desk::options(common), &cache, &|path| left.untouched(path), show);
    if args.check_incremental {
        check(&project.output_dir(), &built, &pipeline::build(&inputs, &desk::options(common), &Unobserved))?;
    }
    match cache.save() {
        Ok(damage) => damage.into_iter().for_each(|damage| show.status(&format!("Note: {damage}."))),
        Err(error) => show.status(&format!("Note: nothing is remembered for the next build. {error}: {}.", error.source)),
    }
    show.report(&built.report);
    let refused = is_refused(&built.report, common.strict);
    let outcome = if refused { None } else { Some(write(&project, &mut built, args.force, show)?) };
    show.timings(&built.timings);
    show.outcome(&project.output_dir(), &built.summary, &built.report, outcome.as_ref());
    Ok(if refused { MATERIAL } else { 0 })
}

/// Compares a build from what was remembered with one from nothing.
fn check(output_dir: &Path, incremental: &Built, cold: &Built) -> Result<(), Failure> {
    let files = |built: &Built| -> BTreeMap<String, Fingerprint> {
        built.artifacts.iter().map(|artifact| (artifact.path.clone(), Fingerprint::of(&artifact.body))).collect()
    };
    let (mut one, other) = (files(incremental), files(cold));
    for page in &incremental.standing {
        let bytes = fs::read(output_dir.join(&page.path)).unwrap_or_default();
        one.insert(page.path.clone(), Fingerprint::of(&bytes));
    }
    let differing: Vec<&String> =
        one.keys().chain(other.keys().filter(|path| !one.contains_key(*path))).filter(|path| one.get(*path) != other.get(*path)).collect();
    if differing.is_empty() && incremental.report == cold.report {
        return Ok(());
    }
    let mut failure = Failure::world("A build from what was remembered differs from one from nothing")
        .hint("nothing was written; build with --no-cache, and please report this: it is a fault of demarche");
    let named = differing.iter().take(5).map(|path| format!("{path} differs"));
    failure.causes.extend(named);
    failure.causes.extend(differing.is_empty().then(|| "the findings differ".to_owned()));
    Err(failure)
}

/// Whether what was found forbids writing the site.
pub(super) fn is_refused(report: &Report, strict: bool) -> bool {
    report.has_errors() || strict && report.count(Severity::Warning) > 0
}

fn write(project: &Project, built: &mut Built, force: bool, show: &Show) -> Result<Outcome, Failure> {
    let mut clock = Clock::new(show);
    let outcome = clock.measure(Stage::Write, built.artifacts.len() + built.standing.len(), |_| {
        let outcome = output::write(&project.output_dir(), &built.artifacts, &built.standing, force);
        let line = outcome.as_ref().map_or_else(|_| Line::new(Stage::Write, String::new(), Vec::new()), line);
        (outcome, line)
    });
    built.timings.stages.extend(clock.timings().stages);
    Ok(outcome?)
}

fn line(outcome: &Outcome) -> Line {
    let counts = vec![
        ("created", outcome.created.len()),
        ("updated", outcome.updated.len()),
        ("unchanged", outcome.unchanged.len()),
        ("removed", outcome.removed.len()),
    ];
    let n_written = outcome.created.len() + outcome.updated.len();
    let earlier = if outcome.finished_earlier_run { "Finished an interrupted build first. " } else { "" };
    let sentence = format!("{earlier}Wrote {}.", pipeline::observe::counted(n_written, "file"));
    Line::new(Stage::Write, sentence, counts)
}
