//! Sections of the front page: sentences of the sources by meeting and by issue, with quotes beside them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{is_meeting, pull};
use crate::base::{Evidence, SourceId, Span};
use crate::claims::Status;
use crate::dossier::{ActorId, Event, Statement, StatementId};
use crate::mentions::NameKind;
use crate::site::citations::{self, Cards};
use crate::site::desk::Desk;
use crate::site::shown::{self, Said};
use crate::site::views::quote::{self, Pull};
use crate::site::wording;

/// Sections on meetings and on issues.
const MEETINGS: usize = 2;
const ISSUES: usize = 4;
/// Sentences of a section, and where there are very many sources.
const SENTENCES: usize = 5;
const FEW_SENTENCES: usize = 3;
/// Words of a sentence; longer ones are cut.
const SENTENCE_WORDS: usize = 60;
/// Quotes beside a section, and their words.
const PULLS: usize = 2;
/// Words of a quote beside a section.
pub const PULL_WORDS: usize = 34;
/// Quotes shorter than this say too little on their own.
const LEAST_PULL_WORDS: usize = 4;

/// One section.
#[derive(Clone, Debug, Serialize)]
pub struct Topic {
    /// Anchor on the page.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Where more stands, when it has an address.
    pub href: Option<String>,
    /// Sentences of the sources, one paragraph for each source in a row.
    pub paragraphs: Vec<Paragraph>,
    /// Quotes of people.
    pub pulls: Vec<Pull>,
}

/// Sentences of one source in a row.
#[derive(Clone, Debug, Serialize)]
pub struct Paragraph {
    /// The sentences.
    pub sentences: Vec<Said>,
    /// Outlet and day.
    pub by: String,
}

/// What the page has printed already.
#[derive(Default)]
struct Printed {
    sentences: Vec<String>,
    quotes: BTreeSet<StatementId>,
}

/// The headings of the sections that can be compiled.
pub fn titles(desk: &Desk<'_>) -> Vec<String> {
    let meetings = weightiest_meetings(desk).into_iter().map(|event| desk.title(event.id).to_owned());
    meetings.chain(desk.dossier.issues.iter().take(ISSUES).map(|issue| desk.issue_name(issue))).collect()
}

/// The sections in reading order, of the wanted headings: the weightiest meetings by time, then the issues.
pub fn topics(desk: &Desk<'_>, wanted: &dyn Fn(&str) -> bool, cards: &mut Cards<'_, '_>) -> Vec<Topic> {
    let mut printed = Printed::default();
    let mut topics = Vec::new();
    for event in weightiest_meetings(desk).into_iter().filter(|event| wanted(desk.title(event.id))) {
        let evidence: Vec<Evidence> = std::iter::once(&desk.told(event))
            .chain(event.accounts.iter().filter(|account| account.status != Status::Planned).map(|account| &account.evidence))
            .cloned()
            .collect();
        let mut sentences: BTreeMap<SourceId, Vec<Span>> = BTreeMap::new();
        for one in evidence.iter().map(|one| desk.whole_sentence(one)) {
            sentences.entry(one.source).or_default().push(one.span);
        }
        let quotes = desk.dossier.statements.iter().filter(|statement| belongs(statement, &sentences));
        let quotes: Vec<StatementId> = event.statement.into_iter().chain(quotes.map(|statement| statement.id)).collect();
        topics.extend(topic(desk, desk.title(event.id), Some(desk.event_path(event.id)), &evidence, &quotes, &mut printed, cards));
    }
    for issue in desk.dossier.issues.iter().take(ISSUES).filter(|issue| wanted(&desk.issue_name(issue))) {
        let quotes: Vec<StatementId> = desk
            .dossier
            .statements
            .iter()
            .filter(|statement| statement.issues.contains(&issue.key))
            .map(|statement| statement.id)
            .collect();
        topics.extend(topic(desk, &desk.issue_name(issue), desk.issue_path(&issue.key), &issue.sentences, &quotes, &mut printed, cards));
    }
    for (topic, n) in topics.iter_mut().zip(1..) {
        topic.id = format!("t-{n}");
    }
    topics
}

fn weightiest_meetings<'a>(desk: &Desk<'a>) -> Vec<&'a Event> {
    let mut meetings: Vec<&Event> = desk
        .dossier
        .timeline
        .iter()
        .filter(|event| is_meeting(event) && event.part_of.is_none() && matches!(event.status, Status::Held | Status::UnderWay))
        .collect();
    meetings.sort_by(|a, b| b.salience.total_cmp(&a.salience).then_with(|| a.id.cmp(&b.id)));
    meetings.truncate(MEETINGS);
    // The latest first: a reader wants what is new.
    meetings.sort_by_key(|event| std::cmp::Reverse((event.when.as_ref().map(|when| when.value.latest()), event.id)));
    meetings
}

