//! Tellings of one event: first inside an article, then across articles.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Context;
use super::filed::Filed;
use crate::base::{SourceId, Span, When};
use crate::claims::{Kind, Part, Status};
use crate::dossier::ActorId;
use crate::dossier::alike::ONE_EVENT;
use crate::dossier::records::{Family, Record, sides};
use crate::mentions::NameKind;

/// Tellings that are taken to be of one event.
#[derive(Clone, Debug)]
pub(in crate::dossier) struct Cluster {
    pub family: Family,
    pub records: Vec<Arc<Record>>,
    pub people: BTreeMap<ActorId, Part>,
    pub place: Option<ActorId>,
    pub when: Option<When>,
    /// The states of its people.
    pub sides: BTreeSet<ActorId>,
    sources: BTreeSet<SourceId>,
}

/// Two clusters are one event from this score on: a shared day with shared people, or a shared place with both.
const ENOUGH: f64 = 6.0;

impl Cluster {
    fn new(context: &Context<'_>, record: Arc<Record>) -> Self {
        Self {
            family: record.family(),
            people: record.people.clone(),
            place: record.place,
            when: record.when,
            sides: sides(context.roster, record.people.keys()),
            sources: [record.source].into(),
            records: vec![record],
        }
    }

    /// Takes the tellings of another cluster.
    pub fn absorb(&mut self, context: &Context<'_>, other: Self) {
        for (actor, part) in other.people {
            self.people.entry(actor).or_insert(part);
        }
        self.place = match (self.place, other.place) {
            (Some(a), Some(b)) if context.places.within(b, a) => Some(b),
            (a, b) => a.or(b),
        };
        self.when = joined(self.when, other.when);
        self.sides.extend(other.sides);
        self.sources.extend(other.sources);
        self.records.extend(other.records);
    }

    /// Takes the tellings of a cluster that only denies it or calls it off: they tell nobody and no place anew.
    pub fn absorb_answer(&mut self, answer: Self) {
        self.sources.extend(answer.sources);
        self.records.extend(answer.records);
    }

    /// Pairs of places that tellings of this one event give.
    pub fn places(&self) -> BTreeSet<ActorId> {
        self.records.iter().filter_map(|record| record.place).collect()
    }
}

/// Whether two sets share something, the smaller one looked up in the larger.
fn meet<T: Ord>(one: &BTreeSet<T>, other: &BTreeSet<T>) -> bool {
    let (small, large) = if one.len() < other.len() { (one, other) } else { (other, one) };
    small.iter().any(|item| large.contains(item))
}

/// The narrower of two times, except that a round of days swallows its days.
fn joined(one: Option<When>, other: Option<When>) -> Option<When> {
    match (one, other) {
        (Some(a), Some(b)) => {
            let round = |when: When| when.grain() == crate::base::Grain::Days;
            Some(match (round(a), round(b)) {
                (true, true) => When::span(a.earliest().min(b.earliest()), a.latest().max(b.latest()), crate::base::Grain::Days),
                (true, false) if b.within(a) => a,
                (false, true) if a.within(b) => b,
                _ if b.n_days() < a.n_days() => b,
                _ => a,
            })
        }
        (a, b) => a.or(b),
    }
}

/// One article's tellings: a later "the talks" belongs to what was told of before.
pub(super) fn within_article<'a>(context: &Context<'_>, records: impl Iterator<Item = &'a Arc<Record>>) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    for record in records {
        let own = Cluster::new(context, Arc::clone(record));
        let target = clusters
            .iter()
            .enumerate()
            .rev()
            .map(|(n, cluster)| (n, affinity(context, cluster, &own)))
            .filter(|(_, score)| *score >= 3.0)
            .max_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        match target {
            Some((n, _)) => clusters[n].absorb(context, own),
            None => clusters.push(own),
        }
    }
    clusters
}

