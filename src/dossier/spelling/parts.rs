//! A printed name of a person cut into given names and family name.
//!
//! "Ibrahim ag Alhassane" has a family name with a particle, "Park Ji-hoon" one that comes first, "de la Rúa" stands alone;
//! honours before the name ("Sheikh") are left out, and a word behind it ("Jr.") is kept apart.

use deunicode::deunicode;

use crate::lexicon::Lexicon;
use crate::lexicon::persons;
use crate::lexicon::sounds::Sound;

/// A name cut into what is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Given names and initials, in order; empty for a family name that stands alone.
    pub given: Vec<Part>,
    /// The family name, particles and articles left out.
    pub family: Part,
    /// All words in the printed order, particles and articles left out.
    pub words: Vec<Sound>,
    /// The same in order of their sounds.
    pub sorted: Vec<Sound>,
    /// All words in one, particles and articles too.
    pub whole: Sound,
    /// Whether a particle stands inside or before the family name.
    pub has_particle: bool,
    /// Which of the bearers of the name it is ("jr").
    pub generation: Option<String>,
    /// Whether the family name comes first in its language: then the given names are one part.
    pub comes_first: bool,
}

/// One of the names that make up a person's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// As printed.
    pub printed: String,
    /// Letters without accents, case and marks.
    pub letters: String,
    /// Its sounds.
    pub sound: Sound,
    /// Whether a hyphen stands inside.
    pub has_hyphen: bool,
    /// Whether it is a first name, and a surname, somewhere.
    pub is_first_name: bool,
    pub is_surname: bool,
    /// One of 64 bits for each letter.
    bits: u64,
}

impl Part {
    fn of(tokens: &[Token], lexicon: &Lexicon) -> Self {
        let joined = |of: fn(&Token) -> &str| tokens.iter().map(of).collect::<String>();
        let (printed, letters) = (joined(|token| &token.printed), joined(|token| &token.letters));
        let sound = Sound::of(&printed);
        Self {
            sound,
            has_hyphen: tokens.iter().skip(1).any(|token| token.joined),
            is_first_name: lexicon.is_first_name(&printed),
            is_surname: lexicon.is_surname(&printed),
            bits: letters.bytes().fold(0, |bits, letter| bits | 1 << (u32::from(letter) % u64::BITS)),
            printed,
            letters,
        }
    }

    /// Whether only its first letter is told.
    pub fn is_initial(&self) -> bool {
        self.letters.len() == 1
    }

    /// How many letters have to be changed at least to make one of the other: as many as the one has that the other lacks, or as it is longer.
    pub fn least_slips(&self, other: &Self) -> usize {
        let lacking = |one: &Self, other: &Self| (one.bits & !other.bits).count_ones() as usize;
        lacking(self, other).max(lacking(other, self)).max(self.letters.len().abs_diff(other.letters.len()))
    }
}

#[derive(Clone, Debug)]
struct Token {
    printed: String,
    letters: String,
    /// Written with the token before by a hyphen.
    joined: bool,
}

impl Token {
    fn is_particle(&self) -> bool {
        persons::is_particle(&self.letters)
    }

    fn opens_lower(&self) -> bool {
        self.printed.starts_with(char::is_lowercase)
    }
}

impl Parts {
    /// Cuts a printed name.
    pub fn of(name: &str, lexicon: &Lexicon) -> Self {
        let mut tokens = tokens(name);
        let generation = take_generation(&mut tokens);
        drop_honours(&mut tokens);
        join_servants(&mut tokens);
        join_houses(&mut tokens);
        let words: Vec<Sound> = tokens.iter().filter(|token| !token.is_particle()).map(|token| Sound::of(&token.printed)).collect();
        let mut sorted = words.clone();
        sorted.sort_unstable();
        let whole = Part::of(&tokens, lexicon).sound;
        let has_particle = tokens.iter().any(|token| token.is_particle() && !persons::is_article(&token.letters));
        if let Some((given, family)) = family_first(&tokens, lexicon) {
            return Self { given: vec![given], family, words, sorted, whole, has_particle, generation, comes_first: true };
        }
        let start = family_start(&tokens, lexicon);
        let (given, family) = tokens.split_at(start);
        let core: Vec<Token> = family.iter().filter(|token| !token.is_particle()).cloned().collect();
        let family = Part::of(if core.is_empty() { family } else { &core }, lexicon);
        let given =
            given.iter().filter(|token| !persons::is_article(&token.letters)).map(|token| Part::of(std::slice::from_ref(token), lexicon));
        Self { given: given.collect(), family, words, sorted, whole, has_particle, generation, comes_first: false }
    }

