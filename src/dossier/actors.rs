//! Chains across sources become actors, with their aliases and roles.

mod bodies;
mod display;
mod fuller;
mod joined;
mod kinds;
mod offices;
mod people;
mod places;
mod title;

pub use joined::JoinedBy;

use std::borrow::Cow;
use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{Actor, ActorId, Reading};
use crate::base::{Diagnostic, Report, SourceId};
use crate::lexicon::{Lexicon, WordClass};
use crate::mentions::{ChainIdx, Form, Mention, NameKind};

/// One chain of one source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct ChainRef {
    pub source: SourceId,
    pub chain: ChainIdx,
}

/// The actors, and which chain of which source each is.
#[derive(Clone, Debug, Default)]
pub(super) struct Roster {
    pub actors: Vec<Actor>,
    of: Vec<Vec<Option<ActorId>>>,
    /// States by their lexicon keys.
    states: BTreeMap<String, ActorId>,
}

impl Roster {
    /// The actor of a chain; `None` for the unnamed and for names that are nobody's.
    pub fn of(&self, source: SourceId, chain: ChainIdx) -> Option<ActorId> {
        self.of.get(source.idx())?.get(chain).copied().flatten()
    }

    pub fn get(&self, id: ActorId) -> &Actor {
        &self.actors[id.idx()]
    }

    /// The state of that lexicon key.
    pub fn state(&self, key: &str) -> Option<ActorId> {
        self.states.get(key).copied()
    }
}

/// A group of chains that are one actor, and why each was joined.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub kind: NameKind,
    pub key: Option<String>,
    /// The name to show where no printed one tells enough ("Chadian Foreign Ministry").
    pub label: Option<String>,
    pub members: Vec<(ChainRef, JoinedBy)>,
    /// Members that name the actor only by office.
    pub by_office: Vec<ChainRef>,
}

impl Group {
    pub fn new(kind: NameKind, key: Option<String>, members: Vec<(ChainRef, JoinedBy)>) -> Self {
        Self { kind, key, label: None, members, by_office: Vec::new() }
    }
}

/// Joins the chains of all readings.
pub(super) fn join(readings: &[std::sync::Arc<Reading>], lexicon: &Lexicon, report: &mut Report) -> Roster {
    let open = kinds::settle(readings, lexicon);
    let persons = || {
        let mut doubts = Report::default();
        (people::group(readings, &open.persons, &open.untyped, lexicon, &mut doubts), doubts)
    };
    let others = || {
        let (governments, bodies): (Vec<ChainRef>, Vec<ChainRef>) =
            open.bodies.iter().partition(|at| government(readings, lexicon, **at).is_some());
        let mut doubts = Report::default();
        let bodies = bodies::group(readings, lexicon, &bodies, &mut doubts);
        (keyed(readings, lexicon, &governments), bodies, places::group(readings, lexicon, &open.places), doubts, outlets(readings))
    };
    let ((persons, of_persons), (mut groups, bodies, places, of_bodies, papers)) = rayon::join(persons, others);
    [of_persons, of_bodies].into_iter().for_each(|doubts| report.append(doubts));
    groups.extend(persons.into_iter().chain(bodies).chain(places));
    groups.retain(|group| !is_medium(readings, lexicon, &papers, group));
    offices::attach(readings, &mut groups);
    let mut actors: Vec<(Group, Actor)> =
        groups.into_par_iter().filter_map(|group| display::actor(readings, lexicon, &group).map(|actor| (group, actor))).collect();
    actors.sort_by_cached_key(|(_, actor)| rank(actor));
    let of = readings.iter().map(|reading| vec![None; reading.mentions.chains.len()]).collect();
    let mut roster = Roster { of, ..Roster::default() };
    for (n, (group, mut actor)) in actors.into_iter().enumerate() {
        let id = ActorId(u32::try_from(n).unwrap_or(u32::MAX));
        actor.id = id;
        for chain in group.members.iter().map(|(chain, _)| chain).chain(&group.by_office) {
            roster.of[chain.source.idx()][chain.chain] = Some(id);
        }
        if let (NameKind::State, Some(key)) = (actor.kind, &actor.key) {
            roster.states.entry(key.clone()).or_insert(id);
        }
        roster.actors.push(actor);
    }
    display::states_of(readings, lexicon, &mut roster);
    roster
}

