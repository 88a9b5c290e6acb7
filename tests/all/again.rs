//! A build after changes equals a build from nothing, byte for byte and finding for finding, whatever is remembered and however it was damaged.

use std::path::Path;

use demarche::base::Report;
use demarche::cache::Cache;
use demarche::output::{self, Left};
use demarche::pipeline::observe::Unobserved;
use demarche::pipeline::{BuildOptions, Built, Memory, Standing, build, build_over, build_with, open};
use demarche::project::{InputFile, Inputs};
use demarche::render::Artifact;
use proptest::prelude::*;

/// Sentences of invented reports; a change exchanges one for another.
const SENTENCES: &[&str] = &[
    "The foreign ministers of Kenya and Peru met in Oslo on Tuesday.",
    "Foreign Minister Adan Belosko met Peru’s special envoy Carin Dalmeida in Oslo on 12 March 2024.",
    "“The round was useful, and we will meet again,” Adan Belosko said on Wednesday.",
    "Carin Dalmeida rejected the proposal for a ceasefire along the river.",
    "At least 40 prisoners were exchanged on Monday, the ministry said.",
    "About 60 prisoners were exchanged on 11 March 2024, said Dovan Farolin, a spokesman of the delegation.",
    "The delegations will meet in Lima on 20 March 2024.",
    "Norway’s prime minister called both sides on Friday and demanded guarantees.",
    "“Nobody leaves the table,” said Belosko.",
    "The talks were held in the old customs house in Oslo, officials in Nairobi said.",
];

/// One article: its file, its day, and its sentences by number.
#[derive(Clone, Debug)]
struct Article {
    file: usize,
    day: u32,
    sentences: Vec<usize>,
}

impl Article {
    fn file(&self) -> InputFile {
        let Self { file, day, sentences } = self;
        let words: Vec<&str> = sentences.iter().map(|&n| SENTENCES[n]).collect();
        let dated = if *day == 0 { String::new() } else { format!("date: 2024-03-{day:02}\n") };
        let text =
            format!("---\ntitle: Notes from the talks, part {file}\noutlet: Quay {}\n{dated}---\n\n{}\n", file % 3, words.join("\n\n"));
        InputFile { path: format!("{file:02}.md"), bytes: text.into_bytes().into() }
    }
}

fn article() -> impl Strategy<Value = Article> {
    let sentences = prop::collection::vec(0..SENTENCES.len(), 1..5);
    (0..6_usize, 0..25_u32, sentences).prop_map(|(file, day, sentences)| Article { file, day, sentences })
}

/// What the desk does between two builds: an article that is written anew, or one that is taken away.
#[derive(Clone, Debug)]
enum Change {
    Write(Article),
    Remove(usize),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![3 => article().prop_map(Change::Write), 1 => (0..6_usize).prop_map(Change::Remove)]
}

fn changed(mut articles: Vec<Article>, change: &Change) -> Vec<Article> {
    let file = match change {
        Change::Write(article) => article.file,
        Change::Remove(file) => *file,
    };
    articles.retain(|article| article.file != file);
    if let Change::Write(article) = change {
        articles.push(article.clone());
    }
    articles.sort_by_key(|article| article.file);
    articles
}

fn inputs(articles: &[Article]) -> Inputs {
    Inputs {
        root: "/".into(),
        config: demarche::config::read("", "site.toml".as_ref(), "test").unwrap(),
        sources: articles.iter().map(Article::file).collect(),
        templates: Vec::new(),
        statics: Vec::new(),
        readings: Vec::new(),
        archived: Vec::new(),
        briefing: None,
        model: None,
        today: chrono::NaiveDate::from_ymd_opt(2024, 6, 1).unwrap(),
        report: Report::default(),
    }
}

/// A build over what stands in a folder, and all its files, those that stand as they are there.
fn over(site: &Path, inputs: &Inputs, cache: &Cache) -> (Built, Built) {
    let left = Left::of(site);
    let built = build_over(inputs, &BuildOptions::default(), cache, &|path| left.untouched(path), &Unobserved);
    let read =
        |page: &Standing| Artifact { path: page.path.clone(), body: std::fs::read(site.join(&page.path)).unwrap(), made_from: [].into() };
    let mut artifacts: Vec<Artifact> = built.artifacts.iter().cloned().chain(built.standing.iter().map(read)).collect();
    artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    let whole = Built {
        artifacts,
        standing: Vec::new(),
        report: built.report.clone(),
        summary: built.summary.clone(),
        timings: built.timings.clone(),
    };
    (built, whole)
}

