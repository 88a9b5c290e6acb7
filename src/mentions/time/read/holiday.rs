//! Days that have a name and a fixed place in the calendar.

use crate::mentions::time::expr::{Calendar, Field, YearOf};

use super::{Paragraph, Read, year};

/// "Christmas 2003", "Christmas Eve", "May Day", "New Year's Day", "9/11".
pub fn holiday(p: Paragraph, at: usize) -> Read<Calendar> {
    let (end, month, day) = christmas(p, at).or_else(|| may_day(p, at)).or_else(|| new_year(p, at)).or_else(|| september_attacks(p, at))?;
    let (end, year) = match (month, year::tail(p, end)) {
        (9, _) => (end, YearOf::Said(2001)),
        (_, tail) => tail,
    };
    Some((end, Field::Day { year, month, day, weekday: None }.into()))
}

fn christmas(p: Paragraph, at: usize) -> Option<(usize, u32, u32)> {
    if p.key(at) != "christmas" || !p.capital(at) {
        return None;
    }
    match p.key(at + 1) {
        "eve" => Some((at + 2, 12, 24)),
        "day" => Some((at + 2, 12, 25)),
        _ => Some((at + 1, 12, 25)),
    }
}

fn may_day(p: Paragraph, at: usize) -> Option<(usize, u32, u32)> {
    (p.printed(at) == "May" && p.printed(at + 1) == "Day").then_some((at + 2, 5, 1))
}

fn new_year(p: Paragraph, at: usize) -> Option<(usize, u32, u32)> {
    let year = p.printed(at) == "New" && p.printed(at + 1) == "Year";
    let of = at + 2 + usize::from(p.kind(at + 2) == super::Kind::Mark('\'')) + usize::from(p.printed(at + 3) == "s");
    match (year, p.key(of)) {
        (true, "eve") => Some((of + 1, 12, 31)),
        (true, "day") => Some((of + 1, 1, 1)),
        _ => None,
    }
}

fn september_attacks(p: Paragraph, at: usize) -> Option<(usize, u32, u32)> {
    let attacks = p.printed(at) == "9" && p.mark(at + 1, '/') && p.printed(at + 2) == "11";
    let alone = p.glued(at + 1) && p.glued(at + 2) && !p.mark(at + 3, '/') && !p.glued(at);
    (attacks && alone).then_some((at + 3, 9, 11))
}
