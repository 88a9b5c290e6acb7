//! Where places lie on the map: only where it is sure, since a wrong dot is worse than none.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::actors::Roster;
use super::records::{Joint, joined_places};
use super::{Actor, ActorId, Reading};
use crate::lexicon::sounds::{Distance, Sound};
use crate::lexicon::{Coordinates, LARGE, Lexicon, Town};
use crate::mentions::NameKind;

/// A town is beyond doubt when it is this many steps larger than any other of its name: three times as large.
const PLAINLY_LARGER: u8 = 3;
/// The same where several states of the corpus have such a town: ten times as large.
const FAR_LARGER: u8 = 6;

/// Where a place lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The point.
    pub at: Coordinates,
    /// What the point stands for.
    pub grain: SpotGrain,
}

/// What a point stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SpotGrain {
    /// A town.
    Town,
    /// A place that the sources put in a town, at the town's point.
    Inside(ActorId),
    /// A state, at its middle.
    State,
}

/// The spots of all places and states that have one.
pub(super) fn find(readings: &[Arc<Reading>], roster: &Roster, lexicon: &Lexicon) -> BTreeMap<ActorId, Spot> {
    let told = Told::read(readings, roster);
    let named: BTreeSet<&str> =
        roster.actors.iter().filter(|actor| actor.kind == NameKind::State).filter_map(|actor| actor.key.as_deref()).collect();
    let heard = Heard::of(&named, lexicon);
    let mut spots = BTreeMap::new();
    for actor in &roster.actors {
        let at = match actor.kind {
            NameKind::Place => {
                town(actor, &told, &named, lexicon).or_else(|| heard.town(actor, lexicon)).map(|at| Spot { at, grain: SpotGrain::Town })
            }
            NameKind::State => actor.key.as_deref().and_then(|key| lexicon.middle_of(key)).map(|at| Spot { at, grain: SpotGrain::State }),
            _ => None,
        };
        spots.extend(at.map(|at| (actor.id, at)));
    }
    let venues: Vec<(ActorId, Spot)> = roster
        .actors
        .iter()
        .filter(|actor| actor.kind == NameKind::Place && !spots.contains_key(&actor.id) && !is_region(actor, lexicon))
        .filter_map(|actor| Some((actor.id, venue(told.inside.get(&actor.id)?, &spots, roster, lexicon)?)))
        .collect();
    spots.extend(venues);
    spots
}

/// What the texts tell of places inside others.
struct Told {
    /// States: "Vienna, Austria".
    states: BTreeMap<ActorId, BTreeSet<String>>,
    /// Places: "the Hofburg in Vienna"; a comma between two places may divide a list.
    inside: BTreeMap<ActorId, BTreeSet<ActorId>>,
}

impl Told {
    fn read(readings: &[Arc<Reading>], roster: &Roster) -> Self {
        let mut told = Self { states: BTreeMap::new(), inside: BTreeMap::new() };
        for (inner, outer, joint) in readings.iter().flat_map(|reading| joined_places(reading, roster)) {
            let around = roster.get(outer);
            match (around.kind, &around.key) {
                (NameKind::State, Some(key)) => {
                    told.states.entry(inner).or_default().insert(key.clone());
                }
                (NameKind::Place, _) if joint == Joint::In => {
                    told.inside.entry(inner).or_default().insert(outer);
                }
                _ => {}
            }
        }
        told
    }
}

/// A place that no gazetteer knows lies in the one town that the texts put it in. A region's chief town may be meant as the region.
fn venue(outer: &BTreeSet<ActorId>, spots: &BTreeMap<ActorId, Spot>, roster: &Roster, lexicon: &Lexicon) -> Option<Spot> {
    let mut towns = outer.iter().filter(|id| spots.get(id).is_some_and(|spot| spot.grain == SpotGrain::Town));
    let (town, none) = (towns.next()?, towns.next());
    let sure = none.is_none() && !lexicon.region(&roster.get(*town).name.value);
    sure.then_some(Spot { grain: SpotGrain::Inside(*town), ..*spots.get(town)? })
}

/// The towns of the file's states by how their names sound: the press and the gazetteer bring a name from another script each in its own way.
struct Heard {
    by_key: BTreeMap<String, Vec<(Sound, Coordinates)>>,
}

impl Heard {
    fn of(states: &BTreeSet<&str>, lexicon: &Lexicon) -> Self {
        let mut by_key: BTreeMap<String, Vec<(Sound, Coordinates)>> = BTreeMap::new();
        for (name, town) in states.iter().flat_map(|state| lexicon.towns_of(state)) {
            let sound = Sound::of(name);
            by_key.entry(sound.block()).or_default().push((sound, town.at));
        }
        Self { by_key }
    }

    /// The only town that a name sounds like; `None` for names that a town bears as they are.
    fn town(&self, actor: &Actor, lexicon: &Lexicon) -> Option<Coordinates> {
        let name = &actor.name.value;
        if is_region(actor, lexicon) || !lexicon.towns_named(name).is_empty() {
            return None;
        }
        let sound = Sound::of(name);
        let rules = match sound.len() {
            0..=4 => return None,
            5..=7 => 0,
            _ => 1,
        };
        let alike = |other: &Sound| sound.within(other, Distance { slips: 0, rules }).is_some();
        let near = self.by_key.get(&sound.block())?;
        let mut found = near.iter().filter(|(other, _)| alike(other)).map(|(_, at)| *at);
        let first = found.next()?;
        found.all(|at| at == first).then_some(first)
    }
}

