//! Titles of events: safe templates over kind, status, participants and place, or the account's own words.

mod clause;

use std::collections::BTreeSet;

use super::desk::Desk;
use super::shown;
use crate::base::Span;
use crate::claims::{Kind, Part, Status};
use crate::dossier::{Account, ActorId, Event};
use crate::mentions::NameKind;

/// Words of a quote that a title takes over at most.
const QUOTE_WORDS: usize = 12;
/// The longest dateline, in bytes.
const DATELINE: usize = 40;
/// Names that a title prints before it counts the rest.
const NAMES: usize = 3;

/// The title of one event.
pub fn title(desk: &Desk<'_>, event: &Event) -> String {
    let made = match event.kind {
        Kind::Meeting => Some(meeting(desk, event)),
        Kind::Call => call(desk, event),
        Kind::Visit => visit(desk, event),
        kind if kind.is_spoken() => statement(desk, event),
        _ => None,
    };
    upper_first(&made.unwrap_or_else(|| own_words(desk, event)))
}

/// The account's own clause, with a name for whoever it calls "she"; where it leans on another sentence, what kind of event it is and whose.
fn own_words(desk: &Desk<'_>, event: &Event) -> String {
    let told = desk.told(event);
    let account = event.accounts.iter().find(|account| account.evidence.source == told.source && told.span.contains(account.evidence.span));
    let span = account.map_or(told.span, |account| account.evidence.span);
    let body = desk.body(told.source);
    let words = shown::plain(span.of(body));
    let words = without_link(without_dateline(&words).trim_end_matches(['.', ',', ';', ':']));
    // Where markers were taken out, the words that name the event are looked up.
    let trigger = account.map_or("", |account| account.trigger.of(body));
    let headline = clause::headline(words, words.find(trigger).unwrap_or(0));
    if !desk.words.is_english() {
        return headline;
    }
    let pronoun = pronoun(&headline, trigger);
    let named = pronoun.and_then(|pronoun| Some((pronoun, the_one_untold(desk, event, account?)?)));
    match named {
        Some((at, person)) => [&headline[..at.start as usize], desk.name(person), &headline[at.end as usize..]].concat(),
        None if pronoun.is_some() || shown::leans_back(&headline) || acts_on_pronoun(words, trigger) => {
            label(desk, event).unwrap_or(headline)
        }
        None => headline,
    }
}

/// Without "And", "But" and the like at the head of a sentence.
fn without_link(words: &str) -> &str {
    let link = ["And ", "But ", "Then ", "So ", "Yet ", "Meanwhile, ", "However, ", "Still, "];
    link.iter().find_map(|link| words.strip_prefix(link)).unwrap_or(words)
}

/// Where "he" or "she" stands as the subject before the words that name the event.
fn pronoun(title: &str, trigger: &str) -> Option<Span> {
    let before = title.find(trigger).map_or("", |at| &title[..at]);
    let word = before.split(' ').find(|word| matches!(*word, "He" | "She" | "he" | "she"))?;
    let at = before.find(&format!("{word} "))?;
    Some(Span::new(at, at + word.len()))
}

/// The only person who takes part without being named in an account's sentence.
fn the_one_untold(desk: &Desk<'_>, event: &Event, account: &Account) -> Option<ActorId> {
    let told: BTreeSet<ActorId> = desk.people_in(account.evidence.source, account.evidence.span).map(|(_, id)| *id).collect();
    let persons = event.participants.iter().map(|part| part.value.actor);
    let untold: BTreeSet<ActorId> =
        persons.filter(|id| !told.contains(id) && desk.actor(*id).is_some_and(|actor| actor.kind == NameKind::Person)).collect();
    if untold.len() == 1 { untold.into_iter().next() } else { None }
}

