//! One actor.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Serialize;

use super::event::EventItem;
use super::link::Link;
use super::people::{Chosen, chosen_role, odd_one, role, side_name};
use super::quote::Pull;
use crate::base::{Cited, Evidence};
use crate::claims::{Kind, Status};
use crate::dossier::{Actor, ActorId, Alias, Event, JoinedBy};
use crate::mentions::NameKind;
use crate::site::citations::{self, Cards};
use crate::site::desk::Desk;
use crate::site::network::{self, Network};
use crate::site::shown::{self, Said};
use crate::site::titles;

mod stands;

pub use stands::Stand;

/// Events that a page prints, the latest of them.
const EVENTS: usize = 100;
/// Quotes that a page prints.
const QUOTES: usize = 12;
/// Words of a quote on the speaker's own page.
const QUOTE_WORDS: usize = 60;
/// Sources of which a page prints a line.
const LINES: usize = 60;
/// Words on either side of the name in a line of context.
const CONTEXT_WORDS: usize = 8;

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
    /// The number.
    pub n: usize,
    /// What it counts.
    pub label: String,
}

/// One wording of a role.
#[derive(Clone, Debug, Serialize)]
pub struct RoleRow {
    /// In the words of the source.
    pub words: String,
    /// Who says it.
    pub said: Said,
    /// The days of those sources.
    pub when: String,
    /// It does not fit the others.
    pub odd: bool,
    /// It tells what the actor does in the matter, and no office.
    pub function: bool,
    /// Path of the discrepancy.
    pub differ: Option<String>,
}

/// A name in its context.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    /// Words before it.
    pub before: String,
    /// The name.
    pub name: String,
    /// Words after it.
    pub after: String,
    /// "Source 4".
    pub source: String,
    /// Path of the paragraph.
    pub href: String,
    /// "paragraph 2, and three more".
    pub place: String,
}

/// One name in use.
#[derive(Clone, Debug, Serialize)]
pub struct NameRow {
    /// The name.
    pub name: String,
    /// "6 times".
    pub times: String,
    /// Why it counts as the actor's.
    pub why: String,
}

/// Lays out one actor's page; an empty page for an id of another build.
pub fn view(desk: &Desk<'_>, id: ActorId, cards: &mut Cards<'_, '_>) -> ActorPage {
    let Some(actor) = desk.actor(id) else { return ActorPage::nobody() };
    let words = desk.words;
    actor.sources.iter().for_each(|&source| cards.draws_on(source));
    let all = desk.dossier.sources.len().to_string();
    let n_sources = actor.sources.len().to_string();
    let (lines, lines_more) = lines(desk, actor);
    let events: Vec<&Event> = desk.events_of(id).collect();
    let issues = stands::of(desk, id, cards);
    ActorPage {
        name: actor.name.value.clone(),
        side: side_name(desk, desk.sides.of(id)),
        hue: desk.hue_of(id),
        kind_words: super::actors::kind(desk, actor.kind),
        kind: kind_word(actor.kind),
        role: role(desk, actor),
        description: words.fill("actor.description", &[("name", &actor.name.value), ("n", &n_sources)]),
        n_sources: words.fill("briefing.of", &[("n", &n_sources), ("all", &all)]),
        by_title: (!actor.by_office_only.is_empty()).then(|| words.count("actor.stat_by_title", actor.by_office_only.len())),
        stats: stats(desk, actor),
        roles: actor.roles.iter().map(|role| role_row(desk, actor, role, cards)).collect(),
        roles_why: roles_why(desk, actor),
        events_more: (events.len() > EVENTS).then(|| words.count("actor.events_more", events.len() - EVENTS)),
        events: events[events.len().saturating_sub(EVENTS)..].iter().map(|event| EventItem::new(desk, event, cards)).collect(),
        quotes: quotes(desk, id, cards),
        lines,
        lines_more,
        network: network::around(desk, actor),
        speaks_to: stands::only_spoken(desk, id, &issues),
        issues,
        names: name_rows(desk, actor),
    }
}

/// Every name in use, most frequent first.
pub fn name_rows(desk: &Desk<'_>, actor: &Actor) -> Vec<NameRow> {
    let row = |alias: &Alias| NameRow {
        name: alias.name.value.clone(),
        times: desk.words.count("actor.times", alias.n_mentions),
        why: desk.words.get(joined(alias.why)).to_owned(),
    };
    actor.aliases.iter().map(row).collect()
}

/// The key of the words that tell why a name was joined.
fn joined(why: JoinedBy) -> &'static str {
    match why {
        JoinedBy::Listed => "actor.joined.listed",
        JoinedBy::Name => "actor.joined.name",
        JoinedBy::Transliteration => "actor.joined.transliteration",
        JoinedBy::ShortGiven => "actor.joined.short_given",
        JoinedBy::Longer => "actor.joined.longer",
        JoinedBy::Reordered => "actor.joined.reordered",
        JoinedBy::Misspelling => "actor.joined.misspelling",
        JoinedBy::OnlyBearer => "actor.joined.only_bearer",
        JoinedBy::Abbreviation => "actor.joined.abbreviation",
        JoinedBy::PartOfOne => "actor.joined.part_of_one",
        JoinedBy::OnlyOfState => "actor.joined.only_of_state",
        JoinedBy::Government => "actor.joined.government",
        JoinedBy::WithNoun => "actor.joined.with_noun",
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
    let stat = |key: &str, n: usize| Stat { n, label: desk.words.count(key, n) };
    vec![stat("actor.stat_mentions", actor.mentions.len()), stat("actor.stat_days", days.len()), stat("actor.stat_quotes", n_quotes)]
}

