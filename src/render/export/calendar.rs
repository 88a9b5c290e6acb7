//! Calendars (RFC 5545): every dated event as one entry of whole days.
//!
//! Announced events are tentative, those called off are cancelled, those denied are left out: they are in nobody's calendar.
//! An event whose day is not known within a week is left out too, for a calendar would show it as lasting that long.

use chrono::NaiveDate;

use super::ics::Lines;
use super::joined::{self, Joined};
use crate::base::Fingerprint;
use crate::site::{ActorRow, EventRow};

/// The longest stretch of days that a calendar shows.
const LONGEST: i64 = 7;

/// The bytes of `timeline.ics`.
pub fn of_site(joined: &Joined<'_>) -> Vec<u8> {
    calendar(joined, &joined.site.feed.title, joined.site.beside.tables.events.iter())
}

/// The bytes of an actor's `events.ics`.
pub fn of_actor(joined: &Joined<'_>, actor: &ActorRow) -> Vec<u8> {
    let name = joined.site.words.fill("feed.title", &[("name", &actor.name), ("site", &joined.site.feed.title)]);
    calendar(joined, &name, joined.events_of(&actor.id).iter().copied())
}

fn calendar<'e>(joined: &Joined<'_>, name: &str, events: impl Iterator<Item = &'e EventRow>) -> Vec<u8> {
    let mut lines = Lines::default();
    lines.put("BEGIN", "VCALENDAR");
    lines.put("VERSION", "2.0");
    lines.put("PRODID", &format!("-//demarche//{}//EN", env!("CARGO_PKG_VERSION")));
    lines.put("METHOD", "PUBLISH");
    // The first is the standard's (RFC 7986), the second is what most programs read.
    lines.words("NAME", name);
    lines.words("X-WR-CALNAME", name);
    for event in events {
        entry(joined, event, &mut lines);
    }
    lines.put("END", "VCALENDAR");
    lines.into_bytes()
}

fn entry(joined: &Joined<'_>, event: &EventRow, lines: &mut Lines) {
    let Some((first, last)) = joined::days(event).filter(|days| shown(event, *days)) else { return };
    let Some(after) = last.succ_opt() else { return };
    lines.put("BEGIN", "VEVENT");
    lines.put("UID", &uid(joined, event));
    lines.put("DTSTAMP", &joined.site.feed.updated.format("%Y%m%dT000000Z").to_string());
    lines.put("DTSTART;VALUE=DATE", &first.format("%Y%m%d").to_string());
    lines.put("DTEND;VALUE=DATE", &after.format("%Y%m%d").to_string());
    lines.put("STATUS", status(event));
    // Nobody's day is taken up by what others do.
    lines.put("TRANSP", "TRANSPARENT");
    lines.words("CATEGORIES", &event.kind);
    lines.words("SUMMARY", &event.title);
    if !event.summary.is_empty() {
        lines.words("DESCRIPTION", &event.summary);
    }
    if !event.place.is_empty() {
        lines.words("LOCATION", joined.name(&event.place));
    }
    if let Some(address) = joined.address(&event.path) {
        lines.put("URL", &address);
    }
    lines.put("END", "VEVENT");
}

fn shown(event: &EventRow, (first, last): (NaiveDate, NaiveDate)) -> bool {
    event.status != "denied" && (last - first).num_days() < LONGEST
}

fn status(event: &EventRow) -> &'static str {
    match event.status.as_str() {
        "planned" | "claimed" => "TENTATIVE",
        "called-off" => "CANCELLED",
        _ => "CONFIRMED",
    }
}

/// The same in every build and every calendar, and nobody else's.
fn uid(joined: &Joined<'_>, event: &EventRow) -> String {
    let site = joined.site.base_url.as_deref().unwrap_or(&joined.site.feed.title);
    format!("{}-{}@demarche", event.id, Fingerprint::of(site.as_bytes()).short())
}
