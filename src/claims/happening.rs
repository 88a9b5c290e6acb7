//! Meetings, calls, visits, strikes, agreements and their kind, one telling each.

use std::ops::Range;

use super::scene::Scene;
use super::telling::telling;
use super::{
    Happening, Kind, Part, Quote, Status, attendance, borrowed, circumstance, clause, counts, entry, linked, parties, status, trigger,
};
use crate::lexicon::{Frame, Lexicon, Trigger};
use crate::mentions::{Form, Mentions, NameKind};
use crate::text::Document;

/// A happening as one trigger tells it, before its sentence and its article have their say.
pub(super) struct Draft {
    pub happening: Happening,
    /// The trigger's first word.
    pub at: usize,
    pub clause: Range<usize>,
    pub trigger: &'static Trigger,
    /// The word that stands for its parties ("ministers", "they"), who are named elsewhere.
    pub leans: Option<String>,
    /// A clause of its own tells how it went on ("the talks, which opened on Tuesday").
    pub goes_on: bool,
}

/// Everything the document tells as having happened, being planned or denied, in order.
pub(super) fn read(document: &Document, mentions: &Mentions, quotes: &[Quote], lexicon: &Lexicon) -> Vec<Happening> {
    let mut all = Vec::new();
    let mut leaning = Vec::new();
    for idx in 0..document.sentences.len() {
        if !document.is_running(idx) {
            continue;
        }
        let scene = Scene::new(document, mentions, idx);
        let before = all.len();
        sentence(&scene, lexicon, &mut all, &mut leaning);
        entry::statements(&scene, quotes, &mut all);
        if all.len() == before && circumstance::in_dated_entry(&scene) {
            all.extend(entry::declaration(&scene).or_else(|| entry::listed(&scene)));
        }
        if all.len() == before {
            all.extend(attendance::read(&scene, &all));
        }
        leaning.resize(all.len(), None);
    }
    borrowed::parties(document, mentions, &mut all, &leaning);
    borrowed::places(document, mentions, &mut all);
    all
}

fn sentence(scene: &Scene<'_>, lexicon: &Lexicon, all: &mut Vec<Happening>, leaning: &mut Vec<Option<String>>) {
    let mut drafts = Vec::new();
    let mut at = 0;
    while at < scene.words.len() {
        let next = match trigger::at(scene, at) {
            Some((trigger, end)) => {
                drafts.extend(draft(scene, lexicon, trigger, at, end));
                end + 1
            }
            None => at + 1,
        };
        at = next;
    }
    linked::join(scene, &mut drafts);
    let drafts: Vec<Draft> = drafts.into_iter().flat_map(|draft| linked::one_by_one(scene, draft)).collect();
    for draft in drafts.into_iter().filter(|draft| says_enough(scene, draft)) {
        leaning.push(draft.leans);
        all.push(draft.happening);
    }
}

/// Kinds that happen to bodies and places rather than between those who talk.
fn is_physical(kind: Kind) -> bool {
    matches!(kind, Kind::Strike | Kind::Protest | Kind::Detention | Kind::Exchange | Kind::Inspection | Kind::Withdrawal | Kind::Deployment)
}

