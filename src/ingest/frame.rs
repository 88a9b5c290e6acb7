//! The vocabulary of a page's frame: words of menus, share bars, pleas and the like, and the small words of running text.

use std::sync::LazyLock;

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
    /// Phrases that begin with a word.
    lists: Vec<List>,
    /// Phrases that begin with a mark.
    marks: List,
    /// Beginnings of lines by their first byte.
    prefixes: Vec<Vec<(String, Reason)>>,
    stop: Stop,
}

#[allow(clippy::expect_used)] // the file is part of the program and read by a test
static WORDS: LazyLock<Words> = LazyLock::new(|| load().expect("frame.toml is part of the program"));

fn load() -> Option<Words> {
    let file: File = toml::from_str(include_str!("data/frame.toml")).ok()?;
    let lists =
        [file.share, file.plea, file.cookie, file.related, file.comments, file.photo, file.menu, file.byline, file.legal, file.market];
    let (mut by_word, mut marks) = (Vec::<List>::new(), List::default());
    for (phrase, group) in lists.iter().enumerate().flat_map(|(group, list)| list.iter().map(move |phrase| (phrase, group))) {
        let first = first_word(phrase);
        match by_word.iter_mut().find(|list| list.first == first) {
            _ if first.is_empty() => marks.add(phrase, group),
            Some(list) => list.add(phrase, group),
            None => {
                let mut list = List { first: first.to_owned(), phrases: Vec::new() };
                list.add(phrase, group);
                by_word.push(list);
            }
        }
    }
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
    Some(Words { lists: by_word, marks, prefixes: by_byte, stop: file.stop })
}

/// Where a phrase may begin in a line, as the count of its words finds it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Opening {
    /// The first byte.
    pub at: usize,
    /// The byte behind the word, or the first one of a mark.
    pub end: usize,
    /// The list of the phrases with the word there; none for a mark.
    pub list: Option<u16>,
}

/// A phrase without its first word.
struct Phrase {
    /// What stands behind that word, in lower case.
    tail: String,
    group: usize,
}

/// The phrases that begin with one word, the longest first.
#[derive(Default)]
struct List {
    /// In lower case.
    first: String,
    phrases: Vec<Phrase>,
}

impl List {
    fn add(&mut self, phrase: &str, group: usize) {
        self.phrases.push(Phrase { tail: phrase[self.first.len()..].to_owned(), group });
        self.phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.tail.len()));
    }
}

fn first_word(phrase: &str) -> &str {
    phrase.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
}

/// The words with which lines of a frame begin.
pub(super) fn first_words_of_lines() -> impl Iterator<Item = &'static str> {
    WORDS.prefixes.iter().flatten().map(|(prefix, _)| first_word(prefix)).filter(|word| !word.is_empty())
}

/// The words with which phrases begin, in the order of the lists.
pub(super) fn first_words() -> impl Iterator<Item = &'static str> {
    WORDS.lists.iter().map(|list| list.first.as_str())
}

/// Frame words in a line, by group: how many bytes of the line they cover.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Hits {
    bytes: [u32; N_GROUPS],
}

impl Hits {
    /// Bytes of the line that words of the group cover.
    pub(super) fn of(&self, group: Group) -> u32 {
        self.bytes[group as usize]
    }

    /// The same for all groups.
    pub(super) fn all(&self) -> &[u32; N_GROUPS] {
        &self.bytes
    }

    /// Whether no frame word stands in the line.
    pub(super) fn is_empty(&self) -> bool {
        self.bytes == [0; N_GROUPS]
    }
}

/// Finds frame words in a line, whole words only, the longest phrase where several begin.
pub(super) fn hits(text: &str, openings: &[Opening]) -> Hits {
    let mut hits = Hits::default();
    let mut free = 0;
    for opening in openings {
        if opening.at < free || opening.list.is_none() && text[..opening.at].ends_with(char::is_alphanumeric) {
            continue;
        }
        let rest = &text[opening.end..];
        let Some(same) = opening.list.map_or(Some(&WORDS.marks), |list| WORDS.lists.get(usize::from(list))) else { continue };
        let whole = |tail: &str| behind(rest, tail).filter(|after| !after.starts_with(char::is_alphanumeric));
        if let Some((after, group)) = same.phrases.iter().filter_map(|phrase| Some((whole(&phrase.tail)?, phrase.group))).next() {
            free = text.len() - after.len();
            hits.bytes[group] = hits.bytes[group].saturating_add(u32::try_from(free - opening.at).unwrap_or(u32::MAX));
        }
    }
    hits
}

/// What stands behind a phrase in lower case, when the text begins with it in any case.
#[inline]
fn behind<'a>(text: &'a str, phrase: &str) -> Option<&'a str> {
    // Most texts differ from a phrase in the first byte.
    match (phrase.as_bytes().first(), text.as_bytes().first()) {
        (None, _) => Some(text),
        (Some(one), Some(other)) if one.is_ascii() && *one != other.to_ascii_lowercase() => None,
        _ => behind_phrase(text, phrase),
    }
}

fn behind_phrase<'a>(text: &'a str, phrase: &str) -> Option<&'a str> {
    let n_same = phrase.bytes().zip(text.bytes()).take_while(|(one, other)| *one == other.to_ascii_lowercase() && one.is_ascii()).count();
    if n_same == phrase.len() {
        return text.get(n_same..);
    }
    if phrase.as_bytes()[n_same].is_ascii() {
        return None;
    }
    let mut rest = text.get(n_same..)?.chars();
    let same = |c: char| rest.next().is_some_and(|other| other.to_lowercase().eq(std::iter::once(c)));
    phrase.get(n_same..)?.chars().all(same).then_some(rest.as_str())
}

/// Why a line that begins so is not running text.
pub(super) fn opening(text: &str) -> Option<Reason> {
    let first = text.as_bytes().first()?.to_ascii_lowercase();
    WORDS.prefixes[usize::from(first)].iter().find(|(prefix, _)| behind(text, prefix).is_some()).map(|(_, reason)| *reason)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_file_is_read_and_only_whole_words_count() {
        assert!(load().is_some());
        let hits = |text: &str| super::super::measure::alone(text).hits;
        assert!(hits("the sharecroppers of homestead").is_empty());
        assert_eq!(hits("Share · Tweet · Print").of(Group::Share), 15);
        assert_eq!(hits("Share this story").of(Group::Share), "share this".len() as u32);
        assert_eq!(hits("Suscríbete ya").of(Group::Plea), "suscríbete".len() as u32);
        assert_eq!(opening("Read more: what the envoys ate"), Some(Reason::Related));
        assert!(is_small("the") && !is_small("ceasefire"));
    }
}
