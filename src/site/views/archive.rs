//! The front pages of earlier days.

use chrono::Datelike;
use serde::Serialize;

use crate::site::archive;
use crate::site::desk::Desk;
use crate::site::shown;

/// Words of a headline in the list.
const HEADLINE_WORDS: usize = 16;

/// All that the list says.
#[derive(Clone, Debug, Serialize)]
pub struct Archive {
    /// Title.
    pub title: String,
    /// What is kept.
    pub lede: String,
    /// Years, newest first.
    pub years: Vec<ArchiveYear>,
}

/// The days of one year.
#[derive(Clone, Debug, Serialize)]
pub struct ArchiveYear {
    /// The year.
    pub label: String,
    /// Its days, newest first.
    pub days: Vec<ArchiveDay>,
}

/// One day.
#[derive(Clone, Debug, Serialize)]
pub struct ArchiveDay {
    /// The day in words.
    pub when: String,
    /// The day for machines.
    pub datetime: String,
    /// Path of its front page.
    pub href: String,
    /// The headline of that page.
    pub headline: String,
}

/// Lays out the list.
pub fn view(desk: &Desk<'_>) -> Archive {
    let headline = super::briefing::headline_of_the_day(desk);
    let mut years: Vec<ArchiveYear> = Vec::new();
    for (day, headline) in archive::days(desk.options, &headline) {
        let label = day.year().to_string();
        let entry = ArchiveDay {
            when: desk.days.listed(day),
            datetime: day.to_string(),
            href: archive::path(day),
            headline: shown::cut(&headline, HEADLINE_WORDS),
        };
        match years.last_mut().filter(|year| year.label == label) {
            Some(year) => year.days.push(entry),
            None => years.push(ArchiveYear { label, days: vec![entry] }),
        }
    }
    Archive { title: desk.words.get("archive.title").to_owned(), lede: desk.words.get("archive.lede").to_owned(), years }
}
