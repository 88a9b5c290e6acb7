//! One line per sentence, in quotation marks, with the numbers of its reference markers.

use crate::support::chapter::Case;
use crate::support::prose;

pub fn lines(case: &Case) -> Vec<String> {
    let document = prose::document(case.first());
    let body = document.article.body();
    document
        .sentences
        .iter()
        .map(|sentence| {
            let markers: String = sentence.markers.iter().map(|number| format!(" [{number}]")).collect();
            format!("{:?}{markers}", sentence.span.of(body))
        })
        .collect()
}
