//! A name that leads somewhere.

use serde::Serialize;

use crate::dossier::ActorId;
use crate::site::desk::Desk;

/// A name that leads somewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Its words.
    pub name: String,
    /// Path of the page.
    pub href: String,
    /// Hue class of the side.
    pub hue: String,
    /// A count or another word behind it; may be empty.
    pub note: String,
}

impl Link {
    /// A link to the page of an actor or place; `None` when it has none.
    pub fn to(desk: &Desk<'_>, id: ActorId, note: String) -> Option<Self> {
        Some(Self { name: desk.name(id).to_owned(), href: desk.actor_href(id)?, hue: desk.hue_of(id), note })
    }
}
