//! How much of their words two texts have in common, word by word.

use crate::text::{Sketch, Unit, WORD};

/// Share of the shorter text that stands in the other, from which on they may be one text.
const COPY: f64 = 0.7;
/// Share of the longer text from which on two texts are versions of each other, not a part and a whole.
const MUTUAL: f64 = 0.5;
/// Least share of the longer text that a part covers.
const LEAST_PART: f64 = 0.25;
/// Share of the words outside quotation marks that have to be common as well.
const OWN: f64 = 0.6;
/// Of a text of fewer words than this every word must stand in the other: a formula fills it, and one name tells two of them apart.
const SHORT: usize = 40 * WORD;
/// Texts of fewer words than this are nothing but a formula.
const TINY: usize = 12 * WORD;
/// Agreement of texts that are nearly all quotation.
const NEARLY_WHOLE: f64 = 0.85;
/// Fewer own words than this do not tell whose text it is.
const FEW_OWN: usize = 20 * WORD;
/// Words at either end that tell where a part was cut out.
const END: usize = 20 * WORD;
/// A stretch of so many words, and of this share of its text, is a subject of its own.
const CORE: usize = 15 * WORD;
const CORE_SHARE: f64 = 0.15;

/// How two texts are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dossier) enum Tie {
    /// Each carries most of the other.
    Mutual,
    /// The first is a part of the second.
    FirstInSecond(Part),
    /// The second is a part of the first.
    SecondInFirst(Part),
}

/// Where in the longer text a part stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dossier) enum Part {
    /// At its beginning or its end: the rest was cut off, or added.
    End,
    /// Among other things, as in a digest.
    Inside,
}

/// Which units of a text also stand in another one.
struct Cover<'a> {
    sketch: &'a Sketch,
    covered: Vec<bool>,
}

impl<'a> Cover<'a> {
    /// `None` as soon as it shows that less than the given share of the text can be common.
    fn of(sketch: &'a Sketch, other: &Sketch, least: f64) -> Option<Self> {
        let mut covered = vec![false; sketch.units.len()];
        let mut own = 0;
        for (at, (hash, end)) in sketch.shingles.iter().enumerate() {
            if other.set.contains(hash) {
                covered[at..*end].fill(true);
            }
            // Shingles that begin later do not reach back.
            if !covered[at] {
                own += sketch.units[at].weight;
                if ratio((sketch.weight, sketch.weight - own)) < least {
                    return None;
                }
            }
        }
        Some(Self { sketch, covered })
    }

    fn units(&self) -> impl DoubleEndedIterator<Item = (&Unit, bool)> {
        self.sketch.units.iter().zip(self.covered.iter().copied())
    }

    /// Weight of the units that fit, and of those among them that are covered.
    fn weigh(&self, fits: impl Fn(&Unit) -> bool) -> (usize, usize) {
        self.units()
            .filter(|(unit, _)| fits(unit))
            .fold((0, 0), |(all, common), (unit, covered)| (all + unit.weight, common + if covered { unit.weight } else { 0 }))
    }

    fn share(&self) -> f64 {
        ratio(self.weigh(|_| true))
    }

    fn own(&self) -> (usize, f64) {
        let own = self.weigh(|unit| !unit.quoted);
        (own.0, ratio(own))
    }

    /// Whether most of the first or of the last words is common.
    fn shares_an_end(&self) -> bool {
        fn mostly<'u>(units: impl Iterator<Item = (&'u Unit, bool)>) -> bool {
            let (mut seen, mut common) = (0, 0);
            for (unit, covered) in units {
                if seen >= END {
                    break;
                }
                seen += unit.weight;
                common += if covered { unit.weight } else { 0 };
            }
            2 * common > seen
        }
        mostly(self.units()) || mostly(self.units().rev())
    }

    /// Whether a long stretch between common ones is not common: the subject, where the rest is a frame.
    fn has_core_of_its_own(&self) -> bool {
        let first = self.covered.iter().position(|&covered| covered).unwrap_or(0);
        let last = self.covered.iter().rposition(|&covered| covered).unwrap_or(0);
        let (mut run, mut longest) = (0, 0);
        for (unit, covered) in self.units().take(last).skip(first) {
            run = if covered { 0 } else { run + unit.weight };
            longest = longest.max(run);
        }
        longest >= CORE && longest as f64 >= CORE_SHARE * self.sketch.weight as f64
    }
}

fn ratio((all, common): (usize, usize)) -> f64 {
    if all == 0 { 0.0 } else { common as f64 / all as f64 }
}

/// The share of a text's words that stand in another one, 0 to 1.
pub(super) fn share(sketch: &Sketch, of_other: &Sketch) -> f64 {
    if sketch.whole == of_other.whole { 1.0 } else { Cover::of(sketch, of_other, 0.0).map_or(0.0, |cover| cover.share()) }
}

/// Whether two texts are one, and how; `None` for texts of their own.
pub(super) fn tie(one: &Sketch, other: &Sketch) -> Option<Tie> {
    if one.weight.min(other.weight) < TINY {
        return None;
    }
    if one.whole == other.whole {
        return Some(Tie::Mutual);
    }
    let first_is_shorter = one.weight <= other.weight;
    let (short, long) = if first_is_shorter { (one, other) } else { (other, one) };
    let (short, long) = (Cover::of(short, long, COPY)?, Cover::of(long, short, LEAST_PART)?);
    let (in_short, in_long) = (short.share(), long.share());
    if in_short < COPY || short.sketch.weight < SHORT && (in_short < 1.0 || in_long < COPY) {
        return None;
    }
    // Two reports that quote one speech have the speech in common and tell it in words of their own.
    let ((own_short, own_in_short), (own_long, own_in_long)) = (short.own(), long.own());
    let quotes_tell = own_short.min(own_long) < FEW_OWN;
    if quotes_tell && in_short.min(in_long) < NEARLY_WHOLE || !quotes_tell && own_in_short < OWN {
        return None;
    }
    // Two issues of a newsletter have a frame in common, and between its parts each its own subject.
    if short.has_core_of_its_own() && long.has_core_of_its_own() {
        return None;
    }
    if in_long >= MUTUAL && (quotes_tell || own_in_long >= MUTUAL.min(OWN)) {
        return Some(Tie::Mutual);
    }
    let part = if long.shares_an_end() { Part::End } else { Part::Inside };
    (in_long >= LEAST_PART).then_some(if first_is_shorter { Tie::FirstInSecond(part) } else { Tie::SecondInFirst(part) })
}
