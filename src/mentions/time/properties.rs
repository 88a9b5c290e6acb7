//! Promises that hold for every text, whatever its bytes.

use chrono::{Datelike, NaiveDate};
use proptest::prelude::*;

use super::{Expr, Found, Resolved, find, marks, resolve, tag};

/// Pieces that time expressions are made of, so that random texts hold many of them.
const PIECES: &[&str] = &[
    "Monday",
    "Friday",
    "Sun.",
    "May",
    "March",
    "Dec.",
    "29 February",
    "31 June",
    "the",
    "last",
    "next",
    "early",
    "late",
    "end of",
    "of",
    "two",
    "twenty-five",
    "several",
    "a",
    "days",
    "week",
    "-",
    "–",
    "\u{2011}",
    "year",
    "decade",
    "century",
    "century BC",
    "ago",
    "later",
    "before",
    "after",
    "in",
    "on",
    "until",
    "4",
    "31",
    "2024",
    "9999",
    "0001",
    "264 BC",
    "1980s",
    "1915-17",
    "10:57",
    "24:59",
    "6 p.m.",
    "UTC",
    "GMT +8",
    "(",
    ")",
    ",",
    ".",
    "\n",
    "\n\n",
    ":",
    "today",
    "tonight",
    "the day before yesterday",
    "the weekend",
    "morning",
    "every",
    "per",
    "spring",
    "third quarter",
    "first half of",
    "that same",
    "2025-12-04",
    "99/99/2024",
    "4294967295",
    "99999999999",
    "99999",
    "half an",
    "and a half",
    "\u{202F}",
    "’",
    "’s",
    "—",
    "é",
    "will",
    "said",
    "\u{feff}",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![8 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => "\\PC{0,4}", 1 => any::<String>()];
    (prop::collection::vec((piece, prop::sample::select(vec![" ", "", " ", "\n"])), 0..30))
        .prop_map(|pieces| pieces.into_iter().map(|(piece, gap)| piece + gap).collect())
}

fn published() -> impl Strategy<Value = Option<NaiveDate>> {
    prop_oneof![
        1 => Just(None),
        6 => (-700_000..800_000_i32).prop_map(NaiveDate::from_num_days_from_ce_opt),
        1 => Just(Some(NaiveDate::MIN)),
        1 => Just(Some(NaiveDate::MAX)),
    ]
}

fn spans_are_in_order(text: &str, found: &[Found]) {
    let mut reached = 0;
    for found in found {
        let range = found.span.range();
        assert!(range.start >= reached && range.start < range.end, "{range:?} after {reached}");
        assert!(text.get(range.clone()).is_some(), "{range:?} is not on character boundaries");
        reached = range.end;
    }
}

fn values_keep_what_the_words_name(found: &Found, resolved: &Resolved) {
    if let Some(when) = resolved.when {
        assert!(when.earliest() <= when.latest());
        assert!(resolved.value.is_some(), "days without a value");
    }
    let day = resolved.when.and_then(|when| when.exact());
    if let (Expr::Calendar(calendar), Some(weekday), Some(day)) = (&found.expr, found.expr.weekday(), day)
        && !matches!(calendar.field, super::Field::Day { .. })
    {
        assert_eq!(day.weekday(), weekday);
    }
    assert!(resolved.confidence <= 100);
}

proptest! {
    #[test]
    fn every_text_gives_spans_and_values_that_hold(text in text(), published in published()) {
        let found = find(&text);
        spans_are_in_order(&text, &found);
        let resolved = resolve(&text, &found, published);
        prop_assert_eq!(found.len(), resolved.len());
        prop_assert_eq!(tag(&text, published), found.iter().cloned().zip(resolved.iter().cloned()).collect::<Vec<_>>());
        for (found, resolved) in found.iter().zip(&resolved) {
            values_keep_what_the_words_name(found, resolved);
            for mark in marks(found, resolved) {
                prop_assert!(found.span.contains(mark.span) && text.get(mark.span.range()).is_some());
                prop_assert!(mark.when.is_none_or(|when| resolved.when.is_some_and(|whole| when.within(whole))));
            }
        }
    }

    #[test]
    fn the_day_of_publication_may_come_later(text in text(), published in published()) {
        let found = find(&text);
        let before = found.clone();
        resolve(&text, &found, None);
        prop_assert_eq!(resolve(&text, &before, published), resolve(&text, &found, published));
    }

    #[test]
    fn expressions_of_another_text_do_no_harm(one in text(), other in text(), published in published()) {
        let found = find(&one);
        prop_assert_eq!(resolve(&other, &found, published).len(), found.len());
    }

    #[test]
    fn without_an_anchor_nothing_is_reckoned_from_one(text in text()) {
        let found = find(&text);
        for (found, resolved) in found.iter().zip(resolve(&text, &found, None)) {
            prop_assert_ne!(resolved.anchor, super::Anchor::Publication);
            if found.expr.relative().is_some() {
                prop_assert!(resolved.when.is_none() || matches!(resolved.anchor, super::Anchor::Mention(_)));
            }
        }
    }
}
