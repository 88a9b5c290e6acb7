//! A text taken as it is: the body is the input byte for byte, and its lines and paragraphs are the blocks.

use super::draft::{Found, Part};
use super::lines::{self, Line};
use super::measure::Measure;
use super::{Block, Format, about, front_matter, glued, headline, plain};
use crate::base::Span;

/// The blocks of a text and what it says about itself.
pub(super) fn read(text: &str, format: Format) -> (Vec<Block>, Found) {
    let divided = (format == Format::Markdown).then(|| front_matter::divide(text));
    let (below, n_lines, stated) =
        divided.map_or((text, 0, Found::default()), |divided| (divided.text, divided.n_lines, divided.found.unwrap_or_default()));
    let shift = text.len() - below.len();
    let lines = lines::lines(below);
    let blocks = blocks(below, &lines).into_iter().map(|block| shifted(block, shift, n_lines)).collect();
    (blocks, stated.or(found(&lines)))
}

fn shifted(block: Block, bytes: usize, n_lines: u32) -> Block {
    let span = Span::new(block.span.range().start + bytes, block.span.range().end + bytes);
    Block { span, line: block.line + n_lines, ..block }
}

fn found(lines: &[Line]) -> Found {
    if lines.is_empty() {
        return Found::default();
    }
    let measure = Measure::of(lines.iter());
    let kept = vec![true; lines.len()];
    let headline = headline::find(lines, &measure, &kept);
    about::read(lines, &measure.shapes, &kept, headline, &mut vec![None; lines.len()])
}

fn blocks(text: &str, lines: &[Line]) -> Vec<Block> {
    let (shapes, reasons) = (Measure::of(lines.iter()).shapes, vec![None; lines.len()]);
    let mut parts: Vec<Part> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| Part::kept(plain::kind(lines, &shapes, &reasons, at), line.text.clone(), line.number))
        .collect();
    glued::split(&mut parts);
    let mut blocks = Vec::with_capacity(parts.len());
    let mut at = 0;
    for piece in parts.iter().filter_map(Part::piece) {
        let Some(span) = locate(text, at, &piece.text) else { continue };
        at = span.range().end;
        blocks.push(Block { kind: piece.kind, span, line: piece.line });
    }
    blocks
}

/// Where the words of a block stand behind `from`, white space and bullets between them aside.
fn locate(text: &str, from: usize, words: &str) -> Option<Span> {
    let first = words.chars().next()?;
    let n = words.chars().filter(|c| !c.is_whitespace()).count();
    let starts = text.get(from..)?.char_indices().filter(|(_, c)| *c == first).map(|(at, _)| from + at);
    starts.take(64).find_map(|start| {
        let mut inked = text.get(start..)?.char_indices().filter(|(_, c)| !c.is_whitespace());
        let same = words.chars().filter(|c| !c.is_whitespace()).all(|c| inked.next().is_some_and(|(_, found)| found == c));
        let (at, last) = text.get(start..)?.char_indices().filter(|(_, c)| !c.is_whitespace()).nth(n - 1)?;
        same.then(|| Span::new(start, start + at + last.len_utf8()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str, format: Format) -> Vec<&str> {
        read(text, format).0.iter().map(|block| block.span.of(text)).collect()
    }

    #[test]
    fn blocks_lie_in_the_text_as_it_is() {
        let text = "  Menu\r\n\r\n12:20\r\nThe envoys met in Doha.  \r\n\u{a0}They left at noon.";
        assert_eq!(texts(text, Format::Text), ["Menu", "12:20", "The envoys met in Doha.", "They left at noon."]);
    }

    #[test]
    fn front_matter_is_in_the_body_but_in_no_block() {
        let text = "---\ntitle: Two maps\n---\nThe army met the movement.\n";
        assert_eq!(texts(text, Format::Markdown), ["The army met the movement."]);
        assert_eq!(read(text, Format::Markdown).0[0].line, 4);
    }
}
