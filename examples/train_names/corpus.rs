//! The sets as documents with features by number and labels by token.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::ops::Range;
use std::path::Path;

use demarche::mentions::names::learn::{self, Marked, Marks, OUTSIDE, Part, Reader, TYPES, label};
use demarche::mentions::names::{Name, NameType};
use demarche::text::Document;
use flate2::read::GzDecoder;
use serde::Deserialize;

use super::Failure;
use super::perceptron::Example;

/// Features that are met less often are left out.
const MET: u8 = 3;

#[derive(Deserialize)]
struct Plan {
    set: Vec<Set>,
    marks: OwnMarks,
}

/// Marks of our own on records of the sets.
#[derive(Deserialize)]
struct OwnMarks {
    weight: f32,
}

#[derive(Deserialize)]
struct Set {
    file: String,
    weight: f32,
    #[serde(default)]
    by_model: bool,
    #[serde(default)]
    folded: bool,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    entities: Vec<Entity>,
    #[serde(default)]
    no_misc: bool,
}

#[derive(Deserialize)]
struct Entity {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
}

/// A document of a set.
pub struct Record {
    /// Its place among all records.
    pub at: usize,
    pub id: String,
    pub document: Document,
    pub labels: Labels,
    pub weight: f32,
    /// Its labels come from a model.
    pub by_model: bool,
    /// Its place in the folded set.
    pub folded: Option<usize>,
    /// Stretches with the numbers of their features, token by token.
    stretches: Vec<Numbered>,
}

/// A stretch of tokens with the numbers of their features, token by token.
type Numbered = (Range<usize>, Vec<Box<[u32]>>);

/// Labels of a document's tokens.
pub struct Labels {
    labels: Vec<u8>,
    /// What has no label may be another name.
    open: bool,
}

/// All sets.
pub struct Corpus {
    pub records: Vec<Record>,
    /// Keys of features by their number.
    pub keys: Vec<u64>,
}

impl Corpus {
    /// Reads the sets of the plan, and puts marks of our own in the place of the labels of the records that have some. A feature's number depends on nothing but the sets.
    pub fn read(folder: &Path, marks: &mut Marks, reader: &mut Reader) -> Result<Self, Failure> {
        let plan: Plan = toml::from_str(include_str!("sets.toml"))?;
        let mut raw = Vec::new();
        let mut met = Met::new();
        for set in &plan.set {
            for (nth, line) in lines(&folder.join(&set.file))?.into_iter().enumerate() {
                let document = learn::document(&line.text);
                let stretches = reader.read(&document);
                stretches.iter().flat_map(|stretch| stretch.keys.iter().flatten()).for_each(|key| met.note(*key));
                let own = if set.folded { None } else { marks.of(&set.file, &line.id, &line.text) };
                let marked = own.is_some();
                let labels = own.map_or_else(|| Labels::of_entities(&document, &line), |own| Labels::of_marks(&document, &line.text, own));
                let folded = set.folded.then_some(nth);
                let record = Record {
                    at: raw.len(),
                    id: line.id,
                    document,
                    labels,
                    weight: if marked { plan.marks.weight } else { set.weight },
                    by_model: set.by_model && !marked,
                    folded,
                    stretches: Vec::new(),
                };
                raw.push((record, stretches));
            }
        }
        let mut numbers: HashMap<u64, u32> = HashMap::new();
        let mut keys = Vec::new();
        let mut records = Vec::with_capacity(raw.len());
        for (mut record, stretches) in raw {
            for stretch in stretches {
                let numbered = stretch.keys.into_iter().map(|token| {
                    let often = token.into_iter().filter(|key| met.often(*key));
                    often
                        .map(|key| {
                            *numbers.entry(key).or_insert_with(|| {
                                keys.push(key);
                                keys.len() as u32 - 1
                            })
                        })
                        .collect()
                });
                record.stretches.push((stretch.tokens, numbered.collect()));
            }
            records.push(record);
        }
        Ok(Self { records, keys })
    }

    pub fn n_features(&self) -> usize {
        self.keys.len()
    }

