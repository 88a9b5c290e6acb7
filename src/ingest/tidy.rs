//! Blocks of a marked-up article that are not its text: credits, references, lines of the frame.

use super::draft::{Draft, Found, Part};
use super::{BlockKind, Reason, credits, glued, reason, references};
use crate::base::{Basis, Known};

/// How many blocks at the top may be a byline or a date.
const TOP: usize = 4;

/// Leaves out what is plainly no text, and reads what those blocks and the dateline state.
pub(super) fn tidy(draft: &mut Draft) {
    let found = top(&mut draft.parts);
    draft.found = std::mem::take(&mut draft.found).or(found);
    for part in &mut draft.parts {
        let Some(piece) = part.piece() else { continue };
        if piece.kind == BlockKind::Caption {
            part.drop_for(Reason::Caption);
        } else if let Some(why) = reason::certain(&piece.text) {
            if draft.found.author.is_none()
                && let Some(names) = credits::reporters(&piece.text)
            {
                draft.found.author = Some(Known::from_words(names, Basis::BodyText, piece.text.clone()));
            }
            part.drop_for(why);
        }
    }
    let listed = references::take(&mut draft.parts);
    if draft.found.references.is_empty() {
        draft.found.references = listed;
    }
    glued::split(&mut draft.parts);
}

/// Bylines, dates and the dateline among the first blocks.
fn top(parts: &mut [Part]) -> Found {
    let mut found = Found::default();
    let pieces = parts.iter_mut().filter(|part| part.piece().is_some()).take(TOP);
    for part in pieces {
        let Some(text) = part.piece().map(|piece| piece.text.clone()) else { continue };
        if text.split_whitespace().count() > 24 {
            found = found.or(dateline(&text));
            break;
        }
        let author = credits::author(&text).filter(|_| text.split_whitespace().count() <= 14);
        let day = credits::published(&text);
        if author.is_some() || day.is_some() {
            part.drop_for(Reason::Metadata);
        }
        let stated = Found {
            author: author.map(|name| Known::from_words(name, Basis::BodyText, text.as_str())),
            published: day.map(|day| Known::from_words(day, Basis::BodyText, text.as_str())),
            ..dateline(&text)
        };
        found = found.or(stated);
    }
    found
}

fn dateline(text: &str) -> Found {
    let Some(line) = credits::dateline(text) else { return Found::default() };
    Found {
        outlet: line.agency.map(|name| Known::from_words(name, Basis::BodyText, line.words.as_str())),
        published: line.day.map(|day| Known::from_words(day, Basis::BodyText, line.words.as_str())),
        ..Found::default()
    }
}
