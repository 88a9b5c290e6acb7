//! `demarche build`

use crate::base::{Report, Severity};
use crate::output::{self, Outcome};
use crate::pipeline::observe::{Clock, Line, Stage};
use crate::pipeline::{self, Built};
use crate::project::Project;

use super::args::{Build, Common};
use super::desk;
use super::failure::{Failure, MATERIAL};
use super::show::Show;

pub(super) fn run(common: &Common, args: &Build, show: &Show) -> Result<u8, Failure> {
    let project = desk::open(common)?;
    let inputs = desk::read(&project, &args.readings.readings)?;
    let mut built = pipeline::build(&inputs, &desk::options(common), show);
    show.report(&built.report);
    let refused = is_refused(&built.report, common.strict);
    let outcome = if refused { None } else { Some(write(&project, &mut built, args.force, show)?) };
    show.timings(&built.timings);
    show.outcome(&project.output_dir(), &built.summary, &built.report, outcome.as_ref());
    Ok(if refused { MATERIAL } else { 0 })
}

/// Whether what was found forbids writing the site.
pub(super) fn is_refused(report: &Report, strict: bool) -> bool {
    report.has_errors() || strict && report.count(Severity::Warning) > 0
}

fn write(project: &Project, built: &mut Built, force: bool, show: &Show) -> Result<Outcome, Failure> {
    let mut clock = Clock::new(show);
    let outcome = clock.measure(Stage::Write, built.artifacts.len(), |_| {
        let outcome = output::write(&project.output_dir(), &built.artifacts, force);
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
