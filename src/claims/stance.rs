//! Who demands, offers, accepts or rejects what: by verbs of attitude, by what somebody says must or will not be, and in quoted words.

mod modal;
mod quoted;

use super::scene::Scene;
use super::{Attitude, Quote, Stance, circumstance, cue, subject};
use crate::base::Span;
use crate::lexicon::Lexicon;
use crate::mentions::{ChainIdx, Mentions};
use crate::text::{Document, Shape};

/// A verb no further behind another one than this belongs to it.
const WITHIN: usize = 3;

/// Every attitude that an actor takes to something, in order, with the issues that it touches if any.
pub(super) fn read(document: &Document, mentions: &Mentions, quotes: &[Quote], lexicon: &Lexicon) -> Vec<Stance> {
    let mut all: Vec<Stance> = Vec::new();
    for idx in 0..document.sentences.len() {
        if !document.is_running(idx) {
            continue;
        }
        let scene = Scene::new(document, mentions, idx);
        let told = (0..scene.words.len()).flat_map(|at| {
            let all = told(&scene, at, lexicon);
            if all.is_empty() { modal::told(&scene, at, lexicon).into_iter().collect() } else { all }
        });
        let spoken = quoted::all(&scene, quotes);
        let mut taken: Vec<Taken> = told.chain(spoken).collect();
        taken.sort_by_key(|taken| (taken.actor, taken.at));
        // "refused to accept" is one attitude, the outer one.
        taken.dedup_by(|inner, outer| inner.actor == outer.actor && inner.at - outer.at <= WITHIN);
        taken.sort_by_key(|taken| taken.at);
        all.extend(taken.iter().filter_map(|taken| stance(&scene, taken, lexicon)));
    }
    all
}

/// An attitude with the words that tell it, by their places in the sentence.
struct Taken {
    actor: ChainIdx,
    attitude: Attitude,
    /// Where its verb stands.
    at: usize,
    /// First word that is printed, and the one behind the last.
    from: usize,
    end: usize,
}

/// The attitude that a verb outside quotations tells, of everybody who takes it: "A, B and C | rejected".
fn told(scene: &Scene<'_>, at: usize, lexicon: &Lexicon) -> Vec<Taken> {
    let Some(attitude) = attitude_at(scene, at).or_else(|| phrase_at(scene, at)) else { return Vec::new() };
    let subject = subject::before(scene, at).filter(|subject| !subject::is_apart(scene, subject.words, at));
    let Some(subject) = subject.filter(|subject| subject.chain.is_some() && !is_open(scene, subject.words, at, lexicon)) else {
        return Vec::new();
    };
    let (from, end) = (with_negation(scene, at), clause_end(scene, at));
    let actors = subject.chain.into_iter().chain(partners(scene, subject.words));
    actors.map(|actor| Taken { actor, attitude, at, from, end }).collect()
}

/// Words behind which a clause begins with its subject.
const OPENERS: [&str; 10] = ["that", "and", "but", "while", "when", "because", "both", "said", "says", "as"];

/// Those whom "and" or a comma joins to a subject before it.
fn partners(scene: &Scene<'_>, subject: Span) -> Vec<ChainIdx> {
    let mut found = Vec::new();
    let Some(mut head) = scene.words.iter().position(|word| subject.overlaps(word.span)) else { return found };
    loop {
        let start = scene.phrase_start(head);
        let joint = start.checked_sub(1).map(|joint| &scene.words[joint]);
        let joined = joint.is_some_and(|joint| joint.is(&["and"]) || joint.text == "," && !found.is_empty());
        let other = scene.mention(head).filter(|_| joined).and_then(|_| scene.conjunct_before(start, head));
        // "A met B and C rejected": B is no subject.
        let opens = |other: usize| {
            let before = scene.phrase_start(other).checked_sub(1).map(|before| &scene.words[before]);
            before.is_none_or(|before| !before.is_word() || before.time.is_some() || before.is(&OPENERS))
        };
        let acts = |other: &usize| opens(*other) && scene.can_act(*other) && !scene.is_possessive(*other) && !scene.is_oblique(*other);
        let Some((other, mention)) = other.filter(acts).and_then(|other| Some((other, scene.mention(other)?))) else { return found };
        found.push(mention.chain);
        head = other;
    }
}

