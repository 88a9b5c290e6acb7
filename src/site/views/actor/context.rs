//! The words around a name, source by source, and the names in use.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::base::Evidence;
use crate::dossier::{Actor, Alias, JoinedBy};
use crate::site::citations;
use crate::site::desk::Desk;
use crate::site::shown;

/// Sources of which a page prints a line.
const LINES: usize = 60;
/// Words on either side of the name in a line of context.
const CONTEXT_WORDS: usize = 8;

/// A name in its context.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    /// Words before it.
    pub before: String,
    /// The name.
    pub name: String,
    /// Words after it.
    pub after: String,
    /// "Source 4".
    pub source: String,
    /// Path of the paragraph.
    pub href: String,
    /// "paragraph 2, and three more".
    pub place: String,
}

/// One name in use.
#[derive(Clone, Debug, Serialize)]
pub struct NameRow {
    /// The name.
    pub name: String,
    /// "6 times".
    pub times: String,
    /// Why it counts as the actor's.
    pub why: String,
}

/// One line of context for each source in the order of their numbers, and how many sources more there are.
pub fn lines(desk: &Desk<'_>, actor: &Actor) -> (Vec<Line>, Option<String>) {
    let mut mentions: BTreeMap<usize, Vec<&Evidence>> = BTreeMap::new();
    for mention in &actor.mentions {
        mentions.entry(desk.numbers.of(mention.source)).or_default().push(mention);
    }
    let named: BTreeSet<usize> = actor.sources.iter().map(|&id| desk.numbers.of(id)).collect();
    mentions.retain(|number, _| named.contains(number));
    let more = mentions.len().saturating_sub(LINES);
    let lines = mentions.values().take(LINES).filter_map(|mentions| line(desk, mentions)).collect();
    (lines, (more > 0).then(|| desk.words.count("actor.lines_more", more)))
}

/// The first mention in one source with a few words on either side.
fn line(desk: &Desk<'_>, mentions: &[&Evidence]) -> Option<Line> {
    let first = mentions.first()?;
    let source = desk.source(first.source)?;
    let body = desk.body(first.source);
    let (idx, _) = citations::sentences_of(source, first.span);
    let sentence = source.reading.document.sentences.get(idx).map_or(first.span, |sentence| sentence.span.join(first.span));
    let before = shown::plain(body.get(sentence.start as usize..first.span.start as usize)?);
    let after = body.get(first.span.end as usize..sentence.end as usize)?;
    let glued = after.chars().next().is_some_and(|c| !c.is_whitespace());
    let paragraph = citations::paragraph_of(source, first.span);
    let words = desk.words;
    let mut place = words.fill("note.paragraph", &[("n", &paragraph.to_string())]);
    if mentions.len() > 1 {
        place = format!("{place}{}{}", words.get("list.comma"), words.count("actor.paragraph_more", mentions.len() - 1));
    }
    let after = shown::cut(&shown::plain(after), CONTEXT_WORDS);
    Some(Line {
        before: last_words(&before, CONTEXT_WORDS),
        name: first.span.of(body).to_owned(),
        after: if glued || after.is_empty() { after } else { format!(" {after}") },
        source: words.fill("note.source", &[("n", &desk.numbers.of(first.source).to_string())]),
        href: format!("{}#p{paragraph}", desk.source_path(first.source)),
        place,
    })
}

fn last_words(text: &str, n: usize) -> String {
    let all: Vec<&str> = text.split_whitespace().collect();
    if all.len() <= n { all.join(" ") } else { format!("… {}", all[all.len() - n..].join(" ")) }
}

/// Every name in use, most frequent first.
pub fn name_rows(desk: &Desk<'_>, actor: &Actor) -> Vec<NameRow> {
    let row = |alias: &Alias| NameRow {
        name: alias.name.value.clone(),
        times: desk.words.count("actor.times", alias.n_mentions),
        why: desk.words.get(joined(alias.why)).to_owned(),
    };
    actor.aliases.iter().map(row).collect()
}

/// The key of the words that tell why a name was joined.
fn joined(why: JoinedBy) -> &'static str {
    match why {
        JoinedBy::Listed => "actor.joined.listed",
        JoinedBy::Name => "actor.joined.name",
        JoinedBy::Transliteration => "actor.joined.transliteration",
        JoinedBy::ShortGiven => "actor.joined.short_given",
        JoinedBy::Longer => "actor.joined.longer",
        JoinedBy::Reordered => "actor.joined.reordered",
        JoinedBy::Misspelling => "actor.joined.misspelling",
        JoinedBy::OnlyBearer => "actor.joined.only_bearer",
        JoinedBy::Abbreviation => "actor.joined.abbreviation",
        JoinedBy::PartOfOne => "actor.joined.part_of_one",
        JoinedBy::OnlyOfState => "actor.joined.only_of_state",
        JoinedBy::Government => "actor.joined.government",
        JoinedBy::WithNoun => "actor.joined.with_noun",
    }
}
