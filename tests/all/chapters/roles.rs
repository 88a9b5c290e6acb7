//! One line per role: its words, whose it is, the state that its words name, and whether it is past.

use demarche::lexicon::Lexicon;
use demarche::mentions::find;

use crate::support::chapter::Case;
use crate::support::prose;

pub fn lines(case: &Case) -> Vec<String> {
    let document = prose::document(case.first());
    let mentions = find(&document, &Lexicon::new());
    let body = document.article.body();
    mentions
        .roles
        .iter()
        .map(|role| {
            let holder = mentions.chains.get(role.chain).map_or("?", |chain| chain.fullest.of(body));
            let state = role.state.as_ref().map(|state| format!(" of {state}")).unwrap_or_default();
            let former = if role.former { " former" } else { "" };
            format!("{:?}: {holder:?}{state}{former}", role.span.of(body))
        })
        .collect()
}
