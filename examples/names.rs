//! Reads JSON lines with `id` and `text`, writes the names, chains and roles of each as JSON lines for the scorer.
//!
//! The text is taken as it is: every line is a block. Offsets count characters.

use std::io::{BufRead, Write};

use demarche::base::Span;
use demarche::lexicon::Lexicon;
use demarche::mentions::names::learn::document;
use demarche::mentions::{self, Form, Mentions};
use demarche::text::Document;
use serde_json::{Value, json};

#[path = "train_names/news.rs"]
mod news;
use news::label;

fn main() -> std::io::Result<()> {
    let lexicon = Lexicon::new();
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let record: Value = serde_json::from_str(&line?)?;
        let body = record["text"].as_str().unwrap_or_default();
        let document = document(body);
        let found = mentions::find(&document, &lexicon);
        writeln!(out, "{}", describe(&record["id"], &document, &found))?;
    }
    Ok(())
}

fn describe(id: &Value, document: &Document, found: &Mentions) -> Value {
    let body = document.body();
    let chars = |byte: u32| body[..byte as usize].chars().count();
    let place = |span: Span| (chars(span.start), chars(span.end));
    let entities: Vec<Value> = found
        .names
        .iter()
        .filter(|mention| matches!(mention.form, Form::Name | Form::Adjective | Form::Metonym))
        .map(|mention| {
            let (start, end) = place(mention.span);
            json!({"start": start, "end": end, "type": label(mention, body), "chain": mention.chain, "form": mention.form, "text": mention.span.of(body)})
        })
        .collect();
    let others: Vec<Value> = found
        .names
        .iter()
        .filter(|mention| matches!(mention.form, Form::Office | Form::Pronoun))
        .map(|mention| json!({"text": mention.span.of(body), "form": mention.form, "chain": mention.chain, "name": found.chains[mention.chain].fullest.of(body)}))
        .collect();
    let chains: Vec<Value> = found
        .chains
        .iter()
        .map(|chain| json!({"name": chain.fullest.of(body), "kind": chain.kind, "key": chain.key, "state": chain.state}))
        .collect();
    let roles: Vec<Value> = found
        .roles
        .iter()
        .map(|role| {
            let (start, end) = place(role.span);
            json!({"start": start, "end": end, "person": found.names[role.name].span.of(body), "chain": role.chain, "text": role.span.of(body), "state": role.state, "former": role.former})
        })
        .collect();
    json!({"id": id, "entities": entities, "others": others, "chains": chains, "roles": roles})
}
