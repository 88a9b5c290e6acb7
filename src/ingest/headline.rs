//! The headline of a plain text: a line above the article that looks like one.

use super::frame::Group;
use super::lines::{Line, begins_with, contains, folded, has_more_words};
use super::measure::Measure;
use super::shape::Shape;
use super::stamped;
use super::vocabulary::Vocabulary;
use super::when::full_date;

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
pub(super) fn find(lines: &[Line], measure: &Measure, kept: &[bool]) -> Option<Headline> {
    let shapes = measure.shapes.as_slice();
    let body = first_text(lines, shapes, kept)?;
    let first = body.saturating_sub(REACH);
    let candidates: Vec<usize> = (first..body).filter(|at| could_be(&lines[*at], &shapes[*at])).collect();
    if candidates.is_empty() {
        return None;
    }
    let page = Page {
        suffixed: suffixed(lines, body),
        credits: (first..body).map(|at| is_credit(&lines[at].text)).collect(),
        first,
        words: shared_words(measure, kept, body, &candidates),
        body,
        bare: kept[..body].iter().all(|kept| *kept),
        top: folded(&lines[0].text),
    };
    let mut best: Option<(f32, usize)> = None;
    for at in candidates {
        let score = score(lines, measure, at, &page);
        if score > 0.0 && best.is_none_or(|(most, _)| score > most) {
            best = Some((score, at));
        }
    }
    let (_, at) = best?;
    let title = lines[at].text.clone();
    let outlet = page.suffixed.iter().find(|(head, _)| *head == folded(&title)).map(|(_, outlet)| outlet.clone());
    Some(Headline { at, title, outlet })
}

/// The first kept line that reads like running text.
pub(super) fn first_text(lines: &[Line], shapes: &[Shape], kept: &[bool]) -> Option<usize> {
    let runs = |at: &usize| kept[*at] && shapes[*at].n_words >= 8 && (shapes[*at].ends_sentence || shapes[*at].n_words >= 30);
    (0..lines.len()).find(runs).or_else(|| (0..lines.len()).find(|at| kept[*at] && shapes[*at].dated))
}

fn could_be(line: &Line, shape: &Shape) -> bool {
    if !(3..=30).contains(&shape.n_words) || shape.certain.is_some() || shape.opening.is_some() {
        return false;
    }
    let text = line.text.as_str();
    let letters = shape.n_letters.max(1) as f32;
    let framed = [Group::Share, Group::Plea, Group::Cookie, Group::Legal, Group::Related, Group::Comments, Group::Menu]
        .iter()
        .any(|group| shape.hits.of(*group) as f32 > 0.45 * letters);
    let sentence = shape.ends_sentence && text.ends_with('.') && !shape.repeated;
    let question = text.ends_with('?') && shape.n_words <= 4;
    if letters > 220.0 || framed || shape.clock || sentence || question || text.ends_with([',', ':']) {
        return false;
    }
    let separated = text.matches(['|', '•', '·', '»', '>']).count() >= 2;
    let dated = || shape.n_words <= 8 && full_date(text).is_some();
    !(separated || is_tagline(text) || text.contains("://") || is_byline(text) || dated())
}

