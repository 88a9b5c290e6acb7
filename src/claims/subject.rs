//! Who does what a verb says.

use super::scene::Scene;
use crate::base::Span;
use crate::mentions::{ChainIdx, Form, NameKind};

/// The doer of a verb: a chain of the article, or words that name nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Subject {
    /// The chain, when the words point at one.
    pub chain: Option<ChainIdx>,
    /// The words as printed.
    pub words: Span,
}

/// The subject of the verb at `verb`, looked for to its left. A participle ("adding", "after meeting") shares the main clause's.
pub(super) fn before(scene: &Scene<'_>, verb: usize) -> Option<Subject> {
    let participle = scene.words[verb].lower.ends_with("ing");
    if participle { main(scene, verb).or_else(|| between(scene, 0, verb)) } else { between(scene, 0, verb) }
}

/// The subject of the sentence's main clause: the first name before `end` that can act and hangs on nothing.
pub(super) fn main(scene: &Scene<'_>, end: usize) -> Option<Subject> {
    let at = (0..end)
        .find(|&at| scene.words[at].quotation.is_none() && scene.can_act(at) && !scene.is_possessive(at) && !scene.is_oblique(at))?;
    Some(named(scene, at))
}

/// The subject among the words from `from` up to the verb at `verb`.
///
/// Mentions that hang on a preposition, own what follows, or stand inside an apposition are passed over; the nearest of the others wins.
pub(super) fn between(scene: &Scene<'_>, from: usize, verb: usize) -> Option<Subject> {
    let mut skipped = None;
    let mut at = verb;
    while at > from {
        at -= 1;
        if scene.words[at].quotation.is_some() {
            continue;
        }
        if scene.mention(at).is_some() {
            let first = scene.first_word(at).max(from);
            if scene.can_act(at) && !scene.is_possessive(at) && !scene.is_oblique(at) && officials_of(scene, at).is_none() {
                return Some(named(scene, apposition_head(scene, first, from).unwrap_or(at)));
            }
            if scene.can_act(at) && !scene.is_possessive(at) && skipped.is_none() {
                skipped = Some(at);
            }
            at = first;
            continue;
        }
        if let Some(found) = unnamed(scene, at, from, verb) {
            return Some(found);
        }
    }
    // "According to officials close to X" and its kind: a lone oblique name is better than nobody only for bodies that speak.
    skipped.filter(|&at| at > from && scene.words[at - 1].is(&["by", "to"])).map(|at| named(scene, at))
}

/// Whether the clause from `from` on opens with a noun phrase of its own that names nobody: "that | the voters dismissed".
pub(super) fn stands_between(scene: &Scene<'_>, from: usize, verb: usize) -> bool {
    let opens = |word: &super::scene::Word<'_>| {
        word.quotation.is_none()
            && word.time.is_none()
            && word.is(&["the", "a", "an", "his", "her", "its", "their", "some", "many", "several", "two", "three", "both", "all", "most"])
    };
    let plain = |word: &super::scene::Word<'_>| word.is_word() && word.name.is_none() && word.role.is_none();
    from + 1 < verb && opens(&scene.words[from]) && scene.words[from + 1..verb].iter().all(plain)
}

/// Whether a semicolon parts a subject from its verb, and other words stand behind the mark: "X went home; the paper | insists".
pub(super) fn is_apart(scene: &Scene<'_>, subject: Span, verb: usize) -> bool {
    let mark = (0..verb).rev().find(|&at| scene.words[at].text == ";" && scene.words[at].quotation.is_none());
    mark.is_some_and(|mark| subject.end <= scene.words[mark].span.start && mark + 1 < verb && scene.words[mark + 1].is_word())
}

