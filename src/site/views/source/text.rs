//! The text of a source with marked names, dates and quotes, as far as the desk's policy prints it.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::base::Span;
use crate::dossier::{ActorId, Source};
use crate::ingest::BlockKind;
use crate::site::SourceText;
use crate::site::book::Cited;
use crate::site::desk::Desk;

/// One block of the text.
#[derive(Clone, Debug, Serialize)]
pub struct Block {
    /// Its number, counted from 1; the anchor is `p` and the number.
    pub number: usize,
    /// Whether it is a heading inside the article.
    pub heading: bool,
    /// Sentences and gaps in order.
    pub stretches: Vec<Stretch>,
}

/// One sentence, or a gap where sentences are not printed.
#[derive(Clone, Debug, Serialize)]
pub struct Stretch {
    /// Anchor of a printed sentence.
    pub id: Option<String>,
    /// Its words in their dresses.
    pub runs: Vec<Run>,
    /// "3 sentences not shown".
    pub gap: Option<String>,
    /// Width of the bar in twelfths.
    pub width: usize,
}

/// Words in one dress.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Path of the page of whoever is named.
    pub href: Option<String>,
    /// Hue class of their side.
    pub hue: Option<String>,
    /// Inside quotation marks.
    pub quoted: bool,
    /// Tells a time.
    pub time: bool,
}

/// The blocks of a source's text.
pub fn blocks(desk: &Desk<'_>, source: &Source, cited: &Cited) -> Vec<Block> {
    let policy = desk.options.source_text;
    if policy == SourceText::None {
        return Vec::new();
    }
    let document = &source.reading.document;
    let shown = |idx: usize| policy == SourceText::Full || cited.contains(&(source.id, idx));
    let mut blocks = Vec::new();
    for (block_idx, block) in source.reading.article().blocks().iter().enumerate() {
        let first = document.sentences.partition_point(|sentence| sentence.block < block_idx);
        let sentences = document.sentences[first..].iter().enumerate().take_while(|(_, sentence)| sentence.block == block_idx);
        let mut stretches: Vec<Stretch> = Vec::new();
        let mut omitted: Vec<Span> = Vec::new();
        for (offset, sentence) in sentences {
            let idx = first + offset;
            if shown(idx) {
                stretches.extend(gap(desk, &mut omitted));
                stretches.push(Stretch { id: Some(format!("s{}", idx + 1)), runs: runs(desk, source, sentence.span), gap: None, width: 0 });
            } else {
                omitted.push(sentence.span);
            }
        }
        stretches.extend(gap(desk, &mut omitted));
        blocks.push(Block { number: block_idx + 1, heading: block.kind == BlockKind::Heading, stretches });
    }
    blocks
}

/// A bar for the sentences left out so far, as long as they are, within bounds.
fn gap(desk: &Desk<'_>, omitted: &mut Vec<Span>) -> Option<Stretch> {
    let n_bytes: usize = omitted.iter().map(|span| span.len()).sum();
    let n = std::mem::take(omitted).len();
    (n > 0).then(|| Stretch {
        id: None,
        runs: Vec::new(),
        gap: Some(desk.words.count("source.omitted", n)),
        width: n_bytes.div_ceil(50).clamp(1, 12),
    })
}

/// The words of a sentence, cut wherever a name, a time or a quotation begins or ends.
fn runs(desk: &Desk<'_>, source: &Source, sentence: Span) -> Vec<Run> {
    let reading = &source.reading;
    let linked = |id: ActorId| desk.actor_href(id).is_some();
    let names: Vec<(Span, ActorId)> = desk.index.names(source.id, sentence).copied().filter(|(_, id)| linked(*id)).collect();
    let quotes: Vec<Span> =
        reading.document.quotations.iter().filter(|quotation| quotation.depth == 0).map(|quotation| quotation.words).collect();
    let times: Vec<Span> = reading.mentions.times.iter().map(crate::mentions::TimeMention::span).collect();
    let mut cuts: BTreeSet<u32> = BTreeSet::from([sentence.start, sentence.end]);
    let near = names.iter().map(|(span, _)| span).chain(&quotes).chain(&times).filter(|span| span.overlaps(sentence));
    for span in near {
        cuts.insert(span.start.max(sentence.start));
        cuts.insert(span.end.min(sentence.end));
    }
    let cuts: Vec<u32> = cuts.into_iter().collect();
    let inside = |spans: &[Span], part: Span| spans.iter().any(|span| span.contains(part));
    let run = |pair: &[u32]| {
        let part = Span { start: pair[0], end: pair[1] };
        let named = names.iter().find(|(span, _)| span.contains(part)).map(|(_, id)| *id);
        Run {
            text: part.of(reading.article().body()).to_owned(),
            href: named.and_then(|id| desk.actor_href(id)),
            hue: named.map(|id| desk.hue_of(id)),
            quoted: inside(&quotes, part),
            time: inside(&times, part),
        }
    };
    cuts.windows(2).map(run).filter(|run| !run.text.is_empty()).collect()
}
