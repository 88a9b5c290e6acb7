//! A mail, most often a newsletter: what its headers state, and its text without the mail around it.

use mail_parser::{Address, HeaderValue, Message, MessageParser, PartType};

use crate::base::{Basis, Known};
use crate::ingest::draft::{Draft, Found, Part};
use crate::ingest::lines::ends_sentence;
use crate::ingest::when::full_date;
use crate::ingest::{BlockKind, plain, tidy};

use super::mail_frame::{self, Cut};
use super::{Content, Entry, contained, fragment};

/// Own words of a mail below which what it passes on is the article.
const FEW_WORDS: usize = 40;

/// Reads a mail; `None` when the bytes are none, or it has no text.
pub(super) fn read(bytes: &[u8]) -> Option<Entry> {
    contained(|| {
        let message = MessageParser::default().parse(bytes)?;
        message.headers().iter().any(|header| matches!(header.name.as_str(), "From" | "Subject" | "Date" | "Received")).then_some(())?;
        entry(&message)
    })?
}

fn entry(message: &Message<'_>) -> Option<Entry> {
    if let Some(inner) = attached(message) {
        return entry(inner);
    }
    let lines = lines(message)?;
    let (mut stated, mut cut) = (stated(message), mail_frame::cut(&lines));
    if let Some(passed_on) = mail_frame::passed_on(&lines, &cut).filter(|_| n_own_words(&lines, &cut) < FEW_WORDS) {
        stated = Found { language: stated.language, ..headers_of(&passed_on.headers) };
        cut = passed_on.cut;
    }
    Some(Entry { name: None, content: Content::Draft(Box::new(draft(lines, &cut))), stated, first: true })
}

/// A mail that is attached whole to one with hardly any words.
fn attached<'a>(message: &'a Message<'a>) -> Option<&'a Message<'a>> {
    let inner = message.parts.iter().find_map(|part| match &part.body {
        PartType::Message(inner) => Some(inner),
        _ => None,
    })?;
    let own = lines(message).unwrap_or_default();
    (own.iter().map(|line| line.split_whitespace().count()).sum::<usize>() < FEW_WORDS).then_some(inner)
}

/// The text as paragraphs or lines, the HTML form first: the plain one of newsletters is often an advice to read the other.
fn lines(message: &Message<'_>) -> Option<Vec<String>> {
    let html = message.html_bodies().find_map(|part| match &part.body {
        PartType::Html(html) => Some(html.as_ref()),
        _ => None,
    });
    if let Some(stretches) = html.and_then(fragment::stretches).filter(|stretches| !stretches.is_empty()) {
        return Some(stretches.into_iter().flat_map(|stretch| [stretch.text, String::new()]).collect());
    }
    let text = message.text_bodies().find_map(|part| match &part.body {
        PartType::Text(text) => Some(text.as_ref()),
        _ => None,
    })?;
    Some(text.lines().map(|line| line.trim_end().to_owned()).collect())
}

/// The cleaner reads what is left of the mail; the mail around it stays listed with its reasons.
fn draft(lines: Vec<String>, cut: &Cut) -> Draft {
    let (mut above, mut below, mut inside) = (Vec::new(), Vec::new(), Vec::new());
    let first = (0..lines.len()).find(|at| cut.reason(*at).is_none()).unwrap_or(lines.len());
    for (at, line) in lines.into_iter().enumerate() {
        match cut.reason(at) {
            None => inside.push(line),
            Some(_) if line.trim().is_empty() => inside.push(String::new()),
            Some(why) => {
                let parts = if at < first { &mut above } else { &mut below };
                parts.push(Part::dropped(line, 0, why));
            }
        }
    }
    let mut draft = body(&unwrapped(&inside));
    above.append(&mut draft.parts);
    above.append(&mut below);
    Draft { parts: above, found: draft.found }
}

/// A mail of sentences is its text; one with much else in it is cleaned like a scraped page.
fn body(lines: &[String]) -> Draft {
    const LEAST_WORDS: usize = 8;
    let n_words = |line: &&String| line.split_whitespace().count();
    let all: usize = lines.iter().map(|line| n_words(&line)).sum();
    let told: usize = lines.iter().filter(|line| ends_sentence(line)).map(|line| n_words(&line)).filter(|n| *n >= LEAST_WORDS).sum();
    if told * 5 >= all * 4 {
        let lines = lines.iter().filter(|line| !line.trim().is_empty());
        let parts = lines.map(|line| Part::kept(BlockKind::Paragraph, line.trim(), 0)).collect();
        let mut draft = Draft { parts, found: Found::default() };
        tidy::tidy(&mut draft);
        return draft;
    }
    let mut draft = plain::read(&lines.join("\n"));
    for part in &mut draft.parts {
        match part {
            Part::Kept(piece) => piece.line = 0,
            Part::Dropped(dropped) => dropped.line = 0,
        }
    }
    draft
}

/// Programs break the lines of plain mails at some seventy letters: such lines of a paragraph are one.
fn unwrapped(lines: &[String]) -> Vec<String> {
    const WIDTHS: std::ops::RangeInclusive<usize> = 45..=82;
    let mut out = Vec::new();
    for paragraph in lines.split(|line| line.trim().is_empty()) {
        let widths: Vec<usize> = paragraph.iter().map(|line| line.chars().count()).collect();
        let wrapped =
            widths.split_last().is_some_and(|(last, most)| most.iter().all(|width| WIDTHS.contains(width)) && *last <= *WIDTHS.end());
        let listed = paragraph.iter().any(|line| line.trim_start().starts_with(['-', '*', '•']));
        if wrapped && !listed {
            out.push(paragraph.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" "));
        } else {
            out.extend(paragraph.iter().cloned());
        }
        out.push(String::new());
    }
    out
}

