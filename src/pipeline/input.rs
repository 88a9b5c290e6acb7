//! One line of a stream of articles.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::base::{Report, SourceId};
use crate::ingest::{self, Article, Format, Override};

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
    /// Byline.
    pub author: Option<String>,
    /// Address of the original.
    pub url: Option<String>,
    /// Language as a BCP 47 tag.
    pub language: Option<String>,
    /// The desk or part of the outlet in which it appeared.
    pub section: Option<String>,
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
    author: Option<String>,
    url: Option<String>,
    language: Option<String>,
    section: Option<String>,
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
        let filled = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        Ok(Self {
            id: written.id,
            format,
            body,
            published: filled(written.published).map(|day| self::day(&day)).transpose()?,
            title: filled(written.title),
            outlet: filled(written.outlet),
            author: filled(written.author),
            url: filled(written.url),
            language: filled(written.language),
            section: filled(written.section),
            clean: written.clean.unwrap_or(true),
        })
    }

    /// The article in it. When cleaning leaves nothing, the body is empty.
    ///
    /// # Errors
    /// Why the text was refused.
    pub fn into_article(self) -> Result<Article, String> {
        let path = self.id.to_string();
        let given = Override {
            title: self.title,
            outlet: self.outlet,
            author: self.author,
            published: self.published,
            url: self.url,
            language: self.language,
            section: self.section,
            ..Override::default()
        };
        let input = ingest::Input { path: &path, format: self.format, text: &self.body, clean: self.clean, given };
        let mut report = Report::default();
        let article = ingest::read(SourceId(0), &input, &mut report);
        article.ok_or_else(|| report.items().last().map_or_else(|| "the text was refused".to_owned(), |item| item.message.clone()))
    }
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
    use crate::base::Basis;

    #[test]
    fn a_line_is_read_or_refused_with_a_reason() {
        let input = Input::parse(r#"{"id": 7, "text": "Words.", "published": "2024-03-09", "gold": [1]}"#).unwrap();
        assert_eq!((input.id, input.published, input.clean), (Id::Number(7), NaiveDate::from_ymd_opt(2024, 3, 9), true));
        let refused = |line: &str| Input::parse(line).unwrap_err();
        assert!(refused(r#"{"id": "a"}"#).starts_with("exactly one of"));
        assert!(refused(r#"{"id": "a", "text": "", "html": ""}"#).starts_with("exactly one of"));
        assert!(refused(r#"{"text": "x"}"#).contains("missing field `id`"));
        assert!(refused(r#"{"id": "a", "text": "x", "published": "9 March"}"#).contains("not a day"));
        assert!(refused(r#"{"id": "a", "text"#).contains("column"));
    }

    #[test]
    fn a_text_that_is_clean_stays_as_it_is() {
        let line = r#"{"id": "a", "text": "  Ministers met in Juba.\r\n\r\n \nThey will meet again.  ", "clean": false}"#;
        let article = Input::parse(line).unwrap().into_article().unwrap();
        assert_eq!(article.body(), "  Ministers met in Juba.\r\n\r\n \nThey will meet again.  ");
        let words: Vec<&str> = article.blocks().iter().map(|block| block.span.of(article.body())).collect();
        assert_eq!(words, ["Ministers met in Juba.", "They will meet again."]);
    }

    #[test]
    fn what_is_given_is_stronger_than_what_the_text_says() {
        let line = r#"{"id": "a", "markdown": "---\ntitle: Inside\ndate: 2024-01-01\n---\n\nMinisters met in Juba for two days.\n", "title": "Given"}"#;
        let meta = Input::parse(line).unwrap().into_article().unwrap().meta;
        assert_eq!((meta.title.value.as_str(), meta.title.basis), ("Given", Basis::Config));
        assert_eq!(meta.published.unwrap().basis, Basis::FrontMatter);
    }
}
