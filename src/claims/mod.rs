//! What is said to have happened, and who said what.
//!
//! In come a document, its mentions and the lexicon; out go [`Claims`]: quotes, happenings and stances of one article.
//! Nothing is merged here, and no other article is looked at.

mod attendance;
mod borrowed;
mod circumstance;
mod clause;
mod counts;
mod cue;
mod entry;
mod happening;
mod kind;
mod linked;
mod parties;
mod quote;
mod reported;
mod scene;
pub mod speaker;
mod stance;
mod status;
mod subject;
mod telling;
mod trigger;

use serde::{Deserialize, Serialize};

pub use kind::Kind;
pub use telling::telling;

use crate::base::Span;
use crate::lexicon::Lexicon;
use crate::mentions::{ChainIdx, Mentions, TimeIdx};
use crate::text::{Document, SentenceIdx};

/// Everything one article says.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Claims {
    /// Words attributed to somebody, in order.
    pub quotes: Vec<Quote>,
    /// Things that happened, are planned or are denied, in order.
    pub happenings: Vec<Happening>,
    /// Who demands, offers, accepts or rejects what, in order.
    pub stances: Vec<Stance>,
}

/// Words attributed to somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The words, without their marks.
    pub words: Span,
    /// The sentence that holds the words' beginning.
    pub sentence: SentenceIdx,
    /// Who said them, when that is one of the article's chains.
    pub speaker: Option<ChainIdx>,
    /// The speaker as printed where the words are attributed ("a US official", "he").
    pub speaker_words: Option<Span>,
    /// The verb or phrase of saying.
    pub cue: Option<Span>,
    /// Printed between quotation marks; otherwise reported speech.
    pub direct: bool,
    /// When it was said, if the sentence tells.
    pub time: Option<TimeIdx>,
    /// The parts of one interrupted quote share a number.
    pub utterance: u32,
}

/// One telling of something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happening {
    /// The sentence that tells it.
    pub sentence: SentenceIdx,
    /// The words on which it rests; inside the sentence.
    pub span: Span,
    /// The verb or noun that names it.
    pub trigger: Span,
    /// What it is.
    pub kind: Kind,
    /// Whether it took place.
    pub status: Status,
    /// Who took part, each once.
    pub participants: Vec<Participant>,
    /// Where, as a chain of a place or state.
    pub place: Option<ChainIdx>,
    /// When.
    pub time: Option<TimeIdx>,
    /// A definite mention ("the Vienna talks", "that meeting") that refers to something told elsewhere.
    pub definite: bool,
    /// Which day of a round the words name ("a third consecutive day"), from 1.
    #[serde(default)]
    pub nth_day: Option<u8>,
    /// How many days in a row it took ("met for three consecutive days").
    #[serde(default)]
    pub n_days: Option<u8>,
    /// Counts that the words state: "116 drones", "five-hour".
    pub numbers: Vec<Count>,
}

/// Somebody who took part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// Who.
    pub chain: ChainIdx,
    /// In which part.
    pub part: Part,
}

/// A participant's part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Took part, acted, travelled.
    Actor,
    /// Received a visitor.
    Host,
    /// Came to a host.
    Guest,
    /// Stood between the parties.
    Mediator,
    /// Said the words.
    Speaker,
    /// Was spoken to.
    Addressee,
    /// Was acted upon.
    Target,
}

/// A stated number and what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// The words, number and noun.
    pub span: Span,
    /// The number, in thousandths.
    pub thousandths: i64,
    /// What is counted, as printed.
    pub unit: Span,
    /// How the words hedge it.
    pub hedge: Hedge,
}

/// How a number is hedged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hedge {
    /// Plainly that many.
    Exact,
    /// "about", "some", "nearly".
    About,
    /// "at least", "more than".
    AtLeast,
    /// "at most", "up to".
    AtMost,
}

/// Whether something took place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It took place.
    Held,
    /// It is going on.
    UnderWay,
    /// It is announced or expected.
    Planned,
    /// It was planned and will not take place.
    CalledOff,
    /// Somebody denies that it took place.
    Denied,
    /// Somebody claims that it took place.
    Claimed,
}

impl Status {
    /// The word used in exports and records.
    pub fn word(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::UnderWay => "under-way",
            Self::Planned => "planned",
            Self::CalledOff => "called-off",
            Self::Denied => "denied",
            Self::Claimed => "claimed",
        }
    }

    /// The status that `word` names.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Held, Self::UnderWay, Self::Planned, Self::CalledOff, Self::Denied, Self::Claimed]
            .into_iter()
            .find(|status| status.word() == word)
    }
}

/// Where somebody stands on something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stance {
    /// Who.
    pub actor: ChainIdx,
    /// Which attitude.
    pub attitude: Attitude,
    /// What it is about: the clause, verbatim.
    pub words: Span,
    /// The sentence that tells it.
    pub sentence: SentenceIdx,
    /// Keys of the lexicon's issues that the words touch ("territory"); none where they touch none.
    pub issues: Vec<String>,
    /// When, if the sentence tells.
    pub time: Option<TimeIdx>,
}

/// Attitudes to an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // the words say it
pub enum Attitude {
    Demands,
    Offers,
    Accepts,
    Rejects,
    Insists,
    Ready,
    Supports,
    Accuses,
}

impl Attitude {
    /// The word used in exports and records.
    pub fn word(self) -> &'static str {
        match self {
            Self::Demands => "demands",
            Self::Offers => "offers",
            Self::Accepts => "accepts",
            Self::Rejects => "rejects",
            Self::Insists => "insists",
            Self::Ready => "ready",
            Self::Supports => "supports",
            Self::Accuses => "accuses",
        }
    }

    /// The attitude that `word` names.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Demands, Self::Offers, Self::Accepts, Self::Rejects, Self::Insists, Self::Ready, Self::Supports, Self::Accuses]
            .into_iter()
            .find(|attitude| attitude.word() == word)
    }
}

/// Reads what a document says from its mentions.
pub fn extract(document: &Document, mentions: &Mentions, lexicon: &Lexicon) -> Claims {
    let quotes = quotes(document, mentions, lexicon);
    let happenings = happening::read(document, mentions, &quotes, lexicon);
    let stances = stance::read(document, mentions, &quotes, lexicon);
    Claims { quotes, happenings, stances }
}

/// What one sentence counts, whatever it tells.
pub fn counts_in(document: &Document, mentions: &Mentions, sentence: SentenceIdx) -> Vec<Count> {
    let scene = scene::Scene::new(document, mentions, sentence);
    counts::counts(&scene, 0..scene.words.len())
}

/// Reads only who says what.
pub fn quotes(document: &Document, mentions: &Mentions, lexicon: &Lexicon) -> Vec<Quote> {
    quote::read(document, mentions, lexicon)
}
