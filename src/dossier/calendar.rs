//! The day of each source: stated, or inferred from what it says about events that others date.

mod clues;
mod likely;
mod ties;
mod window;
mod years;

use std::sync::Arc;

use chrono::NaiveDate;
use rayon::prelude::*;

use super::actors::Roster;
use super::alike::Deeds;
use super::hands::Hands;
use super::independence::Origins;
use super::records::{self, Containment, Record};
use super::tellings::Tellings;
use super::timeline::{self, Context};
use super::{Clue, Reading};
use crate::base::{Basis, Diagnostic, Known, Place, Report, SourceId, When};
use crate::ingest::Stamp;
use crate::mentions::time::{self, Found, Resolved};

/// The days of all sources and what their time expressions mean with them.
pub(super) struct Calendar {
    pub published: Vec<Option<Known<When>>>,
    pub best: Vec<Option<NaiveDate>>,
    pub clues: Vec<Vec<Clue>>,
    pub times: Vec<Vec<Resolved>>,
    pub records: Vec<Vec<Record>>,
}

/// Rounds of inference: a date that was worked out can date others, and chains in practice are short.
const ROUNDS: usize = 4;

/// Dates all sources.
pub(super) fn date(
    readings: &[Arc<Reading>],
    same_text: &[SourceId],
    roster: &Roster,
    places: &Containment,
    tellings: &Tellings,
    report: &mut Report,
) -> Calendar {
    let mut calendar = Calendar {
        published: readings.iter().map(|reading| reading.article().meta.published.clone()).collect(),
        best: Vec::new(),
        clues: vec![Vec::new(); readings.len()],
        times: Vec::new(),
        records: Vec::new(),
    };
    let around = years::reference(readings);
    for (known, reading) in calendar.published.iter_mut().zip(readings).filter(|(known, _)| known.is_none()) {
        *known = around.and_then(|around| years::dateline(reading, around));
    }
    let stated: Vec<NaiveDate> = calendar.published.iter().flatten().filter_map(|known| known.value.exact()).collect();
    for (known, reading) in calendar.published.iter_mut().zip(readings).filter(|(known, _)| known.is_none()) {
        *known = years::of_either(reading, &stated);
    }
    calendar.best = calendar.published.iter().map(|known| known.as_ref().and_then(|known| known.value.exact())).collect();
    calendar.times = readings.par_iter().zip(&calendar.best).map(|(reading, day)| resolve(reading, *day, around)).collect();
    calendar.records = readings
        .par_iter()
        .zip(&calendar.times)
        .zip(&calendar.best)
        .map(|((reading, times), day)| records::of(reading, roster, times, *day))
        .collect();
    for _ in 0..ROUNDS {
        if !round(readings, same_text, roster, places, &mut calendar, around, tellings) {
            break;
        }
    }
    tell(readings, &calendar, report);
    calendar
}

