//! Lines of printed pages become paragraphs: columns one after the other, without running heads, words joined at line ends.

use std::collections::{BTreeMap, BTreeSet};

use crate::ingest::draft::Part;
use crate::ingest::lines::{ends_sentence, folded};
use crate::ingest::{BlockKind, Reason};

use super::pdf_page::{Page, Run};

/// What the pages gave.
pub(super) struct Article {
    pub parts: Vec<Part>,
    /// The part in the largest letters of the first page, when it stands out, and its words.
    pub title: Option<(usize, String)>,
}

/// A line of a page.
#[derive(Clone, Debug)]
struct Line {
    text: String,
    left: f64,
    right: f64,
    base: f64,
    size: f64,
    page: usize,
    /// The column in which it stands, counted over all pages.
    column: usize,
    /// It stands in the upper or lower margin of its page.
    margin: bool,
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

/// The lines of a page in reading order.
fn page_lines(page: Page, number: usize, column: &mut usize) -> Vec<Line> {
    let height = (page.top - page.bottom).max(1.0);
    let mut lines = Vec::new();
    for group in columns(page.runs) {
        *column += 1;
        for mut line in joined(group) {
            let place = (line.base - page.bottom) / height;
            line.margin = !(0.09..=0.91).contains(&place);
            line.page = number;
            line.column = *column;
            lines.push(line);
        }
    }
    lines
}

/// Divides runs at white stripes, upright ones first, and gives them in reading order.
fn columns(runs: Vec<Run>) -> Vec<Vec<Run>> {
    let mut out = Vec::new();
    divide(runs, 0, &mut out);
    out
}

fn divide(runs: Vec<Run>, depth: usize, out: &mut Vec<Vec<Run>>) {
    const MOST_DEPTH: usize = 40;
    if runs.len() < 2 || depth > MOST_DEPTH {
        out.push(runs);
        return;
    }
    let size = median(runs.iter().map(|run| run.size));
    if let Some(at) = gutter(&runs, size) {
        let (left, right) = runs.into_iter().partition(|run| run.left + 0.1 < at);
        divide(left, depth + 1, out);
        divide(right, depth + 1, out);
        return;
    }
    // Only where a division into bands lets a column appear is it worth anything; paragraphs of one column stay together.
    if let Some(at) = band(&runs, size) {
        let (above, below): (Vec<Run>, Vec<Run>) = runs.iter().cloned().partition(|run| run.base > at);
        if has_columns(&above, depth) || has_columns(&below, depth) {
            divide(above, depth + 1, out);
            divide(below, depth + 1, out);
            return;
        }
    }
    out.push(runs);
}

fn has_columns(runs: &[Run], depth: usize) -> bool {
    const MOST_LOOK: usize = 12;
    let size = median(runs.iter().map(|run| run.size));
    if runs.len() < 6 || depth > MOST_LOOK {
        return false;
    }
    gutter(runs, size).is_some()
        || band(runs, size).is_some_and(|at| {
            let (above, below): (Vec<Run>, Vec<Run>) = runs.iter().cloned().partition(|run| run.base > at);
            has_columns(&above, depth + 4) || has_columns(&below, depth + 4)
        })
}

/// An upright white stripe with lines on both sides: where the right side begins.
fn gutter(runs: &[Run], size: f64) -> Option<f64> {
    const LEAST_LINES: usize = 3;
    let mut spans: Vec<(f64, f64)> = runs.iter().map(|run| (run.left, run.right)).collect();
    spans.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut end = spans.first()?.1;
    let mut best: Option<(f64, f64)> = None;
    for (left, right) in spans {
        let wide = left - end;
        if wide >= size * 0.9 && best.is_none_or(|(most, _)| wide > most) {
            let n_left = levels(runs.iter().filter(|run| run.left < left - 0.1), size);
            let n_right = levels(runs.iter().filter(|run| run.left >= left - 0.1), size);
            if n_left >= LEAST_LINES && n_right >= LEAST_LINES {
                best = Some((wide, left));
            }
        }
        end = end.max(right);
    }
    best.map(|(_, at)| at)
}

fn levels<'a>(runs: impl Iterator<Item = &'a Run>, size: f64) -> usize {
    let mut bases: Vec<f64> = runs.map(|run| run.base).collect();
    bases.sort_by(f64::total_cmp);
    bases.dedup_by(|one, other| (*one - *other).abs() < size * 0.3);
    bases.len()
}

/// The widest level white stripe: its middle.
fn band(runs: &[Run], size: f64) -> Option<f64> {
    let mut bases: Vec<f64> = runs.iter().map(|run| run.base).collect();
    bases.sort_by(f64::total_cmp);
    let widest = bases.windows(2).map(|two| (two[1] - two[0], (two[0] + two[1]) / 2.0)).max_by(|one, other| one.0.total_cmp(&other.0))?;
    (widest.0 > size * 1.3).then_some(widest.1)
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(10.0)
}

/// Runs of one column become lines, from the top down.
fn joined(mut runs: Vec<Run>) -> Vec<Line> {
    runs.sort_by(|one, other| other.base.total_cmp(&one.base).then(one.left.total_cmp(&other.left)));
    let mut rows: Vec<Vec<Run>> = Vec::new();
    for run in runs {
        match rows.last_mut().filter(|row| (row[0].base - run.base).abs() < row[0].size.max(run.size) * 0.3) {
            Some(row) => row.push(run),
            None => rows.push(vec![run]),
        }
    }
    rows.into_iter().filter_map(line).collect()
}