fn is_region(actor: &Actor, lexicon: &Lexicon) -> bool {
    lexicon.region(&actor.name.value) && !lexicon.chief_town(&actor.name.value)
}

fn town(actor: &Actor, told: &Told, named: &BTreeSet<&str>, lexicon: &Lexicon) -> Option<Coordinates> {
    if is_region(actor, lexicon) {
        return None;
    }
    let names = std::iter::once(&actor.name.value).chain(actor.aliases.iter().map(|alias| &alias.name.value));
    let (name, towns) = names.map(|name| (name, lexicon.towns_named(name))).find(|(_, towns)| !towns.is_empty())?;
    let capital = lexicon.state_of_capital(name);
    let is_capital = |town: &Town| Some(town.state) == capital.as_deref();
    let told = told.states.get(&actor.id);
    choose(towns, is_capital, &|state| told.is_some_and(|told| told.contains(state)), &|state| named.contains(state))
}

/// The town that a name means; `None` when that is not sure.
fn choose(
    towns: &[Town],
    is_capital: impl Fn(&Town) -> bool,
    is_told: &dyn Fn(&str) -> bool,
    is_named: &dyn Fn(&str) -> bool,
) -> Option<Coordinates> {
    // Beside a town that the world knows, a hamlet of its name needs more than a passing word.
    let large: Vec<&Town> = towns.iter().filter(|town| town.size >= LARGE || is_capital(town)).collect();
    let small: Vec<&Town> = towns.iter().filter(|town| is_named(town.state) || is_told(town.state)).collect();
    let (pool, is_small) = if large.is_empty() { (small, true) } else { (large, false) };
    let told = of_state(&pool, is_told);
    let named = of_state(&pool, is_named);
    match (told.as_slice(), named.as_slice()) {
        ([state], _) => largest(&pool, |town| town.state == *state, PLAINLY_LARGER),
        ([], [state]) => largest(&pool, |town| town.state == *state, PLAINLY_LARGER),
        ([], []) if !is_small => largest(&pool, |_| true, PLAINLY_LARGER),
        _ => pool.iter().find(|town| is_capital(town)).map(|town| town.at).or_else(|| largest(&pool, |_| true, FAR_LARGER)),
    }
}

fn of_state<'t>(pool: &[&'t Town], wanted: &dyn Fn(&str) -> bool) -> Vec<&'t str> {
    let states: BTreeSet<&str> = pool.iter().map(|town| town.state).filter(|state| wanted(state)).collect();
    states.into_iter().collect()
}

/// The largest of some towns, when it is larger than the next by so many steps.
fn largest(pool: &[&Town], wanted: impl Fn(&Town) -> bool, steps: u8) -> Option<Coordinates> {
    let mut sizes: Vec<&&Town> = pool.iter().filter(|town| wanted(town)).collect();
    sizes.sort_by(|a, b| b.size.cmp(&a.size).then_with(|| a.at.cmp(&b.at)));
    match sizes.as_slice() {
        [one] => Some(one.at),
        [first, second, ..] => (first.size >= second.size + steps).then_some(first.at),
        [] => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lexicon: &Lexicon, name: &str, told: &[&str], named: &[&str]) -> Option<&'static str> {
        let towns = lexicon.towns_named(name);
        let capital = lexicon.state_of_capital(name);
        let chosen =
            choose(towns, |town| Some(town.state) == capital.as_deref(), &|state| told.contains(&state), &|state| named.contains(&state))?;
        towns.iter().find(|town| town.at == chosen).map(|town| town.state)
    }

    #[test]
    fn the_state_that_the_texts_tie_a_town_to_decides() {
        let lexicon = Lexicon::new();
        assert_eq!(at(&lexicon, "Tripoli", &["LBN"], &["LBN", "LBY"]), Some("LBN"));
        assert_eq!(at(&lexicon, "Tripoli", &[], &["LBN"]), Some("LBN"));
        assert_eq!(at(&lexicon, "Tripoli", &[], &["LBY", "LBN"]), Some("LBY"));
        assert_eq!(at(&lexicon, "Hyderabad", &[], &["PAK"]), Some("PAK"));
    }

    #[test]
    fn where_several_states_have_a_large_one_there_is_no_dot() {
        let lexicon = Lexicon::new();
        assert_eq!(at(&lexicon, "Hyderabad", &[], &["PAK", "IND"]), None);
        assert_eq!(at(&lexicon, "San Fernando", &[], &[]), None);
    }

    #[test]
    fn a_town_that_the_world_knows_needs_no_state() {
        let lexicon = Lexicon::new();
        assert_eq!(at(&lexicon, "Geneva", &[], &["USA", "IRN"]), Some("CHE"));
        assert_eq!(at(&lexicon, "Oslo", &[], &[]), Some("NOR"));
    }

    #[test]
    fn a_small_town_needs_its_state() {
        let lexicon = Lexicon::new();
        assert_eq!(at(&lexicon, "Sorong", &[], &["IDN"]), Some("IDN"));
        assert_eq!(at(&lexicon, "Kidal", &[], &[]), None);
        assert_eq!(at(&lexicon, "Kidal", &[], &["MLI"]), Some("MLI"));
    }
}
