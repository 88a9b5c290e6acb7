//! One source: where it comes from, what was taken from it, and its words.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::json;

use super::event::EventItem;
use super::quote::Pull;
use super::sources::{self, SourceItem, Tongue};
use crate::base::{SourceId, When};
use crate::dossier::{CopyKind, Source};
use crate::site::SourceText;
use crate::site::book::Cited;
use crate::site::citations::Cards;
use crate::site::desk::Desk;
use crate::site::shown;
use crate::site::titles;

mod cites;
mod reasons;
mod text;
mod versions;

pub use cites::CitedWork;
pub use reasons::{ReasonOther, ReasonRow};
pub use text::{Block, Stretch};
pub use versions::Versions;

/// Stretches left out that the page lists.
const DROPPED: usize = 200;
/// Words of such a stretch.
const DROPPED_WORDS: usize = 16;
/// People and bodies that the page lists.
const PEOPLE: usize = 40;
/// Copies of its text that the page names; the others are counted.
const COPIES: usize = 60;
/// Sentences that the page prints of an article in a language that is not read yet, so that it can be found by them.
const OPENING: usize = 3;
/// Quotes that the page prints.
const QUOTES: usize = 20;
/// Words of a quote.
const QUOTE_WORDS: usize = 40;

/// All that a source's page says.
#[derive(Clone, Debug, Serialize)]
pub struct SourcePage {
    /// "Source 4".
    pub kicker: String,
    /// Its title.
    pub title: String,
    /// For search engines.
    pub description: String,
    /// What lists say of it.
    pub item: Option<SourceItem>,
    /// Provenance.
    pub facts: Vec<Fact>,
    /// Why an inferred day is what it is.
    pub reasons: Vec<ReasonRow>,
    /// How often each reason for leaving something out applied.
    pub dropped_counts: Vec<String>,
    /// The first stretches left out.
    pub dropped: Vec<DroppedRow>,
    /// "and 4 more".
    pub dropped_more: Option<String>,
    /// Events that it tells.
    pub events: Vec<EventItem>,
    /// Actors that it names.
    pub people: Vec<Named>,
    /// Quotes that it prints.
    pub quotes: Vec<Pull>,
    /// The works that it cites, with what rests on each.
    pub cites: Vec<CitedWork>,
    /// What changed against the earliest version of its text.
    pub versions: Option<Versions>,
    /// Language and direction of its title.
    pub title_tongue: Option<Tongue>,
    /// Language and direction of its text.
    pub tongue: Option<Tongue>,
    /// That its language is not read yet.
    pub unread: Option<String>,
    /// What is printed of its text, and why not all.
    pub text_note: String,
    /// Its text.
    pub blocks: Vec<Block>,
}

/// One line of the provenance table.
#[derive(Clone, Debug, Serialize)]
pub struct Fact {
    /// What.
    pub label: String,
    /// Its value.
    pub value: String,
    /// How it was learnt.
    pub note: String,
    /// An address to follow: absolute, or a path when `local`.
    pub href: Option<String>,
    /// The address is a path on this site.
    pub local: bool,
}

/// One stretch left out.
#[derive(Clone, Debug, Serialize)]
pub struct DroppedRow {
    /// Its first words.
    pub words: String,
    /// Why.
    pub reason: &'static str,
    /// Its line in the file; empty when the format has none.
    pub line: String,
}

/// An actor that the source names.
#[derive(Clone, Debug, Serialize)]
pub struct Named {
    /// Display name.
    pub name: String,
    /// Path of the page.
    pub href: String,
    /// Hue class.
    pub hue: String,
}

impl SourcePage {
    /// The source as schema.org sees it.
    pub fn json_ld(&self) -> serde_json::Value {
        let value = |label: &str| self.facts.iter().find(|fact| fact.label == label);
        let url = self.facts.iter().find_map(|fact| fact.href.clone().filter(|_| !fact.local));
        let mut about = json!({ "@type": "CreativeWork", "name": self.title });
        if let Some(url) = url {
            about["url"] = json!(url);
        }
        if let Some(fact) = value("SHA-256") {
            about["identifier"] = json!(fact.value);
        }
        if let Some(tongue) = &self.tongue {
            about["inLanguage"] = json!(tongue.lang);
        }
        about
    }
}

