//! One event that accounts put in different places.

use std::collections::BTreeMap;

use super::new;
use crate::base::Evidence;
use crate::dossier::records::Family;
use crate::dossier::timeline::Context;
use crate::dossier::{ActorId, Aspect, Discrepancy, Event, Subject};

/// The places that the accounts of one event give, when no place holds both.
pub(super) fn differ(context: &Context<'_>, event: &Event) -> Option<Discrepancy> {
    let told: Vec<(ActorId, &Evidence)> = event.accounts.iter().filter_map(|account| Some((account.place?, &account.evidence))).collect();
    let talks = Family::of(event.kind) == Family::Contact;
    let clash = |a: ActorId, b: ActorId| context.places.clash(a, b) && !(talks && context.places.may_be_venue(a, b));
    let in_dispute = |place: ActorId| told.iter().any(|(other, _)| clash(place, *other));
    let mut versions: BTreeMap<String, Vec<Evidence>> = BTreeMap::new();
    for (place, evidence) in told.iter().filter(|(place, _)| in_dispute(*place)) {
        versions.entry(context.roster.get(*place).name.value.clone()).or_default().push((*evidence).clone());
    }
    // A source that names both places tells of a journey.
    let several = versions
        .values()
        .flatten()
        .any(|one| versions.values().filter(|all| all.iter().any(|other| other.source == one.source)).count() > 1);
    if several { None } else { new(context, Subject::Event(event.id), Aspect::Place, versions) }
}
