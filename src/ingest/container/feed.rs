//! Feeds: RSS, Atom and JSON Feed files, as far as they carry whole texts.

use chrono::NaiveTime;
use feed_rs::model::{self, Feed};

use crate::base::{Basis, Diagnostic, Known, Place, Report};
use crate::ingest::draft::{Draft, Found, Part};
use crate::ingest::when::full_date;
use crate::ingest::{BlockKind, Format, format, section};

use super::{Content, Entry, contained, fragment};

/// Words of `content` below which an entry is a teaser.
const LEAST_CONTENT: usize = 40;
/// Words of a description below which it is a teaser; many feeds have nothing else and put the whole text there.
const LEAST_SUMMARY: usize = 120;

/// A feed with its whole entries.
pub(super) struct Opened {
    pub entries: Vec<Entry>,
    n_teasers: usize,
}

impl Opened {
    /// One note for all entries without their text.
    pub(super) fn say_teasers(&self, path: &str, report: &mut Report) {
        let n = self.n_teasers;
        if n == 0 {
            return;
        }
        let (entries, carry) = if n == 1 { ("entry", "carries") } else { ("entries", "carry") };
        let message =
            format!("{n} {entries} of the feed {carry} no more than a teaser and {} left out", if n == 1 { "was" } else { "were" });
        let mut finding = Diagnostic::new("I10", message).at(Place::file(path));
        finding.hints.push("save the pages themselves beside the feed".to_owned());
        report.add(finding);
    }
}

/// Reads a feed.
///
/// # Errors
/// Why it is none, in a few words.
pub(super) fn read(bytes: &[u8]) -> Result<Opened, String> {
    let feed = parse(bytes).or_else(|why| mended(bytes).and_then(|text| parse(text.as_bytes()).ok()).ok_or(why))?;
    let outlet = feed.title.as_ref().map(plain).and_then(|title| outlet(&title));
    let mut opened = Opened { entries: Vec::new(), n_teasers: 0 };
    for entry in &feed.entries {
        match one(&feed, entry, outlet.as_deref()) {
            Some(entry) => opened.entries.push(entry),
            None => opened.n_teasers += 1,
        }
    }
    Ok(opened)
}

fn parse(bytes: &[u8]) -> Result<Feed, String> {
    let parsed = contained(|| parser().parse(bytes)).ok_or("its parser broke off")?;
    parsed.map_err(|error| {
        let message = error.to_string();
        message.lines().next().unwrap_or_default().trim_end_matches('.').to_owned()
    })
}

/// Programs that make feeds forget to escape: an ampersand that begins no reference of XML is one in the text. `None` when nothing is to be mended.
fn mended(bytes: &[u8]) -> Option<String> {
    let text = format::decode(bytes, Format::Text)?;
    let mut out = String::with_capacity(text.len() + 64);
    let mut rest = text.as_str();
    while let Some(at) = rest.find(|c| matches!(c, '&' | '<') || is_forbidden(c)) {
        let (before, here) = rest.split_at(at);
        out.push_str(before);
        let raw = here.starts_with("<![CDATA[").then(|| here.find("]]>").map_or(here.len(), |end| end + 3));
        let (piece, behind) = here.split_at(raw.unwrap_or(1));
        if raw.is_some() {
            out.extend(piece.chars().filter(|c| !is_forbidden(*c)));
        } else if piece == "&" && !is_reference(behind) {
            out.push_str("&amp;");
        } else if !piece.starts_with(is_forbidden) {
            out.push_str(piece);
        }
        rest = behind;
    }
    out.push_str(rest);
    (out != text).then_some(out)
}

/// Characters that XML does not allow, one byte each.
fn is_forbidden(c: char) -> bool {
    c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r')
}

/// Whether what stands behind an ampersand makes a reference that XML knows.
fn is_reference(behind: &str) -> bool {
    let number = || behind.strip_prefix('#')?.find(';').filter(|end| (1..=7).contains(end));
    ["amp;", "lt;", "gt;", "quot;", "apos;"].iter().any(|name| behind.starts_with(name)) || number().is_some()
}

/// Days are read as they are written, in the zone of the writer; only the day is of use here.
fn parser() -> feed_rs::parser::Parser {
    feed_rs::parser::Builder::new()
        .timestamp_parser(|written| Some(full_date(written)?.day.and_time(NaiveTime::MIN).and_utc()))
        .sanitize_content(false)
        .build()
}

