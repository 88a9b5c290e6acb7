use chrono::NaiveDate;

use super::*;
use crate::base::{Fingerprint, Known, Report, SourceId, Span, When};
use crate::claims::{Claims, Count, Happening, Participant, Quote, Stance};
use crate::dossier::Reading;
use crate::ingest::{Article, Block, BlockKind, Format, Meta};
use crate::mentions::{Chain, Mention, Mentions, NameKind, Role, TimeMention, time};
use crate::project::InputFile;
use crate::text;
use std::sync::Arc;

const BODY: &str = "Envoy Amina Osei – of Ghana’s ministry – met rebels in Djibouti on Tuesday.\nShe said 40 détenus “will be freed soon”, and Ghanaian officials agreed.";

fn span(words: &str) -> Span {
    let start = BODY.find(words).unwrap();
    Span::new(start, start + words.len())
}

fn article() -> Arc<Article> {
    let published = Known::new(When::day(NaiveDate::from_ymd_opt(2023, 11, 8).unwrap()), Basis::FrontMatter);
    let meta = Meta {
        title: Known::new("Envoy meets rebels".to_owned(), Basis::FrontMatter),
        outlet: Some(Known::new("Example Wire".to_owned(), Basis::HtmlMeta)),
        author: None,
        published: Some(published),
        url: None,
        language: None,
        section: None,
        place: None,
        references: Vec::new(),
        draft: false,
    };
    let newline = BODY.find('\n').unwrap();
    let block = |start, end, line| Block { kind: BlockKind::Paragraph, span: Span::new(start, end), line };
    let blocks = vec![block(0, newline, 1), block(newline + 1, BODY.len(), 2)];
    Arc::new(Article::new(SourceId(0), "a.txt", Format::Text, meta, Fingerprint::of(b""), BODY.into(), blocks, Vec::new()))
}

/// A reading that uses every field.
fn reading(article: Arc<Article>) -> Reading {
    let document = Arc::new(text::divide(article));
    let name = |words: &str, kind, form, chain| {
        let span = span(words);
        let sentence = usize::from(span.start as usize > BODY.find('\n').unwrap());
        Mention { span, sentence, kind, form, chain }
    };
    let names = vec![
        name("Amina Osei", NameKind::Person, Form::Name, 0),
        name("Ghana", NameKind::State, Form::Name, 1),
        name("Djibouti", NameKind::Place, Form::Name, 2),
        name("She", NameKind::Person, Form::Pronoun, 0),
        name("Ghanaian", NameKind::State, Form::Adjective, 1),
    ];
    let chain = |kind, words, key: Option<&str>, state: Option<&str>| Chain {
        kind,
        fullest: span(words),
        key: key.map(str::to_owned),
        state: state.map(str::to_owned),
    };
    let chains = vec![
        chain(NameKind::Person, "Amina Osei", None, Some("GHA")),
        chain(NameKind::State, "Ghana", Some("GHA"), None),
        chain(NameKind::Place, "Djibouti", None, None),
    ];
    let roles = vec![Role { span: span("Envoy"), chain: 0, name: 0, state: Some("GHA".into()), former: true }];
    let found = time::find(BODY);
    let resolved = time::resolve(BODY, &found, NaiveDate::from_ymd_opt(2023, 11, 8));
    let times = found.into_iter().zip(resolved).map(|(found, resolved)| TimeMention { found, sentence: 0, resolved }).collect();
    let count = Count { span: span("40 détenus"), thousandths: 40_000, unit: span("détenus"), hedge: Hedge::AtLeast };
    let claims = Claims {
        quotes: vec![Quote {
            words: span("will be freed soon"),
            sentence: 1,
            speaker: Some(0),
            speaker_words: Some(span("She")),
            cue: Some(span("said")),
            direct: true,
            time: Some(0),
            utterance: 3,
        }],
        happenings: vec![Happening {
            sentence: 0,
            span: span("Amina Osei – of Ghana’s ministry – met rebels in Djibouti on Tuesday"),
            trigger: span("met"),
            kind: Kind::Meeting,
            status: Status::UnderWay,
            participants: vec![Participant { chain: 0, part: Part::Mediator }, Participant { chain: 1, part: Part::Host }],
            place: Some(2),
            time: Some(0),
            definite: true,
            nth_day: None,
            n_days: None,
            numbers: vec![count],
        }],
        stances: vec![Stance {
            actor: 1,
            attitude: Attitude::Accepts,
            words: span("agreed"),
            sentence: 1,
            issues: vec!["prisoners".into()],
            time: None,
        }],
    };
    Reading::new(document, Mentions { names, chains, roles, times }, claims)
}

