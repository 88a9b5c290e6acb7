//! Who takes part in a happening, and in which part.

mod words;

use std::ops::Range;

use super::scene::Scene;
use super::{Part, Participant, clause, subject};
use crate::lexicon::Frame;
use crate::mentions::{ChainIdx, Form, NameKind};
use words::{bridges, holds, in_title, is_collective, lists_on, owner_start, owns_people_before, people_of, takes_part};

/// The people, bodies and states that take part in what the trigger at `at..=end` names.
pub(super) fn of(scene: &Scene<'_>, at: usize, end: usize, clause: &Range<usize>, frame: Frame) -> Vec<Participant> {
    let mut all = Parties::default();
    if let Some(accused) = accused(scene, at) {
        all.take(scene, accused, Part::Actor);
        all.objects(scene, end, clause, Part::Target, false);
        return all.list;
    }
    // "X accused the rebels of having shelled Y": whoever did it is not named, and it was not X.
    if accusation_before(scene, at).is_some() {
        all.objects(scene, end, clause, Part::Target, false);
        return all.list;
    }
    // "Three people were wounded, X said": who suffers stands right before the verb, who did it behind "by".
    if matches!(frame, Frame::Act | Frame::With) && is_passive(scene, at) {
        if let Some(chain) = subject::between(scene, clause.start, at).and_then(|found| found.chain) {
            all.add(chain, Part::Target);
        }
        if let Some(by) = (end + 1..clause.end).find(|&word| scene.words[word].is(&["by"])) {
            all.objects(scene, by, clause, Part::Actor, false);
        }
        return all.list;
    }
    match frame {
        Frame::With => {
            all.subjects(scene, at, clause, Part::Actor);
            all.objects(scene, end, clause, Part::Actor, true);
            all.attending(scene, clause);
        }
        // "X was received by Y": the host stands behind "by".
        Frame::Host if is_passive(scene, at) => {
            all.subjects(scene, at, clause, Part::Guest);
            if let Some(by) = (end + 1..clause.end).find(|&word| scene.words[word].is(&["by"])) {
                all.objects(scene, by, clause, Part::Host, false);
            }
        }
        Frame::Host => {
            all.subjects(scene, at, clause, Part::Host);
            all.objects(scene, end, clause, Part::Guest, true);
        }
        Frame::Travel => {
            all.subjects(scene, at, clause, Part::Guest);
            all.with(scene, end, clause);
            all.inviting(scene, end, clause);
        }
        Frame::Act => {
            all.subjects(scene, at, clause, Part::Actor);
            all.objects(scene, end, clause, Part::Target, false);
            all.pronoun(scene, end + 1);
        }
        Frame::Noun | Frame::Moved => all.of_noun(scene, at, end, clause),
    }
    all.list
}

/// Who takes part in the main clause that "after the talks" follows: whoever speaks or acts there.
pub(super) fn subjects_of(scene: &Scene<'_>, main: &Range<usize>) -> Vec<Participant> {
    let mut all = Parties::default();
    let first = main
        .clone()
        .find(|&at| scene.words[at].quotation.is_none() && scene.can_act(at) && !scene.is_possessive(at) && !scene.is_oblique(at));
    let mut next = first;
    while let Some(at) = next {
        all.take(scene, at, Part::Actor);
        // "A and B spoke": over the comma or "and" to the next name, titles aside.
        let joint = scene.last_word(at) + 1;
        let goes_on = scene.words.get(joint).is_some_and(|word| word.text == "," || word.is(&["and"]));
        let joined = |word: usize| scene.can_act(word) && scene.phrase_start(word) == joint + 1;
        let titled = |word: &usize| scene.mention(*word).is_some_and(|mention| mention.kind == NameKind::Person) && joined(*word);
        let name = (joint + 1..main.end.min(joint + 9)).find(|&word| scene.mention(word).is_some());
        let person = (joint + 1..main.end.min(joint + 15)).find(titled);
        next = person.or(name).filter(|&word| goes_on && joined(word));
    }
    all.delegations(scene, main.clone(), Part::Actor);
    if let Some(found) = if all.list.is_empty() { subject::between(scene, main.start, main.end) } else { None } {
        found.chain.into_iter().for_each(|chain| all.add(chain, Part::Actor));
    }
    // "A and B spoke for the first time since March, when they met": nobody acts in the words between.
    let earlier = main.start.checked_sub(1).map(|before| clause::around(scene, before)).filter(|earlier| earlier.start < main.start);
    match earlier.filter(|_| all.list.is_empty()) {
        Some(earlier) => subjects_of(scene, &(earlier.start..main.start)),
        None => all.list,
    }
}