/// "signed it", "arrested him": the words alone do not tell what was done to whom.
fn acts_on_pronoun(words: &str, trigger: &str) -> bool {
    let behind = words.find(trigger).map(|at| words[at + trigger.len()..].trim_start()).filter(|_| !trigger.is_empty());
    let next = behind.and_then(|behind| behind.split(|c: char| !c.is_alphanumeric()).next());
    next.is_some_and(|next| matches!(next, "it" | "him" | "them"))
}

/// "Agreement: A and B in Vienna".
fn label(desk: &Desk<'_>, event: &Event) -> Option<String> {
    let people = cast(desk, event);
    if people.is_empty() || event.kind == Kind::Strike || event.kind.is_spoken() {
        return None;
    }
    let kind = format!("kind.{}", event.kind.word());
    let kind = desk.words.get(&kind);
    let place = place_phrase(desk, event);
    Some(desk.words.fill("event.of", &[("kind", kind), ("people", &list(desk, &people)), ("place", &place)]))
}

/// Leaves out "LUSAKA, Zambia — " and "2 May 2024 – " at the head of a sentence.
pub fn without_dateline(words: &str) -> &str {
    let dash = ["—", "–"].iter().filter_map(|dash| words.find(&format!(" {dash} ")).map(|at| (at, at + dash.len() + 2))).min();
    match dash {
        Some((at, after))
            if at <= DATELINE
                && (words[..at].contains(|c: char| c.is_ascii_digit()) || words[..at].chars().take(4).all(char::is_uppercase)) =>
        {
            &words[after..]
        }
        _ => words,
    }
}

fn meeting(desk: &Desk<'_>, event: &Event) -> String {
    let words = desk.words;
    let place = place_phrase(desk, event);
    let people = cast(desk, event);
    // Who met whom must be told in full; otherwise only the account's own words are safe.
    let one_side = desk.sides.of(people.first().copied().unwrap_or(ActorId(u32::MAX)));
    let nobody_opposite = people.len() == 1 || (one_side.is_some() && people.iter().all(|&id| desk.sides.of(id) == one_side));
    if people.is_empty() && place.is_empty() || !people.is_empty() && nobody_opposite {
        return own_words(desk, event);
    }
    let say = |key: &str| words.fill(key, &[("people", &list(desk, &people)), ("place", &place)]);
    let key = |held: &'static str, none: &'static str| if people.is_empty() { none } else { held };
    match event.status {
        Status::Held | Status::Planned => {
            let held = event.status == Status::Held;
            match (people.len(), divided(desk, event, &people)) {
                (0, _) => say(if held { "event.meeting.held_none" } else { "event.meeting.planned_none" }),
                (3.., Some((first, rest))) => {
                    let key = match (held, first.len()) {
                        (true, 1) => "event.meeting.held_one_side",
                        (true, _) => "event.meeting.held_sides",
                        (false, _) => "event.meeting.planned",
                    };
                    words.fill(key, &[("first", &list(desk, &first)), ("rest", &list(desk, &rest)), ("place", &place)])
                }
                (_, Some((first, rest))) if !held => {
                    words.fill("event.meeting.planned", &[("first", &list(desk, &first)), ("rest", &list(desk, &rest)), ("place", &place)])
                }
                (_, _) => say(if held { "event.meeting.held_group" } else { "event.meeting.planned_group" }),
            }
        }
        Status::UnderWay => say(key("event.meeting.underway", "event.meeting.underway_none")),
        Status::CalledOff => say(key("event.meeting.off", "event.meeting.off_none")),
        Status::Denied => say(key("event.meeting.denied", "event.meeting.denied_none")),
        Status::Claimed => say(key("event.meeting.claimed", "event.meeting.claimed_none")),
    }
}

