//! The words that time expressions are made of.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use chrono::Weekday;

use super::lex::Kind;
use super::scale::{Part, Season, Unit};

/// Kind and canonical spelling of the plain letters (and at most one digit) from `start` to `end`, when time expressions use them.
pub fn look_up(text: &[u8], start: usize, end: usize) -> Option<(&'static str, Kind)> {
    let table = &*TABLE;
    let first = text.get(start)? | LOWER;
    let lengths = table.lengths.get(usize::from(first.wrapping_sub(b'a')))?;
    if end - start > LONGEST || lengths & (1 << (end - start)) == 0 {
        return None;
    }
    table.words.get(&packed(text, start, end)?).copied()
}

/// The longest word of the table, in bytes.
const LONGEST: usize = 13;

/// The bit that makes a letter small; digits have it too.
const LOWER: u8 = 0x20;

/// A short word in small letters as one number.
fn packed(text: &[u8], start: usize, end: usize) -> Option<u128> {
    let n_bytes = end - start;
    let bytes = match text.get(start..start + 16) {
        Some(whole) => u128::from_le_bytes(whole.try_into().ok()?),
        None => {
            let mut bytes = [0; 16];
            bytes.get_mut(..n_bytes)?.copy_from_slice(text.get(start..end)?);
            u128::from_le_bytes(bytes)
        }
    };
    let kept = u128::MAX >> (128 - 8 * n_bytes);
    Some((bytes | u128::from_le_bytes([LOWER; 16])) & kept)
}

/// The words, and of each first letter the lengths of its words as bits: most words of a text are told apart by these alone.
struct Table {
    words: HashMap<u128, (&'static str, Kind), BuildHasherDefault<Multiply>>,
    lengths: [u16; 26],
}

/// Every word of every text is looked up, so hashing is one multiplication; the words are ours, no text can make them collide.
#[derive(Default)]
struct Multiply(u64);

impl Hasher for Multiply {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.write_u128(u128::from(byte)));
    }

    fn write_u128(&mut self, word: u128) {
        let folded = (word as u64) ^ ((word >> 64) as u64).rotate_left(29) ^ self.0;
        let mixed = folded.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ (mixed >> 32);
    }
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let plain = PLAIN.split_whitespace().map(|word| (word, Kind::Word));
    let kinds = MONTHS.iter().map(|&(word, n)| (word, Kind::Month(n)));
    let kinds = kinds.chain(WEEKDAYS.iter().map(|&(word, day)| (word, Kind::Weekday(day))));
    let kinds = kinds.chain(UNITS.iter().map(|&(word, unit)| (word, Kind::Unit(unit))));
    let kinds = kinds.chain(LONG.iter().map(|&(word, unit)| (word, Kind::Long(unit))));
    let kinds = kinds.chain(CARDINALS.iter().map(|&(word, n)| (word, Kind::Cardinal(n))));
    let kinds = kinds.chain(ORDINALS.iter().map(|&(word, n)| (word, Kind::Ordinal(n))));
    let kinds = kinds.chain(SEASONS.iter().map(|&(word, season)| (word, Kind::Season(season))));
    let kinds = kinds.chain(PARTS.iter().map(|&(word, part)| (word, Kind::Part(part))));
    let mut table = Table { words: HashMap::default(), lengths: [0; 26] };
    for (word, kind) in plain.chain(kinds) {
        let (bytes, n_bytes) = (word.as_bytes(), word.len());
        table.lengths[usize::from(bytes[0] - b'a')] |= 1 << n_bytes;
        table.words.extend(packed(bytes, 0, n_bytes).map(|key| (key, (word, kind))));
    }
    table
});

