//! Whether two printed names can be the same name, by rules of transliteration.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use deunicode::deunicode;

/// A name cut into what is compared: the given names and the family name, each folded to a skeleton.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Folded {
    /// Skeletons of the given names and initials, in order.
    pub given: Vec<String>,
    /// Skeleton of the family name, particles included.
    pub family: String,
    /// The family name as printed, accents and case aside.
    pub printed: String,
    /// Whether the first given name is a bare initial.
    pub initial: bool,
}

/// How two names relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// One name under the rules of transliteration.
    Same,
    /// A letter or two apart: a misspelling.
    Misspelt,
    /// The same words in another order.
    Reordered,
    /// Two names.
    Different,
}

/// Particles that belong to the family name behind them.
const PARTICLES: &[&str] = &[
    "von", "van", "der", "den", "de", "di", "da", "del", "della", "dos", "du", "la", "le", "al", "el", "bin", "ibn", "ben", "ter", "ten",
    "abu", "st", "zu",
];

/// Given names that are one name in different languages. Only pairs that the skeleton does not already make equal.
const SAME_GIVEN: &[&[&str]] = &[
    &["vladimir", "volodimir", "uladzimir", "wladimir"],
    &["aleksandr", "oleksandr", "alexander", "alexandr", "aliaksandr", "sasha", "alex"],
    &["sergei", "serhi", "serge", "siarhei"],
    &["dmitr", "dmitri", "dmitro", "dzmitr"],
    &["mikhail", "mikhailo", "mihail", "mikhaylo", "michael", "mike"],
    &["nikolai", "mikola", "nicolas", "nikola"],
    &["evgen", "yevhen", "evgeni", "ievgen", "ievhen"],
    &["andrei", "andr", "andrew", "andre"],
    &["pavel", "pavlo", "paul"],
    &["petr", "petro", "piotr", "peter", "pjotr"],
    &["iuri", "iur", "uri", "iurii"],
    &["mohamed", "muhamad", "mohamad", "muhamed", "mohamet", "mehmet"],
    &["iusef", "iusuf", "iosef", "joseph", "josef"],
    &["ibrahim", "abraham"],
    &["joe", "joseph"],
    &["jim", "james"],
    &["bil", "wiliam", "william"],
    &["bob", "robert"],
    &["tom", "thomas"],
    &["toni", "anton", "anthony", "antoni"],
    &["ben", "benjamin"],
    &["dan", "daniel"],
    &["steve", "steven", "stephen", "stefan"],
];

/// Folds a printed name.
pub(super) fn fold(name: &str) -> Folded {
    let words: Vec<&str> = name.split(|c: char| c.is_whitespace() || c == '-' || c == '‑').filter(|word| !word.is_empty()).collect();
    let plain: Vec<String> = words.iter().map(|word| deunicode(word).to_lowercase().replace(['.', '\'', '`', '’'], "")).collect();
    let mut family = plain.len().saturating_sub(1);
    while family > 1 && PARTICLES.contains(&plain[family - 1].as_str()) {
        family -= 1;
    }
    let hyphenated_family = name.rsplit(char::is_whitespace).next().is_some_and(|last| last.contains(['-', '‑']));
    if hyphenated_family && family > 1 {
        family -= 1;
    }
    let given: Vec<String> = plain[..family.min(plain.len())].iter().map(|word| skeleton(word)).filter(|word| !word.is_empty()).collect();
    let initial = words.first().is_some_and(|word| family > 0 && word.trim_end_matches('.').chars().count() == 1);
    let family = &plain[family.min(plain.len())..];
    Folded { given, family: family.iter().map(|word| skeleton(word)).collect(), printed: family.concat(), initial }
}

/// Folds one word: accents off, and the spellings that transliteration varies made equal.
pub(super) fn skeleton(word: &str) -> String {
    let mut text = deunicode(word).to_lowercase();
    text.retain(|c| c.is_ascii_alphanumeric());
    for (from, to) in [
        ("shch", "sc"),
        ("sch", "s"),
        ("tch", "c"),
        ("tsch", "c"),
        ("kh", "h"),
        ("zh", "z"),
        ("ch", "c"),
        ("sh", "s"),
        ("ph", "f"),
        ("ck", "k"),
        ("gh", "h"),
        ("th", "t"),
        ("dzh", "j"),
        ("dj", "j"),
        ("q", "k"),
        ("x", "ks"),
        ("w", "v"),
        ("ou", "u"),
        ("oo", "u"),
        ("ee", "i"),
        ("iy", "i"),
        ("yy", "i"),
        ("yi", "i"),
        ("ij", "i"),
        ("ii", "i"),
        ("ya", "ia"),
        ("yu", "iu"),
        ("ye", "e"),
        ("ie", "e"),
        ("yo", "io"),
        ("y", "i"),
        ("j", "i"),
        ("g", "h"),
        ("ts", "c"),
        ("tz", "c"),
    ] {
        text = text.replace(from, to);
    }
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        if !folded.ends_with(letter) {
            folded.push(letter);
        }
    }
    if folded.len() > 3 && folded.ends_with('i') {
        folded.pop();
    }
    folded
}

