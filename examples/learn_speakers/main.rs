//! Learns who speaks the words between quotation marks.
//!
//! `learn_speakers WEIGHTS SET…` learns from all records of some sets; `learn_speakers --folds SET…` learns five times without a fifth of them, gives speakers to the fifth and prints how many are right, set by set; `--errors` in place of `--folds` also prints every wrong one: its neighbourhood, the likeliest candidates, and what told for whom.
//! A line of a set is `{"id", "text", "quotes": [{"start", "end", "speaker", "accept"}]}`, offsets in characters; `speaker` is null for nobody. The same sets give the same bytes.

use std::path::Path;

use demarche::lexicon::Lexicon;

mod course;
mod gold;

use course::{Case, Weights};
use gold::{Record, Tally};

type Failure = Box<dyn std::error::Error>;

/// Folds of the sets: record i of all is in fold i mod 5.
const FOLDS: usize = 5;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (first, paths) =
        arguments.split_first().filter(|(_, paths)| !paths.is_empty()).ok_or("give a file for the weights, or --folds, and sets")?;
    let lexicon = Lexicon::new();
    let sets: Result<Vec<Vec<Record>>, Failure> = paths.iter().map(|path| gold::read(Path::new(path), &lexicon)).collect();
    let sets = sets?;
    if first == "--folds" || first == "--errors" {
        folds(paths, &sets, &lexicon, first == "--errors");
        return Ok(());
    }
    write(Path::new(first), &course::learn(&cases(&sets, &lexicon, |_| true)).lines())
}

fn cases(sets: &[Vec<Record>], lexicon: &Lexicon, inside: impl Fn(usize) -> bool) -> Vec<Case> {
    sets.iter().flatten().enumerate().filter(|(at, _)| inside(*at)).flat_map(|(_, record)| record.cases(lexicon)).collect()
}

#[allow(clippy::print_stdout)] // a program at the end of the house, not a stage
fn folds(paths: &[String], sets: &[Vec<Record>], lexicon: &Lexicon, tell: bool) {
    let mut wrong = Vec::new();
    let mut tallies: Vec<Tally> = paths.iter().map(|_| Tally::default()).collect();
    for fold in 0..FOLDS {
        let weights: Weights = course::learn(&cases(sets, lexicon, |at| at % FOLDS != fold));
        let mut at = 0;
        for (set, tally) in sets.iter().zip(&mut tallies) {
            for record in set {
                if at % FOLDS == fold {
                    record.check(&weights, lexicon, tally, &mut wrong);
                }
                at += 1;
            }
        }
    }
    if tell {
        wrong.iter().for_each(|wrong| println!("{wrong}"));
    }
    for (path, tally) in paths.iter().zip(&tallies) {
        println!("{path}: {tally}");
    }
    let all = tallies.into_iter().reduce(Tally::and).unwrap_or_default();
    println!("all: {all}");
}

#[allow(clippy::disallowed_methods)] // a program at the end of the house, not a stage
fn write(path: &Path, lines: &str) -> Result<(), Failure> {
    let head = "# Weights of the features of src/claims/speaker/features.rs in hundredths; written by scripts/learn-speakers.";
    Ok(std::fs::write(path, format!("{head}\n{lines}"))?)
}
