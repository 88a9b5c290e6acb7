//! The whole site: every link and id resolves, every citation shows its words, two builds are identical.

#![allow(clippy::disallowed_methods)] // the built site is written for the browser tests

mod contrast;
mod days;
mod exports;
mod fixture;
mod issues;
mod long;
mod pages;
mod redirects;
mod rooms;
mod search;
mod theming;

use std::collections::BTreeMap;

use demarche::base::{Report, Severity, SourceId};
use demarche::dossier::Dossier;
use demarche::ingest::{self, RawFile};
use demarche::pipeline::observe::Unobserved;
use demarche::pipeline::{self, BuildOptions};
use demarche::project::{InputFile, Inputs};
use demarche::render::{Artifact, Theme, ThemeFile, render};
use demarche::site::{Options, SourceText, plan, plan_in_words};
use pages::{Files, texts};

fn build(dossier: &Dossier, options: &Options) -> Vec<Artifact> {
    let mut report = Report::default();
    let theme = Theme::new(Vec::new(), Vec::new(), &mut report);
    let site = plan(dossier, options, &mut report);
    let artifacts = render(&site, &theme, &mut report);
    assert!(report.items().is_empty(), "{:#?}", report.items());
    artifacts
}

fn fixture_site() -> Vec<Artifact> {
    build(&fixture::dossier(), &fixture::options())
}

/// Writes the fixture's site where `scripts/test-browser` finds it.
#[test]
fn the_fixture_is_there_to_look_at() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("site");
    let _ = std::fs::remove_dir_all(&folder);
    for artifact in fixture_site() {
        let path = folder.join(&artifact.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, artifact.body).unwrap();
    }
    assert!(folder.join("index.html").is_file());
}

/// The sample corpus, in whatever order.
fn seeds() -> Vec<InputFile> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    files
        .map(|path| InputFile { path: path.file_name().unwrap().to_str().unwrap().to_owned(), bytes: std::fs::read(&path).unwrap().into() })
        .collect()
}

fn sample_site(sources: Vec<InputFile>) -> Vec<Artifact> {
    sample_site_with(sources, "")
}

fn sample_site_with(sources: Vec<InputFile>, keys: &str) -> Vec<Artifact> {
    let config = demarche::config::read(&format!("title = \"A sample\"\n{keys}"), "site.toml".as_ref(), "sample").unwrap();
    let today = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
    let inputs = Inputs {
        root: "/".into(),
        config,
        sources,
        templates: Vec::new(),
        statics: Vec::new(),
        readings: Vec::new(),
        archived: Vec::new(),
        briefing: None,
        model: None,
        today,
        report: Report::default(),
    };
    let built = pipeline::build(&inputs, &BuildOptions::default(), &Unobserved);
    assert!(!built.report.has_errors(), "{:#?}", built.report);
    built.artifacts
}

#[test]
fn the_sample_site_is_whole() {
    let files = Files::new(sample_site(seeds()));
    files.check_links("/");
    files.check_chips();
    files.check_policy();
    files.check_budgets();
    let raw: Vec<RawFile> = seeds().into_iter().map(|file| RawFile { path: file.path, bytes: file.bytes }).collect();
    let articles = ingest::collect(&raw, &ingest::Options::default(), &mut Report::default());
    let bodies: Vec<String> = articles.iter().map(|article| article.body().to_owned()).collect();
    assert!(files.check_cards(&bodies) > 100);
}

#[test]
fn the_order_of_the_files_is_irrelevant() {
    let mut one = seeds();
    one.sort_by(|a, b| a.path.cmp(&b.path));
    let mut other = one.clone();
    other.reverse();
    assert!(sample_site(one) == sample_site(other), "the site depends on the order in which files are read");
}

#[test]
fn every_link_and_id_resolves() {
    for base_url in [None, Some("https://desk.example/talks/".to_owned())] {
        let files = Files::new(build(&fixture::dossier(), &Options { base_url, ..fixture::options() }));
        let n_links = files.check_links("/talks/");
        assert!(n_links > 400, "only {n_links} links seen");
    }
}

#[test]
fn every_citation_shows_words_of_its_source() {
    let dossier = fixture::dossier();
    for source_text in [SourceText::Excerpts, SourceText::Full, SourceText::None] {
        let files = Files::new(build(&dossier, &Options { source_text, ..fixture::options() }));
        let bodies = texts(&dossier);
        let n_cards = files.check_cards(&bodies);
        assert!(n_cards > 60, "only {n_cards} cards seen");
        files.check_chips();
    }
}

