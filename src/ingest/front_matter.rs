//! Front matter of Markdown files, as Hugo, Zola, Jekyll and Obsidian write it.

use serde_json::{Map, Value};

use super::draft::Found;
use super::when::full_date;
use crate::base::{Basis, Known};

/// A file divided into its front matter and its text.
pub(super) struct Divided<'a> {
    /// The text below the front matter.
    pub text: &'a str,
    /// Lines of the file above the text.
    pub n_lines: u32,
    /// What the front matter says, or why it is not understood and on which line of the file.
    pub found: Result<Found, (String, u32)>,
}

/// Takes the front matter off a Markdown text.
pub(super) fn divide(text: &str) -> Divided<'_> {
    let whole = |found| Divided { text, n_lines: 0, found };
    let start = text.strip_prefix('\u{feff}').unwrap_or(text);
    let fence = start.lines().next().map(str::trim_end).unwrap_or_default();
    if fence == "{" || fence.starts_with("{\"") {
        return json(text, start);
    }
    if fence != "---" && fence != "+++" {
        return whole(Ok(Found::default()));
    }
    let Some((matter, below)) = fenced(start, fence) else {
        let looks = start.lines().nth(1).is_some_and(|line| line.contains([':', '=']));
        return whole(if looks { Err((format!("the front matter is not closed by {fence}"), 1)) } else { Ok(Found::default()) });
    };
    let table = if fence == "---" { yaml(matter) } else { toml_table(matter) };
    let n_lines = count_lines(start, below);
    let found = table.map(|table| read(&table)).map_err(|(why, line)| (why, line + 1));
    Divided { text: below, n_lines, found }
}

/// The lines between the fences and the text behind them.
fn fenced<'a>(text: &'a str, fence: &str) -> Option<(&'a str, &'a str)> {
    let begin = text.find('\n')? + 1;
    let mut at = begin;
    for line in text.get(begin..)?.split_inclusive('\n') {
        let end = at + line.len();
        let bare = line.trim_end();
        if bare == fence || (fence == "---" && bare == "...") {
            return Some((text.get(begin..at)?, text.get(end..)?));
        }
        at = end;
    }
    None
}

/// Hugo's third form: a JSON object on top of the file.
fn json<'a>(text: &'a str, start: &'a str) -> Divided<'a> {
    let mut values = serde_json::Deserializer::from_str(start).into_iter::<Value>();
    let first = values.next();
    let below = start.get(values.byte_offset()..).unwrap_or_default();
    match first {
        Some(Ok(Value::Object(table))) => {
            let below = below.strip_prefix('\r').unwrap_or(below);
            let below = below.strip_prefix('\n').unwrap_or(below);
            Divided { text: below, n_lines: count_lines(start, below), found: Ok(read(&table)) }
        }
        Some(Err(error)) => {
            let message = error.to_string();
            let why = format!("the front matter is no JSON: {}", message.split(" at line ").next().unwrap_or(&message));
            // The object ends where a line is its last bracket, whatever is wrong inside.
            let below =
                ["\n}\n", "\n}\r\n"].iter().find_map(|end| start.find(end).and_then(|at| start.get(at + end.len()..))).unwrap_or(text);
            Divided { text: below, n_lines: count_lines(start, below), found: Err((why, u32::try_from(error.line()).unwrap_or(1))) }
        }
        _ => Divided { text, n_lines: 0, found: Ok(Found::default()) },
    }
}

fn count_lines(text: &str, rest: &str) -> u32 {
    let head = text.len().checked_sub(rest.len()).and_then(|end| text.get(..end)).unwrap_or_default();
    u32::try_from(head.matches('\n').count()).unwrap_or(0)
}

fn yaml(text: &str) -> Result<Map<String, Value>, (String, u32)> {
    if text.trim().is_empty() {
        return Ok(Map::new());
    }
    match serde_saphyr::from_str::<Value>(text) {
        Ok(Value::Object(table)) => Ok(table),
        Ok(Value::Null) => Ok(Map::new()),
        Ok(_) => Err(("the front matter is no list of keys and values".into(), 1)),
        Err(error) => {
            let line = error.location().and_then(|place| u32::try_from(place.line()).ok()).unwrap_or(1);
            Err((first_line(&error.to_string()), line))
        }
    }
}

