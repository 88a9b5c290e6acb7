//! What the site said and no longer says.

use serde::Serialize;

use crate::site::corrections::CorrectionEntry;
use crate::site::desk::Desk;

/// All that the page says.
#[derive(Clone, Debug, Serialize)]
pub struct Corrections {
    /// Title with the count.
    pub title: String,
    /// What is listed; that there is nothing to list.
    pub lede: String,
    /// Corrections, newest first.
    pub list: Vec<CorrectionItem>,
}

/// One correction.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionItem {
    /// Anchor.
    pub id: String,
    /// Its day in words.
    pub when: String,
    /// Its day for machines.
    pub datetime: String,
    /// What readers call the page.
    pub about: String,
    /// Path of the page, where it is still there.
    pub href: Option<String>,
    /// What it said.
    pub said: String,
    /// What it says now.
    pub says: String,
    /// Whose mistake it was, as a sentence.
    pub wrong: String,
}

/// Lays out the page.
pub fn view(desk: &Desk<'_>, entries: &[CorrectionEntry]) -> Corrections {
    let words = desk.words;
    let item = |entry: &CorrectionEntry| CorrectionItem {
        id: entry.id.clone(),
        when: desk.days.long(entry.day),
        datetime: entry.day.to_string(),
        about: entry.about.clone(),
        href: entry.href.clone(),
        said: entry.said.clone(),
        says: entry.says.clone(),
        wrong: words.get(&format!("corrections.wrong_{}", entry.wrong)).to_owned(),
    };
    Corrections {
        title: words.get("corrections.title").to_owned(),
        lede: words.get(if entries.is_empty() { "corrections.empty" } else { "corrections.lede" }).to_owned(),
        list: entries.iter().map(item).collect(),
    }
}
