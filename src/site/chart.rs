//! The dot strip: one column per day, week or month; integers only.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::days::Order;
use super::desk::Desk;
use super::route;
use super::shelves::{Period, Shelf};
use super::wording::Group;
use crate::base::Grain;
use crate::dossier::Event;

mod axis;

use axis::{Axis, Unit};

/// The view box.
const WIDTH: i64 = 1120;
const AXIS: i64 = 190;
/// Distance between marks of one column.
const STEP: i64 = 22;
/// Marks of a column before it says "+n".
const STACK: usize = 8;
/// Columns of more than a day draw blocks instead of marks when one of them has more events than these.
const CROWDED: usize = 2 * STACK;
/// The tallest column of blocks.
const TALLEST: i64 = STEP * STACK as i64;
/// Width of a figure above a column.
const FIGURE: i64 = 8;
/// Bars below the axis.
const BARS: usize = 3;
/// Letters of a label that is worth printing inside its bar.
const LABEL: usize = 24;
/// The chart in numbers.
#[derive(Clone, Debug, Serialize)]
pub struct Strip {
    /// What it shows, for its `<title>`.
    pub title: String,
    /// Height of the view box.
    pub height: i64,
    /// Where the axis runs.
    pub axis: i64,
    /// Columns with their marks.
    pub columns: Vec<Column>,
    /// Events of several days.
    pub bars: Vec<Bar>,
    /// Groups of which there is a mark, for the legend.
    pub groups: Vec<&'static str>,
}

/// One column.
#[derive(Clone, Debug, Serialize)]
pub struct Column {
    /// Left edge.
    pub left: i64,
    /// Middle.
    pub x: i64,
    /// First line of the label.
    pub label: String,
    /// Second line.
    pub sub: String,
    /// Address of the page that holds the column's events, where that is another.
    pub href: Option<String>,
    /// Marks from the axis upwards.
    pub marks: Vec<Mark>,
    /// Where columns are crowded, its events by group from the axis upwards, in place of marks.
    pub stack: Option<Stack>,
    /// "+3" above a full column, or the number of its events above blocks.
    pub more: Option<More>,
}

/// The events of a crowded column.
#[derive(Clone, Debug, Serialize)]
pub struct Stack {
    /// "Jan 2022: 12 meetings, 3 statements".
    pub title: String,
    /// Address of the first of them, from this page.
    pub href: String,
    /// Left edge.
    pub x: i64,
    /// Width.
    pub width: i64,
    /// One for each group.
    pub blocks: Vec<Block>,
}

/// The events of one group in a crowded column.
#[derive(Clone, Debug, Serialize)]
pub struct Block {
    /// `meet`, `say`, `act` or `mil`.
    pub group: &'static str,
    /// Top edge.
    pub y: i64,
    /// Height, in proportion to the number of events.
    pub height: i64,
}

/// Words above a column.
#[derive(Clone, Debug, Serialize)]
pub struct More {
    /// "+3", or "12".
    pub text: String,
    /// Its place.
    pub y: i64,
}

/// One event.
#[derive(Clone, Debug, Serialize)]
pub struct Mark {
    /// Address of its entry, from this page.
    pub href: String,
    /// Its title.
    pub title: String,
    /// `meet`, `say`, `act` or `mil`.
    pub group: &'static str,
    /// Middle of the mark.
    pub y: i64,
}

/// An event of several days.
#[derive(Clone, Debug, Serialize)]
pub struct Bar {
    /// Address of its entry, from this page.
    pub href: String,
    /// Its title, as far as it fits.
    pub label: String,
    /// Where the label begins: inside, or behind a bar that is too short for words.
    pub label_x: i64,
    /// Its whole title.
    pub title: String,
    /// Left edge.
    pub x: i64,
    /// Top edge.
    pub y: i64,
    /// Width.
    pub width: i64,
    /// The days are not given.
    pub dashed: bool,
}

