//! What a saved page carries besides its text: scripts, styles, drawings, comments and inlined files, taken out by one scan before the page is measured or parsed.
//!
//! A browser or SingleFile saves a page whole, with its pictures and fonts as `data:` addresses; such files are ordinary, and only their text counts.

use std::borrow::Cow;

use memchr::{memchr, memmem};

/// Bytes of an attribute above which its value is left out; no address, class or date is so long.
const MOST_VALUE: usize = 2_048;

/// The same for `meta`, which may hold a whole description.
const MOST_META: usize = 65_536;

/// Bytes of a start tag, long values aside, above which its attributes are left out.
const MOST_TAG: usize = 32 * 1024;

/// The page without scripts (structured data stays), styles, drawings, comments, zero bytes and very long attribute values.
pub(super) fn strip(html: &str) -> String {
    let bytes = html.as_bytes();
    let mut out = String::with_capacity(html.len().min(4 * 1024 * 1024));
    let mut at = 0;
    while let Some(next) = bytes.get(at..).and_then(|rest| memchr(b'<', rest)) {
        let open = at + next;
        out.push_str(&without_zeros(&html[at..open]));
        let rest = &bytes[open..];
        if rest.starts_with(b"<!--") {
            at = memmem::find(rest, b"-->").map_or(bytes.len(), |end| open + end + 3);
            continue;
        }
        let name = name(rest);
        if name.is_empty() {
            out.push('<');
            at = open + 1;
            continue;
        }
        let tag = tag(html, open);
        at = tag.end;
        let whole = || html.get(open..tag.end).unwrap_or_default();
        let raw = matches!(name.as_str(), "script" | "style" | "svg");
        if raw && name == "script" && is_data(whole()) {
            let end = end_of(bytes, tag.end, b"script");
            out.push_str(&html[open..end]);
            at = end;
        } else if raw {
            at = if whole().ends_with("/>") && name == "svg" { tag.end } else { end_of(bytes, tag.end, name.as_bytes()) };
        } else {
            tag.write(html, open, &name, &mut out);
        }
    }
    out.push_str(&without_zeros(html.get(at..).unwrap_or_default()));
    out
}

fn without_zeros(text: &str) -> Cow<'_, str> {
    if text.contains('\0') { Cow::Owned(text.replace('\0', "")) } else { Cow::Borrowed(text) }
}

/// The name of a start tag in lower case; empty for anything else.
fn name(tag: &[u8]) -> String {
    let letters = tag.iter().skip(1).take(24).take_while(|byte| byte.is_ascii_alphanumeric());
    let name: String = letters.map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) { name } else { String::new() }
}

fn is_data(tag: &str) -> bool {
    tag.len() < 1_024 && tag.to_ascii_lowercase().contains("ld+json")
}

/// Behind the end tag of an element that holds raw text; the end of the page when there is none, as browsers read it.
fn end_of(bytes: &[u8], from: usize, name: &[u8]) -> usize {
    let mut at = from;
    while let Some(next) = bytes.get(at..).and_then(|rest| memmem::find(rest, b"</")) {
        let start = at + next + 2;
        if bytes.get(start..start + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return memchr(b'>', &bytes[start..]).map_or(bytes.len(), |end| start + end + 1);
        }
        at = start;
    }
    bytes.len()
}

/// A start tag: where it ends, and the values in it that are too long.
struct Tag {
    end: usize,
    long: Vec<std::ops::Range<usize>>,
}

fn tag(html: &str, open: usize) -> Tag {
    let bytes = html.as_bytes();
    let mut long = Vec::new();
    let mut at = open + 1;
    while let Some(next) = bytes.get(at..).and_then(|rest| memchr::memchr3(b'>', b'"', b'\'', rest)) {
        at += next;
        let mark = bytes[at];
        // A quote opens a value only behind "=".
        let before = bytes[open..at].iter().rev().find(|byte| !byte.is_ascii_whitespace());
        if mark == b'>' {
            return Tag { end: at + 1, long };
        } else if before == Some(&b'=') {
            let Some(close) = memchr(mark, &bytes[at + 1..]) else { break };
            if close > MOST_VALUE {
                long.push(at + 1..at + 1 + close);
            }
            at += close + 1;
        }
        at += 1;
    }
    Tag { end: bytes.len(), long }
}

impl Tag {
    fn write(&self, html: &str, open: usize, name: &str, out: &mut String) {
        let n_long: usize = self.long.iter().map(std::ops::Range::len).sum();
        if name != "meta" && self.end - open > n_long + MOST_TAG {
            out.push_str(&format!("<{name}>"));
            return;
        }
        let mut from = open;
        for range in &self.long {
            if name == "meta" && range.len() <= MOST_META {
                continue;
            }
            out.push_str(html.get(from..range.start).unwrap_or_default());
            from = range.end;
        }
        out.push_str(html.get(from..self.end).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_structured_data_stay() {
        let page = "<p title='a > b'>Talks <b>go</b> on < and on</p><SCRIPT>if (a<b) {}</SCRIPT><script type='application/ld+json'>{\"a\":1}</script>\
                    <style>p{}</style><!-- a <p> --><svg><path d='M0'/></svg><p>Still\0 on</p>";
        let kept = "<p title='a > b'>Talks <b>go</b> on < and on</p><script type='application/ld+json'>{\"a\":1}</script><p>Still on</p>";
        assert_eq!(strip(page), kept);
    }

    #[test]
    fn inlined_files_go() {
        let picture = format!("<img alt=\"Tents\" src=\"data:image/png;base64,{}\"><p>Tents</p>", "A".repeat(5_000));
        assert_eq!(strip(&picture), "<img alt=\"Tents\" src=\"\"><p>Tents</p>");
        let about = format!("<meta name=description content=\"{}\">", "Talks. ".repeat(500));
        assert_eq!(strip(&about), about);
    }

    #[test]
    fn what_never_ends_takes_the_rest() {
        assert_eq!(strip("<p>Talks</p><script>var a = 1"), "<p>Talks</p>");
        assert_eq!(strip("<p>Talks</p><!-- <p>no</p>"), "<p>Talks</p>");
        assert_eq!(strip("<p>Talks</p><img alt=\"a"), "<p>Talks</p><img alt=\"a");
    }
}
