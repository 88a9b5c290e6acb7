//! Pages that no parser should be given: too large, or nested thousands of elements deep.

/// Bytes above which no article's page lies.
const MOST_BYTES: usize = 10 * 1024 * 1024;

/// Open elements at one spot above which no article's page lies; extraction takes time with the square of it.
const MOST_DEPTH: usize = 3_000;

/// What is wrong with a page, in words.
pub(super) fn refuse(html: &str) -> Option<String> {
    if html.len() > MOST_BYTES {
        return Some(format!("the page has {} MB; pages above 10 MB are not parsed", html.len() / (1024 * 1024)));
    }
    is_deep(html.as_bytes()).then(|| format!("the page nests more than {MOST_DEPTH} elements"))
}

/// Counts open elements without building a tree. An end tag closes only what is open under its name, so the count is never too low.
fn is_deep(html: &[u8]) -> bool {
    let mut open: std::collections::BTreeMap<Vec<u8>, usize> = std::collections::BTreeMap::new();
    let mut depth = 0_usize;
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
        if name.is_empty() || is_flat(&name) {
            continue;
        }
        let count = open.entry(name).or_default();
        if !closing {
            (*count, depth) = (*count + 1, depth + 1);
        } else if *count > 0 {
            (*count, depth) = (*count - 1, depth - 1);
        }
        if depth > MOST_DEPTH {
            return true;
        }
    }
    false
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
        assert!(refuse(&"<div><p>Talks<br>go on</div>".repeat(20_000)).is_none());
        assert!(refuse(&"<p>".repeat(20_000)).is_none());
        assert!(refuse(&" ".repeat(MOST_BYTES + 1)).is_some());
    }
}
