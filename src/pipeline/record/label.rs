//! What a name names, in the terms of annotated news corpora.

use serde::{Deserialize, Serialize};

use crate::mentions::NameKind;

/// Types of names in the manner of news corpora.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs)] // docs/analyze.md
pub enum Label {
    Per,
    Org,
    Loc,
    Gpe,
    Misc,
}

impl Label {
    pub(super) fn of(kind: NameKind) -> Self {
        match kind {
            NameKind::Person => Self::Per,
            NameKind::Organisation => Self::Org,
            NameKind::State => Self::Gpe,
            NameKind::Place => Self::Loc,
            NameKind::Other => Self::Misc,
        }
    }

    pub(super) fn kind(self) -> NameKind {
        match self {
            Self::Per => NameKind::Person,
            Self::Org => NameKind::Organisation,
            Self::Gpe => NameKind::State,
            Self::Loc => NameKind::Place,
            Self::Misc => NameKind::Other,
        }
    }
}