fn call(desk: &Desk<'_>, event: &Event) -> Option<String> {
    let words = desk.words;
    let people = cast(desk, event);
    if people.len() < 2 {
        return None;
    }
    let called: Vec<ActorId> = people.iter().copied().filter(|&id| plays(event, id, &[Part::Addressee, Part::Target])).collect();
    let callers: Vec<ActorId> = people.iter().copied().filter(|id| !called.contains(id)).collect();
    let key = match event.status {
        Status::Held if callers.len() == 1 && !called.is_empty() => {
            return Some(words.fill("event.call.held", &[("first", &list(desk, &callers)), ("rest", &list(desk, &called))]));
        }
        Status::Held => "event.call.held_group",
        Status::Planned => "event.call.planned",
        Status::UnderWay => "event.call.underway",
        Status::CalledOff => "event.call.off",
        Status::Denied => "event.call.denied",
        Status::Claimed => "event.call.claimed",
    };
    Some(words.fill(key, &[("people", &list(desk, &people))]))
}

fn visit(desk: &Desk<'_>, event: &Event) -> Option<String> {
    let place = event.place.as_ref().map(|place| place.value);
    let guests: Vec<ActorId> = cast(desk, event).into_iter().filter(|&id| !plays(event, id, &[Part::Host]) && Some(id) != place).collect();
    let where_to = desk.name_inside(place?);
    if guests.is_empty() {
        return None;
    }
    let key = match event.status {
        Status::Held if guests.len() == 1 => "event.visit.held",
        Status::Held => "event.visit.held_many",
        Status::Planned => "event.visit.planned",
        Status::UnderWay => "event.visit.underway",
        Status::CalledOff => "event.visit.off",
        Status::Denied => "event.visit.denied",
        Status::Claimed => "event.visit.claimed",
    };
    Some(desk.words.fill(key, &[("people", &list(desk, &guests)), ("where", &where_to)]))
}

fn statement(desk: &Desk<'_>, event: &Event) -> Option<String> {
    let statement = desk.statement(event.statement?)?;
    let wording = statement.wordings.iter().find(|wording| wording.direct)?;
    let speaker = match statement.speaker {
        Some(id) => desk.name(id).to_owned(),
        None => shown::plain(&statement.speaker_words.as_ref()?.value),
    };
    let words = shown::plain(wording.words.span.of(desk.body(wording.words.source)));
    let words = shown::cut(words.trim_end_matches([',', '.']), QUOTE_WORDS);
    Some(desk.words.fill("event.said", &[("speaker", &speaker), ("words", &words)]))
}

/// Who is named in a title: the people, and those bodies and states for which nobody of theirs is named.
fn cast(desk: &Desk<'_>, event: &Event) -> Vec<ActorId> {
    let mut seen = BTreeSet::new();
    let all: Vec<ActorId> = event.participants.iter().map(|part| part.value.actor).filter(|id| seen.insert(*id)).collect();
    let kind = |id: ActorId| desk.actor(id).map(|actor| actor.kind);
    let stood_for: BTreeSet<ActorId> =
        all.iter().filter(|&&id| kind(id) == Some(NameKind::Person)).filter_map(|&id| desk.actor(id)?.state).collect();
    let named = |id: &ActorId| match kind(*id) {
        Some(NameKind::Person) => true,
        Some(NameKind::State) => !stood_for.contains(id),
        Some(NameKind::Organisation) => desk.actor(*id).is_some_and(|actor| actor.state.is_none_or(|state| !stood_for.contains(&state))),
        _ => false,
    };
    let cast: Vec<ActorId> = all.into_iter().filter(named).collect();
    // A state beside people of unknown states is theirs rather than another party.
    let persons = |ids: &[ActorId]| ids.iter().filter(|&&id| kind(id) == Some(NameKind::Person)).count();
    let stateless = cast.iter().any(|&id| kind(id) == Some(NameKind::Person) && desk.actor(id).is_some_and(|actor| actor.state.is_none()));
    let cast =
        if persons(&cast) > 1 && stateless { cast.into_iter().filter(|&id| kind(id) != Some(NameKind::State)).collect() } else { cast };
    // Whoever stood between the parties is not one of those who met.
    let parties: Vec<ActorId> = cast.iter().copied().filter(|&id| !plays(event, id, &[Part::Mediator])).collect();
    if parties.len() > 1 { parties } else { cast }
}

