//! Runs of capitals are cut into single names; titles, months and words that only open a sentence fall away.

use std::ops::Range;

use crate::lexicon::{StateForm, WordClass, lower};
use crate::mentions::listed::{self, Listed};
use crate::mentions::words::Words;

/// One name of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What the lexicon says about the whole of it.
    pub listed: Option<Listed>,
}

/// The names of a run, in order.
pub fn cut(words: &Words, run: Range<usize>) -> Vec<Segment> {
    let mut cutter = Cutter { words, end: run.end, found: Vec::new(), pending: None };
    let mut at = run.start;
    while at < cutter.end {
        at = cutter.step(at).max(at + 1);
    }
    cutter.flush(cutter.end);
    cutter.found
}

struct Cutter<'a, 'd> {
    words: &'a Words<'d>,
    end: usize,
    found: Vec<Segment>,
    /// First token of a name that the lexicon does not know.
    pending: Option<usize>,
}

impl Cutter<'_, '_> {
    /// Reads what begins at `at`; gives the place after it.
    fn step(&mut self, at: usize) -> usize {
        if !self.words.is_word(at) {
            return self.joint(at);
        }
        if self.pending.is_none() && self.is_opening_word(at) {
            return at + 1;
        }
        if let Some((range, listed)) = listed::longest(self.words, at, self.words.sentence_end(at))
            && let Some(next) = self.take_listed(range, listed)
        {
            return next;
        }
        if self.is_modifier_of_title(at) {
            self.pending = None;
        }
        if self.title_may_begin(at)
            && let Some(next) = self.title_end(at)
        {
            self.flush(at);
            return next;
        }
        self.pending.get_or_insert(at);
        at + 1
    }

    /// Hyphens and other marks stay inside a name, and part two listed ones ("Israel-Lebanon").
    fn joint(&mut self, at: usize) -> usize {
        if self.pending.is_none() && self.words.text(at) != "-" {
            return at + 1;
        }
        at + 1
    }

