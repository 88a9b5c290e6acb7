//! The answer to one request, found without a network.

use std::time::SystemTime;

use axum::body::Bytes;
use axum::http::{HeaderMap, header};
use url::Url;

use super::reload;
use super::shown::{File, Found, Site};

/// What is sent back.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// A page of the site, or the page for addresses that have none.
    Page { status: u16, bytes: Bytes, modified: SystemTime },
    /// Another file.
    File { kind: String, bytes: Bytes, modified: SystemTime },
    /// The address of a folder needs its final slash.
    Redirect(String),
    /// The request is not answered.
    Refused { status: u16, reason: &'static str },
}

/// Looks a path up, as static hosts do. `path` is as the browser sent it, without its query. Making a file may take its time.
pub(super) fn find(site: &Site, path: &str) -> Answer {
    if site.build == 0 {
        return Answer::Page { status: 503, bytes: Bytes::from_static(reload::WAITING.as_bytes()), modified: site.built };
    }
    let Some(wanted) = decoded(path) else {
        return Answer::Refused { status: 400, reason: "The address is not valid.\n" };
    };
    if format!("{wanted}/") == site.base_path {
        return Answer::Redirect(site.base_path.clone());
    }
    let wanted = wanted.strip_prefix(&site.base_path).unwrap_or_else(|| wanted.trim_start_matches('/'));
    let file = if wanted.is_empty() || wanted.ends_with('/') { format!("{wanted}index.html") } else { wanted.to_owned() };
    if !site.has(&file) && site.has(&format!("{wanted}/index.html")) {
        // One slash only: two would name another host.
        return Answer::Redirect(format!("/{}/", path.trim_matches('/')));
    }
    // Which pages there are is known, so only a file can be among those that are not known of.
    let is_page = content_type(&file).starts_with("text/html") || !file.rsplit('/').next().unwrap_or_default().contains('.');
    let found = if is_page && !site.has(&file) { Found::Nothing } else { site.get(&file) };
    match found {
        Found::File(found) => answer(&file, found),
        Found::Failed => page(500, Bytes::from_static(reload::FAILED.as_bytes()), site.built),
        Found::Nothing => {
            let own = if site.has("404.html") { site.get("404.html") } else { Found::Nothing };
            let bytes = if let Found::File(own) = own { own.bytes } else { Bytes::from_static(reload::NOT_FOUND.as_bytes()) };
            page(404, bytes, site.built)
        }
    }
}

fn page(status: u16, bytes: Bytes, modified: SystemTime) -> Answer {
    Answer::Page { status, bytes, modified }
}

fn answer(path: &str, File { bytes, modified }: File) -> Answer {
    let kind = content_type(path);
    if kind.starts_with("text/html") { page(200, bytes, modified) } else { Answer::File { kind, bytes, modified } }
}

/// The path with `%20` and the like resolved; `None` when it is malformed or tries to leave the site.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    let path = String::from_utf8(bytes).ok()?;
    let leaves = path.contains(['\0', '\\']) || path.split('/').any(|part| part == "..");
    (path.starts_with('/') && !leaves).then_some(path)
}

/// Whether a request was meant for this machine: a foreign name that resolves here is how pages of others would read the preview,
/// and a page of another origin, even of another port, has nothing to ask here.
pub(super) fn is_own(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let Some(host) = text(header::HOST).filter(|host| is_own_host(host)) else { return false };
    text(header::ORIGIN).is_none_or(|origin| origin.eq_ignore_ascii_case(&format!("http://{host}")))
}

fn is_own_host(host: &str) -> bool {
    let Ok(address) = Url::parse(&format!("http://{host}/")) else { return false };
    match address.host() {
        Some(url::Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            name == "localhost" || name.ends_with(".localhost")
        }
        Some(_) => address.username().is_empty() && address.path() == "/",
        None => false,
    }
}

