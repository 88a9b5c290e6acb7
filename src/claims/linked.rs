//! Tellings of one sentence that belong together.

use super::happening::Draft;
use super::scene::Scene;
use super::{Happening, Kind, Status};
use crate::lexicon::Frame;
use crate::mentions::NameKind;

/// Joins the drafts of one sentence that tell one happening, and carries over what one tells for the other.
pub(super) fn join(scene: &Scene<'_>, drafts: &mut Vec<Draft>) {
    plans(drafts);
    accusations(drafts);
    tolls(scene, drafts);
    talks_behind(scene, drafts);
    left(drafts);
    agreed(drafts);
    attributes(scene, drafts);
    let mut at = 0;
    while at + 1 < drafts.len() {
        let (one, other) = (&drafts[at], &drafts[at + 1]);
        if light(&one.happening, &other.happening) || one_blow(scene, one, other) {
            let other = drafts.remove(at + 1);
            absorb(&mut drafts[at], other);
        } else {
            at += 1;
        }
    }
}

/// "is scheduled to travel to X for a second meeting": what a plan is for is planned too.
fn plans(drafts: &mut [Draft]) {
    for at in 1..drafts.len() {
        let (before, here) = (drafts[at - 1].happening.clone(), &mut drafts[at].happening);
        let planned = before.status == Status::Planned && before.time == here.time;
        if planned && here.status == Status::Held && here.trigger.start >= before.trigger.end && !here.kind.is_spoken() {
            here.status = Status::Planned;
        }
    }
}

/// "agreed on Monday to free the prisoners": the day is that of the agreement, and nothing more is told of the deed.
fn agreed(drafts: &mut Vec<Draft>) {
    let agreements: Vec<(std::ops::Range<usize>, Option<usize>)> = drafts
        .iter()
        .filter(|draft| draft.happening.kind == Kind::Agreement && draft.trigger.frame != Frame::Noun)
        .map(|draft| (draft.at..draft.clause.end, draft.happening.time))
        .collect();
    drafts.retain(|draft| {
        let deed = !matches!(draft.happening.kind, Kind::Meeting | Kind::Call | Kind::Visit | Kind::Agreement);
        let own = |(clause, time): &(std::ops::Range<usize>, Option<usize>)| clause.contains(&draft.at) && *time == draft.happening.time;
        !(deed && draft.happening.status == Status::Planned && agreements.iter().any(own))
    });
}

/// "walked out of the talks", "suspends its part in the talks": what somebody leaves is not held by leaving it.
fn left(drafts: &mut Vec<Draft>) {
    let refusals: Vec<std::ops::Range<usize>> =
        drafts.iter().filter(|draft| draft.happening.kind == Kind::Rejection).map(|draft| draft.at..draft.clause.end).collect();
    drafts.retain(|draft| {
        let noun = draft.happening.kind == Kind::Meeting && draft.trigger.frame == Frame::Noun && draft.happening.status == Status::Held;
        !(noun && refusals.iter().any(|refusal| refusal.start < draft.at && refusal.contains(&draft.at)))
    });
}

/// "handed over four men captured in the fighting": a participle behind the noun that it describes, with no day or place of its own.
fn attributes(scene: &Scene<'_>, drafts: &mut Vec<Draft>) {
    let verbs: Vec<(usize, Option<usize>)> =
        drafts.iter().filter(|draft| draft.trigger.frame != Frame::Noun).map(|draft| (draft.at, draft.happening.time)).collect();
    drafts.retain(|draft| {
        let (here, happening) = (draft.at, &draft.happening);
        let participle = draft.trigger.frame != Frame::Noun && scene.words[here].lower.ends_with("ed") && draft.trigger.words.len() == 1;
        let first = verbs.iter().copied().filter(|(at, _)| *at < here && draft.clause.contains(at)).max();
        let Some((first, time)) = first.filter(|_| participle && happening.place.is_none()) else { return true };
        (happening.time.is_some() && happening.time != time) || (first + 1..here).any(|word| opens_predicate(scene, word))
    });
}

/// Whether a word before a verb in -ed tells that it is a finite one, or has an auxiliary.
fn opens_predicate(scene: &Scene<'_>, word: usize) -> bool {
    let auxiliaries = ["was", "were", "is", "are", "be", "been", "being", "has", "have", "had"];
    let others = ["and", "but", "or", "who", "that", "which", "to", "he", "she", "they", "it"];
    scene.words[word].text == "," || scene.words[word].is(&auxiliaries) || scene.words[word].is(&others)
}

/// "accused X of having shelled Y": the accusation is what is sure; where and when are told of the deed.
fn accusations(drafts: &mut Vec<Draft>) {
    let mut at = 0;
    while at + 1 < drafts.len() {
        let (one, deed) = (&drafts[at].happening, &drafts[at + 1].happening);
        if one.kind == Kind::Accusation && deed.kind == Kind::Strike && deed.status == Status::Claimed {
            let deed = drafts.remove(at + 1).happening;
            let one = &mut drafts[at].happening;
            one.place = one.place.or(deed.place);
            one.time = one.time.or(deed.time);
        } else {
            at += 1;
        }
    }
}

