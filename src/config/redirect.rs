//! Old addresses of pages.

use std::collections::BTreeSet;

use super::Redirect;
use super::file::WrittenRedirect;
use super::table::{Problems, Written};

/// Answers for every `[[redirect]]`, and reports those that cannot be used.
pub(super) fn resolve(written: Vec<WrittenRedirect>, problems: &mut Problems<'_>) -> Vec<Redirect> {
    let mut seen = BTreeSet::new();
    written.into_iter().filter_map(|redirect| one(redirect, &mut seen, problems)).collect()
}

fn one(redirect: WrittenRedirect, seen: &mut BTreeSet<String>, problems: &mut Problems<'_>) -> Option<Redirect> {
    let (Some(from), Some(to)) = (redirect.from, redirect.to) else {
        problems.wrong(&redirect.at, "a [[redirect]] needs `from`, the old address of a page, and `to`, the new one");
        return None;
    };
    let from_path = page(&from, "from", problems)?;
    let to_path = page(&to, "to", problems)?;
    if from_path == to_path {
        problems.wrong(&to.at, "a [[redirect]] leads back to where it starts");
        return None;
    }
    if !seen.insert(from_path.clone()) {
        problems.wrong(&from.at, format!("a second [[redirect]] from {}", from.value));
        return None;
    }
    Some(Redirect { from: from_path, to: to_path, line: problems.line(&from.at) })
}

/// The file behind an address such as "actors/a-b", "/actors/a-b/" or "actors/a-b/index.html".
fn page(address: &Written<String>, key: &str, problems: &mut Problems<'_>) -> Option<String> {
    let path = address.value.trim().trim_start_matches('/').trim_end_matches('/');
    let plain = |part: &str| {
        !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', '#', '?', ':']) && !part.contains(char::is_control)
    };
    if !path.split('/').all(plain) {
        problems.wrong(&address.at, format!("`{key}` is the address of a page below the site's root, such as \"actors/anna-lindqvist/\""));
        return None;
    }
    Some(if path.ends_with(".html") { path.to_owned() } else { format!("{path}/index.html") })
}
