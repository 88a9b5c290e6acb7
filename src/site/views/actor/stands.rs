//! Where an actor stands, issue by issue.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::dossier::ActorId;
use crate::site::citations::{Cards, Chip};
use crate::site::desk::Desk;
use crate::site::standing::standings;
use crate::site::views::link::Link;

/// Attitudes to one issue that the page names, the latest of them.
const ATTITUDES: usize = 3;

/// The attitudes of an actor to one issue.
#[derive(Clone, Debug, Serialize)]
pub struct Stand {
    /// Name of the issue.
    pub issue: String,
    /// Path of its page.
    pub href: String,
    /// The latest first.
    pub attitudes: Vec<Attitude>,
}

/// One attitude.
#[derive(Clone, Debug, Serialize)]
pub struct Attitude {
    /// "rejects".
    pub words: String,
    /// The day in words; empty when none is known.
    pub when: String,
    /// Its citations.
    pub chips: Vec<Chip>,
}

/// The actor's positions by issue, in the order of the issues.
pub fn of(desk: &Desk<'_>, id: ActorId, cards: &mut Cards<'_, '_>) -> Vec<Stand> {
    let all = standings(desk, desk.positions_of(id));
    let mut stands = Vec::new();
    for issue in &desk.dossier.issues {
        let mut own: Vec<_> = all.iter().filter(|standing| standing.position.issue == issue.key).collect();
        own.sort_by(|a, b| a.order().cmp(&b.order()));
        let Some(href) = desk.issue_path(&issue.key).filter(|_| !own.is_empty()) else { continue };
        let attitudes = own.iter().take(ATTITUDES).map(|standing| Attitude {
            words: standing.attitude(desk),
            when: standing.day.map(|when| desk.days.span_inside(when)).unwrap_or_default(),
            chips: cards.chips(standing.printed.iter().copied()),
        });
        stands.push(Stand { issue: desk.issue_name(issue), href, attitudes: attitudes.collect() });
    }
    stands
}

/// Issues that the actor's words touch without a position.
pub fn only_spoken(desk: &Desk<'_>, id: ActorId, stands: &[Stand]) -> Vec<Link> {
    let spoken: BTreeSet<&str> = desk.statements_of(id).flat_map(|statement| &statement.issues).map(String::as_str).collect();
    let of_issue = |issue: &crate::dossier::Issue| {
        let href = desk.issue_path(&issue.key).filter(|href| !stands.iter().any(|stand| stand.href == *href))?;
        Some(Link { name: desk.issue_name(issue), href, hue: String::new(), note: String::new() })
    };
    desk.dossier.issues.iter().filter(|issue| spoken.contains(issue.key.as_str())).filter_map(of_issue).collect()
}
