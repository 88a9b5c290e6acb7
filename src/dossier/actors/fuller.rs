//! Names as they stand with the words that say what they name: "the Chadian government", "Chad’s Foreign Ministry", "Berkat district".

use super::JoinedBy;
use crate::base::Span;
use crate::dossier::Reading;
use crate::lexicon::{Lexicon, WordClass};
use crate::mentions::{Form, Mention, NameKind};

/// The fuller form in which a mention is printed, if it is in one, and why it is the same actor's.
pub(super) fn of(reading: &Reading, lexicon: &Lexicon, idx: usize) -> Option<(Span, JoinedBy)> {
    let mention = reading.mentions.names.get(idx)?;
    match mention.kind {
        NameKind::State => government(reading.article().body(), mention).map(|span| (span, JoinedBy::Government)),
        NameKind::Organisation if mention.form == Form::Office => {
            by_noun(reading, lexicon, idx, mention).map(|span| (span, JoinedBy::WithNoun))
        }
        NameKind::Organisation => owned(reading, lexicon, idx, mention)
            .or_else(|| listed_with_noun(reading, lexicon, mention))
            .map(|span| (span, JoinedBy::WithNoun)),
        NameKind::Place if mention.form == Form::Name => {
            with_noun(reading.article().body(), lexicon, mention).map(|span| (span, JoinedBy::WithNoun))
        }
        _ => None,
    }
}

/// "Chadian government", "Chad’s government", "government of Chad".
fn government(body: &str, mention: &Mention) -> Option<Span> {
    let after = body.get(mention.span.end as usize..)?;
    let clitic = ["’s", "'s"].iter().find(|clitic| after.starts_with(**clitic)).map_or(0, |clitic| clitic.len());
    if clitic > 0 || mention.form == Form::Adjective {
        let (word, end) = word_at(body, mention.span.end as usize + clitic)?;
        return (word == "government").then_some(Span::new(mention.span.start as usize, end));
    }
    let before = body.get(..mention.span.start as usize)?;
    let openings = ["government of the ", "Government of the ", "government of ", "Government of "];
    let start = openings.iter().find_map(|words| before.strip_suffix(words))?.len();
    (mention.form == Form::Name).then_some(Span::new(start, mention.span.end as usize))
}

/// "Chad’s Foreign Ministry", "Foreign Ministry in N'Djamena": the state directly before its body, or its capital behind.
fn owned(reading: &Reading, lexicon: &Lexicon, idx: usize, mention: &Mention) -> Option<Span> {
    let state = reading.mentions.chains.get(mention.chain)?.state.as_deref()?;
    if let Some(seat) = reading.mentions.names.get(idx + 1)
        && reading.article().body().get(mention.span.end as usize..seat.span.start as usize) == Some(" in ")
        && lexicon.state_of_capital(reading.words(seat.span)).as_deref() == Some(state)
    {
        return Some(mention.span.join(seat.span));
    }
    let owner = reading.mentions.names.get(idx.checked_sub(1)?)?;
    let key = reading.mentions.chains.get(owner.chain)?.key.as_deref()?;
    let between = reading.article().body().get(owner.span.end as usize..mention.span.start as usize)?;
    (key == state && matches!(between, " " | "’s " | "'s ")).then(|| owner.span.join(mention.span))
}

/// "Chadian troops", "UN observers", "Co-Chairs of the Contact Group": the noun with the name that says whose it is.
fn by_noun(reading: &Reading, lexicon: &Lexicon, idx: usize, mention: &Mention) -> Option<Span> {
    let (names, body) = (&reading.mentions.names, reading.article().body());
    let between = |one: Span, other: Span| body.get(one.end as usize..other.start as usize);
    let of_state = lexicon.common_body(reading.words(mention.span)).is_some();
    let own =
        |name: &Mention| name.form != Form::Office && (name.kind == NameKind::Organisation || of_state && name.kind == NameKind::State);
    let before = idx.checked_sub(1).and_then(|before| names.get(before)).filter(|name| own(name));
    if let Some(name) = before.filter(|name| matches!(between(name.span, mention.span), Some(" " | "’s " | "'s "))) {
        return Some(name.span.join(mention.span));
    }
    let behind = names.get(idx + 1).filter(|name| own(name));
    let of = behind.filter(|name| matches!(between(mention.span, name.span), Some(" of " | " of the ")));
    of.map(|name| mention.span.join(name.span)).or_else(|| owned(reading, lexicon, idx, mention))
}

/// "Houthi movement": the noun behind, where the lexicon has both as one body.
fn listed_with_noun(reading: &Reading, lexicon: &Lexicon, mention: &Mention) -> Option<Span> {
    let key = reading.mentions.chains.get(mention.chain)?.key.as_deref()?;
    let body = reading.article().body();
    let (_, end) = word_at(body, mention.span.end as usize)?;
    let whole = Span::new(mention.span.start as usize, end);
    lexicon.body_named(whole.of(body)).is_some_and(|body| body.key == key).then_some(whole)
}

/// "Berkat district", "Shurnak reservoir".
fn with_noun(body: &str, lexicon: &Lexicon, mention: &Mention) -> Option<Span> {
    let (word, end) = word_at(body, mention.span.end as usize)?;
    lexicon.is(WordClass::PlaceNoun, word).then_some(Span::new(mention.span.start as usize, end))
}

/// The word behind the space at `from`, in letters alone, and where it ends.
fn word_at(body: &str, from: usize) -> Option<(&str, usize)> {
    let rest = body.get(from..)?.strip_prefix(' ')?;
    let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let word = rest.get(..length).filter(|word| !word.is_empty())?;
    Some((word, from + 1 + length))
}
