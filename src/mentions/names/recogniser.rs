//! What sees names in a document: the model in the binary, or one of the desk's.

use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::LazyLock;

use super::{Model, Name, Tagger};
use crate::text::Document;

/// Sees the names of documents, one document at a time and each alone.
pub trait Recogniser: Send + Sync {
    /// The names of a document, in order and without overlaps.
    ///
    /// # Errors
    /// Why this document could not be read, as a sentence without its full stop.
    fn see(&self, document: &Document) -> Result<Vec<Name>, String>;
}

/// The model in the binary.
#[derive(Clone, Copy, Debug, Default)]
pub struct BuiltIn;

static MODEL: LazyLock<Model> = LazyLock::new(Model::built_in);

thread_local! {
    /// What the model makes of a word is worked out once a thread.
    static TAGGER: RefCell<Tagger<'static>> = RefCell::new(Tagger::new(Cow::Borrowed(&MODEL)));
}

impl Recogniser for BuiltIn {
    fn see(&self, document: &Document) -> Result<Vec<Name>, String> {
        Ok(TAGGER.with_borrow_mut(|tagger| tagger.tag(document)))
    }
}
