//! What the frame of a page says of the day on which it appeared, short of the full day.

use chrono::{NaiveDate, Weekday};

use super::when::{either_day, full_date, weekday};
use super::{Article, Reason};

/// A day of publication that is told by halves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stamp {
    /// The weekday: "Published: Friday 09:40", "Sent on Friday", "Every Sunday".
    Weekday(Weekday),
    /// One of two days: "Published: 05/06/2014".
    Either(NaiveDate, NaiveDate),
}

/// Verbs behind which a page tells when it appeared; what was changed later comes after all others.
const APPEARED: [&str; 12] =
    ["published", "first", "posted", "sent", "compiled", "issued", "filed", "released", "printed", "dispatched", "written", "date"];

/// Lines of a file in which a periodical tells how often it comes.
const MASTHEAD: u32 = 6;

/// Words of a line that is a stamp, at most.
const WORDS: usize = 20;

impl Article {
    /// The first stamp among the lines that are not the article.
    pub fn stamp(&self) -> Option<Stamp> {
        let lines = || self.dropped.iter().filter(|line| line.text.split_whitespace().count() <= WORDS);
        lines().find_map(|line| appeared(&line.text)).or_else(|| {
            let masthead = |reason| !matches!(reason, Reason::Plea | Reason::Related | Reason::Comments);
            lines().filter(|line| (1..=MASTHEAD).contains(&line.line) && masthead(line.reason)).find_map(|line| comes_every(&line.text))
        })
    }
}

/// "Published: Friday 09:40 | Updated: Friday 14:05".
pub(super) fn appeared(line: &str) -> Option<Stamp> {
    if full_date(line).is_some() {
        return None;
    }
    line.split(['|', '·', '•', ';']).find_map(|piece| {
        let mut words = piece.split(|c: char| !c.is_alphanumeric() && c != '/').filter(|word| !word.is_empty());
        let label = words.next()?.to_lowercase();
        if !APPEARED.contains(&label.as_str()) {
            return None;
        }
        let near: Vec<&str> = words.take(4).take_while(|word| is_small(word)).collect();
        let named = near.iter().find_map(|word| weekday(word)).map(Stamp::Weekday);
        named.or_else(|| either_day(piece).map(|(one, other)| Stamp::Either(one, other)))
    })
}

/// Words that may stand between the verb and the weekday, and the weekday itself.
fn is_small(word: &str) -> bool {
    weekday(word).is_some() || ["on", "published", "late", "early", "at"].iter().any(|small| small.eq_ignore_ascii_case(word))
}

/// "Five borders, one e-mail, every Saturday"; a plea for readers names the weekday of something else.
pub(super) fn comes_every(line: &str) -> Option<Stamp> {
    let words: Vec<String> = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let pleads = words.iter().any(|word| matches!(word.as_str(), "you" | "your" | "subscribe" | "sign" | "newsletter" | "join" | "us"));
    let named: Vec<Weekday> = words
        .windows(2)
        .filter(|pair| matches!(pair[0].as_str(), "every" | "each"))
        .filter_map(|pair| weekday(pair[1].as_str()).filter(|_| pair[1].len() > 5))
        .collect();
    match named.as_slice() {
        [only] if !pleads => Some(Stamp::Weekday(*only)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_tell_the_weekday_of_a_page() {
        for line in [
            "Published: Friday 09:40 | Updated: Saturday 14:05",
            "Sent on Friday",
            "Compiled on Friday from nine papers",
            "Posted Fri 9:40 am",
        ] {
            assert_eq!(appeared(line), Some(Stamp::Weekday(Weekday::Fri)), "{line}");
        }
        assert_eq!(appeared("Updated: Friday 14:05"), None);
        assert_eq!(appeared("Published: Friday 9 May 2014"), None);
        assert_eq!(appeared("Sent to the front on Friday, he never came back"), None);
        assert!(matches!(appeared("Published: 05/06/2014 07:40"), Some(Stamp::Either(..))));
    }

    #[test]
    fn a_periodical_tells_its_weekday() {
        assert_eq!(comes_every("Two shores, one letter, every Sunday"), Some(Stamp::Weekday(Weekday::Sun)));
        assert_eq!(comes_every("Our newsletter, every Sunday"), None);
        assert_eq!(comes_every("Every Monday and every Thursday"), None);
    }
}