/// One row of the chart as a list.
#[derive(Clone, Debug, Serialize)]
pub struct Tally {
    /// The day or span.
    pub label: String,
    /// ": 1 meeting, 2 statements", for screen readers.
    pub counts: String,
    /// Anchor of the first event.
    pub id: String,
    /// Groups of its events, at most eight.
    pub marks: Vec<&'static str>,
}

/// The chart of the dated events of one page of the timeline, or of those below it; `None` when no event has a single day.
pub fn strip(desk: &Desk<'_>, shelf: &Shelf<Period>, events: &[&Event]) -> Option<Strip> {
    let axis = Axis::of(events, matches!(shelf.covers, Period::Month(..)))?;
    let mut stacks: BTreeMap<usize, Vec<&Event>> = BTreeMap::new();
    for event in events {
        let day = event.when.as_ref().and_then(|when| when.value.exact());
        if let Some(column) = day.and_then(|day| axis.column(day)) {
            stacks.entry(column).or_default().push(event);
        }
    }
    let most = stacks.values().map(Vec::len).max().unwrap_or(0);
    let crowded = (axis.unit != Unit::Day && most > CROWDED).then_some(most);
    let columns = axis
        .starts
        .iter()
        .enumerate()
        .map(|(idx, &start)| column(desk, shelf, &axis, crowded, (idx, start), stacks.get(&idx).map_or(&[][..], Vec::as_slice)))
        .collect();
    let bars = bars(desk, shelf, &axis, events);
    let present = |group: &Group| stacks.values().flatten().any(|event| Group::of(event.kind) == *group);
    let title = desk.words.fill("timeline.strip", &[("from", &desk.days.short(axis.starts[0])), ("to", &desk.days.short(axis.end))]);
    let tallest = most.min(STACK + 1) as i64;
    // Short stacks leave no empty sky above them.
    let sky = (STACK as i64 + 1 - tallest.max(2)) * STEP - 14;
    let height = AXIS + 44 + bars.len() as i64 * 27 - sky;
    Some(Strip {
        title,
        height,
        axis: AXIS - sky,
        columns: shifted(columns, sky),
        bars: bars.into_iter().map(|bar| Bar { y: bar.y - sky, ..bar }).collect(),
        groups: Group::ALL.into_iter().filter(present).map(Group::word).collect(),
    })
}

fn shifted(mut columns: Vec<Column>, sky: i64) -> Vec<Column> {
    for column in &mut columns {
        column.marks.iter_mut().for_each(|mark| mark.y -= sky);
        column.more.iter_mut().for_each(|more| more.y -= sky);
        column.stack.iter_mut().flat_map(|stack| &mut stack.blocks).for_each(|block| block.y -= sky);
    }
    columns
}

/// One column; `crowded` is the number of events of the fullest, where blocks are drawn.
fn column(
    desk: &Desk<'_>,
    shelf: &Shelf<Period>,
    axis: &Axis,
    crowded: Option<usize>,
    (idx, start): (usize, NaiveDate),
    events: &[&Event],
) -> Column {
    let (i, n) = (idx as i64, axis.starts.len() as i64);
    let (left, right) = (i * WIDTH / n, (i + 1) * WIDTH / n);
    let (marks, stack, more) = match crowded {
        Some(most) => {
            let stack = stack(desk, shelf, &axis.label(desk, start, 0), (left, right), most, events);
            let more = stack.as_ref().and_then(|stack| number_above(desk, stack, events.len(), right - left));
            (Vec::new(), stack, more)
        }
        None => {
            let (marks, more) = marks(desk, shelf, events);
            (marks, None, more)
        }
    };
    // Narrow columns label every second, third … one.
    let every = match axis.unit {
        Unit::Day => 1 + n / if axis.of_a_month { 32 } else { 16 },
        _ => 1 + n / 14,
    };
    let labelled = i % every == 0;
    let (label, sub) = if labelled { axis.label(desk, start, idx) } else { (String::new(), String::new()) };
    let leads = |event: &&Event| shelf.is_overview().then(|| below_root(shelf, desk.timeline.path(event.id.idx())));
    let href = events.first().filter(|_| axis.unit != Unit::Week).and_then(leads);
    Column { left, x: (left + right) / 2, label, sub, href, marks, stack, more }
}

