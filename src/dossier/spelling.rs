//! Whether two printed names can be the same person's, and why.
//!
//! Rules of transliteration and slips of the pen are told apart, and what could be either one person or two is [`Likeness::Doubtful`].
//! `docs/actors.md` has the figures; the rules are data of the lexicon.

mod eastern;
mod hearing;
mod parts;

use hearing::{Hearing, are_gendered, hear};
pub(super) use parts::{Part, Parts};

use crate::lexicon::persons;
use crate::lexicon::sounds::Sound;

/// How two names relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// One name under the rules of transliteration.
    Same,
    /// The given name in a short form, or as an initial.
    Short,
    /// A longer form of the name.
    Longer,
    /// The same words in another order.
    Reordered,
    /// A letter or two apart: a misspelling.
    Misspelt,
    /// Perhaps one person, perhaps two.
    Doubtful,
    /// Two people.
    Different,
}

/// How two full names relate; names without a given name are never more than [`Likeness::Different`] here.
pub(super) fn compare(one: &Parts, other: &Parts) -> Likeness {
    if one.given.is_empty() || other.given.is_empty() {
        return Likeness::Different;
    }
    let likeness = straight(one, other).min(turned(one, other));
    match likeness {
        Likeness::Different => Likeness::Different,
        // A father and a son.
        _ if one.generation != other.generation => Likeness::Doubtful,
        other => other,
    }
}

/// Whether two names cannot be one person's, however alike the rest is: other middle names, or a father and a son.
pub(super) fn conflict(one: &Parts, other: &Parts) -> bool {
    let middles = match (one.given.as_slice(), other.given.as_slice()) {
        ([_, these @ ..], [_, those @ ..]) => middles_agree(these, those),
        _ => true,
    };
    !middles || one.generation != other.generation
}

/// Whether a family name that stands alone is the one of a full name, and by which kind of likeness.
pub(super) fn compare_family(alone: &Part, family: &Part) -> Likeness {
    match hear(alone, family) {
        Hearing::Rules(0) => Likeness::Same,
        Hearing::Rules(_) if are_gendered(alone, family) || alone.sound.len() < 5 => Likeness::Different,
        Hearing::Rules(2..) if alone.is_surname && family.is_surname => Likeness::Doubtful,
        Hearing::Rules(_) => Likeness::Same,
        Hearing::Slip if alone.sound.len() > 5 && !alone.is_surname => Likeness::Misspelt,
        Hearing::Slip | Hearing::Other | Hearing::Apart => Likeness::Different,
    }
}

/// Family name against family name, given names against given names.
fn straight(one: &Parts, other: &Parts) -> Likeness {
    let ([first, middles @ ..], [others_first, others_middles @ ..]) = (one.given.as_slice(), other.given.as_slice()) else {
        return Likeness::Different;
    };
    if one.comes_first && other.comes_first {
        let families =
            one.family.letters == other.family.letters || persons::same_first(&one.family.letters, &other.family.letters).is_some();
        let same = families && eastern::same(first, others_first, (&one.family, &other.family));
        return if same { Likeness::Same } else { Likeness::Different };
    }
    if are_gendered(&one.family, &other.family) || !middles_agree(middles, others_middles) {
        return Likeness::Different;
    }
    let strangers = one.family.is_surname && other.family.is_surname;
    let family = hear(&one.family, &other.family);
    if family == Hearing::Apart {
        return Likeness::Different;
    }
    let given = given(first, others_first);
    // "Hansen" and "Hanson" are two names, though a slip or a rule makes them one.
    if strangers && !matches!(family, Hearing::Rules(0..=1)) {
        return if matches!(given, Given::Same(0)) { Likeness::Doubtful } else { Likeness::Different };
    }
    match (family, given) {
        (Hearing::Rules(family), Given::Same(given)) if family + given <= 4 => Likeness::Same,
        (Hearing::Rules(0..=3), Given::Initial) => Likeness::Short,
        (Hearing::Rules(0), Given::Short) if strangers => Likeness::Doubtful,
        (Hearing::Rules(0..=1), Given::Short) => Likeness::Short,
        (Hearing::Rules(0..=1), Given::Slip) | (Hearing::Slip, Given::Same(0..=1)) => Likeness::Misspelt,
        (Hearing::Other, Given::Same(0)) => Likeness::Doubtful,
        _ => Likeness::Different,
    }
}

