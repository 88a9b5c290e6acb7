//! The noun phrase of a candidate, its complements, and what it does.

use crate::claims::cue;
use crate::claims::scene::{Scene, is_preposition};
use crate::lexicon::{Lexicon, SpeakerNoun, WordClass};
use crate::mentions::{Form, NameKind};
use crate::text::Shape;

/// Words that one complement, apposition or clause may have before it is given up.
const LONGEST: usize = 28;

/// The first word of the noun phrase at `word`, owners included: "the union's top | official".
pub fn start(scene: &Scene<'_>, word: usize) -> usize {
    let mut at = scene.phrase_start(word);
    while let Some(owner) = at.checked_sub(1).filter(|_| is_clitic(scene, at)) {
        at = scene.phrase_start(owner);
    }
    apposed(scene, at, word).unwrap_or(at)
}

/// Where a role begins that stands before its name with a comma between: "The speaker, | X".
fn apposed(scene: &Scene<'_>, start: usize, word: usize) -> Option<usize> {
    let last = start.checked_sub(2).filter(|_| scene.words[start - 1].text == ",")?;
    let role = scene.words[last]
        .role
        .filter(|&role| scene.mentions.roles.get(role).is_some_and(|role| scene.words[word].name == Some(role.name)))?;
    let first = (0..=last).rev().take_while(|&at| scene.words[at].role == Some(role)).last()?;
    Some(with_article(scene, first))
}

/// "| Ruritania special police": a name that only tells whose the people behind it are.
pub fn describes(scene: &Scene<'_>, word: usize, lexicon: &Lexicon) -> bool {
    let person = scene.mention(word).is_none_or(|mention| mention.kind == NameKind::Person || mention.form == Form::Office);
    let last = scene.last_word(word);
    let plain = |at: usize| {
        scene.words.get(at).is_some_and(|next| next.is_word() && next.name.is_none() && next.role.is_none() && next.quotation.is_none())
    };
    let field = |at: usize| plain(at) && lexicon.is_title_modifier(&scene.words[at].lower) && !scene.words[at].is_head(lexicon);
    let noun = (last + 1..last + 4).find(|&at| !field(at)).filter(|&at| plain(at) && scene.words[at].is_head(lexicon));
    !person && noun.is_some_and(|at| at > last + 1 && !is_text(scene, at, lexicon))
}

/// Whether a possessive ending stands at the word.
pub fn is_clitic(scene: &Scene<'_>, at: usize) -> bool {
    scene.words.get(at).is_some_and(|word| word.shape == Shape::Clitic)
}

/// Whether the noun phrase at `word` hangs on a preposition.
pub fn is_oblique(scene: &Scene<'_>, word: usize) -> bool {
    let before = before(scene, word);
    let oblique = scene.is_oblique(word)
        || before.is_some_and(|before| scene.words[before].time.is_none() && is_preposition(&scene.words[before].lower));
    oblique && !follows_place(scene, word)
}

/// "In Oslo Captain | X warned": the preposition that opens the sentence takes the place alone.
fn follows_place(scene: &Scene<'_>, word: usize) -> bool {
    let person = scene.mention(word).is_some_and(|mention| mention.kind == NameKind::Person);
    let place = scene
        .mention(1)
        .is_some_and(|mention| matches!(mention.kind, NameKind::Place | NameKind::State) && mention.form != Form::Adjective);
    let last = if place { scene.last_word(1) } else { 1 };
    person && place && scene.words[0].is(&["in", "at"]) && !is_clitic(scene, last + 1) && described_from(scene, word) <= last + 1
}

/// The last word of the complement behind a noun at `head`: "a spokesman for the regional | health ministry".
pub fn with_complement(scene: &Scene<'_>, head: usize, lexicon: &Lexicon) -> usize {
    let mut end = head;
    while let Some(next) = complement(scene, end + 1, lexicon) {
        end = next;
    }
    end
}

