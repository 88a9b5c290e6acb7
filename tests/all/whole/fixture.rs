//! A small invented corpus, merged by hand: five articles on talks that never took place.

use std::sync::Arc;

use chrono::NaiveDate;
use demarche::base::{Basis, Cited, Evidence, Fingerprint, Grain, Known, SourceId, Span, SubSource, When};
use demarche::claims::{Attitude, Claims, Kind, Part, Status};
use demarche::dossier::{
    Account, Actor, ActorId, Alias, Aspect, Clue, Coordinates, CopyKind, Discrepancy, DiscrepancyId, Dossier, Event, EventId, Issue,
    JoinedBy, NamedBy, Participation, Point, Position, Reading, SameText, Source, Spot, SpotGrain, Statement, StatementId, Subject, Why,
    Wording, Work,
};
use demarche::ingest::{Article, Block, BlockKind, Dropped, Format, Meta, Reason, Reference};
use demarche::mentions::{Mentions, NameKind};
use demarche::site::{Options, SourceText};
use demarche::text::{Document, Quotation, Sentence};

/// A day of March 2024.
pub fn march(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 3, day).unwrap()
}

/// Options with everything by default.
pub fn options() -> Options {
    Options {
        title: "Varenia–Costara talks".to_owned(),
        description: String::new(),
        base_url: None,
        language: "en".to_owned(),
        sides: Vec::new(),
        source_text: SourceText::Excerpts,
        bundled_fonts: true,
        corrections: Vec::new(),
        archive: false,
        archived: Vec::new(),
        built_on: march(12),
        redirects: Vec::new(),
        editorial: None,
    }
}

struct Text {
    path: &'static str,
    title: Option<&'static str>,
    outlet: Option<&'static str>,
    url: Option<&'static str>,
    published: Option<Known<When>>,
    paragraphs: &'static [&'static str],
}

fn texts() -> Vec<Text> {
    let day = |day| When::day(march(day));
    vec![
        Text {
            path: "a-lakeside.html",
            title: Some("Envoys meet by the lake, and part without a paper"),
            outlet: Some("The Harbour Post"),
            url: Some("https://example.org/2024/03/06/lake?id=7&x=1"),
            published: Some(Known::new(day(6), Basis::HtmlMeta)),
            paragraphs: &[
                "Envoys of Varenia and Costara met for six hours in Selby on Tuesday, the first round since the ceasefire of January.",
                "Foreign Minister Ilse Harrow of Varenia led one side of the table; Deputy Premier Tomas Quill led the other. Neither signed anything.",
                "“We spoke plainly, and we will speak again,” Harrow said after the meeting. She would not name a day.",
                "Varenia demands that the Ansel bridge be reopened before any exchange of prisoners. Costara rejects that order of steps.",
                "The talks were hosted by Norland, whose special envoy Mira Sandoval sat between the delegations.",
            ],
        },
        Text {
            path: "b-wire.txt",
            title: None,
            outlet: None,
            url: None,
            published: Some(Known::from_words(day(7), Basis::Inferred, "Thursday")),
            paragraphs: &[
                "Deputy Premier Tomas Quill said on Thursday that Costara would return to the table next week.",
                "“We spoke openly and we will speak again,” Varenia's Ilse Harrow was quoted as saying after the Selby talks on Tuesday.",
                "At least 14 people were hurt when shells fell on the river port of Dunmere early on Thursday. Costara said that 9 people were hurt.",
                "Norland's envoy Mira Sandoval called the shelling “a gift to nobody” and asked both sides to keep to the ceasefire.",
            ],
        },
        Text {
            path: "c-digest.md",
            title: Some("The week in the lake talks: a digest"),
            outlet: Some("Lake Digest"),
            url: Some("https://example.com/digest"),
            published: Some(Known::new(day(9), Basis::FrontMatter)),
            paragraphs: &[
                "Ilse Harrow, chief negotiator of Varenia, met Tomas Quill in Selby on 5 March.[1] A second round is planned for 14 March in Selby.[2]",
                "Quill was described as Costara's interior minister by one outlet.[2]",
                "Costara's premier, Anton Vesely, spoke by telephone with Mira Sandoval on 8 March.[1]",
            ],
        },
        Text {
            path: "d-copy.txt",
            title: Some("Shells fall on Dunmere"),
            outlet: Some("Northern Star"),
            url: None,
            published: Some(Known::new(day(8), Basis::FileName)),
            paragraphs: &[
                "At least 14 people were hurt when shells fell on the river port of Dunmere early on Thursday. Costara said that 9 people were hurt.",
                "Norland's envoy Mira Sandoval called the shelling “a gift to nobody” and asked both sides to keep to the ceasefire.",
            ],
        },
        Text {
            path: "e-undated.txt",
            title: Some("What both sides want from the bridge"),
            outlet: Some("Quay & Bridge <Weekly>"),
            url: None,
            published: None,
            paragraphs: &[
                "Costara's Premier Anton Vesely says prisoners must come home first; Varenia wants the Ansel bridge opened first.",
                "The two states met in Rosport in the autumn of 2022, without result.",
                "Sandoval will visit Costara, her office said.",
            ],
        },
    ]
}

