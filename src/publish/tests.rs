use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use walkdir::WalkDir;

use super::archive::Archive;
use super::folder::Folder;
use super::pack::Kind;
use super::target::Target;
use super::*;
use crate::base::Fingerprint;
use crate::output::Disk;
use crate::output::faults::{Fault, FaultKind};

type Tree = BTreeMap<String, Vec<u8>>;

/// A machine with a place to publish to.
struct Machine {
    folder: TempDir,
    kind: Option<Kind>,
}

impl Machine {
    fn new(kind: Option<Kind>) -> Self {
        Self { folder: tempfile::tempdir().unwrap(), kind }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join(self.kind.map_or("www".to_owned(), |kind| format!("www.{}", kind.ending())))
    }

    fn receipts(&self) -> PathBuf {
        self.folder.path().join("receipts")
    }

    /// A delivery whose disk, at the target or for the receipts, fails as told.
    fn delivery_with(&self, at_target: Option<Fault>, for_receipts: Option<Fault>) -> Delivery {
        let disk = |fault| Disk { fault };
        let target: Box<dyn Target> = match self.kind {
            None => Box::new(Folder::on(disk(at_target), self.path(), 3)),
            Some(_) => Box::new(Archive::on(disk(at_target), self.path(), 3)),
        };
        Delivery::with_target("www", self.path().display().to_string(), target, self.receipts(), disk(for_receipts))
    }

    fn delivery(&self) -> Delivery {
        self.delivery_with(None, None)
    }

    fn publish(&self, files: &[File]) -> Receipt {
        publish_with(&self.delivery(), files).unwrap()
    }

    /// What a reader meets.
    fn public(&self) -> Tree {
        match self.kind {
            None => tree(&self.path()),
            Some(kind) => kind.unpack(&fs::read(self.path()).unwrap()).unwrap().into_iter().collect(),
        }
    }

    fn releases(&self) -> usize {
        let name = format!(".{}.releases", self.path().file_name().unwrap().to_str().unwrap());
        fs::read_dir(self.folder.path().join(name)).unwrap().count() - 1
    }
}

fn tree(root: &Path) -> Tree {
    // A link at the root is followed by the slash alone.
    let root = root.join("");
    let files = WalkDir::new(&root).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    files.map(|file| (file.path().strip_prefix(&root).unwrap().to_str().unwrap().to_owned(), fs::read(file.path()).unwrap())).collect()
}

fn publish_with(delivery: &Delivery, files: &[File]) -> Result<Receipt, PublishError> {
    let plan = delivery.plan(files.to_vec(), false)?;
    let receipt = delivery.carry_out(&plan, &Stamp::default())?;
    delivery.tidy()?;
    Ok(receipt)
}

fn roll_back(delivery: &Delivery) -> Result<Receipt, PublishError> {
    let plan = delivery.plan_rollback(false)?;
    delivery.carry_out(&plan, &Stamp::default())
}

fn site(files: &[(&str, &str)]) -> Vec<File> {
    files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
}

fn one() -> Vec<File> {
    site(&[("index.html", "one"), ("a/index.html", "stays"), ("gone/index.html", "goes"), ("swap", "a file")])
}

fn two() -> Vec<File> {
    site(&[("index.html", "two"), ("a/index.html", "stays"), ("new/index.html", "comes"), ("swap/index.html", "a folder")])
}

fn as_tree(files: &[File]) -> Tree {
    files.iter().cloned().collect()
}

const KINDS: [Option<Kind>; 3] = [None, Some(Kind::Zip), Some(Kind::TarZst)];

#[test]
fn a_site_is_exchanged_verified_and_brought_back() {
    for kind in KINDS {
        let machine = Machine::new(kind);
        assert_eq!(machine.publish(&one()).number, 1);
        assert_eq!(machine.public(), as_tree(&one()));
        let plan = machine.delivery().plan(two(), false).unwrap();
        let kinds = |kind| plan.changes.iter().filter(|change| change.kind == kind).map(|change| change.path.as_str()).collect::<Vec<_>>();
        assert_eq!(kinds(ChangeKind::Created), ["new/index.html", "swap/index.html"]);
        assert_eq!(kinds(ChangeKind::Updated), ["index.html"]);
        assert_eq!(kinds(ChangeKind::Deleted), ["gone/index.html", "swap"]);
        assert_eq!(kinds(ChangeKind::Unchanged), ["a/index.html"]);
        machine.publish(&two());
        assert_eq!(machine.public(), as_tree(&two()));
        assert_eq!(machine.delivery().verify().unwrap().1, Difference::default());
        let back = roll_back(&machine.delivery()).unwrap();
        assert_eq!((back.number, back.restores), (3, Some(1)));
        assert_eq!(machine.public(), as_tree(&one()));
        assert!(matches!(roll_back(&machine.delivery()), Err(PublishError::NothingBefore)));
        assert_eq!(machine.publish(&two()).number, 4);
        assert_eq!(roll_back(&machine.delivery()).unwrap().restores, Some(1), "what was public before, though it came by a rollback");
    }
}

