//! People: full names joined by spelling, surnames by their only bearer.
//!
//! Names are met most frequent first, those with initials after those without, surnames last.
//! What fits two people, or fits one only perhaps, stays apart and is told to the desk.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{ChainRef, Group, JoinedBy, ambiguous, doubtful, mentions_of, single_spaced};
use crate::base::Report;
use crate::dossier::Reading;
use crate::dossier::spelling::{self, Likeness, Part, Parts};
use crate::lexicon::{Lexicon, persons};
use crate::mentions::{Form, Mention, NameKind};

/// A printed name with its chains.
struct Named {
    printed: String,
    parts: Parts,
    chains: Vec<ChainRef>,
    /// Forms of one word that stand in the same chains.
    short: Vec<String>,
    /// Other names of the same chains ("X, better known as Y").
    others: Vec<Parts>,
    /// Whether a title stands before it somewhere that goes with given names ("Father").
    is_given: bool,
}

/// A person in the making.
struct Bearer {
    group: Group,
    /// Full names seen for this person.
    names: Vec<Parts>,
    /// Family names, and other short forms.
    short: Vec<Part>,
    printed: String,
}

/// All persons, and where to look for those that a name may belong to.
struct People<'a> {
    readings: &'a [Arc<Reading>],
    lexicon: &'a Lexicon,
    bearers: Vec<Bearer>,
    by_sound: FxHashMap<String, Vec<usize>>,
    by_given: FxHashMap<String, Vec<usize>>,
    by_short: FxHashMap<String, Vec<usize>>,
    /// By given names and names in the middle, which tell only where no family name does.
    by_inner: FxHashMap<String, Vec<usize>>,
}

/// Groups the chains of people; names without a kind are people's only if they are a name of one of these.
pub(super) fn group(
    readings: &[Arc<Reading>],
    chains: &[ChainRef],
    untyped: &[ChainRef],
    lexicon: &Lexicon,
    report: &mut Report,
) -> Vec<Group> {
    let mut people = People {
        readings,
        lexicon,
        bearers: Vec::new(),
        by_sound: FxHashMap::default(),
        by_given: FxHashMap::default(),
        by_short: FxHashMap::default(),
        by_inner: FxHashMap::default(),
    };
    let key = |at: &ChainRef| readings.get(at.source.idx()).and_then(|reading| reading.mentions.chains.get(at.chain)?.key.clone());
    let (known, open): (Vec<ChainRef>, Vec<ChainRef>) = chains.iter().partition(|at| key(at).is_some());
    let mut by_key: BTreeMap<String, Vec<ChainRef>> = BTreeMap::new();
    known.into_iter().for_each(|at| by_key.entry(key(&at).unwrap_or_default()).or_default().push(at));
    for (key, chains) in by_key {
        people.enter_known(key, &names(readings, &chains, lexicon));
    }
    let (full, alone): (Vec<Named>, Vec<Named>) =
        names(readings, &open, lexicon).into_iter().partition(|name| !name.parts.given.is_empty());
    for name in &full {
        people.place(name, report);
    }
    full.iter().for_each(|name| people.place_others(name));
    for name in names(readings, untyped, lexicon) {
        people.recognise(&name);
    }
    let n_full = people.bearers.len();
    for name in &alone {
        people.settle(name, n_full, report);
    }
    people.bearers.into_iter().map(|bearer| bearer.group).collect()
}

/// The distinct names in the order in which they are met.
fn names(readings: &[Arc<Reading>], chains: &[ChainRef], lexicon: &Lexicon) -> Vec<Named> {
    let mut found: FxHashMap<Cow<'_, str>, Named> = FxHashMap::default();
    for &at in chains {
        let reading = &readings[at.source.idx()];
        let mut forms = mentions_of(reading, at.chain, &[Form::Name]).map(|mention| reading.words(mention.span)).peekable();
        if forms.peek().is_none() {
            continue;
        }
        let printed = single_spaced(reading.words(reading.mentions.chains[at.chain].fullest));
        let named = found.entry(printed).or_insert_with_key(|printed| {
            let parts = Parts::of(printed, lexicon);
            let printed = printed.clone().into_owned();
            Named { printed, parts, chains: Vec::new(), short: Vec::new(), others: Vec::new(), is_given: false }
        });
        named.chains.push(at);
        named.is_given |= mentions_of(reading, at.chain, &[Form::Name]).any(|mention| goes_with_given(reading, mention));
        for form in forms {
            if form.contains(char::is_whitespace) {
                named.learn_other(form, lexicon);
            } else if !named.short.iter().any(|known| known == form) {
                named.short.push(form.to_owned());
            }
        }
    }
    let mut all: Vec<Named> = found.into_values().collect();
    all.sort_by_key(|name| (name.parts.opens_with_initial(), std::cmp::Reverse(name.chains.len()), name.chains.first().copied()));
    all
}

