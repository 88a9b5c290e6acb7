//! Words that name a deed: whether they are used as what they are listed as, and have around them what they need.

use std::ops::Range;

use super::scene::{Scene, Word};
use super::{circumstance, clause, counts, parties};
use crate::lexicon::{self, Frame, Trigger};
use crate::mentions::{Form, NameKind};

/// The longest trigger that begins at `at`, with its last word.
pub(super) fn at(scene: &Scene<'_>, at: usize) -> Option<(&'static Trigger, usize)> {
    let word = &scene.words[at];
    if !word.is_word() || word.name.is_some() || word.time.is_some() || word.quotation.is_some() || word.role.is_some() {
        return None;
    }
    lexicon::triggers(&word.lower).iter().find_map(|trigger| {
        let end = matched(scene, trigger, at).or_else(|| around_object(scene, trigger, at))?;
        fits(scene, trigger, at, end).then_some((trigger, end))
    })
}

/// The last word of a trigger whose words stand at `at` one behind the other.
fn matched(scene: &Scene<'_>, trigger: &Trigger, at: usize) -> Option<usize> {
    let stands = |(n, text): (usize, &String)| scene.words.get(at + n).is_some_and(|word| word.lower == *text && word.name.is_none());
    trigger.words.iter().enumerate().all(stands).then(|| at + trigger.words.len() - 1)
}

/// Words of an object that may stand before a verb's particle.
const BEFORE_PARTICLE: usize = 5;

/// "turned the request down", "called it off": the verb, where the particle follows its object; behind such a verb everything else begins.
fn around_object(scene: &Scene<'_>, trigger: &Trigger, at: usize) -> Option<usize> {
    let [verb, particle] = trigger.words.as_slice() else { return None };
    if !lexicon::is_particle(particle) || scene.words[at].lower != *verb {
        return None;
    }
    let object = |word: usize| {
        let here = &scene.words[word];
        here.quotation.is_none()
            && here.time.is_none()
            && here.is_word()
            && !super::scene::is_preposition(&here.lower)
            && !here.is(&["and", "but", "to", "that"])
            || here.shape == crate::text::Shape::Clitic
    };
    let mut behind = at + 1..scene.words.len().min(at + 2 + BEFORE_PARTICLE);
    let found = behind.find(|&word| scene.words[word].lower == *particle && word > at + 1)?;
    // "took in", "put over" with more behind them are prepositions.
    let ends = scene.words.get(found + 1).is_none_or(|next| {
        !next.is_word() || next.time.is_some() || super::scene::is_preposition(&next.lower) || next.is(&["and", "but", "again", "when"])
    });
    (ends && (at + 1..found).all(object) && particle != "in").then_some(at)
}

/// Words behind a verb of speech within which what it needs must stand.
const REACH: usize = 12;

/// Whether a trigger is used as what it is listed as: verbs as verbs, nouns as nouns, and with the words it needs.
fn fits(scene: &Scene<'_>, trigger: &Trigger, at: usize, end: usize) -> bool {
    let clause = clause::around(scene, at);
    // A noun in a dated entry stands for a whole sentence.
    let headline = trigger.frame == Frame::Noun && circumstance::in_dated_entry(scene);
    // What is said stands in a clause of its own.
    let around = match trigger {
        Trigger { spoken: true, .. } => at..scene.words.len().min(at + REACH),
        Trigger { wide: true, .. } => 0..scene.words.len(),
        _ => clause,
    };
    if !trigger.needs.is_empty() && trigger.frame != Frame::Moved && !headline && !has_needed(scene, trigger, end, around) {
        return false;
    }
    let before = at.checked_sub(1).map(|before| &scene.words[before]);
    if trigger.gerund {
        let auxiliary = ["is", "are", "was", "were", "been", "after"];
        return before.is_some_and(|word| word.is(&auxiliary))
            || at >= 2 && scene.words[at - 2].is(&auxiliary[..4]) && scene.words[at - 1].is(&["now", "also", "already"]);
    }
    // "sent a letter of congratulations" asks for nothing.
    if trigger.spoken && scene.words[end].is(&["letter", "note"]) && scene.words.get(end + 1).is_some_and(|next| next.is(&["of"])) {
        return false;
    }
    // "called on X at her hotel" is a visit, "called on X to resign" a demand.
    let calls = trigger.kind == "meeting" && trigger.words.len() == 2 && trigger.words[1] == "on" && trigger.words[0].starts_with("call");
    if calls && (end..clause_end(scene, end)).any(|word| scene.words[word].is(&["to", "for", "not"])) {
        return false;
    }
    // "The Contact Group that met in May".
    let relative = at >= 2 && scene.words[at - 1].is(&["that"]) && scene.words[at - 2].name.is_some();
    let determined = !relative
        && before.is_some_and(|word| {
            word.is(&[
                "the", "a", "an", "this", "that", "his", "her", "its", "their", "of", "no", "any", "for", "in", "from", "during", "peace",
                "new", "first", "last", "next", "further", "more", "direct",
            ]) || word.shape == crate::text::Shape::Clitic
                || word.shape == crate::text::Shape::Number && word.time.is_none()
        });
    if trigger.frame == Frame::With
        && trigger.words.len() == 1
        && scene.words[at].is(&["met", "meet", "meets"])
        && !meets_somebody(scene, at)
    {
        return false;
    }
    match trigger.frame {
        Frame::Noun => scene.words.get(end + 1).is_none_or(|next| next.text != "-"),
        _ if trigger.base && trigger.words.len() == 1 => !determined && takes_verb(scene, at),
        _ => (!determined && !is_noun_use(scene, trigger, at)) || trigger.words.len() > 1,
    }
}

