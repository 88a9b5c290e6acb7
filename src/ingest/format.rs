//! Which reader a file needs, and its bytes as text.

use encoding_rs::Encoding;

use super::{Format, html_charset};

impl Format {
    /// The reader for a path, by its extension; `None` for files that are not read as articles.
    pub fn of(path: &str) -> Option<Self> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let (_, extension) = name.rsplit_once('.')?;
        match extension.to_lowercase().as_str() {
            "txt" | "text" => Some(Self::Text),
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            _ => None,
        }
    }
}

/// The text of a file: by its byte order mark, by what a page's markup says, as UTF-8, or by the likeliest encoding.
///
/// `None` for bytes that are no text.
pub(super) fn decode(bytes: &[u8], format: Format) -> Option<String> {
    if format == Format::Html {
        return html_charset::decode(bytes);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Some(encoding.decode_without_bom_handling(bytes.get(mark..)?).0.into_owned());
    }
    if is_binary(bytes) {
        return None;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(text.to_owned());
    }
    Some(guess(bytes).decode_without_bom_handling(bytes).0.into_owned())
}

/// Text has no zero bytes and few control characters.
fn is_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(64 * 1024)).unwrap_or(bytes);
    let n_control = head.iter().filter(|byte| matches!(byte, 1..=8 | 14..=26 | 28..=31)).count();
    head.contains(&0) || n_control * 50 > head.len()
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_choose_the_reader() {
        assert_eq!(Format::of("week 1/Talks.HTM"), Some(Format::Html));
        assert_eq!(Format::of("notes.markdown"), Some(Format::Markdown));
        assert_eq!(Format::of("map.png"), None);
        assert_eq!(Format::of("README"), None);
    }

    #[test]
    fn encodings_are_found() {
        let stated = b"<html><head><meta charset=\"windows-1251\"></head><body>\xcf\xe5\xf0\xe5\xe3\xee\xe2\xee\xf0\xfb</body></html>";
        assert!(decode(stated, Format::Html).unwrap().contains("Переговоры"));
        assert_eq!(decode(b"\xff\xfeA\x00b\x00", Format::Text).as_deref(), Some("Ab"));
        assert_eq!(decode("Żeljava".as_bytes(), Format::Text).as_deref(), Some("Żeljava"));
        assert!(decode(b"Caf\xe9 talks in Gen\xe8ve went on until late", Format::Text).unwrap().contains("Genève"));
        assert_eq!(decode(b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00", Format::Text), None);
    }
}
