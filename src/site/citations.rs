//! One number per source on the whole site, and the evidence cards of each page.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use serde::Serialize;

use super::SourceText;
use super::desk::Desk;
use super::shown;
use crate::base::{Evidence, SourceId, Span, SubSource};
use crate::dossier::Source;
use crate::ingest::BlockKind;

/// A sentence's place in its document.
pub type SentenceIdx = usize;

/// The most words that a card prints.
const CARD_WORDS: usize = 60;
/// Sources of one statement that get a chip; the others are counted.
pub const CHIPS: usize = 12;

/// The number that readers see for each source: by day, then file name; undated sources come last.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    order: Vec<SourceId>,
    by_source: Vec<usize>,
}

impl Numbers {
    /// Numbers the sources from 1.
    pub fn new(sources: &[Source]) -> Self {
        let mut sorted: Vec<&Source> = sources.iter().collect();
        let place = |source: &'_ Source| (source.day.is_none(), source.day);
        sorted.sort_by(|a, b| place(a).cmp(&place(b)).then_with(|| a.reading.article().path.cmp(&b.reading.article().path)));
        let order: Vec<SourceId> = sorted.iter().map(|source| source.id).collect();
        let mut by_source = vec![0; order.iter().map(|id| id.idx() + 1).max().unwrap_or(0)];
        for (id, number) in order.iter().zip(1..) {
            by_source[id.idx()] = number;
        }
        Self { order, by_source }
    }

    /// The number of a source; 0 for one that is not in this build.
    pub fn of(&self, source: SourceId) -> usize {
        self.by_source.get(source.idx()).copied().unwrap_or(0)
    }

    /// All sources in the order of their numbers.
    pub fn order(&self) -> &[SourceId] {
        &self.order
    }
}

/// A citation in the text: opens its card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Chip {
    /// The source's number; without a card, how many further sources there are.
    pub number: usize,
    /// Id of the card on the same page; `None` where further sources are only counted.
    pub card: Option<String>,
    /// What a screen reader says.
    pub label: String,
}

/// The words behind one or more citations of a page.
#[derive(Clone, Debug, Serialize)]
pub struct Card {
    /// Its id on the page.
    pub id: String,
    /// "Source 4".
    pub source: String,
    /// Outlet, paragraph, whom the source cites: what follows the number.
    pub details: String,
    /// Who says them, when they are all one speaker's.
    pub speaker: Option<String>,
    /// The words, verbatim, cut at a word with "…" beyond sixty; the cited part is marked when it is not all.
    pub pieces: Vec<Piece>,
    /// Path of the words on the source's page.
    pub context: String,
    /// The original with a text fragment.
    pub original: Option<String>,
}

/// Words of a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// They are the cited part of a longer sentence.
    pub marked: bool,
}

/// Which words a card shows: source, first and last sentence, and whom the source cites for them.
type Key = (usize, SentenceIdx, SentenceIdx, Option<SubSource>);

/// Cards that some page has: each is laid out once, however many pages open it.
#[derive(Debug, Default)]
pub struct Known {
    /// By the number of the source.
    by_source: Vec<Mutex<BTreeMap<Key, Vec<Open>>>>,
}

/// A card with the cited spans that it marks.
type Open = (BTreeSet<Span>, Card);

impl Known {
    /// No card yet of so many sources.
    pub fn new(n_sources: usize) -> Self {
        Self { by_source: std::iter::repeat_with(Mutex::default).take(n_sources).collect() }
    }

    fn card(&self, desk: &Desk<'_>, key: &Key, spans: &BTreeSet<Span>) -> Option<Card> {
        let of_source = self.by_source.get(key.0.checked_sub(1)?)?;
        let lock = || of_source.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, card)) = lock().get(key).and_then(|cards| cards.iter().find(|(cited, _)| cited == spans)) {
            return Some(card.clone());
        }
        let card = card(desk, key, spans)?;
        lock().entry(key.clone()).or_default().push((spans.clone(), card.clone()));
        Some(card)
    }
}

/// Some evidence by source, with the first words of each.
#[derive(Clone, Debug)]
pub struct Gathered<'e> {
    /// The source of the first piece, by its number.
    lead: (usize, &'e Evidence),
    /// All sources in the order of their numbers.
    firsts: Vec<(usize, &'e Evidence)>,
}

impl<'e> Gathered<'e> {
    /// Gathers some evidence; `None` when there is none.
    pub fn of(numbers: &Numbers, evidence: impl IntoIterator<Item = &'e Evidence>) -> Option<Self> {
        let mut firsts: BTreeMap<usize, &Evidence> = BTreeMap::new();
        let mut lead = None;
        for one in evidence {
            let number = numbers.of(one.source);
            lead.get_or_insert((number, one));
            firsts.entry(number).or_insert(one);
        }
        Some(Self { lead: lead?, firsts: firsts.into_iter().collect() })
    }

    /// The sources in the order of their numbers.
    pub fn sources(&self) -> impl Iterator<Item = SourceId> + '_ {
        self.firsts.iter().map(|(_, one)| one.source)
    }
}