/// Articles with sentences, before anything is read in them.
fn readings() -> Vec<Reading> {
    texts().iter().zip(0..).map(|(text, id)| Reading::new(Arc::new(document(text, id)), Mentions::default(), Claims::default())).collect()
}

fn document(text: &Text, id: u32) -> Document {
    let mut body = String::new();
    let (mut blocks, mut sentences, mut quotations) = (Vec::new(), Vec::new(), Vec::new());
    for (paragraph, idx) in text.paragraphs.iter().zip(0..) {
        let start = body.len();
        body.push_str(paragraph);
        blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(start, body.len()), line: idx + 3 });
        for span in sentences_of(paragraph) {
            sentences.push(Sentence {
                span: Span::new(start + span.0, start + span.1),
                block: idx as usize,
                tokens: 0..0,
                markers: Vec::new(),
            });
        }
        for (at, _) in paragraph.match_indices('“') {
            let end = paragraph[at..].find('”').unwrap() + at;
            quotations.push(Quotation {
                whole: Span::new(start + at, start + end + 3),
                words: Span::new(start + at + 3, start + end),
                depth: 0,
            });
        }
        body.push_str("\n\n");
    }
    let first = text.paragraphs[0].split_whitespace().take(8).collect::<Vec<_>>().join(" ");
    let meta = Meta {
        title: text.title.map_or_else(|| Known::new(first, Basis::Inferred), |title| Known::new(title.to_owned(), Basis::BodyText)),
        outlet: text.outlet.map(|outlet| Known::new(outlet.to_owned(), Basis::HtmlMeta)),
        author: None,
        published: text.published.clone().filter(|when| when.basis != Basis::Inferred),
        url: text.url.map(|url| Known::new(url.to_owned(), Basis::HtmlMeta)),
        language: Some(Known::new("en".to_owned(), Basis::Inferred)),
        section: None,
        place: None,
        references: vec![Reference::new(1, "Selby Radio")],
        draft: false,
    };
    let dropped = vec![
        Dropped { line: 1, text: "Home | World | Subscribe <now> & save".to_owned(), reason: Reason::Menu },
        Dropped { line: 2, text: "08:15".to_owned(), reason: Reason::ClockTimes },
    ];
    let fingerprint = Fingerprint::of(text.path.as_bytes());
    let article = Article::new(SourceId(id), text.path, Format::Text, meta, fingerprint, body, blocks, dropped);
    Document { article: Arc::new(article), sentences, tokens: Vec::new(), quotations }
}

/// Good enough for these texts: a full stop, closing marks and reference markers, then a blank or the end.
fn sentences_of(paragraph: &str) -> Vec<(usize, usize)> {
    let mut spans = Vec::new();
    let mut start = 0;
    for (at, _) in paragraph.match_indices('.') {
        let rest = &paragraph[at + 1..];
        let closing: usize = rest.chars().take_while(|c| "”[]0123456789".contains(*c)).map(char::len_utf8).sum();
        let end = at + 1 + closing;
        if (paragraph[end..].is_empty() || paragraph[end..].starts_with(' ')) && end > start {
            spans.push((start, end));
            start = (end + 1).min(paragraph.len());
        }
    }
    spans
}

