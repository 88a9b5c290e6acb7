//! Chains across sources become actors, with their aliases and roles.

mod display;
mod offices;
mod people;

use std::collections::BTreeMap;

use super::{Actor, ActorId, Reading};
use crate::base::{Diagnostic, Evidence, Report, SourceId};
use crate::lexicon::Lexicon;
use crate::mentions::{ChainIdx, Form, NameKind};

/// One chain of one source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ChainRef {
    pub source: SourceId,
    pub chain: ChainIdx,
}

/// The actors, and which chain of which source each is.
#[derive(Clone, Debug, Default)]
pub(super) struct Roster {
    pub actors: Vec<Actor>,
    of: Vec<Vec<Option<ActorId>>>,
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
        self.actors.iter().find(|actor| actor.kind == NameKind::State && actor.key.as_deref() == Some(key)).map(|actor| actor.id)
    }
}

/// A group of chains that are one actor, and why each was joined.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub kind: NameKind,
    pub key: Option<String>,
    pub members: Vec<(ChainRef, &'static str)>,
    /// Members that name the actor only by office.
    pub by_office: Vec<ChainRef>,
}

impl Group {
    pub fn new(kind: NameKind, key: Option<String>, first: ChainRef, reason: &'static str) -> Self {
        Self { kind, key, members: vec![(first, reason)], by_office: Vec::new() }
    }
}

/// Joins the chains of all readings.
pub(super) fn join(readings: &[std::sync::Arc<Reading>], lexicon: &Lexicon, report: &mut Report) -> Roster {
    let mut groups = keyed(readings);
    groups.extend(people::group(readings, report));
    groups.extend(named_alike(readings, NameKind::Organisation));
    groups.extend(named_alike(readings, NameKind::Place));
    let papers = outlets(readings);
    groups.retain(|group| !is_medium(readings, lexicon, &papers, group));
    offices::attach(readings, &mut groups);
    let mut actors: Vec<(Group, Actor)> =
        groups.into_iter().filter_map(|group| display::actor(readings, lexicon, &group).map(|actor| (group, actor))).collect();
    actors.sort_by_key(|(_, actor)| rank(actor));
    let mut roster = Roster { actors: Vec::new(), of: readings.iter().map(|reading| vec![None; reading.mentions.chains.len()]).collect() };
    for (n, (group, mut actor)) in actors.into_iter().enumerate() {
        let id = ActorId(u32::try_from(n).unwrap_or(u32::MAX));
        actor.id = id;
        for chain in group.members.iter().map(|(chain, _)| chain).chain(&group.by_office) {
            roster.of[chain.source.idx()][chain.chain] = Some(id);
        }
        roster.actors.push(actor);
    }
    display::states_of(readings, &mut roster);
    roster
}

/// Names of the outlets that publish or are cited in the corpus.
fn outlets(readings: &[std::sync::Arc<Reading>]) -> std::collections::BTreeSet<String> {
    let own = readings.iter().filter_map(|reading| reading.article().meta.outlet.as_ref().map(|outlet| plain(&outlet.value)));
    own.chain(readings.iter().flat_map(|reading| reading.cited_outlets()).map(|name| plain(&name))).collect()
}

/// Whether a group is an outlet, an agency or a platform: they carry what actors say and do.
fn is_medium(readings: &[std::sync::Arc<Reading>], lexicon: &Lexicon, papers: &std::collections::BTreeSet<String>, group: &Group) -> bool {
    if group.key.as_deref().and_then(|key| lexicon.body(key)).is_some_and(|body| body.kind.reports()) {
        return true;
    }
    let named = |(at, _): &(ChainRef, &str)| {
        let reading = &readings[at.source.idx()];
        papers.contains(&plain(reading.words(reading.mentions.chains[at.chain].fullest)))
    };
    group.kind != NameKind::State && group.members.iter().all(named)
}

/// Most sources first, then most mentions, then by name.
fn rank(actor: &Actor) -> (std::cmp::Reverse<usize>, std::cmp::Reverse<usize>, String) {
    (std::cmp::Reverse(actor.sources.len()), std::cmp::Reverse(actor.mentions.len()), actor.name.value.clone())
}

