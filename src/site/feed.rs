//! Entries of the site's feed: what the timeline has, newest report first.

use chrono::NaiveDate;

use super::desk::Desk;
use super::shown;
use crate::dossier::Event;

/// Entries that a feed carries.
const ENTRIES: usize = 30;
/// Words of an entry's summary.
const SUMMARY_WORDS: usize = 60;

/// The feed before rendering.
#[derive(Clone, Debug, Default)]
pub struct Feed {
    /// Name of the file.
    pub title: String,
    /// One sentence about it.
    pub subtitle: String,
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
}

/// The entries of the front feed.
pub fn entries(desk: &Desk<'_>) -> Feed {
    let last = desk.dossier.as_of.map_or(desk.options.built_on, |when| when.latest());
    let reported =
        |event: &Event| event.accounts.iter().filter_map(|account| desk.source(account.evidence.source)?.day).max().unwrap_or(last);
    let mut events: Vec<(NaiveDate, &Event)> = desk.dossier.timeline.iter().map(|event| (reported(event), event)).collect();
    events.sort_by(|(a_day, a), (b_day, b)| {
        let told = |event: &Event| event.when.as_ref().map(|when| when.value.latest());
        b_day.cmp(a_day).then_with(|| told(b).cmp(&told(a))).then_with(|| b.salience.total_cmp(&a.salience)).then_with(|| a.id.cmp(&b.id))
    });
    let entry = |(updated, event): (NaiveDate, &Event)| Entry {
        slug: desk.addresses.events.get(event.id.idx()).cloned().unwrap_or_default(),
        title: desk.title(event.id).to_owned(),
        path: desk.event_path(event.id),
        summary: {
            let told = desk.told(event);
            shown::cut(&shown::plain(told.span.of(desk.body(told.source))), SUMMARY_WORDS)
        },
        updated,
    };
    Feed {
        title: desk.options.title.clone(),
        subtitle: desk.options.description.clone(),
        updated: last,
        entries: events.into_iter().take(ENTRIES).map(entry).collect(),
    }
}