/// The same words in another order, with more behind them, or written together.
fn turned(one: &Parts, other: &Parts) -> Likeness {
    let (short, long) = if one.words.len() <= other.words.len() { (one, other) } else { (other, one) };
    // "Asare Boadu", "Asare-Boadu".
    let hyphened = one.words == other.words && one.words.len() > 2;
    if one.whole == other.whole && (hyphened || one.words.len() != other.words.len()) {
        return Likeness::Same;
    }
    if short.words.len() < 2 || short.words.iter().any(|word| word.len() < 2) {
        return Likeness::Different;
    }
    if short.words.len() < long.words.len() {
        return shortened(short, long);
    }
    // "Khalid bin Sultan" is the father of "Sultan bin Khalid".
    let parted = one.has_particle || other.has_particle;
    if parted || short.words == long.words || short.sorted != long.sorted {
        return Likeness::Different;
    }
    // "Charles Michel" and "Michel Charles" may be two.
    if one.family.is_first_name && other.family.is_first_name { Likeness::Doubtful } else { Likeness::Reordered }
}

/// How a name relates to a longer one with more words.
fn shortened(short: &Parts, long: &Parts) -> Likeness {
    let (short_words, long_words) = (short.words.as_slice(), long.words.as_slice());
    // "O. Sahani Kasembe", "Ona Sahani": the first word may be an initial.
    let opens = |one: &Sound, other: &Sound| one == other || other.len() == 1 && one.as_str().starts_with(other.as_str());
    let begins = opens(&short_words[0], &long_words[0]) && long_words[1..].starts_with(&short_words[1..]);
    // "Juan Miguel Robles Lara": the first of two family names is the one in use.
    let spanish = matches!((short_words, long_words), ([given, family], [first, _, father, _]) if given == first && family == father);
    if begins || spanish {
        // "Juan Robles Lara": a second family name. "Ali Omar Hassan": a father's name, which many share.
        return if short.family.is_first_name { Likeness::Doubtful } else { Likeness::Longer };
    }
    // "Ona Sahani Kasembe", "Sahani Kasembe": the given name left out. "Jean Pierre Morel", "Pierre Morel" may be two.
    let given = short.given.first().is_some_and(|given| given.is_first_name);
    match long_words.ends_with(short_words) && !short.has_particle {
        true if given || short.comes_first => Likeness::Doubtful,
        true => Likeness::Longer,
        false => Likeness::Different,
    }
}

/// How two first given names relate.
enum Given {
    /// One name; so many rules apart.
    Same(usize),
    /// One of them is the other's initial.
    Initial,
    /// One of them begins the other.
    Short,
    Slip,
    Different,
}

fn given(one: &Part, other: &Part) -> Given {
    if one.is_initial() || other.is_initial() {
        let same = one.letters.chars().next() == other.letters.chars().next()
            || one.sound.as_str().chars().next() == other.sound.as_str().chars().next();
        return match (one.is_initial() && other.is_initial(), same) {
            (true, true) => Given::Same(0),
            (false, true) => Given::Initial,
            (_, false) => Given::Different,
        };
    }
    if persons::same_given(&one.sound, &other.sound) {
        return Given::Same(0);
    }
    if are_gendered(one, other) || is_feminine_of(&one.letters, &other.letters) || is_feminine_of(&other.letters, &one.letters) {
        return Given::Different;
    }
    let known = one.is_first_name && other.is_first_name;
    match hear(one, other) {
        Hearing::Rules(rules) => Given::Same(rules),
        _ if begins(&one.letters, &other.letters) || begins(&other.letters, &one.letters) => Given::Short,
        // "Marco" and "Mario" are two names.
        Hearing::Slip if !known => Given::Slip,
        Hearing::Slip | Hearing::Other | Hearing::Apart => Given::Different,
    }
}

/// "Salif" begins "Salifou".
fn begins(short: &str, long: &str) -> bool {
    short.len() >= 4 && long.strip_prefix(short).is_some_and(|rest| rest.len() <= 3)
}

/// "Victor" and "Victoria", "Daniel" and "Danielle".
fn is_feminine_of(short: &str, long: &str) -> bool {
    const ENDINGS: [&str; 12] = ["a", "e", "ia", "ina", "ine", "ita", "ette", "elle", "le", "la", "ne", "na"];
    long.strip_prefix(short).is_some_and(|rest| ENDINGS.contains(&rest))
}

