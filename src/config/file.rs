//! What may be written in `site.toml`.

use chrono::NaiveDate;
use toml::de::DeTable;

use super::names::{self, WrittenNames};
use super::publish::{self, WrittenPublish};
use super::table::{Problems, Table, Written};
use super::{Fonts, SourceText, Wrong};

/// Every key with the heading under which it stands; `docs/configuration.md` explains each.
pub(super) const KEYS: &[(&str, &str)] = &[
    ("", "title"),
    ("", "description"),
    ("", "base_url"),
    ("", "language"),
    ("", "timezone"),
    ("", "source_dir"),
    ("", "output_dir"),
    ("", "source_text"),
    ("", "archive"),
    ("", "theme"),
    ("", "side"),
    ("", "source"),
    ("", "correction"),
    ("", "redirect"),
    ("", "issue"),
    ("", "issues"),
    ("", "publish"),
    ("", "names"),
    ("[names]", "model"),
    ("[names]", "known"),
    ("[[names.known]]", "name"),
    ("[[names.known]]", "kind"),
    ("[[names.known]]", "also"),
    ("[theme]", "fonts"),
    ("[[side]]", "id"),
    ("[[side]]", "name"),
    ("[[side]]", "hue"),
    ("[[side]]", "members"),
    ("[[source]]", "file"),
    ("[[source]]", "title"),
    ("[[source]]", "outlet"),
    ("[[source]]", "author"),
    ("[[source]]", "published"),
    ("[[source]]", "url"),
    ("[[source]]", "language"),
    ("[[source]]", "section"),
    ("[[source]]", "skip"),
    ("[[source]]", "keep"),
    ("[[source]]", "drop"),
    ("[[correction]]", "day"),
    ("[[correction]]", "page"),
    ("[[correction]]", "said"),
    ("[[correction]]", "says"),
    ("[[correction]]", "wrong"),
    ("[[issue]]", "key"),
    ("[[issue]]", "name"),
    ("[[issue]]", "words"),
    ("[issues]", "from_corpus"),
    ("[[redirect]]", "from"),
    ("[[redirect]]", "to"),
    ("[[publish]]", "name"),
    ("[[publish]]", "kind"),
    ("[[publish]]", "path"),
    ("[[publish]]", "remote"),
    ("[[publish]]", "branch"),
    ("[[publish]]", "cname"),
    ("[[publish]]", "to"),
    ("[[publish]]", "url"),
    ("[[publish]]", "keep"),
    ("[[publish]]", "host_files"),
    ("[[publish]]", "redirects"),
];

type Text = Option<Written<String>>;

/// The file as written; what is absent was not written, or could not be used and was reported.
#[derive(Default)]
pub(super) struct File {
    pub title: Text,
    pub description: Text,
    pub base_url: Text,
    pub language: Text,
    pub timezone: Text,
    pub source_dir: Text,
    pub output_dir: Text,
    pub source_text: Option<SourceText>,
    pub archive: Option<Written<bool>>,
    pub fonts: Option<Fonts>,
    pub sides: Vec<WrittenSide>,
    pub sources: Vec<WrittenSource>,
    pub corrections: Vec<WrittenCorrection>,
    pub redirects: Vec<WrittenRedirect>,
    pub issues: Vec<WrittenIssue>,
    pub issues_from_corpus: Option<Written<bool>>,
    pub publish: Vec<WrittenPublish>,
    pub names: WrittenNames,
}

/// A `[[side]]` as written.
pub(super) struct WrittenSide {
    pub at: std::ops::Range<usize>,
    pub id: Text,
    pub name: Text,
    pub hue: Option<Written<i64>>,
    pub members: Vec<Written<String>>,
}

/// A `[[source]]` as written.
pub(super) struct WrittenSource {
    pub at: std::ops::Range<usize>,
    pub file: Text,
    pub title: Text,
    pub outlet: Text,
    pub author: Text,
    pub published: Option<Written<NaiveDate>>,
    pub url: Text,
    pub language: Text,
    pub section: Text,
    pub skip: bool,
    pub keep: Vec<Written<String>>,
    pub drop: Vec<Written<String>>,
}

/// A `[[correction]]` as written.
pub(super) struct WrittenCorrection {
    pub at: std::ops::Range<usize>,
    pub day: Option<Written<NaiveDate>>,
    pub page: Text,
    pub said: Text,
    pub says: Text,
    pub wrong: Option<Wrong>,
}

/// An `[[issue]]` as written.
pub(super) struct WrittenIssue {
    pub at: std::ops::Range<usize>,
    pub key: Text,
    pub name: Text,
    pub words: Vec<Written<String>>,
}

/// A `[[redirect]]` as written.
pub(super) struct WrittenRedirect {
    pub at: std::ops::Range<usize>,
    pub from: Text,
    pub to: Text,
}

