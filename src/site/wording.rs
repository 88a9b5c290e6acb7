//! Badges, labels and sentences of ours that several pages share.

use serde::Serialize;

use super::citations::Cards;
use super::desk::Desk;
use super::shown::{self, Said};
use crate::base::{Basis, Evidence, Known, SourceId, When};
use crate::claims::{Kind, Status};
use crate::dossier::{ActorId, Aspect, Discrepancy, Event, Statement, Subject, Why};

/// Versions of one point that a page prints; the others are counted.
pub const VERSIONS: usize = 12;
/// Tellers of one version that are named; the others are counted.
const TELLERS: usize = 6;

/// A short mark beside an item; the words say it, the class only repeats them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Badge {
    /// `inf`, `dis`, `plan` or nothing.
    pub class: &'static str,
    /// Its words.
    pub text: String,
    /// Path to where more is said.
    pub href: Option<String>,
}

impl Badge {
    /// A badge that leads nowhere.
    pub fn new(class: &'static str, text: impl Into<String>) -> Self {
        Self { class, text: text.into(), href: None }
    }
}

/// The groups in which kinds of event are filtered and drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Meetings, calls, visits.
    Meet,
    /// Statements, proposals, demands and refusals.
    Say,
    /// Agreements, measures, appointments, votes.
    Act,
    /// Armed violence and moves of forces.
    Mil,
}

impl Group {
    /// All groups in printing order.
    pub const ALL: [Self; 4] = [Self::Meet, Self::Say, Self::Act, Self::Mil];

    /// The group of a kind.
    pub fn of(kind: Kind) -> Self {
        match kind {
            Kind::Meeting | Kind::Call | Kind::Visit => Self::Meet,
            Kind::Proposal => Self::Say,
            Kind::Strike | Kind::Deployment | Kind::Withdrawal => Self::Mil,
            kind if kind.is_spoken() => Self::Say,
            _ => Self::Act,
        }
    }

    /// Its class and the end of its keys.
    pub fn word(self) -> &'static str {
        match self {
            Self::Meet => "meet",
            Self::Say => "say",
            Self::Act => "act",
            Self::Mil => "mil",
        }
    }
}

/// How a day was learnt, when a reader should know.
pub fn day_badge(desk: &Desk<'_>, when: &Known<When>) -> Option<Badge> {
    let words = desk.words;
    let quoted = |text: &String| Badge::new("inf", words.fill("badge.from", &[("words", &shown::cut(&shown::plain(text), 5))]));
    match when.basis {
        Basis::FrontMatter | Basis::Container | Basis::HtmlMeta => None,
        // A digit in the words means that they name the day themselves.
        Basis::BodyText => when.words.as_ref().filter(|text| !text.contains(|c: char| c.is_ascii_digit())).map(quoted),
        Basis::Inferred => Some(when.words.as_ref().map_or_else(|| Badge::new("inf", words.get("badge.inferred")), quoted)),
        Basis::FileName => Some(Badge::new("inf", words.get("badge.file_name"))),
        Basis::Address => Some(Badge::new("inf", words.get("badge.address"))),
        Basis::Config => Some(Badge::new("", words.get("badge.editor"))),
    }
}

/// The badges of an event, the weightiest first, two at most.
pub fn event_badges(desk: &Desk<'_>, event: &Event) -> Vec<Badge> {
    let mut badges: Vec<Badge> =
        desk.differing(&Subject::Event(event.id)).map(|(idx, discrepancy)| differ_badge(desk, idx, discrepancy)).collect();
    badges.truncate(1);
    badges.extend(status_badge(desk, event));
    match &event.when {
        Some(when) => badges.extend(day_badge(desk, when)),
        None => badges.push(Badge::new("inf", desk.words.get("badge.undated"))),
    }
    if event.accounts.iter().all(|account| account.evidence.via.is_some()) {
        badges.push(Badge::new("", desk.words.get("badge.second_hand")));
    }
    let n = desk.n_reports(event.accounts.iter().map(|account| &account.evidence));
    if n > 1 {
        badges.push(Badge::new(
            "",
            desk.words.fill("badge.of_sources", &[("n", &desk.words.number(n)), ("all", &desk.words.number(desk.n_origins))]),
        ));
    }
    badges.truncate(2);
    badges
}

