//! A sentence as it can be printed alone.

use crate::base::Span;
use crate::mentions::{Mentions, dateline_of};
use crate::text::{Document, SentenceIdx};

/// The words of a sentence without the date of its list entry, the article's dateline and the reference markers at its end.
pub fn telling(document: &Document, mentions: &Mentions, sentence: SentenceIdx) -> Span {
    let span = document.sentences[sentence].span;
    let start = behind_dateline(document, sentence).unwrap_or_else(|| behind_date(document, mentions, span));
    let words = Span::new(start, span.end as usize).of(document.body());
    Span::new(start, start + without_markers(words).len())
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
    // "6 June  Market shelled": the day stands apart by white space alone.
    let apart = rest.starts_with('\t') || rest.starts_with("  ") || rest.starts_with("\u{a0} ");
    let behind = rest.trim_start();
    let words = behind.strip_prefix(['–', '—', '-', ':', '|']).or_else(|| apart.then_some(behind)).map(str::trim_start);
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