#[test]
fn going_back_goes_step_by_step() {
    let machine = Machine::new(None);
    let three = site(&[("index.html", "three")]);
    for files in [one(), two(), three] {
        machine.publish(&files);
    }
    assert_eq!(roll_back(&machine.delivery()).unwrap().restores, Some(2));
    assert_eq!(roll_back(&machine.delivery()).unwrap().restores, Some(1));
    assert_eq!(machine.public(), as_tree(&one()));
}

#[cfg(unix)]
#[test]
fn unchanged_files_are_the_same_on_disk() {
    use std::os::unix::fs::MetadataExt;
    let machine = Machine::new(None);
    machine.publish(&one());
    let before = fs::metadata(machine.path().join("a/index.html")).unwrap().ino();
    machine.publish(&two());
    assert_eq!(fs::metadata(machine.path().join("a/index.html")).unwrap().ino(), before);
}

#[test]
fn old_releases_go_and_the_last_ones_stay() {
    for kind in KINDS {
        let machine = Machine::new(kind);
        for n in 0..6 {
            machine.publish(&site(&[("index.html", &format!("version {n}"))]));
        }
        assert_eq!(machine.releases(), 3, "{kind:?}");
        roll_back(&machine.delivery()).unwrap();
        roll_back(&machine.delivery()).unwrap();
        assert_eq!(machine.public()["index.html"], b"version 3");
        assert!(matches!(roll_back(&machine.delivery()), Err(PublishError::Gone { number: 3, .. })));
        assert_eq!(machine.public()["index.html"], b"version 3");
    }
}

#[test]
fn a_change_by_somebody_else_is_neither_lost_nor_kept_silently() {
    let machine = Machine::new(None);
    machine.publish(&one());
    fs::write(machine.path().join("index.html"), "vandal").unwrap();
    fs::write(machine.path().join("more.html"), "theirs").unwrap();
    let difference = machine.delivery().verify().unwrap().1;
    assert_eq!((difference.changed, difference.added), (vec!["index.html".to_owned()], vec!["more.html".to_owned()]));
    let refused = machine.delivery().plan(two(), false).unwrap_err();
    assert_eq!(refused.to_string(), "The target has changed since publication 1: index.html has other bytes, more.html was added");
    assert_eq!(machine.public()["index.html"], b"vandal");
    let plan = machine.delivery().plan(one(), true).unwrap();
    machine.delivery().carry_out(&plan, &Stamp::default()).unwrap();
    assert_eq!(machine.public(), as_tree(&one()), "the same version again, over a release that was changed in place");
}

#[test]
fn what_others_put_there_is_not_taken_for_ours() {
    let machine = Machine::new(None);
    fs::create_dir(machine.path()).unwrap();
    machine.publish(&one());
    assert_eq!(machine.public(), as_tree(&one()), "an empty folder may go");
    let machine = Machine::new(None);
    fs::create_dir(machine.path()).unwrap();
    fs::write(machine.path().join("thesis.tex"), "years of work").unwrap();
    assert!(matches!(machine.delivery().plan(one(), false), Err(PublishError::RealFolder(_))));
    for kind in [Kind::Zip, Kind::TarZst] {
        let machine = Machine::new(Some(kind));
        fs::write(machine.path(), "no archive").unwrap();
        assert!(matches!(machine.delivery().plan(one(), false), Err(PublishError::NotOurs(_))));
        assert_eq!(fs::read(machine.path()).unwrap(), b"no archive");
    }
}

#[test]
fn who_comes_second_is_told() {
    for kind in KINDS {
        let machine = Machine::new(kind);
        machine.publish(&one());
        let (slow, slow_plan) = (machine.delivery(), machine.delivery().plan(two(), false).unwrap());
        machine.publish(&site(&[("index.html", "faster")]));
        assert!(matches!(slow.carry_out(&slow_plan, &Stamp::default()), Err(PublishError::Overtaken)), "{kind:?}");
        assert_eq!(machine.public()["index.html"], b"faster");
        machine.publish(&two());
    }
}

