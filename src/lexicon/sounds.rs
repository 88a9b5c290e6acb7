//! How a name sounds, whichever script it was brought from.
//!
//! In come words of names as they are printed; out go their [`Sound`]s, and how far two are apart: by rules of transliteration, and by slips of the pen.
//! The rules are a table in the data folder. Stress, tone and the length of vowels are left out on purpose.

use std::sync::LazyLock;

use deunicode::deunicode;

use super::table::rows;

/// A word by its sounds: small letters as in Italian, and capitals for what Latin writes with two letters ("S" for sh).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sound(Box<str>);

/// How far two words are apart on the shortest way from one to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Distance {
    /// Letters changed, left out, added or swapped without a rule.
    pub slips: usize,
    /// Rules of transliteration used.
    pub rules: usize,
}

/// What a slip costs against a rule; no way uses as many rules as that.
const SLIP: usize = 32;

/// Sounds that a rule takes for one another.
struct Alike {
    one: &'static [u8],
    other: &'static [u8],
    place: Place,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Anywhere,
    First,
    Last,
}

struct Table {
    spellings: Vec<(&'static str, &'static str)>,
    /// Rules by the first sign of either side; both ways round.
    alike: Vec<Vec<Alike>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { spellings: Vec::new(), alike: (0..128).map(|_| Vec::new()).collect() };
    for [kind, one, other, place, _heard] in rows(include_str!("data/sounds.tsv")) {
        if kind == "=" {
            table.spellings.push((other, one));
            continue;
        }
        let place = match place {
            "first" => Place::First,
            "last" => Place::Last,
            _ => Place::Anywhere,
        };
        let [one, other] = [one, other].map(|side| if side == "-" { &[][..] } else { side.as_bytes() });
        for (from, to) in [(one, other), (other, one)] {
            // What adds sounds stands under 0.
            let under = from.first().map_or(0, |&sign| usize::from(sign));
            if let Some(list) = table.alike.get_mut(under) {
                list.push(Alike { one: from, other: to, place });
            }
        }
    }
    table
});

impl Sound {
    /// The sounds of one word; of several written together, if the words are.
    pub fn of(word: &str) -> Self {
        let mut text = without_doubles(&letters(word), |sign| !matches!(sign, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'));
        for (spelling, sign) in &TABLE.spellings {
            if text.contains(spelling) {
                text = text.replace(spelling, sign);
            }
        }
        Self(without_doubles(&hard_c(&text), |_| true).into())
    }

    /// The signs.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How many sounds it has.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it has no sound at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Words with one key may be one name, and words with different keys hardly: its first three consonants by where they are made.
    /// Sounds that are easily lost leave no trace.
    pub fn block(&self) -> String {
        let class = |sign: char| match sign {
            'b' | 'p' => Some('p'),
            't' | 'd' | 'T' | 'D' | 'Q' | 'C' | 's' | 'S' | 'z' => Some('t'),
            'm' | 'n' | 'r' | 'l' => Some(sign),
            _ => None,
        };
        let mut key = String::with_capacity(3);
        for class in self.0.chars().filter_map(class) {
            if !key.ends_with(class) {
                key.push(class);
            }
            if key.len() == 3 {
                break;
            }
        }
        key
    }

    /// The shortest way from one to the other.
    pub fn distance(&self, other: &Self) -> Distance {
        let cost = if self == other { 0 } else { cheapest(self.0.as_bytes(), other.0.as_bytes()) };
        Distance { slips: cost / SLIP, rules: cost % SLIP }
    }
}

/// Its plain letters: case, accents and marks off.
fn letters(word: &str) -> String {
    let open: String = word.chars().map(|c| if matches!(c, 'ə' | 'Ə') { 'a' } else { c }).collect();
    let mut text = deunicode(&open).to_lowercase();
    text.retain(|c| c.is_ascii_alphanumeric());
    text
}

/// A "c" that no row has read is "k", but the sound of "ts" before "e" and "i" and at the end ("Petrovic").
fn hard_c(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let hard = signs.peek().is_some_and(|next| !matches!(next, 'e' | 'i' | 'c'));
        out.push(match sign {
            'c' if hard => 'k',
            'c' => 'Q',
            other => other,
        });
    }
    out
}

/// Once what stands twice, of the signs that may go.
fn without_doubles(text: &str, may_go: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        if !out.ends_with(sign) || !may_go(sign) {
            out.push(sign);
        }
    }
    out
}

