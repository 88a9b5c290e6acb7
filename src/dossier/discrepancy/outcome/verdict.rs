//! What a clause says of how something ended.
//!
//! What is planned, hoped, asked for or in doubt is no outcome, and neither is what was not announced.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::clause::{Word, clauses, words};

/// What can end one way or the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Question {
    /// Whether talks brought anything.
    Success,
    /// Whether a text was signed.
    Signing,
    /// Whether an offer was taken.
    Answer,
    /// Whether a draft got through a vote.
    Vote,
    /// Whether a truce held.
    Truce,
    /// Whether anybody was let go.
    Freedom,
}

/// An answer to a question, and the clause that gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    pub question: Question,
    pub value: &'static str,
    /// What was signed, taken or voted on, where that must agree: "proposal".
    pub of: Option<String>,
    /// Where in the sentence the clause lies.
    pub clause: std::ops::Range<usize>,
    /// Where in the sentence the verb stands: who did it stands before it.
    pub at: usize,
}

const WELL: &str = "it went well";
const BADLY: &str = "it led to little or nothing";

/// Words for talks that went well, and for talks that led nowhere. Our own list.
const PRAISING: &[&str] = &["productive", "successful", "constructive", "fruitful", "substantive", "positive"];
const DAMNING: &[&str] = &["stalemate", "deadlock", "deadlocked", "collapsed", "failed", "empty-handed", "inconclusive", "fruitless"];
/// What talks bring when they bring something, and the words beside it that take it away or make it small.
const FRUITS: &[&str] = &[
    "progress",
    "compromise",
    "agreement",
    "breakthrough",
    "consensus",
    "deal",
    "accord",
    "truce",
    "ceasefire",
    "treaty",
    "pact",
    "settlement",
    "communique",
    "communiqué",
];
const DENIALS: &[&str] = &["no", "not", "without", "little", "limited", "scant", "slow", "hardly", "never", "failed", "neither"];
const GOOD: &[&str] = &["good", "real", "significant", "great", "solid"];
/// Verbs that bring a fruit home, near enough before it.
const BRINGING: &[&str] = &[
    "reached",
    "achieved",
    "made",
    "agreed",
    "concluded",
    "struck",
    "clinched",
    "sealed",
    "secured",
    "signed",
    "initialled",
    "produced",
    "yielded",
    "brought",
];
/// Words that make praise a wish: "real progress depends on …".
const CONDITIONS: &[&str] =
    &["depend", "depends", "depended", "if", "unless", "until", "would", "could", "require", "requires", "hope", "hopes", "hoped"];
/// Words before a verb that make it a plan, a wish, a fear or a doubt.
const WISHES: &[&str] = &[
    "would",
    "could",
    "should",
    "may",
    "might",
    "will",
    "shall",
    "must",
    "if",
    "unless",
    "until",
    "whether",
    "hope",
    "hopes",
    "hoped",
    "hoping",
    "expect",
    "expects",
    "expected",
    "expecting",
    "plan",
    "plans",
    "planned",
    "planning",
    "aim",
    "aims",
    "aimed",
    "aiming",
    "want",
    "wants",
    "wanted",
    "seek",
    "seeks",
    "sought",
    "seeking",
    "try",
    "tries",
    "tried",
    "trying",
    "urge",
    "urges",
    "urged",
    "urging",
    "demand",
    "demands",
    "demanded",
    "warn",
    "warns",
    "warned",
    "warning",
    "threaten",
    "threatened",
    "fear",
    "fears",
    "feared",
    "ready",
    "due",
    "unclear",
    "unknown",
];
/// Words that make a denial one of news, not of an outcome: "no deal was announced".
const UNTOLD: &[&str] = &["announced", "reported", "confirmed", "immediately", "unclear", "whether", "possible", "likely", "yet"];
/// Words for another round than the one that is told.
const EARLIER: &[&str] = &["previous", "previously", "earlier", "former", "next", "past"];

/// Words between a fruit and what is said of it.
const REACH: usize = 4;

const TEXTS: &[&str] = &[
    "accord",
    "agreement",
    "armistice",
    "ceasefire",
    "charter",
    "communique",
    "communiqué",
    "convention",
    "deal",
    "declaration",
    "document",
    "memorandum",
    "pact",
    "paper",
    "protocol",
    "text",
    "treaty",
    "truce",
];
const OFFERS: &[&str] =
    &["proposal", "proposals", "plan", "offer", "terms", "draft", "invitation", "compromise", "roadmap", "ultimatum", "mediation"];
