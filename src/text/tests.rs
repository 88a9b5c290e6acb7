use proptest::prelude::*;

use super::*;
use crate::base::{Basis, Fingerprint, Known, SourceId};
use crate::ingest::{Block, Format, Meta};

fn document(body: &str) -> Document {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in body.split_inclusive('\n') {
        let words = line.trim_end_matches('\n');
        blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(start, start + words.len()), line: 0 });
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
    divide(Arc::new(Article::new(
        SourceId(0),
        "t.txt",
        Format::Text,
        meta,
        Fingerprint::of(body.as_bytes()),
        body.to_owned(),
        blocks,
        Vec::new(),
    )))
}

fn tokens(body: &str) -> Vec<String> {
    let document = document(body);
    (0..document.tokens.len()).map(|at| document.word(at).to_owned()).collect()
}

fn sentences(body: &str) -> Vec<String> {
    let document = document(body);
    document.sentences.iter().map(|sentence| sentence.span.of(body).to_owned()).collect()
}

fn quotes(body: &str) -> Vec<(String, u8)> {
    let document = document(body);
    document.quotations.iter().map(|quotation| (quotation.words.of(body).to_owned(), quotation.depth)).collect()
}

#[test]
fn words_numbers_and_clitics() {
    assert_eq!(
        tokens("Gen. Okello’s US–Sudan plan cost $1,250.50 at 10:30."),
        ["Gen.", "Okello", "’s", "US", "–", "Sudan", "plan", "cost", "$", "1,250.50", "at", "10:30", "."]
    );
    assert_eq!(
        tokens("O'Brien of the U.S. met al-Rashid in N'Djamena"),
        ["O'Brien", "of", "the", "U.S.", "met", "al", "-", "Rashid", "in", "N'Djamena"]
    );
    assert_eq!(tokens("the rebels' camp"), ["the", "rebels", "'", "camp"]);
    assert_eq!(tokens("South\u{a0}Korea’s\u{202f}north [2][3, 4]"), ["South", "Korea", "’s", "north", "[2]", "[3, 4]"]);
}

#[test]
fn sentences_do_not_end_in_titles_and_initials() {
    assert_eq!(sentences("The U.S. Senate met Gen. A. Diallo. He left at 5 p.m. The talks go on.").len(), 3);
    assert_eq!(sentences("They flew to the U.S. The talks failed.").len(), 2);
    assert_eq!(sentences("Mr. Abiy met Dr. Sirleaf. No. 5 was left out. He said no. Then he left.").len(), 4);
    assert_eq!(sentences("They met on Tuesday. — via Gulf Monitor"), ["They met on Tuesday.", "— via Gulf Monitor"]);
    assert_eq!(sentences("Troops left. al-Shabaab came back."), ["Troops left.", "al-Shabaab came back."]);
}

#[test]
fn closing_marks_and_markers_belong_to_the_sentence() {
    assert_eq!(
        sentences("“We will not go.” He left.[1][2] Nobody (so far.) Then rain."),
        ["“We will not go.”", "He left.[1][2]", "Nobody (so far.)", "Then rain."]
    );
    assert_eq!(document("It rained.[1][2, 4] Then not.").sentences[0].markers, [1, 2, 4]);
    assert_eq!(
        sentences("“Why now?” the envoy asked. “No idea!” said nobody."),
        ["“Why now?” the envoy asked.", "“No idea!” said nobody."]
    );
}

#[test]
fn quotations_nest_and_apostrophes_do_not_quote() {
    assert_eq!(
        quotes("She said, \"the army's 'red lines' stand\" and left."),
        [("the army's 'red lines' stand".into(), 0), ("red lines".into(), 1)]
    );
    assert_eq!(
        quotes("The rebels’ chief said: ‘we don’t know the soldiers’ names’, twice."),
        [("we don’t know the soldiers’ names".into(), 0)]
    );
    assert_eq!(quotes("«Нет», he said; „nein“, she said."), [("Нет".into(), 0), ("nein".into(), 0)]);
    assert_eq!(quotes("The '90s were the rebels' time."), []);
}

