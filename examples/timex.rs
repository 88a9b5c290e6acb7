//! Reads JSON lines `{"id", "dct", "text"}` on standard input and writes `{"id", "timexes": [{start, end, type, value}]}`.
//!
//! Offsets are Unicode code points, ends exclusive. `dct` is the day of publication or null.
//! With `--time` it finds and resolves everything thirty times more on one core and says on standard error how fast.

use std::io::{self, BufRead, Write};

use chrono::NaiveDate;
use demarche::mentions::time::{marks, tag};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Article {
    id: String,
    dct: Option<NaiveDate>,
    text: String,
}

#[derive(Serialize)]
struct Times {
    id: String,
    timexes: Vec<Timex>,
}

#[derive(Serialize)]
struct Timex {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: demarche::mentions::time::TimexType,
    value: Option<String>,
}

fn main() -> io::Result<()> {
    let lines: Vec<String> = io::stdin().lock().lines().collect::<Result<_, _>>()?;
    let articles: Vec<Article> = lines.iter().map(|line| serde_json::from_str(line)).collect::<Result<_, _>>()?;
    if std::env::args().any(|argument| argument == "--time") {
        writeln!(io::stderr(), "{:.1} MB/s on one core", speed(&articles))?;
    }
    let mut out = io::stdout().lock();
    for article in articles {
        writeln!(out, "{}", serde_json::to_string(&times(article))?)?;
    }
    Ok(())
}

/// Megabytes a second, from the fastest of thirty readings of each article: other work on the machine counts for little.
#[allow(clippy::disallowed_methods)] // a program at the end of the house, not a stage
fn speed(articles: &[Article]) -> f64 {
    let n_bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    let reading = |article: &Article| {
        let start = std::time::Instant::now();
        std::hint::black_box(tag(&article.text, article.dct));
        start.elapsed().as_secs_f64()
    };
    let seconds: f64 = articles.iter().map(|article| (0..30).map(|_| reading(article)).fold(f64::INFINITY, f64::min)).sum();
    n_bytes as f64 / 1e6 / seconds
}

fn times(article: Article) -> Times {
    let mut counter = CodePoints { text: &article.text, byte: 0, n_points: 0 };
    let timexes = tag(&article.text, article.dct)
        .iter()
        .flat_map(|(found, resolved)| marks(found, resolved).into_iter().map(|mark| (mark.span, resolved.timex, mark.value)))
        .map(|(span, kind, value)| {
            let (start, end) = (counter.at(span.start as usize), counter.at(span.end as usize));
            Timex { start, end, kind, value }
        })
        .collect();
    Times { id: article.id, timexes }
}

/// Counts code points, for byte offsets that only grow.
struct CodePoints<'a> {
    text: &'a str,
    byte: usize,
    n_points: usize,
}

impl CodePoints<'_> {
    fn at(&mut self, byte: usize) -> usize {
        self.n_points += self.text.get(self.byte..byte).map_or(0, |words| words.chars().count());
        self.byte = byte;
        self.n_points
    }
}
