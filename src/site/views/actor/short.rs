//! Short names for charts.

use crate::dossier::Actor;
use crate::mentions::NameKind;
use crate::site::{shown, titles};

/// Small words of surnames, which some write with a capital.
const SMALL: &[&str] = &["al", "bin", "da", "de", "del", "den", "der", "di", "du", "el", "la", "le", "ter", "van", "von"];

/// The last word with the small words before it: "van den Berg", "De Lange".
fn surname(name: &str) -> &str {
    let starts = |at: usize| {
        let word = name[at..].split(' ').next().unwrap_or_default();
        word.chars().next().is_some_and(char::is_lowercase) || SMALL.contains(&word.to_lowercase().as_str())
    };
    let mut from = name.rfind(' ').map_or(0, |at| at + 1);
    while let Some(space) = from.checked_sub(1) {
        let before = name[..space].rfind(' ').map_or(0, |at| at + 1);
        if before == 0 || !starts(before) {
            break;
        }
        from = before;
    }
    &name[from..]
}

/// The short form of a name for charts: the surname of a person.
pub fn short_name(actor: &Actor) -> String {
    let name = &actor.name.value;
    match actor.kind {
        NameKind::Person => surname(name).to_owned(),
        _ => titles::upper_first(&shown::cut(name, 3)),
    }
}

#[cfg(test)]
mod tests {
    use super::surname;

    #[test]
    fn surnames_keep_their_small_words() {
        for (name, short) in [
            ("Ilse van den Berg", "van den Berg"),
            ("Ilse De Lange", "De Lange"),
            ("Le Harrow", "Harrow"),
            ("Ilse Harrow", "Harrow"),
            ("Ilse", "Ilse"),
            ("de Gaulle", "Gaulle"),
            ("", ""),
        ] {
            assert_eq!(surname(name), short);
        }
    }
}
