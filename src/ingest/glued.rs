//! Sub-headings that a scraper ran into the first sentence below them.
//!
//! Two forms are told apart from names: "The damEngineers from both states met" and "Ferry Link Reopens After Talks Envoys met on Sunday".

use super::BlockKind;
use super::draft::{Part, Piece};
use super::entry;
use super::lines::{folded, has_more_words};
use super::seam::{Camel, Cut, Kind, Vocabulary, first_part, words};

/// Divides such paragraphs into a heading and the text below it.
pub(super) fn split(parts: &mut Vec<Part>) {
    let running: Vec<(usize, &str)> = parts.iter().enumerate().filter_map(|(at, part)| Some((at, running(part)?))).collect();
    let n_titled = running.iter().filter(|(_, text)| begins_in_capitals(text)).count();
    let habit = n_titled >= 2 && n_titled * 2 >= running.len();
    // Most texts have no such paragraph, and gathering their vocabulary is most of the work.
    let doubtful: Vec<(usize, &str, Option<Camel>)> = running
        .iter()
        .map(|(at, text)| (*at, *text, Camel::of(text)))
        .filter(|(_, text, camel)| camel.is_some() || habit && begins_in_capitals(text))
        .collect();
    if doubtful.is_empty() {
        return;
    }
    let vocabulary = Vocabulary::of(parts, habit);
    let cuts: Vec<(usize, Cut)> = doubtful
        .into_iter()
        .filter_map(|(at, text, camel)| {
            let seam = camel.and_then(|camel| camel.cut(&vocabulary));
            Some((at, seam.or_else(|| title_case(text, &vocabulary))?))
        })
        .collect();
    let n_running = running.len();
    let n_of = |kind: Kind| cuts.iter().filter(|(_, cut)| cut.kind == kind).count();
    let (n_camel, n_title) = (n_of(Kind::Camel), n_of(Kind::TitleCase));
    for (at, cut) in cuts.into_iter().rev() {
        let habit = match cut.kind {
            Kind::Camel => n_camel >= 2 || cut.sure,
            // One paragraph that begins with many capitals may begin with a long title; half of them do not.
            Kind::TitleCase => n_title >= 2 && n_title * 2 >= n_running,
        };
        if habit {
            divide(parts, at, cut.at);
        }
    }
}

fn running(part: &Part) -> Option<&str> {
    let piece = part.piece()?;
    let long = piece.kind == BlockKind::Paragraph && has_more_words(&piece.text, 11);
    (long && !entry::of(&piece.text).is_some_and(|entry| entry.marked)).then_some(piece.text.as_str())
}

/// Whether a paragraph begins with a run of words in capitals.
fn begins_in_capitals(text: &str) -> bool {
    let run = text.split_whitespace().enumerate().take_while(|(idx, word)| begins_capital(word) || *idx > 0 && is_title_small(word));
    run.filter(|(_, word)| begins_capital(word)).nth(2).is_some()
}

fn begins_capital(word: &str) -> bool {
    word.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(|c: char| c.is_uppercase() || c.is_numeric())
}

fn divide(parts: &mut Vec<Part>, at: usize, cut: usize) {
    let Some(piece) = parts[at].piece() else { return };
    let (Some(heading), Some(rest)) = (piece.text.get(..cut), piece.text.get(cut..)) else { return };
    let heading = Piece { kind: BlockKind::Heading, text: heading.trim().to_owned(), line: piece.line };
    let rest = Piece { kind: piece.kind, text: rest.trim().to_owned(), line: piece.line };
    parts.splice(at..=at, [Part::Kept(heading), Part::Kept(rest)]);
}

/// "Ferry Link Reopens After Talks Envoys met on Sunday": a run in title case, then a sentence.
fn title_case(text: &str, vocabulary: &Vocabulary) -> Option<Cut> {
    let tokens: Vec<(usize, &str)> = words(text).take(26).collect();
    let mut run = 0;
    let mut n_capitals = 0;
    for (idx, (_, word)) in tokens.iter().enumerate() {
        let capital = begins_capital(word);
        let small = is_title_small(word);
        if !(capital || small && idx > 0) {
            break;
        }
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        if idx >= 3 && capital && n_capitals >= 3 && is_opener(bare) {
            return is_closed(&tokens[..idx]).then(|| Cut { kind: Kind::TitleCase, at: tokens[idx].0, sure: false });
        }
        n_capitals += u32::from(capital);
        run = idx + 1;
        if word.ends_with(['.', '!', '?']) && bare.chars().count() > 3 && !bare.contains('.') {
            return None;
        }
    }
    // "Officials on both sides said": the sentence's own small words are no part of the run.
    while run > 0 && is_title_small(tokens[run - 1].1) {
        run -= 1;
    }
    if n_capitals < 4 || run >= tokens.len() {
        return None;
    }
    let at = subject_start(&tokens[..run], vocabulary)?;
    let heading = tokens.get(..at)?;
    (at >= 3 && is_headline(heading, vocabulary)).then(|| Cut { kind: Kind::TitleCase, at: tokens[at].0, sure: false })
}

/// Not a long name: it has common words in capitals.
fn is_headline(run: &[(usize, &str)], vocabulary: &Vocabulary) -> bool {
    let common = |word: &str| {
        let lower = folded(word);
        !is_title_small(word) && (vocabulary.has_lower(&lower) || lower.ends_with("ed") || lower.ends_with("ing"))
    };
    // Names come back in a text; words in capitals that stand only here are those of a headline.
    let n_once = run.iter().filter(|(_, word)| !is_title_small(word) && vocabulary.n(word) <= 1).count();
    is_closed(run) && (n_once >= 2 || run.iter().any(|(_, word)| common(word)))
}

