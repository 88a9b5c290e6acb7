//! Which day of a window is the likeliest day of publication, by the weekdays that the article tells as past.

use std::collections::BTreeSet;

use chrono::{Datelike, Duration, NaiveDate, Weekday};

use crate::base::When;
use crate::dossier::Reading;
use crate::mentions::time::{Direction, Relative};

/// How often a bare weekday told as past lies so many days back, in hundredths: counted over 382 weekdays of news, see docs/time.md.
const BACK: [f64; 7] = [46.0, 25.0, 10.0, 12.0, 4.0, 2.0, 1.0];

/// The weekdays that an article tells as past, each once.
pub(super) fn past_weekdays(reading: &Reading) -> Vec<Weekday> {
    let told = |time: &crate::mentions::TimeMention| match time.found.expr.relative() {
        Some(Relative::Weekday(weekday)) if time.resolved.direction != Direction::Future => Some(weekday.num_days_from_monday()),
        _ => None,
    };
    let numbers: BTreeSet<u32> = reading.mentions.times.iter().filter_map(told).collect();
    numbers.into_iter().filter_map(|n| Weekday::try_from(u8::try_from(n).ok()?).ok()).collect()
}

/// The likeliest day of a window. Without past weekdays it is the middle of a short window, else its first day:
/// news follows what it reports within a day or so.
pub(super) fn day(window: When, past: &[Weekday]) -> NaiveDate {
    let first = window.earliest();
    if past.is_empty() {
        return if window.n_days() == 3 { first + Duration::days(1) } else { first };
    }
    let likelihood = |day: NaiveDate| -> f64 {
        let back = |weekday: &Weekday| (7 + day.weekday().num_days_from_monday() - weekday.num_days_from_monday()) % 7;
        past.iter().map(|weekday| BACK[back(weekday) as usize].ln()).sum()
    };
    let days = first.iter_days().take_while(|day| *day <= window.latest()).take(7);
    days.max_by(|a, b| likelihood(*a).total_cmp(&likelihood(*b)).then(b.cmp(a))).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Grain;

    fn window(from: &str, to: &str) -> When {
        When::span(from.parse().unwrap(), to.parse().unwrap(), Grain::Window)
    }

    #[test]
    fn the_last_past_weekday_is_close() {
        let week = window("2019-05-05", "2019-05-10");
        assert_eq!(day(week, &[Weekday::Sun, Weekday::Mon, Weekday::Tue, Weekday::Wed]).to_string(), "2019-05-08");
    }

    #[test]
    fn without_weekdays_news_follows_at_once() {
        assert_eq!(day(window("2019-05-05", "2019-05-11"), &[]).to_string(), "2019-05-05");
        assert_eq!(day(window("2019-05-05", "2019-05-07"), &[]).to_string(), "2019-05-06");
    }
}
