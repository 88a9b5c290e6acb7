//! The pages as they are added: each gets its frame, its notes, and an address of its own.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::citations::{Cards, SentenceIdx};
use super::desk::Desk;
use super::views::{Frame, View};
use super::{Page, SourceText};
use crate::base::{Diagnostic, Report, SourceId, Span};

/// Sentences that some page cites.
pub type Cited = BTreeSet<(SourceId, SentenceIdx)>;

/// The pages of the site, gathered in any order.
pub struct Book<'d, 'a> {
    desk: &'d Desk<'a>,
    pages: Vec<Page>,
    cited: Vec<(SourceId, SentenceIdx)>,
    on_cards: Vec<(SourceId, Span)>,
}

/// A page with the sentences that it cites, and the stretches that its cards print.
struct LaidOut {
    page: Page,
    cited: Vec<(SourceId, SentenceIdx)>,
    on_cards: Vec<(SourceId, Span)>,
}

fn laid_out<'d, 'a>(desk: &'d Desk<'a>, path: &str, template: &'static str, lay_out: impl FnOnce(&mut Cards<'d, 'a>) -> View) -> LaidOut {
    let mut cards = Cards::new(desk);
    let view = lay_out(&mut cards);
    let cited = cards.cited().collect();
    // Only then is anything printed nowhere but on cards.
    let on_cards = if desk.options.source_text == SourceText::None { cards.windows().collect() } else { Vec::new() };
    let (notes, made_from) = cards.finish();
    let frame = Frame::new(desk, path, &view);
    LaidOut { page: Page { path: path.to_owned(), template, frame, view, notes, made_from }, cited, on_cards }
}

impl<'d, 'a> Book<'d, 'a> {
    /// No page yet.
    pub fn new(desk: &'d Desk<'a>) -> Self {
        Self { desk, pages: Vec::new(), cited: Vec::new(), on_cards: Vec::new() }
    }

    /// Lays out one page.
    pub fn add(&mut self, path: &str, template: &'static str, lay_out: impl FnOnce(&mut Cards<'d, 'a>) -> View) {
        self.keep(laid_out(self.desk, path, template, lay_out));
    }

    /// Lays out one page for each item, several at a time; they are gathered in the items' order.
    pub fn add_all<T: Send>(
        &mut self,
        items: impl IntoIterator<Item = T>,
        template: &'static str,
        path: impl Fn(&T) -> String + Sync,
        lay_out: impl Fn(T, &mut Cards<'d, 'a>) -> View + Sync,
    ) {
        let (desk, items) = (self.desk, items.into_iter().collect::<Vec<T>>());
        let one = |item: T| laid_out(desk, &path(&item), template, |cards| lay_out(item, cards));
        let all: Vec<LaidOut> = items.into_par_iter().map(one).collect();
        all.into_iter().for_each(|page| self.keep(page));
    }

    fn keep(&mut self, laid_out: LaidOut) {
        self.cited.extend(laid_out.cited);
        self.on_cards.extend(laid_out.on_cards);
        self.pages.push(laid_out.page);
    }

    /// What the pages are laid out from.
    pub fn desk(&self) -> &'d Desk<'a> {
        self.desk
    }

    /// The title of the page at a path; stubs at old addresses are no pages.
    pub fn title_at(&self, path: &str) -> Option<&str> {
        let page = self.pages.iter().find(|page| page.path == path && !matches!(page.view, View::Moved(_) | View::NotFound(_)))?;
        Some(&page.frame.title)
    }

    /// The page whose path is most like another in the same folder.
    pub fn nearest(&self, path: &str) -> Option<&str> {
        let folder = path.split('/').next().unwrap_or_default();
        let near = self.pages.iter().map(|page| page.path.as_str()).filter(|other| other.split('/').next() == Some(folder));
        near.map(|other| (strsim::normalized_levenshtein(path, other), other))
            .filter(|(likeness, _)| *likeness > 0.6)
            .max_by(|one, other| one.0.total_cmp(&other.0))
            .map(|(_, other)| other)
    }

    /// Every sentence that a page cites so far.
    pub fn cited(&self) -> Cited {
        self.cited.iter().copied().collect()
    }

    /// The stretches of sources that cards print, in order.
    pub fn on_cards(&self) -> BTreeSet<(SourceId, Span)> {
        self.on_cards.iter().copied().collect()
    }

    /// The pages sorted by path. Two with one address are a fault and reported.
    pub fn finish(mut self, report: &mut Report) -> Vec<Page> {
        self.pages.sort_by(|a, b| a.path.cmp(&b.path));
        for pair in self.pages.windows(2) {
            if pair[0].path == pair[1].path {
                report.add(Diagnostic::new("R02", format!("two pages have the address {}", pair[0].path)));
            }
        }
        self.pages.dedup_by(|a, b| a.path == b.path);
        self.pages
    }
}
