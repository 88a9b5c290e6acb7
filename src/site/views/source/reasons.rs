//! How the day of an undated source was found, sentence by sentence.

use chrono::{NaiveDate, TimeDelta};
use serde::Serialize;

use crate::base::{Evidence, When};
use crate::dossier::{Clue, Source};
use crate::site::desk::Desk;
use crate::site::shown;

/// A window of so many days, and more, has no end that anyone named.
const OPEN_DAYS: i64 = 366;

/// The most words of a sentence that a reason prints.
const REASON_WORDS: usize = 40;

/// One reason for an inferred day.
#[derive(Clone, Debug, Serialize)]
pub struct ReasonRow {
    /// The sentence that tells it.
    pub words: String,
    /// The sentence of another source, or of another place of this one, that dates the same.
    pub other: Option<ReasonOther>,
    /// Why they tell.
    pub reason: String,
    /// The days that they allow.
    pub allows: String,
    /// Not used.
    pub dropped: bool,
}

/// The other telling that a reason rests on.
#[derive(Clone, Debug, Serialize)]
pub struct ReasonOther {
    /// Its sentence.
    pub words: String,
    /// The headline of its article.
    pub title: String,
    /// That article's page.
    pub href: String,
}

/// The chain of reasons for an inferred day.
pub(super) fn of(desk: &Desk<'_>, source: &Source) -> Vec<ReasonRow> {
    let sentence = |evidence: &Evidence| {
        let whole = desk.whole_sentence(evidence);
        shown::cut(&shown::plain(whole.span.of(desk.body(whole.source))), REASON_WORDS)
    };
    let other = |evidence: &Evidence| ReasonOther {
        words: sentence(evidence),
        title: desk.source(evidence.source).map(|source| super::page_title(source.reading.article())).unwrap_or_default(),
        href: desk.source_path(evidence.source),
    };
    let row = |clue: &Clue| ReasonRow {
        words: sentence(&clue.evidence),
        other: clue.other.as_ref().map(other),
        reason: clue.reason.clone(),
        allows: allows(desk, source.day, clue.allows),
        dropped: clue.dropped,
    };
    source.clues.iter().map(row).collect()
}

/// The days that a reason allows; of a window that is open on one side, the end nearer to the source's day is the one that was said.
fn allows(desk: &Desk<'_>, day: Option<NaiveDate>, when: When) -> String {
    let (first, last) = (when.earliest(), when.latest());
    if last - first < TimeDelta::days(OPEN_DAYS) {
        return desk.words.fill("source.reasons_allows", &[("days", &desk.days.range(first, last))]);
    }
    // A source without a day is no older than the rest.
    let near = day.or_else(|| desk.dossier.sources.iter().find_map(|source| source.day));
    let later = near.is_none_or(|day| (day - first).abs() <= (last - day).abs());
    let (key, end) = if later { ("source.reasons_from", first) } else { ("source.reasons_until", last) };
    desk.words.fill(key, &[("day", &desk.days.short(end))])
}
