//! Sticking points that the lexicon and the desk do not name: noun phrases that several independent sources raise and on which actors stand differently.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::phrase::Phrase;
use super::raised::{self, Raised};
use super::words::{plural, singular};
use crate::claims::Attitude;
use crate::dossier::independence::Origin;
use crate::dossier::timeline::Context;
use crate::dossier::{ActorId, Reading};
use crate::lexicon::{IssueEntry, Lexicon};

/// Issues at most.
const MOST: usize = 8;
/// Independent sources that touch one, at least, two thirds of which raise it; more in a large corpus.
const LEAST_SOURCES: usize = 3;
/// Sources that raise a single word, which says less than a phrase, and those of them in which it is talked about.
const LEAST_FOR_WORD: usize = 4;
const LEAST_TALKED: usize = 2;
/// Phrases that are weighed against the whole corpus.
const WEIGHED: usize = 48;
/// How much more often a phrase is raised than a sentence raises anything, as far as that lies between the shares below.
const LEAST_LIFT: f64 = 1.5;
/// The share of its sentences that raise it which a phrase needs at least, a single word, and which is enough for both.
const PHRASE_RAISED: f64 = 0.1;
const WORD_RAISED: f64 = 0.25;
const MOSTLY: f64 = 0.5;
/// Two phrases with this share of the rarer one's sentences in common are one issue.
const SAME: f64 = 0.6;
/// A phrase stands on its own when it does so in this share of its printings, and beside a longer one when this share of its sentences does not hold that one.
const ALONE: f64 = 0.34;

/// A phrase with all that tells for it.
#[derive(Default)]
struct Candidate {
    key: String,
    forms: BTreeMap<String, usize>,
    /// How often it was raised without being a part of a longer phrase.
    n_whole: usize,
    /// Reports in which it is what is talked, agreed or quarrelled about.
    talked: BTreeSet<Origin>,
    origins: BTreeSet<Origin>,
    days: BTreeSet<NaiveDate>,
    /// States with those who act for them, and everybody else.
    parties: BTreeMap<ActorId, BTreeSet<Attitude>>,
    /// Sentences that raise it: the source and the place in it.
    raised: BTreeSet<Place>,
    /// All sentences that hold it.
    sentences: BTreeSet<Place>,
}

type Place = (u32, u32);

/// The found issues, best first, for a lexicon that knows those of the field and of the desk.
pub(super) fn issues(context: &Context<'_>, lexicon: &Lexicon) -> Vec<IssueEntry> {
    let raised: Vec<Vec<Raised>> = context.readings.par_iter().map(|reading| raised::by(reading, context.roster, lexicon)).collect();
    let n_raising = raised.iter().map(|own| own.iter().map(|one| one.sentence).collect::<BTreeSet<_>>().len()).sum();
    let least = least(context);
    let n_raising_it = (2 * least).div_ceil(3);
    let mut candidates: Vec<Candidate> = gathered(context, raised).into_values().filter(|one| is_supported(n_raising_it, one)).collect();
    candidates.retain(|one| is_new(one, lexicon));
    sort(&mut candidates);
    candidates.truncate(WEIGHED);
    weigh(context, &mut candidates);
    let n_sentences: usize = context.readings.iter().map(|reading| reading.document.sentences.len()).sum();
    let usual = share(n_raising, n_sentences);
    candidates.retain(|one| touching(context, one) >= least);
    candidates.retain(|one| {
        let least = if one.is_word() { WORD_RAISED } else { PHRASE_RAISED };
        share(one.raised.len(), one.sentences.len()) >= (LEAST_LIFT * usual).clamp(least, MOSTLY)
    });
    distinct(candidates).iter().map(Candidate::entry).collect()
}