/// What must survive the way there and back.
fn said(reading: &Reading) -> impl PartialEq + fmt::Debug + use<> {
    let Reading { document, mentions, claims, .. } = reading.clone();
    let Mentions { names, chains, roles, times } = Mentions::clone(&mentions);
    let Claims { quotes, happenings, stances } = Claims::clone(&claims);
    (document.sentences.clone(), names, chains, roles, times, (quotes, happenings, stances))
}

#[test]
fn a_reading_survives_its_record() {
    let article = article();
    let reading = reading(Arc::clone(&article));
    assert!(!reading.mentions.times.is_empty());
    let line = serde_json::to_string(&Record::of(Id::Word("a.txt".into()), &reading)).unwrap();
    let record: Record = serde_json::from_str(&line).unwrap();
    let back = restore::restore(&record, &article).unwrap();
    assert_eq!(said(&back), said(&reading));
    assert_eq!(serde_json::to_string(&Record::of(Id::Word("a.txt".into()), &back)).unwrap(), line);
}

/// Articles as desks have them: dated and not, with relative days, offices, pronouns, adjectives and characters of several bytes.
const TEXTS: &[(&str, Option<&str>)] = &[
    (
        "Sudan talks resume in Jeddah\n\nJEDDAH — Delegations of Sudan’s army and the Rapid Support Forces returned to Jeddah on Tuesday for talks on aid convoys. “We will stay until Friday,” Saudi Deputy Foreign Minister Waleed al-Haddad said. He had met the army’s envoy, Gen. Osman Tayeb, two days earlier.\n\nThe United Nations said last week that 25 million people need aid.",
        Some("2024-05-15"),
    ),
    (
        "Koreas to hold call\n\nSeoul and Pyongyang will hold a military call next Monday, South Korea’s Unification Minister Han Ji-yeong told reporters in Seoul. North Korean officials did not comment. “The line is open,” she said, “and it will stay open.”",
        None,
    ),
    (
        "Serbia’s president Milica Đorđević flew to Pristina on 3 March 2024 to meet Kosovo’s prime minister. Đorđević rejected a plan that she called “a dead letter”. Kosovar police reported no incidents during the visit, which began in the morning and ended at noon.",
        Some("2024-03-04"),
    ),
];

#[test]
fn what_we_read_ourselves_survives_too() {
    let lexicon = crate::lexicon::Lexicon::new();
    for (n, (text, published)) in TEXTS.iter().enumerate() {
        let line = serde_json::json!({ "id": n, "text": text, "published": published }).to_string();
        let article = Arc::new(crate::pipeline::input::Input::parse(&line).unwrap().into_article().unwrap());
        let reading =
            crate::pipeline::analyze::understand(Arc::clone(&article), &lexicon, &crate::mentions::names::BuiltIn, &mut Report::default());
        assert!(!reading.document.sentences.is_empty() && !reading.mentions.names.is_empty() && !reading.mentions.times.is_empty());
        let record: Record = serde_json::from_str(&serde_json::to_string(&Record::of(Id::Number(0), &reading)).unwrap()).unwrap();
        let back = restore::restore(&record, &article).unwrap();
        assert_eq!(said(&back), said(&reading));
    }
}

#[test]
fn offsets_are_characters_and_labels_are_those_of_news_corpora() {
    let record = Record::of(Id::Number(1), &reading(article()));
    let words = |start: usize, end: usize| BODY.chars().skip(start).take(end - start).collect::<String>();
    let entities: Vec<(String, Label)> = record.entities.iter().map(|entity| (words(entity.start, entity.end), entity.label)).collect();
    let expected = [("Amina Osei", Label::Per), ("Ghana", Label::Gpe), ("Djibouti", Label::Loc), ("Ghanaian", Label::Misc)];
    assert_eq!(entities, expected.map(|(words, label)| (words.to_owned(), label)));
    let quote = &record.quotes[0];
    assert_eq!(words(quote.start, quote.end), "will be freed soon");
    assert_eq!((quote.speaker.as_deref(), quote.cue.as_deref()), (Some("Amina Osei"), Some("said")));
    assert_eq!(words(record.references[0].start, record.references[0].end), "She");
    assert_eq!(record.chains[0].mentions.len(), 2);
    assert_eq!((record.published, record.published_basis), (NaiveDate::from_ymd_opt(2023, 11, 8), Some(Basis::FrontMatter)));
    assert_eq!(record.events[0].days, record.timexes[0].days);
}

