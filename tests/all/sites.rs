//! Runs `sites/*/run.md`: small projects, the commands given in them, what they print, and the files that are there afterwards.
//!
//! A block marked `console` holds commands behind `$ ` and under each what it prints, standard error first; `[exit 2]` is the exit code when it is not 0.
//! In expected lines `[..]` stands for anything in a line and a line `...` for any lines. Times are printed as `[TIME]`, the project's folder as `[ROOT]`.
//! A block marked `files` lists paths: `path` is there, `!path` is not, `path: words` holds the words.
//! Besides `demarche …` there are `write PATH words`, `remove PATH` and `keep PATH` with its opposite `same PATH`, which checks that a file was not written again.
//! `BLESS=1` writes what was printed into the file, except where the expectation holds wildcards and still fits.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

/// A project in a folder of its own.
struct Project {
    folder: tempfile::TempDir,
    kept: BTreeMap<String, SystemTime>,
}

impl Project {
    fn new(site: &Path) -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(&site.join("in"), folder.path());
        Self { folder, kept: BTreeMap::new() }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn modified(&self, path: &str) -> SystemTime {
        fs::metadata(self.path(path)).unwrap().modified().unwrap()
    }

    /// Runs one command and gives what it printed.
    fn run(&mut self, command: &str) -> Vec<String> {
        let mut words = command.split(' ');
        let (verb, path) = (words.next().unwrap(), words.clone().next().unwrap_or_default());
        match verb {
            "demarche" => return self.demarche(words),
            "write" => {
                fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
                fs::write(self.path(path), format!("{}\n", words.skip(1).collect::<Vec<_>>().join(" ")).replace("\\n", "\n")).unwrap();
            }
            "remove" => fs::remove_file(self.path(path)).unwrap(),
            "keep" => {
                self.kept.insert(path.to_owned(), self.modified(path));
            }
            "same" => assert_eq!(self.kept[path], self.modified(path), "{path} was written again"),
            other => panic!("unknown command {other}"),
        }
        Vec::new()
    }

    fn demarche<'a>(&self, arguments: impl Iterator<Item = &'a str>) -> Vec<String> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
        command.args(arguments).current_dir(self.folder.path()).env_clear().env("SOURCE_DATE_EPOCH", "1717243200");
        let output = command.output().unwrap();
        let mut printed = String::from_utf8(output.stderr).unwrap();
        printed.push_str(std::str::from_utf8(&output.stdout).unwrap());
        let mut lines: Vec<String> = printed.lines().map(|line| self.plain(line)).collect();
        match output.status.code() {
            Some(0) => {}
            Some(code) => lines.push(format!("[exit {code}]")),
            None => lines.push("[killed]".to_owned()),
        }
        lines
    }

    /// The line without what differs from run to run.
    fn plain(&self, line: &str) -> String {
        let root = self.folder.path().canonicalize().unwrap();
        let line = line.replace(root.to_str().unwrap(), "[ROOT]").replace(self.folder.path().to_str().unwrap(), "[ROOT]");
        let line = line.trim_end();
        match line.rsplit_once(" (") {
            Some((rest, time)) if time.ends_with(" ms)") || time.ends_with(" s)") => format!("{rest} ([TIME])"),
            _ => line.to_owned(),
        }
    }

    /// What is wrong with a line of a `files` block.
    fn check(&self, line: &str) -> Option<String> {
        if let Some(path) = line.strip_prefix('!') {
            return self.path(path).exists().then(|| format!("{path} is there"));
        }
        let (path, words) = line.split_once(": ").unwrap_or((line, ""));
        match fs::read(self.path(path)) {
            Ok(bytes) if String::from_utf8_lossy(&bytes).contains(words) => None,
            Ok(_) => Some(format!("{path} does not hold {words:?}")),
            Err(error) => Some(format!("{path}: {error}")),
        }
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    let Ok(entries) = fs::read_dir(from) else { return };
    for entry in entries.map(Result::unwrap) {
        // Git keeps no empty folders; this file stands for one.
        if entry.file_name() == ".gitkeep" {
            continue;
        }
        let target = to.join(entry.file_name());
        if entry.path().is_dir() { copy(&entry.path(), &target) } else { fs::copy(entry.path(), target).map(|_| ()).unwrap() }
    }
}

/// Whether lines fit an expectation with wildcards.
fn fits(expected: &[&str], printed: &[String]) -> bool {
    match expected {
        [] => printed.is_empty(),
        ["...", rest @ ..] => (0..=printed.len()).any(|skipped| fits(rest, &printed[skipped..])),
        [first, rest @ ..] => printed.first().is_some_and(|line| line_fits(first, line)) && fits(rest, &printed[1..]),
    }
}

fn line_fits(expected: &str, line: &str) -> bool {
    let mut parts = expected.split("[..]");
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = line.strip_prefix(first) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else { return rest.is_empty() };
    for part in middle {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

#[test]
fn expectations_may_have_gaps() {
    let printed = ["Read 3 articles.".to_owned(), "x".to_owned(), "public: 4 created.".to_owned()];
    assert!(fits(&["Read [..] articles.", "...", "[..] created."], &printed));
    assert!(!fits(&["Read [..] articles.", "[..] created."], &printed));
    assert!(!fits(&["Read [..]", "..."], &printed[1..]));
}

/// Runs a transcript; gives it back with what was really printed, and what is wrong.
fn transcript(site: &Path, text: &str) -> (String, Vec<String>) {
    let mut project = Project::new(site);
    let (mut real, mut wrong, mut block) = (String::new(), Vec::new(), "");
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        real.push_str(line);
        real.push('\n');
        if let Some(mark) = line.strip_prefix("```") {
            block = mark;
        } else if let (true, Some(command)) = (block == "console", line.strip_prefix("$ ")) {
            let mut expected = Vec::new();
            while let Some(next) = lines.next_if(|next| !next.starts_with("$ ") && !next.starts_with("```")) {
                expected.push(next);
            }
            let printed = project.run(command);
            let good = fits(&expected, &printed);
            let shown: Vec<&str> = if good { expected.clone() } else { printed.iter().map(String::as_str).collect() };
            shown.iter().for_each(|line| real.extend([*line, "\n"]));
            if !good {
                wrong.push(format!("$ {command}\nexpected:\n{}\nprinted:\n{}", expected.join("\n"), printed.join("\n")));
            }
        } else if block == "files" {
            wrong.extend(project.check(line));
        } else if block == "console" {
            wrong.push(format!("a line before the first command: {line}"));
        }
    }
    (real, wrong)
}

#[test]
fn every_site_runs_as_written() {
    let sites = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let mut folders: Vec<PathBuf> = fs::read_dir(sites).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    assert!(folders.len() >= 7, "only {} sites were found", folders.len());
    let mut wrong = Vec::new();
    for site in folders {
        let file = site.join("run.md");
        let text = fs::read_to_string(&file).unwrap();
        let (real, problems) = transcript(&site, &text);
        assert!(text.contains("```console"), "{} runs nothing", file.display());
        if std::env::var_os("BLESS").is_some() && real != text {
            fs::write(&file, real).unwrap();
        }
        wrong.extend(problems.into_iter().map(|problem| format!("{}: {problem}", site.file_name().unwrap().to_str().unwrap())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
