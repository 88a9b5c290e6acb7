//! One actor.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Serialize;

use super::event::EventItem;
use super::link::Link;
use super::people::{role, side_name};
use super::quote::Pull;
use crate::claims::{Kind, Status};
use crate::dossier::{Actor, ActorId, Event};
use crate::mentions::NameKind;
use crate::site::citations::Cards;
use crate::site::desk::Desk;
use crate::site::network::{self, Network};

mod context;
mod roles;
mod short;
mod stands;

pub use context::{Line, NameRow, lines, name_rows};
pub use roles::RoleRow;
pub use short::short_name;
pub use stands::Stand;

/// Events that a page prints, the latest of them.
const EVENTS: usize = 100;
/// Quotes that a page prints.
const QUOTES: usize = 12;
/// Wordings of all of them.
const WORDINGS: usize = 24;
/// Words of a quote on the speaker's own page.
const QUOTE_WORDS: usize = 60;

/// All that an actor's page says.
#[derive(Clone, Debug, Serialize)]
pub struct ActorPage {
    /// Display name.
    pub name: String,
    /// Name of the side.
    pub side: String,
    /// Hue class of the side.
    pub hue: String,
    /// Kind in words.
    pub kind_words: String,
    /// `person`, `organisation` or `state`.
    pub kind: &'static str,
    /// The role that most sources give.
    pub role: Option<String>,
    /// For search engines.
    pub description: String,
    /// "4 of 5".
    pub n_sources: String,
    /// "one more by title only".
    pub by_title: Option<String>,
    /// The other numbers of the head, each with its words.
    pub stats: Vec<Stat>,
    /// Every wording of the role.
    pub roles: Vec<RoleRow>,
    /// "and 12 more wordings".
    pub roles_more: Option<String>,
    /// Why the role of the head was chosen, when there are several.
    pub roles_why: Option<String>,
    /// "and 20 earlier events".
    pub events_more: Option<String>,
    /// Events it took part in.
    pub events: Vec<EventItem>,
    /// What it says: direct quotes, then reported speech.
    pub quotes: Vec<Pull>,
    /// One line of context for each source.
    pub lines: Vec<Line>,
    /// "and 40 more sources".
    pub lines_more: Option<String>,
    /// Who is around it.
    pub network: Option<Network>,
    /// Where it stands, issue by issue.
    pub issues: Vec<Stand>,
    /// Issues that it only speaks to.
    pub speaks_to: Vec<Link>,
    /// Names in use.
    pub names: Vec<NameRow>,
}

/// One number of the head.
#[derive(Clone, Debug, Serialize)]
pub struct Stat {
    /// The number in digits.
    pub n: String,
    /// What it counts.
    pub label: String,
}

impl Stat {
    /// A count with the words of a key.
    pub fn new(desk: &Desk<'_>, key: &str, n: usize) -> Self {
        Self { n: desk.words.number(n), label: desk.words.count(key, n) }
    }
}

/// Lays out one actor's page; an empty page for an id of another build.
pub fn view(desk: &Desk<'_>, id: ActorId, cards: &mut Cards<'_, '_>) -> ActorPage {
    let Some(actor) = desk.actor(id) else { return ActorPage::nobody() };
    let words = desk.words;
    actor.sources.iter().for_each(|&source| cards.draws_on(source));
    let all = words.number(desk.dossier.sources.len());
    let n_sources = words.number(actor.sources.len());
    let (lines, lines_more) = cards.aside(|| lines(desk, actor));
    let (roles, roles_more) = roles::rows(desk, actor, cards);
    let events: Vec<&Event> = desk.events_of(id).collect();
    let issues = stands::of(desk, id, cards);
    ActorPage {
        name: actor.name.value.clone(),
        side: side_name(desk, desk.sides.of(id)),
        hue: desk.hue_of(id),
        kind_words: super::actors::kind(desk, actor.kind),
        kind: kind_word(actor.kind),
        role: cards.aside(|| role(desk, actor)),
        description: words.fill("actor.description", &[("name", &actor.name.value), ("n", &n_sources)]),
        n_sources: words.fill("briefing.of", &[("n", &n_sources), ("all", &all)]),
        by_title: (!actor.by_office_only.is_empty()).then(|| words.count("actor.stat_by_title", actor.by_office_only.len())),
        stats: cards.aside(|| stats(desk, actor)),
        roles,
        roles_more,
        roles_why: cards.aside(|| roles::why(desk, actor)),
        events_more: (events.len() > EVENTS).then(|| words.count("actor.events_more", events.len() - EVENTS)),
        events: events[events.len().saturating_sub(EVENTS)..].iter().map(|event| EventItem::new(desk, event, cards)).collect(),
        quotes: quotes(desk, id, cards),
        lines,
        lines_more,
        network: cards.aside(|| network::around(desk, actor)),
        speaks_to: cards.aside(|| stands::only_spoken(desk, id, &issues)),
        issues,
        names: cards.aside(|| name_rows(desk, actor)),
    }
}

/// The word for a kind in exports.
pub fn kind_word(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Person => "person",
        NameKind::State => "state",
        NameKind::Place => "place",
        NameKind::Organisation | NameKind::Other => "organisation",
    }
}

fn stats(desk: &Desk<'_>, actor: &Actor) -> Vec<Stat> {
    let meetings =
        desk.events_of(actor.id).filter(|event| event.kind == Kind::Meeting && matches!(event.status, Status::Held | Status::UnderWay));
    let mut days: BTreeSet<NaiveDate> = BTreeSet::new();
    for when in meetings.filter_map(|event| event.when.as_ref()).map(|when| when.value).filter(|when| when.n_days() <= 7) {
        days.extend(when.earliest().iter_days().take_while(|day| *day <= when.latest()));
    }
    let n_quotes = desk.n_quotes(actor.id);
    vec![
        Stat::new(desk, "actor.stat_mentions", actor.mentions.len()),
        Stat::new(desk, "actor.stat_days", days.len()),
        Stat::new(desk, "actor.stat_quotes", n_quotes),
    ]
}

fn quotes(desk: &Desk<'_>, id: ActorId, cards: &mut Cards<'_, '_>) -> Vec<Pull> {
    let own = || desk.statements_of(id);
    let direct = own().filter(|statement| statement.direct);
    let reported = own().filter(|statement| !statement.direct);
    let mut pulls = Vec::new();
    for statement in direct.chain(reported).take(QUOTES) {
        let mut printed: BTreeSet<String> = BTreeSet::new();
        // Two wordings are two quotes.
        for wording in statement.wordings.iter().filter(|wording| wording.direct == statement.direct) {
            if pulls.len() == WORDINGS {
                return pulls;
            }
            // A comma before the closing mark is the sentence's, not the speaker's.
            if printed.insert(super::quote::words_of(desk, wording).trim_end_matches([',', '.', ' ']).to_lowercase()) {
                pulls.push(Pull::new(desk, statement, wording, QUOTE_WORDS, false, cards));
            }
        }
    }
    pulls
}

impl ActorPage {
    fn nobody() -> Self {
        Self {
            name: String::new(),
            side: String::new(),
            hue: "ot".to_owned(),
            kind_words: String::new(),
            kind: "organisation",
            role: None,
            description: String::new(),
            n_sources: String::new(),
            by_title: None,
            stats: Vec::new(),
            roles: Vec::new(),
            roles_more: None,
            roles_why: None,
            events_more: None,
            issues: Vec::new(),
            speaks_to: Vec::new(),
            events: Vec::new(),
            quotes: Vec::new(),
            lines: Vec::new(),
            lines_more: None,
            network: None,
            names: Vec::new(),
        }
    }
}
