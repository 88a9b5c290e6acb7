//! Which days matter to a corpus of many sources, and the sentence that tells each best.
//!
//! The signals and their weights are those of `docs/timeline.md`, sections 4 and 8.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{Duration, NaiveDate};
use rayon::prelude::*;

use super::Context;
use crate::base::{Basis, Cited, Evidence, Grain, Known, When};
use crate::claims::{Kind, Part, Status};
use crate::dossier::records::n_words;
use crate::dossier::words::words;
use crate::dossier::{Account, ActorId, Event, EventId, Participation};
use crate::mentions::NameKind;
use crate::mentions::time::{Anchor, TimexType};

/// From so many sources on, days are weighed by how many tell of them; below it every event stands for itself.
const MANY: usize = 30;
/// Days that fewer sources name are nobody's.
const FEW: usize = 2;
/// The actors of most sources are what the corpus is about; a sentence counts for a day when it names one.
const SUBJECTS: usize = 10;
/// The first sentences of an article tell what it is about.
const LEAD: usize = 5;
/// Articles of a day and of so many days after it report it.
const REPORTED: i64 = 2;
/// How much the days beside a day take from it.
const NEIGHBOURS: f64 = 0.2;
/// Sentences taken for a day that no event tells.
const PER_DAY: usize = 2;
/// Sentences as like as this say one thing.
const REPEATS: f64 = 0.4;
/// What a sentence gains by naming the day, and loses by naming only others.
const NAMES_DAY: f64 = 1.3;
const NAMES_OTHERS: f64 = 0.7;
/// How much of an event's salience is its day's.
const DAY: f64 = 0.5;

/// A sentence: which reading, which of its sentences.
type Place = (usize, usize);

/// Adds the reports of days that several sources tell of, and weighs every event by its day.
pub(in crate::dossier) fn add(context: &Context<'_>, events: &mut Vec<Event>) {
    if context.readings.len() < MANY {
        return;
    }
    let named = Named::read(context);
    let weights = named.weights(context);
    let Some(most) = weights.values().copied().reduce(f64::max).filter(|most| *most > 0.0) else { return };
    let texts = Texts::new(context, &named, &weights);
    let mut by_day: BTreeMap<NaiveDate, Vec<&Event>> = BTreeMap::new();
    for event in events.iter() {
        if let Some(day) = event.when.as_ref().and_then(|known| known.value.exact()) {
            by_day.entry(day).or_default().push(event);
        }
    }
    let fresh = |(&day, _): (&NaiveDate, &f64)| -> Vec<Event> {
        let told = by_day.get(&day).map_or(&[][..], Vec::as_slice);
        texts.best(context, &named, day, told).into_iter().map(|place| report(context, day, place)).collect()
    };
    let fresh: Vec<Vec<Event>> = weights.par_iter().map(fresh).collect();
    events.extend(fresh.into_iter().flatten());
    for event in events.iter_mut() {
        let plain = |when: &When| when.exact().is_some() || (when.grain() == Grain::Days && when.n_days() <= 7);
        let Some(when) = event.when.as_ref().map(|known| known.value).filter(plain) else {
            event.salience = rounded(event.salience * (1.0 - DAY));
            continue;
        };
        let days = when.earliest().iter_days().take_while(|day| *day <= when.latest());
        let weight = days.filter_map(|day| weights.get(&day)).copied().fold(0.0, f64::max) / most;
        event.salience = rounded((1.0 - DAY) * event.salience + DAY * weight);
    }
}

fn rounded(salience: f64) -> f64 {
    (salience * 1_000.0).round() / 1_000.0
}

/// The sentences that name each day.
struct Named {
    by_day: BTreeMap<NaiveDate, BTreeSet<Place>>,
    /// The days that a sentence names.
    days: HashMap<Place, BTreeSet<NaiveDate>>,
    /// Sentences that name one of the corpus's subjects.
    on_subject: BTreeSet<Place>,
}