/// The first two people of the clause behind the comma: who does something there, and to whom.
pub(super) fn dealing(scene: &Scene<'_>, end: usize) -> Vec<Participant> {
    let mut all = Parties::default();
    let comma = (end..scene.words.len()).find(|&word| scene.words[word].text == ",").unwrap_or(end);
    let mut at = comma + 1;
    while at < scene.words.len() && all.list.len() < 2 && scene.words[at].quotation.is_none() {
        let person = scene.mention(at).is_some_and(|mention| mention.kind == NameKind::Person);
        if person {
            let before = scene.phrase_start(at).checked_sub(1).map(|before| &scene.words[before]);
            let dealt_with = before.is_none_or(|before| !super::scene::is_preposition(&before.lower) || before.is(&["to", "with", "of"]));
            if dealt_with && !scene.is_possessive(at) {
                all.take(scene, at, Part::Actor);
            }
            at = scene.last_word(at);
        }
        at += 1;
    }
    if all.list.len() < 2 { Vec::new() } else { all.list }
}

/// Whether a noun without a name stands for people who can be met.
pub(super) fn is_somebody(lower: &str) -> bool {
    is_collective(lower)
        || subject::is_speaker_noun(lower)
        || crate::lexicon::is_of_people(lower)
        || crate::lexicon::is_crowd(lower)
        || matches!(
            lower,
            "counterpart"
                | "family"
                | "colleague"
                | "bishop"
                | "king"
                | "queen"
                | "pope"
                | "emir"
                | "sultan"
                | "chief"
                | "head"
                | "commission"
                | "committee"
                | "parliament"
                | "board"
                | "group"
                | "press"
                | "elders"
                | "mediator"
                | "negotiator"
                | "commander"
                | "representative"
                | "others"
                | "other"
                | "delegate"
                | "man"
                | "woman"
                | "assembly"
                | "cabinet"
                | "council"
                | "party"
                | "opposition"
                | "facilitator"
                | "speaker"
                | "patriarch"
        )
}

/// Whether the verb of receiving at `at` has people for its object: "received the ambassadors".
pub(super) fn receives_people(scene: &Scene<'_>, at: usize, clause: &Range<usize>) -> bool {
    (at + 1..clause.end.min(at + 6)).any(|word| {
        is_collective(&scene.words[word].lower)
            || scene.words[word].is(&["ambassadors", "ambassador", "envoy", "delegates", "minister", "president"])
    })
}

/// "accused X of firing on Y", "blamed X for having shelled Y": whoever is accused.
pub(super) fn accused(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let between = accusation_before(scene, at)?;
    between.rev().find(|&word| scene.can_act(word) && !scene.is_possessive(word))
}

/// The words between the verb of an accusation and "of" or "for", where the deed at `at` is what somebody is accused of.
pub(super) fn accusation_before(scene: &Scene<'_>, at: usize) -> Option<Range<usize>> {
    let of = (at.saturating_sub(2)..at).find(|&word| scene.words[word].is(&["of", "for"]))?;
    let gerund = scene.words[at].lower.ends_with("ing") || scene.words[at - 1].is(&["having"]);
    let verb = (of.saturating_sub(12)..of)
        .rev()
        .find(|&word| scene.words[word].is(&["accused", "accuses", "accusing", "blamed", "blames", "blaming", "suspected", "suspects"]))?;
    gerund.then_some(verb + 1..of)
}

