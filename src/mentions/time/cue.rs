//! Which way the words around an expression point: "will meet on Tuesday", "said on Tuesday".

use super::Direction;
use super::lex::{Kind, Token};

/// How far a cue may stand from the expression, in tokens.
const REACH: usize = 18;

/// Which way the clause around the tokens `first..end` points. The nearest cue to the left decides;
/// with none there, the first verb to the right does, as in "On Saturday the envoys will meet".
pub fn direction(text: &str, tokens: &[Token], first: usize, end: usize) -> Direction {
    let words = Words { text, tokens };
    if words.is_moved_to(first) {
        return Direction::Future;
    }
    if words.came_to_nothing(end) {
        return Direction::Past;
    }
    let left = (first.saturating_sub(REACH)..first).rev().take_while(|&at| !words.divides(at + 1) && !words.is_mark(at));
    let told = left.filter_map(|at| words.cue_before(at)).next();
    told.or_else(|| words.cue_after(end)).unwrap_or(Direction::Open)
}

struct Words<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl Words<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).and_then(|token| self.text.get(token.start..token.end)).unwrap_or_default()
    }

    fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.word(at))
    }

    /// Whether a paragraph begins at a token.
    fn divides(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.paragraph)
    }

    /// Whether a mark that ends a clause stands at a place; an apostrophe, a hyphen or the point of "a.m." does not.
    fn is_mark(&self, at: usize) -> bool {
        match self.tokens.get(at).map(|token| token.kind) {
            Some(Kind::Mark('.')) => self.word(at + 1).starts_with(char::is_uppercase) && !is_abbreviation(self.before(at)),
            Some(Kind::Mark(mark)) => matches!(mark, ',' | ';' | ':' | '!' | '?' | '–' | '(' | ')'),
            _ => false,
        }
    }

    /// "moved to 20 May", "put off until Friday": where something is moved to lay ahead of the moving.
    fn is_moved_to(&self, first: usize) -> bool {
        let to = first.checked_sub(1).filter(|&at| matches!(self.word(at), "to" | "until" | "till"));
        to.is_some_and(|to| (to.saturating_sub(2)..to).any(|at| MOVED.contains(&self.word(at))))
    }

    /// "announced for Friday, did not take place": what was planned lies back.
    fn came_to_nothing(&self, end: usize) -> bool {
        let verb = end + usize::from(self.word(end) == ",");
        self.word(verb) == "did" && self.word(verb + 1) == "not"
    }

    /// The cue that the word at a place gives to an expression on its right.
    fn cue_before(&self, at: usize) -> Option<Direction> {
        let (word, before, after) = (self.word(at), self.before(at), self.word(at + 1));
        match word {
            "will" | "Will" | "shall" | "ll" | "upcoming" => Some(Direction::Future),
            "to" => self.infinitive(at),
            "ahead" if after == "of" => Some(Direction::Future),
            "since" => Some(Direction::Past),
            "due" | "scheduled" | "slated" if after != "to" => Some(Direction::Future),
            "planned" | "set" | "announced" | "expected" if after == "for" => Some(Direction::Future),
            "takes" if after == "effect" => Some(Direction::Future),
            _ if SCHEDULED.contains(&word) && !matches!(before, "to" | "not" | "never" | "did") && !be(before) => Some(Direction::Future),
            _ if FUTURE.contains(&word) && be(before) => Some(Direction::Future),
            _ if be(before) || before == "being" => past_be(before),
            _ if is_past(word) => Some(Direction::Past),
            _ => None,
        }
    }

    /// "is to meet", "plans to meet", "are expected to meet", "agreed to meet" look ahead; "went to meet" does not.
    fn infinitive(&self, at: usize) -> Option<Direction> {
        let pronoun = matches!(self.before(at), "them" | "him" | "her" | "us" | "itself" | "themselves");
        let before = self.before(at - usize::from(pronoun));
        let after = self.word(at + 1);
        let verb_follows = after.starts_with(char::is_lowercase) && !matches!(after, "the" | "a" | "an");
        let ahead = matches!(before, "is" | "are" | "going") || FUTURE.contains(&before) || INTENT.contains(&before);
        (verb_follows && ahead).then_some(Direction::Future)
    }

    /// The first verb of the clause to the right, when the expression stands at its head.
    fn cue_after(&self, end: usize) -> Option<Direction> {
        for at in end..(end + REACH).min(self.tokens.len()) {
            let near_comma = self.word(at) == "," && at <= end + 4;
            if (self.is_mark(at) && !near_comma) || self.divides(at) {
                return None;
            }
            match self.word(at) {
                word if SCHEDULED.contains(&word) && self.before(at) != "to" => return Some(Direction::Future),
                "will" | "shall" | "ll" => return Some(Direction::Future),
                "is" | "are" if self.word(at + 1) == "to" || FUTURE.contains(&self.word(at + 1)) => return Some(Direction::Future),
                word if is_past(word) || matches!(word, "was" | "were" | "had") => return Some(Direction::Past),
                _ => {}
            }
        }
        None
    }
}