const DRAFTS: &[&str] = &["resolution", "motion", "bill", "draft", "amendment", "law", "referendum", "measure", "budget"];
const TRUCES: &[&str] = &["truce", "ceasefire", "cease-fire", "armistice", "lull"];
const HELD: &[&str] = &[
    "prisoner",
    "prisoners",
    "hostage",
    "hostages",
    "captive",
    "captives",
    "detainee",
    "detainees",
    "soldiers",
    "sailors",
    "fishermen",
    "crew",
    "crews",
    "pilots",
    "herders",
    "miners",
    "nobody",
    "none",
];
const NOBODY: &[&str] = &["no", "none", "nobody", "neither"];

/// Words of which one or the other stands in a clause that tells how something ended, where none of those above does.
const GOING: &[&str] = &["went", "going", "gone", "goes"];
const AGREEING: &[&str] = &["agreed", "agree", "broke", "without"];
const ADOPTING: &[&str] = &["adopted", "approved", "endorsed"];
const SIGNING: &[&str] = &["signed", "signs", "signing", "sign", "unsigned"];
const TAKEN: &[&str] = &["accepted", "accepts", "embraced"];
const SPURNED: &[&str] = &["rejected", "rejects", "refused", "declined", "spurned"];
const THROUGH: &[&str] = &["passed", "adopted", "approved", "carried"];
const DOWN: &[&str] = &["rejected", "vetoed", "defeated"];
const VOTING: &[&str] = &["accept", "pass", "adopt", "voted", "fell"];
const FREED: &[&str] = &["freed", "released", "liberated"];

/// All of them: a clause without any tells nothing.
static TELLING: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let moods = [PRAISING, DAMNING, FRUITS, GOING, AGREEING, ADOPTING];
    let results = [SIGNING, TAKEN, SPURNED, THROUGH, DOWN, VOTING, TRUCES, FREED];
    moods.into_iter().chain(results).flatten().copied().collect()
});

/// What a sentence says of outcomes, clause by clause.
///
/// A sentence that says both ways of one thing says nothing of it, except that a result outweighs a mood: "constructive, but ended without a deal".
pub(super) fn of(sentence: &str) -> Vec<Verdict> {
    // Most sentences have no word that can tell, and are not cut into clauses.
    if !words(sentence).any(|word| TELLING.contains(&*word.text)) {
        return Vec::new();
    }
    let mut found: Vec<(Verdict, bool)> = Vec::new();
    for clause in clauses(sentence) {
        let words: Vec<Word<'_>> = words(&sentence[clause.clone()]).collect();
        let texts: Vec<&str> = words.iter().map(|word| &*word.text).collect();
        if texts.iter().any(|word| EARLIER.contains(word)) || texts.first() == Some(&"without") && clause.start == 0 {
            continue;
        }
        for (question, value, of, at, result) in answers(&texts) {
            let at = clause.start + words.get(at).map_or(0, |word| word.at);
            found.push((Verdict { question, value, of: of.map(str::to_owned), clause: clause.clone(), at }, result));
        }
    }
    let results: Vec<Verdict> = found.iter().filter(|(_, result)| *result).map(|(verdict, _)| verdict.clone()).collect();
    found.retain(|(verdict, result)| *result || results.iter().all(|other| other.question != verdict.question));
    let verdicts: Vec<Verdict> = found.into_iter().map(|(verdict, _)| verdict).collect();
    let torn = |verdict: &Verdict| {
        let same = |other: &&Verdict| other.question == verdict.question && other.of == verdict.of;
        verdicts.iter().filter(same).any(|other| other.value != verdict.value)
    };
    verdicts.iter().filter(|verdict| !torn(verdict)).cloned().collect()
}

/// A question, its answer, what it is of, which word tells it, and whether it is a result rather than a mood.
type Answer<'w> = (Question, &'static str, Option<&'w str>, usize, bool);

fn answers<'w>(words: &[&'w str]) -> Vec<Answer<'w>> {
    let narrow: Vec<Answer<'w>> = [truce(words), answer(words), vote(words)].into_iter().flatten().collect();
    // "The motion failed to pass" tells nothing of the talks themselves.
    let talks = if narrow.is_empty() { success(words) } else { None };
    talks.into_iter().chain(narrow).chain(signing(words)).chain(freedom(words)).collect()
}

/// The words right before a place, the nearest last.
fn before<'s, 'w>(words: &'s [&'w str], at: usize, reach: usize) -> &'s [&'w str] {
    &words[at.saturating_sub(reach)..at]
}

