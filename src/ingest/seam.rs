//! A seam in a paragraph: where a heading ends and the first sentence begins, when both ran into one word.

use rustc_hash::FxHashMap;

use super::draft::Part;
use super::frame;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Camel,
    TitleCase,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Cut {
    pub(super) kind: Kind,
    pub(super) at: usize,
    /// Told from this paragraph alone.
    pub(super) sure: bool,
}

/// The words of the file: how often each stands in it, and pairs of neighbours.
pub(super) struct Vocabulary<'a> {
    words: FxHashMap<&'a str, u32>,
    pairs: FxHashMap<(&'a str, &'a str), u32>,
}

impl<'a> Vocabulary<'a> {
    /// Pairs are gathered where runs in title case are looked at.
    pub(super) fn of(parts: &'a [Part], with_pairs: bool) -> Self {
        let (mut words, mut pairs) = (FxHashMap::default(), FxHashMap::default());
        words.reserve(parts.iter().filter_map(Part::piece).map(|piece| piece.text.len() / 12).sum());
        for piece in parts.iter().filter_map(Part::piece) {
            let mut last = None;
            for word in piece.text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
                *words.entry(word).or_default() += 1;
                let this = Some(word).filter(|word| with_pairs && word.starts_with(|c: char| !c.is_lowercase()));
                if let (Some(last), Some(this)) = (last, this) {
                    *pairs.entry((last, this)).or_default() += 1;
                }
                last = this;
            }
        }
        Self { words, pairs }
    }

    pub(super) fn n(&self, word: &str) -> u32 {
        self.words.get(word).copied().unwrap_or(0)
    }

    pub(super) fn n_pair(&self, one: &str, two: &str) -> u32 {
        self.pairs.get(&(one, two)).copied().unwrap_or(0)
    }

    /// Whether a word stands in the text in small letters.
    pub(super) fn has_lower(&self, word: &str) -> bool {
        word.starts_with(char::is_lowercase) && self.words.contains_key(word)
    }
}

/// "GunfireMovses has four wounded": a small letter directly before the capital of the next sentence, among the first words of a paragraph.
pub(super) struct Camel<'a> {
    /// The word as it stands.
    whole: &'a str,
    left: &'a str,
    right: &'a str,
    /// Where the capital stands in the paragraph.
    at: usize,
    /// Words of the heading.
    n_words: usize,
}

impl<'a> Camel<'a> {
    pub(super) fn of(text: &'a str) -> Option<Self> {
        const AMONG: usize = 9;
        let (start, token, seam) = words(text).take(AMONG).find_map(|(start, word)| Some((start, word, seam(word)?)))?;
        let before = text.get(..start)?;
        if super::lines::ends_sentence(before) || before.contains([',', ';', '"', '“']) && before.contains('.') {
            return None;
        }
        let (left, right) = token.split_at(seam);
        let (whole, right) = (first_part(token), first_part(right));
        let single = right.chars().nth(1).is_none() && right != "A" && right != "I";
        let n_words = before.split_whitespace().count() + 1;
        (!single && !is_name_prefix(left)).then_some(Self { whole, left, right, at: start + seam, n_words })
    }

    /// The cut, unless the word stands in the text more than once.
    pub(super) fn cut(&self, vocabulary: &Vocabulary) -> Option<Cut> {
        const MOST_WORDS: usize = 8;
        if vocabulary.n(self.whole) > 1 {
            return None;
        }
        let known = |word: &str| {
            let lower = word.to_lowercase();
            frame::is_small(&lower) || vocabulary.n(word) > 0 || vocabulary.n(&lower) > 0
        };
        let sure = frame::is_small(&self.right.to_lowercase()) || known(self.left) && known(self.right);
        Some(Cut { kind: Kind::Camel, at: self.at, sure: sure && self.n_words <= MOST_WORDS })
    }
}

/// Where a capital follows a small letter inside a word, three letters or more behind its beginning.
fn seam(word: &str) -> Option<usize> {
    let mut last: Option<char> = None;
    for (at, c) in word.char_indices() {
        if c.is_uppercase() && last.is_some_and(char::is_lowercase) && word[..at].chars().count() >= 3 {
            return Some(at);
        }
        last = Some(c);
    }
    None
}

/// Beginnings of names that have a capital inside: MacArthur, FitzGerald, and brands on -Tube, -Book.
fn is_name_prefix(left: &str) -> bool {
    matches!(
        left,
        "Mac"
            | "Fitz"
            | "You"
            | "Face"
            | "Linked"
            | "Whats"
            | "Insta"
            | "Buzz"
            | "Tik"
            | "Wiki"
            | "Pay"
            | "Air"
            | "Van"
            | "Den"
            | "Des"
            | "Dela"
    )
}

pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

pub(super) fn first_part(word: &str) -> &str {
    word.split(|c: char| !c.is_alphanumeric()).next().unwrap_or(word)
}