/// The cards of one page, gathered while it is laid out.
pub struct Cards<'d, 'a> {
    desk: &'d Desk<'a>,
    spans: BTreeMap<Key, BTreeSet<Span>>,
    sources: BTreeSet<SourceId>,
    room: usize,
    most: usize,
    /// Nobody will read the page: only what it cites is asked for.
    only_cites: bool,
}

impl<'d, 'a> Cards<'d, 'a> {
    /// No card yet.
    pub fn new(desk: &'d Desk<'a>) -> Self {
        Self { desk, spans: BTreeMap::new(), sources: BTreeSet::new(), room: usize::MAX, most: CHIPS, only_cites: false }
    }

    /// The same for a page of which only the citations are asked for.
    pub fn of_unread(desk: &'d Desk<'a>) -> Self {
        Self { only_cites: true, ..Self::new(desk) }
    }

    /// A part of the page that cites nothing, and decides nothing about what is cited: nothing of it where only the citations are asked for.
    pub fn aside<T: Default>(&self, part: impl FnOnce() -> T) -> T {
        if self.only_cites { T::default() } else { part() }
    }

    /// Opens few cards: `most` for a statement where there are more sources than a statement can cite,
    /// and once there are `room`, further ones only where their cards are there already.
    pub fn have_room_for(&mut self, room: usize, most: usize) {
        self.room = room;
        if self.desk.is_large() {
            self.most = most;
        }
    }

    /// One chip for each source of some evidence, in the order of their numbers; the first words of each source are shown.
    ///
    /// The source of the first piece always gets its chip; where there are very many, the rest are counted.
    pub fn chips<'e>(&mut self, evidence: impl IntoIterator<Item = &'e Evidence>) -> Vec<Chip> {
        Gathered::of(&self.desk.numbers, evidence).map(|gathered| self.chips_of(&gathered)).unwrap_or_default()
    }

    /// The same of evidence that was gathered before.
    pub fn chips_of(&mut self, gathered: &Gathered<'_>) -> Vec<Chip> {
        let (lead_number, lead) = gathered.lead;
        let mut chips: BTreeMap<usize, Chip> = self.chip(lead).map(|chip| (lead_number, chip)).into_iter().collect();
        let mut n_more = 0;
        let mut others = gathered.firsts.iter().filter(|(number, _)| *number != lead_number);
        while let Some(&(number, one)) = others.next() {
            if chips.len() >= self.most {
                n_more += 1 + others.count();
                break;
            }
            if self.spans.len() < self.room || self.key(one).is_some_and(|key| self.spans.contains_key(&key)) {
                chips.extend(self.chip(one).map(|chip| (number, chip)));
            } else {
                n_more += 1;
            }
        }
        let label = || self.aside(|| self.desk.words.count("note.more", n_more));
        let more = (n_more > 0).then(|| Chip { number: n_more, card: None, label: label() });
        chips.into_values().chain(more).collect()
    }

    fn key(&self, evidence: &Evidence) -> Option<Key> {
        let source = self.desk.source(evidence.source)?;
        let (first, last) = sentences_of(source, evidence.span);
        Some((self.desk.numbers.of(evidence.source), first, last, evidence.via.clone()))
    }

    /// A citation of one piece of evidence; `None` when its words do not exist.
    pub fn chip(&mut self, evidence: &Evidence) -> Option<Chip> {
        let source = self.desk.source(evidence.source)?;
        if source.reading.words(evidence.span).trim().is_empty() {
            return None;
        }
        let key = self.key(evidence)?;
        let number = key.0;
        let (card, label) = self.aside(|| (card_id(&key), label(self.desk, number, paragraph_of(source, evidence.span))));
        self.spans.entry(key).or_default().insert(evidence.span);
        self.sources.insert(evidence.source);
        Some(Chip { number, card: Some(card), label })
    }

    /// Notes that the page draws on a source without citing its words.
    pub fn draws_on(&mut self, source: SourceId) {
        self.sources.insert(source);
    }

    /// The sentences that the page cites.
    pub fn cited(&self) -> impl Iterator<Item = (SourceId, SentenceIdx)> + '_ {
        self.spans.keys().flat_map(|(number, first, last, _)| {
            let source = self.desk.numbers.order()[number - 1];
            (*first..=*last).map(move |sentence| (source, sentence))
        })
    }

    /// The stretches that the cards print, cut as they cut them.
    pub fn windows(&self) -> impl Iterator<Item = (SourceId, Span)> + '_ {
        self.spans.iter().filter_map(|(key, spans)| {
            let id = *self.desk.numbers.order().get(key.0 - 1)?;
            let (whole, cited) = stretch(self.desk.source(id)?, key, spans)?;
            Some((id, window(self.desk.body(id), whole, cited)))
        })
    }

    /// The finished cards by number and place, and the sources of the page.
    pub fn finish(self) -> (Vec<Card>, Vec<SourceId>) {
        let cards = self.spans.iter().filter_map(|(key, spans)| self.desk.known_cards.card(self.desk, key, spans)).collect();
        (cards, self.sources.into_iter().collect())
    }
}

