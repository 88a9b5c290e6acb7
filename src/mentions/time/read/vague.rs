//! Words for roughly now, before and after: "currently", "former", "the time being".

use super::{Paragraph, Read};
use crate::mentions::time::expr::{Expr, Vague};
use crate::mentions::time::lex::Kind;

/// A vague time.
pub fn vague(p: Paragraph, at: usize) -> Read<Expr> {
    let (end, vague) = units(p, at).or_else(|| phrase(p, at)).or_else(|| word(p, at))?;
    Some((end, Expr::Vague(vague)))
}

/// Phrases and what they mean, the longer ones first.
const PHRASES: &[(&[&str], Vague)] = &[
    (&["the", "time", "being"], Vague::Present),
    (&["the", "present", "day"], Vague::Present),
    (&["modern", "day"], Vague::Present),
    (&["present", "day"], Vague::Present),
    (&["these", "days"], Vague::Present),
    (&["the", "near", "future"], Vague::Future),
    (&["the", "near", "term"], Vague::Future),
    (&["the", "long", "term"], Vague::Future),
    (&["the", "future"], Vague::Future),
    (&["the", "past"], Vague::Past),
    (&["this", "time"], Vague::Spoken),
    (&["that", "time"], Vague::Spoken),
    (&["this", "period"], Vague::Spoken),
    (&["that", "period"], Vague::Spoken),
    (&["more", "recently"], Vague::Past),
    (&["right", "now"], Vague::Present),
    (&["very", "soon"], Vague::Future),
];

/// "recent years", "coming days".
fn units(p: Paragraph, at: usize) -> Read<Vague> {
    let vague = match p.key(at) {
        "recent" => Vague::Past,
        "coming" => Vague::Future,
        _ => return None,
    };
    (matches!(p.kind(at + 1), Kind::Unit(_)) && p.key(at + 1).ends_with('s')).then_some((at + 2, vague))
}

fn phrase(p: Paragraph, at: usize) -> Read<Vague> {
    let (words, vague) = PHRASES.iter().find(|(words, _)| p.phrase(at, words).is_some())?;
    let end = at + words.len();
    let adjective = words == &["the", "past"] && !matches!(p.kind(end), Kind::End | Kind::Mark(_)) && !p.is_any(end, &["and", "to", "in"]);
    (!adjective).then_some((end, *vague))
}

/// "will soon begin" and "very soon" look ahead; "was soon taken" goes on with a story.
fn looks_ahead(p: Paragraph, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| matches!(p.printed(before), "will" | "very" | "be" | "ll" | "would" | "could" | "may"))
}

fn word(p: Paragraph, at: usize) -> Read<Vague> {
    if p.capital_inside(at) {
        return None;
    }
    let vague = match p.key(at) {
        "now" if p.key(at + 1) != "that" => Vague::Present,
        "currently" | "nowadays" => Vague::Present,
        "current" => Vague::Present,
        "recently" | "recent" | "former" | "formerly" | "lately" => Vague::Past,
        "future" => Vague::Future,
        "soon" if looks_ahead(p, at) => Vague::Future,
        _ => return None,
    };
    Some((at + 1, vague))
}
