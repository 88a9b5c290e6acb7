//! Marks of the house's own on texts that are kept elsewhere: where names stand, never the words.
//!
//! A line says of one record of one set which stretches are names, and of which text that was said:
//! `{"set": "train/news.jsonl.gz", "id": "news-7", "text": "<SHA-256 in hex>", "marks": [[0, 12, "PER"]]}`, offsets in characters.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::label::{NameType, TYPES};
use crate::base::Fingerprint;

/// A name in a text: its first character, the one behind its last, its type.
pub type Marked = (usize, usize, NameType);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    set: String,
    id: String,
    text: String,
    marks: Vec<(usize, usize, String)>,
}

struct Entry {
    text: Fingerprint,
    marks: Vec<Marked>,
}

/// All marks, by set and record.
#[derive(Default)]
pub struct Marks {
    entries: BTreeMap<(String, String), Entry>,
    met: BTreeSet<(String, String)>,
    problems: Vec<String>,
}

impl Marks {
    /// Reads lines of marks.
    ///
    /// # Errors
    /// The number of the first line that is not one, and why.
    pub fn read(lines: &str) -> Result<Self, String> {
        let mut marks = Self::default();
        for (number, line) in (1..).zip(lines.lines()).filter(|(_, line)| !line.trim().is_empty()) {
            let wrong = |why: String| format!("line {number}: {why}");
            let line: Line = serde_json::from_str(line).map_err(|error| wrong(error.to_string()))?;
            let text = Fingerprint::parse(&line.text).ok_or_else(|| wrong("`text` is not a SHA-256 of 64 hex digits".to_owned()))?;
            let entry = Entry { text, marks: in_order(line.marks).map_err(wrong)? };
            if marks.entries.insert((line.set, line.id.clone()), entry).is_some() {
                return Err(wrong(format!("{} is marked twice", line.id)));
            }
        }
        Ok(marks)
    }

    /// The marks of a record. Without any, and where the text is another one than was marked, `None`; the latter is a problem.
    pub fn of(&mut self, set: &str, id: &str, text: &str) -> Option<&[Marked]> {
        let key = (set.to_owned(), id.to_owned());
        let entry = self.entries.get(&key)?;
        self.met.insert(key);
        if Fingerprint::of(text.as_bytes()) != entry.text {
            self.problems.push(format!("{id} of {set} has another text than the one that was marked; its marks are left out"));
            return None;
        }
        let n_characters = text.chars().count();
        if entry.marks.last().is_some_and(|(_, end, _)| *end > n_characters) {
            self.problems.push(format!("{id} of {set} is marked beyond its end; its marks are left out"));
            return None;
        }
        Some(&entry.marks)
    }

    /// How many records are marked.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are no marks.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What was wrong with marks after all sets have been asked for, those of records that no set has included.
    pub fn problems(&self) -> Vec<String> {
        let missing = self.entries.keys().filter(|key| !self.met.contains(*key));
        let missing = missing.map(|(set, id)| format!("there is no record {id} in {set}; its marks are left out"));
        self.problems.iter().cloned().chain(missing).collect()
    }
}

/// Marks with their types, when they stand in order and none overlaps another.
fn in_order(written: Vec<(usize, usize, String)>) -> Result<Vec<Marked>, String> {
    let mut marks: Vec<Marked> = Vec::with_capacity(written.len());
    for (start, end, kind) in written {
        let kind = ["PER", "ORG", "LOC", "MISC"].iter().position(|name| *name == kind).and_then(|at| TYPES.get(at).copied());
        let kind = kind.ok_or_else(|| format!("the mark at {start} is none of PER, ORG, LOC, MISC"))?;
        if start >= end || marks.last().is_some_and(|(_, before, _)| start < *before) {
            return Err(format!("the mark at {start} is empty, or stands before the end of the one in front"));
        }
        marks.push((start, end, kind));
    }
    Ok(marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Ébène: Amina met Bola in Kisumu.";

    fn line(text: &str, marks: &str) -> String {
        let print = Fingerprint::of(text.as_bytes());
        format!("{{\"set\": \"a.gz\", \"id\": \"a-1\", \"text\": \"{print}\", \"marks\": {marks}}}\n")
    }

    #[test]
    fn marks_are_of_one_text_only() {
        let mut marks = Marks::read(&line(TEXT, "[[7, 12, \"PER\"], [25, 31, \"LOC\"]]")).unwrap();
        assert_eq!(marks.of("a.gz", "a-1", TEXT), Some(&[(7, 12, NameType::Person), (25, 31, NameType::Location)][..]));
        assert_eq!(marks.of("a.gz", "a-2", TEXT), None);
        assert_eq!(marks.problems(), Vec::<String>::new());
        assert_eq!(marks.of("a.gz", "a-1", "Ébène: Amina met Bola in Kigoma."), None);
        assert_eq!(marks.problems(), ["a-1 of a.gz has another text than the one that was marked; its marks are left out"]);
    }

    #[test]
    fn marks_of_records_that_no_set_has_are_told() {
        let marks = Marks::read(&line(TEXT, "[]")).unwrap();
        assert_eq!(marks.problems(), ["there is no record a-1 in a.gz; its marks are left out"]);
    }

    #[test]
    fn marks_beyond_the_text_are_left_out() {
        let mut marks = Marks::read(&line(TEXT, "[[30, 40, \"LOC\"]]")).unwrap();
        assert_eq!(marks.of("a.gz", "a-1", TEXT), None);
        assert_eq!(marks.problems(), ["a-1 of a.gz is marked beyond its end; its marks are left out"]);
    }

    #[test]
    fn lines_that_are_no_marks_are_refused_with_their_number() {
        let two = |second: String| Marks::read(&format!("{}{second}", line(TEXT, "[]"))).err().unwrap();
        assert_eq!(two(line(TEXT, "[]")), "line 2: a-1 is marked twice");
        assert!(two("{}".to_owned()).starts_with("line 2: missing field"));
        let one = |marks: &str| Marks::read(&line(TEXT, marks)).err().unwrap();
        assert_eq!(one("[[1, 2, \"TIME\"]]"), "line 1: the mark at 1 is none of PER, ORG, LOC, MISC");
        let overlap = "line 1: the mark at 2 is empty, or stands before the end of the one in front";
        assert_eq!(one("[[0, 3, \"PER\"], [2, 4, \"PER\"]]"), overlap);
        assert!(Marks::read(&line(TEXT, "[]").replace("\"text\": \"", "\"text\": \"x")).is_err());
    }
}
