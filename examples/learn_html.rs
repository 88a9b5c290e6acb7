//! Learns the trees of the reader of web pages.
//!
//! `learn_html TRAIN.jsonl TREES.toml [TEST.jsonl PREDICTIONS.jsonl]`: a line of the input is `{"id", "html", "text"}`, where `text` is the body that a person marked.
//! With a test file, its pages are read by the trees just learnt.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};

use demarche::ingest::learn_html::{Forest, Measured, Tree, keep_by, measure};
use rayon::prelude::*;
use serde::Deserialize;

type Failure = Box<dyn std::error::Error>;

const N_TREES: usize = 160;
const DEPTH: u32 = 3;
const RATE: f64 = 0.1;
const N_BINS: usize = 48;
/// Shrinkage of the leaves.
const SHRINK: f64 = 4.0;
/// Weight below which a leaf is not made.
const LEAST: f64 = 20.0;

#[derive(Deserialize)]
struct Page {
    id: String,
    html: String,
    #[serde(default)]
    text: String,
}

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [train, trees, rest @ ..] = arguments.as_slice() else { return Err("give a training file and a file for the trees".into()) };
    let forest = fit(&Examples::of(&read(train)?));
    write_trees(trees, &forest)?;
    if let [test, predictions] = rest {
        predict(&read(test)?, &forest, predictions)?;
    }
    Ok(())
}

#[allow(clippy::disallowed_methods)] // a program at the end of the house, not a stage
fn read(path: &str) -> Result<Vec<Page>, Failure> {
    BufReader::new(File::open(path)?).lines().map(|line| Ok(serde_json::from_str(&line?)?)).collect()
}

/// Rows as numbers of bins, one list a feature.
struct Examples {
    limits: Vec<Vec<f32>>,
    columns: Vec<Vec<u8>>,
    labels: Vec<f64>,
    weights: Vec<f64>,
}

impl Examples {
    fn of(pages: &[Page]) -> Self {
        let measured: Vec<(Vec<Measured>, Vec<f64>)> = pages
            .par_iter()
            .map(|page| {
                let blocks = measure(&page.html);
                let labels = labels(&blocks, &page.text);
                (blocks, labels)
            })
            .collect();
        let (mut rows, mut all_labels, mut weights) = (Vec::new(), Vec::new(), Vec::new());
        for (blocks, labels) in measured {
            let sizes: Vec<f64> = blocks.iter().map(|block| (words(&block.text).len() as f64).sqrt()).collect();
            // Long pages must not outvote short ones.
            let scale = 100.0 / sizes.iter().sum::<f64>().max(100.0);
            weights.extend(sizes.iter().map(|size| size * scale));
            all_labels.extend(labels);
            rows.extend(blocks.into_iter().map(|block| block.row));
        }
        let n = rows.first().map_or(0, Vec::len);
        let binned: Vec<(Vec<f32>, Vec<u8>)> = (0..n).into_par_iter().map(|feature| bins(&rows, feature)).collect();
        let (limits, columns) = binned.into_iter().unzip();
        Self { limits, columns, labels: all_labels, weights }
    }
}

