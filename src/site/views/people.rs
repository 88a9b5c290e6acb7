//! People by side.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::base::Cited;
use crate::dossier::{Actor, Aspect, Discrepancy, Subject};
use crate::mentions::NameKind;
use crate::site::desk::Desk;
use crate::site::{shown, titles};

/// Names of a side that the front page prints.
const NAMES: usize = 8;

/// The people of one side.
#[derive(Clone, Debug, Serialize)]
pub struct SideGroup {
    /// The side's name.
    pub name: String,
    /// Its hue class.
    pub hue: String,
    /// Its people, most sources first.
    pub people: Vec<PersonItem>,
    /// "and 4 more".
    pub more: Option<String>,
}

/// One person.
#[derive(Clone, Debug, Serialize)]
pub struct PersonItem {
    /// Display name.
    pub name: String,
    /// Path of the page.
    pub href: String,
    /// Role and count of sources.
    pub note: String,
}

/// Everybody in the file, most sources first.
pub fn all<'a>(desk: &Desk<'a>) -> impl Iterator<Item = &'a Actor> {
    desk.dossier.actors.iter().filter(|actor| actor.kind == NameKind::Person)
}

/// People by side in printing order, the others last; empty sides are left out.
pub fn by_side(desk: &Desk<'_>) -> Vec<SideGroup> {
    let sides = desk.sides.list();
    (0..=sides.len()).map(|idx| group(desk, (idx < sides.len()).then_some(idx))).filter(|group| !group.people.is_empty()).collect()
}

fn group(desk: &Desk<'_>, side: Option<usize>) -> SideGroup {
    let members: Vec<&Actor> = all(desk).filter(|actor| desk.sides.of(actor.id) == side).collect();
    SideGroup {
        name: side_name(desk, side),
        hue: desk.sides.hue(side),
        people: members.iter().take(NAMES).map(|actor| item(desk, actor)).collect(),
        more: (members.len() > NAMES).then(|| desk.words.count("briefing.people_more", members.len() - NAMES)),
    }
}

/// The name of a side; the others have one too.
pub fn side_name(desk: &Desk<'_>, side: Option<usize>) -> String {
    side.and_then(|idx| desk.sides.list().get(idx))
        .map_or_else(|| desk.words.get("person.others_side").to_owned(), |side| side.name.clone())
}

fn item(desk: &Desk<'_>, actor: &Actor) -> PersonItem {
    PersonItem { name: actor.name.value.clone(), href: desk.actor_path(actor.id), note: note(desk, actor) }
}

/// "Foreign Minister, 3 of 5; one more by title only".
fn note(desk: &Desk<'_>, actor: &Actor) -> String {
    let words = desk.words;
    let count = words.fill("briefing.of", &[("n", &words.number(actor.sources.len())), ("all", &words.number(desk.dossier.sources.len()))]);
    let role = role(desk, actor).map(|role| format!("{role}{}", words.get("list.comma"))).unwrap_or_default();
    let by_title = if actor.by_office_only.is_empty() {
        String::new()
    } else {
        format!("; {}", words.count("actor.stat_by_title", actor.by_office_only.len()))
    };
    format!("{role}{count}{by_title}")
}

/// Why a role is the one that stands under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// More sources give it than any other.
    MostSources(usize),
    /// No wording has more sources than another: it is the fullest.
    Fullest,
}

/// The role that stands under a name: of the offices the wording that most sources give; a function where no office is told.
pub fn chosen_role<'a>(desk: &Desk<'_>, actor: &'a Actor) -> Option<(&'a Cited<String>, Chosen)> {
    let office = |role: &&Cited<String>| !actor.functions.contains(&role.value);
    let plain = |role: &&Cited<String>| odd_one(desk, actor, role).is_none();
    let roles = || actor.roles.iter();
    let best = roles().filter(office).find(plain).or_else(|| roles().find(plain)).or_else(|| roles().next())?;
    let n_sources = |role: &Cited<String>| role.evidence().map(|one| one.source).collect::<BTreeSet<_>>().len();
    let n = n_sources(best);
    let alone = roles().filter(|role| role.value != best.value && (office(role) || !office(&best))).all(|role| n_sources(role) < n);
    Some((best, if alone { Chosen::MostSources(n) } else { Chosen::Fullest }))
}

/// The discrepancy in which another version than this wording of a role is used.
pub fn odd_one(desk: &Desk<'_>, actor: &Actor, role: &Cited<String>) -> Option<usize> {
    let set_against = |discrepancy: &Discrepancy| {
        let used = discrepancy.used.map(|(used, _)| used);
        let same = |version: &Cited<String>| shown::plain(&version.value) == shown::plain(&role.value);
        let versions = || discrepancy.versions.iter().enumerate();
        discrepancy.aspect == Aspect::Role && used.is_some() && versions().any(|(idx, version)| Some(idx) != used && same(version))
    };
    desk.differing(&Subject::Actor(actor.id)).find(|(_, discrepancy)| set_against(discrepancy)).map(|(idx, _)| idx)
}

/// The role that stands under a name, with a capital.
pub fn role(desk: &Desk<'_>, actor: &Actor) -> Option<String> {
    chosen_role(desk, actor).map(|(role, _)| titles::upper_first(&shown::plain(&role.value)))
}
