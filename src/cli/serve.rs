//! `demarche serve`

use std::sync::Arc;

use crate::project::Project;
use crate::serve::{self, Attempt, Options, Preview, Teller, Watched};

use super::args::{Common, Serve};
use super::desk;
use super::failure::Failure;
use super::holder::Holder;
use super::show::Show;

pub(super) fn run(common: &Common, args: &Serve, show: &Show) -> Result<u8, Failure> {
    let project = desk::open(common)?;
    let preview = Preview::bind(&Options { interface: args.interface, port: args.port, live: !args.no_reload })?;
    let url = preview.url();
    let mut watched = watched(&project, args);
    let holder = Holder::new(Show::new(common, true), desk::options(common), common.strict, desk::cache(&project).staying());
    let build = |teller: &Teller| {
        holder.is_wanted_anew();
        let attempt = attempt(common, args, &holder, &watched, teller);
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
fn attempt(common: &Common, args: &Serve, holder: &Arc<Holder>, before: &Watched, teller: &Teller) -> Attempt {
    let opened = desk::open(common).map(|project| {
        let inputs = desk::read_again(&project, &args.readings.readings, &holder.files);
        (project, inputs)
    });
    let failed = |failure: &Failure, watched: Watched| {
        holder.show.failure(failure);
        Attempt { result: Err(holder.show.failure_as_text(failure)), watched, base_path: "/".to_owned() }
    };
    match opened {
        Err(failure) => failed(&failure, before.clone()),
        Ok((project, Err(failure))) => failed(&failure, watched(&project, args)),
        Ok((project, Ok(inputs))) => {
            let base_path = inputs.config.base_url.as_ref().map_or_else(|| "/".to_owned(), |url| url.path().to_owned());
            Attempt { result: holder.hold(inputs, teller), watched: watched(&project, args), base_path }
        }
    }
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