/// How well a telling fits what the same article told before; below 3 it is another event.
fn affinity(context: &Context<'_>, known: &Cluster, new: &Cluster) -> f64 {
    if known.family != new.family || clash(context, known, new) || stages(known, new) {
        return 0.0;
    }
    if goes_on(context, known, new) {
        return GOES_ON;
    }
    let definite = new.records[0].happening.definite;
    // A definite phrase may name only some; a telling of its own that leaves people out is likely another's.
    let shared = if definite { shared(known, new) } else { in_common(known, new) };
    let time = match (known.when, new.when) {
        (Some(a), Some(b)) if a == b || b.within(a) && a.n_days() <= 7 => 2.5,
        (Some(_), Some(_)) => 0.5,
        (_, None) if definite => 1.5,
        _ => 0.5,
    };
    let place = match (known.place, new.place) {
        (Some(a), Some(b)) if context.places.compatible(a, b) => 2.0,
        (_, None) => 0.5,
        (None, _) if definite => 0.5,
        _ => 0.0,
    };
    let vague = new.when.is_none() && new.place.is_none() && !definite;
    let people = if vague {
        1.5 * shared
    } else if new.people.is_empty() || known.people.is_empty() {
        if definite { 0.5 } else { 0.0 }
    } else {
        2.0 * shared - if shared == 0.0 { 1.0 } else { 0.0 }
    };
    // "The session" is what the article is about rather than what it recalls.
    let recent = definite
        && new.when.is_none()
        && matches!((context.days[new.records[0].source.idx()], known.when), (Some(day), Some(when)) if (0..=7).contains(&(day - when.latest()).num_days()));
    let adjacent = known.records.last().is_some_and(|last| new.records[0].happening.sentence.abs_diff(last.happening.sentence) <= 1);
    time + place + people + if adjacent { 0.5 } else { 0.0 } + if recent { 0.75 } else { 0.0 }
}

/// What a sentence that goes on with the deed of the one before it scores.
const GOES_ON: f64 = 4.0;
/// Words behind a verb among which the object of a deed begins.
const OBJECT: usize = 3;

/// "Ghana and Togo signed an accord on Friday. The ministers signed the six pages at noon": the same deed done to what was named.
fn goes_on(context: &Context<'_>, known: &Cluster, new: &Cluster) -> bool {
    let (Some(last), [next]) = (known.records.last(), new.records.as_slice()) else { return false };
    let one_act = matches!(known.family, Family::Other(Kind::Agreement | Kind::Exchange | Kind::Vote));
    let behind = next.happening.sentence == last.happening.sentence + 1;
    // Whoever else does it does it elsewhere: "Kenya signed the treaty".
    let theirs = |actor: &ActorId| {
        let known_there = |party: &ActorId| known.people.contains_key(party) || known.sides.contains(party);
        match context.roster.get(*actor).kind {
            NameKind::Person => context.roster.get(*actor).state.is_none_or(|state| known_there(&state)),
            _ => known_there(actor),
        }
    };
    if !one_act || !behind || new.when.is_some() || next.happening.status != last.happening.status || !new.people.keys().all(theirs) {
        return false;
    }
    let reading = &context.readings[next.source.idx()];
    let object = Span { start: next.happening.trigger.end, end: next.evidence.span.end.max(next.happening.trigger.end) };
    let words = reading.words(object).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(OBJECT);
    words
        .into_iter()
        .any(|word| matches!(word.to_lowercase().as_str(), "it" | "them" | "the" | "this" | "that" | "these" | "each" | "both"))
}

/// Each record of one article with the people and the place of the tellings that belong to it.
pub(in crate::dossier) fn completed(context: &Context<'_>, records: &[Record]) -> Vec<Record> {
    let mut all: Vec<Record> = Vec::with_capacity(records.len());
    let records: Vec<Arc<Record>> = records.iter().cloned().map(Arc::new).collect();
    for cluster in within_article(context, records.iter()) {
        for record in cluster.records {
            let mut record = Record::clone(&record);
            if record.people.is_empty() {
                record.people.clone_from(&cluster.people);
                record.sides = sides(context.roster, record.people.keys());
            }
            record.place = record.place.or(cluster.place);
            all.push(record);
        }
    }
    all
}

