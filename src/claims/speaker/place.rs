//! What the place of a candidate tells: its distance, its verb, the words around it, whom it may mean.

use std::borrow::Cow;

use super::candidate::Candidate;
use super::cues::Cue;
use super::doer;
use super::features::{Sink, Words, acting, class, figures, truth};
use super::meaning;
use super::part::{Part, name};
use super::passage::{Passage, Spoken};
use super::phrase;
use crate::base::Span;
use crate::claims::cue;
use crate::claims::scene::Scene;
use crate::lexicon::SpeakerNoun;
use crate::mentions::{Form, NameKind};

fn step(distance: usize) -> usize {
    match distance {
        0..=3 => distance,
        4..=5 => 4,
        6..=9 => 6,
        10..=15 => 10,
        _ => 16,
    }
}

/// The candidate as subject or object of the cue that matters most for the quotation.
struct Tie<'c> {
    cue: Option<&'c Cue>,
    /// `S` subject of that cue, `F` behind it, `A` according to whom, `s` and `f` of another cue, `-` of none.
    role: &'static str,
}

fn tie<'c>(passage: &Passage<'_, '_>, spoken: &'c Spoken<'_>, words: Span, side: Side) -> Tie<'c> {
    let starts = |cue: &&Cue| cue.span.start;
    let key = match side {
        Side::Before => doer::last_before(spoken, passage.quotation.whole),
        Side::Behind => spoken.cues.iter().filter(|cue| cue.span.start >= passage.quotation.whole.end).min_by_key(starts),
        Side::Elsewhere => spoken.cues.iter().max_by_key(starts),
    };
    let is = |span: Option<Span>| span.is_some_and(|span| span.overlaps(words));
    // "The council's statement read", "the opinion of the court read": whoever owns the text.
    let owns = |span: Option<Span>| {
        let scene = &spoken.scene;
        let head = span.and_then(|span| scene.words.iter().rposition(|word| span.overlaps(word.span)));
        head.filter(|&head| !scene.words[head].span.overlaps(words) && phrase::is_text(scene, head, passage.scenes.lexicon)).is_some_and(
            |head| {
                let end = phrase::with_complement(scene, head, passage.scenes.lexicon);
                is(span.map(|span| span.join(scene.words[end].span)))
            },
        )
    };
    let role = match key {
        Some(cue) if owns(doer::doing(cue)) => "T",
        Some(cue) if cue.aside && is(cue.follows) => "A",
        Some(cue) if cue.passive && is(cue.follows) => "S",
        // "“…,” said X": not a verb further on with whatever follows it.
        Some(cue) if side == Side::Behind && is(cue.follows) && !(cue.passive || cue.aside) && cue.at > passage.after() + 4 => "f",
        Some(cue) if (cue.passive || cue.agentless) && is(cue.subject) => "o",
        Some(cue) if is(cue.subject) => "S",
        Some(cue)
            if is(cue.follows)
                && cue.subject.is_none_or(|subject| subject.end <= passage.quotation.whole.start && side == Side::Behind) =>
        {
            "F"
        }
        _ if spoken.cues.iter().any(|cue| cue.passive && is(cue.follows)) => "S",
        _ if spoken.cues.iter().any(|cue| !cue.agentless && is(cue.subject)) => "s",
        Some(cue) if is(cue.follows) => "o",
        _ if spoken.cues.iter().any(|cue| is(cue.follows)) => "f",
        _ => "-",
    };
    Tie { cue: key, role }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    Behind,
    Elsewhere,
}

