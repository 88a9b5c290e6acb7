//! Marked quotations, and whether a speaker is the one that was marked.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use demarche::base::Span;
use demarche::claims::speaker::learn::Choice;
use demarche::claims::speaker::{learn, speaker_name};
use demarche::lexicon::Lexicon;
use demarche::mentions::{self, Mentions, names};
use demarche::text::Document;
use deunicode::deunicode;
use flate2::read::GzDecoder;
use serde::Deserialize;

use super::Failure;
use super::course::{Case, Weights};

/// Characters before a wrong quotation that are shown.
const AROUND: usize = 500;
/// Candidates of a wrong quotation that are shown.
const SHOWN: usize = 6;

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    quotes: Vec<Marked>,
}

#[derive(Clone, Deserialize)]
struct Marked {
    start: usize,
    end: usize,
    speaker: Option<String>,
    #[serde(default)]
    accept: Vec<String>,
}

/// A text with its quotations and whom they belong to.
pub struct Record {
    id: String,
    document: Document,
    mentions: Mentions,
    /// By the place of the first letter of the words.
    marked: HashMap<usize, Marked>,
}

/// What was found, counted.
#[derive(Clone, Copy, Default)]
pub struct Tally {
    right: usize,
    spoken: usize,
    invented: usize,
    nobodys: usize,
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = 100.0 * self.right as f64 / self.spoken.max(1) as f64;
        write!(
            out,
            "speaker right {share:.1} % ({} of {}), given to somebody {} of {}",
            self.right, self.spoken, self.invented, self.nobodys
        )
    }
}

impl Tally {
    /// Two counts together.
    pub fn and(self, other: Self) -> Self {
        Self {
            right: self.right + other.right,
            spoken: self.spoken + other.spoken,
            invented: self.invented + other.invented,
            nobodys: self.nobodys + other.nobodys,
        }
    }
}

/// The records of a set, gzip-compressed or not.
#[allow(clippy::disallowed_methods)] // a program at the end of the house, not a stage
pub fn read(path: &Path, lexicon: &Lexicon) -> Result<Vec<Record>, Failure> {
    let file = File::open(path)?;
    let plain: Box<dyn Read> =
        if path.extension().is_some_and(|end| end == "gz") { Box::new(GzDecoder::new(file)) } else { Box::new(file) };
    let mut records = Vec::new();
    for line in BufReader::new(plain).lines() {
        let line: Line = serde_json::from_str(&line?)?;
        let document = names::learn::document(&line.text);
        let bytes: Vec<usize> = line.text.char_indices().map(|(at, _)| at).chain([line.text.len()]).collect();
        let first = |marked: &Marked| {
            let (start, end) = (*bytes.get(marked.start)?, *bytes.get(marked.end)?);
            Some(first_letter(&line.text, start, end))
        };
        let marked = line.quotes.iter().filter_map(|marked| Some((first(marked)?, marked.clone()))).collect();
        let mentions = mentions::find(&document, lexicon);
        records.push(Record { id: line.id, document, mentions, marked });
    }
    Ok(records)
}

fn first_letter(text: &str, start: usize, end: usize) -> usize {
    text.get(start..end).and_then(|words| words.find(char::is_alphanumeric)).map_or(start, |at| start + at)
}

impl Record {
    fn marked(&self, words: Span) -> Option<&Marked> {
        let range = words.range();
        self.marked.get(&first_letter(self.document.body(), range.start, range.end))
    }

    fn name(&self, choice: &Choice) -> Option<&str> {
        let named = choice.words.and_then(|words| speaker_name(choice.chain, words, &self.mentions));
        named.or(choice.words).map(|span| span.of(self.document.body()))
    }

    fn is_right(&self, marked: &Marked, choice: &Choice) -> bool {
        let accepted = || marked.speaker.iter().chain(&marked.accept);
        match self.name(choice) {
            Some(name) => accepted().any(|other| same(name, other)),
            None => marked.speaker.is_none(),
        }
    }

    /// What can be learnt from its quotations, each looking back at the marked speakers of those before.
    pub fn cases(&self, lexicon: &Lexicon) -> Vec<Case> {
        let mut cases = Vec::new();
        learn::read(&self.document, &self.mentions, lexicon, |words, choices| {
            let Some(marked) = self.marked(words) else { return 0 };
            let right: Vec<bool> = choices.iter().map(|choice| self.is_right(marked, choice)).collect();
            // Whoever is named comes before whoever is heard once more.
            let told = right.iter().rposition(|right| *right).unwrap_or(0);
            cases.push(Case { features: choices.iter().map(|choice| choice.features.clone()).collect(), right });
            told
        });
        cases
    }

