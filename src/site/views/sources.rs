//! The list of sources.

use serde::Serialize;

use super::shelf::{self, Pager, Way};
use crate::base::{Basis, SourceId};
use crate::dossier::{CopyKind, Source};
use crate::ingest::BlockKind;
use crate::site::citations::Cards;
use crate::site::desk::Desk;
use crate::site::shelves::{Period, Shelf};
use crate::site::shown;
use crate::site::titles;
use crate::site::wording::{self, Badge};
use crate::text::runs_right_to_left;

/// Words of a title in lists.
pub(super) const TITLE_WORDS: usize = 24;

/// Copies that a list prints under the earliest; the others are counted.
pub const COPIES: usize = 12;
/// The latest sources that an overview prints.
const LATEST: usize = 24;

/// All that a page of the list says.
#[derive(Clone, Debug, Serialize)]
pub struct Sources {
    /// Title with the count.
    pub title: String,
    /// How they are numbered.
    pub lede: String,
    /// Sources by number; copies and later versions stand under the earliest. On an overview the latest ones.
    pub list: Vec<SourceItem>,
    /// On an overview: its pages.
    pub ways: Vec<Way>,
    /// On a page below the overview: its neighbours.
    pub pager: Option<Pager>,
}

/// Language and direction of words that are not in the site's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tongue {
    /// BCP 47 tag.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
}

impl Tongue {
    /// The tongue of some words of a source; `None` when that is the site's own, or not known.
    pub fn of(desk: &Desk<'_>, source: &Source, words: &str) -> Option<Self> {
        let lang = source.reading.article().meta.language.as_ref()?.value.clone();
        let primary = |tag: &str| tag.split('-').next().unwrap_or(tag).to_lowercase();
        let dir = if runs_right_to_left(words) { "rtl" } else { "ltr" };
        (primary(&lang) != primary(&desk.options.language)).then_some(Self { lang, dir })
    }
}

/// One source in a list.
#[derive(Clone, Debug, Serialize)]
pub struct SourceItem {
    /// Its number.
    pub number: usize,
    /// Its title.
    pub title: String,
    /// The file states none: these are its first words.
    pub untitled: bool,
    /// Path of its page.
    pub href: String,
    /// "Outlet not stated" where it is not.
    pub outlet: String,
    /// Its day in words; empty when unknown.
    pub when: String,
    /// Badges, two at most.
    pub badges: Vec<Badge>,
    /// Paragraphs, what was left out, language.
    pub details: String,
    /// First eight digits of the fingerprint.
    pub short: String,
    /// All of it.
    pub fingerprint: String,
    /// "near copy of source 3", with its path.
    pub same_text: Option<Badge>,
    /// Language and direction of the title.
    pub tongue: Option<Tongue>,
    /// Copies and later versions of the same text, by number.
    pub copies: Vec<SourceItem>,
    /// "and 4 more with the same text".
    pub copies_more: Option<String>,
}

/// Lays out one page of the list, counted from 0.
pub fn view(desk: &Desk<'_>, page: usize, cards: &mut Cards<'_, '_>) -> Sources {
    let shelf = &desk.list_of_sources.list[page];
    let words = desk.words;
    let mut view = Sources {
        title: title(desk, shelf),
        lede: words.get(if desk.dossier.sources.is_empty() { "sources.empty" } else { "sources.lede" }).to_owned(),
        list: Vec::new(),
        ways: Vec::new(),
        pager: shelf::pager(desk, &desk.list_of_sources, page, words.get("sources.whole"), |shelf| shelf::period(desk, shelf)),
    };
    if shelf.is_overview() {
        let items = desk.list_of_sources.items(page, |own, other| own.holds(*other));
        let dated: Vec<SourceId> = ids(desk, &items).filter(|id| desk.source(*id).is_some_and(|source| source.day.is_some())).collect();
        desk.numbers.order().iter().for_each(|&id| cards.draws_on(id));
        view.list = dated[dated.len().saturating_sub(LATEST)..].iter().filter_map(|&id| item(desk, id)).collect();
        view.ways = shelf::ways(desk, &desk.list_of_sources, page, |n| words.count("briefing.sources_n", n), |_| true);
        return view;
    }
    let with_copies = |id: SourceId| {
        let below = desk.index.copies_of(id);
        cards.draws_on(id);
        below.iter().for_each(|&copy| cards.draws_on(copy));
        let n_more = below.len().saturating_sub(COPIES);
        Some(SourceItem {
            copies: below.iter().take(COPIES).filter_map(|&copy| item(desk, copy)).collect(),
            copies_more: (n_more > 0).then(|| words.count("sources.copies_more", n_more)),
            ..item(desk, id)?
        })
    };
    view.list = ids(desk, &shelf.items).filter_map(with_copies).collect();
    view
}

