//! From clues to a window of days.

use chrono::{Datelike, Duration, NaiveDate, Weekday};

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

/// Intersects the clues, those that need no other source first, then the narrowest; a clue that leaves no day is marked as dropped.
pub(super) fn intersect(clues: &mut Vec<Clue>) -> Option<Dated> {
    let strength = |clue: &Clue| (clue.other.is_some(), clue.allows.n_days(), clue.evidence.clone());
    clues.sort_by_key(strength);
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
    let grain = if from == to { Grain::Day } else { Grain::Window };
    (n_days <= OPEN).then(|| Dated { window: When::span(from, to, grain), best: best(from, n_days) })
}

/// Narrows a window to the one day of a weekday that the article calls both past and to come; a window wider than a week dates nothing.
pub(super) fn on_weekday(dated: Dated, weekdays: &[Weekday]) -> Option<Dated> {
    let days: Vec<NaiveDate> = dated
        .window
        .earliest()
        .iter_days()
        .take_while(|day| *day <= dated.window.latest())
        .take(15)
        .filter(|day| weekdays.contains(&day.weekday()))
        .collect();
    if let [only] = days.as_slice() {
        return Some(Dated { window: When::day(*only), best: *only });
    }
    (dated.window.n_days() <= WIDEST).then_some(dated)
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
        let dated = intersect(&mut vec![clue("2019-05-02", "2019-06-03", 0)]).unwrap();
        assert!(on_weekday(dated, &[]).is_none());
    }

    #[test]
    fn a_weekday_called_past_and_to_come_is_the_day() {
        let dated = intersect(&mut vec![clue("2019-05-02", "2019-05-08", 0)]).unwrap();
        assert_eq!(on_weekday(dated, &[Weekday::Sat]).unwrap().best, day("2019-05-04"));
    }
}