fn gathered(context: &Context<'_>, raised: Vec<Vec<Raised>>) -> FxHashMap<String, Candidate> {
    let mut candidates: FxHashMap<String, Candidate> = FxHashMap::default();
    for (reading, own) in context.readings.iter().zip(raised) {
        for Raised { sentence, stance, phrases } in own {
            let evidence = reading.evidence(reading.document.sentences[sentence].span, sentence);
            let origin = context.origins.of(&evidence);
            for Phrase { key, form, is_whole } in phrases {
                let one = candidates.entry(key).or_default();
                *one.forms.entry(form).or_default() += 1;
                one.n_whole += usize::from(is_whole);
                one.origins.insert(origin.clone());
                if stance.is_none() {
                    one.talked.insert(origin.clone());
                }
                one.days.extend(context.days[evidence.source.idx()]);
                one.raised.insert((evidence.source.0, u32::try_from(sentence).unwrap_or(u32::MAX)));
                if let Some((actor, attitude)) = stance {
                    one.parties.entry(context.roster.get(actor).state.unwrap_or(actor)).or_default().insert(attitude);
                }
            }
        }
    }
    for (key, one) in &mut candidates {
        one.key.clone_from(key);
    }
    candidates
}

/// Whether enough independent sources raise it, and two parties stand differently on it.
fn is_supported(least: usize, one: &Candidate) -> bool {
    let n_printings: usize = one.forms.values().sum();
    let stands = share(one.n_whole, n_printings) >= ALONE
        && (!one.is_word() || one.origins.len() >= LEAST_FOR_WORD && one.talked.len() >= LEAST_TALKED);
    stands && one.origins.len() >= least && one.is_contested()
}

/// How many independent sources hold it in any sentence.
fn touching(context: &Context<'_>, one: &Candidate) -> usize {
    let evidence = |&(source, idx): &Place| {
        let (reading, idx) = (context.readings.get(source as usize)?, idx as usize);
        Some(reading.evidence(reading.document.sentences.get(idx)?.span, idx))
    };
    context.origins.count(&one.sentences.iter().filter_map(evidence).collect::<Vec<_>>())
}

/// Sources that must touch a phrase: the square root of a large corpus's sources halved.
fn least(context: &Context<'_>) -> usize {
    let origins: BTreeSet<u32> = context.readings.iter().map(|reading| context.origins.number(reading.article().id)).collect();
    LEAST_SOURCES.max(origins.len().isqrt() / 2)
}

/// Whether no issue of the field or the desk is touched by it, in any of its forms, or named by one of its words.
fn is_new(one: &Candidate, lexicon: &Lexicon) -> bool {
    let is_named = |word: &str| lexicon.issues().iter().any(|issue| singular(&issue.key) == word);
    one.forms.keys().all(|form| lexicon.issues_in(form).is_empty())
        && !one.key.split(' ').any(is_named)
        && lexicon.issue_name(&one.address()).is_none()
}

fn sort(candidates: &mut [Candidate]) {
    candidates.sort_by(|a, b| b.score().total_cmp(&a.score()).then_with(|| a.key.cmp(&b.key)));
}