/// An entry with its text; `None` when it has none.
fn one(feed: &Feed, entry: &model::Entry, outlet: Option<&str>) -> Option<Entry> {
    let known = |value: String| Known::new(value, Basis::Container);
    let title = entry.title.as_ref().map(plain).filter(|title| !title.is_empty());
    let draft = body(entry, title.as_deref())?;
    let authors = if entry.authors.is_empty() { &feed.authors } else { &entry.authors };
    let day = entry.published.map(|when| Known::new(when.date_naive(), Basis::Container));
    // Atom demands the day of the last change and not that of publication; where it is all there is, it is a guess.
    let changed = || entry.updated.map(|when| Known::from_words(when.date_naive(), Basis::Inferred, "updated"));
    let stated = Found {
        title: title.map(known),
        outlet: outlet.map(|outlet| known(outlet.to_owned())),
        author: author(authors, outlet).map(known),
        published: day.or_else(changed),
        url: address(entry).map(known),
        language: entry.language.clone().or_else(|| feed.language.clone()).map(|tag| known(capitalised(&tag))),
        section: category(entry).map(known),
        ..Found::default()
    };
    Some(Entry { name: None, content: Content::Draft(Box::new(draft)), stated, first: true })
}

/// The whole text of an entry, from its content or from a description that is as good.
fn body(entry: &model::Entry, title: Option<&str>) -> Option<Draft> {
    let content = entry.content.as_ref().and_then(|content| Some((content.body.as_deref()?, content.content_type.subty().as_str())));
    let summary = entry.summary.as_ref().map(|text| (text.content.as_str(), text.content_type.subty().as_str()));
    let whole = |(text, subtype): (&str, &str), least: usize| {
        let draft = draft(text, subtype, title)?;
        is_whole(&draft, least).then_some(draft)
    };
    content.and_then(|content| whole(content, LEAST_CONTENT)).or_else(|| whole(summary?, LEAST_SUMMARY))
}

fn draft(text: &str, subtype: &str, title: Option<&str>) -> Option<Draft> {
    if subtype.contains("html") || text.contains("</") || text.contains("<p") || text.contains("<br") {
        return Some(fragment::read(fragment::stretches(text)?, title));
    }
    let paragraphs = text.split("\n\n").map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    let parts = paragraphs.filter(|text| !text.is_empty()).map(|text| Part::kept(BlockKind::Paragraph, text, 0)).collect();
    let mut draft = Draft { parts, found: Found::default() };
    crate::ingest::tidy::tidy(&mut draft);
    Some(draft)
}

/// Long enough, and not broken off.
fn is_whole(draft: &Draft, least: usize) -> bool {
    let kept: Vec<&str> = draft.parts.iter().filter_map(Part::piece).map(|piece| piece.text.as_str()).collect();
    let n_words: usize = kept.iter().map(|text| text.split_whitespace().count()).sum();
    let broken = kept.last().is_some_and(|text| {
        let end = text.trim_end_matches([']', ')', ' ']);
        end.ends_with('…') || end.ends_with("...")
    });
    n_words >= least && !broken
}

