//! A network with one hidden layer, learnt by Adam in small batches from a fixed beginning, so that the same pages give the same weights.

use demarche::ingest::learn::{Network, UNITS, apply};

use crate::Example;
use crate::scale::Scale;

const ROUNDS: usize = 14;
const BATCH: usize = 256;
const STEP: f32 = 0.002;
/// Shrinkage of the weights at every batch; more of it, and small classes of lines are forgotten.
const SHRINK: f32 = 0.004;

/// Learns the network.
pub fn fit(examples: &[Example]) -> Network {
    let n = examples.first().map_or(0, |example| example.row.len());
    let scale = Scale::of(examples);
    let scaled: Vec<Vec<f32>> = examples.iter().map(|example| scale.row(&example.row)).collect();
    let mut chance = Chance(0x853c_49e6_748f_ea9b);
    let mut learner = Learner::new(n, &mut chance);
    let mut drawn = drawn(examples);
    let n_steps = ROUNDS * drawn.len().div_ceil(BATCH);
    let mut step = 0;
    for _ in 0..ROUNDS {
        chance.shuffle(&mut drawn);
        for batch in drawn.chunks(BATCH) {
            step += 1;
            let slowing = 1.0 - 0.9 * step as f32 / n_steps as f32;
            learner.learn(batch.iter().map(|at| (scaled[*at].as_slice(), examples[*at].label)), batch.len(), STEP * slowing);
        }
    }
    let hidden = learner.hidden.chunks_exact(n + 1).map(|unit| scale.undo(unit)).collect();
    Network { hidden, output: learner.output }
}

/// Examples in the measure of their weights: a heavy one several times, of light ones every so many.
fn drawn(examples: &[Example]) -> Vec<usize> {
    let total: f64 = examples.iter().map(|example| f64::from(example.weight)).sum();
    let stride = total / examples.len().max(1) as f64;
    let (mut drawn, mut sum) = (Vec::with_capacity(examples.len()), stride / 2.0);
    for (at, example) in examples.iter().enumerate() {
        sum += f64::from(example.weight);
        while sum >= stride {
            drawn.push(at);
            sum -= stride;
        }
    }
    drawn
}

/// A permuted congruential generator (O'Neill 2014), the same on every machine.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u32 {
        let old = self.0;
        self.0 = old.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mixed = ((old >> 18 ^ old) >> 27) as u32;
        mixed.rotate_right((old >> 59) as u32)
    }

    /// Between -1 and 1.
    fn even(&mut self) -> f32 {
        self.next() as f32 / u32::MAX as f32 * 2.0 - 1.0
    }

    fn shuffle(&mut self, list: &mut [usize]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.next() as usize % (at + 1));
        }
    }
}

struct Learner {
    n: usize,
    hidden: Vec<f32>,
    output: Vec<f32>,
    moments: Moments,
}

impl Learner {
    fn new(n: usize, chance: &mut Chance) -> Self {
        let reach = (6.0 / (n + UNITS) as f32).sqrt();
        let hidden: Vec<f32> = (0..UNITS * (n + 1)).map(|_| chance.even() * reach).collect();
        let output: Vec<f32> = (0..=UNITS).map(|_| chance.even() * (6.0 / (UNITS + 1) as f32).sqrt()).collect();
        let moments = Moments::new(hidden.len() + output.len());
        Self { n, hidden, output, moments }
    }

    fn learn<'a>(&mut self, batch: impl Iterator<Item = (&'a [f32], f32)>, n_batch: usize, step: f32) {
        let width = self.n + 1;
        let mut gradient = vec![0.0_f32; self.hidden.len() + self.output.len()];
        for (row, label) in batch {
            let units: Vec<f32> = self.hidden.chunks_exact(width).map(|unit| apply(unit, row).max(0.0)).collect();
            let odds = units.iter().zip(&self.output).map(|(unit, weight)| unit * weight).sum::<f32>() + self.output[UNITS];
            let error = 1.0 / (1.0 + (-odds).exp()) - label;
            let (inner, outer) = gradient.split_at_mut(self.hidden.len());
            for (unit, value) in units.iter().enumerate() {
                outer[unit] += error * value;
                if *value > 0.0 {
                    let back = error * self.output[unit];
                    let into = &mut inner[unit * width..(unit + 1) * width];
                    into.iter_mut().zip(row).for_each(|(sum, value)| *sum += back * value);
                    into[self.n] += back;
                }
            }
            outer[UNITS] += error;
        }
        self.moments.step += 1;
        for (at, g) in gradient.into_iter().enumerate() {
            let constant = if at < self.hidden.len() { at % width == self.n } else { at - self.hidden.len() == UNITS };
            let weight = if at < self.hidden.len() { &mut self.hidden[at] } else { &mut self.output[at - self.hidden.len()] };
            let shrink = if constant { 0.0 } else { SHRINK * *weight };
            *weight -= step * self.moments.direction(at, g / n_batch as f32 + shrink);
        }
    }
}

/// Running means of the gradient and of its square (Kingma and Ba, 2015).
struct Moments {
    mean: Vec<f32>,
    square: Vec<f32>,
    step: i32,
}

impl Moments {
    fn new(n: usize) -> Self {
        Self { mean: vec![0.0; n], square: vec![0.0; n], step: 0 }
    }

    fn direction(&mut self, at: usize, g: f32) -> f32 {
        self.mean[at] = 0.9 * self.mean[at] + 0.1 * g;
        self.square[at] = 0.999 * self.square[at] + 0.001 * g * g;
        let mean = self.mean[at] / (1.0 - 0.9_f32.powi(self.step));
        let square = self.square[at] / (1.0 - 0.999_f32.powi(self.step));
        mean / (square.sqrt() + 1e-8)
    }
}
