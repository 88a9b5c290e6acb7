//! Words of a role directly before a name: "deputy foreign minister X", "Secretary of State X".

use std::ops::Range;

use crate::lexicon::{WordClass, lower};
use crate::mentions::NameKind;
use crate::mentions::role::Reader;
use crate::text::Shape;

/// Ranks in full that stand between another role and the name, and are a role of their own: "presidential candidate Senator X".
const RANKS: &[&str] = &[
    "Ayatollah",
    "Senator",
    "General",
    "Colonel",
    "Sheikh",
    "Judge",
    "Representative",
    "Congressman",
    "Congresswoman",
    "King",
    "Prince",
    "Princess",
    "Admiral",
    "Captain",
    "Lieutenant",
    "Major",
    "Brigadier",
    "Professor",
    "Bishop",
    "Archbishop",
    "Imam",
    "Rabbi",
    "Sergeant",
];

impl Reader<'_, '_> {
    /// The roles that end directly before a name at `end`: one, or a role and a rank.
    pub(super) fn titles_before(&self, end: usize) -> Vec<Range<usize>> {
        let end = self.before_bracket(end);
        let Some(role) = self.before(end).or_else(|| self.with_complement_before(end)) else { return Vec::new() };
        let rank = role.end - 1;
        let parts = rank > role.start
            && self.is_rank(rank)
            && self.is_head(rank - 1)
            && !self.lexicon.is_title_modifier(self.words.text(rank - 1))
            && !self.is_rank(rank - 1);
        if parts { vec![role.start..rank, rank..role.end] } else { vec![role] }
    }

    /// "Lt Gen (rtd) X": where the rank ends before the bracket that says its bearer has retired.
    fn before_bracket(&self, end: usize) -> usize {
        let open = self.words.back(end, 3).filter(|&open| self.words.text(open) == "(" && self.words.text(end - 1) == ")");
        open.filter(|&open| matches!(self.words.text(open + 1), "rtd" | "retd" | "ret" | "ret." | "rtd." | "retd.")).unwrap_or(end)
    }

    fn is_rank(&self, at: usize) -> bool {
        RANKS.contains(&self.words.text(at)) || self.lexicon.is_rank(self.words.text(at))
    }

    /// Words of a role whose noun ends directly at `end`.
    pub(super) fn before(&self, end: usize) -> Option<Range<usize>> {
        let mut start = end;
        let mut head = None;
        while let Some(at) = self.words.back(start.min(end), 1).filter(|_| start > 0) {
            if head.is_none() {
                if let Some(noun) = self.at_large(at) {
                    head = Some(at);
                    start = noun;
                    continue;
                }
                if self.is_head(at) && !self.is_kin(at) {
                    head = Some(at);
                } else if !self.lexicon.is_honorific(self.words.text(at)) {
                    return None;
                }
                start = at;
                continue;
            }
            let Some(next) = self.extend_left(at) else { break };
            start = next;
        }
        let head = head?;
        Some(self.unknown_modifiers(start, head)..head + 1)
    }

    /// The noun of "ambassador-at-large", of which `at` is the last word.
    fn at_large(&self, at: usize) -> Option<usize> {
        let words = self.words;
        let noun = words.back(at, 4)?;
        let parts = [noun + 1, noun + 2, noun + 3].map(|part| words.text(part));
        (words.text(at).eq_ignore_ascii_case("large") && parts == ["-", "at", "-"] && self.is_head(noun)).then_some(noun)
    }

    /// "Secretary of State X", "President of Ghana X", "Senator from Ohio X", "chief of staff X".
    pub(super) fn with_complement_before(&self, end: usize) -> Option<Range<usize>> {
        let words = self.words;
        let last = words.back(end, 1)?;
        let mut start = match self.candidate_at(last) {
            Some(candidate) if candidate.kind != NameKind::Person => candidate.tokens.start,
            Some(_) => return None,
            None => (words.sentence_start(last)..end)
                .rev()
                .take_while(|&at| self.lexicon.is_title_modifier(words.text(at)) && !self.is_head(at) && self.owner[at].is_none())
                .last()?,
        };
        if matches!(words.before(start), "the" | "The") {
            start -= 1;
        }
        let preposition = words.back(start, 1).filter(|&at| matches!(words.text(at), "of" | "from" | "for"))?;
        let role = self.before(preposition).or_else(|| self.with_field_before(preposition))?;
        let plural = is_plural(words.text(role.end - 1));
        (!plural).then_some(role.start..end)
    }