/// States and bodies of the lexicon: one actor a key.
fn keyed(readings: &[std::sync::Arc<Reading>]) -> Vec<Group> {
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    for (at, chain) in chains(readings) {
        let Some(key) = &chain.key else { continue };
        if chain.kind == NameKind::Person || chain.kind == NameKind::Other {
            continue;
        }
        let reason = "the lexicon's entry";
        groups
            .entry(format!("{:?}{key}", chain.kind))
            .and_modify(|group| group.members.push((at, reason)))
            .or_insert_with(|| Group::new(chain.kind, Some(key.clone()), at, reason));
    }
    groups.into_values().collect()
}

/// Organisations and places without a key: the same name, articles and case aside; a body's acronym with its long form.
fn named_alike(readings: &[std::sync::Arc<Reading>], kind: NameKind) -> Vec<Group> {
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    for (at, chain) in chains(readings) {
        if chain.kind != kind || chain.key.is_some() {
            continue;
        }
        let name = readings[at.source.idx()].words(chain.fullest);
        groups
            .entry(plain(name))
            .and_modify(|group| group.members.push((at, "the same name")))
            .or_insert_with(|| Group::new(kind, None, at, "the same name"));
    }
    if kind == NameKind::Organisation { join_acronyms(groups) } else { groups.into_values().collect() }
}

/// "ANRD" with "Alliance Nationale pour le Renouveau Démocratique", when one long form alone has these initials.
fn join_acronyms(mut groups: BTreeMap<String, Group>) -> Vec<Group> {
    let names: Vec<String> = groups.keys().cloned().collect();
    for short in names.iter().filter(|name| !name.contains(' ') && name.len() >= 2) {
        let long: Vec<&String> = names.iter().filter(|name| name.contains(' ') && initials(name) == *short).collect();
        if let [long] = long.as_slice()
            && let Some(group) = groups.remove(short)
            && let Some(target) = groups.get_mut(*long)
        {
            target.members.extend(group.members.into_iter().map(|(chain, _)| (chain, "its initials")));
        }
    }
    groups.into_values().collect()
}

fn initials(name: &str) -> String {
    name.split(' ')
        .filter(|word| !matches!(*word, "of" | "the" | "for" | "and" | "de" | "du" | "des" | "la" | "le" | "pour" | "et" | "in" | "on"))
        .filter_map(|word| word.chars().next())
        .collect()
}

/// A name as it is compared: folded accents and case, no article, single spaces.
pub(super) fn plain(name: &str) -> String {
    let folded = deunicode::deunicode(name).to_lowercase();
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let words = if words.len() > 1 && words[0] == "the" { &words[1..] } else { &words[..] };
    words.join(" ")
}

/// Every chain of every reading, in order.
fn chains(readings: &[std::sync::Arc<Reading>]) -> impl Iterator<Item = (ChainRef, &crate::mentions::Chain)> {
    readings.iter().flat_map(|reading| {
        let source = reading.article().id;
        reading.mentions.chains.iter().enumerate().map(move |(chain, value)| (ChainRef { source, chain }, value))
    })
}

/// The mentions of a chain that use one of the given forms, as evidence with their words.
fn mentions_of(reading: &Reading, chain: ChainIdx, forms: &[Form]) -> Vec<(Evidence, String)> {
    let wanted = |mention: &&crate::mentions::Mention| mention.chain == chain && forms.contains(&mention.form);
    reading
        .mentions
        .names
        .iter()
        .filter(wanted)
        .map(|mention| (reading.evidence(mention.span, mention.sentence), reading.words(mention.span).to_owned()))
        .collect()
}

/// A name that could be more than one person's.
fn ambiguous(name: &str, reading: &Reading, bearers: &[String]) -> Diagnostic {
    Diagnostic::new("D04", format!("“{name}” could be {}", bearers.join(" or "))).at(crate::base::Place::file(&reading.article().path))
}
