//! The letters of a page become lines in reading order: columns one after the other, each from the top down.

use super::pdf_page::{Page, Run};

/// A line of a page.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub text: String,
    pub left: f64,
    pub right: f64,
    pub base: f64,
    pub size: f64,
    pub page: usize,
    /// The column in which it stands, counted over all pages.
    pub column: usize,
    /// It stands in the upper or lower margin of its page.
    pub margin: bool,
}

/// The lines of a page in reading order.
pub(super) fn page_lines(page: Page, number: usize, column: &mut usize) -> Vec<Line> {
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

pub(super) fn median(values: impl Iterator<Item = f64>) -> f64 {
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
