//! Dated words of somebody, and entries of dated lists whose words name no deed.

use super::scene::Scene;
use super::telling::telling;
use super::{Happening, Kind, Part, Participant, Quote, Status, circumstance, counts, parties, stance};

/// Dated words of a named speaker are a statement.
pub(super) fn statements(scene: &Scene<'_>, quotes: &[Quote], all: &mut Vec<Happening>) {
    let mut told: Vec<usize> = Vec::new();
    for quote in quotes.iter().filter(|quote| quote.sentence == scene.idx) {
        let Some(speaker) = quote.speaker.filter(|speaker| !told.contains(speaker)) else { continue };
        let Some(at) = quote.cue.and_then(|cue| scene.words.iter().position(|word| word.span.overlaps(cue))) else { continue };
        let beside = || if quote.direct { circumstance::time_outside(scene, at, quote.words) } else { circumstance::entry_date(scene) };
        let Some(time) = quote.time.or_else(beside) else { continue };
        told.push(speaker);
        all.push(statement(scene, at, speaker, Some(time)));
    }
}

fn statement(scene: &Scene<'_>, at: usize, speaker: usize, time: Option<usize>) -> Happening {
    Happening {
        sentence: scene.idx,
        span: telling(scene.document, scene.mentions, scene.idx),
        trigger: scene.words[at].span,
        kind: Kind::Statement,
        status: Status::Held,
        participants: vec![Participant { chain: speaker, part: Part::Speaker }],
        place: None,
        time,
        definite: false,
        nth_day: None,
        n_days: None,
        numbers: Vec::new(),
    }
}

/// A dated entry whose words name no deed that is known: somebody is somewhere ("6 May: X in Vienna"), or whatever its few words say.
pub(super) fn listed(scene: &Scene<'_>) -> Option<Happening> {
    const FEW: usize = 16;
    let time = circumstance::entry_date(scene)?;
    let head = scene.words.iter().position(|word| word.is_word() && word.time.is_none())?;
    let all = head..scene.words.len();
    let chains: Vec<usize> = all
        .clone()
        .filter(|&at| scene.can_act(at) && !scene.is_oblique(at))
        .filter_map(|at| scene.mention(at))
        .map(|mention| mention.chain)
        .collect();
    let mut participants: Vec<Participant> = Vec::new();
    for chain in chains {
        if !participants.iter().any(|known| known.chain == chain) {
            participants.push(Participant { chain, part: Part::Actor });
        }
    }
    let place = circumstance::place_inside(scene, all.clone());
    let quoted = scene.words[all.clone()].iter().any(|word| word.quotation.is_some());
    if all.len() > FEW || quoted || (participants.is_empty() && place.is_none()) {
        return None;
    }
    // Nothing but a name, where it stands for somebody, and a place.
    let on_the_way = all.clone().all(|at| {
        let word = &scene.words[at];
        word.name.is_some() || word.role.is_some() || word.is(&["in", "at", "and", "to", "."]) || word.text == ","
    });
    let several = all
        .clone()
        .any(|at| scene.words[at].name.is_none() && scene.words[at].lower.ends_with('s') && parties::is_somebody(&scene.words[at].lower));
    let kind = match place {
        Some(_) if on_the_way && !participants.is_empty() => Kind::Visit,
        Some(_) if several && participants.is_empty() => Kind::Meeting,
        _ => Kind::Report,
    };
    let part = if kind == Kind::Visit { Part::Guest } else { Part::Actor };
    participants.iter_mut().for_each(|participant| participant.part = part);
    Some(Happening { kind, participants, place, numbers: counts::counts(scene, all), ..statement(scene, head, 0, Some(time)) })
}

/// A dated entry that tells where somebody stands ("Baku insists that …") is a statement of theirs.
pub(super) fn declaration(scene: &Scene<'_>) -> Option<Happening> {
    let (at, speaker) = (0..scene.words.len()).find_map(|at| {
        stance::attitude_at(scene, at)
            .and_then(|_| super::subject::before(scene, at))
            .and_then(|subject| subject.chain)
            .map(|chain| (at, chain))
    })?;
    let time = circumstance::time(scene, at, &(0..scene.words.len()));
    Some(statement(scene, at, speaker, time))
}
