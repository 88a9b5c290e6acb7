//! Learns the weights of the raw-text cleaner.
//!
//! `learn_clean TRAIN.jsonl WEIGHTS.toml [TEST.jsonl PREDICTIONS.jsonl]`: a line of the input is `{"id", "raw", "keep": [[first, last], …], "neutral": […]}` with lines counted from 0.
//! With a test file, its pages are cleaned by the weights just learnt.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};

use demarche::ingest::learn::{self, Measured, Weights, apply};
use serde::Deserialize;

mod logistic;
mod network;
mod scale;

use logistic::fit;

type Failure = Box<dyn std::error::Error>;

#[derive(Deserialize)]
struct Page {
    id: String,
    raw: String,
    #[serde(default)]
    keep: Vec<[u32; 2]>,
    #[serde(default)]
    neutral: Vec<[u32; 2]>,
}

struct Example {
    row: Vec<f32>,
    label: f32,
    weight: f32,
}

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [train, weights, rest @ ..] = arguments.as_slice() else { return Err("give a training file and a file for the weights".into()) };
    let mut pages = read(train)?;
    let cut = |shape: Cut| pages.iter().enumerate().filter_map(move |(at, page)| shortened(page, at, shape)).collect::<Vec<Page>>();
    let (report, note) = (cut(REPORT), cut(NOTE));
    pages.extend(report);
    pages.extend(note);
    let measured: Vec<learn::Page> = pages.iter().map(|page| learn::Page::new(&page.raw)).collect();
    let first = fit(&examples(&pages, &measured, learn::Page::first));
    let folded = out_of_fold(&pages, &measured);
    let second = network::fit(&examples_with(&pages, &measured, |at| measured[at].second(&folded[at])));
    let learnt = Weights { first, second };
    write_weights(weights, &learnt)?;
    if let [test, predictions] = rest {
        predict(&read(test)?, &learnt, predictions)?;
    }
    Ok(())
}

#[allow(clippy::disallowed_methods)] // a program at the end of the house, not a stage
fn read(path: &str) -> Result<Vec<Page>, Failure> {
    BufReader::new(File::open(path)?).lines().map(|line| Ok(serde_json::from_str(&line?)?)).collect()
}

/// How many lines of a page are taken: of the body, more of the body by chance, and by chance fewer than so many above and below it.
#[derive(Clone, Copy)]
struct Cut {
    body: usize,
    more: usize,
    above: usize,
    below: usize,
}

/// A report with some of its frame.
const REPORT: Cut = Cut { body: 4, more: 9, above: 19, below: 23 };

/// A few lines from a wire.
const NOTE: Cut = Cut { body: 2, more: 4, above: 7, below: 7 };

/// A page with fewer paragraphs and less of a frame: most development pages are longer than a news report.
fn shortened(page: &Page, seed: usize, cut: Cut) -> Option<Page> {
    let kept = |line: u32| page.keep.iter().any(|[a, b]| (*a..=*b).contains(&line));
    let lines: Vec<&str> = page.raw.split('\n').collect();
    let n = u32::try_from(lines.len()).ok()?;
    let blank = |line: &u32| lines[*line as usize].trim().is_empty();
    let body: Vec<u32> = (0..n).filter(|line| kept(*line) && !blank(line)).collect();
    let [n_body, n_above, n_below] = [cut.body + seed * 7 % cut.more, seed * 5 % cut.above, seed * 11 % cut.below];
    let (first, last, cut) = (*body.first()?, *body.last()?, *body.get(n_body)?);
    let chosen: Vec<u32> = (first.saturating_sub(u32::try_from(n_above).ok()?)..cut)
        .chain(last + 1..(last + 1 + u32::try_from(n_below).ok()?).min(n))
        .collect();
    let ranges = |old: &[[u32; 2]]| {
        let inside = |line: u32| old.iter().any(|[a, b]| (*a..=*b).contains(&line));
        (0u32..).zip(&chosen).filter(|(_, line)| inside(**line)).map(|(at, _)| [at, at]).collect::<Vec<_>>()
    };
    let raw = chosen.iter().map(|line| lines[*line as usize]).collect::<Vec<_>>().join("\n");
    Some(Page { id: page.id.clone(), keep: ranges(&page.keep), neutral: ranges(&page.neutral), raw })
}

/// The first model's opinion of every page by weights learnt without it, so that the second learns how far to trust it.
fn out_of_fold(pages: &[Page], measured: &[learn::Page]) -> Vec<Vec<f32>> {
    const FOLDS: usize = 3;
    let mut odds = vec![Vec::new(); pages.len()];
    for fold in 0..FOLDS {
        let inside = |page: usize| page % FOLDS != fold;
        let weights = fit(&examples_with(pages, measured, |at| if inside(at) { measured[at].first() } else { Vec::new() }));
        for page in (0..pages.len()).filter(|page| !inside(*page)) {
            odds[page] = measured[page].first().iter().map(|row| apply(&weights, row)).collect();
        }
    }
    odds
}

fn examples(pages: &[Page], measured: &[learn::Page], rows: impl Fn(&learn::Page) -> Vec<Vec<f32>>) -> Vec<Example> {
    examples_with(pages, measured, |at| rows(&measured[at]))
}

fn examples_with(pages: &[Page], measured: &[learn::Page], rows: impl Fn(usize) -> Vec<Vec<f32>>) -> Vec<Example> {
    let mut examples = Vec::new();
    for (at, page) in pages.iter().enumerate() {
        let start = examples.len();
        let lines: Vec<Measured> = measured[at].lines();
        for (line, row) in lines.iter().zip(rows(at)) {
            let share = |ranges: &[[u32; 2]]| {
                let inside = line.lines.clone().filter(|n| ranges.iter().any(|[a, b]| (*a..=*b).contains(&(n - 1)))).count();
                inside as f32 / line.lines.clone().count() as f32
            };
            if share(&page.neutral) < 0.5 {
                let label = if share(&page.keep) >= 0.5 { 1.0 } else { 0.0 };
                examples.push(Example { row, label, weight: (line.n_words as f32).sqrt() });
            }
        }
        // Long pages must not outvote short ones.
        let total: f32 = examples[start..].iter().map(|example| example.weight).sum();
        examples[start..].iter_mut().for_each(|example| example.weight *= 100.0 / total.max(100.0));
    }
    examples
}

#[allow(clippy::disallowed_methods)] // a program at the end of the house, not a stage
fn write_weights(path: &str, learnt: &Weights) -> Result<(), Failure> {
    let list = |weights: &[f32]| weights.iter().map(|weight| format!("{weight:.4}")).collect::<Vec<_>>().join(", ");
    let head = "# Weights of the raw-text cleaner, learnt by scripts/learn-clean; the order is that of src/ingest/features.rs.\n";
    let hidden: String = learnt.second.hidden.iter().map(|unit| format!("  [{}],\n", list(unit))).collect();
    let (first, output) = (list(&learnt.first), list(&learnt.second.output));
    Ok(std::fs::write(path, format!("{head}first = [{first}]\n\n[second]\nhidden = [\n{hidden}]\noutput = [{output}]\n"))?)
}

#[allow(clippy::disallowed_methods)] // a program at the end of the house, not a stage
fn predict(pages: &[Page], learnt: &Weights, path: &str) -> Result<(), Failure> {
    let mut out = BufWriter::new(File::create(path)?);
    for page in pages {
        let measured = learn::Page::new(&page.raw);
        let text = measured.keep(&measured.log_odds(learnt));
        writeln!(out, "{}", serde_json::json!({"id": page.id, "text": text}))?;
    }
    Ok(())
}
