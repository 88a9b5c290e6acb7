//! Which way the words around an expression point: "will meet on Tuesday", "said on Tuesday".

use super::Direction;
use super::lex::{Kind, Token};

/// How far a cue may stand from the expression, in tokens.
const REACH: usize = 18;

/// What a clause tells of the side on which its time lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// Before the day on which the text speaks, or that day.
    Past,
    /// After it, or that day.
    Future,
    /// What was planned once, whether it came or not: "were to have met on Wednesday".
    Either,
}

/// Which way the clause around the tokens `first..end` points, if it tells.
pub fn direction(text: &str, tokens: &[Token], first: usize, end: usize) -> Direction {
    match cue(text, tokens, first, end) {
        Some(Cue::Past) => Direction::Past,
        Some(Cue::Future) => Direction::Future,
        Some(Cue::Either) | None => Direction::Open,
    }
}

/// What the clause around the tokens `first..end` tells. The nearest cue to the left decides;
/// with none there, the first verb to the right does, as in "On Saturday the envoys will meet".
pub fn cue(text: &str, tokens: &[Token], first: usize, end: usize) -> Option<Cue> {
    let words = Words { text, tokens, first };
    if words.is_moved_to(first) {
        return Some(Cue::Future);
    }
    if words.came_to_nothing(end) {
        return Some(Cue::Past);
    }
    let left = (first.saturating_sub(REACH)..first).rev().take_while(|&at| !words.divides(at + 1) && !words.is_mark(at));
    let told = left.filter_map(|at| words.cue_before(at)).next();
    told.or_else(|| words.cue_after(end))
}

