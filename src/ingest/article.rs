//! One file or record: read, overruled by the desk, and finished into an article.

use super::draft::{Draft, Found};
use super::headline::split_outlet;
use super::lines::{ends_sentence, folded};
use super::when::full_date;
use super::{Article, Block, Dropped, Format, Input, Meta, Override, format, html, html_guard, language, markdown, plain, verbatim};
use crate::base::{Basis, Diagnostic, Fingerprint, Known, Place, Report, SourceId, When};

/// What reading one text gave.
struct Text {
    body: String,
    blocks: Vec<Block>,
    dropped: Vec<Dropped>,
    found: Found,
}

/// Reads a file into an article; `None` when it cannot be one, which the report says.
pub(super) fn from_file(path: &str, bytes: &[u8], given: &Override, report: &mut Report) -> Option<Article> {
    let Some(kind) = Format::of(path) else {
        report.add(Diagnostic::new("I04", "only .txt, .md and .html files are read").at(Place::file(path)));
        return None;
    };
    let Some(text) = format::decode(bytes, kind) else {
        report.add(Diagnostic::new("I01", "the file holds no text").at(Place::file(path)));
        return None;
    };
    let input = Input { path, format: kind, text: &text, clean: true, given: given.clone() };
    let mut article = read(SourceId(0), &input, report)?;
    if !article.blocks().iter().any(|block| reads(block.span.of(article.body()))) {
        report.add(Diagnostic::new("I03", "no running text was found").at(Place::file(path)));
        return None;
    }
    article.fingerprint = Fingerprint::of(bytes);
    Some(article)
}

/// Whether a block is a sentence or long enough to be one.
fn reads(block: &str) -> bool {
    let n_chars = block.chars().filter(|c| c.is_alphanumeric()).count();
    n_chars >= 40 || n_chars >= 12 && ends_sentence(block)
}

/// Reads one text in memory; `None` when it was refused, which the report says.
pub(super) fn read(id: SourceId, input: &Input<'_>, report: &mut Report) -> Option<Article> {
    let text = text(input, report)?;
    let fingerprint = Fingerprint::of(input.text.as_bytes());
    let meta = meta(text.found, &input.given, input.path, &text.body);
    if let Some(language) = meta.language.as_ref().filter(|language| language::primary(&language.value) != "en") {
        let message = format!("the text is in the language “{}”, which is not analysed yet", language.value);
        report.add(Diagnostic::new("I08", message).at(Place::file(input.path)));
    }
    Some(Article::new(id, input.path, input.format, meta, fingerprint, text.body, text.blocks, text.dropped))
}

fn text(input: &Input<'_>, report: &mut Report) -> Option<Text> {
    if !input.clean && input.format != Format::Html {
        let (blocks, found) = verbatim::read(input.text, input.format);
        return Some(Text { body: input.text.to_owned(), blocks, dropped: Vec::new(), found });
    }
    let mut draft = draft(input, report)?;
    draft.keep(&input.given.keep);
    let found = std::mem::take(&mut draft.found);
    let (body, blocks, dropped) = draft.into_body();
    Some(Text { body, blocks, dropped, found })
}

fn draft(input: &Input<'_>, report: &mut Report) -> Option<Draft> {
    match input.format {
        Format::Text => Some(plain::read(input.text)),
        Format::Markdown => {
            let (draft, broken) = markdown::read(input.text);
            if let Some((why, line)) = broken {
                report.add(Diagnostic::new("I02", why).at(Place::line(input.path, line)));
            }
            Some(draft)
        }
        Format::Html => {
            if let Some(why) = html_guard::refuse(input.text) {
                report.add(Diagnostic::new("I05", why).at(Place::file(input.path)));
                return None;
            }
            let draft = html::read(input.text, input.clean);
            if draft.is_none() {
                report.add(Diagnostic::new("I01", "the page could not be parsed").at(Place::file(input.path)));
            }
            draft
        }
    }
}

/// What the desk says, then what the file says, then what its name says.
fn meta(found: Found, given: &Override, path: &str, body: &str) -> Meta {
    let language = language::detect(body, &found);
    let desk = |value: &Option<String>| value.clone().map(|value| Known::new(value, Basis::Config));
    let title = desk(&given.title).or(found.title);
    let (file_day, file_outlet) = named(path, title.as_ref().map(|title| title.value.as_str()));
    let published = given.published.map(|day| Known::new(day, Basis::Config)).or(found.published).or(file_day);
    Meta {
        title: title.unwrap_or_else(|| Known::new(first_words(body), Basis::Inferred)),
        outlet: desk(&given.outlet).or(found.outlet).or(file_outlet),
        author: desk(&given.author).or(found.author),
        published: published.map(|day| Known { value: When::day(day.value), basis: day.basis, words: day.words }),
        url: desk(&given.url).or(found.url),
        language,
        references: found.references,
        draft: found.draft,
    }
}

/// The day with which a file's name begins, and the outlet with which a saved page's name ends.
fn named(path: &str, title: Option<&str>) -> (Option<Known<chrono::NaiveDate>>, Option<Known<String>>) {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let day =
        full_date(stem).filter(|found| found.range.start == 0 || stem.is_char_boundary(found.range.start) && stem.len() == found.range.end);
    let outlet = split_outlet(stem).filter(|(head, _)| title.is_some_and(|title| folded(title).starts_with(&folded(head))));
    (
        day.map(|found| Known::from_words(found.day, Basis::FileName, stem.get(found.range).unwrap_or(stem))),
        outlet.map(|(_, outlet)| Known::new(outlet.to_owned(), Basis::FileName)),
    )
}

/// A title for a text without one: its first words.
fn first_words(body: &str) -> String {
    const MOST: usize = 10;
    let line = body.lines().find(|line| line.chars().any(char::is_alphanumeric)).unwrap_or_default();
    let words: Vec<&str> = line.split_whitespace().collect();
    let head: String = words.iter().take(MOST).copied().collect::<Vec<_>>().join(" ").chars().take(120).collect();
    if words.len() > MOST { format!("{}…", head.trim_end_matches([',', ';', ':', '–', '—', '-'])) } else { head }
}
