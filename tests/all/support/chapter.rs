//! Reads a chapter, compares each case with what the reader finds, and rewrites the expectations when asked to.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

/// One block that a case gives.
#[derive(Debug)]
pub struct Given {
    /// The first word after the fence: `text`, `markdown`, `html`.
    #[allow(dead_code, reason = "chapters of one format need not ask")]
    pub language: String,
    /// The `key=value` words after it.
    pub settings: BTreeMap<String, String>,
    /// The lines between the fences, without the last line end.
    pub text: String,
}

impl Given {
    /// The day under `published=`.
    ///
    /// # Panics
    /// When it is not a day.
    pub fn published(&self) -> Option<NaiveDate> {
        let day = self.settings.get("published")?;
        Some(day.parse().unwrap_or_else(|_| panic!("`published={day}` is not a day such as 2025-12-04")))
    }
}

/// One case of a chapter.
#[derive(Debug)]
pub struct Case {
    /// Line of the chapter on which the first given block opens, counted from 1.
    pub line: usize,
    /// The explanation: the last line of prose before it.
    pub title: String,
    /// What is given, one block or several; never empty.
    pub given: Vec<Given>,
    expected: Vec<String>,
    /// The chapter's lines that hold the expectation.
    place: std::ops::Range<usize>,
}

impl Case {
    /// The first given block; most chapters have cases of one block.
    pub fn first(&self) -> &Given {
        &self.given[0]
    }
}

/// A reader of one chapter: from a case to the lines that describe what was found.
pub type Reader = fn(&Case) -> Vec<String>;

/// Names of all chapters in the folder.
pub fn names() -> BTreeSet<String> {
    let entries = fs::read_dir(folder()).expect("tests/cases can be listed");
    let paths = entries.map(|entry| entry.expect("an entry of tests/cases").path());
    paths.filter(|path| path.extension().is_some_and(|end| end == "md")).filter_map(|path| stem(&path)).collect()
}

