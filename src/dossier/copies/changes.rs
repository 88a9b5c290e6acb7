//! What changed between two versions of a text: sentences first, then the words of those that were reworded.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use icu_properties::CodePointMapData;
use icu_properties::props::LineBreak;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::text::{Document, SentenceIdx};

/// Share of words in common from which on two sentences are one, reworded.
const REWORDED: f32 = 0.5;

/// One change from an earlier to a later version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A sentence that only the later version has.
    Added(SentenceIdx),
    /// A sentence that only the earlier version has.
    LeftOut(SentenceIdx),
    /// A sentence that both have in different words.
    Reworded {
        /// Its place in the earlier version.
        earlier: SentenceIdx,
        /// Its place in the later version.
        later: SentenceIdx,
        /// Its words in order.
        pieces: Vec<Piece>,
    },
}

/// Words of a reworded sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where they stand.
    pub kind: PieceKind,
    /// The words, blanks included.
    pub text: String,
}

/// Which version has some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    /// Both.
    Same,
    /// The later one.
    Added,
    /// The earlier one.
    LeftOut,
}

/// What changed, and what did not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The changes in the order of the later text; what was left out stands where it was.
    pub list: Vec<Change>,
    /// Sentences that stand in both, case and marks aside.
    pub n_same: usize,
    /// Sentences among these that stand at another place.
    pub n_moved: usize,
}

/// Compares two versions of a text; differences in case, marks and spacing are none.
pub fn changes(earlier: &Document, later: &Document) -> Changes {
    let keys = |document: &Document| -> Vec<String> {
        document.sentences.iter().map(|sentence| letters(sentence.span.of(document.body()))).collect()
    };
    let (old, new) = (keys(earlier), keys(later));
    let mut found = Changes::default();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        match op {
            DiffOp::Equal { len, .. } => found.n_same += len,
            _ => pair(&mut found, earlier, later, op),
        }
    }
    take_moved(&mut found, &old, &new);
    found
}

/// The changes of one stretch: each new sentence with the old one that is most like it.
fn pair(found: &mut Changes, earlier: &Document, later: &Document, op: DiffOp) {
    let (old, new) = (op.old_range(), op.new_range());
    let bare: BTreeMap<SentenceIdx, Bare> = old.clone().map(|n| (n, Bare::of(&words(earlier, n)))).collect();
    let mut free: BTreeSet<SentenceIdx> = old.collect();
    let mut paired: Vec<(SentenceIdx, SentenceIdx)> = Vec::new();
    for n in new.clone() {
        let now = Bare::of(&words(later, n));
        let share = |then: SentenceIdx| bare.get(&then).and_then(|then| then.likeness(&now, REWORDED));
        let best = free.iter().filter_map(|&then| Some((share(then)?, then)));
        if let Some((_, then)) = best.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))) {
            free.remove(&then);
            paired.push((then, n));
        }
    }
    for n in new {
        let change = match paired.iter().find(|(_, later)| *later == n) {
            Some(&(then, n)) => {
                let rest = free.split_off(&then);
                found.list.extend(std::mem::replace(&mut free, rest).into_iter().map(Change::LeftOut));
                Change::Reworded { earlier: then, later: n, pieces: reworded(&words(earlier, then), &words(later, n)) }
            }
            None => Change::Added(n),
        };
        found.list.push(change);
    }
    found.list.extend(free.into_iter().map(Change::LeftOut));
}

fn words(document: &Document, sentence: SentenceIdx) -> Vec<&str> {
    pieces_of(document.sentences[sentence].span.of(document.body()))
}

/// A sentence that goes at one place and comes at another was moved.
fn take_moved(found: &mut Changes, old: &[String], new: &[String]) {
    let mut gone: Vec<SentenceIdx> =
        found.list.iter().filter_map(|change| if let Change::LeftOut(n) = change { Some(*n) } else { None }).collect();
    let mut moved: BTreeSet<(bool, SentenceIdx)> = BTreeSet::new();
    for change in &found.list {
        let Change::Added(n) = change else { continue };
        if let Some(at) = gone.iter().position(|&then| old[then] == new[*n] && !new[*n].is_empty()) {
            moved.extend([(false, gone.remove(at)), (true, *n)]);
        }
    }
    found.n_moved = moved.len() / 2;
    found.n_same += found.n_moved;
    found.list.retain(|change| match change {
        Change::Added(n) => !moved.contains(&(true, *n)),
        Change::LeftOut(n) => !moved.contains(&(false, *n)),
        Change::Reworded { .. } => true,
    });
}

