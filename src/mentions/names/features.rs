//! What the model looks at: features as keys, built from numbers without writing a string.
//!
//! Features of one word alone come from `of_word`, so that their sum can be kept with the word; all others from `of_place`.
//! The order and number of templates are part of the weights: a change here asks for new weights (`scripts/train-names`).

use std::ops::Range;

use super::context::Context;
use super::document::{N_SIGNS, SEEN_INSIDE, SEEN_LOWER, Signs};
use super::hash::{feature, pair};
use super::phrases::N_LISTS;
use super::word::{Vocabulary, Word, class};

/// Places whose words are looked at, from two before to two after.
pub const PLACES: usize = 5;
/// The token's own place among them.
pub const OWN: usize = 2;

/// Features of a word that stands at a place beside the token, or is the token.
pub fn of_word(word: &Word, place: usize, mut give: impl FnMut(u64)) {
    let base = place as u8 * 16;
    give(feature(base, word.lower));
    let near = place.abs_diff(OWN);
    let mut classes = word.classes;
    while classes != 0 {
        give(feature(base + 1, u64::from(classes.trailing_zeros())));
        classes &= classes - 1;
    }
    if near > 1 {
        return;
    }
    give(feature(base + 2, word.shape));
    give(feature(base + 3, word.ends[2]));
    give(feature(base + 4, u64::from(word.classes)));
    if near == 1 {
        return;
    }
    give(feature(base + 5, word.exact));
    give(feature(base + 6, pair(u64::from(word.classes), word.shape)));
    for (edges, template) in [(&word.starts, base + 7), (&word.ends, base + 8)] {
        edges.iter().filter(|edge| **edge != 0).for_each(|edge| give(feature(template, *edge)));
    }
}

/// Features of a token among others, in its sentence and document.
pub fn of_place(context: &Context, vocabulary: &Vocabulary, sentence: &Range<usize>, at: usize, mut give: impl FnMut(u64)) {
    let word = |at: usize| context.word(vocabulary, sentence, at);
    let (before, here, after) = (word(at.wrapping_sub(1)), word(at), word(at + 1));
    let signs = if here.capital { context.memory.of(here.lower_id) } else { 0 };
    give(feature(100, 0));
    give(feature(101, pair(before.shape, here.shape)));
    give(feature(102, pair(here.shape, after.shape)));
    give(feature(103, pair(pair(before.shape, here.shape), after.shape)));
    give(feature(104, pair(before.lower, here.lower)));
    give(feature(105, pair(here.lower, after.lower)));
    give(feature(106, pair(u64::from(before.classes), u64::from(here.classes))));
    give(feature(107, pair(u64::from(here.classes), u64::from(after.classes))));
    give(feature(108, pair(before.lower, after.lower)));
    let opens = at == sentence.start || (at == sentence.start + 1 && !before.has_letter);
    let stands = u64::from(opens) | u64::from(context.shouted[at]) << 1;
    if stands != 0 {
        give(feature(109, pair(stands, here.shape)));
        give(feature(110, pair(stands, pair(u64::from(signs & (SEEN_LOWER | SEEN_INSIDE)), u64::from(here.classes)))));
    }
    of_signs(here, signs, opens, &mut give);
    for (template, place) in [(120, at.wrapping_sub(1)), (121, at), (122, at + 1)] {
        let listed = if sentence.contains(&place) { context.listed[place] } else { None };
        if let Some((lists, part)) = listed {
            (0..N_LISTS).filter(|bit| lists >> bit & 1 == 1).for_each(|bit| give(feature(template, (bit as u64) << 4 | part as u64)));
        }
    }
    of_run(context, vocabulary, sentence, at, &mut give);
    of_long_run(context, vocabulary, sentence, at, &mut give);
}

