//! The direction in which a text is written.

use icu_properties::CodePointMapData;
use icu_properties::props::BidiClass;

/// Whether most letters of a text belong to scripts that run from right to left (bidirectional classes R and AL of UAX 9).
pub fn runs_right_to_left(text: &str) -> bool {
    let classes = CodePointMapData::<BidiClass>::new();
    let (mut n_right, mut n_left) = (0_usize, 0_usize);
    for c in text.chars() {
        match classes.get(c) {
            BidiClass::RightToLeft | BidiClass::ArabicLetter => n_right += 1,
            BidiClass::LeftToRight => n_left += 1,
            _ => {}
        }
    }
    n_right > n_left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_letters_decide() {
        assert!(runs_right_to_left("قال المبعوث “OK” ثم غادر"));
        assert!(runs_right_to_left("השליחים ייפגשו ב־WHO"));
        assert!(!runs_right_to_left("The word سلام means peace"));
        assert!(!runs_right_to_left("2014 – 12:30"));
    }
}