/// A text of the feed without markup: titles come with entities and at times with tags.
fn plain(text: &model::Text) -> String {
    let mut bare = String::with_capacity(text.content.len());
    let mut inside = false;
    let marked = text.content.contains("</") || text.content.contains("/>");
    for c in text.content.chars() {
        match c {
            '<' if marked => inside = true,
            '>' if inside => inside = false,
            _ if inside => {}
            _ => bare.push(c),
        }
    }
    html_escape::decode_html_entities(&bare).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The outlet in a feed's title: "Nile Courier" of "Nile Courier - RSS Feed" and "Nile Courier » World".
fn outlet(title: &str) -> Option<String> {
    let mut name = title;
    for mark in [" » ", " | ", " – ", " — ", " - ", ": ", " > "] {
        name = name.split(mark).find(|part| !is_feed_word(part)).unwrap_or(name);
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let end = words.iter().rposition(|word| !is_feed_word(word))? + 1;
    let start = words.iter().position(|word| !is_feed_word(word))?;
    let name = words.get(start..end)?.join(" ");
    (!name.is_empty() && !name.contains("://")).then_some(name)
}

fn is_feed_word(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "rss" | "feed" | "rss feed" | "rss 2.0" | "atom" | "feeds" | "json feed" | "xml")
}

/// Names of people; the outlet's own name and addresses are none.
fn author(people: &[model::Person], outlet: Option<&str>) -> Option<String> {
    let name = |person: &model::Person| {
        let name = person.name.clone()?;
        let inner = name.split_once('(').and_then(|(mail, rest)| mail.contains('@').then(|| rest.trim_end_matches(')').to_owned()));
        let name = inner.unwrap_or(name);
        let name = html_escape::decode_html_entities(name.trim()).into_owned();
        let name = name.strip_prefix("By ").or_else(|| name.strip_prefix("by ")).unwrap_or(&name).to_owned();
        let fits = !name.is_empty() && !name.contains('@') && !name.contains("://") && Some(name.as_str()) != outlet;
        (fits && !matches!(name.to_lowercase().as_str(), "admin" | "editor" | "webmaster" | "administrator" | "unknown")).then_some(name)
    };
    let mut names: Vec<String> = people.iter().filter_map(name).collect();
    names.dedup();
    (!names.is_empty()).then(|| names.join(", "))
}

/// The page of the entry.
fn address(entry: &model::Entry) -> Option<String> {
    let web = |href: &str| href.starts_with("https://") || href.starts_with("http://");
    let page = entry
        .links
        .iter()
        .find(|link| web(&link.href) && link.rel.as_deref().is_none_or(|rel| rel == "alternate") && link.target.is_none());
    page.or_else(|| entry.links.iter().find(|link| web(&link.href) && link.rel.as_deref() == Some("alternate")))
        .map(|link| link.href.clone())
        .or_else(|| Some(entry.id.clone()).filter(|id| web(id)))
}

/// A language tag with the usual capitals, which the crate takes away: "en-GB" of "en-gb".
fn capitalised(tag: &str) -> String {
    let subtag = |(at, part): (usize, &str)| if at > 0 && part.len() == 2 { part.to_uppercase() } else { part.to_lowercase() };
    tag.trim().split(['-', '_']).enumerate().map(subtag).collect::<Vec<_>>().join("-")
}

/// The only category is the section; of several none can be told from tags.
fn category(entry: &model::Entry) -> Option<String> {
    let [only] = entry.categories.as_slice() else { return None };
    let label = only.label.clone().unwrap_or_else(|| only.term.clone());
    section::name(&html_escape::decode_html_entities(&label))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outlet_is_found_in_the_titles_of_feeds() {
        let name = outlet;
        assert_eq!(name("Nile Courier").as_deref(), Some("Nile Courier"));
        assert_eq!(name("Nile Courier - RSS Feed").as_deref(), Some("Nile Courier"));
        assert_eq!(name("RSS: Nile Courier").as_deref(), Some("Nile Courier"));
        assert_eq!(name("Nile Courier » World").as_deref(), Some("Nile Courier"));
        assert_eq!(name("RSS"), None);
    }

    #[test]
    fn what_was_not_escaped_is_mended() {
        let text = "Engineers will read three gauges together from the first of the month & the readings will be printed every week by a joint office. ";
        let feed = format!(
            "<rss version=\"2.0\"><channel><title>Rivers & Lakes</title><item><title>Gauges &nbsp;&amp; maps</title><content:encoded xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">{}</content:encoded></item></channel></rss>",
            text.repeat(2)
        );
        let entry = read(feed.as_bytes()).unwrap().entries.pop().unwrap();
        assert_eq!(entry.stated.outlet.unwrap().value, "Rivers & Lakes");
        assert_eq!(entry.stated.title.unwrap().value, "Gauges & maps");
        let Content::Draft(draft) = entry.content else { panic!("a draft") };
        assert!(draft.into_body().0.contains("month & the readings"));
    }

    #[test]
    fn a_hostile_feed_is_no_feed() {
        let deep = format!("<rss><channel>{}", "<item>".repeat(200_000));
        assert!(read(deep.as_bytes()).is_ok_and(|feed| feed.entries.is_empty()) || read(deep.as_bytes()).is_err());
        let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><rss><channel><title>&b;</title></channel></rss>";
        let _ = read(bomb.as_bytes());
        assert!(read(b"<?xml version='1.0'?><note><to>A</to></note>").is_err());
        assert!(read(b"{\"a\": 1}").is_err());
    }
}
