use proptest::prelude::*;
use serde_json::json;

use super::tiny::{self, LABELS, Tiny};
use crate::lexicon::Lexicon;
use crate::mentions::names::learn::document;
use crate::mentions::names::{Name, NameType, OwnModel, Recogniser, Unusable};
use crate::mentions::{NameKind, find_by};
use crate::text::Document;

const PIECES: &[(&str, &str)] = &[
    ("Amina", "B-PER"),
    ("Ok", "I-PER"),
    ("##éllo", "I-PER"),
    ("Bola", "B-PER"),
    ("Kisumu", "B-LOC"),
    ("Lake", "B-ORG"),
    ("Forum", "I-ORG"),
    ("Ramadan", "B-MISC"),
    ("met", "O"),
    ("in", "O"),
    (".", "O"),
    ("’", "O"),
    ("s", "O"),
];

impl Tiny {
    fn files(&self) -> OwnModel<'_> {
        OwnModel { network: &self.network, config: Some(&self.config), tokenizer: None, vocabulary: Some(&self.vocabulary) }
    }
}

fn reader(limit: usize) -> Box<dyn Recogniser> {
    tiny::tagger(PIECES, limit).files().load().unwrap_or_else(|unusable| panic!("{unusable:?}"))
}

/// Why files cannot be used.
fn refused(files: &OwnModel<'_>) -> Unusable {
    files.load().err().expect("files that cannot be used")
}

fn words(document: &Document, name: &Name) -> String {
    document.tokens[name.tokens.start].span.join(document.tokens[name.tokens.end - 1].span).of(document.body()).to_owned()
}

fn seen(reader: &dyn Recogniser, text: &str) -> Vec<(String, NameType)> {
    let document = document(text);
    reader.see(&document).unwrap().iter().map(|name| (words(&document, name), name.kind)).collect()
}

fn pairs<const N: usize>(names: [(&str, NameType); N]) -> Vec<(String, NameType)> {
    names.map(|(name, kind)| (name.to_owned(), kind)).to_vec()
}

#[test]
fn a_tiny_model_sees_names_at_their_own_letters() {
    // Letters of two and three bytes and a space of two stand before and inside the names.
    let text = "– Ébène:\u{a0}Amina Okéllo’s aides met Bola in Kisumu.\nDuring Ramadan the Lake Forum waits.";
    let found = seen(&*reader(512), text);
    let wanted = pairs([
        ("Amina Okéllo", NameType::Person),
        ("Bola", NameType::Person),
        ("Kisumu", NameType::Location),
        ("Ramadan", NameType::Other),
        ("Lake Forum", NameType::Organisation),
    ]);
    assert_eq!(found, wanted);
}

#[test]
fn confidence_is_the_share_of_the_label() {
    let document = document("Amina met Bola.");
    let names = reader(512).see(&document).unwrap();
    // One label stands six above eight others.
    let share = 1.0 / (1.0 + 8.0 * (-6.0_f32).exp());
    assert_eq!(names.len(), 2);
    assert!(names.iter().all(|name| (name.confidence - share).abs() < 1e-5), "{names:?}");
}

#[test]
fn names_of_a_model_become_mentions_like_any_others() {
    let document = document("Amina Okéllo met the Lake Forum in Kisumu. Okéllo left.");
    let mentions = find_by(&document, &Lexicon::new(), &*reader(512)).unwrap();
    let person = mentions.names.iter().find(|name| name.kind == NameKind::Person).unwrap();
    assert_eq!(person.span.of(document.body()), "Amina Okéllo");
    let body = mentions.names.iter().find(|name| name.kind == NameKind::Organisation).unwrap();
    assert_eq!(body.span.of(document.body()), "Lake Forum");
}

#[test]
fn texts_longer_than_the_model_reads_lose_nothing() {
    // One sentence without end, and many short ones.
    let long: String = (0..60).map(|n| if n % 3 == 0 { "Amina Okéllo met " } else { "in Kisumu met Bola and " }).collect();
    let many = "Amina Okéllo met Bola. ".repeat(40);
    for text in [long, many] {
        let whole = seen(&*reader(512), &text);
        assert!(whole.len() > 60);
        assert_eq!(whole.iter().filter(|(name, _)| name == "Amina Okéllo").count() % 20, 0);
        for limit in [8, 13, 40] {
            assert_eq!(seen(&*reader(limit), &text), whole, "{limit} pieces at once");
        }
    }
}

#[test]
fn a_word_that_no_window_holds_is_passed_over() {
    let text = format!("Amina met {} in Kisumu.", "Ok".to_owned() + &"éllo".repeat(20));
    let found = seen(&*reader(8), &text);
    assert_eq!(found, pairs([("Amina", NameType::Person), ("Kisumu", NameType::Location)]));
}

#[test]
fn other_schemes_of_labels_are_read() {
    let tiny = tiny::tagger(PIECES, 64);
    let schemes = [
        ["O", "S-PERSON", "E-PERSON", "B-ORGANIZATION", "E-ORGANIZATION", "U-GPE", "I-GPE", "S-NORP", "I-NORP"],
        ["O", "PER", "PER", "ORG", "ORG", "LOC", "LOC", "MISC", "MISC"],
    ];
    for labels in schemes {
        let config = tiny::config(&labels, 64);
        let reader = OwnModel { config: Some(&config), ..tiny.files() }.load().ok().unwrap();
        let found = seen(&*reader, "The Lake Forum met Bola in Kisumu.");
        assert_eq!(found, pairs([("Lake Forum", NameType::Organisation), ("Bola", NameType::Person), ("Kisumu", NameType::Location)]));
    }
}

