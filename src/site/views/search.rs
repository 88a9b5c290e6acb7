//! The search page: a form for whoever has script, and every name for everybody.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::link::Link;
use crate::site::desk::Desk;
use crate::site::fold::folded;
use crate::site::search::{self, Found, Record};

/// More names than these are divided by their first letter.
const MANY: usize = 600;

/// All that the page says.
#[derive(Clone, Debug, Serialize)]
pub struct SearchPage {
    /// Title.
    pub title: String,
    /// What can be found.
    pub lede: String,
    /// Headings of results by kind, in their order; empty on a page of one letter.
    pub kinds: Vec<KindHead>,
    /// Pages of single letters, when there are many names.
    pub letters: Vec<Letter>,
    /// Names by kind.
    pub groups: Vec<Group>,
}

/// The heading of one kind of results.
#[derive(Clone, Debug, Serialize)]
pub struct KindHead {
    /// `person`, `organisation`, `state`, `place`, `issue`, `event` or `sentence`.
    pub kind: &'static str,
    /// Its words.
    pub label: String,
}

/// The page of one first letter.
#[derive(Clone, Debug, Serialize)]
pub struct Letter {
    /// The letter.
    pub label: String,
    /// Path of its page.
    pub href: String,
    /// How many names begin so.
    pub n: usize,
    /// It is the page itself.
    pub current: bool,
}

/// Names of one kind.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// Anchor.
    pub id: String,
    /// The kind in words.
    pub label: String,
    /// Names in order of the alphabet.
    pub items: Vec<Link>,
}

/// What the pages of the search room are made of.
pub struct Names {
    all: Vec<Record>,
    by_letter: BTreeMap<char, Vec<usize>>,
}

impl Names {
    /// Every name in order of the alphabet.
    pub fn new(desk: &Desk<'_>) -> Self {
        let mut all = search::things(desk);
        all.sort_by_cached_key(|record| (folded(&record.words), record.path.clone()));
        let mut by_letter: BTreeMap<char, Vec<usize>> = BTreeMap::new();
        for (idx, record) in all.iter().enumerate() {
            by_letter.entry(initial(&record.words)).or_default().push(idx);
        }
        Self { all, by_letter }
    }

    /// The letters that have a page of their own; none when all names stand on one.
    pub fn letters(&self) -> impl Iterator<Item = char> + '_ {
        let many = self.all.len() > MANY;
        self.by_letter.keys().copied().filter(move |_| many)
    }
}

/// Path and letter of every page of the room, its first page first.
pub fn pages(names: &Names) -> Vec<(String, Option<char>)> {
    let letters = names.letters().map(|letter| (letter_path(letter), Some(letter)));
    std::iter::once(("search/index.html".to_owned(), None)).chain(letters).collect()
}

/// Path of a letter's page.
fn letter_path(letter: char) -> String {
    if letter.is_ascii_alphanumeric() {
        format!("search/{letter}/index.html")
    } else {
        format!("search/u{:04x}/index.html", u32::from(letter))
    }
}

/// Lays out the page; with a letter, that of the names which begin with it.
pub fn view(desk: &Desk<'_>, names: &Names, letter: Option<char>) -> SearchPage {
    let words = desk.words;
    let kinds = Found::ALL.into_iter().map(|kind| KindHead { kind: kind.word(), label: heading(desk, kind) });
    let letters: Vec<Letter> = names
        .letters()
        .map(|one| Letter {
            label: one.to_uppercase().to_string(),
            href: letter_path(one),
            n: names.by_letter[&one].len(),
            current: Some(one) == letter,
        })
        .collect();
    let listed: Vec<&Record> = match letter {
        Some(letter) => names.by_letter.get(&letter).into_iter().flatten().map(|&idx| &names.all[idx]).collect(),
        None if letters.is_empty() => names.all.iter().collect(),
        None => Vec::new(),
    };
    let title = match letter {
        Some(letter) => words.fill("search.letter_title", &[("letter", &letter.to_uppercase().to_string())]),
        None => words.get("search.title").to_owned(),
    };
    let lede = if names.all.is_empty() { "search.empty" } else { "search.lede" };
    SearchPage {
        title,
        lede: words.get(lede).to_owned(),
        kinds: if letter.is_none() { kinds.collect() } else { Vec::new() },
        letters,
        groups: groups(desk, &listed),
    }
}

fn groups(desk: &Desk<'_>, listed: &[&Record]) -> Vec<Group> {
    let present: BTreeSet<Found> = listed.iter().map(|record| record.kind).collect();
    let group = |kind: Found| Group {
        id: format!("all-{}", kind.word()),
        label: heading(desk, kind),
        items: listed
            .iter()
            .filter(|record| record.kind == kind)
            .map(|record| Link { name: record.words.clone(), href: record.path.clone(), hue: String::new(), note: String::new() })
            .collect(),
    };
    present.into_iter().map(group).collect()
}

fn heading(desk: &Desk<'_>, kind: Found) -> String {
    desk.words.get(&format!("search.{}", kind.word())).to_owned()
}

/// The letter under which a name stands: marks left out, the number sign for names without one.
fn initial(name: &str) -> char {
    folded(name).chars().find(|c| c.is_alphabetic()).unwrap_or('0')
}
