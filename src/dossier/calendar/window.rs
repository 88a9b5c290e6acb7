//! From clues to a window of days.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};

use super::Clue;
use crate::base::{Grain, When};

/// A clue with what it counts for.
#[derive(Clone, Debug)]
pub(super) struct Weighed {
    pub clue: Clue,
    /// How surely it holds; 1 for what can hardly be otherwise.
    pub weight: f64,
    /// What it is about: of several clues about one time of the article, one is meant.
    pub group: usize,
}

/// A clue that allows all days on one side is written as a window of this many days: no article is older than that.
pub(super) const OPEN: i64 = 36_525;

/// Windows wider than this date nothing.
const WIDEST: i64 = 7;

/// Clues wider than this bound a window but are no evidence for it.
const EVIDENCE: i64 = 31;

/// What the evidence for a window must weigh in a corpus of a few weeks, and in one of many years.
const ENOUGH: [f64; 2] = [0.5, 1.0];

/// A corpus of so many days is one of a few weeks.
const CLOSE: f64 = 60.0;

/// What the evidence must weigh for each time that the days of a corpus lie twice as far apart.
const APART: f64 = 0.1;

/// What the evidence for a window must weigh when the days of the corpus are these: one week of two is soon found, one of five hundred
/// is found by chance as soon.
pub(super) fn enough(mut days: Vec<NaiveDate>) -> f64 {
    days.sort_unstable();
    let tenth = days.len() / 10;
    let spread = days.get(tenth).zip(days.get(days.len().saturating_sub(tenth + 1))).map_or(0, |(from, to)| (*to - *from).num_days());
    let doublings = (spread as f64 / CLOSE).max(1.0).log2();
    (ENOUGH[0] + APART * doublings).min(ENOUGH[1])
}

/// What the weekday on its page counts for.
const STAMPED: f64 = 1.0;

/// What is dropped may weigh this share of what is kept.
const DOUBT: f64 = 0.5;

/// A dropped clue that weighs less was hardly a clue, and goes without a word.
const WORTH_TELLING: f64 = 0.4;

/// The days that most weight speaks for: all clues hold there that can hold together, and the rest, the weakest, are marked as dropped.
///
/// `None` when too little speaks for any day, or too much against it; the clues stay for the account.
pub(super) fn intersect(clues: Vec<Weighed>, enough: f64) -> (Option<When>, Vec<Clue>) {
    let (window, told, sure) = weigh(clues, enough, None);
    (window.filter(|_| sure), told)
}

/// The same for an article whose page names the weekday on which it appeared: bounds that leave one such day suffice then.
pub(super) fn on(clues: Vec<Weighed>, enough: f64, weekday: Weekday) -> (Option<When>, Vec<Clue>) {
    let (window, told, sure) = weigh(clues, enough, Some(weekday));
    let Some(window) = window.filter(|window| sure && window.n_days() <= 2 * WIDEST) else { return (None, told) };
    let mut days = window.earliest().iter_days().take_while(|day| *day <= window.latest()).filter(|day| day.weekday() == weekday);
    match (days.next(), days.next()) {
        (Some(only), None) => (Some(When::day(only)), told),
        (None, None) => (None, told),
        _ => (Some(window), told),
    }
}

