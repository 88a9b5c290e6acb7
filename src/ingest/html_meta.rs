//! What a page's markup states about the article: JSON-LD first, then meta tags, microdata and headings.

use chrono::NaiveDate;
use trafilatura::dom::Document;

use super::draft::Found;
use super::html_head::{self, Head};
use super::json_ld::{self, Stated};
use super::lines::folded;
use super::section;
use super::when::full_date;
use super::{html_author, html_title};
use crate::base::{Basis, Known};

/// Reads the markup; also the names, folded, that are no author's.
pub(super) fn read(doc: &Document) -> (Found, Vec<String>) {
    let head = html_head::read(doc);
    let shared = head.meta(&["og:title"]).or(head.title.as_deref());
    let stated = json_ld::read(&head.scripts, head.canonical.as_deref().or(head.meta(&["og:url"])), shared);
    let url = url(&head, &stated);
    let named = html_title::read(&head, &stated, url.as_deref().and_then(host).as_deref());
    let known = |value: String| Known::new(value, Basis::HtmlMeta);
    let host = url.as_deref().and_then(host);
    let outlets = outlets(&head, &stated, named.outlet.as_deref(), host.as_deref());
    let found = Found {
        title: named.title.map(known),
        outlet: named.outlet.map(known).or(host.map(|host| Known::new(host, Basis::Address))),
        author: author(&head, &stated, &outlets).map(known),
        published: published(&head, &stated).or_else(|| in_address(url.as_deref()?)),
        url: url.map(known),
        language: language(&head, &stated).map(known),
        place: place(&head, &stated).map(known),
        section: section::of_page(&stated, head.meta(&["article:section"])).map(known),
        ..Found::default()
    };
    (found, outlets)
}

/// The host of an address without "www".
pub(super) fn host(url: &str) -> Option<String> {
    let host = url::Url::parse(url).ok()?.host_str()?.to_owned();
    Some(host.strip_prefix("www.").unwrap_or(&host).to_owned())
}

/// What is no author: the names of the outlet, folded.
fn outlets(head: &Head, stated: &Stated, outlet: Option<&str>, host: Option<&str>) -> Vec<String> {
    let names = [outlet, head.meta(&["og:site_name"]), stated.site.as_deref(), stated.publisher.as_deref(), host];
    names.into_iter().flatten().map(folded).collect()
}

fn author(head: &Head, stated: &Stated, outlets: &[String]) -> Option<String> {
    const NAMES: [&str; 10] = [
        "author",
        "article:author",
        "byl",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "dc.contributor",
        "citation_author",
        "article:author_name",
        "dcterms.creator",
    ];
    let listed: Vec<String> = unique(stated.authors.iter().filter_map(|name| html_author::names(name, outlets)));
    if !listed.is_empty() {
        return Some(listed.join(", "));
    }
    let tagged = NAMES.iter().find_map(|name| {
        let names = unique(head.every(name).filter_map(|name| html_author::names(name, outlets)));
        (!names.is_empty()).then(|| names.join(", "))
    });
    tagged.or_else(|| html_author::names(head.prop("author")?, outlets)).or_else(|| {
        head.bylines.iter().filter(|text| text.split_whitespace().count() <= 24).find_map(|text| html_author::names(text, outlets))
    })
}

fn unique(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = Vec::new();
    for name in names {
        if !seen.contains(&name) {
            seen.push(name);
        }
    }
    seen
}

/// The day of first publication; what says "modified" is not asked.
fn published(head: &Head, stated: &Stated) -> Option<Known<NaiveDate>> {
    const NAMES: [&str; 22] = [
        "article:published_time",
        "og:published_time",
        "article:published",
        "datepublished",
        "datecreated",
        "parsely-pub-date",
        "sailthru.date",
        "publish-date",
        "publish_date",
        "pubdate",
        "publication_date",
        "article.published",
        "cxenseparse:recs:publishtime",
        "dc.date.issued",
        "dcterms.issued",
        "dcterms.created",
        "dc.date",
        "date",
        "citation_publication_date",
        "article_date_original",
        "og:article:published_time",
        "rnews:datepublished",
    ];
    let day = |written: &str| full_date(written).map(|found| Known::from_words(found.day, Basis::HtmlMeta, written));
    let stated = stated.published.as_deref().and_then(day);
    let tagged = || NAMES.iter().find_map(|name| head.every(name).find_map(day));
    let marked = || head.props.iter().filter(|(name, _)| name == "datepublished").find_map(|(_, value)| day(value));
    stated.or_else(tagged).or_else(marked).or_else(|| timed(head).and_then(day))
}

