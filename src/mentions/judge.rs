//! Names by the lexicon and by rule.
//!
//! In come the words of a document; out go names without overlaps, each with its kind.
//! `candidate` sets them beside what the model sees.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::lexicon::{StateForm, WordClass, lower};
use crate::mentions::candidate::{Candidate, kind_of};
use crate::mentions::evidence::{self, Scores};
use crate::mentions::listed::Listed;
use crate::mentions::run;
use crate::mentions::segment::{self, Segment};
use crate::mentions::words::Words;
use crate::mentions::{Form, NameKind};

/// The names of the running text in order, without overlaps.
pub fn find(words: &Words) -> Vec<Candidate> {
    let segments: Vec<Segment> = run::runs(words).into_iter().flat_map(|run| segment::cut(words, run)).collect();
    let judge = Judge::new(words, &segments);
    let mut candidates: Vec<Candidate> = segments.iter().filter_map(|segment| judge.candidate(segment)).collect();
    candidates.iter_mut().for_each(|candidate| {
        take_party(words, candidate);
        take_article(words, candidate);
    });
    candidates
}

/// "told The Mercury": an article with a capital inside a sentence belongs to the name.
fn take_article(words: &Words, candidate: &mut Candidate) {
    let before = words.back(candidate.tokens.start, 1);
    let article = before.filter(|&at| words.text(at) == "The" && words.get(at).is_some_and(|word| !word.opens && !word.in_title));
    let titled = candidate.listed.is_some() || words.is(WordClass::BodyHead, candidate.tokens.end - 1);
    if let (Some(at), NameKind::Organisation, true) = (article, candidate.kind, titled) {
        candidate.tokens.start = at;
    }
}

/// "Labour party" is the party's name, though only one word has a capital.
fn take_party(words: &Words, candidate: &mut Candidate) {
    let name = words.name(&candidate.tokens);
    if words.ahead(candidate.tokens.end - 1, 1) == "party" && words.lexicon.is(WordClass::PartyName, &name) {
        candidate.tokens.end += 1;
        candidate.kind = NameKind::Organisation;
        candidate.form = Form::Name;
        candidate.listed = None;
    }
}

/// The document's view of every name that the lexicon does not settle.
struct Judge<'a, 'd> {
    words: &'a Words<'d>,
    /// Verdicts by the name's plain words.
    kinds: BTreeMap<String, NameKind>,
}

impl<'a, 'd> Judge<'a, 'd> {
    fn new(words: &'a Words<'d>, segments: &[Segment]) -> Self {
        let mut scores: BTreeMap<String, Scores> = BTreeMap::new();
        for segment in segments.iter().filter(|segment| is_open(segment)) {
            let name = words.name(&segment.tokens).into_owned();
            let total = scores.entry(name).or_insert_with(|| prior(words, segment));
            total.add(evidence::of_context(words, &segment.tokens));
        }
        let mut kinds: BTreeMap<String, NameKind> =
            scores.iter().filter_map(|(name, scores)| Some((name.clone(), verdict(name, *scores)?))).collect();
        follow_longer_names(&scores, &mut kinds);
        follow_brackets(words, segments, &mut kinds);
        follow_neighbours(words, segments, &mut kinds);
        Self { words, kinds }
    }

    fn candidate(&self, segment: &Segment) -> Option<Candidate> {
        let known = if segment.listed.is_none() { self.known_tail(segment) } else { None };
        let segment = known.as_ref().unwrap_or(segment);
        if segment.tokens.len() == 1 && self.words.text(segment.tokens.start).chars().count() < 2 {
            return self.platform(segment);
        }
        let (kind, form) = match &segment.listed {
            Some(Listed::Body(_)) if self.is_a_person_here(segment) => (NameKind::Person, Form::Name),
            Some(Listed::State(key, StateForm::Name)) if key == "GEO" && self.is_american_georgia(segment) => (NameKind::Place, Form::Name),
            Some(listed) if !is_open(segment) => kind_of(listed)?,
            _ => (*self.kinds.get(self.words.name(&segment.tokens).as_ref())?, Form::Name),
        };
        if kind == NameKind::Other && segment.listed.is_none() && !self.stands_alone(segment) {
            return None;
        }
        let unsure = segment.listed.is_none() && self.opens_without_proof(segment);
        (!unsure).then(|| Candidate { tokens: segment.tokens.clone(), kind, form, listed: segment.listed.clone() })
    }