/// One article that tells of a meeting and of a plan for a meeting tells of two, unless it gives them one day; violence is one only by one hand.
fn stages(known: &Cluster, new: &Cluster) -> bool {
    let takes_back = |record: &Arc<Record>| matches!(record.happening.status, Status::Denied | Status::CalledOff);
    if new.when.is_none() && new.records.iter().all(takes_back) {
        return false;
    }
    let planned = |cluster: &Cluster| cluster.records.iter().all(|record| record.happening.status == Status::Planned);
    let same_day = known.when.is_some() && known.when == new.when;
    let by = |cluster: &Cluster| -> BTreeSet<ActorId> {
        cluster.people.iter().filter(|(_, part)| **part == Part::Actor).map(|(actor, _)| *actor).collect()
    };
    let hands = known.family == Family::Strike && !is_toll_of(known, new) && (by(known).is_disjoint(&by(new)) || !same_day);
    (planned(known) != planned(new) && !same_day) || hands
}

/// "A market was shelled. Eleven people were killed in the attack": the sentence behind tells only what came of it.
fn is_toll_of(known: &Cluster, new: &Cluster) -> bool {
    let (Some(last), Some(next)) = (known.records.last(), new.records.first()) else { return false };
    let behind = next.happening.sentence == last.happening.sentence + 1;
    behind && new.people.is_empty() && (new.place.is_none() || new.place == known.place) && !next.happening.numbers.is_empty()
}

/// The share of the smaller party that both have.
fn shared(one: &Cluster, other: &Cluster) -> f64 {
    let smaller = one.people.len().min(other.people.len());
    if smaller == 0 {
        return 0.0;
    }
    let n = one.people.keys().filter(|actor| other.people.contains_key(actor)).count();
    n as f64 / smaller as f64
}

/// The same across articles, where one names a party and the other whoever acts for it: that counts for less than the same name.
fn shared_by_hands(context: &Context<'_>, one: &Cluster, other: &Cluster) -> f64 {
    let (small, large) = if one.people.len() <= other.people.len() { (one, other) } else { (other, one) };
    let acts = |actor: ActorId, there: &Cluster| {
        let for_them = |hand: ActorId, party: ActorId| context.hands.acts_for(context.roster, hand, party);
        there.people.keys().any(|&known| for_them(known, actor) || for_them(actor, known))
    };
    let worth = |actor: &ActorId| {
        if large.people.contains_key(actor) {
            1.0
        } else if acts(*actor, large) {
            BY_HAND
        } else {
            0.0
        }
    };
    if small.people.is_empty() { 0.0 } else { small.people.keys().map(worth).sum::<f64>() / small.people.len() as f64 }
}

/// What it counts that one telling names a party and the other its negotiator.
const BY_HAND: f64 = 0.7;

/// The share of all people of both that both have.
fn in_common(one: &Cluster, other: &Cluster) -> f64 {
    let n = one.people.keys().filter(|actor| other.people.contains_key(actor)).count();
    let all = one.people.len() + other.people.len() - n;
    if all == 0 { 0.0 } else { n as f64 / all as f64 }
}

/// Whether the two cannot be one: different days, or different places and nobody in common.
fn clash(context: &Context<'_>, one: &Cluster, other: &Cluster) -> bool {
    if matches!((one.when, other.when), (Some(a), Some(b)) if !a.meets(b)) {
        return true;
    }
    let contact = one.family == Family::Contact;
    let apart = |a, b| context.places.clash(a, b) && !(contact && context.places.may_be_venue(a, b));
    let places = matches!((one.place, other.place), (Some(a), Some(b)) if apart(a, b));
    if !places {
        return false;
    }
    let same_day = matches!((one.when, other.when), (Some(a), Some(b)) if a.exact().is_some() && a == b);
    let persons =
        one.people.keys().filter(|actor| other.people.contains_key(actor) && context.roster.get(**actor).kind == NameKind::Person).count();
    !(same_day && persons >= 2)
}