/// Tries to date every undated source once; true when one was.
fn round(
    readings: &[Arc<Reading>],
    same_text: &[SourceId],
    roster: &Roster,
    places: &Containment,
    calendar: &mut Calendar,
    around: Option<NaiveDate>,
    tellings: &Tellings,
) -> bool {
    let undated: Vec<usize> = (0..readings.len()).filter(|&n| calendar.published[n].is_none()).collect();
    if undated.is_empty() {
        return false;
    }
    let context = Context {
        readings,
        roster,
        places,
        // Inside an article what was done, and for whom, is not compared.
        hands: &Hands::default(),
        tellings,
        deeds: &Deeds::default(),
        origins: &Origins::default(),
        times: &calendar.times,
        inferred: &[],
        unsure: &[],
        days: &calendar.best,
    };
    let records: Vec<Vec<Record>> = calendar.records.par_iter().map(|own| timeline::completed(&context, own)).collect();
    let dated = clues::Dated::new(&records);
    let enough = window::enough(calendar.best.iter().flatten().copied().collect());
    let found: Vec<(usize, Vec<Clue>, Option<When>)> = undated
        .into_par_iter()
        .map(|n| {
            let happenings = clues::of(&readings[n], &records[n], &calendar.times[n], &dated, places);
            let mut weighed = ties::of(readings, calendar, tellings, n);
            weighed.extend(clues::weighed(&readings[n], happenings));
            weighed.extend(twins(readings, same_text, calendar, n).into_iter().map(clues::of_twin));
            let (window, clues) = match readings[n].article().stamp() {
                Some(Stamp::Weekday(weekday)) => window::on(weighed, enough, weekday),
                _ => window::intersect(weighed, enough),
            };
            (n, clues, window.and_then(|window| window::on_weekday(window, &clues::own_weekdays(&readings[n]))))
        })
        .collect();
    // The narrowest windows of a round are taken first: what they date may narrow the others.
    let narrowest = found.iter().filter_map(|(_, _, window)| window.map(When::n_days)).min();
    let mut any = false;
    for (n, clues, window) in found {
        calendar.clues[n] = clues;
        let Some(window) = window.filter(|window| Some(window.n_days()) == narrowest) else { continue };
        let best = likely::day(window, &likely::past_weekdays(&readings[n]));
        let words = calendar.clues[n].iter().find(|clue| !clue.dropped).map(|clue| readings[n].words(clue.evidence.span).to_owned());
        calendar.published[n] = Some(Known { value: window, basis: Basis::Inferred, words });
        calendar.best[n] = Some(best);
        calendar.times[n] = resolve(&readings[n], Some(best), around);
        calendar.records[n] = records::of(&readings[n], roster, &calendar.times[n], Some(best));
        any = true;
    }
    any
}

/// What the days of nearly identical texts tell about this one's.
fn twins(readings: &[Arc<Reading>], same_text: &[SourceId], calendar: &Calendar, n: usize) -> Vec<Clue> {
    let others = (0..readings.len()).filter(|&m| m != n && same_text[m] == same_text[n]);
    others.filter_map(|m| clues::same_text(&readings[n], &readings[m], calendar.best[m]?)).collect()
}

/// What a reading's time expressions mean when it was published on `day`; without one, month and day still get a year from the corpus.
fn resolve(reading: &Reading, day: Option<NaiveDate>, around: Option<NaiveDate>) -> Vec<Resolved> {
    // The reading was resolved with whatever day the article came with.
    let own = reading.article().meta.published.as_ref().and_then(|known| known.value.exact());
    let mut times = if own == day {
        reading.mentions.times.iter().map(|time| time.resolved.clone()).collect()
    } else {
        let found: Vec<Found> = reading.mentions.times.iter().map(|time| time.found.clone()).collect();
        time::resolve(reading.article().body(), &found, day)
    };
    if let (None, Some(around)) = (day, around) {
        years::fill(reading, &mut times, around);
    }
    times
}

fn tell(readings: &[Arc<Reading>], calendar: &Calendar, report: &mut Report) {
    for (n, reading) in readings.iter().enumerate() {
        let place = Place::file(&reading.article().path);
        if calendar.clues[n].iter().any(|clue| clue.dropped) {
            report.add(
                Diagnostic::new("D03", "the clues about the article's day contradict each other; the weakest was dropped")
                    .at(place.clone()),
            );
        }
        match &calendar.published[n] {
            None => report.add(
                Diagnostic::new("D01", "nothing dates this article; its relative dates stay open")
                    .at(place)
                    .hint("give it a `date` in front matter, in its file name, or under [[source]] in site.toml"),
            ),
            Some(known) if known.basis == Basis::Inferred => {
                let days = match known.value.exact() {
                    Some(day) => day.to_string(),
                    None => format!("{} to {}", known.value.earliest(), known.value.latest()),
                };
                report.add(Diagnostic::new("D02", format!("dated {days}, from what it says")).at(place));
            }
            Some(_) => {}
        }
    }
}
