//! Which pages the site has, and what each of them waits for.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use super::beside::Beside;
use super::book::{Book, Cited};
use super::corrections::{self, CorrectionEntry};
use super::desk::Desk;
use super::feed::{self, Feed};
use super::printed::{Printed, Shown};
use super::views;
use super::{Page, Site, SourceText, archive, moved, route, tables};
use crate::base::{Diagnostic, Report, SourceId};

/// The pages of a site, laid out when they are asked for.
pub struct Layout<'d, 'a> {
    desk: &'d Desk<'a>,
    pages: Pages<'d, 'a>,
    corrections: Arc<[CorrectionEntry]>,
}

static NOTHING: Cited = Cited::new();

/// All pages. A source page prints the sentences that the others cite, so it waits until they are laid out.
pub struct Pages<'d, 'a> {
    first: Book<'d, 'a>,
    /// Pages of sources, and pages that name other pages.
    last: Book<'d, 'a>,
    cited: Arc<OnceLock<Cited>>,
}

impl<'d, 'a> Pages<'d, 'a> {
    fn new(first: Book<'d, 'a>) -> Self {
        let desk = first.desk();
        let cited = Arc::new(OnceLock::new());
        let mut last = Book::new(desk);
        let known = Arc::clone(&cited);
        let sources = desk.numbers.order().iter().copied();
        last.add_all(
            sources,
            "source.html",
            |source| desk.source_path(*source),
            // Known before: `last()` sees to it.
            move |source, cards| views::source::view(desk, *source, known.get().unwrap_or(&NOTHING), cards).into(),
        );
        Self { first, last, cited }
    }

    /// Every sentence that a page before the last or a table cites.
    fn cited(&self) -> &Cited {
        self.cited.get_or_init(|| {
            let mut cited = self.first.cited();
            cited.extend(tables::evidence_of(self.first.desk()).flat_map(|one| self.first.desk().sentences_of(one)));
            cited
        })
    }

    fn last(&self) -> &Book<'d, 'a> {
        self.cited();
        &self.last
    }

    /// The title of the page at a path; stubs at old addresses are no pages.
    pub fn title_at(&self, path: &str) -> Option<String> {
        self.book_of(path)?.title_at(path)
    }

    /// The page whose path is most like another in the same folder.
    pub fn nearest(&self, path: &str) -> Option<&str> {
        let both = [self.first.nearest(path), self.last.nearest(path)];
        both.into_iter().flatten().max_by(|one, other| {
            let likeness = |other: &str| strsim::normalized_levenshtein(path, other);
            likeness(one).total_cmp(&likeness(other))
        })
    }

    fn book_of(&self, path: &str) -> Option<&Book<'d, 'a>> {
        if self.first.has(path) {
            Some(&self.first)
        } else if self.last.has(path) {
            Some(self.last())
        } else {
            None
        }
    }
}

impl<'d, 'a> Layout<'d, 'a> {
    pub(super) fn new(desk: &'d Desk<'a>, report: &mut Report) -> Self {
        let mut pages = Pages::new(first(desk));
        let corrections: Arc<[CorrectionEntry]> = corrections::entries(desk, &pages, report).into();
        let entries = Arc::clone(&corrections);
        pages.last.add("corrections/index.html", "corrections.html", move |_| views::corrections::view(desk, &entries).into());
        for (path, stub) in moved::stubs(desk, &pages, &desk.options.redirects, report) {
            pages.last.add(&path, "moved.html", move |_| stub.clone().into());
        }
        Self { desk, pages, corrections }
    }