fn status_badge(desk: &Desk<'_>, event: &Event) -> Option<Badge> {
    let words = desk.words;
    match event.status {
        Status::Held => {
            let announced = event.accounts.iter().any(|account| account.status == Status::Planned);
            announced.then(|| Badge::new("", words.get("event.history")))
        }
        Status::UnderWay => Some(Badge::new("", words.get("event.under_way"))),
        Status::Planned => Some(Badge::new("plan", words.get("event.planned"))),
        Status::CalledOff => Some(Badge::new("plan", words.get("event.called_off"))),
        Status::Denied => Some(Badge::new("dis", words.get("event.denied"))),
        Status::Claimed => Some(Badge::new("plan", words.get("event.claimed"))),
    }
}

fn differ_badge(desk: &Desk<'_>, idx: usize, discrepancy: &Discrepancy) -> Badge {
    let words = desk.words;
    let short = discrepancy.aspect == Aspect::Day || discrepancy.aspect == Aspect::Number;
    let used = discrepancy.used.map(|(used, _)| used);
    let other = discrepancy.versions.iter().enumerate().find(|(idx, _)| Some(*idx) != used && used.is_some());
    let text = match other {
        Some((_, version)) if short && version.value.chars().count() <= 20 => words.fill("badge.also", &[("value", &version.value)]),
        _ => words.get(differ_key(discrepancy.aspect)).to_owned(),
    };
    Badge { class: "dis", text, href: Some(desk.differ_path(idx)) }
}

fn differ_key(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Day => "badge.differ_day",
        Aspect::Place => "badge.differ_place",
        Aspect::Outcome => "badge.differ_outcome",
        Aspect::Number => "badge.differ_number",
        Aspect::Wording => "badge.differ_wording",
        Aspect::Role => "badge.differ_role",
        Aspect::Status => "badge.differ_status",
        Aspect::Participants => "badge.differ_participants",
    }
}

/// A point on which sources differ, as the front page and the differ page print it.
#[derive(Clone, Debug, Serialize)]
pub struct DifferCard {
    /// Anchor, unique on the site.
    pub id: String,
    /// The question as heading.
    pub question: String,
    /// The word of the aspect.
    pub aspect: &'static str,
    /// Path of what it is about, when that has an address.
    pub href: Option<String>,
    /// What each says.
    pub versions: Vec<Version>,
    /// "and 4 more versions", where there are very many.
    pub more: Option<String>,
    /// "Used: …".
    pub used: String,
    /// The reason in plain words.
    pub why: String,
}

/// What some sources say on a point.
#[derive(Clone, Debug, Serialize)]
pub struct Version {
    /// The value as printed.
    pub label: String,
    /// Who says it, with citations.
    pub said: Said,
}

/// Lays out one discrepancy with so many versions at most, the one that is used among them.
pub fn differ_card(desk: &Desk<'_>, idx: usize, most: usize, cards: &mut Cards<'_, '_>) -> Option<DifferCard> {
    let discrepancy = desk.dossier.discrepancies.get(idx)?;
    let quoted = matches!(discrepancy.aspect, Aspect::Wording);
    let label = |value: &str| {
        let value = value.parse().map_or_else(|_| shown::plain(value), |day| desk.days.span(When::day(day)));
        if quoted { format!("“{value}”") } else { titles_first(&value) }
    };
    let n_versions = discrepancy.versions.len();
    let used_idx = discrepancy.used.map(|(idx, _)| idx).filter(|idx| *idx >= most);
    let printed = (0..n_versions.min(most - usize::from(used_idx.is_some()))).chain(used_idx);
    let version = |idx: usize| {
        let version = &discrepancy.versions[idx];
        let chips = cards.chips(version.evidence());
        let (label, tellers) = cards.aside(|| (label(&version.value), tellers(desk, version.evidence())));
        Version { label, said: Said::plain(&tellers, chips) }
    };
    let versions = printed.map(version).collect();
    let (used, why) = cards.aside(|| used(desk, discrepancy, &label));
    Some(DifferCard {
        id: format!("d-{}", desk.addresses.discrepancies.get(idx)?),
        question: cards.aside(|| question(desk, discrepancy)),
        aspect: discrepancy.aspect.word(),
        href: subject_path(desk, &discrepancy.about),
        versions,
        more: (n_versions > most).then(|| desk.words.count("differ.more_versions", n_versions - most)),
        used,
        why,
    })
}

