//! What programs write into Markdown that is no text: short codes, template tags, and the notes, ids and marks of note-taking.
//!
//! It is blanked before the text is parsed, byte for byte, so that places stay where they are, and the blanks are taken out of the words afterwards.
//! Spaces would not do: at the start of a line they make a block of code.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// Stretches that go whole: Hugo's short codes, Liquid's comments, tags and values, Obsidian's notes and HTML's comments.
static STRETCHES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?s)\{\{[<%].*?[%>]\}\}|\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}|\{%.*?%\}|\{\{.*?\}\}|%%.*?%%|<!--.*?-->")
        .ok()
});

/// Marks at the edges of lines: the id of a block, the kind of a callout, a line of tags.
static EDGES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?m)[ \t]\^[A-Za-z0-9-]+[ \t]*$|^\^[A-Za-z0-9-]+[ \t]*$|^[ \t]*(?:>[ \t]*)+\[![A-Za-z-]+\][^\n]*|^[ \t]*(?:#[\p{L}_][\p{L}\p{N}_/-]*[ \t]*)+$").ok()
});

/// Pairs of marks around words that stay: "==marked==".
static PAIRS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"==([^=\n]+)==").ok());

/// What stands in place of a byte that is no text.
const BLANK: char = '\u{1}';

/// A stretch that was blanked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Blanked {
    /// Its words, without the quotation marks of the lines around it.
    pub text: String,
    /// The byte at which it began.
    pub at: usize,
}

/// Words without their blanks; where one stood between spaces, one space stays.
pub(super) fn filled(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut after_blank = false;
    for c in words.chars() {
        let doubled = after_blank && c == ' ' && (out.is_empty() || out.ends_with(' '));
        if c == BLANK {
            after_blank = true;
        } else if !doubled {
            out.push(c);
            after_blank = false;
        }
    }
    out
}

/// The text with blanks in place of what is no text, and what that was.
pub(super) fn blank(text: &str) -> (String, Vec<Blanked>) {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for pattern in [&*STRETCHES, &*EDGES].into_iter().flatten() {
        ranges.extend(pattern.find_iter(text).map(|found| found.range()));
    }
    let code = code(text);
    ranges.retain(|range| {
        let before = code.partition_point(|code| code.start <= range.start);
        before.checked_sub(1).and_then(|at| code.get(at)).is_none_or(|code| !code.contains(&range.start))
    });
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut blanked: Vec<Blanked> = Vec::new();
    let mut bytes = text.as_bytes().to_vec();
    let mut end = 0;
    for range in ranges {
        if range.start < end {
            continue;
        }
        end = range.end;
        let words = text.get(range.clone()).unwrap_or_default().trim().trim_start_matches(['>', ' ']).to_owned();
        blanked.push(Blanked { text: words, at: range.start });
        erase(&mut bytes, range.clone(), text);
    }
    for pair in PAIRS.iter().flat_map(|pattern| pattern.captures_iter(text)) {
        if let (Some(whole), Some(inner)) = (pair.get(0), pair.get(1)) {
            erase(&mut bytes, whole.start()..inner.start(), text);
            erase(&mut bytes, inner.end()..whole.end(), text);
        }
    }
    (String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned()), blanked)
}

/// Line ends and the marks of quotations stay, so that lines are still lines.
fn erase(bytes: &mut [u8], range: Range<usize>, text: &str) {
    let mut in_mark = text.get(..range.start).is_some_and(|before| before.ends_with('\n') || before.is_empty());
    for byte in bytes.get_mut(range).into_iter().flatten() {
        in_mark = in_mark && matches!(*byte, b'>' | b' ' | b'\t') || *byte == b'\n';
        if !in_mark && *byte != b'\r' {
            *byte = BLANK as u8;
        }
    }
}

/// Fenced blocks: what is in them is shown, not meant.
fn code(text: &str) -> Vec<Range<usize>> {
    let mut blocks = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        let fence = ["```", "~~~"].into_iter().find(|fence| bare.starts_with(fence));
        match (open, fence) {
            (None, Some(fence)) => open = Some((at, fence)),
            (Some((start, opened)), Some(fence)) if fence == opened => {
                blocks.push(start..at + line.len());
                open = None;
            }
            _ => {}
        }
        at += line.len();
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(text: &str) -> (String, Vec<String>) {
        let (bare, blanked) = blank(text);
        assert_eq!(bare.len(), text.len());
        (filled(&bare).split_whitespace().collect::<Vec<_>>().join(" "), blanked.into_iter().map(|stretch| stretch.text).collect())
    }

    #[test]
    fn short_codes_and_notes_go_and_words_stay() {
        let (text, gone) = both(
            "{{< figure src=\"a.jpg\" >}}\nThe envoys met. ^met-1\n%% check\nthis %%\n{% include x.html %}They ==left==.\n#talks #river/nile\n",
        );
        assert_eq!(text, "The envoys met. They left.");
        assert_eq!(gone, ["{{< figure src=\"a.jpg\" >}}", "^met-1", "%% check\nthis %%", "{% include x.html %}", "#talks #river/nile"]);
    }

    #[test]
    fn callouts_stay_quotations() {
        assert_eq!(both("> [!quote]- Minister\n> No map."), ("> > No map.".to_owned(), vec!["[!quote]- Minister".to_owned()]));
        assert_eq!(both("It rose by 5 %% and then 3 percent; a^b and C#.").1, Vec::<String>::new());
        assert_eq!(both("```\n{{< x >}}\n```").1, Vec::<String>::new());
    }
}
