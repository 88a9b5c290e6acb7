//! The text of a page's tree as blocks.

use trafilatura::dom::{Document, NodeId};

use super::{BlockKind, Reason};

/// A stretch of text between two block boundaries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub kind: BlockKind,
    pub text: String,
    /// What the elements around it say about its function.
    pub hint: Option<Reason>,
}

/// All visible text below a node, in order.
pub(super) fn blocks(doc: &Document, root: NodeId) -> Vec<Stretch> {
    let mut walk = Walk { doc, out: Vec::new(), open: String::new(), kind: BlockKind::Paragraph, hint: None };
    walk.node(root);
    walk.close();
    walk.out
}

struct Walk<'a> {
    doc: &'a Document,
    out: Vec<Stretch>,
    open: String,
    kind: BlockKind,
    hint: Option<Reason>,
}

impl Walk<'_> {
    fn node(&mut self, id: NodeId) {
        if self.doc.is_text(id) {
            self.open.push_str(&self.doc.text_content(id));
            return;
        }
        let tag = self.doc.tag_name(id);
        if is_hidden(tag) {
            return;
        }
        if matches!(tag, "br" | "lb") {
            self.line_break(id);
            return;
        }
        let block = is_block(tag);
        let outer = (self.kind, self.hint);
        if block {
            self.close();
            self.kind = kind(tag, self.kind);
            self.hint = hint(self.doc, id, tag).or(self.hint);
        }
        for child in self.doc.child_nodes(id) {
            self.node(child);
        }
        if block {
            self.close();
            (self.kind, self.hint) = outer;
        } else if matches!(tag, "td" | "th") {
            self.open.push(' ');
        }
    }

    /// Two breaks in a row divide paragraphs; a single one is a space.
    fn line_break(&mut self, id: NodeId) {
        let next = self.doc.next_sibling(id).filter(|next| !self.doc.is_text(*next) || !self.doc.text_content(*next).trim().is_empty());
        let next = next.or_else(|| self.doc.next_sibling(id).and_then(|blank| self.doc.next_sibling(blank)));
        if next.is_some_and(|next| matches!(self.doc.tag_name(next), "br" | "lb")) {
            self.close();
        } else {
            self.open.push('\n');
        }
    }

    fn close(&mut self) {
        let text = std::mem::take(&mut self.open);
        let text = text.split_whitespace_html();
        if !text.is_empty() {
            self.out.push(Stretch { kind: self.kind, text, hint: self.hint });
        }
    }
}

/// White space as a browser shows it.
trait Collapse {
    fn split_whitespace_html(&self) -> String;
}

impl Collapse for str {
    fn split_whitespace_html(&self) -> String {
        // A no-break space is a character of the text, not of the markup.
        let words = self.split([' ', '\t', '\n', '\r', '\u{c}']).filter(|word| !word.is_empty());
        let text = words.collect::<Vec<_>>().join(" ");
        text.trim().to_owned()
    }
}

fn is_hidden(tag: &str) -> bool {
    matches!(
        tag,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "head"
            | "iframe"
            | "object"
            | "select"
            | "textarea"
            | "math"
            | "canvas"
            | "audio"
            | "video"
            | "graphic"
    )
}

fn is_block(tag: &str) -> bool {
    !matches!(
        tag,
        "" | "a"
            | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "mark"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
            | "label"
            | "td"
            | "th"
            | "hi"
            | "ref"
            | "img"
            | "acronym"
            | "big"
    )
}

fn kind(tag: &str, outer: BlockKind) -> BlockKind {
    match tag {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Heading,
        "li" | "dt" | "dd" => BlockKind::ListItem,
        "blockquote" => BlockKind::Quote,
        "figcaption" | "caption" => BlockKind::Caption,
        _ => outer,
    }
}

/// What an element's name and class say about the text in it.
fn hint(doc: &Document, id: NodeId, tag: &str) -> Option<Reason> {
    match tag {
        "nav" | "menu" => return Some(Reason::Menu),
        "figcaption" => return Some(Reason::Caption),
        "article" | "main" | "body" | "html" => return None,
        _ => {}
    }
    let names = format!("{} {}", doc.class_name(id), doc.id_attr(id)).to_lowercase();
    let parts: Vec<&str> = names.split(|c: char| !c.is_alphanumeric()).collect();
    let any = |words: &[&str]| parts.iter().any(|part| words.contains(part));
    if any(&["cookie", "cookies", "consent", "gdpr"]) {
        Some(Reason::Cookies)
    } else if any(&["share", "social", "sharing", "sharebar", "addthis"]) {
        Some(Reason::Share)
    } else if any(&["newsletter", "subscribe", "signup", "promo", "donate", "donation", "paywall", "membership", "subscription"]) {
        Some(Reason::Plea)
    } else if any(&["comments", "comment", "disqus", "respond"]) {
        Some(Reason::Comments)
    } else if any(&["related", "recommended", "recommendations", "trending", "mostread", "popular", "readmore", "teaser", "teasers"])
        || names.contains("most-read")
    {
        Some(Reason::Related)
    } else if any(&["caption", "credit", "photocredit"]) {
        Some(Reason::Caption)
    } else if any(&["nav", "menu", "navbar", "navigation", "breadcrumb", "breadcrumbs"]) {
        Some(Reason::Menu)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_keep_their_kind_and_lose_their_markup() {
        let doc = Document::parse(
            "<body><h2>Four\n quarrels</h2><p>Both <b>want</b> it.</p><ul><li>Water<p>and land</p></li></ul><blockquote><p>No map.</p></blockquote>\
             <p>One<br>line<br><br>Two</p><figure><figcaption>A tent</figcaption></figure><script>x()</script></body>",
        );
        let got: Vec<(BlockKind, String)> = blocks(&doc, doc.root()).into_iter().map(|block| (block.kind, block.text)).collect();
        let expected = [
            (BlockKind::Heading, "Four quarrels"),
            (BlockKind::Paragraph, "Both want it."),
            (BlockKind::ListItem, "Water"),
            (BlockKind::ListItem, "and land"),
            (BlockKind::Quote, "No map."),
            (BlockKind::Paragraph, "One line"),
            (BlockKind::Paragraph, "Two"),
            (BlockKind::Caption, "A tent"),
        ];
        assert_eq!(got, expected.map(|(kind, text)| (kind, text.to_owned())));
    }
}