/// A mark for each event, as far as there is room, and how many there was none for.
fn marks(desk: &Desk<'_>, shelf: &Shelf<Period>, events: &[&Event]) -> (Vec<Mark>, Option<More>) {
    let kept = if events.len() > STACK { STACK - 1 } else { events.len() };
    let marks = heaviest(events, kept).into_iter().zip(0_i64..).map(|(event, level)| Mark {
        href: href(desk, shelf, event),
        title: desk.title(event.id).to_owned(),
        group: Group::of(event.kind).word(),
        y: AXIS - 16 - level * STEP,
    });
    let more = (kept < events.len()).then(|| More {
        text: desk.words.fill("timeline.more", &[("n", &desk.words.number(events.len() - kept))]),
        y: AXIS - 12 - kept as i64 * STEP,
    });
    (marks.collect(), more)
}

/// The events of a crowded column as blocks, the fullest column reaching to the top.
fn stack(
    desk: &Desk<'_>,
    shelf: &Shelf<Period>,
    (label, sub): &(String, String),
    (left, right): (i64, i64),
    most: usize,
    events: &[&Event],
) -> Option<Stack> {
    let first = events.first()?;
    let count = |group: Group| events.iter().filter(|event| Group::of(event.kind) == group).count();
    let when = format!("{label} {sub}");
    let gap = ((right - left) / 6).min(6);
    Some(Stack {
        title: format!("{}: {}", when.trim_end(), counts(desk, events)),
        href: href(desk, shelf, first),
        x: left + gap,
        width: right - left - 2 * gap,
        blocks: blocks(Group::ALL.map(count), most),
    })
}

/// A block for each group that has events; the column of `most` events reaches to the top.
fn blocks(counts: [usize; 4], most: usize) -> Vec<Block> {
    let height = |n: usize| n as i64 * TALLEST / most.max(1) as i64;
    let mut below = 0;
    let mut blocks = Vec::new();
    for (group, n) in Group::ALL.into_iter().zip(counts) {
        // Edges are rounded, not heights, so that a column is as tall as all its events.
        let (bottom, top) = (height(below), height(below + n));
        below += n;
        if top > bottom {
            blocks.push(Block { group: group.word(), y: AXIS - top, height: top - bottom });
        }
    }
    blocks
}

/// The number of a column's events above its blocks, where the column is wide enough.
fn number_above(desk: &Desk<'_>, stack: &Stack, n: usize, width: i64) -> Option<More> {
    let text = desk.words.number(n);
    let top = stack.blocks.iter().map(|block| block.y).min()?;
    (text.chars().count() as i64 * FIGURE <= width).then(|| More { text, y: top - 6 })
}

/// The weightiest of some events, in their order; of equals the later ones.
pub fn heaviest<'a>(events: &[&'a Event], n: usize) -> Vec<&'a Event> {
    let mut chosen: Vec<(usize, &Event)> = events.iter().copied().enumerate().collect();
    chosen.sort_by(|(a_at, a), (b_at, b)| b.salience.total_cmp(&a.salience).then_with(|| b_at.cmp(a_at)));
    chosen.truncate(n);
    chosen.sort_by_key(|(at, _)| *at);
    chosen.into_iter().map(|(_, event)| event).collect()
}

/// The address of an event's entry from a page of the timeline.
fn href(desk: &Desk<'_>, shelf: &Shelf<Period>, event: &Event) -> String {
    let own = desk.timeline.path(event.id.idx()) == shelf.path;
    if own { format!("#{}", desk.event_anchor(event.id)) } else { below_root(shelf, &desk.event_path(event.id)) }
}

fn below_root(shelf: &Shelf<Period>, path: &str) -> String {
    format!("{}{path}", route::root_of(&shelf.path))
}

