//! Rows of the tab-separated data files, and names by their exact words.

use rustc_hash::FxHashMap;

/// The rows of a data file: no comments, no empty lines; missing cells are empty.
pub fn rows<const N: usize>(file: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    lines(file).map(|line| {
        let mut cells = [""; N];
        for (cell, text) in cells.iter_mut().zip(line.split('\t')) {
            *cell = text.trim();
        }
        cells
    })
}

/// The lines of a data file that are neither comments nor empty.
pub fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The entries of a cell, which semicolons part.
pub fn list(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split(';').map(str::trim).filter(|entry| !entry.is_empty())
}

/// Names with a value each; the name that is entered first keeps its value.
#[derive(Debug)]
pub struct Names<T> {
    values: FxHashMap<Box<str>, T>,
    longest: FxHashMap<Box<str>, usize>,
}

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self { values: FxHashMap::default(), longest: FxHashMap::default() }
    }
}

impl<T> Names<T> {
    /// Enters a name.
    pub fn enter(&mut self, name: &str, value: T) {
        let words = name.split([' ', '-', '\'', '/']).count() * 2;
        let first = name.split([' ', '-', '/', ',']).next().unwrap_or(name);
        let longest = self.longest.entry(first.into()).or_default();
        *longest = (*longest).max(words);
        self.values.entry(name.into()).or_insert(value);
    }

    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.values.get(name)
    }

    /// All names, in no order.
    pub fn all(&self) -> impl Iterator<Item = (&str, &T)> {
        self.values.iter().map(|(name, value)| (name.as_ref(), value))
    }

    /// The first words of names, each with a bound on the tokens of the longest name that begins with it.
    pub fn firsts(&self) -> impl Iterator<Item = (&str, usize)> {
        self.longest.iter().map(|(first, longest)| (first.as_ref(), *longest))
    }
}
