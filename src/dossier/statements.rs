//! Quotes gathered by speaker and wording; repeated wire text is one statement with several printings.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::issues::Touching;
use super::timeline::{self, Context};
use super::words::{lower, set};
use super::{Account, ActorId, Event, EventId, Participation, Statement, StatementId, Wording};
use crate::base::{Basis, Cited, Evidence, Known, When};
use crate::claims::{Kind, Part, Quote, Status};
use crate::dossier::Reading;
use crate::mentions::time::{Anchor, Resolved};

/// Two printings are one statement when this share of the shorter one's words stands in the other.
const SAME_WORDS: f64 = 0.6;
/// The same where they are put on different days: what is said again is said in other words.
const SAME_WORDS_LATER: f64 = 0.85;

/// Every statement of the corpus, in order of time.
pub(super) fn gather<'c>(context: &Context<'c>, touching: &Touching<'_>) -> Vec<Statement> {
    let of_reading = |(n, reading): (usize, &'c std::sync::Arc<Reading>)| -> Vec<(Statement, &'c str)> {
        reading.claims.quotes.iter().map(|quote| statement(context, touching, reading, quote, &context.times[n])).collect()
    };
    let told: Vec<Vec<(Statement, &str)>> = context.readings.par_iter().enumerate().map(of_reading).collect();
    let mut numbers: FxHashMap<Cow<'_, str>, u32> = FxHashMap::default();
    let mut all: Vec<(Statement, Vec<Printing>)> = Vec::new();
    let mut by_speaker: BTreeMap<(ActorId, bool), Vec<usize>> = BTreeMap::new();
    for (statement, words) in told.into_iter().flatten() {
        let words = Printing::of(words, &mut numbers);
        let Some(speaker) = statement.speaker else {
            all.push((statement, vec![words]));
            continue;
        };
        let of_speaker = by_speaker.entry((speaker, statement.direct)).or_default();
        let share = |at: usize| if other_days(&all[at].0, &statement) { SAME_WORDS_LATER } else { SAME_WORDS };
        match of_speaker.iter().copied().find(|&at| same(&all[at].1, &words, share(at))) {
            Some(at) => absorb(&mut all[at], statement, words),
            None => {
                of_speaker.push(all.len());
                all.push((statement, vec![words]));
            }
        }
    }
    let mut all: Vec<Statement> = all.into_par_iter().map(|(statement, _)| finished(context, statement)).collect();
    all.sort_by_cached_key(order);
    for (n, statement) in all.iter_mut().enumerate() {
        statement.id = StatementId(u32::try_from(n).unwrap_or(u32::MAX));
    }
    all
}

fn order(statement: &Statement) -> (bool, Option<When>, Evidence) {
    (statement.when.is_none(), statement.when.as_ref().map(|known| known.value), statement.wordings[0].words.clone())
}

fn statement<'r>(
    context: &Context<'_>,
    touching: &Touching<'_>,
    reading: &'r Reading,
    quote: &Quote,
    times: &[Resolved],
) -> (Statement, &'r str) {
    let sentence = reading.telling(quote.sentence);
    let when = quote.time.and_then(|time| times.get(time)).and_then(|resolved| resolved.when).or_else(|| entry_day(reading, quote, times));
    // "Said he would report on the 21st": nobody was quoted before he spoke.
    let last = context.latest(reading.article().id);
    let when = when.filter(|when| last.is_none_or(|last| when.earliest() <= last));
    let speaker = quote.speaker.and_then(|chain| context.roster.of(reading.article().id, chain));
    let wording = Wording {
        words: reading.evidence(quote.words, quote.sentence),
        sentence: reading.evidence(sentence, quote.sentence),
        speaker_words: quote.speaker_words,
        direct: quote.direct,
        when,
    };
    let printed = quote.speaker_words.map(|span| Cited::new(reading.words(span).to_owned(), reading.evidence(span, quote.sentence)));
    let issues = touching.by(reading, sentence);
    let known = known_when(context, reading, quote, times, when);
    let words = reading.words(quote.words);
    let statement = Statement {
        id: StatementId(0),
        speaker,
        speaker_words: printed.filter(|_| speaker.is_none()),
        direct: quote.direct,
        when: known,
        wordings: vec![wording],
        issues,
    };
    (statement, words)
}

/// The day of the dated list entry that the quote stands in, as its happening tells.
fn entry_day(reading: &Reading, quote: &Quote, times: &[Resolved]) -> Option<When> {
    let happening =
        reading.claims.happenings.iter().find(|happening| happening.sentence == quote.sentence && happening.kind == Kind::Statement)?;
    happening.time.and_then(|time| times.get(time)).and_then(|resolved| resolved.when)
}

