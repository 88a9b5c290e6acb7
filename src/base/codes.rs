//! The codes of all diagnostics, with what they mean and what to do.
//!
//! Letters name the room: `C` configuration, `P` project, `I` ingest, `M` mentions, `D` dossier, `S` site, `R` render.

use super::Severity;

/// A kind of finding, as `demarche explain` prints it.
#[derive(Clone, Copy, Debug)]
pub struct Code {
    /// Letter and two digits.
    pub code: &'static str,
    /// How much such a finding matters.
    pub severity: Severity,
    /// One line.
    pub title: &'static str,
    /// What it means for the site.
    pub meaning: &'static str,
    /// What an editor can do.
    pub remedy: &'static str,
}

/// The entry of one code, letter case ignored.
pub fn find(code: &str) -> Option<&'static Code> {
    ALL.iter().find(|entry| entry.code.eq_ignore_ascii_case(code))
}

/// Every code, in order.
pub static ALL: &[Code] = &[
    Code {
        code: "C01",
        severity: Severity::Error,
        title: "unknown key in site.toml",
        meaning: "The key is not one that demarche knows, so it would have no effect.",
        remedy: "Correct the spelling; the message names the nearest key. `docs/configuration.md` lists them all.",
    },
    Code {
        code: "C02",
        severity: Severity::Error,
        title: "wrong kind of value in site.toml",
        meaning: "The value is of another type than the key takes, or not one of its choices.",
        remedy: "Write the value as the message says.",
    },
    Code {
        code: "C03",
        severity: Severity::Error,
        title: "site.toml is not TOML",
        meaning: "The file cannot be read as TOML, so nothing was built.",
        remedy: "Look at the line that the message names: a missing quotation mark or bracket is the usual cause.",
    },
    Code {
        code: "C04",
        severity: Severity::Warning,
        title: "[[source]] for a file that is not there",
        meaning: "site.toml says something about a file that the source folder does not hold, so it has no effect.",
        remedy: "Correct the path, which is written below the source folder; the message names the nearest file.",
    },
    Code {
        code: "P01",
        severity: Severity::Warning,
        title: "source folder without a file",
        meaning: "There is nothing to read, so the site would be empty.",
        remedy: "Put articles there, or name their folder in site.toml: source_dir = \"articles\".",
    },
    Code {
        code: "I01",
        severity: Severity::Warning,
        title: "unreadable file",
        meaning: "The file could not be read as an article and was left out.",
        remedy: "Open it in an editor and save it as UTF-8 text, Markdown or HTML, or remove it from the source folder.",
    },
    Code {
        code: "I02",
        severity: Severity::Warning,
        title: "front matter not understood",
        meaning: "The front matter could not be read, so its fields are not used. The text below it is.",
        remedy: "Correct the line that the message names.",
    },
    Code {
        code: "I03",
        severity: Severity::Warning,
        title: "no article found in the file",
        meaning: "Nothing in the file reads like the text of an article, so it was left out.",
        remedy: "Check that the file holds the text itself and not only a page's frame.",
    },
    Code {
        code: "I04",
        severity: Severity::Note,
        title: "file of a kind that is not read",
        meaning: "Only .txt, .md and .html files are read as articles; this one was left alone.",
        remedy: "Save the article in one of these forms, or ignore this note.",
    },
    Code {
        code: "I05",
        severity: Severity::Warning,
        title: "file too large or nested too deeply",
        meaning: "A page is not parsed when more than 4 MB are left of it without its scripts, styles and inlined pictures, when it has more than 50,000 elements, or when a thousand of them are nested: no real article needs that.",
        remedy: "Save the article's own page or its text.",
    },
    Code {
        code: "I06",
        severity: Severity::Note,
        title: "draft left out",
        meaning: "The front matter marks the article as a draft.",
        remedy: "Build with --drafts to include it, or remove the mark.",
    },
    Code {
        code: "I07",
        severity: Severity::Note,
        title: "future article left out",
        meaning: "The article is dated after the day of the build.",
        remedy: "Build with --future to include it, or correct its date.",
    },
    Code {
        code: "I08",
        severity: Severity::Note,
        title: "language not analysed yet",
        meaning: "The article gets its source page, but people, dates and events are only read in English so far.",
        remedy: "Nothing to do; a translation beside it would be read.",
    },
    Code {
        code: "D01",
        severity: Severity::Warning,
        title: "article without a day",
        meaning: "Nothing dates the article, and its words could not be tied to a dated one; its relative dates stay open.",
        remedy: "Put a date in its front matter or file name, or under [[source]] in site.toml.",
    },
    Code {
        code: "D02",
        severity: Severity::Note,
        title: "day inferred",
        meaning: "The article states no day; the one used follows from its words and from other articles.",
        remedy: "Check the chain of reasons on the source page; overrule it under [[source]] in site.toml.",
    },
    Code {
        code: "D03",
        severity: Severity::Warning,
        title: "clues about the day contradict each other",
        meaning: "No day satisfies all clues; the weakest was dropped.",
        remedy: "Look at the source page and set the day under [[source]] in site.toml.",
    },
    Code {
        code: "D04",
        severity: Severity::Note,
        title: "name with more than one possible bearer",
        meaning: "A surname could belong to several people in the corpus and was kept apart.",
        remedy: "Nothing to do unless it is plain who is meant; then write the full name in the article's copy.",
    },
    Code {
        code: "S01",
        severity: Severity::Error,
        title: "citation without its words",
        meaning: "A page would cite words that do not stand in the cited source.",
        remedy: "This is a fault of demarche: please report it with the article.",
    },
    Code {
        code: "R01",
        severity: Severity::Error,
        title: "template not understood",
        meaning: "A template of the theme cannot be read or rendered, so nothing was written.",
        remedy: "Correct the line that the message names, or remove the file to fall back on the built-in one.",
    },
    Code {
        code: "R02",
        severity: Severity::Error,
        title: "two pages with one address",
        meaning: "Two outputs would be written to the same file.",
        remedy: "Rename the file in static/ that has the address of a page.",
    },
    Code {
        code: "V01",
        severity: Severity::Warning,
        title: "record of --readings not used",
        meaning: "A line of the readings does not follow the schema or has no article in the source folder.",
        remedy: "Make the record again with `demarche analyze`.",
    },
];
