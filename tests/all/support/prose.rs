//! Articles made from the text of a case, without the work of `ingest`.

use std::sync::Arc;

use demarche::base::{Basis, Fingerprint, Known, SourceId, Span, When};
use demarche::ingest::{Article, Block, BlockKind, Format, Meta};
use demarche::lexicon::{KnownKind, KnownName, Lexicon};
use demarche::text::{Document, divide};

use super::chapter::Given;

/// The given text as a document: one block per line, `# ` a heading, `- ` a list item, the rest paragraphs.
pub fn document(given: &Given) -> Document {
    numbered(given, 0)
}

/// The same, as one of several articles; `outlet=River_Agency` names the outlet.
pub fn numbered(given: &Given, n: usize) -> Document {
    divide(Arc::new(article(given, n)))
}

/// The lexicon with the names that the desk knows: `person=Amina_Diallo/La_Lionne;Bola`, `organisation=…`, `place=…`, `other=…`, and `member=…` for names of a side.
pub fn lexicon(given: &Given) -> Lexicon {
    let kinds = [
        ("person", Some(KnownKind::Person)),
        ("organisation", Some(KnownKind::Organisation)),
        ("place", Some(KnownKind::Place)),
        ("other", Some(KnownKind::Other)),
        ("member", None),
    ];
    let names = kinds.into_iter().flat_map(|(key, kind)| {
        let written = given.settings.get(key).map(|written| written.replace('_', " ")).unwrap_or_default();
        let entries = written.split(';').filter(|entry| !entry.is_empty()).map(|entry| {
            let mut forms = entry.split('/').map(str::to_owned);
            KnownName { name: forms.next().unwrap_or_default(), kind, also: forms.collect() }
        });
        entries.collect::<Vec<_>>()
    });
    Lexicon::new().knowing(names.collect())
}

fn article(given: &Given, n: usize) -> Article {
    let published = given.published().map(|day| Known::new(When::day(day), Basis::Config));
    let meta = Meta {
        title: Known::new("A case".to_owned(), Basis::Config),
        outlet: given.settings.get("outlet").map(|outlet| Known::new(outlet.replace('_', " "), Basis::Config)),
        author: None,
        published,
        url: None,
        language: None,
        section: None,
        place: None,
        references: Vec::new(),
        draft: false,
    };
    let fingerprint = Fingerprint::of(given.text.as_bytes());
    Article::new(
        SourceId(u32::try_from(n).unwrap()),
        format!("case-{n}.txt"),
        Format::Text,
        meta,
        fingerprint,
        given.text.clone(),
        blocks(&given.text),
        Vec::new(),
    )
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for (line, words) in (1..).zip(text.split_inclusive('\n')) {
        let (kind, mark) = match words {
            words if words.starts_with("# ") => (BlockKind::Heading, 2),
            words if words.starts_with("- ") => (BlockKind::ListItem, 2),
            _ => (BlockKind::Paragraph, 0),
        };
        let end = start + words.trim_end().len();
        if start + mark < end {
            blocks.push(Block { kind, span: Span::new(start + mark, end), line });
        }
        start += words.len();
    }
    blocks
}