/// How two full names relate; names without a given name are never more than [`Likeness::Different`] here.
pub(super) fn compare(one: &Folded, other: &Folded) -> Likeness {
    if one.given.is_empty() || other.given.is_empty() {
        return Likeness::Different;
    }
    if !middle_names_agree(one, other) {
        return Likeness::Different;
    }
    if one.family == other.family {
        return given_likeness(one, other);
    }
    if family_slip(one, other) && given_likeness(one, other) == Likeness::Same {
        return Likeness::Misspelt;
    }
    if one.given.len() != other.given.len() || !other.given.contains(&one.family) {
        return Likeness::Different;
    }
    let mut these: Vec<&str> = one.given.iter().map(String::as_str).chain([one.family.as_str()]).collect();
    let mut those: Vec<&str> = other.given.iter().map(String::as_str).chain([other.family.as_str()]).collect();
    these.sort_unstable();
    those.sort_unstable();
    if these == those && these.len() > 1 { Likeness::Reordered } else { Likeness::Different }
}

/// A slip of the pen in the family name, looked for in the letters as printed too: folding can hide a swap.
fn family_slip(one: &Folded, other: &Folded) -> bool {
    let close = |a: &str, b: &str| {
        a.chars().next() == b.chars().next() && strsim::damerau_levenshtein(a, b) <= allowed(a, b) && !gendered_pair(a, b)
    };
    close(&one.printed, &other.printed) || close(&one.family, &other.family)
}

fn given_likeness(one: &Folded, other: &Folded) -> Likeness {
    let (a, b) = (&one.given[0], &other.given[0]);
    if a == b || same_given(a, b) {
        return Likeness::Same;
    }
    let initial = |short: &str, long: &str| short.len() == 1 && long.starts_with(short);
    if (one.initial && initial(a, b)) || (other.initial && initial(b, a)) {
        return Likeness::Same;
    }
    let close = a.len() >= 4 && b.len() >= 4 && a.chars().next() == b.chars().next() && strsim::damerau_levenshtein(a, b) <= 1;
    if close { Likeness::Misspelt } else { Likeness::Different }
}

fn same_given(a: &str, b: &str) -> bool {
    static FOLDED: LazyLock<BTreeMap<String, Vec<usize>>> = LazyLock::new(|| {
        let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (n, group) in SAME_GIVEN.iter().enumerate() {
            group.iter().for_each(|name| groups.entry(skeleton(name)).or_default().push(n));
        }
        groups
    });
    let (Some(one), Some(other)) = (FOLDED.get(a), FOLDED.get(b)) else { return false };
    one.iter().any(|group| other.contains(group))
}

/// Different middle initials are different people; a missing one says nothing.
fn middle_names_agree(one: &Folded, other: &Folded) -> bool {
    one.given.iter().skip(1).zip(other.given.iter().skip(1)).all(|(a, b)| a.chars().next() == b.chars().next())
}

/// One slip, two in long names.
fn allowed(a: &str, b: &str) -> usize {
    match a.len().min(b.len()) {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// "Petrov" and "Petrova": a man and a woman, not a slip.
fn gendered_pair(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    long.len() == short.len() + 1 && long.ends_with('a') && long.starts_with(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(one: &str, other: &str) -> Likeness {
        compare(&fold(one), &fold(other))
    }

    #[test]
    fn transliterations_of_one_name_are_one() {
        for (one, other) in [
            ("Sergei Lazarev", "Serhii Lazarev"),
            ("Olena Hrynchuk", "Olena Grynchuk"),
            ("Yuriy Kovalskyy", "Yuri Kovalsky"),
            ("Yuriy Kovalskyy", "Yurii Kovalskiy"),
            ("Mohammed al-Khatib", "Muhammad Al Khatib"),
            ("Rovshan Kahramanov", "Rovshan Qahramanov"),
            ("José Ibáñez", "Jose Ibanez"),
            ("V. Marchenko", "Vladimir Marchenko"),
        ] {
            assert_eq!(likeness(one, other), Likeness::Same, "{one} / {other}");
        }
    }

    #[test]
    fn a_swap_of_letters_is_a_misspelling() {
        assert_eq!(likeness("Anders Lindholm", "Anders Lindhlom"), Likeness::Misspelt);
        assert_eq!(likeness("Andrii Sabitha", "Andrii Sabtiha"), Likeness::Misspelt);
    }

    #[test]
    fn family_first_is_the_same_name() {
        assert_eq!(likeness("Szabo Peter", "Peter Szabo"), Likeness::Reordered);
    }

    #[test]
    fn different_people_stay_apart() {
        for (one, other) in [
            ("Ivan Petrov", "Ivana Petrova"),
            ("Jared Hill", "Charles Hill"),
            ("Kim Yo Jong", "Kim Il Chol"),
            ("John A. Reed", "John B. Reed"),
            ("Anna Petrov", "Anna Petrova"),
        ] {
            assert_eq!(likeness(one, other), Likeness::Different, "{one} / {other}");
        }
    }
}