/// Lays out one source's page; `cited` are the sentences that the other pages cite.
pub fn view(desk: &Desk<'_>, id: SourceId, cited: &Cited, cards: &mut Cards<'_, '_>) -> SourcePage {
    let words = desk.words;
    let number = desk.numbers.of(id).to_string();
    let mut page = SourcePage {
        kicker: words.fill("source.kicker", &[("n", &number)]),
        title: String::new(),
        description: String::new(),
        item: sources::item(desk, id),
        facts: Vec::new(),
        reasons: Vec::new(),
        dropped_counts: Vec::new(),
        dropped: Vec::new(),
        dropped_more: None,
        events: Vec::new(),
        people: Vec::new(),
        quotes: Vec::new(),
        cites: Vec::new(),
        versions: None,
        title_tongue: None,
        tongue: None,
        unread: None,
        text_note: String::new(),
        blocks: Vec::new(),
    };
    let Some(source) = desk.source(id) else { return page };
    cards.draws_on(id);
    let article = source.reading.article();
    page.title = page.item.as_ref().map(|item| item.title.clone()).unwrap_or_default();
    page.description = words.fill("source.description", &[("title", &page.title)]);
    page.facts = facts(desk, source);
    page.reasons = reasons::of(desk, source);
    page.dropped_counts = dropped_counts(source);
    page.dropped = article.dropped.iter().take(DROPPED).map(dropped_row).collect();
    page.dropped_more = (article.dropped.len() > DROPPED).then(|| words.count("source.dropped_more", article.dropped.len() - DROPPED));
    let told = desk.index.told_by(id).iter().filter_map(|event| desk.dossier.timeline.get(event.idx()));
    page.events = told.map(|event| EventItem::new(desk, event, cards)).collect();
    page.people = people(desk, id);
    page.quotes = quotes(desk, id, cards);
    page.cites = cites::view(desk, source, cards);
    let printed = printed_of([Some(id), source.same_text.as_ref().map(|copy| copy.earliest)], cited, cards);
    page.versions = versions::view(desk, source, &printed);
    let mut own: Cited = printed.into_iter().filter(|(source, _)| *source == id).collect();
    page.title_tongue = Tongue::of(desk, source, &article.meta.title.value);
    page.tongue = Tongue::of(desk, source, article.body());
    let opens = is_unread(source) && desk.options.source_text == SourceText::Excerpts;
    if is_unread(source) {
        let tag = article.meta.language.as_ref().map_or("", |language| language.value.as_str());
        page.unread = Some(words.fill("source.unread", &[("language", &sources::language_name(desk, tag))]));
        own.extend((0..OPENING.min(source.reading.document.sentences.len())).map(|sentence| (id, sentence)));
    }
    page.blocks = text::blocks(desk, source, &own);
    page.text_note = words
        .get(match desk.options.source_text {
            SourceText::Full => "source.text_full",
            SourceText::None => "source.text_none",
            SourceText::Excerpts if opens => "source.text_opening",
            SourceText::Excerpts if own.is_empty() => "source.empty",
            SourceText::Excerpts => "source.text_excerpts",
        })
        .to_owned();
    page
}

/// The sentences of some sources that this page or another one cites.
fn printed_of(sources: [Option<SourceId>; 2], cited: &Cited, cards: &Cards<'_, '_>) -> Cited {
    let elsewhere = sources.into_iter().flatten().flat_map(|source| cited.range((source, 0)..=(source, usize::MAX)).copied());
    cards.cited().filter(|(source, _)| sources.contains(&Some(*source))).chain(elsewhere).collect()
}

/// Whether nothing was read in an article because of its language.
fn is_unread(source: &Source) -> bool {
    let reading = &source.reading;
    let foreign = reading.article().meta.language.as_ref().is_some_and(|language| !language.value.to_lowercase().starts_with("en"));
    foreign && reading.mentions.names.is_empty() && reading.claims.quotes.is_empty() && reading.claims.happenings.is_empty()
}

