//! Roles beside names: "special envoy X", "X, the head of the council,", "X, who is mayor of Y".

use std::ops::Range;

use crate::lexicon::{Lexicon, WordClass};
use crate::mentions::candidate::Candidate;
use crate::mentions::chain::state_among;
use crate::mentions::words::Words;
use crate::mentions::{Mention, NameKind, Role};
use crate::text::Shape;

/// All roles of a document, in order; `mentions` stand for `candidates` one by one.
pub fn find(words: &Words, candidates: &[Candidate], mentions: &[Mention]) -> Vec<Role> {
    let reader = Reader::new(words, candidates);
    let mut roles = Vec::new();
    for (name, candidate) in candidates.iter().enumerate().filter(|(_, candidate)| candidate.kind == NameKind::Person) {
        for tokens in reader.beside(candidate) {
            let Some(tokens) = reader.trim(tokens) else { continue };
            let inside = candidates.iter().filter(|other| tokens.start <= other.tokens.start && other.tokens.end <= tokens.end);
            let state = state_among(inside, words.lexicon, words);
            let former = tokens.clone().any(|at| is_past(words.text(at)));
            roles.push(Role { span: words.span(&tokens), chain: mentions[name].chain, name, state, former });
        }
    }
    roles.sort_by_key(|role| (role.span, role.name));
    roles.dedup_by(|one, two| one.span == two.span && one.chain == two.chain);
    roles
}

fn is_past(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "former" | "ex" | "late" | "onetime" | "then" | "ousted" | "deposed" | "erstwhile" | "past")
}

pub struct Reader<'a, 'd> {
    words: &'a Words<'d>,
    lexicon: &'a Lexicon,
    candidates: &'a [Candidate],
    /// The candidate that holds a token.
    owner: Vec<Option<usize>>,
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

    fn kind_at(&self, at: usize) -> Option<NameKind> {
        self.candidate_at(at).map(|candidate| candidate.kind)
    }

