//! Eight bytes of a text at once: which of them are letters, digits and white space of ASCII.

const HIGH: u64 = 0x8080_8080_8080_8080;
/// What tells small letters from capitals, and is set in digits too.
const CASE: u64 = 0x2020_2020_2020_2020;

/// Eight bytes of a text, the first one lowest; noughts behind its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Eight {
    bytes: u64,
    /// The high bit of each byte that is a letter.
    letters: u64,
}

impl Eight {
    /// The bytes from a place on.
    pub(super) fn at(text: &[u8], at: usize) -> Self {
        let rest = text.get(at..).unwrap_or_default();
        let bytes = rest.first_chunk().map_or_else(|| ending(text, rest), |bytes| u64::from_le_bytes(*bytes));
        Self { bytes, letters: within(bytes | CASE, b'a', b'z') & !bytes }
    }

    /// The high bit of each byte that is a digit.
    fn digits(self) -> u64 {
        within(self.bytes, b'0', b'9') & !self.bytes
    }

    /// How many letters stand side by side from the first byte on.
    pub(super) fn n_letters(self) -> usize {
        n_before(!self.letters & HIGH)
    }

    /// How many letters and digits do.
    pub(super) fn n_letters_and_digits(self) -> usize {
        n_before(!(self.letters | self.digits()) & HIGH)
    }

    /// The first `n` bytes, letters in lower case.
    pub(super) fn letters(self, n: usize) -> u64 {
        (self.bytes | CASE) & first(n)
    }

    /// Whether there are small letters among the first `n` bytes: nought when there are none.
    pub(super) fn small(self, n: usize) -> u64 {
        self.small_letters() & first(n)
    }

    /// Digits among the first `n` bytes.
    pub(super) fn n_digits(self, n: usize) -> usize {
        count(self.digits() & first(n))
    }

    /// Whether all bytes are ASCII.
    pub(super) fn is_ascii(self) -> bool {
        self.bytes & HIGH == 0
    }

    /// The high bit of each byte that is a small letter.
    fn small_letters(self) -> u64 {
        self.letters & self.bytes << 2
    }

    /// Whether a small letter stands right before a capital, the last byte before these being a small letter or not.
    pub(super) fn has_seam(self, small: bool) -> bool {
        let capitals = self.letters & !(self.bytes << 2);
        capitals & (self.small_letters() << 8 | u64::from(small) << 7) != 0
    }

    /// Whether the last of the eight bytes is a small letter.
    pub(super) fn ends_small(self) -> bool {
        self.small_letters() >> 63 != 0
    }

    /// How many words begin here, white space between them, the last byte before these being white space or not; and whether the last byte is.
    pub(super) fn n_words(self, spaced: bool) -> (usize, bool) {
        let spaces = (within(self.bytes, b'\t', b'\r') | within(self.bytes, b' ', b' ')) & !self.bytes;
        (count(!spaces & HIGH & (spaces << 8 | u64::from(spaced) << 7)), spaces >> 63 != 0)
    }
}

/// How many bytes stand before the first of some high bits.
fn n_before(high: u64) -> usize {
    high.trailing_zeros() as usize / 8
}

/// How many of the high bits of eight bytes are set.
fn count(high: u64) -> usize {
    ((high >> 7).wrapping_mul(0x0101_0101_0101_0101) >> 56) as usize
}

/// All bits of the first `n` bytes.
fn first(n: usize) -> u64 {
    if n >= 8 { u64::MAX } else { (1 << (8 * n)) - 1 }
}

/// The high bit of each byte that lies between two, high bits aside.
fn within(bytes: u64, from: u8, to: u8) -> u64 {
    let each = |byte: u8| u64::from_le_bytes([byte; 8]);
    let low = bytes & !HIGH;
    (low + each(0x80 - from)) & !(low + each(0x7f - to)) & HIGH
}

/// Less than eight bytes at the end of a text, as a number.
fn ending(text: &[u8], rest: &[u8]) -> u64 {
    match text.last_chunk() {
        _ if rest.is_empty() => 0,
        Some(last) => u64::from_le_bytes(*last) >> (64 - 8 * rest.len()),
        None => short(rest),
    }
}

/// Eight bytes or fewer as a number, the first one lowest.
pub(super) fn short(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_what_it_is() {
        for byte in 0..=u8::MAX {
            let eight = Eight::at(&[byte; 9], 0);
            assert_eq!(eight.n_letters(), if byte.is_ascii_alphabetic() { 8 } else { 0 }, "{byte}");
            assert_eq!(eight.n_letters_and_digits(), if byte.is_ascii_alphanumeric() { 8 } else { 0 }, "{byte}");
            assert_eq!(eight.n_words(true), if byte.is_ascii_whitespace() || byte == 0xb { (0, true) } else { (1, false) }, "{byte}");
            assert_eq!(eight.small(8) != 0, byte.is_ascii_lowercase(), "{byte}");
            assert_eq!(eight.n_digits(8), if byte.is_ascii_digit() { 8 } else { 0 }, "{byte}");
        }
    }

    #[test]
    fn a_word_ends_where_it_ends() {
        let n = |text: &str, at: usize| Eight::at(text.as_bytes(), at).n_letters_and_digits();
        assert_eq!((n("Oslo, 9", 0), n("Oslo, 9", 6), n("Oslo", 0), n("Oslo", 4), n("naïve", 0)), (4, 1, 4, 0, 2));
        assert_eq!(Eight::at(b"OSLO 19", 0).letters(4), Eight::at(b"oslo", 0).letters(4));
        assert_eq!((Eight::at(b"a1b2 33", 0).n_digits(4), Eight::at(b"AB cd", 0).small(2)), (2, 0));
        assert_eq!(n("Oslo and Muscat", 9), 6);
    }

    #[test]
    fn words_and_seams_are_seen_across_an_edge() {
        let eight = |text: &str| Eight::at(text.as_bytes(), 0);
        assert_eq!((eight("in a row").n_words(true), eight("in a row").n_words(false)), ((3, false), (2, false)));
        assert!(eight("the damE").has_seam(false) && eight("Engineer").has_seam(true) && !eight("The Dam ").has_seam(false));
        assert!(eight("the dams").ends_small() && !eight("THE DAMS").ends_small());
    }
}