fn topic(
    desk: &Desk<'_>,
    title: &str,
    href: Option<String>,
    evidence: &[Evidence],
    quotes: &[StatementId],
    printed: &mut Printed,
    cards: &mut Cards<'_, '_>,
) -> Option<Topic> {
    let mut seen: BTreeSet<ActorId> = BTreeSet::new();
    let mut paragraphs: Vec<(SourceId, Paragraph)> = Vec::new();
    let mut n_sentences = 0;
    for one in evidence {
        let Some(source) = desk.source(one.source) else { continue };
        let one = desk.whole_sentence(one);
        let text = shown::plain(one.span.of(desk.body(one.source)));
        let heading = citations::in_heading(source, one.span);
        if heading
            || source.same_text.is_some()
            || text.split_whitespace().count() < 4
            || !shown::is_sentence(&text)
            || printed.sentences.iter().any(|old| shown::alike(old, &text))
        {
            continue;
        }
        let said = Said::of(shown::linked(desk, &one, SENTENCE_WORDS, &mut seen), cards.chips([&one]));
        printed.sentences.push(text);
        n_sentences += 1;
        match paragraphs.last_mut().filter(|(last, _)| *last == one.source) {
            Some((_, paragraph)) => paragraph.sentences.push(said),
            None => paragraphs.push((one.source, Paragraph { sentences: vec![said], by: wording::byline(desk, one.source) })),
        }
        if n_sentences == if desk.is_large() { FEW_SENTENCES } else { SENTENCES } {
            break;
        }
    }
    if paragraphs.is_empty() {
        return None;
    }
    let pulls = quotes
        .iter()
        .filter(|id| worth_pulling(desk, **id) && printed.quotes.insert(**id))
        .take(PULLS)
        .filter_map(|id| pull(desk, *id, cards))
        .collect();
    Some(Topic {
        id: String::new(),
        title: title.to_owned(),
        href,
        paragraphs: paragraphs.into_iter().map(|(_, paragraph)| paragraph).collect(),
        pulls,
    })
}

/// Whether a statement is printed inside one of the sentences.
fn belongs(statement: &Statement, sentences: &BTreeMap<SourceId, Vec<Span>>) -> bool {
    let inside = |words: &Evidence| sentences.get(&words.source).is_some_and(|own| own.iter().any(|span| span.overlaps(words.span)));
    statement.wordings.iter().any(|wording| inside(&wording.words))
}

/// Whether a quote says enough to stand alone, and is a person's.
pub fn worth_pulling(desk: &Desk<'_>, id: StatementId) -> bool {
    let Some(statement) = desk.statement(id) else { return false };
    let a_person = statement.speaker.and_then(|id| desk.actor(id)).is_some_and(|actor| actor.kind == NameKind::Person);
    let direct = statement.wordings.iter().find(|wording| wording.direct);
    let says_enough = |words: String| (LEAST_PULL_WORDS..=PULL_WORDS).contains(&words.split_whitespace().count()) && stands_alone(&words);
    a_person && direct.is_some_and(|wording| says_enough(quote::words_of(desk, wording)))
}

/// Whether quoted words open as a sentence does. "would like to stop", cut from what its speaker said of somebody else, would turn its meaning.
fn stands_alone(words: &str) -> bool {
    let mut all = words.split(|c: char| !c.is_alphanumeric() && c != '’' && c != '\'').filter(|word| !word.is_empty());
    let Some(first) = all.next() else { return false };
    !first.starts_with(char::is_lowercase) || OPENERS.contains(&first.split(['’', '\'']).next().unwrap_or_default())
}

/// Words in lower case that open a clause with its subject. Our own list.
const OPENERS: &[&str] = &[
    "i",
    "it",
    "we",
    "he",
    "she",
    "they",
    "you",
    "there",
    "this",
    "that",
    "these",
    "the",
    "our",
    "my",
    "no",
    "nobody",
    "nothing",
    "everybody",
    "everyone",
];

#[cfg(test)]
mod tests {
    use super::stands_alone;

    #[test]
    fn a_pull_quote_opens_as_a_sentence() {
        for words in ["We are tired", "it takes both hands", "“We are tired", "there’s no other way out", "2014 must not come back"] {
            assert!(stands_alone(words), "{words}");
        }
        for words in ["would like to stop it all", "unity between friends and rivals", ""] {
            assert!(!stands_alone(words), "{words}");
        }
    }
}
