//! What every page needs to know: the dossier with its numbers, addresses, sides and words.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

use chrono::Datelike;
use rayon::prelude::*;

use super::Options;
use super::citations::{self, Numbers};
use super::days::Days;
use super::editorial::{self, Editorial};
use super::index::Index;
use super::places::{self, Place};
use super::printings::Printings;
use super::route::Addresses;
use super::shelves::{self, Period, Shelves};
use super::shown;
use super::sides::Sides;
use super::titles;
use super::views::PlainItem;
use super::wording;
use super::words::Words;
use crate::base::{Evidence, Report, SourceId, Span};
use crate::claims::Status;
use crate::dossier::{
    Account, Actor, ActorId, Aspect, Discrepancy, Dossier, Event, EventId, Issue, NamedBy, Position, Source, Statement, StatementId,
    Subject,
};
use crate::mentions::NameKind;

/// The dossier on the desk of whoever lays out the pages.
pub struct Desk<'a> {
    /// What the sources say.
    pub dossier: &'a Dossier,
    /// What the desk decided.
    pub options: &'a Options,
    /// The words of the interface.
    pub words: &'a Words,
    /// Days in words.
    pub days: Days<'a>,
    /// The numbers of the sources.
    pub numbers: Numbers,
    /// The slugs.
    pub addresses: Addresses,
    /// Who belongs to which side.
    pub sides: Sides,
    /// The dossier by source and by actor.
    pub index: Index,
    /// The places in the order of the index.
    pub places: Vec<Place>,
    /// What the desk wrote in place of the compiled briefing.
    pub editorial: Option<Editorial>,
    /// How many origins the sources have: near-identical texts count once.
    pub n_origins: usize,
    /// The pages of the timeline.
    pub timeline: Shelves<Period>,
    /// The pages of the list of sources.
    pub list_of_sources: Shelves<Period>,
    /// The pages of the differences, those of which no version is preferred first.
    pub differences: Shelves<Option<Aspect>>,
    with_article: BTreeSet<ActorId>,
    titles: Vec<String>,
    events_by_slug: HashMap<String, usize>,
    plain_items: Vec<OnceLock<PlainItem>>,
    /// Cards that some page has.
    pub known_cards: citations::Known,
    /// Who prints the same words of a statement.
    pub printings: Printings<'a>,
    differing: BTreeMap<Subject, Vec<usize>>,
}

impl<'a> Desk<'a> {
    /// Numbers, names and sorts everything once.
    pub fn new(dossier: &'a Dossier, options: &'a Options, words: &'a Words) -> Self {
        let origins: BTreeSet<u32> = dossier.sources.iter().map(|source| source.origin).collect();
        let days = Days::new(words, dossier.as_of.map(|when| when.latest().year()));
        let numbers = Numbers::new(&dossier.sources);
        let beside_index = || (Addresses::new(dossier), Sides::new(dossier, &options.sides), Printings::new(dossier));
        let (index, (addresses, sides, printings)) = rayon::join(|| Index::new(dossier, &numbers), beside_index);
        let mut open_first: Vec<usize> = (0..dossier.discrepancies.len()).collect();
        open_first.sort_by_key(|&idx| dossier.discrepancies[idx].used.is_some());
        let timeline = || shelves::of_events(dossier, &in_order(dossier, &days));
        let of_lists =
            || (shelves::of_sources(dossier, numbers.order(), &index), shelves::of_differences(&dossier.discrepancies, &open_first));
        let (timeline, (list_of_sources, differences)) = rayon::join(timeline, of_lists);
        let mut desk = Self {
            dossier,
            options,
            words,
            timeline,
            list_of_sources,
            differences,
            days,
            numbers,
            index,
            addresses,
            sides,
            places: Vec::new(),
            editorial: None,
            n_origins: origins.len(),
            with_article: BTreeSet::new(),
            titles: Vec::new(),
            events_by_slug: HashMap::new(),
            plain_items: Vec::new(),
            known_cards: citations::Known::new(dossier.sources.len()),
            printings,
            differing: BTreeMap::new(),
        };
        desk.with_article = dossier.actors.par_iter().filter(|actor| desk.takes_article(actor)).map(|actor| actor.id).collect();
        for (idx, discrepancy) in dossier.discrepancies.iter().enumerate() {
            desk.differing.entry(discrepancy.about.clone()).or_default().push(idx);
        }
        desk.plain_items.resize_with(dossier.timeline.len(), OnceLock::new);
        desk.events_by_slug = desk.addresses.events.iter().cloned().zip(0..).collect();
        desk.places = places::all(&desk);
        desk.titles = dossier.timeline.par_iter().map(|event| titles::title(&desk, event)).collect();
        desk
    }

