//! Which days matter to a corpus of many sources, and the sentences that tell each best.
//!
//! A day is told by the sentences that name it, in any source, and by the first ones of the articles of that day that name no other.
//! How much one of them matters is how many sources say something like it of that day: see `support`, and `docs/timeline.md`, section 10.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Duration, NaiveDate};
use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::Context;
use super::support::{Pool, Support};
use crate::base::{Basis, Cited, Evidence, Grain, Known, When};
use crate::claims::{Kind, Part, Status};
use crate::dossier::records::n_words;
use crate::dossier::{Account, ActorId, Event, EventId, Participation};
use crate::mentions::NameKind;
use crate::mentions::time::{Anchor, TimexType};

/// From so many sources on, days are weighed by what is told of them; below it every event stands for itself.
const MANY: usize = 30;
/// A day outside of the time of the corpus needs so many sources that name it.
const FEW: usize = 2;
/// The corpus's time goes on for so many days after its last article.
const AHEAD: i64 = 31;
/// The actors of most sources are what the corpus is about.
const SUBJECTS: usize = 10;
/// So many first sentences of an article tell what happened on its day.
const LEAD: usize = 2;
/// Articles of a day and of so many days after it report it.
const REPORTED: i64 = 2;
/// Sentences taken for a day besides those of its events.
const PER_DAY: usize = 3;
/// Sentences as like as this say one thing.
const REPEATS: f64 = 0.4;
/// How much of an event's salience is what sources tell of it on its day; the rest is its kind, its status and the like.
const TOLD: f64 = 0.8;
/// The support that is worth half of the highest salience.
const HALF: f64 = 2.0;

/// A sentence: which reading, which of its sentences.
pub(super) type Place = (usize, usize);

/// Adds reports of the days that sources tell of, and weighs every event by what is told of it on its day.
pub(in crate::dossier) fn add(context: &Context<'_>, events: &mut Vec<Event>) {
    if context.readings.len() < MANY {
        return;
    }
    let mut told = Told::read(context);
    let mut places = told.places();
    places.par_extend(
        events.par_iter().flat_map_iter(|event| event.accounts.iter().filter_map(|account| place_of(context, &account.evidence))),
    );
    places.par_sort_unstable();
    places.dedup();
    let support = Support::new(context, &places, std::mem::take(&mut told.on_subject));
    let mut of_day: BTreeMap<NaiveDate, Vec<usize>> = BTreeMap::new();
    for (n, event) in events.iter().enumerate() {
        days_of(event).into_iter().flatten().for_each(|day| of_day.entry(day).or_default().push(n));
    }
    let mut weights: Vec<f64> = vec![0.0; events.len()];
    let all: BTreeSet<NaiveDate> = told.days.keys().chain(of_day.keys()).copied().collect();
    let told_of = |day: NaiveDate| -> Day {
        let pool = told.pool(&support, day);
        let here = of_day.get(&day).map_or(&[][..], Vec::as_slice);
        let worth = |n: usize| {
            let own = events[n].accounts.iter().filter_map(|account| place_of(context, &account.evidence));
            own.map(|place| pool.worth(place)).fold(0.0, f64::max)
        };
        let weights = here.iter().map(|&n| (n, worth(n))).collect();
        if !told.counts(context, day) {
            return Day { weights, fresh: Vec::new() };
        }
        let known: Vec<&Event> = here.iter().map(|&n| &events[n]).collect();
        let fresh = best(context, &pool, &known).into_iter().map(|(worth, place)| (worth, report(context, day, place))).collect();
        Day { weights, fresh }
    };
    let days: Vec<Day> = all.into_par_iter().map(told_of).collect();
    let mut fresh: Vec<(f64, Event)> = Vec::new();
    for day in days {
        day.weights.into_iter().for_each(|(n, worth)| weights[n] = weights[n].max(worth));
        fresh.extend(day.fresh);
    }
    for (event, weight) in events.iter_mut().zip(weights) {
        event.salience = if days_of(event).is_some() { weighed(event.salience, weight) } else { rounded(event.salience * (1.0 - TOLD)) };
    }
    events.extend(fresh.into_iter().map(|(worth, event)| Event { salience: weighed(event.salience, worth), ..event }));
}

fn weighed(own: f64, worth: f64) -> f64 {
    let worth = worth.max(0.0);
    rounded((1.0 - TOLD) * own + TOLD * worth / (worth + HALF))
}

