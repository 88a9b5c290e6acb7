//! The wordings of each statement by the words that they print: gathered once, however many pages print one of them.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::citations::{Gathered, Numbers};
use crate::base::When;
use crate::dossier::{Dossier, Statement, Wording};

/// Everybody who prints the same words.
#[derive(Debug)]
pub struct Printing<'a> {
    /// The first day that any of them gives.
    pub day: Option<When>,
    /// Where they stand.
    pub cited: Gathered<'a>,
}

/// The printings of every statement, each gathered when a page asks first.
#[derive(Debug)]
pub struct Printings<'a> {
    of_statement: Vec<OnceLock<BTreeMap<String, Printing<'a>>>>,
}

impl<'a> Printings<'a> {
    /// Nothing gathered yet.
    pub fn new(dossier: &'a Dossier) -> Self {
        Self { of_statement: std::iter::repeat_with(OnceLock::new).take(dossier.statements.len()).collect() }
    }

    /// The printing of some words of a statement, which are as `words_of` gives them for each of its wordings.
    pub fn get(
        &self,
        statement: &'a Statement,
        numbers: &Numbers,
        words: &str,
        words_of: impl Fn(&'a Wording) -> String,
    ) -> Option<&Printing<'a>> {
        let gather = || {
            let mut by_words: BTreeMap<String, Vec<&Wording>> = BTreeMap::new();
            for wording in &statement.wordings {
                by_words.entry(words_of(wording)).or_default().push(wording);
            }
            let printing = |same: Vec<&'a Wording>| {
                let cited = Gathered::of(numbers, same.iter().map(|wording| &wording.words))?;
                Some(Printing { day: same.iter().find_map(|wording| wording.when), cited })
            };
            by_words.into_iter().filter_map(|(words, same)| Some((words, printing(same)?))).collect()
        };
        self.of_statement.get(statement.id.0 as usize)?.get_or_init(gather).get(words)
    }
}
