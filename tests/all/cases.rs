//! Prose chapters of `tests/cases`: a sentence that explains, a text, and what is to be found in it.
//!
//! A case is any explanation, then one or more fenced blocks that are given, then a block fenced as `expect`:
//!
//! ````text
//! A weekday in a report counts back, today included.
//!
//! ```text published=2025-12-04
//! Talks resumed on Tuesday.
//! ```
//! ```expect
//! "Tuesday" DATE 2025-12-02 [2025-12-02, 2025-12-02]
//! ```
//! ````
//!
//! `BLESS=1 cargo test` rewrites the expectations; look at the difference before committing it.

use std::collections::BTreeSet;

use crate::chapters;
use crate::support::chapter;

/// One test per chapter, so that `cargo test --test all time` runs one; the list is kept to compare it with the folder.
macro_rules! chapters {
    ($($name:ident),* $(,)?) => {
        const NAMES: &[&str] = &[$(stringify!($name)),*];
        $(
            #[test]
            fn $name() {
                chapter::check(stringify!($name), chapters::$name::lines);
            }
        )*
    };
}

chapters!(
    actors,
    clean,
    discrepancies,
    formats,
    happenings,
    issues,
    merge,
    names,
    places,
    quotes,
    roles,
    sentences,
    stances,
    time,
    time_undated
);

#[test]
fn every_chapter_has_a_reader() {
    let readers: BTreeSet<String> = NAMES.iter().map(|name| (*name).to_owned()).collect();
    let orphans: Vec<String> = chapter::names().difference(&readers).cloned().collect();
    assert!(orphans.is_empty(), "chapters that nothing reads: {orphans:?}; add them to `chapters!` in tests/all/cases.rs");
}