    /// The same, with what the desk wrote in place of the compiled briefing, and what is wrong with it.
    pub fn read(dossier: &'a Dossier, options: &'a Options, words: &'a Words, report: &mut Report) -> Self {
        let mut desk = Self::new(dossier, options, words);
        desk.editorial = options.editorial.as_ref().map(|file| editorial::read(&desk, file, report));
        desk
    }

    /// Whether there are more sources than a statement can cite: pages with a budget print a little less then.
    pub fn is_large(&self) -> bool {
        self.dossier.sources.len() > citations::CHIPS
    }

    /// A source; `None` for an id of another build.
    pub fn source(&self, id: SourceId) -> Option<&'a Source> {
        self.dossier.sources.get(id.idx())
    }

    /// The clean text of a source.
    pub fn body(&self, id: SourceId) -> &'a str {
        self.source(id).map_or("", |source| source.reading.article().body())
    }

    /// An actor.
    pub fn actor(&self, id: ActorId) -> Option<&'a Actor> {
        self.dossier.actors.get(id.idx())
    }

    /// The display name of an actor.
    pub fn name(&self, id: ActorId) -> &'a str {
        self.actor(id).map_or("", |actor| actor.name.value.as_str())
    }

    /// A name as it stands inside a sentence: with "the" where the sources print it so.
    pub fn name_inside(&self, id: ActorId) -> String {
        let name = self.name(id);
        if self.words.is_english() && self.with_article.contains(&id) { format!("the {name}") } else { name.to_owned() }
    }

    /// The title of an event.
    pub fn title(&self, id: EventId) -> &str {
        self.titles.get(id.idx()).map_or("", String::as_str)
    }

    /// The event with a slug.
    pub fn event_at(&self, slug: &str) -> Option<&'a Event> {
        self.dossier.timeline.get(*self.events_by_slug.get(slug)?)
    }

    /// An event as lists print it: laid out once, however many pages list it.
    pub fn plain_item(&self, event: &Event) -> &PlainItem {
        self.plain_items[event.id.idx()].get_or_init(|| PlainItem::new(self, event))
    }

    /// A statement.
    pub fn statement(&self, id: StatementId) -> Option<&'a Statement> {
        self.dossier.statements.get(id.idx())
    }

    /// The events in which an actor takes part, in order of time.
    pub fn events_of(&self, actor: ActorId) -> impl Iterator<Item = &'a Event> + '_ {
        self.index.events_of(actor).iter().filter_map(|id| self.dossier.timeline.get(id.idx()))
    }

    /// The telling that a page prints for an event: its summary, unless that only announces what other sources report as held.
    pub fn told(&self, event: &Event) -> Evidence {
        let announces = |account: &&Account| account.status == Status::Planned;
        let of_summary = event
            .accounts
            .iter()
            .find(|account| account.evidence.source == event.summary.source && account.evidence.span.overlaps(event.summary.span));
        if event.status == Status::Planned || !of_summary.as_ref().is_some_and(announces) {
            return event.summary.clone();
        }
        let reports = event.accounts.iter().filter(|account| !announces(account)).map(|account| self.whole_sentence(&account.evidence));
        reports
            .min_by_key(|sentence| shown::leans_back(sentence.span.of(self.body(sentence.source))))
            .unwrap_or_else(|| event.summary.clone())
    }

    /// The sentence or sentences in which some evidence lies: half a sentence does not stand on its own.
    pub fn whole_sentence(&self, evidence: &Evidence) -> Evidence {
        let mut whole = evidence.clone();
        if let Some(source) = self.source(evidence.source) {
            let (first, last) = citations::sentences_of(source, evidence.span);
            if last < source.reading.document.sentences.len() {
                whole.span = whole.span.join(source.reading.telling(first)).join(source.reading.telling(last));
            }
        }
        whole
    }

    /// The sentences that some evidence touches.
    pub fn sentences_of(&self, evidence: &Evidence) -> impl Iterator<Item = (SourceId, usize)> + use<> {
        let id = evidence.source;
        let range = self.source(id).map_or((1, 0), |source| citations::sentences_of(source, evidence.span));
        (range.0..=range.1).map(move |idx| (id, idx))
    }

    /// Where accounts of something differ.
    pub fn differing(&self, about: &Subject) -> impl Iterator<Item = (usize, &'a Discrepancy)> + '_ {
        self.differing.get(about).into_iter().flatten().filter_map(|&idx| Some((idx, self.dossier.discrepancies.get(idx)?)))
    }

    /// The hue class of an actor's side.
    pub fn hue_of(&self, actor: ActorId) -> String {
        self.sides.hue(self.sides.of(actor))
    }

    /// Who says the words of a stretch, when all that is quoted or reported in it is one speaker's.
    pub fn speaker_in(&self, source: SourceId, span: Span) -> Option<String> {
        let spoken = self.index.spoken(source).iter().filter(|(words, _)| words.overlaps(span));
        let speakers: BTreeSet<Option<String>> = spoken.map(|(_, id)| wording::speaker(self, self.statement(*id)?)).collect();
        if speakers.len() == 1 { speakers.into_iter().next().flatten() } else { None }
    }

    /// Names of people inside a stretch of a source, in order.
    pub fn people_in(&self, source: SourceId, span: Span) -> impl Iterator<Item = &(Span, ActorId)> {
        let a_person = |id: ActorId| self.actor(id).is_some_and(|actor| actor.kind == NameKind::Person);
        self.index.names(source, span).filter(move |(_, id)| a_person(*id))
    }

    /// What an actor says, in order of time.
    pub fn statements_of(&self, actor: ActorId) -> impl Iterator<Item = &'a Statement> + '_ {
        self.index.statements_of(actor).iter().filter_map(|id| self.statement(*id))
    }

    /// Where an actor stands, in order of issue and time.
    pub fn positions_of(&self, actor: ActorId) -> impl Iterator<Item = &'a Position> + '_ {
        self.index.positions_of(actor).iter().filter_map(|&n| self.dossier.positions.get(n))
    }

    /// How many direct quotes an actor has.
    pub fn n_quotes(&self, actor: ActorId) -> usize {
        self.statements_of(actor).filter(|statement| statement.direct).count()
    }

    /// Actors that have a page of their own: places get theirs elsewhere.
    pub fn actors_with_pages(&self) -> impl Iterator<Item = ActorId> + 'a {
        self.dossier.actors.iter().filter(|actor| actor.kind != NameKind::Place).map(|actor| actor.id)
    }

    /// Path of an actor's page.
    pub fn actor_path(&self, id: ActorId) -> String {
        format!("actors/{}/index.html", self.addresses.actors.get(id.idx()).map_or("", String::as_str))
    }

    /// Path of an actor's or a place's page, when it has one.
    pub fn actor_href(&self, id: ActorId) -> Option<String> {
        self.actor(id).map(|actor| if actor.kind == NameKind::Place { self.place_path(id) } else { self.actor_path(id) })
    }

    /// Whether an actor has a page among the places.
    pub fn is_place(&self, id: ActorId) -> bool {
        places::is_place(self, id)
    }

    /// Path of a place's page.
    pub fn place_path(&self, id: ActorId) -> String {
        format!("places/{}/index.html", self.addresses.actors.get(id.idx()).map_or("", String::as_str))
    }

    /// The events at a place, or at a place inside it, in order of time.
    pub fn events_at(&self, place: ActorId) -> Vec<&'a Event> {
        let inner = self.index.places_in(place).iter().flat_map(|&inner| self.index.events_at(inner));
        let ids: BTreeSet<EventId> = self.index.events_at(place).iter().chain(inner).copied().collect();
        ids.into_iter().filter_map(|id| self.dossier.timeline.get(id.idx())).collect()
    }

    /// The name of an issue for readers: the desk's own as it was given, others in the language of the pages.
    pub fn issue_name(&self, issue: &Issue) -> String {
        let is_lexicons = issue.named_by == NamedBy::Lexicon;
        let known = is_lexicons.then(|| self.words.find(&format!("issue_name.{}", issue.key))).flatten();
        titles::upper_first(known.unwrap_or(&issue.name))
    }

    /// Path of an issue's page, when the corpus touches it.
    pub fn issue_path(&self, key: &str) -> Option<String> {
        let idx = self.dossier.issues.iter().position(|issue| issue.key == key)?;
        Some(format!("issues/{}/index.html", self.addresses.issues.get(idx)?))
    }

    /// Path of a source's page.
    pub fn source_path(&self, id: SourceId) -> String {
        format!("sources/{}/index.html", self.addresses.sources.get(id.idx()).map_or("", String::as_str))
    }

    /// Path of an event on the timeline.
    pub fn event_path(&self, id: EventId) -> String {
        format!("{}#{}", self.timeline.path(id.idx()), self.event_anchor(id))
    }

    /// Anchor of an event on its page.
    pub fn event_anchor(&self, id: EventId) -> String {
        format!("e-{}", self.addresses.events.get(id.idx()).map_or("", String::as_str))
    }

    /// Path of a discrepancy.
    pub fn differ_path(&self, idx: usize) -> String {
        format!("{}#d-{}", self.differences.path(idx), self.addresses.discrepancies.get(idx).map_or("", String::as_str))
    }

    /// How many independent origins some sources have.
    pub fn n_independent(&self, sources: impl IntoIterator<Item = SourceId>) -> usize {
        sources.into_iter().filter_map(|id| self.source(id)).map(|source| source.origin).collect::<BTreeSet<_>>().len()
    }

    /// How many independent reports some evidence has: what a digest takes from a source of the corpus is that source's.
    pub fn n_reports<'e>(&self, evidence: impl IntoIterator<Item = &'e Evidence>) -> usize {
        let origins = |one: &Evidence| -> Vec<u32> {
            let Some(source) = self.source(one.source) else { return Vec::new() };
            if source.cites.is_empty() {
                return vec![source.origin];
            }
            let (first, last) = citations::sentences_of(source, one.span);
            let named: BTreeSet<String> =
                (first..=last).flat_map(|sentence| source.reading.cited_in(sentence)).map(|name| name.to_lowercase()).collect();
            let cited: Vec<Option<SourceId>> =
                source.cites.iter().filter(|work| named.contains(&work.name.to_lowercase())).map(|work| work.source).collect();
            let own = if cited.is_empty() || cited.contains(&None) { Some(source.origin) } else { None };
            cited.into_iter().flatten().filter_map(|id| self.source(id)).map(|cited| cited.origin).chain(own).collect()
        };
        evidence.into_iter().flat_map(origins).collect::<BTreeSet<_>>().len()
    }

    /// Whether most printings of a state's or body's display name follow "the", or it is a common noun that does anyway.
    fn takes_article(&self, actor: &Actor) -> bool {
        if actor.kind == NameKind::Person || actor.name.value.to_lowercase().starts_with("the ") {
            return false;
        }
        let printed = actor.mentions.iter().filter(|mention| mention.span.of(self.body(mention.source)) == actor.name.value);
        let (mut n_all, mut n_with) = (0, 0);
        for mention in printed {
            n_all += 1;
            let before = self.body(mention.source).get(..mention.span.start as usize).unwrap_or_default();
            n_with += usize::from(before.ends_with(" the ") || before.ends_with("The "));
        }
        // "The rebel Lake Front", "Lake Front fighters": the article stands further off, or belongs to another noun.
        n_with * 2 > n_all || takes_article_by_nature(&actor.name.value) && (n_with > 0 || n_all < 3)
    }
}

