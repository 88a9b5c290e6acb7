//! Markdown: front matter, then blocks without their markup.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::container::fragment;
use super::draft::{Draft, Found, Part};
use super::lines::folded;
use super::{BlockKind, Reason, Reference, front_matter, markdown_habits, references, tidy};
use crate::base::{Basis, Known};

/// What a Markdown file holds, and what is wrong with its front matter: why, and on which line.
pub(super) fn read(text: &str) -> (Draft, Option<(String, u32)>) {
    let divided = front_matter::divide(text);
    let (found, broken) = match divided.found {
        Ok(found) => (found, None),
        Err(why) => (Found::default(), Some(why)),
    };
    let (text, blanked) = markdown_habits::blank(divided.text);
    let mut walk = Walk::new(&text, divided.n_lines);
    walk.run();
    for stretch in blanked {
        walk.drop_for(stretch.at, &stretch.text, Reason::Markup);
    }
    // Sorting is stable: what stands on one line stays in the order in which it was met.
    walk.parts.sort_by_key(Part::line);
    let mut draft = Draft { parts: walk.parts, found };
    draft.found.references = walk.references;
    take_title(&mut draft, walk.top.as_deref());
    tidy::tidy(&mut draft);
    (draft, broken)
}

/// The first heading is the headline: said once more when the front matter has it, stated here when not.
fn take_title(draft: &mut Draft, top: Option<&str>) {
    let first = draft.parts.iter_mut().find(|part| part.piece().is_some());
    let Some(part) = first.filter(|part| part.piece().is_some_and(|piece| piece.kind == BlockKind::Heading)) else { return };
    let text = part.piece().map(|piece| piece.text.clone()).unwrap_or_default();
    match &draft.found.title {
        Some(title) if folded(&title.value) == folded(&text) => part.drop_for(Reason::RepeatedHeadline),
        None if top == Some(text.as_str()) => {
            part.drop_for(Reason::Metadata);
            draft.found.title = Some(Known::new(text, Basis::BodyText));
        }
        _ => {}
    }
}

/// The blocks of a text, gathered from the parser's events.
struct Walk<'a> {
    text: &'a str,
    n_lines_above: u32,
    /// Bytes before which lines are already counted, and their number.
    counted: (usize, u32),
    parts: Vec<Part>,
    references: Vec<Reference>,
    /// The first heading of the first level.
    top: Option<String>,
    open: String,
    line: u32,
    kind: BlockKind,
    quotes: u32,
    items: u32,
    /// Inside an image, a code block or raw markup: what stands there.
    silent: Option<(Silent, String)>,
    /// The byte at which that began.
    silent_at: usize,
    footnote: Option<String>,
    /// Links of the open block: their words and their address.
    links: Vec<(std::ops::Range<usize>, String)>,
}