fn facts(desk: &Desk<'_>, source: &Source) -> Vec<Fact> {
    let (words, article) = (desk.words, source.reading.article());
    let meta = &article.meta;
    let none = words.get("source.not_stated");
    let plain = |key: &str, value: String, note: String| Fact { label: words.get(key).to_owned(), value, note, href: None, local: false };
    let stated = |value: &Option<crate::base::Known<String>>| value.as_ref().map_or_else(|| none.to_owned(), |known| known.value.clone());
    let basis = |basis: Option<crate::base::Basis>| {
        basis.map(|basis| words.get(&format!("basis.{}", basis.word().replace('-', "_"))).to_owned()).unwrap_or_default()
    };
    let day = source.published.as_ref();
    let mut facts = vec![
        plain("source.file", article.path.clone(), String::new()),
        plain("source.title", page_title(article), basis(Some(meta.title.basis))),
        plain("source.outlet", stated(&meta.outlet), basis(meta.outlet.as_ref().map(|known| known.basis))),
        plain("source.author", stated(&meta.author), basis(meta.author.as_ref().map(|known| known.basis))),
        plain("source.day", day.map_or_else(|| none.to_owned(), |when| day_words(desk, when.value)), day_note(desk, source)),
    ];
    facts.push(match &meta.url {
        Some(url) => Fact {
            href: Some(url.value.clone()).filter(|url| url.starts_with("https://") || url.starts_with("http://")),
            ..plain("source.address", url.value.clone(), basis(Some(url.basis)))
        },
        None => plain("source.address", none.to_owned(), String::new()),
    });
    let language = meta.language.as_ref().map_or_else(|| none.to_owned(), |known| sources::language_name(desk, &known.value));
    facts.push(plain("source.language", language, basis(meta.language.as_ref().map(|known| known.basis))));
    facts.push(plain("source.section", stated(&meta.section), basis(meta.section.as_ref().map(|known| known.basis))));
    facts.push(plain("source.fingerprint", article.fingerprint.to_string(), String::new()));
    facts.push(plain("source.kept", words.count("sources.paragraphs", article.blocks().len()), String::new()));
    facts.push(plain(
        "source.left_out",
        if article.dropped.is_empty() {
            words.get("source.dropped_none").to_owned()
        } else {
            words.count("sources.dropped", article.dropped.len())
        },
        String::new(),
    ));
    if !source.cites.is_empty() {
        facts.push(plain(
            "source.cites",
            titles::joined(
                &source.cites.iter().map(|work| work.name.clone()).collect::<Vec<_>>(),
                words.get("list.comma"),
                words.get("list.and"),
            ),
            words.get("badge.second_hand").to_owned(),
        ));
    }
    if let Some(copy) = &source.same_text {
        let value = sources::copy_words(desk, source).unwrap_or_default();
        let note = words.fill("sources.in_common", &[("share", &sources::percent(copy.share))]);
        facts.push(Fact {
            href: Some(desk.source_path(copy.earliest)),
            local: true,
            ..plain("source.same_text", titles::upper_first(&value), note)
        });
    }
    let copies = desk.index.copies_of(source.id);
    for copy in copies.iter().take(COPIES).filter_map(|id| desk.source(*id)) {
        let number = words.fill("note.source", &[("n", &desk.numbers.of(copy.id).to_string())]);
        let key = match copy.same_text.as_ref().map(|same| same.kind) {
            Some(CopyKind::Exact) => "source.copy_exact",
            Some(CopyKind::Version) => "source.copy_version",
            _ => "source.copy_near",
        };
        facts.push(Fact { href: Some(desk.source_path(copy.id)), local: true, ..plain(key, number, sources::outlet(desk, copy)) });
    }
    if copies.len() > COPIES {
        facts.push(plain("source.same_text", words.count("sources.copies_more", copies.len() - COPIES), String::new()));
    }
    facts
}

/// The headline as lists print it.
fn page_title(article: &crate::ingest::Article) -> String {
    shown::cut(&shown::plain(&article.meta.title.value), sources::TITLE_WORDS)
}

fn day_words(desk: &Desk<'_>, when: When) -> String {
    when.exact().map_or_else(|| desk.days.span(when), |day| desk.days.long(day))
}

fn day_note(desk: &Desk<'_>, source: &Source) -> String {
    let Some(day) = source.published.as_ref() else { return String::new() };
    let told = day_basis(desk, day);
    match source.day.filter(|_| day.value.exact().is_none()) {
        Some(best) => format!("{}; {told}", desk.words.fill("source.likeliest", &[("day", &desk.days.long(best))])),
        None => told,
    }
}

fn day_basis(desk: &Desk<'_>, day: &crate::base::Known<When>) -> String {
    let basis = desk.words.get(&format!("basis.{}", day.basis.word().replace('-', "_"))).to_owned();
    match &day.words {
        Some(words) => format!("{basis}: “{}”", shown::cut(&shown::plain(words), 12)),
        None => basis,
    }
}

fn dropped_counts(source: &Source) -> Vec<String> {
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    for dropped in &source.reading.article().dropped {
        *counts.entry(dropped.reason).or_default() += 1;
    }
    counts.into_iter().map(|(reason, n)| format!("{n} × {}", reason.phrase())).collect()
}

fn dropped_row(dropped: &crate::ingest::Dropped) -> DroppedRow {
    DroppedRow {
        words: shown::cut(&dropped.text, DROPPED_WORDS),
        reason: dropped.reason.phrase(),
        line: if dropped.line == 0 { String::new() } else { dropped.line.to_string() },
    }
}

fn people(desk: &Desk<'_>, id: SourceId) -> Vec<Named> {
    let named = desk.index.named_by(id).iter().filter_map(|actor| desk.actor(*actor));
    named
        .filter_map(|actor| Some(Named { name: actor.name.value.clone(), href: desk.actor_href(actor.id)?, hue: desk.hue_of(actor.id) }))
        .take(PEOPLE)
        .collect()
}

fn quotes(desk: &Desk<'_>, id: SourceId, cards: &mut Cards<'_, '_>) -> Vec<Pull> {
    let mut printed = BTreeSet::new();
    let own = desk.index.spoken(id).iter().filter_map(|(span, statement)| {
        let statement = desk.statement(*statement)?;
        let wording = statement.wordings.iter().find(|wording| wording.words.source == id && wording.words.span == *span)?;
        Some((statement, wording))
    });
    own.filter(|(_, wording)| wording.direct)
        .filter(|(_, wording)| printed.insert(wording.words.span))
        .take(QUOTES)
        .map(|(statement, wording)| Pull::new(desk, statement, wording, QUOTE_WORDS, true, cards))
        .collect()
}