/// Whether an English name is a common noun written large: "Lake Front", "League of Ports".
fn takes_article_by_nature(name: &str) -> bool {
    const HEADS: &[&str] = &[
        "Nations",
        "Council",
        "Union",
        "Commission",
        "Committee",
        "Organization",
        "Organisation",
        "Front",
        "Movement",
        "League",
        "Court",
        "Community",
        "Forum",
        "Group",
        "Party",
        "Army",
        "Mission",
        "Cross",
        "Crescent",
        "Assembly",
        "Coalition",
        "Alliance",
        "Authority",
    ];
    let head = name.split(" of ").next().unwrap_or(name).split(" for ").next().unwrap_or(name);
    let possessive = name.contains("'s ") || name.contains("’s ");
    !possessive && head.contains(' ') | name.contains(" of ") && head.rsplit(' ').next().is_some_and(|last| HEADS.contains(&last))
}

/// The events in the order of the timeline: by day, a span of days after the last day that falls in it, and last those without any.
fn in_order(dossier: &Dossier, days: &Days<'_>) -> Vec<EventId> {
    let mut keyed: Vec<_> =
        dossier.timeline.par_iter().map(|event| (event.when.as_ref().map(|when| days.order(when.value)), event.id)).collect();
    keyed.par_sort_by(|(a, a_id), (b, b_id)| (a.is_none(), a, a_id).cmp(&(b.is_none(), b, b_id)));
    keyed.into_iter().map(|(_, id)| id).collect()
}
