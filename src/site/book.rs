//! The pages as they are added: each has an address of its own, and is laid out when it is first needed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, OnceLock, PoisonError};

use rayon::prelude::*;

use super::citations::{Cards, SentenceIdx};
use super::desk::Desk;
use super::views::{Frame, View};
use super::{Page, SourceText};
use crate::base::{SourceId, Span};

/// Sentences that some page cites.
pub type Cited = BTreeSet<(SourceId, SentenceIdx)>;

/// The templates of pages that cite nothing.
const CITING_NOTHING: &[&str] = &[
    "404.html",
    "actors-letter.html",
    "actors.html",
    "archive.html",
    "issues.html",
    "method.html",
    "places.html",
    "search.html",
    "sources.html",
];

/// How a page is laid out, its cards given.
type LayOut<'d, 'a> = Box<dyn Fn(&mut Cards<'d, 'a>) -> View + Send + Sync + 'd>;

/// The pages of the site, added in any order.
pub struct Book<'d, 'a> {
    desk: &'d Desk<'a>,
    pages: Vec<Leaf<'d, 'a>>,
    by_path: BTreeMap<String, usize>,
    /// Two pages would have these addresses.
    doubled: Vec<String>,
}

/// One page.
struct Leaf<'d, 'a> {
    path: String,
    template: &'static str,
    lay_out: LayOut<'d, 'a>,
    /// Laid out and not fetched yet.
    draft: Mutex<Option<Draft<'d, 'a>>>,
    /// What it prints of the sources, once it was laid out or somebody asked.
    prints: OnceLock<Prints>,
}

/// What a page says, without what every page has around it.
struct Draft<'d, 'a> {
    view: View,
    cards: Cards<'d, 'a>,
}

/// What a page prints of the sources.
#[derive(PartialEq)]
struct Prints {
    cited: Vec<(SourceId, SentenceIdx)>,
    on_cards: Vec<(SourceId, Span)>,
}

impl Prints {
    fn of<'a>(desk: &Desk<'a>, cards: &Cards<'_, 'a>) -> Self {
        // Only then is anything printed nowhere but on cards.
        let on_cards = if desk.options.source_text == SourceText::None { cards.windows().collect() } else { Vec::new() };
        Self { cited: cards.cited().collect(), on_cards }
    }
}

impl<'d, 'a> Leaf<'d, 'a> {
    fn new(path: &str, template: &'static str, lay_out: impl Fn(&mut Cards<'d, 'a>) -> View + Send + Sync + 'd) -> Self {
        Self { path: path.to_owned(), template, lay_out: Box::new(lay_out), draft: Mutex::default(), prints: OnceLock::new() }
    }

    fn laid_out(&self, desk: &'d Desk<'a>) -> Draft<'d, 'a> {
        let mut cards = Cards::new(desk);
        let view = (self.lay_out)(&mut cards);
        let prints = self.prints.get_or_init(|| Prints::of(desk, &cards));
        debug_assert!(*prints == Prints::of(desk, &cards), "{} cites something else than it was thought to", self.path);
        Draft { view, cards }
    }

    /// Reads something off the page, which waits on the desk from then on until it is fetched.
    fn read<T>(&self, desk: &'d Desk<'a>, read: impl FnOnce(&Draft<'d, 'a>) -> T) -> T {
        let mut draft = self.draft.lock().unwrap_or_else(PoisonError::into_inner);
        read(draft.get_or_insert_with(|| self.laid_out(desk)))
    }

    /// What it prints of the sources: known from its draft, else found without one.
    fn prints(&self, desk: &'d Desk<'a>) -> &Prints {
        self.prints.get_or_init(|| {
            let mut cards = Cards::of_unread(desk);
            if !CITING_NOTHING.contains(&self.template) {
                (self.lay_out)(&mut cards);
            }
            Prints::of(desk, &cards)
        })
    }

    fn fetch(&self, desk: &'d Desk<'a>) -> Page {
        let waiting = self.draft.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Draft { view, cards } = waiting.unwrap_or_else(|| self.laid_out(desk));
        let (notes, made_from) = cards.finish();
        let frame = Frame::new(desk, &self.path, &view);
        Page { path: self.path.clone(), template: self.template, frame, view, notes, made_from }
    }
}

