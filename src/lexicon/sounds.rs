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

/// Cells of a table of costs that is kept on the stack.
const FEW: usize = 160;

/// Sounds that a rule takes for one another.
#[derive(Clone, Copy)]
struct Alike {
    one: &'static [u8],
    other: &'static [u8],
    place: Place,
}

/// Signs that a table has a row for: 0 stands for no sign, what is not ASCII has no rule.
const N_SIGNS: usize = 128;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Anywhere,
    First,
    Last,
}

struct Table {
    spellings: Vec<Spelling>,
    /// Rules by the first sign of both sides, both ways round; 0 for a side without signs.
    alike: Vec<Vec<Alike>>,
}

/// Letters that stand for one sound.
struct Spelling {
    letters: &'static str,
    sound: &'static str,
    /// Which signs the letters are.
    signs: u128,
}

impl Table {
    fn alike(&self, one: u8, other: u8) -> &[Alike] {
        self.alike.get(usize::from(one) * N_SIGNS + usize::from(other)).map_or(&[], Vec::as_slice)
    }
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { spellings: Vec::new(), alike: vec![Vec::new(); N_SIGNS * N_SIGNS] };
    for [kind, one, other, place, _heard] in rows(include_str!("data/sounds.tsv")) {
        if kind == "=" {
            table.spellings.push(Spelling { letters: other, sound: one, signs: signs(other) });
            continue;
        }
        let place = match place {
            "first" => Place::First,
            "last" => Place::Last,
            _ => Place::Anywhere,
        };
        let [one, other] = [one, other].map(|side| if side == "-" { &[][..] } else { side.as_bytes() });
        for (from, to) in [(one, other), (other, one)] {
            let first = |side: &[u8]| side.first().map_or(0, |&sign| usize::from(sign));
            if let Some(list) = table.alike.get_mut(first(from) * N_SIGNS + first(to)) {
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
        let mut present = signs(&text);
        for Spelling { letters, sound, signs: needed } in &TABLE.spellings {
            if needed & !present == 0 && text.contains(letters) {
                text = text.replace(letters, sound);
                present = signs(&text);
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

    /// The shortest way from one to the other; `None` when it is longer than the given distance.
    pub fn within(&self, other: &Self, most: Distance) -> Option<Distance> {
        let most = most.slips * SLIP + most.rules;
        let cost = if self == other { Some(0) } else { cheapest(self.0.as_bytes(), other.0.as_bytes(), most) };
        cost.map(|cost| Distance { slips: cost / SLIP, rules: cost % SLIP })
    }
}

/// Its plain letters: case, accents and marks off.
fn letters(word: &str) -> String {
    let open: String = word.chars().map(|c| if matches!(c, 'ə' | 'Ə') { 'a' } else { c }).collect();
    let mut text = deunicode(&open).to_lowercase();
    text.retain(|c| c.is_ascii_alphanumeric());
    text
}

/// The signs that a text has, a bit each.
fn signs(text: &str) -> u128 {
    text.bytes().fold(0, |signs, sign| signs | 1 << (sign % 128))
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

/// The cost of the cheapest way, if it is not above `most`: rules, letters changed, left out or added, neighbours swapped.
fn cheapest(a: &[u8], b: &[u8], most: usize) -> Option<usize> {
    let table = &*TABLE;
    let width = b.len() + 1;
    let n_cells = (a.len() + 1) * width;
    // Words of names are short: for nearly all the stack has room.
    let (mut few, mut many) = ([usize::MAX; FEW], Vec::new());
    let best: &mut [usize] = if n_cells <= FEW {
        &mut few[..n_cells]
    } else {
        many.resize(n_cells, usize::MAX);
        &mut many
    };
    best[0] = 0;
    for i in 0..=a.len() {
        let mut is_lost = true;
        for j in 0..=b.len() {
            let here = best[i * width + j];
            if here > most {
                continue;
            }
            is_lost = false;
            let mut reach = |di: usize, dj: usize, cost: usize| {
                let to = &mut best[(i + di) * width + j + dj];
                *to = (*to).min(here + cost);
            };
            let (left, right) = (a.get(i).copied(), b.get(j).copied());
            match (left, right) {
                (Some(one), Some(other)) => {
                    reach(1, 1, if one == other { 0 } else { SLIP });
                    reach(1, 0, SLIP);
                    reach(0, 1, SLIP);
                    if a.get(i + 1) == Some(&other) && b.get(j + 1) == Some(&one) {
                        reach(2, 2, SLIP);
                    }
                }
                (Some(_), None) => reach(1, 0, SLIP),
                (None, Some(_)) => reach(0, 1, SLIP),
                (None, None) => {}
            }
            let (one, other) = (left.unwrap_or(0), right.unwrap_or(0));
            let sided = [(one, other), (one, 0), (0, other)];
            let n_sided = if left.is_some() && right.is_some() { 3 } else { 1 };
            for rule in sided[..n_sided].iter().flat_map(|&(one, other)| table.alike(one, other)) {
                let (di, dj) = (rule.one.len(), rule.other.len());
                let placed = match rule.place {
                    Place::Anywhere => true,
                    Place::First => i == 0 && j == 0,
                    Place::Last => i + di == a.len() && j + dj == b.len(),
                };
                if placed && a[i..].starts_with(rule.one) && b[j..].starts_with(rule.other) {
                    reach(di, dj, 1);
                }
            }
        }
        // A rule may take three signs at once, so later rows can still be reached from earlier ones.
        if is_lost && best[(i + 1).min(a.len()) * width..].iter().all(|&cost| cost > most) {
            return None;
        }
    }
    best.last().copied().filter(|&cost| cost <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distance(one: &str, other: &str) -> (usize, usize) {
        let distance = Sound::of(one).within(&Sound::of(other), Distance { slips: 9, rules: 31 }).expect("short words");
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
    fn what_is_further_than_asked_for_is_not_measured() {
        let (one, other) = (Sound::of("Lindholm"), Sound::of("Lindhlom"));
        let most = |slips, rules| Distance { slips, rules };
        assert_eq!(one.within(&other, most(0, 31)), None);
        assert_eq!(one.within(&other, most(1, 0)), one.within(&other, most(5, 0)));
        assert_eq!(Sound::of("Lavrov").within(&Sound::of("Shoigu"), most(2, 31)), None);
        let (one, other) = (Sound::of("Hakobyan"), Sound::of("Akopian"));
        assert_eq!(one.within(&other, most(0, 2)), Some(most(0, 2)));
        assert_eq!(one.within(&other, most(0, 1)), None);
    }

    #[test]
    fn one_name_has_one_block() {
        for (one, other) in [("Tsikhanouskaya", "Tikhanovskaya"), ("Qaddafi", "Gadhafi"), ("Grachya", "Hrachia")] {
            assert_eq!(Sound::of(one).block(), Sound::of(other).block(), "{one} / {other}");
        }
    }
}
