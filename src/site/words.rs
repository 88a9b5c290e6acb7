//! The words of the interface, from one strings file per language.
//!
//! What a language lacks is said in English, so that a new line of the English file never leaves a hole.

use icu_plurals::PluralCategory;
use toml::{Table, Value};

use super::plural;

static ENGLISH: &str = include_str!("../../templates/strings/en.toml");
/// Languages with a strings file of their own.
static OTHERS: &[(&str, &str)] = &[
    ("ar", include_str!("../../templates/strings/ar.toml")),
    ("fr", include_str!("../../templates/strings/fr.toml")),
    ("ru", include_str!("../../templates/strings/ru.toml")),
    ("uk", include_str!("../../templates/strings/uk.toml")),
];

/// Every word of ours that a reader sees, by section and key.
#[derive(Clone, Debug, Default)]
pub struct Words {
    table: Table,
    /// What is not English: it is counted by the language's own rules.
    own: Table,
    language: String,
}

impl Words {
    /// The built-in words of a language; English where there are none.
    pub fn built_in(language: &str) -> Self {
        let english = Self { table: ENGLISH.parse().unwrap_or_default(), own: Table::new(), language: language.to_owned() };
        let own = OTHERS.iter().find(|(tag, _)| *tag == primary(language));
        own.and_then(|(_, text)| english.overlaid(text).ok()).unwrap_or(english)
    }

    /// The same with the lines of another strings file laid over them.
    ///
    /// # Errors
    /// The file is not TOML.
    pub fn overlaid(&self, text: &str) -> Result<Self, toml::de::Error> {
        let mut words = self.clone();
        let above = text.parse::<Table>()?;
        if !self.is_english() {
            lay_over(&mut words.own, above.clone());
        }
        lay_over(&mut words.table, above);
        Ok(words)
    }

    /// Whether the words are English, and so are patterns that follow English grammar.
    pub fn is_english(&self) -> bool {
        matches!(primary(&self.language), "en" | "")
    }

    /// `rtl` for a language that is written from right to left.
    pub fn direction(&self) -> &'static str {
        match primary(&self.language) {
            "ar" | "ckb" | "dv" | "fa" | "he" | "ps" | "ur" | "yi" => "rtl",
            _ => "ltr",
        }
    }

    /// The words under a dotted key; the key itself when there are none, so that a gap is seen.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.find(key).unwrap_or(key)
    }

    /// The words under a dotted key, when there are some.
    pub fn find(&self, key: &str) -> Option<&str> {
        self.value(key).and_then(Value::as_str)
    }

    /// The words under a key with its braces filled in.
    pub fn fill(&self, key: &str, parts: &[(&str, &str)]) -> String {
        fill(self.get(key), parts)
    }

    /// The form of a counted phrase that fits `n`, with `{n}` filled in.
    pub fn count(&self, key: &str, n: usize) -> String {
        let own = look_up(&self.own, key).and_then(|forms| form(forms, plural::category(&self.language, n)));
        let english = || look_up(&self.table, key).and_then(|forms| form(forms, plural::category("en", n)));
        fill(own.or_else(english).unwrap_or(key), &[("n", &self.number(n))])
    }

    /// A count in digits, in groups of three as the language sets them: "10,000".
    pub fn number(&self, n: usize) -> String {
        let digits = n.to_string();
        let mut out = String::with_capacity(digits.len() + 4);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push_str(self.get("number.group"));
            }
            out.push(digit);
        }
        out
    }

    /// One entry of a list, such as the name of a month.
    pub fn nth<'a>(&'a self, key: &'a str, idx: usize) -> &'a str {
        self.value(key).and_then(|list| list.get(idx)).and_then(Value::as_str).unwrap_or(key)
    }

    /// Everything, as templates see it under `w`.
    pub fn table(&self) -> &Table {
        &self.table
    }

    fn value(&self, key: &str) -> Option<&Value> {
        look_up(&self.table, key)
    }
}

/// The language of a tag without region or script.
fn primary(language: &str) -> &str {
    language.split('-').next().unwrap_or(language)
}

fn look_up<'t>(table: &'t Table, key: &str) -> Option<&'t Value> {
    let (section, name) = key.rsplit_once('.')?;
    section.split('.').try_fold(table, |table, part| table.get(part)?.as_table())?.get(name)
}