/// Different middle names or initials are different people; a missing one says nothing.
fn middles_agree(these: &[Part], those: &[Part]) -> bool {
    these.iter().zip(those).all(|(one, other)| {
        let initial = one.is_initial() || other.is_initial();
        let opens_alike = one.letters.chars().next() == other.letters.chars().next();
        if initial { opens_alike } else { hear(one, other) != Hearing::Apart || persons::same_given(&one.sound, &other.sound) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    fn likeness(one: &str, other: &str) -> Likeness {
        let lexicon = Lexicon::new();
        compare(&Parts::of(one, &lexicon), &Parts::of(other, &lexicon))
    }

    #[test]
    fn transliterations_of_one_name_are_one() {
        for (one, other) in [
            ("Sergei Lazarev", "Serhii Lazarev"),
            ("Olena Hrynchuk", "Olena Grynchuk"),
            ("Yuriy Kovalskyy", "Yuri Kovalsky"),
            ("Yuriy Kovalskyy", "Yurii Kovalskiy"),
            ("Mohammed al-Khatib", "Muhammad Al Khatib"),
            ("Rania al-Khatib", "Rania Khatib"),
            ("Abd al-Rahman Sabri", "Abderrahmane Sabri"),
            ("Farid Ghassemi", "Farid Qassemi"),
            ("Rovshan Mammedov", "Rövşən Məmmədov"),
            ("Araik Hakobyan", "Araik Akopian"),
            ("José Ibáñez", "Jose Ibanez"),
            ("Jürgen Möllner", "Juergen Moellner"),
            ("Kōji Satō", "Koji Satoh"),
            ("Brahim ould Cheiguer", "Ibrahim Ould Sheigher"),
            ("Park Ji-hoon", "Ji-hoon Park"),
            ("Park Ji-hoon", "Pak Jihun"),
            ("Zhou Guoping", "Chou Kuo-ping"),
            ("JD Rowe", "J. D. Rowe"),
            ("Mike Rowe", "Michael Rowe"),
            ("Ri Son-gwon", "Lee Seon-kwon"),
            ("Tesfaye Gebre-Mariam", "Tesfaye Gebremariam"),
            ("Jürgen Müller", "Juergen Mueller"),
            ("Zoran Đorđić", "Zoran Djordjic"),
            ("Ato Bekele Tadesse", "Bekele Tadesse"),
            ("Siarhei Karatkevich", "Sergei Korotkevich"),
        ] {
            assert_eq!(likeness(one, other), Likeness::Same, "{one} / {other}");
        }
    }

    #[test]
    fn given_names_may_be_short() {
        for (one, other) in [("V. Marchenko", "Vladimir Marchenko"), ("Bakar Kindo", "Bakary Kindo"), ("S. Alekperov", "Samir Alakbarov")] {
            assert_eq!(likeness(one, other), Likeness::Short, "{one} / {other}");
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
        assert_eq!(likeness("Juan Robles Lara", "Juan Robles"), Likeness::Longer);
    }

    #[test]
    fn a_long_name_may_be_cut_at_either_end() {
        for (long, short) in [
            ("Ona Sahani Kasembe", "Sahani Kasembe"),
            ("O. Sahani Kasembe", "Ona Sahani"),
            ("Juan Miguel Robles Lara", "Juan Robles"),
            ("Said bin Salih Ba-Karim", "Said Ba Karim"),
        ] {
            assert!(likeness(long, short) <= Likeness::Longer, "{long} / {short}");
        }
        assert_eq!(likeness("Jean Pierre Morel", "Pierre Morel"), Likeness::Doubtful);
        assert_eq!(likeness("Juan Miguel Robles Lara", "Miguel Lara"), Likeness::Different);
    }

    #[test]
    fn what_may_be_two_is_left_open() {
        for (one, other) in [
            ("Charles Michel", "Michel Charles"),
            ("Martin Reed Jr.", "Martin Reed"),
            ("John Hansen", "John Hanson"),
            ("Hamid Karimi", "Hamid Karami"),
            ("Omar Ali Hassan", "Omar Ali"),
        ] {
            assert_eq!(likeness(one, other), Likeness::Doubtful, "{one} / {other}");
        }
    }

    #[test]
    fn different_people_stay_apart() {
        for (one, other) in [
            ("Ivan Petrov", "Ivana Petrova"),
            ("Jared Hill", "Charles Hill"),
            ("Kim Yo Jong", "Kim Il Chol"),
            ("Kim Jong Su", "Kim Jong Ok"),
            ("Li Ping", "Li Bing"),
            ("John A. Reed", "John B. Reed"),
            ("Anna Petrov", "Anna Petrova"),
            ("Marco Rubin", "Mario Rubin"),
            ("Victor Sandu", "Victoria Sandu"),
            ("Daniel Sandu", "Danielle Sandu"),
            ("Sultan bin Zaid", "Zaid bin Sultan"),
            ("Ali Hassan Karimi", "Ali Hussein Karimi"),
            ("Khalid bin Sultan", "Sultan bin Turki"),
            ("Andriy Boyko", "Andriy Bondar"),
        ] {
            assert_eq!(likeness(one, other), Likeness::Different, "{one} / {other}");
        }
    }
}
