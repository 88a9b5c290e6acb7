//! What is known about the article, a line for each fact; then its blocks by kind; then what was left out, by reason.
//! Long stretches are told by their first words.

use demarche::base::{Known, Report, SourceId};
use demarche::ingest::{Article, Format, Input, Override, read};

use crate::support::chapter::{Case, Given};

pub fn lines(case: &Case) -> Vec<String> {
    let given = case.first();
    let mut report = Report::default();
    let article = read(SourceId(0), &input(given), &mut report);
    let mut lines: Vec<String> = report.items().iter().map(|item| format!("{} {}", item.code, item.message)).collect();
    lines.extend(article.iter().flat_map(described));
    lines
}

/// The facts, the blocks and what was left out.
pub fn described(article: &Article) -> Vec<String> {
    let mut lines = facts(article);
    lines.extend(article.blocks().iter().map(|block| format!("{:?}: {}", block.kind, head(block.span.of(article.body())))));
    lines.extend(article.dropped.iter().map(|stretch| format!("- {}: {}", stretch.reason.phrase(), head(&stretch.text))));
    lines
}

/// The case as a record; `file=` names it, `keep=` brings back a stretch with that word, `drop=` leaves one out, `clean=no` takes the text as it is.
fn input(given: &Given) -> Input<'_> {
    let format = match given.language.as_str() {
        "markdown" => Format::Markdown,
        "html" => Format::Html,
        _ => Format::Text,
    };
    let keep = given.settings.get("keep").cloned().into_iter().collect();
    let drop = given.settings.get("drop").cloned().into_iter().collect();
    let path = given.settings.get("file").map_or("case", String::as_str);
    let clean = given.settings.get("clean").is_none_or(|wish| wish != "no");
    Input { path, format, text: &given.text, clean, given: Override { keep, drop, ..Override::default() } }
}

fn facts(article: &Article) -> Vec<String> {
    let meta = &article.meta;
    let mut facts = vec![format!("title {:?} {}", meta.title.value, meta.title.basis.word())];
    let named =
        [("outlet", &meta.outlet), ("author", &meta.author), ("url", &meta.url), ("section", &meta.section), ("language", &meta.language)];
    let mut fact = |name: &str, known: &Option<Known<String>>| {
        facts.extend(known.as_ref().map(|known| format!("{name} {:?} {}", known.value, known.basis.word())));
    };
    named
        .iter()
        .filter(|(name, known)| *name != "language" || known.as_ref().is_some_and(|known| known.value != "en"))
        .for_each(|(name, known)| fact(name, known));
    facts.extend(meta.published.as_ref().map(|day| format!("published {} {}", day.value.earliest(), day.basis.word())));
    facts.extend(meta.references.iter().map(|reference| format!("reference {} {:?}", reference.number, reference.name)));
    facts
}

fn head(text: &str) -> String {
    const MOST: usize = 60;
    let head: String = text.chars().take(MOST).collect();
    if text.chars().nth(MOST).is_some() { format!("{}…", head.trim_end()) } else { head }
}
