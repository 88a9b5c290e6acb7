//! One entry or record: read, overruled by the desk, and finished into an article.

use super::container::{Content, Entry};
use super::draft::{Draft, Found};
use super::headline::split_outlet;
use super::lines::{ends_sentence, folded};
use super::when::full_date;
use super::{Article, Block, Dropped, Format, Input, Meta, Override, html, html_guard, html_strip, language, markdown, plain, verbatim};
use crate::base::{Basis, Diagnostic, Fingerprint, Known, Place, Report, SourceId, When};

/// What reading one text gave.
struct Text {
    body: String,
    blocks: Vec<Block>,
    dropped: Vec<Dropped>,
    found: Found,
}

/// Reads an entry of a file into an article; `None` when it cannot be one, which the report says.
///
/// The fingerprint is that of the file's bytes when the file is one article, else that of the entry's text.
pub(super) fn from_entry(path: &str, entry: Entry, bytes: &[u8], given: &Override, report: &mut Report) -> Option<Article> {
    let (format, mut text, own) = match entry.content {
        Content::Text(format, text) => {
            let input = Input { path, format, text: &text, clean: true, given: given.clone() };
            (format, self::text(&input, report)?, Fingerprint::of(text.as_bytes()))
        }
        Content::Draft(draft) => {
            let text = finished(*draft, given, path, report);
            let own = Fingerprint::of(text.body.as_bytes());
            (Format::Text, text, own)
        }
    };
    text.found = if entry.first { entry.stated.or(text.found) } else { text.found.or(entry.stated) };
    let fingerprint = if entry.name.is_some() { own } else { Fingerprint::of(bytes) };
    let article = article(SourceId(0), path, format, text, given, fingerprint, report);
    if !article.blocks().iter().any(|block| reads(block.span.of(article.body()))) {
        report.add(Diagnostic::new("I03", "no running text was found").at(Place::file(path)));
        return None;
    }
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
    Some(article(id, input.path, input.format, text, &input.given, fingerprint, report))
}

fn article(
    id: SourceId,
    path: &str,
    format: Format,
    text: Text,
    given: &Override,
    fingerprint: Fingerprint,
    report: &mut Report,
) -> Article {
    let meta = meta(text.found, given, path, &text.body);
    if let Some(language) = meta.language.as_ref().filter(|language| language::primary(&language.value) != "en") {
        let message = format!("the text is in the language “{}”, which is not analysed yet", language.value);
        report.add(Diagnostic::new("I08", message).at(Place::file(path)));
    }
    Article::new(id, path, format, meta, fingerprint, text.body, text.blocks, text.dropped)
}

fn text(input: &Input<'_>, report: &mut Report) -> Option<Text> {
    if !input.clean && input.format != Format::Html {
        let (blocks, found) = verbatim::read(input.text, input.format);
        return Some(Text { body: input.text.to_owned(), blocks, dropped: Vec::new(), found });
    }
    let draft = draft(input, report)?;
    Some(finished(draft, &input.given, input.path, report))
}

/// A draft with the desk's wishes about its blocks.
fn finished(mut draft: Draft, given: &Override, path: &str, report: &mut Report) -> Text {
    for (key, words) in given.keep.iter().map(|words| ("keep", words)).chain(given.drop.iter().map(|words| ("drop", words))) {
        if !draft.holds(words) {
            report.add(
                Diagnostic::new("I13", format!("`{key}` names words that the article does not hold: “{words}”")).at(Place::file(path)),
            );
        }
    }
    let author = given.author.clone().or_else(|| draft.found.author.as_ref().map(|author| author.value.clone()));
    draft.leave_out_note(author.as_deref());
    draft.keep(&given.keep);
    draft.leave_out(&given.drop);
    let found = std::mem::take(&mut draft.found);
    let (body, blocks, dropped) = draft.into_body();
    Text { body, blocks, dropped, found }
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
    let desk = |value: &Option<String>| value.clone().map(|value| Known::new(value, Basis::Config));
    let language = desk(&given.language).or_else(|| language::detect(body, &found));
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
        section: desk(&given.section).or(found.section),
        place: found.place,
        references: found.references,
        draft: found.draft,
    }
}

/// The day with which a file's name begins, and the outlet with which a saved page's name ends.
fn named(path: &str, title: Option<&str>) -> (Option<Known<chrono::NaiveDate>>, Option<Known<String>>) {
    let (path, inside) = path
        .rsplit_once('#')
        .filter(|(path, _)| super::container::Kind::of(path).is_some())
        .map_or((path, false), |(path, _)| (path, true));
    if inside {
        // The name of a feed or an archive says nothing about one article in it.
        return (None, None);
    }
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
    let whole = words.iter().take(MOST).copied().collect::<Vec<_>>().join(" ");
    // Scripts without spaces have no ten words; a few dozen signs say as much.
    let signs = if words.len() * 20 < whole.chars().count() { 40 } else { 120 };
    let head: String = whole.chars().take(signs).collect();
    if words.len() > MOST || head.len() < whole.len() {
        format!("{}…", head.trim_end_matches([',', ';', ':', '–', '—', '-']))
    } else {
        head
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ingest::{BlockKind, Options, RawFile, collect};

    fn file(path: &str, text: &str) -> RawFile {
        RawFile { path: path.to_owned(), bytes: text.as_bytes().into() }
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
            file("map.docx", "x"),
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

    /// Files to which damage is done.
    const DAMAGED: &[(&str, &[u8])] = &[
        ("x.pdf", include_bytes!("../../tests/files/columns.pdf")),
        ("y.pdf", include_bytes!("../../tests/files/loop.pdf")),
        ("x.warc.gz", include_bytes!("../../tests/files/crawl.warc.gz")),
        ("x.rss", include_bytes!("../../tests/sites/containers/in/seeds/courier.rss")),
    ];

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

    #[test]
    fn what_draws_itself_is_no_endless_page_be_its_kind_misspelt() {
        let drawn = DAMAGED[1].1;
        let at = memchr::memmem::find(drawn, b"/Form").unwrap();
        let mut bytes = drawn.to_vec();
        bytes[at + 1] = b'N';
        let mut report = Report::default();
        collect(&[RawFile { path: "y.pdf".to_owned(), bytes: bytes.into() }], &Options::default(), &mut report);
        assert!(codes(&report).iter().all(|code| *code != "I05"), "{report:?}");
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
        fn no_bytes_break_a_reader(bytes in proptest::collection::vec(any::<u8>(), 0..400), end in prop_oneof![Just("txt"), Just("md"), Just("html"), Just("xml"), Just("eml"), Just("mbox"), Just("mhtml"), Just("warc"), Just("warc.gz"), Just("pdf")]) {
            collect(&[RawFile { path: format!("x.{end}"), bytes: bytes.into() }], &Options::default(), &mut Report::default());
        }

        #[test]
        fn a_damaged_file_breaks_no_reader(which in 0..DAMAGED.len(), places in proptest::collection::vec((any::<u16>(), any::<u8>()), 1..6)) {
            let (path, whole) = DAMAGED[which];
            let mut bytes = whole.to_vec();
            for (at, byte) in places {
                let at = usize::from(at) % bytes.len();
                bytes[at] = byte;
            }
            collect(&[RawFile { path: path.to_owned(), bytes: bytes.into() }], &Options::default(), &mut Report::default());
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
