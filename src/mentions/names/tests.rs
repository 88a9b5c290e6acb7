use std::borrow::Cow;

use proptest::prelude::*;

use super::learn::{INNER, LABELS, Part, TYPES, Weighed, document, label};
use super::path::{Transitions, best};
use super::*;

fn names(text: &str) -> Vec<(String, NameType)> {
    let document = document(text);
    let model = Model::built_in();
    let mut tagger = Tagger::new(Cow::Borrowed(&model));
    let span = |name: &Name| document.tokens[name.tokens.start].span.join(document.tokens[name.tokens.end - 1].span);
    tagger.tag(&document).iter().map(|name| (span(name).of(text).to_owned(), name.kind)).collect()
}

#[test]
fn the_weights_in_the_binary_are_whole() {
    let model = Model::built_in();
    assert!(!model.is_empty());
    assert!(include_bytes!("../data/names.bin").len() < 3 << 20);
}

#[test]
fn plain_news_is_read() {
    let found = names("Envoy Bola Danjuma flew to Nairobi on Friday. Mr. Danjuma works for the Ministry of Trade.");
    assert_eq!(
        found,
        [
            ("Bola Danjuma".to_owned(), NameType::Person),
            ("Nairobi".to_owned(), NameType::Location),
            ("Danjuma".to_owned(), NameType::Person),
            ("Ministry of Trade".to_owned(), NameType::Organisation),
        ]
    );
}

#[test]
fn what_was_read_before_changes_nothing() {
    let model = Model::built_in();
    let (first, second) = (document("Danjuma met Ana Kovač in Split."), document("The Danjuma Institute split. Kovač said so."));
    let mut tagger = Tagger::new(Cow::Borrowed(&model));
    let (one, two) = (tagger.tag(&first), tagger.tag(&second));
    assert_eq!(Tagger::new(Cow::Borrowed(&model)).tag(&second), two);
    assert_eq!(tagger.tag(&first), one);
}

#[test]
fn rows_come_back_as_they_were_written() {
    let row = |by: i32| std::array::from_fn(|at| by * (at as i32 - 8));
    let rows: Vec<Weighed> = (0..200_u64).map(|n| Weighed { key: hash::feature(1, n), weights: row(n as i32 % 15) }).collect();
    let mut transitions = [[0; LABELS]; LABELS];
    transitions[0][1] = -70_000;
    let bytes = Model::write(&rows, &transitions);
    let model = Model::read(Cow::Owned(bytes)).expect("a whole model");
    assert_eq!(model.transitions()[0][1], -70_000);
    for n in 0..200_u64 {
        let mut sum = [0; INNER];
        model.columns().add(hash::feature(1, n), &mut sum);
        assert_eq!(sum, row(n as i32 % 15));
    }
}

#[test]
fn large_rows_keep_their_size() {
    let weights = std::array::from_fn(|at| if at == 3 { 9_000 } else { -4_000 });
    let bytes = Model::write(&[Weighed { key: 77, weights }], &[[0; LABELS]; LABELS]);
    let mut sum = [0; INNER];
    Model::read(Cow::Owned(bytes)).expect("a whole model").columns().add(77, &mut sum);
    assert!((sum[3] - 8_128).abs() <= 64 && (sum[0] + 4_000).abs() <= 64, "{sum:?}");
}

#[test]
fn broken_weights_are_refused() {
    let whole = Model::write(&[Weighed { key: 1, weights: [1; INNER] }], &[[0; LABELS]; LABELS]);
    for end in [0, 3, 11, whole.len() - 1] {
        assert!(Model::read(Cow::Owned(whole[..end].to_vec())).is_none());
    }
}

/// The best of all legal paths, tried one by one.
fn slow_best(emissions: &[[i32; LABELS]], transitions: &Transitions<i32>) -> i32 {
    let follows = |one: u8, two: u8| match (learn::part(one), learn::part(two)) {
        (Some(Part::Begin | Part::Inside), Some(Part::Inside | Part::Last)) => learn::kind(one) == learn::kind(two),
        (Some(Part::Begin | Part::Inside), _) => false,
        (_, part) => !matches!(part, Some(Part::Inside | Part::Last)),
    };
    let mut ends = vec![(0_u8, 0_i32)];
    for emission in emissions {
        let step = |(from, score): &(u8, i32)| {
            let (from, score) = (*from, *score);
            (0..LABELS as u8)
                .filter(move |to| follows(from, *to))
                .map(|to| (to, score + transitions[usize::from(from)][usize::from(to)] + emission[usize::from(to)]))
                .collect::<Vec<_>>()
        };
        ends = ends.iter().flat_map(step).collect();
    }
    ends.iter()
        .filter(|(label, _)| !matches!(learn::part(*label), Some(Part::Begin | Part::Inside)))
        .map(|(_, score)| *score)
        .max()
        .unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_path_is_the_best_legal_one(
        emissions in prop::collection::vec(prop::array::uniform17(-50_i32..50), 1..4),
        seed in 0_i32..1000,
    ) {
        let transitions: Transitions<i32> = std::array::from_fn(|from| std::array::from_fn(|to| (seed * (from as i32 + 3) * (to as i32 + 7)) % 41 - 20));
        let (mut back, mut path) = (Vec::new(), Vec::new());
        best(&emissions, &transitions, &mut back, &mut path);
        let mut last = 0;
        let mut score = 0;
        for (label, emission) in path.iter().zip(&emissions) {
            score += transitions[last][usize::from(*label)] + emission[usize::from(*label)];
            last = usize::from(*label);
        }
        prop_assert_eq!(path.len(), emissions.len());
        prop_assert_eq!(score, slow_best(&emissions, &transitions));
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,80}") {
        for (name, _) in names(&text) {
            prop_assert!(!name.is_empty());
        }
    }
}

#[test]
fn labels_lead_back_to_their_parts() {
    for kind in TYPES {
        for part in [Part::Begin, Part::Inside, Part::Last, Part::Unit] {
            let label = label(kind, part);
            assert_eq!((learn::kind(label), learn::part(label)), (Some(kind), Some(part)));
        }
    }
}
