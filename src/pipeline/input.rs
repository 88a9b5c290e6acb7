//! One line of a stream of articles.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::base::{Basis, Fingerprint, Known, Report, SourceId, Span, When};
use crate::ingest::{self, Article, Block, BlockKind, Format, Meta, Override, RawFile};

use super::record::Id;

/// An article as a record gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Comes back with the result.
    pub id: Id,
    /// How `body` is to be read.
    pub format: Format,
    /// The text, Markdown or HTML.
    pub body: String,
    /// Day of first publication.
    pub published: Option<NaiveDate>,
    /// Headline.
    pub title: Option<String>,
    /// Outlet.
    pub outlet: Option<String>,
    /// Address of the original.
    pub url: Option<String>,
    /// Look for the article inside the text; otherwise the text is taken as it is.
    pub clean: bool,
}

/// The line as it is written. Fields of others are ignored, so that records may carry their owners' own.
#[derive(Deserialize)]
struct Written {
    id: Id,
    text: Option<String>,
    markdown: Option<String>,
    html: Option<String>,
    published: Option<String>,
    title: Option<String>,
    outlet: Option<String>,
    url: Option<String>,
    clean: Option<bool>,
}

impl Input {
    /// Reads one line.
    ///
    /// # Errors
    /// What is wrong with it, in a sentence without a full stop.
    pub fn parse(line: &str) -> Result<Self, String> {
        let written: Written = serde_json::from_str(line).map_err(|error| described(&error))?;
        let (format, body) = match (written.text, written.markdown, written.html) {
            (Some(text), None, None) => (Format::Text, text),
            (None, Some(markdown), None) => (Format::Markdown, markdown),
            (None, None, Some(html)) => (Format::Html, html),
            _ => return Err("exactly one of `text`, `markdown` and `html` must be given".to_owned()),
        };
        let clean = written.clean.unwrap_or(true);
        if !clean && format != Format::Text {
            return Err("`clean` can only be false for `text`".to_owned());
        }
        let filled = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        Ok(Self {
            id: written.id,
            format,
            body,
            published: filled(written.published).map(|day| self::day(&day)).transpose()?,
            title: filled(written.title),
            outlet: filled(written.outlet),
            url: filled(written.url),
            clean,
        })
    }

    /// The article in it. When cleaning leaves nothing, the body is empty.
    pub fn into_article(self) -> Article {
        if !self.clean {
            return self.as_it_is();
        }
        let path = self.path();
        let id = self.id.to_string();
        let overrides = vec![Override {
            file: path.clone(),
            title: self.title.clone(),
            outlet: self.outlet.clone(),
            published: self.published,
            url: self.url.clone(),
            ..Override::default()
        }];
        let options = ingest::Options { drafts: true, future: true, today: None, overrides };
        let files = [RawFile { path, bytes: self.body.clone().into_bytes() }];
        match ingest::collect(&files, &options, &mut Report::default()).pop() {
            Some(mut article) => {
                article.path = id;
                article
            }
            None => Self { body: String::new(), ..self }.as_it_is(),
        }
    }

    /// A file name under which `ingest` reads the record in its format; days in the id are seen as in a file's name.
    fn path(&self) -> String {
        let id = self.id.to_string();
        let (extension, also) = match self.format {
            Format::Text => ("txt", "text"),
            Format::Markdown => ("md", "markdown"),
            Format::Html => ("html", "htm"),
        };
        let fits = id.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case(extension) || end.eq_ignore_ascii_case(also));
        if fits { id } else { format!("{id}.{extension}") }
    }

    /// The text untouched, each line with words in it being a paragraph.
    fn as_it_is(self) -> Article {
        let first_words = || self.body.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default().chars().take(120).collect();
        let given = |text: Option<String>| text.map(|text| Known::new(text, Basis::Config));
        let meta = Meta {
            title: given(self.title).unwrap_or_else(|| Known::new(first_words(), Basis::Inferred)),
            outlet: given(self.outlet),
            author: None,
            published: self.published.map(|day| Known::new(When::day(day), Basis::Config)),
            url: given(self.url),
            language: None,
            references: Vec::new(),
            draft: false,
        };
        let fingerprint = Fingerprint::of(self.body.as_bytes());
        let blocks = paragraphs(&self.body);
        Article::new(SourceId(0), self.id.to_string(), self.format, meta, fingerprint, self.body, blocks, Vec::new())
    }
}

/// The lines of a text that hold words.
fn paragraphs(body: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for (n, line) in body.split_inclusive('\n').enumerate() {
        let words = line.trim();
        if !words.is_empty() {
            let from = start + (line.len() - line.trim_start().len());
            let line = u32::try_from(n + 1).unwrap_or(u32::MAX);
            blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(from, from + words.len()), line });
        }
        start += line.len();
    }
    blocks
}

fn day(written: &str) -> Result<NaiveDate, String> {
    NaiveDate::parse_from_str(written, "%Y-%m-%d").map_err(|_| format!("`published` is {written:?}, not a day such as 2024-03-09"))
}

/// The parser's message; its line is always 1 in a stream of lines and would mislead.
fn described(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or(&message);
    if error.column() > 0 { format!("{message} (column {})", error.column()) } else { message.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_or_refused_with_a_reason() {
        let input = Input::parse(r#"{"id": 7, "text": "Words.", "published": "2024-03-09", "gold": [1]}"#).unwrap();
        assert_eq!((input.id, input.published, input.clean), (Id::Number(7), NaiveDate::from_ymd_opt(2024, 3, 9), true));
        let refused = |line: &str| Input::parse(line).unwrap_err();
        assert!(refused(r#"{"id": "a"}"#).starts_with("exactly one of"));
        assert!(refused(r#"{"id": "a", "text": "", "html": ""}"#).starts_with("exactly one of"));
        assert!(refused(r#"{"text": "x"}"#).contains("missing field `id`"));
        assert!(refused(r#"{"id": "a", "text": "x", "published": "9 March"}"#).contains("not a day"));
        assert!(refused(r#"{"id": "a", "html": "x", "clean": false}"#).contains("only be false"));
        assert!(refused(r#"{"id": "a", "text"#).contains("column"));
    }

    #[test]
    fn a_text_that_is_clean_stays_as_it_is() {
        let line = r#"{"id": "a", "text": "  Ministers met in Juba.\r\n\r\n \nThey will meet again.  ", "clean": false}"#;
        let article = Input::parse(line).unwrap().into_article();
        assert_eq!(article.body(), "  Ministers met in Juba.\r\n\r\n \nThey will meet again.  ");
        let words: Vec<(&str, u32)> = article.blocks().iter().map(|block| (block.span.of(article.body()), block.line)).collect();
        assert_eq!(words, [("Ministers met in Juba.", 1), ("They will meet again.", 4)]);
    }
}