/// The longest spans that fit, each on a line of its own.
fn bars(desk: &Desk<'_>, shelf: &Shelf<Period>, axis: &Axis, events: &[&Event]) -> Vec<Bar> {
    let mut spans: Vec<&&Event> = events
        .iter()
        .filter(|event| event.when.as_ref().is_some_and(|when| when.value.exact().is_none() && when.value.n_days() <= 92))
        .collect();
    spans.sort_by(|a, b| b.salience.total_cmp(&a.salience).then_with(|| a.id.cmp(&b.id)));
    spans.truncate(BARS);
    spans.sort_by_key(|event| event.id);
    let n = axis.starts.len() as i64;
    let mut bars = Vec::new();
    for event in spans {
        let Some(when) = event.when.as_ref().map(|when| when.value) else { continue };
        let first = axis.column(when.earliest().max(axis.starts[0]));
        let last = axis.column(when.latest().min(axis.end));
        let (Some(first), Some(last)) = (first, last) else { continue };
        let (x, right) = (first as i64 * WIDTH / n + 8, (last as i64 + 1) * WIDTH / n - 8);
        let width = (right - x).max(12);
        let letters = |width: i64| usize::try_from(width / 8).unwrap_or(0);
        let title = desk.title(event.id).to_owned();
        let inside = letters(width) >= LABEL;
        let label = short_label(&title, letters(if inside { width } else { WIDTH - x - width }));
        bars.push(Bar {
            href: href(desk, shelf, event),
            label,
            label_x: if inside { x + 8 } else { x + width + 6 },
            title,
            x,
            y: AXIS + 44 + bars.len() as i64 * 27,
            width,
            dashed: when.grain() != Grain::Days,
        });
    }
    bars
}

fn short_label(title: &str, n_chars: usize) -> String {
    if title.chars().count() <= n_chars {
        return title.to_owned();
    }
    let mut label = String::new();
    for word in title.split_whitespace() {
        if label.chars().count() + word.chars().count() + 2 > n_chars {
            break;
        }
        label.push_str(word);
        label.push(' ');
    }
    if label.is_empty() { label } else { format!("{label}…") }
}

/// The chart as a list: one row for each day, or span, that has an event.
pub fn tally(desk: &Desk<'_>, events: &[&Event]) -> Vec<Tally> {
    let mut rows: BTreeMap<Order, Vec<&Event>> = BTreeMap::new();
    for event in events {
        let Some(when) = event.when.as_ref().map(|when| when.value) else { continue };
        rows.entry(desk.days.order(when)).or_default().push(event);
    }
    rows.into_iter()
        .map(|((_, _, _, label), events)| Tally {
            label,
            counts: format!(": {}", counts(desk, &events)),
            id: events.first().map(|event| desk.event_anchor(event.id)).unwrap_or_default(),
            marks: events.iter().take(STACK).map(|event| Group::of(event.kind).word()).collect(),
        })
        .collect()
}

fn counts(desk: &Desk<'_>, events: &[&Event]) -> String {
    let count = |group: Group| events.iter().filter(|event| Group::of(event.kind) == group).count();
    let parts: Vec<String> = Group::ALL
        .into_iter()
        .filter(|group| count(*group) > 0)
        .map(|group| desk.words.count(&format!("group.{}_n", group.word()), count(group)))
        .collect();
    parts.join(desk.words.get("list.comma"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_stand_on_each_other_and_fill_the_fullest_column() {
        let full = blocks([7, 0, 3, 1], 11);
        assert_eq!(full.iter().map(|block| block.group).collect::<Vec<_>>(), ["meet", "act", "mil"]);
        assert_eq!(full.iter().map(|block| block.height).sum::<i64>(), TALLEST);
        assert!(full.windows(2).all(|pair| pair[1].y + pair[1].height == pair[0].y), "{full:?}");
        assert_eq!(full[0].y + full[0].height, AXIS);
        let half = blocks([22, 0, 0, 0], 44);
        assert_eq!(half[0].height, TALLEST / 2);
    }
}