/// Compares a chapter with what its reader finds; a chapter that nobody has written yet passes.
///
/// # Panics
/// When a case differs, with all the cases that do; with `BLESS=1` the chapter is rewritten and nothing differs.
pub fn check(name: &str, read: Reader) {
    let path = folder().join(format!("{name}.md"));
    let Ok(source) = fs::read_to_string(&path) else { return };
    let lines: Vec<&str> = source.lines().collect();
    let cases = parse(&lines).unwrap_or_else(|problem| panic!("{}: {problem}", path.display()));
    assert!(!cases.is_empty(), "{} holds no case", path.display());
    let found: Vec<Vec<String>> = cases.iter().map(|case| one_line_each(read(case))).collect();
    if env::var("BLESS").is_ok_and(|wish| wish == "1") {
        let blessed = rewrite(&lines, &cases, &found);
        if blessed != source {
            fs::write(&path, blessed).expect("the chapter can be written");
        }
        return;
    }
    let differences: String = cases.iter().zip(&found).filter_map(|(case, found)| difference(name, case, found)).collect();
    assert!(differences.is_empty(), "{differences}\nBLESS=1 cargo test --test all {name} rewrites the expectations");
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

fn stem(path: &Path) -> Option<String> {
    Some(path.file_stem()?.to_str()?.to_owned())
}

fn one_line_each(found: Vec<String>) -> Vec<String> {
    found.into_iter().map(|line| line.replace('\n', "\\n").trim_end().to_owned()).collect()
}

fn difference(chapter: &str, case: &Case, found: &[String]) -> Option<String> {
    if case.expected == found {
        return None;
    }
    let mut told = format!("\ntests/cases/{chapter}.md:{}: {}\n", case.line, case.title);
    for given in &case.given {
        for line in given.text.lines() {
            let _ = writeln!(told, "    {line}");
        }
    }
    for line in case.expected.iter().filter(|line| !found.contains(line)) {
        let _ = writeln!(told, "  - {line}");
    }
    for line in found.iter().filter(|line| !case.expected.contains(line)) {
        let _ = writeln!(told, "  + {line}");
    }
    if case.expected.len() == found.len() && case.expected.iter().all(|line| found.contains(line)) {
        told.push_str("  the same lines in another order\n");
    }
    Some(told)
}

fn rewrite(lines: &[&str], cases: &[Case], found: &[Vec<String>]) -> String {
    let mut out = String::new();
    let mut next = 0;
    for (case, found) in cases.iter().zip(found) {
        for line in lines[next..case.place.start].iter().copied().chain(found.iter().map(String::as_str)) {
            out.push_str(line);
            out.push('\n');
        }
        next = case.place.end;
    }
    for line in &lines[next..] {
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// All cases of a chapter.
fn parse(lines: &[&str]) -> Result<Vec<Case>, String> {
    let mut cases = Vec::new();
    let mut title = String::new();
    let mut given: Vec<(usize, Given)> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let Some((fence, info)) = opening(lines[at]) else {
            if !lines[at].trim().is_empty() {
                lines[at].trim_start_matches(['#', ' ']).clone_into(&mut title);
            }
            at += 1;
            continue;
        };
        let inside = at + 1..closing(lines, at + 1, fence).ok_or_else(|| format!("line {}: the block is never closed", at + 1))?;
        let end = inside.end + 1;
        if info.trim() == "expect" {
            let first = given.first().ok_or_else(|| format!("line {}: an expectation of nothing", at + 1))?.0;
            let expected = lines[inside.clone()].iter().map(|line| line.trim_end().to_owned()).collect();
            let blocks = given.drain(..).map(|(_, block)| block).collect();
            cases.push(Case { line: first, title: title.clone(), given: blocks, expected, place: inside });
        } else {
            given.push((at + 1, block(info, &lines[inside])));
        }
        at = end;
    }
    match given.first() {
        Some((line, _)) => Err(format!("line {line}: the block has no expectation")),
        None => Ok(cases),
    }
}

/// The fence and the words after it, when the line opens a block.
fn opening(line: &str) -> Option<(&str, &str)> {
    let n_ticks = line.bytes().take_while(|&byte| byte == b'`').count();
    (n_ticks >= 3).then(|| line.split_at(n_ticks))
}

fn closing(lines: &[&str], from: usize, fence: &str) -> Option<usize> {
    (from..lines.len()).find(|&at| lines[at].trim_end() == fence)
}

fn block(info: &str, lines: &[&str]) -> Given {
    let mut words = info.split_whitespace();
    let language = words.next().unwrap_or("text").to_owned();
    let settings = words.filter_map(|word| word.split_once('=')).map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
    Given { language, settings, text: lines.join("\n") }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHAPTER: &str = "# Days\n\nA day.\n\n```text published=2025-12-04\nOn Monday.\n```\n```expect\nold\n```\nEnd.\n";

    #[test]
    fn a_case_has_its_explanation_its_settings_and_its_text() {
        let lines: Vec<&str> = CHAPTER.lines().collect();
        let cases = parse(&lines).unwrap();
        assert_eq!(cases.len(), 1);
        assert_eq!((cases[0].line, cases[0].title.as_str(), cases[0].first().text.as_str()), (5, "A day.", "On Monday."));
        assert_eq!(cases[0].first().published(), NaiveDate::from_ymd_opt(2025, 12, 4));
    }

    #[test]
    fn blessing_changes_the_expectation_only() {
        let lines: Vec<&str> = CHAPTER.lines().collect();
        let cases = parse(&lines).unwrap();
        assert!(difference("days", &cases[0], &["new".to_owned()]).unwrap().contains("  - old\n  + new\n"));
        assert_eq!(rewrite(&lines, &cases, &[vec!["new".to_owned(), "lines".to_owned()]]), CHAPTER.replace("old", "new\nlines"));
    }

    #[test]
    fn a_block_without_an_expectation_is_a_mistake_of_the_chapter() {
        assert!(parse(&["```text", "x", "```"]).is_err());
        assert!(parse(&["```expect", "x", "```"]).is_err());
        assert!(parse(&["```text", "x"]).is_err());
    }
}
