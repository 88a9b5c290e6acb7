//! How fast files become articles, on one core: raw text in MB/s, saved pages in pages a second.
//!
//! `cargo bench --bench ingest`; the input is the sample corpus, so that anyone can run it. `scripts/eval` prints the same over the development pages.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use demarche::base::{Report, SourceId};
use demarche::ingest::{Format, Input, Override, read};

/// The sample articles of one format.
#[allow(clippy::disallowed_methods)] // a program at the end of the house, not a stage
fn samples(format: Format) -> Vec<String> {
    let mut paths: Vec<_> = std::fs::read_dir("seeds").into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let texts = paths.iter().filter(|path| Format::of(&path.to_string_lossy()) == Some(format)).flat_map(std::fs::read_to_string);
    texts.collect()
}

fn read_all(texts: &[String], format: Format) -> usize {
    let article = |text: &String| {
        let input = Input { path: "bench", format, text, clean: true, given: Override::default() };
        read(SourceId(0), &input, &mut Report::default()).map_or(0, |article| article.body().len())
    };
    texts.iter().map(article).sum()
}

fn reading(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("ingest");
    let (raw, pages) = (samples(Format::Text), samples(Format::Html));
    group.throughput(Throughput::Bytes(raw.iter().map(|text| text.len() as u64).sum()));
    group.bench_function("raw text", |bencher| bencher.iter(|| read_all(&raw, Format::Text)));
    group.throughput(Throughput::Elements(pages.len() as u64));
    group.bench_function("saved pages", |bencher| bencher.iter(|| read_all(&pages, Format::Html)));
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);
