//! What a page's markup states about the article: JSON-LD first, then meta tags, microdata and headings.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use trafilatura::dom::{Document, NodeId};

use super::draft::Found;
use super::headline::split_outlet;
use super::json_ld::{self, Stated};
use super::lines::folded;
use super::section;
use super::when::full_date;
use crate::base::{Basis, Known};

/// Reads the markup.
pub(super) fn read(doc: &Document) -> Found {
    let stated = json_ld::read(doc);
    let page = Page { doc };
    let url = url(&page, &stated);
    let (title, suffix) = title(&page, &stated);
    let known = |value: String| Known::new(value, Basis::HtmlMeta);
    let outlet = outlet(&page, &stated, suffix.as_deref()).map(known);
    let host = url.as_deref().and_then(host).map(|host| Known::new(host, Basis::Address));
    Found {
        title: title.map(known),
        outlet: outlet.or(host),
        author: author(&page, &stated).map(known),
        published: published(&page, &stated).or_else(|| in_address(url.as_deref()?)),
        url: url.map(known),
        language: language(&page, &stated).map(known),
        section: section::of_page(&stated, page.meta(&["article:section"]).as_deref()).map(known),
        ..Found::default()
    }
}

struct Page<'a> {
    doc: &'a Document,
}

impl Page<'_> {
    fn all(&self, selector: &str) -> Vec<NodeId> {
        self.doc.query_selector_all(self.doc.root(), selector)
    }

    fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.all(selector)
            .into_iter()
            .filter_map(|id| self.doc.get_attribute(id, name))
            .map(|value| spaced(&value))
            .find(|value| !value.is_empty())
    }

    /// The content of the first meta tag of one of the names, as `property`, `name` or `itemprop`.
    fn meta(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| {
            let selector = format!(r#"meta[property="{name}" i], meta[name="{name}" i], meta[itemprop="{name}" i]"#);
            self.attribute(&selector, "content")
        })
    }

    fn text(&self, selector: &str) -> Option<String> {
        self.all(selector).into_iter().map(|id| spaced(&self.doc.text_content(id))).find(|text| !text.is_empty())
    }
}

