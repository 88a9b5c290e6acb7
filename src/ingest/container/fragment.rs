//! A piece of a page without its frame, as feeds carry it.

use crate::ingest::draft::{Draft, Found, Part};
use crate::ingest::html_blocks::{Stretch, blocks};
use crate::ingest::lines::folded;
use crate::ingest::{BlockKind, Reason, html_guard, tidy};

use super::contained;

/// The blocks of a piece of markup; `None` when no parser should be given it.
pub(in crate::ingest) fn stretches(html: &str) -> Option<Vec<Stretch>> {
    if html_guard::refuse(html).is_some() {
        return None;
    }
    contained(|| {
        let doc = trafilatura::dom::Document::parse(html);
        blocks(&doc, doc.body().unwrap_or_else(|| doc.root()))
    })
}

/// Reads a piece: all of it is the article, but for what its elements or the habits of feeds say otherwise.
pub(super) fn read(stretches: Vec<Stretch>, title: Option<&str>) -> Draft {
    let title = title.map(folded).unwrap_or_default();
    let n = stretches.len();
    let part = |(at, stretch): (usize, Stretch)| {
        let edge = at < 2 || at + 4 >= n;
        let why = if !title.is_empty() && folded(&stretch.text) == title {
            Some(Reason::RepeatedHeadline)
        } else {
            stretch.hint.or_else(|| boilerplate(&stretch.text).filter(|_| edge))
        };
        match why {
            Some(why) => Part::dropped(stretch.text, 0, why),
            None => Part::kept(stretch.kind, stretch.text, 0),
        }
    };
    let parts = stretches.into_iter().enumerate().map(part).collect();
    let mut draft = Draft { parts, found: Found::default() };
    tidy::tidy(&mut draft);
    drop_loose_end(&mut draft);
    draft
}

/// A heading at the end heads what the feed left out: "Related".
fn drop_loose_end(draft: &mut Draft) {
    let last = draft.parts.iter_mut().rfind(|part| part.piece().is_some());
    if let Some(part) = last.filter(|part| part.piece().is_some_and(|piece| piece.kind == BlockKind::Heading)) {
        part.drop_for(Reason::Related);
    }
}

/// What programs that make feeds add above and below an entry: "The post Two maps appeared first on Nile Courier."
fn boilerplate(text: &str) -> Option<Reason> {
    const MOST_WORDS: usize = 40;
    let words = folded(text);
    if words.split(' ').count() > MOST_WORDS {
        return None;
    }
    let starts = |heads: &[&str]| heads.iter().any(|head| words.starts_with(head));
    let first_printed = ["this article was first published", "this article was originally published", "this article first appeared"];
    let signed = starts(&["the post "]) && (words.contains(" appeared first on ") || words.contains(" first appeared on "));
    if signed || starts(&first_printed) {
        Some(Reason::PageFrame)
    } else if starts(&["continue reading", "read more", "read the full", "read the rest of", "click here to read"]) {
        Some(Reason::Related)
    } else if starts(&["share this", "tweet this", "like this"]) && words.split(' ').count() <= 6 {
        Some(Reason::Share)
    } else if starts(&["filed under", "tagged ", "posted in "]) && words.split(' ').count() <= 16 {
        Some(Reason::Metadata)
    } else {
        None
    }
}
