//! Lines of printed pages become paragraphs, without running heads, words joined at line ends.

use std::collections::{BTreeMap, BTreeSet};

use crate::ingest::draft::Part;
use crate::ingest::lines::{ends_sentence, folded};
use crate::ingest::{BlockKind, Reason};

use super::pdf_columns::{Line, median, page_lines};
use super::pdf_hyphen::{join, vocabulary};
use super::pdf_page::Page;

/// What the pages gave.
pub(super) struct Article {
    pub parts: Vec<Part>,
    /// The part in the largest letters of the first page, when it stands out, and its words.
    pub title: Option<(usize, String)>,
}

/// Reads pages.
pub(super) fn read(pages: Vec<Page>) -> Article {
    let mut lines = Vec::new();
    let mut column = 0;
    for (number, page) in pages.into_iter().enumerate() {
        lines.extend(page_lines(page, number, &mut column));
    }
    let (running, lines): (Vec<Line>, Vec<Line>) = {
        let heads = running_heads(&lines);
        lines.into_iter().partition(|line| line.margin && (is_page_number(&line.text) || heads.contains(&shape(&line.text))))
    };
    let body = body_size(&lines);
    let words = vocabulary(&lines);
    let mut paragraphs = paragraphs(&lines, body, &words);
    let title = title(&paragraphs, body);
    for at in 0..paragraphs.len() {
        paragraphs[at].kind = kind(&paragraphs, at, body);
    }
    let mut parts: Vec<Part> = paragraphs.into_iter().map(|paragraph| paragraph.part(body)).collect();
    parts.extend(running.into_iter().map(|line| Part::dropped(line.text, 0, Reason::RunningHead)));
    Article { parts, title }
}

/// A text with its numbers alike, so that "Page 3" and "Page 4" are one.
fn shape(text: &str) -> String {
    let mut shape = String::new();
    for c in text.to_lowercase().chars() {
        match c {
            c if c.is_numeric() => {
                if !shape.ends_with('#') {
                    shape.push('#');
                }
            }
            c if c.is_whitespace() => {}
            c => shape.push(c),
        }
    }
    shape
}

/// Lines of the margins that return on other pages.
fn running_heads(lines: &[Line]) -> BTreeSet<String> {
    let mut pages: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.margin) {
        pages.entry(shape(&line.text)).or_default().insert(line.page);
    }
    pages.into_iter().filter(|(_, pages)| pages.len() >= 2).map(|(shape, _)| shape).collect()
}

/// "3", "– 3 –", "Page 3", "3 of 10", "iv".
fn is_page_number(text: &str) -> bool {
    let words = folded(text);
    let words: Vec<&str> = words.split(' ').collect();
    let number = |word: &str| {
        !word.is_empty() && word.len() <= 4 && (word.chars().all(|c| c.is_ascii_digit()) || word.chars().all(|c| "ivxl".contains(c)))
    };
    match words.as_slice() {
        [only] => number(only),
        ["page" | "p" | "seite", n] => number(n),
        [n, "of", m] | ["page", n, "of", m] => number(n) && number(m),
        _ => text.contains('/') && words.len() == 2 && words.iter().all(|word| number(word)),
    }
}

/// The size of most letters.
fn body_size(lines: &[Line]) -> f64 {
    let mut sizes: BTreeMap<u64, usize> = BTreeMap::new();
    for line in lines {
        *sizes.entry((line.size * 4.0).round() as u64).or_default() += line.text.chars().count();
    }
    sizes.into_iter().max_by_key(|(size, n)| (*n, std::cmp::Reverse(*size))).map_or(10.0, |(size, _)| size as f64 / 4.0)
}

/// A paragraph in the making.
#[derive(Clone, Debug)]
struct Paragraph {
    text: String,
    size: f64,
    page: usize,
    n_lines: usize,
    kind: BlockKind,
}

impl Paragraph {
    /// Small print goes: notes by their numbers, the rest as captions.
    fn part(self, body: f64) -> Part {
        let small = self.size < body * 0.86;
        if small && self.text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '[' | '*' | '†')) {
            return Part::dropped(self.text, 0, Reason::References);
        }
        if small {
            return Part::dropped(self.text, 0, Reason::Caption);
        }
        let bullet = self.text.strip_prefix(['•', '▪', '●', '◦', '‣']).map(|rest| rest.trim().to_owned());
        match bullet {
            Some(item) if !item.is_empty() => Part::kept(BlockKind::ListItem, item, 0),
            _ => Part::kept(self.kind, self.text, 0),
        }
    }
}