fn draft(scene: &Scene<'_>, lexicon: &Lexicon, trigger: &'static Trigger, at: usize, end: usize) -> Option<Draft> {
    if trigger.frame == Frame::Moved {
        return moved(scene, trigger, at, end);
    }
    let kind = Kind::parse(&trigger.kind)?;
    let clause = clause::around(scene, at);
    let is_noun = trigger.frame == Frame::Noun;
    if is_noun && hangs_on_somebody(scene, lexicon, at) {
        return None;
    }
    let mut status = match (is_noun, trigger.spoken) {
        (true, true) => Status::Held,
        (true, false) => status::of_noun(scene, at, &clause)?,
        (false, _) => status::of_verb(scene, at, &clause)?,
    };
    let mut participants = parties::of(scene, at, end, &clause, trigger.frame);
    let mut place = match kind {
        Kind::Ceasefire => None,
        _ => circumstance::place(scene, at, end, &clause, kind, trigger.frame)
            .or_else(|| if is_physical(kind) { circumstance::struck(scene, at, end, &clause) } else { None }),
    };
    let talked_about = is_noun && is_talked_about(scene, lexicon, at, &clause);
    // A noun that names nobody, in a remark behind the main clause, does not borrow that clause's time.
    let aside = is_noun && participants.is_empty() && clause.start > 0;
    let subject_matter = is_noun && is_physical(kind) && is_subject_matter(scene, at);
    let mut time = if trigger.spoken {
        circumstance::time_of_words(scene, at, end, &clause)
    } else if subject_matter {
        scene.words.get(end + 1).filter(|next| next.is(&["on", "of", "last", "this"])).and_then(|_| circumstance::attached_time(scene, at))
    } else if talked_about {
        circumstance::attached_time(scene, at)
    } else if aside {
        // "6 May: talks open in X": the entry's first clause.
        let first = (0..clause.start).all(|word| scene.words[word].time.is_some() || !scene.words[word].is_word());
        circumstance::time_inside(scene, at, &clause).or_else(|| circumstance::entry_date(scene).filter(|_| first))
    } else {
        circumstance::time(scene, at, &clause)
    };
    let mut goes_on = false;
    if let Some(relative) = circumstance::relative_clause(scene, end).filter(|_| is_noun && !trigger.spoken) {
        goes_on = true;
        // "The summit that should have opened on Saturday".
        let planned = scene.words[relative.clone()].iter().any(|word| word.is(&["should", "would", "was", "were"]))
            && scene.words[relative.clone()].iter().any(|word| word.is(&["have", "to", "due", "supposed"]));
        status = if planned { Status::Planned } else { status };
        time = time.or_else(|| circumstance::time_inside(scene, relative.start, &relative));
        place = place.or_else(|| circumstance::place_inside(scene, relative.clone()));
        if participants.is_empty() {
            participants = parties::subjects_of(scene, &relative);
        }
    }
    if is_noun && circumstance::has_predicate(scene, end, &clause) {
        goes_on = true;
        time = time.or_else(|| circumstance::time_inside(scene, at, &clause));
    }
    // "Sarajevo was to host the ministers": the town is the place.
    if trigger.frame == Frame::Host && place.is_none() {
        place = participants.iter().map(|one| one.chain).find(|&chain| is_town(scene, chain));
    }
    let (mut nth_day, n_days) =
        if matches!(kind, Kind::Meeting | Kind::Call | Kind::Visit) { circumstance::days_of_round(scene, &clause) } else { (None, None) };
    // "X said on Tuesday after three days of talks": who says so sat through them, and they ended then.
    let ends_sentence = is_noun && matches!(kind, Kind::Meeting | Kind::Call) && participants.is_empty();
    if let Some(main) = clause::before(scene, &clause, &["after", "following"]).filter(|_| ends_sentence) {
        participants = parties::subjects_of(scene, &main);
        let first = clause::around(scene, 0);
        time = time.or_else(|| circumstance::time_inside(scene, main.end, &main)).or_else(|| circumstance::time_inside(scene, 0, &first));
        nth_day = nth_day.or(n_days);
    }
    // "During the call, A congratulated B": who acts upon whom there.
    if is_noun && matches!(kind, Kind::Meeting | Kind::Call) && participants.len() < 2 && circumstance::opens_with(scene, at) {
        let more = parties::dealing(scene, end);
        participants = if more.len() > participants.len() { more } else { participants };
    }
    // "A and B compared notes in a telephone conversation": who does something in the course of it.
    if is_noun && matches!(kind, Kind::Meeting | Kind::Call) && circumstance::is_setting(scene, at) {
        let main = clause.start..at;
        for participant in parties::subjects_of(scene, &main) {
            if !participants.iter().any(|known| known.chain == participant.chain) {
                participants.push(participant);
            }
        }
    }
    // "A and B spoke for the first time since May, when they met in X".
    let they = (at.saturating_sub(3)..at).any(|word| scene.words[word].is(&["they"]) && scene.words[word].quotation.is_none());
    if they && participants.len() < 2 && matches!(trigger.frame, Frame::With | Frame::Noun) {
        participants =
            clause::before(scene, &clause, &["when", "where", "after"]).map_or_else(Vec::new, |main| parties::subjects_of(scene, &main));
    }
    let happening = Happening {
        sentence: scene.idx,
        span: telling(scene.document, scene.mentions, scene.idx),
        trigger: scene.stretch(at, end),
        kind,
        status,
        participants,
        place,
        time,
        definite: is_noun && is_definite(scene, at, clause.start),
        nth_day,
        n_days,
        numbers: counts::counts(scene, if kind == Kind::Strike { clause.start..scene.words.len() } else { clause.clone() }),
    };
    let by_office = || circumstance::parties_by_office(scene, &clause).map(str::to_owned);
    let leans = if matches!(kind, Kind::Meeting | Kind::Agreement) { they.then(|| "they".to_owned()).or_else(by_office) } else { None };
    Some(Draft { happening, at, clause, trigger, leans, goes_on })
}

