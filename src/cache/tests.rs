use std::fs;
use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::claims::Quote;
use crate::ingest::{Options, RawFile, read_file};
use crate::mentions::{Chain, Form, Mention, NameKind, TimeMention, time};

const TEXT: &str = "Envoys of Chad and Sudan met in Doha on 3 March 2019, the ministry said.\n\n“We agreed on a truce,” envoy Idris Saleh said on Monday.\n";

fn key(n: u8) -> Fingerprint {
    Fingerprint::of(&[n])
}

static READINGS: LazyLock<Vec<FileReading>> = LazyLock::new(|| (0..8).map(read_anew).collect());

fn reading(n: u8) -> FileReading {
    READINGS[usize::from(n)].clone()
}

fn read_anew(n: u8) -> FileReading {
    let file =
        RawFile { path: format!("{n}.txt"), bytes: format!("{TEXT}\nIt was day {n} of the talks in the capital.").into_bytes().into() };
    let read = read_file(&file, &Options::default());
    let said = |article| {
        let document = Arc::new(text::divide(Arc::new(article)));
        let (body, words) = (document.body(), document.quotations[0].words);
        let found = time::find(body);
        let resolved = time::resolve(body, &found, None);
        let times = found.into_iter().zip(resolved).map(|(found, resolved)| TimeMention { found, sentence: 0, resolved }).collect();
        let fullest = document.tokens[2].span;
        let names = vec![Mention { span: fullest, sentence: 0, kind: NameKind::State, form: Form::Name, chain: 0 }];
        let chains = vec![Chain { kind: NameKind::State, fullest, key: Some("TCD".to_owned()), state: None }];
        let quote = Quote {
            words,
            sentence: 1,
            speaker: Some(0),
            speaker_words: None,
            cue: None,
            direct: true,
            time: None,
            utterance: u32::from(n),
        };
        let mentions = Mentions { names, chains, roles: Vec::new(), times };
        let outline = Arc::new(text::Sketch::of(&document).outline());
        let claims = Claims { quotes: vec![quote], ..Claims::default() };
        Said { document, mentions: Arc::new(mentions), claims: Arc::new(claims), outline }
    };
    FileReading { findings: read.findings, articles: read.articles.into_iter().map(said).collect() }
}

fn same(one: &FileReading, other: &FileReading) -> bool {
    format!("{one:?}") == format!("{other:?}")
}

/// A folder with so many readings, and what the file holds.
fn filled(n: u8) -> (tempfile::TempDir, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let mut cache = Cache::open(folder.path());
    (0..n).for_each(|n| cache.keep(key(n), reading(n)));
    assert_eq!(cache.save().unwrap(), None);
    let bytes = fs::read(folder.path().join(FILE)).unwrap();
    (folder, bytes)
}

#[test]
fn what_was_kept_comes_back_as_it_was() {
    let (folder, _) = filled(3);
    let cache = Cache::open(folder.path());
    for n in 0..3 {
        let known = cache.recall(key(n)).expect("kept");
        assert!(known.articles[0].mentions.times.len() > 1);
        assert!(same(&known, &reading(n)));
    }
    assert!(cache.recall(key(9)).is_none());
    assert!(folder.path().join(".gitignore").exists());
}

#[test]
fn new_readings_are_appended_and_unused_ones_are_dropped_in_time() {
    let (folder, before) = filled(3);
    let mut cache = Cache::open(folder.path());
    (0..3).for_each(|n| drop(cache.recall(key(n))));
    cache.keep(key(7), reading(7));
    cache.save().unwrap();
    let after = fs::read(folder.path().join(FILE)).unwrap();
    assert!(after.starts_with(&before) && after.len() > before.len());

    let mut cache = Cache::open(folder.path());
    assert!(cache.recall(key(7)).is_some());
    cache.save().unwrap();
    let cache = Cache::open(folder.path());
    assert!(cache.recall(key(7)).is_some() && cache.recall(key(0)).is_none());
    assert!(fs::metadata(folder.path().join(FILE)).unwrap().len() < before.len() as u64);
}

#[test]
fn nothing_new_writes_nothing() {
    let (folder, before) = filled(2);
    let mut cache = Cache::open(folder.path());
    (0..2).for_each(|n| drop(cache.recall(key(n))));
    fs::remove_file(folder.path().join(FILE)).unwrap();
    cache.save().unwrap();
    assert!(!folder.path().join(FILE).exists() && !before.is_empty());
}

#[test]
fn a_foreign_file_is_replaced_and_said() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(FILE), "not ours").unwrap();
    let mut cache = Cache::open(folder.path());
    assert!(cache.recall(key(0)).is_none());
    cache.keep(key(0), reading(0));
    assert!(cache.save().unwrap().is_some_and(|note| note.contains("was replaced")));
    assert!(Cache::open(folder.path()).recall(key(0)).is_some());
}

