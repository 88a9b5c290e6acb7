//! What a page's tree holds about the article besides its text, gathered in one walk.

use trafilatura::dom::{Document, NodeId};

use super::html_blocks;
use super::html_marks;

/// Names and values as the page gives them, in the order of the page.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    /// Text of the `title` element.
    pub title: Option<String>,
    /// Meta tags: `property`, `name`, `itemprop` or `http-equiv` in lower case, and the content.
    pub metas: Vec<(String, String)>,
    /// Address of `link rel=canonical`.
    pub canonical: Option<String>,
    /// `lang` of the root element.
    pub language: Option<String>,
    /// First-level headings.
    pub headings: Vec<String>,
    /// Values of `itemprop` elements that are no meta tags.
    pub props: Vec<(String, String)>,
    /// `time` elements.
    pub times: Vec<Time>,
    /// Texts of elements that call themselves an author or a byline.
    pub bylines: Vec<String>,
    /// Texts of elements that call themselves the place or the dateline of the article.
    pub places: Vec<String>,
    /// Structured data.
    pub scripts: Vec<String>,
    /// Descriptions of pictures that call themselves a logo.
    pub logos: Vec<String>,
}

/// A `time` element.
#[derive(Clone, Debug)]
pub(super) struct Time {
    /// Its `datetime`, else its text.
    pub value: String,
    /// Class, id and item property, in lower case, of it and of the element around it.
    pub name: String,
    /// Whether it stands inside `article`, `main` or `header`.
    pub inside: bool,
}

/// Reads the tree.
pub(super) fn read(doc: &Document) -> Head {
    let mut walk = Walk { doc, head: Head::default() };
    walk.node(doc.root(), &Around::default());
    walk.head
}

/// What the elements around say.
#[derive(Clone, Debug, Default)]
struct Around {
    inside: bool,
    /// Inside a comment, a list of other articles, a menu, a foot or a side column.
    apart: bool,
    name: String,
}

struct Walk<'a> {
    doc: &'a Document,
    head: Head,
}

impl Walk<'_> {
    fn node(&mut self, id: NodeId, around: &Around) {
        let doc = self.doc;
        let tag = doc.tag_name(id);
        let attribute = |name: &str| doc.get_attribute(id, name).map(|value| spaced(&value)).filter(|value| !value.is_empty());
        match tag {
            "title" if self.head.title.is_none() => self.head.title = Some(spaced(&doc.text_content(id))).filter(|title| !title.is_empty()),
            "meta" => self.meta(id),
            "link" => {
                let canonical = attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
                if canonical && self.head.canonical.is_none() {
                    self.head.canonical = attribute("href");
                }
            }
            "html" => self.head.language = attribute("lang").or_else(|| attribute("xml:lang")),
            "script" => {
                if attribute("type").is_some_and(|kind| kind.to_ascii_lowercase().starts_with("application/ld+json")) {
                    self.head.scripts.push(doc.text_content(id));
                }
                return;
            }
            "style" | "svg" | "template" | "noscript" => return,
            _ => {}
        }
        if tag.is_empty() {
            self.inner(id, around);
            return;
        }
        let name = html_marks::name(doc, id);
        let apart = around.apart || is_apart(tag, &name);
        match tag {
            "h1" => self.head.headings.extend(text(doc, id)),
            "time" => {
                if let Some(value) = attribute("datetime").or_else(|| text(doc, id)).filter(|_| !apart) {
                    self.head.times.push(Time { value, name: format!("{name}{}", around.name), inside: around.inside });
                }
            }
            "img" if name.contains("logo") => self.head.logos.extend(attribute("alt")),
            _ => {}
        }
        if let Some(prop) = attribute("itemprop").filter(|_| tag != "meta") {
            let value = attribute("content").or_else(|| attribute("datetime")).or_else(|| short_text(doc, id));
            self.head.props.extend(value.map(|value| (prop.to_lowercase(), value)));
        }
        let written = attribute("rel").is_some_and(|rel| rel.split(' ').any(|word| word == "author")) || is_byline(&name);
        if written && !apart {
            self.head.bylines.extend(short_text(doc, id));
        }
        if is_place(doc, id) && !apart {
            self.head.places.extend(short_text(doc, id));
        }
        let inside = around.inside || matches!(tag, "article" | "main" | "header");
        self.inner(id, &Around { inside, apart, name });
    }

    fn inner(&mut self, id: NodeId, around: &Around) {
        for child in self.doc.child_nodes(id) {
            if self.doc.is_element(child) {
                self.node(child, around);
            }
        }
    }

    fn meta(&mut self, id: NodeId) {
        let Some(content) = self.doc.get_attribute(id, "content").map(|content| spaced(&content)).filter(|content| !content.is_empty())
        else {
            return;
        };
        for attribute in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(name) = self.doc.get_attribute(id, attribute) {
                self.head.metas.push((name.trim().to_lowercase(), content.clone()));
            }
        }
    }
}

