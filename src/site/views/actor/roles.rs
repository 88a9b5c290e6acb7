//! Roles as reported, and why one of them stands under the name.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::base::{Cited, When};
use crate::dossier::Actor;
use crate::site::citations::Cards;
use crate::site::desk::Desk;
use crate::site::shown::{self, Said};
use crate::site::views::people::{Chosen, chosen_role, odd_one};

/// Wordings that a page prints, citations of each, and days beyond which only the first and the last are named.
const ROLES: usize = 24;
const ROLE_DAYS: usize = 4;

/// One wording of a role.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RoleRow {
    /// In the words of the source.
    pub words: String,
    /// Who says it.
    pub said: Said,
    /// The days of those sources.
    pub when: String,
    /// It does not fit the others.
    pub odd: bool,
    /// It tells what the actor does in the matter, and no office.
    pub function: bool,
    /// Path of the discrepancy.
    pub differ: Option<String>,
}

/// The wordings, most sources first, and how many more there are.
pub fn rows(desk: &Desk<'_>, actor: &Actor, cards: &mut Cards<'_, '_>) -> (Vec<RoleRow>, Option<String>) {
    let n_more = actor.roles.len().saturating_sub(ROLES);
    let rows = actor.roles.iter().take(ROLES).map(|role| role_row(desk, actor, role, cards)).collect();
    (rows, (n_more > 0).then(|| desk.words.count("actor.roles_more", n_more)))
}

fn role_row(desk: &Desk<'_>, actor: &Actor, role: &Cited<String>, cards: &mut Cards<'_, '_>) -> RoleRow {
    let chips = cards.chips(role.evidence());
    let row = cards.aside(|| uncited(desk, actor, role));
    RoleRow { said: Said { chips, ..row.said }, ..row }
}

fn uncited(desk: &Desk<'_>, actor: &Actor, role: &Cited<String>) -> RoleRow {
    let mut spans: Vec<When> = role.evidence().filter_map(|one| Some(desk.source(one.source)?.published.as_ref()?.value)).collect();
    spans.sort_by_key(|when| (when.earliest(), when.latest()));
    let mut days: Vec<String> = spans.iter().map(|when| desk.days.span_inside(*when)).collect();
    days.dedup();
    // The first begins the cell, unless "from" does.
    let is_short = days.len() <= ROLE_DAYS;
    if let (Some(day), Some(when), true) = (days.first_mut(), spans.first(), is_short) {
        *day = desk.days.span(*when);
    }
    // The discrepancy names the version that is used; another wording of it is the odd one out.
    let odd = odd_one(desk, actor, role);
    RoleRow {
        words: shown::plain(&role.value),
        said: Said::default(),
        when: few_days(desk, &days),
        odd: odd.is_some(),
        function: actor.functions.contains(&role.value),
        differ: odd.map(|idx| desk.differ_path(idx)),
    }
}

/// The days of a wording; of many the first and the last.
fn few_days(desk: &Desk<'_>, days: &[String]) -> String {
    match days {
        [first, .., last] if days.len() > ROLE_DAYS => {
            desk.words.fill("actor.roles_days", &[("from", first), ("to", last), ("n", &desk.words.number(days.len()))])
        }
        _ => days.join(desk.words.get("list.comma")),
    }
}

/// The choice of the role in one sentence.
pub fn why(desk: &Desk<'_>, actor: &Actor) -> Option<String> {
    let words = desk.words;
    let (_, why) = chosen_role(desk, actor).filter(|_| actor.roles.len() > 1)?;
    let all: BTreeSet<_> = actor.roles.iter().flat_map(Cited::evidence).map(|one| one.source).collect();
    let passed_over = !actor.functions.is_empty() && actor.functions.len() < actor.roles.len();
    let sentence = match why {
        Chosen::MostSources(n) => {
            words.fill("actor.roles_why_most", &[("n", &desk.words.number(n)), ("all", &desk.words.number(all.len()))])
        }
        Chosen::Fullest => words.get("actor.roles_why_fullest").to_owned(),
    };
    Some(if passed_over { format!("{sentence} {}", words.get("actor.roles_why_office")) } else { sentence })
}
