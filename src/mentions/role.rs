//! Roles beside names: "special envoy X", "X, the head of the council,", "X, who is mayor of Y".

use std::ops::Range;

use crate::lexicon::{Lexicon, WordClass, lower};
use crate::mentions::candidate::Candidate;
use crate::mentions::chain::{key_of, state_among};
use crate::mentions::listed::{self, Listed};
use crate::mentions::words::Words;
use crate::mentions::{Form, Mention, NameKind, Role};

/// All roles of a document, in order; `mentions` stand for `candidates` one by one.
pub fn find(words: &Words, candidates: &[Candidate], mentions: &[Mention]) -> Vec<Role> {
    let reader = Reader::new(words, candidates);
    let mut roles = Vec::new();
    for (name, candidate) in candidates.iter().enumerate().filter(|(_, candidate)| candidate.kind == NameKind::Person) {
        for tokens in reader.beside(candidate) {
            let Some(tokens) = reader.trim(tokens) else { continue };
            let state = owner(words, candidates, &tokens);
            let former = tokens.clone().any(|at| is_past(words.text(at)));
            let role = Role { span: words.span(&tokens), chain: mentions[name].chain, name, state, former };
            roles.extend(sharers(words, candidates, name, &tokens).into_iter().map(|other| Role {
                name: other,
                chain: mentions[other].chain,
                ..role.clone()
            }));
            roles.push(role);
        }
    }
    roles.sort_by_key(|role| (role.span, role.name));
    roles.dedup_by(|one, two| one.span == two.span && one.chain == two.chain);
    roles
}

/// The state that a role is of: the first that its words name, unless its bearer is a body's or only posted there ("ambassador to Chad", "head of the UN mission in Chad").
fn owner(words: &Words, candidates: &[Candidate], role: &Range<usize>) -> Option<String> {
    let inside = || candidates.iter().filter(|other| role.start <= other.tokens.start && other.tokens.end <= role.end);
    let lent = role.clone().any(|at| POSTED.contains(&lower(words.text(at)).as_ref()));
    let of_body = |body: &Candidate| {
        let opened =
            || listed::longest(words, body.tokens.start, body.tokens.end).is_some_and(|(_, listed)| matches!(listed, Listed::Body(_)));
        matches!(body.listed, Some(Listed::Body(_))) || body.listed.is_none() && opened()
    };
    let foreign = || inside().any(of_body);
    let posted = |state: &&Candidate| {
        let article = usize::from(matches!(words.before(state.tokens.start), "the" | "The"));
        let before = words.back(state.tokens.start, 1 + article).filter(|&at| at >= role.start);
        let whole = state.form == Form::Name && !words.is_clitic(state.tokens.end);
        whole
            && before.is_some_and(|at| match words.text(at) {
                "to" => true,
                "for" | "in" | "with" | "and" => lent || foreign(),
                _ => false,
            })
    };
    state_among(inside().filter(|state| !posted(state)), words.lexicon, words)
}

/// Persons, by their candidates, with the state that stands right beside their names: "X of Chad", "Chad's X", "N'Djamena's X".
pub fn states_beside(words: &Words, candidates: &[Candidate]) -> Vec<(usize, String)> {
    let is_person = |candidate: &Candidate| candidate.kind == NameKind::Person;
    // "X of Georgia" is a senator where nothing else is of the country.
    let proven = |key: &String| {
        let other = |candidate: &Candidate| candidate.form == Form::Adjective || matches!(candidate.listed, Some(Listed::Capital(_)));
        key != "GEO"
            || candidates.iter().any(|candidate| other(candidate) && candidate.listed.as_ref().and_then(key_of).as_ref() == Some(key))
    };
    let state =
        |candidate: &Candidate| candidate.listed.as_ref().and_then(key_of).filter(|_| candidate.form != Form::Adjective).filter(proven);
    let beside = |pair: &[Candidate]| {
        let [one, other] = pair else { return None };
        let between = one.tokens.end..other.tokens.start;
        let of = words.text(between.start) == "of" && (between.len() == 1 || between.len() == 2 && words.text(between.start + 1) == "the");
        let owns = between.len() == 1 && words.is_clitic(between.start);
        match (of && is_person(one), owns && is_person(other)) {
            (true, _) => Some((0, state(other)?)),
            (_, true) => Some((1, state(one)?)),
            _ => None,
        }
    };
    candidates.windows(2).enumerate().filter_map(|(idx, pair)| beside(pair).map(|(shift, state)| (idx + shift, state))).collect()
}

