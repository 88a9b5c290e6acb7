//! The sides of the negotiation, and who belongs to which.

use std::collections::BTreeMap;

use super::Side;
use crate::dossier::{Actor, ActorId, Dossier};
use crate::mentions::NameKind;

/// The most sides that are made without the desk's word.
const MOST: usize = 4;

/// The sides in printing order; everybody else belongs to the others, who come last.
#[derive(Clone, Debug, Default)]
pub struct Sides {
    list: Vec<Side>,
    of: BTreeMap<ActorId, usize>,
}

impl Sides {
    /// The desk's sides, or the states that most sources name.
    pub fn new(dossier: &Dossier, chosen: &[Side]) -> Self {
        let list = if chosen.is_empty() { by_default(dossier) } else { chosen.to_vec() };
        let members: Vec<Vec<String>> =
            list.iter().map(|side| side.members.iter().chain([&side.name]).map(|name| folded(name)).collect()).collect();
        let own = |actor: &Actor| members.iter().position(|names| names_of(actor).any(|name| names.contains(&name)));
        let mut of = BTreeMap::new();
        for actor in &dossier.actors {
            let state = actor.state.and_then(|id| dossier.actors.get(id.idx()));
            if let Some(side) = own(actor).or_else(|| state.and_then(own)) {
                of.insert(actor.id, side);
            }
        }
        Self { list, of }
    }

    /// The sides in printing order, the others left out.
    pub fn list(&self) -> &[Side] {
        &self.list
    }

    /// The place of an actor's side in the list; `None` for the others.
    pub fn of(&self, actor: ActorId) -> Option<usize> {
        self.of.get(&actor).copied()
    }

    /// The hue class of a side, "ot" for the others.
    pub fn hue(&self, side: Option<usize>) -> String {
        side.and_then(|idx| self.list.get(idx)).map_or_else(|| "ot".to_owned(), |side| format!("h{}", side.hue.clamp(1, 5)))
    }
}

fn by_default(dossier: &Dossier) -> Vec<Side> {
    let mut states: Vec<&Actor> =
        dossier.actors.iter().filter(|actor| actor.kind == NameKind::State && !actor.sources.is_empty()).collect();
    states.sort_by(|a, b| {
        b.sources
            .len()
            .cmp(&a.sources.len())
            .then_with(|| b.mentions.len().cmp(&a.mentions.len()))
            .then_with(|| a.name.value.cmp(&b.name.value))
    });
    let most = states.first().map_or(0, |actor| actor.sources.len());
    states.retain(|actor| actor.sources.len() * 3 >= most);
    let sides = states.into_iter().take(MOST).zip(1_u8..);
    sides
        .map(|(actor, hue)| Side {
            id: super::route::slug(&actor.name.value),
            name: actor.name.value.clone(),
            hue,
            members: names_of(actor).collect(),
        })
        .collect()
}

fn names_of(actor: &Actor) -> impl Iterator<Item = String> + '_ {
    std::iter::once(&actor.name.value).chain(actor.aliases.iter().map(|alias| &alias.name.value)).chain(&actor.key).map(|name| folded(name))
}

fn folded(name: &str) -> String {
    deunicode::deunicode(name).to_lowercase()
}
