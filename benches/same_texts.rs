//! How long it takes to find the same text among many: 2,500, 5,000 and 10,000 articles of three kilobytes, every tenth a copy.
//!
//! `cargo bench --bench same_texts` prints the times and articles a second; twice the articles should take twice the time.

use std::hint::black_box;
use std::sync::Arc;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use demarche::base::{Basis, Fingerprint, Known, SourceId, Span};
use demarche::claims::Claims;
use demarche::dossier::{Reading, same_texts};
use demarche::ingest::{Article, Block, BlockKind, Format, Meta};
use demarche::mentions::Mentions;
use demarche::text::divide;

/// Syllables of which the articles' words are made.
const SYLLABLES: [&str; 24] = [
    "ka", "ro", "mi", "tel", "van", "os", "lin", "dar", "bre", "sho", "pel", "ur", "ne", "gan", "tis", "hol", "ve", "ym", "ra", "du",
    "ces", "fi", "jo", "and",
];

/// A stream of numbers that is the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % n
    }
}

/// A text of about three kilobytes in six paragraphs.
fn text(numbers: &mut Numbers) -> String {
    let word = |numbers: &mut Numbers| (0..2 + numbers.below(2)).map(|_| SYLLABLES[numbers.below(SYLLABLES.len())]).collect::<String>();
    (0..6).map(|_| (0..75).map(|_| word(numbers)).collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join("\n")
}

fn reading(n: usize, body: String) -> Arc<Reading> {
    let (mut blocks, mut start) = (Vec::new(), 0);
    for line in body.split_inclusive('\n') {
        blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(start, start + line.trim_end().len()), line: 0 });
        start += line.len();
    }
    let meta = Meta {
        title: Known::new(String::new(), Basis::Inferred),
        outlet: None,
        author: None,
        published: None,
        url: None,
        section: None,
        place: None,
        language: None,
        references: Vec::new(),
        draft: false,
    };
    let id = SourceId(u32::try_from(n).unwrap_or(u32::MAX));
    let fingerprint = Fingerprint::of(body.as_bytes());
    let article = Article::new(id, format!("{n:05}.txt"), Format::Text, meta, fingerprint, body, blocks, Vec::new());
    Arc::new(Reading::new(Arc::new(divide(Arc::new(article))), Mentions::default(), Claims::default()))
}

/// `n` articles; every tenth is an earlier one without its last paragraph.
fn corpus(n: usize) -> Vec<Arc<Reading>> {
    let mut numbers = Numbers(7);
    let mut bodies: Vec<String> = Vec::with_capacity(n);
    for at in 0..n {
        let copied = (at % 10 == 9).then(|| bodies[numbers.below(at)].rsplit_once('\n').map(|(head, _)| head.to_owned())).flatten();
        bodies.push(copied.unwrap_or_else(|| text(&mut numbers)));
    }
    bodies.into_iter().enumerate().map(|(n, body)| reading(n, body)).collect()
}

fn same(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("same texts");
    group.sample_size(10);
    let all = corpus(10_000);
    for n in [2_500, 5_000, 10_000] {
        group.throughput(Throughput::Elements(n as u64));
        group.bench_with_input(BenchmarkId::from_parameter(n), &all[..n], |bencher, readings| {
            bencher.iter(|| same_texts(black_box(readings)));
        });
    }
    group.finish();
}

criterion_group!(benches, same);
criterion_main!(benches);
