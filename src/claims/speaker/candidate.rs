//! Those who may have spoken a quotation.

use super::antecedent::{self, Antecedent};
use super::cues::Cue;
use super::doer::{self, Doers};
use super::newcomer;
use super::office::Office;
use super::passage::{Passage, Spoken};
use super::phrase;
use crate::base::Span;
use crate::claims::scene::{Scene, is_preposition};
use crate::lexicon::{Gender, Lexicon, SpeakerNoun};
use crate::mentions::{ChainIdx, Form, Mention, Mentions, NameKind};
use crate::text::SentenceIdx;

/// One who may have spoken, at one place and in one reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::claims) struct Candidate {
    /// The chain that the words lead to.
    pub chain: Option<ChainIdx>,
    /// The words as printed; `None` for nobody.
    pub words: Option<Span>,
    /// Sentence, first and last word.
    pub place: Option<(SentenceIdx, usize, usize)>,
    /// How the words lead to the chain.
    pub reading: Reading,
}

/// How words lead to a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A name or office of the mentions room.
    Named,
    /// "he", "she", "it", "they" as somebody before.
    Pronoun(Antecedent),
    /// "the envoy", "the 52-year-old" as somebody before.
    Noun(Antecedent),
    /// "the minister" as one who has that role or the word in its name.
    Role,
    /// People whom nobody names, as far as the article tells.
    Unnamed,
    /// The words as they stand, though a chain has that role or the word in its name.
    Plain,
    /// "they" as people before whom nobody names: 0 for the first on the way back, 1 for the next.
    People(usize),
    /// Whoever spoke last, or last but one: 0 or 1.
    Heard(u8),
    /// Nobody speaks: a term, a title, irony.
    Nobody,
}

impl Candidate {
    const NOBODY: Self = Self { chain: None, words: None, place: None, reading: Reading::Nobody };
}

/// All candidates of a quotation; nobody is the first.
pub(in crate::claims) fn all(passage: &Passage<'_, '_>) -> Vec<Candidate> {
    let mut found = vec![Candidate::NOBODY];
    for (age, heard) in (0..).zip(passage.heard) {
        found.push(Candidate { reading: Reading::Heard(age), ..heard.candidate });
    }
    for idx in passage.sentences() {
        let Some(spoken) = passage.spoken(idx) else { continue };
        let finder = Finder { passage, scene: &spoken.scene, idx };
        for at in passage.near(idx) {
            if spoken.scene.words[at].quotation.is_none() {
                finder.at(at, &mut found);
            }
        }
    }
    let Some(spoken) = passage.spoken(passage.opens).filter(|_| !passage.stands_alone()) else { return found };
    if spoken.cues.is_empty() {
        // Without a verb of saying nobody of another paragraph says a part of a sentence.
        let here = passage.block(passage.opens);
        found.retain(|candidate| candidate.place.is_none_or(|(idx, ..)| passage.block(idx) == here));
    } else if spoken.cues.iter().all(|cue| cue.agentless) {
        found.truncate(1);
    }
    if let Some(doer) = sure(passage, spoken) {
        let is = |candidate: &Candidate| candidate.words.is_some_and(|words| words.overlaps(doer));
        if found.iter().any(is) {
            found.retain(is);
        }
    }
    if let Some(wanted) = said_by_one(passage) {
        let person = |chain: ChainIdx| passage.scenes.mentions.chains.get(chain).is_some_and(|chain| chain.kind == NameKind::Person);
        let fits = |chain: ChainIdx| passage.scenes.told().about(chain).gender.is_none_or(|gender| gender == wanted);
        found.retain(|candidate| candidate.chain.is_none_or(|chain| person(chain) && fits(chain)));
    }
    let accused = accused(passage, spoken);
    found.retain(|candidate| candidate.chain.is_none_or(|chain| !accused.contains(&chain)));
    found
}

/// The doer of a phrase beside the quotation that leaves no choice: "as X put it, “…”".
fn sure(passage: &Passage<'_, '_>, spoken: &Spoken<'_>) -> Option<Span> {
    let whole = passage.quotation.whole;
    let agent = |cue: &Cue| cue.passive && cue.follows.is_some_and(|words| opens_behind(passage, &spoken.scene, words));
    let before = doer::last_before(spoken, whole).filter(|cue| cue.sure || agent(cue));
    let behind = || passage.spoken(passage.closes)?.cues.iter().find(|cue| cue.span.start >= whole.end).filter(|cue| cue.sure);
    doer::doing(before.or_else(behind)?)
}