/// The last word of "of the …", "for …" at `at`.
fn complement(scene: &Scene<'_>, at: usize, lexicon: &Lexicon) -> Option<usize> {
    let opens = scene.words.get(at)?.is(&["of", "for", "from", "at", "in", "with"]) && scene.words[at].quotation.is_none();
    let first = at + 1;
    let stops = |word: usize| {
        let Some(next) = scene.words.get(word) else { return true };
        let lower = next.lower.as_ref();
        let inner = next.name.is_some() || next.role.is_some() || next.shape == Shape::Clitic || next.text == "-" || next.is_head(lexicon);
        let article = word == first && matches!(lower, "the" | "a" | "an" | "his" | "her" | "its" | "their" | "them");
        let verb = cue::is_cue(scene, word, lexicon) || lower.ends_with("ed") || lexicon.is(WordClass::PersonVerb, lower);
        let plain = next.is_word() && !verb && !closes(lower);
        let pronoun = scene.mention(word).is_some_and(|mention| mention.form == Form::Pronoun);
        next.quotation.is_some() || next.time.is_some() || pronoun || !(inner || article || plain)
    };
    let end = (first..first + LONGEST).find(|&word| stops(word))?;
    let only_article = end == first + 1 && scene.words[first].is(&["the", "a", "an", "his", "her", "its", "their"]);
    (opens && end > first && !only_article).then_some(end - 1)
}

/// Words that no noun phrase goes on with.
pub fn closes(lower: &str) -> bool {
    is_preposition(lower)
        || matches!(
            lower,
            "the"
                | "a"
                | "an"
                | "and"
                | "but"
                | "or"
                | "that"
                | "which"
                | "who"
                | "what"
                | "how"
                | "why"
                | "whose"
                | "when"
                | "where"
                | "while"
                | "if"
                | "because"
                | "is"
                | "was"
                | "are"
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
                | "he"
                | "she"
                | "it"
                | "they"
                | "we"
                | "i"
                | "you"
                | "not"
                | "also"
                | "then"
                | "later"
                | "made"
                | "told"
                | "took"
                | "gave"
                | "went"
                | "even"
                | "met"
        )
        || lower.ends_with("ly")
}

/// The last word before what a noun phrase that ends at `last` does: complements, brackets, times, appositions and relative clauses passed over.
pub fn end(scene: &Scene<'_>, last: usize, lexicon: &Lexicon) -> usize {
    let mut end = last;
    while let Some(next) = complement(scene, end + 1, lexicon).or_else(|| aside(scene, end + 1)).or_else(|| next_aside(scene, end)) {
        end = next;
    }
    // "The envoy, X, said": a name between commas ends with the second.
    let comma = |at: usize| scene.words.get(at).is_some_and(|word| word.text == "," && word.quotation.is_none());
    let first = scene.phrase_start(last);
    let between = first.checked_sub(1).is_some_and(comma) && scene.mention(last).is_some();
    if between && comma(end + 1) { end + 1 } else { end }
}

/// The last word of a second aside whose first comma closes the one before: ", which A, made by B, | says".
fn next_aside(scene: &Scene<'_>, comma: usize) -> Option<usize> {
    scene.words.get(comma).filter(|word| word.text == ",").and_then(|_| aside(scene, comma))
}

/// The last word of a time, of words in brackets or of words between commas that begin at `at`.
fn aside(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let word = scene.words.get(at)?;
    if word.quotation.is_some() {
        return None;
    }
    if word.time.is_some() {
        return Some(at);
    }
    let reach = at + 1..scene.words.len().min(at + LONGEST);
    let closed = |mark: &str| reach.clone().find(|&word| scene.words[word].quotation.is_some() || scene.words[word].text == mark);
    if word.text == "(" {
        return closed(")").filter(|&end| scene.words[end].quotation.is_none());
    }
    let first = scene.words.get(at + 1)?;
    let describes = first.role.is_some()
        || first.shape == Shape::Number
        || (first.lower.ends_with("ed") && first.name.is_none())
        || first.is(&[
            "a", "an", "the", "his", "her", "its", "their", "who", "whose", "which", "himself", "herself", "speaking", "in", "at", "on",
            "of", "one", "then", "also",
        ]);
    let lists = scene.mention(at + 1).is_some_and(|mention| mention.kind == NameKind::Person);
    (word.text == "," && describes && !lists).then(|| closed(",")).flatten().filter(|&end| scene.words[end].quotation.is_none())
}

/// The verb of a noun phrase that ends at `end`: the first word behind it that is no adverb or auxiliary.
pub fn verb(scene: &Scene<'_>, end: usize) -> usize {
    let passed = |at: usize| {
        scene.words.get(at).is_some_and(|word| {
            word.quotation.is_none()
                && word.name.is_none()
                && (word.time.is_some()
                    || word.lower.ends_with("ly")
                    || word.is(&[
                        "also", "has", "have", "had", "then", "later", "further", "again", "who", "is", "was", "too", "once", "himself",
                        "herself", "in", "turn", "earlier", "even",
                    ])
                    || (word.is(&["as"]) && scene.words.get(at + 1).is_some_and(|next| next.lower.ends_with("ing"))))
        })
    };
    (end + 1..end + 4).find(|&at| !passed(at)).unwrap_or(end + 4)
}