/// "12 sources", "March 2024: 12 sources"; copies count on the page of the earliest.
fn title(desk: &Desk<'_>, shelf: &Shelf<Period>) -> String {
    let words = desk.words;
    if shelf.covers == Period::All {
        return words.count("sources.title", desk.dossier.sources.len());
    }
    let sources = words.count("briefing.sources_n", shelf.n_items);
    words.fill("sources.title_period", &[("period", &shelf::period(desk, shelf)), ("sources", &sources)])
}

fn ids<'i>(desk: &'i Desk<'_>, items: &'i [usize]) -> impl Iterator<Item = SourceId> + 'i {
    items.iter().filter_map(|&idx| desk.dossier.sources.get(idx)).map(|source| source.id)
}

/// One source as lists print it.
pub fn item(desk: &Desk<'_>, id: SourceId) -> Option<SourceItem> {
    let source = desk.source(id)?;
    let article = source.reading.article();
    let words = desk.words;
    let mut badges: Vec<Badge> = source.published.iter().filter_map(|when| wording::day_badge(desk, when)).collect();
    if source.published.is_none() {
        badges.push(Badge::new("inf", words.get("badge.undated")));
    }
    if !source.cites.is_empty() {
        badges.push(Badge::new("dis", words.count("badge.digest", source.cites.len())));
    }
    let same_text = source
        .same_text
        .as_ref()
        .and_then(|copy| Some(Badge { class: "", text: copy_words(desk, source)?, href: Some(desk.source_path(copy.earliest)) }));
    Some(SourceItem {
        number: desk.numbers.of(id),
        title: shown::cut(&shown::plain(&article.meta.title.value), TITLE_WORDS),
        untitled: article.meta.title.basis == Basis::Inferred,
        href: desk.source_path(id),
        outlet: outlet(desk, source),
        when: source.published.as_ref().map(|when| desk.days.span(when.value)).unwrap_or_default(),
        badges,
        details: details(desk, source),
        short: article.fingerprint.short(),
        fingerprint: article.fingerprint.to_string(),
        same_text,
        tongue: Tongue::of(desk, source, &article.meta.title.value),
        copies: Vec::new(),
        copies_more: None,
    })
}

/// "near copy of source 3", "later version of source 3"; `None` for a text of its own.
pub fn copy_words(desk: &Desk<'_>, source: &Source) -> Option<String> {
    let copy = source.same_text.as_ref()?;
    let number = desk.words.fill("note.source", &[("n", &desk.numbers.of(copy.earliest).to_string())]);
    let key = match copy.kind {
        CopyKind::Exact => "badge.copy_exact",
        CopyKind::Near => "badge.copy_near",
        CopyKind::Version => "badge.copy_version",
    };
    Some(desk.words.fill(key, &[("n", &number.to_lowercase())]))
}

/// The outlet of a source, or that it states none.
pub fn outlet(desk: &Desk<'_>, source: &Source) -> String {
    source
        .reading
        .article()
        .meta
        .outlet
        .as_ref()
        .map_or_else(|| desk.words.get("sources.outlet_none").to_owned(), |outlet| outlet.value.clone())
}

/// "7 paragraphs; 22 stretches left out; cites BBC and CNN."
fn details(desk: &Desk<'_>, source: &Source) -> String {
    let (words, article) = (desk.words, source.reading.article());
    let n_paragraphs = article.blocks().iter().filter(|block| block.kind != BlockKind::Heading).count();
    let mut parts = vec![words.count("sources.paragraphs", n_paragraphs)];
    if let Some(tongue) = Tongue::of(desk, source, "") {
        parts.push(words.fill("sources.in_language", &[("language", &language_name(desk, &tongue.lang))]));
    }
    if let Some(copy) = source.same_text.as_ref().filter(|copy| copy.kind != CopyKind::Exact) {
        parts.push(words.fill("sources.in_common", &[("share", &percent(copy.share))]));
    }
    if !article.dropped.is_empty() {
        parts.push(words.count("sources.dropped", article.dropped.len()));
    }
    if !source.cites.is_empty() {
        let cited: Vec<String> = source.cites.iter().map(|work| work.name.clone()).collect();
        let names = titles::joined(&cited, words.get("list.comma"), words.get("list.and"));
        parts.push(words.fill("sources.digest", &[("names", &names)]));
    }
    format!("{}.", parts.join("; "))
}

/// A language as a reader calls it; its tag where the words of the interface have no name for it.
pub fn language_name(desk: &Desk<'_>, tag: &str) -> String {
    let primary = tag.split('-').next().unwrap_or(tag).to_lowercase();
    let key = format!("language.{primary}");
    let name = desk.words.get(&key);
    if name == key { tag.to_owned() } else { name.to_owned() }
}

/// A share in whole per cent; never all of it for less than all.
pub fn percent(share: f64) -> String {
    let whole = (share * 100.0).round();
    format!("{:.0}", if share < 1.0 { whole.min(99.0) } else { whole })
}
