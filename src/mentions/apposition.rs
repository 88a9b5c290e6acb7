//! Words of a role that a comma parts from the name: "X, the envoy for Sudan,", "The head of the council, X".

use std::ops::Range;

use crate::lexicon::WordClass;
use crate::mentions::NameKind;
use crate::mentions::role::Reader;
use crate::text::Shape;

impl Reader<'_, '_> {
    /// "The head of the council, X": the words before a comma at `end - 1`.
    pub(super) fn apposed_before(&self, end: usize) -> Option<Range<usize>> {
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
        let noun = self.words.text(head);
        let plural = noun.ends_with('s') && !noun.ends_with("ss") || noun.ends_with("men");
        let start = self.before(head + 1).map_or(head, |role| role.start);
        let start = self.unknown_left(start, left);
        let opened = start == self.words.sentence_start(start)
            || self.has_article(start)
            || self.words.is_clitic(start)
            || self.kind_at(start).is_some()
            || (start..head).any(|at| self.words.is_clitic(at));
        let shared = plural && self.joined_to_next(end);
        (opened && (!plural || shared)).then_some(start..comma)
    }

    /// "X and Y" after a plural.
    fn joined_to_next(&self, start: usize) -> bool {
        let Some(candidate) = self.candidate_at(start) else { return false };
        self.words.text(candidate.tokens.end) == "and" && self.kind_at(candidate.tokens.end + 1) == Some(NameKind::Person)
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
    pub(super) fn after(&self, end: usize) -> Option<Range<usize>> {
        let words = self.words;
        let stop = words.sentence_end(end.checked_sub(1)?);
        if end >= stop || !matches!(words.text(end), "," | "(" | "—" | "–") {
            return None;
        }
        let mut start = end + 1;
        if words.get(start).is_some_and(|word| word.shape == Shape::Number) && words.text(start + 1) == "," {
            start += 2;
        }
        if matches!(words.text(start), "currently" | "formerly" | "originally" | "then" | "once" | "now" | "also" | "himself" | "herself") {
            start += 1;
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
        let (core_end, end) = self.end_before_verb(start, core_end, end);
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
        let named = |at: usize| {
            self.candidate_at(at).is_some_and(|candidate| {
                candidate.kind == NameKind::Person
                    && candidate.tokens.start == at
                    && self.with_complement_before(at).is_some_and(|role| role.start <= head)
            })
        };
        let names_other = names_other || (head + 1..end).any(named);
        (lower_or_named && !names_other).then(|| start..self.complement_end(head + 1, end))
    }

    /// "X, the information minister paid tribute": without a second comma the phrase ends before the verb.
    fn end_before_verb(&self, start: usize, core_end: usize, end: usize) -> (usize, usize) {
        let words = self.words;
        let is_verb = |at: usize| {
            !words.is_capital(at)
                && (words.text(at).ends_with("ed")
                    || matches!(
                        words.text(at),
                        "paid" | "met" | "went" | "left" | "came" | "took" | "gave" | "made" | "held" | "led" | "won" | "spoke"
                    ))
        };
        let verb = (start + 1..core_end).find(|&at| is_verb(at) && self.is_head(at - 1) && !self.is_head(at + 1));
        verb.map_or((core_end, end), |verb| (verb, verb))
    }

    /// The end of a complement: it stops before "and" with a new clause, before a person and before a time.
    fn complement_end(&self, from: usize, end: usize) -> usize {
        let words = self.words;
        let breaks = |at: usize| {
            let text = words.text(at);
            if !words.is_capital(at) && text.ends_with("ed") && at > from && self.owner[at - 1].is_some() && !self.is_attribute(at) {
                return true;
            }
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

    /// "the Peruvian armed forces": a participle that belongs to the noun after it, and is no verb.
    fn is_attribute(&self, at: usize) -> bool {
        matches!(self.words.text(at), "allied" | "armed" | "combined" | "disputed" | "occupied" | "unified")
            && self.words.is_word(at + 1)
            && !self.words.is_capital(at + 1)
            && !self.is_function(at + 1)
    }

    fn role_or_noun_after_and(&self, at: usize) -> bool {
        (at..at + 4).any(|at| self.is_head(at)) || !self.is_function(at)
    }

    /// "and former mayor of Y" after a role that ended at `end`.
    pub(super) fn words_after_and(&self, end: usize) -> Option<Range<usize>> {
        let words = self.words;
        let joined = words.text(end) == "," && words.text(end + 1) == "and";
        if !joined {
            return None;
        }
        let role = self.noun_phrase(end + 2, words.sentence_end(end))?;
        // "X, the envoy, and the minister, Y": the second office is the next one's.
        let of_next = words.text(role.end) == "," && self.kind_at(role.end + 1) == Some(NameKind::Person);
        (!of_next).then_some(role)
    }
}
