//! Names of articles inside a file, by which `site.toml` and the source pages call them.

use std::collections::{BTreeMap, BTreeSet};

use super::Entry;

/// Characters of a name.
const MOST: usize = 60;

/// Gives every entry its name: the last telling step of its address, else its title, else its number; names that occur twice are numbered.
///
/// A name does not depend on the order of the entries, so that it stays when a feed is saved anew with fresh entries on top.
pub(super) fn name(mut entries: Vec<Entry>) -> Vec<Entry> {
    let mut taken = BTreeSet::new();
    let mut last: BTreeMap<String, usize> = BTreeMap::new();
    for (n, entry) in entries.iter_mut().enumerate() {
        let own = entry.stated.url.as_ref().and_then(|url| of_address(&url.value));
        let title = || entry.stated.title.as_ref().map(|title| slug(&title.value)).filter(|name| !name.is_empty());
        let base = own.or_else(title).unwrap_or_else(|| (n + 1).to_string());
        let mut name = base.clone();
        while !taken.insert(name.clone()) {
            let number = last.entry(base.clone()).and_modify(|number| *number += 1).or_insert(2);
            name = format!("{base}-{number}");
        }
        entry.name = Some(name);
    }
    entries
}

/// The last step of an address that has a word in it: "envoys-leave-juba" of "https://courier.example/2016/envoys-leave-juba.html?page=1".
fn of_address(url: &str) -> Option<String> {
    let url = url::Url::parse(url).ok()?;
    let step = url.path_segments()?.rfind(|step| !step.is_empty())?;
    let decoded = step.split('.').next().unwrap_or(step);
    let name = slug(&percent_decoded(decoded));
    let telling = name.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && !matches!(name.as_str(), "index" | "default" | "article" | "story" | "view" | "node" | "post" | "item" | "print" | "amp");
    telling.then_some(name)
}

fn percent_decoded(text: &str) -> String {
    let pairs = format!("x={}", text.replace('+', "%2B"));
    url::form_urlencoded::parse(pairs.as_bytes()).next().map(|(_, value)| value.into_owned()).unwrap_or_default()
}

fn slug(text: &str) -> String {
    let plain = deunicode::deunicode(text).to_lowercase();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut slug = String::new();
    for word in words {
        if !slug.is_empty() && slug.len() + word.len() >= MOST {
            break;
        }
        slug.push_str(if slug.is_empty() { "" } else { "-" });
        slug.push_str(word);
    }
    slug.truncate(MOST);
    slug
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Basis, Known};
    use crate::ingest::Format;
    use crate::ingest::container::Content;
    use crate::ingest::draft::Found;

    fn entry(url: Option<&str>, title: Option<&str>) -> Entry {
        let known = |text: Option<&str>| text.map(|text| Known::new(text.to_owned(), Basis::Container));
        let stated = Found { url: known(url), title: known(title), ..Found::default() };
        Entry { name: None, content: Content::Text(Format::Text, String::new()), stated, first: true }
    }

    #[test]
    fn names_are_readable_and_different() {
        let entries = vec![
            entry(Some("https://courier.example/2016/03/envoys-leave-juba.html?from=rss"), Some("Two maps")),
            entry(Some("https://courier.example/?p=17"), Some("Żeljava: two maps!")),
            entry(Some("https://courier.example/sport/envoys-leave-juba/"), None),
            entry(None, None),
            entry(Some("https://courier.example/%D0%BC%D0%B8%D1%80"), None),
        ];
        let names: Vec<String> = name(entries).into_iter().filter_map(|entry| entry.name).collect();
        assert_eq!(names, ["envoys-leave-juba", "zeljava-two-maps", "envoys-leave-juba-2", "4", "mir"]);
    }
}
