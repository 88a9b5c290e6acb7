//! Plain text, as scraped: lines become blocks, and the page's frame is left out with a reason.

use rustc_hash::FxHashSet;

use super::draft::{Draft, Found, Part};
use super::frame::Group;
use super::headline::{self, Headline};
use super::lines::{self, Line, ends_sentence, folded, has_more_words, n_words};
use super::measure::{self, Measure};
use super::reason::{self, Place};
use super::shape::Shape;
use super::{BlockKind, Reason, about, glued, references, select};

/// Reads a scraped text.
pub(super) fn read(text: &str) -> Draft {
    let lines = lines::lines(text);
    if lines.is_empty() {
        return Draft::default();
    }
    let measure = Measure::of(lines.iter());
    let shapes = measure.shapes.as_slice();
    let mut kept = select::select(&measure);
    keep_chronologies(&lines, shapes, &mut kept);
    drop_announced(&lines, shapes, &mut kept);
    drop_pleas(&lines, shapes, &mut kept);
    let headline = headline::find(&lines, &measure, &kept);
    let mut reasons = reasons(&lines, shapes, &kept, headline.as_ref());
    let found = about::read(&lines, shapes, &kept, headline, &mut reasons);
    assemble(lines, shapes, &reasons, found)
}

/// Dated entries in a row are a chronology and part of the article, with the heading above them.
fn keep_chronologies(lines: &[Line], shapes: &[Shape], kept: &mut [bool]) {
    let dated = |at: usize| shapes.get(at).is_some_and(|shape| shape.dated);
    for at in 0..lines.len() {
        let neighbour = at > 0 && dated(at - 1) || dated(at + 1);
        if dated(at) && neighbour {
            kept[at] = true;
            if at > 0 && !dated(at - 1) && !has_more_words(&lines[at - 1].text, 6) && shapes[at - 1].certain.is_none() {
                kept[at - 1] = true;
            }
        }
    }
}

/// Under "Read also" in the middle of a text stand headlines of others, under "Advertisement" the words of one.
fn drop_announced(lines: &[Line], shapes: &[Shape], kept: &mut [bool]) {
    /// Words of a headline or of what an advertisement says, at most.
    const WORDS: usize = 14;
    for at in 0..lines.len() {
        let is_advert = reason::is_advertisement(&lines[at].text);
        if !is_advert && (reason::announces(&lines[at].text, &shapes[at]) != Some(Reason::Related) || n_words(&lines[at].text, 8) > 5) {
            continue;
        }
        let foreign = |next: usize| {
            let text = lines[next].text.as_str();
            let calls = text.contains(['?', '!']) || !shapes[next].ends_sentence;
            let spoken = text.starts_with(['"', '“', '«', '‘']) && shapes[next].ends_sentence;
            shapes[next].n_words <= WORDS && !shapes[next].dated && calls && !spoken
        };
        let most = if is_advert { 1 } else { 6 };
        let end = (at + 1..lines.len()).take_while(|&next| foreign(next)).take(most).last().map_or(at, |last| last);
        // What stands before no further text is for the model to judge.
        if (end + 1..lines.len()).any(|next| kept[next] && shapes[next].sentence_words() > 0) {
            kept[at..=end].fill(false);
        }
    }
}

/// A plea in whole sentences reads like text: "You read us free of charge because some readers donate." It goes when it is the last of the article.
fn drop_pleas(lines: &[Line], shapes: &[Shape], kept: &mut [bool]) {
    let addresses = |text: &str| folded(text).split(' ').any(|word| matches!(word, "you" | "your" | "we" | "our" | "us"));
    while let Some(last) = kept.iter().rposition(|kept| *kept) {
        let text = lines[last].text.as_str();
        let quoted = text.contains(['"', '“', '”', '«', '»']);
        let pleads = shapes[last].hits.of(Group::Plea) as usize * 12 > shapes[last].n_letters;
        if last == 0 || quoted || shapes[last].n_words > 40 || !pleads || !addresses(text) {
            return;
        }
        kept[last] = false;
    }
}