/// Why nothing goes into the open block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Silent {
    Image,
    Code,
    Markup,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str, n_lines_above: u32) -> Self {
        let kind = BlockKind::Paragraph;
        Self {
            text,
            n_lines_above,
            counted: (0, 0),
            parts: Vec::new(),
            references: Vec::new(),
            top: None,
            open: String::new(),
            line: 0,
            kind,
            quotes: 0,
            items: 0,
            silent: None,
            silent_at: 0,
            footnote: None,
            links: Vec::new(),
        }
    }

    fn run(&mut self) {
        let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_WIKILINKS;
        for (event, range) in Parser::new_ext(self.text, options).into_offset_iter() {
            let before = self.open.is_empty();
            if matches!(event, Event::Start(Tag::Image { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock)) {
                self.silent_at = range.start;
            }
            self.event(event);
            if before && !self.open.is_empty() {
                self.line = self.line_of(range.start);
            }
        }
        self.close();
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) | Event::Code(words) | Event::Html(words) => match &mut self.silent {
                Some((_, inside)) => inside.push_str(&words),
                None => self.open.push_str(&markdown_habits::filled(&words)),
            },
            Event::SoftBreak | Event::HardBreak if self.silent.is_none() => self.open.push(' '),
            Event::InlineHtml(tag) if self.silent.is_none() && tag.starts_with("<br") => self.open.push(' '),
            Event::FootnoteReference(label) if label.parse::<u32>().is_ok() => self.open.push_str(&format!("[{label}]")),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Image { .. } => self.fall_silent(Silent::Image),
            Tag::CodeBlock(_) => self.fall_silent(Silent::Code),
            Tag::HtmlBlock => self.fall_silent(Silent::Markup),
            Tag::Heading { .. } => self.begin(BlockKind::Heading),
            Tag::BlockQuote(_) => {
                self.close();
                self.quotes += 1;
            }
            Tag::Item => {
                self.close();
                self.items += 1;
            }
            Tag::Paragraph | Tag::TableRow | Tag::TableHead => {
                let around = self.around();
                self.begin(around);
            }
            Tag::Link { dest_url, .. } if self.silent.is_none() => {
                self.links.push((self.open.len()..self.open.len(), dest_url.to_string()));
            }
            Tag::FootnoteDefinition(label) => {
                self.close();
                self.footnote = Some(label.to_string());
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Image | TagEnd::CodeBlock | TagEnd::HtmlBlock => self.speak(),
            TagEnd::Heading(level) => {
                if level == HeadingLevel::H1 && self.top.is_none() {
                    self.top = Some(self.open.trim().to_owned());
                }
                self.close();
            }
            TagEnd::BlockQuote(_) => {
                self.close();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::Item => {
                self.close();
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::Link if self.silent.is_none() => {
                if let Some((words, _)) = self.links.last_mut() {
                    words.end = self.open.len().max(words.start);
                }
            }
            TagEnd::TableCell => self.open.push_str("  "),
            TagEnd::Paragraph | TagEnd::TableRow | TagEnd::TableHead => self.close(),
            TagEnd::FootnoteDefinition => {
                self.close();
                self.footnote = None;
            }
            _ => {}
        }
    }

    fn fall_silent(&mut self, why: Silent) {
        if why != Silent::Image {
            self.close();
        }
        if self.silent.is_none() {
            self.silent = Some((why, String::new()));
        }
    }

    /// Pictures and code are left out; markup is read as such.
    fn speak(&mut self) {
        let Some((why, inside)) = self.silent.take() else { return };
        match why {
            Silent::Image => self.drop_for(self.silent_at, &inside, Reason::Caption),
            Silent::Code => self.drop_for(self.silent_at, &inside, Reason::Markup),
            Silent::Markup => {
                let line = self.line_of(self.silent_at);
                let inside = markdown_habits::filled(&inside);
                let Some(stretches) = fragment::stretches(&inside) else { return self.drop_for(self.silent_at, &inside, Reason::Markup) };
                self.parts.extend(stretches.into_iter().map(|stretch| match stretch.hint {
                    Some(why) => Part::dropped(stretch.text, line, why),
                    None => Part::kept(stretch.kind, stretch.text, line),
                }));
            }
        }
    }

    /// Lists what was left out.
    fn drop_for(&mut self, at: usize, text: &str, why: Reason) {
        let text = markdown_habits::filled(text);
        if !text.trim().is_empty() {
            let line = self.line_of(at);
            self.parts.push(Part::dropped(text.trim(), line, why));
        }
    }

    fn around(&self) -> BlockKind {
        if self.items > 0 {
            BlockKind::ListItem
        } else if self.quotes > 0 {
            BlockKind::Quote
        } else {
            BlockKind::Paragraph
        }
    }

    fn begin(&mut self, kind: BlockKind) {
        self.close();
        self.kind = kind;
    }

    fn close(&mut self) {
        let text = std::mem::take(&mut self.open);
        let links = std::mem::take(&mut self.links);
        self.references.extend(links.into_iter().filter_map(|(words, url)| references::linked(&text, words, &url)));
        let text = text.trim();
        let around = self.around();
        let kind = std::mem::replace(&mut self.kind, around);
        if text.is_empty() {
            return;
        }
        match self.footnote.as_deref().map(str::parse::<u32>) {
            Some(number) => {
                self.references.extend(number.ok().and_then(|number| references::entry(number, text)));
                self.parts.push(Part::dropped(text, self.line, Reason::References));
            }
            None => {
                let kind = if self.items > 0 && kind == BlockKind::Paragraph { BlockKind::ListItem } else { kind };
                self.parts.push(Part::kept(kind, text, self.line));
            }
        }
    }

    /// The line of the file on which a byte of the text lies.
    fn line_of(&mut self, at: usize) -> u32 {
        if at < self.counted.0 {
            self.counted = (0, 0);
        }
        let between = self.text.get(self.counted.0..at).unwrap_or_default();
        let n = u32::try_from(between.bytes().filter(|byte| *byte == b'\n').count()).unwrap_or(0);
        self.counted = (at, self.counted.1 + n);
        self.n_lines_above + self.counted.1 + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_come_without_markup() {
        let text = "---\ntitle: Two maps\n---\n# Two maps\n\nThe *army* met [the movement](https://x.example) in\nJuba.\n\n## Four quarrels\n\n- **Water.** Both want it.\n- Land\n\n> No map, no peace.\n\n![A tent](tent.jpg)\n\n```\ncode\n```\n";
        let (draft, broken) = read(text);
        assert!(broken.is_none());
        let (body, blocks, dropped) = draft.into_body();
        assert_eq!(body, "The army met the movement in Juba.\n\nFour quarrels\n\nWater. Both want it.\nLand\n\nNo map, no peace.");
        let kinds: Vec<BlockKind> = blocks.iter().map(|block| block.kind).collect();
        assert_eq!(kinds, [BlockKind::Paragraph, BlockKind::Heading, BlockKind::ListItem, BlockKind::ListItem, BlockKind::Quote]);
        assert_eq!((blocks[0].line, blocks[1].line), (6, 9));
        assert_eq!(dropped[0].reason, Reason::RepeatedHeadline);
    }

    #[test]
    fn a_first_heading_is_the_title_when_nothing_else_is() {
        let (draft, _) = read("# Two maps\n\nThe army and the movement met in Juba.\n");
        let title = draft.found.title.unwrap();
        assert_eq!((title.value.as_str(), title.basis), ("Two maps", Basis::BodyText));
    }

    #[test]
    fn footnotes_are_references() {
        let (draft, _) = read("The council met on Friday.[^1]\n\n[^1]: Gulf Monitor\n");
        assert_eq!(draft.found.references, [Reference::new(1, "Gulf Monitor")]);
        assert_eq!(draft.into_body().0, "The council met on Friday.[1]");
    }
}
