//! The list of sources.

use serde::Serialize;

use crate::base::{Basis, SourceId};
use crate::dossier::Source;
use crate::ingest::BlockKind;
use crate::site::citations::Cards;
use crate::site::desk::Desk;
use crate::site::shown;
use crate::site::titles;
use crate::site::wording::{self, Badge};

/// Words of a title in lists.
const TITLE_WORDS: usize = 24;

/// All that the list says.
#[derive(Clone, Debug, Serialize)]
pub struct Sources {
    /// Title with the count.
    pub title: String,
    /// How they are numbered.
    pub lede: String,
    /// Sources by number.
    pub list: Vec<SourceItem>,
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
    /// "same text as 3", with its path.
    pub same_text: Option<Badge>,
}

/// Lays out the list.
pub fn view(desk: &Desk<'_>, cards: &mut Cards<'_, '_>) -> Sources {
    let order = desk.numbers.order();
    order.iter().for_each(|&id| cards.draws_on(id));
    let words = desk.words;
    Sources {
        title: words.count("sources.title", order.len()),
        lede: words.get(if order.is_empty() { "sources.empty" } else { "sources.lede" }).to_owned(),
        list: order.iter().filter_map(|&id| item(desk, id)).collect(),
    }
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
        badges.push(Badge::new("dis", words.get("badge.second_hand")));
    }
    let same_text = source.same_text.as_ref().map(|copy| copy.earliest).map(|earlier| {
        let number = words.fill("note.source", &[("n", &desk.numbers.of(earlier).to_string())]);
        Badge { class: "", text: words.fill("badge.same_text", &[("n", &number)]), href: Some(desk.source_path(earlier)) }
    });
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
    })
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
