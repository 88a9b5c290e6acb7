//! How an actor is shown: its name, its aliases, its roles, its state.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Group, JoinedBy, Roster, fuller, mentions_of, plain, single_spaced};
use crate::base::{Cited, Evidence, SourceId, Span};
use crate::dossier::{Actor, ActorId, Alias, Reading};
use crate::lexicon::{Lexicon, persons};
use crate::mentions::{Form, NameKind};

/// The actor of a group; `None` when no name of it is printed anywhere.
pub(super) fn actor(readings: &[Arc<Reading>], lexicon: &Lexicon, group: &Group) -> Option<Actor> {
    let mentions = all_mentions(readings, group);
    let aliases = aliases(readings, lexicon, group);
    let name = display_name(lexicon, group, &aliases, &mentions)?;
    let mut sources: Vec<SourceId> = group.members.iter().map(|(chain, _)| chain.source).collect();
    sources.sort_unstable();
    sources.dedup();
    let mut by_office_only: Vec<SourceId> =
        group.by_office.iter().map(|chain| chain.source).filter(|source| !sources.contains(source)).collect();
    by_office_only.sort_unstable();
    by_office_only.dedup();
    let roles = roles(readings, lexicon, group);
    Some(Actor {
        id: ActorId(0),
        kind: group.kind,
        name,
        aliases,
        functions: roles.iter().map(|role| role.value.clone()).filter(|role| lexicon.is_function(role)).collect(),
        roles,
        state: None,
        key: group.key.clone(),
        mentions,
        sources,
        by_office_only,
    })
}

fn all_mentions(readings: &[Arc<Reading>], group: &Group) -> Vec<Evidence> {
    let chains = group.members.iter().map(|(chain, _)| chain).chain(&group.by_office);
    let mut all: Vec<Evidence> = chains
        .flat_map(|chain| {
            let reading = &readings[chain.source.idx()];
            let forms = &[Form::Name, Form::Adjective, Form::Metonym, Form::Office, Form::Pronoun];
            mentions_of(reading, chain.chain, forms).map(|mention| reading.evidence(mention.span, mention.sentence))
        })
        .collect();
    all.sort();
    all
}

/// Every printed name, most frequent first. An adjective is no alias, and neither is an office.
fn aliases<'r>(readings: &'r [Arc<Reading>], lexicon: &Lexicon, group: &Group) -> Vec<Alias> {
    let mut found: FxHashMap<Cow<'_, str>, Alias> = FxHashMap::default();
    let mut enter = |reading: &'r Reading, span: Span, sentence: usize, why: JoinedBy| {
        let words = single_spaced(reading.words(span));
        let evidence = reading.evidence(span, sentence);
        match found.get_mut(&words) {
            Some(alias) => {
                alias.name.also(evidence);
                alias.n_mentions += 1;
                alias.why = alias.why.min(why);
            }
            None => {
                let name = Cited::new(words.clone().into_owned(), evidence);
                found.insert(words, Alias { name, n_mentions: 1, why });
            }
        }
    };
    for (at, why) in &group.members {
        let reading = &readings[at.source.idx()];
        for (idx, mention) in reading.mentions.names.iter().enumerate().filter(|(_, mention)| mention.chain == at.chain) {
            let bare = |words: &str| lexicon.common_body(words).is_none_or(|body| body.bare.iter().any(|noun| noun == words));
            let noun = mention.kind == NameKind::Organisation && mention.form == Form::Office && bare(reading.words(mention.span));
            if noun || matches!(mention.form, Form::Name | Form::Metonym) {
                enter(reading, mention.span, mention.sentence, if noun { JoinedBy::WithNoun } else { *why });
            }
            if let Some((span, why)) = fuller::of(reading, lexicon, idx) {
                enter(reading, span, mention.sentence, why);
            }
        }
    }
    let mut all: Vec<Alias> = found.into_values().collect();
    all.sort_by(|a, b| b.n_mentions.cmp(&a.n_mentions).then_with(|| a.name.value.cmp(&b.name.value)));
    all
}

