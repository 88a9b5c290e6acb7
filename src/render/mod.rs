//! Pages become bytes.
//!
//! In come the planned site and the theme; out go [`Artifact`]s.
//! Nothing is decided here about what a page says, and no disk is touched.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;
use tera::Context;

use crate::base::{Diagnostic, Fingerprint, Report, SourceId};
use crate::site::{Feed, Layout, Page, Site, Words};

mod corrections;
mod earlier;
mod export;
mod failure;
mod feed;
mod filters;
mod search;
mod sitemap;
mod theme;

use earlier::Again;
pub use earlier::Earlier;
pub use theme::Theme;

/// One file of the finished site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// Path below the output folder, with forward slashes, without a leading one, never leaving the folder.
    pub path: String,
    /// Its bytes.
    pub body: Vec<u8>,
    /// The sources it was made from; empty for files of the theme.
    pub made_from: Arc<[SourceId]>,
}

/// A page that stands in the output folder already, byte for byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Path below the output folder, as that of an [`Artifact`].
    pub path: String,
    /// Fingerprint of its bytes.
    pub fingerprint: Fingerprint,
    /// Number of its bytes.
    pub size: u64,
}

/// The files of a site: those that were made, and those that stand.
#[derive(Clone, Debug, Default)]
pub struct Rendered {
    /// Files that were made, sorted by path.
    pub artifacts: Vec<Artifact>,
    /// Pages that need not be made, sorted by path; none has the path of an artifact.
    pub standing: Vec<Standing>,
}

/// A page, or what is wrong with its template.
pub type Made = Result<Artifact, Box<Diagnostic>>;

/// A file of the desk's `templates/` or `static/` folder.
#[derive(Clone, Debug)]
pub struct ThemeFile {
    /// Path below that folder, with forward slashes.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Renders every page and table; the artifacts come sorted by path, no path twice.
pub fn render(site: &Site, theme: &Theme, report: &mut Report) -> Vec<Artifact> {
    let printer = Printer::new(site, theme, None);
    let pages = || site.pages.par_iter().map(|page| Turn::Made(printer.page(page))).collect::<Vec<_>>();
    let (pages, beside) = rayon::join(pages, || render_beside(site));
    let others = printer.fixed().chain(render_near(site)).chain(beside).collect();
    gathered(pages, others, report).artifacts
}

/// Renders the same with each page laid out when its turn comes and let go behind it, since all of them together take more room than anything else.
/// `frame` is what the pages have in common; pages that an earlier build made of the same views are not rendered again, and not even read where they stand.
pub fn render_laid_out(
    layout: &Layout<'_, '_>,
    frame: &Site,
    theme: &Theme,
    earlier: Option<&dyn Earlier>,
    report: &mut Report,
) -> Rendered {
    layout.prepare_all();
    let printer = Printer::new(frame, theme, earlier);
    let mut others: Vec<Artifact> = printer.fixed().collect();
    let paths: Vec<&str> = layout.paths().collect();
    let pages = || paths.into_par_iter().filter_map(|path| layout.page(path)).map(|page| (printer.turn(&page), page.made_from));
    let site = Site { feed: layout.feed(), addresses: layout.addresses(), kept: Vec::new(), ..frame.clone() };
    let beside = || render_beside(&Site { beside: layout.beside(), ..site.clone() });
    let (pages, mut beside): (Vec<(Turn, Vec<SourceId>)>, Vec<Artifact>) = rayon::join(|| pages().collect(), beside);
    let drawn_on: BTreeSet<SourceId> = pages.iter().flat_map(|(_, made_from)| made_from.iter().copied()).collect();
    let site = Site { drawn_on: drawn_on.into_iter().collect(), ..site };
    beside.iter_mut().for_each(|file| file.made_from = Arc::clone(&site.drawn_on));
    others.extend(render_near(&site));
    others.extend(beside);
    gathered(pages.into_iter().map(|(page, _)| page), others, report)
}

fn gathered(pages: impl IntoIterator<Item = Turn>, others: Vec<Artifact>, report: &mut Report) -> Rendered {
    let mut rendered = Rendered::default();
    for page in pages {
        match page {
            Turn::Made(Ok(artifact)) => rendered.artifacts.push(artifact),
            Turn::Made(Err(diagnostic)) => report.add(*diagnostic),
            Turn::Stands(page) => rendered.standing.push(page),
        }
    }
    rendered.artifacts.extend(others);
    in_order(rendered, report)
}

/// What came of a page of a build.
enum Turn {
    Made(Made),
    Stands(Standing),
}

/// Renders single pages of a site.
pub struct Printer<'a> {
    site: &'a Site,
    theme: &'a Theme,
    again: Option<Again<'a>>,
}

impl<'a> Printer<'a> {
    /// Of the site only what its pages have in common is looked at; pages that an earlier build made of the same views are not rendered again.
    pub fn new(site: &'a Site, theme: &'a Theme, earlier: Option<&'a dyn Earlier>) -> Self {
        Self { site, theme, again: earlier.and_then(|earlier| Again::new(earlier, site, theme)) }
    }

