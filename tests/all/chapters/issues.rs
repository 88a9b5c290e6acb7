//! Several articles together: the sticking points that they name themselves, who stands where on each, and the sentences that touch it.

use demarche::dossier::NamedBy;

use super::merge;
use crate::support::chapter::Case;

pub fn lines(case: &Case) -> Vec<String> {
    let dossier = merge::dossier(case);
    let found = dossier.issues.iter().filter(|issue| issue.named_by == NamedBy::Corpus);
    let mut lines = Vec::new();
    for issue in found {
        let sources: Vec<String> = issue.sources.iter().map(|source| (source.0 + 1).to_string()).collect();
        lines.push(format!("{} [{}]: {} sentences in {}", issue.name, issue.key, issue.sentences.len(), sources.join(", ")));
        lines.extend(dossier.positions.iter().filter(|position| position.issue == issue.key).map(|position| {
            let body = dossier.sources[position.words.source.idx()].reading.article().body();
            let actor = &dossier.actors[position.actor.idx()].name.value;
            format!("  {actor} {}: {:?} in {}", position.attitude.word(), position.words.span.of(body), position.words.source.0 + 1)
        }));
    }
    lines
}