/// The words of a changed headline.
pub fn reworded_line(earlier: &str, later: &str) -> Vec<Piece> {
    let (then, now) = (pieces_of(earlier), pieces_of(later));
    if Bare::of(&then).likeness(&Bare::of(&now), REWORDED).is_some() {
        return reworded(&then, &now);
    }
    let piece = |kind, text: &str| Piece { kind, text: text.to_owned() };
    vec![piece(PieceKind::LeftOut, earlier), piece(PieceKind::Same, " "), piece(PieceKind::Added, later)]
}

/// The words of a sentence without case and marks.
struct Bare {
    words: Vec<String>,
    /// Their places, by word.
    sorted: Vec<usize>,
}

impl Bare {
    fn of(words: &[&str]) -> Self {
        let words: Vec<String> = words.iter().map(|word| letters(word)).filter(|word| !word.is_empty()).collect();
        let mut sorted: Vec<usize> = (0..words.len()).collect();
        sorted.sort_by(|&a, &b| words[a].cmp(&words[b]));
        Self { words, sorted }
    }

    /// How much two sentences have in common, 0 to 1: twice the common words to all words; `None` when it is less than `least`.
    fn likeness(&self, now: &Self, least: f32) -> Option<f32> {
        let n_all = self.words.len() + now.words.len();
        let share = |n_same: usize| if n_all == 0 { 0.0 } else { 2.0 * n_same as f32 / n_all as f32 };
        // In any order they have at least as many words in common as in one order, and these are counted sooner.
        if share(self.n_common(now)) < least {
            return None;
        }
        let ops = capture_diff_slices(Algorithm::Myers, &self.words, &now.words);
        let n_same: usize = ops.iter().map(|op| if let DiffOp::Equal { len, .. } = op { *len } else { 0 }).sum();
        Some(share(n_same)).filter(|share| *share >= least)
    }

    /// How many words they have in common, in any order.
    fn n_common(&self, now: &Self) -> usize {
        let (mut ours, mut theirs) = (self.sorted.iter().peekable(), now.sorted.iter().peekable());
        let mut n = 0;
        while let (Some(&&one), Some(&&other)) = (ours.peek(), theirs.peek()) {
            match self.words[one].cmp(&now.words[other]) {
                Ordering::Less => _ = ours.next(),
                Ordering::Greater => _ = theirs.next(),
                Ordering::Equal => {
                    n += 1;
                    ours.next();
                    theirs.next();
                }
            }
        }
        n
    }
}

fn reworded(then: &[&str], now: &[&str]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut push = |kind: PieceKind, words: &[&str]| {
        if words.is_empty() {
            return;
        }
        match pieces.last_mut().filter(|last| last.kind == kind) {
            Some(last) => last.text.push_str(&words.concat()),
            None => pieces.push(Piece { kind, text: words.concat() }),
        }
    };
    let bare = |words: &[&str]| words.iter().map(|word| word.trim().to_lowercase()).collect::<Vec<String>>();
    for op in capture_diff_slices(Algorithm::Myers, &bare(then), &bare(now)) {
        match op {
            DiffOp::Equal { new_index, len, .. } => push(PieceKind::Same, &now[new_index..new_index + len]),
            _ => {
                let old = op.old_range();
                // The blank before what went may have gone with a mark: "opens; late" from "opens at last".
                let blank = old.start.checked_sub(1).is_some_and(|before| then[before].ends_with(' '))
                    && op.new_range().start.checked_sub(1).is_some_and(|before| !now[before].ends_with(' '));
                if blank && !old.is_empty() {
                    push(PieceKind::Same, &[" "]);
                }
                push(PieceKind::LeftOut, &then[old]);
                push(PieceKind::Added, &now[op.new_range()]);
            }
        }
    }
    pieces
}