    /// The bytes of a page.
    ///
    /// # Errors
    /// What is wrong with its template.
    pub fn page(&self, page: &Page) -> Made {
        self.made(page, self.again.as_ref().and_then(|again| again.key(page)))
    }

    /// The same, unless the page stands in the output folder.
    fn turn(&self, page: &Page) -> Turn {
        let key = self.again.as_ref().and_then(|again| again.key(page));
        let standing = self.again.as_ref().and_then(|again| again.standing(key, &page.path));
        standing.map_or_else(|| Turn::Made(self.made(page, key)), Turn::Stands)
    }

    fn made(&self, page: &Page, key: Option<Fingerprint>) -> Made {
        let render = || render_page(page, &self.site.words, self.site.bundled_fonts, self.theme);
        let body = self.again.as_ref().map_or_else(render, |again| again.page(key, &page.path, render))?;
        Ok(Artifact { path: page.path.clone(), body, made_from: page.made_from.as_slice().into() })
    }

    /// The files that are as they are: pages of earlier days, and those of the theme.
    pub fn fixed(&self) -> impl Iterator<Item = Artifact> + '_ {
        let kept = self.site.kept.iter().map(|(path, page)| (path.clone(), page.clone()));
        let is_font = |path: &str| path.starts_with("fonts/") || path == "fonts.css";
        let own = self.theme.statics().filter(move |(path, _)| self.site.bundled_fonts || !is_font(path));
        kept.chain(own.map(|(path, bytes)| (path.to_owned(), bytes.to_vec()))).map(|(path, body)| Artifact {
            path,
            body,
            made_from: [].into(),
        })
    }
}

/// The files sorted by path. Two with one path are a fault and reported, whether they were made or stand.
fn in_order(mut rendered: Rendered, report: &mut Report) -> Rendered {
    let Rendered { artifacts, standing } = &mut rendered;
    artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    standing.sort_by(|a, b| a.path.cmp(&b.path));
    let mut paths: Vec<&str> = artifacts.iter().map(|file| &*file.path).chain(standing.iter().map(|page| &*page.path)).collect();
    paths.sort_unstable();
    for pair in paths.windows(2).filter(|pair| pair[0] == pair[1]) {
        report.add(Diagnostic::new("R02", format!("two outputs would be written to {}", pair[0])));
    }
    artifacts.dedup_by(|a, b| a.path == b.path);
    standing.retain(|page| artifacts.binary_search_by(|file| file.path.cmp(&page.path)).is_err());
    rendered
}

fn render_page(page: &Page, words: &Words, bundled_fonts: bool, theme: &Theme) -> Result<Vec<u8>, Box<Diagnostic>> {
    let mut context = Context::new();
    context.insert("root", &page.frame.root);
    context.insert("frame", &page.frame);
    context.insert("page", &page.view);
    context.insert("notes", &page.notes);
    context.insert("w", words.table());
    context.insert("bundled_fonts", &bundled_fonts);
    let html =
        theme.engine().render(page.template, &context).map_err(|error| Box::new(failure::diagnostic(theme, &error, Some(&page.path))))?;
    Ok(html.into_bytes())
}

/// Renders what belongs to the pages as a whole: the site's feed, its corrections, robots and sitemap.
pub fn render_near(site: &Site) -> Vec<Artifact> {
    let file = all_went_into(site);
    let mut files = vec![file("robots.txt".to_owned(), sitemap::robots(site))];
    files.extend(sitemap::sitemap(site).map(|body| file("sitemap.xml".to_owned(), body)));
    files.push(file("corrections/feed.xml".to_owned(), corrections::atom(site)));
    files.extend(both_feeds(site, &site.feed).map(|(path, body)| file(path, body)));
    files
}

/// Renders what stands beside the pages: exports, the index of the search, feeds of actors and issues; in no order.
pub fn render_beside(site: &Site) -> Vec<Artifact> {
    let feeds = || -> Vec<(String, Vec<u8>)> { site.beside.feeds.par_iter().flat_map_iter(|one| both_feeds(site, one)).collect() };
    let (exports, (index, feeds)) = rayon::join(|| export::all(site), || rayon::join(|| search::files(&site.beside.search), feeds));
    let file = all_went_into(site);
    exports.into_iter().chain(index).chain(feeds).map(|(path, body)| file(path, body)).collect()
}

fn both_feeds(site: &Site, one: &Feed) -> [(String, Vec<u8>); 2] {
    [(format!("{}feed.xml", one.folder), feed::atom(site, one)), (format!("{}feed.json", one.folder), feed::json(site, one))]
}

/// Makes artifacts into which all sources of the site went.
fn all_went_into(site: &Site) -> impl Fn(String, Vec<u8>) -> Artifact {
    let all = Arc::clone(&site.drawn_on);
    move |path, body| Artifact { path, body, made_from: Arc::clone(&all) }
}
