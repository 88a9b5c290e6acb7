use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;

use super::disk::Disk;
use super::disk::tests::{Fault, FaultKind};
use super::write::{Goal, write_on};
use super::*;
use crate::render::Artifact;
use proptest::prelude::*;

/// Writes a site of which no page stands.
fn write(root: &Path, artifacts: &[Artifact], force: bool) -> Result<Outcome, OutputError> {
    super::write(root, artifacts, &[], force)
}

type Tree = BTreeMap<String, Vec<u8>>;

fn site(files: &[(&str, &str)]) -> Vec<Artifact> {
    files.iter().map(|(path, text)| Artifact { path: (*path).into(), body: text.as_bytes().to_vec(), made_from: [].into() }).collect()
}

/// Every file below a folder, by path.
fn tree(root: &Path) -> Tree {
    let files = walkdir::WalkDir::new(root).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    files.map(|entry| (entry.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned(), fs::read(entry.path()).unwrap())).collect()
}

fn old() -> Vec<Artifact> {
    site(&[
        ("index.html", "old front"),
        ("a/index.html", "old a"),
        ("gone/deep/x.html", "old x"),
        ("style.css", "old css"),
        ("swap", "was a file"),
        ("fold/in", "was below a folder"),
        ("same.txt", "same"),
    ])
}

fn new() -> Vec<Artifact> {
    site(&[
        ("index.html", "new front page"),
        ("a/index.html", "new a"),
        ("b/index.html", "b"),
        ("style.css", "new css"),
        ("swap/in", "now below a folder"),
        ("fold", "now a file"),
        ("same.txt", "same"),
    ])
}

/// A folder with the old site and a file of somebody else.
fn published() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("public");
    write(&root, &old(), false).unwrap();
    fs::write(root.join("CNAME"), "example.org").unwrap();
    fs::write(root.join("a/own.html"), "mine").unwrap();
    folder
}

fn clean_new() -> Tree {
    let folder = published();
    let root = folder.path().join("public");
    write(&root, &new(), false).unwrap();
    tree(&root)
}

#[test]
fn only_what_differs_is_written() {
    let folder = published();
    let root = folder.path().join("public");
    let outcome = write(&root, &new(), false).unwrap();
    assert_eq!(outcome.created, ["b/index.html", "fold", "swap/in"]);
    assert_eq!(outcome.updated, ["a/index.html", "index.html", "style.css"]);
    assert_eq!(outcome.unchanged, ["same.txt"]);
    assert_eq!(outcome.removed, ["fold/in", "gone/deep/x.html", "swap"]);
    let tree = tree(folder.path());
    assert_eq!(tree["public/CNAME"], b"example.org");
    assert_eq!(tree["public/a/own.html"], b"mine");
    assert!(!root.join("gone").exists(), "an emptied folder goes too");
    assert_eq!(tree.len(), 10, "seven files, the manifest, and two that are not ours: {:?}", tree.keys());
}

#[test]
fn a_second_run_touches_nothing() {
    let folder = published();
    let root = folder.path().join("public");
    let time = |path: &str| fs::metadata(root.join(path)).unwrap().modified().unwrap();
    let before = (time("index.html"), time(MANIFEST));
    let outcome = write(&root, &old(), false).unwrap();
    assert_eq!((outcome.unchanged.len(), outcome.created.len() + outcome.updated.len() + outcome.removed.len()), (7, 0));
    assert_eq!((time("index.html"), time(MANIFEST)), before);
}

#[test]
fn what_was_lost_or_cut_is_written_again() {
    let folder = published();
    let root = folder.path().join("public");
    fs::remove_file(root.join("style.css")).unwrap();
    fs::write(root.join("index.html"), "").unwrap();
    let outcome = write(&root, &old(), false).unwrap();
    assert_eq!((outcome.created, outcome.updated), (vec!["style.css".to_owned()], vec!["index.html".to_owned()]));
}

/// Runs with a fault before operation 0, 1, 2 … until a run meets no fault; `check` looks at the folder after each.
fn with_faults(kind: FaultKind, check: impl Fn(&Path, usize)) -> usize {
    for before in 0..1000 {
        let folder = published();
        let root = folder.path().join("public");
        let disk = Disk { fault: Some(Fault { before, kind, n_done: Cell::new(0) }) };
        let run = write_on(&disk, &root, Goal { artifacts: &new(), standing: &[] }, false);
        check(&root, before);
        if run.is_ok() {
            return before;
        }
    }
    panic!("the run never ends");
}

#[test]
fn a_run_killed_anywhere_is_finished_by_the_next() {
    let goal = clean_new();
    let whole: Vec<Vec<u8>> = old().into_iter().chain(new()).map(|artifact| artifact.body).collect();
    let n_operations = with_faults(FaultKind::Kill, |root, before| {
        for (path, bytes) in tree(root) {
            let ours = path != MANIFEST && path != "CNAME" && path != "a/own.html";
            assert!(!ours || whole.contains(&bytes), "{path} is neither old nor new after a kill before operation {before}");
        }
        write(root, &new(), false).unwrap();
        assert_eq!(tree(root), goal, "killed before operation {before}");
        assert_eq!(tree(root.parent().unwrap()).len(), goal.len(), "nothing is left beside it");
    });
    assert!(n_operations >= 25, "{n_operations} operations were interrupted");
}

