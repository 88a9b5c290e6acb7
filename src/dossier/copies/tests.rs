use proptest::prelude::*;

use super::*;
use crate::base::{Basis, Fingerprint, Known, Span};
use crate::claims::Claims;
use crate::ingest::{Article, Block, BlockKind, Format, Reference};
use crate::mentions::Mentions;
use crate::text::divide;

/// An invented wire report.
const WIRE: [&str; 8] = [
    "Engineers of both sides reopened the sluice at Karsholm on Tuesday, eleven weeks after a flood had carried off the northern gate.",
    "The repair had been held up by a quarrel over who should pay for the steel, which a court in the port of Ostby is still to decide.",
    "Boats with grain for the upper valley passed before noon, and by evening the first of them had reached the mills below the pass.",
    "The river commission said that the level would be kept at two metres until the end of the month, a hand lower than farmers had asked for.",
    "Its chair, Ragna Holt, told reporters on the quay that the commission would meet again in nine days to look at the readings.",
    "A delegation from the lower valley left without a statement; two of its members were seen walking along the dyke with surveyors.",
    "Fishermen complained that nobody had warned them, and that nets worth several thousand crowns had been lost under the open gate.",
    "The last time that the sluice stood open in spring was fourteen years ago, when ice had broken the locks on the other bank.",
];

/// Another invented report, of other matters.
const OTHER: [&str; 6] = [
    "The night train between Velm and the coast will run again from June, the railway announced, though without its dining car.",
    "It had been withdrawn after a landslide cut the line at the Arlen tunnel, where masons still work behind scaffolds.",
    "Passengers will have to change at the border, because the two railways could not agree on the voltage of the new engines.",
    "A spokesman put the cost of the missing link at ninety million, most of which the provinces are to bear.",
    "Shopkeepers at the terminus hung out flags, and the choir of the school sang in the hall when the first tickets were sold.",
    "Whether the sleeping cars will return as well depends on a report that is due before the harvest.",
];

fn text(paragraphs: &[&str]) -> String {
    paragraphs.join("\n")
}

struct Paper {
    body: String,
    title: &'static str,
    outlet: Option<&'static str>,
    references: usize,
}

impl From<String> for Paper {
    fn from(body: String) -> Self {
        Self { body, title: "A report", outlet: None, references: 0 }
    }
}

fn readings(papers: Vec<Paper>) -> Vec<Arc<Reading>> {
    papers.into_iter().enumerate().map(|(n, paper)| Arc::new(reading(n, paper))).collect()
}

fn reading(n: usize, paper: Paper) -> Reading {
    let (mut blocks, mut start) = (Vec::new(), 0);
    for line in paper.body.split_inclusive('\n') {
        let words = line.trim_end_matches('\n');
        blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(start, start + words.len()), line: 0 });
        start += line.len();
    }
    let meta = Meta {
        title: Known::new(paper.title.to_owned(), Basis::FrontMatter),
        outlet: paper.outlet.map(|outlet| Known::new(outlet.to_owned(), Basis::FrontMatter)),
        author: None,
        published: None,
        url: None,
        section: None,
        place: None,
        language: None,
        references: (1..=u32::try_from(paper.references).unwrap())
            .map(|number| Reference::new(number, format!("Outlet {number}")))
            .collect(),
        draft: false,
    };
    let id = SourceId(u32::try_from(n).unwrap());
    let fingerprint = Fingerprint::of(paper.body.as_bytes());
    let article = Article::new(id, format!("{n}.txt"), Format::Text, meta, fingerprint, paper.body, blocks, Vec::new());
    Reading::new(Arc::new(divide(Arc::new(article))), Mentions::default(), Claims::default())
}

/// The groups as "0 0 2": each source with the first of its group.
fn groups(texts: Vec<String>) -> Vec<u32> {
    same_texts(&readings(texts.into_iter().map(Paper::from).collect())).into_iter().map(|id| id.0).collect()
}

fn are_one(one: &str, other: &str) -> bool {
    groups(vec![one.to_owned(), other.to_owned()]) == [0, 0]
}

