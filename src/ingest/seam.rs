//! A seam in a paragraph: where a heading ends and the first sentence begins, when both ran into one word.

use memchr::memmem;

use super::draft::Part;
use super::eight::Eight;
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

/// The words of the file: how often each stands in it, and pairs of neighbours. Few words are ever asked for, so they are looked for in the text.
pub(super) struct Vocabulary {
    text: String,
    with_pairs: bool,
}

/// What stands between the texts of two parts.
const EDGE: char = '\0';

impl Vocabulary {
    /// Pairs are known where runs in title case are looked at.
    pub(super) fn of(parts: &[Part], with_pairs: bool) -> Self {
        let texts = || parts.iter().filter_map(Part::piece).map(|piece| piece.text.as_str());
        let mut text = String::with_capacity(texts().map(|text| text.len() + 1).sum());
        texts().for_each(|piece| text.extend([piece, EDGE.encode_utf8(&mut [0])]));
        Self { text, with_pairs }
    }

    pub(super) fn n(&self, word: &str) -> usize {
        self.behind(word).count()
    }

    /// How often two words that are not in small letters stand side by side.
    pub(super) fn n_pair(&self, one: &str, two: &str) -> usize {
        let small = one.starts_with(char::is_lowercase) || two.starts_with(char::is_lowercase);
        if small || !self.with_pairs { 0 } else { self.behind(one).filter(|rest| next_word(rest) == Some(two)).count() }
    }

    /// Whether a word stands in the text in small letters.
    pub(super) fn has_lower(&self, word: &str) -> bool {
        word.starts_with(char::is_lowercase) && self.behind(word).next().is_some()
    }

    /// What stands behind a word, wherever it stands; what is no word stands nowhere.
    fn behind<'a>(&'a self, word: &'a str) -> impl Iterator<Item = &'a str> {
        let is_word = !word.is_empty() && word.chars().all(char::is_alphanumeric);
        let text = if is_word { self.text.as_str() } else { "" };
        memmem::find_iter(text.as_bytes(), word).filter_map(move |at| {
            let (before, rest) = (text.get(..at)?, text.get(at + word.len()..)?);
            (!before.ends_with(char::is_alphanumeric) && !rest.starts_with(char::is_alphanumeric)).then_some(rest)
        })
    }
}

/// The next word of the same part.
fn next_word(rest: &str) -> Option<&str> {
    let part = rest.split(EDGE).next()?;
    part.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty())
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
        if !may_have_seam(text, AMONG) {
            return None;
        }
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

/// Whether a capital may follow a small letter among the first words: in most paragraphs none does, which their bytes tell.
fn may_have_seam(text: &str, n_words: usize) -> bool {
    let (mut at, mut n, mut spaced, mut small) = (0, 0, true, false);
    while at < text.len() && n <= n_words {
        let eight = Eight::at(text.as_bytes(), at);
        if !eight.is_ascii() || eight.has_seam(small) {
            return true;
        }
        let (n_more, space) = eight.n_words(spaced);
        (n, spaced, small) = (n + n_more, space, eight.ends_small());
        at += 8;
    }
    false
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
