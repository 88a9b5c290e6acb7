//! Meetings, calls, visits, strikes, agreements and their kind, one telling each.

use std::ops::Range;

use super::scene::Scene;
use super::telling::telling;
use super::{Happening, Kind, Part, Participant, Quote, Status, circumstance, clause, parties, stance, status};
use crate::lexicon::{self, Frame, Lexicon, Trigger};
use crate::mentions::{Mentions, NameKind};
use crate::text::Document;

/// Everything the document tells as having happened, being planned or denied, in order.
pub(super) fn read(document: &Document, mentions: &Mentions, quotes: &[Quote], lexicon: &Lexicon) -> Vec<Happening> {
    let mut all = Vec::new();
    for idx in 0..document.sentences.len() {
        if !document.is_running(idx) {
            continue;
        }
        let scene = Scene::new(document, mentions, idx);
        let before = all.len();
        sentence(&scene, lexicon, &mut all);
        statements(&scene, quotes, &mut all);
        if all.len() == before && circumstance::in_dated_entry(&scene) {
            all.extend(declaration(&scene));
        }
    }
    all
}

fn sentence(scene: &Scene<'_>, lexicon: &Lexicon, all: &mut Vec<Happening>) {
    let first = all.len();
    let mut at = 0;
    while at < scene.words.len() {
        let next = match trigger_at(scene, at) {
            Some((trigger, end)) => {
                if let Some(happening) = happening(scene, lexicon, trigger, at, end) {
                    all.push(happening);
                }
                end + 1
            }
            None => at + 1,
        };
        at = next;
    }
    merge_light_verbs(all, first);
}

/// "held talks", "met for a session": two triggers of one sentence that tell one happening become one.
fn merge_light_verbs(all: &mut Vec<Happening>, first: usize) {
    // "is scheduled to travel to X for a second meeting": what a plan is for is planned too.
    for at in first + 1..all.len() {
        let planned = all[at - 1].status == Status::Planned && all[at - 1].time == all[at].time;
        if planned && all[at].status == Status::Held && all[at].trigger.start >= all[at - 1].trigger.end {
            all[at].status = Status::Planned;
        }
    }
    let mut at = first;
    while at + 1 < all.len() {
        let (one, other) = (&all[at], &all[at + 1]);
        let same = one.kind == other.kind
            && one.span == other.span
            && one.time == other.time
            && (one.place == other.place || one.place.is_none() || other.place.is_none());
        let related = one.kind == Kind::Strike
            || one.participants.is_empty()
            || other.participants.is_empty()
            || other.participants.iter().any(|participant| one.participants.iter().any(|known| known.chain == participant.chain));
        if same && related {
            let other = all.remove(at + 1);
            let one = &mut all[at];
            for participant in other.participants {
                if !one.participants.iter().any(|known| known.chain == participant.chain) {
                    one.participants.push(participant);
                }
            }
            one.place = one.place.or(other.place);
            one.nth_day = one.nth_day.or(other.nth_day);
            one.n_days = one.n_days.or(other.n_days);
        } else {
            at += 1;
        }
    }
}

/// The longest trigger that begins at `at`, with its last word.
fn trigger_at(scene: &Scene<'_>, at: usize) -> Option<(&'static Trigger, usize)> {
    let word = &scene.words[at];
    if !word.is_word() || word.name.is_some() || word.time.is_some() || word.quotation.is_some() || word.role.is_some() {
        return None;
    }
    lexicon::triggers(&word.lower).iter().find_map(|trigger| {
        let end = at + trigger.words.len() - 1;
        let matches = trigger
            .words
            .iter()
            .enumerate()
            .all(|(n, text)| scene.words.get(at + n).is_some_and(|word| word.lower == *text && word.name.is_none()));
        (matches && fits(scene, trigger, at, end)).then_some((trigger, end))
    })
}

/// Whether a trigger is used as what it is listed as: verbs as verbs, nouns as nouns, and with the words it needs.
fn fits(scene: &Scene<'_>, trigger: &Trigger, at: usize, end: usize) -> bool {
    let clause = clause::around(scene, at);
    if !trigger.needs.is_empty() && !scene.words[clause].iter().any(|word| trigger.needs.contains(&word.lower)) {
        return false;
    }
    let before = at.checked_sub(1).map(|before| &scene.words[before]);
    let determined = before.is_some_and(|word| {
        word.is(&[
            "the", "a", "an", "this", "that", "his", "her", "its", "their", "of", "no", "any", "for", "in", "from", "during", "peace",
            "new", "first", "last", "next", "further", "more", "direct",
        ]) || word.shape == crate::text::Shape::Clitic
    });
    match trigger.frame {
        Frame::Noun => scene.words.get(end + 1).is_none_or(|next| next.text != "-"),
        _ => !determined || trigger.words.len() > 1,
    }
}