/// For states and bodies of the lexicon its name for them; for people the most frequent full form; else the most frequent form.
fn display_name(lexicon: &Lexicon, group: &Group, aliases: &[Alias], mentions: &[Evidence]) -> Option<Cited<String>> {
    let known = group.key.as_deref().and_then(|key| lexicon.display_name(key));
    if let Some(known) = known {
        let first = aliases.first().map(|alias| alias.name.first()).or(mentions.first())?;
        return Some(Cited::new(known.to_owned(), first.clone()));
    }
    if let Some(label) = &group.label {
        // A printed form that tells the state, if it can stand alone ("U.S. Treasury"); not "Chad’s Foreign Ministry".
        let whole =
            |alias: &&Alias| alias.why == JoinedBy::WithNoun && alias.name.value.contains(' ') && !alias.name.value.contains(['’', '\'']);
        let printed = aliases.iter().find(whole).map(|alias| alias.name.clone());
        return printed.or_else(|| Some(Cited::new(label.clone(), aliases.first()?.name.first().clone())));
    }
    let words = |alias: &Alias| alias.name.value.split_whitespace().count();
    // Spellings that differ in marks alone count together, and the one with the marks is shown.
    let mut spellings: BTreeMap<String, (BTreeSet<SourceId>, usize)> = BTreeMap::new();
    for alias in aliases {
        let (sources, n_mentions) = spellings.entry(plain(&alias.name.value)).or_default();
        sources.extend(alias.name.evidence().map(|evidence| evidence.source));
        *n_mentions += alias.n_mentions;
    }
    let told =
        |alias: &Alias| spellings.get(&plain(&alias.name.value)).map_or((0, 0), |(sources, n_mentions)| (sources.len(), *n_mentions));
    let n_marks = |alias: &Alias| alias.name.value.chars().filter(|c| c.is_alphabetic() && !c.is_ascii()).count();
    // "KIGALI" of a dateline.
    let in_small = |alias: &Alias| alias.name.value.chars().any(char::is_lowercase);
    let full = match group.kind {
        NameKind::Person => aliases.iter().filter(|alias| words(alias) > 1 && !has_initial(&alias.name.value)).max_by_key(|alias| {
            (told(alias), n_marks(alias), in_small(alias), alias.n_mentions, std::cmp::Reverse(alias.name.value.clone()))
        }),
        _ => aliases.iter().filter(|alias| alias.why != JoinedBy::WithNoun).max_by_key(|alias| {
            (words(alias).min(4), told(alias).1, n_marks(alias), in_small(alias), std::cmp::Reverse(alias.name.value.clone()))
        }),
    };
    full.or_else(|| aliases.iter().max_by_key(|alias| words(alias))).map(|alias| alias.name.clone())
}

fn has_initial(name: &str) -> bool {
    name.split_whitespace().next().is_some_and(|word| word.trim_end_matches('.').chars().count() == 1)
}