    /// A headline that runs into its text ends in a name that the document has elsewhere: only that is a name.
    fn known_tail(&self, segment: &Segment) -> Option<Segment> {
        let name = self.words.name(&segment.tokens);
        let odd = segment.tokens.len() > 1
            && (common_words(self.words, segment) > 0.0 || segment.tokens.len() > 4)
            && self.kinds.get(name.as_ref()) != Some(&NameKind::Organisation);
        let is_known = |tokens: &Range<usize>| {
            let tail = self.words.name(tokens);
            let full = tail.contains(' ') && self.kinds.get(tail.as_ref()) == Some(&NameKind::Person);
            full || (!tail.contains(' ')
                && self.kinds.iter().any(|(long, kind)| *kind == NameKind::Person && *long != *name && ends_with_word(long, &tail)))
        };
        let tails = (segment.tokens.start + 1..segment.tokens.end).map(|start| start..segment.tokens.end);
        odd.then(|| tails.into_iter().find(is_known)).flatten().map(|tokens| Segment { tokens, listed: None })
    }

    /// "on X": the only platform with a name of one letter; no other name has one.
    fn platform(&self, segment: &Segment) -> Option<Candidate> {
        let at = segment.tokens.start;
        let posted = self.words.text(at) == "X" && matches!(self.words.before(at), "on" | "to" | "platform" | "network" | "via");
        posted.then(|| Candidate {
            tokens: segment.tokens.clone(),
            kind: NameKind::Organisation,
            form: Form::Name,
            listed: Some(Listed::Body("TWITTER".to_owned())),
        })
    }

    /// A firm or an outlet that bears a surname: "Mr. Fox", or a document that names the person in full.
    fn is_a_person_here(&self, segment: &Segment) -> bool {
        let at = segment.tokens.start;
        let single = segment.tokens.len() == 1 && !self.words.get(at).is_some_and(|word| word.all_capitals);
        let addressed = self.words.lexicon.is_honorific(self.words.before(at));
        single
            && (addressed || self.kinds.iter().any(|(name, kind)| *kind == NameKind::Person && ends_with_word(name, self.words.text(at))))
    }

    /// "Savannah, Georgia" in a text that never says "Georgian" or "Tbilisi": the American state, the only one that shares its name with a country.
    fn is_american_georgia(&self, segment: &Segment) -> bool {
        let words = self.words;
        let names_country = ["Georgian", "Georgians", "Tbilisi", "Abkhazia", "Ossetia", "Caucasus", "Batumi"];
        let is_country = (0..words.len()).any(|at| names_country.contains(&words.text(at)));
        let at = segment.tokens.start;
        let behind_town = words.before(at) == "," && words.back(at, 2).is_some_and(|town| words.is_capital(town));
        let american = (0..words.len()).any(|at| {
            matches!(words.text(at), "Atlanta" | "Savannah" | "Alabama" | "Florida" | "Carolina" | "Tennessee" | "Republican" | "Democrat")
        });
        !is_country && (behind_town || american)
    }

    /// One word whose capital only its place explains, and that the document never shows with a capital elsewhere.
    fn opens_without_proof(&self, segment: &Segment) -> bool {
        let at = segment.tokens.start;
        let word = self.words.get(at);
        let opens = word.is_some_and(|word| word.opens && !word.all_capitals);
        let proven = self.words.seen_capital_inside(at)
            || self.kinds.iter().any(|(name, kind)| {
                *kind == NameKind::Person && name.ends_with(self.words.text(at)) && name.len() > self.words.text(at).len()
            });
        let letters = word.is_some_and(|word| word.text.chars().skip(1).any(|c| c.is_uppercase() || !c.is_ascii()));
        segment.tokens.len() == 1 && opens && !proven && !letters && !self.introduces_itself(at)
    }