/// "described by X as | “…”": nothing else stands between the doer and the opening mark.
fn opens_behind(passage: &Passage<'_, '_>, scene: &Scene<'_>, agent: Span) -> bool {
    let Some(last) = scene.words.iter().rposition(|word| word.span.overlaps(agent)) else { return false };
    let next = phrase::end(scene, last, passage.scenes.lexicon) + 1;
    let next = next + usize::from(scene.words.get(next).is_some_and(|word| word.is(&["as"])));
    next == passage.before()
}

/// "he" or "she" where it does what every verb of saying beside the quotation tells: no body speaks then, and nobody of the other sex.
fn said_by_one(passage: &Passage<'_, '_>) -> Option<Gender> {
    let Doers { before, behind } = Doers::of(passage);
    let body = passage.scenes.document.body();
    let doers = || [&before, &behind].into_iter().flatten().filter(|doer| doer.near).map(|doer| doer.words.of(body));
    let all = |pronoun: &str| doers().next().is_some() && doers().all(|words| words.eq_ignore_ascii_case(pronoun));
    if all("he") {
        return Some(Gender::Male);
    }
    all("she").then_some(Gender::Female)
}

/// "took his plates and accused | him of “…”": those whom the pronoun behind the verb may mean do not say it.
fn accused(passage: &Passage<'_, '_>, spoken: &Spoken<'_>) -> Vec<ChainIdx> {
    let cue = doer::last_before(spoken, passage.quotation.whole).filter(|cue| !cue.aside);
    let Some((cue, at)) = cue.map(|cue| (cue, cue.at + 1)) else { return Vec::new() };
    let Some(word) = spoken.scene.words.get(at).filter(|word| word.is(&["him", "her"]) && is_object(&spoken.scene, at)) else {
        return Vec::new();
    };
    let wanted = if word.is(&["him"]) { Gender::Male } else { Gender::Female };
    let told = passage.scenes.told();
    let says = |chain: ChainIdx| {
        let first = doer::doing(cue).and_then(|doer| spoken.scene.words.iter().position(|word| word.span.overlaps(doer)));
        first.and_then(|first| spoken.scene.mention(first)).is_some_and(|mention| mention.chain == chain)
    };
    let fits = |mention: &Mention| {
        mention.kind == NameKind::Person && told.about(mention.chain).gender.is_none_or(|gender| gender == wanted) && !says(mention.chain)
    };
    let meant = antecedent::before(passage.scenes, passage.opens, at, fits);
    meant.into_iter().filter(|who| who.only || who.distance == 0).map(|who| who.chain).collect()
}

/// "accused | her of", "told | him that": acted upon, and no owner of what follows.
fn is_object(scene: &Scene<'_>, at: usize) -> bool {
    let next = scene.words.get(at + 1);
    scene.words[at].is(&["him"])
        || scene.words[at].is(&["her"])
            && next.is_none_or(|next| {
                !next.is_word() || next.quotation.is_some() || is_preposition(&next.lower) || next.is(&["that", "and", "when", "who"])
            })
}

struct Finder<'f, 'p, 'a> {
    passage: &'f Passage<'p, 'a>,
    scene: &'f Scene<'a>,
    idx: SentenceIdx,
}

