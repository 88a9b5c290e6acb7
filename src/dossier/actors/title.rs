//! The name of a body taken apart: the state in it, and what is left in a form that can be compared.

use super::plain;
use crate::lexicon::{Lexicon, Owner, StateForm, WordClass};

/// A body's name without its state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Title {
    /// Its words in lower case, in one order and spelling: "Ministry of Foreign Affairs" and "Foreign Ministry" are one.
    pub core: String,
    /// The key of the state that its words name.
    pub state: Option<String>,
    /// Whether the printed words name the state.
    pub tells_state: bool,
    /// Whether it has only words that many bodies have, so that its state tells which one it is.
    pub is_common: bool,
}

/// Words between which a name may end early ("Office of the Mediator | for Mali").
const JOINTS: [&str; 6] = ["of", "for", "in", "on", "to", "and"];

impl Title {
    /// The first letters of its words, small words left out.
    pub fn initials(&self) -> String {
        let small = |word: &&str| {
            JOINTS.contains(word)
                || matches!(*word, "the" | "de" | "du" | "des" | "la" | "le" | "pour" | "et" | "del" | "y" | "e" | "da" | "do")
        };
        self.core.split(' ').filter(|word| !small(word)).filter_map(|word| word.chars().next()).collect()
    }

    /// Its words without small ones; where "of" parts two of them, those behind it first, and no plural's ending.
    pub fn own_words(&self) -> Vec<String> {
        let is_small = |word: &str| JOINTS.contains(&word) || word == "the" || word == "s";
        let own = |words: &[&str]| -> Vec<String> { words.iter().filter(|word| !is_small(word)).map(|word| (*word).to_owned()).collect() };
        let words: Vec<&str> = self.core.split(' ').collect();
        match words.as_slice() {
            [head, "of", owners] => own(&[*owners, *head]),
            words => own(words),
        }
    }

    /// Shorter names of two words or more that it ends in, or begins with before a joint.
    pub fn parts(&self) -> Vec<String> {
        let words: Vec<&str> = self.core.split(' ').collect();
        let ends = (1..words.len().saturating_sub(1)).map(|start| &words[start..]);
        let begins = (2..words.len()).filter(|&end| JOINTS.contains(&words[end])).map(|end| &words[..end]);
        ends.chain(begins).filter(|part| !JOINTS.contains(&part[0])).map(|part| part.join(" ")).collect()
    }
}

/// Takes a printed name apart.
pub(super) fn read(name: &str, lexicon: &Lexicon) -> Title {
    let (owner, own) = without_owner(name, lexicon);
    let ordered = |name: &str| common(ordered(name), lexicon);
    let whole = ordered(&plain(own));
    let words: Vec<&str> = own.split_whitespace().collect();
    let opened = (1..words.len().min(4)).rev().find_map(|end| {
        let (state, _) = lexicon.state_named(&words[..end].join(" "))?;
        Some((state.key.clone(), ordered(&plain(&words[end..].join(" ")))))
    });
    let closed = || {
        own.match_indices(" of ").find_map(|(at, of)| {
            let tail = own[at + of.len()..].trim_start_matches("the ");
            let (state, _) = lexicon.state_named(tail).filter(|(_, form)| *form == StateForm::Name)?;
            Some((state.key.clone(), ordered(&plain(&own[..at]))))
        })
    };
    match opened.or_else(closed).filter(|(_, core)| is_common(core, lexicon)) {
        Some((state, core)) => Title { core, state: Some(state), tells_state: true, is_common: true },
        None => Title { is_common: is_common(&whole, lexicon), core: whole, state: owner, tells_state: false },
    }
}

/// "African Union’s Peace and Security Council": what stands behind the owner, and the owner's key if it is a state.
fn without_owner<'n>(name: &'n str, lexicon: &Lexicon) -> (Option<String>, &'n str) {
    let split = ["’s ", "'s "].iter().find_map(|mark| name.split_once(mark));
    let Some((owner, rest)) = split else { return (None, name) };
    match lexicon.state_named(owner) {
        Some((state, _)) => (Some(state.key.clone()), rest),
        None if lexicon.body_named(owner).is_some() => (None, rest),
        None => (None, name),
    }
}

