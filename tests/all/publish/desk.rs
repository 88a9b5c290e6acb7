//! A small project, and the program run in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use walkdir::WalkDir;

/// A desk with a project in a folder of its own.
pub struct Desk {
    folder: tempfile::TempDir,
    variables: Vec<(String, String)>,
}

/// What a run of the program said.
pub struct Said {
    pub code: i32,
    pub text: String,
}

impl Said {
    pub fn expect(&self, code: i32, words: &str) -> &Self {
        assert_eq!(self.code, code, "{}", self.text);
        assert!(self.text.contains(words), "{words:?} is not in:\n{}", self.text);
        self
    }
}

impl Desk {
    /// A project with two articles and one target.
    pub fn new(target: &str) -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap(), variables: Vec::new() };
        desk.write("site.toml", &format!("title = \"River talks\"\n\n[[publish]]\nname = \"host\"\n{target}\n"));
        desk.write(
            "seeds/2031-05-02-first.txt",
            "Envoys of Chad and Niger met in Geneva on Thursday, a spokesman said.\n\nThey spoke about the river.\n",
        );
        desk.write("seeds/2031-05-04-second.txt", "The envoys will meet again in Vienna next week, the spokesman told reporters.\n");
        desk
    }

    /// The folder in which the project lies; targets stand beside it.
    pub fn around(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap()
    }

    pub fn project(&self) -> PathBuf {
        self.around().join("project")
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.project().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Changes one article so that few pages change.
    pub fn change_one_article(&self, word: &str) {
        self.write(
            "seeds/2031-05-04-second.txt",
            &format!("The envoys will meet again in {word} next week, the spokesman told reporters.\n"),
        );
    }

    pub fn set(&mut self, name: &str, value: &str) {
        self.variables.retain(|(known, _)| known != name);
        self.variables.push((name.to_owned(), value.to_owned()));
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
        command.args(args).current_dir(self.project()).env("SOURCE_DATE_EPOCH", "1940000000").env("HOME", self.around());
        command.envs(self.variables.iter().map(|(name, value)| (name, value))).env_remove("GIT_DIR");
        command
    }

    pub fn run(&self, args: &[&str]) -> Said {
        let output = self.command(args).output().unwrap();
        let text = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
        Said { code: output.status.code().unwrap_or(-1), text }
    }

    /// Publishes without a question.
    pub fn publish(&self) -> Said {
        self.run(&["publish", "--yes"])
    }

    /// The receipt of a number.
    pub fn receipt(&self, number: u32) -> serde_json::Value {
        let path = self.project().join(format!(".demarche/receipts/host/{number:04}.json"));
        serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
    }
}

/// Every file below a folder, or behind a link, by path.
pub fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let root = root.join("");
    let files = WalkDir::new(&root).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    files.map(|file| (file.path().strip_prefix(&root).unwrap().to_str().unwrap().to_owned(), fs::read(file.path()).unwrap())).collect()
}

/// Paths whose bytes differ between two trees, or that only one of them has.
pub fn differing(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let paths = one.keys().chain(other.keys()).collect::<std::collections::BTreeSet<_>>();
    paths.into_iter().filter(|path| one.get(*path) != other.get(*path)).cloned().collect()
}