/// Every `n`th word replaced by one that is not there.
fn edited(text: &str, n: usize) -> String {
    let edit = |(at, word): (usize, &str)| if at % n == n / 2 { format!("x{at}") } else { word.to_owned() };
    text.split('\n').map(|line| line.split(' ').enumerate().map(edit).collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_desks_do_to_a_wire_report_leaves_it_the_same_text() {
    let wire = text(&WIRE);
    let variants: Vec<(&str, String)> = vec![
        ("saved twice", wire.clone()),
        ("other case and marks", wire.to_uppercase().replace([',', '.'], " –")),
        ("every twentieth word edited", edited(&wire, 20)),
        ("every twelfth word edited", edited(&wire, 12)),
        ("cut to five paragraphs", text(&WIRE[..5])),
        ("cut to three paragraphs", text(&WIRE[..3])),
        ("one paragraph moved", text(&[WIRE[0], WIRE[5], WIRE[1], WIRE[2], WIRE[3], WIRE[4], WIRE[6], WIRE[7]])),
        ("a new top", format!("{}\n{}\n{wire}", OTHER[0], OTHER[4])),
        ("a new top and a cut end", format!("{}\n{}", OTHER[0], text(&WIRE[..6]))),
        ("a paragraph put in", text(&[WIRE[0], WIRE[1], OTHER[2], WIRE[2], WIRE[3], WIRE[4], WIRE[5], WIRE[6], WIRE[7]])),
        ("a credit at the end", format!("{wire}\nAdditional reporting by a correspondent on the coast.")),
    ];
    for (what, variant) in &variants {
        assert!(are_one(&wire, variant), "{what}");
        assert!(are_one(variant, &wire), "{what}, the other way round");
        assert!(!are_one(&text(&OTHER), variant), "{what}, against another report");
    }
    let together: Vec<String> = variants.into_iter().map(|(_, variant)| variant).collect();
    assert_eq!(groups(together), [0; 11], "all of them are one group");
}

#[test]
fn two_reports_may_share_a_speech() {
    let speech = format!("“{}”", text(&WIRE[2..8]).replace('\n', " "));
    let one = format!("{}\n{}\n{speech}\n{}", OTHER[0], OTHER[1], OTHER[2]);
    let other = format!(
        "The mayor of Ostby spoke for an hour in the hall of the guild, and left by the back door.\nHis words were not answered by anybody; the upper valley had sent no one who might have done so.\n{speech}\nIt was past ten when the last lamps were put out in the square."
    );
    assert!(!are_one(&one, &other));
    let statement = text(&WIRE[2..6]);
    let one = format!("{}\n{}\n{statement}\n{}\n{}", OTHER[0], OTHER[1], OTHER[2], OTHER[3]);
    let other = format!("{}\n{}\n{statement}", WIRE[0], OTHER[4]);
    assert!(!are_one(&one, &other), "a statement printed without marks");
}

#[test]
fn a_digest_is_none_of_the_texts_that_it_prints() {
    let digest = format!("What we read this week, in short.\n{}\n{}\n{}", text(&WIRE[..3]), text(&OTHER[..3]), text(&WIRE[3..4]));
    let short_wire = text(&WIRE[..3]);
    let short_other = text(&OTHER[..3]);
    assert_eq!(groups(vec![digest, short_wire.clone(), short_other]), [0, 1, 2]);
    // Alone in the corpus, the list of what it cites tells it.
    let mut papers: Vec<Paper> = vec![format!("{}\n{}", text(&OTHER), short_wire).into(), short_wire.into()];
    papers[0].references = 3;
    assert_eq!(same_texts(&readings(papers)), [SourceId(0), SourceId(1)]);
}

#[test]
fn issues_of_a_newsletter_have_a_frame_in_common() {
    let top = "Good morning from the valley desk, and thank you for opening the letter that five thousand readers get with their coffee every day.";
    let end = "That is all for today. Write to us with corrections, recipes and complaints; every letter is read, and some are answered before supper. If a friend sent you this letter, you can have your own from tomorrow on. See you in the morning, weather and printers permitting.";
    let issue = |body: &str| format!("{top}\n{body}\n{end}");
    assert!(!are_one(&issue(WIRE[0]), &issue(OTHER[0])), "one short piece each");
    assert!(!are_one(&issue(&text(&WIRE[..3])), &issue(&text(&OTHER[..3]))), "three pieces each");
    assert!(are_one(&issue(&text(&WIRE[..4])), &issue(&text(&WIRE[..4]).to_lowercase())));
}

#[test]
fn a_formula_makes_no_copy() {
    let brief = |what: &str| format!("The ministry said in a short note that it would neither confirm nor deny the report about {what}.");
    assert!(!are_one(&brief("the bridge"), &brief("the herring quota")));
    assert!(are_one(&brief("the bridge"), &brief("the bridge").to_uppercase()), "one note, saved twice");
    assert!(!are_one("Nothing to report.", "Nothing to report. The office was closed."));
}

#[test]
fn scripts_without_spaces_are_compared_by_their_signs() {
    let chinese = "两国代表周二在湖边小镇举行了第三轮会谈，讨论重新开放北部大桥的日期。会谈持续了六个小时，双方没有签署任何文件。河流委员会主席表示，下一次会议将在九天之后举行，届时将公布新的水位数据。渔民抱怨没有人事先通知他们，许多渔网因此丢失。";
    let edited = chinese.replace("周二", "星期二").replace("许多", "不少").replace('，', "、");
    assert!(are_one(chinese, &edited));
    let other = "铁路公司宣布，通往海岸的夜间列车将从六月起恢复运行，但不再设餐车。去年的山体滑坡切断了隧道附近的线路，工人们至今仍在脚手架后面施工。旅客必须在边境换车，因为两家铁路公司未能就新机车的电压达成一致。";
    assert!(!are_one(chinese, other));
    let arabic = "فتح المهندسون من الجانبين بوابة السد يوم الثلاثاء بعد أحد عشر أسبوعا من الفيضان الذي جرف البوابة الشمالية. ومرت القوارب المحملة بالحبوب قبل الظهر ووصلت أولاها إلى المطاحن مساء. وقالت لجنة النهر إن المنسوب سيبقى عند مترين حتى نهاية الشهر وهو أقل مما طلبه المزارعون.";
    assert!(are_one(arabic, &arabic.replace('.', "،").replace("مساء", "في المساء")));
    let ukrainian = "Інженери обох сторін у вівторок знову відкрили шлюз, через одинадцять тижнів після повені, яка знесла північні ворота. Човни із зерном для верхньої долини пройшли до полудня, а надвечір перші з них дісталися млинів. Річкова комісія заявила, що рівень утримуватимуть на двох метрах до кінця місяця.";
    assert!(are_one(ukrainian, &ukrainian.to_uppercase().replace('.', "!")));
}

#[test]
fn a_cut_text_never_bridges_two_reports() {
    // Both reports begin with the same agency's paragraphs and go on by themselves.
    let cut = text(&WIRE[..3]);
    let one = format!("{cut}\n{}", text(&WIRE[3..8]));
    let other = format!("{cut}\n{}", text(&OTHER));
    let found = groups(vec![cut, one, other]);
    assert_ne!(found[1], found[2]);
    assert!(found[0] == found[1] || found[0] == found[2]);
}

#[test]
fn kinds_are_told_by_words_outlet_and_what_is_new() {
    let wire = text(&WIRE);
    let day = |day| NaiveDate::from_ymd_opt(2015, 4, day);
    let paper = |body: String, outlet: Option<&'static str>| Paper { outlet, ..Paper::from(body) };
    let readings = readings(vec![
        paper(format!("{}\n{wire}", OTHER[0]), Some("Gulf Monitor")),
        paper(wire.to_uppercase(), Some("Port Herald")),
        paper(edited(&wire, 15), Some("Lake Courier")),
        paper(wire.clone(), Some("gulf monitor")),
        paper(format!("{}\n{}\n{wire}", OTHER[0], OTHER[1]), None),
    ]);
    let ties = Copies::find(&readings, &Memory::default()).under_the_earliest(&readings, &[day(9), day(8), None, day(8), day(10)]);
    let kinds: Vec<Option<(u32, CopyKind)>> = ties.iter().map(|tie| tie.as_ref().map(|tie| (tie.earliest.0, tie.kind))).collect();
    assert_eq!(
        kinds,
        [Some((1, CopyKind::Near)), None, Some((1, CopyKind::Near)), Some((1, CopyKind::Exact)), Some((1, CopyKind::Version)),]
    );
    let share = ties[4].as_ref().unwrap().share;
    assert!((0.7..0.9).contains(&share), "{share}");
    assert!(ties[3].as_ref().is_some_and(|tie| tie.share == 1.0));
}

#[test]
fn the_order_of_the_files_changes_no_group() {
    let texts = [text(&WIRE), text(&OTHER), text(&WIRE[..4]), edited(&text(&OTHER), 14), format!("{}\n{}", OTHER[0], text(&WIRE))];
    let of = |order: &[usize]| {
        let found = groups(order.iter().map(|&n| texts[n].clone()).collect());
        let mut pairs: Vec<(usize, usize)> = (0..order.len())
            .flat_map(|one| (0..order.len()).map(move |other| (one, other)))
            .filter(|&(one, other)| found[one] == found[other])
            .map(|(one, other)| (order[one], order[other]))
            .collect();
        pairs.sort_unstable();
        pairs
    };
    assert_eq!(of(&[0, 1, 2, 3, 4]), of(&[4, 3, 2, 1, 0]));
    assert_eq!(of(&[0, 1, 2, 3, 4]), of(&[2, 0, 4, 1, 3]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever a desk does to a wire report at once: a cut end, a word in fifteen edited, a new top, another case, marks gone.
    #[test]
    fn edits_in_any_combination_leave_a_copy(
        n_kept in 4_usize..=8,
        every in 15_usize..40,
        top in any::<bool>(),
        upper in any::<bool>(),
        bare in any::<bool>(),
        swapped in 0_usize..3,
    ) {
        let mut paragraphs: Vec<&str> = WIRE[..n_kept].to_vec();
        paragraphs.swap(swapped, swapped + 1);
        if top {
            paragraphs.insert(0, OTHER[0]);
        }
        let mut variant = edited(&text(&paragraphs), every);
        if bare {
            variant = variant.replace([',', '.', ';'], "");
        }
        if upper {
            variant = variant.to_uppercase();
        }
        prop_assert!(are_one(&text(&WIRE), &variant));
        prop_assert!(!are_one(&text(&OTHER), &variant));
    }

    /// Paragraphs of another report among one's own make no copy while they are the smaller part.
    #[test]
    fn borrowed_paragraphs_make_no_copy(n_borrowed in 1_usize..=3, at in 0_usize..5) {
        let mut paragraphs: Vec<&str> = OTHER.to_vec();
        for (n, borrowed) in WIRE[..n_borrowed].iter().enumerate() {
            paragraphs.insert(at + n, borrowed);
        }
        prop_assert!(!are_one(&text(&WIRE), &text(&paragraphs)));
    }
}
