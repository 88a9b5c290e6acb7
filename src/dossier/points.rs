//! The claims that several sources share, ranked for the front page.

use super::timeline::Context;
use super::{Event, Issue, Point, Subject};
use crate::claims::Kind;

/// Points of a front page: one for the latest big event, then the issues most sources raise.
const MOST: usize = 5;

/// The points, most independent sources first within events and issues.
pub(super) fn rank(context: &Context<'_>, events: &[Event], issues: &[Issue]) -> Vec<Point> {
    let meeting = events
        .iter()
        .filter(|event| event.kind != Kind::Statement)
        .max_by(|a, b| a.salience.total_cmp(&b.salience).then_with(|| b.id.cmp(&a.id)));
    let mut points: Vec<Point> = meeting.into_iter().map(|event| of_event(context, event)).collect();
    let said: Vec<_> = points.iter().map(|point| point.sentence.clone()).collect();
    for issue in issues {
        if points.len() >= MOST {
            break;
        }
        points.extend(of_issue(issue, &points, &said));
    }
    points
}

fn of_event(context: &Context<'_>, event: &Event) -> Point {
    let mut support = vec![event.summary.clone()];
    support.extend(event.accounts.iter().map(|account| account.evidence.clone()).filter(|evidence| *evidence != event.summary));
    let sources = context.origins.sources(&support);
    Point { about: Subject::Event(event.id), sentence: event.summary.clone(), support, sources }
}

/// The best sentence of an issue that no earlier point has used.
fn of_issue(issue: &Issue, points: &[Point], said: &[crate::base::Evidence]) -> Option<Point> {
    let used = |evidence: &crate::base::Evidence| points.iter().any(|point| point.sentence == *evidence) || said.contains(evidence);
    let sentence = issue.sentences.iter().find(|evidence| !used(evidence))?.clone();
    let mut support = vec![sentence.clone()];
    support.extend(issue.sentences.iter().filter(|evidence| **evidence != sentence).cloned());
    Some(Point { about: Subject::Issue(issue.key.clone()), sentence, support, sources: issue.sources.clone() })
}
