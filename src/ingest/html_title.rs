//! The headline of a page and the name of its outlet, told apart in any of the forms in which pages join them.

use std::collections::BTreeSet;

use super::headline::split_outlet;
use super::html_head::Head;
use super::json_ld::Stated;
use super::lines::folded;

/// What a page is called and who published it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Named {
    pub title: Option<String>,
    pub outlet: Option<String>,
}

/// Reads both from what the markup states; the host helps to know the outlet.
pub(super) fn read(head: &Head, stated: &Stated, host: Option<&str>) -> Named {
    let full = head.title.as_deref();
    let shared = head.meta(&["og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title"]).or(full);
    let suffix = full.or(shared).and_then(split_outlet).map(|(_, outlet)| outlet);
    let outlet = outlet(head, stated, suffix, host);
    let names: Vec<String> =
        [outlet.as_deref(), stated.publisher.as_deref(), head.meta(&["og:site_name"]), host].into_iter().flatten().map(folded).collect();
    Named { title: title(head, stated, shared, &names), outlet }
}

/// A heading that agrees with the page's title, the only heading, the structured data, the page's title.
fn title(head: &Head, stated: &Stated, shared: Option<&str>, names: &[String]) -> Option<String> {
    let wholes: Vec<String> =
        [shared, head.title.as_deref()].into_iter().flatten().map(folded).filter(|whole| !names.contains(whole)).collect();
    let headings: Vec<&String> = head.headings.iter().filter(|heading| !names.contains(&folded(heading))).collect();
    let agrees = |heading: &&&String| {
        let one = folded(heading);
        let agrees =
            |whole: &String| whole.starts_with(&one) || one.starts_with(whole) || whole.ends_with(&one) && one.len() * 2 > whole.len();
        one.contains(' ') && wholes.iter().any(agrees)
    };
    let only = || {
        let only = headings.first().filter(|_| headings.len() == 1)?;
        let fits = shared.is_none_or(|shared| is_alike(only, shared));
        (fits && only.split_whitespace().count() > 1).then_some(only)
    };
    let heading = headings.iter().find(agrees).or_else(only).map(|heading| bare(heading, names));
    heading
        .or_else(|| stated.headline.as_deref().map(|headline| bare(headline, names)))
        .or_else(|| shared.map(|shared| bare(shared, names)))
}

/// A headline without the outlet before or behind it.
fn bare(title: &str, names: &[String]) -> String {
    let mut title = title.trim();
    // "How to cross a river | Advice | Nile Courier": the section goes with the outlet.
    while let Some((head, last)) = split_outlet(title) {
        let known = names.contains(&folded(last));
        let barred = title.get(head.len()..).is_some_and(|tail| tail.trim_start().starts_with(['|', ':', '·', '»']));
        if !(known
            || barred && head.split_whitespace().count() > 2
            || head.split_whitespace().count() > 2 && last.split_whitespace().count() <= 4 && !is_sentence(last))
        {
            break;
        }
        title = head;
    }
    // "Nile Courier: Envoys leave Juba".
    for mark in [": ", " | ", " - ", " – ", " :: "] {
        if let Some((first, rest)) = title.split_once(mark)
            && names.contains(&folded(first))
            && rest.contains(' ')
        {
            title = rest.trim();
        }
    }
    title.to_owned()
}

/// Whether words in lower case say that a part of a title is no name.
fn is_sentence(part: &str) -> bool {
    let words: Vec<&str> = part.split_whitespace().collect();
    let lower = words.iter().filter(|word| word.starts_with(char::is_lowercase)).count();
    lower * 2 > words.len()
}

/// Whether most telling words of a heading stand in the page's title too, or the other way round; "Our blog" and "0 comments" are headings as well.
fn is_alike(heading: &str, title: &str) -> bool {
    let telling =
        |text: &str| folded(text).split(' ').filter(|word| word.chars().count() > 3).map(str::to_owned).collect::<BTreeSet<String>>();
    let (one, other) = (telling(heading), telling(title));
    let common = one.intersection(&other).count();
    common > 0 && common * ALIKE >= one.len().min(other.len())
}

const ALIKE: usize = 3;

