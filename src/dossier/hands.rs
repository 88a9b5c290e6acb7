//! Who acts for whom: people for the states and bodies whose they are.

use std::collections::{BTreeMap, BTreeSet};

use super::ActorId;
use super::actors::{Roster, plain};
use crate::mentions::NameKind;

/// Words of a body's name inside a role, at most.
const LONGEST: usize = 8;

/// People by the bodies in which they hold an office.
#[derive(Clone, Debug, Default)]
pub(super) struct Hands {
    bodies: BTreeMap<ActorId, BTreeSet<ActorId>>,
}

impl Hands {
    /// Reads who holds an office of which body: "president of the Lake Front".
    pub fn of(roster: &Roster) -> Self {
        let mut named: BTreeMap<String, ActorId> = BTreeMap::new();
        for body in roster.actors.iter().filter(|actor| actor.kind == NameKind::Organisation) {
            for alias in &body.aliases {
                named.entry(plain(&alias.name.value)).or_insert(body.id);
            }
        }
        let people = roster.actors.iter().filter(|actor| actor.kind == NameKind::Person);
        let bodies = people.map(|person| (person.id, person.roles.iter().flat_map(|role| bodies_in(&named, &role.value)).collect()));
        Self { bodies: bodies.filter(|(_, bodies): &(_, BTreeSet<ActorId>)| !bodies.is_empty()).collect() }
    }

    /// Whether one is a person who acts for the other, a state or a body.
    pub fn acts_for(&self, roster: &Roster, hand: ActorId, party: ActorId) -> bool {
        let of_body = || self.bodies.get(&hand).is_some_and(|bodies| bodies.contains(&party));
        roster.get(hand).kind == NameKind::Person && (roster.get(hand).state == Some(party) || of_body())
    }
}

/// The bodies that a role names.
fn bodies_in(named: &BTreeMap<String, ActorId>, role: &str) -> Vec<ActorId> {
    let role = plain(role);
    let words: Vec<&str> = role.split(' ').collect();
    let runs = (0..words.len()).flat_map(|from| (from + 1..=words.len().min(from + LONGEST)).map(move |to| (from, to)));
    runs.filter_map(|(from, to)| named.get(&words[from..to].join(" ")).copied()).collect()
}