/// It begins with no article and ends in no small word.
fn is_closed(run: &[(usize, &str)]) -> bool {
    let opens = run.first().is_some_and(|(_, word)| is_opener(word));
    let ends = run.last().is_some_and(|(_, word)| !is_title_small(word) && !word.ends_with([',', ';']));
    ends && !opens && run.iter().filter(|(_, word)| !is_title_small(word)).count() >= 3
}

/// Small words that stay small in headlines.
fn is_title_small(word: &str) -> bool {
    matches!(
        word,
        "of" | "and"
            | "to"
            | "in"
            | "for"
            | "on"
            | "as"
            | "at"
            | "by"
            | "the"
            | "a"
            | "an"
            | "with"
            | "from"
            | "over"
            | "but"
            | "or"
            | "vs"
            | "amid"
            | "into"
            | "after"
    )
}

/// Words that are small inside a headline, so that a capital means that a sentence begins.
fn is_opener(word: &str) -> bool {
    matches!(
        word,
        "The"
            | "A"
            | "An"
            | "In"
            | "On"
            | "At"
            | "He"
            | "She"
            | "They"
            | "It"
            | "As"
            | "But"
            | "By"
            | "For"
            | "Its"
            | "His"
            | "Her"
            | "Their"
            | "This"
            | "These"
            | "Both"
    )
}

/// Where the name that begins the sentence starts: the last capitalised word of the run, and those before it that stand with it elsewhere.
fn subject_start(run: &[(usize, &str)], vocabulary: &Vocabulary) -> Option<usize> {
    let bare = |at: usize| run[at].1.trim_matches(|c: char| !c.is_alphanumeric());
    let mut start = run.len().checked_sub(1)?;
    // "U.S. special envoy": an abbreviation begins the sentence as it is.
    while start > 3 && run.len() - start < 5 {
        let (one, two) = (bare(start - 1), bare(start));
        let (left, right) = (last_part(one), first_part(two));
        let together = vocabulary.n_pair(left, right) > 1;
        if !together || run[start - 1].1.ends_with([',', ':', ';']) || vocabulary.has_lower(&folded(one)) {
            break;
        }
        start -= 1;
    }
    // "President Idriss Ouattara": a title takes the names behind it along.
    let titled = (start.saturating_sub(2)..start).find(|&at| at >= 3 && is_title(bare(at)));
    Some(titled.unwrap_or(start))
}

/// Titles that stand right before a name at the head of a sentence.
fn is_title(word: &str) -> bool {
    matches!(
        word,
        "President"
            | "Minister"
            | "Secretary"
            | "General"
            | "Ambassador"
            | "Chancellor"
            | "Senator"
            | "Governor"
            | "King"
            | "Envoy"
            | "Colonel"
            | "Premier"
            | "Mediator"
            | "Spokesperson"
            | "Spokesman"
            | "Spokeswoman"
    )
}

fn last_part(word: &str) -> &str {
    word.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(lines: &[&str]) -> Vec<(BlockKind, String)> {
        let mut parts: Vec<Part> = lines.iter().map(|line| Part::kept(BlockKind::Paragraph, *line, 0)).collect();
        split(&mut parts);
        parts.iter().filter_map(Part::piece).map(|piece| (piece.kind, piece.text.clone())).collect()
    }

    #[test]
    fn a_seam_inside_a_word_divides() {
        let out = after(&[
            "The damEngineers from Sudan and Ethiopia met in Khartoum on Sunday and agreed to share readings from three gauges.",
            "KhartoumThe host called the meeting a first step and invited both delegations to return before the rains.",
        ]);
        assert_eq!(out[0], (BlockKind::Heading, "The dam".into()));
        assert_eq!(out[2], (BlockKind::Heading, "Khartoum".into()));
        assert!(out[1].1.starts_with("Engineers from"));
    }

    #[test]
    fn names_with_a_capital_inside_stay_whole() {
        for text in [
            "YouTube videos of the crossing showed lorries waiting at the gate for most of the day, drivers said.",
            "General MacArthur wrote in his memoirs that the armistice line had been drawn in a hurry one night.",
        ] {
            assert_eq!(after(&[text]).len(), 1, "{text}");
        }
    }

    #[test]
    fn a_title_case_run_divides_when_most_paragraphs_have_one() {
        let out = after(&[
            "Ferry Link Reopens After Long Talks The first boat left Aqaba on Sunday with forty lorries, port officials said.",
            "Border Posts Stay Closed in the North Haddad told reporters that the army would not leave before a count. Nadia Haddad leads the team.",
        ]);
        assert_eq!(out[0].1, "Ferry Link Reopens After Long Talks");
        assert_eq!(out[2].1, "Border Posts Stay Closed in the North");
    }

    #[test]
    fn a_long_title_at_the_beginning_does_not() {
        let text = "Jordanian Deputy Prime Minister Ayman Haddad Saleh said on Monday that the crossing would open within a week.";
        assert_eq!(
            after(&[text, "Nobody else spoke to the press, and the delegations left by the back door in two buses at dusk."]).len(),
            2
        );
    }
}
