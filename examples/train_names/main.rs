//! Trains the recogniser of names.
//!
//! `train_names SETS WEIGHTS` trains on all sets of a folder; `train_names SETS --folds OUT` trains five times without a fifth of the folded set and writes what each model finds there: `OUT/model.jsonl` by the model alone, `OUT/mentions.jsonl` by `mentions`, with the rules.
//! `train_names SETS WEIGHTS RECORDS OUT` also reads RECORDS, which took no part in training, and writes the same two files.
//! A line of a set is `{"id", "text", "entities": [{"start", "end", "type"}], "no_misc"}`, offsets in characters. The same sets give the same bytes.
//! `marks.jsonl` beside this file holds marks of our own on records of the sets, which take the place of their labels when `--marks` stands at the end.

use std::borrow::Cow;
use std::path::Path;

use demarche::mentions::names::learn::{Marks, Reader};
use demarche::mentions::names::{Model, Tagger};
use rayon::prelude::*;

mod corpus;
mod news;
mod perceptron;
mod predict;
mod rows;

use corpus::{Corpus, Labels, Record};
use perceptron::{Course, Example, Weights};

type Failure = Box<dyn std::error::Error>;

/// Folds of the folded set: record i is in fold i mod 5.
const FOLDS: usize = 5;
/// Models whose mean is taken.
const SEEDS: [u64; 3] = [11, 23, 47];
/// Rounds through the sets with labels of their own, and through all.
const ROUNDS: [usize; 2] = [10, 6];

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let with_marks = words.pop_if(|last| *last == "--marks").is_some();
    match words.as_slice() {
        [sets, "--folds", out] => folds(&read(sets, with_marks)?, Path::new(out)),
        [sets, weights, left_out @ ..] if left_out.is_empty() || left_out.len() == 2 => {
            let corpus = read(sets, with_marks)?;
            let bytes = train(&corpus, |_| true)?;
            write(Path::new(weights), &bytes)?;
            match left_out {
                [records, out] => read_left_out(bytes, Path::new(records), Path::new(out)),
                _ => Ok(()),
            }
        }
        _ => Err("give the folder of the sets and a file for the weights, or --folds and a folder".into()),
    }
}

#[allow(clippy::print_stderr)] // a program at the end of the house, not a stage
fn read(sets: &str, with_marks: bool) -> Result<Corpus, Failure> {
    let mut reader = Reader::default();
    let lines = if with_marks { include_str!("marks.jsonl") } else { "" };
    let mut marks = Marks::read(lines).map_err(|why| format!("examples/train_names/marks.jsonl: {why}"))?;
    let corpus = Corpus::read(Path::new(sets), &mut marks, &mut reader)?;
    marks.problems().iter().for_each(|problem| eprintln!("marks of our own: {problem}"));
    eprintln!("{} records with marks of our own", marks.len());
    eprintln!("{} records, {} tokens to learn from, {} features", corpus.records.len(), corpus.n_tokens(), corpus.n_features());
    Ok(corpus)
}

fn folds(corpus: &Corpus, out: &Path) -> Result<(), Failure> {
    let folds: Result<Vec<predict::Found>, String> = (0..FOLDS)
        .into_par_iter()
        .map(|fold| {
            let inside = |record: &Record| record.folded.is_none_or(|at| at % FOLDS != fold);
            let bytes = train(corpus, inside).map_err(|failure| failure.to_string())?;
            let model = Model::read(Cow::Owned(bytes)).ok_or("the weights cannot be read")?;
            Ok(predict::all(&model, corpus.records.iter().filter(|record| !inside(record))))
        })
        .collect();
    let mut found: Vec<_> = folds?.into_iter().flatten().collect();
    found.sort_by_key(|(at, _)| *at);
    write_found(out, &found.iter().map(|(_, lines)| lines).collect::<Vec<_>>())
}

/// Reads records that took no part in training, and writes what the model and `mentions` find there.
fn read_left_out(bytes: Vec<u8>, records: &Path, out: &Path) -> Result<(), Failure> {
    let model = Model::read(Cow::Owned(bytes)).ok_or("the weights cannot be read")?;
    let found = predict::texts(&model, &corpus::texts(records)?);
    write_found(out, &found.iter().collect::<Vec<_>>())
}

fn write_found(out: &Path, found: &[&predict::Lines]) -> Result<(), Failure> {
    create(out)?;
    let lines = |which: fn(&predict::Lines) -> &String| found.iter().map(|lines| which(lines).as_str()).collect::<String>();
    write(&out.join("model.jsonl"), lines(|lines| &lines.model).as_bytes())?;
    write(&out.join("mentions.jsonl"), lines(|lines| &lines.mentions).as_bytes())?;
    Ok(())
}

/// First the sets with labels of their own; their models label the others; then all.
fn train(corpus: &Corpus, inside: impl Fn(&Record) -> bool + Sync) -> Result<Vec<u8>, Failure> {
    let own = |record: &'_ Record| inside(record) && !record.by_model;
    let first = mean(corpus, &corpus.examples(|record| own(record).then_some(&record.labels)), ROUNDS[0]);
    let first = Model::read(Cow::Owned(rows::write(corpus, &first))).ok_or("the weights cannot be read")?;
    let mut tagger = Tagger::new(Cow::Borrowed(&first));
    let mut label = |record: &Record| Labels::of_names(&record.document, &tagger.tag(&record.document));
    let labels: Vec<Option<Labels>> = corpus.records.iter().map(|record| record.by_model.then(|| label(record))).collect();
    let all = corpus.examples(|record| if own(record) { Some(&record.labels) } else { labels[record.at].as_ref() });
    Ok(rows::write(corpus, &mean(corpus, &all, ROUNDS[1])))
}

/// The mean of models that differ in the order of their lessons.
fn mean(corpus: &Corpus, examples: &[Example], rounds: usize) -> Weights {
    let course = |seed: u64| Course { n_features: corpus.n_features(), rounds, seed };
    let models: Vec<Weights> = SEEDS.iter().map(|seed| perceptron::train(examples, &course(*seed))).collect();
    Weights::mean(&models)
}

#[allow(clippy::disallowed_methods)] // a program at the end of the house, not a stage
fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    std::fs::write(path, bytes)
}

#[allow(clippy::disallowed_methods)] // a program at the end of the house, not a stage
fn create(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)
}