/// Names every feature of a candidate with a place.
pub(super) fn of(passage: &Passage<'_, '_>, words: &Words<'_>, candidate: &Candidate, place: (usize, usize, usize), sink: &mut Sink<'_>) {
    let (idx, first, last) = place;
    let Some(spoken) = passage.spoken(idx) else { return };
    let scene = &spoken.scene;
    let span = scene.stretch(first, last);
    let lexicon = passage.scenes.lexicon;
    let reading = candidate.reading.word();
    let (side, direction, sentences) = if idx == passage.opens && span.end <= passage.quotation.whole.start {
        (Side::Before, "<", 0)
    } else if idx == passage.closes && span.start >= passage.quotation.whole.end {
        (Side::Behind, ">", 0)
    } else if idx < passage.opens {
        (Side::Elsewhere, "<", passage.opens - idx)
    } else {
        (Side::Elsewhere, ">", (idx - passage.closes).max(1))
    };
    let end = phrase::end(scene, last, lexicon);
    let verb = phrase::verb(scene, end);
    // The words between candidate and quotation, or between it and the end that faces the quotation.
    let (from, to) = match (side, direction) {
        (Side::Before, _) => (end + 1, passage.before()),
        (Side::Behind, _) => (passage.after(), first),
        (_, "<") => (end + 1, scene.words.len()),
        _ => (0, first),
    };
    let between = from..to.max(from).min(scene.words.len());
    let n_between = figures(step(between.clone().filter(|&at| scene.words[at].quotation.is_none()).count()));
    let quoted = between.clone().any(|at| scene.words[at].quotation.is_some());
    let others = figures(acting(scene, between.start, between.end, candidate).min(3));
    let kind = kind(passage, candidate, scene, first);
    let tie = tie(passage, spoken, span, side);
    let (role, lemma) = (tie.role, tie.cue.map_or("-", |cue| cue::lemma(scene, cue.at, lexicon).unwrap_or("according")));
    let (length, capital, mark, alone, doers) = (words.length, words.capital, words.end, words.alone, words.doers.name());
    let (before, after) = (Part::of(&words.before), Part::of(&words.after));
    let does = spoken.cues.iter().find(|cue| cue.at == verb && !cue.aside);
    let does = does.map_or("-", |cue| {
        if cue.passive || cue.agentless {
            "p"
        } else if tie.cue.is_some_and(|key| key.at == cue.at) {
            "K"
        } else {
            "k"
        }
    });
    // "described by X": the doer hangs on the verb alone.
    let by = spoken.cues.iter().any(|cue| cue.passive && cue.follows.is_some_and(|doer| doer.overlaps(span)));
    let status = status(passage, scene, first, last, does != "-", by);
    let distant = passage.block(passage.opens) > passage.block(idx);
    // Put together once: nearly every feature begins with it.
    let d: &str = &[direction, figures(sentences.min(3)), if distant { "¶" } else { "" }, status].concat();
    let (d, reading, kind) = (Part::of(d), Part::of(reading), Part::of(kind));
    sink(name![d, " ", reading]);
    sink(name![d, " ", kind]);
    sink(name![status, " ", kind, " tie ", role]);
    sink(name![d, " tie ", role]);
    sink(name!["tie ", role, " ", lemma]);
    sink(name![d, " tie ", role, " others ", others]);
    sink(name![d, " tie ", role, " before ", before]);
    sink(name![d, " tie ", role, " after ", after]);
    sink(name![d, " tie ", role, " ", capital, " length ", length]);
    sink(name![d, " tie ", role, " alone ", alone, " end ", mark]);
    sink(name![d, " distance ", n_between]);
    sink(name![d, " others ", others]);
    sink(name![d, " before ", before]);
    sink(name![d, " after ", after]);
    if between.len() <= 4 && !quoted {
        let path: Vec<Cow<'_, str>> = between.map(|at| class(scene, at, lexicon)).collect();
        let path: &str = &path.join(" ");
        sink(name![d, " path ", path]);
    }
    let behind = class(scene, last + 1, lexicon);
    let behind = Part::of(&behind);
    sink(name![d, " next ", behind]);
    sink(name![status, " next ", behind]);
    let ahead = phrase::before(scene, last).map_or(Cow::Borrowed("^"), |at| class(scene, at, lexicon));
    let ahead = Part::of(&ahead);
    sink(name![d, " previous ", ahead]);
    sink(name!["previous ", ahead]);
    sink(name![status, " tie ", role]);
    let first_cue = spoken.cues.iter().min_by_key(|cue| cue.at);
    let first_says = first_cue.is_some_and(|cue| {
        let doer = if cue.aside || cue.passive { cue.follows } else { cue.subject };
        doer.is_some_and(|doer| doer.overlaps(span))
    });
    let first_says = truth(first_says);
    sink(name![d, " first ", first_says, " tie ", role]);
    sink(name![d, " first ", first_says, " does ", does]);
    let nested = spoken.cues.iter().filter(|cue| cue.at < first && !(cue.passive || cue.aside) && side == Side::Before).count().min(2);
    let nested = figures(nested);
    sink(name![d, " nested ", nested, " does ", does]);
    sink(name![d, " nested ", nested, " tie ", role]);
    sink(name![d, " does ", does]);
    sink(name![d, " does ", does, " tie ", role, " others ", others]);
    sink(name![d, " does ", does, " ", kind]);
    sink(name![status, " does ", does]);
    let verb: &str = &class(scene, verb, lexicon);
    sink(name![d, " verb ", verb]);
    if status == "p" {
        let owned: &str = &class(scene, last + 2, lexicon);
        sink(name!["owns ", owned]);
    }
    if let Some(cue) = tie.cue {
        let side = if span.start > cue.span.end { "behind" } else { "before" };
        sink(name![d, " tie ", role, " said ", side]);
    }
    if side == Side::Elsewhere {
        sink(name![direction, " elsewhere own ", doers]);
        sink(name![d, " own ", doers]);
        sink(name![d, " own ", doers, " tie ", role]);
    } else {
        let is = words.doers.place(span);
        sink(name![direction, " own ", doers, " is ", is]);
        sink(name![d, " own ", doers, " is ", is]);
        sink(name![d, " is ", is, " ", reading]);
        sink(name![d, " is ", is, " ", kind]);
        sink(name![d, " is ", is, " tie ", role]);
    }
    let age = passage.heard.iter().position(|heard| heard.candidate.chain.is_some() && heard.candidate.chain == candidate.chain);
    let age = age.map_or("-", |age| figures(age.min(1)));
    sink(name!["heard ", age]);
    sink(name!["heard ", age, " ", reading]);
    sink(name!["heard ", age, " ", reading, " tie ", role]);
    sink(name!["heard ", age, " ", direction, " ", reading, " own ", doers]);
    meaning::of(passage, candidate, role, &scene.words[last], sink);
}

