//! Texts for comparison: words without case, marks and spacing, and a short outline by which texts that may be one are found.

use std::collections::HashSet;
use std::sync::LazyLock;

use icu_normalizer::ComposingNormalizerBorrowed;
use icu_properties::CodePointMapData;
use icu_properties::props::LineBreak;
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use sketchir::MinHash;

use super::Document;
use crate::base::Span;
use crate::ingest::BlockKind;

/// What a word weighs. A sign of a script without spaces weighs half as much: two of them make about a word.
pub const WORD: usize = 2;
/// Weight of a shingle: four words, or eight signs.
const SHINGLE: usize = 4 * WORD;
/// Bands of the fingerprint. With two values in each, texts a fifth of whose shingles are common meet in some band 98 times of 100.
pub const BANDS: usize = 96;
/// Values in a band.
pub const ROWS: usize = 2;
static HASHER: LazyLock<Option<MinHash>> = LazyLock::new(|| MinHash::new(BANDS * ROWS).ok());

/// One word, or one sign of a script without spaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Stable hash of its letters, case aside.
    pub hash: u64,
    /// [`WORD`], or half of it.
    pub weight: usize,
    /// Inside quotation marks or a quotation set apart: somebody else's words.
    pub quoted: bool,
}

/// A text for comparison: its words in order, and its shingles.
#[derive(Clone, Debug, Default)]
pub struct Sketch {
    /// Its words in order.
    pub units: Vec<Unit>,
    /// The shingle that begins at each unit, as far as there is one, and the unit behind its last.
    pub shingles: Vec<(u64, usize)>,
    /// The distinct shingles.
    pub set: FxHashSet<u64>,
    /// Hash of all units: equal for texts that differ in case, marks and spacing only.
    pub whole: u64,
    /// Weight of all units.
    pub weight: usize,
}

/// What tells which texts may be one, without the texts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// MinHash values of the shingles, [`BANDS`] times [`ROWS`]; none for a text without a shingle.
    pub signature: Vec<u64>,
    /// [`Sketch::whole`].
    pub whole: u64,
    /// [`Sketch::weight`].
    pub weight: usize,
}

impl Sketch {
    /// The sketch of an article's text, captions aside.
    pub fn of(document: &Document) -> Self {
        let (article, mut units) = (&document.article, Vec::new());
        let quotations: Vec<Span> =
            document.quotations.iter().filter(|quotation| quotation.depth == 0).map(|quotation| quotation.words).collect();
        for block in article.blocks().iter().filter(|block| block.kind != BlockKind::Caption) {
            let set_apart = block.kind == BlockKind::Quote;
            let mut from = block.span.start;
            for quotation in quotations.iter().filter(|quotation| block.span.contains(**quotation)) {
                push(&mut units, words(article.body(), from, quotation.start), set_apart);
                push(&mut units, quotation.of(article.body()), true);
                from = quotation.end.max(from);
            }
            push(&mut units, words(article.body(), from, block.span.end), set_apart);
        }
        Self::of_units(units)
    }

    /// Its outline.
    pub fn outline(&self) -> Outline {
        let set: HashSet<u64> = self.set.iter().copied().collect();
        let hasher = HASHER.as_ref().filter(|_| !set.is_empty());
        let signature = hasher.map(|hasher| hasher.signature(&set).as_slice().to_vec()).unwrap_or_default();
        Outline { signature, whole: self.whole, weight: self.weight }
    }

    fn of_units(units: Vec<Unit>) -> Self {
        let shingles: Vec<(u64, usize)> = (0..units.len()).map_while(|at| shingle(&units, at)).collect();
        let set = shingles.iter().map(|(hash, _)| *hash).collect();
        let whole = fold(units.iter().flat_map(|unit| unit.hash.to_le_bytes()));
        let weight = units.iter().map(|unit| unit.weight).sum();
        Self { units, shingles, set, whole, weight }
    }
}

fn words(body: &str, from: u32, to: u32) -> &str {
    body.get(from as usize..to as usize).unwrap_or_default()
}

fn shingle(units: &[Unit], at: usize) -> Option<(u64, usize)> {
    let (mut weight, mut end) = (0, at);
    while weight < SHINGLE {
        weight += units.get(end)?.weight;
        end += 1;
    }
    Some((fold(units[at..end].iter().flat_map(|unit| unit.hash.to_le_bytes())), end))
}

/// Adds the words of a stretch, compatibility forms and composed letters made equal.
fn push(units: &mut Vec<Unit>, text: &str, quoted: bool) {
    let text = ComposingNormalizerBorrowed::new_nfkc().normalize(text);
    let mut add = |letters: &str, weight: usize| {
        if !letters.is_empty() {
            let hash = if letters.is_ascii() {
                fold(letters.bytes().map(|byte| byte.to_ascii_lowercase()))
            } else {
                let mut bytes = [0; 4];
                letters.chars().flat_map(char::to_lowercase).fold(BASIS, |hash, c| mix(hash, c.encode_utf8(&mut bytes).bytes()))
            };
            units.push(Unit { hash, weight, quoted });
        }
    };
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if stands_alone(c) {
            add(&text[start..at], WORD);
            start = at + c.len_utf8();
            add(&text[at..start], WORD / 2);
        } else if !c.is_alphanumeric() {
            add(&text[start..at], WORD);
            start = at + c.len_utf8();
        }
    }
    add(&text[start..], WORD);
}

/// Whether a letter belongs to a script that is written without spaces (UAX 14: ideographs, small kana, South-East Asian scripts).
fn stands_alone(c: char) -> bool {
    !c.is_ascii()
        && c.is_alphanumeric()
        && matches!(
            CodePointMapData::<LineBreak>::new().get(c),
            LineBreak::Ideographic | LineBreak::ConditionalJapaneseStarter | LineBreak::ComplexContext
        )
}

const BASIS: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a: stable across builds and machines, which the standard hasher is not promised to be.
fn mix(hash: u64, bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(hash, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn fold(bytes: impl Iterator<Item = u8>) -> u64 {
    mix(BASIS, bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(text: &str) -> Vec<Unit> {
        let mut units = Vec::new();
        push(&mut units, text, false);
        units
    }

    #[test]
    fn case_marks_and_forms_of_letters_are_one() {
        assert_eq!(units("The Café—closed!"), units("the cafe\u{301} CLOSED"));
        assert_eq!(units("会談は、終わった。").len(), 7);
        assert_eq!(units("قال: ”لا“ اليوم").len(), 3);
    }

    #[test]
    fn a_word_of_a_spaced_script_weighs_two_signs() {
        let weights: Vec<usize> = units("WHO 総会").iter().map(|unit| unit.weight).collect();
        assert_eq!(weights, [2, 1, 1]);
    }

    /// The values must be the same on every machine and in every release: groups of copies would change otherwise.
    #[test]
    fn hashes_are_stable() {
        let sketch = Sketch::of_units(units("The ferry came back to the old harbour at dusk."));
        let hasher = MinHash::new(2).unwrap();
        let set: HashSet<u64> = sketch.set.iter().copied().collect();
        assert_eq!(
            (sketch.whole, hasher.signature(&set).as_slice()),
            (15_041_514_624_886_628_908, [928_160_181_317_178_075, 5_210_227_584_911_293_521].as_slice())
        );
    }
}
