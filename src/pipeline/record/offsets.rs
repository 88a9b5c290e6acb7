//! Between the bytes of a body and the characters of a record.

use crate::base::Span;

use super::{Range, Stretch};

/// The byte at which each character of a text begins, and its end.
pub(super) struct Offsets {
    starts: Vec<u32>,
}

impl Offsets {
    pub fn of(text: &str) -> Self {
        let ends = std::iter::once(text.len());
        let starts = text.char_indices().map(|(byte, _)| byte).chain(ends).map(|byte| u32::try_from(byte).unwrap_or(u32::MAX));
        Self { starts: starts.collect() }
    }

    fn character(&self, byte: u32) -> usize {
        self.starts.partition_point(|start| *start < byte)
    }

    /// A span in characters.
    pub fn range(&self, span: Span) -> Range {
        [self.character(span.start), self.character(span.end)]
    }

    /// The same with names for its ends.
    pub fn stretch(&self, span: Span) -> Stretch {
        let [start, end] = self.range(span);
        Stretch { start, end }
    }

    /// A range of characters in bytes; `None` when it is not one of this text.
    pub fn span(&self, [start, end]: Range) -> Option<Span> {
        let (from, to) = (self.starts.get(start)?, self.starts.get(end)?);
        (start <= end).then(|| Span::new(*from as usize, *to as usize))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn characters_are_scalar_values() {
        let offsets = Offsets::of("Niš 🇷🇸 é");
        assert_eq!(offsets.span([0, 3]), Some(Span::new(0, 4)));
        assert_eq!(offsets.span([4, 6]).map(Span::len), Some(8), "a flag is two scalar values");
        assert_eq!(offsets.span([0, 99]), None);
        assert_eq!(offsets.span([3, 2]), None);
    }

    proptest! {
        #[test]
        fn there_and_back(text in "\\PC{0,40}", one in 0..41_usize, other in 0..41_usize) {
            let offsets = Offsets::of(&text);
            let n = text.chars().count();
            let range = [one.min(other).min(n), one.max(other).min(n)];
            let span = offsets.span(range).unwrap();
            prop_assert_eq!(offsets.range(span), range);
            let words: String = text.chars().skip(range[0]).take(range[1] - range[0]).collect();
            prop_assert_eq!(span.of(&text), words);
        }
    }
}