#[test]
fn a_killed_run_is_finished_even_when_the_next_has_other_pages() {
    let third = site(&[("index.html", "third"), ("c.html", "c")]);
    let folder = published();
    let root = folder.path().join("public");
    write(&root, &third, false).unwrap();
    let goal = tree(&root);
    with_faults(FaultKind::Kill, |root, before| {
        write(root, &third, false).unwrap();
        assert_eq!(tree(root), goal, "killed before operation {before}");
    });
}

#[test]
fn a_first_build_killed_anywhere_is_finished_by_the_next() {
    for before in 0..1000 {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("deep/public");
        let disk = Disk { fault: Some(Fault { before, kind: FaultKind::Kill, n_done: Cell::new(0) }) };
        let killed = write_on(&disk, &root, Goal { artifacts: &new(), standing: &[] }, false).is_err();
        write(&root, &new(), false).unwrap();
        assert_eq!(tree(&root).len(), new().len() + 1, "killed before operation {before}");
        if !killed {
            return;
        }
    }
    panic!("the run never ends");
}

#[test]
fn a_full_disk_leaves_the_old_site() {
    let before_any = tree(published().path().join("public").as_path());
    let goal = clean_new();
    with_faults(FaultKind::Full, |root, before| {
        let now = tree(root);
        assert!(now == before_any || now == goal, "a mixture after a full disk before operation {before}");
    });
}

#[test]
fn a_folder_of_somebody_else_needs_force() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("thesis.tex"), "years of work").unwrap();
    fs::write(folder.path().join("index.html"), "by hand").unwrap();
    assert!(matches!(write(folder.path(), &old(), false), Err(OutputError::NotOurs(_))));
    assert_eq!(tree(folder.path()).len(), 2);
    let outcome = write(folder.path(), &old(), true).unwrap();
    assert_eq!(outcome.updated, ["index.html"]);
    assert_eq!(tree(folder.path())["thesis.tex"], b"years of work");
    write(folder.path(), &site(&[]), false).unwrap();
    assert_eq!(tree(folder.path()).keys().collect::<Vec<_>>(), [MANIFEST, "thesis.tex"]);
}

#[test]
fn hosts_own_files_do_not_make_a_folder_foreign() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    fs::write(folder.path().join("CNAME"), "example.org").unwrap();
    write(folder.path(), &old(), false).unwrap();
}

#[test]
fn a_foreign_file_in_the_way_stops_the_run() {
    let folder = published();
    let root = folder.path().join("public");
    let before = tree(&root);
    let wanted = site(&[("a/own.html", "ours"), ("index.html", "changed")]);
    assert!(matches!(write(&root, &wanted, false), Err(OutputError::InTheWay(path)) if path.ends_with("a/own.html")));
    assert_eq!(tree(&root), before);
    let folder_wanted = site(&[("a", "a file where a folder with a foreign file stands")]);
    assert!(matches!(write(&root, &folder_wanted, false), Err(OutputError::InTheWay(_))));
    assert_eq!(tree(&root), before);
}

#[test]
fn paths_that_leave_the_folder_are_refused() {
    let folder = published();
    let root = folder.path().join("public");
    for path in ["../x", "/tmp/x", "a/../../x", "", "a\\b", MANIFEST] {
        assert!(matches!(write(&root, &site(&[(path, "x")]), false), Err(OutputError::BadPath(_))), "{path}");
    }
    assert!(matches!(write(&root, &site(&[("x", "1"), ("x", "2")]), false), Err(OutputError::Clash(_))));
    assert!(matches!(write(&root, &site(&[("x", "1"), ("x/y", "2")]), false), Err(OutputError::Clash(_))));
}