fn role_row(desk: &Desk<'_>, actor: &Actor, role: &Cited<String>, cards: &mut Cards<'_, '_>) -> RoleRow {
    let chips = cards.chips(role.evidence());
    let mut days: Vec<String> = Vec::new();
    for when in role.evidence().filter_map(|one| desk.source(one.source)?.published.as_ref()) {
        let day = desk.days.span(when.value);
        if !days.contains(&day) {
            days.push(day);
        }
    }
    // The discrepancy names the version that is used; another wording of it is the odd one out.
    let odd = odd_one(desk, actor, role);
    RoleRow {
        words: shown::plain(&role.value),
        said: Said { chips, ..Said::default() },
        when: days.join(desk.words.get("list.comma")),
        odd: odd.is_some(),
        function: actor.functions.contains(&role.value),
        differ: odd.map(|idx| desk.differ_path(idx)),
    }
}

/// The choice of the role in one sentence.
fn roles_why(desk: &Desk<'_>, actor: &Actor) -> Option<String> {
    let words = desk.words;
    let (_, why) = chosen_role(desk, actor).filter(|_| actor.roles.len() > 1)?;
    let all: BTreeSet<_> = actor.roles.iter().flat_map(Cited::evidence).map(|one| one.source).collect();
    let passed_over = !actor.functions.is_empty() && actor.functions.len() < actor.roles.len();
    let sentence = match why {
        Chosen::MostSources(n) => words.fill("actor.roles_why_most", &[("n", &n.to_string()), ("all", &all.len().to_string())]),
        Chosen::Fullest => words.get("actor.roles_why_fullest").to_owned(),
    };
    Some(if passed_over { format!("{sentence} {}", words.get("actor.roles_why_office")) } else { sentence })
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
            // A comma before the closing mark is the sentence's, not the speaker's.
            if printed.insert(super::quote::words_of(desk, wording).trim_end_matches([',', '.', ' ']).to_lowercase()) {
                pulls.push(Pull::new(desk, statement, wording, QUOTE_WORDS, false, cards));
            }
        }
    }
    pulls
}

/// One line of context for each source in the order of their numbers, and how many sources more there are.
pub fn lines(desk: &Desk<'_>, actor: &Actor) -> (Vec<Line>, Option<String>) {
    let mut mentions: BTreeMap<usize, Vec<&Evidence>> = BTreeMap::new();
    for mention in &actor.mentions {
        mentions.entry(desk.numbers.of(mention.source)).or_default().push(mention);
    }
    let named: BTreeSet<usize> = actor.sources.iter().map(|&id| desk.numbers.of(id)).collect();
    mentions.retain(|number, _| named.contains(number));
    let more = mentions.len().saturating_sub(LINES);
    let lines = mentions.values().take(LINES).filter_map(|mentions| line(desk, mentions)).collect();
    (lines, (more > 0).then(|| desk.words.count("actor.lines_more", more)))
}

/// The first mention in one source with a few words on either side.
fn line(desk: &Desk<'_>, mentions: &[&Evidence]) -> Option<Line> {
    let first = mentions.first()?;
    let source = desk.source(first.source)?;
    let body = desk.body(first.source);
    let (idx, _) = citations::sentences_of(source, first.span);
    let sentence = source.reading.document.sentences.get(idx).map_or(first.span, |sentence| sentence.span.join(first.span));
    let before = shown::plain(body.get(sentence.start as usize..first.span.start as usize)?);
    let after = body.get(first.span.end as usize..sentence.end as usize)?;
    let glued = after.chars().next().is_some_and(|c| !c.is_whitespace());
    let paragraph = citations::paragraph_of(source, first.span);
    let words = desk.words;
    let mut place = words.fill("note.paragraph", &[("n", &paragraph.to_string())]);
    if mentions.len() > 1 {
        place = format!("{place}{}{}", words.get("list.comma"), words.count("actor.paragraph_more", mentions.len() - 1));
    }
    let after = shown::cut(&shown::plain(after), CONTEXT_WORDS);
    Some(Line {
        before: last_words(&before, CONTEXT_WORDS),
        name: first.span.of(body).to_owned(),
        after: if glued || after.is_empty() { after } else { format!(" {after}") },
        source: words.fill("note.source", &[("n", &desk.numbers.of(first.source).to_string())]),
        href: format!("{}#p{paragraph}", desk.source_path(first.source)),
        place,
    })
}

fn last_words(text: &str, n: usize) -> String {
    let all: Vec<&str> = text.split_whitespace().collect();
    if all.len() <= n { all.join(" ") } else { format!("… {}", all[all.len() - n..].join(" ")) }
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

/// The last word with the small words before it: "van den Berg".
fn surname(name: &str) -> &str {
    let starts = |at: usize| name[at..].chars().next().is_some_and(char::is_lowercase);
    let mut from = name.rfind(' ').map_or(0, |at| at + 1);
    while let Some(space) = from.checked_sub(1) {
        let before = name[..space].rfind(' ').map_or(0, |at| at + 1);
        if before == 0 || !starts(before) {
            break;
        }
        from = before;
    }
    &name[from..]
}

/// The short form of a name for charts: the surname of a person.
pub fn short_name(actor: &Actor) -> String {
    let name = &actor.name.value;
    match actor.kind {
        NameKind::Person => surname(name).to_owned(),
        _ => titles::upper_first(&shown::cut(name, 3)),
    }
}

#[cfg(test)]
mod tests {
    use super::surname;

    #[test]
    fn surnames_keep_their_small_words() {
        for (name, short) in
            [("Ilse van den Berg", "van den Berg"), ("Ilse Harrow", "Harrow"), ("Ilse", "Ilse"), ("de Gaulle", "Gaulle"), ("", "")]
        {
            assert_eq!(surname(name), short);
        }
    }
}
