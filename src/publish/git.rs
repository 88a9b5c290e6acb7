//! A branch of a git repository, which holds the site and nothing else.
//!
//! Only git's plumbing is used, with an index of its own: neither the work tree nor the index of the project is touched.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::base::Fingerprint;
use crate::output::Disk;

use super::git_tree::{self, Repository};
use super::receipt::Receipt;
use super::target::{Goal, Public, Target};
use super::{File, Folders, PublishError};

/// The branch and the repository through which it is reached.
pub(super) struct Git {
    remote: String,
    branch: String,
    cname: Option<String>,
    project: PathBuf,
    own: PathBuf,
    interactive: bool,
    repository: OnceCell<Repository>,
    /// The blobs that the branch has already, by path.
    blobs: RefCell<BTreeMap<String, String>>,
}

impl Git {
    pub fn new(remote: &str, branch: &str, cname: Option<&str>, folders: &Folders, interactive: bool) -> Self {
        // A path that exists below the project is one from there, wherever git would look.
        let local = folders.project.join(remote);
        let remote = if !remote.contains(':') && local.is_dir() { local.display().to_string() } else { remote.to_owned() };
        Self {
            remote,
            branch: branch.to_owned(),
            cname: cname.map(str::to_owned),
            project: folders.project.clone(),
            own: folders.git.clone(),
            interactive,
            repository: OnceCell::new(),
            blobs: RefCell::default(),
        }
    }

    /// The project's repository, for its remotes, credentials and signing; one of our own when the project is in none.
    fn repository(&self) -> Result<&Repository, PublishError> {
        if let Some(repository) = self.repository.get() {
            return Ok(repository);
        }
        let found = Repository::around(&self.project, self.interactive)?;
        let repository = match found {
            Some(repository) => repository,
            None => {
                Disk::default().make_folder(&self.own)?;
                Repository::own(&self.project, &self.own, self.interactive)?
            }
        };
        Ok(self.repository.get_or_init(|| repository))
    }

    fn branch_ref(&self) -> String {
        format!("refs/heads/{}", self.branch)
    }

    /// Where the branch is remembered, so that earlier publications are not cleaned away.
    fn kept_ref(&self) -> String {
        format!("refs/demarche/{}", Fingerprint::of(format!("{}\n{}", self.remote, self.branch).as_bytes()).short())
    }

    fn head(&self) -> Result<Option<String>, PublishError> {
        let printed = self.repository()?.run("Asking for the branch", &["ls-remote", "--", &self.remote, &self.branch_ref()])?;
        Ok(printed.split_whitespace().next().map(str::to_owned))
    }

    fn commit(&self, tree: &str, parent: Option<&str>, message: &str) -> Result<String, PublishError> {
        let repository = self.repository()?;
        let mut args = vec!["commit-tree", tree];
        if let Some(parent) = parent {
            args.extend(["-p", parent]);
        }
        if repository.signs() {
            args.push("-S");
        }
        repository.commit(&args, message)
    }
}

impl Target for Git {
    fn look(&self) -> Result<Public, PublishError> {
        let repository = self.repository()?;
        let Some(head) = self.head()? else { return Ok(Public::default()) };
        let refspec = format!("+{}:{}", self.branch_ref(), self.kept_ref());
        let fetch = ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--", &self.remote, &refspec];
        repository.run("Fetching the branch", &fetch)?;
        let tree = git_tree::read(repository, &head)?;
        let files = tree.iter().map(|(path, (_, entry))| (path.clone(), *entry)).collect();
        self.blobs.replace(tree.into_iter().map(|(path, (blob, _))| (path, blob)).collect());
        Ok(Public { release: Some(head), files })
    }

    fn bring(&self, goal: &Goal, now: &Public) -> Result<String, PublishError> {
        let repository = self.repository()?;
        let new: Vec<(&str, &[u8])> = goal.files.iter().filter_map(|(path, _)| Some((path.as_str(), goal.new_bytes(path, now)?))).collect();
        let mut blobs = git_tree::store(repository, &new)?;
        for (path, blob) in self.blobs.borrow().iter().filter(|(path, _)| goal.files.get(path).is_some()) {
            blobs.entry(path.clone()).or_insert_with(|| blob.clone());
        }
        let tree = git_tree::write(repository, &blobs)?;
        self.commit(&tree, now.release.as_deref(), &goal.message)
    }

    fn find(&self, receipt: &Receipt, now: &Public) -> Result<String, PublishError> {
        let gone = |reason: &str| PublishError::Gone { number: receipt.number, reason: format!("its commit {} {reason}", receipt.release) };
        let repository = self.repository()?;
        let tree = repository.run(
            "Looking for the commit",
            &["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{}^{{tree}}", receipt.release)],
        );
        let tree = tree.map_err(|_| gone("is not in the history of the branch any more"))?;
        let files = git_tree::read(repository, &receipt.release)?;
        if receipt.files() != files.into_iter().map(|(path, (_, entry))| (path, entry)).collect() {
            return Err(gone("holds other files than its receipt"));
        }
        let message = format!("Return to publication {} of {}\n", receipt.number, receipt.time);
        self.commit(tree.trim(), now.release.as_deref(), &message)
    }

    fn switch(&self, release: &str, now: &Public) -> Result<(), PublishError> {
        let repository = self.repository()?;
        let refspec = format!("{release}:{}", self.branch_ref());
        let pushed = repository.run("Pushing the branch", &["push", "--quiet", "--", &self.remote, &refspec]);
        if let Err(error) = pushed {
            return Err(if self.head().is_ok_and(|head| head != now.release) { PublishError::Overtaken } else { error });
        }
        repository.run("Remembering the branch", &["update-ref", &self.kept_ref(), release]).map(drop)
    }

    fn extras(&self) -> Vec<File> {
        let cname = self.cname.as_ref().map(|domain| ("CNAME".to_owned(), format!("{domain}\n").into_bytes()));
        std::iter::once((".nojekyll".to_owned(), Vec::new())).chain(cname).collect()
    }

    fn keeps(&self, path: &str) -> bool {
        path == "CNAME"
    }
}
