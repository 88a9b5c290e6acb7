//! The index of the search, in slices, so that a reader of a large site loads little of it.
//!
//! `search/index.json` says where words begin in the other files: `search/t*.json` and `search/e*.json` lead from words to the numbers of
//! things and of entries, `search/d*.json` has what is shown for each number. `docs/search.md` tells the format.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;
use serde_json::{Value, json};

use crate::base::Fingerprint;
use crate::site::{Found, Record, Search, fold};

/// Bytes after which a slice of words ends.
const SLICE: usize = 16_000;
/// Records in a slice of what is shown.
const RECORDS: usize = 64;
/// A word of more entries leads only to the first of them.
const COMMON: usize = 3_000;
/// To how many.
const FIRST: usize = 200;

/// The files of the index.
pub fn files(search: &Search) -> Vec<(String, Vec<u8>)> {
    let (n_things, n_events) = (search.things.len(), search.events.len());
    let things = Words::of(search.things.par_iter(), 0, usize::MAX);
    let entries = Words::of(search.events.par_iter().chain(&search.sentences), n_things, COMMON);
    let all: Vec<&Record> = search.things.iter().chain(&search.events).chain(&search.sentences).collect();
    let mut files = Vec::new();
    let things = things.slices("t", &mut files);
    let entries = entries.slices("e", &mut files);
    let slices = all.par_chunks(RECORDS).enumerate();
    files.par_extend(slices.map(|(n, records)| (format!("search/d{n}.json"), shown(records))));
    let letters: BTreeMap<String, &str> = fold::LETTERS.iter().map(|(letter, typed)| (letter.to_string(), *typed)).collect();
    let manifest = json!({
        "version": 1,
        "made": made(&files),
        "records": RECORDS,
        "kinds": Found::ALL.map(Found::word),
        "first": [0, n_things, n_things + n_events, all.len()],
        "things": things,
        "entries": entries,
        "letters": letters,
    });
    files.push(("search/index.json".to_owned(), manifest.to_string().into_bytes()));
    files
}

/// A fingerprint of the whole index: what a browser kept of an older one is not asked.
fn made(files: &[(String, Vec<u8>)]) -> String {
    let all: Vec<u8> = files.iter().flat_map(|(_, body)| Fingerprint::of(body).to_string().into_bytes()).collect();
    Fingerprint::of(&all).short()
}

/// A slice of what is shown: kind, words, note, path.
fn shown(records: &[&Record]) -> Vec<u8> {
    let place = |kind: Found| Found::ALL.iter().position(|one| *one == kind).unwrap_or_default();
    let rows: Vec<Value> = records.iter().map(|record| json!([place(record.kind), record.words, record.note, record.path])).collect();
    Value::from(rows).to_string().into_bytes()
}

/// Folded words with the numbers of the records in which they stand, in order.
struct Words {
    numbers: BTreeMap<String, Vec<u32>>,
    common: usize,
}

impl Words {
    fn of<'r>(records: impl ParallelIterator<Item = &'r Record>, first: usize, common: usize) -> Self {
        let terms = |record: &Record| -> Vec<String> {
            let mut terms: Vec<String> = fold::terms(&record.words).chain(fold::terms(&record.also)).collect();
            terms.sort_unstable();
            terms.dedup();
            terms
        };
        let terms: Vec<Vec<String>> = records.map(terms).collect();
        let mut numbers: HashMap<String, Vec<u32>> = HashMap::new();
        for (terms, number) in terms.into_iter().zip(u32::try_from(first).unwrap_or(u32::MAX)..) {
            terms.into_iter().for_each(|term| numbers.entry(term).or_default().push(number));
        }
        Self { numbers: numbers.into_iter().collect(), common }
    }

    /// Adds the slices to the files; the first word of each.
    fn slices(&self, prefix: &str, files: &mut Vec<(String, Vec<u8>)>) -> Vec<String> {
        let mut starts = Vec::new();
        let mut slice = String::new();
        for (term, numbers) in &self.numbers {
            if slice.is_empty() {
                starts.push(term.clone());
            }
            slice.push_str(if slice.is_empty() { "[" } else { "," });
            // Folded words have no sign that JSON would escape.
            slice.push_str(&format!("\"{term}\",\"{}\"", steps(numbers, self.common)));
            if slice.len() > SLICE {
                files.push((format!("search/{prefix}{}.json", starts.len() - 1), finished(&mut slice)));
            }
        }
        if !slice.is_empty() {
            files.push((format!("search/{prefix}{}.json", starts.len() - 1), finished(&mut slice)));
        }
        starts
    }
}

