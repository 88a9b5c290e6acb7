//! Archives of crawlers: WARC 1.0 and 1.1 (ISO 28500), compressed or not.
//!
//! The records are read one after the other; only answers that are pages are kept, and the day of the crawl is no day of publication.

use std::collections::BTreeSet;
use std::io::{self, BufRead, BufReader, Read};

use crate::base::Fingerprint;
use crate::ingest::Format;

use super::http::{self, Answer, is_page, of_address};
use super::{Content, Entry, PassedOver};

/// Bytes of a record's headers.
const MOST_HEADERS: u64 = 64 * 1024;
/// Bytes of a record that may be an article: a page and its headers.
const MOST_RECORD: u64 = 11 * 1024 * 1024;
/// Bytes of the whole archive when it is unpacked.
const MOST_UNPACKED: u64 = 1024 * 1024 * 1024;
/// Bytes of all pages together: what is kept is kept in memory.
const MOST_PAGES: usize = 256 * 1024 * 1024;

/// What an archive holds.
pub(super) struct Archive {
    pub entries: Vec<Entry>,
    pub passed_over: PassedOver,
    /// Why reading ended before the end: the code and the words.
    pub broken: Option<(&'static str, String)>,
}

/// Reads an archive of at most `most` bytes.
pub(super) fn read(bytes: &[u8], most: usize) -> Archive {
    let cut = bytes.len() > most;
    let packed = bytes.starts_with(&[0x1f, 0x8b]);
    let reader: Box<dyn Read + '_> = if packed { Box::new(flate2::read::MultiGzDecoder::new(bytes)) } else { Box::new(bytes) };
    let mut records = Records { reader: BufReader::new(reader.take(MOST_UNPACKED)) };
    let mut archive = Archive { entries: Vec::new(), passed_over: PassedOver::new(), broken: None };
    let mut seen = BTreeSet::new();
    let (mut n_records, mut n_bytes) = (0_usize, 0_usize);
    loop {
        match records.next() {
            Ok(None) => break,
            Ok(Some(record)) => {
                n_records += 1;
                n_bytes += archive.take(&record, &mut seen);
                if n_bytes > MOST_PAGES {
                    archive.broken =
                        Some(("I05", format!("its pages have more than {} MB; the rest was not read", MOST_PAGES / (1024 * 1024))));
                    return archive;
                }
            }
            Err(_) if cut => {
                archive.broken = Some(("I05", format!("the archive has more than {} MB; the rest was not read", most / (1024 * 1024))));
                return archive;
            }
            Err(_) if n_records == 0 => {
                archive.broken = Some(("I01", "the file is no web archive".to_owned()));
                return archive;
            }
            Err(error) => {
                archive.broken = Some(("I01", format!("the archive breaks off after {n_records} records: {error}")));
                return archive;
            }
        }
    }
    if n_records == 0 {
        archive.broken = Some(("I01", "the file is no web archive".to_owned()));
    }
    archive
}

impl Archive {
    /// Keeps a record or counts it; how many bytes were kept.
    fn take(&mut self, record: &Record, seen: &mut BTreeSet<(String, String)>) -> usize {
        let answer = match record.kind.as_str() {
            _ if record.too_long => Answer::Other("records above 11 MB"),
            "response" if record.content_type.contains("application/http") => http::answer(&record.body),
            "resource" if is_page(Some(&record.content_type)) => http::page(&record.body, Some(&record.content_type)),
            "resource" => Answer::Other("files of other kinds"),
            "warcinfo" | "request" | "metadata" => return 0,
            "revisit" => Answer::Other("pages seen before"),
            _ => Answer::Other("other records"),
        };
        let what = match answer {
            Answer::Other(what) => what,
            Answer::Page(_) if is_front(&record.address) => "front pages",
            Answer::Page(text) if !seen.insert((record.address.clone(), Fingerprint::of(text.as_bytes()).to_string())) => {
                "pages seen before"
            }
            Answer::Page(text) => {
                let n_bytes = text.len();
                let stated = of_address(&record.address);
                self.entries.push(Entry { name: None, content: Content::Text(Format::Html, text), stated, first: false });
                return n_bytes;
            }
        };
        *self.passed_over.entry(what).or_default() += 1;
        0
    }
}

/// The front page of a site lists articles and is none.
fn is_front(address: &str) -> bool {
    url::Url::parse(address).is_ok_and(|url| url.query().is_none() && matches!(url.path(), "" | "/" | "/index.html" | "/index.php"))
}

/// One record.
struct Record {
    kind: String,
    address: String,
    content_type: String,
    body: Vec<u8>,
    too_long: bool,
}

struct Records<'a> {
    reader: BufReader<io::Take<Box<dyn Read + 'a>>>,
}

