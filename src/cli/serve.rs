//! `demarche serve`

use crate::cache::Cache;
use crate::pipeline::{self, BuildOptions};
use crate::project::{Inputs, Project};
use crate::serve::{self, Attempt, Good, Later, Options, Preview, Watched};

use super::args::{Common, Serve};
use super::build::is_refused;
use super::desk;
use super::failure::Failure;
use super::show::Show;

pub(super) fn run(common: &Common, args: &Serve, show: &Show) -> Result<u8, Failure> {
    let project = desk::open(common)?;
    let preview = Preview::bind(&Options { interface: args.interface, port: args.port, live: !args.no_reload })?;
    let url = preview.url();
    let mut watched = watched(&project, args);
    let mut cache = desk::cache(&project).staying();
    let build = || {
        let attempt = attempt(common, args, show, &watched, &cache);
        cache.forget();
        watched = attempt.watched.clone();
        attempt
    };
    let ready = || {
        show.status(&format!("Showing the site at {url}; press Ctrl-C to end."));
        if args.open {
            open_browser(url, Show::new(common, true));
        }
    };
    preview.run(build, ready, serve::interrupted())?;
    show.status("Ended.");
    Ok(0)
}

/// Opens the address; the preview goes on where there is no browser. Some launchers stay until the browser is closed, so nobody waits for them.
fn open_browser(url: String, show: Show) {
    std::thread::spawn(move || {
        if open::that(&url).is_err() {
            show.status(&format!("No browser could be opened; open {url} yourself."));
        }
    });
}

/// One build. What fails before the project is known leaves the watched files as they were.
fn attempt(common: &Common, args: &Serve, show: &Show, before: &Watched, cache: &Cache) -> Attempt {
    let opened = desk::open(common).map(|project| {
        let inputs = desk::read(&project, &args.readings.readings);
        (project, inputs)
    });
    let failed = |failure: &Failure, watched: Watched| {
        show.failure(failure);
        Attempt { result: Err(show.failure_as_text(failure)), watched, base_path: "/".to_owned() }
    };
    match opened {
        Err(failure) => failed(&failure, before.clone()),
        Ok((project, Err(failure))) => failed(&failure, watched(&project, args)),
        Ok((project, Ok(inputs))) => build(common, args, show, &project, &inputs, cache),
    }
}

fn build(common: &Common, args: &Serve, show: &Show, project: &Project, inputs: &Inputs, cache: &Cache) -> Attempt {
    let built = pipeline::build_with(inputs, &BuildOptions { pages_first: true, ..desk::options(common) }, cache, show);
    show.report(&built.report);
    show.timings(&built.timings);
    let refused = is_refused(&built.report, common.strict);
    let rest = built.rest.map(|rest| -> Later { Box::new(|| rest.make()) });
    let result = if refused { Err(show.report_as_text(&built.report)) } else { Ok(Good { artifacts: built.artifacts, rest }) };
    let base_path = inputs.config.base_url.as_ref().map_or_else(|| "/".to_owned(), |url| url.path().to_owned());
    Attempt { result, watched: watched(project, args), base_path }
}

fn watched(project: &Project, args: &Serve) -> Watched {
    let own = [project.location.config_file.clone(), project.briefing_file()];
    let files = args.readings.readings.iter().cloned().chain(own).chain(project.model_files());
    let absolute = |path: std::path::PathBuf| std::path::absolute(&path).unwrap_or(path);
    Watched {
        files: files.map(absolute).collect(),
        folders: [project.source_dir(), project.template_dir(), project.static_dir()].map(absolute).to_vec(),
        ignored: vec![absolute(project.output_dir())],
    }
}