fn pinned(text: &str) -> String {
    format!("site-{}.css", Fingerprint::of(text.as_bytes()).short())
}

#[test]
fn styles_of_the_version_before_stay_for_one_version() {
    let machine = Machine::new(None);
    let version = |style: &str| site(&[("index.html", style), (&pinned(style), style), ("plain.css", style)]);
    let styles = |machine: &Machine| machine.public().into_keys().filter(|path| path.starts_with("site-")).collect::<Vec<_>>();
    let sorted = |mut names: Vec<String>| {
        names.sort();
        names
    };
    machine.publish(&version("red"));
    let second = machine.publish(&version("green"));
    assert_eq!(styles(&machine), sorted(vec![pinned("red"), pinned("green")]));
    assert_eq!(second.kept, [pinned("red")]);
    let again = machine.delivery().plan(version("green"), false).unwrap();
    assert!(again.is_empty(), "{:?}", again.changes);
    machine.publish(&version("blue"));
    assert_eq!(styles(&machine), sorted(vec![pinned("green"), pinned("blue")]));
    roll_back(&machine.delivery()).unwrap();
    assert_eq!(styles(&machine), sorted(vec![pinned("red"), pinned("green")]), "byte for byte");
}

/// Publishes with a fault before operation 0, 1, 2 … until a run meets none; `check` looks at the machine after each.
fn with_faults(kind: Option<Kind>, fault: FaultKind, at_target: bool, check: impl Fn(&Machine, usize)) -> usize {
    for before in 0..1000 {
        let machine = Machine::new(kind);
        machine.publish(&one());
        let fault = Some(Fault { before, kind: fault, n_done: Cell::new(0) });
        let delivery = if at_target { machine.delivery_with(fault, None) } else { machine.delivery_with(None, fault) };
        let run = publish_with(&delivery, &two());
        drop(delivery);
        check(&machine, before);
        if run.is_ok() {
            return before;
        }
    }
    panic!("the run never ends");
}

#[test]
fn a_publication_killed_anywhere_leaves_a_whole_site_and_is_finished_by_the_next() {
    for kind in KINDS {
        for at_target in [true, false] {
            let n_operations = with_faults(kind, FaultKind::Kill, at_target, |machine, before| {
                let public = machine.public();
                assert!(public == as_tree(&one()) || public == as_tree(&two()), "a mixture after a kill before operation {before}");
                let (receipt, difference) = machine.delivery().verify().unwrap();
                assert_eq!(difference.count(), 0, "receipt {} does not fit after a kill before operation {before}", receipt.number);
                machine.publish(&two());
                assert_eq!(machine.public(), as_tree(&two()));
                roll_back(&machine.delivery()).unwrap();
                assert_eq!(machine.public(), as_tree(&one()));
                assert!(machine.releases() <= 2, "leavings of the kill before operation {before} stay");
            });
            assert!(n_operations >= 3, "{kind:?}: {n_operations} operations were interrupted");
        }
    }
}

#[test]
fn a_full_disk_leaves_the_old_site() {
    for kind in KINDS {
        for at_target in [true, false] {
            with_faults(kind, FaultKind::Full, at_target, |machine, before| {
                let public = machine.public();
                assert!(public == as_tree(&one()) || public == as_tree(&two()), "a mixture after a full disk before operation {before}");
                machine.publish(&two());
                assert_eq!(machine.public(), as_tree(&two()));
            });
        }
    }
}

#[test]
fn a_damaged_receipt_stops_the_run() {
    let machine = Machine::new(None);
    machine.publish(&one());
    fs::write(machine.receipts().join("0001.json"), "{").unwrap();
    assert!(matches!(machine.delivery().plan(two(), false), Err(PublishError::Receipt { .. })));
    assert_eq!(machine.public(), as_tree(&one()));
}

#[test]
fn receipts_of_another_place_do_not_count() {
    let machine = Machine::new(None);
    machine.publish(&one());
    fs::rename(machine.path(), machine.folder.path().join("moved")).unwrap();
    let elsewhere = machine.folder.path().join("other");
    let target = Box::new(Folder::on(Disk::default(), elsewhere.clone(), 3));
    let delivery = Delivery::with_target("www", elsewhere.display().to_string(), target, machine.receipts(), Disk::default());
    assert!(matches!(delivery.verify(), Err(PublishError::NeverPublished)));
    assert_eq!(publish_with(&delivery, &two()).unwrap().number, 2);
    assert!(matches!(roll_back(&delivery), Err(PublishError::NothingBefore)));
}