    /// "Okello, a former minister," or "Okello, 45," tells enough.
    fn introduces_itself(&self, at: usize) -> bool {
        let scores = evidence::of_context(self.words, &(at..at + 1));
        scores.person >= 2.0 && !self.words.lexicon.is_title_word(self.words.text(at))
    }

    fn stands_alone(&self, segment: &Segment) -> bool {
        segment.tokens.len() > 1 || !self.words.lexicon.is_title_word(self.words.text(segment.tokens.start))
    }
}

/// Whether the words around a name may overrule the lexicon: towns share their names with people.
fn is_open(segment: &Segment) -> bool {
    matches!(segment.listed, None | Some(Listed::City))
}

fn prior(words: &Words, segment: &Segment) -> Scores {
    let mut scores = evidence::of_form(words, &segment.tokens);
    if segment.listed == Some(Listed::City) {
        scores.place += 2.5;
    }
    scores.person -= common_words(words, segment);
    if segment.tokens.len() > 1 && segment.tokens.clone().any(|at| words.is(WordClass::Other, at)) {
        scores.person -= 1.0;
        scores.other += 0.5;
    }
    scores
}

/// Words that the document has in lower case too, or that never stand in a name: a line of a headline that runs into the text.
fn common_words(words: &Words, segment: &Segment) -> f32 {
    let is_common = |at: usize| {
        let text = words.text(at);
        let lower = lower(text);
        words.is_capital(at)
            && !words.lexicon.is_first_name(text)
            && text.chars().count() > 2
            && (words.seen_lower(text) || words.lexicon.is(WordClass::FunctionWord, &lower))
    };
    if segment.tokens.len() < 2 {
        return 0.0;
    }
    let n_common = segment.tokens.clone().filter(|&at| is_common(at)).count();
    if n_common > 1 {
        3.0
    } else if n_common == 1 {
        1.2
    } else {
        0.0
    }
}

fn verdict(name: &str, scores: Scores) -> Option<NameKind> {
    let ranked = [
        (scores.person, NameKind::Person),
        (scores.body, NameKind::Organisation),
        (scores.place, NameKind::Place),
        (scores.other, NameKind::Other),
    ];
    let (best, kind) = ranked.into_iter().fold((0.0, NameKind::Other), |best, next| if next.0 > best.0 { next } else { best });
    let enough = if name.contains(' ') { 0.5 } else { 0.9 };
    Some(if best >= enough { kind } else { NameKind::Other })
}

/// Lone surnames follow the full name, short forms of bodies the long one, unless much speaks against it.
fn follow_longer_names(scores: &BTreeMap<String, Scores>, kinds: &mut BTreeMap<String, NameKind>) {
    let long: Vec<(String, NameKind)> =
        kinds.iter().filter(|(name, _)| name.contains(' ')).map(|(name, kind)| (name.clone(), *kind)).collect();
    for (name, kind) in kinds.iter_mut().filter(|(name, _)| !name.contains(' ')) {
        let own = scores.get(name).copied().unwrap_or_default();
        let bears = |of: NameKind, at_end: bool| {
            long.iter().any(|(long, kind)| *kind == of && if at_end { ends_with_word(long, name) } else { starts_with_word(long, name) })
        };
        let named = bears(NameKind::Person, true) && own.place < own.person + 5.0;
        if named
            || (*kind == NameKind::Other && bears(NameKind::Person, false))
            || (*kind == NameKind::Organisation && abbreviates_person(name, &long))
        {
            *kind = NameKind::Person;
        } else if *kind == NameKind::Other && (bears(NameKind::Organisation, false) || bears(NameKind::Organisation, true)) {
            *kind = NameKind::Organisation;
        }
    }
}

