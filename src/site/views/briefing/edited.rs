//! What the desk wrote, through the same blocks as what is compiled.

use super::topics::{self, Paragraph, Topic};
use crate::dossier::EventId;
use crate::site::citations::Cards;
use crate::site::desk::Desk;
use crate::site::editorial::{Passage, Section};
use crate::site::shown::Said;

/// The desk's standfirst; `None` when it wrote none.
pub fn standfirst(desk: &Desk<'_>, cards: &mut Cards<'_, '_>) -> Option<(Vec<Said>, Vec<EventId>)> {
    let own = desk.editorial.as_ref().filter(|own| !own.standfirst.is_empty())?;
    Some((said(&own.standfirst, cards), Vec::new()))
}

/// The desk's sections, with compiled ones where it only names them; `None` when it wrote none.
pub fn sections(desk: &Desk<'_>, cards: &mut Cards<'_, '_>) -> Option<Vec<Topic>> {
    let own = desk.editorial.as_ref().filter(|own| !own.sections.is_empty())?;
    let is_wanted = |title: &str| own.sections.iter().any(|section| section.paragraphs.is_empty() && is_named(section, title));
    let mut compiled = topics::topics(desk, &is_wanted, cards);
    let mut all: Vec<Topic> = Vec::new();
    for section in &own.sections {
        if !section.paragraphs.is_empty() {
            all.push(written(desk, section, cards));
        } else if let Some(at) = compiled.iter().position(|topic| is_named(section, &topic.title)) {
            all.push(compiled.remove(at));
        }
    }
    for (topic, n) in all.iter_mut().zip(1..) {
        topic.id = format!("t-{n}");
    }
    Some(all)
}

/// Whether a section of the desk has the heading of a compiled one.
pub fn is_named(section: &Section, title: &str) -> bool {
    section.heading.to_lowercase() == title.to_lowercase()
}

fn written(desk: &Desk<'_>, section: &Section, cards: &mut Cards<'_, '_>) -> Topic {
    let issue = desk.dossier.issues.iter().find(|issue| is_named(section, &desk.issue_name(issue)));
    let paragraph = |passages: &Vec<Passage>| Paragraph { sentences: said(passages, cards), by: String::new() };
    Topic {
        id: String::new(),
        title: section.heading.clone(),
        href: issue.and_then(|issue| desk.issue_path(&issue.key)),
        paragraphs: section.paragraphs.iter().map(paragraph).collect(),
        pulls: Vec::new(),
    }
}

fn said(passages: &[Passage], cards: &mut Cards<'_, '_>) -> Vec<Said> {
    passages.iter().map(|passage| Said::plain(&passage.words, cards.chips(&passage.evidence))).collect()
}