struct Desk {
    readings: Vec<Arc<Reading>>,
}

impl Desk {
    fn find(&self, source: u32, words: &str) -> Evidence {
        let body = self.readings[source as usize].article().body();
        let at = body.find(words).unwrap_or_else(|| panic!("{words:?} is not in source {source}"));
        Evidence::new(SourceId(source), Span::new(at, at + words.len()))
    }

    fn via(&self, source: u32, words: &str, name: &str) -> Evidence {
        Evidence { via: Some(SubSource(name.into())), ..self.find(source, words) }
    }

    fn cited<T>(&self, value: T, places: &[(u32, &str)]) -> Cited<T> {
        let mut cited = Cited::new(value, self.find(places[0].0, places[0].1));
        places[1..].iter().for_each(|(source, words)| cited.also(self.find(*source, words)));
        cited
    }

    fn actor(&self, id: u32, kind: NameKind, names: &[&str], roles: &[(&str, &[u32])], state: Option<u32>) -> Actor {
        let mut mentions = Vec::new();
        let mut aliases = Vec::new();
        for name in names {
            let mut n_mentions = 0;
            for (reading, source) in self.readings.iter().zip(0..) {
                for (at, _) in reading.article().body().match_indices(name) {
                    let one = Evidence::new(SourceId(source), Span::new(at, at + name.len()));
                    if !mentions.iter().any(|old: &Evidence| old.source == one.source && old.span.overlaps(one.span)) {
                        mentions.push(one);
                        n_mentions += 1;
                    }
                }
            }
            if n_mentions > 0 {
                let first = mentions[mentions.len() - n_mentions].clone();
                aliases.push(Alias { name: Cited::new((*name).to_owned(), first), n_mentions, why: JoinedBy::OnlyBearer });
            }
        }
        mentions.sort();
        let mut sources: Vec<SourceId> = mentions.iter().map(|mention| mention.source).collect();
        sources.dedup();
        let roles: Vec<Cited<String>> = roles
            .iter()
            .map(|(role, sources)| self.cited((*role).to_owned(), &sources.iter().map(|source| (*source, *role)).collect::<Vec<_>>()))
            .collect();
        Actor {
            id: ActorId(id),
            kind,
            name: Cited::new(names[0].to_owned(), mentions[0].clone()),
            aliases,
            functions: functions(&roles),
            roles,
            state: state.map(ActorId),
            key: None,
            mentions,
            sources,
            by_office_only: if id == 6 { vec![SourceId(0)] } else { Vec::new() },
        }
    }

    fn account(&self, evidence: Evidence, status: Status, when: Option<When>) -> Account {
        Account { trigger: evidence.span, evidence, status, when, time_words: None, place: None, numbers: Vec::new() }
    }
}

const VARENIA: u32 = 0;
const COSTARA: u32 = 1;
const NORLAND: u32 = 2;
const HARROW: u32 = 3;
const QUILL: u32 = 4;
const SANDOVAL: u32 = 5;
const VESELY: u32 = 6;
const SELBY: u32 = 7;
const DUNMERE: u32 = 8;
const ROSPORT: u32 = 9;

/// The whole corpus.
pub fn dossier() -> Dossier {
    let desk = Desk { readings: readings().into_iter().map(Arc::new).collect() };
    let sources = sources(&desk);
    Dossier {
        sources,
        actors: actors(&desk),
        timeline: timeline(&desk),
        statements: statements(&desk),
        positions: positions(&desk),
        issues: issues(&desk),
        points: points(&desk),
        discrepancies: discrepancies(&desk),
        spots: spots(),
        as_of: Some(When::day(march(9))),
    }
}

fn functions(roles: &[Cited<String>]) -> std::collections::BTreeSet<String> {
    let lexicon = demarche::lexicon::Lexicon::new();
    roles.iter().map(|role| role.value.clone()).filter(|role| lexicon.is_function(role)).collect()
}

/// Selby and Dunmere lie on two coasts; nobody knows where Rosport is.
fn spots() -> std::collections::BTreeMap<ActorId, Spot> {
    let town = |id: u32, lat: i32, lon: i32| (ActorId(id), Spot { at: Coordinates { lat, lon }, grain: SpotGrain::Town });
    [town(SELBY, 384, 235), town(DUNMERE, 418, 287)].into()
}