/// Whether the verb at `at` is done to its subject: "was seized", "has been freed", "came under fire".
fn is_passive(scene: &Scene<'_>, at: usize) -> bool {
    let auxiliary = |word: usize| scene.words[word].is(&["was", "were", "been", "being", "is", "are", "be", "got"]);
    let own = scene.words[at].is(&["was", "were", "been", "came", "comes", "come", "under"]);
    let before = (at.saturating_sub(3)..at)
        .rev()
        .find(|&word| !(scene.words[word].lower.ends_with("ly") || scene.words[word].is(&["not", "also", "later", "then"])));
    own || before.is_some_and(auxiliary)
}

#[derive(Default)]
struct Parties {
    list: Vec<Participant>,
}

impl Parties {
    fn add(&mut self, chain: ChainIdx, part: Part) {
        if !self.list.iter().any(|participant| participant.chain == chain) {
            self.list.push(Participant { chain, part });
        }
    }

    /// The subject of the verb and whoever is joined to it by "and".
    fn subjects(&mut self, scene: &Scene<'_>, at: usize, clause: &Range<usize>, part: Part) {
        let from = clause.start;
        let found =
            subject::between(scene, from, at).or_else(|| subject::main(scene, from).filter(|_| !subject::stands_between(scene, from, at)));
        let Some(found) = found else {
            self.delegations(scene, from..at, part);
            return;
        };
        if let Some(chain) = found.chain {
            self.add(chain, part);
        }
        let overlaps = |word: &super::scene::Word<'_>| word.span.overlaps(found.words);
        let position = if found.chain.is_some() { scene.words.iter().position(overlaps) } else { scene.words.iter().rposition(overlaps) };
        let head = position.unwrap_or(at);
        // "X's government met Y".
        let owner = if found.chain.is_none() { people_of(scene, head) } else { None };
        let head = owner.unwrap_or(head);
        self.joined_before(scene, head, part);
        self.delegations(scene, from..at, part);
        if let Some(owner) = owner {
            self.take(scene, owner, part);
        }
    }

    /// "arrested him": the person whom the pronoun right behind the verb takes up.
    fn pronoun(&mut self, scene: &Scene<'_>, at: usize) {
        let object = scene.words.get(at).is_some_and(|word| word.is(&["him", "her"]) && word.quotation.is_none());
        let free =
            scene.words.get(at + 1).is_none_or(|next| !next.is_word() || next.time.is_some() || super::scene::is_preposition(&next.lower));
        if let Some(chain) = subject::antecedent(scene, at).filter(|_| object && free) {
            self.add(chain, Part::Target);
        }
    }

    /// "A, B and C met", "X's government and the rebels signed": from the subject leftwards over commas and "and".
    fn joined_before(&mut self, scene: &Scene<'_>, mut head: usize, part: Part) {
        let mut start = owner_start(scene, scene.phrase_start(head));
        while start >= 2 {
            let joint = &scene.words[start - 1];
            if !(joint.is(&["and", "&"]) || joint.text == ",") {
                return;
            }
            let named = scene.conjunct_before(start, head).filter(|&other| scene.can_act(other) && !scene.is_possessive(other));
            let Some(other) = named.or_else(|| people_of(scene, start - 2)) else { return };
            if let Some(mention) = scene.mention(other) {
                self.add(mention.chain, part);
            }
            start = owner_start(scene, scene.phrase_start(other));
            head = other;
        }
    }

    /// "…, with A, B and C taking part": the clause behind the comma.
    fn attending(&mut self, scene: &Scene<'_>, clause: &Range<usize>) {
        let opens = scene.words.get(clause.end).is_some_and(|word| word.is(&["with"]));
        if !opens {
            return;
        }
        let present =
            |word: usize| scene.words[word].is(&["taking", "attending", "present", "participating", "attendance", "table", "chair"]);
        let Some(end) = (clause.end..scene.words.len()).find(|&word| present(word)) else { return };
        let mut at = clause.end + 1;
        while at < end {
            if scene.mention(at).is_some() {
                if takes_part(scene, at) && !in_title(scene, at) {
                    self.take(scene, at, Part::Actor);
                }
                at = scene.last_word(at);
            }
            at += 1;
        }
    }