/// The days that most weight speaks for, one of them a day of that weekday; what is told of the clues, and whether enough speaks for the days.
fn weigh(clues: Vec<Weighed>, enough: f64, stamped: Option<Weekday>) -> (Option<When>, Vec<Clue>, bool) {
    let Some(day) = best_supported(&clues, stamped) else { return (None, Vec::new(), false) };
    let (held, dropped): (Vec<Weighed>, Vec<Weighed>) = clues.into_iter().partition(|weighed| allows(&weighed.clue, day));
    let from = held.iter().map(|weighed| weighed.clue.allows.earliest()).max().unwrap_or(day);
    let to = held.iter().map(|weighed| weighed.clue.allows.latest()).min().unwrap_or(day);
    let kept = best_of_groups(&held);
    let mut told = bounding(held, from, to);
    let mut against = 0.0;
    let mut contrary: Vec<Weighed> = dropped.into_iter().filter(|weighed| !kept.contains_key(&weighed.group)).collect();
    contrary.sort_by(|a, b| a.group.cmp(&b.group).then(b.weight.total_cmp(&a.weight)));
    contrary.dedup_by_key(|weighed| weighed.group);
    for weighed in contrary {
        against += weighed.weight;
        if weighed.weight >= WORTH_TELLING {
            told.push(Clue { dropped: true, ..weighed.clue });
        }
    }
    let evidence: f64 = kept.values().filter(|(_, n_days)| *n_days <= EVIDENCE).map(|(weight, _)| weight).sum();
    let grain = if from == to { Grain::Day } else { Grain::Window };
    let evidence = evidence + stamped.map_or(0.0, |_| STAMPED);
    (Some(When::span(from, to, grain)), told, evidence >= enough && against <= evidence * DOUBT)
}

fn allows(clue: &Clue, day: NaiveDate) -> bool {
    clue.allows.earliest() <= day && day <= clue.allows.latest()
}

/// Of each group the heaviest clue, with how many days it allows.
fn best_of_groups(clues: &[Weighed]) -> BTreeMap<usize, (f64, i64)> {
    let mut best: BTreeMap<usize, (f64, i64)> = BTreeMap::new();
    for Weighed { clue, weight, group } in clues {
        let known = best.entry(*group).or_insert((*weight, clue.allows.n_days()));
        if *weight > known.0 {
            *known = (*weight, clue.allows.n_days());
        }
    }
    best
}

/// The first day of the stretch that most weight speaks for, or its first such weekday.
fn best_supported(clues: &[Weighed], weekday: Option<Weekday>) -> Option<NaiveDate> {
    let support = |day: NaiveDate| -> f64 {
        let held: Vec<Weighed> = clues.iter().filter(|weighed| allows(&weighed.clue, day)).cloned().collect();
        best_of_groups(&held).values().map(|(weight, _)| weight).sum()
    };
    let first = |weighed: &Weighed| {
        let mut days = weighed.clue.allows.earliest().iter_days().take(7);
        days.find(|day| weekday.is_none_or(|weekday| day.weekday() == weekday))
    };
    let starts: std::collections::BTreeSet<NaiveDate> = clues.iter().filter_map(first).collect();
    let rated = starts.into_iter().map(|day| (support(day), day));
    // Of equals the latest start is the narrowest: an open bound begins long before.
    rated.max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1))).map(|(_, day)| day)
}

/// The clues that set a bound of the window, the heaviest that does so.
fn bounding(mut held: Vec<Weighed>, from: NaiveDate, to: NaiveDate) -> Vec<Clue> {
    held.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.clue.evidence.cmp(&b.clue.evidence)));
    let (mut lower, mut upper) = (false, false);
    let mut told = Vec::new();
    for Weighed { clue, .. } in held {
        let sets_lower = clue.allows.earliest() == from && !lower;
        let sets_upper = clue.allows.latest() == to && !upper;
        lower |= sets_lower;
        upper |= sets_upper;
        if sets_lower || sets_upper {
            told.push(clue);
        }
    }
    told
}