    pub fn n_tokens(&self) -> usize {
        self.records.iter().flat_map(|record| &record.stretches).map(|(tokens, _)| tokens.len()).sum()
    }

    /// The stretches of the records for which there are labels.
    pub fn examples<'a>(&'a self, labels: impl Fn(&'a Record) -> Option<&'a Labels>) -> Vec<Example<'a>> {
        let labelled = self.records.iter().filter_map(|record| Some((record, labels(record)?)));
        let examples = labelled.flat_map(|(record, labels)| {
            record.stretches.iter().map(move |(tokens, features)| Example {
                features,
                labels: &labels.labels[tokens.clone()],
                open: labels.open,
                weight: record.weight,
            })
        });
        examples.collect()
    }
}

impl Labels {
    fn of_entities(document: &Document, line: &Line) -> Self {
        let marks: Vec<Marked> =
            line.entities.iter().filter_map(|entity| Some((entity.start, entity.end, type_of(&entity.kind)?))).collect();
        Self { open: line.no_misc, ..Self::of_marks(document, &line.text, &marks) }
    }

    /// The labels of marked stretches of characters.
    fn of_marks(document: &Document, text: &str, marks: &[Marked]) -> Self {
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let mut labels = vec![OUTSIDE; document.tokens.len()];
        for (start, end, kind) in marks {
            let (Some(start), Some(end)) = (bytes.get(*start), bytes.get(*end)) else { continue };
            let first = document.tokens.partition_point(|token| token.span.end as usize <= *start);
            let last = document.tokens.partition_point(|token| (token.span.start as usize) < *end);
            mark(&mut labels, first..last, *kind);
        }
        Self { labels, open: false }
    }

    /// The labels of names that a model found.
    pub fn of_names(document: &Document, names: &[Name]) -> Self {
        let mut labels = vec![OUTSIDE; document.tokens.len()];
        names.iter().for_each(|name| mark(&mut labels, name.tokens.clone(), name.kind));
        Self { labels, open: false }
    }
}

fn mark(labels: &mut [u8], tokens: Range<usize>, kind: NameType) {
    let n_tokens = tokens.len();
    let Some(slots) = labels.get_mut(tokens) else { return };
    for (at, slot) in slots.iter_mut().enumerate() {
        *slot = label(
            kind,
            match at {
                0 if n_tokens == 1 => Part::Unit,
                0 => Part::Begin,
                at if at + 1 == n_tokens => Part::Last,
                _ => Part::Inside,
            },
        );
    }
}

fn type_of(word: &str) -> Option<NameType> {
    ["PER", "ORG", "LOC", "MISC"].iter().position(|name| *name == word).map(|at| TYPES[at])
}

#[allow(clippy::disallowed_methods)] // a program at the end of the house, not a stage
fn lines(path: &Path) -> Result<Vec<Line>, Failure> {
    let file = File::open(path).map_err(|failure| format!("{}: {failure}", path.display()))?;
    BufReader::new(GzDecoder::new(file)).lines().map(|line| Ok(serde_json::from_str(&line?)?)).collect()
}

/// The names and texts of records in a file of plain lines.
#[allow(clippy::disallowed_methods)] // a program at the end of the house, not a stage
pub fn texts(path: &Path) -> Result<Vec<(String, String)>, Failure> {
    let text = std::fs::read_to_string(path).map_err(|failure| format!("{}: {failure}", path.display()))?;
    text.lines().map(|line| serde_json::from_str(line).map(|line: Line| (line.id, line.text)).map_err(Into::into)).collect()
}

/// How often keys are met, in cells that few of them share.
struct Met {
    counts: Vec<u8>,
}

impl Met {
    fn new() -> Self {
        Self { counts: vec![0; 1 << 27] }
    }

    fn note(&mut self, key: u64) {
        let cell = self.cell(key);
        self.counts[cell] = self.counts[cell].saturating_add(1);
    }

    fn often(&self, key: u64) -> bool {
        self.counts[self.cell(key)] >= MET
    }

    fn cell(&self, key: u64) -> usize {
        key as usize & (self.counts.len() - 1)
    }
}
