//! Full dates and clock times as page frames, markup and file names write them.
//!
//! Only dates with day, month and year are read here; times in running text belong to `mentions/time`.

use std::ops::Range;

use chrono::{Datelike, NaiveDate, Weekday};

use super::months::{digit, month};

/// A full date and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub day: NaiveDate,
    pub range: Range<usize>,
}

#[derive(Clone, Copy, Debug)]
enum Piece {
    Number { value: i32, digits: usize },
    Month(u32),
    Word,
}

struct Token {
    piece: Piece,
    range: Range<usize>,
    /// Signs between this token and the one before, linking words aside.
    gap: usize,
}

/// The first full date of a text: "6 May 2014", "May 6th, 2014", "2014-05-06T22:14:00+04:00", "Tue May 6 22:14:00 GMT 2014", "25.12.2014", "6 de mayo de 2014", "2014年5月6日", "٦ مايو ٢٠١٤".
///
/// Other calendars than the Gregorian are not read; their years lie outside of those that count as a date.
/// A date with a time zone is the date as written; "05/06/2014" could be two days and is none.
pub(super) fn full_date(text: &str) -> Option<Found> {
    if !may_tell_day(text) {
        return None;
    }
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|at| date_at(text, &tokens, at))
}

/// Whether a year of four digits or a day of eight may stand in a text: in most lines with digits none does.
pub(super) fn may_tell_day(text: &str) -> bool {
    let mut run = 0;
    for byte in text.bytes() {
        if byte.is_ascii_digit() {
            run += 1;
        } else if matches!(run, 4 | 8) || !byte.is_ascii() {
            return true;
        } else {
            run = 0;
        }
    }
    matches!(run, 4 | 8)
}

fn date_at(text: &str, tokens: &[Token], at: usize) -> Option<Found> {
    let piece = |offset: usize| tokens.get(at + offset).map(|token| token.piece);
    let near = |offset: usize| tokens.get(at + offset).is_some_and(|next| next.gap <= 4);
    let found =
        |n: usize, day: Option<NaiveDate>| day.map(|day| Found { day, range: tokens[at].range.start..tokens[at + n - 1].range.end });
    if let Piece::Number { value, digits: 8 } = piece(0)? {
        return found(1, ymd(value / 10_000, value / 100 % 100, value % 100));
    }
    if !near(1) {
        return None;
    }
    // "2016 11:05" is a year and a clock time.
    let clock = |offset: usize| text[tokens[at].range.end..tokens[at + offset].range.start].contains(':');
    match (piece(0)?, piece(1)?, piece(2)) {
        (Piece::Number { value: year, digits: 4 }, Piece::Number { value: month, .. }, Some(Piece::Number { value: day, .. }))
            if near(2) && !clock(2) =>
        {
            found(3, ymd(year, month, day))
        }
        (Piece::Number { value: year, digits: 4 }, Piece::Month(month), Some(Piece::Number { value: day, digits: 1 | 2 })) if near(2) => {
            found(3, ymd(year, month as i32, day))
        }
        (Piece::Number { value: day, digits: 1 | 2 }, Piece::Month(month), Some(Piece::Number { value: year, digits: 4 })) if near(2) => {
            found(3, ymd(year, month as i32, day))
        }
        (Piece::Month(month), Piece::Number { value: day, digits: 1 | 2 }, Some(Piece::Number { value: year, digits: 4 })) if near(2) => {
            found(3, ymd(year, month as i32, day))
        }
        (Piece::Month(month), Piece::Number { value: day, digits: 1 | 2 }, _) => {
            let (n, year) = year_after_clock(text, tokens, at + 2)?;
            found(n + 2, ymd(year, month as i32, day))
        }
        (
            Piece::Number { value: one, digits: 1 | 2 },
            Piece::Number { value: two, digits: 1 | 2 },
            Some(Piece::Number { value: year, digits: 4 }),
        ) if near(2) && !clock(2) => {
            let dotted = text.get(tokens[at].range.end..tokens[at + 1].range.start) == Some(".");
            found(3, day_and_month(one, two, year, dotted))
        }
        _ => None,
    }
}

