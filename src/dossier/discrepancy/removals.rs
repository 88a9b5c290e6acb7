//! One source has somebody in an office out of which another says that he was put before.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::of_sources;
use crate::base::{Evidence, Span};
use crate::dossier::timeline::Context;
use crate::dossier::words::lower;
use crate::dossier::{Actor, Aspect, Discrepancy, Reading, Subject};
use crate::mentions::NameKind;

/// Verbs that end an office, with "as" or "from" before it. Our own list.
const REMOVED: &[&str] = &["removed", "dismissed", "sacked", "fired", "ousted", "relieved", "replaced", "suspended", "stripped", "deposed"];
/// Words between the name and the verb, and between the verb and the office, at most.
const REACH: usize = 9;
/// Nouns for whoever is at the head of something: one source's chief is another's commander.
const HEADS: &[&str] = &["chief", "commander", "head", "leader", "boss", "chairman", "chairwoman", "chair", "chairperson", "director"];

/// Somebody said to be removed from an office.
struct Removal {
    /// The office's words, lower case.
    office: Vec<String>,
    /// Since when: the day that the sentence names, else its article's own.
    day: Option<NaiveDate>,
    words: String,
    evidence: Evidence,
}

/// A present office of a person against a removal from it that is older than the article that gives the office.
pub(super) fn differ(context: &Context<'_>, actor: &Actor) -> Option<Discrepancy> {
    if actor.kind != NameKind::Person || actor.roles.is_empty() {
        return None;
    }
    let removals = removals(context, actor);
    for removal in &removals {
        let after = |evidence: &Evidence| {
            let published = context.days.get(evidence.source.idx()).copied().flatten();
            evidence.source != removal.evidence.source
                && matches!((published, removal.day), (Some(published), Some(day)) if published >= day)
        };
        let held = actor.roles.iter().filter(|role| is_one(&words(&role.value), &removal.office));
        let mut versions: BTreeMap<String, Vec<Evidence>> = BTreeMap::new();
        for role in held {
            let still: Vec<Evidence> =
                role.evidence().filter(|evidence| after(evidence) && !is_former(context, evidence)).cloned().collect();
            if !still.is_empty() {
                versions.entry(role.value.clone()).or_default().extend(still);
            }
        }
        versions.insert(removal.words.clone(), vec![removal.evidence.clone()]);
        if let Some(found) = of_sources(context, Subject::Actor(actor.id), Aspect::Role, versions) {
            return Some(found);
        }
    }
    None
}

fn removals(context: &Context<'_>, actor: &Actor) -> Vec<Removal> {
    let sources = actor.sources.iter().filter_map(|source| context.readings.get(source.idx()));
    sources
        .flat_map(|reading| {
            let own = |chain: usize| context.roster.of(reading.article().id, chain) == Some(actor.id);
            let named = reading.mentions.names.iter().filter(move |mention| own(mention.chain));
            named.filter_map(|mention| removal(context, reading, mention.span, mention.sentence))
        })
        .collect()
}

/// "X, whom the king dismissed as head of security in May", "X was dismissed as army chief".
fn removal(context: &Context<'_>, reading: &Reading, name: Span, sentence: usize) -> Option<Removal> {
    let document = &reading.document;
    let tokens = document.sentences.get(sentence)?.tokens.clone();
    let lower = |at: usize| lower(document.word(at));
    let from = tokens.clone().find(|&at| document.tokens[at].span.start >= name.end)?;
    let verb = (from..tokens.end.min(from + REACH)).find(|&at| REMOVED.contains(&&*lower(at)))?;
    // Somebody removes, or is removed: "whom Y removed", "was removed"; not "X removed Y as".
    let passive = (from..verb).any(|at| matches!(&*lower(at), "whom" | "was" | "been" | "being" | "is"));
    let other = (from..verb).any(|at| matches!(&*lower(at), "not" | "never" | "who" | "that"));
    let joint = verb + 1;
    if !passive || other || joint >= tokens.end || !matches!(&*lower(joint), "as" | "from") {
        return None;
    }
    let end = (joint + 1..tokens.end.min(joint + 1 + REACH))
        .find(|&at| matches!(&*lower(at), "in" | "on" | "last" | "this" | "by" | "after" | "and" | "," | "." | ";" | "but" | "over"))
        .unwrap_or(tokens.end.min(joint + 1 + REACH));
    let office: Vec<String> =
        (joint + 1..end).map(lower).filter(|word| !matches!(&**word, "the" | "a" | "its" | "his" | "her")).map(Cow::into_owned).collect();
    if office.is_empty() {
        return None;
    }
    let span = document.tokens[from..end].iter().fold(name, |whole, token| whole.join(token.span));
    let source = reading.article().id;
    let times = reading.mentions.times.iter().zip(context.times.get(source.idx())?);
    let told = times
        .filter(|(time, _)| time.sentence == sentence && time.span().start >= document.tokens[verb].span.start)
        .find_map(|(_, at)| at.when);
    let day = told.map(crate::base::When::latest).or_else(|| context.days.get(source.idx()).copied().flatten());
    let words =
        reading.words(document.tokens[verb].span.join(document.tokens[end - 1].span)).split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Removal { office, day, words, evidence: reading.evidence(span, sentence) })
}

/// Whether the role that rests on this evidence is one of the past.
fn is_former(context: &Context<'_>, evidence: &Evidence) -> bool {
    let reading = &context.readings[evidence.source.idx()];
    reading.mentions.roles.iter().any(|role| role.span == evidence.span && role.former)
}

fn words(role: &str) -> Vec<String> {
    role.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// One office in two wordings: the same noun, or two nouns for a head, with a word in common before it.
fn is_one(role: &[String], office: &[String]) -> bool {
    if role.iter().any(|word| matches!(word.as_str(), "former" | "ex" | "deputy" | "vice")) {
        return false;
    }
    let noun = |words: &[String]| words.iter().rposition(|word| HEADS.contains(&word.as_str()));
    let shared = |one: &[String], other: &[String]| one.iter().any(|word| other.contains(word));
    match (noun(role), noun(office)) {
        (Some(a), Some(b)) if a > 0 && b > 0 => shared(&role[..a], &office[..b]),
        _ => {
            office.len() > 1 && office.iter().all(|word| role.contains(word))
                || (office.len() == 1 && role.last() == office.first() && office[0].len() > 5)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{is_one, words};

    #[test]
    fn a_chief_is_a_commander_of_the_same() {
        assert!(is_one(&words("the harbour's security chief"), &words("security head")));
        assert!(is_one(&words("Chadian prime minister"), &words("prime minister")));
        assert!(!is_one(&words("army chief"), &words("security head")));
        assert!(!is_one(&words("deputy prime minister"), &words("prime minister")));
        assert!(!is_one(&words("former security chief"), &words("security head")));
    }
}
