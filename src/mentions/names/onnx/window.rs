//! Long texts as windows that the network can read at once.
//!
//! A window holds as many whole sentences as fit; a sentence that does not fit by itself is cut, and each part is read with some of its neighbour.

use std::ops::Range;

use super::pieces::{Cut, Pieces};
use crate::base::Span;
use crate::text::Document;

/// Tokens of its neighbour with which a part of a sentence is read.
const OVERLAP: usize = 24;

/// A stretch of tokens in pieces.
pub struct Window {
    /// The tokens whose labels are taken from here.
    pub core: Range<usize>,
    /// The first byte of its text.
    pub start: usize,
    /// Its pieces, not more than the network takes.
    pub cut: Cut,
}

/// The windows of a document, in order; their cores have every token that the network can read.
pub fn all(document: &Document, pieces: &Pieces, limit: usize) -> Result<Vec<Window>, String> {
    let mut windows = Vec::new();
    let mut open: Option<Window> = None;
    for sentence in document.sentences.iter().filter(|sentence| !sentence.tokens.is_empty()) {
        let together = open.as_ref().map_or(sentence.tokens.start, |window| window.core.start)..sentence.tokens.end;
        let longer = window(document, pieces, together.clone(), together)?;
        if longer.cut.ids.len() <= limit {
            open = Some(longer);
            continue;
        }
        windows.extend(open.take());
        let alone = window(document, pieces, sentence.tokens.clone(), sentence.tokens.clone())?;
        if alone.cut.ids.len() <= limit {
            open = Some(alone);
        } else {
            parts(document, pieces, limit, &sentence.tokens, sentence.tokens.clone(), &mut windows)?;
        }
    }
    windows.extend(open);
    Ok(windows)
}

/// Halves a stretch of a sentence until its parts fit with their neighbours; a token that is too long by itself is left out.
fn parts(
    document: &Document,
    pieces: &Pieces,
    limit: usize,
    sentence: &Range<usize>,
    core: Range<usize>,
    windows: &mut Vec<Window>,
) -> Result<(), String> {
    let around = core.start.saturating_sub(OVERLAP).max(sentence.start)..(core.end + OVERLAP).min(sentence.end);
    for tokens in [around, core.clone()] {
        let window = window(document, pieces, tokens, core.clone())?;
        if window.cut.ids.len() <= limit {
            windows.push(window);
            return Ok(());
        }
        if core.len() > OVERLAP {
            break;
        }
    }
    if core.len() > 1 {
        let middle = core.start + core.len() / 2;
        parts(document, pieces, limit, sentence, core.start..middle, windows)?;
        parts(document, pieces, limit, sentence, middle..core.end, windows)?;
    }
    Ok(())
}

fn window(document: &Document, pieces: &Pieces, tokens: Range<usize>, core: Range<usize>) -> Result<Window, String> {
    let span = match (document.tokens.get(tokens.start), document.tokens.get(tokens.end.saturating_sub(1))) {
        (Some(first), Some(last)) => first.span.join(last.span),
        _ => Span::new(0, 0),
    };
    Ok(Window { core, start: span.start as usize, cut: pieces.cut(span.of(document.body()))? })
}
