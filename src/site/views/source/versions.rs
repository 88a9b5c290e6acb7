//! What changed against the earliest version of a text, as far as the desk's policy prints it.

use serde::Serialize;

use crate::base::SourceId;
use crate::dossier::{Change, Piece, PieceKind, Source, changes, reworded_line};
use crate::site::SourceText;
use crate::site::book::Cited;
use crate::site::citations::SentenceIdx;
use crate::site::desk::Desk;
use crate::site::shown;
use crate::site::views::sources::{Tongue, copy_words};

/// Changes that the page prints.
const CHANGES: usize = 24;
/// Words of a sentence that came or went.
const SENTENCE_WORDS: usize = 50;
/// Unchanged words that are printed before and after a change.
const AROUND: usize = 8;

/// The section on versions.
#[derive(Clone, Debug, Serialize)]
pub struct Versions {
    /// "Near copy of source 3".
    pub title: String,
    /// Path of the earliest version.
    pub href: String,
    /// "Source 3".
    pub earliest: String,
    /// How many sentences are the same, reworded, new and gone.
    pub counts: String,
    /// The changes that are printed, the headline's first.
    pub rows: Vec<Row>,
    /// How many are not, and why.
    pub not_shown: Vec<String>,
    /// Language and direction of the words.
    pub tongue: Option<Tongue>,
}

/// One change.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// "Reworded", "Added", "Left out", "Headline".
    pub label: String,
    /// Its words.
    pub runs: Vec<Run>,
}

/// Words of one version or of both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Run {
    /// `ins`, `del` or nothing.
    pub mark: &'static str,
    /// The words.
    pub text: String,
}

/// The section, for a source that is not the earliest with its text.
pub fn view(desk: &Desk<'_>, source: &Source, cited: &Cited) -> Option<Versions> {
    let copy = source.same_text.as_ref()?;
    let earliest = desk.source(copy.earliest)?;
    let words = desk.words;
    let found = changes(&earliest.reading.document, &source.reading.document);
    let n = |fits: fn(&Change) -> bool| found.list.iter().filter(|change| fits(change)).count();
    let counts = [
        ("versions.same", found.n_same),
        ("versions.moved", found.n_moved),
        ("versions.n_reworded", n(|change| matches!(change, Change::Reworded { .. }))),
        ("versions.n_added", n(|change| matches!(change, Change::Added(_)))),
        ("versions.n_left_out", n(|change| matches!(change, Change::LeftOut(_)))),
    ];
    let counts: Vec<String> = counts.into_iter().filter(|(_, n)| *n > 0).map(|(key, n)| words.count(key, n)).collect();
    let printed = |source: SourceId, sentence: SentenceIdx| match desk.options.source_text {
        SourceText::Full => true,
        SourceText::Excerpts => cited.contains(&(source, sentence)),
        SourceText::None => false,
    };
    let mut rows: Vec<Row> = headline(desk, earliest, source).into_iter().collect();
    let (mut n_hidden, mut n_more) = (0, 0);
    for change in &found.list {
        let may_print = match change {
            Change::Added(n) => printed(source.id, *n),
            Change::LeftOut(n) => printed(earliest.id, *n),
            Change::Reworded { earlier, later, .. } => printed(earliest.id, *earlier) || printed(source.id, *later),
        };
        match (may_print, rows.len() < CHANGES) {
            (false, _) => n_hidden += 1,
            (true, false) => n_more += 1,
            (true, true) => rows.push(row(desk, earliest, source, change)),
        }
    }
    let not_shown = [("versions.more", n_more), ("versions.hidden", n_hidden)];
    Some(Versions {
        title: copy_words(desk, source).unwrap_or_default(),
        href: desk.source_path(earliest.id),
        earliest: words.fill("note.source", &[("n", &desk.numbers.of(earliest.id).to_string())]),
        counts: counts.join("; "),
        rows,
        not_shown: not_shown.into_iter().filter(|(_, n)| *n > 0).map(|(key, n)| words.count(key, n)).collect(),
        tongue: Tongue::of(desk, source, source.reading.article().body()),
    })
}

/// A changed headline; headlines are printed under every policy.
fn headline(desk: &Desk<'_>, earliest: &Source, source: &Source) -> Option<Row> {
    let stated = |source: &Source| {
        let title = &source.reading.article().meta.title;
        (title.basis != crate::base::Basis::Inferred).then(|| shown::plain(&title.value))
    };
    let (then, now) = (stated(earliest)?, stated(source)?);
    let letters = |text: &str| text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    (letters(&then) != letters(&now))
        .then(|| Row { label: desk.words.get("versions.headline").to_owned(), runs: runs(&reworded_line(&then, &now)) })
}

fn row(desk: &Desk<'_>, earliest: &Source, source: &Source, change: &Change) -> Row {
    let sentence = |source: &Source, n: SentenceIdx, mark| {
        let text = source.reading.document.sentences.get(n).map_or("", |sentence| sentence.span.of(desk.body(source.id)));
        vec![Run { mark, text: shown::cut(&shown::plain(text), SENTENCE_WORDS) }]
    };
    match change {
        Change::Added(n) => Row { label: desk.words.get("versions.added").to_owned(), runs: sentence(source, *n, "ins") },
        Change::LeftOut(n) => Row { label: desk.words.get("versions.left_out").to_owned(), runs: sentence(earliest, *n, "del") },
        Change::Reworded { pieces, .. } => Row { label: desk.words.get("versions.reworded").to_owned(), runs: runs(pieces) },
    }
}

/// The words with their marks; long stretches without a change are shortened.
fn runs(pieces: &[Piece]) -> Vec<Run> {
    let last = pieces.len().saturating_sub(1);
    let run = |(at, piece): (usize, &Piece)| match piece.kind {
        PieceKind::Added => Run { mark: "ins", text: piece.text.clone() },
        PieceKind::LeftOut => Run { mark: "del", text: piece.text.clone() },
        PieceKind::Same => Run { mark: "", text: shortened(&piece.text, at > 0, at < last) },
    };
    pieces.iter().enumerate().map(run).collect()
}

/// The first and last words of a stretch, as far as a change stands beside them.
fn shortened(text: &str, change_before: bool, change_after: bool) -> String {
    let words: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
    let keep = if change_before { AROUND } else { 0 } + if change_after { AROUND } else { 0 };
    if words.len() <= keep + 2 {
        return text.to_owned();
    }
    let head = if change_before { words[..AROUND].concat() } else { String::new() };
    let tail = if change_after { words[words.len() - AROUND..].concat() } else { String::new() };
    format!("{head}… {tail}")
}
