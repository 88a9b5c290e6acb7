//! Words that keep a point, and whether a sentence may end in them.

/// What a word with a final point is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// Stands before a name: no sentence ends in it ("Gen.", "St.").
    Title,
    /// May stand last in a sentence ("U.S.", "p.m.", "Inc.", "Jan.").
    Other,
}

const TITLES: &[&str] = &[
    "Mr", "Mrs", "Ms", "Mx", "Dr", "Prof", "Gen", "Lt", "Col", "Maj", "Capt", "Cpt", "Sgt", "Cpl", "Pvt", "Adm", "Cmdr", "Brig", "Gov",
    "Sen", "Rep", "Sens", "Reps", "Rev", "Hon", "Pres", "Amb", "Sec", "Supt", "Insp", "Msgr", "Fr", "St", "Ste", "Mt", "Ft", "Messrs",
    "Mme", "Mlle", "Spc", "Atty", "Cllr", "Ald", "Dep", "Asst", "vs", "v", "No", "Nos", "Fig", "Vol", "approx", "ca", "cf", "viz", "e.g",
    "i.e",
];

const OTHERS: &[&str] = &[
    "Inc", "Corp", "Ltd", "Co", "Cos", "Bros", "Jr", "Sr", "Esq", "etc", "al", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep",
    "Sept", "Oct", "Nov", "Dec", "Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "Ave", "Blvd", "Rd", "Dept", "Univ", "Assn",
    "est", "min", "max", "Calif", "Conn", "Fla", "Mass", "Mich", "Minn", "Tenn", "Wash", "Penn", "Ariz", "Colo", "Ore", "Ph.D", "Ph", "ed",
    "eds", "pp", "a.m", "p.m",
];

/// Words that open a sentence so often that a point before them ends one even after "U.S.".
const STARTERS: &[&str] = &[
    "The",
    "A",
    "An",
    "This",
    "That",
    "These",
    "Those",
    "He",
    "She",
    "It",
    "They",
    "We",
    "I",
    "You",
    "His",
    "Her",
    "Its",
    "Their",
    "Our",
    "In",
    "On",
    "At",
    "But",
    "And",
    "However",
    "Meanwhile",
    "After",
    "Before",
    "While",
    "When",
    "If",
    "As",
    "For",
    "From",
    "With",
    "Although",
    "Though",
    "Since",
    "There",
    "Both",
    "Some",
    "Many",
    "Most",
    "Several",
    "Also",
    "Earlier",
    "Later",
    "Last",
    "Now",
    "Then",
    "Under",
    "During",
    "According",
    "Despite",
    "Officials",
    "Critics",
    "Instead",
    "Still",
    "Yet",
    "So",
    "What",
    "Who",
    "Why",
    "How",
    "Where",
    "Asked",
    "Speaking",
];

/// How to read `word`, given without its final point; `None` when the point is a full stop.
pub fn abbreviation(word: &str) -> Option<Abbreviation> {
    if TITLES.contains(&word) {
        Some(Abbreviation::Title)
    } else if OTHERS.contains(&word) || is_initialism(word) {
        Some(Abbreviation::Other)
    } else {
        None
    }
}

/// Whether a sentence may begin with `word` even where an abbreviation stands before it.
pub fn starts_sentence(word: &str) -> bool {
    STARTERS.contains(&word)
}

/// Single letters with points between them, the last point taken off: "U.S", "D.R.C", "J".
fn is_initialism(word: &str) -> bool {
    word.contains('.') && word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}