    /// Gives speakers to its quotations, counts the right ones and tells the wrong ones.
    pub fn check(&self, weights: &Weights, lexicon: &Lexicon, tally: &mut Tally, wrong: &mut Vec<String>) {
        let mut met = HashSet::new();
        tally.spoken += self.marked.values().filter(|marked| marked.speaker.is_some()).count();
        tally.nobodys += self.marked.values().filter(|marked| marked.speaker.is_none()).count();
        learn::read(&self.document, &self.mentions, lexicon, |words, choices| {
            let scores: Vec<f32> = choices.iter().map(|choice| weights.sum(&choice.features)).collect();
            let told = learn::likeliest(choices, &scores);
            if let Some(marked) = self.marked(words) {
                let right = choices.get(told).is_some_and(|choice| self.is_right(marked, choice));
                met.insert(marked.start);
                if !right {
                    wrong.push(self.wrong(marked, choices, weights, told));
                }
                tally.right += usize::from(right && marked.speaker.is_some());
                tally.invented += usize::from(!right && marked.speaker.is_none());
            }
            told
        });
        let mut unseen: Vec<&Marked> =
            self.marked.values().filter(|marked| marked.speaker.is_some() && !met.contains(&marked.start)).collect();
        unseen.sort_by_key(|marked| marked.start);
        wrong.extend(
            unseen.into_iter().map(|marked| format!("{} {}: no quotation found; marked {}\n", self.id, marked.start, marked.speaker())),
        );
    }

    /// A quotation that was given to the wrong speaker: its neighbourhood, the marked speaker, and the likeliest candidates.
    fn wrong(&self, marked: &Marked, choices: &[Choice], weights: &Weights, told: usize) -> String {
        let name = |at: usize| choices.get(at).and_then(|choice| self.name(choice)).unwrap_or("nobody");
        let among = choices.iter().any(|choice| self.is_right(marked, choice));
        let body: Vec<char> = self.document.body().chars().collect();
        let around = |from: usize, to: usize| body.get(from..to.min(body.len())).unwrap_or_default().iter().collect::<String>();
        let scores: Vec<f32> = choices.iter().map(|choice| weights.sum(&choice.features)).collect();
        let mut order: Vec<usize> = (0..choices.len()).collect();
        order.sort_by(|one, other| scores[*other].total_cmp(&scores[*one]));
        let wanted = order.iter().find(|at| self.is_right(marked, &choices[**at]));
        let why = wanted.map_or_else(String::new, |wanted| weights.difference(&choices[told].features, &choices[*wanted].features));
        let likeliest: Vec<String> = order
            .into_iter()
            .take(SHOWN)
            .map(|at| {
                let mark = if self.is_right(marked, &choices[at]) { "*" } else { "" };
                let words = choices[at].words.map_or("", |words| words.of(self.document.body()));
                format!("{mark}{} ({} “{words}”) {:.1}", name(at), choices[at].reading, scores[at])
            })
            .collect();
        format!(
            "{} {}: given to {}; marked {}{}\n    {}⟦{}⟧{}\n    {}\n    {why}\n",
            self.id,
            marked.start,
            name(told),
            marked.speaker(),
            if among { "" } else { ", who is no candidate" },
            around(marked.start.saturating_sub(AROUND), marked.start),
            around(marked.start, marked.end),
            around(marked.end, marked.end + AROUND / 2),
            likeliest.join("; "),
        )
    }
}

impl Marked {
    /// The marked speaker, and other names for it.
    fn speaker(&self) -> String {
        let Some(speaker) = &self.speaker else { return "nobody".to_owned() };
        if self.accept.is_empty() { speaker.clone() } else { format!("{speaker} (or {})", self.accept.join(", ")) }
    }
}

/// Whether two names are one speaker's: the same words, or the same last word with the same beginning, or one inside the other.
fn same(found: &str, marked: &str) -> bool {
    let (found, marked) = (words(found), words(marked));
    let (Some(last), Some(others_last)) = (found.last(), marked.last()) else { return false };
    let first = |words: &[String]| words.first().and_then(|word| word.chars().next());
    let alike = last == others_last && (found.len() == 1 || marked.len() == 1 || first(&found) == first(&marked));
    alike || (found.len() > marked.len() && found.windows(marked.len()).any(|part| part == marked))
}

fn words(name: &str) -> Vec<String> {
    let folded = deunicode(name).to_lowercase().replace("'s", "");
    folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
