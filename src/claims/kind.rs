//! What kinds of happening there are.

use serde::{Deserialize, Serialize};

/// Kinds of happening that readers of diplomacy tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Talks or a meeting in person.
    Meeting,
    /// A conversation by telephone or video.
    Call,
    /// A journey to a host or place.
    Visit,
    /// Words said or published on an occasion.
    Statement,
    /// A plan or draft put forward.
    Proposal,
    /// Something agreed, signed or adopted.
    Agreement,
    /// Measures against somebody: sanctions, expulsions, suspended aid.
    Sanction,
    /// Help given or promised.
    Aid,
    /// Armed violence.
    Strike,
    /// An exchange or release of prisoners, bodies, children.
    Exchange,
    /// A truce declared or begun.
    Ceasefire,
    /// Somebody takes an office.
    Appointment,
    /// Somebody leaves an office.
    Resignation,
    /// A vote or resolution of a body.
    Vote,
    /// Somebody or something is seized, arrested, captured.
    Detention,
    /// People march, rally, block a road.
    Protest,
    /// Forces are moved up or put on alert.
    Deployment,
    /// Forces leave a position.
    Withdrawal,
    /// A line or site is watched, inspected, patrolled; forces exercise together.
    Inspection,
    /// Somebody refuses, denies, walks out.
    Rejection,
    /// Somebody demands, asks, appeals.
    Request,
    /// Somebody accuses, blames, condemns.
    Accusation,
    /// Somebody threatens or warns.
    Threat,
    /// Somebody welcomes, endorses, recognises.
    Support,
    /// A measure is lifted: a border opened again, sanctions or a curfew ended.
    Easing,
    /// A court decides, or is to.
    Ruling,
    /// Whatever else several sources tell of a day.
    Report,
}

impl Kind {
    /// The word used in exports and records.
    pub fn word(self) -> &'static str {
        match self {
            Self::Meeting => "meeting",
            Self::Call => "call",
            Self::Visit => "visit",
            Self::Statement => "statement",
            Self::Proposal => "proposal",
            Self::Agreement => "agreement",
            Self::Sanction => "sanction",
            Self::Aid => "aid",
            Self::Strike => "strike",
            Self::Exchange => "exchange",
            Self::Ceasefire => "ceasefire",
            Self::Appointment => "appointment",
            Self::Resignation => "resignation",
            Self::Vote => "vote",
            Self::Detention => "detention",
            Self::Protest => "protest",
            Self::Deployment => "deployment",
            Self::Withdrawal => "withdrawal",
            Self::Inspection => "inspection",
            Self::Rejection => "rejection",
            Self::Request => "request",
            Self::Accusation => "accusation",
            Self::Threat => "threat",
            Self::Support => "support",
            Self::Easing => "easing",
            Self::Ruling => "ruling",
            Self::Report => "report",
        }
    }

    /// The category of PLOVER 2.0 that it falls into (openeventdata/PLOVER, PLOVER_MANUAL); `None` for words that carry no stance of their own
    /// and for appointments, which the codebook leaves out.
    pub fn plover(self) -> Option<&'static str> {
        Some(match self {
            Self::Meeting | Self::Call | Self::Visit => "CONSULT",
            Self::Statement | Self::Appointment | Self::Report => return None,
            Self::Proposal | Self::Request => "REQUEST",
            Self::Agreement | Self::Vote => "AGREE",
            Self::Sanction => "SANCTION",
            Self::Aid => "AID",
            Self::Strike => "ASSAULT",
            Self::Exchange | Self::Ceasefire | Self::Resignation | Self::Withdrawal => "RETREAT",
            Self::Detention | Self::Ruling => "COERCE",
            Self::Easing => "CONCEDE",
            Self::Protest => "PROTEST",
            Self::Deployment => "MOBILIZE",
            Self::Inspection => "COOPERATE",
            Self::Rejection => "REJECT",
            Self::Accusation => "ACCUSE",
            Self::Threat => "THREATEN",
            Self::Support => "SUPPORT",
        })
    }

    /// Acts of words: what somebody demands, refuses, threatens.
    pub fn is_spoken(self) -> bool {
        matches!(self, Self::Statement | Self::Rejection | Self::Request | Self::Accusation | Self::Threat | Self::Support)
    }

    /// The kind that `word` names.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// All kinds.
    pub const ALL: [Self; 27] = [
        Self::Meeting,
        Self::Call,
        Self::Visit,
        Self::Statement,
        Self::Proposal,
        Self::Agreement,
        Self::Sanction,
        Self::Aid,
        Self::Strike,
        Self::Exchange,
        Self::Ceasefire,
        Self::Appointment,
        Self::Resignation,
        Self::Vote,
        Self::Detention,
        Self::Protest,
        Self::Deployment,
        Self::Withdrawal,
        Self::Inspection,
        Self::Rejection,
        Self::Request,
        Self::Accusation,
        Self::Threat,
        Self::Support,
        Self::Easing,
        Self::Ruling,
        Self::Report,
    ];
}