fn happening(scene: &Scene<'_>, lexicon: &Lexicon, trigger: &Trigger, at: usize, end: usize) -> Option<Happening> {
    let kind = Kind::parse(&trigger.kind)?;
    let clause = clause::around(scene, at);
    let is_noun = trigger.frame == Frame::Noun;
    let status = if is_noun { status::of_noun(scene, at, &clause) } else { status::of_verb(scene, at, &clause) }?;
    let participants = parties::of(scene, at, end, &clause, trigger.frame);
    let travels = kind == Kind::Visit;
    let physical = matches!(
        kind,
        Kind::Strike
            | Kind::Protest
            | Kind::Detention
            | Kind::Exchange
            | Kind::Inspection
            | Kind::Withdrawal
            | Kind::Deployment
            | Kind::Ceasefire
    );
    let scene_of_it = || if physical { circumstance::struck(scene, at, end, &clause) } else { None };
    let place = circumstance::place(scene, at, end, &clause, travels).or_else(scene_of_it);
    let talked_about = is_noun && is_talked_about(scene, lexicon, at, &clause);
    // A noun that names nobody, in a remark behind the main clause, does not borrow that clause's time.
    let aside = is_noun && participants.is_empty() && clause.start > 0;
    let time = if trigger.spoken {
        circumstance::time_of_words(scene, at, end, &clause)
    } else if talked_about {
        circumstance::attached_time(scene, at)
    } else if aside {
        circumstance::time_inside(scene, at, &clause)
    } else {
        circumstance::time(scene, at, &clause)
    };
    let (nth_day, n_days) =
        if matches!(kind, Kind::Meeting | Kind::Call | Kind::Visit) { circumstance::days_of_round(scene, &clause) } else { (None, None) };
    let definite = is_noun && is_definite(scene, at, clause.start);
    let person = |chain: usize| matches!(scene.mentions.chains[chain].kind, NameKind::Person | NameKind::Organisation);
    let received =
        trigger.frame != Frame::Host || participants.iter().any(|participant| participant.part == Part::Guest && person(participant.chain));
    let numbers = circumstance::counts(scene, if kind == Kind::Strike { clause.start..scene.words.len() } else { clause });
    let placed = place.is_some() && (time.is_some() || !numbers.is_empty());
    let says_enough = received
        && match kind {
            Kind::Meeting | Kind::Call => !participants.is_empty() || (place.is_some() && (definite || time.is_some())),
            Kind::Visit => !participants.is_empty() && (place.is_some() || participants.len() > 1),
            Kind::Strike if is_noun => placed || (!participants.is_empty() && time.is_some()),
            Kind::Ceasefire => !participants.is_empty() || time.is_some(),
            _ if trigger.spoken => time.is_some() && participants.iter().any(|participant| participant.part == Part::Actor),
            _ if physical => !participants.is_empty() || placed,
            _ => !participants.is_empty(),
        };
    says_enough.then(|| Happening {
        sentence: scene.idx,
        span: telling(scene.document, scene.mentions, scene.idx),
        trigger: scene.stretch(at, end),
        kind,
        status,
        participants,
        place,
        time,
        definite,
        nth_day,
        n_days,
        numbers,
    })
}

/// "called the talks useful on Friday": a verb of saying before the noun takes the clause's time for itself.
fn is_talked_about(scene: &Scene<'_>, lexicon: &Lexicon, at: usize, clause: &Range<usize>) -> bool {
    // "announced talks", "concluded a meeting", "continued the negotiations": these verbs act upon the noun right behind them.
    let acts = |lemma: &str, word: usize| at - word <= 4 && matches!(lemma, "conclude" | "continue" | "announce");
    (clause.start..at).any(|word| {
        let here = &scene.words[word];
        let verb = if here.is_word() && here.name.is_none() { lexicon.is_saying_verb(&here.lower) } else { None };
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