/// Every wording of a role with its evidence: offices before ranks and forms of address, most sources first.
fn roles(readings: &[Arc<Reading>], lexicon: &Lexicon, group: &Group) -> Vec<Cited<String>> {
    let mut found: BTreeMap<String, Cited<String>> = BTreeMap::new();
    for (chain, _) in &group.members {
        let reading = &readings[chain.source.idx()];
        for role in reading.mentions.roles.iter().filter(|role| role.chain == chain.chain) {
            let words = single_spaced(reading.words(role.span));
            let Some(words) = stands_alone(&words) else { continue };
            let sentence = reading.mentions.names.get(role.name).map_or(0, |mention| mention.sentence);
            let evidence = reading.evidence(role.span, sentence);
            found
                .entry(in_full(&plain(words)))
                .and_modify(|cited| cited.also(evidence.clone()))
                .or_insert_with(|| Cited::new(words.to_owned(), evidence));
        }
    }
    let mut all: Vec<Cited<String>> = found.into_values().collect();
    let n_sources = |cited: &Cited<String>| cited.evidence().map(|evidence| evidence.source).collect::<BTreeSet<_>>().len();
    // "chief of staff of its army" reads badly alone: a role that leans on a pronoun comes last.
    let leans = |cited: &Cited<String>| cited.value.split(' ').any(is_owner);
    let address = |cited: &Cited<String>| {
        cited
            .value
            .split([' ', '-'])
            .all(|word| lexicon.is_rank(word) || persons::is_honour(&plain(word)) || persons::goes_with_given(&plain(word)))
    };
    let order = |cited: &Cited<String>| {
        (leans(cited), address(cited), std::cmp::Reverse(n_sources(cited)), std::cmp::Reverse(cited.value.len()), cited.value.clone())
    };
    all.sort_by_cached_key(order);
    all
}

/// A role as it is compared: "Lt. Gen." and "Lieutenant General" are one.
fn in_full(role: &str) -> String {
    let word = |word| match word {
        "lt" => "lieutenant",
        "gen" => "general",
        "col" => "colonel",
        "maj" => "major",
        "brig" => "brigadier",
        "capt" => "captain",
        "sgt" => "sergeant",
        "adm" => "admiral",
        "cmdr" => "commander",
        "gov" => "governor",
        "prof" => "professor",
        "amb" => "ambassador",
        other => other,
    };
    role.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// "Its chairwoman" as "chairwoman"; nothing of "her Chadian colleague", which tells only whose.
fn stands_alone(role: &str) -> Option<&str> {
    let Some((_, own)) = role.split_once(' ').filter(|(owner, _)| is_owner(owner)) else { return Some(role) };
    let noun = own.split([' ', ',']).take_while(|word| !matches!(*word, "of" | "for" | "in" | "at" | "to")).last()?;
    let other = [
        "colleague",
        "counterpart",
        "homologue",
        "successor",
        "predecessor",
        "rival",
        "ally",
        "peer",
        "neighbour",
        "neighbor",
        "friend",
        "partner",
        "lawyer",
        "aide",
        "boss",
        "mate",
    ];
    (!other.contains(&noun.to_lowercase().as_str())).then_some(own)
}

fn is_owner(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "its" | "his" | "her" | "their" | "my" | "our")
}

/// Gives each person and body the state that most of its mentions name; a person of whom none does, the one that alone calls an office so.
pub(super) fn states_of(readings: &[Arc<Reading>], lexicon: &Lexicon, roster: &mut Roster) {
    let mut votes: BTreeMap<ActorId, BTreeMap<String, usize>> = BTreeMap::new();
    for reading in readings {
        let source = reading.article().id;
        let chains = reading.mentions.chains.iter().enumerate().filter_map(|(n, chain)| chain.state.clone().map(|state| (n, state)));
        let roles = reading.mentions.roles.iter().filter_map(|role| role.state.clone().map(|state| (role.chain, state)));
        for (chain, state) in chains.chain(roles) {
            if let Some(actor) = roster.of(source, chain) {
                *votes.entry(actor).or_default().entry(state).or_default() += 1;
            }
        }
    }
    for actor in roster.actors.iter().filter(|actor| actor.kind == NameKind::Person) {
        let of_office = || actor.roles.iter().find_map(|role| lexicon.state_of_office(&role.value));
        votes.entry(actor.id).or_insert_with(|| of_office().map(|state| (state.to_owned(), 1)).into_iter().collect());
    }
    for (actor, states) in votes {
        let best = states.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0))).map(|(state, _)| state);
        let state = best.and_then(|state| roster.state(&state)).filter(|state| *state != actor);
        roster.actors[actor.idx()].state = state;
    }
}