/// Reads the file. Where it is not TOML, nothing else is reported, since what follows a slip means little.
pub(super) fn parse(text: &str, problems: &mut Problems<'_>) -> File {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let at = error.span().unwrap_or(0..0);
        problems.add("C03", &at, error.message().trim_end_matches('.').to_owned(), None);
    }
    if !errors.is_empty() {
        return File::default();
    }
    let at = table.span();
    top(Table::new("", at, table.into_inner()), problems)
}

fn top(mut table: Table<'_>, problems: &mut Problems<'_>) -> File {
    const TEXT: &[(&str, SourceText)] = &[("excerpts", SourceText::Excerpts), ("full", SourceText::Full), ("none", SourceText::None)];
    let file = File {
        title: table.text("title", problems),
        description: table.text("description", problems),
        base_url: table.text("base_url", problems),
        language: table.text("language", problems),
        timezone: table.text("timezone", problems),
        source_dir: table.text("source_dir", problems),
        output_dir: table.text("output_dir", problems),
        source_text: table.choice("source_text", TEXT, problems),
        archive: table.flag("archive", problems),
        fonts: table.table("theme", "[theme]", problems).and_then(|theme| fonts(theme, problems)),
        sides: table.tables("side", "[[side]]", problems).into_iter().map(|side| self::side(side, problems)).collect(),
        sources: table.tables("source", "[[source]]", problems).into_iter().map(|source| self::source(source, problems)).collect(),
        corrections: table.tables("correction", "[[correction]]", problems).into_iter().map(|one| correction(one, problems)).collect(),
        issues: table.tables("issue", "[[issue]]", problems).into_iter().map(|one| issue(one, problems)).collect(),
        issues_from_corpus: table.table("issues", "[issues]", problems).and_then(|issues| from_corpus(issues, problems)),
        redirects: table.tables("redirect", "[[redirect]]", problems).into_iter().map(|one| redirect(one, problems)).collect(),
        publish: table.tables("publish", "[[publish]]", problems).into_iter().map(|target| publish::written(target, problems)).collect(),
        names: table.table("names", "[names]", problems).map(|names| names::written(names, problems)).unwrap_or_default(),
    };
    table.finish(problems);
    file
}

fn fonts(mut table: Table<'_>, problems: &mut Problems<'_>) -> Option<Fonts> {
    let fonts = table.choice("fonts", &[("bundled", Fonts::Bundled), ("system", Fonts::System)], problems);
    table.finish(problems);
    fonts
}

fn from_corpus(mut table: Table<'_>, problems: &mut Problems<'_>) -> Option<Written<bool>> {
    let from_corpus = table.flag("from_corpus", problems);
    table.finish(problems);
    from_corpus
}

fn side(mut table: Table<'_>, problems: &mut Problems<'_>) -> WrittenSide {
    let side = WrittenSide {
        at: table.at().clone(),
        id: table.text("id", problems),
        name: table.text("name", problems),
        hue: table.number("hue", problems),
        members: table.texts("members", problems),
    };
    table.finish(problems);
    side
}

fn source(mut table: Table<'_>, problems: &mut Problems<'_>) -> WrittenSource {
    let source = WrittenSource {
        at: table.at().clone(),
        file: table.text("file", problems),
        title: table.text("title", problems),
        outlet: table.text("outlet", problems),
        author: table.text("author", problems),
        published: table.day("published", problems),
        url: table.text("url", problems),
        language: table.text("language", problems),
        section: table.text("section", problems),
        skip: table.flag("skip", problems).is_some_and(|skip| skip.value),
        keep: table.texts("keep", problems),
        drop: table.texts("drop", problems),
    };
    table.finish(problems);
    source
}

fn correction(mut table: Table<'_>, problems: &mut Problems<'_>) -> WrittenCorrection {
    const WRONG: &[(&str, Wrong)] = &[("source", Wrong::Source), ("reading", Wrong::Reading), ("editor", Wrong::Editor)];
    let correction = WrittenCorrection {
        at: table.at().clone(),
        day: table.day("day", problems),
        page: table.text("page", problems),
        said: table.text("said", problems),
        says: table.text("says", problems),
        wrong: table.choice("wrong", WRONG, problems),
    };
    table.finish(problems);
    correction
}

fn issue(mut table: Table<'_>, problems: &mut Problems<'_>) -> WrittenIssue {
    let (key, name) = (table.text("key", problems), table.text("name", problems));
    let issue = WrittenIssue { at: table.at().clone(), key, name, words: table.texts("words", problems) };
    table.finish(problems);
    issue
}

fn redirect(mut table: Table<'_>, problems: &mut Problems<'_>) -> WrittenRedirect {
    let redirect = WrittenRedirect { at: table.at().clone(), from: table.text("from", problems), to: table.text("to", problems) };
    table.finish(problems);
    redirect
}