impl Records<'_> {
    /// The next record; `None` at the end.
    fn next(&mut self) -> io::Result<Option<Record>> {
        let broken = |what: &str| io::Error::new(io::ErrorKind::InvalidData, what.to_owned());
        let Some(version) = self.line()? else { return Ok(None) };
        if !version.starts_with(b"WARC/") {
            return Err(broken("a record does not begin with its version"));
        }
        let head = self.head()?;
        let mut headers = [httparse::EMPTY_HEADER; 64];
        let Ok(httparse::Status::Complete((_, headers))) = httparse::parse_headers(&head, &mut headers) else {
            return Err(broken("the headers of a record are not understood"));
        };
        let value = |name: &str| {
            let header = headers.iter().find(|header| header.name.eq_ignore_ascii_case(name));
            header.map(|header| String::from_utf8_lossy(header.value).trim().to_owned()).unwrap_or_default()
        };
        let length: u64 = value("content-length").parse().map_err(|_| broken("a record does not say how long it is"))?;
        let kind = value("warc-type").to_lowercase();
        let wanted = matches!(kind.as_str(), "response" | "resource");
        let too_long = wanted && length > MOST_RECORD;
        let mut body = Vec::new();
        if wanted && !too_long {
            (&mut self.reader).take(length).read_to_end(&mut body)?;
            if (body.len() as u64) < length {
                return Err(broken("the last record is not whole"));
            }
        } else {
            io::copy(&mut (&mut self.reader).take(length), &mut io::sink())?;
        }
        let address = value("warc-target-uri").trim_matches(['<', '>']).to_owned();
        Ok(Some(Record { kind, address, content_type: value("content-type").to_lowercase(), body, too_long }))
    }

    /// The next line that is not blank.
    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        loop {
            let mut line = Vec::new();
            if (&mut self.reader).take(MOST_HEADERS).read_until(b'\n', &mut line)? == 0 {
                return Ok(None);
            }
            if !line.trim_ascii().is_empty() {
                return Ok(Some(line));
            }
        }
    }

    /// The headers up to and with the blank line.
    fn head(&mut self) -> io::Result<Vec<u8>> {
        let mut head = Vec::new();
        loop {
            let start = head.len();
            let n = (&mut self.reader).take(MOST_HEADERS).read_until(b'\n', &mut head)?;
            if n == 0 || head.len() as u64 > MOST_HEADERS {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "the headers of a record do not end"));
            }
            if head.get(start..).is_some_and(|line| line.trim_ascii().is_empty()) {
                return Ok(head);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: &str, address: &str, content_type: &str, body: &str) -> String {
        let n = body.len();
        format!(
            "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Date: 2020-01-01T00:00:00Z\r\nWARC-Target-URI: {address}\r\nContent-Type: {content_type}\r\nContent-Length: {n}\r\n\r\n{body}\r\n\r\n"
        )
    }

    fn archive() -> String {
        let http = "application/http; msgtype=response";
        let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>The envoys left.</p>";
        [
            record("warcinfo", "", "application/warc-fields", "software: x\r\n"),
            record("response", "https://courier.example/2016/03/08/maps", http, page),
            record("response", "https://courier.example/2016/03/08/maps", http, page),
            record("response", "https://courier.example/", http, page),
            record("response", "https://courier.example/a.png", http, "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx"),
            record("resource", "https://courier.example/tents", "text/html", "<p>Tents.</p>"),
            record("request", "https://courier.example/", http, "GET / HTTP/1.1\r\n\r\n"),
        ]
        .concat()
    }

    fn gzipped(members: &[&str]) -> Vec<u8> {
        use std::io::Write;
        let member = |text: &&str| {
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            encoder.write_all(text.as_bytes()).unwrap();
            encoder.finish().unwrap()
        };
        members.iter().flat_map(member).collect()
    }

    #[test]
    fn pages_are_kept_and_the_rest_is_counted() {
        let text = archive();
        let halves = text.split_at(text.find("WARC/1.1\r\nWARC-Type: resource").unwrap());
        for bytes in [text.clone().into_bytes(), gzipped(&[halves.0, halves.1])] {
            let archive = read(&bytes, usize::MAX);
            assert_eq!(archive.broken, None);
            let stated = &archive.entries[0].stated;
            assert_eq!(stated.url.as_ref().unwrap().value, "https://courier.example/2016/03/08/maps");
            assert_eq!(stated.published.as_ref().unwrap().value.to_string(), "2016-03-08");
            assert_eq!(archive.entries.len(), 2);
            let expected = [("files of other kinds", 1), ("front pages", 1), ("pages seen before", 1)];
            assert_eq!(archive.passed_over.into_iter().collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn broken_archives_keep_what_was_read() {
        let text = archive();
        let archive = read(&text.as_bytes()[..text.len() / 2], usize::MAX);
        assert!(!archive.entries.is_empty());
        assert_eq!(archive.broken.unwrap().0, "I01");
        for none in ["", "abc", "WARC/1.0\r\n", "WARC/1.0\r\nContent-Length: -1\r\n\r\n", "\u{1f}\u{8b}"] {
            let archive = read(none.as_bytes(), usize::MAX);
            assert!(archive.entries.is_empty() && archive.broken.is_some(), "{none:?}");
        }
        let mut packed = gzipped(&[&text]);
        packed.truncate(packed.len() - 20);
        assert!(read(&packed, usize::MAX).broken.is_some());
    }
}
