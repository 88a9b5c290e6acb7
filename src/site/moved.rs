//! Stubs at the old addresses of pages.

use std::collections::{BTreeMap, BTreeSet};

use super::Redirect;
use super::book::Book;
use super::route;
use super::views::moved::Moved;
use crate::base::{Diagnostic, Report};

/// Adds a stub for every redirect that leads to a page, through others if need be; reports those that do not.
pub fn add(book: &mut Book<'_, '_>, redirects: &[Redirect], report: &mut Report) {
    let next: BTreeMap<&str, &str> = redirects.iter().map(|one| (one.from.as_str(), one.to.as_str())).collect();
    for one in redirects {
        let shown = |path: &str| route::clean(path).to_owned();
        if book.title_at(&one.from).is_some() {
            let message = format!("{} has a page, so no redirect can start there", shown(&one.from));
            report.add(Diagnostic::new("S02", message).at(one.place.clone()));
            continue;
        }
        let target = target(one, &next, book);
        match target.and_then(|path| Some((path, book.title_at(path)?.to_owned()))) {
            Some((path, name)) => {
                let moved = Moved::new(book.desk(), &name, path);
                book.add(&one.from, "moved.html", |_| moved.into());
            }
            None => {
                let mut finding = Diagnostic::new("S02", format!("no page stands at {}", shown(&one.to))).at(one.place.clone());
                finding.hints.extend(book.nearest(&one.to).map(|path| format!("did you mean {:?}?", shown(path))));
                report.add(finding);
            }
        }
    }
}

/// The page at the end of a chain of redirects; `None` when they run in a circle or end nowhere.
fn target<'r>(one: &'r Redirect, next: &BTreeMap<&str, &'r str>, book: &Book<'_, '_>) -> Option<&'r str> {
    let mut at = one.to.as_str();
    let mut seen = BTreeSet::new();
    while let (None, Some(further)) = (book.title_at(at), next.get(at)) {
        if !seen.insert(at) {
            return None;
        }
        at = further;
    }
    Some(at)
}