fn work(name: &str) -> Work {
    Work { name: name.to_owned(), title: None, url: None, source: None }
}

fn sources(desk: &Desk) -> Vec<Source> {
    let texts = texts();
    let source = |(text, id): (&Text, u32)| Source {
        id: SourceId(id),
        reading: desk.readings[id as usize].clone(),
        published: text.published.clone(),
        day: text.published.as_ref().map(|when| when.value.latest()),
        clues: if id == 1 {
            vec![Clue {
                evidence: desk.find(1, "said on Thursday"),
                other: Some(desk.find(0, "in Selby on Tuesday")),
                allows: When::span(march(7), march(8), Grain::Days),
                reason: "It tells of Thursday as just past, and of the talks that source 1 puts on 5 March.".to_owned(),
                dropped: false,
            }]
        } else {
            Vec::new()
        },
        same_text: (id == 3).then_some(SameText { earliest: SourceId(1), kind: CopyKind::Near, share: 0.94 }),
        origin: if id == 3 { 1 } else { id },
        cites: if id == 2 { ["Selby Radio", "its reference 2"].map(work).to_vec() } else { Vec::new() },
    };
    texts.iter().zip(0..).map(source).collect()
}

fn actors(desk: &Desk) -> Vec<Actor> {
    use NameKind::{Person, Place, State};
    vec![
        desk.actor(VARENIA, State, &["Varenia"], &[], None),
        desk.actor(COSTARA, State, &["Costara"], &[], None),
        desk.actor(NORLAND, State, &["Norland"], &[], None),
        desk.actor(
            HARROW,
            Person,
            &["Ilse Harrow", "Harrow"],
            &[("Foreign Minister", &[0]), ("chief negotiator of Varenia", &[2])],
            Some(VARENIA),
        ),
        desk.actor(QUILL, Person, &["Tomas Quill", "Quill"], &[("Deputy Premier", &[0, 1]), ("interior minister", &[2])], Some(COSTARA)),
        desk.actor(SANDOVAL, Person, &["Mira Sandoval", "Sandoval"], &[("special envoy", &[0])], Some(NORLAND)),
        desk.actor(VESELY, Person, &["Anton Vesely"], &[("Premier", &[4])], Some(COSTARA)),
        desk.actor(SELBY, Place, &["Selby"], &[], None),
        desk.actor(DUNMERE, Place, &["Dunmere"], &[], None),
        desk.actor(ROSPORT, Place, &["Rosport"], &[], None),
    ]
}

fn with(desk: &Desk, evidence: &Evidence, cast: &[(u32, Part)]) -> Vec<Cited<Participation>> {
    let _ = desk;
    cast.iter().map(|(actor, part)| Cited::new(Participation { actor: ActorId(*actor), part: *part }, evidence.clone())).collect()
}