    /// Whether the first given name is a bare initial.
    pub fn opens_with_initial(&self) -> bool {
        self.given.first().is_some_and(Part::is_initial)
    }
}

/// The words of a name, cut at spaces and hyphens; "JD" are two initials.
fn tokens(name: &str) -> Vec<Token> {
    let shouted = !name.chars().any(char::is_lowercase);
    let mut all = Vec::new();
    for word in name.split_whitespace() {
        for (place, piece) in word.split(['-', '‑', '‐']).enumerate() {
            let letters = letters(piece);
            let initials =
                !shouted && place == 0 && (2..=3).contains(&letters.len()) && piece.chars().all(|c| c.is_uppercase() || c == '.');
            if initials {
                all.extend(letters.chars().map(|c| Token { printed: c.to_uppercase().to_string(), letters: c.to_string(), joined: false }));
            } else if !letters.is_empty() {
                all.push(Token { printed: piece.to_owned(), letters, joined: place > 0 });
            }
        }
    }
    all
}

fn letters(word: &str) -> String {
    let mut text = deunicode(word).to_lowercase();
    text.retain(|c| c.is_ascii_alphanumeric());
    text
}

fn take_generation(tokens: &mut Vec<Token>) -> Option<String> {
    let last = tokens.last().filter(|last| tokens.len() > 1 && persons::is_generation(&last.letters))?.letters.clone();
    tokens.pop();
    Some(last)
}

fn drop_honours(tokens: &mut Vec<Token>) {
    while tokens.len() > 1 {
        let first = &tokens[0].letters;
        // "H.E." is cut into initials.
        let spelt = tokens.len() > 3 && persons::is_honour(&format!("{first}{}", tokens[1].letters)) && first.len() == 1;
        let n_dropped = if spelt {
            2
        } else if persons::is_address(first) || (tokens.len() > 2 && persons::is_honour(first)) {
            1
        } else {
            return;
        };
        tokens.drain(..n_dropped);
    }
}

/// "Abd al-Rahman Sabri": one given name, "abdulrahman".
fn join_servants(tokens: &mut Vec<Token>) {
    let mut at = 0;
    while at + 2 < tokens.len() {
        if persons::is_servant(&tokens[at].letters) {
            let article = at + 3 < tokens.len() && persons::is_article(&tokens[at + 1].letters);
            let end = at + 2 + usize::from(article);
            let word = format!("Abdul{}", tokens[end - 1].letters);
            let whole = Token { letters: word.to_lowercase(), printed: word, joined: tokens[at].joined };
            tokens.splice(at..end, [whole]);
        }
        at += 1;
    }
}

/// "Said Ba Karim": one family name of Hadramaut, "bakarim".
fn join_houses(tokens: &mut Vec<Token>) {
    let Some(at) = (1..tokens.len().saturating_sub(1)).find(|&at| tokens[at].letters == "ba" && !tokens[at].joined) else { return };
    let printed = format!("Ba{}", tokens[at + 1].letters);
    tokens.splice(at..at + 2, [Token { letters: printed.to_lowercase(), printed, joined: false }]);
}