#[test]
fn the_evidence_of_tables_is_verbatim() {
    let dossier = fixture::dossier();
    let files = Files::new(build(&dossier, &fixture::options()));
    let body: BTreeMap<&str, &str> =
        dossier.sources.iter().map(|source| (source.reading.article().path.as_str(), source.reading.article().body())).collect();
    let mut n_words = 0;
    for row in files.table("data/events.csv") {
        let evidence: Vec<BTreeMap<String, String>> = serde_json::from_str(&row["evidence"]).unwrap();
        assert!(!evidence.is_empty());
        for one in evidence {
            assert!(body[one["file"].as_str()].contains(&one["text"]), "{one:?}");
            n_words += 1;
        }
        assert!(body.values().any(|body| body.contains(&row["summary"])));
    }
    for name in ["data/quotes.csv", "data/discrepancies.csv"] {
        for row in files.table(name) {
            assert!(body[row["file"].as_str()].contains(&row["words"]), "{row:?}");
            n_words += 1;
        }
    }
    assert!(n_words > 20);
}

#[test]
fn tables_have_their_columns_even_when_empty() {
    let files = Files::new(build(&Dossier::default(), &fixture::options()));
    let header = |name: &str| files.text(name).lines().next().unwrap_or_default().to_owned();
    assert_eq!(
        header("data/sources.csv"),
        "id,file,title,outlet,author,published,earliest,latest,basis,url,language,same_text_as,sha256,section,title_basis,outlet_basis,author_basis,url_basis,language_basis,section_basis,same_text_kind,same_text_share,cites,path,place,place_basis"
    );
    assert_eq!(
        header("data/events.csv"),
        "id,day,earliest,latest,basis,status,kind,title,summary,salience,place,participants,sources,evidence,plover,part_of,path"
    );
    assert_eq!(header("data/actors.csv"), "id,name,kind,role,aliases,sources,side,state,path");
    assert_eq!(header("data/quotes.csv"), "id,statement,speaker,speaker_text,words,direct,day,source,file");
    assert_eq!(header("data/discrepancies.csv"), "id,aspect,about,value,used,words,source,file");
    assert_eq!(header("data/issues.csv"), "id,name,named_by,sentences,sources,path");
    assert_eq!(header("data/positions.csv"), "actor,issue,stance,words,day,source,file");
    assert_eq!(header("data/ties.csv"), "a,b,events,sources,sentences");
}

#[test]
fn two_builds_are_identical() {
    assert_eq!(fixture_site(), fixture_site());
}

#[test]
fn pages_are_whole_whatever_the_dossier_lacks() {
    let full = fixture::dossier();
    let one = Dossier { sources: full.sources[..1].to_vec(), ..Dossier::default() };
    let no_events = Dossier { timeline: Vec::new(), discrepancies: Vec::new(), points: Vec::new(), ..fixture::dossier() };
    let mut no_days = fixture::dossier();
    no_days.as_of = None;
    no_days.timeline.iter_mut().for_each(|event| event.when = None);
    no_days.sources.iter_mut().for_each(|source| (source.published, source.day) = (None, None));
    for dossier in [Dossier::default(), one, no_events, no_days, fixture::many(40)] {
        let files = Files::new(build(&dossier, &fixture::options()));
        files.check_links("/");
        files.check_cards(&texts(&dossier));
        files.check_chips();
        files.check_policy();
        files.check_budgets();
    }
}

#[test]
fn pages_pass_the_strict_policy_and_keep_their_budgets() {
    let files = Files::new(fixture_site());
    files.check_policy();
    files.check_budgets();
}

#[test]
fn excerpts_print_cited_sentences_only() {
    let dossier = fixture::dossier();
    let page = "sources/envoys-meet-by-the-lake-and-part-without-a-paper/index.html";
    let printed = |source_text| Files::new(build(&dossier, &Options { source_text, ..fixture::options() })).visible(page);
    let hidden = "She would not name a day.";
    assert!(!printed(SourceText::Excerpts).contains(hidden));
    assert!(printed(SourceText::Full).contains(hidden));
    assert!(!printed(SourceText::None).contains("Costara rejects that order of steps. "));
}

#[test]
fn sources_are_numbered_by_day_and_then_by_file() {
    let files = Files::new(fixture_site());
    let list = files.visible("sources/index.html");
    let at = |title: &str| list.find(title).unwrap_or_else(|| panic!("{title} is not listed"));
    let order = ["Envoys meet by the lake", "Deputy Premier Tomas Quill", "Shells fall", "The week in the lake", "What both sides"].map(at);
    assert!(order.is_sorted(), "{order:?}");
}