fn toml_table(text: &str) -> Result<Map<String, Value>, (String, u32)> {
    match toml::from_str::<toml::Table>(text) {
        Ok(table) => Ok(table.into_iter().map(|(key, value)| (key, from_toml(value))).collect()),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            let line = text.get(..at).map_or(1, |before| before.matches('\n').count() + 1);
            Err((first_line(error.message()), u32::try_from(line).unwrap_or(1)))
        }
    }
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or_default().trim_end_matches('.').to_owned()
}

fn from_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(yes) => yes.into(),
        toml::Value::Datetime(when) => Value::String(when.to_string()),
        toml::Value::Array(list) => Value::Array(list.into_iter().map(from_toml).collect()),
        toml::Value::Table(table) => Value::Object(table.into_iter().map(|(key, value)| (key, from_toml(value))).collect()),
    }
}

fn read(table: &Map<String, Value>) -> Found {
    let known = |value: String| Known::new(value, Basis::FrontMatter);
    let text = |keys: &[&str]| keys.iter().find_map(|key| texts(table, key).into_iter().next());
    let url =
        ["url", "link", "canonical", "canonicalurl", "canonical_url", "original_url", "source_url", "external_url", "source", "permalink"];
    let outlets = ["outlet", "publication", "publisher", "source_name", "sitename", "site_name", "site", "website", "newspaper", "source"];
    let author = ["author", "authors", "byline", "by", "creator"].iter().map(|key| texts(table, key)).find(|names| !names.is_empty());
    let day = [
        "date",
        "published",
        "publishdate",
        "publish_date",
        "pubdate",
        "date_published",
        "datepublished",
        "published_at",
        "publication_date",
    ];
    Found {
        title: text(&["title", "headline"]).map(known),
        outlet: outlets.iter().find_map(|key| texts(table, key).into_iter().find(|name| !is_address(name))).map(known),
        author: author.map(|names| known(without_by(&names.join(", ")))),
        published: text(&day).and_then(|written| Some(Known::from_words(full_date(&written)?.day, Basis::FrontMatter, written))),
        url: url.iter().find_map(|key| texts(table, key).into_iter().find(|url| is_address(url))).map(known),
        language: text(&["language", "lang", "locale"]).map(known),
        section: text(&["section", "desk", "rubric", "category"]).or_else(|| only(table, "categories")).map(known),
        place: text(&["place", "dateline", "location"]).and_then(|written| super::place::name(&written)).map(known),
        references: Vec::new(),
        draft: is_draft(table),
    }
}

/// `draft: true`, and Jekyll's `published: false`.
fn is_draft(table: &Map<String, Value>) -> bool {
    let is = |key: &str, yes: bool, words: [&str; 2]| {
        get(table, key).is_some_and(|value| *value == Value::Bool(yes) || value.as_str().is_some_and(|word| words.contains(&word)))
    };
    is("draft", true, ["true", "yes"]) || is("published", false, ["false", "no"])
}

/// The value of a key that has only one; of several none is more than a tag.
fn only(table: &Map<String, Value>, key: &str) -> Option<String> {
    let mut all = texts(table, key);
    if all.len() == 1 { all.pop() } else { None }
}

fn without_by(names: &str) -> String {
    names.strip_prefix("By ").or_else(|| names.strip_prefix("by ")).unwrap_or(names).trim().to_owned()
}

fn is_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// A key of the table or of its tables for own fields, letter case ignored.
fn get<'a>(table: &'a Map<String, Value>, key: &str) -> Option<&'a Value> {
    let here = |table: &'a Map<String, Value>| table.iter().find(|(name, _)| name.to_lowercase() == key).map(|(_, value)| value);
    let inside = || ["extra", "params", "taxonomies"].into_iter().find_map(|name| table.get(name)?.as_object().and_then(here));
    here(table).or_else(inside)
}

/// The values of a key as texts: a string, a number, a list of them, or tables with a name.
fn texts(table: &Map<String, Value>, key: &str) -> Vec<String> {
    get(table, key).map(flat).unwrap_or_default()
}

