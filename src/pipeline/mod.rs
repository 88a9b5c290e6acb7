//! The corridor: opens the doors in order, does none of the work.
//!
//! In come the inputs of a project, or one record of a stream; out go the artifacts of the site, or the record of what an article says.
//! No disk is touched, and nothing about articles, people, days or pages is decided here.

pub mod analyze;
pub mod input;
pub mod observe;
mod open;
#[cfg(test)]
mod own_model_tests;
pub mod record;
mod remember;
mod settings;
pub mod stream;

use std::sync::Arc;

use crate::base::{Fingerprint, Report};
use crate::cache::{Cache, Pages};
pub use crate::dossier::Memory;
use crate::dossier::{self, Dossier};
use crate::ingest::Article;
use crate::lexicon::Lexicon;
use crate::project::Inputs;
pub use crate::render::Standing;
use crate::render::{self, Artifact, Earlier, Rendered, Theme, ThemeFile};
use crate::site::{self, Site};

use observe::{Clock, Line, Observer, Stage, Summary, Timings};
pub use open::{Opened, open};
use record::Records;

/// What one build is asked for, besides its inputs.
#[derive(Clone, Copy, Debug, Default)]
pub struct BuildOptions {
    /// Keep articles marked as drafts.
    pub drafts: bool,
    /// Keep articles dated after the day of the build.
    pub future: bool,
    /// Number of articles read at the same time; as many as there are processors by default.
    pub jobs: Option<usize>,
}

/// A finished build, not yet written anywhere.
#[derive(Debug)]
pub struct Built {
    /// The files of the site that were made, sorted by path.
    pub artifacts: Vec<Artifact>,
    /// Its pages that stand in the output folder, sorted by path; none unless the build was told what stands there.
    pub standing: Vec<Standing>,
    /// Everything that was noticed. With errors in it, the artifacts are not fit to be published.
    pub report: Report,
    /// What came in and what was left out.
    pub summary: Summary,
    /// How long each stage took.
    pub timings: Timings,
}

/// Builds the site from nothing but its inputs.
pub fn build(inputs: &Inputs, options: &BuildOptions, observer: &dyn Observer) -> Built {
    build_with(inputs, options, &Cache::none(), observer)
}

/// Builds the same site, without reading again what the cache has of it.
pub fn build_with(inputs: &Inputs, options: &BuildOptions, cache: &Cache, observer: &dyn Observer) -> Built {
    with_workers(options.jobs, || build_here(inputs, options, cache, None, observer))
}

/// Which page stands untouched at a path of the output folder.
pub type Untouched<'u> = &'u (dyn Fn(&str) -> Option<Standing> + Sync);

/// Builds the same site, without making or reading the pages that stand in the output folder as this build would make them.
pub fn build_over(inputs: &Inputs, options: &BuildOptions, cache: &Cache, untouched: Untouched<'_>, observer: &dyn Observer) -> Built {
    with_workers(options.jobs, || build_here(inputs, options, cache, Some(untouched), observer))
}

fn build_here(inputs: &Inputs, options: &BuildOptions, cache: &Cache, untouched: Option<Untouched<'_>>, observer: &dyn Observer) -> Built {
    let mut report = inputs.report.clone();
    let mut clock = Clock::new(observer);
    let dossier = dossier(inputs, options, cache, &Memory::default(), &mut report, &mut clock);
    // All that was left out was left out while articles were read.
    let summary = Summary::of(inputs, &dossier, &report);
    let pages = cache.pages().map(|pages| Printed { pages, untouched });
    let earlier = pages.as_ref().map(|pages| pages as &dyn Earlier);
    let Rendered { artifacts, standing } = lay_out(inputs, &dossier, earlier, &mut report, &mut clock);
    let report = settings::placed(&report, inputs);
    // It is large, and nobody has to wait until it is let go.
    rayon::spawn(move || drop(dossier));
    Built { artifacts, standing, report, summary, timings: clock.timings() }
}

