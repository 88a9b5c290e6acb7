//! Addresses that only the machine of the desk knows.

use url::{Host, Url};

use super::File;

/// Whether an address leads to the machine on which it is opened.
pub fn is_local(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(ip)) => ip.is_loopback() || ip.is_unspecified(),
        Some(Host::Ipv6(ip)) => ip.is_loopback() || ip.is_unspecified(),
        None => false,
    }
}

/// The first file whose links or styles lead to the desk's own machine, with the address.
pub fn local_address(files: &[File]) -> Option<(&str, String)> {
    let looked_at = files.iter().filter(|(path, _)| [".html", ".css", ".xml"].iter().any(|end| path.ends_with(end)));
    looked_at.filter_map(|(path, bytes)| Some((path.as_str(), local_in(&String::from_utf8_lossy(bytes))?))).next()
}

fn local_in(text: &str) -> Option<String> {
    let opened = |before: &str| before.ends_with(['"', '\'', '(', '>']);
    let schemes = ["http://", "https://", "//"];
    let starts = text.match_indices("//").flat_map(|(at, _)| {
        schemes.iter().filter_map(move |scheme| (at + 2).checked_sub(scheme.len())).filter(move |start| text.is_char_boundary(*start))
    });
    starts
        .filter(|start| opened(&text[..*start]))
        .filter_map(|start| {
            let rest = &text[start..];
            let end = rest.find(['"', '\'', ')', '<', ' ', '\n']).unwrap_or(rest.len());
            let address = if rest.starts_with("//") { format!("http:{}", &rest[..end]) } else { rest[..end].to_owned() };
            Url::parse(&address).is_ok_and(|url| is_local(&url)).then_some(address)
        })
        .next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_addresses_are_told_from_public_ones() {
        for local in [
            "http://localhost/",
            "http://localhost:1111/x/",
            "http://127.0.0.1/",
            "http://[::1]:80/",
            "http://0.0.0.0/",
            "https://site.localhost/",
        ] {
            assert!(is_local(&Url::parse(local).unwrap()), "{local}");
        }
        for public in ["https://example.org/localhost/", "https://localhost.example.org/", "http://192.0.2.7/"] {
            assert!(!is_local(&Url::parse(public).unwrap()), "{public}");
        }
    }

    #[test]
    fn they_are_found_in_links_and_styles_and_not_in_words() {
        let found = |path: &str, text: &str| local_address(&[(path.to_owned(), text.as_bytes().to_vec())]).map(|(_, address)| address);
        assert_eq!(found("a.html", "<a href=\"http://localhost:1111/x\">x</a>").as_deref(), Some("http://localhost:1111/x"));
        assert_eq!(
            found("a.html", "<script src=//127.0.0.1/x.js></script><link href='//127.0.0.1/x.css'>").as_deref(),
            Some("http://127.0.0.1/x.css")
        );
        assert_eq!(found("a.css", "src: url(http://localhost/x.woff2)").as_deref(), Some("http://localhost/x.woff2"));
        assert_eq!(found("sitemap.xml", "<loc>http://localhost/</loc>").as_deref(), Some("http://localhost/"));
        assert_eq!(found("a.html", "<p>He said http://localhost is not a country.</p><a href=\"https://example.org/\">ж</a>"), None);
        assert_eq!(found("data.csv", "\"http://localhost/\""), None);
    }
}
