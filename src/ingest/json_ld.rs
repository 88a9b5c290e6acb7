//! JSON-LD of a page: the node that describes the article.

use serde_json::Value;
use trafilatura::dom::Document;

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
    /// The section that a trail to the page names.
    pub trail: Option<String>,
}

/// Reads every block of structured data; the first article node wins.
pub(super) fn read(doc: &Document) -> Stated {
    let mut nodes = Vec::new();
    for id in doc.scripts_with_type(&["application/ld+json"]) {
        let text = doc.text_content(id);
        if let Ok(value) = serde_json::from_str::<Value>(&without_controls(&text)) {
            flatten(value, &mut nodes, 0);
        }
    }
    let article =
        nodes.iter().find(|node| has_type(node, is_article)).or_else(|| nodes.iter().find(|node| node.get("datePublished").is_some()));
    let mut stated = article.map(|node| article_node(node, &nodes)).unwrap_or_default();
    stated.site = nodes.iter().find(|node| has_type(node, |name| name == "WebSite")).and_then(|node| text(node.get("name")?));
    stated.trail = section::trail(&nodes);
    stated
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
        trail: None,
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
    use super::*;

    #[test]
    fn the_article_node_is_found_in_a_graph() {
        let page = r##"<script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"Nile Courier"},{"@type":"Person","@id":"#p","name":"Ana Petrova"},
            {"@type":["NewsArticle"],"headline":"Two maps &amp; a river","datePublished":"2016-03-08T22:00:00+02:00","dateModified":"2016-04-01","author":{"@id":"#p"},
            "publisher":{"name":"Courier Group"},"mainEntityOfPage":{"@id":"https://courier.example/maps"}}]}</script>"##;
        let stated = read(&Document::parse(page));
        assert_eq!(stated.headline.as_deref(), Some("Two maps & a river"));
        assert_eq!(stated.authors, ["Ana Petrova"]);
        assert_eq!(stated.published.as_deref(), Some("2016-03-08T22:00:00+02:00"));
        assert_eq!(stated.site.as_deref(), Some("Nile Courier"));
        assert_eq!(stated.publisher.as_deref(), Some("Courier Group"));
        assert_eq!(stated.url.as_deref(), Some("https://courier.example/maps"));
    }

    #[test]
    fn broken_data_states_nothing() {
        assert_eq!(read(&Document::parse("<script type=\"application/ld+json\">{\"@type\": </script>")), Stated::default());
    }
}