/// "MX", "AFISMA": capitals without a space.
pub(super) fn is_abbreviation(name: &str) -> bool {
    name.chars().count() >= 2
        && name.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '&'))
        && name.chars().any(char::is_uppercase)
}

/// British spelling, no article, and the portfolio before the noun.
fn ordered(core: &str) -> String {
    let mut words: Vec<&str> = core
        .split(' ')
        .filter(|word| *word != "the")
        .map(|word| match word {
            "defense" => "defence",
            "organization" => "organisation",
            "center" => "centre",
            "labor" => "labour",
            "cooperation" => "co operation",
            other => other,
        })
        .collect();
    if let [noun @ ("ministry" | "department"), "of" | "for", portfolio @ ..] = words.as_slice()
        && !portfolio.is_empty()
        && portfolio.len() <= 3
    {
        let noun = *noun;
        words = portfolio.iter().copied().chain([noun]).collect();
    }
    words
        .join(" ")
        .replace("foreign affairs ministry", "foreign ministry")
        .replace("external affairs ministry", "foreign ministry")
        .replace("internal affairs ministry", "interior ministry")
        .replace("national defence ministry", "defence ministry")
}

/// "forces" and "troops" are the armed forces; "OSCE monitors" are its observer mission.
fn common(core: String, lexicon: &Lexicon) -> String {
    let starts = std::iter::once(0).chain(core.match_indices(' ').map(|(at, _)| at + 1));
    let found = starts.filter_map(|at| Some((at, lexicon.common_body(&core[at..])?))).next();
    match found {
        Some((0, body)) => body.name.clone(),
        Some((at, body)) if body.owner != Owner::State => format!("{}{}", &core[..at], body.name),
        _ => core,
    }
}

/// Whether every word is one that many bodies have.
fn is_common(core: &str, lexicon: &Lexicon) -> bool {
    if lexicon.common_body(core).is_some() {
        return true;
    }
    let is_common = |word: &str| {
        let capital = title_case(word);
        JOINTS.contains(&word)
            || matches!(word, "affairs" | "government" | "general" | "staff" | "state" | "people" | "s")
            || lexicon.is_title_modifier(word)
            || lexicon.is(WordClass::BodyHead, &capital)
    };
    !core.is_empty() && core.split(' ').all(is_common)
}

fn title_case(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_of_a_state_have_one_name() {
        let lexicon = Lexicon::new();
        for (name, core, state) in [
            ("Foreign Ministry", "foreign ministry", None),
            ("Ministry of Foreign Affairs of Chad", "foreign ministry", Some("TCD")),
            ("Chadian Foreign Ministry", "foreign ministry", Some("TCD")),
            ("Chad's Ministry of Defense", "defence ministry", Some("TCD")),
            ("Government of the Republic of Chad", "government", Some("TCD")),
            ("National Assembly", "national assembly", None),
        ] {
            let title = read(name, &lexicon);
            assert!(title.is_common, "{name}");
            assert_eq!((title.core.as_str(), title.state.as_deref()), (core, state), "{name}");
        }
    }

    #[test]
    fn names_of_their_own_stay_whole() {
        let lexicon = Lexicon::new();
        for (name, core) in [
            ("Sudan Liberation Movement", "sudan liberation movement"),
            ("Front for the Defence of Ondurra", "front for defence of ondurra"),
        ] {
            let title = read(name, &lexicon);
            assert!(!title.is_common, "{name}");
            assert_eq!(title.core, core);
        }
        assert_eq!(read("Front for the Defence of Ondurra", &lexicon).initials(), "fdo");
        assert_eq!(read("Office of the Mediator for Chad", &lexicon).parts(), ["mediator for chad", "office of mediator"]);
    }
}