fn finished(slice: &mut String) -> Vec<u8> {
    slice.push(']');
    std::mem::take(slice).into_bytes()
}

/// Numbers as the steps between them in base 36; a tilde in front when only the first ones are told.
fn steps(numbers: &[u32], common: usize) -> String {
    let cut = numbers.len() > common;
    let told = if cut { &numbers[..FIRST] } else { numbers };
    let mut before = 0;
    let steps = told.iter().map(|number| {
        let step = number - before;
        before = *number;
        base36(step)
    });
    let list = steps.collect::<Vec<_>>().join(" ");
    if cut { format!("~{list}") } else { list }
}

fn base36(mut n: u32) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(char::from_digit(n % 36, 36).unwrap_or('0'));
        n /= 36;
        if n == 0 {
            return digits.iter().rev().collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: Found, words: String) -> Record {
        Record { kind, words, note: "Source 4".to_owned(), path: "sources/x/index.html#s1".to_owned(), also: String::new() }
    }

    /// A corpus without end, always the same: a few common words and many rare ones.
    fn large() -> Search {
        let mut state = 7_u64;
        let mut next = move |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        let mut word = move || {
            let rare = next(3) == 0;
            format!("w{}", if rare { 1_000 + next(40_000) } else { next(60) })
        };
        let mut say = move |n: usize| (0..n).map(|_| word()).collect::<Vec<_>>().join(" ");
        Search {
            things: (0..2_000).map(|_| record(Found::Person, say(2))).collect(),
            events: (0..5_000).map(|_| record(Found::Event, say(8))).collect(),
            sentences: (0..25_000).map(|_| record(Found::Sentence, say(20))).collect(),
        }
    }

    #[test]
    fn slices_stay_small_however_large_the_site() {
        let files = files(&large());
        let size = |path: &str| files.iter().find(|(name, _)| name == path).unwrap().1.len();
        assert!(size("search/index.json") < 12_000, "{}", size("search/index.json"));
        for (path, body) in &files {
            assert!(body.len() < 30_000, "{path} has {} bytes", body.len());
            let _: Value = serde_json::from_slice(body).unwrap_or_else(|error| panic!("{path}: {error}"));
        }
        assert!(files.len() > 500);
    }

    #[test]
    fn words_lead_to_their_records() {
        let search = large();
        let files: BTreeMap<String, Vec<u8>> = files(&search).into_iter().collect();
        let json = |path: &str| serde_json::from_slice::<Value>(&files[path]).unwrap();
        let manifest = json("search/index.json");
        let n_slices = manifest["entries"].as_array().unwrap().len();
        let all: Vec<&Record> = search.things.iter().chain(&search.events).chain(&search.sentences).collect();
        let (mut n_seen, mut n_cut) = (0, 0);
        for n in 0..n_slices {
            for pair in json(&format!("search/e{n}.json")).as_array().unwrap().chunks(2).step_by(97) {
                let (term, steps) = (pair[0].as_str().unwrap(), pair[1].as_str().unwrap());
                let mut number = 0;
                for step in steps.trim_start_matches('~').split(' ') {
                    number += usize::from_str_radix(step, 36).unwrap();
                    assert!(all[number].words.split(' ').any(|word| word == term));
                    n_seen += 1;
                }
            }
            n_cut +=
                json(&format!("search/e{n}.json")).as_array().unwrap().iter().filter(|one| one.as_str().unwrap().starts_with('~')).count();
        }
        assert!(n_seen > 1_000 && n_cut > 10, "{n_seen} {n_cut}");
    }

    #[test]
    fn numbers_are_steps_in_base_36() {
        assert_eq!(steps(&[3, 4, 44], 9), "3 1 14");
        assert!(steps(&(0..400).collect::<Vec<_>>(), 300).starts_with("~0 1 1"));
    }
}