/// "Source 4, paragraph 2".
fn label(desk: &Desk<'_>, number: usize, paragraph: usize) -> String {
    let filled = |key: &str, n: usize| desk.words.fill(key, &[("n", &n.to_string())]);
    format!("{}, {}", filled("note.source", number), filled("note.paragraph", paragraph))
}

fn card_id((number, first, last, via): &Key) -> String {
    let range = if first == last { format!("{}", first + 1) } else { format!("{}-{}", first + 1, last + 1) };
    let via = via.as_ref().map(|via| format!("-{}", super::route::slug(&via.0))).unwrap_or_default();
    format!("n{number}-{range}{via}")
}

fn card(desk: &Desk<'_>, key: &Key, spans: &BTreeSet<Span>) -> Option<Card> {
    let (number, first, _, via) = key;
    let id = *desk.numbers.order().get(number - 1)?;
    let source = desk.source(id)?;
    let sentences = &source.reading.document.sentences;
    let (whole, cited) = stretch(source, key, spans)?;
    let words = desk.words;
    let mut details = Vec::new();
    let article = source.reading.article();
    details.extend(article.meta.outlet.as_ref().map(|outlet| outlet.value.clone()));
    details.extend(via.as_ref().map(|via| words.fill("note.citing", &[("name", &via.0)])));
    details.push(words.fill("note.paragraph", &[("n", &paragraph_of(source, cited).to_string())]));
    let at = if desk.options.source_text == SourceText::None || sentences.is_empty() { String::new() } else { format!("#s{}", first + 1) };
    Some(Card {
        id: card_id(key),
        source: words.fill("note.source", &[("n", &number.to_string())]),
        details: details.join(", "),
        speaker: desk.speaker_in(id, cited),
        pieces: pieces(article.body(), whole, cited),
        context: format!("{}{at}", desk.source_path(id)),
        original: article.meta.url.as_ref().map(|url| format!("{}{}", url.value, text_fragment(whole.of(article.body())))),
    })
}

/// The sentences that a card shows, and the cited part of them.
fn stretch(source: &Source, (_, first, last, _): &Key, spans: &BTreeSet<Span>) -> Option<(Span, Span)> {
    let sentences = &source.reading.document.sentences;
    let cited = spans.iter().copied().reduce(Span::join)?;
    let whole = match (sentences.get(*first), sentences.get(*last)) {
        (Some(first), Some(last)) => first.span.join(last.span).join(cited),
        _ => cited,
    };
    Some((whole, cited))
}

/// Words around a cited part, and how many of them a card has room for.
struct Room<'t> {
    before: &'t str,
    inside: &'t str,
    after: &'t str,
    n_before: usize,
    n_after: usize,
    keep_before: usize,
    keep_after: usize,
    too_long: bool,
}

impl<'t> Room<'t> {
    fn new(body: &'t str, whole: Span, cited: Span) -> Self {
        let before = body.get(whole.start as usize..cited.start as usize).unwrap_or_default();
        let inside = cited.of(body);
        let after = body.get(cited.end as usize..whole.end as usize).unwrap_or_default();
        let n_inside = inside.split_whitespace().count();
        let room = CARD_WORDS.saturating_sub(n_inside);
        let n_before = before.split_whitespace().count();
        let n_after = after.split_whitespace().count();
        let (keep_before, keep_after) = if n_before + n_after <= room {
            (n_before, n_after)
        } else {
            (n_before.min(room / 2), n_after.min(room - n_before.min(room / 2)))
        };
        Self { before, inside, after, n_before, n_after, keep_before, keep_after, too_long: n_inside > CARD_WORDS }
    }
}

/// The part of `whole` that a card prints without a gap.
fn window(body: &str, whole: Span, cited: Span) -> Span {
    let room = Room::new(body, whole, cited);
    let start = cited.start as usize - last_words(room.before, room.keep_before).len();
    let end = if room.too_long {
        cited.start as usize + first_words(room.inside, CARD_WORDS).trim_end().len()
    } else {
        cited.end as usize + first_words(room.after, room.keep_after).len()
    };
    Span::new(start, end)
}

