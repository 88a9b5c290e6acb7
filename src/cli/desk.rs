//! What a command needs before it starts: the project as the options change it, and the day.

use std::env;
use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::cache::Cache;
use crate::config;
use crate::pipeline::BuildOptions;
use crate::project::{self, Desk, Inputs, Known, Project};

use super::args::Common;
use super::failure::Failure;

/// Finds the project and reads its configuration.
pub(super) fn open(common: &Common) -> Result<Project, Failure> {
    let here = env::current_dir().map_err(|error| Failure::world("The current folder is not known").because(error))?;
    let location = project::locate(&here, common.root.as_deref(), common.config.as_deref())?;
    let mut project = project::open(location)?;
    if let Some(url) = &common.base_url {
        let url = config::base_url(url).map_err(|reason| Failure::usage(format!("--base-url {reason}: {url}")))?;
        project.config.base_url = Some(url);
    }
    if let Some(folder) = &common.output_dir {
        project.config.output_dir = here.join(folder);
        project.check_output()?;
    }
    Ok(project)
}

/// Reads everything that a build needs.
pub(super) fn read(project: &Project, readings: &[PathBuf]) -> Result<Inputs, Failure> {
    read_again(project, readings, &Known::default())
}

/// The same, without reading again the articles that are known and did not change.
pub(super) fn read_again(project: &Project, readings: &[PathBuf], known: &Known) -> Result<Inputs, Failure> {
    let desk = Desk { today: today(project.config.timezone)?, readings: readings.to_vec() };
    Ok(project::read_again(project, &desk, known)?)
}

/// What earlier builds of the project remembered.
pub(super) fn cache(project: &Project) -> Cache {
    Cache::open_with_site(&project.location.root.join(".demarche").join("cache"), &project.output_dir())
}

pub(super) fn options(common: &Common) -> BuildOptions {
    BuildOptions { drafts: common.drafts, future: common.future, jobs: common.jobs.map(usize::from) }
}

/// The day of the build in the project's time zone.
fn today(zone: Tz) -> Result<NaiveDate, Failure> {
    Ok(now()?.with_timezone(&zone).date_naive())
}

/// The moment; `SOURCE_DATE_EPOCH` fixes it, as reproducible builds ask for.
pub(super) fn now() -> Result<DateTime<Utc>, Failure> {
    match env::var("SOURCE_DATE_EPOCH") {
        Ok(written) => written
            .trim()
            .parse()
            .ok()
            .and_then(|seconds| DateTime::from_timestamp(seconds, 0))
            .ok_or_else(|| Failure::usage(format!("SOURCE_DATE_EPOCH is {written:?}, not a number of seconds since 1970"))),
        Err(_) => Ok(Utc::now()),
    }
}

/// The name that was most likely meant, if any is near.
pub(super) fn nearest<'n>(written: &str, names: &[&'n str]) -> Option<&'n str> {
    let likeness = |name: &str| strsim::jaro_winkler(&written.to_lowercase(), name);
    let near = names.iter().map(|name| (likeness(name), *name)).filter(|(likeness, _)| *likeness > 0.8);
    near.max_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, name)| name)
}
