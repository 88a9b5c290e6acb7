//! Walking a TOML table so that every mistake in it is found, not only the first.

use std::ops::Range;
use std::path::Path;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::base::{Diagnostic, Place, Report};

use super::file::KEYS;

/// A value with the stretch of the file on which it stands.
#[derive(Clone, Debug)]
pub(super) struct Written<T> {
    pub value: T,
    pub at: Range<usize>,
}

/// The findings about one file.
pub(super) struct Problems<'a> {
    text: &'a str,
    path: &'a Path,
    report: Report,
}

impl<'a> Problems<'a> {
    pub fn new(text: &'a str, path: &'a Path) -> Self {
        Self { text, path, report: Report::default() }
    }

    pub fn add(&mut self, code: &'static str, at: &Range<usize>, message: impl Into<String>, hint: Option<String>) {
        let mut diagnostic = Diagnostic::new(code, message).at(self.place(at));
        diagnostic.hints.extend(hint);
        self.report.add(diagnostic);
    }

    /// A value that is not what its key takes.
    pub fn wrong(&mut self, at: &Range<usize>, message: impl Into<String>) {
        self.add("C02", at, message, None);
    }

    /// The findings in the order in which they stand in the file.
    pub fn into_report(self) -> Report {
        let mut items = self.report.items().to_vec();
        items.sort_by_key(|item| item.place.as_ref().map(|place| (place.line, place.column)));
        let mut report = Report::default();
        items.into_iter().for_each(|item| report.add(item));
        report
    }

    /// The line, counted from 1, on which a stretch begins.
    pub fn line(&self, at: &Range<usize>) -> u32 {
        let before = self.text.get(..at.start).unwrap_or(self.text);
        u32::try_from(before.matches('\n').count() + 1).unwrap_or(u32::MAX)
    }

    /// A stretch as findings show it.
    pub fn place(&self, at: &Range<usize>) -> Place {
        let start = at.start.min(self.text.len());
        let line_start = self.text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = self.text[start..].find('\n').map_or(self.text.len(), |newline| start + newline);
        let covered = self.text.get(start..at.end.clamp(start, line_end)).unwrap_or_default();
        let count = |words: &str| u32::try_from(words.chars().count()).unwrap_or(u32::MAX);
        Place {
            path: self.path.to_owned(),
            line: Some(self.line(at)),
            column: Some(count(&self.text[line_start..start]).saturating_add(1)),
            snippet: Some((self.text[line_start..line_end].trim_end().to_owned(), count(covered).max(1))),
        }
    }
}

/// A table whose keys are taken out one by one; what is left at the end is unknown.
pub(super) struct Table<'i> {
    /// How the file writes it: "", "[theme]", "[[side]]".
    heading: &'static str,
    at: Range<usize>,
    left: Vec<(Written<String>, Spanned<DeValue<'i>>)>,
}

impl<'i> Table<'i> {
    pub fn new(heading: &'static str, at: Range<usize>, table: DeTable<'i>) -> Self {
        let left = table.into_iter().map(|(key, value)| {
            let at = key.span();
            (Written { value: key.into_inner().into_owned(), at }, value)
        });
        Self { heading, at, left: left.collect() }
    }

    /// The stretch that stands for the whole table.
    pub fn at(&self) -> &Range<usize> {
        &self.at
    }

    /// Whether the key is written and not taken out yet.
    pub fn has(&self, key: &str) -> bool {
        self.left.iter().any(|(name, _)| name.value == key)
    }

    fn take(&mut self, key: &str) -> Option<(Range<usize>, DeValue<'i>)> {
        let place = self.left.iter().position(|(name, _)| name.value == key)?;
        let (_, value) = self.left.remove(place);
        Some((value.span(), value.into_inner()))
    }

