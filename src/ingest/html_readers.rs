//! The opinions of two extraction crates about a page's blocks: which share of a block's words each of them took for the article.

use std::collections::HashSet;

use chrono::{Datelike, NaiveDate};
use trafilatura::dom::Document;

/// What one reader took.
#[derive(Clone, Debug, Default)]
pub(super) struct Opinion {
    /// Runs of three words.
    runs: HashSet<u64>,
    /// Whole stretches between block boundaries.
    stretches: HashSet<u64>,
}

/// What trafilatura takes, and the author and day it reads off the page; the tree is used up.
pub(super) fn trafilatura(doc: Document, dated: bool) -> (Opinion, Option<String>, Option<NaiveDate>) {
    // Its day is as often that of the last change: it is asked only when the page states none.
    let mode = if dated { trafilatura::HtmlDateMode::Disabled } else { trafilatura::HtmlDateMode::Default };
    let options = trafilatura::Options::default().with_exclude_comments(true).with_html_date_mode(mode);
    let Ok(result) = trafilatura::extract_document(doc, &options) else { return Default::default() };
    let author = Some(result.metadata.author.trim().to_owned()).filter(|author| !author.is_empty());
    // Where it finds a year only, as in a copyright line, it gives the first of January.
    let day = result.metadata.date.filter(|day| day.ordinal0() > 0);
    (Opinion::of(&result.content_html), author, day)
}

/// The blocks that Readability takes.
pub(super) fn readability(html: &str) -> Opinion {
    libreadability::extract(html, None).map(|article| Opinion::of(&article.content)).unwrap_or_default()
}

impl Opinion {
    fn of(html: &str) -> Self {
        let mut opinion = Self::default();
        let mut all = Vec::new();
        for stretch in stretches(html) {
            let words = words(&stretch);
            if !words.is_empty() {
                opinion.stretches.insert(run(&words));
                all.extend(words);
            }
        }
        opinion.runs = all.windows(3).map(run).collect();
        opinion
    }

    /// Share of a block's words that were taken, given the words as numbers.
    pub(super) fn share(&self, words: &[u64]) -> f32 {
        if words.is_empty() {
            return 0.0;
        }
        if self.stretches.contains(&run(words)) {
            return 1.0;
        }
        let n = words.windows(3).filter(|three| self.runs.contains(&run(three))).count();
        n as f32 / words.len().saturating_sub(2).max(1) as f32
    }
}

/// The words of a text in lower case, each as a number.
pub(super) fn words(text: &str) -> Vec<u64> {
    let mut out = Vec::new();
    let mut open = None;
    for c in text.chars() {
        if c.is_alphanumeric() {
            for c in c.to_lowercase() {
                open = Some(mix(open.unwrap_or(0xcbf2_9ce4_8422_2325), u64::from(u32::from(c))));
            }
        } else {
            out.extend(open.take());
        }
    }
    out.extend(open);
    out
}

fn run(words: &[u64]) -> u64 {
    words.iter().fold(words.len() as u64, |hash, word| mix(hash, *word))
}

fn mix(hash: u64, value: u64) -> u64 {
    (hash ^ value).wrapping_mul(0x0100_0000_01b3).rotate_left(23).wrapping_add(value)
}

/// The text of serialised HTML between block boundaries.
fn stretches(html: &str) -> Vec<String> {
    const INLINE: [&str; 24] = [
        "a", "abbr", "b", "cite", "code", "del", "em", "font", "i", "ins", "mark", "q", "s", "small", "span", "strike", "strong", "sub",
        "sup", "time", "u", "wbr", "img", "tt",
    ];
    let mut out = Vec::new();
    let mut open = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tail) = rest.split_at(at);
        open.push_str(text);
        let end = tail.find('>').map_or(tail.len(), |end| end + 1);
        let (tag, after) = tail.split_at(end);
        let name: &str = tag.trim_start_matches(['<', '/']).split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if !INLINE.contains(&name) {
            out.push(decoded(&std::mem::take(&mut open)));
        }
        rest = after;
    }
    open.push_str(rest);
    out.push(decoded(&open));
    out
}

fn decoded(text: &str) -> String {
    html_escape::decode_html_entities(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_of_the_words_that_were_taken() {
        let opinion = Opinion::of("<p>The envoys <b>left</b> Juba on Tuesday &amp; Wednesday.</p><p>Two maps</p>");
        assert_eq!(opinion.share(&words("two maps")), 1.0);
        assert_eq!(opinion.share(&words("Two")), 0.0);
        assert_eq!(opinion.share(&words("The envoys left Juba on Tuesday & Wednesday.")), 1.0);
        assert_eq!(opinion.share(&words("The envoys left Juba, it was said")), 0.4);
    }
}