/// The start with its article, and with up to three plain words between them: "the | foreign | ministry".
pub fn with_article(scene: &Scene<'_>, start: usize) -> usize {
    let determined = |word: usize| scene.words[word].is(&["a", "an", "the", "one", "his", "her", "its", "their"]);
    // "a Ruritanian embassy | official": a people's adjective belongs to the noun.
    let adjective = |word: usize| scene.mention(word).is_some_and(|mention| mention.form == Form::Adjective);
    let plain = |at: usize| {
        let word = &scene.words[at];
        (word.is_word() || word.text == "-")
            && (word.name.is_none() || adjective(at))
            && word.time.is_none()
            && word.quotation.is_none()
            && !closes(&word.lower)
    };
    if determined(start) {
        return start;
    }
    (start.saturating_sub(4)..start).rev().take_while(|&at| plain(at) || determined(at)).find(|&at| determined(at)).unwrap_or(start)
}

/// The word before a noun phrase with its article: "in | a separate announcement".
pub fn before(scene: &Scene<'_>, word: usize) -> Option<usize> {
    described_from(scene, word).checked_sub(1)
}

/// The first word of the noun phrase at `word`, its article and what stands between them included.
pub fn described_from(scene: &Scene<'_>, word: usize) -> usize {
    let mut first = start(scene, word);
    if scene.mention(word).is_some() {
        return first;
    }
    // "a senior ECOWAS | official".
    while let Some(before) = first.checked_sub(1) {
        let body = scene.mention(before).is_some_and(|mention| !matches!(mention.kind, NameKind::Person | NameKind::Place));
        if !body || scene.words[before].quotation.is_some() {
            break;
        }
        first = start(scene, before);
    }
    with_article(scene, first)
}

/// "the 52-year- | old".
pub fn is_aged(scene: &Scene<'_>, at: usize) -> bool {
    scene.words[at].is(&["old"]) && at >= 2 && scene.words[at - 1].text == "-" && scene.words[at - 2].is(&["year"])
}

/// Whether the word is a noun for a text: "statement".
pub fn is_text(scene: &Scene<'_>, at: usize, lexicon: &Lexicon) -> bool {
    scene.words[at].name.is_none() && lexicon.speaker_noun(&scene.words[at].lower) == Some(SpeakerNoun::Text)
}

/// Whether the last word of a noun phrase that may speak stands at `at`: a name, a pronoun, a noun for people or bodies.
pub fn is_actor(scene: &Scene<'_>, at: usize, lexicon: &Lexicon) -> bool {
    let word = &scene.words[at];
    if word.quotation.is_some() || word.time.is_some() {
        return false;
    }
    match scene.mention(at) {
        Some(mention) if mention.form != Form::Pronoun => scene.last_word(at) == at && scene.can_act(at),
        _ if word.is(&["he", "she", "it", "they"]) => true,
        _ => {
            let goes_on = scene.words.get(at + 1).is_some_and(|next| next.name.is_none() && next.is_head(lexicon));
            let beside = word.role.and_then(|role| scene.mentions.roles.get(role)).and_then(|role| scene.mentions.names.get(role.name));
            let head = word.is_head(lexicon) || is_aged(scene, at);
            word.is_word() && head && !goes_on && beside.is_none_or(|name| name.sentence != scene.idx)
        }
    }
}

/// "A retired | miner": one person whom nobody names and on whom nothing else hangs.
pub fn is_somebody(scene: &Scene<'_>, noun: usize, lexicon: &Lexicon) -> bool {
    let lower = &scene.words[noun].lower;
    let body = matches!(lexicon.speaker_noun(lower), Some(SpeakerNoun::Body | SpeakerNoun::Text));
    scene.words[noun].name.is_none()
        && !lower.ends_with('s')
        && !matches!(lower.as_ref(), "another" | "one" | "both" | "some" | "many")
        && !body
        && is_actor(scene, noun, lexicon)
        && scene.words[described_from(scene, noun)].is(&["a", "an", "the", "one", "another"])
        && !is_oblique(scene, noun)
        && !is_clitic(scene, noun + 1)
}