/// A meeting's cast in two groups: guests and hosts, or the first side and the others.
fn divided(desk: &Desk<'_>, event: &Event, people: &[ActorId]) -> Option<(Vec<ActorId>, Vec<ActorId>)> {
    let (hosts, guests): (Vec<_>, Vec<_>) = people.iter().copied().partition(|&id| plays(event, id, &[Part::Host]));
    if !hosts.is_empty() && !guests.is_empty() {
        return Some((guests, hosts));
    }
    // Where more than two sides sit together nobody meets the rest.
    let sides: BTreeSet<_> = people.iter().map(|&id| desk.sides.of(id)).collect();
    if sides.len() > 2 && people.len() > NAMES + 1 {
        return None;
    }
    let first_side = desk.sides.of(*people.first()?);
    let (first, rest): (Vec<_>, Vec<_>) = people.iter().copied().partition(|&id| desk.sides.of(id) == first_side);
    (!rest.is_empty()).then_some((first, rest))
}

fn plays(event: &Event, id: ActorId, parts: &[Part]) -> bool {
    event.participants.iter().any(|one| one.value.actor == id && parts.contains(&one.value.part))
}

/// Names joined for a sentence, three at most.
pub fn list(desk: &Desk<'_>, ids: &[ActorId]) -> String {
    let words = desk.words;
    let n_named = if ids.len() > NAMES + 1 { NAMES } else { ids.len() };
    let mut names: Vec<String> = ids[..n_named].iter().map(|&id| desk.name_inside(id)).collect();
    if n_named < ids.len() {
        names.push(words.fill("list.others", &[("n", &words.number(ids.len() - n_named))]));
    }
    joined(&names, words.get("list.comma"), words.get("list.and"))
}

/// "a, b and c".
pub fn joined(names: &[String], comma: &str, and: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [init @ .., last] => format!("{}{and}{last}", init.join(comma)),
    }
}

/// The ids in order, each once.
pub fn once_each(ids: &[ActorId]) -> Vec<ActorId> {
    let mut seen = BTreeSet::new();
    ids.iter().copied().filter(|id| seen.insert(*id)).collect()
}

/// " in Vienna", with the preposition and the article that the account prints before the place.
pub fn place_phrase(desk: &Desk<'_>, event: &Event) -> String {
    let Some(place) = &event.place else { return String::new() };
    let name = desk.name(place.value);
    if !desk.words.is_english() {
        return desk.words.fill("event.at", &[("name", name)]);
    }
    let printed = place.first();
    let before = desk.body(printed.source).get(..printed.span.start as usize).unwrap_or_default();
    let starts_with_name = printed.span.of(desk.body(printed.source)).starts_with(name);
    let mut last = before.rsplit(' ').filter(|word| !word.is_empty()).take(2).map(str::to_lowercase);
    let (one, two) = (last.next().unwrap_or_default(), last.next().unwrap_or_default());
    let known = |word: &str| matches!(word, "in" | "at" | "near" | "outside" | "aboard");
    if starts_with_name && one == "the" && known(&two) {
        return format!(" {two} the {name}");
    }
    if starts_with_name && known(&one) {
        return format!(" {one} {name}");
    }
    format!(" in {}", desk.name_inside(place.value))
}

/// The first letter in upper case; the rest as it stands.
pub fn upper_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::without_dateline;

    #[test]
    fn datelines_leave_titles() {
        assert_eq!(without_dateline("LUSAKA, Zambia — Envoys met"), "Envoys met");
        assert_eq!(without_dateline("2 May 2024 – Envoys met"), "Envoys met");
        assert_eq!(without_dateline("Both sides – and the hosts – met"), "Both sides – and the hosts – met");
    }
}
