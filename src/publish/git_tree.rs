//! Trees and blobs by git's plumbing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::base::Fingerprint;
use crate::output::{Disk, Entry, OutputError};

use super::PublishError;
use super::program::Program;

/// Variables by which git would take another repository or index than the one named.
const MISLEADING: [&str; 6] = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_PREFIX"];

/// A repository whose objects, remotes and settings are used; its work tree and index are not.
#[derive(Debug)]
pub(super) struct Repository {
    folder: PathBuf,
    project: PathBuf,
    interactive: bool,
}

impl Repository {
    /// The repository that the project is in, if it is in one.
    pub fn around(project: &Path, interactive: bool) -> Result<Option<Self>, PublishError> {
        let ask = clean(Program::new("git", "Looking for the repository"), interactive).within(project);
        match ask.args(["rev-parse", "--absolute-git-dir"]).run() {
            Ok(printed) => {
                let folder = PathBuf::from(String::from_utf8_lossy(&printed).trim_end_matches('\n').to_owned());
                Ok(Some(Self { folder, project: project.to_owned(), interactive }))
            }
            Err(PublishError::Program { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// A repository of our own in `folder`.
    pub fn own(project: &Path, folder: &Path, interactive: bool) -> Result<Self, PublishError> {
        let repository = Self { folder: folder.to_owned(), project: project.to_owned(), interactive };
        repository.run("Making a repository", &["init", "--bare", "--quiet"])?;
        Ok(repository)
    }

    fn git(&self, doing: &str, args: &[&str]) -> Program {
        let git = clean(Program::new("git", doing), self.interactive).within(&self.project);
        git.args(["--git-dir".as_ref(), self.folder.as_os_str()]).args(args)
    }

    /// Runs git and gives what it printed, which is text.
    pub fn run(&self, doing: &str, args: &[&str]) -> Result<String, PublishError> {
        Ok(String::from_utf8_lossy(&self.git(doing, args).run()?).into_owned())
    }

    /// Whether the user wants commits signed.
    pub fn signs(&self) -> bool {
        self.run("Asking for settings", &["config", "--type=bool", "commit.gpgSign"]).is_ok_and(|said| said.trim() == "true")
    }

    /// Makes a commit with the user's name, or with ours where the machine knows none, as in CI.
    pub fn commit(&self, args: &[&str], message: &str) -> Result<String, PublishError> {
        let mut git = self.git("Making the commit", args);
        if self.run("Asking for the name", &["var", "GIT_COMMITTER_IDENT"]).is_err() {
            for who in ["AUTHOR", "COMMITTER"] {
                git = git.env(&format!("GIT_{who}_NAME"), "demarche").env(&format!("GIT_{who}_EMAIL"), "demarche@localhost");
            }
        }
        Ok(String::from_utf8_lossy(&git.run_with(message.as_bytes())?).trim().to_owned())
    }
}

fn clean(git: Program, interactive: bool) -> Program {
    let git = MISLEADING.iter().fold(git, |git, name| git.without(name));
    if interactive { git } else { git.env("GIT_TERMINAL_PROMPT", "0") }
}

/// The files of a commit with the names of their blobs.
pub(super) fn read(repository: &Repository, commit: &str) -> Result<BTreeMap<String, (String, Entry)>, PublishError> {
    let printed = repository.run("Reading the branch", &["ls-tree", "-r", "-z", "--full-tree", commit])?;
    let mut files: Vec<(String, &str, &str)> = Vec::new();
    for line in printed.split_terminator('\0') {
        let (about, path) = line.split_once('\t').unwrap_or((line, ""));
        let mut about = about.split(' ');
        let (mode, _, blob) = (about.next().unwrap_or_default(), about.next(), about.next().unwrap_or_default());
        files.push((path.to_owned(), mode, blob));
    }
    let plain: Vec<&str> = files.iter().filter(|(_, mode, _)| mode.starts_with("100")).map(|(_, _, blob)| *blob).collect();
    let entries = entries(repository, &plain)?;
    let entry = |mode: &str, blob: &str| {
        // A link or a submodule has no bytes that a site could have.
        entries.get(blob).copied().filter(|_| mode.starts_with("100")).unwrap_or_else(|| Entry::of(format!("{mode} {blob}").as_bytes()))
    };
    Ok(files.iter().map(|(path, mode, blob)| (path.clone(), ((*blob).to_owned(), entry(mode, blob)))).collect())
}

/// Fingerprints and sizes of blobs.
fn entries(repository: &Repository, blobs: &[&str]) -> Result<BTreeMap<String, Entry>, PublishError> {
    let asked: String = blobs.iter().flat_map(|blob| [*blob, "\n"]).collect();
    let printed = repository.git("Reading the files of the branch", &["cat-file", "--batch"]).run_with(asked.as_bytes())?;
    let (mut entries, mut rest) = (BTreeMap::new(), printed.as_slice());
    // Each answer is "<blob> blob <size>\n<bytes>\n".
    while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
        let head = String::from_utf8_lossy(&rest[..end]).into_owned();
        let mut words = head.split(' ');
        let (blob, size) = (words.next().unwrap_or_default(), words.nth(1).and_then(|size| size.parse::<usize>().ok()));
        let bytes = size.and_then(|size| rest.get(end + 1..end + 1 + size));
        let bytes = bytes.ok_or_else(|| PublishError::Garbled(format!("git says {head:?}")))?;
        entries.insert(blob.to_owned(), Entry { fingerprint: Fingerprint::of(bytes), size: bytes.len() as u64 });
        rest = rest.get(end + 2 + bytes.len()..).unwrap_or_default();
    }
    Ok(entries)
}

/// Stores files as blobs and gives their names by path.
pub(super) fn store(repository: &Repository, files: &[(&str, &[u8])]) -> Result<BTreeMap<String, String>, PublishError> {
    let stage = tempfile::tempdir().map_err(OutputError::io("created", &std::env::temp_dir()))?;
    let disk = Disk::default();
    let mut asked = String::new();
    for (n, (_, bytes)) in files.iter().enumerate() {
        let path = stage.path().join(n.to_string());
        disk.write(&path, bytes)?;
        asked.push_str(&format!("{}\n", path.display()));
    }
    let hash = ["hash-object", "-w", "--no-filters", "--stdin-paths"];
    let printed = repository.git("Storing the files", &hash).run_with(asked.as_bytes())?;
    let printed = String::from_utf8_lossy(&printed).into_owned();
    let blobs: BTreeMap<String, String> =
        files.iter().map(|(path, _)| (*path).to_owned()).zip(printed.lines().map(str::to_owned)).collect();
    if blobs.len() == files.len() { Ok(blobs) } else { Err(PublishError::Garbled("git stored fewer files than it was given".to_owned())) }
}

/// Writes a tree of blobs by way of an index of its own and gives its name.
pub(super) fn write(repository: &Repository, blobs: &BTreeMap<String, String>) -> Result<String, PublishError> {
    let stage = tempfile::tempdir().map_err(OutputError::io("created", &std::env::temp_dir()))?;
    let index = stage.path().join("index");
    let entries: String = blobs.iter().map(|(path, blob)| format!("100644 {blob}\t{path}\0")).collect();
    let update = repository.git("Listing the files", &["update-index", "-z", "--index-info"]);
    update.env("GIT_INDEX_FILE", &index).run_with(entries.as_bytes())?;
    let tree = repository.git("Writing the tree", &["write-tree"]).env("GIT_INDEX_FILE", &index).run()?;
    Ok(String::from_utf8_lossy(&tree).trim().to_owned())
}
