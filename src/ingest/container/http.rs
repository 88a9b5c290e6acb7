//! Answers of web servers as archives keep them: status, headers, and the page in them.

use std::io::Read;

use encoding_rs::Encoding;

use crate::base::{Basis, Known};
use crate::ingest::draft::Found;
use crate::ingest::html_meta::{host, in_address};
use crate::ingest::{Format, format};

/// Bytes above which no article's page lies; one more shows that a page is longer.
const MOST_PAGE: u64 = 10 * 1024 * 1024 + 1;

/// An answer, or what it is instead of a page.
pub(super) enum Answer {
    /// A page as text.
    Page(String),
    /// Something else, in words for a count.
    Other(&'static str),
}

/// Reads an answer with its headers.
pub(super) fn answer(bytes: &[u8]) -> Answer {
    let mut headers = [httparse::EMPTY_HEADER; 128];
    let mut response = httparse::Response::new(&mut headers);
    let config = {
        let mut config = httparse::ParserConfig::default();
        config.allow_spaces_after_header_name_in_responses(true).ignore_invalid_headers_in_responses(true);
        config
    };
    let Ok(httparse::Status::Complete(start)) = config.parse_response(&mut response, bytes) else {
        return Answer::Other("broken answers");
    };
    match response.code {
        Some(200) => {}
        Some(300..=399) => return Answer::Other("redirects"),
        _ => return Answer::Other("errors"),
    }
    let value = |name: &str| {
        let header = response.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name))?;
        Some(String::from_utf8_lossy(header.value).to_lowercase())
    };
    let content_type = value("content-type");
    if !is_page(content_type.as_deref()) {
        return Answer::Other("files of other kinds");
    }
    let body = bytes.get(start..).unwrap_or_default();
    // Crawlers keep these headers at times when they have decoded the body already.
    let chunked = value("transfer-encoding").is_some_and(|coding| coding.contains("chunked"));
    let joined = chunked.then(|| unchunked(body)).flatten();
    let body = joined.as_deref().unwrap_or(body);
    let decoded = decoded(body, value("content-encoding").as_deref().unwrap_or_default());
    page(&decoded, content_type.as_deref())
}

/// A page from its bytes and its content type.
pub(super) fn page(bytes: &[u8], content_type: Option<&str>) -> Answer {
    if bytes.len() as u64 >= MOST_PAGE {
        return Answer::Other("pages above 10 MB");
    }
    let charset = content_type.and_then(|text| text.split_once("charset=")).map(|(_, name)| name.trim_matches(['"', '\'', ' ']));
    let stated = charset.and_then(|name| Encoding::for_label(name.split(';').next()?.trim_end_matches('"').as_bytes()));
    let plain = Encoding::for_bom(bytes).is_none();
    let text = match stated.filter(|_| plain && std::str::from_utf8(bytes).is_err()) {
        Some(encoding) => Some(encoding.decode_without_bom_handling(bytes).0.into_owned()),
        None => format::decode(bytes, Format::Html),
    };
    text.map_or(Answer::Other("broken answers"), Answer::Page)
}

/// Whether a content type is that of a page; without one it may be.
pub(super) fn is_page(content_type: Option<&str>) -> bool {
    content_type.is_none_or(|text| text.contains("text/html") || text.contains("application/xhtml"))
}

/// What an address tells: itself, the host as outlet, and at times a day.
pub(super) fn of_address(address: &str) -> Found {
    Found {
        url: Some(Known::new(address.to_owned(), Basis::Container)),
        outlet: host(address).map(|host| Known::new(host, Basis::Address)),
        published: in_address(address),
        ..Found::default()
    }
}

/// Joins the chunks of a body; `None` when it is not made of chunks.
fn unchunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::new();
    loop {
        let Ok(httparse::Status::Complete((start, size))) = httparse::parse_chunk_size(body) else {
            return (!joined.is_empty()).then_some(joined);
        };
        if size == 0 {
            return Some(joined);
        }
        let end = start.checked_add(usize::try_from(size).ok()?)?;
        let Some(chunk) = body.get(start..end) else {
            joined.extend_from_slice(body.get(start..).unwrap_or_default());
            return Some(joined);
        };
        joined.extend_from_slice(chunk);
        body = body.get(end..)?.strip_prefix(b"\r\n").unwrap_or(body.get(end..)?);
    }
}

/// Undoes the codings of a body, the last one first; a body that is not coded as it says stays as it is.
fn decoded(body: &[u8], codings: &str) -> Vec<u8> {
    let mut body = body.to_vec();
    for coding in codings.rsplit(',').map(str::trim) {
        let plain = match coding {
            "gzip" | "x-gzip" => bounded(flate2::read::MultiGzDecoder::new(body.as_slice())),
            "deflate" => bounded(flate2::read::ZlibDecoder::new(body.as_slice()))
                .or_else(|| bounded(flate2::read::DeflateDecoder::new(body.as_slice()))),
            "br" => bounded(brotli::Decompressor::new(body.as_slice(), 4096)),
            _ => None,
        };
        body = plain.unwrap_or(body);
    }
    body
}

/// As much as comes out before an error, up to the limit of a page; `None` when nothing does.
fn bounded(reader: impl Read) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let _ = reader.take(MOST_PAGE).read_to_end(&mut out);
    (!out.is_empty()).then_some(out)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn page_of(bytes: &[u8]) -> Result<String, &'static str> {
        match answer(bytes) {
            Answer::Page(text) => Ok(text),
            Answer::Other(what) => Err(what),
        }
    }

    fn gzipped(text: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn codings_and_charsets_are_undone() {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1251\r\n";
        let with = |headers: &str, body: &[u8]| [head.as_bytes(), headers.as_bytes(), b"\r\n", body].concat();
        assert_eq!(page_of(&with("", b"\xcc\xe8\xf0")).as_deref(), Ok("Мир"));
        assert_eq!(page_of(&with("Transfer-Encoding: chunked\r\n", b"2\r\nab\r\n1;x=y\r\nc\r\n0\r\n\r\n")).as_deref(), Ok("abc"));
        assert_eq!(page_of(&with("Content-Encoding: gzip\r\n", &gzipped(b"abc"))).as_deref(), Ok("abc"));
        let mut brotli = Vec::new();
        brotli::CompressorWriter::new(&mut brotli, 4096, 5, 22).write_all(b"abc").unwrap();
        assert_eq!(page_of(&with("Content-Encoding: br\r\n", &brotli)).as_deref(), Ok("abc"));
        assert_eq!(page_of(&with("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", b"abc")).as_deref(), Ok("abc"));
    }

    #[test]
    fn what_is_no_page_is_named_and_bombs_end() {
        assert_eq!(page_of(b"HTTP/1.1 301 Moved\r\nLocation: /a\r\n\r\n"), Err("redirects"));
        assert_eq!(page_of(b"HTTP/1.1 404 Not Found\r\n\r\n"), Err("errors"));
        assert_eq!(page_of(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n"), Err("files of other kinds"));
        assert_eq!(page_of(b"\x00\x01"), Err("broken answers"));
        let bomb = gzipped(&vec![b'a'; 40 * 1024 * 1024]);
        let bytes = [b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n".as_slice(), &bomb].concat();
        assert_eq!(page_of(&bytes), Err("pages above 10 MB"));
    }
}
