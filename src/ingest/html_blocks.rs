//! The text of a page's tree as blocks.

use trafilatura::dom::{Document, NodeId};

use super::html_marks::{self, N_THEMES};
use super::{BlockKind, Reason};

/// A stretch of text between two block boundaries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub kind: BlockKind,
    pub text: String,
    /// What the elements around it say about its function.
    pub hint: Option<Reason>,
    pub marks: Marks,
}

/// What the markup of a stretch looks like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    /// Tag of the innermost block element.
    pub tag: &'static str,
    /// Bytes of text inside links.
    pub linked: usize,
    /// How many links there are.
    pub n_links: usize,
    /// Bytes of bold text.
    pub bold: usize,
    /// Block elements around it, outermost first, as numbers of this page.
    pub around: Vec<u32>,
    /// For each theme the distance to the nearest element that speaks of it, counted from 1 at the innermost block element; 0 for none.
    pub themes: [u8; N_THEMES],
    /// Tags among the elements around it, as bits in the order of [`TAGS`].
    pub tags: u32,
    /// Whether an element around it is not shown.
    pub unseen: bool,
    /// Tags and classes of the three innermost block elements, as one number.
    pub look: u64,
}

/// Tags whose presence around a stretch is told.
pub(super) const TAGS: [&str; 20] = [
    "article",
    "main",
    "aside",
    "footer",
    "header",
    "nav",
    "form",
    "figure",
    "table",
    "ul",
    "ol",
    "blockquote",
    "section",
    "li",
    "button",
    "pre",
    "details",
    "dl",
    "address",
    "center",
];

/// All visible text below a node, in order.
pub(super) fn blocks(doc: &Document, root: NodeId) -> Vec<Stretch> {
    let mut walk = Walk { doc, out: Vec::new(), open: String::new(), shell: Shell::default(), shells: 0, linked: 0, n_links: 0, bold: 0 };
    walk.node(root, false, false);
    walk.close();
    walk.out
}

struct Walk<'a> {
    doc: &'a Document,
    out: Vec<Stretch>,
    open: String,
    shell: Shell,
    shells: u32,
    linked: usize,
    n_links: usize,
    bold: usize,
}

/// The block elements that are open.
#[derive(Clone, Debug)]
struct Shell {
    kind: BlockKind,
    hint: Option<Reason>,
    tag: &'static str,
    around: Vec<u32>,
    themes: [u8; N_THEMES],
    tags: u32,
    unseen: bool,
    looks: [u64; 3],
}

impl Default for Shell {
    fn default() -> Self {
        Self {
            kind: BlockKind::Paragraph,
            hint: None,
            tag: "",
            around: Vec::new(),
            themes: [0; N_THEMES],
            tags: 0,
            unseen: false,
            looks: [0; 3],
        }
    }
}

impl Shell {
    /// The same with one more element inside.
    fn inside(&self, doc: &Document, id: NodeId, tag: &str, number: u32) -> Self {
        let name = html_marks::name(doc, id);
        let bits = html_marks::themes(&name);
        let mut themes = self.themes;
        for (at, distance) in themes.iter_mut().enumerate() {
            *distance = if bits >> at & 1 == 1 {
                1
            } else if *distance == 0 {
                0
            } else {
                distance.saturating_add(1)
            };
        }
        let own = TAGS.iter().position(|known| *known == tag);
        let mut around = self.around.clone();
        around.push(number);
        Self {
            kind: kind(tag, self.kind),
            hint: html_marks::hint(tag, &name, bits).or(self.hint),
            tag: NAMED.iter().find(|known| **known == tag).copied().unwrap_or("other"),
            around,
            themes,
            tags: self.tags | own.map_or(0, |at| 1 << at),
            unseen: self.unseen || html_marks::is_unseen(doc, id),
            looks: [look(tag, &name), self.looks[0], self.looks[1]],
        }
    }
}

/// Tags that a stretch may stand in directly.
pub(super) const NAMED: [&str; 14] =
    ["p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "blockquote", "figcaption", "pre", "section"];

/// A number for a tag and a name; names that differ in their digits alone look alike.
fn look(tag: &str, name: &str) -> u64 {
    let bytes = tag.bytes().chain(name.bytes().filter(|byte| !byte.is_ascii_digit()));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

impl Walk<'_> {
    fn node(&mut self, id: NodeId, linked: bool, bold: bool) {
        if self.doc.is_text(id) {
            let text = self.doc.text_content(id);
            let inked = text.trim().len();
            self.linked += if linked { inked } else { 0 };
            self.bold += if bold { inked } else { 0 };
            self.open.push_str(&text);
            return;
        }
        let tag = self.doc.tag_name(id);
        if is_hidden(tag) || !is_block(tag) && !tag.is_empty() && html_marks::is_tip(self.doc, id) {
            return;
        }
        if matches!(tag, "br" | "lb") {
            self.line_break(id);
            return;
        }
        let linked = linked || tag == "a" && self.doc.get_attribute(id, "href").is_some();
        let bold = bold || matches!(tag, "b" | "strong");
        self.n_links += usize::from(tag == "a");
        let outer = is_block(tag).then(|| {
            self.close();
            self.shells += 1;
            let inner = self.shell.inside(self.doc, id, tag, self.shells);
            std::mem::replace(&mut self.shell, inner)
        });
        for child in self.doc.child_nodes(id) {
            self.node(child, linked, bold);
        }
        if let Some(outer) = outer {
            self.close();
            self.shell = outer;
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
        let text = if self.shell.tag == "pre" { text } else { unescaped(text) };
        if !text.is_empty() {
            let shell = &self.shell;
            let [one, two, three] = shell.looks;
            let marks = Marks {
                tag: shell.tag,
                linked: self.linked.min(text.len()),
                n_links: self.n_links,
                bold: self.bold.min(text.len()),
                around: shell.around.clone(),
                themes: shell.themes,
                tags: shell.tags,
                unseen: shell.unseen,
                look: one ^ two.rotate_left(17) ^ three.rotate_left(31),
            };
            self.out.push(Stretch { kind: shell.kind, text, hint: shell.hint, marks });
        }
        (self.linked, self.n_links, self.bold) = (0, 0, 0);
    }
}

/// Text whose entities were escaped twice, as some systems do, read once more.
fn unescaped(text: String) -> String {
    const TWICE: [&str; 10] = ["&amp;", "&quot;", "&#39;", "&#039;", "&nbsp;", "&rsquo;", "&ldquo;", "&rdquo;", "&ndash;", "&#8217;"];
    if text.contains('&') && TWICE.iter().any(|entity| text.contains(entity)) {
        return html_escape::decode_html_entities(&text).into_owned();
    }
    text
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
