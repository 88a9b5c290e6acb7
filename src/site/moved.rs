//! Stubs at the old addresses of pages.

use std::collections::{BTreeMap, BTreeSet};

use super::Redirect;
use super::desk::Desk;
use super::layout::Pages;
use super::route;
use super::views::moved::Moved;
use crate::base::{Diagnostic, Report};

/// A stub, with its path, for every redirect that leads to a page, through others if need be; reports those that do not.
pub fn stubs(desk: &Desk<'_>, pages: &Pages<'_, '_>, redirects: &[Redirect], report: &mut Report) -> Vec<(String, Moved)> {
    let next: BTreeMap<&str, &str> = redirects.iter().map(|one| (one.from.as_str(), one.to.as_str())).collect();
    let mut stubs = Vec::new();
    for one in redirects {
        let shown = |path: &str| route::clean(path).to_owned();
        if pages.title_at(&one.from).is_some() {
            let message = format!("{} has a page, so no redirect can start there", shown(&one.from));
            report.add(Diagnostic::new("S02", message).at(one.place.clone()));
            continue;
        }
        let target = target(one, &next, pages);
        match target.and_then(|path| Some((path, pages.title_at(path)?))) {
            Some((path, name)) => stubs.push((one.from.clone(), Moved::new(desk, &name, path))),
            None => {
                let mut finding = Diagnostic::new("S02", format!("no page stands at {}", shown(&one.to))).at(one.place.clone());
                finding.hints.extend(pages.nearest(&one.to).map(|path| format!("did you mean {:?}?", shown(path))));
                report.add(finding);
            }
        }
    }
    stubs
}

/// The page at the end of a chain of redirects; `None` when they run in a circle or end nowhere.
fn target<'r>(one: &'r Redirect, next: &BTreeMap<&str, &'r str>, pages: &Pages<'_, '_>) -> Option<&'r str> {
    let mut at = one.to.as_str();
    let mut seen = BTreeSet::new();
    while let (None, Some(further)) = (pages.title_at(at), next.get(at)) {
        if !seen.insert(at) {
            return None;
        }
        at = further;
    }
    Some(at)
}
