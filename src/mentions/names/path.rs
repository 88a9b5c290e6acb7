//! The best legal path of labels through a stretch of tokens.

use std::ops::Add;

use super::label::LABELS;

/// What paths are scored in: whole numbers in use, fractions in training.
pub trait Score: Copy + PartialOrd + Add<Output = Self> {
    /// No advantage.
    const ZERO: Self;
    /// Worse than any path.
    const NEVER: Self;
}

impl Score for i32 {
    const ZERO: Self = 0;
    const NEVER: Self = Self::MIN / 4;
}

impl Score for f32 {
    const ZERO: Self = 0.0;
    const NEVER: Self = f32::NEG_INFINITY;
}

/// Scores of going from one label to the next.
pub type Transitions<S> = [[S; LABELS]; LABELS];

/// Labels after which a name may begin: outside, last, unit.
const CLOSED: [usize; 9] = [0, 3, 4, 7, 8, 11, 12, 15, 16];
/// Labels that may follow them: outside, begin, unit.
const OPENING: [usize; 9] = [0, 1, 4, 5, 8, 9, 12, 13, 16];

/// Writes the best path to `path`. Before and after the stretch stands a token outside names.
pub fn best<S: Score>(emissions: &[[S; LABELS]], transitions: &Transitions<S>, back: &mut Vec<[u8; LABELS]>, path: &mut Vec<u8>) {
    path.clear();
    back.clear();
    let mut scores = [S::NEVER; LABELS];
    scores[0] = S::ZERO;
    for emission in emissions {
        let mut next = [S::NEVER; LABELS];
        let mut from = [0_u8; LABELS];
        for to in OPENING {
            (next[to], from[to]) = highest(&scores, &CLOSED, transitions, to);
        }
        for first in [1, 5, 9, 13] {
            for to in [first + 1, first + 2] {
                (next[to], from[to]) = highest(&scores, &[first, first + 1], transitions, to);
            }
        }
        for (score, own) in next.iter_mut().zip(emission) {
            *score = *score + *own;
        }
        scores = next;
        back.push(from);
    }
    let Some(mut at) = CLOSED.into_iter().reduce(|best, label| if scores[label] > scores[best] { label } else { best }) else { return };
    for from in back.iter().rev() {
        path.push(u8::try_from(at).unwrap_or(0));
        at = usize::from(from[at]);
    }
    path.reverse();
}

fn highest<S: Score>(scores: &[S; LABELS], among: &[usize], transitions: &Transitions<S>, to: usize) -> (S, u8) {
    let mut best = (S::NEVER, u8::try_from(among[0]).unwrap_or(0));
    for &label in among {
        let score = scores[label] + transitions[label][to];
        if score > best.0 {
            best = (score, label as u8);
        }
    }
    best
}
