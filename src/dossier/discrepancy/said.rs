//! Differences about what was said and when.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::new;
use crate::base::Evidence;
use crate::dossier::timeline::Context;
use crate::dossier::words::lower;
use crate::dossier::{Aspect, Discrepancy, Statement, Subject};

/// One quote printed in different words. A shorter cut of the same words is no difference.
pub(super) fn wording(context: &Context<'_>, statement: &Statement) -> Option<Discrepancy> {
    statement.speaker?;
    let mut versions: Vec<(String, String, Vec<Evidence>)> = Vec::new();
    for wording in statement.wordings.iter().filter(|wording| wording.direct) {
        let words = context.readings[wording.words.source.idx()].words(wording.words.span);
        let plain = plain(words);
        match versions.iter_mut().find(|(known, _, _)| known.contains(&plain) || plain.contains(&**known)) {
            Some((known, printed, evidence)) => {
                if plain.len() > known.len() {
                    *known = plain;
                    *printed = words.to_owned();
                }
                evidence.push(wording.words.clone());
            }
            None => versions.push((plain, words.to_owned(), vec![wording.words.clone()])),
        }
    }
    let versions: BTreeMap<String, Vec<Evidence>> =
        versions.into_iter().map(|(_, printed, evidence)| (printed.trim_end_matches([',', '.', ' ']).to_owned(), evidence)).collect();
    new(context, Subject::Statement(statement.id), Aspect::Wording, versions)
}

/// Words in order, marks and case aside, with a space on either side of each.
fn plain(words: &str) -> String {
    let words: Vec<Cow<'_, str>> = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(lower).collect();
    format!(" {} ", words.join(" "))
}

/// One statement put on different days.
pub(super) fn day(context: &Context<'_>, statement: &Statement) -> Option<Discrepancy> {
    statement.speaker?;
    let mut versions: BTreeMap<String, Vec<Evidence>> = BTreeMap::new();
    for wording in &statement.wordings {
        if let Some(day) = wording.when.and_then(|when| when.exact()) {
            versions.entry(day.to_string()).or_default().push(wording.sentence.clone());
        }
    }
    new(context, Subject::Statement(statement.id), Aspect::Day, versions)
}