/// The form of a category; the one for all other numbers is called `other`, in the English file also `many`.
fn form(forms: &Value, category: PluralCategory) -> Option<&str> {
    let names = [plural::name(category), "other", "many"];
    names.into_iter().find_map(|name| forms.get(name)).and_then(Value::as_str)
}

fn lay_over(below: &mut Table, above: Table) {
    for (key, value) in above {
        match (below.get_mut(&key), value) {
            (Some(Value::Table(old)), Value::Table(new)) => lay_over(old, new),
            (_, value) => {
                below.insert(key, value);
            }
        }
    }
}

fn fill(words: &str, parts: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(words.len() + 16);
    let mut rest = words;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let Some(close) = rest[open..].find('}') else { break };
        let name = &rest[open + 1..open + close];
        match parts.iter().find(|(key, _)| *key == name) {
            Some((_, value)) => out.push_str(value),
            None => out.push_str(&rest[open..=open + close]),
        }
        rest = &rest[open + close + 1..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    #[test]
    fn the_built_in_file_is_toml_and_braces_are_filled_once() {
        let words = Words::built_in("en");
        assert!(!words.table().is_empty());
        assert_eq!(words.fill("note.source", &[("n", "{n}")]), "Source {n}");
        assert_eq!(words.count("timeline.title", 1), "One event");
        assert_eq!(words.count("timeline.title", 12), "12 events");
        assert_eq!(words.get("no.such.key"), "no.such.key");
    }

    #[test]
    fn large_counts_are_set_in_groups() {
        let words = Words::built_in("en");
        assert_eq!([0, 999, 1_000, 1_234_567].map(|n| words.number(n)), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(words.count("timeline.title", 8_932), "8,932 events");
        assert_eq!(Words::built_in("fr").number(10_000), "10\u{202f}000");
    }

    #[test]
    fn a_desk_changes_single_lines() {
        let words = Words::built_in("en").overlaid("[nav]\nbriefing = \"Front\"").unwrap();
        assert_eq!(words.get("nav.briefing"), "Front");
        assert_eq!(words.get("nav.timeline"), "Timeline");
    }

    #[test]
    fn every_key_that_the_rust_side_names_exists() {
        let words = Words::built_in("en");
        let sources = [
            include_str!("days.rs"),
            include_str!("titles.rs"),
            include_str!("wording.rs"),
            include_str!("citations.rs"),
            include_str!("chart.rs"),
            include_str!("network.rs"),
            include_str!("network/whole.rs"),
            include_str!("book.rs"),
            include_str!("layout.rs"),
            include_str!("feed.rs"),
            include_str!("search.rs"),
            include_str!("views/search.rs"),
            include_str!("views/briefing.rs"),
            include_str!("views/briefing/brief.rs"),
            include_str!("views/briefing/matrix.rs"),
            include_str!("views/briefing/news.rs"),
            include_str!("views/briefing/topics.rs"),
            include_str!("views/briefing/track.rs"),
            include_str!("views/timeline.rs"),
            include_str!("views/actor.rs"),
            include_str!("views/actor/context.rs"),
            include_str!("views/actor/roles.rs"),
            include_str!("views/actor/stands.rs"),
            include_str!("standing.rs"),
            include_str!("views/actors.rs"),
            include_str!("views/issue.rs"),
            include_str!("views/issues.rs"),
            include_str!("views/place.rs"),
            include_str!("views/places.rs"),
            include_str!("views/moved.rs"),
            include_str!("views/source.rs"),
            include_str!("views/source/cites.rs"),
            include_str!("views/source/versions.rs"),
            include_str!("views/sources.rs"),
            include_str!("views/differ.rs"),
            include_str!("views/archive.rs"),
            include_str!("views/corrections.rs"),
            include_str!("views/frame.rs"),
            include_str!("views/shelf.rs"),
        ];
        let call = regex::Regex::new(r#"\.(get|fill|count|nth)\(\s*"([a-z_]+\.[a-z_.]+)""#).unwrap();
        let mut n_keys = 0;
        for key in sources.iter().flat_map(|text| call.captures_iter(text)).map(|found| found[2].to_owned()) {
            assert!(words.value(&key).is_some(), "no words under {key}");
            n_keys += 1;
        }
        assert!(n_keys > 40, "only {n_keys} keys found");
    }

    /// Every entry by its dotted key: words, a list, or the forms of a counted phrase.
    fn entries(table: &Table, before: &str, out: &mut BTreeMap<String, Value>) {
        let is_form = |key: &String| ["zero", "one", "two", "few", "many", "other"].contains(&key.as_str());
        for (key, value) in table {
            match value.as_table().filter(|inner| !inner.keys().all(is_form)) {
                Some(inner) => entries(inner, &format!("{before}{key}."), out),
                None => {
                    out.insert(format!("{before}{key}"), value.clone());
                }
            }
        }
    }

    fn of(text: &str) -> BTreeMap<String, Value> {
        let mut out = BTreeMap::new();
        entries(&text.parse().unwrap(), "", &mut out);
        out
    }

    /// The braces of an entry, whatever its shape.
    fn braces(value: &Value) -> BTreeSet<String> {
        let text = value.to_string();
        regex::Regex::new(r"\{([a-z]+)\}").unwrap().captures_iter(&text).map(|found| found[1].to_owned()).collect()
    }

    #[test]
    fn every_language_has_every_key_with_its_braces() {
        let english = of(ENGLISH);
        let mut problems = Vec::new();
        for (tag, text) in OTHERS {
            let own = of(text);
            let missing: Vec<&String> = english.keys().filter(|key| !own.contains_key(*key)).collect();
            if !missing.is_empty() {
                problems.push(format!("{tag}.toml lacks {missing:?}"));
            }
            for (key, value) in &own {
                match english.get(key) {
                    None => problems.push(format!("{tag}.toml has {key}, which nothing uses")),
                    Some(same) if braces(same) != braces(value) => {
                        problems.push(format!("{tag}.toml, {key}: {:?} instead of {:?}", braces(value), braces(same)));
                    }
                    Some(Value::Array(list)) if value.as_array().map(Vec::len) != Some(list.len()) => {
                        problems.push(format!("{tag}.toml, {key}: a list of another length"));
                    }
                    Some(same) if same.is_table() != value.is_table() => problems.push(format!("{tag}.toml, {key}: another shape")),
                    Some(_) => {}
                }
            }
        }
        assert!(problems.is_empty(), "{}", problems.join("\n"));
    }

    #[test]
    fn counted_phrases_have_the_forms_of_their_language() {
        for (tag, text) in OTHERS {
            let needed: BTreeSet<&str> = (1..=1_000).map(|n| plural::name(plural::category(tag, n))).collect();
            for (key, value) in of(text) {
                let Some(forms) = value.as_table() else { continue };
                let missing: Vec<&&str> = needed.iter().filter(|name| !forms.contains_key(**name)).collect();
                assert!(missing.is_empty(), "{tag}.toml, {key} lacks {missing:?}");
                // A form that several numbers take must say which, if any form does.
                let told = |name: &str| forms.get(name).and_then(Value::as_str).is_some_and(|words| words.contains("{n}"));
                let several =
                    needed.iter().filter(|name| (0..=1_000).filter(|n| plural::name(plural::category(tag, *n)) == **name).count() > 1);
                let all: Vec<&&str> = several.collect();
                assert!(all.iter().all(|name| told(name)) || all.iter().all(|name| !told(name)), "{tag}.toml, {key}: a number is not told");
            }
        }
    }

    #[test]
    fn a_gap_is_filled_in_english_and_counted_as_in_english() {
        let words = Words::built_in("ru-RU");
        assert_eq!(words.count("timeline.title", 21), "21 событие");
        assert_eq!(words.count("timeline.title", 23), "23 события");
        let gap = Words { own: Table::new(), ..Words::built_in("ru") };
        assert_eq!(Words { table: ENGLISH.parse().unwrap(), ..gap }.count("timeline.title", 21), "21 events");
        assert_eq!(Words::built_in("de").get("nav.search"), "Search");
    }

    #[test]
    fn a_desk_lays_a_strings_file_over_any_language() {
        let words = Words::built_in("uk").overlaid("[nav]\nbriefing = \"Головна\"\n[timeline]\ntitle = { few = \"{n} випадки\" }").unwrap();
        assert_eq!(words.get("nav.briefing"), "Головна");
        assert_eq!(words.count("timeline.title", 3), "3 випадки");
        assert_eq!(words.count("timeline.title", 1), "1 подія");
        assert_eq!((words.direction(), Words::built_in("ar-EG").direction()), ("ltr", "rtl"));
    }
}