/// The first actor behind `from`: "said X", "according to X".
pub(super) fn following(scene: &Scene<'_>, from: usize) -> Option<Subject> {
    let mut at = from + 1;
    while at < scene.words.len() && at <= from + 9 {
        let word = &scene.words[at];
        if word.quotation.is_some() || matches!(word.text, "." | ";" | ":") {
            return None;
        }
        if scene.mention(at).is_some() {
            if let Some(found) = officials_of(scene, at) {
                return Some(found);
            }
            if scene.can_act(at) && !scene.is_possessive(at) {
                return Some(named(scene, at));
            }
            at = scene.last_word(at) + 1;
            continue;
        }
        if is_speaker_noun(&word.lower) {
            let owner = (from + 1..at).rev().find(|&owner| scene.mention(owner).is_some());
            let start = owner.map_or(at, |owner| scene.first_word(owner));
            let named_next = (at + 1..scene.words.len().min(at + 3))
                .find(|&next| scene.mention(next).is_some_and(|mention| mention.kind == NameKind::Person));
            if let Some(next) = named_next {
                return Some(named(scene, next));
            }
            return Some(Subject { chain: None, words: scene.stretch(start_with_article(scene, start), at) });
        }
        at += 1;
    }
    None
}

/// "a U.S. official", "Sudanese diplomats": people of a state whom nobody names.
fn officials_of(scene: &Scene<'_>, at: usize) -> Option<Subject> {
    let state = scene.mention(at).filter(|mention| mention.kind == NameKind::State && mention.form != Form::Metonym)?;
    let last = scene.last_word(at);
    let noun = (last + 1..scene.words.len().min(last + 4))
        .take_while(|&next| scene.words[next].is_word() && scene.words[next].name.is_none())
        .find(|&next| is_speaker_noun(&scene.words[next].lower))?;
    let named_next = scene.mention(noun + 1).is_some_and(|mention| mention.kind == NameKind::Person);
    (state.form != Form::Office && !named_next)
        .then(|| Subject { chain: None, words: scene.stretch(start_with_article(scene, scene.first_word(at)), noun) })
}

/// The name that an apposition right before `first` belongs to: "X, an adviser to Y, wrote".
fn apposition_head(scene: &Scene<'_>, first: usize, from: usize) -> Option<usize> {
    let comma = (from..first).rev().find(|&at| scene.words[at].text == ",")?;
    let opens = scene.words.get(comma + 1)?.is(&["a", "an", "the", "who", "whose", "which", "head", "chief", "former"]);
    let head = comma.checked_sub(1)?;
    (opens && head >= from && scene.mention(head).is_some() && scene.can_act(head) && !scene.is_oblique(head)).then_some(head)
}

/// The mention at `at` as a subject.
pub(super) fn named(scene: &Scene<'_>, at: usize) -> Subject {
    let words = scene.stretch(scene.first_word(at), scene.last_word(at));
    Subject { chain: scene.mention(at).map(|mention| mention.chain), words }
}

/// A pronoun or an unnamed official right before the verb.
fn unnamed(scene: &Scene<'_>, at: usize, from: usize, verb: usize) -> Option<Subject> {
    let word = &scene.words[at];
    if !word.is_word() || word.name.is_some() {
        return None;
    }
    if let Some(role) = word.role.map(|role| &scene.mentions.roles[role]) {
        // "X, the envoy of Y, said": the words of a role lead to the name beside them.
        let beside = scene.mentions.names.get(role.name).filter(|mention| mention.sentence == scene.idx)?;
        let name = scene.words.iter().position(|word| word.span.overlaps(beside.span))?;
        return (name < at && !scene.is_oblique(name) && !scene.is_possessive(name)).then(|| named(scene, name));
    }
    if word.is(&["he", "she"]) {
        return Some(Subject { chain: antecedent(scene, at), words: word.span });
    }
    if word.is(&["they", "it"]) && verb - at <= 3 {
        let body = word
            .is(&["it"])
            .then(|| between(scene, from, at))
            .flatten()
            .filter(|found| found.chain.is_some_and(|chain| scene.mentions.chains[chain].kind != NameKind::Person));
        return Some(Subject { chain: body.and_then(|body| body.chain), words: word.span });
    }
    if word.is(&["who"]) {
        let head = at.checked_sub(1).map(|before| if scene.words[before].text == "," { before.saturating_sub(1) } else { before })?;
        return (head >= from && scene.can_act(head)).then(|| named(scene, head));
    }
    // "The Contact Group that met in May": a body right before.
    if word.is(&["that", "which"]) && at + 1 == verb {
        let head = at.checked_sub(1).map(|before| if scene.words[before].text == "," { before.saturating_sub(1) } else { before })?;
        let body = scene.mention(head).is_some_and(|mention| mention.kind == NameKind::Organisation);
        return (head >= from && body && scene.can_act(head)).then(|| named(scene, head));
    }
    if is_speaker_noun(&word.lower) && verb - at <= 8 && !scene.is_oblique(at) {
        let start = start_with_article(scene, scene.phrase_start(at));
        return Some(Subject { chain: office_chain(scene, start, at), words: scene.stretch(start, at) });
    }
    None
}