fn spaced(text: &str) -> String {
    html_escape::decode_html_entities(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The headline, and the outlet that a page title adds to it.
fn title(page: &Page<'_>, stated: &Stated) -> (Option<String>, Option<String>) {
    let full = page.text("title");
    let shared = page.meta(&["og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title"]).or_else(|| full.clone());
    let headings: Vec<String> =
        page.all("h1").into_iter().map(|id| spaced(&page.doc.text_content(id))).filter(|text| !text.is_empty()).collect();
    let agrees = |heading: &&String| {
        let (one, other) = (folded(heading), folded(shared.as_deref().unwrap_or_default()));
        one.contains(' ') && (other.starts_with(&one) || one.starts_with(&other) && !other.is_empty())
    };
    let site = page.meta(&["og:site_name"]).map(|name| folded(&name));
    let only = || {
        let only = headings.first().filter(|_| headings.len() == 1)?;
        let fits = shared.as_deref().is_none_or(|shared| is_alike(only, shared));
        (fits && Some(folded(only)) != site && only.split_whitespace().count() > 1).then_some(only)
    };
    let heading = headings.iter().find(agrees).or_else(only).cloned();
    let suffix = full.as_deref().or(shared.as_deref()).and_then(split_outlet).map(|(_, outlet)| outlet.to_owned());
    let bare = |text: String| {
        split_outlet(&text).filter(|(head, _)| head.split_whitespace().count() > 2).map_or(text.clone(), |(head, _)| head.to_owned())
    };
    let title = heading.or_else(|| stated.headline.clone()).or_else(|| shared.map(bare));
    (title, suffix)
}

/// Whether a telling word of a heading stands in the page's title too; "Our blog" and "0 comments" are headings as well.
fn is_alike(heading: &str, title: &str) -> bool {
    let title = folded(title);
    let words: BTreeSet<&str> = title.split(' ').collect();
    let heading = folded(heading);
    heading.split(' ').any(|word| word.chars().count() > 3 && words.contains(word))
}

/// og:site_name when it reads like a name, then the site's own node, the publisher, the end of the title.
fn outlet(page: &Page<'_>, stated: &Stated, suffix: Option<&str>) -> Option<String> {
    let named = |name: &String| {
        let lower = name.to_lowercase();
        name.chars().any(|c| !c.is_lowercase() && c.is_alphabetic())
            && !["|", "http", ".com", "copyright", "©"].iter().any(|mark| lower.contains(mark))
    };
    let plain = |name: &String| !name.contains("http") && !name.is_empty();
    let site = page.meta(&["og:site_name"]).map(|name| split_outlet(&name).map_or(name.clone(), |(head, _)| head.to_owned()));
    let other = page.meta(&["application-name", "al:android:app_name", "dc.publisher", "publisher"]);
    site.clone()
        .filter(named)
        .or_else(|| stated.site.clone().filter(named))
        .or_else(|| stated.publisher.clone().filter(named))
        .or_else(|| other.filter(named).filter(|name| name.split_whitespace().count() <= 5))
        .or_else(|| site.filter(plain).map(|name| name.trim_start_matches("www.").to_owned()))
        .or_else(|| suffix.map(str::to_owned))
}

/// The host of an address without "www".
pub(super) fn host(url: &str) -> Option<String> {
    let host = url::Url::parse(url).ok()?.host_str()?.to_owned();
    Some(host.strip_prefix("www.").unwrap_or(&host).to_owned())
}

fn author(page: &Page<'_>, stated: &Stated) -> Option<String> {
    let site = page.meta(&["og:site_name"]).map(|name| folded(&name));
    let person =
        |name: &String| !name.contains("://") && Some(folded(name)) != site && name.split_whitespace().count() <= 12 && !name.contains('@');
    let listed: Vec<String> = stated.authors.iter().filter(|name| person(name)).cloned().collect();
    if !listed.is_empty() {
        return Some(unique(listed).join(", "));
    }
    page.meta(&[
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
    ])
    .filter(person)
    .or_else(|| page.text(r#"[rel="author"], [itemprop="author"] [itemprop="name"], [itemprop="author"]"#).filter(person))
    .map(|name| without_by(&name))
    .filter(|name| !name.is_empty())
}

fn unique(names: Vec<String>) -> Vec<String> {
    let mut seen = Vec::new();
    for name in names {
        if !seen.contains(&name) {
            seen.push(name);
        }
    }
    seen
}

fn without_by(name: &str) -> String {
    ["By ", "by ", "BY "].iter().find_map(|by| name.strip_prefix(by)).unwrap_or(name).trim().to_owned()
}

/// The day of first publication; what says "modified" is not asked.
fn published(page: &Page<'_>, stated: &Stated) -> Option<Known<NaiveDate>> {
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
        "cXenseParse:recs:publishtime",
        "dc.date.issued",
        "dcterms.issued",
        "dcterms.created",
        "dc.date",
        "date",
        "citation_publication_date",
        "article_date_original",
        "og:article:published_time",
        "rnews:datePublished",
    ];
    let day = |written: String| full_date(&written).map(|found| Known::from_words(found.day, Basis::HtmlMeta, written.clone()));
    stated
        .published
        .clone()
        .and_then(day)
        .or_else(|| NAMES.iter().find_map(|name| page.meta(&[name]).and_then(day)))
        .or_else(|| {
            page.attribute(r#"time[itemprop="datePublished"], time[pubdate], [itemprop="datePublished"]"#, "datetime").and_then(day)
        })
        .or_else(|| page.attribute(r#"[itemprop="datePublished"]"#, "content").and_then(day))
        .or_else(|| timed(page).and_then(day))
}

/// The first `time` element whose class does not speak of a change.
fn timed(page: &Page<'_>) -> Option<String> {
    let times =
        page.all("article time[datetime], main time[datetime], header time[datetime], time.entry-date, time.published, time[datetime]");
    let fresh = |id: &NodeId| {
        let class = page.doc.class_name(*id).to_lowercase();
        !["updat", "modif"].iter().any(|word| class.contains(word))
            && page.doc.get_attribute(*id, "itemprop").is_none_or(|name| name != "dateModified")
    };
    times.into_iter().find(fresh).and_then(|id| page.doc.get_attribute(id, "datetime")).filter(|written| full_date(written).is_some())
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

fn url(page: &Page<'_>, stated: &Stated) -> Option<String> {
    let web = |url: &String| url.starts_with("http://") || url.starts_with("https://");
    let canonical = page.attribute(r#"link[rel="canonical"]"#, "href");
    canonical.filter(web).or_else(|| page.meta(&["og:url", "twitter:url"]).filter(web)).or_else(|| stated.url.clone().filter(web))
}

fn language(page: &Page<'_>, stated: &Stated) -> Option<String> {
    let tag = page
        .attribute("html", "lang")
        .or_else(|| page.meta(&["og:locale", "content-language", "dc.language", "language"]))
        .or_else(|| stated.language.clone())?;
    let shape = (2..=12).contains(&tag.len()) && tag.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    shape.then(|| tag.replace('_', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(head: &str, body: &str) -> Found {
        read(&Document::parse(&format!("<html lang=en><head>{head}</head><body>{body}</body></html>")))
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