impl Head {
    /// The content of the first meta tag of the first name that there is.
    pub(super) fn meta(&self, names: &[&str]) -> Option<&str> {
        let first = |name: &&str| self.metas.iter().find(|(known, _)| known == name).map(|(_, content)| content.as_str());
        names.iter().find_map(first)
    }

    /// The contents of all meta tags of one name.
    pub(super) fn every<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.metas.iter().filter(move |(known, _)| known == name).map(|(_, content)| content.as_str())
    }

    /// The first value of an item property.
    pub(super) fn prop(&self, name: &str) -> Option<&str> {
        self.props.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Words with one space between them, entities that were written twice read.
pub(super) fn spaced(text: &str) -> String {
    html_escape::decode_html_entities(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn text(doc: &Document, id: NodeId) -> Option<String> {
    let text = html_blocks::blocks(doc, id).into_iter().map(|block| block.text).collect::<Vec<_>>().join(" ");
    Some(spaced(&text)).filter(|text| !text.is_empty())
}

/// The text of an element that cannot hold an article.
fn short_text(doc: &Document, id: NodeId) -> Option<String> {
    const MOST: usize = 600;
    let raw = doc.text_content(id);
    if raw.len() > 8 * MOST { None } else { text(doc, id).filter(|text| text.len() < MOST) }
}

fn is_apart(tag: &str, name: &str) -> bool {
    if matches!(tag, "html" | "body" | "main" | "article") {
        return false;
    }
    matches!(tag, "nav" | "footer" | "aside")
        || ["comment", "respond", "related", "recommend", "sidebar", "widget", "footer", "popular", "latest", "teaser"]
            .iter()
            .any(|stem| name.contains(stem))
}

/// Whether a class or item property says that an element holds the place of which the article tells: the microformat, and what sites call a dateline.
fn is_place(doc: &Document, id: NodeId) -> bool {
    let words = |attribute: &str| doc.get_attribute(id, attribute).unwrap_or_default().to_ascii_lowercase();
    let of_class = |word: &str| {
        let last = word.rsplit(['_', '-']).next().unwrap_or_default();
        matches!(word, "p-location" | "p-locality") || last == "dateline"
    };
    let of_property = |word: &str| matches!(word, "contentlocation" | "locationcreated" | "dateline");
    words("class").split_whitespace().any(of_class) || words("itemprop").split_whitespace().any(of_property)
}

/// Whether a class or id says that a name of an author is what the element holds.
fn is_byline(name: &str) -> bool {
    name.split(|c: char| c.is_whitespace()).any(|word| {
        let plain =
            ["byline", "author", "writer", "p-author", "byline__name", "byline-name", "author-name", "entry-author"].contains(&word);
        let ends = |stem: &str| word.ends_with(stem);
        plain
            || ends("author-name")
            || ends("author__name")
            || ends("authorname")
            || ends("byline-author")
            || ends("-byline")
            || ends("__byline")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_walk_gathers_what_the_page_states() {
        let head = read(&Document::parse(
            r#"<html lang=en><head><title>Envoys leave</title><meta Property="OG:Title" content="Envoys&amp;amp; leave"><link rel=canonical href="https://courier.example/e"></head>
            <body><h1>Envoys<br>leave</h1><p class="byline">By Ana Petrova</p><time datetime="2016-03-08" class="published">Tuesday</time>
            <div class="comment"><span class="author">Onlooker</span></div></body></html>"#,
        ));
        assert_eq!(head.meta(&["og:title"]), Some("Envoys& leave"));
        assert_eq!(head.headings, ["Envoys leave"]);
        assert_eq!(head.bylines, ["By Ana Petrova"]);
        assert_eq!((head.times.len(), head.canonical.as_deref()), (1, Some("https://courier.example/e")));
    }
}
