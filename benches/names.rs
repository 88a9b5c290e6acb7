//! How fast names are found, on one core: tokens a second, by the model alone, with all of `mentions`, and with the speakers of quotations besides; then how fast `claims` reads speakers, events and positions.
//!
//! `cargo bench --bench names`; the input is the sample corpus, so that anyone can run it.

use std::borrow::Cow;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use demarche::claims;
use demarche::lexicon::Lexicon;
use demarche::mentions::names::{Model, Tagger, learn};
use demarche::mentions::{self, Mentions};
use demarche::text::Document;

/// The same as the program's, without which the figures would not be those of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The sample articles as they are, without cleaning.
#[allow(clippy::disallowed_methods)] // a program at the end of the house, not a stage
fn samples() -> Vec<Document> {
    let mut paths: Vec<_> = std::fs::read_dir("seeds").into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt" || extension == "md"));
    paths.sort();
    paths.iter().flat_map(std::fs::read_to_string).map(|text| learn::document(&text)).collect()
}

fn naming(criterion: &mut Criterion) {
    let documents = samples();
    let n_tokens: usize = documents.iter().map(|document| document.tokens.len()).sum();
    let mut group = criterion.benchmark_group("names");
    group.throughput(Throughput::Elements(n_tokens as u64));
    let model = Model::built_in();
    let mut tagger = Tagger::new(Cow::Borrowed(&model));
    group.bench_function("tag", |bencher| bencher.iter(|| documents.iter().map(|document| tagger.tag(document).len()).sum::<usize>()));
    group.bench_function("tag, no word met before", |bencher| {
        bencher.iter_batched_ref(
            || Tagger::new(Cow::Borrowed(&model)),
            |tagger| documents.iter().map(|document| tagger.tag(document).len()).sum::<usize>(),
            criterion::BatchSize::LargeInput,
        );
    });
    let lexicon = Lexicon::new();
    group.bench_function("mentions", |bencher| {
        bencher.iter(|| documents.iter().map(|document| mentions::find(document, &lexicon).names.len()).sum::<usize>());
    });
    group.bench_function("mentions and speakers", |bencher| {
        bencher.iter(|| {
            let spoken = |document| claims::quotes(document, &mentions::find(document, &lexicon), &lexicon).len();
            documents.iter().map(spoken).sum::<usize>()
        });
    });
    let found: Vec<Mentions> = documents.iter().map(|document| mentions::find(document, &lexicon)).collect();
    let read = documents.iter().zip(&found);
    group.bench_function("claims", |bencher| {
        bencher.iter(|| read.clone().map(|(document, mentions)| claims::extract(document, mentions, &lexicon).quotes.len()).sum::<usize>());
    });
    group.finish();
    criterion.bench_function("names/load", |bencher| bencher.iter(|| Tagger::new(Cow::Owned(Model::built_in())).is_trained()));
}

criterion_group!(benches, naming);
criterion_main!(benches);
