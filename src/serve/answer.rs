//! The answer to one request, found without a network.

use super::reload;
use super::shown::Site;

/// What is sent back.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// A file of the site, or the page for addresses that have none.
    File { status: u16, kind: &'static str, body: Vec<u8> },
    /// The address of a folder needs its final slash.
    Redirect(String),
    /// The request is not answered.
    Refused { status: u16, reason: &'static str },
}

/// Looks a path up, as static hosts do. `path` is as the browser sent it, without its query.
pub(super) fn find(site: &Site, path: &str) -> Answer {
    if site.build == 0 {
        return page(503, reload::WAITING.as_bytes().to_vec(), site.build);
    }
    let Some(wanted) = decoded(path) else {
        return Answer::Refused { status: 400, reason: "The address is not valid." };
    };
    let wanted = wanted.strip_prefix(&site.base_path).unwrap_or_else(|| wanted.trim_start_matches('/'));
    let file = if wanted.is_empty() || wanted.ends_with('/') { format!("{wanted}index.html") } else { wanted.to_owned() };
    if let Some(body) = site.files.get(&file) {
        return found(200, &file, body.clone(), site.build);
    }
    if site.files.contains_key(&format!("{wanted}/index.html")) {
        // One slash only: two would name another host.
        return Answer::Redirect(format!("/{}/", path.trim_matches('/')));
    }
    match site.files.get("404.html") {
        Some(body) => page(404, body.clone(), site.build),
        None => page(404, reload::NOT_FOUND.as_bytes().to_vec(), site.build),
    }
}

fn found(status: u16, file: &str, body: Vec<u8>, build: u64) -> Answer {
    let kind = content_type(file);
    if kind.starts_with("text/html") { page(status, body, build) } else { Answer::File { status, kind, body } }
}

fn page(status: u16, body: Vec<u8>, build: u64) -> Answer {
    Answer::File { status, kind: "text/html; charset=utf-8", body: reload::with_script(body, build) }
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

/// Whether a request was meant for this machine: a foreign name that resolves here is how pages of others would read the preview.
pub(super) fn is_own_host(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    name == "localhost" || name.ends_with(".localhost") || name.parse::<std::net::IpAddr>().is_ok()
}

/// The content type that hosts give a file.
fn content_type(file: &str) -> &'static str {
    match file.rsplit('.').next().unwrap_or_default() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "json" | "map" => "application/json",
        "jsonl" => "application/jsonl",
        "sqlite" => "application/vnd.sqlite3",
        "webmanifest" => "application/manifest+json",
        "xml" | "gexf" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        let file = |path: &str, body: &str| (path.to_owned(), body.as_bytes().to_vec());
        let files = [
            file("index.html", "<body>front</body>"),
            file("actors/index.html", "actors"),
            file("404.html", "nothing here"),
            file("a b.css", "css"),
        ];
        Site { files: files.into(), build: 3, base_path: "/talks/".to_owned() }
    }

    fn told(path: &str) -> (u16, String) {
        match find(&site(), path) {
            Answer::File { status, body, .. } => (status, String::from_utf8(body).unwrap()),
            Answer::Redirect(to) => (302, to),
            Answer::Refused { status, reason } => (status, reason.to_owned()),
        }
    }

    #[test]
    fn pages_are_found_as_on_a_static_host() {
        assert!(told("/").1.starts_with("<body>front<script"));
        assert!(told("/talks/").1.starts_with("<body>front<script"), "the published path works too");
        assert_eq!(told("/actors"), (302, "/actors/".to_owned()));
        assert_eq!(told("/talks/actors"), (302, "/talks/actors/".to_owned()));
        assert_eq!(told("//actors"), (302, "/actors/".to_owned()));
        assert_eq!(told("/a%20b.css"), (200, "css".to_owned()));
        assert!(told("/nowhere/").1.starts_with("nothing here"));
        assert_eq!(told("/nowhere/").0, 404);
        for bad in ["/../x", "/%2e%2e/x", "/%zz", "/%", "/a%00", "x"] {
            assert_eq!(told(bad).0, 400, "{bad}");
        }
    }

    #[test]
    fn hosts_of_others_are_refused() {
        for own in ["localhost", "localhost:1111", "127.0.0.1:1111", "[::1]:1111", "192.168.1.4:1111", "demarche.localhost"] {
            assert!(is_own_host(own), "{own}");
        }
        for foreign in ["", "evil.example", "evil.example:1111", "localhost.evil.example", "127.0.0.1.evil.example"] {
            assert!(!is_own_host(foreign), "{foreign}");
        }
    }
}