struct Words<'a> {
    text: &'a str,
    tokens: &'a [Token],
    /// The first token of the expression.
    first: usize,
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
            Some(Kind::Mark('.')) => {
                let next = at + 1 + usize::from(matches!(self.word(at + 1), "\"" | "”" | "’" | "»"));
                self.word(next).starts_with(char::is_uppercase) && !is_abbreviation(self.before(at))
            }
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
    fn cue_before(&self, at: usize) -> Option<Cue> {
        let (word, before, after) = (self.word(at), self.before(at), self.word(at + 1));
        match word {
            "will" | "Will" | "shall" | "ll" | "upcoming" => Some(Cue::Future),
            "to" => self.infinitive(at),
            "ahead" if after == "of" => Some(Cue::Future),
            "since" => Some(Cue::Past),
            "due" | "scheduled" | "slated" if after != "to" => self.planned(at),
            "planned" | "set" | "announced" | "expected" if after == "for" => self.planned(at),
            _ if PLANNED.contains(&word) && self.leads_to_time(at) => self.planned(at),
            "takes" if after == "effect" => Some(Cue::Future),
            _ if MODAL.contains(&word) => self.modal(at),
            // "expected twenty more by the weekend".
            "expected" | "hoped" | "promised" | "pledged" | "vowed" | "demanded" | "wanted" if self.before(self.first) == "by" => {
                Some(Cue::Future)
            }
            _ if self.is_scheduled(at) && !matches!(before, "to" | "not" | "never" | "did") && !be(before) => Some(Cue::Future),
            _ if FUTURE.contains(&word) && be(before) => self.planned(at),
            _ if be(before) || before == "being" => past_be(before),
            _ if self.is_perfect_infinitive(at) => None,
            _ if is_past(word) => Some(Cue::Past),
            _ => None,
        }
    }

    /// "is to meet", "plans to meet", "are expected to meet", "agreed to meet" look ahead; "went to meet" does not.
    fn infinitive(&self, at: usize) -> Option<Cue> {
        let pronoun = matches!(self.before(at), "them" | "him" | "her" | "us" | "itself" | "themselves");
        let before = self.before(at - usize::from(pronoun));
        let after = self.word(at + 1);
        let verb_follows = after.starts_with(char::is_lowercase) && !matches!(after, "the" | "a" | "an");
        if !verb_follows {
            return None;
        }
        match before {
            "is" | "are" | "going" => Some(Cue::Future),
            "was" | "were" => Some(if after != "have" && self.is_reported(at) { Cue::Future } else { Cue::Either }),
            _ if FUTURE.contains(&before) => self.planned(at - 1),
            _ if INTENT.contains(&before) || self.opens_ahead(at) => Some(Cue::Future),
            _ => None,
        }
    }

    /// "were to have met", "would have met", "were to have co-chaired": the verb before "have" tells the side.
    fn is_perfect_infinitive(&self, at: usize) -> bool {
        let first = if self.before(at) == "-" { at.saturating_sub(2) } else { at };
        self.before(first) == "have" && first.checked_sub(2).is_some_and(|at| self.word(at) == "to" || MODAL.contains(&self.word(at)))
    }

    /// "a truce of ten days, to begin on Saturday": what a noun is to do lies ahead, unless something made it do so.
    fn opens_ahead(&self, to: usize) -> bool {
        const NEAR: usize = 6;
        let held =
            self.word(to + 1) == "be" && matches!(self.word(to + 2), "held" | "signed" | "opened" | "launched" | "completed" | "released");
        let made = |at: usize| MADE.iter().any(|stem| self.word(at).to_lowercase().starts_with(stem));
        let before = (to.saturating_sub(NEAR)..to).rev().take_while(|&at| !matches!(self.word(at), "." | ";"));
        let whole = |at: usize| {
            let next = self.word(at);
            at >= self.first
                || matches!(
                    next,
                    "on" | "at"
                        | "in"
                        | "by"
                        | "from"
                        | "with"
                        | "next"
                        | "this"
                        | "early"
                        | "late"
                        | "again"
                        | "effect"
                        | "place"
                        | "into"
                )
        };
        let opens = OPENS.contains(&self.word(to + 1)) && whole(to + 2);
        (opens || held) && !before.into_iter().any(made)
    }

    /// What was planned lies ahead, or on either side when the planning is told as past: "was due on Friday".
    fn planned(&self, at: usize) -> Option<Cue> {
        let past = matches!(self.before(at), "was" | "were" | "been");
        Some(if past && !self.is_reported(at) { Cue::Either } else { Cue::Future })
    }

    /// "would travel", "may slip", "could be signed" look ahead; "would have met" was a plan, "may have met" lies back.
    fn modal(&self, at: usize) -> Option<Cue> {
        let verb = at + 1 + usize::from(matches!(self.word(at + 1), "not" | "also" | "still" | "soon" | "now"));
        let (word, next) = (self.word(at), self.word(verb));
        if !next.starts_with(char::is_lowercase) {
            return None;
        }
        if matches!(next, "say" | "comment" | "speak" | "confirm" | "give" | "only" | "name" | "discuss" | "answer" | "elaborate") {
            // "would not comment on Monday".
            return Some(Cue::Past);
        }
        match (word, next) {
            ("would" | "should", "have") => Some(Cue::Either),
            (_, "have") => Some(Cue::Past),
            ("could" | "can", "be") => self.word(verb + 1).ends_with("ed").then_some(Cue::Future),
            ("could" | "can", _) => (OPENS.contains(&next) && verb == at + 1).then_some(Cue::Future),
            _ => Some(Cue::Future),
        }
    }

    /// Whether the sentence tells what somebody said: what "was to" come lay ahead of the saying.
    fn is_reported(&self, at: usize) -> bool {
        let ends = |at: &usize| self.divides(*at) || self.word(*at) == "." && self.is_mark(*at);
        let left = (at.saturating_sub(2 * REACH)..at).rev().take_while(|at| !ends(at));
        let right = (at..self.tokens.len().min(at + 2 * REACH)).take_while(|at| !ends(at));
        left.chain(right).any(|at| matches!(self.word(at), "said" | "told" | "announced" | "added" | "confirmed" | "says" | "according"))
    }

    /// Whether nothing but "for" and a small word or two stands between a word and the expression: "pencilled in for Thursday".
    fn leads_to_time(&self, at: usize) -> bool {
        let between = at + 1..self.first;
        let n_other =
            between.clone().filter(|&at| !matches!(self.word(at), "for" | "on" | "in" | "down" | "to" | "early" | "late")).count();
        between.len() <= 4 && n_other == 0 && between.into_iter().any(|at| self.word(at) == "for")
    }

    /// A verb in the simple present that tells what is on the calendar; some are nouns too, which a name or pronoun before them rules out.
    fn is_scheduled(&self, at: usize) -> bool {
        let (word, before) = (self.word(at), self.before(at));
        let article = matches!(before, "The" | "A" | "An" | "His" | "Her" | "Its" | "Their" | "These" | "Those" | "Two" | "Both");
        let named = before.starts_with(char::is_uppercase) && !article || matches!(before, "he" | "she" | "it" | "who" | "which");
        // "It arrives the next day": what is reckoned from a story is told in its present.
        let calendar =
            matches!(self.tokens.get(self.first).map(|token| token.kind), Some(Kind::Weekday(_) | Kind::Month(_) | Kind::Number(..)));
        SCHEDULED.contains(&word) || calendar && (GOES.contains(&word) || VISITS.contains(&word) && named)
    }

    /// Whether the expression stands at the head of its clause: "On Monday she goes …".
    fn opens_clause(&self) -> bool {
        let before = (self.first.saturating_sub(2)..=self.first).rev();
        before.into_iter().any(|at| self.divides(at) || at == 0 || at.checked_sub(1).is_some_and(|before| self.is_mark(before)))
    }

    /// The first verb of the clause to the right, when the expression stands at its head.
    fn cue_after(&self, end: usize) -> Option<Cue> {
        for at in end..(end + REACH).min(self.tokens.len()) {
            let near_comma = self.word(at) == "," && at <= end + 4;
            if (self.is_mark(at) && !near_comma) || self.divides(at) {
                return None;
            }
            match self.word(at) {
                _ if self.is_scheduled(at) && self.before(at) != "to" && (SCHEDULED.contains(&self.word(at)) || self.opens_clause()) => {
                    return Some(Cue::Future);
                }
                "will" | "shall" | "ll" => return Some(Cue::Future),
                "would" | "might" | "may" => return self.modal(at),
                "is" | "are" if self.word(at + 1) == "to" || FUTURE.contains(&self.word(at + 1)) => return Some(Cue::Future),
                "was" | "were" if self.word(at + 1) == "to" => return self.infinitive(at + 1),
                word if is_past(word) || matches!(word, "was" | "were" | "had") => return Some(Cue::Past),
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

/// Verbs of going and doing whose simple present with a day tells a plan: "she goes before the council on Monday".
const GOES: &[&str] =
    &["goes", "arrives", "reopens", "ends", "departs", "gathers", "reconvenes", "decides", "comes", "attends", "receives", "sits"];

/// The same for words that are nouns too: "troop moves on Monday".
const VISITS: &[&str] = &[
    "flies",
    "leaves",
    "visits",
    "closes",
    "addresses",
    "briefs",
    "signs",
    "rules",
    "hears",
    "takes",
    "launches",
    "moves",
    "heads",
    "presents",
];

/// Participles that look ahead when the time follows at once: "foreseen for Thursday", "pencilled in for Thursday".
const PLANNED: &[&str] = &[
    "foreseen",
    "fixed",
    "pencilled",
    "penciled",
    "booked",
    "timed",
    "tabled",
    "billed",
    "mooted",
    "envisaged",
    "arranged",
    "called",
    "rescheduled",
    "earmarked",
    "proposed",
    "listed",
    "down",
    "agreed",
];

/// Verbs that tell what may or should come.
const MODAL: &[&str] = &["would", "should", "could", "can", "may", "might", "must"];

/// What begins or ends at a set time.
const OPENS: &[&str] = &[
    "begin",
    "start",
    "open",
    "resume",
    "end",
    "expire",
    "convene",
    "reconvene",
    "take",
    "come",
    "enter",
    "reopen",
    "last",
    "run",
    "meet",
];

/// Beginnings of words behind which an infinitive tells what came about, or did not.
const MADE: &[&str] = &[
    "allow", "forc", "caus", "let", "led", "help", "brought", "bring", "enabl", "persuad", "fail", "refus", "declin", "manag", "able",
    "unabl", "had", "used", "seem", "appear", "happen", "first", "last", "only", "came", "went", "began", "start", "got", "permit",
    "prompt", "time",
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
fn past_be(word: &str) -> Option<Cue> {
    matches!(word, "was" | "were" | "been").then_some(Cue::Past)
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
    fn what_is_planned_looks_ahead() {
        for text in [
            "On Monday they initialled a truce, to begin on Tuesday.",
            "A paper could be signed on Tuesday.",
            "He said that inspectors would take up posts on Tuesday.",
            "A visit, foreseen for Tuesday, is in doubt.",
            "A round pencilled in for Tuesday may slip.",
            "Mara Olsen goes before the council on Tuesday.",
            "On Tuesday Mara Olsen flies to Oslo.",
            "Talks were due to resume on Tuesday, she said.",
        ] {
            assert_eq!(told(text, "Tuesday"), Direction::Future, "{text}");
        }
        for text in [
            "The pressure forced the talks to end on Tuesday.",
            "They managed to open the road on Tuesday.",
            "He may have met her on Tuesday.",
            "Smoke could be seen on Tuesday.",
            "She called for calm on Tuesday.",
            "The minister took leave after two visits on Tuesday.",
        ] {
            assert_ne!(told(text, "Tuesday"), Direction::Future, "{text}");
        }
        for text in ["They were to have met on Tuesday.", "Talks were due on Tuesday.", "On Tuesday he was to fly to Oslo."] {
            let tokens = lex(text);
            let first = tokens.iter().position(|token| &text[token.start..token.end] == "Tuesday").unwrap();
            assert_eq!(cue(text, &tokens, first, first + 1), Some(Cue::Either), "{text}");
        }
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