impl Finder<'_, '_, '_> {
    fn lexicon(&self) -> &Lexicon {
        self.passage.scenes.lexicon
    }

    fn mentions(&self) -> &Mentions {
        self.passage.scenes.mentions
    }

    fn at(&self, at: usize, found: &mut Vec<Candidate>) {
        let word = &self.scene.words[at];
        match self.scene.mention(at) {
            Some(mention) if mention.form != Form::Pronoun => {
                if self.scene.first_word(at) == at && self.scene.can_act(at) && !phrase::describes(self.scene, at, self.lexicon()) {
                    let last = self.scene.last_word(at);
                    // "The Ruritanian envoy" may be another than the mentions room thinks.
                    let office = || Office::of(self.scene, phrase::described_from(self.scene, last), last, self.lexicon());
                    let bearers = if mention.form == Form::Office { self.holders(&office(), at) } else { Vec::new() };
                    let mut others = bearers.iter().filter(|&&chain| chain != mention.chain).peekable();
                    if others.peek().is_none() || self.is_named(mention.chain) {
                        found.push(self.candidate(at, last, Some(mention.chain), Reading::Named));
                    }
                    found.extend(others.map(|&chain| self.candidate(at, last, Some(chain), Reading::Role)));
                }
            }
            _ if !word.is_word() => {}
            _ => match word.lower.as_ref() {
                "he" | "she" | "his" | "her" if !is_object(self.scene, at) => {
                    let wanted = if word.is(&["he", "his"]) { Gender::Male } else { Gender::Female };
                    let told = self.passage.scenes.told();
                    let fits = |mention: &Mention| {
                        mention.kind == NameKind::Person && told.about(mention.chain).gender.is_none_or(|gender| gender == wanted)
                    };
                    if let Some(newcomer) = newcomer::before_pronoun(self.passage.scenes, self.idx, at, fits) {
                        found.push(Candidate { words: Some(newcomer.words), ..self.candidate(at, at, newcomer.chain, Reading::People(0)) });
                        return;
                    }
                    let persons = antecedent::before(self.passage.scenes, self.idx, at, fits);
                    found.extend(persons.into_iter().map(|who| self.candidate(at, at, Some(who.chain), Reading::Pronoun(who))));
                    if word.is(&["he", "she"]) {
                        self.people(at, false, found);
                    }
                }
                "it" | "they" => {
                    let bodies = antecedent::before(self.passage.scenes, self.idx, at, |mention| {
                        matches!(mention.kind, NameKind::Organisation | NameKind::State)
                    });
                    let n_before = found.len();
                    if word.lower == "they" {
                        self.people(at, true, found);
                    }
                    if found.len() == n_before {
                        found.push(self.candidate(at, at, None, Reading::Unnamed));
                    }
                    found.extend(bodies.into_iter().map(|who| self.candidate(at, at, Some(who.chain), Reading::Pronoun(who))));
                }
                _ => self.noun(at, found),
            },
        }
    }

    /// Whether a chain has a name, and not an office alone.
    fn is_named(&self, chain: ChainIdx) -> bool {
        let mut names = self.mentions().names.iter();
        names.any(|name| name.chain == chain && !matches!(name.form, Form::Office | Form::Pronoun))
    }

    /// "the minister", "a US official", "the 52-year-old", "his daughter".
    fn noun(&self, at: usize, found: &mut Vec<Candidate>) {
        let word = &self.scene.words[at];
        let aged = phrase::is_aged(self.scene, at);
        let head = aged || word.is_head(self.lexicon());
        let goes_on = self.scene.words.get(at + 1).is_some_and(|next| next.name.is_none() && next.is_head(self.lexicon()));
        let beside = word.role.and_then(|role| self.mentions().roles.get(role)).and_then(|role| self.mentions().names.get(role.name));
        if !head || goes_on || beside.is_some_and(|name| name.sentence == self.idx) {
            return;
        }
        let start = if aged { phrase::with_article(self.scene, at.saturating_sub(4)) } else { phrase::described_from(self.scene, at) };
        let body_noun = matches!(self.lexicon().speaker_noun(&word.lower), Some(SpeakerNoun::Body | SpeakerNoun::Text));
        let definite = self.scene.words[start].is(&["the", "this", "that"]) || self.scene.words[start].name.is_some();
        let told = self.passage.scenes.told();
        let office = Office::of(self.scene, start, at, self.lexicon());
        let mut bearers: Vec<ChainIdx> = match (definite, body_noun) {
            (false, _) => Vec::new(),
            // "Her office" is not the Office for Mines.
            (true, true) if self.is_owned(start, at) => Vec::new(),
            (true, true) => told.by_name(&word.lower).to_vec(),
            (true, false) => self.holders(&office, at),
        };
        let again = if definite && !body_noun { newcomer::before_noun(self.passage.scenes, self.idx, at, &office) } else { None };
        let again = again.filter(|newcomer| bearers.iter().all(|&chain| self.last_named(chain, start) < Some(newcomer.words.start)));
        if again.is_some() {
            bearers.clear();
        }
        let explained = !bearers.is_empty() || again.is_some();
        // "The head of the miners' union" tells who it is and takes up nobody.
        let complete = phrase::with_complement(self.scene, at, self.lexicon()) > at;
        let persons = if body_noun || !definite || explained || complete {
            Vec::new()
        } else {
            antecedent::before(self.passage.scenes, self.idx, start, |mention| mention.kind == NameKind::Person)
        };
        // "the 52-year-old" is always somebody who was named, "the diplomat" whoever was introduced as one.
        // One body that bears the noun in its name is meant.
        let one_body = body_noun && bearers.len() == 1;
        if again.is_none() && !one_body && (!aged || persons.is_empty()) {
            let reading = if explained { Reading::Plain } else { Reading::Unnamed };
            found.push(self.candidate(start, phrase::with_complement(self.scene, at, self.lexicon()), None, reading));
        }
        found.extend(again.map(|again| Candidate { words: Some(again.words), ..self.candidate(start, at, again.chain, Reading::Role) }));
        found.extend(bearers.iter().map(|&chain| self.candidate(start, at, Some(chain), Reading::Role)));
        found.extend(
            persons
                .into_iter()
                .filter(|who| who.rank < 2 && (who.only || !self.lexicon().is_title_head(&office.head)))
                .map(|who| self.candidate(start, at, Some(who.chain), Reading::Noun(who))),
        );
    }

    /// Those who have the noun of an office in a role and of whom nothing speaks against it; whoever is named before it comes before whoever is named later.
    fn holders(&self, office: &Office, at: usize) -> Vec<ChainIdx> {
        let told = self.passage.scenes.told();
        let can = told.by_role(&office.head).iter().copied().filter(|&chain| told.can_hold(chain, office, self.lexicon()));
        let (earlier, later): (Vec<_>, Vec<_>) = can.partition(|&chain| self.last_named(chain, at).is_some());
        // "Ruritania's president" may be somebody who is named later.
        if earlier.is_empty() {
            later
        } else if office.is_owned() {
            earlier.into_iter().chain(later).collect()
        } else {
            earlier
        }
    }

    /// Where a chain was named last before a word.
    fn last_named(&self, chain: ChainIdx, at: usize) -> Option<u32> {
        let names = &self.mentions().names;
        let end = names.partition_point(|name| name.span.start < self.scene.words[at].span.start);
        names[..end].iter().rev().find(|name| name.chain == chain).map(|name| name.span.start)
    }

    /// "Weber's | office", "her office".
    fn is_owned(&self, start: usize, at: usize) -> bool {
        let person = |word: usize| self.scene.mention(word).is_some_and(|mention| mention.kind == NameKind::Person);
        self.scene.words[start].is(&["his", "her"])
            || (start..at).any(|word| phrase::is_clitic(self.scene, word) && word.checked_sub(1).is_some_and(person))
    }

    /// "Residents … they": the unnamed of this sentence and the two before whom "they" may mean, each with the words that tell who they are.
    fn people(&self, at: usize, several: bool, found: &mut Vec<Candidate>) {
        let earlier = (0..=2.min(self.idx)).filter_map(|distance| self.passage.spoken(self.idx - distance));
        let plural = |spoken: &Spoken<'_>, noun: usize| {
            let word = &spoken.scene.words[noun];
            if !several {
                return phrase::is_somebody(&spoken.scene, noun, self.lexicon());
            }
            let many = word.lower.ends_with('s') || matches!(word.lower.as_ref(), "people" | "police" | "women" | "men");
            let goes_on = spoken.scene.words.get(noun + 1).is_some_and(|next| next.name.is_none() && next.is_head(self.lexicon()));
            word.quotation.is_none() && word.name.is_none() && many && !goes_on && word.is_head(self.lexicon())
        };
        for (rank, (spoken, noun)) in earlier
            .flat_map(|spoken| {
                let end = if spoken.scene.idx == self.idx { at } else { spoken.scene.words.len() };
                (0..end).filter(move |&noun| plural(spoken, noun)).map(move |noun| (spoken, noun))
            })
            .take(2)
            .enumerate()
        {
            let start = phrase::described_from(&spoken.scene, noun);
            let words = spoken.scene.stretch(start, phrase::with_complement(&spoken.scene, noun, self.lexicon()));
            found.push(Candidate { chain: None, words: Some(words), place: Some((self.idx, at, at)), reading: Reading::People(rank) });
        }
    }

    fn candidate(&self, first: usize, last: usize, chain: Option<ChainIdx>, reading: Reading) -> Candidate {
        Candidate { chain, words: Some(self.scene.stretch(first, last)), place: Some((self.idx, first, last)), reading }
    }
}

impl Reading {
    /// A word for features.
    pub fn word(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Pronoun(_) => "pronoun",
            Self::Noun(_) => "noun",
            Self::Role => "role",
            Self::Unnamed => "unnamed",
            Self::Plain => "plain",
            Self::People(0) => "people",
            Self::People(_) => "other people",
            Self::Heard(0) => "last",
            Self::Heard(_) => "earlier",
            Self::Nobody => "nobody",
        }
    }
}
