//! JoinedBy names were joined into one actor.

use crate::dossier::spelling::Likeness;

/// JoinedBy a name counts as an actor's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JoinedBy {
    /// The lexicon lists it.
    Listed,
    /// It is the name by which the actor was first met.
    Name,
    /// It is the same name by transliteration.
    Transliteration,
    /// It gives the first name in a short form or as an initial.
    ShortGiven,
    /// It is a longer or a shorter form.
    Longer,
    /// It has the same words in another order.
    Reordered,
    /// It is a letter or two apart.
    Misspelling,
    /// Nobody else in the corpus bears the surname.
    OnlyBearer,
    /// It is an abbreviation that a source introduces, or the initials of one name only.
    Abbreviation,
    /// It is the end or the beginning of one name only.
    PartOfOne,
    /// It is a body of that name and state, and the only one.
    OnlyOfState,
    /// It is the government of the state.
    Government,
    /// It says what the place or body is.
    WithNoun,
}

impl From<Likeness> for JoinedBy {
    fn from(likeness: Likeness) -> Self {
        match likeness {
            Likeness::Same => Self::Transliteration,
            Likeness::Short => Self::ShortGiven,
            Likeness::Longer => Self::Longer,
            Likeness::Reordered => Self::Reordered,
            Likeness::Misspelt | Likeness::Doubtful | Likeness::Different => Self::Misspelling,
        }
    }
}
