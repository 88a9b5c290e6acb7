//! The position in brief: what several sources share, one sentence of a source for each point.

use serde::Serialize;

use crate::dossier::{EventId, Point, Subject};
use crate::site::citations::Cards;
use crate::site::desk::Desk;
use crate::site::shown::{self, Said};
use crate::site::titles;
use crate::site::views::event::{Meter, meter};
use crate::site::wording;

/// Lines of "the position in brief".
const BRIEF_LINES: usize = 4;
/// Words of such a line.
const BRIEF_WORDS: usize = 32;
/// One line of the position in brief.
#[derive(Clone, Debug, Serialize)]
pub struct BriefLine {
    /// What it is about.
    pub label: String,
    /// Path of the issue's page.
    pub href: Option<String>,
    /// A sentence of a source.
    pub said: Said,
    /// How many sources say so.
    pub meter: Meter,
}

/// The lines, the weightiest first; none repeats the standfirst or another line.
pub fn lines(desk: &Desk<'_>, lede: &[Said], told_events: &[EventId], cards: &mut Cards<'_, '_>) -> Vec<BriefLine> {
    let mut printed: Vec<String> = lede.iter().map(Said::text).collect();
    // What the standfirst tells needs no line of its own; an event is told by a report, not by its announcement.
    let told_already = |point: &&Point| matches!(&point.about, Subject::Event(id) if told_events.contains(id));
    let points = desk.dossier.points.iter().filter(|point| !told_already(point)).map(|point| match &point.about {
        Subject::Event(id) => desk
            .dossier
            .timeline
            .get(id.idx())
            .filter(|event| event.summary == point.sentence)
            .map_or_else(|| point.clone(), |event| Point { sentence: desk.told(event), ..point.clone() }),
        _ => point.clone(),
    });
    let from_issues = desk.dossier.issues.iter().filter_map(|issue| {
        let sentence = issue.sentences.first()?.clone();
        Some(Point { about: Subject::Issue(issue.key.clone()), support: issue.sentences.clone(), sources: issue.sources.clone(), sentence })
    });
    let mut lines: Vec<BriefLine> = Vec::new();
    for point in points.chain(from_issues) {
        let text = shown::plain(point.sentence.span.of(desk.body(point.sentence.source)));
        let label = point_label(desk, &point.about);
        if text.is_empty() || printed.iter().any(|old| shown::alike(old, &text)) || lines.iter().any(|line| line.label == label) {
            continue;
        }
        printed.push(text);
        let chips = cards.chips(std::iter::once(&point.sentence).chain(&point.support));
        let said = Said::of(shown::linked(desk, &point.sentence, BRIEF_WORDS, &mut Default::default()), chips);
        let href = match &point.about {
            Subject::Issue(key) => desk.issue_path(key),
            _ => None,
        };
        lines.push(BriefLine { label, href, said, meter: meter(desk, point.sources.iter().copied()) });
        if lines.len() == BRIEF_LINES {
            break;
        }
    }
    lines
}

/// A short name for what a line is about: the place of an event, the name of an issue.
fn point_label(desk: &Desk<'_>, about: &Subject) -> String {
    match about {
        Subject::Event(id) => {
            let event = desk.dossier.timeline.get(id.idx());
            let place = event.and_then(|event| event.place.as_ref()).map(|place| desk.name(place.value).to_owned());
            place.or_else(|| event.map(|event| desk.words.get(&format!("kind.{}", event.kind.word())).to_owned())).unwrap_or_default()
        }
        Subject::Statement(id) => desk
            .statement(*id)
            .and_then(|statement| wording::speaker(desk, statement))
            .unwrap_or_else(|| desk.words.get("kind.statement").to_owned()),
        other => titles::upper_first(&wording::subject_name(desk, other)),
    }
}