fn known_when(context: &Context<'_>, reading: &Reading, quote: &Quote, times: &[Resolved], when: Option<When>) -> Option<Known<When>> {
    let when = when?;
    let Some(resolved) = quote.time.and_then(|time| times.get(time)) else { return Some(Known::new(when, Basis::BodyText)) };
    if resolved.anchor == Anchor::Explicit {
        return Some(Known::new(when, Basis::BodyText));
    }
    let words = quote.time.map(|time| reading.words(reading.mentions.times[time].span()).to_owned()).unwrap_or_default();
    let basis = if context.inferred[reading.article().id.idx()] { Basis::Inferred } else { Basis::BodyText };
    Some(Known::from_words(when, basis, words))
}

fn bag(words: &str) -> Vec<Cow<'_, str>> {
    words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(lower).collect()
}

/// Whether two statements are put on days that do not follow each other.
fn other_days(one: &Statement, other: &Statement) -> bool {
    let day = |statement: &Statement| statement.when.as_ref().and_then(|when| when.value.exact());
    day(one).zip(day(other)).is_some_and(|(a, b)| (a - b).num_days().abs() > 1)
}

/// The words of a printing, and those of them that say something.
struct Printing {
    all: Bag,
    telling: Bag,
}

impl Printing {
    fn of<'r>(text: &'r str, numbers: &mut FxHashMap<Cow<'r, str>, u32>) -> Self {
        Self { all: Bag::of(bag(text), numbers), telling: Bag::of(set(text), numbers) }
    }
}

/// Distinct words by their numbers, in order.
struct Bag {
    words: Vec<u32>,
    /// One of 64 bits for each word: where one bag lacks a bit of another, it lacks a word.
    bits: u64,
}

impl Bag {
    fn of<'r>(words: Vec<Cow<'r, str>>, numbers: &mut FxHashMap<Cow<'r, str>, u32>) -> Self {
        let number = |word| {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            *numbers.entry(word).or_insert(next)
        };
        let mut words: Vec<u32> = words.into_iter().map(number).collect();
        words.sort_unstable();
        words.dedup();
        let bits = words.iter().fold(0, |bits, word| bits | 1 << (word % u64::BITS));
        Self { words, bits }
    }

    /// The most words that both can have.
    fn most_shared(&self, other: &Self) -> usize {
        let lacking = |one: &Self, other: &Self| (one.bits & !other.bits).count_ones() as usize;
        (self.words.len() - lacking(self, other)).min(other.words.len() - lacking(other, self))
    }

    /// The share of the shorter one's words that both have, when it is at least so much.
    fn share(&self, other: &Self, least: f64) -> Option<f64> {
        let shorter = self.words.len().min(other.words.len()) as f64;
        let longer = self.words.len().max(other.words.len()) as f64;
        if shorter == 0.0 || (self.most_shared(other) as f64) / shorter < least {
            return None;
        }
        let shared = self.shared(other) as f64;
        // A two-word phrase inside a long quote is not the long quote.
        let fits = shorter >= 3.0 || shared == shorter && longer <= 2.0 * shorter + 1.0;
        Some(shared / shorter).filter(|share| *share >= least && fits)
    }

    /// How many words both have.
    fn shared(&self, other: &Self) -> usize {
        let (mut one, mut two, mut n) = (self.words.as_slice(), other.words.as_slice(), 0);
        while let ([a, one_rest @ ..], [b, two_rest @ ..]) = (one, two) {
            n += usize::from(a == b);
            (one, two) = (if a <= b { one_rest } else { one }, if b <= a { two_rest } else { two });
        }
        n
    }
}

/// The same words by the same speaker: direct with direct, reported with reported.
fn same(known: &[Printing], new: &Printing, least: f64) -> bool {
    known.iter().any(|other| {
        let all = other.all.share(&new.all, least);
        // Where few words say anything, all must do; elsewhere "in the middle of a" is no likeness.
        let few = other.telling.words.len().min(new.telling.words.len()) < 2;
        let telling = if few { all } else { other.telling.share(&new.telling, least - SLACK) };
        let n_shared = || other.telling.shared(&new.telling);
        let reworded = telling.is_some_and(|share| share >= least) && n_shared() > 2;
        reworded || all.is_some() && telling.is_some() && (few || n_shared() > 1)
    })
}

/// What the words that say something may lack of the share of all.
const SLACK: f64 = 0.1;

fn absorb(known: &mut (Statement, Vec<Printing>), new: Statement, words: Printing) {
    known.0.wordings.extend(new.wordings);
    known.0.issues.extend(new.issues);
    known.0.issues.sort();
    known.0.issues.dedup();
    known.1.push(words);
    known.0.when = match (known.0.when.take(), new.when) {
        (Some(a), Some(b)) if b.value.n_days() < a.value.n_days() || (b.value.n_days() == a.value.n_days() && b.basis < a.basis) => Some(b),
        (a, b) => a.or(b),
    };
}