/// Merges clusters of different articles, in order of their days, each into the best event so far.
pub(super) fn across(context: &Context<'_>, mut clusters: Vec<Cluster>) -> Vec<Cluster> {
    clusters.sort_by_cached_key(|cluster| {
        let wide = cluster.when.map_or(i64::MAX, |when| when.n_days());
        (
            cluster.when.is_none(),
            wide > 7,
            cluster.when.map(|when| when.earliest()),
            std::cmp::Reverse(cluster.people.len()),
            cluster.records[0].evidence.clone(),
        )
    });
    let mut events: Vec<Cluster> = Vec::new();
    let mut filed = Filed::default();
    for cluster in clusters {
        let best = filed
            .near(&cluster)
            .into_iter()
            .filter_map(|n| Some((n, score(context, &events[n], &cluster)?)))
            .max_by(|a, b| a.1.total_cmp(&b.1).then_with(|| nearer(context, &events[b.0], &events[a.0], &cluster)));
        let n = match best {
            Some((n, _)) => {
                events[n].absorb(context, cluster);
                n
            }
            None => {
                events.push(cluster);
                events.len() - 1
            }
        };
        filed.enter(n, &events[n]);
    }
    events
}

/// Days (3), place (2), people (3), kind (1), by `docs/timeline.md`; `None` for a clash, and for less than [`ENOUGH`].
fn score(context: &Context<'_>, event: &Cluster, new: &Cluster) -> Option<f64> {
    if event.family != new.family || clash(context, event, new) {
        return None;
    }
    let shared = shared_by_hands(context, event, new);
    // Blows that name others on both sides are two, whatever day they fell on.
    if event.family == Family::Strike && !event.people.is_empty() && !new.people.is_empty() && shared == 0.0 {
        return None;
    }
    let days = match (event.when, new.when) {
        (Some(a), Some(b)) if a.n_days() <= 4 && b.n_days() <= 4 => 3.0,
        (Some(_), Some(_)) => 1.5,
        (None, None) => 0.0,
        _ if plausible(context, event, new) => 1.0,
        _ => 0.0,
    };
    let place = match (event.place, new.place) {
        (Some(a), Some(b)) if a == b => 2.0,
        (Some(a), Some(b)) if context.places.compatible(a, b) => 1.5,
        (Some(a), Some(b)) if event.family == Family::Contact && context.places.may_be_venue(a, b) => 1.0,
        (Some(_), Some(_)) => 0.5,
        _ => 0.0,
    };
    let persons =
        event.people.keys().filter(|actor| new.people.contains_key(actor) && context.roster.get(**actor).kind == NameKind::Person).count();
    let people = 3.0
        * shared
        * if persons == 0 && event.people.keys().any(|actor| context.roster.get(*actor).kind == NameKind::Person) && !new.people.is_empty()
        {
            0.8
        } else {
            1.0
        };
    // Delegations against the people themselves; and where one telling names nobody, nothing speaks against the other's.
    let people = if event.sides.len() >= 2 && event.sides == new.sides { people.max(2.0) } else { people };
    let people = if event.people.is_empty() || new.people.is_empty() { 0.5 } else { people };
    let same_source = meet(&event.sources, &new.sources);
    let one_telling = !same_source || persons >= 3 || matches!((event.when, new.when), (Some(a), Some(b)) if b.within(a) || a.within(b));
    // Three people in both leave little doubt, whatever else is not told.
    let company = if persons >= 3 { 2.0 } else { 0.0 };
    let scored = |words: f64| days + place + people + company + words + 1.0 - if one_telling { 0.0 } else { 1.0 };
    // Words are the dearest to compare: where the most that they can add is not enough, they are not asked.
    if scored(MOST_WORDS) < ENOUGH || same_source && others_on_both(context, event, new) {
        return None;
    }
    Some(scored(words(context, event, new))).filter(|score| *score >= ENOUGH)
}

/// The clusters without those that were found to be of another one, each of which `take` gives to it.
pub(super) fn given(clusters: Vec<Cluster>, found: &[Option<usize>], take: impl Fn(&mut Cluster, Cluster)) -> Vec<Cluster> {
    let mut left: Vec<Option<Cluster>> = clusters.into_iter().map(Some).collect();
    for (n, event) in found.iter().enumerate() {
        let Some(event) = *event else { continue };
        let own = left[n].take();
        if let (Some(event), Some(own)) = (left[event].as_mut(), own) {
            take(event, own);
        }
    }
    left.into_iter().flatten().collect()
}

/// Tellings compared for each cluster.
const MOST: usize = 6;