/// "A and B agreed on X, the host said after talks in Y": those who agreed there had talked there.
fn talks_behind(scene: &Scene<'_>, drafts: &mut [Draft]) {
    for at in 1..drafts.len() {
        let opener = opens_with_after(scene, &drafts[at]);
        let (before, here) = drafts.split_at_mut(at);
        let here = &mut here[0];
        let agreed = before.iter().find(|draft| draft.happening.kind == Kind::Agreement && draft.happening.status == Status::Held);
        let (Some(agreed), true) = (agreed, here.happening.kind == Kind::Meeting && opener) else { continue };
        for participant in &agreed.happening.participants {
            if !here.happening.participants.iter().any(|known| known.chain == participant.chain) {
                here.happening.participants.push(*participant);
            }
        }
        here.happening.time = here.happening.time.or(agreed.happening.time);
    }
}

/// Whether the clause of a draft begins behind "after".
fn opens_with_after(scene: &Scene<'_>, draft: &Draft) -> bool {
    draft.clause.start.checked_sub(1).is_some_and(|opener| scene.words[opener].is(&["after", "following"]))
}

/// What a clause behind a strike counts is the strike's, up to the clause that tells of the next one.
fn tolls(scene: &Scene<'_>, drafts: &mut [Draft]) {
    for at in 0..drafts.len() {
        let next =
            drafts[at + 1..].iter().find(|other| other.happening.kind == Kind::Strike && other.clause.start > drafts[at].clause.start);
        if let Some(end) = next.and_then(|next| scene.words.get(next.clause.start)).map(|word| word.span.start) {
            drafts[at].happening.numbers.retain(|count| count.span.start < end);
        }
    }
}

/// "held talks", "met for a session": two triggers of one sentence that tell one happening.
fn light(one: &Happening, other: &Happening) -> bool {
    let same =
        one.kind == other.kind && one.time == other.time && (one.place == other.place || one.place.is_none() || other.place.is_none());
    let related = one.kind == Kind::Strike
        || one.participants.is_empty()
        || other.participants.is_empty()
        || other.participants.iter().any(|participant| one.participants.iter().any(|known| known.chain == participant.chain));
    same && related
}

/// "Three were killed on Monday when a convoy was ambushed near X": the second clause tells how, the first what came of it.
fn one_blow(scene: &Scene<'_>, one: &Draft, other: &Draft) -> bool {
    let opener = other.clause.start.checked_sub(1).filter(|&opener| opener >= one.at);
    let linked = opener.is_some_and(|opener| scene.words[opener].is(&["when", "as", "which", "where", "that", "after"]));
    let (a, b) = (&one.happening, &other.happening);
    let times = a.time.is_none() || b.time.is_none() || a.time == b.time;
    let places = a.place.is_none() || b.place.is_none() || a.place == b.place;
    linked && a.kind == Kind::Strike && b.kind == Kind::Strike && times && places
}

/// "A had telephone conversations with B and C": a call with each, not one call of all.
pub(super) fn one_by_one(scene: &Scene<'_>, draft: Draft) -> Vec<Draft> {
    let plural = [" calls", " conversations"].iter().any(|noun| {
        let words = draft.happening.trigger.of(scene.document.body()).to_lowercase();
        words.ends_with(noun)
    });
    if !plural || draft.happening.kind != Kind::Call {
        return vec![draft];
    }
    let behind = |chain: usize| {
        let here = scene.words.iter().position(|word| word.span.start >= draft.happening.trigger.end).unwrap_or(scene.words.len());
        let named = |word: usize| scene.mention(word).is_some_and(|mention| mention.chain == chain);
        (here..scene.words.len()).any(named) && !(0..here).any(named)
    };
    let (others, own): (Vec<_>, Vec<_>) = draft.happening.participants.iter().copied().partition(|one| behind(one.chain));
    let people = others.iter().all(|one| scene.mentions.chains[one.chain].kind == NameKind::Person);
    if own.is_empty() || others.len() < 2 || !people {
        return vec![draft];
    }
    let with = |other| {
        let participants = own.iter().copied().chain([other]).collect();
        Draft {
            happening: Happening { participants, ..draft.happening.clone() },
            at: draft.at,
            clause: draft.clause.clone(),
            trigger: draft.trigger,
            leans: draft.leans.clone(),
            goes_on: draft.goes_on,
        }
    };
    others.into_iter().map(with).collect()
}

fn absorb(one: &mut Draft, other: Draft) {
    if one.trigger.frame == Frame::Noun {
        one.trigger = other.trigger;
    }
    one.leans = one.leans.take().or(other.leans);
    let (one, other) = (&mut one.happening, other.happening);
    for participant in other.participants {
        if !one.participants.iter().any(|known| known.chain == participant.chain) {
            one.participants.push(participant);
        }
    }
    for count in other.numbers {
        if !one.numbers.iter().any(|known| known.span == count.span) {
            one.numbers.push(count);
        }
    }
    one.place = one.place.or(other.place);
    one.time = one.time.or(other.time);
    one.nth_day = one.nth_day.or(other.nth_day);
    one.n_days = one.n_days.or(other.n_days);
}