/// Finds every sentence that holds one of the candidates.
fn weigh(context: &Context<'_>, candidates: &mut [Candidate]) {
    if candidates.is_empty() {
        return;
    }
    let entries = candidates.iter().map(|one| IssueEntry { key: one.key.clone(), name: String::new(), words: one.words() }).collect();
    let all = Lexicon::with_only_issues(entries);
    let of_reading = |reading: &Arc<Reading>| -> Vec<(String, Place)> {
        let running = reading.document.sentences.iter().enumerate().filter(|(idx, _)| reading.document.is_running(*idx));
        let place = |idx: usize| (reading.article().id.0, u32::try_from(idx).unwrap_or(u32::MAX));
        running
            .flat_map(|(idx, sentence)| all.issues_in(reading.words(sentence.span)).into_iter().map(move |key| (key, place(idx))))
            .collect()
    };
    let found: Vec<Vec<(String, Place)>> = context.readings.par_iter().map(of_reading).collect();
    let places: FxHashMap<String, usize> = candidates.iter().enumerate().map(|(n, one)| (one.key.clone(), n)).collect();
    for (key, place) in found.into_iter().flatten() {
        if let Some(&n) = places.get(&key) {
            candidates[n].sentences.insert(place);
        }
    }
    for one in candidates {
        one.sentences.extend(one.raised.iter().copied());
    }
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// The best of those that stand on their own: of a phrase and a part of it the one that tells more, of two for one thing the better.
fn distinct(candidates: Vec<Candidate>) -> Vec<Candidate> {
    let is_part = |part: &Candidate, whole: &Candidate| {
        let words: BTreeSet<&str> = whole.key.split(' ').collect();
        part.key.len() < whole.key.len() && part.key.split(' ').all(|word| words.contains(word))
    };
    let outside = |part: &Candidate, whole: &Candidate| share(part.sentences.difference(&whole.sentences).count(), part.sentences.len());
    let loses_to = |one: &Candidate, other: &Candidate| {
        is_part(one, other) && outside(one, other) < ALONE || is_part(other, one) && outside(other, one) >= ALONE
    };
    let keeps = |one: &&Candidate| !candidates.iter().any(|other| loses_to(one, other));
    let kept: BTreeSet<String> = candidates.iter().filter(keeps).map(|one| one.key.clone()).collect();
    let mut distinct: Vec<Candidate> = Vec::new();
    for one in candidates.into_iter().filter(|one| kept.contains(&one.key)) {
        let alike = |other: &Candidate| {
            let common = one.sentences.intersection(&other.sentences).count();
            share(common, one.sentences.len().min(other.sentences.len())) >= SAME
        };
        if !distinct.iter().any(alike) {
            distinct.push(one);
        }
        if distinct.len() == MOST {
            break;
        }
    }
    distinct
}

impl Candidate {
    fn is_word(&self) -> bool {
        !self.key.contains(' ')
    }

    /// Two parties with different attitudes, and one at least that presses or refuses.
    fn is_contested(&self) -> bool {
        let firm = |attitude: &Attitude| matches!(attitude, Attitude::Demands | Attitude::Rejects | Attitude::Insists | Attitude::Accuses);
        let all: BTreeSet<Attitude> = self.parties.values().flatten().copied().collect();
        self.parties.len() >= 2 && all.len() >= 2 && all.iter().any(firm)
    }

    /// How much tells for it: sources, days and parties; more when somebody refuses what others want, and when it is a phrase.
    fn score(&self) -> f64 {
        let refused = self.parties.values().flatten().any(|attitude| matches!(attitude, Attitude::Rejects | Attitude::Accuses));
        let sources = self.origins.len() as f64;
        let spread = 1.0 + (self.days.len().max(1) as f64).ln() / 2.0 + (self.parties.len() as f64).ln();
        let weight = if refused { 1.5 } else { 1.0 } * if self.is_word() { 1.0 } else { 1.25 };
        sources.sqrt() * spread * weight
    }

    /// The form that the corpus prints most often.
    fn form(&self) -> &str {
        let best = self.forms.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0)));
        best.map_or("", |(form, _)| form)
    }

    /// All forms in lower case: those printed, each with its last word in both numbers, and a phrase of two words around "of".
    fn words(&self) -> Vec<String> {
        let mut words: BTreeSet<String> = BTreeSet::new();
        for form in self.forms.keys().map(|form| form.to_lowercase()) {
            let (before, last) =
                form.rsplit_once(' ').map_or((String::new(), form.as_str()), |(before, last)| (format!("{before} "), last));
            let base = singular(last).into_owned();
            words.extend([format!("{before}{base}"), format!("{before}{}", plural(&base))]);
            if let [owner, head] = form.split(' ').collect::<Vec<_>>().as_slice() {
                let head = singular(head).into_owned();
                let owners = [(*owner).to_owned(), plural(&singular(owner))];
                for (head, owner) in [head.clone(), plural(&head)].iter().flat_map(|head| owners.iter().map(move |owner| (head, owner))) {
                    words.extend([format!("{head} of {owner}"), format!("{head} of the {owner}")]);
                }
            }
            words.insert(form);
        }
        words.into_iter().collect()
    }

    /// The form in the letters of an address, joined by hyphens.
    fn address(&self) -> String {
        let plain = deunicode::deunicode(self.form()).to_lowercase();
        let words: Vec<&str> = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
        words.join("-")
    }

    fn entry(&self) -> IssueEntry {
        IssueEntry { key: self.address(), name: self.form().to_owned(), words: self.words() }
    }
}
