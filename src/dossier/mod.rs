//! All sources together.
//!
//! In come the readings of all articles; out goes one [`Dossier`] in which every item carries all its accounts.
//! No winner is picked silently, no address or page is thought of, and no wording of ours is added: what is printed comes from the sources or from `site`.

mod actors;
mod alike;
mod alone;
mod calendar;
mod citing;
mod copies;
mod counted;
mod discrepancy;
mod hands;
mod independence;
mod issues;
mod linkage;
mod points;
mod reading;
mod records;
mod replies;
mod spelling;
mod statements;
mod stories;
mod tellings;
mod timeline;
mod vectors;
mod whereabouts;
mod words;
mod works;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::{Cited, Evidence, Fingerprint, Known, Report, SourceId, Span, When};
use crate::claims::{Attitude, Count, Kind, Part, Status};
pub use crate::lexicon::Coordinates;
use crate::lexicon::Lexicon;
use crate::mentions::NameKind;
use rayon::prelude::*;

pub use actors::JoinedBy;
pub use alike::{Told, groups};
pub use alone::Memory;
pub use copies::{Change, Changes, CopyKind, Piece, PieceKind, SameText, changes, reworded_line, same_texts};
pub use reading::Reading;
pub use whereabouts::{Spot, SpotGrain};

/// Everything the corpus says, merged across sources.
#[derive(Clone, Debug, Default)]
pub struct Dossier {
    /// The sources in file-name order; `SourceId` is their place here.
    pub sources: Vec<Source>,
    /// Actors: people, organisations, states and places. `ActorId` is their place here; ordered by sources, mentions, name.
    pub actors: Vec<Actor>,
    /// Events in order of time; those without any day at the end. `EventId` is their place here.
    pub timeline: Vec<Event>,
    /// Quotes and reported speech, gathered by speaker and wording, in order of time. `StatementId` is their place here.
    pub statements: Vec<Statement>,
    /// Positions in order of issue, actor and time.
    pub positions: Vec<Position>,
    /// The sticking points that the corpus touches, most sources first.
    pub issues: Vec<Issue>,
    /// The claims that several sources share, ranked for the front page.
    pub points: Vec<Point>,
    /// Where accounts differ.
    pub discrepancies: Vec<Discrepancy>,
    /// Where places and states lie, as far as that is sure.
    pub spots: BTreeMap<ActorId, Spot>,
    /// The last day on which any source reports.
    pub as_of: Option<When>,
}

/// An actor's place in [`Dossier::actors`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ActorId(pub u32);

/// An event's place in [`Dossier::timeline`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EventId(pub u32);

/// A statement's place in [`Dossier::statements`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StatementId(pub u32);

/// A discrepancy's place in [`Dossier::discrepancies`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DiscrepancyId(pub u32);

impl ActorId {
    /// As an index.
    pub fn idx(self) -> usize {
        self.0 as usize
    }
}
impl EventId {
    /// As an index.
    pub fn idx(self) -> usize {
        self.0 as usize
    }
}
impl StatementId {
    /// As an index.
    pub fn idx(self) -> usize {
        self.0 as usize
    }
}
impl DiscrepancyId {
    /// As an index.
    pub fn idx(self) -> usize {
        self.0 as usize
    }
}

/// One source with its day and its place among the others.
#[derive(Clone, Debug)]
pub struct Source {
    /// Which one.
    pub id: SourceId,
    /// Everything it says.
    pub reading: Arc<Reading>,
    /// Its day, stated or inferred; `None` when nothing dates it within a week.
    pub published: Option<Known<When>>,
    /// The best single day inside `published`.
    pub day: Option<chrono::NaiveDate>,
    /// The chain of reasons for an inferred day, in the order in which they were used.
    pub clues: Vec<Clue>,
    /// The earliest source that carries the same text, when that is another one, and how this text relates to it.
    pub same_text: Option<SameText>,
    /// Sources that rest on one report, or carry one text, have one origin and count once.
    pub origin: u32,
    /// The works that it cites for what it says (a digest): its sub-sources.
    pub cites: Vec<Work>,
}

/// A work that a digest cites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// The outlet, or whatever else the digest calls it.
    pub name: String,
    /// Its title, where the digest gives one.
    pub title: Option<String>,
    /// Its address, where the digest gives one.
    pub url: Option<String>,
    /// The source of the corpus that it is: of the same address, the same title, or the only one of that outlet.
    pub source: Option<SourceId>,
}