/// From the files to the dossier.
fn dossier(inputs: &Inputs, options: &BuildOptions, cache: &Cache, memory: &Memory, report: &mut Report, clock: &mut Clock<'_>) -> Dossier {
    let issues = settings::issues(inputs);
    let known = settings::known_names(inputs);
    let said = settings::said(inputs, &issues, &known);
    let lexicon = Lexicon::with_issues(issues).knowing(known);
    // Records of other engines take the place of readings, so those are not to be remembered.
    let none = Cache::none();
    let known = if inputs.readings.is_empty() { cache } else { &none };

    let files = clock.measure(Stage::Read, inputs.sources.len(), |_| {
        let files = remember::read(&settings::files(inputs), &settings::ingest(inputs, options), &said, known, report);
        let line = Line::read(inputs.sources.len(), files.articles());
        (files, line)
    });
    let recogniser = if files.has_new() { settings::recogniser(inputs, report) } else { Some(analyze::built_in()) };
    // What was read by another recogniser than the desk asks for is not to be remembered.
    let known = if recogniser.is_some() { known } else { &none };
    let recogniser = recogniser.unwrap_or_else(analyze::built_in);
    let readings = clock.measure(Stage::Analyze, files.articles().count(), |step| {
        let records = Records::read(&inputs.readings, files.articles(), report);
        let understand = |article: Arc<Article>, found: &mut Report| {
            records.restore(&article, found).unwrap_or_else(|| analyze::understand(article, &lexicon, &*recogniser, found))
        };
        let readings = files.understood(&understand, known, report, step);
        let line = Line::analyze(&readings);
        (readings, line)
    });
    clock.measure(Stage::Merge, readings.len(), |_| {
        let dossier = dossier::assemble_again(readings, &lexicon, settings::dossier(inputs), memory, report);
        let line = Line::merge(&dossier);
        (dossier, line)
    })
}

/// From the dossier to the files.
fn lay_out(inputs: &Inputs, dossier: &Dossier, earlier: Option<&dyn Earlier>, report: &mut Report, clock: &mut Clock<'_>) -> Rendered {
    let theme = theme(inputs, report);
    let options = settings::site(inputs);
    let words = theme.words(&options.language, report);
    site::open(dossier, &options, &words, report, |layout, report| {
        clock.measure(Stage::Plan, 1, |_| {
            layout.check(report);
            layout.prepare_all();
            ((), Line::plan())
        });
        clock.measure(Stage::Render, 1, |_| {
            let frame = Site { words: words.clone(), ..layout.frame() };
            let rendered = render::render_laid_out(layout, &frame, &theme, earlier, report);
            let line = Line::render(&rendered);
            (rendered, line)
        })
    })
}

/// The built-in theme with the desk's files in front of it.
fn theme(inputs: &Inputs, report: &mut Report) -> Theme {
    let files = |files: &[crate::project::InputFile]| files.iter().map(theme_file).collect();
    Theme::new(files(&inputs.templates), files(&inputs.statics), report)
}

/// The pages that the cache has, and those that stand in the output folder.
struct Printed<'c> {
    pages: &'c Pages,
    untouched: Option<Untouched<'c>>,
}

impl Earlier for Printed<'_> {
    fn standing(&self, key: Fingerprint, path: &str) -> Option<Standing> {
        let untouched = self.untouched?;
        let known = self.pages.known(key)?;
        untouched(path).filter(|page| page.fingerprint == known)
    }

    fn recall(&self, key: Fingerprint, path: &str) -> Option<Vec<u8>> {
        self.pages.recall(key, path)
    }

    fn keep(&self, key: Fingerprint, page: &[u8]) {
        self.pages.keep(key, page);
    }
}

fn theme_file(file: &crate::project::InputFile) -> ThemeFile {
    ThemeFile { path: file.path.clone(), bytes: file.bytes.to_vec() }
}

/// Runs `work` on the given number of threads.
pub fn with_workers<T: Send>(jobs: Option<usize>, work: impl FnOnce() -> T + Send) -> T {
    let pool = jobs.map(|jobs| rayon::ThreadPoolBuilder::new().num_threads(jobs).build());
    match pool {
        Some(Ok(pool)) => pool.install(work),
        // A system that grants no further threads still has the shared ones; only the speed differs.
        Some(Err(_)) | None => work(),
    }
}