/// Offices whose bearers are sent to a state that is not theirs, and those who speak of one.
const POSTED: &[&str] = &[
    "ambassador",
    "envoy",
    "emissary",
    "representative",
    "consul",
    "coordinator",
    "co-ordinator",
    "mediator",
    "facilitator",
    "nuncio",
    "attaché",
    "correspondent",
    "reporter",
    "rapporteur",
    "observer",
    "monitor",
    "peacekeeper",
    "peacekeepers",
];

/// The other persons of a plural role: "envoys X and Y", "ministers X, Y and Z".
fn sharers(words: &Words, candidates: &[Candidate], name: usize, role: &Range<usize>) -> Vec<usize> {
    let head = words.text(role.end - 1);
    let plural = role.end <= candidates[name].tokens.start
        && role.clone().any(|at| {
            words.text(at).ends_with('s')
                && !words.text(at).ends_with("ss")
                && words.lexicon.is_title_head(words.text(at))
                && !words.lexicon.is_title_head(&format!("{}s", words.text(at)))
        })
        && !head.is_empty();
    let mut others = Vec::new();
    let mut last = name;
    while let Some(next) = candidates.get(last + 1).filter(|next| plural && next.kind == NameKind::Person) {
        let between = candidates[last].tokens.end..next.tokens.start;
        let joined = !between.is_empty() && between.len() <= 2 && between.clone().all(|at| matches!(words.text(at), "and" | ","));
        if !joined {
            break;
        }
        last += 1;
        others.push(last);
    }
    // "X, Y" alone may be a list of others: the last must follow "and".
    if others.last().is_some_and(|&other| words.before(candidates[other].tokens.start) == "and") { others } else { Vec::new() }
}

fn is_past(word: &str) -> bool {
    matches!(lower(word).as_ref(), "former" | "ex" | "late" | "onetime" | "then" | "ousted" | "deposed" | "erstwhile" | "past")
}

/// Reads the words around names; `title` and `apposition` hold its two ways.
pub struct Reader<'a, 'd> {
    pub(super) words: &'a Words<'d>,
    pub(super) lexicon: &'a Lexicon,
    candidates: &'a [Candidate],
    /// The candidate that holds a token.
    pub(super) owner: Vec<Option<usize>>,
}

impl<'a, 'd> Reader<'a, 'd> {
    pub fn new(words: &'a Words<'d>, candidates: &'a [Candidate]) -> Self {
        let mut owner = vec![None; words.len()];
        for (idx, candidate) in candidates.iter().enumerate() {
            owner[candidate.tokens.clone()].fill(Some(idx));
        }
        Self { words, lexicon: words.lexicon, candidates, owner }
    }

    /// The candidate that holds a token.
    pub fn candidate_at(&self, at: usize) -> Option<&Candidate> {
        self.candidates.get((*self.owner.get(at)?)?)
    }

    pub(super) fn kind_at(&self, at: usize) -> Option<NameKind> {
        self.candidate_at(at).map(|candidate| candidate.kind)
    }

