//! Whether every link of a site leads somewhere.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use rayon::prelude::*;
use url::Url;

use crate::base::{Diagnostic, Place, Report};

use super::File;

/// Stands for the site where it has no address of its own.
const NOWHERE: &str = "https://demarche.invalid/";

/// Looks at every link to a page, a file or an anchor of the site itself, reports those that lead nowhere, and gives the number of links.
pub fn check(files: &[File], base: Option<&Url>, report: &mut Report) -> usize {
    let Some(site) = Site::of(files, base) else { return 0 };
    let found: Vec<(usize, Vec<Broken>)> = site.names.par_iter().map(|(path, names)| site.check(path, names)).collect();
    let n_links = found.iter().map(|(n, _)| n).sum();
    let mut by_goal: BTreeMap<(&'static str, String), Vec<Broken>> = BTreeMap::new();
    for broken in found.into_iter().flat_map(|(_, broken)| broken) {
        by_goal.entry((broken.code, broken.goal.clone())).or_default().push(broken);
    }
    let mut diagnostics: Vec<Diagnostic> = by_goal.into_values().filter_map(|all| diagnostic(&all)).collect();
    diagnostics.sort_by_key(place);
    diagnostics.into_iter().for_each(|diagnostic| report.add(diagnostic));
    n_links
}

fn place(diagnostic: &Diagnostic) -> Option<(std::path::PathBuf, Option<u32>)> {
    diagnostic.place.as_ref().map(|place| (place.path.clone(), place.line))
}

/// A link that leads nowhere.
struct Broken {
    code: &'static str,
    page: String,
    line: u32,
    written: String,
    /// What is missing.
    goal: String,
}

/// One finding for all links to the same missing thing.
fn diagnostic(all: &[Broken]) -> Option<Diagnostic> {
    let first = all.first()?;
    let message = match first.code {
        "L01" => format!("the link {:?} leads to {}, which is not a file of the site", first.written, first.goal),
        _ => format!("the link {:?} leads to {}, and that page has no such anchor", first.written, first.goal),
    };
    let pages: BTreeSet<&str> = all.iter().map(|broken| broken.page.as_str()).collect();
    let diagnostic = match first.code {
        "L01" => Diagnostic::new("L01", message),
        _ => Diagnostic::new("L02", message),
    };
    let diagnostic = diagnostic.at(Place::line(first.page.clone(), first.line));
    Some(match pages.len() {
        1 => diagnostic,
        n => diagnostic.hint(format!("so do links of {} other pages", n - 1)),
    })
}

/// What a page or style sheet names.
#[derive(Debug, Default)]
struct Names {
    ids: BTreeSet<String>,
    links: Vec<(u32, String)>,
}

struct Site {
    base: Url,
    /// The addresses of files, as a browser would write their paths.
    addresses: BTreeMap<String, String>,
    names: BTreeMap<String, Names>,
}

impl Site {
    fn of(files: &[File], base: Option<&Url>) -> Option<Self> {
        let base = base.cloned().or_else(|| Url::parse(NOWHERE).ok())?;
        let addresses = files.iter().filter_map(|(path, _)| Some((address(&base, path)?.path().to_owned(), path.clone()))).collect();
        let names = files.par_iter().map(|(path, bytes)| (path.clone(), names(path, bytes))).collect();
        Some(Self { base, addresses, names })
    }

    fn check(&self, path: &str, names: &Names) -> (usize, Vec<Broken>) {
        let Some(here) = address(&self.base, path) else { return (0, Vec::new()) };
        let (mut n_links, mut broken) = (0, Vec::new());
        for (line, written) in &names.links {
            let Some(url) = here.join(written).ok().filter(|url| self.is_inside(url)) else { continue };
            n_links += 1;
            if let Some((code, goal)) = self.missing(&url) {
                broken.push(Broken { code, page: path.to_owned(), line: *line, written: written.clone(), goal });
            }
        }
        (n_links, broken)
    }

    fn is_inside(&self, url: &Url) -> bool {
        url.origin() == self.base.origin() && url.path().starts_with(self.base.path())
    }

    /// What a link asks for in vain, if it does.
    fn missing(&self, url: &Url) -> Option<(&'static str, String)> {
        let below = &url.path()[self.base.path().len()..];
        let file = self.addresses.get(url.path()).or_else(|| {
            // Hosts answer for a folder with its index page, with or without the slash.
            let slash = if url.path().ends_with('/') { "" } else { "/" };
            self.addresses.get(&format!("{}{slash}index.html", url.path()))
        });
        let Some(file) = file else { return Some(("L01", if below.is_empty() { "index.html".to_owned() } else { below.to_owned() })) };
        let anchor = url.fragment().filter(|anchor| !anchor.is_empty() && *anchor != "top" && !anchor.starts_with(":~:"))?;
        let ids = &self.names.get(file).filter(|_| file.ends_with(".html"))?.ids;
        if ids.contains(anchor) { None } else { Some(("L02", format!("{file}#{anchor}"))) }
    }
}

/// The address of a file of the site.
fn address(base: &Url, path: &str) -> Option<Url> {
    let mut url = base.clone();
    url.path_segments_mut().ok()?.pop_if_empty().extend(path.split('/'));
    Some(url)
}

/// An id as an address would write it.
fn anchor(id: &str) -> String {
    let Ok(mut url) = Url::parse(NOWHERE) else { return id.to_owned() };
    url.set_fragment(Some(id));
    url.fragment().unwrap_or_default().to_owned()
}

fn names(path: &str, bytes: &[u8]) -> Names {
    let text = String::from_utf8_lossy(bytes);
    if path.ends_with(".css") {
        return Names { links: links_of_styles(&text), ..Names::default() };
    }
    if !path.ends_with(".html") && path != "feed.xml" {
        return Names::default();
    }
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(&*text));
    let tokenizer = Tokenizer::new(Collector::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.names.into_inner()
}

/// `url(…)` of a style sheet.
fn links_of_styles(text: &str) -> Vec<(u32, String)> {
    let mut links = Vec::new();
    for (n, line) in (1..).zip(text.lines()) {
        for rest in line.split("url(").skip(1) {
            let link = rest.split(')').next().unwrap_or(rest).trim().trim_matches(['"', '\'']);
            if !link.starts_with("data:") && !link.starts_with('#') {
                links.push((n, link.to_owned()));
            }
        }
    }
    links
}

/// Takes ids and links from the tags of a page.
#[derive(Default)]
struct Collector {
    names: RefCell<Names>,
}

impl Collector {
    fn tag(&self, tag: &Tag, line: u64) {
        let mut names = self.names.borrow_mut();
        for attribute in &tag.attrs {
            let value = attribute.value.trim();
            match &*attribute.name.local {
                "id" => drop(names.ids.insert(anchor(value))),
                "name" if &*tag.name == "a" => drop(names.ids.insert(anchor(value))),
                "href" | "src" | "poster" => names.links.push((u32::try_from(line).unwrap_or(u32::MAX), value.to_owned())),
                _ => {}
            }
        }
    }
}

impl TokenSink for Collector {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        if let Token::TagToken(tag) = &token
            && tag.kind == TagKind::StartTag
        {
            self.tag(tag, line);
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(files: &[(&str, &str)], base: Option<&str>) -> (usize, Vec<String>) {
        let files: Vec<File> = files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
        let base = base.map(|base| Url::parse(base).unwrap());
        let mut report = Report::default();
        let n_links = check(&files, base.as_ref(), &mut report);
        let shown = report.items().iter().map(|item| format!("{} {}", item.code, item.message));
        (n_links, shown.collect())
    }

    #[test]
    fn links_lead_to_files_folders_and_anchors() {
        let site = [
            (
                "index.html",
                "<a href='a/'>1</a><a href=a>2</a><a href='a/index.html#ж'>3</a><a href='#x' id=x>4</a><a href='https://example.org/no'>5</a><a href='mailto:a@example.org'>6</a>",
            ),
            ("a/index.html", "<h1 id='ж'>x</h1><a href='../#x'>7</a><img src='../b%20c.png'><a href='#'>8</a>"),
            ("b c.png", ""),
            ("site.css", "a{background:url(\"b c.png\")}"),
        ];
        assert_eq!(found(&site, None), (8, Vec::new()));
    }

    #[test]
    fn what_leads_nowhere_is_told_once_with_its_line() {
        let site =
            [("index.html", "<p>\n<a href='no/'>x</a>"), ("b.html", "<a href='no/'>x</a><a href='index.html#gone'>y</a><a href='/'>z</a>")];
        let (n_links, messages) = found(&site, None);
        assert_eq!(n_links, 4);
        assert_eq!(
            messages,
            [
                "L01 the link \"no/\" leads to no/, which is not a file of the site",
                "L02 the link \"index.html#gone\" leads to index.html#gone, and that page has no such anchor",
            ]
        );
    }

    #[test]
    fn absolute_addresses_of_the_site_are_links_of_it() {
        let site = [(
            "index.html",
            "<a href='https://example.org/talks/x'>1</a><a href='/other/'>2</a><a href='https://example.org/talks/'>3</a>",
        )];
        let (n_links, messages) = found(&site, Some("https://example.org/talks/"));
        assert_eq!((n_links, messages.len()), (2, 1));
        assert_eq!(found(&site, None).0, 1);
    }
}
