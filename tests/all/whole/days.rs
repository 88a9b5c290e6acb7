//! What changes from day to day: news, corrections, and the front pages of earlier days.

use std::path::Path;
use std::process::Command;

use demarche::base::{Place, Report};
use demarche::dossier::Dossier;
use demarche::render::{Theme, render};
use demarche::site::{Correction, Options, Wrong, plan};

use super::pages::Files;
use super::{build, fixture};

fn correction(day: u32, page: &str, said: &str) -> Correction {
    Correction {
        place: Place::line("site.toml", day),
        day: fixture::march(day),
        page: page.to_owned(),
        said: said.to_owned(),
        says: "Fourteen people were hurt.".to_owned(),
        wrong: Wrong::Reading,
    }
}

#[test]
fn what_only_the_sources_of_the_last_day_tell_is_new() {
    let full = fixture::dossier();
    let files = Files::new(build(&full, &fixture::options()));
    let last = full.sources.iter().filter_map(|source| source.day).max().unwrap();
    let heading = files.texts("index.html", "#news-h").concat();
    assert!(heading.is_empty() || heading.starts_with("New since "), "{heading}");
    // A source of a later day that tells an event of its own.
    let mut dossier = fixture::many(6);
    let next = last.succ_opt().unwrap();
    dossier.sources[5].day = Some(next);
    let event = dossier.timeline.last().unwrap().id;
    let files = Files::new(build(&dossier, &fixture::options()));
    assert_eq!(files.texts("index.html", "#news-h"), [format!("New since {}", last.format("%A %-d %B"))]);
    let links = files.attrs("index.html", "[aria-labelledby=news-h] .mini a", "href");
    assert_eq!(links.len(), 1, "{links:?} {event:?}");
    // Nothing is new where everything was told on one day.
    dossier.sources.iter_mut().for_each(|source| source.day = Some(next));
    assert!(Files::new(build(&dossier, &fixture::options())).texts("index.html", "#news-h").is_empty());
}

#[test]
fn corrections_are_listed_counted_and_fed_newest_first() {
    let corrections =
        vec![correction(9, "sources/index.html", "Nine were hurt."), correction(11, "timeline/index.html", "Nobody was hurt.")];
    let files = Files::new(build(&fixture::dossier(), &Options { corrections, ..fixture::options() }));
    assert_eq!(files.texts("corrections/index.html", "del"), ["Nobody was hurt.", "Nine were hurt."]);
    assert_eq!(files.texts("corrections/index.html", "h3 a"), ["Timeline", "Sources"]);
    files.check_links("/");
    let foot = files.texts("method/index.html", ".foot a[href$='corrections/index.html']");
    assert_eq!(foot, ["2 corrections"]);
    let feed: atom_syndication::Feed = files.text("corrections/feed.xml").parse().unwrap();
    assert_eq!(feed.entries().len(), 2);
    assert_ne!(feed.entries()[0].id(), feed.entries()[1].id());
    assert!(feed.entries()[0].summary().unwrap().value.contains("Nobody was hurt."));
}

#[test]
fn without_corrections_the_page_says_so() {
    let files = Files::new(build(&Dossier::default(), &fixture::options()));
    assert!(files.visible("corrections/index.html").contains("Nothing on this site has been corrected so far."));
    assert_eq!(files.texts("index.html", ".foot a[href$='corrections/index.html']"), ["No corrections so far"]);
    let feed: atom_syndication::Feed = files.text("corrections/feed.xml").parse().unwrap();
    assert!(feed.entries().is_empty());
}

#[test]
fn a_correction_of_a_page_that_is_gone_is_kept_and_reported() {
    let mut report = Report::default();
    let corrections = vec![correction(9, "actors/nobody/index.html", "Nine were hurt.")];
    let theme = Theme::new(Vec::new(), Vec::new(), &mut report);
    let site = plan(&fixture::dossier(), &Options { corrections, ..fixture::options() }, &mut report);
    let files = Files::new(render(&site, &theme, &mut report));
    let found: Vec<_> = report.items().iter().map(|item| (item.code, item.place.as_ref().unwrap().line)).collect();
    assert_eq!(found, [("C05", Some(9))]);
    assert_eq!(files.texts("corrections/index.html", "h3"), ["actors/nobody/index.html"]);
    assert!(files.attrs("corrections/index.html", "h3 a", "href").is_empty());
}