/// Limits between bins of about equal size, and the bin of every row.
fn bins(rows: &[Vec<f32>], feature: usize) -> (Vec<f32>, Vec<u8>) {
    let mut values: Vec<f32> = rows.iter().map(|row| row[feature]).collect();
    values.sort_by(f32::total_cmp);
    let mut distinct = values.clone();
    distinct.dedup();
    let mut limits: Vec<f32> = if distinct.len() <= N_BINS {
        distinct.windows(2).map(|pair| (pair[0] + pair[1]) / 2.0).collect()
    } else {
        (1..N_BINS).map(|bin| values[bin * values.len() / N_BINS]).collect()
    };
    // What is written has four decimals.
    limits.iter_mut().for_each(|limit| *limit = (*limit * 1e4).round() / 1e4);
    limits.dedup();
    let column = rows.iter().map(|row| u8::try_from(limits.partition_point(|limit| *limit < row[feature])).unwrap_or(u8::MAX)).collect();
    (limits, column)
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Whether each block is in the marked body: the heaviest chain of blocks whose words stand there in the same order.
fn labels(blocks: &[Measured], body: &str) -> Vec<f64> {
    let body = words(body);
    let mut at_run: BTreeMap<&[String], Vec<usize>> = BTreeMap::new();
    for (at, run) in body.windows(4).enumerate() {
        at_run.entry(run).or_default().push(at);
    }
    let texts: Vec<Vec<String>> = blocks.iter().map(|block| words(&block.text)).collect();
    // Candidates: block, first and last word in the body, words found.
    let mut places: Vec<(usize, usize, usize, usize)> = Vec::new();
    for (block, text) in texts.iter().enumerate().filter(|(_, text)| text.len() >= 4) {
        let mut shifts: BTreeMap<isize, usize> = BTreeMap::new();
        for (at, run) in text.windows(4).enumerate() {
            for place in at_run.get(run).into_iter().flatten().take(20) {
                *shifts.entry(place.cast_signed() - at.cast_signed()).or_default() += 1;
            }
        }
        let mut best: Vec<(usize, isize)> = shifts.iter().map(|(shift, n)| (*n, *shift)).collect();
        best.sort_by_key(|(n, shift)| (std::cmp::Reverse(*n), *shift));
        for (_, shift) in best.into_iter().take(3) {
            let near: usize = shifts.range(shift - 12..=shift + 12).map(|(_, n)| n).sum();
            let start = usize::try_from(shift.max(0)).unwrap_or(0);
            places.push((block, start, (start + text.len()).min(body.len()), (near + 3).min(text.len())));
        }
    }
    let mut labels = vec![0.0; blocks.len()];
    let chain = chain(&places);
    for &(block, _, _, found) in &chain {
        labels[block] = if found * 2 >= texts[block].len() { 1.0 } else { 0.0 };
    }
    // Short blocks are looked for between the long ones around them.
    let ends: Vec<(usize, usize, usize)> =
        chain.iter().filter(|place| labels[place.0] > 0.5).map(|(block, a, b, _)| (*block, *a, *b)).collect();
    for (block, text) in texts.iter().enumerate().filter(|(_, text)| (1..12).contains(&text.len())) {
        if labels[block] > 0.5 {
            continue;
        }
        let from = ends.iter().rev().find(|(other, _, _)| *other < block).map(|(_, _, end)| end.saturating_sub(2));
        let to = ends.iter().find(|(other, _, _)| *other > block).map(|(_, start, _)| start + 2);
        let (from, to) = match (from, to) {
            (Some(from), Some(to)) => (from, to.min(body.len())),
            (None, Some(to)) => (to.saturating_sub(16), to.min(body.len())),
            (Some(from), None) => (from, (from + 16).min(body.len())),
            (None, None) => continue,
        };
        if from < to && body[from..to].windows(text.len()).any(|window| window == text.as_slice()) {
            labels[block] = 1.0;
        }
    }
    labels
}

/// The heaviest choice of places that go forward both in the page and in the body.
fn chain(places: &[(usize, usize, usize, usize)]) -> Vec<(usize, usize, usize, usize)> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(places.len());
    for (at, place) in places.iter().enumerate() {
        let earlier = (0..at)
            .filter(|&other| places[other].0 < place.0 && places[other].2 <= place.1 + 2)
            .max_by_key(|&other| (best[other].0, other));
        best.push((place.3 + earlier.map_or(0, |other| best[other].0), earlier));
    }
    let mut chain = Vec::new();
    let mut next = (0..places.len()).max_by_key(|&at| (best[at].0, at));
    while let Some(at) = next {
        chain.push(places[at]);
        next = best[at].1;
    }
    chain.reverse();
    chain
}

/// Gradient boosting on the logistic loss, trees of one depth grown level by level.
fn fit(examples: &Examples) -> Forest {
    let n = examples.labels.len();
    let total: f64 = examples.weights.iter().sum();
    let share = examples.weights.iter().zip(&examples.labels).map(|(weight, label)| weight * label).sum::<f64>() / total;
    let start = (share / (1.0 - share)).ln();
    let mut odds = vec![start; n];
    let mut trees = Vec::new();
    for round in 0..N_TREES {
        let slopes: Vec<(f64, f64)> = (0..n)
            .map(|row| {
                let p = 1.0 / (1.0 + (-odds[row]).exp());
                let weight = examples.weights[row];
                (weight * (examples.labels[row] - p), weight * p * (1.0 - p))
            })
            .collect();
        let (tree, leaf_of) = grow(examples, &slopes, round);
        odds.iter_mut().zip(&leaf_of).for_each(|(odds, leaf)| *odds += f64::from(tree.leaves[*leaf]));
        trees.push(tree);
    }
    Forest { start: start as f32, trees }
}