    /// "Minister of Foreign Affairs | of Chile": an office with its field, which ends at `end`.
    fn with_field_before(&self, end: usize) -> Option<Range<usize>> {
        let words = self.words;
        let person = |at: usize| self.kind_at(at) == Some(NameKind::Person);
        let field = |at: &usize| (words.is_capital(*at) && !person(*at)) || matches!(words.text(*at), "and" | "," | "the");
        let opener = (words.sentence_start(end)..end).rev().take(9).find(|at| !field(at))?;
        let of = (opener + 1 < end && matches!(words.text(opener), "of" | "for")).then_some(opener)?;
        self.before(of)
    }

    /// The new start when the token at `at` belongs to the words of a role.
    fn extend_left(&self, at: usize) -> Option<usize> {
        let words = self.words;
        let text = words.text(at);
        if let Some(candidate) = self.candidate_at(at) {
            let owns =
                words.is_clitic(candidate.tokens.end) || (words.get(at + 1).is_some_and(|next| !next.capital) && !words.is_clitic(at + 1));
            let loose = candidate.kind == NameKind::Other && candidate.listed.is_none();
            return ((candidate.kind != NameKind::Person || owns) && !loose).then_some(candidate.tokens.start);
        }
        if words.is_clitic(at) {
            return Some(at);
        }
        if text == "-" {
            return words.get(at).is_some_and(|mark| mark.glued).then_some(at);
        }
        if words.get(at).is_none_or(|word| word.shape != Shape::Word) {
            return None;
        }
        if self.is_head(at) && is_plural(text) {
            return None;
        }
        // "under-secretary", "under secretary general".
        let under = text.eq_ignore_ascii_case("under") && (self.is_head(at + 1) || words.text(at + 1) == "-");
        let known = under
            || self.is_head(at)
            || self.lexicon.is_honorific(text)
            || self.lexicon.is_title_modifier(text)
            || self.is_owner_word(text);
        if known {
            return Some(at);
        }
        let fields = text == "and"
            && at > 0
            && words.is_word(at + 1)
            && (self.is_head(at - 1)
                || (self.lexicon.is_title_modifier(words.text(at - 1)) && self.lexicon.is_title_modifier(words.text(at + 1)))
                || (words.is_capital(at - 1) && self.owner[at - 1].is_none() && self.lexicon.is_title_word(words.text(at - 1))));
        // "South Korean Unification Minister X": a portfolio that no list has.
        let headline = words.get(at).is_some_and(|word| word.in_title) || words.back(at, 1).is_some_and(|before| self.is_head(before));
        let portfolio = !headline
            && words.is_capital(at)
            && words.is_capital(at + 1)
            && !words.get(at).is_some_and(|word| word.opens)
            && !self.is_function(at);
        (fields || portfolio).then_some(at)
    }

    /// Up to three unknown words in lower case before the role, when something closes them off on the left: "folk rock musician X", "the disgraced scientist X".
    fn unknown_modifiers(&self, start: usize, head: usize) -> usize {
        let words = self.words;
        if words.is_capital(start) && start == head {
            return start;
        }
        let plain = |at: usize| {
            let text = words.text(at);
            let opening = words.get(at).is_some_and(|word| word.opens && word.capital);
            let lower = lower(text);
            words.is_word(at)
                && (opening || !words.is_capital(at))
                && self.owner[at].is_none()
                && !self.is_function(at)
                && self.lexicon.is_saying_verb(&lower).is_none()
                && !matches!(text, "including" | "named" | "called" | "met" | "meet" | "meets")
                && !words.lexicon.is(WordClass::PersonVerb, &lower)
        };
        let mut from = start;
        while start - from < 3 && from > words.sentence_start(start) && plain(from - 1) {
            from -= 1;
        }
        // The nearest word whose left neighbour closes the phrase.
        (from..start).find(|&at| self.closes_left(at)).unwrap_or(start)
    }

    fn closes_left(&self, at: usize) -> bool {
        let words = self.words;
        let Some(before) = words.back(at, 1) else { return true };
        let text = words.text(before);
        let verb = words.is(WordClass::PersonVerb, before) || self.lexicon.is_saying_verb(text).is_some();
        let participle = words.text(at).ends_with("ed") || words.text(at).ends_with("ing");
        let determined = matches!(
            text,
            "a" | "an" | "the" | "The" | "A" | "An" | "of" | "by" | "with" | "from" | "to" | "for" | "as" | "fellow" | "on" | "against"
        ) || words.is_clitic(before)
            || self.is_owner_word(text);
        determined
            || (!participle
                && (self.owner[before].is_some()
                    || matches!(words.get(before).map(|word| word.shape), Some(Shape::QuoteOpen))
                    || verb
                    || text.ends_with("ed")
                    || matches!(text, "and" | "," | "including" | "was" | "is")))
    }
}

fn is_plural(word: &str) -> bool {
    word.ends_with('s') && !word.ends_with("ss")
}
