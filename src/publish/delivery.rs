//! From a plan to a receipt.

use std::path::PathBuf;

use crate::output::{Disk, Entry, Manifest};
use crate::render::Artifact;

use super::archive::Archive;
use super::folder::Folder;
use super::git::Git;
use super::plan::{Interrupted, Plan, Source, compare, is_pinned};
use super::receipt::{Facts, Receipt, Stamp};
use super::receipts::Receipts;
use super::rsync::Rsync;
use super::target::{Goal, Public, Target};
use super::{ChangeKind, Difference, File, Place, PublishError};

/// Folders of the project that a delivery uses.
#[derive(Clone, Debug)]
pub struct Folders {
    /// The project, whose git repository knows remotes and credentials.
    pub project: PathBuf,
    /// Where the receipts of the target lie.
    pub receipts: PathBuf,
    /// Where a repository of our own may lie, when the project is in none.
    pub git: PathBuf,
}

/// One target with its receipts.
pub struct Delivery {
    name: String,
    place: String,
    target: Box<dyn Target>,
    receipts: Receipts,
    disk: Disk,
}

/// The receipts that concern the place as it is written today.
struct History {
    receipts: Vec<Receipt>,
    pending: Option<Receipt>,
    next_number: u32,
}

impl Delivery {
    /// Nothing is touched or asked yet. `interactive` says whether programs may ask for a passphrase.
    pub fn new(name: &str, place: &Place, folders: &Folders, interactive: bool) -> Self {
        let target: Box<dyn Target> = match place {
            Place::Folder { path, keep } => Box::new(Folder::new(path.clone(), *keep)),
            Place::Archive { path, keep } => Box::new(Archive::new(path.clone(), *keep)),
            Place::Git { remote, branch, cname } => Box::new(Git::new(remote, branch, cname.as_deref(), folders, interactive)),
            Place::Rsync { host, path, keep } => Box::new(Rsync::new(host, path, *keep, interactive)),
        };
        Self::with_target(name, place.to_string(), target, folders.receipts.clone(), Disk::default())
    }

    pub(super) fn with_target(name: &str, place: String, target: Box<dyn Target>, receipts: PathBuf, disk: Disk) -> Self {
        Self { name: name.to_owned(), place, target, receipts: Receipts::new(receipts), disk }
    }

    /// What has to be done so that these files are public.
    ///
    /// # Errors
    /// When the target cannot be reached, is somebody else's, or has changed since the last receipt; with `force` that change is overwritten.
    pub fn plan(&self, files: Vec<File>, force: bool) -> Result<Plan, PublishError> {
        let mut files = files;
        for (path, bytes) in self.target.extras() {
            if !files.iter().any(|(known, _)| *known == path) {
                files.push((path, bytes));
            }
        }
        let (now, history, interrupted) = self.now(force)?;
        let mut goal = goal(files)?;
        let kept = self.kept(&goal, &now, history.current());
        for path in &kept {
            goal.files.insert(path.clone(), now.files.get(path).copied().unwrap_or_else(|| Entry::of(&[])));
        }
        let changes = compare(&now.files, &goal.files, &kept);
        Ok(Plan { changes, interrupted, restores: None, source: Source::Build(goal), now, kept, number: history.next_number })
    }

    /// What has to be done so that the publication before the public one comes back.
    ///
    /// # Errors
    /// As [`Self::plan`]; also when there is none, or the target does not have its files any more.
    pub fn plan_rollback(&self, force: bool) -> Result<Plan, PublishError> {
        let (now, history, interrupted) = self.now(force)?;
        let earlier = history.before_current().ok_or(PublishError::NothingBefore)?.clone();
        let changes = compare(&now.files, &earlier.files(), &[]);
        let kept = earlier.kept.clone();
        let (restores, number) = (Some(earlier.number), history.next_number);
        Ok(Plan { changes, interrupted, restores, source: Source::Earlier(Box::new(earlier)), now, kept, number })
    }

    /// Sets down what became of an interrupted publication.
    ///
    /// # Errors
    /// When the receipts cannot be written.
    pub fn settle(&self, plan: &Plan) -> Result<(), PublishError> {
        match (plan.interrupted, self.receipts.pending()?) {
            (Some(Interrupted::Public), Some(pending)) => self.receipts.confirm(&self.disk, pending.number),
            (Some(Interrupted::Undone), _) => self.receipts.withdraw(&self.disk),
            _ => Ok(()),
        }
    }

    /// Brings the files, makes them public in one step, and gives the receipt.
    ///
    /// # Errors
    /// Whatever goes wrong before the switch leaves the old site public.
    pub fn carry_out(&self, plan: &Plan, stamp: &Stamp) -> Result<Receipt, PublishError> {
        self.settle(plan)?;
        let (release, files) = match &plan.source {
            Source::Build(goal) if plan.is_empty() => (plan.now.release.clone().unwrap_or_default(), goal.files.clone()),
            Source::Build(goal) => {
                let goal = Goal { message: message(plan, stamp), ..goal.clone() };
                (self.target.bring(&goal, &plan.now)?, goal.files)
            }
            Source::Earlier(receipt) => (self.target.find(receipt, &plan.now)?, receipt.files()),
        };
        let facts = Facts {
            number: plan.number,
            target: self.name.clone(),
            place: self.place.clone(),
            release,
            restores: plan.restores,
            kept: plan.kept.clone(),
        };
        let receipt = Receipt::new(facts, &files, stamp);
        self.receipts.announce(&self.disk, &receipt)?;
        if !plan.is_empty() || plan.restores.is_some() {
            self.target.switch(&receipt.release, &plan.now).inspect_err(|_| self.give_up())?;
        }
        self.receipts.confirm(&self.disk, receipt.number)?;
        Ok(receipt)
    }

