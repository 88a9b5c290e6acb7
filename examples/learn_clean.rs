//! Learns the weights of the raw-text cleaner.
//!
//! `learn_clean TRAIN.jsonl WEIGHTS.toml [TEST.jsonl PREDICTIONS.jsonl]`: a line of the input is `{"id", "raw", "keep": [[first, last], …], "neutral": […]}` with lines counted from 0.
//! With a test file, its pages are cleaned by the weights just learnt.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};

use demarche::ingest::learn::{Measured, apply, keep_by, measure, with_neighbours};
use serde::Deserialize;

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
    let short: Vec<Page> = pages.iter().enumerate().filter_map(|(at, page)| shortened(page, at)).collect();
    pages.extend(short);
    let measured: Vec<Vec<Measured>> = pages.iter().map(|page| measure(&page.raw)).collect();
    let first = fit(&examples(&pages, &measured, |page| rows(&measured[page])));
    let folded = out_of_fold(&pages, &measured);
    let second = fit(&examples(&pages, &measured, |page| with_neighbours(&rows(&measured[page]), &folded[page])));
    write_weights(weights, &first, &second)?;
    if let [test, predictions] = rest {
        predict(&read(test)?, &first, &second, predictions)?;
    }
    Ok(())
}

#[allow(clippy::disallowed_methods)] // a program at the end of the house, not a stage
fn read(path: &str) -> Result<Vec<Page>, Failure> {
    BufReader::new(File::open(path)?).lines().map(|line| Ok(serde_json::from_str(&line?)?)).collect()
}

/// A page with fewer paragraphs and less of a frame: most development pages are longer than a news report.
fn shortened(page: &Page, seed: usize) -> Option<Page> {
    let kept = |line: u32| page.keep.iter().any(|[a, b]| (*a..=*b).contains(&line));
    let lines: Vec<&str> = page.raw.split('\n').collect();
    let n = u32::try_from(lines.len()).ok()?;
    let blank = |line: &u32| lines[*line as usize].trim().is_empty();
    let body: Vec<u32> = (0..n).filter(|line| kept(*line) && !blank(line)).collect();
    let [n_body, n_above, n_below] = [4 + seed * 7 % 9, seed * 5 % 19, seed * 11 % 23];
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

fn rows(page: &[Measured]) -> Vec<Vec<f32>> {
    page.iter().map(|line| line.row.clone()).collect()
}

/// The first model's opinion of every page by weights learnt without it, so that the second learns how far to trust it.
fn out_of_fold(pages: &[Page], measured: &[Vec<Measured>]) -> Vec<Vec<f32>> {
    const FOLDS: usize = 3;
    let mut odds = vec![Vec::new(); pages.len()];
    for fold in 0..FOLDS {
        let inside = |page: usize| page % FOLDS != fold;
        let weights = fit(&examples(pages, measured, |page| if inside(page) { rows(&measured[page]) } else { Vec::new() }));
        for page in (0..pages.len()).filter(|page| !inside(*page)) {
            odds[page] = measured[page].iter().map(|line| apply(&weights, &line.row)).collect();
        }
    }
    odds
}

fn examples(pages: &[Page], measured: &[Vec<Measured>], rows: impl Fn(usize) -> Vec<Vec<f32>>) -> Vec<Example> {
    let mut examples = Vec::new();
    for (at, page) in pages.iter().enumerate() {
        let start = examples.len();
        for (line, row) in measured[at].iter().zip(rows(at)) {
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

/// Logistic regression by Adam on the whole set, with a little shrinkage.
fn fit(examples: &[Example]) -> Vec<f32> {
    let n = examples.first().map_or(0, |example| example.row.len());
    let (means, scales) = scaling(examples, n);
    let total: f32 = examples.iter().map(|example| example.weight).sum();
    let (mut weights, mut drift, mut spread) = (vec![0.0_f32; n + 1], vec![0.0_f32; n + 1], vec![0.0_f32; n + 1]);
    let scaled: Vec<Vec<f32>> = examples.iter().map(|example| (0..n).map(|i| (example.row[i] - means[i]) / scales[i]).collect()).collect();
    for step in 1..=600_i32 {
        let mut gradient = vec![0.0_f32; n + 1];
        for (example, row) in examples.iter().zip(&scaled) {
            let error = (1.0 / (1.0 + (-apply(&weights, row)).exp()) - example.label) * example.weight;
            gradient.iter_mut().zip(row).for_each(|(sum, value)| *sum += error * value);
            gradient[n] += error;
        }
        for i in 0..=n {
            let shrink = if i < n { 1e-4 * weights[i] } else { 0.0 };
            let g = gradient[i] / total + shrink;
            drift[i] = 0.9 * drift[i] + 0.1 * g;
            spread[i] = 0.999 * spread[i] + 0.001 * g * g;
            let (d, s) = (drift[i] / (1.0 - 0.9_f32.powi(step)), spread[i] / (1.0 - 0.999_f32.powi(step)));
            weights[i] -= 0.03 * d / (s.sqrt() + 1e-8);
        }
    }
    unscale(&weights, &means, &scales)
}

fn scaling(examples: &[Example], n: usize) -> (Vec<f32>, Vec<f32>) {
    let count = examples.len().max(1) as f32;
    let means: Vec<f32> = (0..n).map(|i| examples.iter().map(|example| example.row[i]).sum::<f32>() / count).collect();
    let scales = (0..n)
        .map(|i| (examples.iter().map(|example| (example.row[i] - means[i]).powi(2)).sum::<f32>() / count).sqrt().max(0.05))
        .collect();
    (means, scales)
}

fn unscale(weights: &[f32], means: &[f32], scales: &[f32]) -> Vec<f32> {
    let mut out: Vec<f32> = weights.iter().zip(scales).map(|(weight, scale)| weight / scale).collect();
    let shift: f32 = out.iter().zip(means).map(|(weight, mean)| weight * mean).sum();
    out.push(weights[means.len()] - shift);
    out
}

#[allow(clippy::disallowed_methods)] // a program at the end of the house, not a stage
fn write_weights(path: &str, first: &[f32], second: &[f32]) -> Result<(), Failure> {
    let list = |weights: &[f32]| weights.iter().map(|weight| format!("  {weight:.4},\n")).collect::<String>();
    let head = "# Weights of the raw-text cleaner, learnt by scripts/learn-clean; the order is that of src/ingest/features.rs.\n";
    Ok(std::fs::write(path, format!("{head}first = [\n{}]\nsecond = [\n{}]\n", list(first), list(second)))?)
}

#[allow(clippy::disallowed_methods)] // a program at the end of the house, not a stage
fn predict(pages: &[Page], first: &[f32], second: &[f32], path: &str) -> Result<(), Failure> {
    let mut out = BufWriter::new(File::create(path)?);
    for page in pages {
        let rows = rows(&measure(&page.raw));
        let odds: Vec<f32> = rows.iter().map(|row| apply(first, row)).collect();
        let odds: Vec<f32> = with_neighbours(&rows, &odds).iter().map(|row| apply(second, row).clamp(-8.0, 8.0)).collect();
        writeln!(out, "{}", serde_json::json!({"id": page.id, "text": keep_by(&page.raw, &odds)}))?;
    }
    Ok(())
}