    /// Names behind the verb: its object, and whoever stands behind "with", "between", "alongside" and "and".
    fn objects(&mut self, scene: &Scene<'_>, end: usize, clause: &Range<usize>, part: Part, with: bool) {
        // "agreed to let X work": who stands in what was agreed does not agree.
        let mut taking = !(with && scene.words[end].is(&["to", "that", "on", "upon", "principle"]));
        let mut at = end + 1;
        while at < clause.end {
            let word = &scene.words[at];
            if let Some(person) = word.is(&["of", "for"]).then(|| scene.titled_by(at)).flatten() {
                at = person;
                continue;
            }
            if word.quotation.is_some() {
                taking = false;
            } else if in_title(scene, at) {
                // "received in the palace President X": a title opens an object of its own.
                let before = at.checked_sub(1).map(|before| &scene.words[before]);
                let opens = before
                    .is_some_and(|before| before.role.is_none() && !super::scene::is_preposition(&before.lower) && before.text != ",");
                taking |= opens && (with || part == Part::Guest || part == Part::Target);
            } else if word.name.is_some() {
                if taking && takes_part(scene, at) {
                    let owner_of_actor = scene.is_possessive(at) && scene.can_act(scene.last_word(at) + 2);
                    if !owner_of_actor {
                        self.take(scene, at, part);
                    }
                }
                at = scene.last_word(at);
            } else if word.is(&["with", "between", "alongside", "joined", "including"]) {
                taking = with || part == Part::Target;
            } else if word.is(&["by"]) {
                // "initialled by A and by B".
                taking = with || part == Part::Actor;
            } else if super::scene::is_preposition(&word.lower) && scene.words.get(at + 1).is_some_and(|next| next.time.is_some()) {
                // "met on Monday the governor".
            } else if word.is(&["in", "at", "on", "to", "for", "over", "about", "during", "from", "near", "into", "of", "as", "against"]) {
                taking = matches!(word.lower.as_ref(), "on" | "against" | "at" | "of") && part == Part::Target;
            } else if word.is(&["discuss", "said", "told", "who"]) || (word.text == "," && !lists_on(scene, at)) {
                break;
            }
            at += 1;
        }
        self.delegations(scene, end + 1..clause.end, part);
    }

    /// "flew to X with Y".
    fn with(&mut self, scene: &Scene<'_>, end: usize, clause: &Range<usize>) {
        let Some(with) = (end + 1..clause.end).find(|&at| scene.words[at].is(&["with", "alongside", "meet", "see"])) else { return };
        let before = with.checked_sub(1).map(|before| &scene.words[before]);
        let meets = before
            .is_some_and(|word| word.is(&["meeting", "meetings", "talks", "discussions", "consultations", "audience", "round", "session"]));
        let part = if meets || scene.words[with].is(&["meet", "see"]) { Part::Host } else { Part::Guest };
        let mut at = with + 1;
        while at < clause.end {
            if scene.words[at].name.is_some() {
                if takes_part(scene, at) {
                    self.take(scene, at, part);
                }
                at = scene.last_word(at);
            } else if super::scene::is_preposition(&scene.words[at].lower) {
                return;
            }
            at += 1;
        }
    }

    /// "will visit X at the invitation of Y": who invites receives.
    fn inviting(&mut self, scene: &Scene<'_>, end: usize, clause: &Range<usize>) {
        let invitation = (end + 1..clause.end).find(|&at| scene.words[at].is(&["invitation"]));
        let Some(of) = invitation.filter(|&at| scene.words.get(at + 1).is_some_and(|next| next.is(&["of", "from"]))).map(|at| at + 1)
        else {
            return;
        };
        let host = (of + 1..clause.end.min(of + 14)).find(|&at| scene.mention(at).is_some_and(|mention| mention.kind == NameKind::Person));
        if let Some(host) = host.filter(|&host| scene.phrase_start(host) == of + 1 && !scene.is_possessive(host)) {
            self.take(scene, host, Part::Host);
        }
    }

    /// A noun: "X's visit", "the US–Iran talks", "talks between X and Y", "X held talks with Y".
    fn of_noun(&mut self, scene: &Scene<'_>, at: usize, end: usize, clause: &Range<usize>) {
        self.owners(scene, at);
        if let Some(verb) = (clause.start..at).rev().take(9).find(|&word| holds(scene, word)) {
            self.subjects(scene, verb, clause, Part::Actor);
        }
        self.objects_of_noun(scene, end, clause);
        self.delegations(scene, clause.clone(), Part::Actor);
    }

