//! What a candidate's words mean: what the article tells about the one they lead to, and how well they lead there.

use super::candidate::{Candidate, Reading};
use super::features::{Sink, figures, truth};
use super::part::{Part, name};
use super::passage::Passage;
use crate::claims::scene::Word;
use crate::lexicon::Gender;
use crate::mentions::{ChainIdx, Form, NameKind};

/// Names the features of a candidate that do not depend on its place. `tie` is what it is to the verb of saying, `noun` its last word.
pub(super) fn of(passage: &Passage<'_, '_>, candidate: &Candidate, tie: &str, noun: &Word<'_>, sink: &mut Sink<'_>) {
    known(passage, candidate, sink);
    called(passage, candidate, noun, sink);
    meant(passage, candidate, tie, sink);
}

/// What the article so far tells about the chain.
fn known(passage: &Passage<'_, '_>, candidate: &Candidate, sink: &mut Sink<'_>) {
    let Some(chain) = candidate.chain else { return };
    let mentions = passage.scenes.mentions;
    let about = passage.scenes.told().about(chain);
    let n_mentions = about.n_mentions;
    let n_mentions = figures(if n_mentions > 2 { 3 + usize::from(n_mentions > 5) } else { n_mentions });
    sink(name!["mentions ", n_mentions]);
    let first = mentions.names.partition_point(|mention| mention.span.start < passage.quotation.words.start);
    let inside = mentions.names[first..]
        .iter()
        .take_while(|mention| mention.span.start < passage.quotation.words.end)
        .any(|mention| mention.chain == chain && mention.form != Form::Adjective);
    let (inside, has_role) = (truth(inside), truth(about.has_role));
    sink(name!["inside ", inside]);
    sink(name!["has role ", has_role]);
}

/// How "the commission" leads to a body, "the minister" to a person.
fn called(passage: &Passage<'_, '_>, candidate: &Candidate, noun: &Word<'_>, sink: &mut Sink<'_>) {
    if !matches!(candidate.reading, Reading::Role | Reading::Plain) {
        return;
    }
    let reading = candidate.reading.word();
    let told = passage.scenes.told();
    let bodies = told.by_name(&noun.lower);
    let bearers = if candidate.chain.is_none_or(|chain| bodies.contains(&chain)) { bodies } else { told.by_role(&noun.lower) };
    let n_bearers = figures(bearers.len());
    let before = passage.scenes.mentions.names.iter().rev().filter(|name| name.span.end <= noun.span.start);
    let latest = before.map(|name| name.chain).find(|chain| bearers.contains(chain));
    let part = candidate.chain.or(latest).map_or("none", |chain| part(passage, chain, &noun.lower));
    let when = match latest {
        Some(_) if latest == candidate.chain => "latest",
        Some(_) => "other",
        None => "later",
    };
    sink(name![reading, " part ", part]);
    let has_bodies = truth(!bodies.is_empty());
    sink(name![reading, " bearers ", n_bearers, " body ", has_bodies]);
    sink(name![reading, " when ", when]);
    sink(name![reading, " when ", when, " bearers ", n_bearers]);
}

/// Where a noun stands in the fullest name of a chain.
fn part(passage: &Passage<'_, '_>, chain: ChainIdx, noun: &str) -> &'static str {
    let name = passage.scenes.mentions.chains.get(chain).map_or("", |chain| chain.fullest.of(passage.scenes.document.body()));
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    match words.iter().position(|word| word == noun) {
        Some(0) => "first",
        Some(at) if at + 1 == words.len() => "last",
        Some(_) => "middle",
        None => "role",
    }
}

/// How well the words fit whom they are taken to mean.
fn meant(passage: &Passage<'_, '_>, candidate: &Candidate, role: &str, sink: &mut Sink<'_>) {
    let (Reading::Pronoun(who) | Reading::Noun(who)) = candidate.reading else { return };
    let reading = candidate.reading.word();
    let (distance, rank) = (figures(who.distance), figures(who.rank));
    let (subject, says, only, latest) = (truth(who.subject), truth(who.says), truth(who.only), truth(who.latest));
    let kind = candidate.chain.and_then(|chain| passage.scenes.mentions.chains.get(chain)).map(|chain| chain.kind);
    let kind = if kind == Some(NameKind::Person) { "person" } else { "body" };
    let (reading, kind) = (Part::of(reading), Part::of(kind));
    sink(name![reading, " ", kind, " tie ", role]);
    sink(name![reading, " ", kind, " rank ", rank]);
    sink(name![reading, " ", kind, " says ", says, " subject ", subject]);
    sink(name![reading, " ", kind, " says ", says, " distance ", distance]);
    sink(name![reading, " ", kind, " only ", only]);
    sink(name![reading, " ", kind, " distance ", distance, " subject ", subject]);
    sink(name![reading, " ", kind, " distance ", distance, " rank ", rank]);
    sink(name![reading, " ", kind, " latest ", latest, " distance ", distance]);
    sink(name![reading, " ", kind, " latest ", latest, " says ", says]);
    sink(name![reading, " ", kind, " latest ", latest, " subject ", subject]);
    let Some((idx, first, _)) = candidate.place else { return };
    let Some(scene) = passage.spoken(idx).map(|spoken| &spoken.scene) else { return };
    let resolved =
        scene.mention(first).filter(|mention| mention.form == Form::Pronoun).map(|mention| Some(mention.chain) == candidate.chain);
    let agrees = match resolved {
        Some(true) => "yes",
        Some(false) => "no",
        None => "open",
    };
    sink(name![reading, " joined ", agrees]);
    if let (Some(chain), "he" | "she") = (candidate.chain, scene.words[first].lower.as_ref()) {
        let wanted = scene.words[first].is(&["she"]);
        let gender = gender(passage, chain, wanted);
        sink(name!["gender ", gender]);
    }
}

/// Whether what is told about a chain fits a woman or a man.
fn gender(passage: &Passage<'_, '_>, chain: ChainIdx, woman: bool) -> &'static str {
    match passage.scenes.told().about(chain).gender {
        Some(known) if (known == Gender::Female) == woman => "fits",
        Some(_) => "differs",
        None => "unknown",
    }
}
