//! What the template engine complains about, as diagnostics with file, line and snippet.

use tera::{Error, ErrorKind};

use super::Theme;
use crate::base::{Diagnostic, Place};

/// An `R01` that points at the template; `page` is the page that was being rendered.
pub fn diagnostic(theme: &Theme, error: &Error, page: Option<&str>) -> Diagnostic {
    let (message, place) = match error.kind() {
        ErrorKind::SyntaxError(found) | ErrorKind::RenderingError(found) => {
            let span = found.span();
            let covered = if span.end_line == span.start_line { span.end_col.saturating_sub(span.start_col).max(1) } else { 1 };
            (found.message().to_owned(), Some(place(theme, found.filename(), span.start_line, span.start_col, covered)))
        }
        ErrorKind::MissingParent { current, .. } => (error.to_string(), Some(Place::file(path(current)))),
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => (error.to_string(), Some(Place::file(path(tpl)))),
        _ => (error.to_string(), None),
    };
    let mut diagnostic = Diagnostic::new("R01", message.trim_end_matches('.').to_owned());
    diagnostic.place = place;
    if let Some(page) = page {
        diagnostic = diagnostic.hint(format!("it happened while the page {page} was rendered"));
    }
    diagnostic
}

fn path(template: &str) -> String {
    format!("templates/{template}")
}

fn place(theme: &Theme, template: &str, line: usize, column: usize, covered: usize) -> Place {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let text = theme.template(template).and_then(|text| text.lines().nth(line.saturating_sub(1)));
    Place {
        line: Some(number(line)),
        column: Some(number(column + 1)),
        snippet: text.map(|text| (text.to_owned(), number(covered))),
        ..Place::file(path(template))
    }
}