    /// Takes a key and reads its value with `read`, which gives back what it cannot use.
    fn read<T>(
        &mut self,
        key: &str,
        takes: &str,
        problems: &mut Problems<'_>,
        read: impl FnOnce(&DeValue<'i>) -> Option<T>,
    ) -> Option<Written<T>> {
        let (at, value) = self.take(key)?;
        let read = read(&value);
        if read.is_none() {
            problems.wrong(&at, format!("`{key}` takes {takes}, not {}", kind(&value)));
        }
        read.map(|value| Written { value, at })
    }

    pub fn text(&mut self, key: &str, problems: &mut Problems<'_>) -> Option<Written<String>> {
        self.read(key, "text in quotation marks", problems, |value| value.as_str().map(str::to_owned))
    }

    pub fn flag(&mut self, key: &str, problems: &mut Problems<'_>) -> Option<Written<bool>> {
        self.read(key, "true or false", problems, DeValue::as_bool)
    }

    pub fn number(&mut self, key: &str, problems: &mut Problems<'_>) -> Option<Written<i64>> {
        self.read(key, "a whole number", problems, |value| {
            let number = value.as_integer()?;
            i64::from_str_radix(number.as_str(), number.radix()).ok()
        })
    }

    /// A day, written as a TOML date or as text.
    pub fn day(&mut self, key: &str, problems: &mut Problems<'_>) -> Option<Written<NaiveDate>> {
        self.read(key, "a day such as 2024-03-09", problems, |value| {
            let written = value.as_datetime().map(ToString::to_string).or_else(|| value.as_str().map(str::to_owned))?;
            NaiveDate::parse_from_str(&written, "%Y-%m-%d").ok()
        })
    }

    pub fn texts(&mut self, key: &str, problems: &mut Problems<'_>) -> Vec<Written<String>> {
        let Some((at, value)) = self.take(key) else { return Vec::new() };
        let Some(array) = value.as_array() else {
            problems.wrong(&at, format!("`{key}` takes a list of texts, not {}", kind(&value)));
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in array.iter() {
            match item.get_ref().as_str() {
                Some(text) => texts.push(Written { value: text.to_owned(), at: item.span() }),
                None => problems.wrong(&item.span(), format!("`{key}` takes a list of texts, and this is {}", kind(item.get_ref()))),
            }
        }
        texts
    }

    /// One of a few words.
    pub fn choice<T: Copy>(&mut self, key: &str, choices: &[(&str, T)], problems: &mut Problems<'_>) -> Option<T> {
        let text = self.text(key, problems)?;
        let chosen = choices.iter().find(|(word, _)| *word == text.value);
        if chosen.is_none() {
            let words: Vec<_> = choices.iter().map(|(word, _)| format!("\"{word}\"")).collect();
            let hint = nearest(&text.value, choices.iter().map(|(word, _)| *word)).map(|word| format!("did you mean \"{word}\"?"));
            problems.add("C02", &text.at, format!("`{key}` is one of {}", words.join(", ")), hint);
        }
        chosen.map(|(_, value)| *value)
    }

    /// A table below this one.
    pub fn table(&mut self, key: &str, heading: &'static str, problems: &mut Problems<'_>) -> Option<Self> {
        let (at, value) = self.take(key)?;
        match value {
            DeValue::Table(table) => Some(Self::new(heading, at, table)),
            other => {
                problems.wrong(&at, format!("`{key}` is a table, written {heading}, not {}", kind(&other)));
                None
            }
        }
    }

    /// A list of tables below this one.
    pub fn tables(&mut self, key: &str, heading: &'static str, problems: &mut Problems<'_>) -> Vec<Self> {
        let Some((at, value)) = self.take(key) else { return Vec::new() };
        let DeValue::Array(array) = value else {
            problems.wrong(&at, format!("`{key}` is a list of tables, each written {heading}, not {}", kind(&value)));
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in array {
            let at = item.span();
            match item.into_inner() {
                DeValue::Table(table) => tables.push(Self::new(heading, at, table)),
                other => problems.wrong(&at, format!("`{key}` is a list of tables, and this is {}", kind(&other))),
            }
        }
        tables
    }

    /// Reports every key that nobody asked for.
    pub fn finish(self, problems: &mut Problems<'_>) {
        for (key, _) in self.left {
            let place = if self.heading.is_empty() { String::new() } else { format!(" in {}", self.heading) };
            let hint = advice(&key.value, self.heading);
            problems.add("C01", &key.at, format!("unknown key `{}`{place}", key.value), Some(hint));
        }
    }
}

/// What to try instead of an unknown key.
fn advice(key: &str, heading: &str) -> String {
    let here = || KEYS.iter().filter(|(home, _)| *home == heading).map(|(_, name)| *name);
    if let Some(name) = nearest(key, here()) {
        return format!("did you mean `{name}`?");
    }
    let home = KEYS.iter().find(|(_, name)| *name == key);
    match home {
        Some(("", _)) => format!("`{key}` belongs at the top of the file, before the first line in brackets"),
        Some((home, _)) => format!("`{key}` belongs under {home}"),
        None => format!("known keys here: {}", here().collect::<Vec<_>>().join(", ")),
    }
}

/// The candidate that was most likely meant, if any is near.
pub(super) fn nearest<'c>(written: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let written = written.to_lowercase();
    candidates
        .map(|candidate| (strsim::jaro_winkler(&written, &candidate.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, candidate)| candidate)
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "this text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a point",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