/// "Park Ji-hoon", "Ji-hoon Park", "Zhou Enlai": a family name that comes first in its language, and a given name of two syllables.
fn family_first(tokens: &[Token], lexicon: &Lexicon) -> Option<(Part, Part)> {
    let syllables = |pair: &[Token]| pair.iter().all(|token| token.letters.len() <= 5 && token.letters.len() > 1);
    match tokens {
        [family, given @ ..] if given.len() == 2 && persons::comes_first(&family.letters) && syllables(given) && !given[0].joined => {
            let known = given.iter().any(|token| token.letters.len() > 4 && !given[1].joined && lexicon.is_first_name(&token.printed));
            (!known).then(|| (Part::of(given, lexicon), Part::of(std::slice::from_ref(family), lexicon)))
        }
        [first, second, family] if second.joined && persons::comes_first(&family.letters) && syllables(&tokens[..2]) => {
            Some((Part::of(&[first.clone(), second.clone()], lexicon), Part::of(std::slice::from_ref(family), lexicon)))
        }
        [family, given] if persons::comes_first(&family.letters) && given.letters.len() > 3 && !given.joined => {
            let known = lexicon.is_surname(&given.printed) || lexicon.is_first_name(&given.printed);
            (!known).then(|| (Part::of(std::slice::from_ref(given), lexicon), Part::of(std::slice::from_ref(family), lexicon)))
        }
        _ => None,
    }
}

/// Where the family name begins: at the last word, its hyphens and particles included.
fn family_start(tokens: &[Token], lexicon: &Lexicon) -> usize {
    let mut start = tokens.len().saturating_sub(1);
    while start > 0 && tokens[start].joined {
        start -= 1;
    }
    while start > 0 && tokens[start - 1].is_particle() {
        let before = &tokens[start - 1];
        // "Ben Wallace" has a given name, "ben Barka" and "Al Thani" have none.
        let given = start == 1 && !before.opens_lower() && !persons::is_article(&before.letters) && lexicon.is_first_name(&before.printed);
        if given {
            break;
        }
        start -= 1;
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(name: &str) -> (String, String) {
        let parts = Parts::of(name, &Lexicon::new());
        (parts.given.iter().map(|part| part.letters.as_str()).collect::<Vec<_>>().join(" "), parts.family.letters)
    }

    #[test]
    fn so_many_slips_lie_between_two_names_at_least() {
        for (one, other, least) in
            [("Lindholm", "Lindhlom", 0), ("Hansen", "Hanson", 1), ("Rubin", "Rubins", 1), ("Sandu", "Petrov", 6), ("Adada", "Ada", 2)]
        {
            let [one, other] = [one, other].map(|name| Parts::of(name, &Lexicon::new()).family);
            assert_eq!(one.least_slips(&other), least, "{} / {}", one.printed, other.printed);
            assert!(strsim::damerau_levenshtein(&one.letters, &other.letters) >= least);
        }
    }

    #[test]
    fn names_fall_into_given_names_and_family_name() {
        for (name, given, family) in [
            ("Ana Maria Kovač", "ana maria", "kovac"),
            ("Ibrahim ag Alhassane", "ibrahim", "alhassane"),
            ("Ag Alhassane", "", "alhassane"),
            ("Khalid bin Sultan", "khalid", "sultan"),
            ("Rania al-Khatib", "rania", "khatib"),
            ("Abd al-Rahman Sabri", "abdulrahman", "sabri"),
            ("Abdel Rahman Sabri", "abdulrahman", "sabri"),
            ("Ursula von der Heide", "ursula", "heide"),
            ("Tofik Mirza-zade", "tofik", "mirzazade"),
            ("Park Ji-hoon", "jihoon", "park"),
            ("Ji-hoon Park", "jihoon", "park"),
            ("Zhou Enlai", "enlai", "zhou"),
            ("JD Rowe", "j d", "rowe"),
            ("J. D. Rowe", "j d", "rowe"),
            ("Daw Khin Aye", "khin", "aye"),
            ("Sheikh Omar Bashir", "omar", "bashir"),
            ("H.E. Omar Bashir", "omar", "bashir"),
            ("Ben Wallis", "ben", "wallis"),
            ("Martin Reed Jr.", "martin", "reed"),
            ("", "", ""),
        ] {
            assert_eq!(parts(name), (given.to_owned(), family.to_owned()), "{name}");
        }
    }
}