/// The words right behind a place.
fn behind<'s, 'w>(words: &'s [&'w str], at: usize, reach: usize) -> &'s [&'w str] {
    &words[(at + 1).min(words.len())..words.len().min(at + 1 + reach)]
}

fn has(words: &[&str], list: &[&str]) -> bool {
    words.iter().any(|word| list.contains(word))
}

fn is_wish(words: &[&str], at: usize) -> bool {
    has(&words[..at], WISHES)
}

/// Whether talks brought anything.
fn success<'w>(words: &[&'w str]) -> Option<Answer<'w>> {
    let fruits: Vec<(usize, bool, bool)> = (0..words.len())
        .filter(|&at| FRUITS.contains(&words[at]))
        .map(|at| {
            let (well, badly) = told_of_fruit(words, at);
            (at, well, badly)
        })
        .collect();
    let went_well = (0..words.len()).find(|&at| GOING.contains(&words[at]) && has(behind(words, at, 3), &["well"]));
    let conditional = has(words, CONDITIONS);
    let mood = (0..words.len()).find(|&at| PRAISING.contains(&words[at])).or(went_well);
    let fruit = fruits.iter().find(|(at, well, _)| *well && !conditional && !is_wish(words, *at)).map(|(at, ..)| *at);
    let well = fruit.or_else(|| (0..words.len()).find(|&at| agrees(words, at) || adopts(words, at)));
    let empty = (0..words.len()).filter(|&at| words[at] == "without").find(|&at| match words.get(at + 1) {
        Some(&("a" | "an" | "any")) => {
            words.get(at + 2).is_some_and(|word| matches!(*word, "agreed" | "joint" | "common" | "final" | "signed"))
        }
        Some(&verb) => matches!(verb, "agreeing" | "settling" | "resolving" | "deciding"),
        None => false,
    });
    let untold = |at: usize| is_wish(words, at) || has(behind(words, at, REACH), UNTOLD);
    let no_fruit = fruits.iter().find(|(at, _, badly)| *badly && !untold(*at)).map(|(at, ..)| *at);
    let badly = empty.or(no_fruit).or_else(|| (0..words.len()).find(|&at| disagrees(words, at)));
    let damned =
        (0..words.len()).find(|&at| DAMNING.contains(&words[at]) && !is_wish(words, at) && !has(before(words, at, 2), &["not", "no"]));
    match (well, badly, mood, damned) {
        (Some(at), None, _, None) => Some((Question::Success, WELL, None, at, true)),
        (None, Some(at), _, _) => Some((Question::Success, BADLY, None, at, true)),
        (None, None, None, Some(at)) => Some((Question::Success, BADLY, None, at, true)),
        (None, None, Some(at), None) => Some((Question::Success, WELL, None, at, false)),
        _ => None,
    }
}

/// "Adopted a plan".
fn adopts(words: &[&str], at: usize) -> bool {
    ADOPTING.contains(&words[at])
        && matches!(words.get(at + 1), Some(&("a" | "an" | "the" | "its" | "their")))
        && !has(before(words, at, 3), DENIALS)
        && !has(before(words, at, 3), CONDITIONS)
}

/// "Agreed in principle to create a body", not "agreed to meet again".
fn agrees(words: &[&str], at: usize) -> bool {
    let next = behind(words, at, 2);
    words[at] == "agreed"
        && has(next, &["in", "on", "to", "that"])
        && !has(next, &["meet", "continue", "resume", "hold", "disagree", "talk", "return", "nothing"])
        && !has(before(words, at, 3), DENIALS)
        && !has(before(words, at, 3), &["nothing"])
        // "agreed to create a body that would investigate" tells what was agreed; "agreed that progress depends on …" tells nothing.
        && !has(&words[..if next.contains(&"that") { words.len() } else { at }], CONDITIONS)
}

/// "Nothing was agreed", "failed to agree", "could not agree"; not "did not agree to the visit".
fn disagrees(words: &[&str], at: usize) -> bool {
    let nothing = words[at] == "agreed" && (has(before(words, at, 3), &["nothing"]) || has(behind(words, at, 2), &["nothing"]));
    let failed = words[at] == "agree"
        && has(before(words, at, 2), &["failed", "not", "unable"])
        && !matches!(words.get(at + 1), Some(&("to" | "with" | "that")));
    let broke = words[at] == "broke"
        && matches!(words.get(at + 1), Some(&("down" | "off")))
        && has(&words[..at], &["talks", "negotiations", "round"]);
    (nothing || failed || broke) && !has(before(words, at, 6), &["would", "may", "might", "if", "warned", "feared"])
}