/// A record as another engine would write it: no extras of ours.
fn foreign() -> serde_json::Value {
    let offset = |words: &str| BODY[..BODY.find(words).unwrap()].chars().count();
    let at = |words: &str| (offset(words), offset(words) + words.chars().count());
    let ((ps, pe), (qs, qe), (ts, te)) = (at("Amina Osei"), at("will be freed soon"), at("Tuesday"));
    serde_json::json!({
        "id": "a.txt", "text": BODY,
        "entities": [{ "start": ps, "end": pe, "type": "PER", "chain": "c1" }, { "start": at("Djibouti").0, "end": at("Djibouti").1, "type": "GPE", "chain": null }],
        "chains": [{ "id": "c1", "type": "PER", "name": "Amina Osei", "mentions": [[ps, pe]] }],
        "quotes": [{ "start": qs, "end": qe, "speaker": "Amina Osei", "chain": null, "cue": "said", "direct": true }],
        "timexes": [{ "start": ts, "end": te, "type": "DATE", "value": "2023-11-07", "days": ["2023-11-07", "2023-11-07"] }],
        "events": [{ "start": ps, "end": te, "kind": "meeting", "status": "held", "days": ["2023-11-07", "2023-11-07"], "participants": ["c1"], "place": null }],
    })
}

#[test]
fn a_record_of_another_engine_is_enough() {
    let record: Record = serde_json::from_value(foreign()).unwrap();
    let reading = restore::restore(&record, &article()).unwrap();
    assert_eq!(reading.words(reading.mentions.chains[1].fullest), "Djibouti");
    assert_eq!(reading.claims.quotes[0].speaker, Some(0));
    let happening = &reading.claims.happenings[0];
    let time = &reading.mentions.times[happening.time.unwrap()];
    assert_eq!((reading.words(time.span()), time.when().unwrap().exact()), ("Tuesday", NaiveDate::from_ymd_opt(2023, 11, 7)));
    assert!(!matches!(time.found.expr, time::Expr::Fixed(_)), "our own expression is kept, so that another anchor can be tried");
}

#[test]
fn records_that_do_not_fit_are_reported_and_not_used() {
    let line = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut record = foreign();
        change(&mut record);
        record.to_string()
    };
    let restored = |lines: &[String]| {
        let file = InputFile { path: "records.jsonl".into(), bytes: lines.join("\n").into_bytes().into() };
        let (article, mut report) = (article(), Report::default());
        let records = Records::read(&[file], std::iter::once(&*article), &mut report);
        let reading = records.restore(&article, &mut report);
        (reading.is_some(), report.items().iter().map(|item| (item.code, item.message.clone())).collect::<Vec<_>>())
    };
    assert_eq!(restored(&[line(&|_| ())]), (true, Vec::new()));
    let refused = |change: &dyn Fn(&mut serde_json::Value), why: &str| {
        let (used, findings) = restored(&[line(change)]);
        assert!(!used && findings.len() == 1 && findings[0].0 == "V01" && findings[0].1.contains(why), "{findings:?}");
    };
    refused(&|record| record["text"] = "other".into(), "not the text");
    refused(&|record| record["id"] = "b.txt".into(), "no article");
    refused(&|record| record["schema"] = 9.into(), "schema 9");
    refused(&|record| record["events"][0]["participants"][0] = "c9".into(), "no chain c9");
    refused(&|record| record["quotes"][0]["end"] = 9999.into(), "not a stretch");
    refused(&|record| record["events"][0]["kind"] = "party".into(), "not a record");
    let (used, findings) = restored(&[line(&|_| ()), line(&|_| ())]);
    assert!(used && findings[0].1.contains("a second record"));
}

#[test]
fn every_field_is_documented() {
    let manual = include_str!("../../../docs/analyze.md");
    let record = serde_json::to_value(Record::of(Id::Number(1), &reading(article()))).unwrap();
    let check = |heading: &str, object: &serde_json::Value| {
        for field in object.as_object().unwrap().keys() {
            assert!(manual.contains(&format!("| `{field}` |")), "docs/analyze.md does not explain `{field}` of {heading}");
        }
    };
    check("the record", &record);
    for list in ["sentences", "entities", "references", "chains", "roles", "timexes", "quotes", "events", "stances"] {
        let first = &record[list][0];
        assert!(list == "sentences" || !first.is_null(), "the example has no {list}");
        if !first.is_null() {
            check(list, first);
        }
    }
}