/// What the noun phrase does in its sentence: `i` stands free, `o` hangs on a preposition, `p` owns what follows, `r` lies in the role of somebody else, `m` stands before a noun of its phrase.
fn status(passage: &Passage<'_, '_>, scene: &Scene<'_>, first: usize, last: usize, says: bool, by: bool) -> &'static str {
    let role = scene.words[last].role.and_then(|role| passage.scenes.mentions.roles.get(role));
    let other = role.is_some_and(|role| scene.words[last].name.is_none_or(|name| name != role.name));
    let next = scene.words.get(last + 1);
    let noun =
        next.is_some_and(|next| next.is_word() && next.name.is_none() && next.quotation.is_none() && next.is_head(passage.scenes.lexicon));
    match () {
        () if other => "r",
        () if phrase::is_clitic(scene, last + 1) => "p",
        () if noun => "m",
        () if by => "i",
        // "with X calling it “…”".
        () if says && phrase::before(scene, first).is_some_and(|before| scene.words[before].is(&["with"])) => "i",
        () if phrase::is_oblique(scene, first) => "o",
        () => "i",
    }
}

fn kind(passage: &Passage<'_, '_>, candidate: &Candidate, scene: &Scene<'_>, at: usize) -> &'static str {
    let chain = candidate.chain.and_then(|chain| passage.scenes.mentions.chains.get(chain));
    match (chain.map(|chain| chain.kind), scene.mention(at).map(|mention| mention.form)) {
        (Some(NameKind::Person), Some(Form::Office)) => "office",
        (Some(NameKind::Person), _) => "person",
        (Some(NameKind::Organisation), _) => "body",
        (Some(NameKind::State), Some(Form::Metonym)) => "metonym",
        (Some(NameKind::State), _) => "state",
        (Some(_), _) => "other",
        (None, _) if scene.words[at].is(&["he", "she", "it", "they"]) => "bare pronoun",
        (None, _) => match candidate
            .place
            .and_then(|(_, _, last)| scene.words.get(last))
            .and_then(|word| passage.scenes.lexicon.speaker_noun(&word.lower))
        {
            Some(SpeakerNoun::Body) => "body noun",
            Some(SpeakerNoun::Text) => "text",
            _ => "people",
        },
    }
}
