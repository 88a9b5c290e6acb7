//! How fast time expressions are found and resolved on one core, in MB/s, and the scan for places where one may begin as its own line.
//!
//! `cargo bench --bench tagging` prints them. The input is the text of the sample corpus, so that anyone can run it;
//! `scripts/eval --only time` prints the same over the development sets.

use std::hint::black_box;

use chrono::NaiveDate;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use demarche::mentions::time;

/// The sample articles that are plain text or Markdown.
#[allow(clippy::disallowed_methods)] // a program at the end of the house, not a stage
fn samples() -> Vec<String> {
    let mut paths: Vec<_> = std::fs::read_dir("seeds").into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let is_text = |path: &std::path::PathBuf| path.extension().is_some_and(|end| end == "txt" || end == "md");
    paths.iter().filter(|path| is_text(path)).flat_map(std::fs::read_to_string).collect()
}

fn tagging(criterion: &mut Criterion) {
    let texts = samples();
    let published = NaiveDate::from_ymd_opt(2024, 3, 11);
    let found: Vec<_> = texts.iter().map(|text| time::find(text)).collect();
    let mut group = criterion.benchmark_group("time expressions");
    group.throughput(Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum()));
    group.bench_function("trigger scan", |bencher| {
        bencher.iter(|| texts.iter().map(|text| time::n_triggers(black_box(text))).sum::<usize>());
    });
    group.bench_function("find", |bencher| bencher.iter(|| texts.iter().map(|text| time::find(black_box(text)).len()).sum::<usize>()));
    group.bench_function("resolve again", |bencher| {
        let resolve = |(text, found): (&String, &Vec<time::Found>)| time::resolve(black_box(text), found, published).len();
        bencher.iter(|| texts.iter().zip(&found).map(resolve).sum::<usize>());
    });
    group.bench_function("find and resolve", |bencher| {
        bencher.iter(|| texts.iter().map(|text| time::tag(black_box(text), published).len()).sum::<usize>());
    });
    group.finish();
}

criterion_group!(benches, tagging);
criterion_main!(benches);