/// For every line, why it is left out; `None` for the article.
fn reasons(lines: &[Line], shapes: &[Shape], kept: &[bool], headline: Option<&Headline>) -> Vec<Option<Reason>> {
    let title = headline.map(|headline| folded(&headline.title)).unwrap_or_default();
    let alone = measure::alone(&title);
    let (key, n_title) = (alone.key, alone.n_words);
    let is_title = |at: usize| !title.is_empty() && shapes[at].key == key;
    let certain = reason::certain_of(shapes);
    let first = (0..lines.len()).find(|at| kept[*at] && certain[*at].is_none()).unwrap_or(0);
    let last = (0..lines.len()).rev().find(|at| kept[*at] && certain[*at].is_none()).unwrap_or(0);
    let mut section = None;
    let mut seen = FxHashSet::default();
    (0..lines.len())
        .map(|at| {
            let (line, shape) = (&lines[at], &shapes[at]);
            let said = shape.repeated && !seen.insert(shape.key);
            if headline.is_some_and(|headline| headline.at == at) {
                return Some(Reason::Metadata);
            }
            let suffixed =
                || begins_like(&line.text, &title) && headline::split_outlet(&line.text).is_some_and(|(head, _)| folded(head) == title);
            if is_title(at) || !title.is_empty() && (n_title + 1..n_title + 12).contains(&shape.n_words) && suffixed() {
                return Some(Reason::RepeatedHeadline);
            }
            let frame = headline.is_some_and(|headline| at < headline.at) && shape.n_words <= 6 && !ends_sentence(&line.text);
            if kept[at] && !frame {
                section = None;
                return None;
            }
            let place = Place { behind: at > last, inside: (first..last).contains(&at), section, said };
            section = reason::announces(&line.text, shape).or(section);
            Some(reason::likely(&line.text, shape, place))
        })
        .collect()
}

/// Whether a line begins with the letter or digit with which a folded text does.
fn begins_like(line: &str, folded: &str) -> bool {
    let first = line.chars().find(|c| c.is_alphanumeric());
    first.and_then(|first| first.to_lowercase().next()) == folded.chars().next()
}

fn assemble(lines: Vec<Line>, shapes: &[Shape], reasons: &[Option<Reason>], mut found: Found) -> Draft {
    let kinds: Vec<BlockKind> =
        (0..lines.len()).map(|at| if reasons[at].is_none() { kind(&lines, shapes, reasons, at) } else { BlockKind::Paragraph }).collect();
    let mut parts: Vec<Part> = Vec::with_capacity(lines.len());
    for (at, line) in lines.into_iter().enumerate() {
        parts.push(match reasons[at] {
            Some(reason) => Part::dropped(line.text, line.number, reason),
            None => Part::kept(kinds[at], line.text, line.number),
        });
    }
    found.references = references::take(&mut parts);
    glued::split(&mut parts);
    Draft { parts, found }
}

pub(super) fn kind(lines: &[Line], shapes: &[Shape], reasons: &[Option<Reason>], at: usize) -> BlockKind {
    let line = &lines[at];
    if line.bullet || shapes[at].dated {
        return BlockKind::ListItem;
    }
    let next = (at + 1..lines.len()).find(|next| reasons[*next].is_none());
    if next.is_some_and(|next| is_heading(&line.text, &lines[next].text, shapes[next].dated)) {
        BlockKind::Heading
    } else {
        BlockKind::Paragraph
    }
}