fn grow(examples: &Examples, slopes: &[(f64, f64)], round: usize) -> (Tree, Vec<usize>) {
    let mut tree = Tree::default();
    let mut node_of = vec![0_usize; slopes.len()];
    for level in 0..DEPTH {
        let n_nodes = 1_usize << level;
        let features: Vec<usize> = (0..examples.columns.len()).filter(|feature| is_asked(round, *feature)).collect();
        let found: Vec<Vec<(f64, usize, usize)>> =
            features.par_iter().map(|feature| splits(examples, slopes, &node_of, n_nodes, *feature)).collect();
        let chosen: Vec<(f64, usize, usize)> = (0..n_nodes)
            .map(|node| {
                found.iter().map(|nodes| nodes[node]).fold((0.0, 0, usize::MAX), |best, split| if split.0 > best.0 { split } else { best })
            })
            .collect();
        for (_, feature, bin) in &chosen {
            tree.asks.push(*feature);
            tree.limits.push(examples.limits[*feature].get(*bin).copied().unwrap_or(1e9));
        }
        for (row, node) in node_of.iter_mut().enumerate() {
            let (_, feature, bin) = chosen[*node];
            *node = 2 * *node + usize::from(usize::from(examples.columns[feature][row]) > bin);
        }
    }
    let mut sums = [(0.0, 0.0); 1 << DEPTH];
    for (node, (slope, curve)) in node_of.iter().zip(slopes) {
        sums[*node].0 += slope;
        sums[*node].1 += curve;
    }
    tree.leaves = sums.iter().map(|(slope, curve)| ((RATE * slope / (curve + SHRINK) * 1e4).round() / 1e4) as f32).collect();
    (tree, node_of)
}

/// Two features of five are asked in a tree, so that no single one carries everything.
fn is_asked(round: usize, feature: usize) -> bool {
    let mixed = (round as u64 * 1_000_003 + feature as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 40) % 5 < 2
}

/// The best split of every node by one feature: gain, feature, bin.
fn splits(examples: &Examples, slopes: &[(f64, f64)], node_of: &[usize], n_nodes: usize, feature: usize) -> Vec<(f64, usize, usize)> {
    let n_bins = examples.limits[feature].len() + 1;
    let mut sums = vec![(0.0_f64, 0.0_f64, 0.0_f64); n_nodes * n_bins];
    for (row, bin) in examples.columns[feature].iter().enumerate() {
        let sum = &mut sums[node_of[row] * n_bins + usize::from(*bin)];
        sum.0 += slopes[row].0;
        sum.1 += slopes[row].1;
        sum.2 += examples.weights[row];
    }
    let worth = |slope: f64, curve: f64| slope * slope / (curve + SHRINK);
    (0..n_nodes)
        .map(|node| {
            let bins = &sums[node * n_bins..(node + 1) * n_bins];
            let all = bins.iter().fold((0.0, 0.0, 0.0), |a, b| (a.0 + b.0, a.1 + b.1, a.2 + b.2));
            let (mut left, mut best) = ((0.0, 0.0, 0.0), (0.0, feature, usize::MAX));
            for (bin, sum) in bins.iter().enumerate().take(n_bins - 1) {
                left = (left.0 + sum.0, left.1 + sum.1, left.2 + sum.2);
                let gain = worth(left.0, left.1) + worth(all.0 - left.0, all.1 - left.1) - worth(all.0, all.1);
                if left.2 >= LEAST && all.2 - left.2 >= LEAST && gain > best.0 {
                    best = (gain, feature, bin);
                }
            }
            best
        })
        .collect()
}

#[allow(clippy::disallowed_methods)] // a program at the end of the house, not a stage
fn write_trees(path: &str, forest: &Forest) -> Result<(), Failure> {
    let mut out = BufWriter::new(File::create(path)?);
    writeln!(
        out,
        "# Trees of the reader of web pages, learnt by scripts/learn-html; features are numbered as src/ingest/html_features.rs orders them."
    )?;
    writeln!(out, "start = {:.4}", forest.start)?;
    for tree in &forest.trees {
        let list = |values: &[f32]| values.iter().map(|value| format!("{value:?}")).collect::<Vec<_>>().join(", ");
        writeln!(out, "\n[[trees]]\nasks = {:?}\nlimits = [{}]\nleaves = [{}]", tree.asks, list(&tree.limits), list(&tree.leaves))?;
    }
    Ok(out.flush()?)
}

#[allow(clippy::disallowed_methods)] // a program at the end of the house, not a stage
fn predict(pages: &[Page], forest: &Forest, path: &str) -> Result<(), Failure> {
    let answers: Vec<String> = pages
        .par_iter()
        .map(|page| {
            let odds: Vec<f32> = measure(&page.html).iter().map(|block| forest.apply(&block.row)).collect();
            serde_json::json!({"id": page.id, "text": keep_by(&page.html, &odds)}).to_string()
        })
        .collect();
    let mut out = BufWriter::new(File::create(path)?);
    answers.iter().try_for_each(|answer| writeln!(out, "{answer}"))?;
    Ok(out.flush()?)
}