#[test]
fn rooms_without_content_are_not_in_the_navigation() {
    let nav = |dossier: &Dossier| Files::new(build(dossier, &fixture::options())).texts("index.html", "nav li");
    assert_eq!(nav(&Dossier::default()), ["Briefing", "Method"]);
    assert_eq!(
        nav(&fixture::dossier()),
        ["Briefing", "Timeline", "Actors", "Issues", "Places", "Sources", "Differences", "Method", "Search"]
    );
}

#[test]
fn a_file_of_the_desk_stands_before_the_built_in_one() {
    let mut report = Report::default();
    let file = |path: &str, text: &str| ThemeFile { path: path.to_owned(), bytes: text.as_bytes().to_vec() };
    let templates = vec![
        file("method.html", "{% extends \"base.html\" %}{% block main %}<h1>Our own</h1>{% endblock %}"),
        file("strings/en.toml", "[nav]\nbriefing = \"Front\""),
    ];
    let theme = Theme::new(templates, vec![file("site.css", "body{}")], &mut report);
    let words = theme.words("en-GB", &mut report);
    let site = plan_in_words(&fixture::dossier(), &fixture::options(), words, &mut report);
    let files = Files::new(render(&site, &theme, &mut report));
    assert!(report.items().is_empty(), "{:#?}", report.items());
    assert_eq!(files.text("site.css"), "body{}");
    assert_eq!(files.texts("method/index.html", "h1"), ["Our own"]);
    assert_eq!(files.texts("index.html", "nav li")[0], "Front");
}

#[test]
fn a_broken_template_is_shown_with_its_line() {
    for text in ["<p>\n{% if %}</p>", "<p>\n{{ page.no_such_field }}</p>"] {
        let mut report = Report::default();
        let theme =
            Theme::new(vec![ThemeFile { path: "method.html".to_owned(), bytes: text.as_bytes().to_vec() }], Vec::new(), &mut report);
        let site = plan(&fixture::dossier(), &fixture::options(), &mut report);
        render(&site, &theme, &mut report);
        let found = report
            .items()
            .iter()
            .find(|item| item.place.as_ref().is_some_and(|place| place.line == Some(2)))
            .unwrap_or_else(|| panic!("{:#?}", report.items()));
        assert_eq!((found.code, found.severity), ("R01", Severity::Error));
        let place = found.place.as_ref().unwrap();
        assert_eq!(place.path.to_str(), Some("templates/method.html"));
        assert_eq!(place.snippet.as_ref().unwrap().0, text.lines().nth(1).unwrap());
    }
}

#[test]
fn a_static_file_may_not_take_the_address_of_a_page() {
    let mut report = Report::default();
    let theme = Theme::new(Vec::new(), vec![ThemeFile { path: "index.html".to_owned(), bytes: Vec::new() }], &mut report);
    let site = plan(&fixture::dossier(), &fixture::options(), &mut report);
    render(&site, &theme, &mut report);
    assert_eq!(report.items().iter().map(|item| item.code).collect::<Vec<_>>(), ["R02"]);
}

#[test]
fn feed_and_sitemap_are_xml_with_absolute_addresses_when_there_is_one() {
    let base = "https://desk.example/talks/";
    let files = Files::new(build(&fixture::dossier(), &Options { base_url: Some(base.to_owned()), ..fixture::options() }));
    let feed: atom_syndication::Feed = files.text("feed.xml").parse().unwrap();
    assert!(feed.entries().len() >= 5);
    for entry in feed.entries() {
        assert!(entry.links()[0].href().starts_with(&format!("{base}timeline/#e-")), "{:?}", entry.links());
    }
    let sitemap = files.text("sitemap.xml");
    assert!(sitemap.contains("<loc>https://desk.example/talks/</loc>"));
    assert!(!sitemap.contains("404.html"));
    assert!(!Files::new(fixture_site()).has("sitemap.xml"));
    let ids: std::collections::BTreeSet<&str> = feed.entries().iter().map(|entry| entry.id()).collect();
    assert_eq!(ids.len(), feed.entries().len());
}

#[test]
fn every_page_names_the_sources_it_was_made_from() {
    let site = fixture_site();
    let of = |path: &str| site.iter().find(|artifact| artifact.path == path).unwrap().made_from.clone();
    assert_eq!(of("index.html").len(), 5);
    assert_eq!(*of("sources/what-both-sides-want-from-the-bridge/index.html"), [SourceId(4)]);
    assert!(of("site.css").is_empty());
}
