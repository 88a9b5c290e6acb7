//! Meetings, calls, visits, strikes, agreements and their kind, one telling each.

use std::ops::Range;

use super::scene::{Scene, Word};
use super::telling::telling;
use super::{
    Happening, Kind, Part, Participant, Quote, Status, attendance, borrowed, circumstance, clause, counts, linked, parties, stance, status,
};
use crate::lexicon::{self, Frame, Lexicon, Trigger};
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
        statements(&scene, quotes, &mut all);
        if all.len() == before && circumstance::in_dated_entry(&scene) {
            all.extend(declaration(&scene).or_else(|| entry(&scene)));
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
        let next = match trigger_at(scene, at) {
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

/// The longest trigger that begins at `at`, with its last word.
fn trigger_at(scene: &Scene<'_>, at: usize) -> Option<(&'static Trigger, usize)> {
    let word = &scene.words[at];
    if !word.is_word() || word.name.is_some() || word.time.is_some() || word.quotation.is_some() || word.role.is_some() {
        return None;
    }
    lexicon::triggers(&word.lower).iter().find_map(|trigger| {
        let end = matched(scene, trigger, at).or_else(|| around_object(scene, trigger, at))?;
        fits(scene, trigger, at, end).then_some((trigger, end))
    })
}

/// The last word of a trigger whose words stand at `at` one behind the other.
fn matched(scene: &Scene<'_>, trigger: &Trigger, at: usize) -> Option<usize> {
    let stands = |(n, text): (usize, &String)| scene.words.get(at + n).is_some_and(|word| word.lower == *text && word.name.is_none());
    trigger.words.iter().enumerate().all(stands).then(|| at + trigger.words.len() - 1)
}

/// Words of an object that may stand before a verb's particle.
const BEFORE_PARTICLE: usize = 5;

/// "turned the request down", "called it off": the verb, where the particle follows its object; behind such a verb everything else begins.
fn around_object(scene: &Scene<'_>, trigger: &Trigger, at: usize) -> Option<usize> {
    let [verb, particle] = trigger.words.as_slice() else { return None };
    if !lexicon::is_particle(particle) || scene.words[at].lower != *verb {
        return None;
    }
    let object = |word: usize| {
        let here = &scene.words[word];
        here.quotation.is_none()
            && here.time.is_none()
            && here.is_word()
            && !super::scene::is_preposition(&here.lower)
            && !here.is(&["and", "but", "to", "that"])
            || here.shape == crate::text::Shape::Clitic
    };
    let mut behind = at + 1..scene.words.len().min(at + 2 + BEFORE_PARTICLE);
    let found = behind.find(|&word| scene.words[word].lower == *particle && word > at + 1)?;
    // "took in", "put over" with more behind them are prepositions.
    let ends = scene.words.get(found + 1).is_none_or(|next| {
        !next.is_word() || next.time.is_some() || super::scene::is_preposition(&next.lower) || next.is(&["and", "but", "again", "when"])
    });
    (ends && (at + 1..found).all(object) && particle != "in").then_some(at)
}

/// Words behind a verb of speech within which what it needs must stand.
const REACH: usize = 12;

/// Whether a trigger is used as what it is listed as: verbs as verbs, nouns as nouns, and with the words it needs.
fn fits(scene: &Scene<'_>, trigger: &Trigger, at: usize, end: usize) -> bool {
    let clause = clause::around(scene, at);
    // A noun in a dated entry stands for a whole sentence.
    let headline = trigger.frame == Frame::Noun && circumstance::in_dated_entry(scene);
    // What is said stands in a clause of its own.
    let around = match trigger {
        Trigger { spoken: true, .. } => at..scene.words.len().min(at + REACH),
        Trigger { wide: true, .. } => 0..scene.words.len(),
        _ => clause,
    };
    if !trigger.needs.is_empty() && trigger.frame != Frame::Moved && !headline && !has_needed(scene, trigger, end, around) {
        return false;
    }
    let before = at.checked_sub(1).map(|before| &scene.words[before]);
    if trigger.gerund {
        let auxiliary = ["is", "are", "was", "were", "been", "after"];
        return before.is_some_and(|word| word.is(&auxiliary))
            || at >= 2 && scene.words[at - 2].is(&auxiliary[..4]) && scene.words[at - 1].is(&["now", "also", "already"]);
    }
    // "sent a letter of congratulations" asks for nothing.
    if trigger.spoken && scene.words[end].is(&["letter", "note"]) && scene.words.get(end + 1).is_some_and(|next| next.is(&["of"])) {
        return false;
    }
    // "called on X at her hotel" is a visit, "called on X to resign" a demand.
    let calls = trigger.kind == "meeting" && trigger.words.len() == 2 && trigger.words[1] == "on" && trigger.words[0].starts_with("call");
    if calls && (end..clause_end(scene, end)).any(|word| scene.words[word].is(&["to", "for", "not"])) {
        return false;
    }
    // "The Contact Group that met in May".
    let relative = at >= 2 && scene.words[at - 1].is(&["that"]) && scene.words[at - 2].name.is_some();
    let determined = !relative
        && before.is_some_and(|word| {
            word.is(&[
                "the", "a", "an", "this", "that", "his", "her", "its", "their", "of", "no", "any", "for", "in", "from", "during", "peace",
                "new", "first", "last", "next", "further", "more", "direct",
            ]) || word.shape == crate::text::Shape::Clitic
                || word.shape == crate::text::Shape::Number && word.time.is_none()
        });
    if trigger.frame == Frame::With
        && trigger.words.len() == 1
        && scene.words[at].is(&["met", "meet", "meets"])
        && !meets_somebody(scene, at)
    {
        return false;
    }
    match trigger.frame {
        Frame::Noun => scene.words.get(end + 1).is_none_or(|next| next.text != "-"),
        _ if trigger.base && trigger.words.len() == 1 => !determined && takes_verb(scene, at),
        _ => (!determined && !is_noun_use(scene, trigger, at)) || trigger.words.len() > 1,
    }
}

fn clause_end(scene: &Scene<'_>, at: usize) -> usize {
    clause::around(scene, at).end
}

/// Whether one of the things that a trigger needs stands around it.
fn has_needed(scene: &Scene<'_>, trigger: &Trigger, end: usize, mut around: Range<usize>) -> bool {
    let needs = &trigger.needs;
    let behind = |kinds: &[NameKind]| named_behind(scene, end).is_some_and(|kind| kinds.contains(&kind));
    (needs.person && behind(&[NameKind::Person]))
        || (needs.place && behind(&[NameKind::Place, NameKind::State]))
        || (needs.party && behind(&[NameKind::Person, NameKind::Organisation, NameKind::State]))
        || (needs.time && (end + 1..scene.words.len().min(end + 3)).any(|word| scene.words[word].time.is_some()))
        || (needs.count && counts::of_people(scene, around.clone()) && !counts::by_accident(scene))
        || (needs.crowd && counts::of_crowd(scene, around.start..around.end.min(end)))
        || around.any(|word| {
            let stands = |phrase: &Vec<String>| {
                phrase.iter().enumerate().all(|(n, text)| scene.words.get(word + n).is_some_and(|here| here.lower == *text))
            };
            needs.words.contains(scene.words[word].lower.as_ref()) || needs.phrases.iter().any(stands)
        })
}

/// Whether what stands behind "met" can be met: no aircraft, demands or deadlines.
fn meets_somebody(scene: &Scene<'_>, at: usize) -> bool {
    let opens = scene.words.get(at + 1).is_some_and(|next| {
        next.is(&["the", "a", "an", "his", "her", "its", "their", "these", "those", "all", "some", "any", "no", "every", "many", "most"])
    });
    if !opens {
        return true;
    }
    let phrase = (at + 2..scene.words.len().min(at + 9)).take_while(|&word| {
        let here = &scene.words[word];
        here.is_word()
            && here.time.is_none()
            && !super::scene::is_preposition(&here.lower)
            && !here.is(&["and", "but", "that", "who", "when"])
            || here.shape == crate::text::Shape::Clitic
            || here.text == "-"
    });
    let somebody = |word: usize| {
        let here = &scene.words[word];
        here.name.is_some() || here.role.is_some() || parties::is_somebody(&here.lower)
    };
    phrase.into_iter().any(somebody)
}

/// Words that may stand between a verb and the name that is its object: "seized the town of X", "freed the former mayor, X".
const OBJECT: usize = 7;

/// What kind of name stands right behind a phrase, as its object.
fn named_behind(scene: &Scene<'_>, end: usize) -> Option<NameKind> {
    for at in end + 1..scene.words.len().min(end + 1 + OBJECT) {
        let word = &scene.words[at];
        if let Some(mention) = scene.mention(at) {
            let last = scene.last_word(at);
            let attribute = mention.form == Form::Adjective || scene.is_possessive(at);
            if attribute || word.role.is_some() && mention.kind != NameKind::Person {
                continue;
            }
            return (last < scene.words.len()).then_some(mention.kind);
        }
        let passes = word.role.is_some()
            || word.shape == crate::text::Shape::Clitic
            || word.is(&[
                "the", "a", "an", "of", "town", "city", "village", "port", "island", "former", "its", "their", "his", "her", "mr", "mr.",
                "mrs", "ms", "back",
            ])
            // "the former mayor, X"; not "the towns they had seized, X first among them".
            || (word.text == "," && at > end + 1)
            || word.lower.ends_with("er")
            || word.lower.ends_with("or")
            || word.name.is_some();
        if !passes || word.time.is_some() || word.quotation.is_some() {
            return None;
        }
    }
    None
}

/// "top-level talks", "the radio host, …": words that are a verb only behind somebody, an auxiliary or "to".
fn is_noun_use(scene: &Scene<'_>, trigger: &Trigger, at: usize) -> bool {
    let as_noun = match trigger.frame {
        Frame::With => scene.words[at].is(&["talks", "talk"]),
        Frame::Host => scene.words[at].is(&["host", "hosts"]),
        _ => false,
    };
    let Some(before) = at.checked_sub(1).map(|before| &scene.words[before]).filter(|_| as_noun) else { return false };
    !may_take_verb(before)
}

/// Whether the word before tells that a word which may be a noun is a verb.
fn takes_verb(scene: &Scene<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| may_take_verb(&scene.words[before]))
}

fn may_take_verb(before: &Word<'_>) -> bool {
    before.name.is_some()
        || before.time.is_some()
        || before
            .is(&["to", "will", "would", "shall", "also", "who", "and", "they", "he", "she", "not", "can", "could", "may", "might", "must"])
        || before.lower.ends_with('s')
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

/// Dated words of a named speaker are a statement.
fn statements(scene: &Scene<'_>, quotes: &[Quote], all: &mut Vec<Happening>) {
    let mut told: Vec<usize> = Vec::new();
    for quote in quotes.iter().filter(|quote| quote.sentence == scene.idx) {
        let Some(speaker) = quote.speaker.filter(|speaker| !told.contains(speaker)) else { continue };
        let Some(at) = quote.cue.and_then(|cue| scene.words.iter().position(|word| word.span.overlaps(cue))) else { continue };
        let beside = || if quote.direct { circumstance::time_outside(scene, at, quote.words) } else { circumstance::entry_date(scene) };
        let Some(time) = quote.time.or_else(beside) else { continue };
        told.push(speaker);
        all.push(statement(scene, at, speaker, Some(time)));
    }
}

fn statement(scene: &Scene<'_>, at: usize, speaker: usize, time: Option<usize>) -> Happening {
    Happening {
        sentence: scene.idx,
        span: telling(scene.document, scene.mentions, scene.idx),
        trigger: scene.words[at].span,
        kind: Kind::Statement,
        status: Status::Held,
        participants: vec![Participant { chain: speaker, part: Part::Speaker }],
        place: None,
        time,
        definite: false,
        nth_day: None,
        n_days: None,
        numbers: Vec::new(),
    }
}

/// A dated entry whose words name no deed that is known: somebody is somewhere ("6 May: X in Vienna"), or whatever its few words say.
fn entry(scene: &Scene<'_>) -> Option<Happening> {
    const FEW: usize = 16;
    let time = circumstance::entry_date(scene)?;
    let head = scene.words.iter().position(|word| word.is_word() && word.time.is_none())?;
    let all = head..scene.words.len();
    let chains: Vec<usize> = all
        .clone()
        .filter(|&at| scene.can_act(at) && !scene.is_oblique(at))
        .filter_map(|at| scene.mention(at))
        .map(|mention| mention.chain)
        .collect();
    let mut participants: Vec<Participant> = Vec::new();
    for chain in chains {
        if !participants.iter().any(|known| known.chain == chain) {
            participants.push(Participant { chain, part: Part::Actor });
        }
    }
    let place = circumstance::place_inside(scene, all.clone());
    let quoted = scene.words[all.clone()].iter().any(|word| word.quotation.is_some());
    if all.len() > FEW || quoted || (participants.is_empty() && place.is_none()) {
        return None;
    }
    // Nothing but a name, where it stands for somebody, and a place.
    let on_the_way = all.clone().all(|at| {
        let word = &scene.words[at];
        word.name.is_some() || word.role.is_some() || word.is(&["in", "at", "and", "to", "."]) || word.text == ","
    });
    let several = all
        .clone()
        .any(|at| scene.words[at].name.is_none() && scene.words[at].lower.ends_with('s') && parties::is_somebody(&scene.words[at].lower));
    let kind = match place {
        Some(_) if on_the_way && !participants.is_empty() => Kind::Visit,
        Some(_) if several && participants.is_empty() => Kind::Meeting,
        _ => Kind::Report,
    };
    let part = if kind == Kind::Visit { Part::Guest } else { Part::Actor };
    participants.iter_mut().for_each(|participant| participant.part = part);
    Some(Happening { kind, participants, place, numbers: counts::counts(scene, all), ..statement(scene, head, 0, Some(time)) })
}

/// A dated entry that tells where somebody stands ("Baku insists that …") is a statement of theirs.
fn declaration(scene: &Scene<'_>) -> Option<Happening> {
    let (at, speaker) = (0..scene.words.len()).find_map(|at| {
        stance::attitude_at(scene, at)
            .and_then(|_| super::subject::before(scene, at))
            .and_then(|subject| subject.chain)
            .map(|chain| (at, chain))
    })?;
    let time = circumstance::time(scene, at, &(0..scene.words.len()));
    Some(statement(scene, at, speaker, time))
}