/// What is done to the day of an event, or to its end.
const MOVED: &[&str] =
    &["moved", "postponed", "delayed", "deferred", "rescheduled", "adjourned", "extended", "prolonged", "put", "pushed", "back"];

/// "U.S.", "Gen." and their kind: the point behind them ends no sentence.
fn is_abbreviation(word: &str) -> bool {
    const TITLES: &[&str] =
        &["Mr", "Mrs", "Ms", "Dr", "Gen", "Col", "Lt", "Sgt", "Maj", "Capt", "Adm", "Sen", "Rep", "Gov", "Prof", "St", "No"];
    word.len() == 1 || TITLES.contains(&word)
}

/// Participles that look ahead behind a form of "be".
const FUTURE: &[&str] = &["set", "due", "scheduled", "expected", "slated", "planned", "poised", "likely", "supposed"];

/// Verbs whose simple present tells what is on the calendar: "the truce begins on Monday".
const SCHEDULED: &[&str] = &[
    "begins", "starts", "opens", "resumes", "convenes", "expires", "returns", "meets", "meet", "holds", "hold", "hosts", "travels", "votes",
];

/// Words behind which "to" and a verb tell what somebody means to do.
const INTENT: &[&str] = &[
    "plans",
    "plan",
    "intends",
    "intend",
    "hopes",
    "hope",
    "wants",
    "want",
    "agree",
    "agrees",
    "agreed",
    "commits",
    "committed",
    "pledged",
    "promised",
    "vowed",
    "decided",
    "offered",
    "invited",
    "urged",
    "asked",
    "ordered",
    "expects",
    "due",
    "set",
    "ready",
    "commit",
];

fn be(word: &str) -> bool {
    matches!(word, "be" | "is" | "are" | "was" | "were" | "been")
}

/// "was held on Monday" is past; "be held" and "is held" leave it to the words before.
fn past_be(word: &str) -> Option<Direction> {
    matches!(word, "was" | "were" | "been").then_some(Direction::Past)
}

/// Past forms that news uses beside dates and that do not end in "-ed", in alphabetical order.
const PAST: &[&str] = &[
    "became", "began", "bought", "broke", "brought", "built", "came", "caught", "chose", "dealt", "did", "drew", "drove", "fell", "fled",
    "flew", "forbade", "fought", "found", "froze", "gave", "got", "grew", "had", "heard", "held", "hit", "kept", "knew", "laid", "led",
    "left", "lost", "made", "meant", "met", "paid", "put", "ran", "rang", "rode", "rose", "said", "sang", "sank", "sat", "saw", "sent",
    "shook", "shot", "sold", "sought", "spent", "spoke", "stole", "stood", "struck", "swept", "swore", "taught", "thought", "threw",
    "told", "took", "tore", "was", "went", "were", "withdrew", "woke", "won", "wore", "wrote",
];

fn is_past(word: &str) -> bool {
    PAST.binary_search(&word).is_ok()
        || (word.len() > 4
            && word.ends_with("ed")
            && word.starts_with(char::is_lowercase)
            && !matches!(word, "need" | "indeed" | "speed" | "proceed" | "hundred" | "united"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::time::lex::lex;

    fn told(text: &str, word: &str) -> Direction {
        let tokens = lex(text);
        let first = tokens.iter().position(|token| &text[token.start..token.end] == word).unwrap();
        direction(text, &tokens, first, first + 1)
    }

    #[test]
    fn past_forms_are_in_order() {
        assert!(PAST.is_sorted());
    }

    #[test]
    fn the_nearest_cue_decides() {
        assert_eq!(told("The ministers will meet in Tbilisi on Tuesday.", "Tuesday"), Direction::Future);
        assert_eq!(told("He said Tuesday he will resign.", "Tuesday"), Direction::Past);
        assert_eq!(told("A vote is expected to be held on Tuesday.", "Tuesday"), Direction::Future);
        assert_eq!(told("The bridge was reopened on Tuesday.", "Tuesday"), Direction::Past);
        assert_eq!(told("On Tuesday the envoys will return.", "Tuesday"), Direction::Future);
        assert_eq!(told("They agreed to stop fighting from Tuesday.", "Tuesday"), Direction::Future);
        assert_eq!(told("A summit due in Abuja on Tuesday was put off.", "Tuesday"), Direction::Future);
        assert_eq!(told("They failed to meet on Tuesday.", "Tuesday"), Direction::Past);
        assert_eq!(told("The council meets Tuesday.", "Tuesday"), Direction::Future);
        assert_eq!(told("The vote was put off until Tuesday.", "Tuesday"), Direction::Future);
        assert_eq!(told("They fought until Tuesday.", "Tuesday"), Direction::Past);
        assert_eq!(told("A march announced for Tuesday did not take place.", "Tuesday"), Direction::Past);
        assert_eq!(told("Talks on Tuesday", "Tuesday"), Direction::Open);
    }
}