#[allow(clippy::too_many_lines)] // one entry after another
fn timeline(desk: &Desk) -> Vec<Event> {
    let mut events = Vec::new();
    let mut add = |kind,
                   status,
                   when: Option<Known<When>>,
                   place: Option<Cited<ActorId>>,
                   cast: &[(u32, Part)],
                   accounts: Vec<Account>,
                   salience: f64,
                   statement: Option<u32>| {
        let summary = accounts[0].evidence.clone();
        let participants = with(desk, &summary, cast);
        let id = EventId(events.len() as u32);
        events.push(Event {
            id,
            kind,
            status,
            when,
            place,
            participants,
            accounts,
            summary,
            statement: statement.map(StatementId),
            salience,
            part_of: None,
        });
    };
    let place = |id: u32, source: u32, words: &str, name: &str| {
        let around = desk.find(source, words);
        let body = desk.readings[source as usize].article().body();
        let at = around.span.start as usize + around.span.of(body).find(name).unwrap();
        Some(Cited::new(ActorId(id), Evidence::new(SourceId(source), Span::new(at, at + name.len()))))
    };
    let day = |n| When::day(march(n));
    let autumn = When::span(NaiveDate::from_ymd_opt(2022, 9, 1).unwrap(), NaiveDate::from_ymd_opt(2022, 11, 30).unwrap(), Grain::Season);
    use Part::Actor as A;
    add(
        Kind::Meeting,
        Status::Held,
        Some(Known::from_words(autumn, Basis::BodyText, "the autumn of 2022")),
        place(ROSPORT, 4, "met in Rosport", "Rosport"),
        &[(VARENIA, A), (COSTARA, A)],
        vec![desk.account(
            desk.find(4, "The two states met in Rosport in the autumn of 2022, without result."),
            Status::Held,
            Some(autumn),
        )],
        0.3,
        None,
    );
    add(
        Kind::Meeting,
        Status::Held,
        Some(Known::from_words(day(5), Basis::BodyText, "Tuesday")),
        place(SELBY, 0, "hours in Selby on", "Selby"),
        &[(HARROW, A), (QUILL, A), (VARENIA, A), (SANDOVAL, Part::Mediator)],
        vec![
            desk.account(
                desk.find(
                    0,
                    "Envoys of Varenia and Costara met for six hours in Selby on Tuesday, the first round since the ceasefire of January.",
                ),
                Status::Held,
                Some(day(5)),
            ),
            desk.account(desk.find(1, "the Selby talks on Tuesday"), Status::Held, Some(day(5))),
            desk.account(
                desk.via(2, "Ilse Harrow, chief negotiator of Varenia, met Tomas Quill in Selby on 5 March.[1]", "Selby Radio"),
                Status::Held,
                Some(day(5)),
            ),
        ],
        0.95,
        None,
    );
    add(
        Kind::Statement,
        Status::Held,
        Some(Known::from_words(day(5), Basis::BodyText, "after the meeting")),
        None,
        &[(HARROW, Part::Speaker)],
        vec![desk.account(desk.find(0, "“We spoke plainly, and we will speak again,” Harrow said after the meeting."), Status::Held, None)],
        0.5,
        Some(0),
    );
    add(
        Kind::Strike,
        Status::Held,
        Some(Known::from_words(day(7), Basis::BodyText, "Thursday")),
        place(DUNMERE, 1, "port of Dunmere early", "Dunmere"),
        &[],
        vec![
            desk.account(
                desk.find(1, "At least 14 people were hurt when shells fell on the river port of Dunmere early on Thursday."),
                Status::Held,
                Some(day(7)),
            ),
            desk.account(
                desk.find(3, "At least 14 people were hurt when shells fell on the river port of Dunmere early on Thursday."),
                Status::Held,
                Some(day(7)),
            ),
        ],
        0.7,
        None,
    );
    add(
        Kind::Statement,
        Status::Held,
        None,
        None,
        &[(SANDOVAL, Part::Speaker)],
        vec![desk.account(
            desk.find(
                1,
                "Norland's envoy Mira Sandoval called the shelling “a gift to nobody” and asked both sides to keep to the ceasefire.",
            ),
            Status::Held,
            None,
        )],
        0.4,
        Some(1),
    );
    add(
        Kind::Call,
        Status::Held,
        Some(Known::from_words(day(8), Basis::BodyText, "8 March")),
        None,
        &[(VESELY, A), (SANDOVAL, Part::Addressee)],
        vec![desk.account(
            desk.via(2, "Costara's premier, Anton Vesely, spoke by telephone with Mira Sandoval on 8 March.[1]", "Selby Radio"),
            Status::Held,
            Some(day(8)),
        )],
        0.5,
        None,
    );
    let week = When::span(march(11), march(17), Grain::Week);
    add(
        Kind::Visit,
        Status::Planned,
        Some(Known::from_words(week, Basis::Inferred, "next week")),
        None,
        &[(QUILL, Part::Guest)],
        vec![desk.account(desk.find(1, "Costara would return to the table next week"), Status::Planned, Some(week))],
        0.3,
        None,
    );
    add(
        Kind::Meeting,
        Status::Planned,
        Some(Known::from_words(day(14), Basis::BodyText, "14 March")),
        place(SELBY, 2, "14 March in Selby", "Selby"),
        &[(VARENIA, A), (COSTARA, A)],
        vec![desk.account(
            desk.via(2, "A second round is planned for 14 March in Selby.[2]", "its reference 2"),
            Status::Planned,
            Some(day(14)),
        )],
        0.6,
        None,
    );
    add(
        Kind::Visit,
        Status::Planned,
        None,
        place(COSTARA, 4, "visit Costara", "Costara"),
        &[(SANDOVAL, Part::Guest)],
        vec![desk.account(desk.find(4, "Sandoval will visit Costara, her office said."), Status::Planned, None)],
        0.2,
        None,
    );
    events
}