fn check(again: &Built, cold: &Built) -> Result<(), TestCaseError> {
    let paths = |built: &Built| built.artifacts.iter().map(|artifact| artifact.path.clone()).collect::<Vec<_>>();
    prop_assert_eq!(paths(again), paths(cold));
    for (one, other) in again.artifacts.iter().zip(&cold.artifacts) {
        prop_assert!(one.body == other.body, "{} differs", one.path);
    }
    prop_assert!(again.report == cold.report, "the findings differ");
    Ok(())
}

/// Each file of a site that is only open, made in an order of chance, equals that of a build.
fn check_open(inputs: &Inputs, cache: &Cache, memory: &Memory, order: usize, built: &Built) -> Result<(), TestCaseError> {
    open(inputs, &BuildOptions::default(), cache, memory, &Unobserved, |opened| {
        let fixed: Vec<_> = opened.fixed().collect();
        let n = built.artifacts.len();
        for artifact in (0..n).map(|at| &built.artifacts[(at * 7919 + order) % n]) {
            let made = opened.make(&artifact.path).map(|made| made.unwrap().body);
            let made = made.or_else(|| fixed.iter().find(|file| file.path == artifact.path).map(|file| file.body.clone()));
            prop_assert!(made.as_ref() == Some(&artifact.body), "{} differs", artifact.path);
        }
        let pages: Vec<&str> = opened.pages().collect();
        prop_assert_eq!(opened.make_pages(&pages).len(), pages.len());
        prop_assert!(pages.iter().all(|path| built.artifacts.iter().any(|artifact| artifact.path == **path)));
        prop_assert!(opened.make("nowhere/index.html").is_none());
        prop_assert!(opened.report == built.report, "the findings differ");
        Ok(())
    })
}

