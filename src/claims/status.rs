//! Whether something took place, by the words around what names it.

use std::ops::Range;

use super::Status;
use super::scene::Scene;
use crate::mentions::NameKind;

/// What the words before a trigger say about it; `None` when it is only wished for, possible or asked.
pub(super) fn of_verb(scene: &Scene<'_>, at: usize, clause: &Range<usize>) -> Option<Status> {
    let before = &scene.words[clause.start.max(at.saturating_sub(10))..at];
    let near = &before[before.len().saturating_sub(4)..];
    let has = |words: &[&str]| before.iter().any(|word| word.is(words));
    let close = |words: &[&str]| near.iter().any(|word| word.is(words));
    if close(&["does", "do"]) || is_awaited(scene, clause) {
        return None;
    }
    if close(&["not"]) && close(&["will", "would"]) && says_after_all(scene, at) {
        return Some(Status::CalledOff);
    }
    if close(&["not", "never", "n't", "n’t", "didn't", "didn’t", "without", "denied", "denies"]) {
        return Some(Status::Denied);
    }
    if let Some(status) = told_as(scene, clause) {
        return Some(status);
    }
    if is_hearsay(scene, at) {
        return Some(Status::Claimed);
    }
    if scene.words[at].is(&["due", "expected", "awaited"]) {
        return Some(Status::Planned);
    }
    if close(&["would"]) && is_reported(scene, at) {
        return Some(Status::Planned);
    }
    if super::parties::accusation_before(scene, at).is_some() {
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

/// "would not sit down until X was freed": what the rest waits for has not happened yet.
fn is_awaited(scene: &Scene<'_>, clause: &Range<usize>) -> bool {
    let opener = clause.start.checked_sub(1).map(|at| &scene.words[at]);
    let waits = scene.words[..clause.start]
        .iter()
        .any(|word| word.is(&["not", "would", "will", "refuse", "refused", "until", "unless", "demands", "demanded"]));
    opener.is_some_and(|word| word.is(&["unless", "if"]) || word.is(&["until"]) && waits)
}

/// "denies that X met Y", "claimed that …": the verb before a clause with "that".
fn told_as(scene: &Scene<'_>, clause: &Range<usize>) -> Option<Status> {
    let that = clause.start.checked_sub(1).filter(|&at| scene.words[at].is(&["that"]))?;
    let verb = &scene.words[that.saturating_sub(3)..that];
    let is = |words: &[&str]| verb.iter().any(|word| word.is(words));
    let hearsay = [
        "claimed",
        "claims",
        "claim",
        "alleged",
        "alleges",
        "claiming",
        "allegation",
        "allegations",
        "report",
        "reports",
        "rumour",
        "rumours",
        "rumor",
        "rumors",
        "suggestion",
        "suggestions",
        "speculation",
        "gossip",
        "story",
        "rumoured",
        "rumored",
        "whispers",
    ];
    if is(&["denied", "denies", "deny", "denying", "dismissed"]) {
        Some(Status::Denied)
    } else if is(&hearsay) {
        Some(Status::Claimed)
    } else {
        None
    }
}

/// "will not meet on Wednesday after all".
fn says_after_all(scene: &Scene<'_>, at: usize) -> bool {
    (at..scene.words.len().saturating_sub(1)).any(|word| scene.words[word].is(&["after"]) && scene.words[word + 1].is(&["all"]))
}

/// "is said to have met", "…, two people close to the talks said", "according to sources": told by nobody who answers for it.
fn is_hearsay(scene: &Scene<'_>, at: usize) -> bool {
    let near = &scene.words[at.saturating_sub(5)..at];
    let passive = near
        .windows(2)
        .any(|pair| pair[0].is(&["said", "reported", "rumoured", "rumored", "believed", "understood", "thought"]) && pair[1].is(&["to"]));
    let be = near.iter().any(|word| word.is(&["is", "are", "was", "were"]));
    let it_is = scene.words.iter().take(5).map(|word| word.lower.as_ref()).collect::<Vec<_>>().join(" ");
    let impersonal = ["it is said that", "it was said that", "it is rumoured that", "rumour has it", "rumor has it"]
        .iter()
        .any(|words| it_is.starts_with(words));
    (passive && be) || impersonal || is_told_by_nobody(scene, at)
}

/// Whether the sentence leans on people who are only said to know: "sources", "two people close to the talks", "a person familiar with".
fn is_told_by_nobody(scene: &Scene<'_>, at: usize) -> bool {
    let knowing = |word: usize| {
        let next = scene.words.get(word + 1);
        let people = scene.words[word].is(&["people", "persons", "person", "somebody", "someone"])
            && next.is_some_and(|next| next.is(&["close", "familiar", "briefed", "who"]))
            && scene.words.get(word + 2).is_some_and(|next| next.is(&["to", "with", "on", "know", "knows"]));
        people || scene.words[word].is(&["sources", "insiders"])
    };
    let told = |word: usize| {
        let says = |word: &super::scene::Word<'_>| word.is(&["said", "say", "says", "told", "tell", "claim", "claimed"]);
        scene.words[word..scene.words.len().min(word + 9)].iter().any(says)
            || word.checked_sub(2).is_some_and(|to| scene.words[to..word].iter().any(|word| word.is(&["to"])))
    };
    let plain = |word: &usize| scene.words[*word].quotation.is_none() && scene.words[*word].name.is_none();
    (0..scene.words.len()).filter(plain).any(|word| word != at && knowing(word) && told(word))
}

/// The same for a noun: "planned talks", "talks scheduled for Monday", "the cancelled summit".
pub(super) fn of_noun(scene: &Scene<'_>, at: usize, clause: &Range<usize>) -> Option<Status> {
    let before = &scene.words[clause.start.max(at.saturating_sub(9))..at];
    let after = &scene.words[at + 1..clause.end.min(at + 9)];
    let near = &before[before.len().saturating_sub(4)..];
    let close = |words: &[&str]| near.iter().any(|word| word.is(words));
    let around = |words: &[&str]| before.iter().chain(after).any(|word| word.is(words));
    if around(&["cancelled", "canceled", "scrapped", "shelved"]) || (around(&["called"]) && around(&["off"])) || is_dropped(scene, at) {
        return Some(Status::CalledOff);
    }
    if close(&[
        "want",
        "wants",
        "wanted",
        "wanting",
        "seeks",
        "sought",
        "suggested",
        "suggests",
        "refused",
        "refuses",
        "declined",
        "declines",
    ]) {
        return None;
    }
    let has = |words: &[&str]| before.iter().any(|word| word.is(words));
    if has(&["refused", "refuses", "declined", "declines", "refusing"]) && has(&["attend", "join", "take", "host", "hold", "enter", "meet"])
    {
        return None;
    }
    if is_hearsay(scene, at) || close(&["alleged", "reported", "rumoured", "rumored"]) {
        return Some(Status::Claimed);
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

/// "A visit to X by Y, foreseen for Thursday, has been cancelled", "the meeting did not take place": the noun's own predicate, behind whatever stands between.
fn is_dropped(scene: &Scene<'_>, at: usize) -> bool {
    let stops = |word: usize| matches!(scene.words[word].text, ";" | "." | ":" | "—") || scene.words[word].quotation.is_some();
    let end = (at + 1..scene.words.len()).find(|&word| stops(word)).unwrap_or(scene.words.len());
    let auxiliary = |word: usize| scene.words[word].is(&["was", "were", "been", "is", "being", "are"]);
    let gone = |word: usize| {
        let here = &scene.words[word];
        let next = scene.words.get(word + 1);
        here.is(&["cancelled", "canceled", "scrapped", "shelved", "dropped", "abandoned"])
            || (here.is(&["called"]) && next.is_some_and(|next| next.is(&["off"])))
    };
    let passive = (at + 2..end).any(|word| {
        gone(word)
            && (word.saturating_sub(3)..word).any(|before| before > at && auxiliary(before))
            && !scene.words[word - 1].is(&["not", "never"])
    });
    let negated = (at + 1..end.saturating_sub(1)).any(|word| {
        let here = |words: &[&str]| scene.words[word].is(words);
        here(&["not", "never"])
            && scene.words[word + 1..end.min(word + 3)]
                .iter()
                .any(|next| next.is(&["take", "took", "happen", "happened", "materialise", "materialize"]))
            && (at + 1..word).all(|between| scene.mention(between).is_none_or(|mention| mention.kind != NameKind::Person))
    });
    passive || negated
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