/// A short line without a sentence end, over a longer one.
fn is_heading(text: &str, next: &str, next_is_dated: bool) -> bool {
    let ends = ends_sentence(text);
    if ends && !text.ends_with('?') || has_more_words(text, if ends { 10 } else { 14 }) {
        return false;
    }
    let open =
        text.ends_with([',', ';', '-', '–', '—', ':']) || text.starts_with(['"', '“', '«', '(']) || text.starts_with(char::is_lowercase);
    let over = next_is_dated || has_more_words(next, n_words(text, usize::MAX));
    let worded = text.chars().any(char::is_alphabetic);
    worded && !open && over
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "Nile Courier\nHome | World | Sudan | Opinion | Sport\nLog in   Subscribe\n\nLIVE\n\
        07:15  Ferry to Wadi Halfa delayed\n06:50  Water cut in two quarters\n\n\
        Envoys leave Juba without a map\nBy Idris Haroun\nShare · Tweet · Print\n\n\
        Tents near the river at dawn. Photo: Idris Haroun / Nile Courier\n\n\
        Delegations of the army and of the northern movement left Juba on Tuesday without agreeing where the line between them should run, three officials said.\n\n\
        The talks had lasted four days. Mediators had put two maps on the table, and each side had refused the one that the other preferred.\n\n\
        \"We shall come back when there is a third map,\" said Samuel Deng, who speaks for the movement.\n\n\
        READ MORE: Five bridges that were never built\n\n\
        The army gave no comment. Its delegation is expected in Khartoum on Wednesday, where the government is to meet the mediators again.\n\n\
        Share this story: Facebook | Twitter\n\nSubscribe to our newsletter for more of this.\n\nYOU MAY ALSO LIKE\nOnions are dear this spring\nWhy the bus is late\n\n\
        12 comments\n© 2016 Nile Courier. All rights reserved";

    fn body(text: &str) -> String {
        read(text).into_body().0
    }

    #[test]
    fn a_page_loses_its_frame_and_keeps_its_text() {
        let draft = read(PAGE);
        let found = draft.found.clone();
        let (body, _, dropped) = draft.into_body();
        assert!(body.starts_with("Delegations of the army"), "{body}");
        assert!(body.ends_with("meet the mediators again."), "{body}");
        assert!(!body.contains("READ MORE"));
        let reason = |words: &str| dropped.iter().find(|stretch| stretch.text.contains(words)).map(|stretch| stretch.reason);
        assert_eq!(reason("Ferry to Wadi"), Some(Reason::ClockTimes));
        assert_eq!(reason("Home | World"), Some(Reason::Menu));
        assert_eq!(reason("Tents near"), Some(Reason::Caption));
        assert_eq!(reason("Subscribe to our"), Some(Reason::Plea));
        assert_eq!(reason("Onions"), Some(Reason::Related));
        assert_eq!(reason("12 comments"), Some(Reason::Comments));
        assert_eq!(reason("© 2016"), Some(Reason::Legal));
        assert_eq!(found.title.map(|title| title.value).as_deref(), Some("Envoys leave Juba without a map"));
        assert_eq!(found.author.map(|author| author.value).as_deref(), Some("Idris Haroun"));
        assert_eq!(found.outlet.map(|outlet| outlet.value).as_deref(), Some("Nile Courier"));
    }

    #[test]
    fn clean_text_stays_exactly_as_it_is() {
        let text = "The mediator said on Monday that both sides had accepted a pause of ten days along the northern front.\n\n\
                    Nobody had signed anything by the evening, and shelling went on in two villages.\n\n\
                    \"A pause is not a peace,\" she said.";
        assert_eq!(body(text), text);
    }

    #[test]
    fn a_credit_in_the_middle_of_a_short_clean_text_goes() {
        let text = "The mediator said on Monday that both sides had accepted a pause of ten days along the northern front.\n\n\
                    Soldiers at the northern front on Sunday. Photo: Idris Haroun / Nile Courier\n\n\
                    Nobody had signed anything by the evening, and shelling went on in two villages.\n\n\
                    \"A pause is not a peace,\" she said.";
        let draft = read(text);
        assert!(draft.parts.iter().any(|part| matches!(part, Part::Dropped(dropped) if dropped.reason == Reason::Caption)));
        assert!(!draft.into_body().0.contains("Photo:"));
    }

    #[test]
    fn a_chronology_is_part_of_the_article() {
        let text = "The mediators have published a list of their meetings since the spring, which shows how often the parties sat in one room.\n\n\
                    Timeline\n19 April – Clash near the dam\n28 April – Session in Vienna\n2 May – Prisoners released\n";
        let draft = read(text);
        let kinds: Vec<BlockKind> = draft.into_body().1.iter().map(|block| block.kind).collect();
        assert_eq!(kinds, [BlockKind::Paragraph, BlockKind::Heading, BlockKind::ListItem, BlockKind::ListItem, BlockKind::ListItem]);
    }
}
