//! Whether something took place, by the words around what names it.

use std::ops::Range;

use super::Status;
use super::scene::Scene;

/// What the words before a trigger say about it; `None` when it is only wished for, possible or asked.
pub(super) fn of_verb(scene: &Scene<'_>, at: usize, clause: &Range<usize>) -> Option<Status> {
    let before = &scene.words[clause.start.max(at.saturating_sub(10))..at];
    let near = &before[before.len().saturating_sub(4)..];
    let has = |words: &[&str]| before.iter().any(|word| word.is(words));
    let close = |words: &[&str]| near.iter().any(|word| word.is(words));
    if close(&["does", "do"]) {
        return None;
    }
    if close(&["not", "never", "n't", "n’t", "didn't", "didn’t", "without", "denied", "denies"]) {
        return Some(Status::Denied);
    }
    if let Some(status) = told_as(scene, clause) {
        return Some(status);
    }
    if scene.words[at].is(&["due", "expected", "awaited"]) {
        return Some(Status::Planned);
    }
    if close(&["would"]) && is_reported(scene, at) {
        return Some(Status::Planned);
    }
    if super::parties::accused(scene, at).is_some() {
        return Some(Status::Claimed);
    }
    if close(&[
        "could", "may", "might", "should", "would", "can", "want", "wants", "wanted", "refused", "refuses", "wish", "willing", "able",
        "let", "must", "invited", "invites", "urged", "urges", "asked", "offered", "offers", "if", "whether", "ready",
    ]) {
        return None;
    }
    let infinitive = near.last().is_some_and(|word| word.is(&["to"])) || (near.len() >= 2 && near[near.len() - 2].is(&["to"]));
    if has(&["will", "’ll", "'ll", "shall", "wo"]) {
        return Some(Status::Planned);
    }
    if infinitive {
        let announced = has(&[
            "expected",
            "scheduled",
            "set",
            "due",
            "slated",
            "planned",
            "plans",
            "planning",
            "plan",
            "intends",
            "preparing",
            "agreed",
            "going",
            "likely",
            "about",
            "is",
            "are",
            "was",
            "were",
            "hopes",
            "aims",
        ]);
        let purpose = !announced
            && clause.start == 0
            && before.iter().all(|word| word.name.is_some() || word.role.is_some() || word.is(&["to", "and", ","]) || word.time.is_some());
        return (announced || purpose).then_some(Status::Planned);
    }
    if close(&["claimed", "claims", "alleged", "allegedly", "reportedly"]) {
        return Some(Status::Claimed);
    }
    Some(Status::Held)
}

/// "denies that X met Y", "claimed that …": the verb before a clause with "that".
fn told_as(scene: &Scene<'_>, clause: &Range<usize>) -> Option<Status> {
    let that = clause.start.checked_sub(1).filter(|&at| scene.words[at].is(&["that"]))?;
    let verb = &scene.words[that.saturating_sub(3)..that];
    let is = |words: &[&str]| verb.iter().any(|word| word.is(words));
    if is(&["denied", "denies", "deny", "denying", "dismissed"]) {
        Some(Status::Denied)
    } else if is(&["claimed", "claims", "claim", "alleged", "alleges", "claiming"]) {
        Some(Status::Claimed)
    } else {
        None
    }
}

/// The same for a noun: "planned talks", "talks scheduled for Monday", "the cancelled summit".
pub(super) fn of_noun(scene: &Scene<'_>, at: usize, clause: &Range<usize>) -> Option<Status> {
    let before = &scene.words[clause.start.max(at.saturating_sub(9))..at];
    let after = &scene.words[at + 1..clause.end.min(at + 9)];
    let near = &before[before.len().saturating_sub(4)..];
    let close = |words: &[&str]| near.iter().any(|word| word.is(words));
    let around = |words: &[&str]| before.iter().chain(after).any(|word| word.is(words));
    if around(&["cancelled", "canceled", "scrapped"]) || (around(&["called"]) && around(&["off"])) {
        return Some(Status::CalledOff);
    }
    if around(&["postponed", "rescheduled", "delayed"]) || (around(&["put"]) && around(&["off", "back"])) {
        return Some(Status::Planned);
    }
    if close(&["no", "denied", "denies", "without"]) || around(&["denied", "denies"]) {
        return Some(Status::Denied);
    }
    if close(&["possible", "any", "potential", "if", "whether", "for", "proposed", "would-be", "more", "further"])
        && !close(&["scheduled", "planned", "ahead", "due"])
        && !near.last().is_some_and(|word| word.is(&["the"]))
    {
        return None;
    }
    if around(&[
        "will",
        "scheduled",
        "planned",
        "upcoming",
        "due",
        "slated",
        "expected",
        "preparing",
        "announced",
        "announces",
        "announcing",
        "forthcoming",
    ]) || (around(&["set"]) && around(&["to"]))
        || (around(&["ahead"]) && around(&["of"]))
        || after.iter().take(3).any(|word| word.is(&["will", "shall"]))
        || (after.iter().take(3).any(|word| word.is(&["would"])) && is_reported(scene, at))
        || (around(&["moved"]) && around(&["to", "from"]))
        || is_to_come(scene, at, clause)
        || is_to_be(before)
        || is_to_be(after)
    {
        return Some(Status::Planned);
    }
    if close(&["could", "may", "might", "should", "would"]) {
        return None;
    }
    if around(&["ongoing", "continue", "continued", "continuing", "underway", "under-way"]) && around(&["are", "is", "were", "still"]) {
        return Some(Status::UnderWay);
    }
    Some(Status::Held)
}

/// "Talks between A, the president of X, and B, the president of Y, will take place": the noun's own verb, however far behind it.
fn is_to_come(scene: &Scene<'_>, at: usize, clause: &Range<usize>) -> bool {
    let auxiliary = (at + 1..clause.end).find(|&word| scene.words[word].is(&["will", "shall"]) && scene.words[word].quotation.is_none());
    let happens =
        |word: &super::scene::Word<'_>| word.is(&["take", "be", "begin", "start", "open", "happen", "focus", "continue", "cover"]);
    auxiliary.is_some_and(|word| scene.words.get(word + 1).is_some_and(happens))
}

/// "X said they would meet in Y", "the round would open in May, X said": announced, not imagined.
fn is_reported(scene: &Scene<'_>, at: usize) -> bool {
    let says =
        |word: &super::scene::Word<'_>| word.is(&["said", "says", "told", "announced", "confirmed", "added", "according", "reported"]);
    let open = scene.words.iter().any(|word| word.is(&["if", "unless", "could", "might", "whether"]));
    let near = at.saturating_sub(14)..scene.words.len().min(at + 14);
    !open && scene.words[near].iter().any(says)
}

/// "is to open", "are to hold": what is arranged for later.
fn is_to_be(words: &[super::scene::Word<'_>]) -> bool {
    words.windows(2).any(|pair| pair[0].is(&["is", "are", "was", "were"]) && pair[1].is(&["to"]))
}