fn titles_first(value: &str) -> String {
    super::titles::upper_first(value)
}

/// The outlets of some sources, each once; "Source 3" where none is stated.
fn tellers<'e>(desk: &Desk<'_>, evidence: impl Iterator<Item = &'e Evidence>) -> String {
    let mut told: Vec<&Evidence> = evidence.collect();
    told.sort_by_key(|one| desk.numbers.of(one.source));
    let mut tellers: Vec<(String, Vec<Option<&str>>)> = Vec::new();
    for one in told {
        let (name, via) = (outlet(desk, one.source), one.via.as_ref().map(|via| &*via.0));
        match tellers.iter_mut().find(|(known, _)| *known == name) {
            Some((_, cited)) => cited.push(via),
            None => tellers.push((name, vec![via])),
        }
    }
    let mut names: Vec<String> = tellers.into_iter().map(|(name, cited)| teller(desk, name, &cited)).collect();
    if names.len() > TELLERS + 1 {
        let n_more = names.len() - TELLERS;
        names.truncate(TELLERS);
        names.push(desk.words.fill("list.others", &[("n", &desk.words.number(n_more))]));
    }
    super::titles::joined(&names, desk.words.get("list.comma"), desk.words.get("list.and"))
}

/// A source with whom it cites, as long as it tells nothing first-hand.
fn teller(desk: &Desk<'_>, name: String, cited: &[Option<&str>]) -> String {
    let cited = cited_only(cited);
    if cited.is_empty() {
        return name;
    }
    let names = super::titles::joined(&cited, desk.words.get("list.comma"), desk.words.get("list.and"));
    format!("{name} ({})", desk.words.fill("note.citing", &[("name", &names)]))
}

/// Whom a source cites, each once; nobody when it tells something first-hand.
/// "The Gazette" goes without saying beside "The Gazette and The Herald".
fn cited_only(cited: &[Option<&str>]) -> Vec<String> {
    let Some(all) = cited.iter().copied().collect::<Option<Vec<&str>>>() else { return Vec::new() };
    let mut names: Vec<String> = Vec::new();
    for one in &all {
        let inside_another = all.iter().any(|other| other.len() > one.len() && other.contains(one));
        if !inside_another && !names.iter().any(|known| known == one) {
            names.push((*one).to_owned());
        }
    }
    names
}

fn used(desk: &Desk<'_>, discrepancy: &Discrepancy, label: &dyn Fn(&str) -> String) -> (String, String) {
    let words = desk.words;
    match discrepancy.used.and_then(|(idx, why)| Some((discrepancy.versions.get(idx)?, why))) {
        Some((version, why)) => {
            let reason = match why {
                Why::MoreSources => words.get("differ.why_more"),
                Why::Latest => words.get("differ.why_latest"),
                Why::FirstHand => words.get("differ.why_first_hand"),
                Why::MoreExact => words.get("differ.why_exact"),
            };
            let value = label(&version.value);
            (words.fill("differ.used", &[("value", value.trim_end_matches('.'))]), reason.to_owned())
        }
        None if discrepancy.aspect == Aspect::Wording => {
            (words.get("differ.used_wording").to_owned(), words.get("differ.why_wording").to_owned())
        }
        None => (words.get("differ.used_both").to_owned(), String::new()),
    }
}