/// og:site_name when it reads like a name, then the site's own node, the publisher, the end of the title.
fn outlet(head: &Head, stated: &Stated, suffix: Option<&str>, host: Option<&str>) -> Option<String> {
    let named = |name: &String| {
        let lower = name.to_lowercase();
        name.chars().any(|c| !c.is_lowercase() && c.is_alphabetic())
            && !["|", "http", ".com", "copyright", "©"].iter().any(|mark| lower.contains(mark))
    };
    let plain = |name: &String| !name.contains("http") && !name.is_empty();
    let site = head.meta(&["og:site_name"]).map(head_of);
    let other = head.meta(&["application-name", "al:android:app_name", "dc.publisher", "publisher"]).map(str::to_owned);
    let name = site
        .clone()
        .filter(named)
        .or_else(|| stated.site.as_deref().map(head_of).filter(named))
        .or_else(|| stated.publisher.clone().filter(named))
        .or_else(|| other.filter(named).filter(|name| name.split_whitespace().count() <= 5))
        .or_else(|| site.filter(plain))
        .or_else(|| suffix.map(str::to_owned))?;
    let name = name.trim_start_matches("www.").to_owned();
    if name.contains(' ') || named(&name) && !name.contains('.') {
        return Some(name);
    }
    Some(spelled(head, suffix, &name, host).unwrap_or(name))
}

/// The first part of a name with a slogan: "Gulf Monitor | News of the straits".
fn head_of(name: &str) -> String {
    let name = split_outlet(name).map_or(name, |(head, _)| head);
    name.split(" | ").next().unwrap_or(name).trim().to_owned()
}

/// A better spelling of a name in one lower-cased word, when another place of the page has the same letters: "gulfmonitor.example" and "Gulf Monitor".
fn spelled(head: &Head, suffix: Option<&str>, name: &str, host: Option<&str>) -> Option<String> {
    let squeezed = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let keys: Vec<String> = [Some(name), host]
        .into_iter()
        .flatten()
        .flat_map(|name| [squeezed(name), squeezed(name.split('.').next().unwrap_or(name))])
        .collect();
    let places = [suffix, head.meta(&["application-name"]), head.meta(&["apple-mobile-web-app-title"]), head.meta(&["twitter:title"])];
    let titles = head.title.iter().flat_map(|title| title.split(['|', '–', '—', ':']).chain(title.split(" - ")));
    let logos = head.logos.iter().map(|alt| alt.trim_end_matches(" logo").trim_end_matches(" Logo"));
    let all = places.into_iter().flatten().chain(titles).chain(logos).map(str::trim);
    all.filter(|text| text.starts_with(char::is_uppercase)).find(|text| keys.contains(&squeezed(text))).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(head: &Head) -> (Option<String>, Option<String>) {
        let named = read(head, &Stated::default(), Some("gulfmonitor.example"));
        (named.title, named.outlet)
    }

    fn head(site: &str, title: &str, headings: &[&str]) -> Head {
        Head {
            title: Some(title.to_owned()),
            metas: vec![("og:site_name".to_owned(), site.to_owned())],
            headings: headings.iter().map(|heading| (*heading).to_owned()).collect(),
            ..Head::default()
        }
    }

    #[test]
    fn an_outlet_is_split_off_wherever_it_stands() {
        for title in [
            "Envoys leave Juba | Gulf Monitor",
            "Envoys leave Juba - Gulf Monitor",
            "Envoys leave Juba :: Gulf Monitor",
            "Gulf Monitor: Envoys leave Juba",
            "Envoys leave Juba | Africa | Gulf Monitor",
        ] {
            assert_eq!(named(&head("Gulf Monitor", title, &[])).0.as_deref(), Some("Envoys leave Juba"), "{title}");
        }
    }

    #[test]
    fn a_heading_with_the_outlets_name_is_no_headline() {
        let (title, outlet) = named(&head("gulfmonitor", "Envoys leave Juba | Gulf Monitor", &["Gulf Monitor"]));
        assert_eq!((title.as_deref(), outlet.as_deref()), (Some("Envoys leave Juba"), Some("Gulf Monitor")));
    }
}
