//! What the lines of a plain text say about the article itself: headline, author, outlet, day.

use chrono::NaiveDate;

use super::Reason;
use super::credits;
use super::draft::Found;
use super::headline::{Headline, first_text, tells_length};
use super::lines::{Line, folded, has_more_words};
use super::measure;
use super::outlet;
use super::shape::Shape;
use super::stamped;
use super::when::full_date;
use crate::base::{Basis, Known};

/// Reads the lines around the article; those that are used get the reason `Metadata`.
pub(super) fn read(lines: &[Line], shapes: &[Shape], kept: &[bool], headline: Option<Headline>, reasons: &mut [Option<Reason>]) -> Found {
    let body = first_text(lines, shapes, kept).unwrap_or(0);
    let title = headline.as_ref().map(|headline| headline.at);
    let author = author(lines, shapes, title, body, reasons);
    let published = published(lines, title, body, reasons);
    let dateline = lines.get(body).and_then(|line| credits::dateline(&line.text));
    let outlet = outlet::read(lines, shapes, headline.as_ref(), body, reasons);
    if let Some((name, _)) = &outlet {
        around(title, body)
            .into_iter()
            .filter(|at| shapes[*at].n_words <= 6 && lines[*at].text.starts_with(name.as_str()))
            .for_each(|at| reasons[at] = Some(Reason::Metadata));
    }
    let known = |value: String, words: &str| Known::from_words(value, Basis::BodyText, words);
    let day = published.or_else(|| dateline.as_ref().and_then(|line| Some((line.day?, line.words.clone()))));
    let agency = dateline.as_ref().and_then(|line| Some((line.agency.clone()?, line.words.clone())));
    Found {
        title: headline.map(|headline| Known::new(headline.title, Basis::BodyText)),
        outlet: outlet.or(agency).map(|(name, words)| known(name, &words)),
        author: author.map(|(name, words)| known(name, &words)),
        published: day.map(|(day, words)| Known::from_words(day, Basis::BodyText, words)),
        url: address(lines, kept).map(|url| Known::new(url, Basis::BodyText)),
        ..Found::default()
    }
}

/// Lines between the headline and the text, then the few above the headline, nearest first.
fn around(title: Option<usize>, body: usize) -> Vec<usize> {
    let top = title.unwrap_or(body);
    let below = title.map_or(0, |at| at + 1)..body;
    let mut lines: Vec<usize> = if title.is_some() { below.collect() } else { Vec::new() };
    lines.extend((top.saturating_sub(5)..top).rev());
    lines
}

fn author(lines: &[Line], shapes: &[Shape], title: Option<usize>, body: usize, reasons: &mut [Option<Reason>]) -> Option<(String, String)> {
    for at in around(title, body) {
        if shapes[at].n_words <= 24
            && let Some(name) = credits::author(&lines[at].text)
        {
            reasons[at] = Some(Reason::Metadata);
            return Some((name, lines[at].text.clone()));
        }
    }
    let beside_day = |at: &usize| credits::beside_day(&lines[*at].text).filter(|name| !has_frame_words(name));
    if let Some((at, name)) = around(title, body).into_iter().find_map(|at| Some((at, beside_day(&at)?))) {
        reasons[at] = Some(Reason::Metadata);
        return Some((name, lines[at].text.clone()));
    }
    if let Some((at, name)) = unmarked(lines, title, body) {
        reasons[at] = Some(Reason::Metadata);
        return Some((name, lines[at].text.clone()));
    }
    // A credit of reporters says of itself that it is one.
    let credit = |at: &usize| shapes[*at].certain == Some(Reason::Metadata) && shapes[*at].n_words <= 40;
    let end = (0..lines.len()).rev().filter(credit).find(|at| credits::reporters(&lines[*at].text).is_some())?;
    reasons[end] = Some(Reason::Metadata);
    Some((credits::reporters(&lines[end].text)?, lines[end].text.clone()))
}

/// A name without "By" on its line: under a line that says only "By", or between the headline and a date.
fn unmarked(lines: &[Line], title: Option<usize>, body: usize) -> Option<(usize, String)> {
    /// Bytes of a line that says only "Written by", and more.
    const BYTES: usize = 32;
    around(title, body).into_iter().find_map(|at| {
        let above = at.checked_sub(1).map(|above| lines[above].text.as_str()).filter(|above| above.len() <= BYTES);
        let announced = matches!(
            above.map(folded).as_deref().unwrap_or_default(),
            "by" | "written by" | "author" | "words by" | "story by" | "reviewed by"
        );
        let dated =
            [at.checked_sub(1), Some(at + 1)].into_iter().flatten().any(|beside| beside < body && lines.get(beside).is_some_and(is_dated));
        if !announced && !dated {
            return None;
        }
        let name = credits::author(&format!("By {}", lines[at].text))?;
        let n_words = name.split_whitespace().count();
        let whole = name.len() == lines[at].text.len();
        let framed = has_frame_words(&lines[at].text);
        let person = whole && (2..=4).contains(&n_words) && !framed;
        (announced && n_words <= 8 || person && dated && title.is_some_and(|title| at > title)).then_some((at, name))
    })
}

/// Whether a short line tells the day or weekday on which it appeared, or how long the article takes to read.
fn is_dated(line: &Line) -> bool {
    if stamped::appeared(&line.text).is_some() {
        return true;
    }
    if has_more_words(&line.text, 12) || !line.text.contains(char::is_numeric) {
        return false;
    }
    full_date(&line.text).is_some() || tells_length(&line.text)
}

fn has_frame_words(text: &str) -> bool {
    !measure::alone(text).hits.is_empty()
}

fn published(lines: &[Line], title: Option<usize>, body: usize, reasons: &mut [Option<Reason>]) -> Option<(NaiveDate, String)> {
    let said = around(title, body).into_iter().find_map(|at| Some((at, credits::published(&lines[at].text)?)));
    let (at, day) = said?;
    reasons[at] = Some(Reason::Metadata);
    Some((day, lines[at].text.clone()))
}

/// An address on a line of its own, outside the article.
fn address(lines: &[Line], kept: &[bool]) -> Option<String> {
    let alone = |line: &Line| {
        // Most lines begin like none of these.
        if !line.text.starts_with(['h', 'S', 'U', 'L', 'O']) {
            return None;
        }
        let text = line.text.trim();
        let text = ["Source:", "URL:", "Link:", "Original:"].iter().find_map(|label| text.strip_prefix(label)).unwrap_or(text).trim();
        let single = text.split_whitespace().count() == 1 && (text.starts_with("https://") || text.starts_with("http://"));
        // A front page is not the article's address.
        let deep = single && url::Url::parse(text).is_ok_and(|url| url.path().len() > 1);
        deep.then(|| text.to_owned())
    };
    let labelled = |at: &usize| *at < 8 || *at + 8 >= lines.len() || !kept[*at];
    (0..lines.len()).filter(labelled).find_map(|at| alone(&lines[at]))
}