fn question(desk: &Desk<'_>, discrepancy: &Discrepancy) -> String {
    let key = match discrepancy.aspect {
        Aspect::Day => "differ.q_day",
        Aspect::Place => "differ.q_place",
        Aspect::Outcome => "differ.q_outcome",
        Aspect::Number => "differ.q_number",
        Aspect::Wording => "differ.q_wording",
        Aspect::Role => "differ.q_role",
        Aspect::Status => "differ.q_status",
        Aspect::Participants => "differ.q_participants",
    };
    desk.words.fill(key, &[("what", &subject_name(desk, &discrepancy.about))])
}

/// What something is about, as a heading names it.
pub fn subject_name(desk: &Desk<'_>, about: &Subject) -> String {
    match about {
        Subject::Actor(id) => desk.name(*id).to_owned(),
        Subject::Event(id) => desk.title(*id).to_owned(),
        Subject::Statement(id) => desk.statement(*id).and_then(|statement| speaker(desk, statement)).map_or_else(
            || desk.words.get("differ.quote_unnamed").to_owned(),
            |name| desk.words.fill("differ.quote_of", &[("name", &name)]),
        ),
        Subject::Issue(key) => {
            desk.dossier.issues.iter().find(|issue| issue.key == *key).map_or_else(|| key.clone(), |issue| desk.issue_name(issue))
        }
        Subject::Source(id) => desk.source(*id).map(|source| source.reading.article().meta.title.value.clone()).unwrap_or_default(),
    }
}

fn subject_path(desk: &Desk<'_>, about: &Subject) -> Option<String> {
    match about {
        Subject::Actor(id) => desk.actor_href(*id),
        Subject::Event(id) => Some(desk.event_path(*id)),
        Subject::Statement(id) => desk.statement(*id)?.speaker.and_then(|id| desk.actor_href(id)),
        Subject::Issue(key) => desk.issue_path(key),
        Subject::Source(id) => Some(desk.source_path(*id)),
    }
}

/// Outlet and day of a source, as they stand behind a sentence of its.
pub fn byline(desk: &Desk<'_>, id: SourceId) -> String {
    let outlet = outlet(desk, id);
    match desk.source(id).and_then(|source| source.published.as_ref()) {
        Some(when) => format!("{outlet}{}{}", desk.words.get("list.comma"), desk.days.span_inside(when.value)),
        None => outlet,
    }
}

/// The outlet of a source; "Source 3" where none is stated.
pub fn outlet(desk: &Desk<'_>, id: SourceId) -> String {
    let number = desk.numbers.of(id).to_string();
    let stated = desk.source(id).and_then(|source| source.reading.article().meta.outlet.as_ref());
    stated.map_or_else(|| desk.words.fill("note.source", &[("n", &number)]).replace(' ', "\u{a0}"), |outlet| outlet.value.clone())
}

/// Who said a statement: the actor, or the words that the source has for somebody unnamed.
pub fn speaker(desk: &Desk<'_>, statement: &Statement) -> Option<String> {
    match statement.speaker {
        Some(id) => Some(desk.name(id).to_owned()),
        None => statement.speaker_words.as_ref().map(|words| shown::plain(&words.value)),
    }
}

/// The hue class of a statement's speaker.
pub fn speaker_hue(desk: &Desk<'_>, speaker: Option<ActorId>) -> String {
    speaker.map_or_else(|| "ot".to_owned(), |id| desk.hue_of(id))
}

#[cfg(test)]
mod tests {
    use super::cited_only;

    #[test]
    fn whom_a_source_cites_stands_once() {
        assert_eq!(
            cited_only(&[Some("The Gazette"), Some("The Gazette and The Herald"), Some("The Gazette")]),
            ["The Gazette and The Herald"]
        );
        assert_eq!(cited_only(&[Some("The Herald"), Some("The Gazette"), Some("The Herald")]), ["The Herald", "The Gazette"]);
    }

    #[test]
    fn what_a_source_tells_itself_needs_nobody_else() {
        assert!(cited_only(&[Some("The Gazette"), None]).is_empty());
    }
}