/// A sentence in words with the blanks behind them; marks stand alone, and so do signs of scripts without spaces.
fn pieces_of(sentence: &str) -> Vec<&str> {
    let classes = CodePointMapData::<LineBreak>::new();
    let alone = |c: char| {
        matches!(classes.get(c), LineBreak::Ideographic | LineBreak::ConditionalJapaneseStarter | LineBreak::ComplexContext)
            || !(c.is_alphanumeric() || c.is_whitespace() || matches!(c, '\'' | '’' | '-' | '\u{300}'..='\u{36f}'))
    };
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in sentence.char_indices() {
        let cut = before.is_some_and(|before| !c.is_whitespace() && (before.is_whitespace() || alone(before) || alone(c)));
        if cut {
            pieces.push(&sentence[start..at]);
            start = at;
        }
        before = Some(c);
    }
    pieces.push(&sentence[start..]);
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

fn letters(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::base::SourceId;
    use crate::ingest::{Format, Input, Override, read};
    use crate::text::divide;

    fn document(text: &str) -> Document {
        let input = Input { path: "t", format: Format::Text, text, clean: false, given: Override::default() };
        divide(Arc::new(read(SourceId(0), &input, &mut crate::base::Report::default()).unwrap()))
    }

    /// The changes as an editor would mark them: `{-out-}`, `{+in+}`.
    fn marked(pieces: &[Piece]) -> String {
        pieces
            .iter()
            .map(|piece| match piece.kind {
                PieceKind::Same => piece.text.clone(),
                PieceKind::Added => format!("{{+{}+}}", piece.text),
                PieceKind::LeftOut => format!("{{-{}-}}", piece.text),
            })
            .collect()
    }

    fn shown(earlier: &str, later: &str) -> (Vec<String>, usize, usize) {
        let (earlier, later) = (document(earlier), document(later));
        let found = changes(&earlier, &later);
        let line = |change: &Change| match change {
            Change::Added(n) => format!("+ {}", later.sentences[*n].span.of(later.body())),
            Change::LeftOut(n) => format!("- {}", earlier.sentences[*n].span.of(earlier.body())),
            Change::Reworded { pieces, .. } => marked(pieces),
        };
        (found.list.iter().map(line).collect(), found.n_same, found.n_moved)
    }

    #[test]
    fn sentences_come_go_move_and_are_reworded() {
        let (list, n_same, n_moved) = shown(
            "The sluice opened on Tuesday. Boats passed before noon. Nobody was hurt. The commission meets in nine days.",
            "The sluice opened late on Tuesday. The mayor was not there. The commission meets in nine days. BOATS passed, before noon.",
        );
        assert_eq!(list, ["The sluice opened {+late +}on Tuesday.", "+ The mayor was not there.", "- Nobody was hurt."].map(str::to_owned));
        assert_eq!((n_same, n_moved), (2, 1));
    }

    #[test]
    fn case_and_marks_are_no_change() {
        let (list, n_same, _) = shown("“We left”, she said. It rained.", "\"We left,\" she said! IT RAINED.");
        assert_eq!((list.len(), n_same), (0, 2));
    }

    #[test]
    fn scripts_without_spaces_are_compared_sign_by_sign() {
        let (list, ..) = shown("会谈持续了六个小时，没有结果。", "会谈持续了八个小时，没有结果。");
        assert_eq!(list, ["会谈持续了{-六-}{+八+}个小时，没有结果。"]);
    }

    #[test]
    fn a_headline_of_other_words_is_replaced_whole() {
        assert_eq!(marked(&reworded_line("Sluice opens", "Mayor stays away")), "{-Sluice opens-} {+Mayor stays away+}");
        assert_eq!(marked(&reworded_line("Sluice opens at last", "Sluice opens late")), "Sluice opens {-at last-}{+late+}");
        assert_eq!(marked(&reworded_line("The sluice opens at last", "The sluice opens; rain")), "The sluice opens {-at last-}{+; rain+}");
    }
}