/// First-hand printings before second-hand ones, the earliest source first; the day that most independent sources give.
fn finished(context: &Context<'_>, mut statement: Statement) -> Statement {
    statement
        .wordings
        .sort_by_key(|wording| (wording.words.via.is_some(), context.days[wording.words.source.idx()], wording.words.clone()));
    let mut days: BTreeMap<When, Vec<&Evidence>> = BTreeMap::new();
    for wording in &statement.wordings {
        if let Some(when) = wording.when.filter(|when| when.exact().is_some()) {
            days.entry(when).or_default().push(&wording.words);
        }
    }
    if days.len() > 1 {
        let first_hand = |evidence: &[&Evidence]| evidence.iter().any(|evidence| evidence.via.is_none());
        let best = days
            .iter()
            .max_by_key(|(when, evidence)| {
                (first_hand(evidence), context.origins.count(evidence.iter().copied()), std::cmp::Reverse(**when))
            })
            .map(|(when, _)| *when);
        if let (Some(best), Some(known)) = (best, statement.when.as_mut()) {
            known.value = best;
        }
    }
    statement
}

/// Dated statements of named speakers become events, or accounts of what the same speaker refused, demanded or threatened on that day.
pub(super) fn add_events(context: &Context<'_>, statements: &[Statement], events: &mut Vec<Event>) {
    let mut own = self::events(context, statements);
    let mut spoken: BTreeMap<(ActorId, NaiveDate), usize> = BTreeMap::new();
    for (n, event) in events.iter().enumerate().filter(|(_, event)| event.kind.is_spoken()) {
        let Some(day) = day(event) else { continue };
        for one in event.participants.iter().filter(|one| one.value.part == Part::Actor) {
            spoken.entry((one.value.actor, day)).or_insert(n);
        }
    }
    own.retain(|statement| {
        let speaker = statement.participants[0].value.actor;
        let found = day(statement).and_then(|day| spoken.get(&(speaker, day)));
        let Some(event) = found.and_then(|&n| events.get_mut(n)) else { return true };
        event.accounts.extend(statement.accounts.iter().cloned());
        event.accounts.sort_by_key(|account| (context.days[account.evidence.source.idx()], account.evidence.clone()));
        event.accounts.dedup_by(|a, b| a.evidence == b.evidence);
        event.statement = event.statement.or(statement.statement);
        event.salience = timeline::salience_of(context, event);
        false
    });
    events.extend(own);
}

fn day(event: &Event) -> Option<NaiveDate> {
    event.when.as_ref().and_then(|when| when.value.exact())
}

fn events(context: &Context<'_>, statements: &[Statement]) -> Vec<Event> {
    let mut by_day: BTreeMap<(ActorId, When), Vec<&Statement>> = BTreeMap::new();
    for statement in statements {
        let dated = statement.when.as_ref().map(|known| known.value).filter(|when| when.n_days() <= 3);
        if let (Some(speaker), Some(when)) = (statement.speaker, dated) {
            by_day.entry((speaker, when)).or_default().push(statement);
        }
    }
    by_day.into_par_iter().filter_map(|((speaker, when), said)| event(context, speaker, when, &said)).collect()
}

fn event(context: &Context<'_>, speaker: ActorId, when: When, said: &[&Statement]) -> Option<Event> {
    let best = said.iter().max_by_key(|statement| {
        (
            context.origins.count(statement.wordings.iter().map(|wording| &wording.words)),
            statement.direct,
            fit(context, statement),
            std::cmp::Reverse(statement.id),
        )
    })?;
    let mut accounts: Vec<Account> = said
        .iter()
        .flat_map(|statement| &statement.wordings)
        .map(|wording| Account {
            evidence: wording.sentence.clone(),
            trigger: wording.words.span,
            status: Status::Held,
            when: wording.when,
            time_words: None,
            place: None,
            numbers: Vec::new(),
        })
        .collect();
    accounts.sort_by_key(|account| (context.days[account.evidence.source.idx()], account.evidence.clone()));
    accounts.dedup_by(|a, b| a.evidence == b.evidence);
    let wordings = || said.iter().flat_map(|statement| &statement.wordings);
    let mut participant = Cited::new(Participation { actor: speaker, part: Part::Speaker }, best.wordings[0].sentence.clone());
    wordings().for_each(|wording| participant.also(wording.sentence.clone()));
    let summary = best.wordings.iter().find(|wording| wording.when.is_some()).unwrap_or(&best.wordings[0]).sentence.clone();
    let known = best.when.clone().unwrap_or(Known::new(when, Basis::Inferred));
    let mut event = Event {
        id: EventId(0),
        kind: Kind::Statement,
        status: Status::Held,
        when: Some(known),
        place: None,
        participants: vec![participant],
        accounts,
        summary,
        statement: Some(best.id),
        salience: 0.0,
        part_of: None,
    };
    event.salience = timeline::salience_of(context, &event);
    Some(event)
}

/// Words that make a good title: not too short, not too long.
fn fit(context: &Context<'_>, statement: &Statement) -> i32 {
    let wording = &statement.wordings[0];
    let n = super::records::n_words(&context.readings[wording.words.source.idx()], wording.words.span);
    if (3..=18).contains(&n) { 2 } else { i32::from((2..=30).contains(&n)) }
}
