//! A built site as a reader and a browser would meet it.

use std::collections::{BTreeMap, BTreeSet};

use demarche::dossier::Dossier;
use demarche::render::Artifact;
use scraper::{ElementRef, Html, Selector};

/// The files of a site by path.
pub struct Files {
    files: BTreeMap<String, Vec<u8>>,
}

/// Budgets in bytes.
const FRONT_PAGE: usize = 120_000;
const STYLES: usize = 29 * 1024;
const LATIN_FONTS: usize = 85_000;

/// The clean text of every source.
pub fn texts(dossier: &Dossier) -> Vec<String> {
    dossier.sources.iter().map(|source| source.reading.article().body().to_owned()).collect()
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap()
}

fn text_of(element: ElementRef<'_>) -> String {
    element.text().collect()
}

impl Files {
    pub fn new(artifacts: Vec<Artifact>) -> Self {
        Self { files: artifacts.into_iter().map(|artifact| (artifact.path, artifact.body)).collect() }
    }

    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    pub fn bytes(&self, path: &str) -> &[u8] {
        &self.files[path]
    }

    pub fn text(&self, path: &str) -> &str {
        std::str::from_utf8(&self.files[path]).unwrap()
    }

    /// The words of a page, blanks as single ones.
    pub fn visible(&self, path: &str) -> String {
        let page = Html::parse_document(self.text(path));
        page.select(&selector("main > :not(.notes)"))
            .map(|element| text_of(element))
            .collect::<String>()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The words of every element that a selector finds on a page.
    pub fn texts(&self, path: &str, css: &str) -> Vec<String> {
        Html::parse_document(self.text(path)).select(&selector(css)).map(text_of).collect()
    }

    /// The value of an attribute of every element that a selector finds on a page.
    pub fn attrs(&self, path: &str, css: &str, name: &str) -> Vec<String> {
        Html::parse_document(self.text(path)).select(&selector(css)).filter_map(|found| found.attr(name).map(str::to_owned)).collect()
    }

    /// Path and size of every page.
    pub fn sizes(&self) -> impl Iterator<Item = (&str, usize)> {
        self.files.iter().filter(|(path, _)| path.ends_with(".html")).map(|(path, bytes)| (path.as_str(), bytes.len()))
    }

    /// The words and addresses of every link that a selector finds on a page.
    pub fn links(&self, path: &str, css: &str) -> Vec<(String, String)> {
        let page = Html::parse_document(self.text(path));
        page.select(&selector(css)).map(|link| (text_of(link), link.attr("href").unwrap().to_owned())).collect()
    }

    /// The ids of every page.
    pub fn ids(&self) -> BTreeMap<String, BTreeSet<String>> {
        self.pages().map(|(path, page)| (path.to_owned(), ids_of(path, &page))).collect()
    }

    pub fn table(&self, path: &str) -> Vec<BTreeMap<String, String>> {
        csv::Reader::from_reader(self.files[path].as_slice()).deserialize().map(Result::unwrap).collect()
    }

    fn pages(&self) -> impl Iterator<Item = (&str, Html)> {
        self.files.keys().filter(|path| path.ends_with(".html")).map(|path| (path.as_str(), Html::parse_document(self.text(path))))
    }

    /// Every address on every page and in the style sheets leads to a file and an id of the site; counts them.
    pub fn check_links(&self, base_path: &str) -> usize {
        let ids = self.ids();
        let mut n_links = 0;
        for (path, page) in self.pages() {
            for element in page.select(&selector("[href], [src]")) {
                let link = element.attr("href").or(element.attr("src")).unwrap();
                if link.contains("://") {
                    continue;
                }
                let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
                let target = if file.is_empty() { path.to_owned() } else { resolve(path, file, base_path) };
                assert!(self.has(&target), "{path}: {link} leads to {target}, which is not there");
                assert!(anchor.is_empty() || ids[&target].contains(anchor), "{path}: {link} has no such anchor");
                n_links += 1;
            }
        }
        for (path, sheet) in self.files.iter().filter(|(path, _)| path.ends_with(".css")) {
            for link in String::from_utf8_lossy(sheet).split("url(").skip(1).map(|rest| rest.split(')').next().unwrap().to_owned()) {
                assert!(self.has(&resolve(path, &link, base_path)), "{path}: {link}");
            }
        }
        n_links
    }

    /// Every card's words stand in a source, in one piece between its "…"; counts the cards.
    pub fn check_cards(&self, bodies: &[String]) -> usize {
        let mut n_cards = 0;
        for (path, page) in self.pages() {
            for card in page.select(&selector("aside.note .words")) {
                let words = text_of(card);
                let pieces: Vec<&str> = words.split('…').map(str::trim).filter(|piece| !piece.is_empty()).collect();
                assert!(!pieces.is_empty(), "{path}: a card without words");
                let found = bodies.iter().any(|body| pieces.iter().all(|piece| body.contains(piece)));
                assert!(found, "{path}: {words:?} stands in no source");
                n_cards += 1;
            }
        }
        n_cards
    }

    /// Every chip opens a card of its page, and every card is opened by a chip.
    pub fn check_chips(&self) {
        for (path, page) in self.pages() {
            let cards: BTreeSet<&str> = page.select(&selector("aside[popover]")).map(|card| card.attr("id").unwrap()).collect();
            let chips: BTreeSet<&str> =
                page.select(&selector("button[popovertarget]")).map(|chip| chip.attr("popovertarget").unwrap()).collect();
            assert_eq!(cards, chips, "{path}");
        }
    }

    /// No inline style, script or handler; the JSON-LD block is data, and one page has a script, of its own site.
    pub fn check_policy(&self) {
        for (path, page) in self.pages() {
            assert_eq!(page.select(&selector("style, iframe, object, embed, base")).count(), 0, "{path}");
            for script in page.select(&selector("script")) {
                if path == "search/index.html" && script.attr("src") == Some("../search.js") && text_of(script).is_empty() {
                    continue;
                }
                assert_eq!(script.attr("type"), Some("application/ld+json"), "{path}");
                let _: serde_json::Value = serde_json::from_str(&text_of(script)).unwrap();
            }
            for element in page.select(&selector("*")) {
                for (name, _) in element.value().attrs() {
                    assert!(name != "style" && !name.starts_with("on"), "{path}: {name}");
                }
            }
            assert_eq!(page.select(&selector("h1")).count(), 1, "{path}");
            assert!(
                page.select(&selector("meta[name=description]")).all(|meta| meta.attr("content").unwrap().chars().count() <= 155),
                "{path}"
            );
        }
    }

    pub fn check_budgets(&self) {
        let size = |path: &str| self.files[path].len();
        assert!(size("index.html") <= FRONT_PAGE, "the front page has {} bytes", size("index.html"));
        assert!(size("site.css") + size("fonts.css") <= STYLES, "the styles have {} bytes", size("site.css") + size("fonts.css"));
        assert!(size("fonts/source-serif-4-latin.woff2") + size("fonts/source-sans-3-latin.woff2") <= LATIN_FONTS);
    }
}

fn ids_of(path: &str, page: &Html) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for element in page.select(&selector("[id]")) {
        let id = element.attr("id").unwrap();
        assert!(ids.insert(id.to_owned()), "{path}: the id {id} stands twice");
    }
    for element in page.select(&selector("[aria-labelledby], label[for], [popovertarget]")) {
        for name in ["aria-labelledby", "for", "popovertarget"] {
            let Some(id) = element.attr(name) else { continue };
            assert!(ids.contains(id), "{path}: {name} names {id}, which is not there");
        }
    }
    ids
}

/// The file that a relative address on a page leads to.
fn resolve(page: &str, link: &str, base_path: &str) -> String {
    if let Some(rest) = link.strip_prefix(base_path).filter(|_| link.starts_with('/')) {
        return rest.to_owned();
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        if part == ".." {
            assert!(parts.pop().is_some(), "{page}: {link} leaves the site");
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}