fn of_signs(here: &Word, signs: Signs, opens: bool, give: &mut impl FnMut(u64)) {
    if !here.capital {
        return;
    }
    (0..N_SIGNS).filter(|bit| signs >> bit & 1 == 1).for_each(|bit| give(feature(111, u64::from(bit))));
    give(feature(112, pair(u64::from(signs), u64::from(opens))));
    give(feature(113, pair(u64::from(signs), here.shape)));
    give(feature(114, pair(u64::from(signs & 0x7f), u64::from(here.classes))));
}

fn of_run(context: &Context, vocabulary: &Vocabulary, sentence: &Range<usize>, at: usize, give: &mut impl FnMut(u64)) {
    let Some(run) = context.run(at) else { return };
    let word = |at: usize| context.word(vocabulary, sentence, at);
    let (first, last) = (word(run.start), word(run.end - 1));
    let (left, right) = (word(run.start.wrapping_sub(1)), word(run.end));
    let n_words = run.len().min(5) as u64;
    let place = n_words << 8 | ((at - run.start).min(3) as u64) << 4 | (run.end - 1 - at).min(3) as u64;
    give(feature(130, place));
    give(feature(131, pair(first.lower, u64::from(at == run.start))));
    give(feature(132, pair(last.lower, u64::from(at + 1 == run.end))));
    give(feature(133, pair(left.lower, place)));
    give(feature(134, pair(right.lower, place)));
    give(feature(135, pair(left.lower, right.lower)));
    give(feature(136, pair(place, pair(u64::from(first.classes), u64::from(last.classes)))));
    give(feature(137, pair(u64::from(left.classes), n_words)));
    give(feature(138, pair(u64::from(right.classes), n_words)));
    give(feature(139, pair(word(run.start.wrapping_sub(2)).lower, left.lower)));
    give(feature(140, pair(right.lower, word(run.end + 1).lower)));
    give(feature(141, pair(u64::from(context.memory.of(last.lower_id)), place)));
    give(feature(142, pair(u64::from(context.memory.of(first.lower_id)), place)));
}

fn of_long_run(context: &Context, vocabulary: &Vocabulary, sentence: &Range<usize>, at: usize, give: &mut impl FnMut(u64)) {
    let Some(long) = context.long_run(at) else { return };
    let short = context.run(at);
    if short == Some(long) {
        return;
    }
    let word = |at: usize| context.word(vocabulary, sentence, at);
    let (first, last) = (word(long.start), word(long.end - 1));
    // "Ministry of Foreign Affairs": the head stands before the first small word.
    let head = context.run(long.start).map_or(first, |run| word(run.end - 1));
    let own = short.map_or(0, |run| 1 + u64::from(run.start > long.start) + 2 * u64::from(run.end < long.end));
    let place = own << 4 | u64::from(at == long.start) << 1 | u64::from(at + 1 == long.end);
    give(feature(150, pair(head.lower, place)));
    give(feature(151, pair(last.lower, place)));
    give(feature(152, pair(u64::from(head.classes), place)));
    give(feature(153, pair(u64::from(last.classes), place)));
    let has_head = long.clone().any(|at| word(at).classes & class::BODY_HEAD != 0);
    give(feature(154, pair(u64::from(has_head), place)));
    if let Some(run) = short.filter(|run| run.end < long.end) {
        give(feature(155, pair(word(run.end).lower, word(run.end + 1).lower)));
    }
    if let Some(run) = short.filter(|run| run.start > long.start) {
        give(feature(156, pair(word(run.start - 1).lower, word(run.start.wrapping_sub(2)).lower)));
    }
    if short.is_none() {
        give(feature(157, pair(pair(word(at.wrapping_sub(1)).lower, word(at).lower), u64::from(word(at + 1).classes))));
        give(feature(158, pair(pair(u64::from(word(at.wrapping_sub(1)).classes), word(at).lower), u64::from(word(at + 1).classes))));
        give(feature(159, pair(pair(u64::from(word(at.wrapping_sub(1)).classes), word(at).lower), word(at + 1).lower)));
    }
}
