//! The codes of all diagnostics, with what they mean and what to do.
//!
//! Letters name the room: `C` configuration, `P` project, `I` ingest, `M` mentions, `D` dossier, `S` site, `R` render, `L` links, `V` records.

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
        code: "C05",
        severity: Severity::Warning,
        title: "[[correction]] on a page that is not there",
        meaning: "site.toml has a correction for a page or an event that the site does not have, so the entry is listed without a link.",
        remedy: "Correct the path, written below the site's address as the browser shows it; leave it when the page is gone for good.",
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
        remedy: "Open it in the program that made it and save it anew, as UTF-8 text, Markdown or HTML if need be, or remove it from the source folder.",
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
        meaning: "Text, Markdown, web pages, feeds, mails, saved pages, web archives and PDF are read as articles; this file is of another kind and was left alone.",
        remedy: "Save the article as one of .txt, .md, .html, .mhtml, .pdf, .eml, .mbox, .rss, .atom, .xml or .json (feeds), .warc or .warc.gz, or ignore this note.",
    },
    Code {
        code: "I05",
        severity: Severity::Warning,
        title: "file too large or nested too deeply",
        meaning: "A page is not parsed when more than 4 MB are left of it without its scripts, styles and inlined pictures, when it has more than 50,000 elements, or when a thousand of them are nested: no real article needs that. Of archives, mailboxes and documents only a bounded part is read.",
        remedy: "Save the article's own page or its text; divide a large archive.",
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
        code: "I09",
        severity: Severity::Note,
        title: "files that belong to pages",
        meaning: "Images, styles, scripts and the folders that browsers save beside a page are no articles and were passed over.",
        remedy: "Nothing to do.",
    },
    Code {
        code: "I10",
        severity: Severity::Note,
        title: "entries of a feed without their text",
        meaning: "Some entries carry only a teaser; what is not there cannot be read, so they were left out.",
        remedy: "Save the pages of these entries beside the feed, or take the feed that carries full texts, where the outlet offers one.",
    },
    Code {
        code: "I11",
        severity: Severity::Note,
        title: "records of an archive or mailbox left out",
        meaning: "What is no article was passed over: images, styles, redirects, errors, front pages, pages without running text.",
        remedy: "Nothing to do, unless an article is missing: then save its page by itself.",
    },
    Code {
        code: "I12",
        severity: Severity::Warning,
        title: "[[source]] for an article that the file does not hold",
        meaning: "site.toml says something about an article inside a feed, mailbox or archive, and there is none of that name, so it has no effect.",
        remedy: "Correct the name behind `#`; the message names the nearest, and the source pages and data/sources.csv have them all.",
    },
    Code {
        code: "I13",
        severity: Severity::Warning,
        title: "words of keep or drop that are not in the article",
        meaning: "site.toml names words of a block to take back or to leave out, and no block holds them, so they have no effect.",
        remedy: "Copy the words from the source page, where what was left out is listed; they must stand in one block.",
    },
    Code {
        code: "M01",
        severity: Severity::Error,
        title: "the model of names cannot be used",
        meaning: "site.toml names a model of the desk's own under [names], and a file of it is missing, is not what it should be, or this program was built without the part that runs it. Nothing was built: with another recogniser the site would say other things.",
        remedy: "Do as the message says, or take `model` out of site.toml to read with the built-in recogniser. `docs/model.md` tells which models can be used.",
    },
    Code {
        code: "M02",
        severity: Severity::Warning,
        title: "the model of names failed on an article",
        meaning: "The desk's own model could not read this article, so the built-in recogniser did. The article is tried again on the next build.",
        remedy: "Usually the files beside the model belong to another one. Put the tokenizer and config.json that came with it into its folder.",
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
        code: "D05",
        severity: Severity::Note,
        title: "two names that may be one person's",
        meaning: "The names are alike, but two people may bear them, as a father and a son do, so each got a page of its own.",
        remedy: "Nothing to do unless they are one person; then write one of the names in the other article's copy.",
    },
    Code {
        code: "S01",
        severity: Severity::Error,
        title: "citation without its words",
        meaning: "A page would cite words that do not stand in the cited source.",
        remedy: "This is a fault of demarche: please report it with the article.",
    },
    Code {
        code: "S02",
        severity: Severity::Warning,
        title: "[[redirect]] that cannot be made",
        meaning: "The old address has a page of its own, or the new one has none, so the redirect was left out.",
        remedy: "Write the new address as a browser shows it; the message names the nearest. Remove the redirect where the old address is in use again.",
    },
    Code {
        code: "S03",
        severity: Severity::Error,
        title: "citation of briefing.md that does not hold",
        meaning: "A citation leads to no source or to no words of it, or words between quotation marks do not stand in what is cited for them.",
        remedy: "Correct the slug or the number: the address of a source page ends in its slug, and its sentences have the anchors s1, s2 and so on. Quote word for word, with … for what is left out.",
    },
    Code {
        code: "S04",
        severity: Severity::Warning,
        title: "paragraph of briefing.md without a citation",
        meaning: "A reader cannot check what the paragraph says.",
        remedy: "Put [@slug#s12] behind the words that rest on that sentence.",
    },
    Code {
        code: "S05",
        severity: Severity::Warning,
        title: "part of briefing.md that is not printed",
        meaning: "A briefing has one headline, paragraphs and sections; pictures, code and HTML have no place in it, and a section without words stands for the compiled one of that heading.",
        remedy: "Write it as paragraphs under a heading, or correct the heading.",
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
        code: "L01",
        severity: Severity::Error,
        title: "link that leads nowhere",
        meaning: "A page or style sheet of the site leads to a file that the site does not have, so a reader would meet an error page.",
        remedy: "Correct the link in your template or style sheet, or put the file into static/. If the page is one of the built-in theme, this is a fault of demarche: please report it.",
    },
    Code {
        code: "L02",
        severity: Severity::Error,
        title: "link to an anchor that is not there",
        meaning: "A page leads to an anchor that its target does not have, so a reader would arrive at the top of the page instead.",
        remedy: "Correct the link in your template, or give the element its id. If the page is one of the built-in theme, this is a fault of demarche: please report it.",
    },
    Code {
        code: "V01",
        severity: Severity::Warning,
        title: "record of --readings not used",
        meaning: "A line of the readings does not follow the schema or has no article in the source folder.",
        remedy: "Make the record again with `demarche analyze`.",
    },
];
