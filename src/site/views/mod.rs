//! All that a template may see: one struct for each kind of page, and what every page has.

pub mod actor;
pub mod actors;
pub mod archive;
pub mod briefing;
pub mod corrections;
pub mod differ;
mod event;
mod frame;
pub mod issue;
pub mod issues;
mod json_ld;
mod link;
pub mod method;
pub mod moved;
pub mod not_found;
pub mod people;
pub mod place;
pub mod places;
mod quote;
pub mod search;
pub mod shelf;
pub mod source;
pub mod sources;
pub mod timeline;

use serde::Serialize;

pub use event::{EventItem, PlainItem, meter};
pub use frame::{Frame, NavItem};
pub use link::Link;
pub use quote::Pull;

/// What one page says.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
#[allow(missing_docs)] // the names are those of the pages
pub enum View {
    Briefing(Box<briefing::Briefing>),
    Timeline(Box<timeline::Timeline>),
    Actors(Box<actors::Actors>),
    ActorsByLetter(Box<actors::ByLetter>),
    Actor(Box<actor::ActorPage>),
    Issues(Box<issues::Issues>),
    Issue(Box<issue::IssuePage>),
    Places(Box<places::Places>),
    Place(Box<place::PlacePage>),
    Sources(Box<sources::Sources>),
    Source(Box<source::SourcePage>),
    Differ(Box<differ::Differ>),
    Method(Box<method::Method>),
    Corrections(Box<corrections::Corrections>),
    Archive(Box<archive::Archive>),
    Search(Box<search::SearchPage>),
    NotFound(Box<not_found::NotFound>),
    Moved(Box<moved::Moved>),
}

impl View {
    /// The thing that the page is about, for its `<title>`; empty for the front page.
    pub fn title(&self) -> &str {
        match self {
            Self::Briefing(view) => &view.headline,
            Self::Timeline(view) => &view.title,
            Self::Actors(view) => &view.title,
            Self::ActorsByLetter(view) => &view.title,
            Self::Actor(view) => &view.name,
            Self::Issues(view) => &view.title,
            Self::Issue(view) => &view.name,
            Self::Places(view) => &view.title,
            Self::Place(view) => &view.name,
            Self::Sources(view) => &view.title,
            Self::Source(view) => &view.title,
            Self::Differ(view) => &view.title,
            Self::Method(view) => &view.title,
            Self::Corrections(view) => &view.title,
            Self::Archive(view) => &view.title,
            Self::Search(view) => &view.title,
            Self::NotFound(view) => &view.title,
            Self::Moved(view) => &view.title,
        }
    }

    /// One or two sentences for search engines.
    pub fn description(&self) -> String {
        match self {
            Self::Briefing(view) => view.lede.iter().map(super::shown::Said::text).collect::<Vec<_>>().join(" "),
            Self::Timeline(view) => view.lede.clone(),
            Self::Actors(view) => view.lede.clone(),
            Self::ActorsByLetter(view) => view.description.clone(),
            Self::Actor(view) => view.description.clone(),
            Self::Issues(view) => view.lede.clone(),
            Self::Issue(view) => view.description.clone(),
            Self::Places(view) => view.lede.clone(),
            Self::Place(view) => view.description.clone(),
            Self::Sources(view) => view.lede.clone(),
            Self::Source(view) => view.description.clone(),
            Self::Differ(view) => view.lede.clone(),
            Self::Method(view) => view.description.clone(),
            Self::Corrections(view) => view.lede.clone(),
            Self::Archive(view) => view.lede.clone(),
            Self::Search(view) => view.lede.clone(),
            Self::NotFound(view) => view.text.clone(),
            Self::Moved(view) => view.title.clone(),
        }
    }
}

macro_rules! into_view {
    ($($variant:ident($view:ty)),+ $(,)?) => {$(
        impl From<$view> for View {
            fn from(view: $view) -> Self {
                Self::$variant(Box::new(view))
            }
        }
    )+};
}

into_view!(
    Briefing(briefing::Briefing),
    Timeline(timeline::Timeline),
    Actors(actors::Actors),
    ActorsByLetter(actors::ByLetter),
    Actor(actor::ActorPage),
    Issues(issues::Issues),
    Issue(issue::IssuePage),
    Places(places::Places),
    Place(place::PlacePage),
    Sources(sources::Sources),
    Source(source::SourcePage),
    Differ(differ::Differ),
    Method(method::Method),
    Corrections(corrections::Corrections),
    Archive(archive::Archive),
    Search(search::SearchPage),
    NotFound(not_found::NotFound),
    Moved(moved::Moved),
);