impl Named {
    fn read(context: &Context<'_>) -> Self {
        let subjects: BTreeSet<ActorId> = context.roster.actors.iter().take(SUBJECTS).map(|actor| actor.id).collect();
        let mut named = Self { by_day: BTreeMap::new(), days: HashMap::new(), on_subject: BTreeSet::new() };
        for (n, reading) in context.readings.iter().enumerate() {
            for (time, resolved) in reading.mentions.times.iter().zip(&context.times[n]) {
                let dated = matches!(resolved.timex, TimexType::Date | TimexType::Time);
                let day = resolved.when.and_then(When::exact).filter(|_| dated && reading.document.is_running(time.sentence));
                if let Some(day) = day {
                    named.by_day.entry(day).or_default().insert((n, time.sentence));
                    named.days.entry((n, time.sentence)).or_default().insert(day);
                }
            }
            let mentions = reading.mentions.names.iter();
            let about = mentions
                .filter(|mention| context.roster.of(reading.article().id, mention.chain).is_some_and(|actor| subjects.contains(&actor)));
            named.on_subject.extend(about.map(|mention| (n, mention.sentence)));
        }
        named
    }

    /// How many sources tell of each day in a sentence on the corpus's subjects, less a share of its neighbours.
    fn weights(&self, context: &Context<'_>) -> BTreeMap<NaiveDate, f64> {
        let sources = |day: &NaiveDate| -> usize {
            let places = self.by_day.get(day).into_iter().flatten().filter(|place| self.on_subject.contains(place));
            places.map(|(n, _)| context.origins.number(context.readings[*n].article().id)).collect::<BTreeSet<_>>().len()
        };
        let counts: BTreeMap<NaiveDate, usize> = self.by_day.keys().map(|day| (*day, sources(day))).collect();
        let beside = |day: NaiveDate, days: i64| counts.get(&(day + Duration::days(days))).copied().unwrap_or(0) as f64;
        let weight = |day: NaiveDate, n: usize| n as f64 - NEIGHBOURS * (beside(day, -1) + beside(day, 1)) / 2.0;
        counts.iter().filter(|(_, n)| **n >= FEW).map(|(day, n)| (*day, weight(*day, *n))).collect()
    }
}

/// The words of sentences as vectors of length one.
struct Texts {
    vectors: HashMap<Place, Vec<(u32, f64)>>,
    /// Articles by their day.
    published: BTreeMap<NaiveDate, Vec<usize>>,
    /// The first running sentences of each article.
    leads: Vec<Vec<usize>>,
}

impl Texts {
    fn new(context: &Context<'_>, named: &Named, weights: &BTreeMap<NaiveDate, f64>) -> Self {
        let mut published: BTreeMap<NaiveDate, Vec<usize>> = BTreeMap::new();
        for (n, day) in context.days.iter().enumerate() {
            if let Some(day) = day {
                published.entry(*day).or_default().push(n);
            }
        }
        let leads: Vec<Vec<usize>> = context
            .readings
            .iter()
            .map(|reading| (0..reading.document.sentences.len()).filter(|&at| reading.document.is_running(at)).take(LEAD).collect())
            .collect();
        let leading = leads.iter().enumerate().flat_map(|(n, lead)| lead.iter().map(move |&at| (n, at)));
        let naming = weights.keys().filter_map(|day| named.by_day.get(day)).flatten().copied();
        let places: BTreeSet<Place> = leading.chain(naming).collect();
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let mut counted: HashMap<u32, f64> = HashMap::new();
        let mut vectors: HashMap<Place, Vec<(u32, f64)>> = HashMap::with_capacity(places.len());
        let told = |&(n, at): &Place| -> Vec<String> {
            let reading = &context.readings[n];
            words(reading.words(reading.telling(at)), 0).map(|(word, _)| word).collect()
        };
        let places: Vec<Place> = places.into_iter().collect();
        let texts: Vec<Vec<String>> = places.par_iter().map(told).collect();
        for (place, words) in places.into_iter().zip(texts) {
            let mut counts: BTreeMap<u32, f64> = BTreeMap::new();
            for word in words {
                let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                *counts.entry(*numbers.entry(word).or_insert(next)).or_default() += 1.0;
            }
            counts.keys().for_each(|term| *counted.entry(*term).or_default() += 1.0);
            vectors.insert(place, counts.into_iter().collect());
        }
        let whole = vectors.len() as f64;
        for vector in vectors.values_mut() {
            vector.iter_mut().for_each(|(term, weight)| *weight *= (whole / counted.get(term).copied().unwrap_or(1.0)).ln());
            normalise(vector);
        }
        Self { vectors, published, leads }
    }