/// Whether the words around a fruit of talks praise it or take it away: "good progress", "without a deal", "progress was limited".
fn told_of_fruit(words: &[&str], at: usize) -> (bool, bool) {
    let (near, next) = (before(words, at, REACH), behind(words, at, 2));
    let verb = next.first().is_some_and(|verb| matches!(*verb, "was" | "is" | "were" | "has" | "remains" | "remained"));
    let badly = has(near, DENIALS) || verb && next.get(1).is_some_and(|word| DENIALS.contains(word));
    let ended = near.windows(2).any(|pair| matches!(pair, ["ended" | "closed" | "concluded", "with" | "in"]));
    let brought = has(before(words, at, 3), BRINGING) || verb && next.get(1).is_some_and(|word| BRINGING.contains(word));
    let well = !badly && (has(before(words, at, 2), GOOD) || brought || ended);
    (well, badly)
}

/// Whether a text was signed.
fn signing<'w>(words: &[&'w str]) -> Option<Answer<'w>> {
    let at = (0..words.len()).find(|&at| SIGNING.contains(&words[at]))?;
    let text = |words: &[&'w str]| words.iter().any(|word| TEXTS.contains(word));
    let about = text(before(words, at, 6)) || text(behind(words, at, 6)) || has(before(words, at, 3), &["nothing"]);
    let denied = words[at] == "unsigned"
        || has(before(words, at, 3), &["without", "not", "nothing", "never", "refused", "declined", "failed"])
        || matches!(before(words, at, 6), ["no", ..] | [_, "no", ..] | [_, _, "no", ..]) && text(before(words, at, 6));
    if !about || is_wish(words, at) {
        None
    } else if denied {
        Some((Question::Signing, "not signed", None, at, true))
    } else {
        matches!(words[at], "signed" | "signs").then_some((Question::Signing, "signed", None, at, true))
    }
}

/// Whether an offer was taken.
fn answer<'w>(words: &[&'w str]) -> Option<Answer<'w>> {
    (0..words.len()).filter(|&at| !is_wish(words, at)).find_map(|at| {
        let offer = behind(words, at, 5).iter().find(|word| OFFERS.contains(word))?;
        let denied = has(before(words, at, 2), &["not", "refused", "declined"]);
        // "Refused to discuss the plan" is no answer to it; "refused to accept" is.
        let value = match words[at] {
            "accept" if denied => "rejected",
            verb if TAKEN.contains(&verb) && !denied => "accepted",
            verb if SPURNED.contains(&verb) && !denied && words.get(at + 1) != Some(&"to") => "rejected",
            _ => return None,
        };
        Some((Question::Answer, value, Some(*offer), at, true))
    })
}

/// Whether a draft got through a vote.
fn vote<'w>(words: &[&'w str]) -> Option<Answer<'w>> {
    let at = (0..words.len()).find(|&at| {
        has(&[words[at]], THROUGH)
            || has(&[words[at]], DOWN)
            || matches!(words[at], "pass" | "adopt")
            || words[at] == "voted" && words.get(at + 1) == Some(&"down")
            || words[at] == "fell" && words.get(at + 1) == Some(&"short")
    })?;
    let draft = before(words, at, 5).iter().rev().chain(behind(words, at, 4)).find(|word| DRAFTS.contains(word))?;
    let denied = has(before(words, at, 3), &["not", "failed", "never"]);
    if is_wish(words, at) {
        None
    } else if matches!(words[at], "voted" | "fell") || DOWN.contains(&words[at]) && !denied || !DOWN.contains(&words[at]) && denied {
        Some((Question::Vote, "did not pass", Some(draft), at, true))
    } else {
        THROUGH.contains(&words[at]).then_some((Question::Vote, "passed", Some(draft), at, true))
    }
}

/// Whether a truce held.
fn truce<'w>(words: &[&'w str]) -> Option<Answer<'w>> {
    let subject = (0..words.len()).find(|&at| TRUCES.contains(&words[at]))?;
    let rest = behind(words, subject, 5);
    let found = rest.iter().position(|word| {
        matches!(*word, "held" | "holds" | "hold" | "holding" | "observed" | "respected")
            || matches!(*word, "collapsed" | "unravelled" | "unraveled" | "broken" | "violated" | "breached" | "broke" | "failed")
    })?;
    let at = subject + 1 + found;
    let good = matches!(words[at], "held" | "holds" | "hold" | "holding" | "observed" | "respected");
    // "Broke a truce", "talks on a truce held in Doha".
    let talks = has(&words[..subject], &["talks", "meeting", "negotiations", "round", "discussions"]);
    let denied = has(&words[subject..at], &["not", "never", "hardly"]);
    if talks || is_wish(words, at) || words[at] == "broke" && words.get(at + 1) != Some(&"down") {
        return None;
    }
    let value = if good == denied { "the truce did not hold" } else { "the truce held" };
    Some((Question::Truce, value, None, at, true))
}