fn n_own_words(lines: &[String], cut: &Cut) -> usize {
    let own = lines.iter().enumerate().filter(|(at, _)| cut.reason(*at).is_none());
    own.map(|(_, line)| line.split_whitespace().count()).sum()
}

/// What the headers state.
fn stated(message: &Message<'_>) -> Found {
    let (name, mail) = message.from().and_then(Address::first).map(|from| (from.name(), from.address())).unwrap_or_default();
    let listed = message.header("List-Id").is_some() || message.header("List-Unsubscribe").is_some();
    let list = match message.list_id() {
        HeaderValue::Address(address) => address.first().and_then(|list| list.name()).map(str::to_owned),
        HeaderValue::Text(text) => text.split_once('<').map(|(name, _)| name.trim().trim_matches('"').to_owned()),
        _ => None,
    };
    let sender = Sender::new(name, mail, listed, list.as_deref().filter(|list| !list.is_empty()));
    Found {
        title: message.subject().and_then(subject).map(|title| Known::new(title, Basis::Container)),
        outlet: sender.outlet,
        author: sender.author,
        published: message.header_raw("Date").and_then(day),
        language: match message.header("Content-Language") {
            Some(HeaderValue::Text(tag)) => Some(Known::new(tag.trim().to_owned(), Basis::Container)),
            _ => None,
        },
        ..Found::default()
    }
}

fn day(written: &str) -> Option<Known<chrono::NaiveDate>> {
    let written = written.trim();
    Some(Known::from_words(full_date(written)?.day, Basis::Container, written))
}

/// A subject without the marks of answers and of mails passed on.
fn subject(written: &str) -> Option<String> {
    let mut rest = written.trim();
    while let Some((mark, subject)) = rest.split_once(':') {
        let answered = matches!(mark.trim().to_lowercase().as_str(), "re" | "fwd" | "fw" | "aw" | "wg" | "tr" | "rv" | "enc" | "sv" | "vs");
        if !answered {
            break;
        }
        rest = subject.trim();
    }
    (!rest.is_empty()).then(|| rest.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Who sent it: a person, or an outlet and at times a person of it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Sender {
    outlet: Option<Known<String>>,
    author: Option<Known<String>>,
}

impl Sender {
    /// Mails to a list come from an outlet, others from a person. "Ana Petrova at Nile Courier" is both.
    fn new(name: Option<&str>, mail: Option<&str>, listed: bool, list: Option<&str>) -> Self {
        let known = |value: &str| Some(Known::new(value.trim().to_owned(), Basis::Container)).filter(|known| !known.value.is_empty());
        let name = name.map(|name| name.trim().trim_matches(['"', '\''])).filter(|name| !name.is_empty() && !name.contains('@'));
        let both = name.and_then(|name| [" at ", " from ", " | ", " @ ", ", "].iter().find_map(|mark| name.split_once(mark)));
        let host = || {
            let (_, host) = mail?.rsplit_once('@')?;
            Some(Known::new(host.trim().to_lowercase(), Basis::Address))
        };
        match (name, both, listed) {
            (_, Some((person, outlet)), true) => Self { outlet: known(outlet), author: known(person) },
            (Some(name), _, true) => Self { outlet: known(name), author: None },
            (None, _, true) => Self { outlet: list.and_then(known).or_else(host), author: None },
            (Some(name), _, false) => Self { outlet: None, author: known(name) },
            (None, _, false) => Self::default(),
        }
    }
}

/// What the printed headers of a mail that was passed on state.
fn headers_of(headers: &[String]) -> Found {
    let value = |names: &[&str]| {
        headers.iter().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            names.contains(&name.trim().trim_matches('*').to_lowercase().as_str()).then(|| value.trim().trim_matches('*').trim().to_owned())
        })
    };
    let from = value(&["from", "von", "de"]);
    let (name, mail) = match from.as_deref().and_then(|from| from.split_once(['<', '['])) {
        Some((name, mail)) => (Some(name), Some(mail.trim_end_matches(['>', ']']).trim_start_matches("mailto:"))),
        None => (from.as_deref(), None),
    };
    // A mail that is worth passing on comes from an outlet more often than from a friend, and its list is not in the printed headers.
    let sender = Sender::new(name, mail, true, None);
    Found {
        title: value(&["subject", "betreff", "objet", "asunto"])
            .and_then(|text| subject(&text))
            .map(|title| Known::new(title, Basis::Container)),
        outlet: sender.outlet,
        author: sender.author,
        published: value(&["date", "sent", "datum", "gesendet", "envoyé", "fecha"]).and_then(|written| day(&written)),
        ..Found::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn senders_are_outlets_of_lists_and_people_otherwise() {
        let who = |name: Option<&str>, listed: bool| {
            let sender = Sender::new(name, Some("news@courier.example"), listed, Some("Weekly"));
            (sender.outlet.map(|known| known.value), sender.author.map(|known| known.value))
        };
        assert_eq!(who(Some("Nile Courier"), true), (Some("Nile Courier".into()), None));
        assert_eq!(who(Some("Ana Petrova at Nile Courier"), true), (Some("Nile Courier".into()), Some("Ana Petrova".into())));
        assert_eq!(who(Some("Ana Petrova"), false), (None, Some("Ana Petrova".into())));
        assert_eq!(who(None, true), (Some("Weekly".into()), None));
        assert_eq!(who(None, false), (None, None));
    }

    #[test]
    fn subjects_lose_the_marks_of_answers_only() {
        assert_eq!(subject("Fwd: RE: Two maps").as_deref(), Some("Two maps"));
        assert_eq!(subject("Juba: two maps").as_deref(), Some("Juba: two maps"));
        assert_eq!(subject("Re: "), None);
    }
}