    /// The sentences that tell a day best, none of them told by an event of the day already.
    fn best(&self, context: &Context<'_>, named: &Named, day: NaiveDate, told: &[&Event]) -> Vec<Place> {
        let naming: Vec<Place> = named.by_day.get(&day).into_iter().flatten().copied().collect();
        let reporting: Vec<Place> = (0..=REPORTED)
            .filter_map(|after| self.published.get(&(day + Duration::days(after))))
            .flatten()
            .flat_map(|&n| self.leads[n].iter().map(move |&at| (n, at)))
            .collect();
        let centre = centre(&self.mean(&naming), &self.mean(&reporting));
        let mut ranked: Vec<(f64, Place)> = naming
            .iter()
            .filter(|place| named.on_subject.contains(place) && (6..=60).contains(&length(context, **place)))
            .map(|place| (self.rank(named, day, *place, &centre), *place))
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut chosen: Vec<Place> = told.iter().filter_map(|event| place_of(context, &event.summary)).collect();
        let n_told = chosen.len();
        for (_, place) in ranked {
            let repeats = chosen.iter().any(|other| *other == place || self.likeness(*other, place) > REPEATS);
            let accounted =
                told.iter().flat_map(|event| &event.accounts).any(|account| place_of(context, &account.evidence) == Some(place));
            if !repeats && !accounted {
                chosen.push(place);
            }
            if chosen.len() >= n_told + PER_DAY {
                break;
            }
        }
        chosen.split_off(n_told)
    }

    fn rank(&self, named: &Named, day: NaiveDate, place: Place, centre: &HashMap<u32, f64>) -> f64 {
        let Some(vector) = self.vectors.get(&place) else { return 0.0 };
        let dot: f64 = vector.iter().map(|(term, weight)| weight * centre.get(term).copied().unwrap_or(0.0)).sum();
        let days = named.days.get(&place);
        let factor = match days {
            Some(days) if days.contains(&day) => NAMES_DAY,
            Some(_) => NAMES_OTHERS,
            None => 1.0,
        };
        dot * factor
    }

    fn mean(&self, places: &[Place]) -> HashMap<u32, f64> {
        let mut sum: HashMap<u32, f64> = HashMap::new();
        for (term, weight) in places.iter().filter_map(|place| self.vectors.get(place)).flatten() {
            *sum.entry(*term).or_default() += weight / places.len() as f64;
        }
        sum
    }

    fn likeness(&self, one: Place, other: Place) -> f64 {
        let (Some(a), Some(b)) = (self.vectors.get(&one), self.vectors.get(&other)) else { return 0.0 };
        let weights: HashMap<u32, f64> = b.iter().copied().collect();
        a.iter().map(|(term, weight)| weight * weights.get(term).copied().unwrap_or(0.0)).sum()
    }
}

/// What both means share, term by term; where one is empty, the other.
fn centre(naming: &HashMap<u32, f64>, reporting: &HashMap<u32, f64>) -> HashMap<u32, f64> {
    if naming.is_empty() || reporting.is_empty() {
        return naming.iter().chain(reporting).map(|(term, weight)| (*term, *weight)).collect();
    }
    naming.iter().filter_map(|(term, weight)| Some((*term, (weight * reporting.get(term)?).sqrt()))).collect()
}

fn normalise(vector: &mut [(u32, f64)]) {
    let length = vector.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|(_, weight)| *weight /= length);
    }
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
