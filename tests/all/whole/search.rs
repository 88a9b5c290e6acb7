//! The search: every record leads somewhere, everybody is listed for whoever has no script, and the script stays small.

use std::collections::{BTreeMap, BTreeSet};

use demarche::dossier::{ActorId, Dossier};
use demarche::site::{Options, SourceText};
use serde_json::Value;

use super::pages::Files;
use super::{build, fixture};

const SCRIPT: usize = 15_000;

fn json(files: &Files, path: &str) -> Value {
    serde_json::from_str(files.text(path)).unwrap()
}

/// All records of the index: kind, words, note, path.
fn records(files: &Files) -> Vec<(String, String, String, String)> {
    let kinds = json(files, "search/index.json")["kinds"].clone();
    let mut all = Vec::new();
    for n in 0.. {
        let path = format!("search/d{n}.json");
        if !files.has(&path) {
            break;
        }
        for record in json(files, &path).as_array().unwrap() {
            let text = |at: usize| record[at].as_str().unwrap().to_owned();
            let kind = kinds[usize::try_from(record[0].as_u64().unwrap()).unwrap()].as_str().unwrap();
            all.push((kind.to_owned(), text(1), text(2), text(3)));
        }
    }
    all
}

#[test]
fn every_record_leads_to_a_place_on_the_site() {
    let dossier = fixture::dossier();
    for source_text in [SourceText::Excerpts, SourceText::Full, SourceText::None] {
        let files = Files::new(build(&dossier, &Options { source_text, ..fixture::options() }));
        let ids = files.ids();
        let all = records(&files);
        for (kind, words, _, path) in &all {
            let (page, anchor) = path.split_once('#').unwrap_or((path, ""));
            assert!(files.has(page), "{kind} {words}: {path}");
            assert!(anchor.is_empty() || ids[page].contains(anchor), "{kind} {words}: {path}");
        }
        let kinds: BTreeSet<&str> = all.iter().map(|(kind, ..)| kind.as_str()).collect();
        assert_eq!(kinds.len(), 6, "{kinds:?}");
    }
}

#[test]
fn sentences_are_those_that_the_site_prints() {
    let dossier = fixture::dossier();
    let found = |source_text| {
        let files = Files::new(build(&dossier, &Options { source_text, ..fixture::options() }));
        records(&files).into_iter().filter(|(kind, ..)| kind == "sentence").map(|(_, words, ..)| words).collect::<BTreeSet<_>>()
    };
    let hidden = "She would not name a day.";
    assert!(found(SourceText::Full).contains(hidden));
    assert!(!found(SourceText::Excerpts).contains(hidden));
    assert!(!found(SourceText::None).iter().any(|words| words.contains(hidden)));
    assert!(found(SourceText::Full).len() > found(SourceText::Excerpts).len());
}

#[test]
fn everybody_is_listed_for_whoever_has_no_script() {
    let files = Files::new(build(&fixture::dossier(), &fixture::options()));
    let listed: BTreeMap<String, String> = files
        .links("search/index.html", "#names a")
        .into_iter()
        .map(|(text, href)| (text, href.trim_start_matches("../").to_owned()))
        .collect();
    let mut n_names = 0;
    for (kind, words, _, path) in records(&files).iter().filter(|(kind, ..)| kind != "event" && kind != "sentence") {
        assert_eq!(listed.get(words), Some(path), "{kind} {words}");
        n_names += 1;
    }
    assert_eq!(n_names, listed.len());
    assert!(n_names > 8);
}

/// The fixture with so many more people that lists are divided.
pub fn crowded() -> Dossier {
    let mut dossier = fixture::dossier();
    let model = dossier.actors[0].clone();
    for n in 0..700_u32 {
        let mut actor = model.clone();
        actor.id = ActorId(u32::try_from(dossier.actors.len()).unwrap());
        let initial = ['B', 'É', 'Ж', '7'][n as usize % 4];
        actor.name.value = format!("{initial}name {n}");
        actor.aliases.clear();
        dossier.actors.push(actor);
    }
    dossier
}

#[test]
fn many_names_are_divided_by_their_first_letter() {
    let dossier = crowded();
    let files = Files::new(build(&dossier, &fixture::options()));
    assert!(files.links("search/index.html", "#names section a").is_empty());
    let letters = files.links("search/index.html", ".letters a");
    let mut names = 0;
    for (_, href) in &letters {
        let page = href.trim_start_matches("../");
        names += files.links(page, "#names section a").len();
        assert!(!files.text(page).contains("search.js"));
    }
    let things = records(&files).iter().filter(|(kind, ..)| kind != "event" && kind != "sentence").count();
    assert_eq!(names, things);
    let pages: BTreeSet<&str> = letters.iter().map(|(_, href)| href.as_str()).collect();
    for page in ["../search/b/index.html", "../search/e/index.html", "../search/u0436/index.html", "../search/n/index.html"] {
        assert!(pages.contains(page), "{page} is not among {pages:?}");
    }
    files.check_links("/");
}

#[test]
fn the_script_is_small_and_asks_nobody_else() {
    let files = Files::new(build(&fixture::dossier(), &fixture::options()));
    let script = files.text("search.js");
    assert!(script.len() <= SCRIPT, "the script has {} bytes", script.len());
    assert!(!script.contains("http") && !script.contains("innerHTML") && !script.contains("eval"));
}