fn statements(desk: &Desk) -> Vec<Statement> {
    let wording = |source: u32, words: &str, sentence: &str, direct: bool| Wording {
        words: desk.find(source, words),
        sentence: desk.find(source, sentence),
        speaker_words: None,
        direct,
        when: None,
    };
    vec![
        Statement {
            id: StatementId(0),
            speaker: Some(ActorId(HARROW)),
            speaker_words: None,
            direct: true,
            when: Some(Known::from_words(When::day(march(5)), Basis::BodyText, "Tuesday")),
            wordings: vec![
                wording(
                    0,
                    "We spoke plainly, and we will speak again,",
                    "“We spoke plainly, and we will speak again,” Harrow said after the meeting.",
                    true,
                ),
                wording(
                    1,
                    "We spoke openly and we will speak again,",
                    "“We spoke openly and we will speak again,” Varenia's Ilse Harrow was quoted as saying after the Selby talks on Tuesday.",
                    true,
                ),
            ],
            issues: vec!["talks".to_owned()],
        },
        Statement {
            id: StatementId(1),
            speaker: Some(ActorId(SANDOVAL)),
            speaker_words: None,
            direct: true,
            when: None,
            wordings: vec![
                wording(1, "a gift to nobody", "Norland's envoy Mira Sandoval called the shelling “a gift to nobody”", true),
                wording(3, "a gift to nobody", "Norland's envoy Mira Sandoval called the shelling “a gift to nobody”", true),
            ],
            issues: vec!["ceasefire".to_owned()],
        },
        Statement {
            id: StatementId(2),
            speaker: Some(ActorId(VESELY)),
            speaker_words: None,
            direct: false,
            when: None,
            wordings: vec![wording(
                4,
                "prisoners must come home first",
                "Costara's Premier Anton Vesely says prisoners must come home first",
                false,
            )],
            issues: vec!["prisoners".to_owned()],
        },
    ]
}

fn positions(desk: &Desk) -> Vec<Position> {
    vec![Position {
        actor: ActorId(VARENIA),
        attitude: Attitude::Demands,
        words: desk.find(0, "that the Ansel bridge be reopened before any exchange of prisoners"),
        sentence: desk.find(0, "Varenia demands that the Ansel bridge be reopened before any exchange of prisoners."),
        issue: "prisoners".to_owned(),
        when: None,
    }]
}

fn issues(desk: &Desk) -> Vec<Issue> {
    vec![
        Issue {
            key: "prisoners".to_owned(),
            name: "prisoners".to_owned(),
            named_by: NamedBy::Desk,
            sentences: vec![
                desk.find(0, "Varenia demands that the Ansel bridge be reopened before any exchange of prisoners."),
                desk.find(0, "Costara rejects that order of steps."),
                desk.find(
                    4,
                    "Costara's Premier Anton Vesely says prisoners must come home first; Varenia wants the Ansel bridge opened first.",
                ),
            ],
            sources: vec![SourceId(0), SourceId(4)],
        },
        Issue {
            key: "ceasefire".to_owned(),
            name: "ceasefire".to_owned(),
            named_by: NamedBy::Desk,
            sentences: vec![desk.find(
                1,
                "Norland's envoy Mira Sandoval called the shelling “a gift to nobody” and asked both sides to keep to the ceasefire.",
            )],
            sources: vec![SourceId(1)],
        },
    ]
}