impl Named {
    /// Keeps a full form that nothing but its chain makes the same person's.
    fn learn_other(&mut self, form: &str, lexicon: &Lexicon) {
        let other = Parts::of(form, lexicon);
        let strange = !other.given.is_empty() && spelling::compare(&self.parts, &other) == Likeness::Different;
        if strange && !self.others.contains(&other) {
            self.others.push(other);
        }
    }
}

/// Whether a title of given names stands right before a mention.
fn goes_with_given(reading: &Reading, mention: &Mention) -> bool {
    let before = reading.article().body().get(..mention.span.start as usize).unwrap_or_default();
    let word = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
    word.starts_with(char::is_uppercase) && persons::goes_with_given(&word.to_lowercase())
}

impl People<'_> {
    /// Makes one person of all names that the desk says are hers.
    fn enter_known(&mut self, key: String, names: &[Named]) {
        let Some(first) = names.first() else { return };
        let members = names.iter().flat_map(|name| name.chains.iter().map(|at| (*at, JoinedBy::Listed))).collect();
        let n = self.bearers.len();
        let group = Group::new(NameKind::Person, Some(key), members);
        self.bearers.push(Bearer { group, names: Vec::new(), short: Vec::new(), printed: first.printed.clone() });
        for name in names {
            if name.parts.given.is_empty() {
                self.learn_short(n, &name.parts.family);
            } else {
                self.learn(n, name);
            }
        }
    }

    fn learn_short(&mut self, n: usize, short: &Part) {
        enter(&mut self.by_short, short.sound.block(), n);
        let known = &mut self.bearers[n].short;
        if !known.contains(short) {
            known.push(short.clone());
        }
    }

    /// Gives a full name to the person it fits, or makes a new one.
    fn place(&mut self, name: &Named, report: &mut Report) {
        let fits = self.fits(&name.parts);
        let best = fits.iter().map(|(likeness, _)| *likeness).min().unwrap_or(Likeness::Different);
        let nearest: Vec<usize> = fits.iter().filter(|(likeness, _)| *likeness == best).map(|(_, n)| *n).collect();
        let n = match nearest.as_slice() {
            [only] if best < Likeness::Doubtful => {
                let why = if self.bearers[*only].names.contains(&name.parts) { JoinedBy::Name } else { best.into() };
                self.bearers[*only].group.members.extend(name.chains.iter().map(|at| (*at, why)));
                *only
            }
            [] if let Some(n) = self.addressed(name) => {
                self.bearers[n].group.members.extend(name.chains.iter().map(|at| (*at, JoinedBy::OnlyBearer)));
                return;
            }
            [] => self.add(name),
            [one, other] if self.spans(&name.parts, *one, *other) => {
                self.merge(*other, *one);
                self.bearers[*one].group.members.extend(name.chains.iter().map(|at| (*at, JoinedBy::Longer)));
                *one
            }
            several => {
                self.tell(name, several, best, report);
                self.add(name)
            }
        };
        self.learn(n, name);
    }

    /// "Ona Sahani Kasembe" makes one person of "Ona Sahani" and "Sahani Kasembe": all their names are parts of it.
    fn spans(&self, whole: &Parts, one: usize, other: usize) -> bool {
        let is_part = |known: &Parts| known.words.len() < whole.words.len() && spelling::compare(known, whole) == Likeness::Longer;
        [one, other].iter().all(|n| self.bearers[*n].group.key.is_none() && self.bearers[*n].names.iter().all(is_part))
    }

    /// Makes one person of two.
    fn merge(&mut self, from: usize, to: usize) {
        let Bearer { group, names, short, .. } = &mut self.bearers[from];
        let (members, names, short) = (std::mem::take(&mut group.members), std::mem::take(names), std::mem::take(short));
        self.bearers[to].group.members.extend(members);
        names.iter().for_each(|parts| self.learn_parts(to, parts));
        short.iter().for_each(|short| self.learn_short(to, short));
    }

    /// Learns the other names of a person, and joins whoever bears one of them.
    fn place_others(&mut self, name: &Named) {
        if name.others.is_empty() {
            return;
        }
        let holds = |bearer: &Bearer| bearer.group.members.iter().any(|(at, _)| name.chains.contains(at));
        let Some(n) = self.bearers.iter().position(holds) else { return };
        for other in &name.others {
            let fits = self.fits(other);
            if let [(likeness, m)] = fits.as_slice()
                && *m != n
                && *likeness < Likeness::Doubtful
                && self.bearers[*m].group.key.is_none()
            {
                self.merge(*m, n);
            }
            self.learn_parts(n, other);
        }
    }

    /// Gives a name without a kind to the only person whose name it is beyond doubt.
    fn recognise(&mut self, name: &Named) {
        let fits = self.fits(&name.parts);
        if let [(likeness @ (Likeness::Same | Likeness::Reordered), n)] = fits.as_slice() {
            let why = JoinedBy::from(*likeness);
            self.bearers[*n].group.members.extend(name.chains.iter().map(|at| (*at, why)));
            self.learn(*n, name);
        }
    }

    /// The people whom a full name may name, and how well it fits each.
    fn fits(&self, parts: &Parts) -> Vec<(Likeness, usize)> {
        let whole = std::iter::once(parts.whole.block());
        let sounds = std::iter::once(&parts.family).chain(&parts.given).map(|part| part.sound.block()).chain(whole);
        let mut near: Vec<usize> = sounds.filter_map(|block| self.by_sound.get(&block)).flatten().copied().collect();
        near.extend(self.by_given.get(&given_key(parts)).into_iter().flatten());
        near.sort_unstable();
        near.dedup();
        let fit = |n: usize| {
            let names = &self.bearers[n].names;
            let likeness = names.iter().map(|known| spelling::compare(known, parts)).min()?;
            let conflict = likeness < Likeness::Doubtful && names.iter().any(|known| spelling::conflict(known, parts));
            (likeness != Likeness::Different && !conflict).then_some((likeness, n))
        };
        near.into_iter().filter_map(fit).collect()
    }

    fn add(&mut self, name: &Named) -> usize {
        let members = name.chains.iter().map(|at| (*at, JoinedBy::Name)).collect();
        self.bearers.push(Bearer {
            group: Group::new(NameKind::Person, None, members),
            names: Vec::new(),
            short: Vec::new(),
            printed: name.printed.clone(),
        });
        self.bearers.len() - 1
    }

    /// Remembers the name as the person's.
    fn learn(&mut self, n: usize, name: &Named) {
        let parts = &name.parts;
        self.learn_parts(n, parts);
        let is_first = |word: &Part| word.is_first_name && parts.given.iter().any(|given| given.letters == word.letters);
        let words = name.short.iter().map(|word| Parts::of(word, self.lexicon).family).filter(|word| !is_first(word));
        let words: Vec<Part> = words.collect();
        words.iter().for_each(|short| self.learn_short(n, short));
    }

    fn learn_parts(&mut self, n: usize, parts: &Parts) {
        // Of a family name that comes first the forms sound too unlike to be found by it.
        let n_skipped = usize::from(!parts.comes_first);
        for part in std::iter::once(&parts.family).chain(parts.given.iter().skip(n_skipped)) {
            enter(&mut self.by_sound, part.sound.block(), n);
        }
        // "Asare Boadu" and "Asare-Boadu" have other family names.
        enter(&mut self.by_sound, parts.whole.block(), n);
        enter(&mut self.by_given, given_key(parts), n);
        parts.given.iter().filter(|given| !given.is_initial()).for_each(|given| enter(&mut self.by_inner, given.sound.block(), n));
        self.learn_short(n, &parts.family);
        let known = &mut self.bearers[n].names;
        if !known.contains(parts) {
            known.push(parts.clone());
        }
    }

    /// A surname alone belongs to its only bearer in the corpus; with several it is left apart, with none it is a person of its own.
    fn settle(&mut self, name: &Named, n_full: usize, report: &mut Report) {
        let alone = &name.parts.family;
        let generation = &name.parts.generation;
        let of_generation = |n: &usize| generation.is_none() || self.bearers[*n].names.iter().any(|known| known.generation == *generation);
        let near: Vec<usize> = self.by_short.get(&alone.sound.block()).into_iter().flatten().copied().filter(of_generation).collect();
        let fit = |n: &usize| {
            self.bearers[*n].short.iter().map(|short| spelling::compare_family(alone, short)).min().map(|likeness| (likeness, *n))
        };
        let fits: Vec<(Likeness, usize)> = near.iter().filter_map(fit).filter(|(likeness, _)| *likeness != Likeness::Different).collect();
        let best = fits.iter().map(|(likeness, _)| *likeness).min().unwrap_or(Likeness::Different);
        let nearest: Vec<usize> = fits.iter().filter(|(likeness, _)| *likeness == best).map(|(_, n)| *n).collect();
        match nearest.as_slice() {
            [only] if best < Likeness::Doubtful => {
                let why = match best {
                    Likeness::Misspelt => JoinedBy::Misspelling,
                    _ if *only < n_full => JoinedBy::OnlyBearer,
                    _ => JoinedBy::Transliteration,
                };
                self.bearers[*only].group.members.extend(name.chains.iter().map(|at| (*at, why)));
            }
            [] if let Some(n) = self.inner(name) => {
                self.bearers[n].group.members.extend(name.chains.iter().map(|at| (*at, JoinedBy::OnlyBearer)));
            }
            [] => {
                let n = self.add(name);
                enter(&mut self.by_short, alone.sound.block(), n);
                self.bearers[n].short.push(alone.clone());
            }
            [one] => {
                let printed = self.bearers[*one].printed.clone();
                report.add(doubtful(&name.printed, &printed, &self.readings[name.chains[0].source.idx()]));
                let n = self.add(name);
                enter(&mut self.by_short, alone.sound.block(), n);
                self.bearers[n].short.push(alone.clone());
            }
            several => self.tell(name, several, best, report),
        }
    }

    /// Who alone bears a lone word as a given name or in the middle: a first name of the lists only behind a title that goes with given names, a surname of the lists only in the middle.
    fn inner(&self, name: &Named) -> Option<usize> {
        let alone = &name.parts.family;
        let fits = |place: usize, given: &Part| {
            let told = name.is_given || !alone.is_first_name && (place > 0 || !alone.is_surname);
            told && given.sound == alone.sound
        };
        let bears = |n: &usize| {
            let mut names = self.bearers[*n].names.iter();
            names.any(|known| known.given.iter().enumerate().any(|(place, given)| fits(place, given)))
        };
        let near = self.by_inner.get(&alone.sound.block()).filter(|_| name.is_given || alone.sound.len() > 3)?;
        let mut bearers = near.iter().copied().filter(bears);
        bearers.next().filter(|_| bearers.next().is_none())
    }

    /// "Pak Hendro": the only bearer of the given name behind a form of address that may be a name itself.
    fn addressed(&self, name: &Named) -> Option<usize> {
        let (address, given) = name.printed.split_once(' ').filter(|(_, given)| !given.contains(' '))?;
        let parts = Parts::of(given, self.lexicon);
        let alone = Named { printed: given.to_owned(), parts, chains: Vec::new(), short: Vec::new(), others: Vec::new(), is_given: true };
        if persons::goes_with_given(&address.to_lowercase()) { self.inner(&alone) } else { None }
    }

    /// Tells the desk whom else a name may name.
    fn tell(&self, name: &Named, bearers: &[usize], likeness: Likeness, report: &mut Report) {
        let Some(reading) = name.chains.first().and_then(|at| self.readings.get(at.source.idx())) else { return };
        let printed: Vec<String> = bearers.iter().map(|&n| self.bearers[n].printed.clone()).collect();
        match printed.as_slice() {
            [one] if likeness == Likeness::Doubtful => report.add(doubtful(&name.printed, one, reading)),
            several => report.add(ambiguous(&name.printed, reading, several)),
        }
    }
}

/// Misspelt family names are found by the given name and the first letter.
fn given_key(parts: &Parts) -> String {
    let first = parts.given.first().map_or("", |given| given.sound.as_str());
    format!("{first} {}", parts.family.letters.chars().take(1).collect::<String>())
}

fn enter(table: &mut FxHashMap<String, Vec<usize>>, key: String, n: usize) {
    let list = table.entry(key).or_default();
    if !list.contains(&n) {
        list.push(n);
    }
}
