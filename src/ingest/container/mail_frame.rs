//! What stands around the text of a mail: advice on reading it, its foot, a signature, and other mails that it quotes or passes on.

use crate::ingest::Reason;
use crate::ingest::lines::folded;

/// Lines of a mail with the reasons for which some are left out.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cut {
    reasons: Vec<Option<Reason>>,
}

impl Cut {
    /// Why a line is left out; `None` for the text.
    pub(super) fn reason(&self, at: usize) -> Option<Reason> {
        self.reasons.get(at).copied().flatten()
    }
}

/// A mail inside another one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PassedOn {
    /// Its printed headers.
    pub headers: Vec<String>,
    /// The lines with this mail as the text.
    pub cut: Cut,
}

/// Finds what is not the text.
pub(super) fn cut(lines: &[String]) -> Cut {
    let quoted_from = lines.iter().enumerate().position(|(at, _)| opens_mail(lines, at));
    let signed_from = lines.iter().position(|line| line == "--" || line == "-- ");
    let reason = |(at, line): (usize, &String)| {
        if quoted_from.is_some_and(|from| at >= from) || line.starts_with('>') || introduces_quote(lines, at) {
            Some(Reason::QuotedMail)
        } else if signed_from.is_some_and(|from| at >= from) {
            Some(Reason::PageFrame)
        } else {
            advice(line)
        }
    };
    Cut { reasons: lines.iter().enumerate().map(reason).collect() }
}

/// The mail that another one passes on, when it prints its headers: they are metadata, and what follows is the text.
pub(super) fn passed_on(lines: &[String], outer: &Cut) -> Option<PassedOn> {
    let from = (0..lines.len()).find(|at| opens_mail(lines, *at))?;
    let mut n_headers = 0;
    let mut end = from + 1;
    for (at, line) in lines.iter().enumerate().skip(from) {
        if is_header(line) {
            n_headers += 1;
            end = at + 1;
        } else if n_headers > 0 && !line.trim().is_empty() || at > from + 3 && n_headers == 0 {
            break;
        }
    }
    if n_headers < 2 {
        return None;
    }
    let headers: Vec<String> = lines.get(from..end)?.to_vec();
    let body = cut(lines.get(end..)?);
    let mut reasons: Vec<Option<Reason>> = (0..from).map(|at| outer.reason(at).or(Some(Reason::PageFrame))).collect();
    reasons.extend((from..end).map(|_| Some(Reason::Metadata)));
    reasons.extend(body.reasons);
    Some(PassedOn { headers, cut: Cut { reasons } })
}

/// Whether the line begins another mail: a rule with words in it, or a block of headers.
fn opens_mail(lines: &[String], at: usize) -> bool {
    let line = lines[at].trim();
    let ruled = line.starts_with("---") || line.starts_with("___") || line.starts_with("Begin forwarded");
    let words = folded(line);
    if ruled && (words.contains("forwarded message") || words.contains("original message")) || words == "begin forwarded message" {
        return true;
    }
    let near = lines.iter().skip(at).filter(|line| !line.trim().is_empty()).take(5);
    folded(line).starts_with("from ") && is_header(line) && near.filter(|line| is_header(line)).count() >= 3
}

/// "On 8 March 2016, Ana Petrova wrote:" above quoted lines.
fn introduces_quote(lines: &[String], at: usize) -> bool {
    let line = lines[at].trim();
    let opens = line.ends_with(':') && (line.starts_with("On ") || line.starts_with("Le ") || line.starts_with("Am "));
    opens && lines.iter().skip(at + 1).find(|line| !line.trim().is_empty()).is_some_and(|next| next.starts_with('>'))
}

fn is_header(line: &str) -> bool {
    let Some((name, value)) = line.trim().trim_start_matches('*').split_once(':') else { return false };
    let name = name.trim().trim_matches('*').to_lowercase();
    let known =
        ["from", "to", "cc", "date", "sent", "subject", "reply-to", "von", "an", "datum", "gesendet", "betreff", "de", "objet", "asunto"];
    known.contains(&name.as_str()) && !value.trim().is_empty()
}

/// Advice on reading the mail, and its foot.
fn advice(line: &str) -> Option<Reason> {
    const MOST_WORDS: usize = 45;
    let words = folded(line);
    if words.split(' ').count() > MOST_WORDS {
        return None;
    }
    let any = |phrases: &[&str]| phrases.iter().any(|phrase| words.contains(phrase));
    if any(&[
        "in your browser",
        "in a browser",
        "view online",
        "view this email",
        "web version",
        "having trouble viewing",
        "images not displaying",
    ]) {
        Some(Reason::PageFrame)
    } else if any(&[
        "unsubscribe",
        "email preferences",
        "your preferences",
        "you are receiving this",
        "you re receiving this",
        "you received this",
        "this email was sent",
        "this message was sent to",
        "no longer wish to receive",
        "add us to your address book",
        "all rights reserved",
    ]) {
        Some(Reason::Legal)
    } else if any(&["forwarded this email", "forwarded to you", "forward this email", "forward to a friend"]) {
        Some(Reason::Plea)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::to_owned).collect()
    }

    fn kept(text: &str) -> Vec<String> {
        let lines = lines(text);
        let cut = cut(&lines);
        lines.iter().enumerate().filter(|(at, line)| cut.reason(*at).is_none() && !line.is_empty()).map(|(_, line)| line.clone()).collect()
    }

    #[test]
    fn quotes_signatures_and_feet_go() {
        let text = "View this email in your browser\nThe envoys met.\n\nOn 8 March 2016, Ana Petrova wrote:\n> Did they?\n\nThey did.\n-- \nIdris Haroun\nriver desk";
        assert_eq!(kept(text), ["The envoys met.", "They did."]);
        assert_eq!(kept("The envoys met.\n-----Original Message-----\nFrom: A\nThey will not meet."), ["The envoys met."]);
    }

    #[test]
    fn talk_of_sending_is_no_header() {
        assert_eq!(kept("From: the river bank one sees both camps.\nTo: nobody in particular.").len(), 2);
    }

    #[test]
    fn a_mail_passed_on_prints_its_headers() {
        let lines = lines(
            "See below.\n\n---------- Forwarded message ---------\nFrom: Nile Courier <news@courier.example>\nDate: Tue, 8 Mar 2016\nSubject: Two maps\n\nThe envoys left.",
        );
        let passed_on = passed_on(&lines, &cut(&lines)).unwrap();
        assert_eq!(passed_on.headers.len(), 4);
        assert_eq!(passed_on.cut.reason(7), None);
        assert_eq!(passed_on.cut.reason(0), Some(Reason::PageFrame));
    }
}