/// One reason for an inferred day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clue {
    /// The words.
    pub evidence: Evidence,
    /// The words of another source that fix the same event or day, if any.
    pub other: Option<Evidence>,
    /// The days that this clue allows for publication.
    pub allows: When,
    /// Why, in one sentence.
    pub reason: String,
    /// Whether it was dropped because it contradicts stronger ones.
    pub dropped: bool,
}

/// A person, organisation, state or place across all sources.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Which one.
    pub id: ActorId,
    /// What it is; never `Other`.
    pub kind: NameKind,
    /// The display name: the most frequent full form.
    pub name: Cited<String>,
    /// Every name in use, the display name included, most frequent first.
    pub aliases: Vec<Alias>,
    /// Roles as reported, each wording once, most sources first.
    pub roles: Vec<Cited<String>>,
    /// Those of the roles that tell what it does in the matter ("top negotiator") rather than which office it holds.
    pub functions: BTreeSet<String>,
    /// The state it belongs to or acts for.
    pub state: Option<ActorId>,
    /// The lexicon key of a state or body.
    pub key: Option<String>,
    /// Every mention, in source and text order.
    pub mentions: Vec<Evidence>,
    /// Sources that name it, in file-name order.
    pub sources: Vec<SourceId>,
    /// Sources that mention it only by office, in file-name order.
    pub by_office_only: Vec<SourceId>,
}

/// One spelling of an actor's name.
#[derive(Clone, Debug)]
pub struct Alias {
    /// The spelling with its evidence.
    pub name: Cited<String>,
    /// How often it stands in the corpus.
    pub n_mentions: usize,
    /// Why it was joined to the others.
    pub why: JoinedBy,
}

/// Something that happened, is planned or is denied, with every account of it.
#[derive(Clone, Debug)]
pub struct Event {
    /// Which one.
    pub id: EventId,
    /// What it is.
    pub kind: Kind,
    /// Whether it took place, by the latest account.
    pub status: Status,
    /// When: stated, or worked out from words and anchors.
    pub when: Option<Known<When>>,
    /// Where.
    pub place: Option<Cited<ActorId>>,
    /// Who took part.
    pub participants: Vec<Cited<Participation>>,
    /// Every telling, in order of the sources' days; never empty.
    pub accounts: Vec<Account>,
    /// The telling that stands best on its own: a span of one sentence.
    pub summary: Evidence,
    /// Words in quotation marks that belong to it: for a statement, what was said.
    pub statement: Option<StatementId>,
    /// How much it matters, 0 to 1.
    pub salience: f64,
    /// A round of several days that this day belongs to.
    pub part_of: Option<EventId>,
}

/// Somebody's part in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Participation {
    /// Who.
    pub actor: ActorId,
    /// In which part.
    pub part: Part,
}

/// One source's telling of an event.
#[derive(Clone, Debug)]
pub struct Account {
    /// The words that tell it: a sentence or a clause of it.
    pub evidence: Evidence,
    /// The words that name it.
    pub trigger: Span,
    /// What this source says about whether it took place.
    pub status: Status,
    /// The days that this source gives.
    pub when: Option<When>,
    /// The words that give them.
    pub time_words: Option<Span>,
    /// Where this source places it.
    pub place: Option<ActorId>,
    /// Counts that this source states.
    pub numbers: Vec<Count>,
}

/// Words attributed to somebody, with all their printings.
#[derive(Clone, Debug)]
pub struct Statement {
    /// Which one.
    pub id: StatementId,
    /// Who said it, when that is an actor.
    pub speaker: Option<ActorId>,
    /// The speaker as printed, for the unnamed ("a US official").
    pub speaker_words: Option<Cited<String>>,
    /// Printed between quotation marks somewhere.
    pub direct: bool,
    /// When it was said.
    pub when: Option<Known<When>>,
    /// Every printing, the earliest source first; never empty.
    pub wordings: Vec<Wording>,
    /// Keys of the issues that the words or their sentence touch.
    pub issues: Vec<String>,
}