#[test]
fn the_page_of_a_source_can_be_corrected() {
    let mut report = Report::default();
    let dossier = fixture::dossier();
    let site = plan(&dossier, &fixture::options(), &mut report);
    let page = site.pages.iter().find(|page| page.template == "source.html").unwrap();
    let corrections = vec![correction(9, &page.path, "Nine were hurt.")];
    let site = plan(&dossier, &Options { corrections, ..fixture::options() }, &mut report);
    assert!(report.items().is_empty(), "{report:?}");
    let files = Files::new(render(&site, &Theme::default(), &mut report));
    assert_eq!(files.texts("corrections/index.html", "h3 a"), [page.frame.title.as_str()]);
    files.check_links("/");
}

/// Runs a build on a day, counted from 1 June 2024.
fn built_on(project: &Path, day: u64) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
    command
        .args(["build", "--quiet"])
        .current_dir(project)
        .env_clear()
        .env("SOURCE_DATE_EPOCH", (1_717_200_000 + day * 86_400).to_string());
    let out = command.output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
}

fn project(config: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("seeds")).unwrap();
    std::fs::write(folder.path().join("site.toml"), config).unwrap();
    article(folder.path(), "a.md", "2024-05-30", "Kenya's president met Norway's prime minister in Oslo on Thursday.");
    folder
}

fn article(project: &Path, name: &str, day: &str, words: &str) {
    std::fs::write(project.join("seeds").join(name), format!("---\ntitle: Notes of {day}\ndate: {day}\n---\n\n{words}\n")).unwrap();
}

/// The output folder as a browser would meet it.
fn site_of(project: &Path) -> Files {
    let public = project.join("public");
    let files = walkdir::WalkDir::new(&public).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    let artifact = |entry: walkdir::DirEntry| demarche::render::Artifact {
        path: entry.path().strip_prefix(&public).unwrap().to_str().unwrap().to_owned(),
        body: std::fs::read(entry.path()).unwrap(),
        made_from: [].into(),
    };
    Files::new(files.map(artifact).collect())
}

#[test]
fn two_builds_on_two_days_leave_both_front_pages() {
    let folder = project("archive = true\n");
    built_on(folder.path(), 1);
    let first = site_of(folder.path()).text("archive/2024-06-02/index.html").to_owned();
    article(folder.path(), "b.md", "2024-06-02", "Kenya's president met Peru's foreign minister in Lima on Sunday.");
    built_on(folder.path(), 2);
    let files = site_of(folder.path());
    assert_eq!(files.text("archive/2024-06-02/index.html"), first);
    assert!(files.visible("archive/2024-06-03/index.html").contains("as it was published on Monday 3 June 2024"));
    assert!(files.visible("archive/index.html").contains("Mon 3 June") && files.visible("archive/index.html").contains("Sun 2 June"));
    assert_eq!(files.attrs("archive/2024-06-02/index.html", "meta[name=robots]", "content"), ["noindex"]);
    // Its links, its style and its cards work from two folders down.
    assert!(files.check_links("/") > 100);
    files.check_chips();
    files.check_policy();
}

#[test]
fn a_day_once_kept_is_never_lost() {
    let folder = project("archive = true\n");
    built_on(folder.path(), 1);
    std::fs::write(folder.path().join("site.toml"), "").unwrap();
    built_on(folder.path(), 2);
    let files = site_of(folder.path());
    assert!(files.has("archive/2024-06-02/index.html") && !files.has("archive/2024-06-03/index.html"));
    assert!(files.visible("archive/index.html").contains("Sun 2 June"));
}

#[test]
fn a_build_in_an_empty_folder_takes_earlier_days_from_the_project() {
    let folder = project("archive = true\n");
    let kept = folder.path().join("archive/2024-05-01");
    std::fs::create_dir_all(&kept).unwrap();
    std::fs::write(kept.join("index.html"), "<!doctype html><title>x</title><h1>May</h1>").unwrap();
    std::fs::create_dir_all(folder.path().join("archive/notes")).unwrap();
    std::fs::write(folder.path().join("archive/notes/index.html"), "private").unwrap();
    built_on(folder.path(), 1);
    let files = site_of(folder.path());
    assert!(files.text("archive/2024-05-01/index.html").contains("May"));
    assert!(!files.has("archive/notes/index.html"));
    // Without the key, a folder of that name is the desk's own business.
    let folder = project("");
    std::fs::create_dir_all(folder.path().join("archive/2024-05-01")).unwrap();
    std::fs::write(folder.path().join("archive/2024-05-01/index.html"), "private").unwrap();
    built_on(folder.path(), 1);
    assert!(!site_of(folder.path()).has("archive/2024-05-01/index.html"));
}
