//! Ways between the pages of a long list: what stands before and after, and what an overview leads to.

use serde::Serialize;

use crate::site::desk::Desk;
use crate::site::shelves::{Period, Shelf, Shelves};

/// The way from one page of a list to its neighbours.
#[derive(Clone, Debug, Serialize)]
pub struct Pager {
    /// The whole list.
    pub up: Way,
    /// The page before.
    pub previous: Option<Way>,
    /// The page after.
    pub next: Option<Way>,
}

/// A link to a page of the list.
#[derive(Clone, Debug, Serialize)]
pub struct Way {
    /// "March 2024".
    pub label: String,
    /// Its path.
    pub href: String,
    /// "12 events"; empty where nothing is counted.
    pub count: String,
    /// The pages below it.
    pub below: Vec<Way>,
}

/// The neighbours of a page among those that hold items; `None` on a list of one page.
pub fn pager<T>(desk: &Desk<'_>, shelves: &Shelves<T>, here: usize, up: &str, label: impl Fn(&Shelf<T>) -> String) -> Option<Pager> {
    let words = desk.words;
    let way = |key: &str, shelf: &Shelf<T>| Way {
        label: words.fill(key, &[("name", &label(shelf))]),
        href: shelf.path.clone(),
        count: String::new(),
        below: Vec::new(),
    };
    let (before, after) = (&shelves.list[..here], shelves.list.get(here + 1..)?);
    let top = shelves.list.first().filter(|_| here > 0)?;
    Some(Pager {
        up: Way { label: up.to_owned(), ..way("list.next", top) },
        previous: before.iter().rev().find(|shelf| !shelf.is_overview()).map(|shelf| way("list.previous", shelf)),
        next: after.iter().find(|shelf| !shelf.is_overview()).map(|shelf| way("list.next", shelf)),
    })
}

/// What an overview of a list by time leads to: the wanted years with their months, or the months of its own year.
pub fn ways(
    desk: &Desk<'_>,
    shelves: &Shelves<Period>,
    here: usize,
    count: impl Fn(usize) -> String,
    wanted: impl Fn(Period) -> bool,
) -> Vec<Way> {
    let own = shelves.list[here].covers;
    let below = |shelf: &&Shelf<Period>| shelf.covers != own && own.holds(shelf.covers) && wanted(shelf.covers.year());
    let mut ways: Vec<Way> = Vec::new();
    for shelf in shelves.list.iter().skip(1).filter(below) {
        let way = |label: String| Way { label, href: shelf.path.clone(), count: count(shelf.n_items), below: Vec::new() };
        match shelf.covers {
            Period::Month(year, month) if own == Period::All => {
                let label = desk.words.nth("date.months_short", month as usize - 1).to_owned();
                let in_year = ways.iter_mut().rev().find(|one| one.label == year.to_string());
                in_year
                    .into_iter()
                    .for_each(|one| one.below.push(Way { label: in_part(desk, label.clone(), shelf.part), ..way(String::new()) }));
            }
            _ => ways.push(way(period(desk, shelf))),
        }
    }
    ways
}

/// "March 2024", "March 2024, part 2 of 3", "2024", "No day given".
pub fn period(desk: &Desk<'_>, shelf: &Shelf<Period>) -> String {
    let name = match shelf.covers {
        Period::All => String::new(),
        Period::Year(year) => year.to_string(),
        Period::Month(year, month) => format!("{} {year}", desk.words.nth("date.months", month as usize - 1)),
        Period::Undated => desk.words.get("date.none").to_owned(),
    };
    in_part(desk, name, shelf.part)
}

/// "March 2024, part 2 of 3"; the name alone when there is one part.
pub fn in_part(desk: &Desk<'_>, name: String, (part, of): (usize, usize)) -> String {
    if of < 2 {
        return name;
    }
    desk.words.fill("list.part", &[("name", &name), ("n", &part.to_string()), ("all", &of.to_string())])
}