fn rounded(salience: f64) -> f64 {
    (salience * 1_000.0).round() / 1_000.0
}

/// The days of an event that is known to a week at worst.
fn days_of(event: &Event) -> Option<impl Iterator<Item = NaiveDate> + use<>> {
    let plain = |when: &When| when.exact().is_some() || (when.grain() == Grain::Days && when.n_days() <= 7);
    let when = event.when.as_ref().map(|known| known.value).filter(plain)?;
    Some(when.earliest().iter_days().take_while(move |day| *day <= when.latest()))
}

/// What the tellings of one day come to.
struct Day {
    /// The worth of events, by their places.
    weights: Vec<(usize, f64)>,
    /// Days that no event tells yet, with their worth.
    fresh: Vec<(f64, Event)>,
}

/// What is told of each day.
struct Told {
    days: BTreeMap<NaiveDate, Telling>,
    /// Sentences that name one of the corpus's subjects.
    on_subject: FxHashSet<Place>,
    /// The first and the last day of the corpus.
    time: Option<(NaiveDate, NaiveDate)>,
}

/// The sentences that tell of one day, in order and each once.
#[derive(Default)]
struct Telling {
    /// Those that name it.
    naming: Vec<Place>,
    /// The first ones of its articles, as far as they name no day.
    leading: Vec<Place>,
}

/// What one article tells.
struct Own {
    naming: Vec<(NaiveDate, Place)>,
    leading: Vec<Place>,
    on_subject: Vec<Place>,
}

impl Told {
    fn read(context: &Context<'_>) -> Self {
        let subjects: BTreeSet<ActorId> = context.roster.actors.iter().take(SUBJECTS).map(|actor| actor.id).collect();
        let published = || context.days.iter().flatten().copied();
        let time = published().min().zip(published().max().map(|last| last + Duration::days(AHEAD)));
        let mut told = Self { days: BTreeMap::new(), on_subject: FxHashSet::default(), time };
        let own: Vec<Own> = (0..context.readings.len()).into_par_iter().map(|n| Own::read(context, n, &subjects)).collect();
        for (n, own) in own.into_iter().enumerate() {
            own.naming.into_iter().for_each(|(day, place)| told.days.entry(day).or_default().naming.push(place));
            if let Some(day) = context.days[n] {
                told.days.entry(day).or_default().leading.extend(own.leading);
            }
            told.on_subject.extend(own.on_subject);
        }
        for Telling { naming, leading } in told.days.values_mut() {
            naming.sort_unstable();
            naming.dedup();
            leading.sort_unstable();
        }
        told
    }

    fn places(&self) -> Vec<Place> {
        self.days.values().flat_map(|telling| telling.naming.iter().chain(&telling.leading)).copied().collect()
    }

    /// Whether a day may have reports: it lies in the corpus's time, or several sources name it.
    fn counts(&self, context: &Context<'_>, day: NaiveDate) -> bool {
        let Some(telling) = self.days.get(&day) else { return false };
        let origins = telling.naming.iter().map(|(n, _)| context.origins.number(context.readings[*n].article().id));
        self.time.is_some_and(|(first, last)| first <= day && day <= last) || origins.collect::<BTreeSet<_>>().len() >= FEW
    }

    /// The sentences of one day, held against those that report it.
    fn pool<'s>(&'s self, support: &'s Support<'_>, day: NaiveDate) -> Pool<'s> {
        let (naming, leading) = self.days.get(&day).map_or((&[][..], &[][..]), |telling| (&telling.naming, &telling.leading));
        let reporting = (0..=REPORTED).filter_map(|after| self.days.get(&(day + Duration::days(after)))).flat_map(|near| &near.leading);
        let mut reporting: Vec<Place> = reporting.copied().collect();
        reporting.sort_unstable();
        reporting.dedup();
        support.pool(naming, leading, &reporting)
    }
}

