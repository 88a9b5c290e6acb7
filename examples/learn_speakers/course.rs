//! From marked quotations to weights: a softmax over the candidates, all right ones counted together, by AdaGrad; the weights are the means over the rounds.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

/// Rounds through all cases.
const ROUNDS: usize = 20;
/// Length of the first steps.
const RATE: f32 = 0.2;
/// Pull of every weight towards 0, for each case that has its feature.
const DECAY: f32 = 0.1;
/// Features that are met in fewer quotations are left out.
const MET: usize = 4;

/// Weights nearer to 0 than this are left out.
const LEAST: f32 = 0.05;

/// Features of a difference that are shown.
const SHOWN: usize = 16;

/// A quotation with its candidates.
pub struct Case {
    /// Names of features, candidate by candidate.
    pub features: Vec<Vec<String>>,
    /// Which of them are right.
    pub right: Vec<bool>,
}

/// Weights by feature.
pub struct Weights {
    of: BTreeMap<String, f32>,
}

impl Weights {
    /// The sum of the weights of some features.
    pub fn sum(&self, features: &[String]) -> f32 {
        features.iter().filter_map(|feature| self.of.get(feature)).sum()
    }

    /// The features that one of two candidates has and the other has not, heaviest first, with what each tells for the first.
    pub fn difference(&self, one: &[String], other: &[String]) -> String {
        let only = |of: &[String], without: &[String], sign: f32| -> Vec<(f32, String)> {
            let rest = of.iter().filter(|feature| !without.contains(feature));
            rest.filter_map(|feature| Some((sign * self.of.get(feature)?, feature.clone()))).collect()
        };
        let mut told = [only(one, other, 1.0), only(other, one, -1.0)].concat();
        told.sort_by(|one, other| other.0.abs().total_cmp(&one.0.abs()));
        let told: Vec<String> = told.iter().take(SHOWN).map(|(weight, feature)| format!("{feature} {weight:+.1}")).collect();
        told.join("; ")
    }

    /// A line a feature: its name, a tab, its weight in hundredths.
    pub fn lines(&self) -> String {
        let hundredths = self.of.iter().map(|(feature, weight)| (feature, (weight * 100.0).round()));
        hundredths.fold(String::new(), |mut lines, (feature, weight)| {
            // Writing to a string cannot fail.
            let _ = writeln!(lines, "{feature}\t{weight}");
            lines
        })
    }
}

/// Weights that make the right candidates of the cases the likeliest.
pub fn learn(cases: &[Case]) -> Weights {
    let names = frequent(cases);
    let numbers: HashMap<&str, usize> = names.iter().enumerate().map(|(at, name)| (*name, at)).collect();
    let rows: Vec<(Vec<Vec<usize>>, &[bool])> = cases
        .iter()
        .filter(|case| case.right.contains(&true))
        .map(|case| {
            let numbered = |features: &Vec<String>| features.iter().filter_map(|name| numbers.get(name.as_str()).copied()).collect();
            (case.features.iter().map(numbered).collect(), case.right.as_slice())
        })
        .collect();
    let mut weights = vec![0.0_f32; names.len()];
    let mut squares = vec![1.0_f32; names.len()];
    let mut gradient = vec![0.0_f32; names.len()];
    let mut sums = vec![0.0_f32; names.len()];
    for _ in 0..ROUNDS {
        for (candidates, right) in &rows {
            let scores: Vec<f32> = candidates.iter().map(|features| features.iter().map(|&at| weights[at]).sum()).collect();
            let all = shares(&scores, |_| true);
            let wanted = shares(&scores, |at| right[at]);
            let mut touched = Vec::new();
            for (at, features) in candidates.iter().enumerate() {
                for &feature in features {
                    if gradient[feature] == 0.0 {
                        touched.push(feature);
                    }
                    gradient[feature] += all[at] - wanted[at];
                }
            }
            for feature in touched {
                let slope = gradient[feature] + DECAY * weights[feature];
                squares[feature] += slope * slope;
                weights[feature] -= RATE * slope / squares[feature].sqrt();
                gradient[feature] = 0.0;
            }
        }
        sums.iter_mut().zip(&weights).for_each(|(sum, weight)| *sum += weight);
    }
    let means = sums.into_iter().map(|sum| sum / ROUNDS as f32);
    let all = names.into_iter().map(str::to_owned).zip(means);
    Weights { of: all.filter(|(_, weight)| weight.abs() >= LEAST).collect() }
}

/// What each candidate has of the sum of those that count.
fn shares(scores: &[f32], counts: impl Fn(usize) -> bool) -> Vec<f32> {
    let top = scores.iter().enumerate().filter(|(at, _)| counts(*at)).map(|(_, score)| *score).fold(f32::MIN, f32::max);
    let parts: Vec<f32> = scores.iter().enumerate().map(|(at, score)| if counts(at) { (score - top).exp() } else { 0.0 }).collect();
    let sum: f32 = parts.iter().sum();
    parts.into_iter().map(|part| part / sum).collect()
}

/// Features that are met in enough quotations, in order.
fn frequent(cases: &[Case]) -> Vec<&str> {
    let mut met: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (at, case) in cases.iter().enumerate() {
        for feature in case.features.iter().flatten() {
            let entry = met.entry(feature).or_insert((0, usize::MAX));
            if entry.1 != at {
                *entry = (entry.0 + 1, at);
            }
        }
    }
    met.into_iter().filter(|(_, (n_cases, _))| *n_cases >= MET).map(|(feature, _)| feature).collect()
}
