//! The index of issues.

use std::collections::BTreeSet;

use serde::Serialize;

use super::event::{Meter, meter};
use super::people::side_name;
use crate::dossier::Issue;
use crate::site::citations::Cards;
use crate::site::desk::Desk;
use crate::site::standing::{Standing, standings};

/// All that the index says.
#[derive(Clone, Debug, Serialize)]
pub struct Issues {
    /// Title with the count.
    pub title: String,
    /// How it is sorted.
    pub lede: String,
    /// One card for each issue, most sources first.
    pub cards: Vec<IssueCard>,
}

/// One issue.
#[derive(Clone, Debug, Serialize)]
pub struct IssueCard {
    /// Name.
    pub name: String,
    /// Path of the page.
    pub href: String,
    /// Sources that touch it.
    pub meter: Meter,
    /// "3 positions".
    pub positions: String,
    /// Who took the latest position.
    pub latest: Option<Latest>,
    /// Sides that take a position on it or speak to it.
    pub sides: Vec<SideMark>,
}

/// The latest position on an issue.
#[derive(Clone, Debug, Serialize)]
pub struct Latest {
    /// Whose.
    pub name: String,
    /// "rejects".
    pub attitude: String,
    /// The day in words; empty when none is known.
    pub when: String,
}

/// A side with its hue.
#[derive(Clone, Debug, Serialize)]
pub struct SideMark {
    /// Its name.
    pub name: String,
    /// Its hue class.
    pub hue: String,
}

/// Lays out the index.
pub fn view(desk: &Desk<'_>, cards: &mut Cards<'_, '_>) -> Issues {
    let (words, issues) = (desk.words, &desk.dossier.issues);
    for issue in issues {
        issue.sources.iter().for_each(|&source| cards.draws_on(source));
    }
    Issues {
        title: if issues.is_empty() { words.get("issues.title_none").to_owned() } else { words.count("issues.title", issues.len()) },
        lede: words.get(if issues.is_empty() { "issues.empty" } else { "issues.lede" }).to_owned(),
        cards: issues.iter().filter_map(|issue| card(desk, issue)).collect(),
    }
}

fn card(desk: &Desk<'_>, issue: &Issue) -> Option<IssueCard> {
    let all = standings(desk, desk.dossier.positions.iter().filter(|position| position.issue == issue.key));
    let latest = all.iter().min_by_key(|standing| standing.order());
    Some(IssueCard {
        name: desk.issue_name(issue),
        href: desk.issue_path(&issue.key)?,
        meter: meter(desk, issue.sources.iter().copied()),
        positions: if all.is_empty() {
            desk.words.get("issues.positions_none").to_owned()
        } else {
            desk.words.count("issues.positions", all.len())
        },
        latest: latest.map(|standing| Latest {
            name: desk.name(standing.position.actor).to_owned(),
            attitude: standing.attitude(desk),
            when: standing.day.map(|when| desk.days.span_inside(when)).unwrap_or_default(),
        }),
        sides: sides(desk, issue, &all),
    })
}

/// The sides that take a position or whose people speak to the issue, in printing order, the others last.
fn sides(desk: &Desk<'_>, issue: &Issue, standings: &[Standing<'_>]) -> Vec<SideMark> {
    let speakers =
        desk.dossier.statements.iter().filter(|statement| statement.issues.contains(&issue.key)).filter_map(|statement| statement.speaker);
    let actors = standings.iter().map(|standing| standing.position.actor).chain(speakers);
    let present: BTreeSet<usize> = actors.map(|id| desk.sides.of(id).unwrap_or(usize::MAX)).collect();
    let mark = |idx: usize| {
        let side = Some(idx).filter(|&idx| idx != usize::MAX);
        SideMark { name: side_name(desk, side), hue: desk.sides.hue(side) }
    };
    present.into_iter().map(mark).collect()
}