fn points(desk: &Desk) -> Vec<Point> {
    let point = |about: Subject, sentence: Evidence, sources: &[u32]| Point {
        about,
        support: vec![sentence.clone()],
        sentence,
        sources: sources.iter().map(|id| SourceId(*id)).collect(),
    };
    vec![
        point(Subject::Event(EventId(1)), desk.find(0, "Neither signed anything."), &[0, 1, 2]),
        point(
            Subject::Issue("prisoners".to_owned()),
            desk.find(0, "Varenia demands that the Ansel bridge be reopened before any exchange of prisoners."),
            &[0, 4],
        ),
        point(Subject::Event(EventId(3)), desk.find(1, "Costara said that 9 people were hurt."), &[1, 3]),
    ]
}

fn discrepancies(desk: &Desk) -> Vec<Discrepancy> {
    vec![
        Discrepancy {
            id: DiscrepancyId(0),
            about: Subject::Event(EventId(3)),
            aspect: Aspect::Number,
            versions: vec![
                desk.cited("At least 14 people".to_owned(), &[(1, "At least 14 people"), (3, "At least 14 people")]),
                desk.cited("9 people".to_owned(), &[(1, "9 people were hurt")]),
            ],
            used: Some((0, Why::FirstHand)),
        },
        Discrepancy {
            id: DiscrepancyId(1),
            about: Subject::Statement(StatementId(0)),
            aspect: Aspect::Wording,
            versions: vec![
                desk.cited("We spoke plainly, and we will speak again".to_owned(), &[(0, "We spoke plainly, and we will speak again")]),
                desk.cited("We spoke openly and we will speak again".to_owned(), &[(1, "We spoke openly and we will speak again")]),
            ],
            used: None,
        },
        Discrepancy {
            id: DiscrepancyId(2),
            about: Subject::Actor(ActorId(QUILL)),
            aspect: Aspect::Role,
            versions: vec![
                desk.cited("Deputy Premier".to_owned(), &[(0, "Deputy Premier"), (1, "Deputy Premier")]),
                desk.cited("interior minister".to_owned(), &[(2, "interior minister")]),
            ],
            used: Some((0, Why::MoreSources)),
        },
    ]
}

/// The same corpus `n` sources long: the first source again and again, each with an outlet and a day of its own, and as many events.
pub fn many(n: u32) -> Dossier {
    let mut dossier = dossier();
    let first = dossier.sources[0].clone();
    for id in dossier.sources.len() as u32..n {
        let mut text = texts().remove(0);
        text.path = "copy.html";
        text.outlet = Some(
            [
                "North",
                "South",
                "East",
                "West",
                "Upper Town",
                "Lower Town",
                "Old Port",
                "New Port",
                "Hill",
                "Dale",
                "Mill",
                "Forge",
                "Quarry",
                "Ferry",
            ][id as usize % 14],
        );
        let document = document(&text, id);
        let reading = Reading::new(Arc::new(document), Mentions::default(), Claims::default());
        dossier.sources.push(Source {
            id: SourceId(id),
            reading: Arc::new(reading),
            day: Some(march(id % 28 + 1)),
            published: Some(Known::new(When::day(march(id % 28 + 1)), Basis::HtmlMeta)),
            origin: id,
            ..first.clone()
        });
        let mut event = dossier.timeline[1].clone();
        event.id = EventId(dossier.timeline.len() as u32);
        event.when = Some(Known::new(When::day(march(id % 28 + 1)), Basis::BodyText));
        event.accounts.iter_mut().for_each(|account| account.evidence.source = SourceId(id));
        event.accounts.truncate(1);
        event.summary.source = SourceId(id);
        dossier.timeline.push(event);
    }
    dossier
}

/// The same corpus with so many people more, each named in the first source.
pub fn crowd(n: u32) -> Dossier {
    let mut dossier = dossier();
    let first = dossier.actors[HARROW as usize].clone();
    for id in dossier.actors.len() as u32..n {
        let name = format!(
            "{}{} of Upper and Lower Wetherham-on-the-Water",
            ["Ada", "Ada", "Ada", "Änne", "Bo", "4th Envoy"][id as usize % 6],
            id
        );
        let name = Cited::new(name, first.name.first().clone());
        let alias = Alias { name: name.clone(), n_mentions: 1, why: JoinedBy::Name };
        dossier.actors.push(Actor { id: ActorId(id), name, aliases: vec![alias], sources: vec![SourceId(0)], ..first.clone() });
    }
    dossier
}
