//! What a search finds: people, bodies, states, places, issues and events by name, and every sentence that the site prints.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::citations;
use super::desk::Desk;
use super::printed::Printed;
use super::shown;
use super::views::people::role;
use crate::base::{SourceId, Span};
use crate::dossier::{Actor, Event};
use crate::mentions::NameKind;

/// Words of a sentence that a result shows.
const SENTENCE_WORDS: usize = 50;
/// Fewer words than these are a fragment that nobody looks for.
const FEW_WORDS: usize = 3;

/// Everything that can be found, best first in each kind.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// Things with a name: issues and actors.
    pub things: Vec<Record>,
    /// Events.
    pub events: Vec<Record>,
    /// Sentences.
    pub sentences: Vec<Record>,
}

/// One thing that can be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// What it is.
    pub kind: Found,
    /// The words that a result shows.
    pub words: String,
    /// What stands beside them.
    pub note: String,
    /// Path of where it is.
    pub path: String,
    /// Further words by which it is found.
    pub also: String,
}

/// What a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)] // the words say it
pub enum Found {
    Person,
    Organisation,
    State,
    Place,
    Issue,
    Event,
    Sentence,
}

impl Found {
    /// All kinds in the order in which results stand.
    pub const ALL: [Self; 7] = [Self::Person, Self::Organisation, Self::State, Self::Place, Self::Issue, Self::Event, Self::Sentence];

    /// Its word in the index and in the keys of headings.
    pub fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::State => "state",
            Self::Place => "place",
            Self::Issue => "issue",
            Self::Event => "event",
            Self::Sentence => "sentence",
        }
    }

    fn of(kind: NameKind) -> Self {
        match kind {
            NameKind::Person => Self::Person,
            NameKind::State => Self::State,
            NameKind::Place => Self::Place,
            NameKind::Organisation | NameKind::Other => Self::Organisation,
        }
    }
}

/// Everything that can be found on the site.
pub fn everything(desk: &Desk<'_>, printed: &Printed<'_, '_>) -> Search {
    let mut events: Vec<&Event> = desk.dossier.timeline.iter().collect();
    events.sort_by(|a, b| b.salience.total_cmp(&a.salience).then_with(|| a.id.cmp(&b.id)));
    // The newest reports first: whoever looks for a word wants to know how things stand.
    let newest = desk.numbers.order().par_iter().rev();
    Search {
        things: things(desk),
        events: events.into_par_iter().map(|event| of_event(desk, event)).collect(),
        sentences: newest.flat_map_iter(|&source| sentences(desk, printed, source)).collect(),
    }
}

/// Issues and actors that lead somewhere.
pub fn things(desk: &Desk<'_>) -> Vec<Record> {
    let issues = desk.dossier.issues.iter().filter_map(|issue| {
        let path = desk.issue_path(&issue.key)?;
        Some(Record { kind: Found::Issue, words: desk.issue_name(issue), note: String::new(), path, also: String::new() })
    });
    issues.chain(desk.dossier.actors.iter().filter_map(|actor| of_actor(desk, actor))).collect()
}

fn of_actor(desk: &Desk<'_>, actor: &Actor) -> Option<Record> {
    let side = desk.sides.of(actor.id).and_then(|side| desk.sides.list().get(side)).map(|side| side.name.clone());
    let note: Vec<String> = role(desk, actor).into_iter().chain(side.filter(|side| *side != actor.name.value)).collect();
    Some(Record {
        kind: Found::of(actor.kind),
        words: actor.name.value.clone(),
        note: note.join(desk.words.get("list.comma")),
        path: desk.actor_href(actor.id)?,
        also: actor.aliases.iter().map(|alias| alias.name.value.as_str()).collect::<Vec<_>>().join(" "),
    })
}

fn of_event(desk: &Desk<'_>, event: &Event) -> Record {
    let when = event.when.as_ref().map_or_else(|| desk.words.get("date.none").to_owned(), |when| desk.days.span(when.value));
    let place = event.place.as_ref().map(|place| desk.name(place.value));
    let named: BTreeSet<&str> = event.participants.iter().map(|part| desk.name(part.value.actor)).chain(place).collect();
    Record {
        kind: Found::Event,
        words: desk.title(event.id).to_owned(),
        note: std::iter::once(when.as_str()).chain(place).collect::<Vec<_>>().join(desk.words.get("list.comma")),
        path: desk.event_path(event.id),
        also: named.into_iter().collect::<Vec<_>>().join(" "),
    }
}

fn sentences<'d, 'a>(desk: &'d Desk<'a>, printed: &Printed<'_, '_>, id: SourceId) -> impl Iterator<Item = Record> + use<'d, 'a> {
    let number = desk.words.fill("note.source", &[("n", &desk.numbers.of(id).to_string())]);
    let outlet = desk.source(id).and_then(|source| source.reading.article().meta.outlet.as_ref()).map(|outlet| outlet.value.clone());
    let note = std::iter::once(number).chain(outlet).collect::<Vec<_>>().join(desk.words.get("list.comma"));
    let record = move |span: Span| {
        let words = shown::plain(span.of(desk.body(id)));
        (words.split_whitespace().count() >= FEW_WORDS).then(|| Record {
            kind: Found::Sentence,
            words: shown::cut(&words, SENTENCE_WORDS),
            note: note.clone(),
            path: place_of(desk, id, span),
            also: String::new(),
        })
    };
    printed.stretches(id).into_iter().filter_map(record)
}

/// The sentence on its source's page; the page itself where no text is printed.
fn place_of(desk: &Desk<'_>, id: SourceId, span: Span) -> String {
    let path = desk.source_path(id);
    let first = desk.source(id).map(|source| citations::sentences_of(source, span).0);
    match (desk.options.source_text, first) {
        (super::SourceText::None, _) | (_, None) => path,
        (_, Some(first)) => format!("{path}#s{}", first + 1),
    }
}
