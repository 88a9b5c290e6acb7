//! What the site said and no longer says.

use chrono::NaiveDate;

use super::desk::Desk;
use super::layout::Pages;
use super::{Correction, Wrong};
use crate::base::{Diagnostic, Fingerprint, Report};

/// One correction, for the page and for its feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectionEntry {
    /// Anchor on the page; stays as long as its words do.
    pub id: String,
    /// Its day.
    pub day: NaiveDate,
    /// What readers call the page, or its path where it is gone.
    pub about: String,
    /// Path of the page, where it is still there.
    pub href: Option<String>,
    /// What it said.
    pub said: String,
    /// What it says now.
    pub says: String,
    /// The end of the key of whose mistake it was.
    pub wrong: &'static str,
}

/// The desk's corrections, newest first; of one day the last written first. A page that is not there is reported.
pub fn entries(desk: &Desk<'_>, pages: &Pages<'_, '_>, report: &mut Report) -> Vec<CorrectionEntry> {
    let mut entries: Vec<CorrectionEntry> = desk.options.corrections.iter().rev().map(|one| entry(desk, pages, one, report)).collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.day));
    entries
}

fn entry(desk: &Desk<'_>, pages: &Pages<'_, '_>, one: &Correction, report: &mut Report) -> CorrectionEntry {
    let (file, anchor) = one.page.split_once('#').unwrap_or((&one.page, ""));
    let event = desk.dossier.timeline.iter().find(|event| desk.event_anchor(event.id) == anchor);
    let page = pages.title_at(file);
    let about = event.map(|event| desk.title(event.id).to_owned()).or_else(|| page.clone().map(|title| room(desk, file).unwrap_or(title)));
    // An event may have moved to another page of the timeline since.
    let href = event.map(|event| desk.event_path(event.id)).or_else(|| page.map(|_| file.to_owned()));
    if href.is_none() {
        let message = format!("a correction names the page {}, which the site does not have", one.page);
        report.add(Diagnostic::new("C05", message).at(one.place.clone()));
    }
    CorrectionEntry {
        id: format!("c-{}-{}", one.day, Fingerprint::of(format!("{}\n{}\n{}", one.page, one.said, one.says).as_bytes()).short()),
        day: one.day,
        about: about.filter(|about| !about.is_empty()).unwrap_or_else(|| one.page.clone()),
        href,
        said: one.said.clone(),
        says: one.says.clone(),
        wrong: match one.wrong {
            Wrong::Source => "source",
            Wrong::Reading => "reading",
            Wrong::Editor => "editor",
        },
    }
}

/// What the navigation calls a page, where it is one of its rooms.
fn room(desk: &Desk<'_>, file: &str) -> Option<String> {
    let room = if file == "index.html" { "briefing" } else { file.strip_suffix("/index.html")? };
    let key = format!("nav.{room}");
    let name = desk.words.get(&key);
    (name != key).then(|| name.to_owned())
}
