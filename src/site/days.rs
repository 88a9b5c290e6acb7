//! Days and spans of days in words.

use chrono::{Datelike, NaiveDate};

use super::words::Words;
use crate::base::{Grain, When};

/// The order of days and spans of days in lists: a span after the last day that falls in it.
pub type Order = (NaiveDate, bool, NaiveDate, String);

/// How pages write days: the words, and the year that goes without saying.
#[derive(Clone, Debug)]
pub struct Days<'a> {
    words: &'a Words,
    year: Option<i32>,
}

impl<'a> Days<'a> {
    /// Years equal to `year` are left out of lists.
    pub fn new(words: &'a Words, year: Option<i32>) -> Self {
        Self { words, year }
    }

    /// "Saturday 6 December 2025".
    pub fn long(&self, day: NaiveDate) -> String {
        let weekday = self.words.nth("date.weekdays", day.weekday().num_days_from_monday() as usize);
        let month = self.words.nth("date.months", day.month0() as usize);
        self.words
            .fill("date.long", &[("weekday", weekday), ("day", &self.number(day)), ("month", month), ("year", &day.year().to_string())])
    }

    /// "Saturday 6 December", with the year when it is not the usual one.
    pub fn named(&self, day: NaiveDate) -> String {
        let long = self.long(day);
        if Some(day.year()) == self.year { long.trim_end_matches(&format!(" {}", day.year())).to_owned() } else { long }
    }

    /// "Sat 6 Dec", with the year when it is not the usual one.
    pub fn listed(&self, day: NaiveDate) -> String {
        let weekday = self.words.nth("date.weekdays_short", day.weekday().num_days_from_monday() as usize);
        self.words.fill("date.listed", &[("weekday", weekday), ("day", &self.short(day))])
    }

    /// "6 Dec", with the year when it is not the usual one.
    pub fn short(&self, day: NaiveDate) -> String {
        self.words.fill("date.short", &[("day", &self.number(day)), ("month", self.month_short(day)), ("year", &self.year_of(day))])
    }

    /// Any span of days: "Sat 6 Dec", "4–6 Dec", "Week to 7 Dec", "December 2025".
    pub fn span(&self, when: When) -> String {
        if let Some(day) = when.exact() {
            return self.listed(day);
        }
        let (from, to) = (when.earliest(), when.latest());
        match when.grain() {
            Grain::Year if from.year() == to.year() => from.year().to_string(),
            Grain::Year | Grain::Decade => format!("{}–{}", from.year(), to.year()),
            Grain::Month if from.month0() == to.month0() && from.year() == to.year() => {
                let month = self.words.nth("date.months_alone", from.month0() as usize);
                self.words.fill("date.month", &[("month", month), ("year", &from.year().to_string())])
            }
            Grain::Month | Grain::Quarter | Grain::Half | Grain::Season => self.months(from, to),
            Grain::Week => self.words.fill("date.week", &[("day", &self.short(to))]),
            Grain::Weekend => self.words.fill("date.weekend", &[("days", &self.range(from, to))]),
            Grain::Window => self.between("date.between", from, to),
            Grain::Day | Grain::Days => self.range(from, to),
        }
    }

    /// Where a span stands in a list, with its words.
    pub fn order(&self, when: When) -> Order {
        (when.latest(), when.exact().is_none(), when.earliest(), self.span(when))
    }

    /// The same inside a sentence: "between 6 and 8 Dec".
    pub fn span_inside(&self, when: When) -> String {
        match (when.exact(), when.grain()) {
            (None, Grain::Window) => self.between("date.between_inside", when.earliest(), when.latest()),
            _ => self.span(when),
        }
    }

    fn between(&self, key: &str, from: NaiveDate, to: NaiveDate) -> String {
        let same_month = (from.year(), from.month0()) == (to.year(), to.month0());
        let from = if same_month { self.number(from) } else { self.short(from) };
        self.words.fill(key, &[("from", &from), ("to", &self.short(to))])
    }

    /// "4–6 Dec" or "30 Nov – 2 Dec".
    pub fn range(&self, from: NaiveDate, to: NaiveDate) -> String {
        if from == to {
            self.short(from)
        } else if (from.year(), from.month0()) == (to.year(), to.month0()) {
            format!("{}–{}", self.number(from), self.short(to))
        } else {
            format!("{} – {}", self.short(from), self.short(to))
        }
    }

    /// The short name of a day's month.
    pub fn month_short(&self, day: NaiveDate) -> &str {
        self.words.nth("date.months_short", day.month0() as usize)
    }

    /// The short name of a weekday.
    pub fn weekday_short(&self, day: NaiveDate) -> &str {
        self.words.nth("date.weekdays_short", day.weekday().num_days_from_monday() as usize)
    }

    fn months(&self, from: NaiveDate, to: NaiveDate) -> String {
        let year = if from.year() == to.year() { String::new() } else { format!(" {}", from.year()) };
        format!("{}{year} – {} {}", self.month_short(from), self.month_short(to), to.year())
    }

    /// The number of a day in its month; the first has a form of its own in some languages.
    fn number(&self, day: NaiveDate) -> String {
        if day.day() == 1 { self.words.get("date.first").to_owned() } else { day.day().to_string() }
    }

    fn year_of(&self, day: NaiveDate) -> String {
        if Some(day.year()) == self.year { String::new() } else { format!(" {}", day.year()) }
    }
}

/// The value of a `datetime` attribute: a day, a month or a year, or nothing for other spans.
pub fn machine(when: When) -> Option<String> {
    if let Some(day) = when.exact() {
        return Some(day.to_string());
    }
    let (from, to) = (when.earliest(), when.latest());
    match when.grain() {
        Grain::Month if from.month0() == to.month0() => Some(from.format("%Y-%m").to_string()),
        Grain::Year if from.year() == to.year() => Some(from.format("%Y").to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn spans_in_words() {
        let words = Words::built_in("en");
        let days = Days::new(&words, Some(2024));
        assert_eq!(days.long(day(2024, 3, 9)), "Saturday 9 March 2024");
        assert_eq!(
            (days.named(day(2024, 3, 9)).as_str(), days.named(day(2023, 3, 9)).as_str()),
            ("Saturday 9 March", "Thursday 9 March 2023")
        );
        assert_eq!(days.span(When::day(day(2024, 3, 9))), "Sat 9 Mar");
        assert_eq!(days.span(When::day(day(2023, 9, 19))), "Tue 19 Sept 2023");
        assert_eq!(days.span(When::span(day(2024, 3, 9), day(2024, 3, 11), Grain::Days)), "9–11 Mar");
        assert_eq!(days.span(When::span(day(2024, 2, 28), day(2024, 3, 1), Grain::Days)), "28 Feb – 1 Mar");
        assert_eq!(days.span(When::span(day(2024, 3, 4), day(2024, 3, 10), Grain::Week)), "Week to 10 Mar");
        assert_eq!(days.span(When::span(day(2023, 11, 1), day(2023, 11, 30), Grain::Month)), "November 2023");
        assert_eq!(days.span(When::span(day(2024, 3, 6), day(2024, 3, 8), Grain::Window)), "Between 6 and 8 Mar");
        assert_eq!(days.span(When::span(day(2020, 1, 1), day(2020, 12, 31), Grain::Year)), "2020");
        assert_eq!(days.span(When::span(day(2023, 12, 1), day(2024, 2, 29), Grain::Season)), "Dec 2023 – Feb 2024");
    }
}
