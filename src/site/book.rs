//! The pages as they are added: each gets its frame, its notes, and an address of its own.

use std::collections::BTreeSet;

use super::Page;
use super::citations::{Cards, SentenceIdx};
use super::desk::Desk;
use super::views::{Frame, View};
use crate::base::{Diagnostic, Report, SourceId, Span};

/// Sentences that some page cites.
pub type Cited = BTreeSet<(SourceId, SentenceIdx)>;

/// The pages of the site, gathered in any order.
pub struct Book<'d, 'a> {
    desk: &'d Desk<'a>,
    pages: Vec<Page>,
    cited: Cited,
    on_cards: BTreeSet<(SourceId, Span)>,
}

impl<'d, 'a> Book<'d, 'a> {
    /// No page yet.
    pub fn new(desk: &'d Desk<'a>) -> Self {
        Self { desk, pages: Vec::new(), cited: Cited::new(), on_cards: BTreeSet::new() }
    }

    /// Lays out one page.
    pub fn add(&mut self, path: &str, template: &'static str, lay_out: impl FnOnce(&mut Cards<'d, 'a>) -> View) {
        let mut cards = Cards::new(self.desk);
        let view = lay_out(&mut cards);
        self.cited.extend(cards.cited());
        self.on_cards.extend(cards.windows());
        let (notes, made_from) = cards.finish();
        self.pages.push(Page { path: path.to_owned(), template, frame: Frame::new(self.desk, path, &view), view, notes, made_from });
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
        self.cited.clone()
    }

    /// The stretches of sources that cards print.
    pub fn on_cards(&self) -> impl Iterator<Item = &(SourceId, Span)> {
        self.on_cards.iter()
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
