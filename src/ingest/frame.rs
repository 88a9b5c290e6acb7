//! The vocabulary of a page's frame: words of menus, share bars, pleas and the like, and the small words of running text.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use serde::Deserialize;

use super::Reason;
use super::word::Word;

/// Groups of frame words, in the order of the data file.
pub(super) const N_GROUPS: usize = 10;

/// A group of frame words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    Share,
    Plea,
    Cookie,
    Related,
    Comments,
    Photo,
    Menu,
    Byline,
    Legal,
    Market,
}

#[derive(Deserialize)]
struct File {
    share: Vec<String>,
    plea: Vec<String>,
    cookie: Vec<String>,
    related: Vec<String>,
    comments: Vec<String>,
    photo: Vec<String>,
    menu: Vec<String>,
    byline: Vec<String>,
    legal: Vec<String>,
    market: Vec<String>,
    prefixes: Prefixes,
    stop: Stop,
}

#[derive(Deserialize)]
struct Prefixes {
    related: Vec<String>,
    photo: Vec<String>,
    share: Vec<String>,
    plea: Vec<String>,
    cookies: Vec<String>,
    comments: Vec<String>,
    legal: Vec<String>,
}

#[derive(Deserialize)]
struct Stop {
    words: Vec<String>,
    personal: Vec<String>,
}

struct Words {
    finder: AhoCorasick,
    groups: Vec<usize>,
    /// Beginnings of lines by their first byte.
    prefixes: Vec<Vec<(String, Reason)>>,
    stop: Stop,
}

#[allow(clippy::expect_used)] // the file is part of the program and read by a test
static WORDS: LazyLock<Words> = LazyLock::new(|| load().expect("frame.toml is part of the program"));

fn load() -> Option<Words> {
    let file: File = toml::from_str(include_str!("data/frame.toml")).ok()?;
    let lists = [
        &file.share,
        &file.plea,
        &file.cookie,
        &file.related,
        &file.comments,
        &file.photo,
        &file.menu,
        &file.byline,
        &file.legal,
        &file.market,
    ];
    let patterns = lists.iter().flat_map(|list| list.iter());
    let groups = lists.iter().enumerate().flat_map(|(group, list)| list.iter().map(move |_| group)).collect();
    let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).kind(Some(AhoCorasickKind::DFA)).build(patterns).ok()?;
    let prefixes = [
        (&file.prefixes.related, Reason::Related),
        (&file.prefixes.photo, Reason::Caption),
        (&file.prefixes.share, Reason::Share),
        (&file.prefixes.plea, Reason::Plea),
        (&file.prefixes.cookies, Reason::Cookies),
        (&file.prefixes.comments, Reason::Comments),
        (&file.prefixes.legal, Reason::Legal),
    ];
    let mut by_byte = vec![Vec::new(); 256];
    for (word, reason) in prefixes.iter().flat_map(|(list, reason)| list.iter().map(move |word| (word, *reason))) {
        by_byte[usize::from(*word.as_bytes().first()?)].push((word.clone(), reason));
    }
    Some(Words { finder, groups, prefixes: by_byte, stop: file.stop })
}

/// Frame words in a line, by group: how many letters of the line they cover.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Hits {
    chars: [u32; N_GROUPS],
    /// Groups of which a word stands in the line, be it a part of a longer word.
    touched: u16,
}

impl Hits {
    /// Bytes of the line that words of the group cover.
    pub(super) fn of(&self, group: Group) -> u32 {
        self.chars[group as usize]
    }

    /// The same for all groups.
    pub(super) fn all(&self) -> &[u32; N_GROUPS] {
        &self.chars
    }

    /// Whether letters of a word of the group stand in the line, as "photo" does in "photographs": a cheap reason to look closer.
    pub(super) fn touches(&self, group: Group) -> bool {
        self.touched & 1 << group as u16 != 0
    }
}

/// Finds frame words in a line that is already in lower case.
pub(super) fn hits(lower: &str) -> Hits {
    let mut hits = Hits::default();
    for found in WORDS.finder.find_iter(lower) {
        let group = WORDS.groups[found.pattern().as_usize()];
        hits.touched |= 1 << group;
        let before = lower[..found.start()].chars().next_back();
        let after = lower[found.end()..].chars().next();
        if before.is_some_and(char::is_alphanumeric) || after.is_some_and(char::is_alphanumeric) {
            continue;
        }
        hits.chars[group] = hits.chars[group].saturating_add(u32::try_from(found.len()).unwrap_or(u32::MAX));
    }
    hits
}

/// Why a line that begins so is not running text; the line is already in lower case.
pub(super) fn opening(lower: &str) -> Option<Reason> {
    let first = lower.as_bytes().first()?;
    WORDS.prefixes[usize::from(*first)].iter().find(|(prefix, _)| lower.starts_with(prefix.as_str())).map(|(_, reason)| *reason)
}

/// Whether a word in lower case is a small word of running text.
pub(super) fn is_small(word: &str) -> bool {
    Word::of(word).is_small()
}

/// Small words that running text cannot do without.
pub(super) fn small_words() -> impl Iterator<Item = &'static str> {
    WORDS.stop.words.iter().map(String::as_str)
}

/// Words that speak of who writes or of who reads.
pub(super) fn personal_words() -> impl Iterator<Item = &'static str> {
    WORDS.stop.personal.iter().map(String::as_str)
}

/// Writes a text in lower case over what the buffer held.
pub(super) fn lower_into(text: &str, lower: &mut String) {
    lower.clear();
    // Bytes from C3 to E1 begin the letters of other alphabets; marks and quotation marks of English text lie outside.
    if text.bytes().any(|byte| (0xc3..=0xe1).contains(&byte)) {
        lower.extend(text.chars().flat_map(char::to_lowercase));
    } else {
        lower.push_str(text);
        lower.make_ascii_lowercase();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_file_is_read_and_only_whole_words_count() {
        assert!(load().is_some());
        assert_eq!(hits("the sharecroppers of homestead").of(Group::Share), 0);
        assert_eq!(hits("share · tweet · print").of(Group::Share), 15);
        assert_eq!(opening("read more: what the envoys ate"), Some(Reason::Related));
        assert!(is_small("the") && !is_small("ceasefire"));
    }
}
