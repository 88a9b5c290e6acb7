//! From clues to a window of days.

use chrono::{Duration, NaiveDate};

use super::Clue;
use crate::base::{Grain, When};

/// A window for a day of publication and the best day in it.
pub(super) struct Dated {
    pub window: When,
    pub best: NaiveDate,
}

/// A clue that allows all days on one side is written as a window of this many days.
pub(super) const OPEN: i64 = 366;

/// Windows wider than this date nothing.
const WIDEST: i64 = 7;

/// Intersects the clues, the narrowest first; a clue that leaves no day is marked as dropped.
pub(super) fn intersect(clues: &mut Vec<Clue>) -> Option<Dated> {
    clues.sort_by(|a, b| a.allows.n_days().cmp(&b.allows.n_days()).then_with(|| a.evidence.cmp(&b.evidence)));
    clues.dedup_by(|a, b| a.allows == b.allows && a.evidence == b.evidence);
    let mut window: Option<(NaiveDate, NaiveDate)> = None;
    for clue in clues.iter_mut() {
        let (from, to) = window.map_or((clue.allows.earliest(), clue.allows.latest()), |(from, to)| {
            (from.max(clue.allows.earliest()), to.min(clue.allows.latest()))
        });
        if from > to {
            clue.dropped = true;
        } else {
            window = Some((from, to));
        }
    }
    let (from, to) = window?;
    let n_days = (to - from).num_days() + 1;
    forget_idle(clues, from, to);
    (n_days <= WIDEST)
        .then(|| Dated { window: When::span(from, to, if from == to { Grain::Day } else { Grain::Window }), best: best(from, n_days) })
}

/// News follows what it reports within a day or so: the middle of a short window, else its first day.
fn best(from: NaiveDate, n_days: i64) -> NaiveDate {
    if n_days == 3 { from + Duration::days(1) } else { from }
}

/// Keeps only clues that set a bound of the window, and those that were dropped.
fn forget_idle(clues: &mut Vec<Clue>, from: NaiveDate, to: NaiveDate) {
    let (mut lower, mut upper) = (false, false);
    clues.retain(|clue| {
        if clue.dropped {
            return clue.allows.n_days() < OPEN;
        }
        let sets_lower = clue.allows.earliest() == from && !lower;
        let sets_upper = clue.allows.latest() == to && !upper;
        lower |= sets_lower;
        upper |= sets_upper;
        sets_lower || sets_upper
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Evidence, SourceId, Span};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn clue(from: &str, to: &str, at: usize) -> Clue {
        let allows = When::span(day(from), day(to), Grain::Window);
        Clue { evidence: Evidence::new(SourceId(0), Span::new(at, at + 1)), other: None, allows, reason: String::new(), dropped: false }
    }

    #[test]
    fn a_future_and_a_past_weekday_fix_the_day() {
        let mut clues = vec![clue("2019-05-02", "2019-05-08", 0), clue("2019-04-26", "2019-05-02", 5)];
        let dated = intersect(&mut clues).unwrap();
        assert_eq!(dated.window, When::day(day("2019-05-02")));
    }

    #[test]
    fn the_widest_of_contradicting_clues_is_dropped() {
        let mut clues = vec![clue("2019-05-02", "2019-05-03", 0), clue("2019-06-02", "2019-06-08", 5)];
        let dated = intersect(&mut clues).unwrap();
        assert_eq!(dated.best, day("2019-05-02"));
        assert!(clues.iter().any(|clue| clue.dropped));
    }

    #[test]
    fn a_wide_window_dates_nothing() {
        assert!(intersect(&mut vec![clue("2019-05-02", "2019-06-03", 0)]).is_none());
    }
}