/// The year behind a clock time: "Nov 19 15:04:05 EST 2019". How many tokens it takes, and the year.
fn year_after_clock(text: &str, tokens: &[Token], at: usize) -> Option<(usize, i32)> {
    let clock = tokens.get(at)?;
    if !text.get(clock.range.end..)?.starts_with(':') {
        return None;
    }
    let end = (at + 6).min(tokens.len());
    (at..end).find_map(|idx| match tokens[idx].piece {
        Piece::Number { value, digits: 4 } if value >= 1900 => Some((idx - at + 1, value)),
        _ => None,
    })
}

fn day_and_month(one: i32, two: i32, year: i32, dotted: bool) -> Option<NaiveDate> {
    if dotted || one > 12 || one == two {
        return ymd(year, two, one);
    }
    if two > 12 { ymd(year, one, two) } else { None }
}

/// The two days that a date in numbers could be: "05/06/2014" is a day in June to some and one in May to others.
pub(super) fn either_day(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let tokens = tokens(text);
    tokens.windows(3).find_map(|three| {
        let number = |at: usize, most: usize| match three[at].piece {
            Piece::Number { value, digits } if digits <= most => Some(value),
            _ => None,
        };
        let (one, two, year) = (number(0, 2)?, number(1, 2)?, number(2, 4)?);
        let slashed = [0, 1].iter().all(|&at| text.get(three[at].range.end..three[at + 1].range.start) == Some("/"));
        let days = (ymd(year, two, one)?, ymd(year, one, two)?);
        (slashed && days.0 != days.1).then_some(days)
    })
}

/// The day, or the first of several, with which a text begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Leading {
    /// Month and day.
    pub day: (u32, i32),
    /// The byte behind its words.
    pub end: usize,
}

/// The day with which a text begins, be it with its year, its weekday, or as the first of several: "19 April", "Mon, Dec 2, 2025", "12-13 July", "30 June to 2 July".
pub(super) fn leading_day(text: &str) -> Option<Leading> {
    let tokens = tokens(text);
    let word = |at: usize| tokens.get(at).and_then(|token| text.get(token.range.clone())).unwrap_or_default();
    let at = usize::from(weekday(word(0)).is_some());
    if tokens.get(at)?.range.start > at * (word(0).len() + 3) {
        return None;
    }
    let (n, day) = day_at(text, &tokens, at).or_else(|| {
        let found = full_date(text).filter(|found| found.range.start == tokens[at].range.start)?;
        let n = tokens.iter().filter(|token| token.range.start < found.range.end).count() - at;
        Some((n, (found.day.month(), i32::try_from(found.day.day()).ok()?)))
    })?;
    let mut end = at + n;
    let is_year = |at: usize| matches!(tokens.get(at).map(|token| token.piece), Some(Piece::Number { digits: 4, .. }));
    let joined = tokens.get(end).is_some_and(|next| joins(&text[tokens[end - 1].range.end..next.range.start]));
    let joining = usize::from(matches!(word(end), "to" | "and"));
    if let Some((more, _)) = day_at(text, &tokens, end + joining).filter(|_| joined || joining == 1) {
        end += joining + more;
    }
    end += usize::from(is_year(end) && tokens[end].gap <= 2);
    Some(Leading { day, end: tokens[end - 1].range.end })
}

/// "19 April", "April 19", "12-13 July", "July 12-13": how many tokens, the month and the first day.
fn day_at(text: &str, tokens: &[Token], at: usize) -> Option<(usize, (u32, i32))> {
    let piece = |offset: usize| tokens.get(at + offset).map(|token| token.piece);
    let joined = |offset: usize| {
        let (one, two) = (tokens.get(at + offset), tokens.get(at + offset + 1));
        one.zip(two).is_some_and(|(one, two)| joins(&text[one.range.end..two.range.start]))
    };
    let day = |piece: Option<Piece>| match piece {
        Some(Piece::Number { value: value @ 1..=31, digits: 1 | 2 }) => Some(value),
        _ => None,
    };
    if let (Some(month), Some(first)) = (month_of(piece(0)), day(piece(1))) {
        let range = joined(1) && day(piece(2)).is_some_and(|last| last > first) && month_of(piece(3)).is_none();
        return Some((2 + usize::from(range), (month, first)));
    }
    let first = day(piece(0))?;
    match (month_of(piece(1)), month_of(piece(2))) {
        (Some(month), _) => Some((2, (month, first))),
        (None, Some(month)) if joined(0) && day(piece(1)).is_some() => Some((3, (month, first))),
        _ => {
            let word = text.get(tokens.get(at + 1)?.range.clone())?;
            let month = month_of(piece(3)).filter(|_| matches!(word, "and" | "to") && day(piece(2)).is_some())?;
            Some((4, (month, first)))
        }
    }
}

