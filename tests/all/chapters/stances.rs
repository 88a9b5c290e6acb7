//! One line per stance: who, which attitude, the issues, and the words.

use demarche::claims::extract;
use demarche::lexicon::Lexicon;
use demarche::mentions::find;

use crate::support::chapter::Case;
use crate::support::prose;

pub fn lines(case: &Case) -> Vec<String> {
    let document = prose::document(case.first());
    let lexicon = Lexicon::new();
    let mentions = find(&document, &lexicon);
    let claims = extract(&document, &mentions, &lexicon);
    let body = document.article.body();
    claims
        .stances
        .iter()
        .map(|stance| {
            format!(
                "{} {} [{}]: {:?}",
                mentions.chains[stance.actor].fullest.of(body),
                stance.attitude.word(),
                stance.issues.join(", "),
                stance.words.of(body)
            )
        })
        .collect()
}