/// The words of `whole` with `cited` marked, sixty at most, cut around the cited part.
fn pieces(body: &str, whole: Span, cited: Span) -> Vec<Piece> {
    let room = Room::new(body, whole, cited);
    let head = last_words(room.before, room.keep_before);
    let tail = first_words(room.after, room.keep_after);
    let all = [
        Piece {
            text: if room.keep_before < room.n_before { format!("… {}", head.trim_start()) } else { head.to_owned() }, marked: false
        },
        Piece {
            text: if room.too_long { shown::cut(room.inside, CARD_WORDS) } else { room.inside.to_owned() },
            marked: room.n_before + room.n_after > 0,
        },
        Piece { text: if room.keep_after < room.n_after { format!("{} …", tail.trim_end()) } else { tail.to_owned() }, marked: false },
    ];
    all.into_iter().filter(|piece| !piece.text.trim().is_empty()).collect()
}

fn first_words(text: &str, n: usize) -> &str {
    match text.split_whitespace().nth(n) {
        Some(next) => &text[..next.as_ptr() as usize - text.as_ptr() as usize],
        None => text,
    }
}

fn last_words(text: &str, n: usize) -> &str {
    let n_all = text.split_whitespace().count();
    match text.split_whitespace().nth(n_all.saturating_sub(n)) {
        Some(first) if n < n_all => &text[first.as_ptr() as usize - text.as_ptr() as usize..],
        Some(_) => text,
        None if n >= n_all => text,
        None => "",
    }
}

/// The first and the last sentence that a span touches.
pub fn sentences_of(source: &Source, span: Span) -> (SentenceIdx, SentenceIdx) {
    let sentences = &source.reading.document.sentences;
    let first = sentences.partition_point(|sentence| sentence.span.end <= span.start);
    let past = sentences.partition_point(|sentence| sentence.span.start < span.end);
    let last_idx = sentences.len().saturating_sub(1);
    let first = first.min(last_idx);
    (first, past.saturating_sub(1).max(first))
}

/// The number of the paragraph in which a span begins, counted from 1.
pub fn paragraph_of(source: &Source, span: Span) -> usize {
    let blocks = source.reading.article().blocks();
    let idx = blocks.partition_point(|block| block.span.end <= span.start);
    idx.min(blocks.len().saturating_sub(1)) + 1
}

/// Whether the span lies in a heading of its article.
pub fn in_heading(source: &Source, span: Span) -> bool {
    source.reading.article().blocks().iter().any(|block| block.kind == BlockKind::Heading && block.span.overlaps(span))
}

/// A text fragment that leads a browser to some words: the first and the last few of them.
fn text_fragment(words: &str) -> String {
    const FEW: usize = 4;
    let n_all = words.split_whitespace().count();
    let mut out = String::from("#:~:text=");
    if n_all <= 2 * FEW {
        encode(&mut out, words.split_whitespace());
    } else {
        encode(&mut out, words.split_whitespace().take(FEW));
        out.push(',');
        encode(&mut out, words.split_whitespace().skip(n_all - FEW));
    }
    out
}

/// Adds some words with blanks between them, escaped: a comma, a hyphen and an ampersand have a meaning of their own in text fragments.
fn encode<'t>(out: &mut String, words: impl Iterator<Item = &'t str>) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for (n, word) in words.enumerate() {
        if n > 0 {
            out.push_str("%20");
        }
        for byte in word.bytes() {
            if byte.is_ascii_alphanumeric() || b"._~".contains(&byte) {
                out.push(char::from(byte));
            } else {
                out.extend(['%', char::from(HEX[usize::from(byte >> 4)]), char::from(HEX[usize::from(byte & 15)])]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_keeps_the_cited_words_and_sixty_words_at_most() {
        let body = format!("{} the cited words {}", "before ".repeat(80).trim_end(), "after ".repeat(80).trim_end());
        let at = body.find("the cited words").unwrap();
        let parts = pieces(&body, Span::new(0, body.len()), Span::new(at, at + "the cited words".len()));
        assert_eq!(parts.len(), 3);
        assert!(parts[0].text.starts_with("… before") && parts[2].text.ends_with("after …"));
        assert_eq!(parts[1], Piece { text: "the cited words".to_owned(), marked: true });
        let n_words: usize = parts.iter().map(|piece| piece.text.split_whitespace().filter(|word| *word != "…").count()).sum();
        assert_eq!(n_words, CARD_WORDS);
    }

    #[test]
    fn a_whole_sentence_is_one_piece() {
        assert_eq!(pieces("They met.", Span::new(0, 9), Span::new(0, 9)), [Piece { text: "They met.".to_owned(), marked: false }]);
    }

    #[test]
    fn fragments_escape_what_has_a_meaning() {
        assert_eq!(text_fragment("a-b, c"), "#:~:text=a%2Db%2C%20c");
        assert_eq!(text_fragment("1 2 3 4 5 6 7 8 9"), "#:~:text=1%202%203%204,6%207%208%209");
    }
}