    /// The roles beside a name.
    pub(super) fn beside(&self, name: &Candidate) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        found.extend(self.titles_before(name.tokens.start));
        let start = found.first().map_or(name.tokens.start, |role| role.start);
        found.extend(self.apposed_before(start));
        let mut after = name.tokens.end;
        if let Some(role) = self.after(after) {
            after = role.end;
            found.push(role);
            found.extend(self.words_after_and(after));
        }
        found
    }

    pub(super) fn is_head(&self, at: usize) -> bool {
        let text = self.words.text(at);
        let hyphenated = self.words.text(at + 1) == "-"
            && self.words.get(at + 1).is_some_and(|mark| mark.glued)
            && matches!(self.words.text(at + 2), "elect" | "designate" | "general" | "General" | "in" | "at");
        self.words.is_word(at)
            && (self.lexicon.is_title_head(text) || (hyphenated && self.lexicon.is_title_head(text)) || self.closes_compound(at))
    }

    /// The last part of "president-elect", "secretary-general", "editor-in-chief".
    fn closes_compound(&self, at: usize) -> bool {
        let hyphen = at >= 2 && self.words.text(at - 1) == "-" && self.words.get(at).is_some_and(|word| word.glued);
        hyphen
            && matches!(self.words.text(at), "elect" | "Elect" | "designate" | "Designate" | "General" | "general" | "chief" | "large")
            && self.lexicon.is_title_head(self.words.text(at - 2))
    }

    pub(super) fn is_kin(&self, at: usize) -> bool {
        let in_law = self.words.text(at + 1) == "-" && self.words.text(at + 2) == "in";
        self.lexicon.is_kinship(self.words.text(at)) && (in_law || !self.words.is_capital(at))
    }

    pub(super) fn is_owner_word(&self, text: &str) -> bool {
        matches!(text, "his" | "her" | "its" | "their" | "His" | "Her" | "Its" | "Their")
    }

    pub(super) fn is_function(&self, at: usize) -> bool {
        let lower = lower(self.words.text(at));
        self.words.is(WordClass::FunctionWord, at)
            || (self.lexicon.is(WordClass::FunctionWord, &lower) && !self.lexicon.is_title_word(&lower))
    }

    /// Words that only a clause has: auxiliaries, verbs of saying, relatives.
    pub(super) fn is_clause_word(&self, at: usize) -> bool {
        let text = self.words.text(at);
        let auxiliary = matches!(
            text,
            "is" | "are"
                | "was"
                | "were"
                | "be"
                | "been"
                | "has"
                | "have"
                | "had"
                | "will"
                | "would"
                | "could"
                | "should"
                | "may"
                | "might"
                | "can"
                | "did"
                | "does"
                | "do"
                | "who"
                | "whom"
                | "which"
                | "that"
                | "whose"
                | "where"
                | "when"
                | "while"
                | "but"
                | "as"
                | "after"
                | "before"
                | "because"
                | "if"
                | "since"
                | "until"
                | "although"
                | "though"
                | "said"
                | "says"
                | "told"
                | "by"
                | "than"
        );
        auxiliary
            || (self.lexicon.is_saying_verb(text).is_some()
                && !self.lexicon.is_title_word(text)
                && (text.ends_with("ed") || text.ends_with('s'))
                && self.owner.get(at).is_some_and(Option::is_none))
    }

    /// Articles and loose ends off; `None` when no head is left.
    fn trim(&self, mut tokens: Range<usize>) -> Option<Range<usize>> {
        let words = self.words;
        while !tokens.is_empty()
            && (matches!(words.text(tokens.start), "the" | "The" | "a" | "an" | "A" | "An" | "and" | "of" | "for" | "-" | "also")
                || words.is_clitic(tokens.start)
                || self.lexicon.is_honorific(words.text(tokens.start)))
        {
            tokens.start += 1;
        }
        while !tokens.is_empty()
            && (!words.is_word(tokens.end - 1) || matches!(words.text(tokens.end - 1), "of" | "for" | "and" | "to" | "in" | "at" | "on"))
            && !words.text(tokens.end - 1).chars().any(char::is_alphanumeric)
        {
            tokens.end -= 1;
        }
        (tokens.clone().any(|at| self.is_head(at))).then_some(tokens)
    }
}