/// Names of the outlets that publish or are cited in the corpus.
fn outlets(readings: &[std::sync::Arc<Reading>]) -> std::collections::BTreeSet<String> {
    let own = readings.iter().filter_map(|reading| reading.article().meta.outlet.as_ref().map(|outlet| plain(&outlet.value)));
    let all = own.chain(readings.iter().flat_map(|reading| reading.cited_outlets()).map(|name| plain(&name)));
    // "La Estrella" is seen as "Estrella" too.
    let bare = |name: &String| {
        let (article, rest) = name.split_once(' ')?;
        let foreign = matches!(
            article,
            "la" | "le" | "les" | "el" | "los" | "las" | "il" | "lo" | "al" | "der" | "die" | "das" | "de" | "het" | "o" | "a"
        );
        (foreign && rest.len() > 3).then(|| rest.to_owned())
    };
    all.flat_map(|name| bare(&name).into_iter().chain([name])).collect()
}

/// Whether a group is an outlet, an agency or a platform: they carry what actors say and do.
fn is_medium(readings: &[std::sync::Arc<Reading>], lexicon: &Lexicon, papers: &std::collections::BTreeSet<String>, group: &Group) -> bool {
    if group.key.as_deref().and_then(|key| lexicon.body(key)).is_some_and(|body| body.kind.reports()) {
        return true;
    }
    let named = |(at, _): &(ChainRef, JoinedBy)| {
        let reading = &readings[at.source.idx()];
        papers.contains(&plain(reading.words(reading.mentions.chains[at.chain].fullest)))
    };
    // "the Courier", short for the one of the corpus.
    let short = |(at, _): &(ChainRef, JoinedBy)| {
        let reading = &readings[at.source.idx()];
        let name = reading.words(reading.mentions.chains[at.chain].fullest);
        let plain = plain(name);
        lexicon.is(WordClass::MediumHead, name)
            && papers.iter().any(|paper| paper.strip_suffix(plain.as_str()).is_some_and(|rest| rest.ends_with(' ')))
    };
    let headed = |(at, _): &(ChainRef, JoinedBy)| {
        let reading = &readings[at.source.idx()];
        let name = reading.words(reading.mentions.chains[at.chain].fullest);
        name.match_indices(' ').any(|(space, _)| lexicon.is(WordClass::MediumHead, &name[space + 1..]))
    };
    let open_body = group.kind == NameKind::Organisation && group.key.is_none();
    group.kind != NameKind::State
        && (group.members.iter().all(|member| named(member) || short(member)) || (open_body && group.members.iter().any(headed)))
}

/// Most sources first, then most mentions, then by name.
fn rank(actor: &Actor) -> (std::cmp::Reverse<usize>, std::cmp::Reverse<usize>, String) {
    (std::cmp::Reverse(actor.sources.len()), std::cmp::Reverse(actor.mentions.len()), actor.name.value.clone())
}

/// States and bodies of the lexicon: one actor a key. A government is its state.
fn keyed(readings: &[std::sync::Arc<Reading>], lexicon: &Lexicon, governments: &[ChainRef]) -> Vec<Group> {
    let mut groups: BTreeMap<(NameKind, String), Group> = BTreeMap::new();
    let mut enter = |kind: NameKind, key: String, at: ChainRef, why: JoinedBy| {
        groups.entry((kind, key.clone())).or_insert_with(|| Group::new(kind, Some(key), Vec::new())).members.push((at, why));
    };
    for (at, chain) in chains(readings).filter(|(_, chain)| !matches!(chain.kind, NameKind::Person | NameKind::Other)) {
        if let Some(key) = &chain.key {
            enter(chain.kind, key.clone(), at, JoinedBy::Listed);
        }
    }
    for &at in governments {
        if let Some(state) = government(readings, lexicon, at) {
            enter(NameKind::State, state, at, JoinedBy::Government);
        }
    }
    groups.into_values().collect()
}