/// The chain of an office that the mentions room already found at these words ("the Russian president").
fn office_chain(scene: &Scene<'_>, start: usize, at: usize) -> Option<ChainIdx> {
    (start..=at).rev().find_map(|word| scene.mention(word).filter(|mention| mention.form == Form::Office)).map(|mention| mention.chain)
}

fn start_with_article(scene: &Scene<'_>, start: usize) -> usize {
    start.checked_sub(1).filter(|&before| scene.words[before].is(&["a", "an", "the", "one"])).unwrap_or(start)
}

/// The person that "he" or "she" takes up: named last as a subject in this sentence or the two before it in the same or the previous block.
pub(super) fn antecedent(scene: &Scene<'_>, pronoun: usize) -> Option<ChainIdx> {
    if let Some(mention) = scene.mention(pronoun) {
        return Some(mention.chain);
    }
    if let Some(chain) = first_person(scene, pronoun) {
        return Some(chain);
    }
    let here = scene.document.sentences[scene.idx].block;
    (0..scene.idx).rev().take(3).take_while(|&idx| scene.document.sentences[idx].block + 1 >= here).find_map(|idx| {
        let earlier = Scene::new(scene.document, scene.mentions, idx);
        first_person(&earlier, earlier.words.len())
    })
}

/// The first person before `end` who is a subject rather than an object.
fn first_person(scene: &Scene<'_>, end: usize) -> Option<ChainIdx> {
    (0..end)
        .filter(|&at| scene.mention(at).is_some_and(|mention| mention.kind == NameKind::Person))
        .find(|&at| !scene.is_oblique(at) && !scene.is_possessive(at))
        .and_then(|at| scene.mention(at))
        .map(|mention| mention.chain)
}

/// Nouns for people and bodies that speak without a name.
pub(super) fn is_speaker_noun(lower: &str) -> bool {
    matches!(
        lower,
        "official"
            | "officials"
            | "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "aide"
            | "aides"
            | "diplomat"
            | "diplomats"
            | "source"
            | "sources"
            | "statement"
            | "ministry"
            | "minister"
            | "ministers"
            | "president"
            | "leader"
            | "leaders"
            | "envoy"
            | "envoys"
            | "ambassador"
            | "negotiator"
            | "negotiators"
            | "adviser"
            | "advisers"
            | "delegation"
            | "delegations"
            | "government"
            | "governor"
            | "general"
            | "commander"
            | "mediator"
            | "mediators"
            | "analyst"
            | "analysts"
            | "witness"
            | "witnesses"
            | "resident"
            | "residents"
            | "report"
            | "reports"
            | "agency"
            | "side"
            | "sides"
            | "parties"
            | "army"
            | "military"
            | "mayor"
            | "communique"
            | "communiqué"
            | "chairman"
            | "chairwoman"
            | "secretary"
            | "both"
            | "presidency"
            | "commission"
            | "council"
            | "premier"
    )
}
