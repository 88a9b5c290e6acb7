//! Entries of a chronology: lines that begin with a day, set apart from their words, or several in a row.

use super::months;
use super::when::{leading_day, weekday};

/// A line that begins with a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Month and day.
    day: (u32, i32),
    /// Whether a dash or colon parts the day from the words, and not white space alone.
    pub marked: bool,
}

/// The day with which a line begins, as entries of a chronology do: "19 April – Clash near the dam", "Dec 2, 2025: …", "12-13 July: hearing", "6 June  Market shelled".
pub(super) fn of(text: &str) -> Option<Entry> {
    if !may_lead(text) {
        return None;
    }
    let head = text.get(..text.char_indices().nth(48).map_or(text.len(), |(end, _)| end)).unwrap_or_default();
    let leading = leading_day(head)?;
    let rest = text.get(leading.end..)?;
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let words = rest.trim_start();
    let marked = words.starts_with(['–', '—', ':', '|']) || words.starts_with("- ");
    let parted = rest.starts_with(char::is_whitespace) && words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let long = text.chars().count() > 12;
    ((marked && long) || parted).then_some(Entry { day: leading.day, marked })
}

/// Whether the first word can begin a day: most lines begin with a word and go on with another.
fn may_lead(text: &str) -> bool {
    if !text.starts_with(char::is_alphanumeric) {
        return false;
    }
    let first = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let near = text.as_bytes().get(first..text.len().min(first + 16)).unwrap_or_default();
    if first > 0 && (first > months::LONGEST || !near.iter().any(|byte| byte.is_ascii_digit() || !byte.is_ascii())) {
        return false;
    }
    let whole = text.as_bytes().get(first).is_none_or(u8::is_ascii);
    first == 0 || !whole || months::month(&text[..first]).is_some() || weekday(&text[..first]).is_some()
}

/// Lines in a row that begin with days in their order are a chronology, whatever parts the days from the words.
const ROW: usize = 3;

/// For every line of a file, whether it is an entry of a chronology.
pub(super) fn in_chronologies(entries: &[Option<Entry>]) -> Vec<bool> {
    let mut dated: Vec<bool> = entries.iter().map(|entry| entry.is_some_and(|entry| entry.marked)).collect();
    let mut start = 0;
    for row in entries.chunk_by(|one, other| one.is_some() == other.is_some()) {
        let days: Vec<(u32, i32)> = row.iter().flatten().map(|entry| entry.day).collect();
        if days.len() >= ROW && are_in_order(&days) {
            dated[start..start + row.len()].fill(true);
        }
        start += row.len();
    }
    dated
}

/// Whether days go forward or back, the turn of a year aside.
fn are_in_order(days: &[(u32, i32)]) -> bool {
    let n_back = days.windows(2).filter(|pair| pair[1] < pair[0]).count();
    let n_forward = days.windows(2).filter(|pair| pair[1] > pair[0]).count();
    n_back.min(n_forward) <= days.len() / 12
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_marked(text: &str) -> bool {
        of(text).is_some_and(|entry| entry.marked)
    }

    #[test]
    fn entries_of_a_chronology() {
        for text in [
            "19 April – Clash near the dam",
            "Oct 7, 2015: talks open in Muscat",
            "12-13 July: hearing in Vienna",
            "July 12–13: hearing in Vienna",
            "30 June - 2 July: envoys in Oslo",
            "Mon 4 May: ferry runs again",
            "Sunday, 4 May – ferry runs again",
            "8 and 9 May: elders meet",
            "2015-10-07: talks open in Muscat",
        ] {
            assert!(is_marked(text), "{text}");
        }
        assert!(!is_marked("19 April was quiet, the mission said"));
        assert!(!is_marked("May – who was absent – spoke later"));
        assert!(!is_marked("12 soldiers: what became of them"));
    }

    #[test]
    fn days_in_a_row_need_no_mark() {
        let row = |lines: &[&str]| in_chronologies(&lines.iter().map(|line| of(line)).collect::<Vec<_>>());
        assert_eq!(row(&["4 May  Ferry hit", "5 May\tElders meet", "9 May Truce"]), [true; 3]);
        assert_eq!(row(&["9 May  Truce", "5 May  Elders meet", "4 May  Ferry hit"]), [true; 3]);
        assert_eq!(row(&["5 May  Elders meet", "4 May  Ferry hit", "Here the list ends."]), [false; 3]);
        assert_eq!(row(&["4 May was quiet.", "5 May was not.", "On 6 May they met."]), [false; 3]);
    }
}
