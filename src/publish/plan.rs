//! What a publication would change, found out without changing anything.

use super::listing::Listing;
use super::receipt::Receipt;
use super::target::{Goal, Public};

/// What happens to a file of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// It is not there yet.
    Created,
    /// It has other bytes.
    Updated,
    /// It goes.
    Deleted,
    /// It stays although the site does not have it any more.
    Kept,
    /// It stays as it is.
    Unchanged,
}

/// One file of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Path below the site's root.
    pub path: String,
    /// What happens to it.
    pub kind: ChangeKind,
    /// Its size afterwards; of a deleted file, its size now.
    pub size: u64,
    /// Its size now, where it is replaced.
    pub before: Option<u64>,
}

impl Change {
    /// Why, in a few words.
    pub fn reason(&self) -> &'static str {
        match self.kind {
            ChangeKind::Created => "not at the target",
            ChangeKind::Updated => "differs at the target",
            ChangeKind::Deleted => "not part of the site",
            ChangeKind::Kept => "pages of the version before need it",
            ChangeKind::Unchanged => "the same at the target",
        }
    }
}

/// What became of a publication that was interrupted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interrupted {
    /// It had become public; only its receipt was missing.
    Public,
    /// It had not become public.
    Undone,
}

/// Everything that a publication would do.
#[derive(Debug)]
pub struct Plan {
    /// Every file of the target, now or afterwards, by path.
    pub changes: Vec<Change>,
    /// Whether an earlier publication had been interrupted, and what became of it.
    pub interrupted: Option<Interrupted>,
    /// The publication that would come back.
    pub restores: Option<u32>,
    pub(super) source: Source,
    pub(super) now: Public,
    pub(super) kept: Vec<String>,
    pub(super) number: u32,
}

/// Where the files come from.
#[derive(Debug)]
pub(super) enum Source {
    Build(Goal),
    Earlier(Box<Receipt>),
}

impl Plan {
    /// How many files have a change of the given kind.
    pub fn count(&self, kind: ChangeKind) -> usize {
        self.of(kind).count()
    }

    /// How many files are sent.
    pub fn n_sent(&self) -> usize {
        self.count(ChangeKind::Created) + self.count(ChangeKind::Updated)
    }

    /// How many bytes the sent files have.
    pub fn bytes_sent(&self) -> u64 {
        self.of(ChangeKind::Created).chain(self.of(ChangeKind::Updated)).map(|change| change.size).sum()
    }

    /// Whether everything is there already.
    pub fn is_empty(&self) -> bool {
        self.n_sent() + self.count(ChangeKind::Deleted) == 0
    }

    fn of(&self, kind: ChangeKind) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(move |change| change.kind == kind)
    }
}

/// What has to happen so that `next` is public where `now` is.
pub(super) fn compare(now: &Listing, next: &Listing, kept: &[String]) -> Vec<Change> {
    let mut changes: Vec<Change> = next
        .iter()
        .map(|(path, entry)| {
            let before = now.get(path);
            let kind = match before {
                _ if kept.contains(path) => ChangeKind::Kept,
                None => ChangeKind::Created,
                Some(before) if before == entry => ChangeKind::Unchanged,
                Some(_) => ChangeKind::Updated,
            };
            Change { path: path.clone(), kind, size: entry.size, before: before.map(|before| before.size) }
        })
        .collect();
    let gone = now.iter().filter(|(path, _)| next.get(path).is_none());
    changes.extend(gone.map(|(path, entry)| Change { path: path.clone(), kind: ChangeKind::Deleted, size: entry.size, before: None }));
    changes.sort_by(|one, other| one.path.cmp(&other.path));
    changes
}

/// Whether the name of a file holds the beginning of its own fingerprint: it never has other bytes, so old and new pages can rely on it side by side.
pub(super) fn is_pinned(path: &str, fingerprint: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    stem.rsplit_once('-').is_some_and(|(_, mark)| mark.len() >= 8 && fingerprint.starts_with(mark))
}
