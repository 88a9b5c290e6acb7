//! One line per name: its words, kind and form, the number of its chain, the lexicon key and the state.

use demarche::mentions::find;

use crate::support::chapter::Case;
use crate::support::prose;

pub fn lines(case: &Case) -> Vec<String> {
    let document = prose::document(case.first());
    let mentions = find(&document, &prose::lexicon(case.first()));
    let body = document.article.body();
    mentions
        .names
        .iter()
        .map(|name| {
            let chain = mentions.chains.get(name.chain);
            let key = chain.and_then(|chain| chain.key.as_ref()).map(|key| format!(" {key}")).unwrap_or_default();
            let state = chain.and_then(|chain| chain.state.as_ref()).map(|state| format!(" of {state}")).unwrap_or_default();
            let kind = format!("{:?} {:?}", name.kind, name.form).to_lowercase();
            format!("{:?} {kind} #{}{key}{state}", name.span.of(body), name.chain)
        })
        .collect()
}
