//! The headline of a plain text: a line above the article that looks like one.

use super::features::Shape;
use super::frame::{self, Group};
use super::lines::{Line, folded};
use super::reason;
use super::when::{full_date, is_dated_entry};

/// A headline found in the lines of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Headline {
    /// The line.
    pub at: usize,
    /// Its words, without the outlet that a page's title adds.
    pub title: String,
    /// The outlet that the page's title adds: "Talks resume in Muscat - Gulf Monitor".
    pub outlet: Option<String>,
}

/// How far above the article a headline is looked for, in lines.
const REACH: usize = 30;

/// The best headline above the first line of running text.
pub(super) fn find(lines: &[Line], shapes: &[Shape], kept: &[bool]) -> Option<Headline> {
    let body = first_text(lines, shapes, kept)?;
    let suffixed = suffixed(lines, body);
    let first = body.saturating_sub(REACH);
    let mut best: Option<(f32, usize)> = None;
    for at in first..body {
        if !could_be(&lines[at], &shapes[at]) {
            continue;
        }
        let score = score(lines, shapes, at, body, &suffixed);
        if score > 0.0 && best.is_none_or(|(most, _)| score > most) {
            best = Some((score, at));
        }
    }
    let (_, at) = best?;
    let title = lines[at].text.clone();
    let outlet = suffixed.iter().find(|(head, _)| *head == folded(&title)).map(|(_, outlet)| outlet.clone());
    Some(Headline { at, title, outlet })
}

/// The first kept line that reads like running text.
pub(super) fn first_text(lines: &[Line], shapes: &[Shape], kept: &[bool]) -> Option<usize> {
    let runs = |at: &usize| kept[*at] && shapes[*at].n_words >= 8 && (shapes[*at].ends_sentence || shapes[*at].n_words >= 30);
    (0..lines.len()).find(runs).or_else(|| (0..lines.len()).find(|at| kept[*at] && is_dated_entry(&lines[*at].text)))
}

fn could_be(line: &Line, shape: &Shape) -> bool {
    let text = line.text.as_str();
    let lower = text.to_lowercase();
    let letters = lower.chars().filter(|c| c.is_alphanumeric()).count().max(1) as f32;
    let framed = [Group::Share, Group::Plea, Group::Cookie, Group::Legal, Group::Related, Group::Comments, Group::Menu]
        .iter()
        .any(|group| shape.hits.of(*group) as f32 > 0.45 * letters);
    (3..=30).contains(&shape.n_words)
        && letters <= 220.0
        && !(shape.ends_sentence && text.ends_with('.') && !shape.repeated)
        && !shape.clock
        && !framed
        && !text.ends_with([',', ':'])
        && text.matches(['|', '•', '·', '»', '>']).count() < 2
        && !text.contains("://")
        && frame::opening(&lower).is_none()
        && reason::certain(text).is_none()
        && !is_byline(&lower)
        && !(shape.hits.of(Group::Plea) > 0 && lower.contains(" your "))
        && !(full_date(text).is_some() && shape.n_words <= 8)
}

fn is_byline(lower: &str) -> bool {
    ["by ", "written by", "published", "updated", "posted", "last updated", "from "].iter().any(|start| lower.starts_with(start))
}

fn score(lines: &[Line], shapes: &[Shape], at: usize, body: usize, suffixed: &[(String, String)]) -> f32 {
    let (line, shape) = (&lines[at], &shapes[at]);
    let mut score = 2.0;
    if suffixed.iter().any(|(head, _)| *head == folded(&line.text)) {
        score += 4.0;
    }
    score += if shape.repeated && shape.n_words >= 4 { 2.0 } else { 0.0 };
    score += match shape.n_words {
        3 => -1.0,
        4 => 0.0,
        5..=18 => 1.5,
        _ => 0.3,
    };
    score -= (body - at) as f32 * 0.25;
    score -= if line.bullet { 1.5 } else { 0.0 };
    score -= if shape.small > 0.5 { 0.5 } else { 0.0 };
    // A standfirst stands between the headline and the text: the line above a long line wins by its byline or by being first.
    let below = lines.get(at + 1).map(|next| next.text.to_lowercase()).unwrap_or_default();
    score += if is_byline(&below) { 1.0 } else { 0.0 };
    score += if line.after_blank { 0.4 } else { 0.0 };
    score -= shape.hits.all().iter().filter(|hit| **hit > 0).count() as f32 * 0.15;
    score
}

/// Lines above the body of the form "Headline - Outlet" or "Headline | Outlet": the headline folded, and the outlet.
fn suffixed(lines: &[Line], body: usize) -> Vec<(String, String)> {
    lines[..body].iter().filter_map(|line| split_outlet(&line.text)).map(|(head, outlet)| (folded(head), outlet.to_owned())).collect()
}

/// A page title divided into its headline and its last part.
pub(super) fn split_outlet(title: &str) -> Option<(&str, &str)> {
    let (at, mark) =
        [" | ", " - ", " – ", " — ", " :: ", " · ", " » "].iter().filter_map(|mark| Some((title.rfind(mark)?, *mark))).max()?;
    let (head, outlet) = (title.get(..at)?.trim(), title.get(at + mark.len()..)?.trim());
    let n_words = outlet.split_whitespace().count();
    (!head.is_empty() && (1..=6).contains(&n_words)).then_some((head, outlet))
}
