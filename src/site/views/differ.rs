//! Where sources differ.

use std::collections::BTreeSet;

use serde::Serialize;

use super::timeline::Choice;
use crate::site::citations::Cards;
use crate::site::desk::Desk;
use crate::site::wording::{self, DifferCard};

/// All that the page says.
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
}

/// Lays out the page.
pub fn view(desk: &Desk<'_>, cards: &mut Cards<'_, '_>) -> Differ {
    let (words, all) = (desk.words, &desk.dossier.discrepancies);
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|&idx| all[idx].used.is_some());
    let present: BTreeSet<_> = all.iter().map(|discrepancy| discrepancy.aspect).collect();
    let aspects: Vec<Choice> = present
        .into_iter()
        .map(|aspect| Choice { id: format!("a-{}", aspect.word()), label: words.get(&format!("differ.{}", aspect.word())).to_owned() })
        .collect();
    Differ {
        title: if all.is_empty() { words.get("differ.title_none").to_owned() } else { words.count("differ.title", all.len()) },
        lede: words.get(if all.is_empty() { "differ.empty" } else { "differ.lede" }).to_owned(),
        aspects: if aspects.len() > 1 { aspects } else { Vec::new() },
        list: order.into_iter().filter_map(|idx| wording::differ_card(desk, idx, cards)).collect(),
    }
}
