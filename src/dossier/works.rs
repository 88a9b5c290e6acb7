//! The works that a digest cites, and which of them are sources of the corpus.

use std::sync::Arc;

use super::{Reading, Work};
use crate::base::SourceId;
use crate::ingest::Reference;

/// The works that one article cites, in the order in which it cites them.
pub(super) fn of(reading: &Reading, all: &[Arc<Reading>]) -> Vec<Work> {
    let listed = &reading.article().meta.references;
    let work = |name: String| {
        let same: Vec<&Reference> = listed.iter().filter(|reference| reference.name.to_lowercase() == name.to_lowercase()).collect();
        let (title, url) = (same.iter().find_map(|one| one.title.clone()), same.iter().find_map(|one| one.url.clone()));
        let source = source(reading.article().id, &name, &same, all);
        Work { name, title, url, source }
    };
    reading.cited_outlets().into_iter().map(work).collect()
}

/// The one source that the references name: by address, by title, or as the only one of its outlet.
fn source(own: SourceId, name: &str, references: &[&Reference], all: &[Arc<Reading>]) -> Option<SourceId> {
    let others = || all.iter().map(|reading| reading.article()).filter(|article| article.id != own);
    let bare =
        |url: &str| url.split_once("://").map_or(url, |(_, rest)| rest).trim_start_matches("www.").trim_end_matches('/').to_lowercase();
    let by_address = others().find(|article| {
        let url = article.meta.url.as_ref().map(|url| bare(&url.value));
        references.iter().any(|one| one.url.as_ref().is_some_and(|cited| url.as_deref() == Some(bare(cited).as_str())))
    });
    let letters = |text: &str| text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let by_title = || {
        let titles: Vec<String> =
            references.iter().flat_map(|one| one.title.as_deref().into_iter().chain([one.name.as_str()])).map(letters).collect();
        others().find(|article| titles.contains(&letters(&article.meta.title.value)))
    };
    let by_outlet = || {
        let of_outlet: Vec<_> =
            others().filter(|article| article.meta.outlet.as_ref().is_some_and(|outlet| letters(&outlet.value) == letters(name))).collect();
        if let [only] = of_outlet.as_slice() { Some(*only) } else { None }
    };
    by_address.or_else(by_title).or_else(by_outlet).map(|article| article.id)
}