    /// The paths of all pages, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        let mut paths: Vec<&str> = self.pages.first.paths().chain(self.pages.last.paths()).collect();
        paths.sort_unstable();
        paths.dedup();
        paths.into_iter()
    }

    /// The absolute addresses of the pages that a search engine should know: not of stubs, of the page for addresses that have none, and of front pages that were kept.
    pub fn addresses(&self) -> Vec<String> {
        let Some(base) = &self.desk.options.base_url else { return Vec::new() };
        let with_templates = self.pages.first.templates().chain(self.pages.last.templates());
        let known = with_templates.filter(|(path, template)| match *template {
            "moved.html" | "404.html" => false,
            "briefing.html" => *path == "index.html",
            _ => true,
        });
        let paths: BTreeSet<&str> = known.map(|(path, _)| path).collect();
        paths.into_iter().map(|path| format!("{base}{}", route::clean(path))).collect()
    }

    /// The page at a path; `None` when the site has none there.
    pub fn page(&self, path: &str) -> Option<Page> {
        self.pages.book_of(path)?.page(path)
    }

    /// The site without its pages, its feed, what stands beside them, and the words of the interface.
    pub fn frame(&self) -> Site {
        let options = self.desk.options;
        Site {
            corrections: self.corrections.to_vec(),
            kept: archive::kept(options),
            base_url: options.base_url.clone(),
            bundled_fonts: options.bundled_fonts,
            ..Site::default()
        }
    }

    /// The feed of the whole site.
    pub fn feed(&self) -> Feed {
        feed::of_site(self.desk, &Printed::new(self.desk, &self.shown()))
    }

    /// Finds out what pages for which others wait cite, so that several pages can be asked for at the same time.
    pub fn prepare(&self) {
        self.pages.cited();
    }

    /// Lays out the pages for which others wait, where all pages will be asked for.
    pub fn prepare_all(&self) {
        self.pages.first.lay_out();
        self.prepare();
    }

    /// All pages, sorted by path.
    pub fn pages(&self) -> Vec<Page> {
        self.prepare_all();
        let mut pages = self.pages.first.all();
        pages.extend(self.pages.last().all());
        pages.sort_by(|a, b| a.path.cmp(&b.path));
        pages.dedup_by(|a, b| a.path == b.path);
        pages
    }

    /// What stands beside the pages.
    pub fn beside(&self) -> Beside {
        Beside::of(self.desk, &self.shown())
    }

    /// Everything, without the words of the interface.
    pub(super) fn whole(&self) -> Site {
        let pages = self.pages();
        let drawn_on: BTreeSet<SourceId> = pages.iter().flat_map(|page| page.made_from.iter().copied()).collect();
        Site {
            pages,
            drawn_on: drawn_on.into_iter().collect(),
            feed: self.feed(),
            addresses: self.addresses(),
            beside: self.beside(),
            ..self.frame()
        }
    }

    /// Reports addresses that two pages would have.
    pub fn check(&self, report: &mut Report) {
        let Pages { first, last, .. } = &self.pages;
        let of_both = last.paths().filter(|path| first.has(path));
        for path in first.doubled().chain(last.doubled()).chain(of_both) {
            report.add(Diagnostic::new("R02", format!("two pages have the address {path}")));
        }
    }

    /// What the pages print of the sources: the sentences that source pages print because another page or a table cites them, or the words on cards.
    fn shown(&self) -> Shown {
        let cited = self.pages.cited().clone();
        if self.desk.options.source_text != SourceText::None {
            return Shown::new(cited, []);
        }
        let (first, last) = (&self.pages.first, self.pages.last());
        let mut on_cards = first.on_cards();
        on_cards.append(&mut last.on_cards());
        Shown::new(cited, on_cards)
    }
}

/// The pages that wait for none.
fn first<'d, 'a>(desk: &'d Desk<'a>) -> Book<'d, 'a> {
    let mut book = Book::new(desk);
    book.add("index.html", "briefing.html", move |cards| views::briefing::view(desk, cards).into());
    let path = |shelf: &(usize, String)| shelf.1.clone();
    book.add_all(desk.timeline.paths(), "timeline.html", path, move |(page, _), cards| views::timeline::view(desk, *page, cards).into());
    add_actors(&mut book);
    book.add("issues/index.html", "issues.html", move |cards| views::issues::view(desk, cards).into());
    let issues = desk.dossier.issues.iter().filter_map(|issue| Some((issue, desk.issue_path(&issue.key)?)));
    book.add_all(issues, "issue.html", |(_, path)| path.clone(), move |(issue, _), cards| views::issue::view(desk, issue, cards).into());
    book.add("places/index.html", "places.html", move |cards| views::places::view(desk, cards).into());
    let places = desk.places.iter().filter_map(|place| desk.actor(place.id));
    book.add_all(
        places,
        "place.html",
        |place| desk.place_path(place.id),
        move |place, cards| views::place::view(desk, place, cards).into(),
    );
    book.add_all(desk.list_of_sources.paths(), "sources.html", path, move |(page, _), cards| {
        views::sources::view(desk, *page, cards).into()
    });
    book.add_all(desk.differences.paths(), "differ.html", path, move |(page, _), cards| views::differ::view(desk, *page, cards).into());
    book.add("method/index.html", "method.html", move |cards| views::method::view(desk, cards).into());
    if desk.options.archive {
        book.add(&archive::path(desk.options.built_on), "briefing.html", move |cards| views::briefing::view(desk, cards).into());
    }
    if archive::has_days(desk.options) {
        book.add("archive/index.html", "archive.html", move |_| views::archive::view(desk).into());
    }
    let names = Arc::new(views::search::Names::new(desk));
    for (path, letter) in views::search::pages(&names) {
        let names = Arc::clone(&names);
        book.add(&path, "search.html", move |_| views::search::view(desk, &names, letter).into());
    }
    book.add("404.html", "404.html", move |cards| views::not_found::view(desk, cards).into());
    book
}

/// The index of actors, everybody by letter when there are very many, and a page for each.
fn add_actors<'d, 'a>(book: &mut Book<'d, 'a>) {
    let desk = book.desk();
    book.add("actors/index.html", "actors.html", move |cards| views::actors::view(desk, cards).into());
    let letters = Arc::new(views::actors::by_letter(desk));
    for (name, _) in letters.iter() {
        let (path, name, letters) = (views::actors::letter_path(name), name.clone(), Arc::clone(&letters));
        book.add(&path, "actors-letter.html", move |cards| views::actors::letter_view(desk, &name, &letters, cards).into());
    }
    let actors = desk.actors_with_pages();
    book.add_all(actors, "actor.html", |actor| desk.actor_path(*actor), move |actor, cards| views::actor::view(desk, *actor, cards).into());
}