/// Narrows a window to the one day of a weekday that the article calls both past and to come; a window wider than a week dates nothing.
pub(super) fn on_weekday(window: When, weekdays: &[Weekday]) -> Option<When> {
    let all = window.earliest().iter_days().take_while(|day| *day <= window.latest()).take(15);
    let days: Vec<NaiveDate> = all.filter(|day| weekdays.contains(&day.weekday())).collect();
    match days.as_slice() {
        [only] => Some(When::day(*only)),
        _ => (window.n_days() <= WIDEST).then_some(window),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Evidence, SourceId, Span};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn intersect(clues: Vec<Weighed>) -> (Option<When>, Vec<Clue>) {
        super::intersect(clues, enough(Vec::new()))
    }

    #[test]
    fn days_far_apart_ask_for_more() {
        let weeks = enough(vec![day("2019-05-02"), day("2019-05-20")]);
        let years = enough(vec![day("2009-05-02"), day("2012-08-01"), day("2019-05-20")]);
        assert!(weeks < 0.6 && years > 0.9);
    }

    fn clue(from: &str, to: &str, group: usize, weight: f64) -> Weighed {
        let allows = When::span(day(from), day(to), Grain::Window);
        let evidence = Evidence::new(SourceId(0), Span::new(group, group + 1));
        Weighed { clue: Clue { evidence, other: None, allows, reason: String::new(), dropped: false }, weight, group }
    }

    #[test]
    fn a_future_and_a_past_weekday_fix_the_day() {
        let (window, told) = intersect(vec![clue("2019-05-02", "2019-05-08", 0, 1.0), clue("2019-04-26", "2019-05-02", 5, 1.0)]);
        assert_eq!(window, Some(When::day(day("2019-05-02"))));
        assert_eq!(told.len(), 2);
    }

    #[test]
    fn the_weakest_of_contradicting_clues_is_dropped() {
        let strong = [clue("2019-05-02", "2019-05-03", 0, 1.0), clue("2019-05-03", "2019-05-09", 2, 0.8)];
        let (window, told) = intersect([strong[0].clone(), clue("2019-06-02", "2019-06-08", 5, 0.5), strong[1].clone()].into());
        assert_eq!(window, Some(When::day(day("2019-05-03"))));
        assert_eq!(told.iter().filter(|clue| clue.dropped).count(), 1);
    }

    #[test]
    fn as_much_against_as_for_dates_nothing() {
        let (window, told) = intersect(vec![clue("2019-05-02", "2019-05-03", 0, 1.0), clue("2019-06-02", "2019-06-08", 5, 0.9)]);
        assert!(window.is_none() && told.iter().any(|clue| clue.dropped));
    }

    #[test]
    fn of_two_clues_about_one_time_one_may_be_wrong() {
        let (window, told) = intersect(vec![clue("2019-05-02", "2019-05-03", 0, 1.0), clue("2019-06-02", "2019-06-08", 0, 0.9)]);
        assert!(window.is_some() && told.iter().all(|clue| !clue.dropped));
    }

    #[test]
    fn bounds_alone_are_no_evidence() {
        assert!(intersect(vec![clue("2019-05-02", "2020-05-02", 0, 1.0), clue("2018-05-08", "2019-05-08", 1, 1.0)]).0.is_none());
    }

    #[test]
    fn a_day_long_before_bounds_and_is_never_denied() {
        let (window, told) = intersect(vec![
            clue("2019-05-02", "2019-05-08", 0, 1.0),
            clue("2019-05-05", "2019-05-11", 2, 1.0),
            clue("2002-01-06", "2101-12-31", 5, 1.0),
        ]);
        assert_eq!(window.map(When::earliest), Some(day("2019-05-05")));
        assert!(told.iter().all(|clue| !clue.dropped));
    }

    #[test]
    fn bounds_and_the_weekday_on_the_page_make_a_day() {
        let bounds = vec![clue("2019-05-02", "2101-05-02", 0, 1.0), clue("1919-05-08", "2019-05-08", 1, 1.0)];
        assert_eq!(on(bounds, 1.0, Weekday::Sat).0, Some(When::day(day("2019-05-04"))));
    }

    #[test]
    fn a_wide_window_dates_nothing() {
        let wide = When::span(day("2019-05-02"), day("2019-05-10"), Grain::Window);
        assert!(on_weekday(wide, &[]).is_none());
    }

    #[test]
    fn a_weekday_called_past_and_to_come_is_the_day() {
        let week = When::span(day("2019-05-02"), day("2019-05-08"), Grain::Window);
        assert_eq!(on_weekday(week, &[Weekday::Sat]), Some(When::day(day("2019-05-04"))));
    }
}
