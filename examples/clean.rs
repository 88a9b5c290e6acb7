//! Cleans articles: JSON lines in, JSON lines out, for scorers and for looking at what the cleaner does.
//!
//! With `--time` it reads all records five times more on one core and says on standard error how fast the quickest of these rounds was.
//!
//! A record in has `id` and one of `text`, `markdown`, `html`; a record out has `id`, `text`, `title`, `author`, `date`, `site`, `url`, `blocks` and `dropped`.

use std::io::{BufRead, Write};

use demarche::base::{Known, Report, SourceId};
use demarche::ingest::{Article, Format, Input, Override, read};
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Record {
    id: String,
    text: Option<String>,
    markdown: Option<String>,
    html: Option<String>,
    #[serde(default = "yes")]
    clean: bool,
}

fn yes() -> bool {
    true
}

#[allow(clippy::disallowed_methods)] // a program at the end of the house, not a stage
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let lines: Vec<String> = std::io::stdin().lock().lines().collect::<Result<_, _>>()?;
    let answers: Vec<String> = lines.par_iter().map(|line| answer(line)).collect::<Result<_, serde_json::Error>>()?;
    let mut out = std::io::stdout().lock();
    answers.iter().try_for_each(|answer| writeln!(out, "{answer}"))?;
    if std::env::args().any(|argument| argument == "--time") {
        let records: Vec<Record> = lines.iter().map(|line| serde_json::from_str(line)).collect::<Result<_, _>>()?;
        let n_bytes: usize = records.iter().filter_map(|record| record.source().map(|(_, text)| text.len())).sum();
        let (mut seconds, mut n_read) = (f64::INFINITY, 0);
        for _ in 0..5 {
            let start = std::time::Instant::now();
            n_read = records.iter().filter(|record| record.read(&mut Report::default()).is_some()).count();
            seconds = seconds.min(start.elapsed().as_secs_f64());
        }
        writeln!(
            std::io::stderr(),
            "{:.1} MB/s, {:.1} pages/s, {seconds:.3} s on one core",
            n_bytes as f64 / 1e6 / seconds,
            n_read as f64 / seconds
        )?;
    }
    Ok(())
}

impl Record {
    fn source(&self) -> Option<(Format, &str)> {
        match (&self.text, &self.markdown, &self.html) {
            (Some(text), _, _) => Some((Format::Text, text)),
            (_, Some(text), _) => Some((Format::Markdown, text)),
            (_, _, Some(text)) => Some((Format::Html, text)),
            _ => None,
        }
    }

    fn read(&self, report: &mut Report) -> Option<Article> {
        let (format, text) = self.source()?;
        let input = Input { path: &self.id, format, text, clean: self.clean, given: Override::default() };
        read(SourceId(0), &input, report)
    }
}

fn answer(line: &str) -> Result<String, serde_json::Error> {
    let record: Record = serde_json::from_str(line)?;
    if record.source().is_none() {
        return Ok(json!({"id": record.id, "error": "no text, markdown or html"}).to_string());
    }
    let mut report = Report::default();
    let article = record.read(&mut report);
    let findings: Vec<&str> = report.items().iter().map(|item| item.message.as_str()).collect();
    Ok(article.map_or_else(|| json!({"id": record.id, "text": "", "findings": findings}), |article| as_json(&article)).to_string())
}

fn as_json(article: &Article) -> Value {
    let meta = &article.meta;
    let value = |known: &Option<Known<String>>| known.as_ref().map(|known| known.value.clone());
    let stated = (meta.title.basis != demarche::base::Basis::Inferred).then(|| meta.title.value.clone());
    json!({
        "id": article.path,
        "text": article.body(),
        "title": stated,
        "author": value(&meta.author),
        "date": meta.published.as_ref().map(|day| day.value.earliest().to_string()),
        "date_basis": meta.published.as_ref().map(|day| day.basis.word()),
        "site": value(&meta.outlet),
        "url": value(&meta.url),
        "language": value(&meta.language),
        "references": meta.references.iter().map(|reference| format!("[{}] {}", reference.number, reference.name)).collect::<Vec<_>>(),
        "blocks": article.blocks().iter().map(|block| format!("{:?} {} {}", block.kind, block.line, block.span.of(article.body()))).collect::<Vec<_>>(),
        "dropped": article.dropped.iter().map(|stretch| format!("{:?} {} {}", stretch.reason, stretch.line, stretch.text)).collect::<Vec<_>>(),
    })
}
