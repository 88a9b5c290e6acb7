//! Several articles together: which names are one actor, why, and what the desk is told of those that are left apart.

use demarche::base::Report;
use demarche::dossier::Actor;
use demarche::lexicon::Lexicon;
use demarche::mentions::NameKind;

use super::merge;
use crate::support::chapter::Case;
use crate::support::prose;

pub fn lines(case: &Case) -> Vec<String> {
    let lexicon = prose::lexicon(case.first());
    let mut report = Report::default();
    let dossier = merge::told(&case.given, &lexicon, &mut report);
    let shown = dossier.actors.iter().filter(|actor| actor.kind != NameKind::State && !is_capital(actor, &lexicon));
    let notes = report.items().iter().filter(|item| matches!(item.code, "D04" | "D05"));
    shown.map(line).chain(notes.map(|note| format!("note: {}", note.message))).collect()
}

fn is_capital(actor: &Actor, lexicon: &Lexicon) -> bool {
    actor.kind == NameKind::Place && lexicon.capital(&actor.name.value).is_some()
}

fn line(actor: &Actor) -> String {
    let kind = match actor.kind {
        NameKind::Person => "person",
        NameKind::Organisation => "body",
        NameKind::State => "state",
        NameKind::Place => "place",
        NameKind::Other => "other",
    };
    let names: Vec<String> = actor.aliases.iter().map(|alias| format!("{} ({:?})", alias.name.value, alias.why)).collect();
    let sources: Vec<String> = actor.sources.iter().map(|source| (source.0 + 1).to_string()).collect();
    format!("{kind} {}: {} in {}", actor.name.value, names.join(" / "), sources.join(", "))
}