/// Lines of one paragraph are joined.
fn paragraphs(lines: &[Line], body: f64, words: &BTreeSet<String>) -> Vec<Paragraph> {
    let mut out: Vec<Paragraph> = Vec::new();
    let edges = edges(lines);
    let leading = leading(lines, body);
    // A paragraph that goes on behind the end of a column waits there while small print and headings are passed.
    let mut waiting: Option<usize> = None;
    for (at, line) in lines.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| &lines[before]);
        let same_column = before.is_some_and(|before| before.column == line.column);
        let into = match before {
            Some(before) if same_column => continues(before, line, &edges, leading).then(|| out.len().checked_sub(1)).flatten(),
            Some(_) => waiting.take().filter(|open| goes_on(&out[*open], line)),
            None => None,
        };
        match into {
            Some(open) => {
                join(&mut out[open].text, &line.text, words);
                out[open].n_lines += 1;
                waiting = Some(open).filter(|_| is_body(line, body));
            }
            None => {
                out.push(Paragraph { text: line.text.clone(), size: line.size, page: line.page, n_lines: 1, kind: BlockKind::Paragraph });
                waiting = if is_body(line, body) { Some(out.len() - 1) } else { waiting };
            }
        }
    }
    for paragraph in &mut out {
        // A hyphen at the end of a paragraph has no next line; a soft one is not printed.
        paragraph.text = paragraph.text.replace('\u{ad}', "");
    }
    out
}

fn is_body(line: &Line, body: f64) -> bool {
    (line.size - body).abs() < body * 0.08
}

/// Whether an open paragraph goes on with the first line of the next column.
fn goes_on(open: &Paragraph, line: &Line) -> bool {
    let same_size = (open.size - line.size).abs() < open.size * 0.08;
    let lower = line.text.starts_with(char::is_lowercase);
    same_size && !ends_sentence(&open.text) && (open.n_lines > 1 || lower) && !line.text.starts_with(['•', '▪', '●'])
}

/// The left and right edge of each column.
fn edges(lines: &[Line]) -> BTreeMap<usize, (f64, f64)> {
    let mut edges: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
    for line in lines {
        let edge = edges.entry(line.column).or_insert((f64::INFINITY, f64::NEG_INFINITY));
        *edge = (edge.0.min(line.left), edge.1.max(line.right));
    }
    edges
}

/// The usual distance of two lines of the body.
fn leading(lines: &[Line], body: f64) -> f64 {
    let gaps = lines.windows(2).filter(|two| two[0].column == two[1].column && is_body(&two[0], body) && is_body(&two[1], body));
    let gaps: Vec<f64> = gaps.map(|two| two[0].base - two[1].base).filter(|gap| *gap > 0.0 && *gap < body * 3.0).collect();
    if gaps.is_empty() { body * 1.25 } else { median(gaps.into_iter()) }
}

/// Whether a line belongs to the paragraph of the line above it.
fn continues(before: &Line, line: &Line, edges: &BTreeMap<usize, (f64, f64)>, leading: f64) -> bool {
    let (left, right) = edges.get(&line.column).copied().unwrap_or((line.left, line.right));
    let size = line.size;
    let near = before.base - line.base < (leading * 1.25).max(size * 1.05).max(if size > leading { size * 1.4 } else { 0.0 });
    // A line with much of another type in it, such as code, has another size and still belongs.
    let close = (before.size - line.size).abs() < size * 0.25 && !ends_sentence(&before.text) && line.text.starts_with(char::is_lowercase);
    let alike = close || (before.size - line.size).abs() < size * 0.08;
    let indented = line.left - before.left > size * 0.6 && before.left - left < size * 0.6;
    let short = before.right < right - (right - left) * 0.12 && ends_sentence(&before.text);
    let bullet = line.text.starts_with(['•', '▪', '●', '◦', '‣']);
    near && alike && !bullet && !short && !(indented && ends_sentence(&before.text))
}

/// What stands in the largest letters of the first page, when they are plainly larger than the text.
fn title(paragraphs: &[Paragraph], body: f64) -> Option<(usize, String)> {
    let first = paragraphs.first()?.page;
    let heads = paragraphs.iter().enumerate().filter(|(_, paragraph)| paragraph.page == first && paragraph.size > body * 1.2);
    let fits = |text: &str| (2..=40).contains(&text.split_whitespace().count()) && text.chars().any(char::is_alphabetic);
    let largest = heads
        .filter(|(_, paragraph)| fits(&paragraph.text))
        .max_by(|one, other| one.1.size.total_cmp(&other.1.size).then(other.0.cmp(&one.0)))?;
    Some((largest.0, largest.1.text.clone()))
}

/// Larger letters head what follows, and so does a short line alone that ends no sentence.
fn kind(paragraphs: &[Paragraph], at: usize, body: f64) -> BlockKind {
    let paragraph = &paragraphs[at];
    let n_words = paragraph.text.split_whitespace().count();
    let large = paragraph.size > body * 1.12 && n_words <= 24;
    let alone =
        paragraph.n_lines == 1 && n_words <= 9 && !ends_sentence(&paragraph.text) && !paragraph.text.ends_with([',', ':', ';', '-']);
    let followed = paragraphs.get(at + 1).is_some_and(|next| next.n_lines > 1);
    if large || alone && followed && paragraph.text.starts_with(char::is_uppercase) { BlockKind::Heading } else { BlockKind::Paragraph }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_in_their_forms() {
        for number in ["3", "– 12 –", "Page 3", "3 of 10", "3/10", "iv"] {
            assert!(is_page_number(number), "{number}");
        }
        for none in ["The talks", "2016 was dry", "Page by page", "I saw 3"] {
            assert!(!is_page_number(none), "{none}");
        }
    }
}
