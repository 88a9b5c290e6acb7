//! The bytes of a saved page as text: by byte order mark, by the zero bytes of UTF-16, as UTF-8 when they are that, by what the page declares, by the likeliest encoding.
//!
//! A declaration is believed less than the bytes: pages are often saved as UTF-8 by a browser and go on declaring what they were served in.

use encoding_rs::{Encoding, ISO_2022_JP, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, X_USER_DEFINED};

/// The text of a page; `None` for bytes that are no text.
pub(super) fn decode(bytes: &[u8]) -> Option<String> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Some(encoding.decode_without_bom_handling(bytes.get(mark..)?).0.into_owned());
    }
    if let Some(encoding) = wide(bytes) {
        return Some(encoding.decode_without_bom_handling(bytes).0.into_owned());
    }
    if is_binary(bytes) {
        return None;
    }
    let declared = declared(bytes);
    if declared == Some(ISO_2022_JP) && bytes.contains(&0x1b) {
        return Some(ISO_2022_JP.decode_without_bom_handling(bytes).0.into_owned());
    }
    if is_utf8(bytes) {
        return Some(String::from_utf8_lossy(bytes).into_owned());
    }
    let encoding = declared.filter(|encoding| *encoding != UTF_8).unwrap_or_else(|| likeliest(bytes));
    Some(encoding.decode_without_bom_handling(bytes).0.into_owned())
}

/// UTF-16 without a mark: in markup every second byte is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(1024))?;
    let zeros = |first: usize| head.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = head.len() / 4;
    if head.len() < 16 {
        return None;
    }
    match (even, odd) {
        (even, odd) if odd > many && even * 10 < odd => Some(UTF_16LE),
        (even, odd) if even > many && odd * 10 < even => Some(UTF_16BE),
        _ => None,
    }
}

/// A page may hold a stray zero byte; many of them, or other control characters, are no text.
fn is_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(64 * 1024)).unwrap_or(bytes);
    let n_control = head.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31)).count();
    n_control * 50 > head.len() || head.contains(&0) && !head.contains(&b'<')
}

/// Whether the bytes are UTF-8, but for a few broken ones in a page that plainly is.
fn is_utf8(bytes: &[u8]) -> bool {
    let (mut broken, mut whole) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    broken == 0 || whole > 20 * broken
}

/// What `meta charset`, `http-equiv` or the XML declaration say; "iso-8859-1" means windows-1252 there, as in browsers.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(8192))?).to_lowercase();
    let label = |at: usize| {
        let rest = head.get(at..)?.trim_start_matches(['"', '\'', ' ', '=']);
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':')).unwrap_or(rest.len());
        Encoding::for_label(rest.get(..end)?.as_bytes())
    };
    let xml = head.trim_start().starts_with("<?xml").then(|| head.find("encoding=")).flatten().and_then(|at| label(at + "encoding=".len()));
    let stated = || head.match_indices("charset").find_map(|(at, word)| label(at + word.len()));
    // What could be read in a page that declares UTF-16 in single bytes was no UTF-16.
    xml.or_else(stated).filter(|encoding| ![UTF_16LE, UTF_16BE, REPLACEMENT, X_USER_DEFINED].contains(encoding))
}

fn likeliest(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coded(label: &str, page: &str) -> Vec<u8> {
        Encoding::for_label(label.as_bytes()).unwrap().encode(page).0.into_owned()
    }

    #[test]
    fn declarations_are_followed() {
        for (label, words) in [
            ("windows-1251", "Переговоры в Душанбе"),
            ("koi8-r", "Переговоры в Душанбе"),
            ("windows-1256", "محادثات السلام"),
            ("gb2312", "会谈在日内瓦举行"),
            ("shift_jis", "会談はジュネーブで"),
            ("euc-kr", "회담은 제네바에서"),
            ("iso-2022-jp", "会談はジュネーブで"),
            ("iso-8859-1", "“Café” talks"),
        ] {
            for page in [
                format!("<meta charset=\"{label}\"><p>{words}</p>"),
                format!("<meta http-equiv=Content-Type content='text/html; charset={label}'><p>{words}</p>"),
                format!("<?xml version=\"1.0\" encoding=\"{label}\"?><html><p>{words}</p></html>"),
            ] {
                assert_eq!(decode(&coded(label, &page)).as_deref(), Some(page.as_str()), "{label}");
            }
        }
    }

    #[test]
    fn bytes_are_believed_before_declarations() {
        let page = "<meta charset=iso-8859-1><p>Talks in Genève</p>";
        assert_eq!(decode(page.as_bytes()).as_deref(), Some(page));
        let mut cut = format!("<p>{}", "é".repeat(200)).into_bytes();
        cut.pop();
        assert!(decode(&cut).unwrap().contains("ééé"));
        assert!(decode(b"<meta charset=utf-8><p>Caf\xe9 talks in Gen\xe8ve went on until late</p>").unwrap().contains("Genève"));
    }

    #[test]
    fn wide_characters_need_no_mark() {
        let page = "<html><head><title>Talks</title></head><body>Переговоры</body></html>";
        let little: Vec<u8> = page.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = page.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!((decode(&little).as_deref(), decode(&big).as_deref()), (Some(page), Some(page)));
    }

    #[test]
    fn a_stray_zero_is_no_reason_to_refuse() {
        assert!(decode(b"<p>The envoys left Juba on Tuesday\0, three officials of both sides said after the talks.</p>").is_some());
        assert_eq!(decode(b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00"), None);
    }
}