impl Own {
    fn read(context: &Context<'_>, n: usize, subjects: &BTreeSet<ActorId>) -> Self {
        let reading = &context.readings[n];
        let mut own = Self { naming: Vec::new(), leading: Vec::new(), on_subject: Vec::new() };
        for (time, resolved) in reading.mentions.times.iter().zip(&context.times[n]) {
            let plain = matches!(resolved.timex, TimexType::Date | TimexType::Time);
            let day = resolved.when.and_then(When::exact).filter(|_| plain && reading.document.is_running(time.sentence));
            own.naming.extend(day.map(|day| (day, (n, time.sentence))));
        }
        if context.days[n].is_some() {
            let dated: BTreeSet<usize> = own.naming.iter().map(|(_, (_, sentence))| *sentence).collect();
            let running = (0..reading.document.sentences.len()).filter(|&at| reading.document.is_running(at));
            own.leading.extend(running.take(LEAD).filter(|at| !dated.contains(at)).map(|at| (n, at)));
        }
        let is_subject = |chain| context.roster.of(reading.article().id, chain).is_some_and(|actor| subjects.contains(&actor));
        own.on_subject
            .extend(reading.mentions.names.iter().filter(|mention| is_subject(mention.chain)).map(|mention| (n, mention.sentence)));
        own
    }
}

/// The sentences that tell a day best, with their worth; none that its events tell already.
fn best(context: &Context<'_>, pool: &Pool<'_>, events: &[&Event]) -> Vec<(f64, Place)> {
    let accounted: BTreeSet<Place> =
        events.iter().flat_map(|event| &event.accounts).filter_map(|account| place_of(context, &account.evidence)).collect();
    let mut chosen: Vec<Place> = events.iter().filter_map(|event| place_of(context, &event.summary)).collect();
    let mut fresh = Vec::new();
    for (worth, place) in pool.ranked() {
        let repeats = accounted.contains(&place) || chosen.iter().any(|&other| pool.likeness(other, place) > REPEATS);
        if repeats || !(6..=60).contains(&length(context, place)) {
            continue;
        }
        chosen.push(place);
        fresh.push((worth, place));
        if fresh.len() >= PER_DAY {
            break;
        }
    }
    fresh
}

fn length(context: &Context<'_>, (n, at): Place) -> usize {
    let reading = &context.readings[n];
    n_words(reading, reading.telling(at))
}

/// The sentence in which a piece of evidence begins.
fn place_of(context: &Context<'_>, evidence: &Evidence) -> Option<Place> {
    let n = evidence.source.idx();
    let sentences = &context.readings.get(n)?.document.sentences;
    Some((n, sentences.partition_point(|sentence| sentence.span.end <= evidence.span.start)))
}

/// An event that a sentence tells of a day, whatever it is.
fn report(context: &Context<'_>, day: NaiveDate, (n, at): Place) -> Event {
    let reading = &context.readings[n];
    let source = reading.article().id;
    let evidence = reading.evidence(reading.telling(at), at);
    let time = reading
        .mentions
        .times
        .iter()
        .zip(&context.times[n])
        .find(|(time, resolved)| time.sentence == at && resolved.when.and_then(When::exact) == Some(day));
    let known = match time {
        Some((time, resolved)) if resolved.anchor != Anchor::Explicit => {
            let basis = if context.inferred.get(n).is_some_and(|inferred| *inferred) { Basis::Inferred } else { Basis::BodyText };
            Known::from_words(When::day(day), basis, reading.words(time.span()).to_owned())
        }
        _ => Known::new(When::day(day), Basis::BodyText),
    };
    let ahead = context.days.get(n).copied().flatten().is_some_and(|published| published < day);
    let status = if ahead { Status::Planned } else { Status::Held };
    let mut participants: Vec<Cited<Participation>> = Vec::new();
    for mention in reading.mentions.names.iter().filter(|mention| mention.sentence == at && mention.kind != NameKind::Place) {
        if let Some(actor) = context.roster.of(source, mention.chain)
            && !participants.iter().any(|one| one.value.actor == actor)
        {
            participants.push(Cited::new(Participation { actor, part: Part::Actor }, evidence.clone()));
        }
    }
    let account = Account {
        trigger: evidence.span,
        status,
        when: Some(When::day(day)),
        time_words: time.map(|(time, _)| time.span()),
        place: None,
        numbers: Vec::new(),
        evidence: evidence.clone(),
    };
    let mut event = Event {
        id: EventId(0),
        kind: Kind::Report,
        status,
        when: Some(known),
        place: None,
        participants,
        accounts: vec![account],
        summary: evidence,
        statement: None,
        salience: 0.0,
        part_of: None,
    };
    event.salience = super::salience_of(context, &event);
    event
}