    /// Removes releases that are too old to be kept.
    ///
    /// # Errors
    /// When the target refuses; what is public stays as it is.
    pub fn tidy(&self) -> Result<(), PublishError> {
        self.target.tidy()
    }

    /// Compares the target with the last receipt.
    ///
    /// # Errors
    /// When there is no receipt, or the target cannot be reached.
    pub fn verify(&self) -> Result<(Receipt, Difference), PublishError> {
        let history = self.history()?;
        let now = self.target.look()?;
        let (history, _) = settled(history, &now);
        let current = history.receipts.last().ok_or(PublishError::NeverPublished)?;
        Ok((current.clone(), current.files().difference(&now.files)))
    }

    /// Whether the last receipt already says what a plan without changes would say.
    ///
    /// # Errors
    /// When the receipts cannot be read.
    pub fn has_receipt(&self) -> Result<bool, PublishError> {
        Ok(!self.history()?.receipts.is_empty())
    }

    /// A switch that failed clearly leaves no announcement; if even that fails, or the connection died, the next run finds out.
    fn give_up(&self) {
        let released = self.receipts.pending().ok().flatten();
        let public = self.target.look().ok();
        if let (Some(pending), Some(public)) = (released, public)
            && public.release.as_deref() != Some(&pending.release)
        {
            let _ = self.receipts.withdraw(&self.disk);
        }
    }

    /// The target and its history, with an interrupted publication taken into account and foreign changes refused.
    fn now(&self, force: bool) -> Result<(Public, History, Option<Interrupted>), PublishError> {
        let history = self.history()?;
        let now = self.target.look()?;
        let (history, interrupted) = settled(history, &now);
        if let Some(last) = history.receipts.last().filter(|_| !force && now.release.is_some()) {
            let difference = last.files().difference(&now.files);
            if difference.count() > 0 {
                return Err(PublishError::Changed { number: last.number, difference });
            }
        }
        Ok((now, history, interrupted))
    }

    fn history(&self) -> Result<History, PublishError> {
        let all = self.receipts.all()?;
        let pending = self.receipts.pending()?;
        let next_number = all.last().map_or(1, |last| last.number + 1);
        let here = |receipt: &Receipt| receipt.place == self.place;
        Ok(History { receipts: all.into_iter().filter(here).collect(), pending, next_number })
    }

    /// Files of the public version that its readers may still ask for, and those that the target wants kept.
    ///
    /// They stay for one change of the site; as long as nothing changes, the readers of the version before are the same.
    fn kept(&self, goal: &Goal, now: &Public, current: Option<&Receipt>) -> Vec<String> {
        let unchanged = goal.files.iter().all(|(path, entry)| now.files.get(path) == Some(entry));
        let was_own = |path: &String| current.is_some_and(|current| !current.kept.contains(path));
        let gone = now.files.iter().filter(|(path, _)| goal.files.get(path).is_none());
        let kept = gone.filter(|(path, entry)| {
            let pinned = is_pinned(path, &entry.fingerprint.to_string());
            self.target.keeps(path) || pinned && (unchanged || was_own(path))
        });
        kept.map(|(path, _)| path.clone()).collect()
    }
}

impl History {
    /// The publication whose files are public: the last one, or the one that it brought back.
    fn current(&self) -> Option<&Receipt> {
        let last = self.receipts.last()?;
        last.restores.map_or(Some(last), |number| self.receipts.iter().find(|receipt| receipt.number == number))
    }

    /// The last publication before it that had another version.
    fn before_current(&self) -> Option<&Receipt> {
        let current = self.current()?;
        let before = |receipt: &&Receipt| receipt.number < current.number && receipt.restores.is_none();
        self.receipts.iter().rev().filter(before).find(|receipt| receipt.version != current.version)
    }
}

/// An announced publication is part of the history when it is what the target shows.
fn settled(mut history: History, now: &Public) -> (History, Option<Interrupted>) {
    let Some(pending) = history.pending.take() else { return (history, None) };
    if now.release.as_deref() != Some(&pending.release) {
        return (history, Some(Interrupted::Undone));
    }
    history.next_number = pending.number + 1;
    history.receipts.push(pending);
    (history, Some(Interrupted::Public))
}

/// The files of a build, once their paths are known to be usable.
fn goal(files: Vec<File>) -> Result<Goal, PublishError> {
    let artifacts: Vec<Artifact> = files.into_iter().map(|(path, body)| Artifact { path, body, made_from: [].into() }).collect();
    let manifest = Manifest::of(&artifacts, &[])?;
    Ok(Goal {
        files: manifest.files.into_iter().collect(),
        bytes: artifacts.into_iter().map(|artifact| (artifact.path, artifact.body)).collect(),
        message: String::new(),
    })
}

fn message(plan: &Plan, stamp: &Stamp) -> String {
    let count = |kind| plan.count(kind);
    format!(
        "Publish the briefing: {} created, {} updated, {} deleted\n\n{} unchanged, {} sources.\n",
        count(ChangeKind::Created),
        count(ChangeKind::Updated),
        count(ChangeKind::Deleted),
        count(ChangeKind::Unchanged),
        stamp.sources.len()
    )
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Folder { path, .. } | Self::Archive { path, .. } => write!(f, "{}", path.display()),
            Self::Git { remote, branch, .. } => write!(f, "branch {branch} of {remote}"),
            Self::Rsync { host, path, .. } => write!(f, "{host}:{path}"),
        }
    }
}