/// What is not said to be so: "if X accepts", "whether X accepts", "denied that X had rejected"; and silence, which is no position.
fn is_open(scene: &Scene<'_>, subject: Span, at: usize, lexicon: &Lexicon) -> bool {
    let first = scene.words.iter().position(|word| subject.overlaps(word.span)).unwrap_or(at);
    let opener = scene.phrase_start(first).checked_sub(1);
    let asked = opener.is_some_and(|opener| scene.words[opener].is(&["if", "unless", "whether", "until", "provided", "should"]));
    let that = (0..at).rev().find(|&word| scene.words[word].is(&["that"]) && scene.words[word].quotation.is_none());
    let denies = |word: usize| {
        cue::is_cue(scene, word, lexicon)
            && scene.words[word].saying(lexicon).is_some_and(|verb| verb.lemma == "deny" || verb.lemma == "doubt")
    };
    let denied = that.is_some_and(|that| (that.saturating_sub(4)..that).any(denies));
    asked || denied || is_silence(scene, at) || denies_fact(scene, at)
}

/// "denied that it had …", "denied having …": no refusal of anything, as "denied that they will be freed" is.
fn denies_fact(scene: &Scene<'_>, at: usize) -> bool {
    if !scene.words[at].is(&["denied", "denies", "deny", "denying"]) {
        return false;
    }
    let next = |words: &[&str]| scene.words.get(at + 1).is_some_and(|next| next.is(words));
    let auxiliary = ["had", "has", "have", "was", "were", "did", "is", "are", "will", "would", "could", "can", "may", "might"];
    let first = scene.words[at..].iter().take_while(|word| !matches!(word.text, ";" | ":")).find(|word| word.is(&auxiliary));
    let that = scene.words[at..].iter().take(6).any(|word| word.is(&["that"]));
    next(&["having", "being", "any", "ever"])
        || that && first.is_none_or(|first| !first.is(&["will", "would", "could", "can", "may", "might"]))
}

/// "refused to say", "declined to comment".
fn is_silence(scene: &Scene<'_>, at: usize) -> bool {
    let silent = [
        "say",
        "comment",
        "answer",
        "elaborate",
        "specify",
        "disclose",
        "reveal",
        "identify",
        "name",
        "tell",
        "speculate",
        "explain",
        "respond",
        "confirm",
        "speak",
        "predict",
    ];
    scene.words[at].is(&["refused", "refuses", "refuse", "declined", "declines"])
        && scene.words.get(at + 1).is_some_and(|next| next.is(&["to"]))
        && (scene.words.get(at + 2).is_some_and(|next| next.is(&silent) || next.is(&["be"])))
}

fn stance(scene: &Scene<'_>, taken: &Taken, lexicon: &Lexicon) -> Option<Stance> {
    let Taken { actor, attitude, at, from, end } = *taken;
    let last = (at + 1..end)
        .rev()
        .find(|&word| scene.words[word].is_word() || matches!(scene.words[word].shape, Shape::Number | Shape::QuoteClose))?;
    let words = scene.stretch(from, last);
    let issues = lexicon.issues_in(words.of(scene.document.article.body()));
    let clause = super::clause::around(scene, at);
    (last >= from + 2).then(|| Stance { actor, attitude, words, sentence: scene.idx, issues, time: circumstance::time(scene, at, &clause) })
}

/// Where the words of the verb at `at` begin: a negation before it belongs to them, or they would say the opposite.
fn with_negation(scene: &Scene<'_>, at: usize) -> usize {
    let Some(negation) = (at.saturating_sub(3)..at).find(|&word| is_negation(&scene.words[word].lower)) else { return at };
    let auxiliary = negation.checked_sub(1).filter(|&before| is_auxiliary(&scene.words[before].lower));
    auxiliary.unwrap_or(negation)
}

fn is_negation(lower: &str) -> bool {
    matches!(lower, "not" | "never" | "n't" | "n’t" | "no" | "cannot" | "nor")
}

