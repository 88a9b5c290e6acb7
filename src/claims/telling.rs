//! A sentence as it can be printed alone.

use crate::base::Span;
use crate::ingest::BlockKind;
use crate::mentions::{Mentions, dateline_of};
use crate::text::{Document, SentenceIdx};

/// The words of a sentence without the date of its list entry, the article's dateline and the reference markers at its end.
pub fn telling(document: &Document, mentions: &Mentions, sentence: SentenceIdx) -> Span {
    let span = document.sentences[sentence].span;
    let start = behind_dateline(document, sentence).unwrap_or_else(|| behind_date(document, mentions, span));
    let words = Span::new(start, span.end as usize).of(document.body());
    Span::new(start, start + without_markers(words).trim_end_matches(';').len())
}

/// What stands behind the day of an entry: the words that a mark parts from it or, in a list, white space before a capital ("6 June  Market shelled").
pub(super) fn behind_day(rest: &str, listed: bool) -> Option<&str> {
    let words = rest.trim_start();
    let marked = words.strip_prefix(['–', '—', '-', ':', '‑', '|']).or_else(|| words.strip_prefix(['.', ',']).filter(|_| listed));
    let apart = || listed && words.len() < rest.len() && words.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    marked.map(str::trim_start).or_else(|| apart().then_some(words))
}

/// Where a sentence begins behind "TUNIS, May 6 (Agency) — ".
fn behind_dateline(document: &Document, sentence: SentenceIdx) -> Option<usize> {
    let head = dateline_of(document, sentence)?;
    let sentence = document.sentences[sentence].span;
    let rest = Span::new(head.end as usize, sentence.end as usize).of(document.body());
    let words = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '—' | '–' | '-'));
    (!words.is_empty()).then(|| sentence.end as usize - words.len())
}

/// Where a sentence begins behind "Dec 2, 2025 – ".
fn behind_date(document: &Document, mentions: &Mentions, sentence: Span) -> usize {
    let start = sentence.start as usize;
    let first = mentions.times.partition_point(|time| time.span().start < sentence.start);
    let Some(time) = mentions.times.get(first).filter(|time| time.span().start <= sentence.start + 2) else { return start };
    let rest = Span::new(time.span().end as usize, sentence.end as usize).of(document.body());
    let blocks = document.article.blocks();
    let block = blocks.get(blocks.partition_point(|block| block.span.end < sentence.end));
    let listed = block.is_some_and(|block| block.kind == BlockKind::ListItem && block.span.start == sentence.start);
    let words = behind_day(rest, listed);
    words.filter(|words| !words.is_empty()).map_or(start, |words| sentence.end as usize - words.len())
}

/// Words without the reference markers at their end ("[1][2]").
fn without_markers(words: &str) -> &str {
    let mut rest = words.trim_end().trim_end_matches(';');
    while let Some((before, inside)) = rest.strip_suffix(']').and_then(|rest| rest.rsplit_once('[')) {
        if inside.is_empty() || !inside.chars().all(|c| c.is_ascii_digit()) || before.trim().is_empty() {
            break;
        }
        rest = before.trim_end();
    }
    rest
}