/// The state whose government a body without a key is ("Government of the Republic of Chad").
fn government(readings: &[std::sync::Arc<Reading>], lexicon: &Lexicon, at: ChainRef) -> Option<String> {
    let reading = &readings[at.source.idx()];
    let chain = &reading.mentions.chains[at.chain];
    let title = title::read(reading.words(chain.fullest), lexicon);
    if title.core == "government" { title.state.or_else(|| chain.state.clone()) } else { None }
}

/// A name as it is compared: folded accents and case, no article, single spaces.
pub(super) fn plain(name: &str) -> String {
    let folded = if name.is_ascii() { Cow::Borrowed(name) } else { Cow::Owned(deunicode::deunicode(name)) };
    let mut plain = String::with_capacity(folded.len());
    for word in folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.push_str(word);
    }
    plain.make_ascii_lowercase();
    match plain.strip_prefix("the ") {
        Some(rest) => rest.to_owned(),
        None => plain,
    }
}

/// Words with one space between them.
fn single_spaced(words: &str) -> Cow<'_, str> {
    let is_odd = |at: usize, c: char| c.is_whitespace() && (c != ' ' || at == 0 || words[at + 1..].starts_with(char::is_whitespace));
    if words.char_indices().any(|(at, c)| is_odd(at, c)) || words.ends_with(' ') {
        words.split_whitespace().collect::<Vec<_>>().join(" ").into()
    } else {
        words.into()
    }
}

/// Every chain of every reading, in order.
fn chains(readings: &[std::sync::Arc<Reading>]) -> impl Iterator<Item = (ChainRef, &crate::mentions::Chain)> {
    readings.iter().flat_map(|reading| {
        let source = reading.article().id;
        reading.mentions.chains.iter().enumerate().map(move |(chain, value)| (ChainRef { source, chain }, value))
    })
}

/// The mentions of a chain that use one of the given forms.
fn mentions_of<'r>(reading: &'r Reading, chain: ChainIdx, forms: &'r [Form]) -> impl Iterator<Item = &'r Mention> {
    reading.mentions.names.iter().filter(move |mention| mention.chain == chain && forms.contains(&mention.form))
}

/// Two names that may be one person's, and are kept apart.
fn doubtful(name: &str, other: &str, reading: &Reading) -> Diagnostic {
    Diagnostic::new("D05", format!("“{name}” and “{other}” may be one and were kept apart"))
        .at(crate::base::Place::file(&reading.article().path))
}

/// A name that could be more than one bearer's.
fn ambiguous(name: &str, reading: &Reading, bearers: &[String]) -> Diagnostic {
    Diagnostic::new("D04", format!("“{name}” could be {}", bearers.join(" or "))).at(crate::base::Place::file(&reading.article().path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_case_marks_and_article() {
        for (name, expected) in
            [("The  Lake-House", "lake house"), ("Ag Alhassane’s", "ag alhassane s"), ("the", "the"), ("Çağrı", "cagri"), ("—", "")]
        {
            assert_eq!(plain(name), expected, "{name}");
        }
    }

    #[test]
    fn words_stand_one_space_apart() {
        for words in ["Ana Kovač", " Ana Kovač", "Ana\nKovač ", "Ana  Kovač", "Ana \u{a0}Kovač"] {
            assert_eq!(single_spaced(words), "Ana Kovač", "{words:?}");
        }
        assert!(matches!(single_spaced("Ana Kovač"), Cow::Borrowed(_)));
    }
}
