//! A site of which single files are made, when somebody asks for them.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::base::Report;
use crate::cache::Cache;
use crate::project::Inputs;
use crate::render::{self, Artifact, Made, Printer};
use crate::site::{self, Layout, Site};

use super::observe::{Clock, Line, Observer, Stage, Timings};
use super::{BuildOptions, Memory, Printed, dossier, settings, theme, with_workers};

/// A site that is open: everything is read and merged, and no page is laid out yet.
pub struct Opened<'o, 'd, 'a> {
    layout: &'o Layout<'d, 'a>,
    /// The site without pages and without what stands beside them.
    frame: &'o Site,
    printer: Printer<'o>,
    near: OnceLock<BTreeMap<String, Artifact>>,
    rest: OnceLock<BTreeMap<String, Artifact>>,
    inputs: &'o Inputs,
    /// What was noticed until here. With errors in it, nothing of the site is fit to be shown.
    pub report: Report,
    /// How long each stage took until here.
    pub timings: Timings,
}

impl Opened<'_, '_, '_> {
    /// The paths of all pages, sorted.
    pub fn pages(&self) -> impl Iterator<Item = &str> {
        self.layout.paths()
    }

    /// The files that do not have to be made.
    pub fn fixed(&self) -> impl Iterator<Item = Artifact> + '_ {
        self.printer.fixed()
    }

    /// The page at a path.
    fn page(&self, path: &str) -> Option<Made> {
        self.layout.page(path).map(|page| self.printer.page(&page))
    }

    /// Makes several pages at the same time; those that the site does not have are left out.
    pub fn make_pages(&self, paths: &[&str]) -> Vec<Made> {
        self.layout.prepare();
        paths.par_iter().filter_map(|path| self.page(path)).collect()
    }

    /// Makes every page, and reports what is wrong with those that cannot be made.
    pub fn make_all(&self, clock: &mut Clock<'_>, report: &mut Report) -> Vec<Artifact> {
        let pages: Vec<&str> = self.pages().collect();
        let made = clock.measure(Stage::Render, 1, |_| {
            let made = self.make_pages(&pages);
            let line = Line::pages(made.len());
            (made, line)
        });
        let mut wrong = Report::default();
        let good = made.into_iter().filter_map(|made| made.map_err(|finding| wrong.add(*finding)).ok()).collect();
        report.append(self.placed(&wrong));
        good
    }

    /// Makes the file at a path; `None` when the site has none there. What is no page and no feed of the site is made all at once, the first time.
    pub fn make(&self, path: &str) -> Option<Made> {
        if let Some(page) = self.page(path) {
            return Some(page);
        }
        let file = self.near().get(path).or_else(|| self.rest().get(path));
        file.map(|file| Ok(file.clone()))
    }

    /// What was noticed while files were made, with places that lead to the desk's own files.
    pub fn placed(&self, report: &Report) -> Report {
        settings::placed(report, self.inputs)
    }

    /// The files that belong to the pages as a whole.
    fn near(&self) -> &BTreeMap<String, Artifact> {
        self.near.get_or_init(|| {
            let site = Site { feed: self.layout.feed(), addresses: self.layout.addresses(), ..self.frame.clone() };
            by_path(render::render_near(&site))
        })
    }

    fn rest(&self) -> &BTreeMap<String, Artifact> {
        self.rest.get_or_init(|| {
            let site = Site { feed: self.layout.feed(), beside: self.layout.beside(), ..self.frame.clone() };
            by_path(render::render_beside(&site))
        })
    }
}

fn by_path(artifacts: impl IntoIterator<Item = Artifact>) -> BTreeMap<String, Artifact> {
    artifacts.into_iter().map(|artifact| (artifact.path.clone(), artifact)).collect()
}

/// Reads and merges everything, but for what cache and memory have, and lets `work` take files of the site as long as it likes.
pub fn open<T: Send>(
    inputs: &Inputs,
    options: &BuildOptions,
    cache: &Cache,
    memory: &Memory,
    observer: &dyn Observer,
    work: impl FnOnce(&Opened<'_, '_, '_>) -> T + Send,
) -> T {
    with_workers(options.jobs, || open_here(inputs, options, cache, memory, observer, work))
}

fn open_here<T>(
    inputs: &Inputs,
    options: &BuildOptions,
    cache: &Cache,
    memory: &Memory,
    observer: &dyn Observer,
    work: impl FnOnce(&Opened<'_, '_, '_>) -> T,
) -> T {
    let mut report = inputs.report.clone();
    let mut clock = Clock::new(observer);
    let dossier = dossier(inputs, options, cache, memory, &mut report, &mut clock);
    let theme = theme(inputs, &mut report);
    let options = settings::site(inputs);
    let words = theme.words(&options.language, &mut report);
    let pages = cache.pages().map(|pages| Printed { pages, untouched: None });
    site::open(&dossier, &options, &words, &mut report, |layout, report| {
        layout.check(report);
        clock.measure(Stage::Plan, 1, |_| ((), Line::open(layout.paths().count())));
        let frame = Site { words: words.clone(), ..layout.frame() };
        work(&Opened {
            layout,
            frame: &frame,
            printer: Printer::new(&frame, &theme, pages.as_ref().map(|pages| pages as _)),
            near: OnceLock::new(),
            rest: OnceLock::new(),
            inputs,
            report: settings::placed(report, inputs),
            timings: clock.timings(),
        })
    })
}
