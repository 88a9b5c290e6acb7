//! Scraped text as lines, and lines that one sentence was cut into put together again.

use super::eight::Eight;

/// A line of the file, or several that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// The words, trimmed; joined lines have one space or nothing where the break was.
    pub text: String,
    /// First line of the file, counted from 1.
    pub number: u32,
    /// Last line of the file.
    pub last: u32,
    /// From its first byte in the text to its last.
    pub range: std::ops::Range<usize>,
    /// Columns of white space before it.
    pub indent: u32,
    /// Whether a blank line or the file's edge stands before it.
    pub after_blank: bool,
    /// Whether a bullet stands before it, on its line or alone on the line above.
    pub bullet: bool,
}

/// Divides raw text into lines, with hard wraps and breaks at links undone.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let physical = physical(text);
    let wrap = wrap_width(&physical);
    let mut lines: Vec<Line> = Vec::with_capacity(physical.len());
    let mut longest = 0;
    for line in physical {
        let width = wrap.map_or(0, |_| line.text.chars().count());
        if let Some(last) = lines.last_mut()
            && !line.after_blank
            && !line.bullet
            && (wrap.is_some_and(|wrap| was_wrapped(longest, &line, wrap)) || was_cut(last, &line))
        {
            join(last, &line);
        } else {
            lines.push(line);
        }
        longest = width;
    }
    lines
}

fn physical(text: &str) -> Vec<Line> {
    let mut lines = Vec::with_capacity(memchr::memchr_iter(b'\n', text.as_bytes()).count() + 1);
    let (mut after_blank, mut bullet) = (true, false);
    let mut start = 0;
    for (idx, end) in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]).enumerate() {
        let (raw, raw_start) = (&text[start..end], start);
        start = end + 1;
        let number = u32::try_from(idx + 1).unwrap_or(u32::MAX);
        let trimmed = trimmed(raw);
        if trimmed.is_empty() {
            after_blank = true;
            continue;
        }
        let (own_bullet, words) = strip_bullet(trimmed);
        if words.is_empty() {
            bullet = true;
            continue;
        }
        // The words are a piece of the line: what stands before them is what is shorter.
        let begin = raw_start + (words.as_ptr() as usize - raw.as_ptr() as usize);
        let indent = raw[..begin - raw_start].chars().take_while(|c| is_blank(*c)).count();
        lines.push(Line {
            text: words.to_owned(),
            number,
            last: number,
            range: begin..begin + words.len(),
            indent: u32::try_from(indent).unwrap_or(u32::MAX),
            after_blank,
            bullet: bullet || own_bullet,
        });
        (after_blank, bullet) = (false, false);
    }
    lines
}

fn trimmed(line: &str) -> &str {
    match line.as_bytes() {
        [only] if only.is_ascii_graphic() => line,
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => line,
        _ => line.trim_matches(is_blank),
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{200c}' | '\u{feff}' | '\u{ad}' | '\u{0}')
}

/// A bullet in front of a line, and the words behind it.
fn strip_bullet(line: &str) -> (bool, &str) {
    let Some(first) = line.chars().next() else { return (false, line) };
    let rest = &line[first.len_utf8()..];
    let marks = matches!(first, '•' | '·' | '▪' | '■' | '●' | '◦' | '‣' | '►' | '▸' | '→' | '-' | '*' | '–' | '—' | '+' | '›' | '»');
    match rest.chars().next() {
        None if marks => (true, ""),
        // "- talks resume" is a bullet; "-5 degrees" and "*** " are not.
        Some(next) if marks && is_blank(next) => (true, rest.trim_start_matches(is_blank)),
        _ => (false, line),
    }
}

/// The width at which the file's paragraphs were broken, if they were.
fn wrap_width(lines: &[Line]) -> Option<usize> {
    let pairs: Vec<(usize, usize)> = lines
        .windows(2)
        .filter(|pair| !pair[1].after_blank && !pair[1].bullet)
        .map(|pair| (pair[0].text.chars().count(), first_word_width(&pair[1].text)))
        .collect();
    let mut widths: Vec<usize> = pairs.iter().map(|pair| pair.0).collect();
    widths.sort_unstable();
    let wrap = *widths.get(widths.len().checked_mul(19)? / 20)?;
    if pairs.len() < 4 || !(36..=130).contains(&wrap) {
        return None;
    }
    let full = pairs.iter().filter(|(width, word)| width + 1 + word > wrap).count();
    (full * 5 >= pairs.len() * 4).then_some(wrap)
}

fn first_word_width(text: &str) -> usize {
    match text.bytes().position(|byte| !byte.is_ascii_graphic()) {
        None => text.len(),
        Some(end) if end > 0 && text.as_bytes()[end].is_ascii_whitespace() => end,
        Some(_) => text.split_whitespace().next().map_or(0, |word| word.chars().count()),
    }
}

/// Whether the next line's first word would not have fitted any more on the line above.
fn was_wrapped(width: usize, next: &Line, wrap: usize) -> bool {
    width + 1 + first_word_width(&next.text) > wrap
}

/// Whether a line goes on with the sentence of the one before: "met the envoy of" / "Oman" / "on Monday".
fn was_cut(before: &Line, next: &Line) -> bool {
    let Some(first) = next.text.chars().next() else { return false };
    let has_four = |line: &Line| has_more_words(&line.text, 3);
    if ends_sentence(&before.text) {
        return false;
    }
    if matches!(first, ',' | ';' | '.' | ')' | '’' | '”') && next.text.len() > first.len_utf8() + 1 || next.text == "." || next.text == ","
    {
        return true;
    }
    if first.is_lowercase() && (before.last > before.number || has_four(before) || has_four(next)) {
        return true;
    }
    hangs(&before.text) && has_four(before)
}

/// Whether a line cannot be complete: it ends in a comma or in a small word.
fn hangs(text: &str) -> bool {
    if text.ends_with(',') || text.ends_with('(') || text.ends_with('“') {
        return true;
    }
    let last = text.split_whitespace().next_back().unwrap_or_default();
    last.chars().all(char::is_lowercase) && last.chars().count() <= 5 && is_linking(last)
}

fn is_linking(word: &str) -> bool {
    const LINKING: [&str; 26] = [
        "the", "a", "an", "of", "to", "in", "and", "that", "for", "on", "with", "as", "at", "by", "from", "or", "but", "is", "was", "are",
        "were", "its", "his", "her", "their", "between",
    ];
    LINKING.contains(&word)
}

fn join(line: &mut Line, next: &Line) {
    let closing = next.text.starts_with([',', '.', ';', ':', ')', '!', '?', '’', '”']);
    if !closing && !line.text.ends_with(['(', '“']) {
        line.text.push(' ');
    }
    line.text.push_str(&next.text);
    line.last = next.last;
    line.range.end = next.range.end;
}

/// Whether the text ends like a sentence, closing marks and reference markers aside.
pub(super) fn ends_sentence(text: &str) -> bool {
    let mut rest = text.trim_end_matches(is_closing);
    while rest.ends_with(']') {
        let Some(open) = rest.rfind('[') else { break };
        if !rest[open + 1..rest.len() - 1].chars().all(|c| c.is_ascii_digit()) {
            break;
        }
        rest = rest[..open].trim_end_matches(is_closing);
    }
    rest.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟'])
}

fn is_closing(c: char) -> bool {
    c.is_whitespace() || matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | '」' | '』' | '*' | '_' | '“')
}