const MONTHS: &[(&str, u32)] = &[
    ("january", 1),
    ("february", 2),
    ("march", 3),
    ("april", 4),
    ("may", 5),
    ("june", 6),
    ("july", 7),
    ("august", 8),
    ("september", 9),
    ("october", 10),
    ("november", 11),
    ("december", 12),
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("sept", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
];

const WEEKDAYS: &[(&str, Weekday)] = &[
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
    ("mon", Weekday::Mon),
    ("tue", Weekday::Tue),
    ("tues", Weekday::Tue),
    ("wed", Weekday::Wed),
    ("thu", Weekday::Thu),
    ("thur", Weekday::Thu),
    ("thurs", Weekday::Thu),
    ("fri", Weekday::Fri),
    ("sat", Weekday::Sat),
    ("sun", Weekday::Sun),
    ("mondays", Weekday::Mon),
    ("tuesdays", Weekday::Tue),
    ("wednesdays", Weekday::Wed),
    ("thursdays", Weekday::Thu),
    ("fridays", Weekday::Fri),
    ("saturdays", Weekday::Sat),
    ("sundays", Weekday::Sun),
];

const UNITS: &[(&str, Unit)] = &[
    ("seconds", Unit::Second),
    ("minute", Unit::Minute),
    ("minutes", Unit::Minute),
    ("hour", Unit::Hour),
    ("hours", Unit::Hour),
    ("day", Unit::Day),
    ("days", Unit::Day),
    ("week", Unit::Week),
    ("weeks", Unit::Week),
    ("month", Unit::Month),
    ("months", Unit::Month),
    ("year", Unit::Year),
    ("years", Unit::Year),
    ("decade", Unit::Decade),
    ("decades", Unit::Decade),
    ("century", Unit::Century),
    ("centuries", Unit::Century),
    ("quarter", Unit::Quarter),
    ("quarters", Unit::Quarter),
];

/// Lengths in one word: "a weeklong truce".
const LONG: &[(&str, Unit)] = &[
    ("daylong", Unit::Day),
    ("weeklong", Unit::Week),
    ("monthlong", Unit::Month),
    ("yearlong", Unit::Year),
    ("hourslong", Unit::Hour),
    ("dayslong", Unit::Day),
    ("weekslong", Unit::Week),
    ("monthslong", Unit::Month),
    ("yearslong", Unit::Year),
    ("decadeslong", Unit::Decade),
];

const CARDINALS: &[(&str, u32)] = &[
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    ("hundred", 100),
    ("thousand", 1000),
];

const ORDINALS: &[(&str, u32)] = &[
    ("first", 1),
    ("second", 2),
    ("third", 3),
    ("fourth", 4),
    ("fifth", 5),
    ("sixth", 6),
    ("seventh", 7),
    ("eighth", 8),
    ("ninth", 9),
    ("tenth", 10),
    ("eleventh", 11),
    ("twelfth", 12),
    ("thirteenth", 13),
    ("fourteenth", 14),
    ("fifteenth", 15),
    ("sixteenth", 16),
    ("seventeenth", 17),
    ("eighteenth", 18),
    ("nineteenth", 19),
    ("twentieth", 20),
    ("thirtieth", 30),
];

const SEASONS: &[(&str, Season)] = &[
    ("spring", Season::Spring),
    ("summer", Season::Summer),
    ("autumn", Season::Autumn),
    ("fall", Season::Autumn),
    ("winter", Season::Winter),
];

const PARTS: &[(&str, Part)] = &[
    ("morning", Part::Morning),
    ("mornings", Part::Morning),
    ("dawn", Part::Morning),
    ("noon", Part::Midday),
    ("midday", Part::Midday),
    ("afternoon", Part::Afternoon),
    ("afternoons", Part::Afternoon),
    ("evening", Part::Evening),
    ("evenings", Part::Evening),
    ("dusk", Part::Evening),
    ("night", Part::Night),
    ("nights", Part::Night),
    ("midnight", Part::Night),
    ("overnight", Part::Night),
    ("daytime", Part::Daytime),
];

/// Words that matter by their spelling alone.
const PLAIN: &str = "
the a an this that these those his her its their our
last past previous preceding next following coming upcoming same current present intervening final
early late mid earlier later beginning start end middle latter part close half eve
ago before after from now hence prior since until till through to and or between of in on at by for during within into as then
today yesterday tomorrow tonight weekend weekends
about around approximately roughly nearly almost over under more less than least most up some just only another further additional
couple few several many dozen
successive consecutive full whole straight working trading business calendar bloody long short single mere
every each other per daily weekly monthly quarterly yearly annually nightly hourly once twice times
currently recently recent former formerly previously nowadays soon shortly future time times period moment being modern lately
near term right very little
s th st nd rd am pm m p utc gmt est edt pst pdt cet cest eet eest bst ist hrs hr local o clock
bc bce ad ce era old age
twenties thirties forties fifties sixties seventies eighties nineties
christmas new
q1 q2 q3 q4 fiscal
";