/// Something that happens to the files of the cache, or to a page of the site.
#[derive(Clone, Debug)]
enum Harm {
    Nothing,
    Cut(&'static str, f64),
    Write(&'static str, f64, u8),
    Gone(&'static str),
}

fn harm() -> impl Strategy<Value = Harm> {
    let file = prop::sample::select(vec![
        "cache/pages",
        "cache/readings",
        "site/index.html",
        "site/sources/index.html",
        "site/.demarche-manifest.json",
    ]);
    let at = 0.0..1.0_f64;
    prop_oneof![
        2 => Just(Harm::Nothing),
        1 => (file.clone(), at.clone()).prop_map(|(file, at)| Harm::Cut(file, at)),
        2 => (file.clone(), at, any::<u8>()).prop_map(|(file, at, byte)| Harm::Write(file, at, byte)),
        1 => file.prop_map(Harm::Gone),
    ]
}

impl Harm {
    fn strike(&self, folder: &Path) {
        let (Self::Cut(file, _) | Self::Write(file, ..) | Self::Gone(file)) = self else { return };
        let path = folder.join(file);
        let Ok(mut bytes) = std::fs::read(&path) else { return };
        let place = |at: f64| ((bytes.len() as f64) * at) as usize;
        match *self {
            Self::Cut(_, at) => bytes.truncate(place(at)),
            Self::Write(_, at, byte) => {
                let at = place(at);
                bytes[at] = byte;
            }
            Self::Gone(_) => return std::fs::remove_file(path).unwrap(),
            Self::Nothing => {}
        }
        std::fs::write(path, bytes).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    /// In a process that stays, as the preview is, whether all files are made or one after the other.
    #[test]
    fn what_stays_in_memory_never_changes_a_build(
        first in prop::collection::vec(article(), 3..6),
        changes in prop::collection::vec(change(), 1..4),
        order in any::<u16>().prop_map(usize::from),
    ) {
        let mut articles = first.iter().fold(Vec::new(), |articles, article| changed(articles, &Change::Write(article.clone())));
        let (cache, memory) = (Cache::none().staying(), Memory::default());
        let options = BuildOptions::default();
        build_with(&inputs(&articles), &options, &cache, &Unobserved);
        cache.forget();
        for change in changes {
            articles = changed(articles, &change);
            let again = build_with(&inputs(&articles), &options, &cache, &Unobserved);
            cache.forget();
            let cold = build(&inputs(&articles), &options, &Unobserved);
            check(&again, &cold)?;
            check_open(&inputs(&articles), &cache, &memory, order, &cold)?;
        }
    }

    /// From one process to the next, with harm done to what lies between them.
    #[test]
    fn what_stays_on_disk_never_changes_a_build(
        first in prop::collection::vec(article(), 3..6),
        changes in prop::collection::vec((change(), harm()), 1..4),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let mut articles = first.iter().fold(Vec::new(), |articles, article| changed(articles, &Change::Write(article.clone())));
        let options = BuildOptions::default();
        let site = folder.path().join("site");
        for (change, harm) in changes {
            let mut cache = Cache::open_with_site(&folder.path().join("cache"), &site);
            let (built, whole) = over(&site, &inputs(&articles), &cache);
            check(&whole, &build(&inputs(&articles), &options, &Unobserved))?;
            cache.save().unwrap();
            output::write(&site, &built.artifacts, &built.standing, true).unwrap();
            age(&site);
            harm.strike(folder.path());
            articles = changed(articles, &change);
        }
        let cache = Cache::open_with_site(&folder.path().join("cache"), &site);
        let (_, whole) = over(&site, &inputs(&articles), &cache);
        check(&whole, &build(&inputs(&articles), &options, &Unobserved))?;
    }
}

/// Lets every page be a minute older than the manifest, as it is when the next build comes.
fn age(site: &Path) {
    let then = std::time::SystemTime::now() - std::time::Duration::from_mins(1);
    let pages =
        walkdir::WalkDir::new(site).into_iter().filter_map(Result::ok).filter(|entry| entry.path().extension() == Some("html".as_ref()));
    for page in pages {
        std::fs::File::options().write(true).open(page.path()).unwrap().set_modified(then).unwrap();
    }
}

/// Without this the two properties above would hold of a cache that remembers nothing.
#[test]
fn pages_whose_views_did_not_change_are_recalled() {
    let one = Article { file: 0, day: 13, sentences: vec![0, 2] };
    let other = Article { file: 1, day: 21, sentences: vec![4, 6] };
    let folder = tempfile::tempdir().unwrap();
    let options = BuildOptions::default();
    let site = folder.path().join("site");
    let mut cache = Cache::open_with_site(&folder.path().join("cache"), &site);
    let built = build_with(&inputs(&[one.clone(), other.clone()]), &options, &cache, &Unobserved);
    cache.save().unwrap();
    output::write(&site, &built.artifacts, &built.standing, false).unwrap();
    let before = std::fs::metadata(folder.path().join("cache/pages")).unwrap().len();

    age(&site);
    let mut cache = Cache::open_with_site(&folder.path().join("cache"), &site);
    let (again, _) = over(&site, &inputs(&[one.clone(), other.clone()]), &cache);
    assert!(again.artifacts.iter().all(|artifact| !artifact.path.ends_with(".html")), "a page that stands was made");
    cache.save().unwrap();
    assert_eq!(std::fs::metadata(folder.path().join("cache/pages")).unwrap().len(), before, "every page was recalled");

    let mut cache = Cache::open_with_site(&folder.path().join("cache"), &site);
    build_with(&inputs(&[one, Article { sentences: vec![5, 6], ..other }]), &options, &cache, &Unobserved);
    cache.save().unwrap();
    let after = std::fs::metadata(folder.path().join("cache/pages")).unwrap().len();
    assert!(after > before && after < 2 * before, "some pages were rendered anew: {before} {after}");
}

#[test]
fn a_file_of_the_desk_at_the_path_of_a_page_that_stands_is_told() {
    let articles = [Article { file: 0, day: 13, sentences: vec![0, 2] }];
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    let mut cache = Cache::open_with_site(&folder.path().join("cache"), &site);
    let (built, _) = over(&site, &inputs(&articles), &cache);
    cache.save().unwrap();
    output::write(&site, &built.artifacts, &built.standing, false).unwrap();
    age(&site);

    let own = InputFile { path: "actors/index.html".to_owned(), bytes: b"by hand".as_slice().into() };
    let inputs = Inputs { statics: vec![own], ..inputs(&articles) };
    let cache = Cache::open_with_site(&folder.path().join("cache"), &site);
    let (again, _) = over(&site, &inputs, &cache);
    let cold = build(&inputs, &BuildOptions::default(), &Unobserved);
    assert!(cold.report.items().iter().any(|finding| finding.code == "R02"));
    assert!(again.report == cold.report, "the findings differ");
}