/// One printing of a statement.
#[derive(Clone, Debug)]
pub struct Wording {
    /// The words, without marks.
    pub words: Evidence,
    /// The sentence around them.
    pub sentence: Evidence,
    /// The speaker as printed there.
    pub speaker_words: Option<Span>,
    /// Printed between quotation marks here.
    pub direct: bool,
    /// The day that this source gives for it.
    pub when: Option<When>,
}

/// Where somebody stands on an issue, in one source's words.
#[derive(Clone, Debug)]
pub struct Position {
    /// Who.
    pub actor: ActorId,
    /// Which attitude.
    pub attitude: Attitude,
    /// The words.
    pub words: Evidence,
    /// The sentence around them.
    pub sentence: Evidence,
    /// The key of the issue.
    pub issue: String,
    /// When.
    pub when: Option<When>,
}

/// A sticking point that the corpus touches.
#[derive(Clone, Debug)]
pub struct Issue {
    /// Its key, also its address.
    pub key: String,
    /// Its name for readers.
    pub name: String,
    /// Whose name that is.
    pub named_by: NamedBy,
    /// The sentences that touch it, best first.
    pub sentences: Vec<Evidence>,
    /// Independent sources that touch it.
    pub sources: Vec<SourceId>,
}

/// Who named an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamedBy {
    /// The lexicon: the name is said in the language of the pages.
    Lexicon,
    /// The desk, in `site.toml`: the name stays as it is in every language.
    Desk,
    /// The corpus: a phrase as its sources print it most often.
    Corpus,
}

impl NamedBy {
    /// The word used in exports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Lexicon => "lexicon",
            Self::Desk => "desk",
            Self::Corpus => "corpus",
        }
    }
}

/// What is asked of the merging.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Whether phrases of the corpus become issues beside those of the lexicon and the desk.
    pub issues_from_corpus: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { issues_from_corpus: true }
    }
}

/// A claim for the front page.
#[derive(Clone, Debug)]
pub struct Point {
    /// What it is about.
    pub about: Subject,
    /// A sentence of a source that says it.
    pub sentence: Evidence,
    /// Every sentence that supports it, the printed one first.
    pub support: Vec<Evidence>,
    /// Independent sources behind it.
    pub sources: Vec<SourceId>,
}

/// What something is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// An actor.
    Actor(ActorId),
    /// An event.
    Event(EventId),
    /// A statement.
    Statement(StatementId),
    /// An issue, by key.
    Issue(String),
    /// What a source reports, be it in copies.
    Source(SourceId),
}

/// Where accounts differ.
#[derive(Clone, Debug)]
pub struct Discrepancy {
    /// Which one.
    pub id: DiscrepancyId,
    /// What the accounts are of.
    pub about: Subject,
    /// In which respect they differ.
    pub aspect: Aspect,
    /// What each says: two or more.
    pub versions: Vec<Cited<String>>,
    /// Which version the pages use, as an index, and why; `None` when both are shown.
    pub used: Option<(usize, Why)>,
}

/// In which respect accounts differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)] // the words say it
pub enum Aspect {
    Day,
    Place,
    Outcome,
    Number,
    Wording,
    Role,
    Status,
    Participants,
}

impl Aspect {
    /// The word used in exports and addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Place => "place",
            Self::Outcome => "outcome",
            Self::Number => "number",
            Self::Wording => "wording",
            Self::Role => "role",
            Self::Status => "status",
            Self::Participants => "participants",
        }
    }
}

/// Why a version is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// More independent sources give it.
    MoreSources,
    /// It was reported last.
    Latest,
    /// It was reported first-hand.
    FirstHand,
    /// It is told more exactly.
    MoreExact,
}

/// Merges the readings, given in file-name order, into one dossier.
pub fn assemble(readings: Vec<Reading>, lexicon: &Lexicon, options: Options, report: &mut Report) -> Dossier {
    assemble_again(readings, lexicon, options, &Memory::default(), report)
}

