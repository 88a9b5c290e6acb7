//! Eight bytes of a text at once: which of them are letters and digits of ASCII.

const HIGH: u64 = 0x8080_8080_8080_8080;
/// What tells small letters from capitals, and is set in digits too.
const CASE: u64 = 0x2020_2020_2020_2020;

/// Eight bytes of a text, the first one lowest; noughts behind its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Eight {
    bytes: u64,
    /// The high bit of each byte that is a letter.
    letters: u64,
    /// The high bit of each byte that is a digit.
    digits: u64,
}

impl Eight {
    /// The bytes from a place on.
    pub(super) fn at(text: &[u8], at: usize) -> Self {
        let rest = text.get(at..).unwrap_or_default();
        let bytes = rest.first_chunk().map_or_else(|| short(rest), |bytes| u64::from_le_bytes(*bytes));
        let ascii = !bytes & HIGH;
        Self { bytes, letters: within(bytes | CASE, b'a', b'z') & ascii, digits: within(bytes, b'0', b'9') & ascii }
    }

    /// How many letters and digits stand side by side from the first byte on.
    pub(super) fn n_letters(self) -> usize {
        (!(self.letters | self.digits) & HIGH).trailing_zeros() as usize / 8
    }

    /// The first `n` bytes, letters in lower case.
    pub(super) fn letters(self, n: usize) -> u64 {
        (self.bytes | CASE) & first(n)
    }

    /// Whether there are small letters among the first `n` bytes: nought when there are none.
    pub(super) fn small(self, n: usize) -> u64 {
        self.letters & self.bytes << 2 & first(n)
    }

    /// Digits among the first `n` bytes.
    pub(super) fn n_digits(self, n: usize) -> usize {
        if self.digits == 0 { 0 } else { (self.digits & first(n)).count_ones() as usize }
    }
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
            assert_eq!(eight.n_letters(), if byte.is_ascii_alphanumeric() { 8 } else { 0 }, "{byte}");
            assert_eq!(eight.small(8) != 0, byte.is_ascii_lowercase(), "{byte}");
            assert_eq!(eight.n_digits(8), if byte.is_ascii_digit() { 8 } else { 0 }, "{byte}");
        }
    }

    #[test]
    fn a_word_ends_where_it_ends() {
        let n = |text: &str, at: usize| Eight::at(text.as_bytes(), at).n_letters();
        assert_eq!((n("Oslo, 9", 0), n("Oslo, 9", 6), n("Oslo", 0), n("Oslo", 4), n("naïve", 0)), (4, 1, 4, 0, 2));
        assert_eq!(Eight::at(b"OSLO 19", 0).letters(4), Eight::at(b"oslo", 0).letters(4));
        assert_eq!((Eight::at(b"a1b2 33", 0).n_digits(4), Eight::at(b"AB cd", 0).small(2)), (2, 0));
    }
}
