//! What a telling counts: the thing in the singular; of people whom violence befell, what became of them.

use super::Reading;
use crate::base::Span;
use crate::claims::Count;

/// What is counted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Unit(String);

impl Unit {
    /// The dead and the wounded: "at least nine" and "at least eleven" are two tolls.
    pub fn is_toll(&self) -> bool {
        matches!(self.0.as_str(), "dead" | "wounded")
    }

    /// Whether people are counted.
    pub fn is_of_people(&self) -> bool {
        self.is_toll() || is_people(&self.0)
    }
}

/// What is counted, by its word alone.
pub(super) fn thing(words: &str) -> Unit {
    Unit(singular(words))
}

/// The unit of a count in a telling; in one of violence people are told apart by what befell them, by whatever name.
pub(super) fn unit(reading: &Reading, telling: Span, count: &Count, violent: bool) -> Unit {
    let thing = singular(reading.words(count.unit));
    Unit(if violent && is_people(&thing) { fate(reading, telling, count).to_owned() } else { thing })
}

/// Nouns for people in the singular, as [`singular`] makes it. Our own list.
const PEOPLE: &[&str] = &[
    "people",
    "person",
    "soldier",
    "troop",
    "civilian",
    "villager",
    "resident",
    "fighter",
    "officer",
    "peacekeeper",
    "child",
    "children",
    "militant",
    "rebel",
    "conscript",
    "dead",
    "wounded",
    "victim",
    "sailor",
    "pilot",
    "worker",
    "refugee",
    "guard",
    "prisoner",
    "hostage",
    "detainee",
    "captive",
    "inmate",
    "passenger",
    "student",
    "pupil",
    "teacher",
    "farmer",
    "shepherd",
    "herder",
    "tourist",
    "migrant",
    "protester",
    "protestor",
    "demonstrator",
    "marcher",
    "trader",
    "miner",
    "driver",
    "doctor",
    "nurse",
    "patient",
    "journalist",
    "reporter",
    "observer",
    "inspector",
    "guerrilla",
    "insurgent",
    "combatant",
    "recruit",
    "reservist",
    "paratrooper",
    "marine",
    "commando",
    "police",
    "personnel",
    "mourner",
    "worshipper",
    "pilgrim",
    "activist",
    "deputy",
    "delegate",
    "monk",
    "priest",
    "elder",
    "girl",
    "boy",
    "man",
    "woman",
    "men",
    "women",
];

/// Whether people are counted, by whatever name: soldiers, villagers, fishermen, dead.
fn is_people(unit: &str) -> bool {
    PEOPLE.contains(&unit) || unit.ends_with("men") || unit.ends_with("women")
}

/// What befell those counted: the nearest word of harm behind the number, else the nearest before it.
fn fate(reading: &Reading, telling: Span, count: &Count) -> &'static str {
    let words = |from: u32, to: u32| reading.words(Span { start: from.min(to), end: to }).to_lowercase();
    let harm = |text: &str| match text {
        "killed" | "died" | "dead" | "killing" | "die" | "perished" | "fell" | "lost" | "lives" => Some("dead"),
        "wounded" | "hurt" | "injured" | "wounding" | "injuring" | "injuries" => Some("wounded"),
        _ => None,
    };
    let split = |text: String| text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>();
    let (from, to) = (telling.start, telling.end);
    let behind = split(words(count.unit.start, to.min(count.span.end + 60)));
    let before = split(words(from.max(count.span.start.saturating_sub(60)), count.span.start));
    let near = behind.iter().find_map(|word| harm(word));
    near.or_else(|| before.iter().rev().find_map(|word| harm(word))).unwrap_or("people")
}

/// The unit in the singular, lower case.
fn singular(words: &str) -> String {
    let lower = words.to_lowercase();
    lower.strip_suffix("ies").map(|stem| format!("{stem}y")).or_else(|| lower.strip_suffix('s').map(str::to_owned)).unwrap_or(lower)
}