/// "a report on the shelling", "an inquiry into the ambush": what the report is about did not happen when it was handed in.
fn is_subject_matter(scene: &Scene<'_>, at: usize) -> bool {
    let before = (at.saturating_sub(4)..at)
        .rev()
        .find(|&word| !scene.words[word].is(&["the", "a", "an", "this", "that", "alleged", "latest", "deadly"]));
    before.is_some_and(|word| scene.words[word].is(&["about", "into", "over", "on"]) && scene.words[word].time.is_none())
}

/// "a sworn enemy of the talks", "guarantor of the negotiations", "envoy to the talks": the noun only says what somebody is.
fn hangs_on_somebody(scene: &Scene<'_>, lexicon: &Lexicon, at: usize) -> bool {
    let preposition = (at.saturating_sub(4)..at).rev().find(|&word| super::scene::is_preposition(&scene.words[word].lower));
    let Some(preposition) = preposition.filter(|&word| word > 0 && scene.words[word].is(&["of", "to", "for", "in", "at"])) else {
        return false;
    };
    let between_is_plain = (preposition + 1..at).all(|word| scene.words[word].time.is_none() && scene.words[word].quotation.is_none());
    let governor = &scene.words[preposition - 1];
    let role = governor.name.is_none()
        && governor.is_word()
        && (lexicon.is_title_head(&governor.lower)
            || governor.is(&[
                "enemy",
                "critic",
                "opponent",
                "supporter",
                "advocate",
                "champion",
                "guarantor",
                "guarantors",
                "sponsor",
                "backer",
                "friend",
                "veteran",
                "architect",
                "part",
                "participant",
            ]));
    between_is_plain
        && role
        && scene.words[at].is(&["talks", "negotiations", "dialogue", "discussions", "process", "meeting", "summit", "conference"])
}

/// "The summit due on Saturday has been put off to the 16th": the planned meeting with its new day.
fn moved(scene: &Scene<'_>, trigger: &'static Trigger, at: usize, end: usize) -> Option<Draft> {
    let noun = (0..at).rev().find(|&word| trigger.needs.words.contains(scene.words[word].lower.as_ref()))?;
    let clause = clause::around(scene, noun);
    let time =
        (end..scene.words.len().min(end + 6)).find_map(|word| scene.words[word].time.filter(|&time| circumstance::dates(scene, time)));
    let happening = Happening {
        sentence: scene.idx,
        span: telling(scene.document, scene.mentions, scene.idx),
        trigger: scene.stretch(at, end),
        kind: Kind::parse(&trigger.kind)?,
        status: Status::Planned,
        participants: parties::of(scene, noun, noun, &clause, Frame::Noun),
        place: circumstance::place(scene, noun, noun, &clause, Kind::Meeting, Frame::Noun),
        time: Some(time?),
        definite: is_definite(scene, noun, clause.start),
        nth_day: None,
        n_days: None,
        numbers: Vec::new(),
    };
    Some(Draft { happening, at, clause, trigger, leans: None, goes_on: false })
}

/// Whether a chain is a town, or a capital that stands for its government.
fn is_town(scene: &Scene<'_>, chain: usize) -> bool {
    scene
        .words
        .iter()
        .filter_map(|word| word.name)
        .map(|name| &scene.mentions.names[name])
        .any(|mention| mention.chain == chain && (mention.kind == NameKind::Place || mention.form == Form::Metonym))
}

