//! JSON-LD of a page: the node that describes the article.

use serde_json::Value;

use super::lines::folded;
use super::section;
use super::when::full_date;

/// What the structured data of a page states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Stated {
    pub headline: Option<String>,
    pub authors: Vec<String>,
    pub published: Option<String>,
    pub site: Option<String>,
    pub publisher: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
    pub section: Option<String>,
    /// Where the article was written, or of where it tells.
    pub place: Option<String>,
    /// The section that a trail to the page names.
    pub trail: Option<String>,
}

/// Reads every block of structured data. Of several article nodes the one of this address or title wins, else the first.
pub(super) fn read(scripts: &[String], url: Option<&str>, title: Option<&str>) -> Stated {
    let mut nodes = Vec::new();
    for text in scripts {
        if let Some(value) = parsed(text) {
            flatten(value, &mut nodes, 0);
        }
    }
    let articles: Vec<&Value> = nodes.iter().filter(|node| has_type(node, is_article)).collect();
    let is_here = |node: &&&Value| {
        let at = [node.get("url"), node.get("mainEntityOfPage"), node.get("@id")];
        url.is_some_and(|url| {
            at.into_iter().flatten().filter_map(address).any(|known| known.trim_end_matches('/') == url.trim_end_matches('/'))
        })
    };
    let is_called = |node: &&&Value| {
        let headline = node.get("headline").and_then(text).map(|headline| folded(&headline)).filter(|headline| !headline.is_empty());
        headline.zip(title).is_some_and(|(headline, title)| folded(title).starts_with(&headline))
    };
    let article = articles.iter().find(is_here).or_else(|| articles.iter().find(is_called)).or_else(|| articles.first()).copied();
    let article = article.or_else(|| nodes.iter().find(|node| node.get("datePublished").is_some()));
    let mut stated = article.map(|node| article_node(node, &nodes)).unwrap_or_default();
    stated.site = nodes.iter().find(|node| has_type(node, |name| name == "WebSite")).and_then(|node| text(node.get("name")?));
    stated.trail = section::trail(&nodes);
    stated
}

fn parsed(text: &str) -> Option<Value> {
    let text = without_controls(text);
    serde_json::from_str(&text).or_else(|_| serde_json::from_str(&without_surrogates(&text))).ok()
}

/// Half a surrogate pair is no character, and one of them would make all of the data unreadable.
fn without_surrogates(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("\\u") {
        let (head, tail) = rest.split_at(at);
        let half = tail.is_char_boundary(6.min(tail.len()))
            && tail.get(2..4).is_some_and(|code| matches!(code.as_bytes(), [b'd' | b'D', b'8'..=b'9' | b'a'..=b'f' | b'A'..=b'F']));
        out.push_str(head);
        let (kept, after) = tail.split_at(if half { 6.min(tail.len()) } else { 2 });
        out.push_str(if half { "\\ufffd" } else { kept });
        rest = after;
    }
    out + rest
}