/// Whether anybody was let go.
fn freedom<'w>(words: &[&'w str]) -> Option<Answer<'w>> {
    let at = (0..words.len()).find(|&at| FREED.contains(&words[at]))?;
    let held = |words: &[&str]| has(words, HELD);
    let subject = before(words, at, 9);
    if !(held(subject) || held(behind(words, at, 4))) || is_wish(words, at) || has(words, &["footage", "video", "statement", "photographs"])
    {
        return None;
    }
    if has(subject, NOBODY) {
        return Some((Question::Freedom, "nobody was freed", None, at, true));
    }
    // "Two were not freed" leaves the others.
    (!has(subject, &["not", "never"])).then_some((Question::Freedom, "freed", None, at, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(sentence: &str) -> Vec<(Question, &'static str)> {
        of(sentence).into_iter().map(|verdict| (verdict.question, verdict.value)).collect()
    }

    #[test]
    fn fruits_are_praised_or_taken_away() {
        for words in [
            "The round went really well.",
            "They made good progress on the canal.",
            "A fruitful evening, the host said.",
            "The ministers agreed in principle to set up a commission.",
            "They agreed on Tuesday to name a panel that would count the dead.",
            "The commission adopted a plan for six crossings.",
            "The talks ended with a deal on wells.",
            "An agreement was reached at dawn.",
        ] {
            assert_eq!(told(words), [(Question::Success, WELL)], "{words}");
        }
        for words in [
            "The envoys left without a deal.",
            "Progress was slow.",
            "It didn’t bring any agreement.",
            "Talks ended in deadlock.",
            "The commission ended without an agreed text.",
            "The mood was constructive, but the ministers parted without an agreement.",
            "The sides failed to agree.",
            "The ministers parted without settling who counts the boats.",
            "Nothing was agreed.",
        ] {
            assert_eq!(told(words), [(Question::Success, BADLY)], "{words}");
        }
        for words in [
            "Real progress depends on the harvest.",
            "They spoke of the agreement of 1994.",
            "The ministers agreed to meet again in May.",
            "The sides agreed that real progress depends on the harvest.",
            "The panel would have agreed to a plan.",
            "They met in Doha, hoping to reach a deal.",
            "Without a deal, the dam will be closed.",
            "No deal was announced.",
            "It was unclear whether an agreement was reached.",
            "The previous round ended without a deal.",
        ] {
            assert_eq!(told(words), [], "{words}");
        }
    }

    #[test]
    fn each_question_has_two_answers() {
        for (question, value, words) in [
            (Question::Signing, "not signed", "Nothing was signed."),
            (Question::Signing, "not signed", "The protocol was not signed."),
            (Question::Answer, "accepted", "The junta accepted the proposal for a corridor."),
            (Question::Answer, "rejected", "The junta refused to accept the proposal for a corridor."),
            (Question::Vote, "passed", "The council passed the resolution by nine votes."),
            (Question::Vote, "did not pass", "The resolution was vetoed."),
            (Question::Vote, "did not pass", "The motion failed to pass."),
            (Question::Truce, "the truce held", "The truce held through the night."),
            (Question::Truce, "the truce did not hold", "The ceasefire did not hold."),
            (Question::Truce, "the truce did not hold", "The ceasefire broke down within hours."),
            (Question::Freedom, "freed", "Six fishermen were freed."),
            (Question::Freedom, "nobody was freed", "None of the fishermen was freed."),
        ] {
            assert_eq!(told(words), [(question, value)], "{words}");
        }
        for words in [
            "The protocol will be signed in May.",
            "Both want the protocol signed.",
            "The junta refused to discuss the proposal.",
            "The council would have passed the resolution.",
            "Talks on the ceasefire were held in Doha.",
            "The truce may not hold.",
            "Two of the fishermen were not freed.",
            "The army released footage of the prisoners.",
        ] {
            assert_eq!(told(words), [], "{words}");
        }
    }
}