/// Where the article was written, or of where it tells: structured data, an element that calls itself so, a tag.
fn place(head: &Head, stated: &Stated) -> Option<String> {
    let tagged = || head.meta(&["dateline", "dc.coverage.spatial", "geo.placename"]);
    let named = stated.place.as_deref().into_iter().chain(head.places.iter().map(String::as_str)).chain(tagged());
    named.filter_map(super::place::name).next()
}

/// The first `time` element that does not speak of a change; those inside the article come first.
fn timed(head: &Head) -> Option<&str> {
    let fresh =
        |time: &&html_head::Time| !["updat", "modif"].iter().any(|word| time.name.contains(word)) && full_date(&time.value).is_some();
    let told = |time: &&html_head::Time| ["publish", "entry-date", "posted", "created"].iter().any(|word| time.name.contains(word));
    let times = || head.times.iter().filter(fresh);
    times().find(told).or_else(|| times().find(|time| time.inside)).or_else(|| times().next()).map(|time| time.value.as_str())
}

/// The day in an address: "/2014/05/06/".
pub(super) fn in_address(url: &str) -> Option<Known<NaiveDate>> {
    let path = url::Url::parse(url).ok()?.path().to_owned();
    let parts: Vec<&str> = path.split(['/', '-', '_']).collect();
    parts.windows(3).find_map(|three| {
        let [year, month, day] = three else { return None };
        let plain = year.len() == 4 && (1..=2).contains(&month.len()) && (1..=2).contains(&day.len());
        let written = format!("{year}-{month}-{day}");
        let found = full_date(&written).filter(|_| plain)?;
        Some(Known::from_words(found.day, Basis::Address, three.join("/")))
    })
}

fn url(head: &Head, stated: &Stated) -> Option<String> {
    let web = |url: &&str| url.starts_with("http://") || url.starts_with("https://");
    let canonical = head.canonical.as_deref().filter(web);
    canonical.or_else(|| head.meta(&["og:url", "twitter:url"]).filter(web)).or_else(|| stated.url.as_deref().filter(web)).map(str::to_owned)
}

fn language(head: &Head, stated: &Stated) -> Option<String> {
    let tag = head
        .language
        .as_deref()
        .or_else(|| head.meta(&["og:locale", "content-language", "dc.language", "language"]))
        .or(stated.language.as_deref())?;
    let shape = (2..=12).contains(&tag.len()) && tag.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    shape.then(|| tag.replace('_', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(head: &str, body: &str) -> Found {
        read(&Document::parse(&format!("<html lang=en><head>{head}</head><body>{body}</body></html>"))).0
    }

    #[test]
    fn first_publication_and_a_title_without_its_outlet() {
        let found = found(
            r#"<title>Envoys leave Juba - Nile Courier</title><meta property="og:title" content="Envoys leave Juba - Nile Courier">
               <meta property="article:modified_time" content="2016-04-01"><meta property="article:published_time" content="2016-03-08T23:30:00-05:00">
               <link rel="canonical" href="https://courier.example/envoys">"#,
            "<h1>Envoys leave Juba</h1>",
        );
        assert_eq!(found.title.unwrap().value, "Envoys leave Juba");
        assert_eq!(found.outlet.unwrap().value, "Nile Courier");
        assert_eq!(found.published.unwrap().value.to_string(), "2016-03-08");
        assert_eq!(found.url.unwrap().value, "https://courier.example/envoys");
        assert_eq!(found.language.unwrap().value, "en");
    }

    #[test]
    fn nothing_stated_is_nothing_known() {
        let found = found("", "<p>The envoys left.</p>");
        assert_eq!((found.title, found.outlet, found.author, found.published), (None, None, None, None));
    }

    #[test]
    fn an_address_may_hold_the_day() {
        let found = found(r#"<link rel="canonical" href="https://courier.example/2016/03/08/envoys">"#, "");
        let day = found.published.unwrap();
        assert_eq!((day.value.to_string().as_str(), day.basis), ("2016-03-08", Basis::Address));
    }
}