    /// A word that has its capital only from its place: "However", "The", or one that the document also has in lower case.
    fn is_opening_word(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at).filter(|word| word.opens || self.words.text(at) == "The") else { return false };
        let lower = lower(&word.text);
        let hyphenated = self.words.text(at + 1) == "-" && self.words.get(at + 1).is_some_and(|next| next.glued);
        // "National Basketball Association" opens with a word that is common elsewhere.
        let adjective = self.words.lexicon.is_title_modifier(&lower)
            && self.words.is_capital(at + 1)
            && at + 1 < self.end
            && self.head_after(at + 1).is_some();
        if word.all_capitals || hyphenated || adjective {
            return false;
        }
        if matches!(lower.as_ref(), "the" | "a" | "an") {
            return listed::longest(self.words, at, self.words.sentence_end(at)).is_none();
        }
        let is_listed = listed::longest(self.words, at, self.words.sentence_end(at)).is_some();
        let is_common = self.words.lexicon.is(WordClass::FunctionWord, &lower)
            || (self.words.seen_lower(&word.text) && !self.words.lexicon.is_title_word(&word.text));
        is_common && !is_listed && !self.is_first_name_of_pair(at)
    }

    fn is_first_name_of_pair(&self, at: usize) -> bool {
        let lexicon = self.words.lexicon;
        let next = self.words.text(at + 1);
        at + 1 < self.end
            && !lexicon.is(WordClass::FunctionWord, &lower(self.words.text(at)))
            && lexicon.is_first_name(self.words.text(at))
            && listed::named(lexicon, next).is_none()
    }

    fn take_listed(&mut self, range: Range<usize>, listed: Listed) -> Option<usize> {
        if self.reads_as_person(&range, &listed) {
            return None;
        }
        // A title before a body's words is the body's: "General Assembly".
        if self.grows(&range, &listed) {
            self.pending.get_or_insert(range.start);
            self.end = self.end.max(range.end);
            return Some(range.end);
        }
        if self.closes_longer_name(&range, &listed) {
            return None;
        }
        self.flush(range.start);
        let next = range.end;
        // "US$20": a currency.
        if self.words.text(next) == "$" && self.words.get(next).is_some_and(|word| word.glued) {
            return Some(next);
        }
        self.end = self.end.max(next);
        if listed != Listed::Calendar {
            self.found.push(Segment { tokens: range, listed: Some(listed) });
        }
        Some(next)
    }

    /// "Chad Michaels", "Michael Jordan": a name of the lists between parts of a person's name.
    fn reads_as_person(&self, range: &Range<usize>, listed: &Listed) -> bool {
        let lexicon = self.words.lexicon;
        let single = range.len() == 1;
        let hard = matches!(listed, Listed::Seat(_) | Listed::Calendar | Listed::Region);
        if !single || (hard && self.pending.is_none() && !lexicon.is_first_name(self.words.text(range.start))) {
            return false;
        }
        let after_first_name = self.pending.is_some_and(|start| lexicon.is_first_name(self.words.text(start)) && range.start - start <= 2);
        if matches!(listed, Listed::Calendar) {
            return after_first_name
                || self.words.is_capital(range.end)
                    && range.end < self.end
                    && lexicon.is_first_name(self.words.text(range.start))
                    && !self.words.get(range.start).is_some_and(|word| word.opens);
        }
        // Towns are many: between other unknown words of a run they are part of its name.
        let next_unknown = range.end < self.end && self.words.is_capital(range.end) && self.could_be_surname(range.end);
        if matches!(listed, Listed::City) && (next_unknown || self.pending.is_some()) {
            return true;
        }
        let joins_unknown = self.pending.is_some_and(|start| self.is_unknown_name(start..range.start));
        if joins_unknown && !matches!(listed, Listed::State(..)) && !self.words.get(range.start).is_some_and(|word| word.all_capitals) {
            return true;
        }
        if matches!(listed, Listed::State(..))
            && range
                .start
                .checked_sub(1)
                .is_some_and(|before| matches!(self.words.text(before), "of" | "in" | "from" | "to" | "the" | "with" | "and" | "for"))
        {
            return false;
        }
        let next_is_surname = range.end < self.end
            && lexicon.is_first_name(self.words.text(range.start))
            && self.could_be_surname(range.end)
            && self.words.is_capital(range.end);
        let joined = self.words.text(range.end) == "-"
            && range.end + 1 < self.end
            && lexicon.is_first_name(self.words.text(range.start))
            && listed::named(lexicon, self.words.text(range.end + 1)).is_none();
        after_first_name || next_is_surname || joined
    }

    /// One or two words of letters only, none of them listed, a title, a head or an abbreviation: likely the beginning of a person's name.
    fn is_unknown_name(&self, tokens: Range<usize>) -> bool {
        tokens.len() <= 2
            && tokens.into_iter().all(|at| {
                self.words.is_capital(at)
                    && !self.words.lexicon.is(WordClass::FunctionWord, &lower(self.words.text(at)))
                    && self.could_be_surname(at)
                    && !self
                        .words
                        .get(at)
                        .is_some_and(|word| word.all_capitals || word.opens && !self.words.lexicon.is_first_name(&word.text))
            })
    }

    fn could_be_surname(&self, at: usize) -> bool {
        let words = self.words;
        let lexicon = words.lexicon;
        let text = words.text(at);
        let heads = [WordClass::BodyHead, WordClass::PlaceHead, WordClass::OtherHead].iter().any(|&class| words.is(class, at));
        !heads && !lexicon.is_title_word(text) && listed::named(lexicon, text).is_none()
    }

    /// Whether a listed name begins a longer one: "Sudanese Liberation Army", "Kashmir Valley", "Paris Agreement".
    fn grows(&self, range: &Range<usize>, listed: &Listed) -> bool {
        if range.end >= self.end || matches!(listed, Listed::Calendar | Listed::Seat(_)) {
            return false;
        }
        let Some(head) = self.head_after(range.end) else { return false };
        let rest = range.end..head + 1;
        let abbreviated = self.words.get(range.start).is_some_and(|word| word.all_capitals || word.text.contains('.'))
            || self.words.name(range) == "United States";
        if self.words.is(WordClass::PlaceHead, head) || self.words.is(WordClass::OtherHead, head) {
            return !abbreviated && !matches!(listed, Listed::Body(_));
        }
        match listed {
            Listed::State(_, StateForm::Adjective) | Listed::Other | Listed::Region | Listed::City | Listed::Capital(_) => {
                !self.is_listed(&rest) || !matches!(listed, Listed::State(..))
            }
            Listed::State(_, StateForm::Name) => !abbreviated && !self.is_listed(&rest) && !self.is_ministerial(range.end),
            Listed::Body(_) => !self.is_listed(&rest),
            _ => false,
        }
    }

    /// The first head of a body, place or event in the rest of the run, when only words that are no title heads and no listed names stand before it.
    fn head_after(&self, from: usize) -> Option<usize> {
        let words = self.words;
        let is_head =
            |at: usize| [WordClass::BodyHead, WordClass::PlaceHead, WordClass::OtherHead].iter().any(|&class| words.is(class, at));
        let last = (from..self.end).take_while(|&at| is_head(at) || self.may_stand_before_head(at)).filter(|&at| is_head(at)).last()?;
        // "Federal District Judge X", "City Mayor X": a place's head that belongs to a title.
        let weak = !words.is(WordClass::BodyHead, last) || words.lexicon.is_title_modifier(words.text(last));
        let in_title = weak && last + 1 < self.end && words.lexicon.is_title_head(words.text(last + 1));
        (!in_title).then_some(last)
    }

    fn may_stand_before_head(&self, at: usize) -> bool {
        let words = self.words;
        let text = words.text(at);
        let lexicon = words.lexicon;
        let connector = matches!(text, "of" | "for" | "and" | "on" | "the" | "-" | "&");
        let title = lexicon.is_title_head(text) && !lexicon.is_title_modifier(text);
        let given = lexicon.is_first_name(text) && !lexicon.is_title_modifier(text);
        (words.is_word(at) || connector) && !title && !given && !lexicon.is_honorific(text)
    }

    fn is_listed(&self, range: &Range<usize>) -> bool {
        listed::named(self.words.lexicon, &self.words.name(range)).is_some()
    }

    fn is_ministerial(&self, at: usize) -> bool {
        let text = self.words.text(at);
        self.words.lexicon.is_title_modifier(text)
            || matches!(
                text,
                "Parliament"
                    | "Army"
                    | "Navy"
                    | "Senate"
                    | "Government"
                    | "Ministry"
                    | "Embassy"
                    | "Police"
                    | "Department"
                    | "Cabinet"
                    | "Congress"
                    | "House"
                    | "Supreme"
            )
    }

    /// "Bank of Israel", "University of Nairobi", "Victoria Kenya": the listed name ends the pending one.
    fn closes_longer_name(&self, range: &Range<usize>, listed: &Listed) -> bool {
        let Some(start) = self.pending else { return false };
        let before = range.start - 1;
        let before_the = if self.words.text(before) == "the" { before - 1 } else { before };
        if matches!(listed, Listed::Body(_)) && start < range.start && self.words.is(WordClass::BodyHead, range.end - 1) && range.len() > 1
        {
            return true;
        }
        let directed =
            before == start && matches!(listed, Listed::State(_, StateForm::Name) | Listed::Region) && is_direction(self.words.text(start));
        let connected = directed || matches!(self.words.text(before_the), "of" | "for" | "on" | "and" | "in" | "&") && before_the > start;
        let hyphenated = self.words.text(before) == "-" && before > start;
        connected || (hyphenated && !matches!(listed, Listed::State(..) | Listed::Body(_)))
    }

    /// "Emergencies Minister X", "Podcaster"-like words before a title: one unknown word, no first name, between the run's start and a title that a name follows.
    fn is_modifier_of_title(&self, at: usize) -> bool {
        const AMBIGUOUS: &[&str] = &[
            "King", "Bishop", "Pope", "Judge", "Marshal", "Major", "General", "Prince", "Father", "Sister", "Private", "Lord", "Champion",
            "Dean", "Major", "Head", "Model", "Baker", "Fellow", "Duke", "Host", "Rector",
        ];
        let Some(start) = self.pending else { return false };
        let text = self.words.text(at);
        let alone = start + 1 == at
            && !self.words.lexicon.is_first_name(self.words.text(start))
            && !self.words.get(start).is_some_and(|word| word.all_capitals);
        alone
            && self.words.lexicon.is_title_head(text)
            && !AMBIGUOUS.contains(&text)
            && at + 1 < self.end
            && self.words.is_capital(at + 1)
            && !self.words.is(WordClass::BodyHead, at + 1)
    }

    fn title_may_begin(&self, at: usize) -> bool {
        let Some(start) = self.pending else { return true };
        // "Supreme Court Justice": a body may stand before a title, a first name may not ("Martin King").
        let before = at - 1;
        let acronym = start == before && self.words.get(before).is_some_and(|word| word.all_capitals || word.text.contains('&'));
        acronym || (self.words.is(WordClass::BodyHead, before) && start < at)
    }

    /// The place after a title that begins here: modifiers and heads, "of State".
    fn title_end(&self, at: usize) -> Option<usize> {
        let words = self.words;
        let lexicon = words.lexicon;
        let mut end = None;
        let mut next = at;
        while next < self.end {
            let text = words.text(next);
            if lexicon.is_title_head(text) || lexicon.is_honorific(text) {
                end = Some(next + 1);
            } else if end == Some(next - usize::from(next > at)) && words.text(next.saturating_sub(1)) == "-" {
                // "Ambassador-at-Large", "President-elect".
                end = Some(next + 1);
            } else if text == "-" && next > at {
                end = end.map(|end| end.max(next));
            } else if !lexicon.is_title_modifier(text) {
                break;
            }
            next += 1;
        }
        let mut end = end?;
        let portfolio = end + 1 + usize::from(words.text(end + 1) == "the");
        let opens = words.text(end) == "of" && words.is_capital(portfolio) && portfolio < self.words.sentence_end(at);
        if opens && listed::longest(words, portfolio, words.sentence_end(at)).is_none() {
            let after = (portfolio..).take_while(|&at| lexicon.is_title_modifier(words.text(at)) && words.is_capital(at)).last();
            end = after.map_or(end, |last| last + 1);
        }
        let names_body = end < self.end && [WordClass::BodyHead, WordClass::PlaceHead].iter().any(|&class| words.is(class, end));
        (!names_body).then_some(end)
    }

    fn flush(&mut self, end: usize) {
        let Some(mut start) = self.pending.take() else { return };
        let mut end = end;
        let loose = |at: usize| !self.words.is_word(at) || matches!(self.words.text(at), "of" | "for" | "and" | "the" | "on" | "in");
        while end > start && loose(end - 1) {
            end -= 1;
        }
        while start < end && loose(start) {
            start += 1;
        }
        if start < end {
            let tokens = start..end;
            let listed = listed::named(self.words.lexicon, &self.words.name(&tokens));
            self.found.push(Segment { tokens, listed });
        }
    }
}

fn is_direction(word: &str) -> bool {
    matches!(
        word,
        "North"
            | "South"
            | "East"
            | "West"
            | "Northern"
            | "Southern"
            | "Eastern"
            | "Western"
            | "Central"
            | "Upper"
            | "Lower"
            | "Inner"
            | "Outer"
            | "Southeastern"
            | "Northeastern"
            | "Southwestern"
            | "Northwestern"
    )
}