    /// Names that stand before the noun as attributes or owners.
    fn owners(&mut self, scene: &Scene<'_>, at: usize) {
        let mut word = at;
        while word > 0 {
            word -= 1;
            let here = &scene.words[word];
            if here.name.is_some() {
                let mention = scene.mention(word);
                let body = |mention: &crate::mentions::Mention| {
                    mention.kind == NameKind::Organisation && mention.form == Form::Name && scene.last_word(word) + 1 == at
                };
                let state_attribute = mention.is_some_and(|mention| mention.kind == NameKind::State || body(mention));
                let owner = scene.is_possessive(word) && (scene.can_act(word) || state_attribute);
                let joined_owner =
                    self.list.iter().any(|_| scene.words.get(scene.last_word(word) + 1).is_some_and(|next| next.is(&["and"])));
                if owner || state_attribute || (joined_owner && scene.can_act(word)) {
                    self.take(scene, word, Part::Actor);
                }
                word = scene.first_word(word);
            } else if !(here.shape == crate::text::Shape::Clitic
                || matches!(here.text, "-" | "–" | "‑" | "—" | "/")
                || here.is(&[
                    "and",
                    "peace",
                    "new",
                    "latest",
                    "first",
                    "second",
                    "third",
                    "five",
                    "hour",
                    "high",
                    "level",
                    "trilateral",
                    "bilateral",
                    "joint",
                    "direct",
                    "indirect",
                    "renewed",
                    "crucial",
                    "key",
                    "recent",
                ]))
            {
                return;
            }
        }
    }

    fn objects_of_noun(&mut self, scene: &Scene<'_>, end: usize, clause: &Range<usize>) {
        let mut at = end + 1;
        let mut taking = false;
        while at < clause.end {
            let word = &scene.words[at];
            if in_title(scene, at) {
                at += 1;
                continue;
            }
            if let Some(person) = word.is(&["of", "for"]).then(|| scene.titled_by(at)).flatten() {
                at = person;
                continue;
            }
            // "by Ona Barro of the African Union" is one visitor.
            let person = at.checked_sub(1).and_then(|before| scene.mention(before)).is_some_and(|before| before.kind == NameKind::Person);
            if word.is(&["of"]) && person {
                let article = usize::from(scene.words.get(at + 1).is_some_and(|next| next.is(&["the"])));
                at = scene.last_word(at + 1 + article) + 1;
                continue;
            }
            if word.is(&["with", "between", "among", "attended", "by", "including", "involving", "of"]) {
                taking = true;
            } else if word.name.is_some() {
                if taking && takes_part(scene, at) && !scene.is_possessive(at) {
                    self.take(scene, at, Part::Actor);
                }
                at = scene.last_word(at);
            } else if super::scene::is_preposition(&word.lower) || word.quotation.is_some() || (word.text == "," && !lists_on(scene, at)) {
                taking = false;
            }
            at += 1;
        }
    }

    /// "Ukrainian and US officials", "the Sudanese delegation": a state takes part through its people.
    fn delegations(&mut self, scene: &Scene<'_>, range: Range<usize>, part: Part) {
        for at in range.clone() {
            let Some(mention) = scene.mention(at) else { continue };
            let attribute = || {
                (at + 1..range.end.min(at + 7)).take_while(|&next| bridges(scene, next)).any(|next| is_collective(&scene.words[next].lower))
            };
            let acts = match mention.kind {
                NameKind::State => true,
                NameKind::Organisation => !scene.is_possessive(at),
                _ => false,
            };
            let through_people = acts && (attribute() || owns_people_before(scene, at, range.start));
            if through_people {
                self.add(mention.chain, part);
            }
        }
    }

    fn take(&mut self, scene: &Scene<'_>, at: usize, part: Part) {
        if let Some(mention) = scene.mention(at) {
            self.add(mention.chain, part);
        }
    }
}