#[test]
fn a_damaged_manifest_stops_the_run() {
    let folder = published();
    let root = folder.path().join("public");
    fs::write(root.join(MANIFEST), "{").unwrap();
    assert!(matches!(write(&root, &new(), false), Err(OutputError::Manifest { .. })));
    fs::write(root.join(MANIFEST), r#"{"version":1,"files":{"../CNAME":{"sha256":"00","size":1}}}"#).unwrap();
    assert!(matches!(write(&root, &new(), false), Err(OutputError::Manifest { .. })));
    write(&root, &new(), true).unwrap_err(); // "swap" and "fold" stand in the way and nobody knows any more whose they are
}

#[cfg(unix)]
#[test]
fn nothing_is_written_or_removed_through_a_link() {
    use std::os::unix::fs::symlink;
    let folder = published();
    let root = folder.path().join("public");
    let elsewhere = tempfile::tempdir().unwrap();
    fs::create_dir_all(elsewhere.path().join("deep")).unwrap();
    fs::write(elsewhere.path().join("deep/x.html"), "theirs").unwrap();
    fs::remove_dir_all(root.join("gone")).unwrap();
    symlink(elsewhere.path(), root.join("gone")).unwrap();
    write(&root, &new(), false).unwrap();
    assert!(elsewhere.path().join("deep/x.html").exists(), "removed through a link");
    assert!(matches!(write(&root, &site(&[("gone/y.html", "y")]), false), Err(OutputError::Link(_))));
    symlink(elsewhere.path().join("deep/x.html"), root.join("z.html")).unwrap();
    write(&root, &site(&[("z.html", "z")]), true).unwrap();
    assert_eq!(fs::read(elsewhere.path().join("deep/x.html")).unwrap(), b"theirs");
}

#[test]
fn two_runs_do_not_write_at_once() {
    let folder = published();
    let root = folder.path().join("public").canonicalize().unwrap();
    let first = staging::Staging::enter(&Disk::default(), &root).unwrap();
    assert!(matches!(write(&root, &new(), false), Err(OutputError::Busy(_))));
    drop(first);
    write(&root, &new(), false).unwrap();
}

/// Lets every file but the manifest be a minute older than it is.
fn age(root: &Path) {
    let then = std::time::SystemTime::now() - std::time::Duration::from_mins(1);
    for path in tree(root).keys().filter(|path| *path != MANIFEST) {
        fs::File::options().write(true).open(root.join(path)).unwrap().set_modified(then).unwrap();
    }
}

#[test]
fn a_file_that_was_changed_by_hand_is_written_again_although_its_size_is_the_same() {
    let folder = published();
    let root = folder.path().join("public");
    age(&root);
    fs::write(root.join("index.html"), "OLD FRONT").unwrap();
    let outcome = write(&root, &old(), false).unwrap();
    assert_eq!(outcome.updated, ["index.html"]);
    assert_eq!(fs::read(root.join("index.html")).unwrap(), b"old front");
}

#[test]
fn what_nobody_touched_is_known_and_stands() {
    let folder = published();
    let root = folder.path().join("public");
    age(&root);
    let left = Left::of(&root);
    let page = left.untouched("a/index.html").unwrap();
    assert_eq!(Entry { fingerprint: page.fingerprint, size: page.size }, Entry::of(b"old a"));
    assert_eq!((left.untouched("a/own.html"), left.untouched("nowhere")), (None, None));

    let standing = [page];
    let others: Vec<Artifact> = old().into_iter().filter(|file| file.path != "a/index.html").collect();
    let outcome = super::write(&root, &others, &standing, false).unwrap();
    assert_eq!((outcome.unchanged.len(), outcome.removed.len()), (old().len(), 0));

    fs::write(root.join("a/index.html"), "OLD A").unwrap();
    assert_eq!(Left::of(&root).untouched("a/index.html"), None);
    let before = tree(&root);
    let changed = super::write(&root, &others, &standing, false);
    assert!(matches!(changed, Err(OutputError::Changed(path)) if path.ends_with("a/index.html")));
    assert_eq!(tree(&root), before);
}

#[test]
fn nothing_stands_while_a_build_writes_or_was_interrupted() {
    let folder = published();
    let root = folder.path().join("public").canonicalize().unwrap();
    age(&root);
    let writing = staging::Staging::enter(&Disk::default(), &root).unwrap();
    assert_eq!(Left::of(&root).untouched("a/index.html"), None);
    writing.leave(&Disk::default()).unwrap();
    assert!(Left::of(&root).untouched("a/index.html").is_some());
}

/// A site of a few paths that get in each other's way, or none when they cannot all be files.
fn arbitrary_site() -> impl Strategy<Value = Vec<Artifact>> {
    let paths = ["index.html", "a", "a/b", "a/b/c.css", "b/index.html", "b", "feed.xml"];
    proptest::collection::vec(proptest::option::of(0..3_u8), paths.len()).prop_filter_map("files above files", move |contents| {
        let files = paths.iter().zip(contents).filter_map(|(path, content)| Some((*path, "x".repeat(usize::from(content?)))));
        let files: Vec<(&str, String)> = files.collect();
        let site = site(&files.iter().map(|(path, text)| (*path, text.as_str())).collect::<Vec<_>>());
        Manifest::of(&site, &[]).is_ok().then_some(site)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_site_after_any_other_is_finished_after_any_kill(one in arbitrary_site(), other in arbitrary_site(), before in 0..40_usize) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("public");
        write(&root, &one, false).unwrap();
        fs::write(root.join("theirs"), "theirs").unwrap();
        let disk = Disk { fault: Some(Fault { before, kind: FaultKind::Kill, n_done: Cell::new(0) }) };
        let _ = write_on(&disk, &root, Goal { artifacts: &other, standing: &[] }, false);
        write(&root, &other, false).unwrap();
        let mut expected: Tree = other.iter().map(|artifact| (artifact.path.clone(), artifact.body.clone())).collect();
        expected.insert("theirs".to_owned(), b"theirs".to_vec());
        expected.insert(MANIFEST.to_owned(), Manifest::of(&other, &[]).unwrap().to_bytes());
        prop_assert_eq!(tree(&root), expected);
        prop_assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
