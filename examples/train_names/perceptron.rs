//! The averaged structured perceptron.

use demarche::mentions::names::NameType;
use demarche::mentions::names::learn::{LABELS, OUTSIDE, TYPES, Transitions, best, kind};

/// A stretch with its labels.
#[derive(Clone, Copy)]
pub struct Example<'a> {
    /// Numbers of the features, token by token.
    pub features: &'a [Box<[u32]>],
    pub labels: &'a [u8],
    /// What has no label may be another name.
    pub open: bool,
    /// How far a mistake moves the weights.
    pub weight: f32,
}

/// How to train.
pub struct Course {
    pub n_features: usize,
    pub rounds: usize,
    pub seed: u64,
}

type Cells = [f32; LABELS];

/// Weights of features by number, and of transitions.
#[derive(Clone)]
pub struct Weights {
    pub features: Vec<Cells>,
    pub transitions: Transitions<f32>,
}

impl Weights {
    fn zero(n_features: usize) -> Self {
        Self { features: vec![[0.0; LABELS]; n_features], transitions: [[0.0; LABELS]; LABELS] }
    }

    /// The mean of several models.
    pub fn mean(models: &[Self]) -> Self {
        let mut mean = Self::zero(models.first().map_or(0, |model| model.features.len()));
        let share = 1.0 / models.len().max(1) as f32;
        for model in models {
            for (sum, own) in mean.features.iter_mut().flatten().zip(model.features.iter().flatten()) {
                *sum += own * share;
            }
            for (sum, own) in mean.transitions.iter_mut().flatten().zip(model.transitions.iter().flatten()) {
                *sum += own * share;
            }
        }
        mean
    }
}

/// Trains; the result is the mean of the weights over all steps.
pub fn train(examples: &[Example], course: &Course) -> Weights {
    let mut now = Weights::zero(course.n_features);
    let mut later = Weights::zero(course.n_features);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut chance = Chance(course.seed);
    let n_steps = (course.rounds * examples.len()).max(1) as f64;
    let (mut emissions, mut back, mut found, mut gold) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut step = 0_u64;
    for _ in 0..course.rounds {
        chance.shuffle(&mut order);
        for &at in &order {
            let example = &examples[at];
            step += 1;
            emissions.clear();
            emissions.extend(example.features.iter().map(|token| sum(&now.features, token)));
            best(&emissions, &now.transitions, &mut back, &mut found);
            if example.open {
                close(&mut emissions, example.labels);
                best(&emissions, &now.transitions, &mut back, &mut gold);
            } else {
                gold.clear();
                gold.extend_from_slice(example.labels);
            }
            if gold != found {
                let passed = (step as f64 / n_steps) as f32;
                let moved = Move { example, gold: &gold, found: &found };
                moved.apply(&mut now, example.weight);
                moved.apply(&mut later, example.weight * passed);
            }
        }
    }
    for (own, late) in now.features.iter_mut().flatten().zip(later.features.iter().flatten()) {
        *own -= late;
    }
    for (own, late) in now.transitions.iter_mut().flatten().zip(later.transitions.iter().flatten()) {
        *own -= late;
    }
    now
}

fn sum(weights: &[Cells], token: &[u32]) -> Cells {
    let mut total = [0.0; LABELS];
    for feature in token {
        for (sum, weight) in total.iter_mut().zip(&weights[*feature as usize]) {
            *sum += weight;
        }
    }
    total
}

/// Leaves only what the labels allow: themselves, and where there is none any label of another name.
fn close(emissions: &mut [Cells], labels: &[u8]) {
    for (emission, own) in emissions.iter_mut().zip(labels) {
        for (label, score) in (0_u8..).zip(emission.iter_mut()) {
            let allowed = label == *own || (*own == OUTSIDE && kind(label) == Some(NameType::Other));
            if !allowed {
                *score = f32::NEG_INFINITY;
            }
        }
    }
}

/// From the path found towards the right one.
struct Move<'a> {
    example: &'a Example<'a>,
    gold: &'a [u8],
    found: &'a [u8],
}

impl Move<'_> {
    fn apply(&self, weights: &mut Weights, by: f32) {
        let (mut right, mut wrong) = (OUTSIDE, OUTSIDE);
        for (token, (gold, found)) in self.example.features.iter().zip(self.gold.iter().zip(self.found)) {
            if gold != found {
                for feature in token {
                    let cells = &mut weights.features[*feature as usize];
                    cells[usize::from(*gold)] += by;
                    cells[usize::from(*found)] -= by;
                }
            }
            weights.transitions[usize::from(right)][usize::from(*gold)] += by;
            weights.transitions[usize::from(wrong)][usize::from(*found)] -= by;
            (right, wrong) = (*gold, *found);
        }
    }
}

/// A row of numbers that looks like chance and is the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (((mixed >> 32) * n as u64) >> 32) as usize
    }

    fn shuffle(&mut self, order: &mut [usize]) {
        for at in (1..order.len()).rev() {
            order.swap(at, self.below(at + 1));
        }
    }
}

const _: () = assert!(LABELS == 1 + 4 * TYPES.len());
