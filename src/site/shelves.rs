//! Long lists cut into pages: which page an event, a source or a difference stands on.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::citations::CHIPS;
use super::index::Index;
use super::route;
use crate::base::SourceId;
use crate::dossier::{Aspect, Discrepancy, Dossier, Event, EventId};

/// What a page may hold, in bytes of HTML as estimated below: half of the limit that the design sets, since estimates err.
const ROOM: usize = 250_000;
/// An entry of the timeline without its citations, and each citation with its card.
const EVENT: usize = 1_200;
const CITATION: usize = 1_100;
/// An entry of the list of sources.
const SOURCE: usize = 1_000;
/// A difference without its versions, and each version without its citations.
const DIFFERENCE: usize = 500;
const VERSION: usize = 300;

/// A page of a list, or the overview of pages below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelf<T> {
    /// Path of its file.
    pub path: String,
    /// What it covers.
    pub covers: T,
    /// Which of how many parts, counted from 1.
    pub part: (usize, usize),
    /// The places of its items in the list; empty on an overview.
    pub items: Vec<usize>,
    /// How many items stand on it or below it.
    pub n_items: usize,
}

impl<T> Shelf<T> {
    /// Whether it only leads to others.
    pub fn is_overview(&self) -> bool {
        self.items.is_empty() && self.n_items > 0
    }
}

/// A stretch of time that a page covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    /// All of it.
    All,
    /// One year.
    Year(i32),
    /// One month of a year.
    Month(i32, u32),
    /// What has no day.
    Undated,
}

impl Period {
    /// Whether another stretch lies inside it.
    pub fn holds(self, other: Self) -> bool {
        match (self, other) {
            (Self::All, _) => true,
            (Self::Year(year), Self::Month(of, _) | Self::Year(of)) => year == of,
            _ => self == other,
        }
    }

    /// The year that it lies in, where it lies in one.
    pub fn year(self) -> Self {
        if let Self::Month(year, _) = self { Self::Year(year) } else { self }
    }

    /// Whether it is a year that is over before a day.
    pub fn ends_before(self, day: NaiveDate) -> bool {
        matches!(self, Self::Year(year) if year < day.year())
    }

    /// The folder below the list's own.
    fn folder(self) -> String {
        match self {
            Self::All => String::new(),
            Self::Year(year) => format!("{year:04}/"),
            Self::Month(year, month) => format!("{year:04}/{month:02}/"),
            Self::Undated => "undated/".to_owned(),
        }
    }
}

/// The pages of a list, and the page of each of its items.
#[derive(Clone, Debug)]
pub struct Shelves<T> {
    /// Pages in reading order, overviews before what they lead to.
    pub list: Vec<Shelf<T>>,
    of: Vec<usize>,
}

impl<T> Shelves<T> {
    /// The pages with their paths.
    pub fn paths(&self) -> Vec<(usize, String)> {
        self.list.iter().map(|shelf| shelf.path.clone()).enumerate().collect()
    }

    /// Path of the page on which an item stands.
    pub fn path(&self, item: usize) -> &str {
        self.of.get(item).and_then(|&shelf| self.list.get(shelf)).map_or("", |shelf| shelf.path.as_str())
    }

    /// The places of all items on a page or on the pages below it, in order.
    pub fn items(&self, shelf: usize, holds: impl Fn(&T, &T) -> bool) -> Vec<usize> {
        let Some(own) = self.list.get(shelf) else { return Vec::new() };
        if !own.is_overview() {
            return own.items.clone();
        }
        self.list.iter().filter(|other| holds(&own.covers, &other.covers)).flat_map(|other| other.items.iter().copied()).collect()
    }

    fn new(n_items: usize, list: Vec<Shelf<T>>) -> Self {
        let mut of = vec![0; n_items];
        for (idx, shelf) in list.iter().enumerate() {
            shelf.items.iter().for_each(|&item| of[item] = idx);
        }
        Self { list, of }
    }
}

/// An item of a list by time.
struct Dated {
    item: usize,
    day: Option<NaiveDate>,
    weight: usize,
}

/// The pages of the timeline, whose events stand in the given order.
pub fn of_events(dossier: &Dossier, order: &[EventId]) -> Shelves<Period> {
    let dated = order.iter().filter_map(|id| {
        let event = dossier.timeline.get(id.idx())?;
        Some(Dated { item: id.idx(), day: event.when.as_ref().map(|when| when.value.latest()), weight: event_weight(event) })
    });
    by_time("timeline/", dossier.timeline.len(), &dated.collect::<Vec<_>>())
}