/// Whether a text begins with some words of ASCII, case aside.
pub(super) fn begins_with(text: &str, start: &str) -> bool {
    text.as_bytes().get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes()))
}

/// Whether some words of ASCII stand in a text, case aside.
pub(super) fn contains(text: &str, words: &str) -> bool {
    let (text, words) = (text.as_bytes(), words.as_bytes());
    let Some(first) = words.first() else { return true };
    let same = |at: usize| text.get(at..at + words.len()).is_some_and(|piece| piece.eq_ignore_ascii_case(words));
    memchr::memchr2_iter(first.to_ascii_lowercase(), first.to_ascii_uppercase(), text).any(same)
}

/// Whether a text has more words than so many, white space between them.
pub(super) fn has_more_words(text: &str, most: usize) -> bool {
    n_words(text, most) > most
}

/// Words of a text, white space between them; of a text with more than so many, some number above that.
pub(super) fn n_words(text: &str, most: usize) -> usize {
    let (mut n, mut spaced) = (0, true);
    let mut at = 0;
    while at < text.len() && n <= most {
        let eight = Eight::at(text.as_bytes(), at);
        if !eight.is_ascii() {
            // A word that goes on is counted already.
            let rest = &text[at..];
            let n_more = rest.split_whitespace().take(most.saturating_add(2)).count();
            return n + n_more - usize::from(!spaced && !rest.starts_with(char::is_whitespace));
        }
        let (n_more, space) = eight.n_words(spaced);
        // Behind the end stand noughts, which are no white space.
        let behind = at + 8 > text.len() && text.ends_with(|c: char| c.is_ascii_whitespace() || c == '\u{b}');
        n += n_more - usize::from(behind);
        spaced = space;
        at += 8;
    }
    n
}

/// The words of a line in lower case, marks stripped.
pub(super) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    if text.is_ascii() {
        for byte in text.bytes() {
            if byte.is_ascii_alphanumeric() {
                out.push(char::from(byte.to_ascii_lowercase()));
            } else if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        }
        out.truncate(out.trim_end().len());
        return out;
    }
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().flat_map(char::to_lowercase));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        lines(text).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn hard_wrapped_paragraphs_are_joined() {
        let text = "Delegations from both Koreas met at the truce village on Monday to\n\
                    discuss reopening the liaison office, which has been shut since the\n\
                    summer, officials in the south said.\n\nNeither side gave a date for the next round of talks, though two\n\
                    officials said that it would follow within a month and that the\nagenda had been agreed.\n";
        assert_eq!(texts(text).len(), 2);
        assert!(texts(text)[0].contains("Monday to discuss reopening"));
    }

    #[test]
    fn menus_are_not_joined() {
        assert_eq!(texts("Home\nWorld\nSports desk and more\nBusiness\nOpinion").len(), 5);
    }

    #[test]
    fn a_sentence_cut_at_its_links_is_joined() {
        let text = "The minister flew on Sunday to the port of\nHodeidah\n, where he met\nthe head of the mission.";
        assert_eq!(texts(text), ["The minister flew on Sunday to the port of Hodeidah, where he met the head of the mission."]);
    }

    #[test]
    fn lone_bullets_mark_the_next_line() {
        let lines = lines("-\n12:20\n-\nTalks go on");
        assert!(lines.iter().all(|line| line.bullet));
        assert_eq!(lines[0].number, 2);
    }

    #[test]
    fn words_are_counted_as_far_as_needed() {
        for text in ["", " ", "one", "one two", " one\u{a0}two – three ", "é", "a é b", "aé bé", "\u{2003}a\u{b}b"] {
            let n_words = text.split_whitespace().count();
            for most in 0..5 {
                assert_eq!(has_more_words(text, most), n_words > most, "{text:?} {most}");
            }
        }
    }

    #[test]
    fn sentence_ends_are_seen_through_marks_and_markers() {
        assert!(ends_sentence("They left.”"));
        assert!(ends_sentence("They left.[2][3]"));
        assert!(ends_sentence("They left [1]."));
        assert!(!ends_sentence("They left"));
    }
}
