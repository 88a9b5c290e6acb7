//! What one article says, without any other: the half of the engine that large desks run on many machines.

use std::sync::Arc;

use crate::base::{Diagnostic, Place, Report};
use crate::claims::{self, Claims};
use crate::dossier::Reading;
use crate::ingest::Article;
use crate::lexicon::Lexicon;
use crate::mentions::names::{BuiltIn, Recogniser};
use crate::mentions::{self, Mentions};
use crate::text;

use super::input::Input;
use super::record::Record;

/// Bodies in Latin letters that are shorter than this are read as English, since their language cannot be told with any certainty.
const TELLING_LENGTH: usize = 200;

/// Reads articles one by one, each alone.
#[derive(Clone, Debug, Default)]
pub struct Analyst {
    lexicon: Lexicon,
}

impl Analyst {
    /// An analyst with the built-in lexicon; one is enough for any number of threads.
    pub fn new() -> Self {
        Self { lexicon: Lexicon::new() }
    }

    /// What one article says.
    ///
    /// # Errors
    /// Why the text was refused.
    pub fn read(&self, input: Input) -> Result<Record, String> {
        let id = input.id.clone();
        let article = Arc::new(input.into_article()?);
        Ok(Record::of(id, &understand(article, &self.lexicon, &BuiltIn, &mut Report::default())))
    }
}

/// The recogniser in the binary.
pub(super) fn built_in() -> Box<dyn Recogniser> {
    Box::new(BuiltIn)
}

/// Everything that an article says, read alone. Other languages than English get their sentences and no more.
pub(super) fn understand(article: Arc<Article>, lexicon: &Lexicon, recogniser: &dyn Recogniser, report: &mut Report) -> Reading {
    let english = is_english(&article);
    let document = Arc::new(text::divide(article));
    if !english {
        return Reading::new(document, Mentions::default(), Claims::default());
    }
    let mentions = mentions::find_by(&document, lexicon, recogniser).unwrap_or_else(|why| {
        let message = format!("the model of site.toml failed on this article, so the built-in recogniser read it: {why}");
        report.add(Diagnostic::new("M02", message).at(Place::file(&document.article.path)));
        mentions::find(&document, lexicon)
    });
    let claims = claims::extract(&document, &mentions, lexicon);
    Reading::new(document, mentions, claims)
}

fn is_english(article: &Article) -> bool {
    let language = article.meta.language.as_ref().map_or("en", |known| known.value.as_str());
    article.body().len() < TELLING_LENGTH && is_latin(article.body())
        || language.split('-').next().is_some_and(|primary| primary.eq_ignore_ascii_case("en"))
}

/// Whether most letters are Latin ones.
fn is_latin(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    2 * letters().filter(|c| *c < '\u{250}').count() >= letters().count()
}
