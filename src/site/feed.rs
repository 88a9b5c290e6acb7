//! Entries of feeds: what the timeline has, newest report first; for the site, and for every actor and issue with a page.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rayon::prelude::*;

use super::desk::Desk;
use super::printed::Printed;
use super::shown;
use crate::base::{SourceId, Span};
use crate::dossier::{ActorId, Event, Issue};

/// Entries that a feed carries.
const ENTRIES: usize = 30;
/// Words of an entry's summary.
const SUMMARY_WORDS: usize = 60;

/// A feed before rendering.
#[derive(Clone, Debug, Default)]
pub struct Feed {
    /// The folder in which it lies, with a final slash; empty for the site's own.
    pub folder: String,
    /// What it is about.
    pub title: String,
    /// One sentence about it.
    pub subtitle: String,
    /// Language of the interface.
    pub language: String,
    /// The last day on which anything was reported, else the day of the build.
    pub updated: NaiveDate,
    /// Entries, newest first.
    pub entries: Vec<Entry>,
}

/// One entry.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The event's slug; ids are made of it.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Its path on the site.
    pub path: String,
    /// One sentence of a source.
    pub summary: String,
    /// The day of the latest report about it.
    pub updated: NaiveDate,
    /// The kind in words.
    pub kind: String,
}

/// The feed of the whole site.
pub fn of_site(desk: &Desk<'_>, printed: &Printed<'_, '_>) -> Feed {
    let options = desk.options;
    let about = (options.title.clone(), options.description.clone());
    feed(desk, printed, "", about, desk.dossier.timeline.iter().collect())
}

/// The feeds of actors and issues, in the dossier's order.
pub fn beside_pages(desk: &Desk<'_>, printed: &Printed<'_, '_>) -> Vec<Feed> {
    let actors: Vec<ActorId> = desk.actors_with_pages().collect();
    let actors = actors.into_par_iter().map(|id| of_actor(desk, printed, id));
    let issues = desk.dossier.issues.par_iter().map(|issue| of_issue(desk, printed, issue));
    actors.chain(issues).collect()
}

/// The folder of the feeds that lie beside a page, when some do.
pub fn folder_beside(path: &str) -> Option<&str> {
    let folder = path.strip_suffix("index.html")?;
    let inside = folder.strip_prefix("actors/").or_else(|| folder.strip_prefix("issues/"))?;
    (inside.matches('/').count() == 1).then_some(folder)
}

fn of_actor(desk: &Desk<'_>, printed: &Printed<'_, '_>, id: ActorId) -> Feed {
    let path = desk.actor_path(id);
    feed(desk, printed, folder_beside(&path).unwrap_or_default(), named(desk, desk.name(id)), desk.events_of(id).collect())
}

fn of_issue(desk: &Desk<'_>, printed: &Printed<'_, '_>, issue: &Issue) -> Feed {
    let path = desk.issue_path(&issue.key).unwrap_or_default();
    feed(desk, printed, folder_beside(&path).unwrap_or_default(), named(desk, &desk.issue_name(issue)), events_on(desk, issue))
}

/// Title and subtitle of a feed about one thing.
fn named(desk: &Desk<'_>, name: &str) -> (String, String) {
    let parts = [("name", name), ("site", desk.options.title.as_str())];
    (desk.words.fill("feed.title", &parts), desk.words.fill("feed.subtitle", &parts))
}

/// Events of which some account lies in a sentence that touches the issue.
fn events_on<'a>(desk: &Desk<'a>, issue: &Issue) -> Vec<&'a Event> {
    let mut touched: BTreeMap<SourceId, Vec<Span>> = BTreeMap::new();
    for sentence in &issue.sentences {
        touched.entry(sentence.source).or_default().push(sentence.span);
    }
    let touches = |event: &&Event| {
        event
            .accounts
            .iter()
            .map(|account| &account.evidence)
            .any(|evidence| touched.get(&evidence.source).is_some_and(|spans| spans.iter().any(|span| span.overlaps(evidence.span))))
    };
    desk.dossier.timeline.iter().filter(touches).collect()
}

fn feed(desk: &Desk<'_>, printed: &Printed<'_, '_>, folder: &str, (title, subtitle): (String, String), events: Vec<&Event>) -> Feed {
    let last = desk.dossier.as_of.map_or(desk.options.built_on, |when| when.latest());
    let reported =
        |event: &Event| event.accounts.iter().filter_map(|account| desk.source(account.evidence.source)?.day).max().unwrap_or(last);
    let mut events: Vec<(NaiveDate, &Event)> = events.into_iter().map(|event| (reported(event), event)).collect();
    events.sort_by(|(a_day, a), (b_day, b)| {
        let told = |event: &Event| event.when.as_ref().map(|when| when.value.latest());
        b_day.cmp(a_day).then_with(|| told(b).cmp(&told(a))).then_with(|| b.salience.total_cmp(&a.salience)).then_with(|| a.id.cmp(&b.id))
    });
    Feed {
        folder: folder.to_owned(),
        title,
        subtitle,
        language: desk.options.language.clone(),
        updated: last,
        entries: events.into_iter().take(ENTRIES).map(|(updated, event)| entry(desk, printed, event, updated)).collect(),
    }
}

fn entry(desk: &Desk<'_>, printed: &Printed<'_, '_>, event: &Event, updated: NaiveDate) -> Entry {
    Entry {
        slug: desk.addresses.events.get(event.id.idx()).cloned().unwrap_or_default(),
        title: desk.title(event.id).to_owned(),
        path: desk.event_path(event.id),
        summary: shown::cut(&shown::plain(&printed.words(&desk.told(event))), SUMMARY_WORDS),
        updated,
        kind: desk.words.get(&format!("kind.{}", event.kind.word())).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::folder_beside;

    #[test]
    fn feeds_lie_beside_pages_of_actors_and_issues() {
        assert_eq!(folder_beside("actors/a-b/index.html"), Some("actors/a-b/"));
        assert_eq!(folder_beside("issues/territory/index.html"), Some("issues/territory/"));
        assert_eq!(folder_beside("actors/index.html"), None);
        assert_eq!(folder_beside("index.html"), None);
    }
}