    fn beside(&self, name: &Candidate) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let before = self.before(name.tokens.start);
        found.extend(before.clone());
        let start = before.map_or(name.tokens.start, |role| role.start);
        found.extend(self.apposed_before(start));
        let mut after = name.tokens.end;
        if let Some(role) = self.after(after) {
            after = role.end;
            found.push(role);
            found.extend(self.words_after_and(after));
        }
        found
    }

    /// Words of a role that end directly before a name at `end`.
    fn before(&self, end: usize) -> Option<Range<usize>> {
        let mut start = end;
        let mut last_head = None;
        while let Some(at) =
            start.checked_sub(1).filter(|&at| self.words.get(at).map(|word| word.sentence) == self.words.get(end).map(|word| word.sentence))
        {
            let Some(next) = self.extend_left(at, end, last_head.is_some()) else { break };
            if last_head.is_none() && (self.is_head(at) && !self.is_kin(at)) {
                last_head = Some(at);
            }
            if last_head.is_none() && !self.lexicon.is_honorific(self.words.text(at)) {
                return None;
            }
            start = next;
        }
        let head = last_head?;
        (start <= head).then_some(start..head + 1)
    }

    /// The new start when the token at `at` belongs to the words of a role that ends at `end`.
    fn extend_left(&self, at: usize, end: usize, has_head: bool) -> Option<usize> {
        let words = self.words;
        let text = words.text(at);
        if let Some(candidate) = self.candidate_at(at) {
            return (has_head && candidate.kind != NameKind::Person)
                .then_some(candidate.tokens.start)
                .or_else(|| (has_head && words.is_clitic(candidate.tokens.end)).then_some(candidate.tokens.start));
        }
        if words.is_clitic(at) {
            return has_head.then_some(at);
        }
        if text == "-" {
            return (words.get(at).is_some_and(|mark| mark.glued) && has_head).then_some(at);
        }
        if words.get(at).is_none_or(|word| word.shape != Shape::Word) {
            return None;
        }
        if self.is_head(at) || self.lexicon.is_honorific(text) {
            return Some(at);
        }
        if self.lexicon.is_title_modifier(text) || self.is_owner_word(text) {
            return has_head.then_some(at);
        }
        // "Secretary of State X", "chief of staff X", "founder and director X".
        if matches!(text, "of" | "and" | "for") && has_head && at > 0 && self.is_head(at - 1) && at + 1 < end {
            return Some(at);
        }
        let left_closes = at == words.sentence_start(at)
            || matches!(words.before(at), "a" | "an" | "the" | "The" | "A" | "An")
            || at.checked_sub(1).is_some_and(|before| words.is_clitic(before) || self.kind_at(before) == Some(NameKind::State));
        let plain = !words.is_capital(at)
            && !self.is_function(at)
            && self.lexicon.is_saying_verb(text).is_none()
            && !text.ends_with("ing")
            && !text.ends_with("ed");
        (has_head && plain && left_closes).then_some(at)
    }

    /// "The head of the council, X": the words before a comma at `end - 1`.
    fn apposed_before(&self, end: usize) -> Option<Range<usize>> {
        let comma = end.checked_sub(1).filter(|&at| self.words.text(at) == ",")?;
        let floor = self.words.sentence_start(comma).max(comma.saturating_sub(18));
        let stops = |at: usize| {
            matches!(self.words.text(at), "," | ";" | ":" | "(" | ")" | "—" | "–" | "\"")
                || self.words.get(at).is_some_and(|word| matches!(word.shape, Shape::QuoteOpen | Shape::QuoteClose))
                || self.is_clause_word(at)
                || self.kind_at(at) == Some(NameKind::Person)
        };
        let left = (floor..comma).rev().find(|&at| stops(at)).map_or(floor, |at| at + 1);
        let head =
            (left..comma).find(|&at| self.is_head(at) && !self.is_kin(at) && self.ends_noun(at, comma) && self.owner[at].is_none())?;
        let plural = self.words.text(head).ends_with('s') && !self.words.text(head).ends_with("ss");
        let start = self.before(head + 1).map_or(head, |role| role.start);
        let start = self.unknown_left(start, left);
        let opened = start == self.words.sentence_start(start)
            || self.has_article(start)
            || self.words.is_clitic(start)
            || self.kind_at(start).is_some()
            || (start..head).any(|at| self.words.is_clitic(at));
        (opened && !plural).then_some(start..comma)
    }

    fn has_article(&self, start: usize) -> bool {
        matches!(self.words.before(start), "a" | "an" | "the" | "The" | "A" | "An")
            || matches!(self.words.text(start), "a" | "an" | "the" | "The" | "A" | "An" | "his" | "her" | "its" | "their")
    }

    /// One unknown adjective between an article and the role.
    fn unknown_left(&self, start: usize, floor: usize) -> usize {
        let Some(at) = start.checked_sub(1).filter(|&at| at >= floor) else { return start };
        let fits =
            self.words.is_word(at) && !self.is_function(at) && matches!(self.words.before(at), "a" | "an" | "the" | "The" | "A" | "An");
        if fits { at } else { start }
    }

    /// Whether the noun at `head` ends its phrase or has a complement up to `end`.
    fn ends_noun(&self, head: usize, end: usize) -> bool {
        head + 1 == end
            || matches!(
                self.words.text(head + 1),
                "of" | "for" | "to" | "at" | "in" | "on" | "from" | "with" | "and" | "representing" | "under" | "general"
            )
    }

    /// Words of a role after a name that ends at `end`: ", the envoy for Sudan,", ", who is mayor of Homs".
    fn after(&self, end: usize) -> Option<Range<usize>> {
        let words = self.words;
        let stop = words.sentence_end(end.checked_sub(1)?);
        if end >= stop || !matches!(words.text(end), "," | "(" | "—" | "–") {
            return None;
        }
        let mut start = end + 1;
        if words.get(start).is_some_and(|word| word.shape == Shape::Number) && words.text(start + 1) == "," {
            start += 2;
        }
        if words.text(start) == "who" {
            start = self.after_who(start)?;
        }
        self.noun_phrase(start, stop)
    }

    /// "who is", "who has served as", "who heads": the place where the role's words begin.
    fn after_who(&self, who: usize) -> Option<usize> {
        let words = self.words;
        let verb = who + 1 + usize::from(matches!(words.text(who + 1), "also" | "has" | "had" | "currently" | "previously" | "previous"));
        match words.text(verb) {
            "is" | "was" | "became" | "been" => Some(verb + 1 + usize::from(matches!(words.text(verb + 1), "also" | "then" | "once"))),
            "serves" | "served" | "works" | "worked" | "acts" | "acted" if words.text(verb + 1) == "as" => Some(verb + 2),
            _ => None,
        }
    }

    /// A noun phrase with a title at its head that begins at `start`.
    fn noun_phrase(&self, start: usize, stop: usize) -> Option<Range<usize>> {
        let words = self.words;
        let is_edge = |at: usize| {
            let text = words.text(at);
            let mark =
                words.get(at).is_some_and(|word| matches!(word.shape, Shape::Mark | Shape::QuoteOpen | Shape::QuoteClose | Shape::Marker))
                    && text != "-"
                    && text != "&";
            mark || self.is_clause_word(at)
        };
        let end = (start..stop.min(start + 22)).find(|&at| is_edge(at)).unwrap_or(stop.min(start + 22));
        let is_preposition = |at: usize| {
            matches!(words.text(at), "of" | "for" | "to" | "at" | "in" | "on" | "from" | "with" | "under" | "and" | "representing" | "who")
        };
        let core_end = (start..end).find(|&at| is_preposition(at)).unwrap_or(end);
        let head = core_end.checked_sub(1).filter(|&head| head >= start && self.is_head(head) && !self.is_kin(head))?;
        if (start..head).any(|at| {
            self.kind_at(at) == Some(NameKind::Person)
                && !words.is_clitic(self.candidate_at(at).map_or(at, |candidate| candidate.tokens.end))
        }) {
            return None;
        }
        let lower_or_named = (start..=head).all(|at| {
            self.owner[at].is_some()
                || !self.is_function(at)
                || at == start
                || words.is_clitic(at)
                || self.is_head(at)
                || self.lexicon.is_title_modifier(words.text(at))
        });
        let names_other = self.kind_at(head + 1) == Some(NameKind::Person) && head + 1 < end;
        (lower_or_named && !names_other).then(|| start..self.complement_end(head + 1, end))
    }

    /// The end of a complement: it stops before "and" with a new clause, before a person and before a time.
    fn complement_end(&self, from: usize, end: usize) -> usize {
        let words = self.words;
        let breaks = |at: usize| {
            let text = words.text(at);
            let joins_person = text == "and" && self.kind_at(at + 1) == Some(NameKind::Person);
            let joins_clause = text == "and" && !words.is_capital(at + 1) && !self.role_or_noun_after_and(at + 1);
            let time = matches!(text, "in" | "on" | "from" | "at")
                && (words.is(WordClass::Month, at + 1)
                    || words.is(WordClass::Weekday, at + 1)
                    || words.get(at + 1).is_some_and(|word| word.shape == Shape::Number));
            let day = words.is(WordClass::Weekday, at);
            joins_person || joins_clause || time || day || text == "with"
        };
        (from..end).find(|&at| breaks(at)).unwrap_or(end)
    }

    fn role_or_noun_after_and(&self, at: usize) -> bool {
        (at..at + 4).any(|at| self.is_head(at)) || !self.is_function(at)
    }

    /// "and former mayor of Y" after a role that ended at `end`.
    fn words_after_and(&self, end: usize) -> Option<Range<usize>> {
        let words = self.words;
        let joined = words.text(end) == "," && words.text(end + 1) == "and";
        if !joined {
            return None;
        }
        self.noun_phrase(end + 2, words.sentence_end(end))
    }

    fn is_head(&self, at: usize) -> bool {
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

    fn is_kin(&self, at: usize) -> bool {
        let in_law = self.words.text(at + 1) == "-" && self.words.text(at + 2) == "in";
        self.lexicon.is_kinship(self.words.text(at)) && (in_law || !self.words.is_capital(at))
    }

    fn is_owner_word(&self, text: &str) -> bool {
        matches!(text, "his" | "her" | "its" | "their" | "His" | "Her" | "Its" | "Their")
    }

    fn is_function(&self, at: usize) -> bool {
        let lower = self.words.text(at).to_lowercase();
        self.words.is(WordClass::FunctionWord, at)
            || (self.lexicon.is(WordClass::FunctionWord, &lower) && !self.lexicon.is_title_word(&lower))
    }

    /// Words that only a clause has: auxiliaries, verbs of saying, relatives.
    fn is_clause_word(&self, at: usize) -> bool {
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