/// How alike the words of two clusters are, by their likest tellings: about 1 where a few rare words are shared.
pub(super) fn likeness(context: &Context<'_>, one: &Cluster, other: &Cluster) -> f64 {
    let telling = |record: &Record| context.tellings.at(record.source.idx(), record.happening.time?);
    let pairs = one.records.iter().take(MOST).flat_map(|a| other.records.iter().take(MOST).map(move |b| (a, b)));
    pairs.filter_map(|(a, b)| Some(context.tellings.likeness(telling(a)?, telling(b)?))).fold(0.0, f64::max)
}

/// How surely the tellings of two clusters are of one event by what they say was done, on average.
fn likeness_of_deeds(context: &Context<'_>, one: &Cluster, other: &Cluster) -> f64 {
    let pairs = one.records.iter().take(MOST).flat_map(|a| other.records.iter().take(MOST).map(move |b| (a, b)));
    let (n, sum) = pairs.fold((0, 0.0), |(n, sum), (a, b)| (n + 1, sum + context.deeds.likeness(a, b)));
    sum / f64::from(n.max(1))
}

/// Both count the same: a number that is hardly shared by chance.
pub(super) fn same_count(one: &Cluster, other: &Cluster) -> bool {
    let numbers = |cluster: &Cluster| -> BTreeSet<i64> {
        let all = cluster.records.iter().flat_map(|record| &record.happening.numbers);
        all.map(|count| count.thousandths).filter(|n| *n > 12_000 && n % 10_000 != 0).collect()
    };
    !numbers(one).is_disjoint(&numbers(other))
}

/// The most that words add to the score.
const MOST_WORDS: f64 = 3.0;

/// What the words add to the score: up to [`MOST_WORDS`].
fn words(context: &Context<'_>, event: &Cluster, new: &Cluster) -> f64 {
    let alike = match likeness(context, event, new) {
        likeness if likeness >= 0.8 => 2.0,
        likeness if likeness >= 0.4 => 1.0,
        _ => 0.0,
    };
    // Where one gives a week or a month only, what was done and the words of the sentences tell more than the words around a day.
    let loosely = matches!((event.when, new.when), (Some(a), Some(b)) if a.exact().is_none() || b.exact().is_none());
    let deeds = if loosely { likeness_of_deeds(context, event, new) } else { 0.0 };
    let deeds = match deeds {
        likeness if likeness >= 2.0 * ONE_EVENT => 2.0,
        likeness if likeness >= ONE_EVENT => 1.0,
        _ => 0.0,
    };
    f64::max(alike, deeds) + if same_count(event, new) { 1.0 } else { 0.0 }
}

/// Each names a person whom the other neither names nor tells by state: one source tells of two meetings.
pub(super) fn others_on_both(context: &Context<'_>, one: &Cluster, other: &Cluster) -> bool {
    let lacks = |a: &Cluster, b: &Cluster| {
        a.people
            .keys()
            .map(|actor| context.roster.get(*actor))
            .filter(|known| known.kind == NameKind::Person)
            .any(|known| !b.people.contains_key(&known.id) && !known.state.is_some_and(|state| b.people.contains_key(&state)))
    };
    lacks(one, other) && lacks(other, one)
}

/// An undated telling can be of a dated event: a held one lies before the article, a planned one not.
fn plausible(context: &Context<'_>, event: &Cluster, new: &Cluster) -> bool {
    let Some(when) = event.when.or(new.when) else { return true };
    let undated = if event.when.is_none() { event } else { new };
    let Some(day) = undated.records.iter().filter_map(|record| context.days[record.source.idx()]).max() else { return true };
    let planned = undated.records.iter().all(|record| record.happening.status == Status::Planned);
    let gap = (day - when.earliest()).num_days();
    if planned { (-14..=0).contains(&gap) } else { (0..=14).contains(&gap) }
}

/// Of two equally good events the one that lies nearer to the article.
fn nearer(context: &Context<'_>, one: &Cluster, other: &Cluster, new: &Cluster) -> std::cmp::Ordering {
    let day = new.records.iter().filter_map(|record| context.days[record.source.idx()]).max();
    let gap = |event: &Cluster| match (event.when, day) {
        (Some(when), Some(day)) => (day - when.latest()).num_days().abs(),
        _ => i64::MAX,
    };
    gap(one).cmp(&gap(other))
}