/// "MBS" for Mohammed bin Salman: initials of a person and of no body that the document names.
fn abbreviates_person(name: &str, long: &[(String, NameKind)]) -> bool {
    let initials =
        |long: &str| long.split([' ', '-']).filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect::<String>();
    let of = |kind: NameKind| long.iter().any(|(long, other)| *other == kind && initials(long) == name);
    (2..=4).contains(&name.len()) && of(NameKind::Person) && !of(NameKind::Organisation)
}

/// "Kennedy Space Center (KSC)": an abbreviation in brackets names what stands before it.
fn follow_brackets(words: &Words, segments: &[Segment], kinds: &mut BTreeMap<String, NameKind>) {
    for pair in segments.windows(2) {
        let [long, short] = pair else { continue };
        let bracketed = short.tokens.len() == 1
            && long.tokens.end + 1 == short.tokens.start
            && words.text(long.tokens.end) == "("
            && words.text(short.tokens.end) == ")";
        let abbreviates = words.get(short.tokens.start).is_some_and(|word| word.all_capitals)
            && words.text(short.tokens.start).chars().next() == words.text(long.tokens.start).chars().next();
        if bracketed && abbreviates && short.listed.is_none() {
            let kind = match &long.listed {
                Some(listed) => kind_of(listed).map(|(kind, _)| kind),
                None => kinds.get(words.name(&long.tokens).as_ref()).copied(),
            };
            if let Some(kind) = kind.filter(|kind| *kind != NameKind::State) {
                kinds.insert(
                    words.text(short.tokens.start).to_owned(),
                    if kind == NameKind::Person { NameKind::Organisation } else { kind },
                );
                if kind == NameKind::Person && long.tokens.len() > 1 {
                    kinds.insert(words.name(&long.tokens).into_owned(), NameKind::Organisation);
                }
            }
        }
    }
}

/// "between Aghdam and Berkaber", "X, Y and Z": a name about which nothing is known is of its neighbour's kind.
fn follow_neighbours(words: &Words, segments: &[Segment], kinds: &mut BTreeMap<String, NameKind>) {
    let kind = |segment: &Segment, kinds: &BTreeMap<String, NameKind>| match &segment.listed {
        Some(Listed::State(_, StateForm::Name) | Listed::City | Listed::Capital(_) | Listed::Region) => Some(NameKind::Place),
        Some(Listed::Body(_)) => Some(NameKind::Organisation),
        Some(_) => None,
        None => kinds.get(words.name(&segment.tokens).as_ref()).copied().filter(|kind| *kind != NameKind::Other),
    };
    for pair in segments.windows(2) {
        let [one, other] = pair else { continue };
        let between = one.tokens.end..other.tokens.start;
        let joined = match between.len() {
            1 => matches!(words.text(between.start), "and" | "or" | "&"),
            2 => words.text(between.start) == "," && words.text(between.start + 1) == "and",
            _ => false,
        };
        if !joined || words.get(one.tokens.start).map(|word| word.sentence) != words.get(other.tokens.start).map(|word| word.sentence) {
            continue;
        }
        for (known, open) in [(one, other), (other, one)] {
            let single = open.tokens.len() == 1
                && open.listed.is_none()
                && words.text(open.tokens.start).chars().count() > 2
                && !words.get(open.tokens.start).is_some_and(|word| word.opens);
            let name = words.name(&open.tokens).into_owned();
            if let (Some(kind), true, Some(NameKind::Other)) = (kind(known, kinds), single, kinds.get(&name)) {
                kinds.insert(name, kind);
            }
        }
    }
}

fn ends_with_word(long: &str, word: &str) -> bool {
    long.strip_suffix(word).is_some_and(|rest| rest.ends_with([' ', '-']))
}

fn starts_with_word(long: &str, word: &str) -> bool {
    long.strip_prefix(word).is_some_and(|rest| rest.starts_with(' '))
}
