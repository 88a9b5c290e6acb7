//! One file or record: read, overruled by the desk, and finished into an article.

use super::draft::{Draft, Found};
use super::headline::split_outlet;
use super::lines::{ends_sentence, folded};
use super::when::full_date;
use super::{
    Article, Block, Dropped, Format, Input, Meta, Override, format, html, html_guard, html_strip, language, markdown, plain, verbatim,
};
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
            let page = html_strip::strip(input.text);
            if let Some(why) = html_guard::refuse(&page) {
                report.add(Diagnostic::new("I05", why).at(Place::file(input.path)));
                return None;
            }
            let draft = html::read(&page, input.clean);
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ingest::{BlockKind, Options, RawFile, collect};

    fn file(path: &str, text: &str) -> RawFile {
        RawFile { path: path.to_owned(), bytes: text.as_bytes().to_vec() }
    }

    fn codes(report: &Report) -> Vec<&'static str> {
        report.items().iter().map(|item| item.code).collect()
    }

    const TEXT: &str = "The envoys met in Doha on Monday and agreed to meet again before the month is out, two officials said.";

    #[test]
    fn files_are_numbered_in_the_order_of_their_paths() {
        let files = [
            file("b.txt", TEXT),
            file("a.md", TEXT),
            file("empty.txt", ""),
            file("map.png", "x"),
            file("noise.txt", "\u{0}\u{1}\u{2}"),
            file("menu.txt", "Home\nNews\n"),
        ];
        let mut report = Report::default();
        let articles = collect(&files, &Options::default(), &mut report);
        let order: Vec<(u32, &str)> = articles.iter().map(|article| (article.id.0, article.path.as_str())).collect();
        assert_eq!(order, [(0, "a.md"), (1, "b.txt")]);
        assert_eq!(codes(&report), ["I03", "I04", "I03", "I01"]);
    }

    #[test]
    fn drafts_and_the_future_wait_and_the_desk_decides() {
        let files = [
            file("draft.md", &format!("---\ndraft: true\n---\n{TEXT}")),
            file("future.md", &format!("---\ndate: 2030-01-02\ntitle: Later\n---\n{TEXT}")),
            file("skip.txt", TEXT),
        ];
        let skip = Override { file: "skip.txt".into(), skip: true, ..Override::default() };
        let today = chrono::NaiveDate::from_ymd_opt(2020, 1, 1);
        let mut options = Options { today, overrides: vec![skip], ..Options::default() };
        let mut report = Report::default();
        assert!(collect(&files, &options, &mut report).is_empty());
        assert_eq!(codes(&report), ["I06", "I07"]);

        options.overrides = vec![Override { file: "future.md".into(), title: Some("Now".into()), published: today, ..Override::default() }];
        let articles = collect(&files[1..2], &options, &mut report);
        assert_eq!((articles[0].meta.title.value.as_str(), articles[0].meta.title.basis), ("Now", Basis::Config));
        assert_eq!(articles[0].meta.published.as_ref().map(|day| day.basis), Some(Basis::Config));
    }

    #[test]
    fn a_deep_page_is_a_finding() {
        let mut report = Report::default();
        assert!(collect(&[file("deep.html", &"<div>".repeat(20_000))], &Options::default(), &mut report).is_empty());
        assert_eq!(codes(&report), ["I05"]);
    }

    #[test]
    fn the_end_of_a_saved_pages_name_is_its_outlet() {
        let (day, outlet) = named("in/Envoys meet - Gulf Monitor.html", Some("Envoys meet in Doha"));
        assert_eq!((day, outlet.map(|outlet| outlet.value)), (None, Some("Gulf Monitor".to_owned())));
        assert_eq!(named("in/Envoys meet - Gulf Monitor.html", Some("Other")).1, None);
    }

    fn sound(article: &Article) {
        let mut end = 0;
        for block in article.blocks() {
            let range = block.span.range();
            assert!(range.start >= end && article.body().get(range.clone()).is_some_and(|words| !words.trim().is_empty()));
            end = range.end;
        }
    }

    fn any_format() -> impl Strategy<Value = Format> {
        prop_oneof![Just(Format::Text), Just(Format::Markdown), Just(Format::Html)]
    }

    /// Text with the marks at which readers branch.
    fn marked() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            "\\PC{0,12}",
            Just("\n".to_owned()),
            Just("\r\n\r\n".to_owned()),
            Just("[1] ".to_owned()),
            Just("---\n".to_owned()),
            Just("12:20\n".to_owned()),
            Just("© ".to_owned()),
            Just("By ".to_owned()),
            Just("İST, 6 May 2014 (Ağ) — ".to_owned()),
            Just("The damEngineers met. ".to_owned()),
            Just("<p>".to_owned()),
            Just("<table><tr><td>".to_owned()),
            Just("- ".to_owned()),
            Just("Photo: ".to_owned()),
        ];
        proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(160))]

        #[test]
        fn no_text_breaks_a_reader(text in marked(), format in any_format(), clean in any::<bool>()) {
            let input = Input { path: "x", format, text: &text, clean, given: Override::default() };
            if let Some(article) = read(SourceId(0), &input, &mut Report::default()) {
                sound(&article);
                if !clean && format != Format::Html {
                    prop_assert_eq!(article.body(), text.as_str());
                }
            }
        }

        #[test]
        fn no_bytes_break_a_reader(bytes in proptest::collection::vec(any::<u8>(), 0..400), end in prop_oneof![Just("txt"), Just("md"), Just("html")]) {
            collect(&[RawFile { path: format!("x.{end}"), bytes }], &Options::default(), &mut Report::default());
        }

        #[test]
        fn cleaning_adds_no_word(text in marked()) {
            let input = Input { path: "x", format: Format::Text, text: &text, clean: true, given: Override::default() };
            let inked = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            if let Some(article) = read(SourceId(0), &input, &mut Report::default()) {
                let whole = inked(&text);
                for block in article.blocks().iter().filter(|block| block.kind != BlockKind::Caption) {
                    prop_assert!(whole.contains(&inked(block.span.of(article.body()))), "{:?}", block.span.of(article.body()));
                }
            }
        }
    }
}