fn line(mut row: Vec<Run>) -> Option<Line> {
    row.sort_by(|one, other| one.left.total_cmp(&other.left));
    let mut text = String::new();
    let mut end: Option<f64> = None;
    for run in &row {
        if end.is_some_and(|end| run.left - end > run.size * 0.17) && !text.ends_with(' ') {
            text.push(' ');
        }
        text.push_str(&run.text);
        end = Some(end.map_or(run.right, |end: f64| end.max(run.right)));
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let longest = row.iter().max_by_key(|run| run.text.len())?;
    let left = row.iter().map(|run| run.left).fold(f64::INFINITY, f64::min);
    let line = Line { text, left, right: end?, base: longest.base, size: longest.size, page: 0, column: 0, margin: false };
    (!line.text.is_empty()).then_some(line)
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

/// The words that stand whole inside lines, in lower case, with their hyphens.
fn vocabulary(lines: &[Line]) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for line in lines {
        let all: Vec<&str> = line.text.split_whitespace().collect();
        let broken = usize::from(ends_in_hyphen(&line.text));
        for word in all.iter().take(all.len().saturating_sub(broken)).skip(1) {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            words.extend(word.contains('-').then(|| word.split('-').map(str::to_owned).collect::<Vec<_>>()).into_iter().flatten());
            words.insert(word);
        }
    }
    words
}

fn ends_in_hyphen(text: &str) -> bool {
    let mut chars = text.chars().rev();
    let hyphen = matches!(chars.next(), Some('-' | '\u{2010}' | '\u{ad}'));
    hyphen && chars.next().is_some_and(char::is_alphanumeric)
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

/// Adds a line to a paragraph. At a hyphen the words are joined when the document or the form of the end says so; a hyphen in doubt stays.
fn join(text: &mut String, line: &str, words: &BTreeSet<String>) {
    if !ends_in_hyphen(text) {
        text.push(' ');
        text.push_str(line);
        return;
    }
    let hyphen = text.pop().unwrap_or('-');
    let head = text.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default().trim_matches(|c: char| !c.is_alphanumeric() && c != '-');
    let tail: String = line.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '’' | '\'')).collect();
    if !is_one_word(hyphen, &head.to_lowercase(), &tail, words) {
        text.push(if hyphen == '\u{ad}' { '-' } else { hyphen });
    }
    text.push_str(line);
}

/// Whether the two halves at a line end are one word without a hyphen.
fn is_one_word(hyphen: char, head: &str, tail: &str, words: &BTreeSet<String>) -> bool {
    if hyphen == '\u{ad}' {
        return true;
    }
    if !tail.starts_with(char::is_lowercase) {
        return false;
    }
    let tail = tail.trim_end_matches(['’', '\'']).to_lowercase();
    let bare = tail.split(['’', '\'']).next().unwrap_or(&tail);
    if words.contains(&format!("{head}-{tail}")) || words.contains(&format!("{head}-{bare}")) {
        return false;
    }
    if words.contains(&format!("{head}{tail}")) || words.contains(&format!("{head}{bare}")) {
        return true;
    }
    // A half that has a hyphen already is a compound: "on-the-ground".
    if head.contains('-') || bare.contains('-') || head.chars().any(|c| c.is_ascii_digit()) {
        return false;
    }
    is_ending(bare) || !is_first_half(head) && !words.contains(bare) && !words.contains(head)
}

/// Ends of words that are no words, and no second halves of compounds.
fn is_ending(tail: &str) -> bool {
    const ENDS: [&str; 46] = [
        "ment", "ments", "tion", "tions", "sion", "sions", "ing", "ings", "ence", "ences", "ance", "ances", "ness", "ity", "ities", "ly",
        "ism", "ist", "ists", "ible", "ous", "ive", "ives", "ized", "ised", "izing", "ising", "ically", "ally", "tional", "tive", "tives",
        "ture", "tures", "cial", "tial", "cian", "cians", "ted", "ting", "ters", "ders", "gress", "ernment", "isters", "mation",
    ];
    ENDS.contains(&tail)
}

/// First halves of compounds that are written with a hyphen as often as not.
fn is_first_half(head: &str) -> bool {
    const HEADS: [&str; 56] = [
        "all", "anti", "by", "co", "counter", "cross", "de", "east", "eight", "ex", "far", "fifty", "first", "five", "forty", "four",
        "full", "half", "high", "ill", "inter", "long", "low", "mid", "multi", "nine", "ninety", "non", "north", "off", "on", "one",
        "over", "post", "pre", "pro", "quasi", "re", "second", "self", "semi", "seven", "short", "six", "sixty", "south", "sub", "ten",
        "thirty", "three", "trans", "twenty", "two", "vice", "well", "west",
    ];
    HEADS.contains(&head)
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

    fn together(head: &str, tail: &str, known: &[&str]) -> String {
        let mut text = format!("the {head}");
        join(&mut text, tail, &known.iter().map(|word| (*word).to_owned()).collect());
        text.strip_prefix("the ").unwrap().to_owned()
    }

    #[test]
    fn words_are_joined_at_line_ends_unless_the_hyphen_may_be_real() {
        assert_eq!(together("confer-", "ence ended", &[]), "conference ended");
        assert_eq!(together("state-", "ment on", &["state"]), "statement on");
        assert_eq!(together("well-", "known man", &[]), "well-known man");
        assert_eq!(together("co-", "operation", &["co-operation"]), "co-operation");
        assert_eq!(together("co-", "operation", &["cooperation"]), "cooperation");
        assert_eq!(together("river-", "bank", &["river"]), "river-bank");
        assert_eq!(together("Franco-", "German", &[]), "Franco-German");
        assert_eq!(together("2015-", "16 season", &[]), "2015-16 season");
        assert_eq!(together("negoti\u{ad}", "ators", &["negoti"]), "negotiators");
        assert_eq!(together("talks –", "again", &[]), "talks – again");
    }

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
