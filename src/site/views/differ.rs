//! Where sources differ: one page, or an overview with pages by aspect.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::shelf::{self, Pager, Way};
use super::timeline::Choice;
use crate::dossier::Aspect;
use crate::site::citations::Cards;
use crate::site::desk::Desk;
use crate::site::shelves::Shelf;
use crate::site::wording::{self, DifferCard, VERSIONS};

/// Points that an overview prints.
const FIRST: usize = 12;
/// Versions of each that an overview prints.
const FEW_VERSIONS: usize = 4;
/// Cards that an overview opens before it opens only those that it must.
const ROOM: usize = 100;
/// Sources that each version cites there.
const CHIPS: usize = 5;

/// All that a page says.
#[derive(Clone, Debug, Serialize)]
pub struct Differ {
    /// Title with the count.
    pub title: String,
    /// What is counted.
    pub lede: String,
    /// Aspects to filter by.
    pub aspects: Vec<Choice>,
    /// Points, those with no version preferred first.
    pub list: Vec<DifferCard>,
    /// On an overview: its pages.
    pub ways: Vec<Way>,
    /// On a page below the overview: its neighbours.
    pub pager: Option<Pager>,
}

/// Lays out one page, counted from 0.
pub fn view(desk: &Desk<'_>, page: usize, cards: &mut Cards<'_, '_>) -> Differ {
    let shelf = &desk.differences.list[page];
    let words = desk.words;
    let label = |shelf: &Shelf<Option<Aspect>>| shelf::in_part(desk, aspect_name(desk, shelf.covers), shelf.part);
    let mut view = Differ {
        title: title(desk, shelf, &label(shelf)),
        lede: words.get(if shelf.n_items == 0 { "differ.empty" } else { "differ.lede" }).to_owned(),
        aspects: Vec::new(),
        list: Vec::new(),
        ways: Vec::new(),
        pager: shelf::pager(desk, &desk.differences, page, words.get("differ.whole"), label),
    };
    if shelf.is_overview() {
        cards.have_room_for(ROOM, CHIPS);
        let items = desk.differences.items(page, |_, other| other.is_some());
        view.list = items.into_iter().take(FIRST).filter_map(|idx| wording::differ_card(desk, idx, FEW_VERSIONS, cards)).collect();
        view.ways = ways(desk);
    } else {
        view.aspects = aspects(desk, &shelf.items);
        view.list = shelf.items.iter().filter_map(|&idx| wording::differ_card(desk, idx, VERSIONS, cards)).collect();
    }
    view
}

/// "12 points on which sources differ", "Number: 12 points".
fn title(desk: &Desk<'_>, shelf: &Shelf<Option<Aspect>>, label: &str) -> String {
    let words = desk.words;
    match (shelf.covers, shelf.n_items) {
        (None, 0) => words.get("differ.title_none").to_owned(),
        (None, n) => words.count("differ.title", n),
        (Some(_), n) => words.fill("differ.title_aspect", &[("aspect", label), ("points", &words.count("differ.points_n", n))]),
    }
}

fn aspect_name(desk: &Desk<'_>, aspect: Option<Aspect>) -> String {
    aspect.map(|aspect| desk.words.get(&format!("differ.{}", aspect.word())).to_owned()).unwrap_or_default()
}

/// The filter by aspect, where there are several.
fn aspects(desk: &Desk<'_>, items: &[usize]) -> Vec<Choice> {
    let present: BTreeSet<Aspect> = items.iter().map(|&idx| desk.dossier.discrepancies[idx].aspect).collect();
    let choice = |aspect: Aspect| Choice { id: format!("a-{}", aspect.word()), label: aspect_name(desk, Some(aspect)) };
    if present.len() > 1 { present.into_iter().map(choice).collect() } else { Vec::new() }
}

/// Aspects with their pages.
fn ways(desk: &Desk<'_>) -> Vec<Way> {
    let mut counts: BTreeMap<Aspect, usize> = BTreeMap::new();
    desk.dossier.discrepancies.iter().for_each(|one| *counts.entry(one.aspect).or_default() += 1);
    let firsts = desk.differences.list.iter().filter_map(|shelf| Some((shelf, shelf.covers?))).filter(|(shelf, _)| shelf.part.0 == 1);
    firsts
        .map(|(shelf, aspect)| Way {
            label: aspect_name(desk, Some(aspect)),
            href: shelf.path.clone(),
            count: desk.words.count("differ.points_n", counts[&aspect]),
            below: Vec::new(),
        })
        .collect()
}
