//! What a model finds, as lines for the scorer.

use std::borrow::Cow;

use demarche::base::Span;
use demarche::lexicon::Lexicon;
use demarche::mentions::names::{Model, NameType, Tagger, learn};
use demarche::mentions::{self, Form};
use demarche::text::Document;
use serde_json::{Value, json};

use super::corpus::Record;
use super::news::label;

/// One record's lines: by the model alone, and with the rules.
pub struct Lines {
    pub model: String,
    pub mentions: String,
}

/// Lines with the places of their records.
pub type Found = Vec<(usize, Lines)>;

/// What the model finds in some records.
pub fn all<'a>(model: &Model, records: impl Iterator<Item = &'a Record>) -> Found {
    let mut tagger = Tagger::new(Cow::Borrowed(model));
    records.map(|record| (record.at, lines(&record.id, &record.document, &mut tagger))).collect()
}

/// What the model finds in texts with their names.
pub fn texts(model: &Model, texts: &[(String, String)]) -> Vec<Lines> {
    let mut tagger = Tagger::new(Cow::Borrowed(model));
    texts.iter().map(|(id, text)| lines(id, &learn::document(text), &mut tagger)).collect()
}

fn lines(id: &str, document: &Document, tagger: &mut Tagger) -> Lines {
    let body = document.body();
    let chars = |span: Span| (body[..span.start as usize].chars().count(), body[..span.end as usize].chars().count());
    let entity = |span: Span, kind: &str, sure: f32| {
        let (start, end) = chars(span);
        json!({"start": start, "end": end, "type": kind, "text": span.of(body), "confidence": sure})
    };
    let by_model: Vec<Value> = tagger
        .tag(document)
        .iter()
        .map(|name| {
            let span = document.tokens[name.tokens.start].span.join(document.tokens[name.tokens.end - 1].span);
            entity(span, word(name.kind), name.confidence)
        })
        .collect();
    let found = mentions::find_with(document, &Lexicon::new(), tagger);
    let by_mentions: Vec<Value> = found
        .names
        .iter()
        .filter(|mention| !matches!(mention.form, Form::Office | Form::Pronoun))
        .map(|mention| entity(mention.span, label(mention, body), 1.0))
        .collect();
    let line = |entities: Vec<Value>| format!("{}\n", json!({"id": id, "entities": entities}));
    Lines { model: line(by_model), mentions: line(by_mentions) }
}

fn word(kind: NameType) -> &'static str {
    match kind {
        NameType::Person => "PER",
        NameType::Organisation => "ORG",
        NameType::Location => "LOC",
        NameType::Other => "MISC",
    }
}