/// The pages of the list of sources, which stand in the given order; those that stand under another are left out.
pub fn of_sources(dossier: &Dossier, order: &[SourceId], index: &Index) -> Shelves<Period> {
    let dated = order.iter().filter_map(|id| {
        let source = dossier.sources.get(id.idx()).filter(|source| source.same_text.is_none())?;
        let n_copies = index.copies_of(*id).len().min(super::views::sources::COPIES);
        Some(Dated { item: id.idx(), day: source.day, weight: (1 + n_copies) * SOURCE })
    });
    by_time(&format!("sources/{}/", route::ALL), dossier.sources.len(), &dated.collect::<Vec<_>>()).with_first_at("sources/index.html")
}

/// The pages of the differences, which stand in the given order: all on one, or by aspect.
pub fn of_differences(all: &[Discrepancy], order: &[usize]) -> Shelves<Option<Aspect>> {
    let weights: Vec<usize> = all.iter().map(difference_weight).collect();
    let path = "differ/index.html".to_owned();
    let whole = Shelf { path, covers: None, part: (1, 1), items: order.to_vec(), n_items: all.len() };
    if weights.iter().sum::<usize>() <= ROOM {
        return Shelves::new(all.len(), vec![whole]);
    }
    let mut by_aspect: BTreeMap<Aspect, Vec<usize>> = BTreeMap::new();
    order.iter().for_each(|&idx| by_aspect.entry(all[idx].aspect).or_default().push(idx));
    let mut list = vec![Shelf { items: Vec::new(), ..whole }];
    for (aspect, items) in by_aspect {
        let folder = format!("differ/{}/", aspect.word());
        list.extend(in_parts(&folder, Some(aspect), &items, |idx| weights[idx]));
    }
    Shelves::new(all.len(), list)
}

impl Shelves<Period> {
    fn with_first_at(mut self, path: &str) -> Self {
        if let Some(first) = self.list.first_mut() {
            path.clone_into(&mut first.path);
        }
        self
    }
}

/// As few levels as possible: everything on one page, else by year, and by month where a year is too much.
fn by_time(folder: &str, n_items: usize, dated: &[Dated]) -> Shelves<Period> {
    let place = |period: Period| format!("{folder}{}", period.folder());
    let shelf = |period: Period, items: Vec<usize>, n_items: usize| Shelf {
        path: format!("{}index.html", place(period)),
        covers: period,
        part: (1, 1),
        items,
        n_items,
    };
    let items = |dated: &[&Dated]| -> Vec<usize> { dated.iter().map(|one| one.item).collect() };
    let weight = |dated: &[&Dated]| -> usize { dated.iter().map(|one| one.weight).sum() };
    let all: Vec<&Dated> = dated.iter().collect();
    if weight(&all) <= ROOM {
        return Shelves::new(n_items, vec![shelf(Period::All, items(&all), all.len())]);
    }
    let weights: BTreeMap<usize, usize> = dated.iter().map(|one| (one.item, one.weight)).collect();
    let in_parts = |period: Period, group: &[&Dated]| in_parts(&place(period), period, &items(group), |item| weights[&item]);
    let mut list = vec![shelf(Period::All, Vec::new(), all.len())];
    let mut years: BTreeMap<Option<i32>, Vec<&Dated>> = BTreeMap::new();
    for one in all {
        years.entry(one.day.map(|day| day.year())).or_default().push(one);
    }
    let undated = years.remove(&None).unwrap_or_default();
    for (year, group) in years.into_iter().filter_map(|(year, group)| Some((year?, group))) {
        if weight(&group) <= ROOM {
            list.push(shelf(Period::Year(year), items(&group), group.len()));
            continue;
        }
        list.push(shelf(Period::Year(year), Vec::new(), group.len()));
        let mut months: BTreeMap<u32, Vec<&Dated>> = BTreeMap::new();
        group.into_iter().for_each(|one| months.entry(one.day.map_or(1, |day| day.month())).or_default().push(one));
        for (month, group) in months {
            list.extend(in_parts(Period::Month(year, month), &group));
        }
    }
    if !undated.is_empty() {
        list.extend(in_parts(Period::Undated, &undated));
    }
    Shelves::new(n_items, list)
}