fn is_auxiliary(lower: &str) -> bool {
    matches!(
        lower,
        "will"
            | "would"
            | "wo"
            | "can"
            | "ca"
            | "could"
            | "shall"
            | "should"
            | "must"
            | "may"
            | "might"
            | "do"
            | "does"
            | "did"
            | "has"
            | "have"
            | "had"
            | "is"
            | "are"
            | "was"
            | "were"
    )
}

/// Where what the attitude is about ends: at the sentence's end, where somebody else begins to act, or where a relative clause between commas does.
fn clause_end(scene: &Scene<'_>, at: usize) -> usize {
    let relative = (at.saturating_sub(4)..at)
        .rev()
        .take_while(|&word| scene.words[word].text != ",")
        .any(|word| scene.words[word].is(&["who", "which"]));
    if relative
        && let Some(comma) =
            (at + 2..scene.words.len()).find(|&word| scene.words[word].text == "," && scene.words[word].quotation.is_none())
    {
        return comma;
    }
    let other = |word: usize| {
        scene.words[word].text == ","
            && scene.words.get(word + 1).is_some_and(|next| next.is(&["and", "but", "while", "whereas"]))
            && scene.can_act(word + 2)
    };
    (at + 1..scene.words.len()).find(|&word| scene.words[word].text == ";" || other(word)).unwrap_or(scene.words.len())
}

/// Attitudes that take a verb and the word behind it.
fn phrase_at(scene: &Scene<'_>, at: usize) -> Option<Attitude> {
    let word = &scene.words[at];
    if !word.is_word() || word.name.is_some() || word.quotation.is_some() || word.role.is_some() {
        return None;
    }
    let next = |words: &[&str]| scene.words.get(at + 1).is_some_and(|next| next.is(words));
    let attitude = match word.lower.as_ref() {
        "wants" | "wanted" | "want" | "seeks" | "sought" if !next(&["to", "out", "in"]) => Attitude::Demands,
        "pressed" | "presses" | "pressing" | "pushed" | "pushes" | "pushing" | "appealed" | "appeals" | "asked" | "asks" | "lobbied"
            if next(&["for"]) =>
        {
            Attitude::Demands
        }
        "declined" | "declines" | "spurned" | "spurns" | "resisted" | "resists" => Attitude::Rejects,
        "turned" if next(&["down"]) => Attitude::Rejects,
        "objects" | "objected" | "object" if next(&["to"]) => Attitude::Rejects,
        "balked" | "balks" if next(&["at"]) => Attitude::Rejects,
        "reaffirmed" | "reaffirms" | "reasserted" => Attitude::Insists,
        "open" if next(&["to"]) => Attitude::Ready,
        "expressed" | "voiced" | "confirmed" | "declared" if next(&["readiness", "willingness", "its", "his", "her", "their"]) => {
            let told = scene.words.get(at + 1..scene.words.len().min(at + 4)).unwrap_or_default();
            told.iter().any(|word| word.is(&["readiness", "willingness"])).then_some(Attitude::Ready)?
        }
        "favours" | "favors" | "favoured" | "favored" => Attitude::Supports,
        "denounced" | "denounces" | "criticised" | "criticized" | "criticises" | "criticizes" => Attitude::Accuses,
        _ => return None,
    };
    let is_negated = scene.words[at.saturating_sub(3)..at].iter().any(|word| is_negation(&word.lower));
    match attitude {
        Attitude::Ready | Attitude::Supports if is_negated => Some(Attitude::Rejects),
        _ if is_negated => None,
        attitude => Some(attitude),
    }
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
    let attitude = match word.lower.as_ref() {
        "demanded" | "demands" | "demand" | "demanding" | "urged" | "urges" | "urge" => Attitude::Demands,
        "called" | "calls" if next.is_some_and(|next| next.is(&["for", "on"])) => Attitude::Demands,
        "offered" | "offers" | "proposed" | "proposes" | "pledged" | "promised" => Attitude::Offers,
        "accepted" | "accepts" | "agreed" | "agrees" | "welcomed" | "welcomes" => Attitude::Accepts,
        "rejected" | "rejects" | "reject" | "refused" | "refuses" | "refuse" | "opposes" | "opposed" | "dismissed" | "denied"
        | "denies" => Attitude::Rejects,
        "ruled" | "rules" | "ruling" if next.is_some_and(|next| next.is(&["out"])) => Attitude::Rejects,
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
