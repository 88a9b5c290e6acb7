use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::base::{Basis, Fingerprint, Known, SourceId};
use crate::ingest::{Article, Block, BlockKind, Format, Meta};
use crate::text::divide;

fn read(body: &str, kind: BlockKind) -> (Document, Mentions) {
    let mut start = 0;
    let mut blocks = Vec::new();
    for line in body.split_inclusive('\n') {
        blocks.push(Block { kind, span: Span::new(start, start + line.trim_end_matches('\n').len()), line: 0 });
        start += line.len();
    }
    let meta = Meta {
        title: Known::new(String::new(), Basis::Inferred),
        outlet: None,
        author: None,
        published: None,
        url: None,
        language: None,
        section: None,
        place: None,
        references: Vec::new(),
        draft: false,
    };
    let article = Article::new(SourceId(0), "t.txt", Format::Text, meta, Fingerprint::of(b""), body.to_owned(), blocks, Vec::new());
    let document = divide(Arc::new(article));
    let mentions = find(&document, &Lexicon::new());
    (document, mentions)
}

fn persons(body: &str) -> Vec<String> {
    let (document, mentions) = read(body, BlockKind::Paragraph);
    mentions
        .chains
        .iter()
        .filter(|chain| chain.kind == NameKind::Person)
        .map(|chain| chain.fullest.of(document.body()).to_owned())
        .collect()
}

#[test]
fn captions_make_no_actors() {
    let (_, mentions) = read("President Aster Gebru in Asmara. Photo by Dawit Kebede.", BlockKind::Caption);
    assert!(mentions.names.is_empty() && mentions.chains.is_empty());
}

#[test]
fn a_firm_that_bears_a_surname_gives_way_to_the_person() {
    assert_eq!(persons("President Vicente Fox spoke in Lima. Mr. Fox then left."), ["Vicente Fox"]);
}

#[test]
fn a_headline_that_runs_into_its_text_invents_nobody() {
    let body = "Talks in Juba Make Slow Progress Danjuma said the talks made progress. Bola Danjuma was slow to answer.";
    assert_eq!(persons(body), ["Bola Danjuma"]);
}

#[test]
fn spellings_of_one_article_are_one_person() {
    assert_eq!(persons("Dmytro Horbenskyi met nobody. Dmytro Horbensky said so. Horbensky left."), ["Dmytro Horbenskyi"]);
}

#[test]
fn a_state_takes_its_plain_name_as_the_fullest() {
    let (document, mentions) = read("Riyadh agreed. The Saudis left Saudi Arabia.", BlockKind::Paragraph);
    let state = mentions.chains.iter().find(|chain| chain.key.as_deref() == Some("SAU")).expect("Saudi Arabia");
    assert_eq!(state.fullest.of(document.body()), "Saudi Arabia");
}

#[test]
fn no_name_reaches_into_the_next_sentence() {
    let (document, mentions) = read("He met Abu-al-\nPresident Gebru left the Labour\nparty.", BlockKind::Paragraph);
    assert!(mentions.names.iter().all(|name| document.sentences[name.sentence].span.contains(name.span)));
}

proptest! {
    #[test]
    fn any_text_is_read(body in "\\PC{0,120}", more in "([A-Z][a-z]{1,6}|of|the|President|Ukraine|’s|[.,()“”\"-]|U\\.S\\.|al-|said|and|[0-9]{1,3}|\n| ){0,60}") {
        for text in [body, more] {
            let (document, mentions) = read(&text, BlockKind::Paragraph);
            let mut end = 0;
            for name in &mentions.names {
                prop_assert!(name.span.start >= end, "names overlap in {:?}", text);
                prop_assert!(!name.span.is_empty() && text.get(name.span.range()).is_some());
                prop_assert!(name.chain < mentions.chains.len());
                prop_assert!(document.sentences[name.sentence].span.contains(name.span));
                end = name.span.end;
            }
            for role in &mentions.roles {
                prop_assert!(text.get(role.span.range()).is_some() && role.chain < mentions.chains.len());
                prop_assert!(mentions.names[role.name].chain == role.chain);
            }
        }
    }
}
