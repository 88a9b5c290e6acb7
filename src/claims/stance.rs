//! Who demands, offers, accepts or rejects what.

use super::scene::Scene;
use super::{Attitude, Stance, circumstance, subject};
use crate::lexicon::Lexicon;
use crate::mentions::Mentions;
use crate::text::{Document, Shape};

/// Every attitude that a named actor takes to something, in order.
pub(super) fn read(document: &Document, mentions: &Mentions, lexicon: &Lexicon) -> Vec<Stance> {
    let mut all = Vec::new();
    for idx in 0..document.sentences.len() {
        if !document.is_running(idx) {
            continue;
        }
        let scene = Scene::new(document, mentions, idx);
        all.extend((0..scene.words.len()).filter_map(|at| stance(&scene, at, lexicon)));
    }
    all
}

fn stance(scene: &Scene<'_>, at: usize, lexicon: &Lexicon) -> Option<Stance> {
    let attitude = attitude_at(scene, at)?;
    let actor = subject::before(scene, at)?.chain?;
    let clause = super::clause::around(scene, at);
    let end = (at + 1..clause_end(scene, at))
        .rev()
        .find(|&word| scene.words[word].is_word() || matches!(scene.words[word].shape, Shape::Number | Shape::QuoteClose))?;
    let words = scene.stretch(at, end);
    let body = scene.document.article.body();
    let issues = lexicon.issues_in(words.of(body));
    (!issues.is_empty() && end >= at + 2).then(|| Stance {
        actor,
        attitude,
        words,
        sentence: scene.idx,
        issues,
        time: circumstance::time(scene, at, &clause),
    })
}

/// Where what the attitude is about ends: at the sentence's end, or where somebody else begins to act.
fn clause_end(scene: &Scene<'_>, at: usize) -> usize {
    let other = |word: usize| {
        scene.words[word].text == ","
            && scene.words.get(word + 1).is_some_and(|next| next.is(&["and", "but", "while", "whereas"]))
            && scene.can_act(word + 2)
    };
    (at + 1..scene.words.len()).find(|&word| scene.words[word].text == ";" || other(word)).unwrap_or(scene.words.len())
}

/// The attitude that the verb at `at` expresses, negation taken into account.
pub(super) fn attitude_at(scene: &Scene<'_>, at: usize) -> Option<Attitude> {
    let word = &scene.words[at];
    if !word.is_word() || word.name.is_some() || word.quotation.is_some() || word.role.is_some() {
        return None;
    }
    let before = at.checked_sub(1).map(|before| &scene.words[before]);
    if before.is_some_and(|word| word.is(&["the", "a", "an", "of", "its", "their", "his", "her", "no", "any", "new", "more"])) {
        return None;
    }
    let next = scene.words.get(at + 1);
    let negated = scene.words[at.saturating_sub(3)..at].iter().any(|word| word.is(&["not", "never", "n't", "n’t", "no"]));
    let attitude = match word.lower.as_str() {
        "demanded" | "demands" | "demand" | "demanding" | "urged" | "urges" | "urge" => Attitude::Demands,
        "called" | "calls" if next.is_some_and(|next| next.is(&["for", "on"])) => Attitude::Demands,
        "offered" | "offers" | "proposed" | "proposes" | "pledged" | "promised" => Attitude::Offers,
        "accepted" | "accepts" | "agreed" | "agrees" | "welcomed" | "welcomes" => Attitude::Accepts,
        "rejected" | "rejects" | "reject" | "refused" | "refuses" | "refuse" | "opposes" | "opposed" | "ruled" | "dismissed" | "denied"
        | "denies" => Attitude::Rejects,
        "insists" | "insisted" | "maintains" | "maintained" | "reiterated" | "reiterates" | "stressed" | "stresses" => Attitude::Insists,
        "ready" | "prepared" | "willing" if next.is_some_and(|next| next.is(&["to", "for"])) => Attitude::Ready,
        "signalled" | "signaled" | "signals" if next.is_some_and(|next| next.is(&["readiness", "willingness"])) => Attitude::Ready,
        "supports" | "supported" | "backs" | "backed" | "endorsed" | "endorses" => Attitude::Supports,
        "accused" | "accuses" | "blamed" | "blames" | "condemned" | "condemns" => Attitude::Accuses,
        _ => return None,
    };
    Some(match (attitude, negated) {
        (Attitude::Accepts | Attitude::Supports | Attitude::Ready, true) => Attitude::Rejects,
        (attitude, _) => attitude,
    })
}