/// The pages of one group: `folder/`, `folder/2/`, `folder/3/`.
fn in_parts<T: Clone>(folder: &str, covers: T, items: &[usize], weight: impl Fn(usize) -> usize) -> Vec<Shelf<T>> {
    let parts = cut(&items.iter().map(|&item| weight(item)).collect::<Vec<_>>());
    let n = parts.len();
    let path = |idx: usize| if idx == 0 { format!("{folder}index.html") } else { format!("{folder}{}/index.html", idx + 1) };
    let part = |(idx, range): (usize, Range<usize>)| Shelf {
        path: path(idx),
        covers: covers.clone(),
        part: (idx + 1, n),
        n_items: range.len(),
        items: items[range].to_vec(),
    };
    parts.into_iter().enumerate().map(part).collect()
}

/// Cuts a list into stretches of nearly the same weight, none heavier than a page has room for but for its last item.
fn cut(weights: &[usize]) -> Vec<Range<usize>> {
    let total: usize = weights.iter().sum();
    let share = total.div_ceil(total.div_ceil(ROOM).max(1));
    let (mut parts, mut from, mut held) = (Vec::new(), 0, 0);
    for (idx, weight) in weights.iter().enumerate() {
        if held >= share && idx > from {
            parts.push(from..idx);
            (from, held) = (idx, 0);
        }
        held += weight;
    }
    parts.push(from..weights.len());
    parts
}

fn event_weight(event: &Event) -> usize {
    let mut sources: Vec<SourceId> = event.accounts.iter().map(|account| account.evidence.source).collect();
    sources.sort_unstable();
    sources.dedup();
    EVENT + sources.len().min(CHIPS) * CITATION
}

fn difference_weight(discrepancy: &Discrepancy) -> usize {
    let version = |n_evidence: usize| VERSION + n_evidence.min(CHIPS) * CITATION;
    let versions = discrepancy.versions.iter().take(super::wording::VERSIONS);
    DIFFERENCE + versions.map(|one| version(one.evidence().count())).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dated(days: &[(i32, u32, u32, usize)]) -> Vec<Dated> {
        let one = |(item, &(year, month, day, weight)): (usize, &(i32, u32, u32, usize))| Dated {
            item,
            day: NaiveDate::from_ymd_opt(year, month, day),
            weight,
        };
        days.iter().enumerate().map(one).collect()
    }

    fn paths(shelves: &Shelves<Period>) -> Vec<(&str, usize)> {
        shelves.list.iter().map(|shelf| (shelf.path.as_str(), shelf.items.len())).collect()
    }

    #[test]
    fn a_short_list_is_one_page() {
        let shelves = by_time("timeline/", 2, &dated(&[(2021, 1, 1, 10), (0, 13, 1, 10)]));
        assert_eq!(paths(&shelves), [("timeline/index.html", 2)]);
        assert_eq!(shelves.path(1), "timeline/index.html");
    }

    #[test]
    fn a_long_list_is_cut_by_year_and_month_and_part() {
        let big = ROOM / 2 + 1;
        let days = [(2020, 5, 1, 10), (2021, 1, 1, big), (2021, 2, 1, big), (2021, 2, 2, big), (2021, 2, 3, big), (0, 13, 1, 10)];
        let shelves = by_time("timeline/", days.len(), &dated(&days));
        let expected = [
            ("timeline/index.html", 0),
            ("timeline/2020/index.html", 1),
            ("timeline/2021/index.html", 0),
            ("timeline/2021/01/index.html", 1),
            ("timeline/2021/02/index.html", 2),
            ("timeline/2021/02/2/index.html", 1),
            ("timeline/undated/index.html", 1),
        ];
        assert_eq!(paths(&shelves), expected);
        assert!(shelves.list[0].is_overview() && !shelves.list[1].is_overview());
        assert_eq!((shelves.path(4), shelves.path(5)), ("timeline/2021/02/2/index.html", "timeline/undated/index.html"));
    }

    #[test]
    fn parts_hold_everything_once_and_fit() {
        for weights in [vec![7; 100_000], vec![ROOM * 2, 1, ROOM * 2], vec![], vec![ROOM - 1, ROOM - 1, 5]] {
            let parts = cut(&weights);
            let all: Vec<usize> = parts.iter().cloned().flatten().collect();
            assert_eq!(all, (0..weights.len()).collect::<Vec<_>>());
            let most = weights.iter().copied().max().unwrap_or(0);
            assert!(parts.into_iter().all(|part| weights[part].iter().sum::<usize>() < ROOM + most.max(1)));
        }
    }
}