fn month_of(piece: Option<Piece>) -> Option<u32> {
    if let Some(Piece::Month(month)) = piece { Some(month) } else { None }
}

/// Whether a dash and nothing else stands between two numbers.
fn joins(between: &str) -> bool {
    matches!(between.trim(), "-" | "–" | "—" | "/")
}

/// The weekday that a word names, in full or in three letters.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    const NAMES: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let lower = word.to_lowercase();
    let short =
        |name: &str| name[..3] == lower || matches!(lower.as_str(), "tues" | "weds" | "thur" | "thurs") && name.starts_with(&lower[..3]);
    let at = NAMES.iter().position(|name| *name == lower || short(name))?;
    Weekday::try_from(u8::try_from(at).ok()?).ok()
}

fn ymd(year: i32, month: i32, day: i32) -> Option<NaiveDate> {
    if !(1900..=2100).contains(&year) {
        return None;
    }
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut chars = text.char_indices().peekable();
    let (mut gap, mut names_month) = (0, false);
    while let Some((start, first)) = chars.next() {
        if !first.is_alphanumeric() {
            gap += 1;
            continue;
        }
        let is_number = digit(first).is_some();
        let mut end = start + first.len_utf8();
        while let Some(&(at, c)) = chars.peek() {
            if if is_number { digit(c).is_none() } else { !is_letter(c) || is_counter(first) } {
                break;
            }
            end = at + c.len_utf8();
            chars.next();
        }
        let word = &text[start..end];
        if let Some(last) = tokens.last_mut()
            && (is_counter(first) || last.range.end == start && is_tail(word))
        {
            // "5月" and "5월" name a month by its number.
            if let (true, Piece::Number { value: value @ 1..=12, .. }) = (matches!(first, '月' | '월'), last.piece) {
                last.piece = Piece::Month(u32::try_from(value).unwrap_or(0));
            }
            continue;
        }
        if !tokens.is_empty() && is_link(word) {
            names_month |= word == "tháng";
            continue;
        }
        if let Some(longer) = two_words(text, start, end) {
            end = longer;
            while chars.next_if(|(at, _)| *at < end).is_some() {}
        }
        let word = &text[start..end];
        let piece = match piece(word) {
            Piece::Number { value: value @ 1..=12, .. } if names_month => Piece::Month(u32::try_from(value).unwrap_or(0)),
            piece => piece,
        };
        names_month = false;
        // "6 أيار/مايو 2014": one month by two names.
        let said_twice =
            matches!((piece, tokens.last().map(|last| last.piece)), (Piece::Month(one), Some(Piece::Month(other))) if one == other);
        if !said_twice {
            tokens.push(Token { piece, range: start..end, gap });
        }
        gap = 0;
    }
    tokens
}

/// The end of a month's name of two words, as the Levant has them: "كانون الثاني".
fn two_words(text: &str, start: usize, end: usize) -> Option<usize> {
    if text[start..end].is_ascii() {
        return None;
    }
    let rest = text[end..].strip_prefix(' ')?;
    let next = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    month(&text[start..end + 1 + next]).map(|_| end + 1 + next)
}

/// Letters with their marks, as Indian scripts need them.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}' | '\u{94d}' | '\u{9cd}')
}

/// What Chinese, Japanese and Korean write behind the numbers of a date.
fn is_counter(c: char) -> bool {
    matches!(c, '年' | '月' | '日' | '号' | '號' | '년' | '월' | '일')
}

/// Letters glued to a number: ordinals, and the T of ISO 8601.
fn is_tail(word: &str) -> bool {
    is_one_of(word, &["st", "nd", "rd", "th", "t", "z", "er", "º"])
}

/// Words between the parts of a date: "6 de mayo de 2014", "6-го мая", "ngày 6 tháng 5 năm 2014".
fn is_link(word: &str) -> bool {
    is_one_of(word, &["de", "del", "d", "of", "го", "tháng", "năm", "ngày", "di"])
}

/// Whether a word is one of a few, case aside.
fn is_one_of(word: &str, list: &[&str]) -> bool {
    const LONGEST: usize = 8;
    match word {
        _ if word.len() > LONGEST => false,
        _ if word.is_ascii() => list.iter().any(|other| other.eq_ignore_ascii_case(word)),
        _ => list.contains(&word.to_lowercase().as_str()),
    }
}

