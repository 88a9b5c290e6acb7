//! The byline and the day that a page prints around its headline.

use std::sync::LazyLock;

use chrono::NaiveDate;
use regex::Regex;

use super::html_blocks::Stretch;
use super::html_marks::Theme;
use super::lines::{ends_sentence, folded};
use super::when::full_date;
use super::{credits, html_author};
use crate::base::{Basis, Known};

/// How many blocks above the headline and below it are looked at.
const ABOVE: usize = 3;
const BELOW: usize = 10;

#[allow(clippy::expect_used)] // patterns are part of the program and compiled by a test
static BY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)(?:^|[\s|•·—–,-])(?:by|par|von|por|автор)\s*:?\s+(\S.*)$").expect("pattern"));

/// What stands near the headline.
#[derive(Clone, Debug, Default)]
pub(super) struct Near {
    pub author: Option<Known<String>>,
    pub published: Option<Known<NaiveDate>>,
}

/// Reads the blocks around the headline, down to the first long paragraph of the article.
pub(super) fn read(page: &[Stretch], kept: &[bool], title: &str, outlets: &[String]) -> Near {
    let long = |at: &usize| kept[*at] && page[*at].text.split_whitespace().count() > 24;
    let first = (0..page.len()).find(long).unwrap_or(page.len());
    let same = |block: &Stretch| !title.is_empty() && folded(&block.text) == title;
    let Some(headline) = (0..first).rev().find(|at| same(&page[*at])).or_else(|| first.checked_sub(1)) else { return Near::default() };
    let below = (headline + 1..first.min(headline + 1 + BELOW)).collect::<Vec<_>>();
    let above = (headline.saturating_sub(ABOVE)..headline).rev().collect::<Vec<_>>();
    let order: Vec<usize> = below.iter().chain(&above).copied().filter(|at| page[*at].text.split_whitespace().count() <= 30).collect();
    let text = |at: &usize| page[*at].text.as_str();
    let author = order.iter().find_map(|at| Some((byline(text(at), outlets)?, text(at))));
    let author = author.or_else(|| order.iter().find_map(|at| Some((beside_a_date(text(at), outlets)?, text(at)))));
    let bare = || below.iter().take(4).find_map(|at| Some((alone(page, *at, headline, outlets)?, text(at))));
    let day = order.iter().find_map(|at| Some((day(text(at))?, text(at))));
    Near {
        author: author.or_else(bare).map(|(names, words)| Known::from_words(names, Basis::BodyText, words)),
        published: day.map(|(day, words)| Known::from_words(day, Basis::BodyText, words)),
    }
}

/// "By Ana Petrova", "8 March 2016 by Ana Petrova", not "Recommended by".
fn byline(text: &str, outlets: &[String]) -> Option<String> {
    const OTHERS: [&str; 10] =
        ["reviewed", "recommended", "edited", "checked", "sponsored", "powered", "updated", "translated", "presented", "approved"];
    if ends_sentence(text) && text.split_whitespace().count() > 8 {
        return None;
    }
    let found = BY.captures(text)?;
    let before = text.get(..found.get(0)?.start()).unwrap_or_default().to_lowercase();
    let other = before.split_whitespace().next_back().is_some_and(|word| OTHERS.contains(&word));
    let names = found.get(1)?.as_str();
    html_author::names(names, outlets).filter(|_| !other)
}

/// "8 March 2016 · Ana Petrova".
fn beside_a_date(text: &str, outlets: &[String]) -> Option<String> {
    full_date(text)?;
    let parts: Vec<&str> = text.split(['|', '•', '·', '—', '⋅']).map(str::trim).collect();
    let dated = parts.iter().position(|part| full_date(part).is_some())?;
    let named = |part: &&str| is_full_name(part).then(|| html_author::names(part, outlets)).flatten();
    let other = parts.iter().enumerate().filter(|(at, _)| *at != dated).find_map(|(_, part)| named(part));
    let day = full_date(parts[dated])?;
    other.or_else(|| named(&parts[dated].get(..day.range.start)?.trim())).or_else(|| named(&parts[dated].get(day.range.end..)?.trim()))
}

/// A name on its own under the headline, where the markup or a date beside it says that it is the author's.
fn alone(page: &[Stretch], at: usize, headline: usize, outlets: &[String]) -> Option<String> {
    let block = &page[at];
    let credited = (1..=3).contains(&block.marks.themes[Theme::Credit as usize]);
    let dated = [at.checked_sub(1), Some(at + 1), Some(at + 2)].into_iter().flatten().filter(|other| *other != headline);
    let dated = dated.filter_map(|other| page.get(other)).any(|other| full_date(&other.text).is_some() && other.text.len() < 80);
    let said = page[..headline].iter().any(|other| other.text == block.text);
    (is_full_name(&block.text) && (credited || dated) && !said).then(|| html_author::names(&block.text, outlets)).flatten()
}

/// Two to four words that all begin with a capital and hold nothing but letters.
fn is_full_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let named = |word: &&str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'))
            && (word.chars().any(char::is_lowercase) || word.chars().count() <= 2)
    };
    let framed = !super::measure::alone(text).hits.is_empty();
    (2..=4).contains(&words.len()) && words.iter().all(named) && !framed
}

/// The day of first publication in a line near the headline.
fn day(text: &str) -> Option<NaiveDate> {
    let lower = text.to_lowercase();
    let found = full_date(&lower)?;
    let before = lower.get(..found.range.start)?;
    let any = |words: &[&str]| words.iter().any(|word| before.contains(word));
    let changed = any(&["updat", "modif", "review", "edited", "©", "copyright", "event", "since"]) && !any(&["publish", "posted"]);
    if !changed && let Some(day) = credits::published(text) {
        return Some(day);
    }
    (!changed && !ends_sentence(text) && text.split_whitespace().count() <= 16).then_some(found.day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_near_a_headline() {
        assert_eq!(byline("Posted on 8 March 2016 by Ana Petrova", &[]).as_deref(), Some("Ana Petrova"));
        assert_eq!(byline("By: Ana Petrova and Joon Seo", &[]).as_deref(), Some("Ana Petrova and Joon Seo"));
        assert_eq!(byline("Reviewed by Ana Petrova", &[]), None);
        assert_eq!(byline("The bridge was closed by Engineers of both banks on Tuesday.", &[]), None);
        assert_eq!(beside_a_date("8 March 2016 · Ana Petrova · 4 min", &[]).as_deref(), Some("Ana Petrova"));
        assert_eq!(beside_a_date("Ana Petrova 8 March 2016", &[]).as_deref(), Some("Ana Petrova"));
        assert_eq!(beside_a_date("8 March 2016 · 4 min", &[]), None);
    }

    #[test]
    fn the_day_of_a_change_is_not_that_of_publication() {
        assert_eq!(day("8 March 2016 | 4 min | Rivers"), NaiveDate::from_ymd_opt(2016, 3, 8));
        assert_eq!(day("Last reviewed on 8 March 2016"), None);
    }
}
