//! Years for days that an undated article gives without one.

use chrono::{Datelike, NaiveDate};

use crate::base::{Basis, Known, Span, When};
use crate::dossier::Reading;
use crate::ingest::{BlockKind, Stamp};
use crate::mentions::time::Resolved;

/// The day around which the corpus lies: the middle one of all stated days of publication, else of all days named in full.
pub(super) fn reference(readings: &[std::sync::Arc<Reading>]) -> Option<NaiveDate> {
    let published: Vec<NaiveDate> =
        readings.iter().filter_map(|reading| reading.article().meta.published.as_ref()?.value.exact()).collect();
    let named =
        || readings.iter().flat_map(|reading| reading.mentions.times.iter().filter_map(|time| time.found.expr.explicit_day())).collect();
    middle(if published.is_empty() { named() } else { published })
}

fn middle(mut days: Vec<NaiveDate>) -> Option<NaiveDate> {
    days.sort_unstable();
    days.get(days.len() / 2).copied()
}

/// The day of that month and day which lies nearest to `around`.
fn nearest(month: u32, day: u32, around: NaiveDate) -> Option<NaiveDate> {
    let years = [around.year() - 1, around.year(), around.year() + 1];
    years.into_iter().filter_map(|year| NaiveDate::from_ymd_opt(year, month, day)).min_by_key(|day| (*day - around).num_days().abs())
}

/// The day of a dateline without a year: "TUNIS, May 6 (Agency) - …".
pub(super) fn dateline(reading: &Reading, around: NaiveDate) -> Option<Known<When>> {
    let block = reading.article().blocks().iter().find(|block| block.kind != BlockKind::Heading)?;
    let time = reading.mentions.times.iter().find(|time| block.span.contains(time.span()))?;
    let (month, day) = time.found.expr.month_day()?;
    let before = reading.words(Span::new(block.span.start as usize, time.span().start as usize)).trim_end();
    let town = before.strip_suffix(',')?;
    let in_capitals = town.chars().count() <= 40 && town.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let rest = reading.words(Span::new(time.span().end as usize, block.span.end as usize)).trim_start();
    let rest = rest.strip_prefix('(').and_then(|rest| rest.split_once(')')).map_or(rest, |(_, rest)| rest.trim_start());
    let dash = rest.starts_with(['-', '–', '—', ':']);
    let found = nearest(month, day, around).filter(|_| in_capitals && dash)?;
    Some(Known::from_words(When::day(found), Basis::BodyText, reading.words(time.span())))
}

/// The day of a stamp in numbers that could be two, when one of the two lies among the days of the other sources and the other does not.
pub(super) fn of_either(reading: &Reading, stated: &[NaiveDate]) -> Option<Known<When>> {
    /// Days around the other sources in which one more may lie.
    const NEAR: i64 = 31;
    let Some(Stamp::Either(one, other)) = reading.article().stamp() else { return None };
    let (first, last) = (stated.iter().min()?, stated.iter().max()?);
    let among = |day: &NaiveDate| (*first - *day).num_days() <= NEAR && (*day - *last).num_days() <= NEAR;
    let day = match (among(&one), among(&other)) {
        (true, false) => one,
        (false, true) => other,
        _ => return None,
    };
    Some(Known::new(When::day(day), Basis::BodyText))
}

/// Gives a year to month and day where nothing in the article does.
pub(super) fn fill(reading: &Reading, times: &mut [Resolved], around: NaiveDate) {
    for (time, resolved) in reading.mentions.times.iter().zip(times).filter(|(_, resolved)| resolved.when.is_none()) {
        let day = time.found.expr.month_day().and_then(|(month, day)| nearest(month, day, around));
        if let Some(day) = day {
            resolved.when = Some(When::day(day));
            resolved.value = Some(day.to_string());
        }
    }
}
