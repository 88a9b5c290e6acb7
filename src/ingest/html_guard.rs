//! Pages that no parser should be given: too large, or nested so that a parser's work grows with the square of their size.

use std::collections::BTreeMap;

/// Bytes above which no article's page lies once [`super::html_strip`] has been through it.
const MOST_BYTES: usize = 4 * 1024 * 1024;

/// Start tags above which no article's page lies.
const MOST_TAGS: usize = 50_000;

/// Open elements at one spot above which no article's page lies; extraction takes time with the square of it.
const MOST_DEPTH: usize = 1_000;

/// Elements that a parser may open again because a formatting element was not closed before the next block.
const MOST_REOPENED: usize = 200_000;

/// What is wrong with a stripped page, in words.
pub(super) fn refuse(html: &str) -> Option<String> {
    if html.len() > MOST_BYTES {
        let size = html.len() / (1024 * 1024);
        return Some(format!("the page has {size} MB of text and markup without its scripts and pictures; above 4 MB it is not parsed"));
    }
    Open::default().too_many(html.as_bytes())
}

/// Elements that are open, by name.
#[derive(Default)]
struct Open {
    names: BTreeMap<Vec<u8>, usize>,
    n_tags: usize,
    depth: usize,
    formatting: usize,
    reopened: usize,
}

impl Open {
    /// Counts open elements without building a tree. An end tag closes only what is open under its name, so the count is never too low.
    fn too_many(&mut self, html: &[u8]) -> Option<String> {
        let mut at = 0;
        while let Some(next) = html.get(at..).and_then(|rest| memchr::memchr(b'<', rest)) {
            at += next + 1;
            let rest = html.get(at..).unwrap_or_default();
            let closing = rest.first() == Some(&b'/');
            let name: Vec<u8> = rest
                .iter()
                .skip(usize::from(closing))
                .take(24)
                .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-')
                .map(u8::to_ascii_lowercase)
                .collect();
            self.tag(name, closing);
            if self.depth > MOST_DEPTH {
                return Some(format!("the page nests more than {MOST_DEPTH} elements"));
            }
            if self.n_tags > MOST_TAGS {
                return Some(format!("the page has more than {MOST_TAGS} elements"));
            }
            if self.reopened > MOST_REOPENED {
                return Some("the page leaves formatting open across many thousands of blocks".to_owned());
            }
        }
        None
    }

    fn tag(&mut self, name: Vec<u8>, closing: bool) {
        if name.is_empty() {
            return;
        }
        let formats = is_formatting(&name);
        self.n_tags += usize::from(!closing);
        if !closing && !formats {
            self.reopened += self.formatting;
        }
        if is_flat(&name) {
            return;
        }
        let count = self.names.entry(name).or_default();
        if !closing {
            *count += 1;
            self.depth += 1;
            self.formatting += usize::from(formats);
        } else if *count > 0 {
            *count -= 1;
            self.depth -= 1;
            self.formatting -= usize::from(formats);
        }
    }
}

/// Elements that the standard opens again in the next block when they were not closed.
fn is_formatting(name: &[u8]) -> bool {
    const FORMATTING: [&[u8]; 14] =
        [b"a", b"b", b"big", b"code", b"em", b"font", b"i", b"nobr", b"s", b"small", b"strike", b"strong", b"tt", b"u"];
    FORMATTING.contains(&name)
}

/// Elements that hold nothing, or that the next of their kind closes.
fn is_flat(name: &[u8]) -> bool {
    const FLAT: [&[u8]; 33] = [
        b"area",
        b"base",
        b"br",
        b"col",
        b"embed",
        b"hr",
        b"img",
        b"input",
        b"link",
        b"meta",
        b"param",
        b"source",
        b"track",
        b"wbr",
        b"p",
        b"li",
        b"dt",
        b"dd",
        b"tr",
        b"td",
        b"th",
        b"thead",
        b"tbody",
        b"tfoot",
        b"option",
        b"optgroup",
        b"rp",
        b"rt",
        b"path",
        b"circle",
        b"rect",
        b"use",
        b"stop",
    ];
    FLAT.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_counted_and_width_is_not() {
        assert!(refuse(&"<div>".repeat(20_000)).is_some());
        assert!(refuse(&"<div></span>".repeat(20_000)).is_some());
        assert!(refuse(&"<table><tr><td>".repeat(20_000)).is_some());
        assert!(refuse(&"<div><p>Talks<br>go on</div>".repeat(10_000)).is_none());
        assert!(refuse(&"<p>".repeat(20_000)).is_none());
        assert!(refuse(&" ".repeat(MOST_BYTES + 1)).is_some());
    }

    #[test]
    fn formatting_that_every_block_opens_again_is_counted() {
        assert!(refuse(&"<font color=red>".repeat(20_000)).is_some());
        let reopened = format!("{}{}", "<font color=red>".repeat(900), "<p>Talks".repeat(20_000));
        assert!(refuse(&reopened).is_some());
        assert!(refuse(&"<p><b>Talks</b> go on".repeat(20_000)).is_none());
        assert!(refuse(&"<p>Talks".repeat(60_000)).is_some());
    }
}
