//! Reads JSON lines `{"id", "dct", "text"}` on standard input and writes `{"id", "timexes": [{start, end, type, value}]}`.
//!
//! Offsets are Unicode code points, ends exclusive. `dct` is the day of publication or null.

use std::io::{self, BufRead, Write};

use chrono::NaiveDate;
use demarche::mentions::time::{find, marks, resolve};
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
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let article: Article = serde_json::from_str(&line?)?;
        writeln!(out, "{}", serde_json::to_string(&times(article))?)?;
    }
    Ok(())
}

fn times(article: Article) -> Times {
    let found = find(&article.text);
    let resolved = resolve(&article.text, &found, article.dct);
    let mut counter = CodePoints { text: &article.text, byte: 0, n_points: 0 };
    let timexes = found
        .iter()
        .zip(resolved)
        .flat_map(|(found, resolved)| marks(found, &resolved).into_iter().map(move |mark| (mark.span, resolved.timex, mark.value)))
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