#[test]
fn a_process_that_builds_again_has_its_readings_in_memory() {
    let cache = Cache::none().staying();
    cache.keep(key(0), reading(0));
    cache.keep(key(1), reading(1));
    cache.forget();
    assert!(cache.recall(key(0)).is_some());
    cache.forget();
    assert!(cache.recall(key(1)).is_none(), "nobody asked for it");
}

/// A site of two pages that were remembered; the folder of the cache, and that of the site.
fn with_pages() -> (tempfile::TempDir, std::path::PathBuf, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let (own, site) = (folder.path().join("cache"), folder.path().join("site"));
    fs::create_dir_all(site.join("a")).unwrap();
    let mut cache = Cache::open_with_site(&own, &site);
    for (n, (path, page)) in (0..).zip(PAGES_OF_SITE) {
        fs::write(site.join(path), page).unwrap();
        cache.pages().unwrap().keep(key(n), page.as_bytes());
    }
    assert_eq!(cache.save().unwrap(), None);
    (folder, own, site)
}

const PAGES_OF_SITE: [(&str, &str); 2] = [("index.html", "<h1>Front</h1>"), ("a/index.html", "<h1>A page</h1>")];

#[test]
fn pages_come_back_as_long_as_the_site_is_as_it_was_left() {
    let (_folder, own, site) = with_pages();
    let cache = Cache::open_with_site(&own, &site);
    let pages = cache.pages().unwrap();
    assert_eq!(pages.recall(key(1), "a/index.html").as_deref(), Some(PAGES_OF_SITE[1].1.as_bytes()));
    assert!(pages.recall(key(9), "a/index.html").is_none(), "never kept");
    assert!(pages.recall(key(1), "index.html").is_none(), "another page");
    fs::write(site.join("a/index.html"), "<h1>A pale</h1>").unwrap();
    assert!(pages.recall(key(1), "a/index.html").is_none(), "changed by somebody");
    fs::remove_file(site.join("a/index.html")).unwrap();
    assert!(pages.recall(key(1), "a/index.html").is_none(), "gone");
    assert!(pages.recall(key(0), "index.html").is_some());
}

#[test]
fn pages_stay_in_memory_while_they_are_asked_for() {
    let cache = Cache::none().staying();
    cache.pages().unwrap().keep(key(0), b"one");
    cache.pages().unwrap().keep(key(1), b"two");
    cache.forget();
    assert_eq!(cache.pages().unwrap().recall(key(0), "index.html").as_deref(), Some(b"one".as_slice()));
    cache.forget();
    assert!(cache.pages().unwrap().recall(key(1), "a/index.html").is_none(), "nobody asked for it");
    assert!(Cache::none().pages().is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever happens to the list of pages: a page that comes back is the one that was kept, and the list mends itself.
    #[test]
    fn damage_never_changes_a_page(cut in 0.0..1.0_f64, at in 0.0..1.0_f64, to in any::<u8>(), is_cut in any::<bool>()) {
        let (_folder, own, site) = with_pages();
        let mut bytes = fs::read(own.join(PAGES)).unwrap();
        let place = |share: f64, n: usize| ((n as f64) * share) as usize;
        if is_cut {
            bytes.truncate(place(cut, bytes.len()));
        }
        let n = bytes.len();
        if let Some(byte) = bytes.get_mut(place(at, n)) {
            *byte = to;
        }
        fs::write(own.join(PAGES), &bytes).unwrap();
        let mut cache = Cache::open_with_site(&own, &site);
        for (n, (path, page)) in (0..).zip(PAGES_OF_SITE) {
            match cache.pages().unwrap().recall(key(n), path) {
                Some(known) => prop_assert_eq!(known.as_slice(), page.as_bytes()),
                None => cache.pages().unwrap().keep(key(n), page.as_bytes()),
            }
        }
        cache.save().unwrap();
        let mended = Cache::open_with_site(&own, &site);
        for (n, (path, _)) in (0..).zip(PAGES_OF_SITE) {
            prop_assert!(mended.pages().unwrap().recall(key(n), path).is_some());
        }
    }


    /// Cut off anywhere, with any byte changed: every reading that comes back is the one that was kept, and the file mends itself.
    #[test]
    fn damage_never_changes_a_reading(cut in 0.0..1.0_f64, at in 0.0..1.0_f64, to in any::<u8>(), is_cut in any::<bool>()) {
        let (folder, mut bytes) = filled(2);
        let place = |share: f64, n: usize| ((n as f64) * share) as usize;
        if is_cut {
            bytes.truncate(place(cut, bytes.len()));
        }
        let n = bytes.len();
        if let Some(byte) = bytes.get_mut(place(at, n)) {
            *byte = to;
        }
        fs::write(folder.path().join(FILE), &bytes).unwrap();
        let mut cache = Cache::open(folder.path());
        for n in 0..2 {
            match cache.recall(key(n)) {
                Some(known) => prop_assert!(same(&known, &reading(n))),
                None => cache.keep(key(n), reading(n)),
            }
        }
        cache.save().unwrap();
        let mended = Cache::open(folder.path());
        for n in 0..2 {
            prop_assert!(same(&mended.recall(key(n)).expect("mended"), &reading(n)));
        }
    }
}
