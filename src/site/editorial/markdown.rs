//! Markdown as headings and paragraphs, each with its line.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// One piece of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A heading of level one.
    Headline(String, u32),
    /// A heading of level two or below.
    Heading(String, u32),
    /// A paragraph, or an entry of a list.
    Paragraph(String, u32),
    /// What a briefing cannot print, in words.
    Unprintable(&'static str, u32),
}

/// The pieces in order; front matter, which other tools need, is passed over.
pub fn pieces(text: &str) -> Vec<Piece> {
    let options = Options::ENABLE_YAML_STYLE_METADATA_BLOCKS | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut pieces = Vec::new();
    let mut open: Option<(String, u32)> = None;
    let mut in_front_matter = false;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        let line = line_of(text, range.start);
        match event {
            Event::Start(Tag::MetadataBlock(_)) => in_front_matter = true,
            Event::End(TagEnd::MetadataBlock(_)) => in_front_matter = false,
            _ if in_front_matter => {}
            // An entry of a tight list has no paragraph of its own.
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Item) => {
                close(&mut open, &mut pieces);
                open = Some((String::new(), line));
            }
            Event::End(TagEnd::Heading(level)) => {
                if let Some((words, line)) = open.take() {
                    let words = spaced(&words);
                    pieces.push(if level == HeadingLevel::H1 { Piece::Headline(words, line) } else { Piece::Heading(words, line) });
                }
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item) => close(&mut open, &mut pieces),
            Event::Text(words) | Event::Code(words) => {
                if let Some((text, _)) = &mut open {
                    text.push_str(&words);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some((text, _)) = &mut open {
                    text.push(' ');
                }
            }
            Event::Start(Tag::Image { .. }) => pieces.push(Piece::Unprintable("a picture", line)),
            Event::Start(Tag::CodeBlock(_)) => pieces.push(Piece::Unprintable("a block of code", line)),
            Event::Html(_) | Event::InlineHtml(_) => pieces.push(Piece::Unprintable("HTML", line)),
            _ => {}
        }
    }
    close(&mut open, &mut pieces);
    pieces
}

fn close(open: &mut Option<(String, u32)>, pieces: &mut Vec<Piece>) {
    if let Some((words, line)) = open.take().map(|(words, line)| (spaced(&words), line)).filter(|(words, _)| !words.is_empty()) {
        pieces.push(Piece::Paragraph(words, line));
    }
}

fn spaced(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn line_of(text: &str, at: usize) -> u32 {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    u32::try_from(memchr::memchr_iter(b'\n', before).count() + 1).unwrap_or(u32::MAX)
}

/// A stretch of a paragraph up to its citations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch<'a> {
    /// The words, without blanks around them.
    pub words: &'a str,
    /// What stands in the brackets behind them, without the "@".
    pub targets: Vec<&'a str>,
}

/// A paragraph in stretches that each end in citations, the last perhaps without.
pub fn stretches(paragraph: &str) -> Vec<Stretch<'_>> {
    let mut all: Vec<Stretch<'_>> = Vec::new();
    let mut rest = paragraph;
    while let Some(at) = rest.find("[@") {
        let Some(end) = rest[at..].find(']').map(|end| at + end) else { break };
        let words = rest[..at].trim();
        let targets = rest[at + 1..end].split(';').map(|target| target.trim().trim_start_matches('@')).filter(|target| !target.is_empty());
        match all.last_mut() {
            Some(last) if words.is_empty() => last.targets.extend(targets),
            // A full stop behind the citation belongs to the words before it.
            _ => all.push(Stretch { words, targets: targets.collect() }),
        }
        rest = &rest[end + 1..];
    }
    let words = rest.trim();
    if !words.is_empty() {
        all.push(Stretch { words, targets: Vec::new() });
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_paragraphs_and_entries_keep_their_lines() {
        let text = "---\ntags: [x]\n---\n# Talks *resume*\n\nTwo sides\nmet. [@a#s1]\n\n## Ceasefire\n\n- one [@a#s2]\n- two\n\n<b>x</b>\n";
        assert_eq!(
            pieces(text),
            [
                Piece::Headline("Talks resume".into(), 4),
                Piece::Paragraph("Two sides met. [@a#s1]".into(), 6),
                Piece::Heading("Ceasefire".into(), 9),
                Piece::Paragraph("one [@a#s2]".into(), 11),
                Piece::Paragraph("two".into(), 12),
                Piece::Unprintable("HTML", 14),
                Piece::Unprintable("HTML", 14),
                Piece::Paragraph("x".into(), 14),
            ]
        );
    }

    #[test]
    fn a_paragraph_is_cut_behind_its_citations() {
        let stretches = stretches("They met. [@a#s1][@b#p2] Nobody signed [@a#s3; @c#s4]. The rest is open.");
        let told: Vec<(&str, &[&str])> = stretches.iter().map(|stretch| (stretch.words, stretch.targets.as_slice())).collect();
        assert_eq!(told, [("They met.", &["a#s1", "b#p2"][..]), ("Nobody signed", &["a#s3", "c#s4"]), (". The rest is open.", &[])]);
    }
}