/// The same, without working out again what is known of the articles that did not change.
pub fn assemble_again(mut readings: Vec<Reading>, lexicon: &Lexicon, options: Options, memory: &Memory, report: &mut Report) -> Dossier {
    memory.remind(&mut readings);
    let outlets: BTreeSet<String> =
        readings.iter().filter_map(|reading| reading.article().meta.outlet.as_ref()).map(|outlet| outlet.value.to_lowercase()).collect();
    let known_by = Fingerprint::of(format!("{outlets:?}").as_bytes());
    readings.par_iter_mut().for_each(|reading| reading.find_citations((&outlets, known_by), lexicon));
    let readings: Vec<Arc<Reading>> = readings.into_iter().map(Arc::new).collect();
    let works: Vec<Vec<Work>> = readings.par_iter().map(|reading| works::of(reading, &readings)).collect();
    let beside_actors = || (copies::Copies::find(&readings, memory), tellings::Tellings::of(&readings), alike::Deeds::of(&readings));
    let (roster, (copies, tellings, deeds)) = rayon::join(|| actors::join(&readings, lexicon, report), beside_actors);
    let origins = independence::Origins::new(&readings, &copies.first, &works);
    let hands = hands::Hands::of(&roster);
    let places = records::Containment::read(
        &readings,
        &roster,
        |place| lexicon.state_of_capital(place),
        |place| lexicon.region(place) && !lexicon.chief_town(place),
        |place| lexicon.city(place) || lexicon.chief_town(place),
    );
    let mut calendar = calendar::date(&readings, &copies.first, &roster, &places, &tellings, report);
    let records = std::mem::take(&mut calendar.records);
    let inferred: Vec<bool> =
        calendar.published.iter().map(|known| known.as_ref().is_some_and(|known| known.basis == crate::base::Basis::Inferred)).collect();
    let unsure: Vec<bool> = calendar
        .published
        .iter()
        .zip(&inferred)
        .map(|(known, inferred)| *inferred && known.as_ref().is_some_and(|known| known.value.n_days() > 2))
        .collect();
    let context = timeline::Context {
        readings: &readings,
        roster: &roster,
        places: &places,
        hands: &hands,
        tellings: &tellings,
        deeds: &deeds,
        origins: &origins,
        times: &calendar.times,
        inferred: &inferred,
        unsure: &unsure,
        days: &calendar.best,
    };
    // What does not rest on the events is gathered beside them.
    let beside = || {
        let own = options.issues_from_corpus.then(|| issues::find(&context, lexicon));
        let lexicon = own.as_ref().unwrap_or(lexicon);
        let touching = issues::Touching::new(lexicon);
        let statements = statements::gather(&context, &touching);
        let positions = issues::positions(&context, lexicon);
        let issues = issues::gather(&context, &touching, &positions);
        (statements, positions, issues, whereabouts::find(&readings, &roster, lexicon))
    };
    let (mut events, (statements, positions, issues, spots)) = rayon::join(|| timeline::merge(&context, records), beside);
    statements::add_events(&context, &statements, &mut events);
    let mut events = timeline::without_repeats(events, &statements);
    timeline::add_days(&context, &mut events);
    timeline::sort(&mut events);
    let points = points::rank(&context, &events, &issues);
    let discrepancies = discrepancy::find(&context, &events, &statements);
    let as_of = as_of(&calendar.best, &events);
    let sources = sources(&readings, &copies, &origins, works, calendar);
    Dossier { sources, actors: roster.actors, timeline: events, statements, positions, issues, points, discrepancies, spots, as_of }
}

/// The last day of publication; without one, the last day on which something is told as held.
fn as_of(days: &[Option<chrono::NaiveDate>], events: &[Event]) -> Option<When> {
    let told = || {
        events
            .iter()
            .filter(|event| event.status == Status::Held)
            .filter_map(|event| event.when.as_ref().map(|known| known.value.latest()))
            .max()
    };
    days.iter().flatten().max().copied().or_else(told).map(When::day)
}

fn sources(
    readings: &[Arc<Reading>],
    copies: &copies::Copies,
    origins: &independence::Origins,
    works: Vec<Vec<Work>>,
    calendar: calendar::Calendar,
) -> Vec<Source> {
    let ties = copies.under_the_earliest(readings, &calendar.best);
    let parts = calendar.published.into_iter().zip(calendar.best).zip(calendar.clues).zip(ties).zip(works);
    readings
        .iter()
        .zip(parts)
        .map(|(reading, ((((published, day), clues), same_text), cites))| {
            let id = reading.article().id;
            Source { id, reading: Arc::clone(reading), published, day, clues, same_text, origin: origins.number(id), cites }
        })
        .collect()
}