fn clause_end(scene: &Scene<'_>, at: usize) -> usize {
    clause::around(scene, at).end
}

/// Whether one of the things that a trigger needs stands around it.
fn has_needed(scene: &Scene<'_>, trigger: &Trigger, end: usize, mut around: Range<usize>) -> bool {
    let needs = &trigger.needs;
    let behind = |kinds: &[NameKind]| named_behind(scene, end).is_some_and(|kind| kinds.contains(&kind));
    (needs.person && behind(&[NameKind::Person]))
        || (needs.place && behind(&[NameKind::Place, NameKind::State]))
        || (needs.party && behind(&[NameKind::Person, NameKind::Organisation, NameKind::State]))
        || (needs.time && (end + 1..scene.words.len().min(end + 3)).any(|word| scene.words[word].time.is_some()))
        || (needs.count && counts::of_people(scene, around.clone()) && !counts::by_accident(scene))
        || (needs.crowd && counts::of_crowd(scene, around.start..around.end.min(end)))
        || around.any(|word| {
            let stands = |phrase: &Vec<String>| {
                phrase.iter().enumerate().all(|(n, text)| scene.words.get(word + n).is_some_and(|here| here.lower == *text))
            };
            needs.words.contains(scene.words[word].lower.as_ref()) || needs.phrases.iter().any(stands)
        })
}

/// Whether what stands behind "met" can be met: no aircraft, demands or deadlines.
fn meets_somebody(scene: &Scene<'_>, at: usize) -> bool {
    let opens = scene.words.get(at + 1).is_some_and(|next| {
        next.is(&["the", "a", "an", "his", "her", "its", "their", "these", "those", "all", "some", "any", "no", "every", "many", "most"])
    });
    if !opens {
        return true;
    }
    let phrase = (at + 2..scene.words.len().min(at + 9)).take_while(|&word| {
        let here = &scene.words[word];
        here.is_word()
            && here.time.is_none()
            && !super::scene::is_preposition(&here.lower)
            && !here.is(&["and", "but", "that", "who", "when"])
            || here.shape == crate::text::Shape::Clitic
            || here.text == "-"
    });
    let somebody = |word: usize| {
        let here = &scene.words[word];
        here.name.is_some() || here.role.is_some() || parties::is_somebody(&here.lower)
    };
    phrase.into_iter().any(somebody)
}

/// Words that may stand between a verb and the name that is its object: "seized the town of X", "freed the former mayor, X".
const OBJECT: usize = 7;

/// What kind of name stands right behind a phrase, as its object.
fn named_behind(scene: &Scene<'_>, end: usize) -> Option<NameKind> {
    for at in end + 1..scene.words.len().min(end + 1 + OBJECT) {
        let word = &scene.words[at];
        if let Some(mention) = scene.mention(at) {
            let last = scene.last_word(at);
            let attribute = mention.form == Form::Adjective || scene.is_possessive(at);
            if attribute || word.role.is_some() && mention.kind != NameKind::Person {
                continue;
            }
            return (last < scene.words.len()).then_some(mention.kind);
        }
        let passes = word.role.is_some()
            || word.shape == crate::text::Shape::Clitic
            || word.is(&[
                "the", "a", "an", "of", "town", "city", "village", "port", "island", "former", "its", "their", "his", "her", "mr", "mr.",
                "mrs", "ms", "back",
            ])
            // "the former mayor, X"; not "the towns they had seized, X first among them".
            || (word.text == "," && at > end + 1)
            || word.lower.ends_with("er")
            || word.lower.ends_with("or")
            || word.name.is_some();
        if !passes || word.time.is_some() || word.quotation.is_some() {
            return None;
        }
    }
    None
}

/// "top-level talks", "the radio host, …": words that are a verb only behind somebody, an auxiliary or "to".
fn is_noun_use(scene: &Scene<'_>, trigger: &Trigger, at: usize) -> bool {
    let as_noun = match trigger.frame {
        Frame::With => scene.words[at].is(&["talks", "talk"]),
        Frame::Host => scene.words[at].is(&["host", "hosts"]),
        _ => false,
    };
    let Some(before) = at.checked_sub(1).map(|before| &scene.words[before]).filter(|_| as_noun) else { return false };
    !may_take_verb(before)
}

/// Whether the word before tells that a word which may be a noun is a verb.
fn takes_verb(scene: &Scene<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| may_take_verb(&scene.words[before]))
}

fn may_take_verb(before: &Word<'_>) -> bool {
    before.name.is_some()
        || before.time.is_some()
        || before
            .is(&["to", "will", "would", "shall", "also", "who", "and", "they", "he", "she", "not", "can", "could", "may", "might", "must"])
        || before.lower.ends_with('s')
}