/// The content type that hosts give a file. What is text is UTF-8, since demarche writes nothing else.
fn content_type(file: &str) -> String {
    // Types of exports that the registry of file names does not know, or knows under several.
    let own = match file.rsplit('.').next().unwrap_or_default() {
        "js" | "mjs" => Some("text/javascript"),
        "xml" | "gexf" => Some("application/xml"),
        "jsonl" => Some("application/jsonl"),
        "sqlite" => Some("application/vnd.sqlite3"),
        "map" => Some("application/json"),
        _ => None,
    };
    let kind = own.map_or_else(|| mime_guess::from_path(file).first_or_octet_stream().essence_str().to_owned(), str::to_owned);
    let is_text = kind.starts_with("text/") || ["application/xml", "image/svg+xml"].contains(&kind.as_str());
    if is_text { kind + "; charset=utf-8" } else { kind }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        let file = |path: &str, body: &'static str| {
            (path.to_owned(), File { bytes: Bytes::from_static(body.as_bytes()), modified: SystemTime::UNIX_EPOCH })
        };
        let files =
            [file("index.html", "front"), file("actors/index.html", "actors"), file("404.html", "nothing here"), file("a b.css", "css")];
        let mut site = Site::default();
        (site.files, site.build, site.base_path) = (files.into(), 3, "/talks/".to_owned());
        site
    }

    fn told(path: &str) -> (u16, String) {
        let text = |bytes: Bytes| String::from_utf8(bytes.to_vec()).unwrap();
        match find(&site(), path) {
            Answer::Page { status, bytes, .. } => (status, text(bytes)),
            Answer::File { bytes, .. } => (200, text(bytes)),
            Answer::Redirect(to) => (302, to),
            Answer::Refused { status, reason } => (status, reason.to_owned()),
        }
    }

    #[test]
    fn pages_are_found_as_on_a_static_host() {
        assert_eq!(told("/"), (200, "front".to_owned()));
        assert_eq!(told("/talks/"), (200, "front".to_owned()), "the published path works too");
        assert_eq!(told("/talks"), (302, "/talks/".to_owned()));
        assert_eq!(told("/actors"), (302, "/actors/".to_owned()));
        assert_eq!(told("/talks/actors"), (302, "/talks/actors/".to_owned()));
        assert_eq!(told("//actors"), (302, "/actors/".to_owned()));
        assert_eq!(told("/a%20b.css"), (200, "css".to_owned()));
        assert_eq!(told("/nowhere/"), (404, "nothing here".to_owned()));
        for bad in ["/../x", "/%2e%2e/x", "/a/..%2fx", "/%zz", "/%", "/a%00", "/a%5c..%5cx", "x"] {
            assert_eq!(told(bad).0, 400, "{bad}");
        }
    }

    fn own(host: &str, origin: Option<&str>) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, host.parse().unwrap());
        if let Some(origin) = origin {
            headers.insert(header::ORIGIN, origin.parse().unwrap());
        }
        is_own(&headers)
    }

    #[test]
    fn hosts_and_origins_of_others_are_refused() {
        for host in ["localhost", "LOCALHOST.:1111", "127.0.0.1:1111", "[::1]:1111", "192.168.1.4:1111", "demarche.localhost"] {
            assert!(own(host, None), "{host}");
            assert!(own(host, Some(&format!("http://{host}"))), "{host}");
            for foreign in ["null", "", "http://evil.example", "https://localhost", "http://localhost:1"] {
                assert!(!own(host, Some(foreign)), "{host} asked by {foreign}");
            }
        }
        for host in
            ["", "evil.example", "evil.example:1111", "localhost.evil.example", "127.0.0.1.evil.example", "x@127.0.0.1", "127.0.0.1/x"]
        {
            assert!(!own(host, None), "{host}");
        }
        assert!(!is_own(&HeaderMap::new()));
    }

    #[test]
    fn what_is_text_says_that_it_is_utf_8() {
        for (file, kind) in [
            ("index.html", "text/html; charset=utf-8"),
            ("site.css", "text/css; charset=utf-8"),
            ("search.js", "text/javascript; charset=utf-8"),
            ("feed.xml", "application/xml; charset=utf-8"),
            ("icon.svg", "image/svg+xml; charset=utf-8"),
            ("data/events.csv", "text/csv; charset=utf-8"),
            ("timeline.ics", "text/calendar; charset=utf-8"),
            ("robots.txt", "text/plain; charset=utf-8"),
            ("feed.json", "application/json"),
            ("data/events.jsonl", "application/jsonl"),
            ("data/dossier.sqlite", "application/vnd.sqlite3"),
            ("app.webmanifest", "application/manifest+json"),
            ("card.png", "image/png"),
            ("fonts/a.woff2", "font/woff2"),
            ("a.mp4", "video/mp4"),
            ("CNAME", "application/octet-stream"),
        ] {
            assert_eq!(content_type(file), kind, "{file}");
        }
    }
}