/// The cost of the cheapest way: rules, letters changed, left out or added, neighbours swapped.
fn cheapest(a: &[u8], b: &[u8]) -> usize {
    let width = b.len() + 1;
    let mut best = vec![usize::MAX; (a.len() + 1) * width];
    best[0] = 0;
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            let here = best[i * width + j];
            if here == usize::MAX {
                continue;
            }
            let mut reach = |di: usize, dj: usize, cost: usize| {
                let to = &mut best[(i + di) * width + j + dj];
                *to = (*to).min(here.saturating_add(cost));
            };
            let (left, right) = (a.get(i), b.get(j));
            match (left, right) {
                (Some(one), Some(other)) => {
                    reach(1, 1, if one == other { 0 } else { SLIP });
                    reach(1, 0, SLIP);
                    reach(0, 1, SLIP);
                    if a.get(i + 1) == Some(other) && b.get(j + 1) == Some(one) {
                        reach(2, 2, SLIP);
                    }
                }
                (Some(_), None) => reach(1, 0, SLIP),
                (None, Some(_)) => reach(0, 1, SLIP),
                (None, None) => {}
            }
            let rules = left.and_then(|&sign| TABLE.alike.get(usize::from(sign))).into_iter().chain(TABLE.alike.first()).flatten();
            for rule in rules {
                let (di, dj) = (rule.one.len(), rule.other.len());
                let fits = a[i..].starts_with(rule.one) && b[j..].starts_with(rule.other);
                let placed = match rule.place {
                    Place::Anywhere => true,
                    Place::First => i == 0 && j == 0,
                    Place::Last => i + di == a.len() && j + dj == b.len(),
                };
                if fits && placed {
                    reach(di, dj, 1);
                }
            }
        }
    }
    best.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distance(one: &str, other: &str) -> (usize, usize) {
        let distance = Sound::of(one).distance(&Sound::of(other));
        (distance.slips, distance.rules)
    }

    #[test]
    fn spellings_of_one_sound_are_equal() {
        for (one, other) in [
            ("Kovalskyy", "Kovalskiy"),
            ("Kovalskyi", "Kovalsky"),
            ("Yevgeny", "Evgeniy"),
            ("Mariya", "Maria"),
            ("Djibril", "Jibril"),
            ("Mahmoud", "Mahmud"),
            ("Hossein", "Hosein"),
            ("Novák", "Novak"),
        ] {
            assert_eq!(distance(one, other), (0, 0), "{one} / {other}");
        }
    }

    #[test]
    fn what_transliteration_leaves_open_costs_a_rule_each() {
        for (one, other, rules) in [
            ("Hakobyan", "Akopian", 2),
            ("Ouchenko", "Ushenko", 1),
            ("Qasimov", "Gasymov", 1),
            ("Jakhongir", "Jahongir", 1),
            ("Ibrahim", "Brahim", 1),
            ("Murat", "Murad", 1),
            ("Schröder", "Schroeder", 1),
        ] {
            assert_eq!(distance(one, other), (0, rules), "{one} / {other}");
        }
    }

    #[test]
    fn other_letters_are_slips() {
        assert_eq!(distance("Lindholm", "Lindhlom"), (1, 0));
        assert_eq!(distance("Marko", "Mario").0, 1);
        assert!(distance("Lavrov", "Shoigu").0 > 2);
        assert_eq!(distance("", "Li").0, 2);
    }

    #[test]
    fn one_name_has_one_block() {
        for (one, other) in [("Tsikhanouskaya", "Tikhanovskaya"), ("Qaddafi", "Gadhafi"), ("Grachya", "Hrachia")] {
            assert_eq!(Sound::of(one).block(), Sound::of(other).block(), "{one} / {other}");
        }
    }
}