impl<'d, 'a> Book<'d, 'a> {
    /// No page yet.
    pub fn new(desk: &'d Desk<'a>) -> Self {
        Self { desk, pages: Vec::new(), by_path: BTreeMap::new(), doubled: Vec::new() }
    }

    /// Adds one page.
    pub fn add(&mut self, path: &str, template: &'static str, lay_out: impl Fn(&mut Cards<'d, 'a>) -> View + Send + Sync + 'd) {
        if self.by_path.contains_key(path) {
            self.doubled.push(path.to_owned());
        } else {
            self.by_path.insert(path.to_owned(), self.pages.len());
            self.pages.push(Leaf::new(path, template, lay_out));
        }
    }

    /// Adds one page for each item.
    pub fn add_all<T: Send + Sync + 'd>(
        &mut self,
        items: impl IntoIterator<Item = T>,
        template: &'static str,
        path: impl Fn(&T) -> String,
        lay_out: impl Fn(&T, &mut Cards<'d, 'a>) -> View + Send + Sync + Clone + 'd,
    ) {
        for item in items {
            let (path, lay_out) = (path(&item), lay_out.clone());
            self.add(&path, template, move |cards| lay_out(&item, cards));
        }
    }

    /// What the pages are laid out from.
    pub fn desk(&self) -> &'d Desk<'a> {
        self.desk
    }

    /// The paths of all pages, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.by_path.keys().map(String::as_str)
    }

    /// The paths of all pages with their templates, sorted.
    pub fn templates(&self) -> impl Iterator<Item = (&str, &'static str)> {
        self.by_path.iter().map(|(path, idx)| (path.as_str(), self.pages[*idx].template))
    }

    /// Whether a page has this path.
    pub fn has(&self, path: &str) -> bool {
        self.by_path.contains_key(path)
    }

    /// The title of the page at a path; stubs at old addresses are no pages.
    pub fn title_at(&self, path: &str) -> Option<String> {
        let page = &self.pages[*self.by_path.get(path)?];
        page.read(self.desk, |draft| {
            let is_page = !matches!(draft.view, View::Moved(_) | View::NotFound(_));
            is_page.then(|| draft.view.title().to_owned())
        })
    }

    /// The page whose path is most like another in the same folder.
    pub fn nearest(&self, path: &str) -> Option<&str> {
        let folder = path.split('/').next().unwrap_or_default();
        let near = self.paths().filter(|other| other.split('/').next() == Some(folder));
        near.map(|other| (strsim::normalized_levenshtein(path, other), other))
            .filter(|(likeness, _)| *likeness > 0.6)
            .max_by(|one, other| one.0.total_cmp(&other.0))
            .map(|(_, other)| other)
    }

    /// Lays out every page, and leaves it on the desk until it is fetched.
    pub fn lay_out(&self) {
        self.pages.par_iter().for_each(|page| page.read(self.desk, |_| ()));
    }

    /// Every sentence that one of the pages cites.
    pub fn cited(&self) -> Cited {
        let of_pages = self.pages.par_iter().flat_map_iter(|page| page.prints(self.desk).cited.iter().copied());
        of_pages.collect::<Vec<_>>().into_iter().collect()
    }

    /// The stretches of sources that cards of the pages print.
    pub fn on_cards(&self) -> BTreeSet<(SourceId, Span)> {
        self.pages.iter().flat_map(|page| page.prints(self.desk).on_cards.iter().copied()).collect()
    }

    /// The page at a path, laid out now or before.
    pub fn page(&self, path: &str) -> Option<Page> {
        Some(self.pages[*self.by_path.get(path)?].fetch(self.desk))
    }

    /// All pages sorted by path, laid out several at a time.
    pub fn all(&self) -> Vec<Page> {
        let in_order: Vec<usize> = self.by_path.values().copied().collect();
        in_order.into_par_iter().map(|idx| self.pages[idx].fetch(self.desk)).collect()
    }

    /// The addresses that two pages would have.
    pub fn doubled(&self) -> impl Iterator<Item = &str> {
        self.doubled.iter().map(String::as_str)
    }
}