/// Whether a draft tells enough to be a happening of its own.
fn says_enough(scene: &Scene<'_>, draft: &Draft) -> bool {
    let Draft { happening, trigger, at, clause, leans, goes_on } = draft;
    let Happening { kind, participants, place, time, definite, numbers, .. } = happening;
    let is_noun = trigger.frame == Frame::Noun;
    let person = |chain: usize| matches!(scene.mentions.chains[chain].kind, NameKind::Person | NameKind::Organisation);
    let named_guest = || participants.iter().any(|participant| participant.part == Part::Guest && person(participant.chain));
    let received = trigger.frame != Frame::Host || named_guest() || (time.is_some() && parties::receives_people(scene, *at, clause));
    let placed = place.is_some() && (time.is_some() || !numbers.is_empty());
    received
        && match kind {
            Kind::Meeting | Kind::Call => {
                let round = *definite || time.is_some() || happening.n_days.is_some();
                // "was met with applause" brings nobody together.
                let together = participants.iter().any(|participant| participant.part != Part::Target);
                together
                    || (place.is_some() && round && participants.is_empty())
                    || (time.is_some() && (leans.is_some() || *goes_on || trigger.frame == Frame::Moved))
            }
            Kind::Visit => !participants.is_empty() && (place.is_some() || participants.len() > 1),
            Kind::Strike | Kind::Protest if is_noun => placed || (!participants.is_empty() && time.is_some()),
            Kind::Ceasefire | Kind::Sanction | Kind::Easing | Kind::Ruling => !participants.is_empty() || time.is_some(),
            _ if trigger.spoken => {
                participants.iter().any(|participant| participant.part == Part::Actor) && (time.is_some() || opens_sentence(scene, clause))
            }
            Kind::Exchange if is_noun && time.is_some() && (*goes_on || happening.status == Status::Planned) => true,
            Kind::Exchange if trigger.needs.is_empty() => {
                participants.iter().any(|participant| person(participant.chain))
                    || (!numbers.is_empty() && (time.is_some() || place.is_some()))
            }
            // "X left Y on Monday": a traveller is no garrison.
            Kind::Withdrawal
                if !participants.is_empty() && participants.iter().all(|one| scene.mentions.chains[one.chain].kind == NameKind::Person) =>
            {
                false
            }
            kind if is_physical(*kind) => !participants.is_empty() || placed || (time.is_some() && !numbers.is_empty()),
            _ => !participants.is_empty() || leans.is_some(),
        }
}

/// Whether a clause is the first of its sentence, behind a dateline at most: what it tells is news of its own.
fn opens_sentence(scene: &Scene<'_>, clause: &Range<usize>) -> bool {
    let dash = (0..scene.words.len().min(10)).find(|&word| matches!(scene.words[word].text, "—" | "–")).map_or(0, |dash| dash + 1);
    clause.start <= dash || scene.words[clause.start - 1].is(&["and", ":", ";"])
}

/// "called the talks useful on Friday": a verb of saying before the noun takes the clause's time for itself.
fn is_talked_about(scene: &Scene<'_>, lexicon: &Lexicon, at: usize, clause: &Range<usize>) -> bool {
    // "announced talks", "concluded a meeting", "continued the negotiations": these verbs act upon the noun right behind them.
    let acts = |lemma: &str, word: usize| at - word <= 4 && matches!(lemma, "conclude" | "continue" | "announce");
    (clause.start..at).any(|word| {
        let here = &scene.words[word];
        let verb = if here.is_word() && here.name.is_none() { here.saying(lexicon) } else { None };
        verb.is_some_and(|verb| !acts(&verb.lemma, word))
    })
}

/// "the talks", "that meeting", "those negotiations": refers to something that was told before.
fn is_definite(scene: &Scene<'_>, at: usize, from: usize) -> bool {
    let start = at.saturating_sub(4).max(from);
    scene.words[start..at].iter().any(|word| word.is(&["the", "that", "those", "these", "this", "both", "such"]))
}
