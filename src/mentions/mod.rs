//! Who, where and when the words point at.
//!
//! In come a [`Document`] and the [`Lexicon`]; out go [`Mentions`]: names joined into chains within the article, roles beside them, and time expressions.
//! Nothing here knows of other articles: chains become actors in `dossier`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::{Span, When};
use crate::lexicon::Lexicon;
use crate::text::{Document, SentenceIdx};

mod address;
mod agree;
mod alias;
mod apposition;
mod body;
mod candidate;
mod chain;
mod common;
mod dateline;
mod evidence;
mod judge;
mod known;
mod listed;
mod metonym;
pub mod names;
mod office;
mod person;
mod role;
mod run;
mod segment;
mod settlement;
#[cfg(test)]
mod tests;
pub use dateline::{of as dateline_of, span as dateline};

pub mod time;
mod title;
mod title_line;
mod titled;
mod vessel;
mod widen;
mod words;

/// A chain's place in [`Mentions::chains`].
pub type ChainIdx = usize;
/// A time mention's place in [`Mentions::times`].
pub type TimeIdx = usize;

/// Everything one article's words point at.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
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
    /// For states, seats and bodies of the lexicon: the key of their entry ("UKR", "UN"). For names that the desk knows: `desk:` and the name in full.
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
pub fn find(document: &Document, lexicon: &Lexicon) -> Mentions {
    find_by(document, lexicon, &names::BuiltIn).unwrap_or_default()
}

/// The same by a recogniser of one's own.
///
/// # Errors
/// What the recogniser says.
pub fn find_by(document: &Document, lexicon: &Lexicon, recogniser: &dyn names::Recogniser) -> Result<Mentions, String> {
    let seen = recogniser.see(document)?;
    Ok(of_seen(document, lexicon, Some(&seen)))
}

/// The same by a model in training.
pub fn find_with(document: &Document, lexicon: &Lexicon, tagger: &mut names::Tagger) -> Mentions {
    let seen = tagger.is_trained().then(|| tagger.tag(document));
    of_seen(document, lexicon, seen.as_deref())
}

/// From the names that a recogniser sees, if there is one, to all mentions.
fn of_seen(document: &Document, lexicon: &Lexicon, seen: Option<&[names::Name]>) -> Mentions {
    let words = words::Words::new(document, lexicon);
    let mut candidates = candidate::find(&words, seen);
    candidates.retain(|candidate| !words.get(candidate.tokens.start).is_some_and(|word| document.is_caption(word.sentence)));
    if let Some(dateline) = dateline::span(document) {
        candidates.retain(|candidate| {
            !dateline.contains(words.span(&candidate.tokens))
                || matches!(candidate.kind, NameKind::State)
                || lexicon.city(words.span(&candidate.tokens).of(document.body()))
        });
    }
    let (names, chains) = chain::join(&words, &candidates);
    let roles = role::find(&words, &candidates, &names);
    let mut mentions = Mentions { names, chains, roles, times: times(document) };
    give_states(&words, &candidates, &mut mentions);
    body::give_states(&words, &candidates, &mut mentions);
    office::add_offices(&words, &candidates, &mut mentions);
    common::add(&words, &candidates, &mut mentions);
    office::add_pronouns(&words, &mut mentions);
    put_in_order(&mut mentions);
    mentions
}

/// A person belongs to the state that most of its roles name, and the words right beside its names ("X of Chad", "Chad's X").
fn give_states(words: &words::Words, candidates: &[candidate::Candidate], mentions: &mut Mentions) {
    let mut votes: BTreeMap<ChainIdx, Vec<(String, usize)>> = BTreeMap::new();
    let of_roles = mentions.roles.iter().filter_map(|role| Some((role.chain, role.state.clone()?)));
    let beside = |(name, state): (usize, String)| Some((mentions.names.get(name)?.chain, state));
    for (chain, state) in of_roles.chain(role::states_beside(words, candidates).into_iter().filter_map(beside)) {
        let votes = votes.entry(chain).or_default();
        match votes.iter_mut().find(|(known, _)| *known == state) {
            Some((_, n_votes)) => *n_votes += 1,
            None => votes.push((state, 1)),
        }
    }
    for (idx, chain) in mentions.chains.iter_mut().enumerate().filter(|(_, chain)| chain.kind == NameKind::Person) {
        let votes = votes.get(&idx).map(Vec::as_slice).unwrap_or_default();
        let most = votes.iter().map(|(_, n_votes)| *n_votes).max();
        chain.state = votes.iter().find(|(_, n_votes)| Some(*n_votes) == most).map(|(state, _)| state.clone());
    }
}

/// Names stand in order of appearance; a name inside an office gives way to it only where they would overlap.
fn put_in_order(mentions: &mut Mentions) {
    let mut order: Vec<usize> = (0..mentions.names.len()).collect();
    order.sort_by_key(|&idx| (mentions.names[idx].span.start, std::cmp::Reverse(mentions.names[idx].span.end)));
    let place: BTreeMap<usize, usize> = order.iter().enumerate().map(|(new, &old)| (old, new)).collect();
    mentions.roles.iter_mut().for_each(|role| role.name = place.get(&role.name).copied().unwrap_or(role.name));
    mentions.names = order.iter().map(|&idx| mentions.names[idx].clone()).collect();
}

fn times(document: &Document) -> Vec<TimeMention> {
    let published = document.article.meta.published.as_ref().and_then(|known| known.value.exact());
    let in_sentences = time::tag(document.body(), published).into_iter().filter_map(|(found, resolved)| {
        let sentence = document.sentence_at(found.span.start)?;
        Some(TimeMention { found, sentence, resolved })
    });
    in_sentences.collect()
}