/// Pages break strings of their structured data with real line ends, which JSON forbids.
fn without_controls(text: &str) -> String {
    let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->").trim().trim_end_matches(';');
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn flatten(value: Value, nodes: &mut Vec<Value>, depth: u32) {
    match value {
        Value::Array(list) if depth < 8 => list.into_iter().for_each(|item| flatten(item, nodes, depth + 1)),
        Value::Object(mut table) if depth < 8 => {
            let inner = [table.remove("@graph"), table.get("mainEntity").cloned(), table.get("mainEntityOfPage").cloned()];
            nodes.push(Value::Object(table));
            inner.into_iter().flatten().for_each(|item| flatten(item, nodes, depth + 1));
        }
        _ => {}
    }
}

fn has_type(node: &Value, wanted: impl Fn(&str) -> bool) -> bool {
    match node.get("@type") {
        Some(Value::String(name)) => wanted(name),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(wanted),
        _ => false,
    }
}

fn is_article(name: &str) -> bool {
    let name = name.rsplit('/').next().unwrap_or(name);
    name.ends_with("Article") || matches!(name, "BlogPosting" | "Report" | "LiveBlogPosting" | "NewsStory" | "Posting")
}

fn article_node(node: &Value, nodes: &[Value]) -> Stated {
    let day = node.get("datePublished").or_else(|| node.get("dateCreated")).and_then(text);
    Stated {
        headline: node.get("headline").or_else(|| node.get("name")).and_then(text),
        authors: node.get("author").map(|author| names(author, nodes)).unwrap_or_default(),
        published: day.filter(|day| full_date(day).is_some()),
        site: None,
        publisher: node.get("publisher").map(|publisher| names(publisher, nodes)).and_then(|names| names.into_iter().next()),
        url: node.get("url").or_else(|| node.get("mainEntityOfPage")).and_then(address),
        language: node.get("inLanguage").and_then(text),
        section: node.get("articleSection").and_then(text),
        place: ["dateline", "locationCreated", "contentLocation"].iter().find_map(|key| node.get(*key).and_then(place)),
        trail: None,
    }
}

/// The name of a place: a string, or a table that has one; the first of several.
fn place(value: &Value) -> Option<String> {
    match value {
        Value::Array(places) => places.iter().find_map(place),
        Value::Object(table) => table.get("name").and_then(text),
        other => text(other),
    }
}

/// Names of people or organisations: strings, tables, lists, or references to other nodes by `@id`.
fn names(value: &Value, nodes: &[Value]) -> Vec<String> {
    match value {
        Value::Array(list) => list.iter().flat_map(|item| names(item, nodes)).collect(),
        Value::Object(table) => {
            let own = table.get("name").and_then(text);
            let id = table.get("@id").and_then(Value::as_str);
            let other = || nodes.iter().find(|node| node.get("@id").and_then(Value::as_str) == id && node.get("name").is_some());
            own.or_else(|| id.and_then(|_| text(other()?.get("name")?))).into_iter().collect()
        }
        other => text(other).into_iter().collect(),
    }
}

fn address(value: &Value) -> Option<String> {
    match value {
        Value::Object(table) => table.get("@id").or_else(|| table.get("url")).and_then(text),
        other => text(other),
    }
}

fn text(value: &Value) -> Option<String> {
    let raw = match value {
        Value::String(text) => text.as_str(),
        Value::Array(list) => return list.first().and_then(text),
        _ => return None,
    };
    // Entities are written twice in many pages: "Lines &amp; Passes".
    let text = html_escape::decode_html_entities(raw).split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use trafilatura::dom::Document;

    use super::*;

    fn read(page: &str) -> Stated {
        super::read(&crate::ingest::html_head::read(&Document::parse(page)).scripts, Some("https://courier.example/maps/"), None)
    }

    #[test]
    fn the_article_node_is_found_in_a_graph() {
        let page = r##"<script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"Nile Courier"},{"@type":"Person","@id":"#p","name":"Ana Petrova"},
            {"@type":["NewsArticle"],"headline":"Two maps &amp; a river","datePublished":"2016-03-08T22:00:00+02:00","dateModified":"2016-04-01","author":{"@id":"#p"},
            "publisher":{"name":"Courier Group"},"mainEntityOfPage":{"@id":"https://courier.example/maps"}}]}</script>"##;
        let stated = read(page);
        assert_eq!(stated.headline.as_deref(), Some("Two maps & a river"));
        assert_eq!(stated.authors, ["Ana Petrova"]);
        assert_eq!(stated.published.as_deref(), Some("2016-03-08T22:00:00+02:00"));
        assert_eq!(stated.site.as_deref(), Some("Nile Courier"));
        assert_eq!(stated.publisher.as_deref(), Some("Courier Group"));
        assert_eq!(stated.url.as_deref(), Some("https://courier.example/maps"));
    }

    #[test]
    fn broken_data_states_nothing() {
        assert_eq!(read("<script type=\"application/ld+json\">{\"@type\": </script>"), Stated::default());
    }
}
