//! Pages become bytes.
//!
//! In come the planned site and the theme; out go [`Artifact`]s.
//! Nothing is decided here about what a page says, and no disk is touched.

use std::collections::BTreeSet;

use rayon::prelude::*;
use tera::Context;

use crate::base::{Diagnostic, Report, SourceId};
use crate::site::{Page, Site, Words};

mod corrections;
mod export;
mod failure;
mod feed;
mod filters;
mod search;
mod sitemap;
mod theme;

pub use theme::Theme;

/// One file of the finished site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// Path below the output folder, with forward slashes, without a leading one, never leaving the folder.
    pub path: String,
    /// Its bytes.
    pub body: Vec<u8>,
    /// The sources it was made from; empty for files of the theme.
    pub made_from: Vec<SourceId>,
}

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
    let page = |page| render_page(page, &site.words, site.bundled_fonts, theme);
    let (pages, files): (Vec<Result<Artifact, Box<Diagnostic>>>, Vec<Artifact>) =
        rayon::join(|| site.pages.par_iter().map(page).collect(), || files(site));
    let mut artifacts = Vec::new();
    for page in pages {
        match page {
            Ok(artifact) => artifacts.push(artifact),
            Err(diagnostic) => report.add(*diagnostic),
        }
    }
    artifacts.extend(files);
    artifacts.extend(site.kept.iter().map(|(path, page)| Artifact { path: path.clone(), body: page.clone(), made_from: Vec::new() }));
    let is_font = |path: &str| path.starts_with("fonts/") || path == "fonts.css";
    for (path, bytes) in theme.statics().filter(|(path, _)| site.bundled_fonts || !is_font(path)) {
        artifacts.push(Artifact { path: path.to_owned(), body: bytes.to_vec(), made_from: Vec::new() });
    }
    artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    for pair in artifacts.windows(2).filter(|pair| pair[0].path == pair[1].path) {
        report.add(Diagnostic::new("R02", format!("two outputs would be written to {}", pair[0].path)));
    }
    artifacts.dedup_by(|a, b| a.path == b.path);
    artifacts
}

fn render_page(page: &Page, words: &Words, bundled_fonts: bool, theme: &Theme) -> Result<Artifact, Box<Diagnostic>> {
    let mut context = Context::new();
    context.insert("root", &page.frame.root);
    context.insert("frame", &page.frame);
    context.insert("page", &page.view);
    context.insert("notes", &page.notes);
    context.insert("w", words.table());
    context.insert("bundled_fonts", &bundled_fonts);
    let html =
        theme.engine().render(page.template, &context).map_err(|error| Box::new(failure::diagnostic(theme, &error, Some(&page.path))))?;
    Ok(Artifact { path: page.path.clone(), body: html.into_bytes(), made_from: page.made_from.clone() })
}

/// Feeds, sitemap, robots and exports. All sources went into each of them.
fn files(site: &Site) -> Vec<Artifact> {
    let all: BTreeSet<SourceId> = site.pages.iter().flat_map(|page| page.made_from.iter().copied()).collect();
    let all: Vec<SourceId> = all.into_iter().collect();
    let file = |path: String, body: Vec<u8>| Artifact { path, body, made_from: all.clone() };
    let mut files = vec![file("robots.txt".to_owned(), sitemap::robots(site))];
    files.extend(sitemap::sitemap(site).map(|body| file("sitemap.xml".to_owned(), body)));
    for one in std::iter::once(&site.feed).chain(&site.feeds) {
        files.push(file(format!("{}feed.xml", one.folder), feed::atom(site, one)));
        files.push(file(format!("{}feed.json", one.folder), feed::json(site, one)));
    }
    files.push(file("corrections/feed.xml".to_owned(), corrections::atom(site)));
    files.extend(search::files(&site.search).into_iter().map(|(path, body)| file(path, body)));
    files.extend(export::all(site).into_iter().map(|(path, body)| file(path, body)));
    files
}
