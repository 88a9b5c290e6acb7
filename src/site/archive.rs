//! The front pages of earlier days: kept as they were published, listed by day.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Options;

/// Path of a day's front page.
pub fn path(day: NaiveDate) -> String {
    format!("archive/{day}/index.html")
}

/// Whether any day's front page is kept.
pub fn has_days(options: &Options) -> bool {
    options.archive || !options.archived.is_empty()
}

/// Pages of earlier days by path; that of the day of the build is made anew where days are kept.
pub fn kept(options: &Options) -> Vec<(String, Vec<u8>)> {
    let earlier = options.archived.iter().filter(|one| !(options.archive && one.day == options.built_on));
    earlier.map(|one| (path(one.day), one.page.clone())).collect()
}

/// The days that are kept with the headlines of their pages, newest first; the headline of the day of the build is handed in.
pub fn days(options: &Options, headline: &str) -> Vec<(NaiveDate, String)> {
    let mut days: BTreeMap<NaiveDate, String> =
        options.archived.iter().map(|one| (one.day, headline_of(&String::from_utf8_lossy(&one.page)))).collect();
    if options.archive {
        days.insert(options.built_on, headline.to_owned());
    }
    days.into_iter().rev().collect()
}

/// The headline of a page as its head gives it; empty where a desk's own template has none.
fn headline_of(page: &str) -> String {
    let head = page.split("</head>").next().unwrap_or_default();
    let content = head.split_once("<meta property=\"og:title\" content=\"").and_then(|(_, rest)| rest.split_once('"'));
    content.map(|(content, _)| html_escape::decode_html_entities(content).into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_come_from_the_head() {
        let page = "<head><meta property=\"og:title\" content=\"Envoys &quot;met&quot; &amp; left\"></head><p>x</p>";
        assert_eq!(headline_of(page), "Envoys \"met\" & left");
        assert_eq!(headline_of("<head></head><meta property=\"og:title\" content=\"x\">"), "");
    }
}
