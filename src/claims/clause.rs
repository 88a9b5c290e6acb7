//! Clauses: the stretch of a sentence in which a verb, its people, its place and its time belong together.

use std::ops::Range;

use super::scene::Scene;
use crate::mentions::NameKind;

/// Words that open a clause of their own when a verb can follow.
fn opens(scene: &Scene<'_>, at: usize) -> bool {
    let word = &scene.words[at];
    if word.quotation.is_some() || word.name.is_some() {
        return false;
    }
    // "hours after X": the conjunction opens a clause although it belongs to a time.
    if word.time.is_some() {
        return word.is(&["after", "before", "since"]) && scene.words.get(at + 1).is_some_and(|next| next.time.is_none());
    }
    if matches!(word.text, ";" | "—" | ":") {
        return true;
    }
    let hyphenated = scene.words.get(at + 1).is_some_and(|next| matches!(next.text, "-" | "‑"));
    if !hyphenated
        && word.is(&[
            "after",
            "before",
            "while",
            "when",
            "where",
            "which",
            "although",
            "though",
            "because",
            "since",
            "until",
            "unless",
            "whereas",
            "follow",
            "follows",
            "followed",
            "following",
            "ahead",
            "if",
            "that",
        ])
    {
        return true;
    }
    if word.text == "," && rounds_off(scene, at) {
        return true;
    }
    let after_comma = at > 0 && scene.words[at - 1].text == ",";
    // "X met Y in Z, showing …": the participle begins a remark of its own.
    if after_comma
        && word.is_word()
        && word.lower.len() > 4
        && word.lower.ends_with("ing")
        && !word.is(&["including", "during", "according"])
    {
        return true;
    }
    // "held talks, via video link, with Y": the commas hold an aside.
    let aside = word.is(&["with"]) && after_comma && (at.saturating_sub(5)..at - 1).any(|before| scene.words[before].text == ",");
    if aside {
        return false;
    }
    if word.is(&["and", "but", "or", "as", "who", "whose", "with", "so"]) && after_comma {
        return true;
    }
    // "called it “useful” and announces …": a quotation rounds a clause off.
    if word.is(&["and", "but"]) && at > 0 && scene.words[at - 1].shape == crate::text::Shape::QuoteClose {
        return true;
    }
    // "met X and announced": a new verb with the same subject. Verbs in -ed behind "and" are the safe part of that.
    word.is(&["and", "but"])
        && scene.words.get(at + 1).is_some_and(|next| {
            next.name.is_none()
                && next.time.is_none()
                && next.is_word()
                && (next.lower.ends_with("ed") || next.lower.ends_with("ing"))
                && !next.lower.ends_with("eed")
        })
}

/// "Following the talks held in X on Monday, A and B spoke": the comma that ends what the sentence opens with, where nobody is named before it.
fn rounds_off(scene: &Scene<'_>, comma: usize) -> bool {
    let opener = scene.words[0].is(&["after", "following", "before", "since", "while", "when"]);
    let person = |at: usize| scene.mention(at).is_some_and(|mention| mention.kind == NameKind::Person);
    let Some(next) = (comma + 1..scene.words.len()).find(|&at| person(at)).filter(|_| opener) else { return false };
    scene.phrase_start(next) == comma + 1 && !(0..comma).any(person)
}

/// The clause that `at` stands in.
pub(super) fn around(scene: &Scene<'_>, at: usize) -> Range<usize> {
    let start = (0..=at).rev().find(|&word| opens(scene, word)).map_or(0, |word| if word == at { word } else { word + 1 });
    let end = (at + 1..scene.words.len()).find(|&word| opens(scene, word)).unwrap_or(scene.words.len());
    start..end
}

/// The clause before one that opens with one of the words.
pub(super) fn before(scene: &Scene<'_>, clause: &Range<usize>, openers: &[&str]) -> Option<Range<usize>> {
    let opener = clause.start.checked_sub(1).filter(|&opener| scene.words[opener].is(openers))?;
    // "in which", ", when": the comma and the preposition belong to neither.
    let end = (0..opener).rev().find(|&at| scene.words[at].text != "," && !scene.words[at].is(&["in", "during", "at"]))?;
    // "…, officials said, after the talks": the words between commas are nobody's doing.
    let aside = scene.words[opener - 1].text == "," && scene.words[end].is(&["said", "says", "added", "announced", "reported"]);
    // A dateline's dash opens a clause too.
    let first = (0..scene.words.len().min(16)).rev().find(|&at| matches!(scene.words[at].text, "—" | "–")).map_or(0, |dash| dash + 1);
    let main = if aside { around(scene, first) } else { around(scene, end) };
    let end = if aside { main.end.min(opener).checked_sub(1)? } else { end };
    (main.start <= end).then_some(main.start..end + 1)
}

/// Nouns that a day belongs to rather than to the verb before them: "a meeting on Tuesday".
pub(super) fn names_occasion(lower: &str) -> bool {
    matches!(
        lower,
        "meeting"
            | "meetings"
            | "talks"
            | "summit"
            | "session"
            | "round"
            | "visit"
            | "conference"
            | "negotiations"
            | "trip"
            | "hearing"
            | "signing"
            | "ceremony"
            | "vote"
            | "election"
            | "elections"
            | "referendum"
            | "march"
            | "rally"
            | "attack"
            | "attacks"
            | "strike"
            | "strikes"
            | "raid"
            | "shelling"
            | "bombing"
            | "incident"
            | "clash"
            | "clashes"
            | "killing"
            | "killings"
            | "exchange"
            | "release"
            | "handover"
            | "ceasefire"
            | "truce"
    )
}