#[test]
fn a_quote_over_paragraphs_opens_again_and_a_stray_mark_quotes_nothing() {
    assert_eq!(quotes("He said: “We came.\n“We left.” They nodded."), [("We came.".into(), 0), ("We left.".into(), 0)]);
    assert_eq!(quotes("A 5\" gun.\nNothing else."), []);
}

#[test]
fn numbers_in_brackets_cite_only_where_a_marker_can_stand() {
    let markers = |body: &str| document(body).sentences.into_iter().flat_map(|sentence| sentence.markers).collect::<Vec<u32>>();
    assert_eq!(markers("It left [5] dead and [12] wounded."), [0_u32; 0]);
    assert_eq!(markers("[1] e4 e5 [2] nf3."), [0_u32; 0]);
    assert_eq!(markers("They met [1]. They left[2] at noon. They ate.[^3]"), [1, 2, 3]);
    assert_eq!(markers("They met. [4] They left. [5]"), [4, 5]);
    assert_eq!(markers("A field of 3 km² and a wall of 2 m³.¹"), [0_u32; 0], "no list, no raised markers");
}

#[test]
fn raised_digits_are_markers_of_listed_works() {
    let mut article = document("The council met on Friday.¹ It owns 3 km² of land² and left.").article.as_ref().clone();
    article.meta.references = vec![crate::ingest::Reference::new(1, "Gulf Monitor"), crate::ingest::Reference::new(2, "Port Herald")];
    let document = divide(Arc::new(article));
    let found: Vec<(&str, &[u32])> =
        document.sentences.iter().map(|sentence| (sentence.span.of(document.body()), sentence.markers.as_slice())).collect();
    assert_eq!(found, [("The council met on Friday.¹", &[1][..]), ("It owns 3 km² of land² and left.", &[2])]);
}

#[test]
fn sentences_of_many_scripts() {
    assert_eq!(sentences("两国代表周二会面。会谈持续了六个小时！谁赢了？没有人知道。").len(), 4);
    assert_eq!(sentences("彼は「帰る。」と述べた。会議は終わった。").len(), 2, "words that lean on a closing mark go on");
    assert_eq!(sentences("هل عاد الوفد؟ لم يعد أحد. وقالت الوزيرة إن المحادثات مستمرة!").len(), 3);
    assert_eq!(sentences("وفد واپس آ گیا۔ بات چیت جاری رہے گی۔").len(), 2);
    assert_eq!(sentences("दूत मिले। बातचीत जारी है। कोई नहीं लौटा।").len(), 3);
    assert_eq!(sentences("Պատվիրակները հանդիպեցին։ Ոչ ոք չվերադարձավ։").len(), 2);
    assert_eq!(sentences("¿Quién volvió? ¡Nadie! ¿Y ahora?").len(), 3);
    assert_eq!(sentences("Переговори тривали до вечора. Хто повернувся? Ніхто.").len(), 3);
    assert_eq!(tokens("می\u{200c}شود हिन्दी"), ["می\u{200c}شود", "हिन्दी"], "joiners and vowel signs are inside of words");
    assert_eq!(quotes("彼は「帰る」と述べた。"), [("帰る".into(), 0)]);
}

proptest! {
    #[test]
    fn any_text_is_divided(body in "\\PC{0,200}", more in "[a-zA-Z0-9 .,'’‘“”\"«»「」。؟²\\[\\]\\n\u{a0}&-]{0,200}") {
        for text in [body, more] {
            let document = document(&text);
            let mut end = 0;
            for token in &document.tokens {
                prop_assert!(token.span.start >= end && !token.span.is_empty() && !token.span.of(&text).is_empty());
                end = token.span.end;
            }
            let mut next = 0;
            for sentence in &document.sentences {
                prop_assert_eq!(sentence.tokens.start, next);
                prop_assert!(!sentence.tokens.is_empty());
                next = sentence.tokens.end;
            }
            prop_assert_eq!(next, document.tokens.len());
            for quotation in &document.quotations {
                prop_assert!(quotation.whole.contains(quotation.words) && text.get(quotation.words.range()).is_some());
            }
        }
    }
}
