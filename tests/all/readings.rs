//! A build from the records of `analyze` equals a build from the articles, byte for byte.

use demarche::base::Report;
use demarche::pipeline::analyze::Analyst;
use demarche::pipeline::input::Input;
use demarche::pipeline::observe::Unobserved;
use demarche::pipeline::{BuildOptions, Built, build};
use demarche::project::{InputFile, Inputs};

const ARTICLES: &[(&str, &str)] = &[
    (
        "2024-05-14-wire.md",
        "---\ntitle: Armenia and Azerbaijan to meet in Almaty\noutlet: Example Wire\ndate: 2024-05-14\n---\n\nYEREVAN — Foreign Minister Davit Harutyan said on Tuesday that he would meet his Azerbaijani counterpart in Almaty on Friday. “We are ready to discuss every line of the draft,” Harutyan told reporters.\n\nThe two ministers last met in Berlin in February. Azerbaijan’s government has not commented.\n",
    ),
    (
        "almaty.txt",
        "Ministers end first day of talks in Almaty\n\nForeign ministers of Armenia and Azerbaijan met in Almaty on Friday for two days of talks, their first since February. Kazakhstan’s President hosted a dinner for both delegations.\n\n“The atmosphere was constructive,” said Leyla Mammadzade, a spokeswoman for the Azerbaijani foreign ministry. She said that the talks would continue on Saturday.\n\nDavit Harutyan, the Armenian foreign minister, said 32 prisoners could be released “within days”.\n",
    ),
    (
        "page.html",
        "<!doctype html><html lang=\"en\"><head><title>Prisoners freed after Almaty talks</title><meta property=\"article:published_time\" content=\"2024-05-21T09:00:00Z\"><meta property=\"og:site_name\" content=\"Example Post\"></head><body><article><h1>Prisoners freed after Almaty talks</h1><p>Armenia and Azerbaijan exchanged 32 prisoners on Monday, three days after their foreign ministers met in Almaty, officials in Yerevan said.</p><p>“It is a first step,” Foreign Minister Davit Harutyan said in a statement on Monday evening. He demanded that Azerbaijan release the remaining detainees.</p></article></body></html>",
    ),
];

fn inputs(readings: Vec<InputFile>) -> Inputs {
    let config = demarche::config::read("", "site.toml".as_ref(), "test").unwrap();
    let file = |(path, text): &(&str, &str)| InputFile { path: (*path).to_owned(), bytes: text.as_bytes().into() };
    Inputs {
        root: "/".into(),
        config,
        sources: ARTICLES.iter().map(file).collect(),
        templates: Vec::new(),
        statics: Vec::new(),
        readings,
        archived: Vec::new(),
        briefing: None,
        model: None,
        today: chrono::NaiveDate::from_ymd_opt(2024, 6, 1).unwrap(),
        report: Report::default(),
    }
}

fn built(readings: Vec<InputFile>, jobs: usize) -> Built {
    build(&inputs(readings), &BuildOptions { jobs: Some(jobs), ..BuildOptions::default() }, &Unobserved)
}

/// The records of the articles, as a desk would make them from its files.
fn records() -> Vec<serde_json::Value> {
    let analyst = Analyst::new();
    let record = |(path, text): &(&str, &str)| {
        let format = match path.rsplit('.').next().unwrap() {
            "md" => "markdown",
            "html" => "html",
            _ => "text",
        };
        let line = serde_json::json!({ "id": path, format: text }).to_string();
        serde_json::to_value(analyst.read(Input::parse(&line).unwrap()).unwrap()).unwrap()
    };
    ARTICLES.iter().map(record).collect()
}

fn as_file(records: &[serde_json::Value]) -> Vec<InputFile> {
    let lines: String = records.iter().map(|record| format!("{record}\n")).collect();
    vec![InputFile { path: "records.jsonl".to_owned(), bytes: lines.into_bytes().into() }]
}

#[test]
fn a_build_from_our_own_records_is_the_same() {
    let direct = built(Vec::new(), 1);
    let read_back = built(as_file(&records()), 2);
    assert!(direct.artifacts.iter().any(|artifact| artifact.path == "index.html"), "there is a site to compare");
    assert_eq!(direct.report, read_back.report);
    assert_eq!(direct.artifacts.len(), read_back.artifacts.len());
    for (one, other) in direct.artifacts.iter().zip(&read_back.artifacts) {
        assert_eq!(one, other, "{} differs", one.path);
    }
}

#[test]
fn two_builds_are_the_same_and_have_every_article() {
    let (one, other) = (built(Vec::new(), 1), built(Vec::new(), 2));
    assert_eq!(one.artifacts, other.artifacts);
    assert_eq!(one.summary.n_files, ARTICLES.len());
}

#[test]
fn records_of_other_texts_are_not_used_and_said() {
    let mut records = records();
    records[0]["text"] = "another text".into();
    let report = built(as_file(&records), 1).report;
    let found: Vec<&str> = report.items().iter().filter(|item| item.code == "V01").map(|item| item.message.as_str()).collect();
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("2024-05-14-wire.md"), "{found:?}");
}
