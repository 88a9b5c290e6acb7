//! The desk or part of an outlet in which an article appeared, as its page states it.

use serde_json::Value;

use super::json_ld::Stated;
use super::lines::folded;

/// Words of a section's name; more is a topic or a headline.
const MOST_WORDS: usize = 5;

/// What structured data says, then the meta tag, then a trail that leaves no choice.
pub(super) fn of_page(stated: &Stated, tag: Option<&str>) -> Option<String> {
    stated.section.as_deref().and_then(name).or_else(|| tag.and_then(name)).or_else(|| stated.trail.clone())
}

/// A name that a section may have: short and no address.
pub(super) fn name(text: &str) -> Option<String> {
    let n_words = text.split_whitespace().count();
    let plain = (1..=MOST_WORDS).contains(&n_words) && !text.contains("://") && text.chars().any(char::is_alphabetic);
    plain.then(|| text.trim().to_owned())
}

/// The middle of a trail of three: home, section, article. Longer and shorter ones do not say which step is the section.
pub(super) fn trail(nodes: &[Value]) -> Option<String> {
    let list = nodes.iter().find(|node| node.get("@type").and_then(Value::as_str) == Some("BreadcrumbList"))?;
    let steps = list.get("itemListElement")?.as_array()?;
    let [first, middle, _] = steps.as_slice() else { return None };
    let home = folded(&step(first)?);
    matches!(home.as_str(), "home" | "homepage" | "start" | "front page").then_some(())?;
    name(&step(middle)?)
}

fn step(item: &Value) -> Option<String> {
    let named = item.get("name").or_else(|| item.get("item")?.get("name"))?;
    named.as_str().map(|name| html_escape::decode_html_entities(name).trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(steps: &str) -> Option<String> {
        trail(&[serde_json::from_str(&format!(r#"{{"@type":"BreadcrumbList","itemListElement":[{steps}]}}"#)).unwrap()])
    }

    #[test]
    fn a_trail_of_three_names_its_section_and_others_do_not() {
        let three = r#"{"name":"Home"},{"item":{"name":"Rivers &amp; lakes"}},{"name":"Envoys leave Juba"}"#;
        assert_eq!(of(three).as_deref(), Some("Rivers & lakes"));
        assert_eq!(of(r#"{"name":"Home"},{"name":"World"},{"name":"Africa"},{"name":"Envoys leave Juba"}"#), None);
        assert_eq!(of(r#"{"name":"World"},{"name":"Africa"},{"name":"Envoys leave Juba"}"#), None);
        assert_eq!(name("https://courier.example/world"), None);
    }
}