#[test]
fn a_tokenizer_in_json_is_read_and_cuts_nothing_off() {
    let tiny = tiny::tagger(PIECES, 64);
    let pieces: serde_json::Map<_, _> =
        std::str::from_utf8(&tiny.vocabulary).unwrap().lines().enumerate().map(|(at, piece)| (piece.to_owned(), json!(at))).collect();
    let tokenizer = json!({
        "version": "1.0",
        "truncation": {"direction": "Right", "max_length": 4, "strategy": "LongestFirst", "stride": 0},
        "padding": {"strategy": {"Fixed": 32}, "direction": "Right", "pad_to_multiple_of": null, "pad_id": 0, "pad_type_id": 0, "pad_token": "[PAD]"},
        "pre_tokenizer": {"type": "Whitespace"},
        "model": {"type": "WordLevel", "vocab": pieces, "unk_token": "[UNK]"},
    })
    .to_string();
    let files = OwnModel { tokenizer: Some(tokenizer.as_bytes()), vocabulary: None, ..tiny.files() };
    let found = seen(&*files.load().ok().unwrap(), "On the shore and far away the Lake Forum met Bola in Kisumu.");
    assert_eq!(found, pairs([("Lake Forum", NameType::Organisation), ("Bola", NameType::Person), ("Kisumu", NameType::Location)]));
}

#[test]
fn missing_files_are_named() {
    let tiny = tiny::tagger(PIECES, 64);
    let what = |files: OwnModel<'_>| refused(&files).what;
    assert_eq!(what(OwnModel { config: None, ..tiny.files() }), "there is no config.json beside the model");
    assert_eq!(what(OwnModel { vocabulary: None, ..tiny.files() }), "there is neither tokenizer.json nor vocab.txt beside the model");
    assert!(what(OwnModel { config: Some(b"{"), ..tiny.files() }).starts_with("config.json beside the model cannot be read: "));
    assert!(what(OwnModel { tokenizer: Some(b"[1, 2]"), ..tiny.files() }).starts_with("tokenizer.json beside the model cannot be read: "));
    assert_eq!(
        what(OwnModel { vocabulary: Some(b"a\nb\n"), ..tiny.files() }),
        "vocab.txt beside the model has no lines [CLS], [SEP] and [UNK]"
    );
    assert!(refused(&OwnModel { network: b"PK", ..tiny.files() }).hint.unwrap().contains("export"));
}

#[test]
fn files_that_do_not_fit_each_other_are_told() {
    let tiny = tiny::tagger(PIECES, 64);
    let config = |labels: &[&str], limit: usize| tiny::config(labels, limit);
    let what = |config: &[u8]| refused(&OwnModel { config: Some(config), ..tiny.files() }).what;
    assert_eq!(
        what(&config(&LABELS[..5], 64)),
        "the model cannot read a word: its output is 1 × 3 × 9, where pieces and config.json ask for 1 × 3 × 5"
    );
    assert_eq!(what(&config(&["POSITIVE", "NEGATIVE"], 64)), "none of the model's labels is a type of names: POSITIVE, NEGATIVE");
    assert_eq!(what(&config(&LABELS, 3)), "config.json lets the model read 3 pieces at once, which is no sentence");
    assert!(what(b"{}").contains("id2label"));
    let fewer = tiny::network(&[0.0; 18], 2, &["input_ids"]);
    assert!(refused(&OwnModel { network: &fewer, ..tiny.files() }).what.starts_with("the model cannot read a word: "));
    let other = tiny::network(&[0.0; 18], 2, &["input_ids", "pixel_values"]);
    assert!(refused(&OwnModel { network: &other, ..tiny.files() }).what.contains("“pixel_values”"));
}

#[test]
fn a_damaged_network_is_refused_and_never_breaks_the_program() {
    let tiny = tiny::tagger(PIECES, 64);
    let text = "Amina met Bola in Kisumu.";
    for end in 0..tiny.network.len() {
        // The runtime can do without some of what stands at the end; a network without its weights is none.
        if let Ok(reader) = (OwnModel { network: &tiny.network[..end], ..tiny.files() }).load() {
            assert!(end > tiny.network.len() / 2, "{end} bytes");
            let _ = reader.see(&document(text));
        }
    }
    for at in (0..tiny.network.len()).step_by(7) {
        let mut bent = tiny.network.clone();
        bent[at] ^= 0x55;
        // It may still be a network, with other weights; it must only not break off.
        if let Ok(reader) = (OwnModel { network: &bent, ..tiny.files() }).load() {
            let _ = reader.see(&document(text));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_gives_names_in_order(text in "(\\PC|\n|Amina |Okéllo |Lake Forum ){0,60}") {
        let document = document(&text);
        let names = reader(9).see(&document).unwrap();
        prop_assert!(names.iter().all(|name| name.tokens.start < name.tokens.end && name.tokens.end <= document.tokens.len()));
        prop_assert!(names.windows(2).all(|pair| pair[0].tokens.end <= pair[1].tokens.start));
    }
}