fn piece(word: &str) -> Piece {
    let (mut value, mut digits) = (Some(0_i32), 0);
    for c in word.chars() {
        let Some(next) = digit(c) else { return month(word).map_or(Piece::Word, Piece::Month) };
        value = value.and_then(|value| value.checked_mul(10)?.checked_add(next));
        digits += 1;
    }
    value.map_or(Piece::Word, |value| Piece::Number { value, digits })
}

/// Whether a line is or begins with a clock time: "12:20", "16:42 Market closes early".
pub(super) fn starts_with_clock(text: &str) -> bool {
    clock_end(text).is_some_and(|end| !text[end..].starts_with(|c: char| c.is_alphanumeric()))
}

/// Whether a line is a clock time and nothing else, "12:20" or "9:05 pm GMT".
pub(super) fn is_clock(text: &str) -> bool {
    let Some(end) = clock_end(text) else { return false };
    let rest = text[end..].trim();
    rest.chars().count() <= 9 && rest.split_whitespace().all(|word| word.chars().all(|c| c.is_alphabetic() || c == '.') && word.len() <= 4)
}

fn clock_end(text: &str) -> Option<usize> {
    let hours = text.bytes().take_while(u8::is_ascii_digit).count();
    let (rest, after) = (text.get(hours..)?, hours + 1);
    let minutes = text.get(after..)?.bytes().take_while(u8::is_ascii_digit).count();
    let valid = (1..=2).contains(&hours) && rest.starts_with([':', 'h']) && minutes == 2;
    let hour: u32 = text[..hours].parse().ok()?;
    (valid && hour < 25).then_some(after + minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<String> {
        full_date(text).map(|found| found.day.to_string())
    }

    #[test]
    fn dates_in_common_orders() {
        for text in [
            "6 May 2014",
            "Published: Tuesday, May 6th, 2014, 10:12 GMT",
            "2014-05-06T22:14:00+04:00",
            "2014/5/6",
            "20140506",
            "Tue May 06 22:14:00 GMT 2014",
            "06.05.2014",
            "6 mai 2014",
            "6-May-2014",
            "6 de mayo de 2014",
            "6. Mai 2014",
            "6 травня 2014 року",
            "6-го мая 2014 г.",
            "6 maja 2014",
            "6. května 2014",
            "6 Mayıs 2014",
            "2014. május 6.",
            "6 במאי 2014",
            "٦ مايو ٢٠١٤",
            "6 أيار/مايو 2014",
            "06 أيار 2014",
            "۶ مه ۲۰۱۴",
            "2014年5月6日",
            "2014 年 5 月 6 日",
            "２０１４年５月６日（火）",
            "2014년 5월 6일",
            "ngày 6 tháng 5 năm 2014",
            "6 de maig de 2014",
            "6 मई 2014",
        ] {
            assert_eq!(day(text).as_deref(), Some("2014-05-06"), "{text}");
        }
    }

    #[test]
    fn what_could_be_two_days_is_none() {
        assert_eq!(day("05/06/2014"), None);
        assert_eq!(day("25/06/2014").as_deref(), Some("2014-06-25"));
        assert_eq!(day("31 February 2014"), None);
        assert_eq!(day("May 2014"), None);
        assert_eq!(day("resolution 2254 of 2015"), None);
        assert_eq!(day("Posted 05/06/2014 07:40, changed 05/06/2014 11:05"), None);
        assert_eq!(either_day("Posted 05/06/2014 07:40").map(|(one, two)| (one.month(), two.month())), Some((6, 5)));
        assert_eq!(either_day("25/06/2014"), None);
        assert_eq!(day("6 كانون الثاني 2014").as_deref(), Some("2014-01-06"));
        assert_eq!(day("6 out of 2014 boats"), None);
        assert_eq!(day("۱۶ اردیبهشت ۱۳۹۳"), None, "a day of another calendar");
        assert_eq!(day("第5月刊 2014"), None);
    }

    #[test]
    fn clock_times() {
        assert!(is_clock("12:20") && is_clock("9:05 p.m. GMT"));
        assert!(!is_clock("16:42 Port open again") && starts_with_clock("16:42 Port open again"));
        assert!(!starts_with_clock("2:1 majority".trim_start_matches("2:")));
    }
}