/// What stands under a periodical's name: "Issue 42 · what others wrote", "News of both shores | Sent on Friday", "Two shores, one letter, every Sunday".
fn is_tagline(text: &str) -> bool {
    const ISSUES: [&str; 8] = ["issue", "no", "nr", "number", "vol", "volume", "week", "edition"];
    let numbered = |piece: &str| {
        let mut words = piece.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let (first, second) = (words.next().unwrap_or_default().to_lowercase(), words.next().unwrap_or_default());
        ISSUES.contains(&first.as_str()) && !second.is_empty() && second.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut pieces = text.split(['|', '·', '•']);
    let parted = text.contains(['|', '·', '•']);
    parted && pieces.any(|piece| numbered(piece) || stamped::appeared(piece).is_some()) || stamped::comes_every(text).is_some()
}

fn is_byline(text: &str) -> bool {
    ["by ", "written by", "published", "updated", "posted", "last updated", "from "].iter().any(|start| begins_with(text, start))
}

/// What a headline is weighed against.
struct Page {
    /// Page titles above the body.
    suffixed: Vec<(String, String)>,
    /// Telling words of the lines that could be it, as far as the article has them.
    words: Vocabulary,
    /// For every line above the article in which a headline is looked for, whether it is a byline or a date.
    credits: Vec<bool>,
    /// The first of those lines.
    first: usize,
    /// The article's first line.
    body: usize,
    /// Whether nothing of a frame stands above it.
    bare: bool,
    /// The first line of the file, folded.
    top: String,
}

fn shared_words(measure: &Measure, kept: &[bool], body: usize, candidates: &[usize]) -> Vocabulary {
    let words = |at: usize| &measure.words[measure.shapes[at].words.clone()];
    Vocabulary::shared(candidates.iter().map(|at| words(*at)), (body..kept.len()).filter(|at| kept[*at]).map(words))
}

fn score(lines: &[Line], measure: &Measure, at: usize, page: &Page) -> f32 {
    let (line, shape) = (&lines[at], &measure.shapes[at]);
    let key = folded(&line.text);
    let yes = |is: bool, weight: f32| if is { weight } else { 0.0 };
    let mut score = match shape.n_words {
        3 => -1.0,
        4 => 0.0,
        5..=18 => 1.5,
        _ => 0.3,
    };
    score += yes(page.suffixed.iter().any(|(head, _)| *head == key), 4.0);
    score += yes(shape.repeated && shape.n_words >= 4, 1.5);
    // The page's own title stands first, with or without the outlet.
    score += yes(at > 0 && shape.n_words >= 4 && page.top.contains(&key), 2.0);
    // A text without a frame begins with its headline.
    score += yes(at == 0, if page.bare { 2.5 } else { 1.0 });
    score -= (page.body - at) as f32 * 0.1;
    score -= yes(line.bullet, 1.5);
    score -= yes(line.text.ends_with('?'), 0.3);
    score += 3.0 * shared(&measure.words[shape.words.clone()], &page.words);
    score += page.credits[at + 1 - page.first..].iter().take(4).map(|credit| yes(*credit, 0.8)).sum::<f32>();
    score += yes(line.after_blank, 0.4);
    score - shape.hits.all().iter().filter(|hit| **hit > 0).count() as f32 * 0.15
}

/// Share of a headline's telling words that the article uses too.
fn shared(words: &[u32], article: &Vocabulary) -> f32 {
    let n_known = words.iter().filter(|word| article.has(**word)).count();
    if words.is_empty() { 0.0 } else { n_known as f32 / words.len() as f32 }
}

/// A byline or a date, as they stand under headlines.
fn is_credit(text: &str) -> bool {
    const MOST_WORDS: usize = 16;
    if has_more_words(text, MOST_WORDS) {
        return false;
    }
    is_byline(text) || text.eq_ignore_ascii_case("by") || full_date(text).is_some() || tells_length(text)
}

/// "3 min read".
pub(super) fn tells_length(text: &str) -> bool {
    contains(text, "min read") || contains(text, "minute read")
}

/// Lines not far above the body of the form "Headline - Outlet" or "Headline | Outlet": the headline folded, and the outlet.
fn suffixed(lines: &[Line], body: usize) -> Vec<(String, String)> {
    lines[body.saturating_sub(2 * REACH)..body]
        .iter()
        .filter_map(|line| split_outlet(&line.text))
        .map(|(head, outlet)| (folded(head), outlet.to_owned()))
        .collect()
}

/// A page title divided into its headline and its last part.
pub(super) fn split_outlet(title: &str) -> Option<(&str, &str)> {
    if !title.bytes().any(|byte| matches!(byte, b'|' | b'-' | b':') || !byte.is_ascii()) {
        return None;
    }
    let spaced = |(at, mark): &(usize, &str)| title[..*at].ends_with(' ') && title[at + mark.len()..].starts_with(' ');
    let marks = title.rmatch_indices(['|', '-', '–', '—', '·', '»']).find(spaced);
    let colons = if title.contains(':') { title.rmatch_indices("::").find(spaced) } else { None };
    let (at, mark) = marks.max(colons)?;
    let (head, outlet) = (title.get(..at)?.trim(), title.get(at + mark.len()..)?.trim());
    let n_words = outlet.split_whitespace().count();
    (!head.is_empty() && (1..=6).contains(&n_words)).then_some((head, outlet))
}
