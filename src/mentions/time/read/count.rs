//! Numbers in digits and words, exact or not.

use super::{Paragraph, Read};
use crate::mentions::time::lex::Kind;
use crate::mentions::time::scale::Count;

/// "12", "twenty-five", "two and a half", "several", "a few", "a couple of".
pub fn count(p: Paragraph, at: usize) -> Read<Count> {
    let (end, n) = match p.kind(at) {
        Kind::Number(..) => return digits(p, at),
        Kind::Cardinal(_) => cardinal(p, at)?,
        _ => return inexact(p, at),
    };
    Some(with_half(p, end, n))
}

/// "a few" and the like; "a" alone is left to the caller, since few words that follow it are units.
fn inexact(p: Paragraph, at: usize) -> Read<Count> {
    let start = p.skip(at, &["a", "the"]);
    match p.key(start) {
        "several" | "few" | "many" => Some((start + 1, Count::Some)),
        "couple" => Some((p.skip(start + 1, &["of"]), Count::Exact(2))),
        "dozen" if start > at => Some((start + 1, Count::Exact(12))),
        _ => None,
    }
}

fn digits(p: Paragraph, at: usize) -> Read<Count> {
    let Kind::Number(value, n_digits) = p.kind(at) else { return None };
    let joined = |mark| p.mark(at + 1, mark) && p.glued(at + 1) && p.glued(at + 2);
    if n_digits > 4 || (p.glued(at) && matches!(p.kind_before(at), Kind::Mark('.' | ',' | ':' | '$' | '/'))) {
        return None;
    }
    match p.kind(at + 2) {
        Kind::Number(5, 1) if joined('.') => Some((at + 3, Count::AndHalf(value))),
        Kind::Number(_, _) if joined('.') => None,
        Kind::Number(more, 3) if joined(',') => Some((at + 3, Count::Exact(value.checked_mul(1000)?.checked_add(more)?))),
        _ => Some(with_half(p, at + 1, value)),
    }
}

fn with_half(p: Paragraph, end: usize, n: u32) -> (usize, Count) {
    let hyphened = p.hyphen(end) && p.key(end + 1) == "and" && p.key(end + 3) == "a" && p.key(end + 5) == "half";
    let half = p.phrase(end, &["and", "a", "half"]).or_else(|| p.phrase(end, &["and", "half"])).or(hyphened.then_some(end + 6));
    half.map_or((end, Count::Exact(n)), |end| (end, Count::AndHalf(n)))
}

/// A number in words: "six", "twenty-five", "two hundred", "one hundred and twenty".
pub fn cardinal(p: Paragraph, at: usize) -> Read<u32> {
    let (end, first) = below_hundred(p, at).or_else(|| match p.kind(at) {
        Kind::Cardinal(large) => Some((at + 1, large)),
        _ => None,
    })?;
    let (end, whole) = match p.kind(end) {
        Kind::Cardinal(large) if first < 100 && large >= 100 => (end + 1, first * large),
        _ => (end, first),
    };
    match below_hundred(p, p.skip(end, &["and"])) {
        Some((rest_end, rest)) if whole >= 100 => Some((rest_end, whole + rest)),
        _ => Some((end, whole)),
    }
}

/// "six", "twenty-five".
fn below_hundred(p: Paragraph, at: usize) -> Read<u32> {
    let Kind::Cardinal(first @ 1..=99) = p.kind(at) else { return None };
    let next = if p.hyphen(at + 1) { at + 2 } else { at + 1 };
    match p.kind(next) {
        Kind::Cardinal(small) if first >= 20 && small < 10 => Some((next + 1, first + small)),
        _ => Some((at + 1, first)),
    }
}

/// An ordinal in words or digits: "third", "twenty-first", "30th".
pub fn ordinal(p: Paragraph, at: usize) -> Read<u32> {
    match p.kind(at) {
        Kind::Number(value, n_digits) if n_digits <= 3 && p.glued(at + 1) && p.is_any(at + 1, &["st", "nd", "rd", "th"]) => {
            Some((at + 2, value))
        }
        Kind::Ordinal(value) => Some((at + 1, value)),
        Kind::Cardinal(tens @ (20 | 30)) => {
            let next = if p.hyphen(at + 1) { at + 2 } else { at + 1 };
            match p.kind(next) {
                Kind::Ordinal(ones) if ones < 10 => Some((next + 1, tens + ones)),
                _ => None,
            }
        }
        _ => None,
    }
}