fn flat(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => linked(text).unwrap_or_else(|| Some(unlinked(text)).filter(|text| !text.is_empty()).into_iter().collect()),
        Value::Number(number) => vec![number.to_string()],
        Value::Array(list) => list.iter().flat_map(flat).collect(),
        Value::Object(table) => table.get("name").map(flat).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// The words and the address of a Markdown link: "[Nile Courier](https://courier.example)".
fn linked(text: &str) -> Option<Vec<String>> {
    let (words, address) = text.trim().strip_prefix('[')?.strip_suffix(')')?.split_once("](")?;
    (!words.contains('[') && !address.contains(char::is_whitespace)).then(|| vec![words.trim().to_owned(), address.to_owned()])
}

/// Obsidian writes names as links: "[[Ana Petrova]]".
fn unlinked(text: &str) -> String {
    let inner = text.trim().strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")).unwrap_or(text);
    inner.rsplit('|').next().unwrap_or(inner).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Found {
        divide(text).found.unwrap()
    }

    #[test]
    fn habits_of_hugo_zola_and_obsidian() {
        let hugo = found(
            "---\ntitle: \"Two maps\"\ndate: 2016-03-08T10:00:00+02:00\nlastmod: 2016-04-01\nauthors: [Ana Petrova, Joon Seo]\nparams:\n  outlet: Nile Courier\ndraft: true\n---\nText",
        );
        assert_eq!(hugo.title.unwrap().value, "Two maps");
        assert_eq!(hugo.published.unwrap().value.to_string(), "2016-03-08");
        assert_eq!(hugo.author.unwrap().value, "Ana Petrova, Joon Seo");
        assert_eq!(hugo.outlet.unwrap().value, "Nile Courier");
        assert!(hugo.draft);

        let zola = found(
            "+++\ntitle = \"Two maps\"\ndate = 2016-03-08\n[extra]\nsource = \"Nile Courier\"\nlink = \"https://courier.example/maps\"\n+++\nText",
        );
        assert_eq!(zola.outlet.unwrap().value, "Nile Courier");
        assert_eq!(zola.published.unwrap().value.to_string(), "2016-03-08");
        assert_eq!(zola.url.unwrap().value, "https://courier.example/maps");

        let clipped = found(
            "---\ntitle: Two maps\nsource: https://courier.example/maps\nauthor:\n  - \"[[Ana Petrova]]\"\npublished: 2016-03-08\ncreated: 2016-05-01\n---\n",
        );
        assert_eq!(clipped.url.unwrap().value, "https://courier.example/maps");
        assert_eq!(clipped.author.unwrap().value, "Ana Petrova");
        assert_eq!(clipped.outlet, None);
    }

    #[test]
    fn json_and_jekyll() {
        let divided = divide("{\n  \"title\": \"Two maps\",\n  \"date\": \"2016/03/08\",\n  \"categories\": [\"Rivers\"]\n}\nText");
        assert_eq!((divided.text, divided.n_lines), ("Text", 5));
        let hugo = divided.found.unwrap();
        assert_eq!(hugo.published.unwrap().value.to_string(), "2016-03-08");
        assert_eq!(hugo.section.unwrap().value, "Rivers");
        assert_eq!(divide("{\n  \"title\": \n}\nText").found.unwrap_err().1, 3);
        assert!(divide("{{< figure >}}\nText").found.is_ok());

        let jekyll = found(
            "---\nlayout: post\ntitle: Two maps\npublished: false\npermalink: /maps/\nlast_modified_at: 2016-04-01\ncategories: [a, b]\n---\n",
        );
        assert!(jekyll.draft && jekyll.published.is_none() && jekyll.url.is_none() && jekyll.section.is_none());
        let linked = found(
            "---\nsource: \"[Nile Courier](https://courier.example/maps)\"\nauthor: By Ana Petrova\ndate: 8 March 2016 10:30 +02:00\n---\n",
        );
        assert_eq!(
            (linked.outlet.unwrap().value.as_str(), linked.url.unwrap().value.as_str()),
            ("Nile Courier", "https://courier.example/maps")
        );
        assert_eq!(
            (linked.author.unwrap().value.as_str(), linked.published.unwrap().value.to_string().as_str()),
            ("Ana Petrova", "2016-03-08")
        );
    }

    #[test]
    fn what_is_broken_is_said_with_its_line() {
        let divided = divide("---\ntitle: Two maps\nauthor: [Ana\n---\nText");
        assert_eq!(divided.text, "Text");
        assert!(divided.found.is_err());
        let broken = divide("+++\ntitle = \"a\"\ndate = = 3\n+++\nText");
        assert_eq!(broken.found.unwrap_err().1, 3);
    }

    #[test]
    fn a_rule_on_top_is_no_front_matter() {
        let divided = divide("---\n\nThe text begins below a rule.\n");
        assert!(divided.found.is_ok() && divided.n_lines == 0);
    }
}
