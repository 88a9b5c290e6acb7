//! Names of features in parts, each with its number: a feature is weighed without its name being put together.

/// A part of a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'t> {
    /// Its letters.
    pub text: &'t str,
    /// Its number.
    pub key: Key,
}

/// The number of a text. Numbers of texts that follow one another make the number of the whole, however it is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key {
    /// The bytes as digits, those beyond 64 bits lost.
    digits: u64,
    /// By how much the digits of a text move those of the one before it.
    shift: u64,
}

/// What a digit is worth more than the one behind it: an odd number, so that no digit is lost, with bits all over.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

impl Key {
    /// The number of no letters.
    pub const EMPTY: Self = Self { digits: 0, shift: 1 };

    /// The number of a text.
    pub const fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut key = Self::EMPTY;
        let mut at = 0;
        while at < bytes.len() {
            key = key.then(Self { digits: bytes[at] as u64 + 1, shift: BASE });
            at += 1;
        }
        key
    }

    /// The number of a text and another behind it.
    pub const fn then(self, next: Self) -> Self {
        Self { digits: self.digits.wrapping_mul(next.shift).wrapping_add(next.digits), shift: self.shift.wrapping_mul(next.shift) }
    }
}

impl<'t> Part<'t> {
    /// A part with these letters.
    pub const fn of(text: &'t str) -> Self {
        Self { text, key: Key::of(text) }
    }
}

impl<'t> From<&'t str> for Part<'t> {
    fn from(text: &'t str) -> Self {
        Self::of(text)
    }
}

/// The parts of a name: texts that stand in the program, with their numbers worked out when it is made, and variables.
macro_rules! name {
    ($($part:tt),+) => {
        &[$($crate::claims::speaker::part::part!($part)),+]
    };
}

macro_rules! part {
    ($text:literal) => {
        const { $crate::claims::speaker::part::Part::of($text) }
    };
    ($variable:ident) => {
        $crate::claims::speaker::part::Part::from($variable)
    };
}

pub(super) use {name, part};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_number_however_it_is_cut() {
        let (role, others) = ("S", Part::of("2"));
        let parts: &[Part<'_>] = name!["<0 tie ", role, " others ", others];
        let whole = parts.iter().fold(Key::EMPTY, |key, part| key.then(part.key));
        assert_eq!(whole, Key::of("<0 tie S others 2"));
        assert_ne!(whole, Key::of("<0 tie S others 3"));
        assert_ne!(Key::of("ab"), Key::of("ba"));
    }
}
