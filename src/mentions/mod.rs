//! Who, where and when the words point at.
//!
//! In come a [`Document`] and the [`Lexicon`]; out go [`Mentions`]: names joined into chains within the article, roles beside them, and time expressions.
//! Nothing here knows of other articles: chains become actors in `dossier`.

use serde::{Deserialize, Serialize};

use crate::base::{Span, When};
use crate::lexicon::Lexicon;
use crate::text::{Document, SentenceIdx};

pub mod time;

/// A chain's place in [`Mentions::chains`].
pub type ChainIdx = usize;
/// A time mention's place in [`Mentions::times`].
pub type TimeIdx = usize;

/// Everything one article's words point at.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    /// Names in order of appearance, without overlaps.
    pub names: Vec<Mention>,
    /// Mentions of one thing within the article.
    pub chains: Vec<Chain>,
    /// Roles beside names.
    pub roles: Vec<Role>,
    /// Time expressions in order.
    pub times: Vec<TimeMention>,
}

/// One name, or another phrase that points at the same thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Its words, titles and possessive endings left out.
    pub span: Span,
    /// The sentence it stands in.
    pub sentence: SentenceIdx,
    /// What it names.
    pub kind: NameKind,
    /// How it names it.
    pub form: Form,
    /// The chain it belongs to.
    pub chain: ChainIdx,
}

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NameKind {
    /// A person.
    Person,
    /// A body, party, company, armed group, medium or ministry.
    Organisation,
    /// A state, whether its territory or its government is meant.
    State,
    /// A town, region, venue or other place that is not a state.
    Place,
    /// A people, a language, an event or another name.
    Other,
}

/// How a mention names its thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// The name itself, in full or in part.
    Name,
    /// An adjective or demonym of a state ("Ukrainian").
    Adjective,
    /// A capital or seat that stands for a government ("Moscow said").
    Metonym,
    /// An office or description without a name ("the Russian president").
    Office,
    /// A pronoun ("he"), kept only where it matters for speech and meetings.
    Pronoun,
}

/// Mentions in one article that name the same thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chain {
    /// What is named.
    pub kind: NameKind,
    /// The fullest form of the name that the article prints.
    pub fullest: Span,
    /// For states, seats and bodies of the lexicon: the key of their entry ("UKR", "UN").
    pub key: Option<String>,
    /// The lexicon key of the state that it belongs to, as the words beside it tell ("Ukrainian President X").
    pub state: Option<String>,
}

/// A role beside a name: "special envoy", "head of Ukraine's security council".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// The words of the role.
    pub span: Span,
    /// Whose role it is.
    pub chain: ChainIdx,
    /// The name beside which it stands, as an index of [`Mentions::names`].
    pub name: usize,
    /// The lexicon key of the state that the role's words name, if any.
    pub state: Option<String>,
    /// Said to be past ("former").
    pub former: bool,
}

/// A time expression with its sentence; its day may be found later, when an anchor becomes known.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeMention {
    /// The expression and its meaning without an anchor.
    pub found: time::Found,
    /// The sentence it stands in.
    pub sentence: SentenceIdx,
    /// Its meaning with the article's own day as anchor.
    pub resolved: time::Resolved,
}

impl TimeMention {
    /// Its words.
    pub fn span(&self) -> Span {
        self.found.span
    }

    /// Its days, when they are known.
    pub fn when(&self) -> Option<When> {
        self.resolved.when
    }
}

/// Finds every name, role and time of a document.
pub fn find(_document: &Document, _lexicon: &Lexicon) -> Mentions {
    Mentions::default()
}
