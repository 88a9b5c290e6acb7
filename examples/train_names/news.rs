//! The types of news corpora.

use demarche::lexicon::Lexicon;
use demarche::mentions::{Form, Mention, NameKind};

/// The scorer's types: seats are bodies when they act, capitals stay places, adjectives are no actors.
pub fn label(mention: &Mention, body: &str) -> &'static str {
    let seat = mention.kind == NameKind::State && mention.form == Form::Metonym && Lexicon::new().metonym(mention.span.of(body)).is_some();
    match (mention.kind, mention.form) {
        (_, Form::Adjective) | (NameKind::Other, _) => "MISC",
        (NameKind::Person, _) => "PER",
        (NameKind::Organisation, _) => "ORG",
        _ if seat => "ORG",
        _ => "LOC",
    }
}
