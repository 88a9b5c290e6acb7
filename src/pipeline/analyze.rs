//! What one article says, without any other: the half of the engine that large desks run on many machines.

use std::sync::Arc;

use crate::claims;
use crate::dossier::Reading;
use crate::ingest::Article;
use crate::lexicon::Lexicon;
use crate::{mentions, text};

use super::input::Input;
use super::record::Record;

/// Reads one article.
pub fn read(input: Input, lexicon: &Lexicon) -> Record {
    let id = input.id.clone();
    Record::of(id, &understand(Arc::new(input.into_article()), lexicon))
}

/// Everything that an article says, read alone.
pub(super) fn understand(article: Arc<Article>, lexicon: &Lexicon) -> Reading {
    let document = Arc::new(text::divide(article));
    let mentions = mentions::find(&document, lexicon);
    let claims = claims::extract(&document, &mentions, lexicon);
    Reading { document, mentions, claims }
}
