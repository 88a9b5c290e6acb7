//! The words of the interface, from one strings file per language.

use toml::{Table, Value};

static ENGLISH: &str = include_str!("../../templates/strings/en.toml");

/// Every word of ours that a reader sees, by section and key.
#[derive(Clone, Debug, Default)]
pub struct Words {
    table: Table,
}

impl Words {
    /// The built-in words of a language; English where there are none.
    pub fn built_in(_language: &str) -> Self {
        Self { table: ENGLISH.parse().unwrap_or_default() }
    }

    /// The same with the lines of another strings file laid over them.
    ///
    /// # Errors
    /// The file is not TOML.
    pub fn overlaid(&self, text: &str) -> Result<Self, toml::de::Error> {
        let mut table = self.table.clone();
        lay_over(&mut table, text.parse::<Table>()?);
        Ok(Self { table })
    }

    /// The words under a dotted key; the key itself when there are none, so that a gap is seen.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.value(key).and_then(Value::as_str).unwrap_or(key)
    }

    /// The words under a key with its braces filled in.
    pub fn fill(&self, key: &str, parts: &[(&str, &str)]) -> String {
        fill(self.get(key), parts)
    }

    /// The form of a counted phrase that fits `n`, with `{n}` filled in.
    pub fn count(&self, key: &str, n: usize) -> String {
        let form = if n == 1 { "one" } else { "many" };
        let words = self.value(key).and_then(|forms| forms.get(form)).and_then(Value::as_str).unwrap_or(key);
        fill(words, &[("n", &n.to_string())])
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
        let (section, name) = key.rsplit_once('.')?;
        section.split('.').try_fold(&self.table, |table, part| table.get(part)?.as_table())?.get(name)
    }
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
            include_str!("views/briefing.rs"),
            include_str!("views/briefing/brief.rs"),
            include_str!("views/briefing/matrix.rs"),
            include_str!("views/briefing/topics.rs"),
            include_str!("views/briefing/track.rs"),
            include_str!("views/timeline.rs"),
            include_str!("views/actor.rs"),
            include_str!("views/actor/stands.rs"),
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
        ];
        let call = regex::Regex::new(r#"\.(get|fill|count|nth)\(\s*"([a-z_]+\.[a-z_.]+)""#).unwrap();
        let mut n_keys = 0;
        for key in sources.iter().flat_map(|text| call.captures_iter(text)).map(|found| found[2].to_owned()) {
            assert!(words.value(&key).is_some(), "no words under {key}");
            n_keys += 1;
        }
        assert!(n_keys > 40, "only {n_keys} keys found");
    }
}
